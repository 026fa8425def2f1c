"""COST · level and money."""
