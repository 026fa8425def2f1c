"""Judging any plan: the checker, and the plan in numbers. Needs no solver."""
