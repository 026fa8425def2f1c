"""Layer 3: shared CP-SAT machinery."""
