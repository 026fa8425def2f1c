"""A draft of rounds: which due calls are made in which shift, in which order; every change keeps it possible."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from models.outbound.shifts import Shift, shifts_of
from models.outbound.timing import Timed, Timer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Sequence

    from models.domain.due_calls import DueCall
    from models.domain.rounds_facts import RoundsFacts
    from models.outbound.rule_weights import RuleWeights

Price = tuple[int, int]
"""What is compared: breaks of the rules, weighed, then metres."""


@dataclass(frozen=True)
class Place:
    """Where a call could go: shift, position, and what it adds."""

    shift: Shift
    position: int
    price: Price
    timed: Timed


def by_price(place: Place) -> tuple[Price, tuple[dt.date, str, int], int]:
    """Return what places are sorted by."""
    return place.price, place.shift.key, place.position


class Draft:
    """Calls by shift.

    Attributes
    ----------
    shifts : tuple of Shift
        All shifts of the book, by day.
    calls : mapping of Shift to tuple of str
        Ids of due calls in their order; shifts without calls are left out.
    """

    def __init__(self, facts: RoundsFacts, weights: RuleWeights) -> None:
        self.facts, self.weights = facts, weights
        self.timer = Timer(facts, weights)
        people = [shift for person in facts.book.specialists for shift in shifts_of(facts, person, facts.days)]
        self.shifts: tuple[Shift, ...] = tuple(sorted(people, key=lambda shift: shift.key))
        self.calls: dict[Shift, tuple[str, ...]] = {}
        self._where: dict[str, Shift] = {}
        self._of_person: dict[str, list[Shift]] = {}
        for shift in self.shifts:
            self._of_person.setdefault(shift.person, []).append(shift)

    def copy_calls(self) -> dict[Shift, tuple[str, ...]]:
        """Return what is planned, to come back to."""
        return dict(self.calls)

    def restore(self, calls: dict[Shift, tuple[str, ...]]) -> None:
        """Go back to what was planned."""
        self.calls = dict(calls)
        self._where = {id: shift for shift, ids in calls.items() for id in ids}

    def where(self, id: str) -> Shift | None:
        """Return the shift of a due call; None where it is not planned."""
        return self._where.get(id)

    def set_calls(self, shift: Shift, ids: tuple[str, ...]) -> None:
        """Plan calls in a shift, in this order; they are planned nowhere else."""
        for id in self.calls.pop(shift, ()):
            del self._where[id]
        if ids:
            self.calls[shift] = ids
            self._where.update(dict.fromkeys(ids, shift))

    def remove(self, id: str) -> None:
        """Take a call out."""
        shift = self._where[id]
        self.set_calls(shift, tuple(other for other in self.calls[shift] if other != id))

    def timed(self, shift: Shift) -> Timed:
        """Return the best times of a shift."""
        found = self.timer.best(shift, self.calls.get(shift, ()))
        assert found is not None, "a draft is always possible"
        return found

    def neighbours_in_time(self, due: DueCall) -> list[dt.date]:
        """Return the days of the other planned calls on the customer, and of its last call."""
        days = [
            self._where[o.id].day for o in self.facts.dues_of(due.customer) if o.id != due.id and o.id in self._where
        ]
        last = self.facts.book.customer(due.customer).last_call
        return days if last is None else [*days, last]

    def too_close(self, due: DueCall, day: dt.date) -> int | None:
        """Return the days that are missing to the spacing of the customer's calls (OUT-06); None on the same day."""
        least, missing = self.facts.spacing(due.customer), 0
        for other in self.neighbours_in_time(due):
            apart = abs((day - other).days)
            if apart == 0:
                return None
            missing += max(0, least - apart)
        return missing

    def shifts_for(self, due: DueCall) -> Iterator[Shift]:
        """Yield the shifts in which a call may be made."""
        for person in self.facts.who(due):
            for shift in self._of_person.get(person.id, ()):
                if due.first <= shift.day <= due.last:
                    yield shift

    def together_with_others(self, due: DueCall, shift: Shift) -> int | None:
        """Return what a call in a shift breaks together with the others on the customer (OUT-06, OUT-06b), weighed.

        None where it is forbidden, or on a day on which the customer is called on already.
        """
        missing = self.too_close(due, shift.day)
        if missing is None:
            return None
        dues = (other.id for other in self.facts.dues_of(due.customer) if other.id != due.id)
        others = {self._where[id].person for id in dues if id in self._where}
        strange = self.weights.cost("OUT-06b", int(bool(others) and shift.person not in others))
        spread = self.weights.cost("OUT-06", missing)
        return None if spread is None or strange is None else spread + strange

    def places(
        self, due: DueCall, people: Collection[str] | None = None, nearest: int | None = None
    ) -> Iterator[Place]:
        """Yield every possible place of a call in the shifts of some people, by default all, beside what is planned.

        With ``nearest`` only so many positions of each shift are tried, those with the shortest ways.
        """
        for shift in self.shifts_for(due):
            if (people is None or shift.person in people) and self.timer.may_begin(due, shift.day):
                yield from self.places_in(due, shift, nearest)

    def places_in(self, due: DueCall, shift: Shift, nearest: int | None = None) -> Iterator[Place]:
        """Yield every possible place of a call in a shift, or in its positions with the shortest ways."""
        ids, spread = self.calls.get(shift, ()), self.together_with_others(due, shift)
        if spread is None or self._too_full(due, shift, ids):
            return
        before = self.timed(shift)
        for position in self._positions(due, shift, ids)[:nearest]:
            timed = self.timer.best(shift, (*ids[:position], due.id, *ids[position:]))
            if timed is not None:
                price = timed.cost - before.cost + spread, timed.metres - before.metres
                yield Place(shift, position, price, timed)

    def _positions(self, due: DueCall, shift: Shift, ids: Sequence[str]) -> list[int]:
        """Return the positions of a shift, those with the shortest ways first."""
        metres, places = self.facts.metres, [shift.origin, *(self.facts.due[id].customer for id in ids), shift.home]
        ways = [metres(a, due.customer) + metres(due.customer, b) - metres(a, b) for a, b in pairwise(places)]
        return sorted(range(len(ways)), key=lambda position: (ways[position], position))

    def _too_full(self, due: DueCall, shift: Shift, ids: Sequence[str]) -> bool:
        """Tell quickly that a shift has no room: calls and five minutes before each are longer than it is."""
        early, dues = self.facts.numbers.early, [due, *(self.facts.due[id] for id in ids)]
        return sum(one.minutes + early for one in dues) > shift.end - shift.start

    def cheapest(self, due: DueCall, people: Collection[str] | None = None, nearest: int | None = None) -> Place | None:
        """Return the cheapest of ``places``; None where there is none."""
        return min(self.places(due, people, nearest), key=by_price, default=None)

    def insert(self, due: DueCall, place: Place) -> None:
        """Plan a call at a place that was found for the draft as it is."""
        ids = self.calls.get(place.shift, ())
        self.set_calls(place.shift, (*ids[: place.position], due.id, *ids[place.position :]))

    @property
    def missed(self) -> list[DueCall]:
        """Due calls that are not planned, the dearest first."""
        left = [due for due in self.facts.dues if due.id not in self._where]
        return sorted(left, key=lambda due: (-due.price, due.last, due.id))
