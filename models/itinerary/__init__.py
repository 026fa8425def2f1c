"""Floor 4: the itinerary model. Layered flow a delegation, a ledger of the others, staffing, bounds, search."""
