"""The sub-model of one visit: candidates, constraints, objective terms; reading a solution, and fixing a plan in it."""
