"""Measured runs of the solver and its peers: instances, runs in processes of their own, tables and pictures."""
