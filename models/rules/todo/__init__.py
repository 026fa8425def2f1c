"""The list of things to do: what the policy's notes ask for in a plan, and what is still to be found (待落实)."""
