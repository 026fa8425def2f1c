"""Duty sheets: one for everybody who has something to do, in the words of their own work."""
