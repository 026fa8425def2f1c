"""Floor 4, staffing of fixed rows: names for all helpers, vehicles and drivers for all moves."""
