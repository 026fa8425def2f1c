"""Named times by the rules for calls in a given order: the best there are, by dynamic programming.

Calls begin on the grid of five minutes, or when their appointment says. The state is the call that was begun, when,
and whether there was a break for lunch before it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from models.domain.clock import GRID, at, round_up

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from models.domain.due_calls import DueCall
    from models.domain.outbound import Specialist
    from models.domain.rounds_facts import RoundsFacts
    from models.outbound.rule_weights import RuleWeights
    from models.outbound.shifts import Shift

_NEVER = 1 << 60


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
    """The states of one call: by candidate start and whether lunch was had, cost and the state before (or -1)."""

    starts: list[int]
    ends: list[int]
    cost: tuple[list[int], list[int]]
    before: tuple[list[tuple[int, int]], list[tuple[int, int]]]


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
        self._options: dict[tuple[str, dt.date], tuple[list[int], list[int]]] = {}
        self._found: dict[tuple[Shift, tuple[str, ...]], Timed | None] = {}

    def best(self, shift: Shift, ids: tuple[str, ...]) -> Timed | None:
        """Return the best times of due calls in an order; None where there are none."""
        key = shift, ids
        if key not in self._found:
            self._found[key] = self._solve(shift, [self.facts.due[id] for id in ids])
        return self._found[key]

    def options(self, due: DueCall, day: dt.date) -> tuple[list[int], list[int]]:
        """Return when a call may begin on a day, and what each start costs.

        Never where nobody knows where the customer is, and for calls beyond what their spacing allows.
        """
        key = due.id, day
        if key not in self._options:
            self._options[key] = self._priced(due, day)
        return self._options[key]

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

    def _solve(self, shift: Shift, dues: Sequence[DueCall]) -> Timed | None:
        facts, person = self.facts, self.facts.book.specialist(shift.person)
        places = [shift.origin, *(due.customer for due in dues), shift.home]
        metres = sum(facts.metres(a, b) for a, b in pairwise(places))
        if not dues:
            return Timed((), 0, 0)
        rows: list[_CallStates] = []
        for number, due in enumerate(dues):
            way = facts.minutes(person, places[number], places[number + 1])
            row = self._first(shift, due, way) if not rows else self._next(shift, due, way, rows[-1])
            if not any(cost < _NEVER for costs in row.cost for cost in costs):
                return None
            rows.append(row)
        back = facts.minutes(person, places[-2], places[-1])
        found = self._last(shift, rows[-1], back)
        return None if found is None else Timed(_path(rows, found[1]), found[0], metres)

    def _first(self, shift: Shift, due: DueCall, way: int) -> _CallStates:
        n = self.facts.numbers
        starts, costs = self.options(due, shift.day)
        soonest, lunch = shift.start + way + n.early, at(shift.day, n.lunch_from) + way + n.early
        none = [_NEVER] * len(starts)
        early = [c if s >= soonest and s < lunch else _NEVER for s, c in zip(starts, costs, strict=True)]
        late = [c if s >= soonest and s >= lunch else _NEVER for s, c in zip(starts, costs, strict=True)]
        cost = (early, late) if shift.whole else (none, [min(a, b) for a, b in zip(early, late, strict=True)])
        before = ([(-1, -1)] * len(starts), [(-1, -1)] * len(starts))
        return _CallStates(starts, [s + due.minutes for s in starts], cost, before)

    def _next(self, shift: Shift, due: DueCall, way: int, row: _CallStates) -> _CallStates:
        n = self.facts.numbers
        starts, costs = self.options(due, shift.day)
        low, high = at(shift.day, n.lunch_from), at(shift.day, n.lunch_to)
        best = [_best_so_far(values) for values in row.cost]
        cost: tuple[list[int], list[int]] = ([], [])
        before: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
        for start, own in zip(starts, costs, strict=True):
            leave = start - n.early - way
            last = bisect_right(row.ends, leave) - 1
            plain, had = _upto(best[0], last), _upto(best[1], last)
            until = min(leave, high) - n.lunch_minutes  # whoever is free by then has time for lunch
            eats = _upto(best[0], min(last, bisect_right(row.ends, until) - 1)) if low <= until else (_NEVER, -1)
            cost[0].append(min(_NEVER, plain[0] + own))
            before[0].append((0, plain[1]))
            value, origin = min((had[0], (1, had[1])), (eats[0], (0, eats[1])))
            cost[1].append(min(_NEVER, value + own))
            before[1].append(origin)
        return _CallStates(starts, [s + due.minutes for s in starts], cost, before)

    def _last(self, shift: Shift, row: _CallStates, back: int) -> tuple[int, tuple[int, int]] | None:
        """Return the least cost with the way back, and the state; lunch that is missed costs all its minutes."""
        n = self.facts.numbers
        missed = self.weights.cost("OUT-05b", n.lunch_minutes)
        found: tuple[int, tuple[int, int]] | None = None
        for index, end in enumerate(row.ends):
            if end + back > shift.end:
                break
            done = end + back <= at(shift.day, n.lunch_to)
            for lunch in (0, 1):
                extra = 0 if lunch or done else missed
                if extra is None or row.cost[lunch][index] >= _NEVER:
                    continue
                value = row.cost[lunch][index] + extra
                if found is None or value < found[0]:
                    found = value, (lunch, index)
        return found


def _best_so_far(values: Sequence[int]) -> list[tuple[int, int]]:
    """Return the least of the first values, and its index, for each number of them."""
    found: list[tuple[int, int]] = []
    best = (_NEVER, -1)
    for index, value in enumerate(values):
        if value < best[0]:
            best = value, index
        found.append(best)
    return found


def _upto(best: Sequence[tuple[int, int]], last: int) -> tuple[int, int]:
    return best[last] if last >= 0 else (_NEVER, -1)


def _path(rows: Sequence[_CallStates], state: tuple[int, int]) -> tuple[int, ...]:
    starts = []
    for row in reversed(rows):
        lunch, index = state
        starts.append(row.starts[index])
        state = row.before[lunch][index]
    return tuple(reversed(starts))


def minutes_alone(facts: RoundsFacts, person: Specialist, due: DueCall) -> int:
    """Return the minutes that a call takes by itself: there, five minutes early, the call, and back."""
    base = facts.base(person)
    there, back = facts.minutes(person, base, due.customer), facts.minutes(person, due.customer, base)
    return there + facts.numbers.early + due.minutes + back
