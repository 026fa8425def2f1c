"""TOUR · the company tour, and rivals who must not meet."""
