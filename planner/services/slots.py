"""The best times for a new request or a new delegation, each with its price; everybody else stays where they are."""

from __future__ import annotations

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.cp.stop_signal import StopSignal
from models.domain.apply_events import apply_events
from models.domain.clock import DAY, day_of
from models.domain.events import NewRequest, NewVisit
from models.domain.facts import Facts
from models.domain.revision import Revision
from models.itinerary.search.limits import SLOT_LIMITS
from models.itinerary.what_if.slots import SlotSearch
from models.itinerary.what_if.what_if import WhatIf
from models.rules.catalogue import rules as rules_of
from planner.services.plannable import plannable_facts, refuse_set_aside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.activities import Request
    from models.domain.pins import Pin
    from models.domain.plan import Plan
    from models.domain.policy import Edition
    from models.domain.visits import Visit
    from models.domain.week import Week
    from models.itinerary.what_if.slots import FreeSlot


@dataclass(frozen=True)
class SlotOffer:
    """Times for something new.

    Attributes
    ----------
    facts : Facts
        The week with it; for a delegation, as it was asked for.
    item : str
        Item id of a request; id of a delegation.
    slots : tuple of FreeSlot
        The cheapest first. For a delegation ``start`` is by how many days it comes later than asked for.
    """

    facts: Facts
    item: str
    slots: tuple[FreeSlot, ...]
    seconds: float

    @property
    def delegation(self) -> bool:
        """Whether it is a whole delegation."""
        return "/" not in self.item


def slots(
    week: Week,
    plan: Plan,
    new: Request | Visit,
    visit: str | None = None,
    *,
    edition: Edition | None = None,
    now: int | None = None,
    pins: Sequence[Pin] = (),
    number: int = SLOT_LIMITS.max_slots,
) -> SlotOffer:
    """Return the best times for something new in a plan.

    Parameters
    ----------
    new : Request or Visit
        A request, with the ``visit`` that asks for it; or a delegation.
    number : int
        So many times, at most.

    Raises
    ------
    FaultyInput
        When the new thing does not go with the week.
    """
    from models.domain.visits import Visit as Delegation
    from planner.formats import load_edition

    began = time.monotonic()
    policy = edition or load_edition(plan.edition)
    facts = plannable_facts(Facts(week, policy, Revision(plan, now, tuple(pins))), plan)
    rules, stop = rules_of(policy), StopSignal()
    before = WhatIf(facts, rules, plan, stop).as_is
    if isinstance(new, Delegation):
        asked = _with(facts, new)
        weeks = [(days, _with(facts, later(new, days))) for days in _shifts(week, new)]
        with ThreadPoolExecutor(SLOT_LIMITS.streams) as pool:
            found = list(
                pool.map(lambda dw: SlotSearch(dw[1], rules, plan, before, stop).fit_delegation(new.id, dw[0]), weeks)
            )
        item, every = new.id, [slot for slot in found if slot is not None]
    else:
        asked = Facts(apply_events(facts, [NewRequest(visit=visit or "", request=new)]).week, policy, facts.revision)
        item = f"{visit}/{new.id}"
        every = SlotSearch(asked, rules, plan, before, stop).times(
            item, number, StopSignal(began + SLOT_LIMITS.search_seconds)
        )
    every.sort(key=lambda slot: (slot.forced.price, slot.start))
    return SlotOffer(asked, item, tuple(every[:number]), time.monotonic() - began)


def slots_of_left_out(
    week: Week,
    plan: Plan,
    item: str,
    *,
    edition: Edition,
    pins: Sequence[Pin] = (),
    number: int = SLOT_LIMITS.max_slots,
) -> SlotOffer:
    """Return the best times for a request that a plan leaves out, ``VISIT/REQUEST``; everybody else stays.

    Raises
    ------
    NoPlanPossible
        When it is set aside, with the reasons.
    """
    began = time.monotonic()
    whole = Facts(week, edition, Revision(plan, None, tuple(pins)))
    refuse_set_aside(whole, plan, item)
    facts = plannable_facts(whole, plan)
    rules, stop = rules_of(edition), StopSignal()
    before = WhatIf(facts, rules, plan, stop).as_is
    hurry = StopSignal(began + SLOT_LIMITS.search_seconds)
    every = SlotSearch(facts, rules, plan, before, stop).times(item, number, hurry)
    return SlotOffer(facts, item, tuple(every[:number]), time.monotonic() - began)


def _with(facts: Facts, visit: Visit) -> Facts:
    return Facts(apply_events(facts, [NewVisit(visit=visit)]).week, facts.edition, facts.revision)


def _shifts(week: Week, visit: Visit) -> list[int]:
    """Return by how many days a delegation may come earlier or later within the week, the nearest first."""
    first = min(day_of(group.arrival.at) for group in visit.groups)
    leaves = [day_of(g.departure.at) if g.departure.at is not None else g.departure.on for g in visit.groups]
    last = max([day for day in leaves if day is not None] or [first])
    low = (week.first_day - first).days
    high = (week.first_day + dt.timedelta(days=week.days - 1) - last).days
    return sorted(range(min(low, 0), max(high, 0) + 1), key=lambda days: (abs(days), days))


def later(visit: Visit, days: int) -> Visit:
    """Return a visit that comes, stays and asks for everything so many days later."""
    if not days:
        return visit
    step, minutes = dt.timedelta(days=days), DAY * days
    groups = []
    for group in visit.groups:
        leaves = group.departure
        departure = leaves.replace(
            at=leaves.at + minutes if leaves.at is not None else None, on=leaves.on + step if leaves.on else None
        )
        groups.append(group.replace(arrival=group.arrival.replace(at=group.arrival.at + minutes), departure=departure))
    requests = [
        request.replace(
            at=request.at + minutes if request.at is not None else None, on=request.on + step if request.on else None
        )
        for request in visit.requests
    ]
    return visit.replace(groups=tuple(groups), requests=tuple(requests), taboo=visit.taboo)
