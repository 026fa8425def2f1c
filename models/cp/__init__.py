"""Floor 3: shared CP-SAT machinery."""
