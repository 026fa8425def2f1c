"""Floor 1: what a week is. Frozen facts; pydantic and the standard library only."""
