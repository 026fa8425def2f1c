"""Vehicles and drivers for fixed moves: by a heuristic first, then exactly as far as the size of the week allows."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from models.cp.lazy_lexicographic import LazyOutcome, solve_lazily
from models.domain.plan import Ride
from models.staffing.costs import COMPONENTS, Component, StaffingCost
from models.staffing.dispatch_bounds import arc_count, cost_of_jobs, lower_bound, lower_bound_of_jobs
from models.staffing.dispatch_heuristic import VehicleAssignment
from models.staffing.dispatch_model import DispatchModel
from models.staffing.duty_partition import partition
from models.staffing.jobs import TransportJob, in_order
from models.staffing.limits import STAFFING_LIMITS
from models.staffing.pins import pinned_cars

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Mapping, Sequence

    from models.cp.run import Outcome, SolveLimits
    from models.cp.stop_signal import StopSignal
    from models.domain.plan import Move
    from models.staffing.context import StaffingContext


@dataclass
class Dispatch:
    """A dispatch: rides by move id, what it costs, and whether that is the least possible."""

    rides: dict[str, tuple[Ride, ...]]
    cost: StaffingCost
    proven: bool
    shoulds_proven: bool


def dispatch(
    context: StaffingContext,
    moves: Mapping[str, Sequence[Move]],
    unfixed: Collection[str],
    *,
    minimise_duty: bool = False,
    limits: SolveLimits | None = None,
    stop: StopSignal | None = None,
) -> Dispatch:
    """Find vehicles and drivers for the moves of some visits.

    Parameters
    ----------
    moves : mapping visit -> moves
        All moves of the week.
    unfixed : collection of str
        Visits whose moves get vehicles; the others keep their rides, and these start from theirs.
    minimise_duty : bool
        Also look for few empty runs and changes (``Tier.DUTY``); else only shoulds and money.
    limits : SolveLimits, optional
        Of the exact models.

    Returns
    -------
    Dispatch
        Rides of the unfixed visits' moves; what no vehicle of ours can make is made by hired ones.
    """
    jobs = in_order(job for visit in sorted(moves) for job in context.jobs(visit, moves[visit]))
    cars_of = pinned_cars(context.facts, jobs)
    pinned = {k: _share_seats(jobs[k], sorted(cars, key=_by_seats)) for k, cars in cars_of.items()}
    jobs = [replace(job, move=job.move.replace(rides=pinned[k])) if k in pinned else job for k, job in enumerate(jobs)]
    unfixed_jobs = [k for k, job in enumerate(jobs) if job.move.visit in unfixed and k not in pinned]

    starts = _starts(partial(VehicleAssignment, context.vehicles, jobs, unfixed_jobs), stop)
    if minimise_duty:
        for made in starts:
            _reinsert(made, sorted({jobs[k].move.visit for k in unfixed_jobs}), stop)
    assignment = min(starts, key=lambda made: made.total())
    improver = _ExactImprover(assignment, limits or STAFFING_LIMITS.usual, stop)
    improver.above_duty()
    if minimise_duty:
        improver.duty()
    rides = {jobs[k].id: _rides(assignment, k) for k in unfixed_jobs} | {jobs[k].id: made for k, made in pinned.items()}
    return Dispatch(rides, assignment.total(), improver.proven["duty"], improver.proven["shoulds"])


def _starts(empty: Callable[[], VehicleAssignment], stop: StopSignal | None) -> list[VehicleAssignment]:
    """Return first dispatches, none like another: from the rides that there are, and of a whole week also afresh.

    What visit after visit was given may leave a coach idle and a party in five cars: nothing small mends that.
    """
    made = empty()
    in_time, jobs = made.unfixed, made.jobs
    missing = [k for k in in_time if not made.keep_rides(k)]
    made.insert_all(missing)
    _displace(made)
    found = [made]
    orders = [sorted(in_time, key=lambda k: (-jobs[k].riders, k))]
    if missing != in_time:
        orders.append(in_time)
    for order in orders if len(in_time) == len(jobs) else ():
        if stop is not None and stop.now:
            break
        made = empty()
        made.insert_all(order)
        _displace(made)
        if made.total() not in [other.total() for other in found]:
            found.append(made)
    return found


def _displace(assignment: VehicleAssignment) -> None:
    """Displace other jobs for those that have dearer vehicles than they could have."""
    for k in assignment.unfixed:
        if k not in assignment.sets or assignment.sets[k].cost.before_duty > lower_bound(assignment, k).before_duty:
            assignment.displace(k)


def _reinsert(assignment: VehicleAssignment, visits: Sequence[str], stop: StopSignal | None) -> None:
    """Dispatch visits anew, one by one, as long as that helps."""
    limits = assignment.limits
    whole = len(assignment.unfixed) == len(assignment.jobs)
    most = assignment.evaluations + (limits.evaluations if whole else limits.evaluations // limits.partial_divisor)
    for _ in range(limits.sweeps):
        better = False
        for visit in visits:
            if assignment.evaluations > most or (stop is not None and stop.now):
                return
            better = assignment.reinsert([visit]) or better
        if not better:
            return


class _ExactImprover:
    """The exact models around an assignment; what they find better goes into it.

    Attributes
    ----------
    low : StaffingCost
        What no dispatch of the unfixed jobs goes below.
    knows_all : bool
        Whether the exact models know every dispatch: none of a vehicle whose day two drivers may share.
    proven : dict Component -> bool
        Whether the assignment is the best in a component and all before it.
    """

    def __init__(self, assignment: VehicleAssignment, limits: SolveLimits, stop: StopSignal | None) -> None:
        self.assignment, self.limits, self.stop = assignment, limits, stop
        self.low = lower_bound_of_jobs(assignment, assignment.unfixed)
        self.knows_all = not any(car.relief for car in assignment.pool.own.values())
        self.proven = dict.fromkeys(COMPONENTS, False)
        self._compare(self.low)

    def _compare(self, low: StaffingCost) -> None:
        """Note in which components the assignment costs no more than the least that is known to be possible."""
        self.low = max(self.low, low)
        here = cost_of_jobs(self.assignment, self.assignment.unfixed)
        for component in COMPONENTS:
            self.proven[component] = here.through(component) <= self.low.through(component)

    def above_duty(self) -> None:
        """Bring musts, shoulds and money down by the model without chains, whose costs are never too high."""
        uses = len(self.assignment.unfixed) * len(self.assignment.pool.own)
        if self.proven["money"] or not self.limits.deterministic or uses > self.assignment.limits.exact_uses:
            return
        model = DispatchModel(self.assignment, self._of_one(self.assignment.unfixed), chained=False, zero_cost_jobs=())
        found = self._solve(model, COMPONENTS[:-1], self.limits.deterministic)
        proven = [v for v, is_proven in zip(found.values, found.proven, strict=False) if is_proven]
        if found.outcome is not None:
            self._load(model, found.outcome)
            if not self.proven["money"]:
                _displace(self.assignment)
        self._compare(StaffingCost(*proven) if self.knows_all else self.low)

    def _of_one(self, jobs: Sequence[int]) -> list[int]:
        """Return jobs but those of vehicles' days that two drivers share, which the models leave alone."""
        assignment = self.assignment
        shared = {k for day in assignment.relief_of for k in assignment.chains[day]}
        return [k for k in jobs if k not in shared]

    def duty(self) -> None:
        """Solve chains: all at once where the size allows, and then proven; else a visit or a day at a time."""
        assignment, limits = self.assignment, self.assignment.limits
        everything = assignment.unfixed
        zero_cost = self.proven["money"] and not any(self.low)
        if len(everything) < len(assignment.jobs):
            if arc_count(assignment, everything) <= limits.exact_arcs // limits.partial_divisor:
                self._chains(
                    self._of_one(everything),
                    self.limits.deterministic * limits.part_of_visits_share,
                    zero_cost=zero_cost,
                )
            return
        if arc_count(assignment, everything) <= limits.exact_arcs:
            seconds = min(self.limits.deterministic, limits.exact_seconds)
            found = self._chains(self._of_one(everything), seconds, zero_cost=zero_cost)
            self._compare(self.low)
            if self.knows_all:
                self.proven = dict(zip(COMPONENTS, found.proven, strict=True))
            return
        self._partition(zero_cost=zero_cost)
        if not self.proven["duty"]:
            self._by_parts(zero_cost=zero_cost)
            self._compare(self.low)

    def _partition(self, *, zero_cost: bool) -> None:
        """Choose among all working days of all vehicles at once, and bound duty from below."""
        if not self.limits.deterministic:
            return
        assignment = self.assignment
        before, total = assignment.copy(assignment.unfixed), assignment.total()
        bound = partition(assignment, self.limits, self.stop)
        assignment.evaluations = 0
        _reinsert(assignment, sorted({assignment.jobs[k].move.visit for k in assignment.unfixed}), self.stop)
        if assignment.total() > total:
            assignment.restore(assignment.unfixed, before)
        self._compare(StaffingCost(duty=bound) if zero_cost and self.knows_all else self.low)

    def _by_parts(self, *, zero_cost: bool) -> None:
        """Solve the chains of parts of the unfixed jobs, the others fixed, as long as that helps."""
        assignment, limits = self.assignment, self.assignment.limits
        thorough = self.limits.deterministic > limits.thorough_above
        share = limits.part_share * limits.thorough_factor if thorough else limits.part_share
        most = limits.thorough_arcs if thorough else limits.exact_arcs
        parts = [*self._parts(), *(self._pairs_of_parts() if thorough else ())]
        idle, left = 0, limits.all_parts_share * self.limits.deterministic
        counted: Sequence[int] = assignment.unfixed  # the jobs whose missing vehicles the total before a part counts
        for part in itertools.chain.from_iterable(itertools.repeat(parts, limits.passes)):
            if idle >= len(parts) or left <= 0 or (self.stop is not None and self.stop.now):
                break
            before, counted = assignment.total(counted), part
            jobs = self._of_one(part)
            if jobs and arc_count(assignment, jobs) <= most:
                found = self._chains(jobs, min(left, share), zero_cost=zero_cost)
                left -= found.spent + limits.seconds_per_arc * arc_count(assignment, jobs)
            idle = 0 if assignment.total(part) < before else idle + 1

    def _parts(self) -> list[list[int]]:
        """Return the unfixed jobs by visit, then by day."""
        by_visit, by_day = self._grouped()
        return [*by_visit.values(), *by_day.values()]

    def _pairs_of_parts(self) -> list[list[int]]:
        """Return the unfixed jobs of each two visits that share a day, and of each two days on end."""
        by_visit, by_day = self._grouped()
        days = [{self.assignment.jobs[k].day for k in mine} for mine in by_visit.values()]
        two = zip(itertools.combinations(by_visit.values(), 2), itertools.combinations(days, 2), strict=True)
        together = [sorted((*a, *b)) for (a, b), (mine, theirs) in two if mine & theirs]
        return [*together, *(sorted((*a, *b)) for a, b in itertools.pairwise(by_day.values()))]

    def _grouped(self) -> tuple[dict[str, list[int]], dict[dt.date, list[int]]]:
        by_visit: dict[str, list[int]] = defaultdict(list)
        by_day: dict[dt.date, list[int]] = defaultdict(list)
        for k in self.assignment.unfixed:
            by_visit[self.assignment.jobs[k].move.visit].append(k)
            by_day[self.assignment.jobs[k].day].append(k)
        return dict(sorted(by_visit.items())), dict(sorted(by_day.items()))

    def _chains(self, jobs: Sequence[int], limit: float, *, zero_cost: bool) -> LazyOutcome:
        """Solve the chains of some jobs, the others fixed; ``zero_cost``: only by vehicles without cost above duty."""
        model = DispatchModel(self.assignment, jobs, chained=True, zero_cost_jobs=jobs if zero_cost else ())
        found = self._solve(model, COMPONENTS, limit)
        if found.outcome is not None:
            self._load(model, found.outcome)
        return found

    def _solve(self, model: DispatchModel, components: Sequence[Component], limit: float) -> LazyOutcome:
        limits = replace(self.limits, deterministic=limit, linearization=2 if model.chained else 1)
        known, low = model.known(), lower_bound_of_jobs(self.assignment, model.unfixed)
        low = max(low, self.low) if model.chained else low
        return solve_lazily(
            model.model,
            [partial(model.objective, component) for component in components],
            model.add_violated_constraints if model.chained else lambda _: True,
            hint=model.hints,
            known=None if known is None else known.through(components[-1]),
            least=low.through(components[-1]),
            limits=[replace(limits, use_cores=component in ("musts", "shoulds")) for component in components],
            stop=self.stop,
        )

    def _load(self, model: DispatchModel, outcome: Outcome) -> None:
        """Take over a solution if it is no worse."""
        jobs, assignment = model.unfixed, self.assignment
        before, total = assignment.copy(jobs), assignment.total(jobs)
        model.load(outcome)
        assignment.repair(jobs)
        if assignment.total(jobs) > total:
            assignment.restore(jobs, before)


