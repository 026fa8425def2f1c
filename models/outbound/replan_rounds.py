"""Rounds after a change: what stays, what must move, what moves because it helps others; and when a call could be made.

A change is one of the book: a specialist's leave or taken time, a customer that is paused or gone, an appointment (an
urgent call, a customer who calls in). At most the calls of that person and day move, and a call that is missed may take
the place of one that is worth less.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.clock import DAY, day_of
from models.outbound.draft import Draft, by_price
from models.outbound.finish import finished_plan
from models.outbound.plan_rounds import Calls, lay, put_in_missed
from models.outbound.rule_weights import RuleWeights

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from models.domain.due_calls import DueCall
    from models.domain.rounds_facts import RoundsFacts
    from models.domain.rounds_plan import PlannedCall, RoundsPlan
    from models.outbound.draft import Place
    from models.outbound.shifts import Shift
    from models.rules.outbound.rounds_rule import RoundsRule


@dataclass(frozen=True)
class CallSlot:
    """When a call could be made, beside all that is planned.

    Attributes
    ----------
    start, end : int
        Moments at which it would begin and end.
    metres : int
        More on the way.
    cost : int
        Breaks of the rules, weighed, that it brings.
    moved : int
        Other calls of that day whose time would change.
    """

    specialist: str
    start: int
    end: int
    metres: int
    cost: int
    moved: int

    @property
    def day(self) -> dt.date:
        """Return the day."""
        return day_of(self.start)


def calls_of_plan(draft: Draft, plan: RoundsPlan) -> Calls:
    """Return the calls of a plan by shift, in their order.

    One whose time lies in no shift any more is in the first of that day. What is due no more, or cannot begin at all on
    its day any more, is left out, so that it takes the place of no other.
    """
    found: dict[Shift, list[tuple[int, str]]] = {}
    facts = draft.facts
    for call in plan.calls:
        days = [shift for shift in draft.shifts if shift.person == call.specialist and shift.day == call.day]
        shift = next((s for s in days if s.start <= call.arrive < s.end), days[0] if days else None)
        if shift is not None and call.id in facts.due and facts.start_windows(facts.due[call.id], call.day):
            found.setdefault(shift, []).append((call.start, call.id))
    return {shift: tuple(id for _, id in sorted(calls)) for shift, calls in found.items()}


def pins_of(facts: RoundsFacts, plan: RoundsPlan, now: int | None = None) -> dict[str, tuple[str, int]]:
    """Return what stays as it is: calls that are locked, and those that have begun by a moment."""
    people = {person.id for person in facts.book.specialists}
    kept = [call for call in plan.calls if call.locked or (now is not None and call.start <= now)]
    known = (call for call in kept if call.id in facts.due and call.specialist in people)
    return {call.id: (call.specialist, call.start) for call in known}


def replan_rounds(facts: RoundsFacts, plan: RoundsPlan, rules: Sequence[RoundsRule]) -> RoundsPlan:
    """Return a plan for the changed book with as much of the old plan as is possible.

    Calls that are not possible any more come out; they, and what is newly due, are put in where there is room, the
    dearest first; what finds none may take the place of a cheaper call, which then goes where there is room for it.
    Calls keep their days, people and order; times are named anew only in shifts whose calls have changed.

    Parameters
    ----------
    facts : RoundsFacts
        Of the changed book; with ``pins_of`` what must stay.
    """
    draft = Draft(facts, RuleWeights.of(rules))
    lay(draft, calls_of_plan(draft, plan))
    known = {missed.id for missed in plan.missed}
    for due in put_in_missed(draft, draft.missed):
        if due.id not in known:
            _take_place(draft, due)
    return with_old_times(draft, plan, finished_plan(draft))


def with_old_times(draft: Draft, old: RoundsPlan, new: RoundsPlan) -> RoundsPlan:
    """Return the new plan with the old times in shifts whose calls are the same, where they are still possible."""
    told = {call.id: call for call in old.calls}
    kept: dict[str, PlannedCall] = {}
    for shift, ids in draft.calls.items():
        calls = [told[id] for id in ids if id in told and told[id].specialist == shift.person]
        if len(calls) == len(ids) and _possible(draft, shift, calls):
            kept.update((call.id, call) for call in calls)
    named = tuple(
        call.replace(arrive=kept[call.id].arrive, start=kept[call.id].start, end=kept[call.id].end)
        if call.id in kept
        else call
        for call in new.calls
    )
    return new.replace(calls=named)


def _possible(draft: Draft, shift: Shift, calls: Sequence[PlannedCall]) -> bool:
    """Tell whether calls may be made at their times, one after the other, within a shift."""
    facts, person = draft.facts, draft.facts.book.specialist(shift.person)
    place, free = shift.origin, shift.start
    for call in calls:
        due = facts.due[call.id]
        windows = facts.start_windows(due, shift.day)
        on_time = call.arrive == call.start - facts.numbers.early and call.end - call.start == due.minutes
        if not on_time or not any(low <= call.start <= high for low, high in windows):
            return False
        if free + facts.minutes(person, place, call.customer) > call.arrive:
            return False
        place, free = call.customer, call.end
    return free + facts.minutes(person, place, shift.home) <= shift.end


MAX_VICTIMS = 6
"""Cheaper calls for which another place is looked for, so that a dearer one can have theirs."""


def _take_place(draft: Draft, due: DueCall) -> bool:
    """Put a call in the place of a cheaper one, which moves where there is room for it, or is missed."""
    start, facts = draft.copy_calls(), draft.facts
    found: list[tuple[int, tuple[int, int], str, Place]] = []
    for shift in draft.shifts_for(due):
        for other in draft.calls.get(shift, ()):
            victim = facts.due[other]
            if victim.price < due.price and other not in facts.pins:
                draft.remove(other)
                place = min(draft.places_in(due, shift), key=by_price, default=None)
                if place is not None:
                    found.append((victim.price, place.price, other, place))
                draft.restore(start)
    best: tuple[tuple[int, tuple[int, int]], Calls] | None = None
    for price, cost, other, place in sorted(found, key=lambda one: one[:3])[:MAX_VICTIMS]:
        draft.remove(other)
        draft.insert(due, place)
        again = draft.cheapest(facts.due[other])
        value = price, cost
        if again is not None:
            draft.insert(facts.due[other], again)
            value = 0, (cost[0] + again.price[0], cost[1] + again.price[1])
        if best is None or value < best[0]:
            best = value, draft.copy_calls()
        draft.restore(start)
    if best is not None:
        draft.restore(best[1])
    return best is not None


def call_slots(
    facts: RoundsFacts, plan: RoundsPlan, rules: Sequence[RoundsRule], due: DueCall, number: int | None = 5
) -> list[CallSlot]:
    """Return where a due call could be made beside all others, the best first, one a specialist and half day.

    A call that is planned is looked at as if it were not. ``number``: at most so many; None: all.
    """
    draft = Draft(facts, RuleWeights.of(rules))
    lay(draft, calls_of_plan(draft, plan))
    if draft.where(due.id) is not None:
        draft.remove(due.id)
    found: dict[tuple[str, int], CallSlot] = {}
    for place in sorted(draft.places(due), key=by_price):
        slot = _slot(draft, place, due)
        half = slot.start // (DAY // 2)
        found.setdefault((slot.specialist, half), slot)
        if len(found) == number:
            break
    return list(found.values())


def _slot(draft: Draft, place: Place, due: DueCall) -> CallSlot:
    starts = place.timed.starts
    others = (*starts[: place.position], *starts[place.position + 1 :])
    before = draft.timed(place.shift).starts
    moved = sum(a != b for a, b in zip(before, others, strict=True))
    start, (cost, metres) = starts[place.position], place.price
    return CallSlot(place.shift.person, start, start + due.minutes, metres, cost, moved)


def moved_calls(old: RoundsPlan, new: RoundsPlan) -> list[str]:
    """Return the ids of calls of both plans that have another day, person or time."""
    before = {call.id: (call.specialist, call.start) for call in old.calls}
    return [c.id for c in new.calls if c.id in before and before[c.id] != (c.specialist, c.start)]
