"""Construction, improvement, bounds, reasons and repair of the plan of a week."""
