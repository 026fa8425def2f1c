"""Weeks to staff, and what the rules' checks say of them when they are staffed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from models.domain.facts import Facts
from models.domain.plan import Move, Plan, Ride, VisitPlan
from models.domain.tiers import Tier
from models.itinerary.search.incumbent import assemble
from models.rules.catalogue import rules
from models.rules.core.base import Rule
from models.rules.core.cost_lines import costs
from models.staffing.costs import DutyPrices, StaffingCost
from models.staffing.dispatch_limits import DispatchLimits
from models.staffing.jobs import TransportJob, in_order, jobs_of_visit
from models.staffing.staff import Staffed, staff
from models.staffing.vehicle_pool import VehiclePool
from tests.weeks import when

OURS = ("HOST-01", "ARR-03", "ARR-04")
"""Musts that staffing keeps beside those of scope duty."""
WAYS_OUT = ("cars", "help")


@lru_cache(maxsize=8)  # a dispatch is judged a thousand times by the same ones
def staffing_rules(facts: Facts) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules(facts.edition) if rule.scope == "duty" or rule.id in OURS)


def judged(facts: Facts, rows: dict[str, VisitPlan]) -> StaffingCost:
    """Say what the rules' checks say of staffed rows: musts, shoulds, money of what is hired, duty."""
    made, found = assemble(facts, rows), Counter[str]()
    for rule in staffing_rules(facts):
        component = "musts" if rule.level == "must" else {Tier.SHOULD: "shoulds", Tier.DUTY: "duty"}.get(rule.tier)
        for broken in rule.check(facts, made):
            waived = broken.visit and rule.waived(facts.week.visit(broken.visit), *broken.about.ids)
            if component and not waived:
                found[component] += rule.cost(broken.amount)
    money = sum(line.yuan for line in costs(facts, made) if line.heading in WAYS_OUT)
    return StaffingCost(found["musts"], found["shoulds"], money, found["duty"])


def by_visit(made: Plan) -> dict[str, VisitPlan]:
    """Return a plan's rows by visit."""
    return {
        v: VisitPlan(
            tuple(item for item in made.items if item.visit == v),
            tuple(move for move in made.moves if move.visit == v),
            tuple(night for night in made.nights if night.visit == v),
            tuple(left for left in made.left_out if left.visit == v),
        )
        for v in sorted({row.visit for row in (*made.items, *made.moves)})
    }


def staffed(facts: Facts, rows: dict[str, VisitPlan], *, minimise_duty: bool = True) -> Staffed:
    return staff(facts, rules(facts.edition), rows, sorted(rows), minimise_duty=minimise_duty)


def transport_jobs(facts: Facts, moves: Iterable[Move]) -> list[TransportJob]:
    """Return the jobs of some moves, in order."""
    found: dict[str, list[Move]] = {}
    for move in moves:
        found.setdefault(move.visit, []).append(move)
    return in_order(job for v, mine in found.items() for job in jobs_of_visit(facts, v, mine, {}))


def vehicle_pool(facts: Facts) -> VehiclePool:
    return VehiclePool(facts, DutyPrices(facts, rules(facts.edition)), DispatchLimits())


def only_moves(facts: Facts, *moves: tuple[str, str, str, str, str, str]) -> dict[str, VisitPlan]:
    """Return rows of nothing but moves: visit, id, origin, target, departure, arrival."""
    made: dict[str, list[Move]] = {}
    for v, name, origin, target, depart, arrive in moves:
        move = Move(
            id=f"{v}/{name}",
            visit=v,
            kind="transfer",
            origin=origin,
            target=target,
            depart=when(depart),
            arrive=when(arrive),
        )
        made.setdefault(v, []).append(move)
    return {v: VisitPlan((), tuple(mine), (), ()) for v, mine in made.items()}


def rides(found: Staffed) -> list[Ride]:
    return [ride for rows in found.visit_plans.values() for move in rows.moves for ride in move.rides]
