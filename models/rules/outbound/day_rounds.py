"""A specialist's day in the field as it follows from the calls alone: ways measured anew, visits to us among them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from models.domain.outbound import Specialist
    from models.domain.rounds_facts import RoundsFacts
    from models.domain.rounds_plan import PlannedCall, RoundsPlan


@dataclass(frozen=True)
class RoundLeg:
    """A way to a call, or back.

    Attributes
    ----------
    before : PlannedCall or None
        The call that one comes from; None: from home, from the office, or from a visit to us.
    call : PlannedCall or None
        Where one goes; None: back.
    minutes, metres : int
        Of the way.
    soonest : int
        Moment at which one can be there when one sets off as soon as one can; for the first way of the day the arrival
        itself.
    leave : int
        Moment at which one sets off, so as to be there in time.
    """

    before: PlannedCall | None
    call: PlannedCall | None
    minutes: int
    metres: int
    soonest: int
    leave: int


@dataclass(frozen=True)
class DayOfCalls:
    """A specialist's calls of a day by start, and every way.

    A visit to us parts the day: whoever is taken by one comes to the office before it, and sets off from there after;
    leave in the middle of a day parts it too, at home or wherever one sets off.
    """

    person: Specialist
    day: dt.date
    calls: tuple[PlannedCall, ...]
    legs: tuple[RoundLeg, ...]

    @property
    def metres(self) -> int:
        """Metres of all ways."""
        return sum(leg.metres for leg in self.legs)

    @property
    def minutes(self) -> int:
        """Minutes on the way and at customers."""
        return sum(leg.minutes for leg in self.legs) + sum(call.end - call.start for call in self.calls)


def days_of(facts: RoundsFacts, plan: RoundsPlan) -> Iterator[DayOfCalls]:
    """Yield every specialist's day that has calls, by specialist and day."""
    found: dict[tuple[str, dt.date], list[PlannedCall]] = defaultdict(list)
    for call in plan.calls:
        found[call.specialist, call.day].append(call)
    for (id, day), calls in sorted(found.items()):
        yield day_of_calls(facts, facts.book.specialist(id), day, calls)


def day_of_calls(facts: RoundsFacts, person: Specialist, day: dt.date, calls: list[PlannedCall]) -> DayOfCalls:
    """Return a day with its ways."""
    ordered = sorted(calls, key=lambda call: (call.start, call.id))
    away = facts.away_on(person, day)
    legs: list[RoundLeg] = []
    place, free, before = facts.base(person), None, None
    for call in ordered:
        for start, end, stays in away:
            if (free is None or free <= start) and end <= call.start:
                if before is not None:
                    legs.append(_leg(facts, person, place, stays, before, None, before.end, start))
                place, free, before = stays, end, None
        legs.append(_leg(facts, person, place, call.customer, before, call, free, call.arrive))
        place, free, before = call.customer, call.end, call
    if before is not None:
        back, home = next(((a, stays) for a, _, stays in away if a >= before.end), (None, facts.base(person)))
        legs.append(_leg(facts, person, place, home, before, None, before.end, back))
    return DayOfCalls(person, day, tuple(ordered), tuple(legs))


def _leg(
    facts: RoundsFacts,
    person: Specialist,
    origin: str,
    place: str,
    before: PlannedCall | None,
    call: PlannedCall | None,
    free: int | None,
    due: int | None,
) -> RoundLeg:
    """Return a way; ``free``: from when one can set off, ``due``: when one should be there."""
    minutes = facts.minutes(person, origin, place)
    if free is None:
        assert due is not None
        return RoundLeg(before, call, minutes, facts.metres(origin, place), due, due - minutes)
    leave = free if due is None else max(free, due - minutes)
    return RoundLeg(before, call, minutes, facts.metres(origin, place), free + minutes, leave)
