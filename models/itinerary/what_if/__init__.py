"""Questions to a plan: what a wish costs, good times for something new, other plans."""
