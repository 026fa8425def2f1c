"""Seating as people use it: charts as files, what is said of them, judging, changing, and the parties of a plan."""
