"""Named times by the rules for calls in a given order: the best there are, by dynamic programming.

Calls begin on the grid of five minutes, or when their appointment says. The state is the call that was begun, when,
and whether there was a break for lunch before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from models.domain.clock import GRID, at, round_up

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from models.domain.due_calls import DueCall
    from models.domain.outbound import Specialist
    from models.domain.rounds_facts import RoundsFacts
    from models.outbound.rule_weights import RuleWeights
    from models.outbound.shifts import Shift

Numbers = np.ndarray[Any, np.dtype[np.int64]]
_NEVER = 1 << 60
MOST_PREFIXES = 10_000
"""First calls of a shift whose states are kept: 4 kB each."""


@dataclass(frozen=True)
class Timed:
    """A shift with its calls' times.

    Attributes
    ----------
    starts : tuple of int
        When each call begins.
    cost : int
        Breaks of the rules about hours, weighed.
    metres : int
        Of all ways.
    """

    starts: tuple[int, ...]
    cost: int
    metres: int


@dataclass(frozen=True)
class _CallStates:
    """The states of one call: by candidate start, and whether lunch was had before it (rows of ``cost``).

    Attributes
    ----------
    starts, ends : arrays of int, (starts,)
        Moments, ascending.
    cost : array of int, (2, starts)
        Of the calls up to this one; ``_NEVER`` where there is no way to it.
    least : array of int, (2, 1 + starts)
        The least cost of the first states, for each number of them.
    leave : array of int, (starts,)
        When the place before is left, at the latest.
    """

    starts: Numbers
    ends: Numbers
    cost: Numbers
    least: Numbers
    leave: Numbers

    @classmethod
    def of(cls, starts: Numbers, minutes: int, cost: Numbers, leave: Numbers) -> _CallStates:
        """Return the states of a call with their costs."""
        cost = np.minimum(cost, _NEVER)
        least = np.full((2, len(starts) + 1), _NEVER, dtype=np.int64)
        np.minimum.accumulate(cost, axis=1, out=least[:, 1:])
        return cls(starts, starts + minutes, cost, least, leave)

    @property
    def possible(self) -> bool:
        """Whether there is a way to any of them."""
        return bool(self.least[:, -1].min() < _NEVER)


class Timer:
    """Names times; what it has found it remembers.

    Parameters
    ----------
    facts : RoundsFacts
        The book.
    weights : RuleWeights
        What breaks of OUT-02, OUT-02a, OUT-03 and OUT-05b weigh.
    """

    def __init__(self, facts: RoundsFacts, weights: RuleWeights) -> None:
        self.facts, self.weights = facts, weights
        self._options: dict[tuple[str, dt.date], tuple[Numbers, Numbers]] = {}
        self._rows: dict[tuple[Shift, tuple[str, ...]], _CallStates] = {}
        self._found: dict[tuple[Shift, tuple[str, ...]], Timed | None] = {}

    def best(self, shift: Shift, ids: tuple[str, ...]) -> Timed | None:
        """Return the best times of due calls in an order; None where there are none."""
        key = shift, ids
        if key not in self._found:
            self._found[key] = self._solve(shift, ids)
        return self._found[key]

    def options(self, due: DueCall, day: dt.date) -> tuple[Numbers, Numbers]:
        """Return when a call may begin on a day, ascending, and what each start costs.

        Never where nobody knows where the customer is, and for calls beyond what their spacing allows.
        """
        key = due.id, day
        if key not in self._options:
            starts, costs = self._priced(due, day)
            self._options[key] = np.array(starts, dtype=np.int64), np.array(costs, dtype=np.int64)
        return self._options[key]

    def may_begin(self, due: DueCall, day: dt.date) -> bool:
        """Return whether a call may begin at all on a day."""
        return len(self.options(due, day)[0]) > 0

    def _priced(self, due: DueCall, day: dt.date) -> tuple[list[int], list[int]]:
        facts, customer = self.facts, self.facts.book.customer(due.customer)
        fixed = due.appointment is not None and due.appointment.flexible == "fixed"
        starts: list[int] = []
        costs: list[int] = []
        if due.beyond or facts.position(due.customer) is None:
            return starts, costs
        off_day = self._day_cost(due, day)
        for low, high in facts.start_windows(due, day):
            for start in sorted({low, *range(round_up(low, GRID), high + 1, GRID)}):
                if fixed:
                    cost: int | None = off_day
                else:
                    awkward = facts.awkward_minutes(customer, start, start + due.minutes)
                    cost = self._sum(
                        off_day,
                        self.weights.cost("OUT-03", awkward),
                        self.weights.cost("OUT-02", facts.minutes_off(customer, start)),
                    )
                if cost is not None:
                    starts.append(start)
                    costs.append(cost)
        return starts, costs

    def _day_cost(self, due: DueCall, day: dt.date) -> int | None:
        liked = self.facts.book.customer(due.customer).preferred_days
        late = (day - self.facts.book.first_day).days if due.overdue_days else 0
        return self._sum(
            self.weights.cost("OUT-02a", int(bool(liked) and day.weekday() not in liked)),
            self.weights.cost("OUT-01a", late),
        )

    @staticmethod
    def _sum(*costs: int | None) -> int | None:
        known = [cost for cost in costs if cost is not None]
        return sum(known) if len(known) == len(costs) else None

    def _solve(self, shift: Shift, ids: tuple[str, ...]) -> Timed | None:
        facts, person = self.facts, self.facts.book.specialist(shift.person)
        if not ids:
            return Timed((), 0, 0)
        places = [shift.origin, *(facts.due[id].customer for id in ids), shift.home]
        metres = sum(facts.metres(a, b) for a, b in pairwise(places))
        rows: list[_CallStates] = []
        for number, id in enumerate(ids):
            key = shift, ids[: number + 1]
            row = self._rows.get(key)
            if row is None:
                due, way = facts.due[id], facts.minutes(person, places[number], places[number + 1])
                row = self._next(shift, due, way, rows[-1]) if rows else self._first(shift, due, way)
                if len(self._rows) >= MOST_PREFIXES:
                    self._rows.clear()
                self._rows[key] = row
            if not row.possible:
                return None
            rows.append(row)
        back = facts.minutes(person, places[-2], places[-1])
        found = self._last(shift, rows[-1], back)
        return None if found is None else Timed(self._path(shift, rows, found[1]), found[0], metres)

    def _first(self, shift: Shift, due: DueCall, way: int) -> _CallStates:
        n = self.facts.numbers
        starts, costs = self.options(due, shift.day)
        leave = starts - (way + n.early)
        reached = np.where(leave >= shift.start, costs, _NEVER)
        early = leave < at(shift.day, n.lunch_from)
        cost = (np.where(early, reached, _NEVER), np.where(early, _NEVER, reached))
        # who begins at noon has had lunch
        return _CallStates.of(
            starts, due.minutes, np.stack(cost if shift.whole else (np.full_like(reached, _NEVER), reached)), leave
        )

    def _next(self, shift: Shift, due: DueCall, way: int, row: _CallStates) -> _CallStates:
        starts, costs = self.options(due, shift.day)
        leave = starts - (self.facts.numbers.early + way)
        last = np.searchsorted(row.ends, leave, side="right")
        eats = row.least[0, self._with_lunch(shift, row, leave, last)]
        cost = np.stack((row.least[0, last], np.minimum(row.least[1, last], eats)))
        return _CallStates.of(starts, due.minutes, cost + costs, leave)

    def _with_lunch(self, shift: Shift, row: _CallStates, leave: Numbers, last: Numbers) -> Numbers:
        """Return how many states of a row end so soon that there is time for lunch before the next place is left."""
        n = self.facts.numbers
        low, high = at(shift.day, n.lunch_from), at(shift.day, n.lunch_to)
        until = np.minimum(leave, high) - n.lunch_minutes  # whoever is free by then has time for lunch
        found: Numbers = np.where(until >= low, np.minimum(last, np.searchsorted(row.ends, until, side="right")), 0)
        return found

    def _last(self, shift: Shift, row: _CallStates, back: int) -> tuple[int, tuple[int, int]] | None:
        """Return the least cost with the way back, and the state; lunch that is missed costs all its minutes."""
        n = self.facts.numbers
        missed = self.weights.cost("OUT-05b", n.lunch_minutes)
        home = row.ends + back
        value = row.cost.copy()
        value[0] += np.where(home <= at(shift.day, n.lunch_to), 0, _NEVER if missed is None else missed)
        value[:, home > shift.end] = _NEVER
        index, lunch = divmod(int(value.T.argmin()), 2) if value.size else (0, 0)
        if not value.size or value[lunch, index] >= _NEVER:
            return None
        return int(value[lunch, index]), (lunch, index)

    def _path(self, shift: Shift, rows: Sequence[_CallStates], state: tuple[int, int]) -> tuple[int, ...]:
        """Return the starts of the calls that lead to a state of the last one: of states as good the earliest."""
        lunch, index = state
        starts = [int(rows[-1].starts[index])]
        for row, after in zip(rows[-2::-1], rows[:0:-1], strict=True):
            leave = after.leave[index : index + 1]
            last = np.searchsorted(row.ends, leave, side="right")
            if lunch:
                early = self._with_lunch(shift, row, leave, last)
                if row.least[0, early[0]] <= row.least[1, last[0]]:
                    lunch, last = 0, early
            index = int(row.cost[lunch, : last[0]].argmin())
            starts.append(int(row.starts[index]))
        return tuple(reversed(starts))


def minutes_alone(facts: RoundsFacts, person: Specialist, due: DueCall) -> int:
    """Return the minutes that a call takes by itself: there, five minutes early, the call, and back."""
    base = facts.base(person)
    there, back = facts.minutes(person, base, due.customer), facts.minutes(person, due.customer, base)
    return there + facts.numbers.early + due.minutes + back
