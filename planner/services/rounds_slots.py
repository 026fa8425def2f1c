"""When a call on a customer fits into rounds that are planned, and what it takes of the ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.outbound import Appointment
from models.domain.rounds_facts import RoundsFacts
from models.outbound.replan_rounds import call_slots, pins_of
from models.rules.catalogue import outbound_rules

if TYPE_CHECKING:
    import datetime as dt

    from models.domain.outbound import CustomerBook
    from models.domain.policy import Edition
    from models.domain.rounds_plan import RoundsPlan
    from models.outbound.replan_rounds import CallSlot

SLOT_ID = "slot"


def round_slots(
    book: CustomerBook,
    edition: Edition,
    plan: RoundsPlan,
    customer: str,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> list[CallSlot]:
    """Return the best time of each specialist and day for a call on a customer, the best first.

    The call takes the place of the first one that the customer's rhythm asks for in these days.

    Parameters
    ----------
    first, last : date, optional
        Between which days; those of the book unless given.
    """
    first, last = max(first or book.first_day, book.first_day), min(last or book.last_day, book.last_day)
    if last < first:
        return []
    asked = Appointment(id=SLOT_ID, customer=customer, day=first, flexible="week", until=last)
    others = tuple(one for one in book.appointments if one.id != SLOT_ID)
    wider = book.replace(appointments=(*others, asked))
    facts = RoundsFacts(wider, edition)
    facts = RoundsFacts(wider, edition, pins_of(facts, plan))
    best: dict[tuple[str, dt.date], CallSlot] = {}
    for slot in call_slots(facts, plan, outbound_rules(edition), facts.due[f"agreed:{SLOT_ID}"], number=None):
        best.setdefault((slot.specialist, slot.day), slot)
    return list(best.values())
