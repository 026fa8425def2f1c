"""MEAL · meals and banquets."""
