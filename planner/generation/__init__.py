"""Busy weeks made up for trials: the company by size, the delegations, what they ask for."""
