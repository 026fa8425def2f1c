"""Layer 4, staffing of fixed programmes: names for all helpers, vehicles and drivers for all moves."""
