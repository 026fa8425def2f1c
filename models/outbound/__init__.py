"""Rounds of our own people to customers: who calls on whom, on which days, by which route, at what time."""
