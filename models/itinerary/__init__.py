"""Layer 4: the itinerary of each visit: its model, the search for a plan of the week, and questions to a plan."""
