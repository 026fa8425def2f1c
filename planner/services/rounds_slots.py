"""When a call on a customer fits into rounds that are planned, and what it takes of the ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.outbound import Appointment
from models.domain.rounds_facts import RoundsFacts
from models.outbound.draft import Draft
from models.outbound.plan_rounds import lay
from models.outbound.rule_weights import RuleWeights
from models.rules.catalogue import outbound_rules
from planner.services.solve_rounds import calls_by_shift, pins_of

if TYPE_CHECKING:
    import datetime as dt

    from models.domain.outbound import CustomerBook
    from models.domain.policy import Edition
    from models.domain.rounds_plan import RoundsPlan

SLOT_ID = "slot"


@dataclass(frozen=True)
class RoundSlot:
    """A time at which a call fits, beside all that is planned.

    Attributes
    ----------
    start, end : int
        Moments of the call.
    metres : int
        That the day's ways get longer, or shorter.
    cost : int
        Breaks of the rules that it adds, weighed: 0 where it is as good as any.
    """

    specialist: str
    day: dt.date
    start: int
    end: int
    metres: int
    cost: int


def round_slots(
    book: CustomerBook,
    edition: Edition,
    plan: RoundsPlan,
    customer: str,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> list[RoundSlot]:
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
    facts = RoundsFacts(wider, edition, pins_of(wider, edition, plan))
    draft = Draft(facts, RuleWeights.of(outbound_rules(edition)))
    lay(draft, calls_by_shift(facts, plan))
    due = facts.due[f"agreed:{SLOT_ID}"]
    best: dict[tuple[str, dt.date], RoundSlot] = {}
    for place in draft.places(due):
        start = place.timed.starts[place.position]
        cost, metres = place.price
        slot = RoundSlot(place.shift.person, place.shift.day, start, start + due.minutes, metres, cost)
        key = slot.specialist, slot.day
        if key not in best or (cost, metres) < (best[key].cost, best[key].metres):
            best[key] = slot
    return sorted(best.values(), key=lambda slot: (slot.cost, slot.metres, slot.start, slot.specialist))
