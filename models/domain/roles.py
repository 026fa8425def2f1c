"""Groups of roles: who is planned where, who goes out with guests, who sits at table, and which rule asks for whom."""

from __future__ import annotations

from models.domain.people import RoleKind
from models.domain.plan import DutyRole

CHOSEN_ROLES: tuple[DutyRole, ...] = ("leader", "expert", "trainer", "delegate", "reception")
"""Chosen in the itinerary model, by name or topic: few people, whose own part decides when an item can be.

Everybody else is a helper, whom staffing finds.
"""
OUTGOING_ROLES: tuple[RoleKind, ...] = ("leader", "escort", "interpreter", "photographer")
"""Of people who go out with guests, also in the evening."""
ESCORTING_ROLES: tuple[DutyRole, ...] = ("escort", "companion", "greeter")
"""Of a person of the company who goes with the delegation (HOST-08)."""
ROOM_SERVICE_ROLES: tuple[DutyRole, ...] = ("crew", "tea")
"""Of those who prepare and tidy a meeting room and serve the tea (HOST-04); the guests' programme names none."""
BOOKED_BY_DAY: tuple[DutyRole, ...] = ("interpreter",)
"""Of those whom one books for a day, not for an item: a hired one is paid once a day."""
MET_ROLES: tuple[DutyRole, ...] = (*CHOSEN_ROLES[:4], "docent", *ESCORTING_ROLES, "company")
"""Whoever has one is met by the guests and talks with them; helpers in the background are not."""
SEATED_ROLES: tuple[DutyRole, ...] = (
    *("leader", "expert", "trainer", "delegate", "greeter", "escort"),
    *("company", "guide", "companion", "docent", "interpreter"),
)
"""With a seat at table, in the order of the host's list; photographers, crew and tea stand or come and go."""
RULE_OF_ROLE: dict[DutyRole, str] = {
    "docent": "HOST-03",
    "escort": "HOST-03",
    "crew": "HOST-04",
    "tea": "HOST-04",
    "photographer": "HOST-05",
    "interpreter": "HOST-06",
    "guide": "HOST-07",
    "companion": "MEAL-09",
    "company": "MEAL-09",
    "greeter": "ARR-06",
    "leader": "HOST-02",
    "expert": "HOST-01",
    "trainer": "HOST-01",
    "reception": "HOST-01",
    "delegate": "HOST-01",
}
"""The rule that asks for somebody in a role; an escort to a sight is asked for by HOST-07 (see ``demands``)."""