# -- seats


def _by_seats(car: tuple[int, dict[str, str]]) -> int:
    return -car[0]


def _rides(assignment: VehicleAssignment, k: int) -> tuple[Ride, ...]:
    """Return the rides of a job's vehicles, with guests and staff shared out."""
    if k not in assignment.sets:
        return ()
    job, chosen, pool = assignment.jobs[k], assignment.sets[k], assignment.pool
    cars: list[tuple[int, dict[str, str]]] = [
        (pool.own[v].seats, {"vehicle": v, "driver": assignment.driver_at(k, v)}) for v in chosen.own
    ]
    cars += [(pool.hired[car].seats, {"hired": car}) for car in chosen.hired]
    return _share_seats(job, sorted(cars, key=_by_seats))


def _share_seats(job: TransportJob, cars: list[tuple[int, dict[str, str]]]) -> tuple[Ride, ...]:
    """Share out guests and staff: one of ours in each vehicle as far as they go, nobody left standing.

    Guests are shared out by the seats, so that none of them sits alone in a coach.
    """
    guests, staff = job.guests, job.riders - job.guests
    rides = []
    for k, (seats, ids) in enumerate(cars):
        rest, after = sum(s for s, _ in cars[k + 1 :]), len(cars) - k - 1
        ours = min(staff, max(1 if staff else 0, staff - rest), seats)
        riders, even = guests + staff - ours, -(-guests * seats // (seats + rest))
        mine = min(guests, seats - ours, max(0, riders - after), max(riders - rest, even))
        guests, staff = guests - mine, staff - ours
        rides.append(Ride.model_validate({**ids, "guests": mine, "staff": ours}))
    return tuple(rides)
