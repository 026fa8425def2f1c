"""Which roles are planned where, and which of them go out with guests: the only lists of them."""

from __future__ import annotations

from models.domain.people import RoleKind
from models.domain.plan import DutyRole

CHOSEN_ROLES: tuple[DutyRole, ...] = ("leader", "expert")
"""Chosen in the itinerary model: few people, whose own part decides when an item can be."""
NAMED_ROLES: tuple[DutyRole, ...] = (*CHOSEN_ROLES, "trainer")
"""Known before staffing: asked for by name or topic. Everybody else is a helper, whom staffing finds."""
OUTGOING_ROLES: tuple[RoleKind, ...] = ("leader", "escort", "interpreter", "photographer")
"""Of people who go out with guests, also in the evening."""
