"""How much work the seating of a ride puts into its steps."""

from __future__ import annotations

from models.cp.run import SolveLimits

RIDE_LIMITS = SolveLimits(deterministic=2.0, linearization=2)
"""For one step of a ride: half as long as for one of a table, as a vehicle has fewer seats; with the linear relaxation
in full, as for tables."""
