"""HOST · the host's people: leaders, experts, helpers, and their working hours."""
