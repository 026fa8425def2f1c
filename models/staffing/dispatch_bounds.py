"""What part of a dispatch costs, a cost that no dispatch goes below, and the size of its exact model."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from models.staffing.costs import NOTHING, ONE_MUST, StaffingCost
from models.staffing.vehicle_schedule import ONE_DAY

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from models.staffing.dispatch_heuristic import VehicleAssignment


def arc_count(assignment: VehicleAssignment, jobs: Sequence[int]) -> int:
    """Return about how many arcs the chains of a model have in which some jobs are unfixed."""
    unfixed, on = set(jobs), defaultdict["dt.date", list[int]](list)
    for k, job in enumerate(assignment.jobs):
        on[job.day].append(int(k in unfixed))
    vehicles = len(assignment.pool.own)
    return sum(vehicles * sum(mine) * (len(mine) // 2 + 2) for mine in on.values())


def cost_of_jobs(
    assignment: VehicleAssignment, jobs: Sequence[int], days: Collection[tuple[str, dt.date]] | None = None
) -> StaffingCost:
    """Return what some jobs cost, with the vehicles' days, the nights around them and the visits' changes.

    Parameters
    ----------
    days : collection of (vehicle, day), optional
        Vehicles' days that count; None: all days of the jobs.
    """
    touched = {assignment.jobs[k].day for k in jobs}
    cost = sum((assignment.sets[k].cost for k in jobs if k in assignment.sets), NOTHING)
    for vehicle, day in sorted(assignment.chains):
        if day in touched if days is None else (vehicle, day) in days:
            cost += assignment.day_cost(vehicle, day) or ONE_MUST
    nights = sorted({d for day in touched for d in (day, day + ONE_DAY)})
    for driver in sorted(assignment.drivers):
        for day in nights:
            cost += assignment.night_cost(driver, day)
    for visit in sorted({assignment.jobs[k].move.visit for k in jobs}):
        cost += assignment.change_cost(visit)
    return cost


def lower_bound(assignment: VehicleAssignment, k: int) -> StaffingCost:
    """Return a cost that no set of vehicles for a job goes below."""
    job, pool = assignment.jobs[k], assignment.pool
    own = {v: pool.cost(job, v) for v in pool.in_service(job)}
    if pool.fits(job, [id for id, cost in own.items() if cost.before_duty == NOTHING.before_duty]):
        return NOTHING
    costs = (*own.values(), *(pool.cost(job, id) for id in pool.for_hire(job)))
    return min((cost for cost in costs if cost.before_duty != NOTHING.before_duty), default=NOTHING)


def lower_bound_of_jobs(assignment: VehicleAssignment, jobs: Sequence[int]) -> StaffingCost:
    """Return a cost that no dispatch of some jobs goes below."""
    return sum((lower_bound(assignment, k) for k in jobs), NOTHING)
