"""Pricing of the set partitioning: which working days of a vehicle would make the dispatch cheaper.

A working day is a path from job to job, each following the last one in time (CAR-02). Its cost is priced from below:
empty runs step by step, the length from the first job to the earliest end that the day can still come to
(``VehicleDayRule.least_amount``): the way home from a later job may be so much shorter that the day ends sooner. What
else a day must keep is left out, so that the least reduced cost that is found is a bound, whatever else the rules ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from models.rules.core.vehicle_work import follows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.rules.core.base import Rule
    from models.staffing.dispatch_heuristic import VehicleAssignment
    from models.staffing.working_days import JobChain

EPSILON = 1e-6


class _PathLabel(NamedTuple):
    """A path to a job: reduced cost so far, what limits read of it, and where it came from.

    ``cost`` is with the way back from the job, but with the length up to ``DayGraph.earliest_end`` only. ``start`` is
    when it sets off; ``driving``, ``stretch`` and ``presence`` are without the way back. ``open`` has a bit for each
    job on the path whose visit's next job it may still make.
    """

    cost: float
    start: int
    driving: int
    stretch: int
    presence: int
    open: int
    job: int
    before: _PathLabel | None

    @property
    def chain(self) -> JobChain:
        found: list[int] = []
        label: _PathLabel | None = self
        while label is not None:
            found.append(label.job)
            label = label.before
        return tuple(reversed(found))


class _Step(NamedTuple):
    """An empty run to a job and the job itself; ``cost`` as if the day ended there instead of before.

    ``breaks``: whether there is a break of driving before the empty run, and between it and the move.
    """

    job: int
    cost: int
    empty: int
    presence: int
    breaks: tuple[bool, bool]


@dataclass
class Priced:
    """What a pricing found.

    Attributes
    ----------
    least : float
        No working day has a smaller reduced cost; 0 at most.
    chains : list of JobChain
        Working days of negative reduced cost, the smallest first.
    labels : int
        Paths that were looked at: a measure of work that repeats exactly.
    complete : bool
        False where paths were dropped; ``least`` bounds nothing then.
    """

    least: float
    chains: list[JobChain]
    labels: int
    complete: bool


class DayGraph:
    """The jobs of a working day that vehicles of one home may make, and what follows what.

    Parameters
    ----------
    jobs : sequence of int
        In order.
    next_in_visit : mapping job -> job
        The job after it of the same visit and day.
    home : str
        The place where the vehicles stand overnight.
    """

    def __init__(
        self, assignment: VehicleAssignment, jobs: Sequence[int], next_in_visit: Mapping[int, int], home: str
    ) -> None:
        self.assignment, self.jobs = assignment, list(jobs)
        facts, mine = assignment.facts, assignment.jobs
        trips = {k: mine[k].trips[home] for k in self.jobs}
        travel = facts.travel
        self.rules = [(rule, price) for rule in assignment.rules.days if (price := self._price(rule))]
        self.per_minute = self._least(1, 0) - self._least(0, 0)
        here = set(self.jobs)
        self.next = {a: b for a, b in next_in_visit.items() if a in here and b in here}
        self.limits = [rule.limits() for rule in assignment.rules.days if self._is_kept(rule)]
        self.most = {
            name: min((getattr(limit, name) for limit in self.limits), default=inf)
            for name in ("driving", "length", "stretch", "presence")
        }
        self.pause = {
            "stretch": min((x.stretch_pause for x in self.limits if x.stretch < inf), default=0),
            "presence": min((x.presence_pause for x in self.limits if x.presence < inf), default=0),
        }
        self.back = {k: max(0, trips[k][1] - mine[k].run.free) for k in self.jobs}
        self.loaded = {k: max(0, mine[k].run.arrive - mine[k].run.depart) for k in self.jobs}
        self.first: dict[int, _Step] = {}
        self.steps: dict[int, list[_Step]] = {k: [] for k in self.jobs}
        for n, a in enumerate(self.jobs):
            self.first[a] = self._step(None, a, max(0, mine[a].run.ready - trips[a][0]))
            for b in self.jobs[n + 1 :]:
                one, other = mine[a].run, mine[b].run
                if follows(facts, one, other):
                    empty = max(0, travel.minutes(one.target, other.origin, other.ready))
                    self.steps[a].append(self._step(a, b, empty))
        self.near = {k: self._nearest(k) for k in self.jobs}
        self.start = {k: trips[k][0] for k in self.jobs}
        self.end = {k: trips[k][1] for k in self.jobs}
        self.last_end = max(self.end.values(), default=0)
        self.earliest_end = self._earliest_ends()
        self.free = self._free_length()
        self._by_length: dict[int, int] = {}

    def _nearest(self, k: int) -> list[_Step]:
        steps, most = self.steps[k], self.assignment.limits.partition_near
        chosen = {step.job for step in sorted(steps, key=lambda step: (step.empty, step.job))[:most]}
        return [step for step in steps if step.job in chosen or step.job == self.next.get(k)]

    def _earliest_ends(self) -> dict[int, int]:
        """Return for each job when a day with it can end at the earliest, with the job as its last or before others."""
        ends: dict[int, int] = {}
        for k in reversed(self.jobs):
            ends[k] = min([self.end[k], *(ends[step.job] for step in self.steps[k])])
        return ends

    def _is_kept(self, rule: Rule) -> bool:
        """Tell whether a day that breaks a rule is out of the question."""
        return self.assignment.prices.component(rule) in ("musts", "shoulds")

    def _step(self, a: int | None, b: int, empty: int) -> _Step:
        """Return the step from a job, or from home, to a job."""
        run, pause = self.assignment.jobs[b].run, self.pause["stretch"]
        cost = (empty + self.back[b]) * self.per_minute
        presence = run.free - run.ready + empty
        setting_off = run.ready - empty
        if a is None:
            return _Step(b, cost, empty, presence, (True, run.depart - run.ready >= pause))
        before = self.assignment.jobs[a].run
        wait = setting_off - before.free
        driven_until = before.arrive if self.loaded[a] else -inf
        return _Step(
            b,
            cost - self.back[a] * self.per_minute,
            empty,
            presence + (wait if wait < self.pause["presence"] else 0),
            (setting_off - driven_until >= pause, run.depart - (run.ready if empty else driven_until) >= pause),
        )

    def _price(self, rule: Rule) -> int:
        return rule.cost(1) if self.assignment.prices.component(rule) == "duty" else 0

    def _least(self, empty: int, length: int) -> int:
        return sum(price * rule.least_amount(empty, length) for rule, price in self.rules)

    def _free_length(self) -> int:
        """Return a length up to which a day costs nothing by it."""
        low, high = 0, max(0, self.last_end - min(self.start.values(), default=0))
        if self._least(0, high) == self._least(0, 0):
            return high
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self._least(0, middle) == self._least(0, 0) else (low, middle - 1)
        return low

    def length_cost(self, minutes: int) -> int:
        """Return what a day of so many minutes costs at least by its length."""
        if minutes <= self.free:
            return 0
        if minutes not in self._by_length:
            self._by_length[minutes] = self._least(0, minutes) - self._least(0, 0)
        return self._by_length[minutes]

    def price(self, value: Mapping[int, float], together: Mapping[int, float], fixed: float, *, narrow: bool) -> Priced:
        """Find working days of negative reduced cost.

        Parameters
        ----------
        value : mapping job -> float
            What making a job is worth; jobs left out may not be made.
        together : mapping job -> float
            What it is worth, 0 or more, that the same vehicle makes a job and the next one of its visit.
        fixed : float
            What a working day costs in any case.
        narrow : bool
            Look at a few paths to each job only, and go on from it to the visit's next job and to the nearest ones.
        """
        jobs = [k for k in self.jobs if k in value]
        worth = {a: w for a, w in together.items() if w > EPSILON and a in value and self.next.get(a) in value}
        bit = {a: 1 << n for n, a in enumerate(sorted(worth))}
        bonus = {self.next[a]: (bit[a], w) for a, w in worth.items()}
        limits = self.assignment.limits
        steps_of = self.near if narrow else self.steps
        width = limits.partition_narrow if narrow else limits.partition_wide
        rest = _least_rest(steps_of, jobs, value, {b: w for b, (_, w) in bonus.items()})
        weight = {bit[a]: w for a, w in worth.items()}
        until = self._still_open(jobs, bit)
        at: dict[int, list[_PathLabel]] = {k: [] for k in jobs}
        seen, complete, found = 0, not narrow, list[_PathLabel]()
        soonest = self.last_end - self.free if self.free <= self.most["length"] else inf
        for k in jobs:
            first = self.first[k]
            cost = fixed + first.cost - value[k] + self.length_cost(self.earliest_end[k] - self.start[k])
            none = _PathLabel(0.0, self.start[k], 0, 0, 0, 0, k, None)
            if cost + rest[k] < -EPSILON:
                label = self._extended(none, first, cost, bit.get(k, 0) & until[k])
                if label is not None:
                    at[k].append(label._replace(before=None))
            mine = _undominated(at[k], weight, soonest, width)
            seen += len(at[k])
            complete = complete and len(mine) <= width
            mine, at[k] = mine[:width], []
            ended = [self._ended(label) for label in mine if label.cost < -EPSILON and self._may_end(label)]
            found += [label for label in ended if label.cost < -EPSILON]
            steps = [step for step in steps_of[k] if step.job in value]
            for label in mine:
                was = self.length_cost(self.earliest_end[k] - label.start)
                for step in steps:
                    j = step.job
                    cost = label.cost + step.cost - value[j]
                    pair = bonus.get(j)
                    if pair is not None and label.open & pair[0]:
                        cost -= pair[1]
                    if cost + rest[j] >= -EPSILON:  # the length costs no less than before
                        continue
                    cost += self.length_cost(self.earliest_end[j] - label.start) - was
                    if cost + rest[j] < -EPSILON:
                        made = self._extended(label, step, cost, (label.open | bit.get(j, 0)) & until[j])
                        if made is not None:
                            at[j].append(made)
        found.sort(key=lambda label: label.cost)
        return Priced(
            min(0.0, found[0].cost) if found else 0.0, _varied(found, limits.partition_chains), seen, complete
        )

    def _extended(self, label: _PathLabel, step: _Step, cost: float, open_pairs: int) -> _PathLabel | None:
        """Return a path with a step more; None where it goes beyond a limit."""
        k, most = step.job, self.most
        loaded = self.loaded[k]
        driving = label.driving + step.empty + loaded
        presence = label.presence + step.presence
        stretch = step.empty + (0 if step.breaks[0] else label.stretch)
        longest = stretch
        stretch = loaded + (0 if step.breaks[1] else stretch)
        if driving > most["driving"] or presence > most["presence"] or max(longest, stretch) > most["stretch"]:
            return None
        if self.assignment.jobs[k].run.free - label.start > most["length"]:
            return None
        return _PathLabel(cost, label.start, driving, stretch, presence, open_pairs, k, label)

    def _ended(self, label: _PathLabel) -> _PathLabel:
        """Return a path with the length that its day has if it ends with the last job."""
        end, start = self.end[label.job], label.start
        more = self.length_cost(end - start) - self.length_cost(self.earliest_end[label.job] - start)
        return label._replace(cost=label.cost + more) if more else label

    def _may_end(self, label: _PathLabel) -> bool:
        """Tell whether a path keeps the limits with the way back."""
        k, most = label.job, self.most
        back, run = self.back[k], self.assignment.jobs[k].run
        stretch = back if not self.loaded[k] or run.free - run.arrive >= self.pause["stretch"] else label.stretch + back
        return (
            label.driving + back <= most["driving"]
            and label.presence + back <= most["presence"]
            and (not back or stretch <= most["stretch"])
            and self.end[k] - label.start <= most["length"]
        )

    def _still_open(self, jobs: Sequence[int], bit: Mapping[int, int]) -> dict[int, int]:
        """Return after each job the pairs whose second job may still come."""
        place = {k: n for n, k in enumerate(jobs)}
        found = {}
        for n, k in enumerate(jobs):
            found[k] = sum(b for a, b in bit.items() if place[self.next[a]] > n)
        return found


def _least_rest(
    steps_of: Mapping[int, Sequence[_Step]],
    jobs: Sequence[int],
    value: Mapping[int, float],
    bonus: Mapping[int, float],
) -> dict[int, float]:
    """Return what the rest of a day after each job adds at least, 0 where nothing does."""
    rest: dict[int, float] = {}
    for k in reversed(jobs):
        least = 0.0
        for step in steps_of[k]:
            j = step.job
            if j in rest and (more := step.cost - value[j] - bonus.get(j, 0.0) + rest[j]) < least:
                least = more
        rest[k] = least
    return rest


def _undominated(labels: list[_PathLabel], weight: Mapping[int, float], soonest: float, width: int) -> list[_PathLabel]:
    """Return the labels at a job to which no other is as good whatever follows, the cheapest first.

    Setting off later than ``soonest`` makes no difference. Of more than ``width`` one more than these is returned.
    """
    kept: list[_PathLabel] = []
    for label in sorted(labels, key=lambda label: (label.cost, -label.start, label.open)):
        for other in kept:
            if other.start < label.start and other.start < soonest:
                continue
            if other.driving > label.driving or other.stretch > label.stretch or other.presence > label.presence:
                continue
            more, left = label.open & ~other.open, label.cost - other.cost
            while more and left >= 0:
                one = more & -more
                left -= weight[one]
                more ^= one
            if left >= 0:
                break
        else:
            kept.append(label)
            if len(kept) > width:
                break
    return kept


def _varied(found: Sequence[_PathLabel], most: int) -> list[JobChain]:
    """Return the cheapest days, no more than a few that end with the same job."""
    per_end: dict[int, int] = {}
    chosen = []
    for label in found:
        if per_end.get(label.job, 0) < 2:
            per_end[label.job] = per_end.get(label.job, 0) + 1
            chosen.append(label.chain)
            if len(chosen) >= most:
                break
    return chosen
