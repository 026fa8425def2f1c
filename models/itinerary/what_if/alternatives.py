"""Alternative plans: as good in what counts most, and different in what people notice: days, order, hosts, sights.

Visit by visit a plan is planned again, the others fixed: requests stay as they are or get better, shoulds hardly worse,
and the aim of the alternative is minimised: money, idle and crowded hours, missing sights, or likeness to the plan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from models.cp.frame import combined_value
from models.cp.run import SolveLimits, solve_lexicographically
from models.domain.clock import DAY, at, day_of, minute_of_day
from models.domain.day_windows import AFTERNOON_FROM, EVENING_FROM, part_of_day_at
from models.domain.roles import CHOSEN_ROLES
from models.domain.tiers import UPPER_TIERS, Tier
from models.itinerary.model.build import build
from models.itinerary.model.extract import read_visit_plan
from models.itinerary.model.fix_variables import values_of_plan
from models.itinerary.model.plan_ledger import ledger_of, visit_plans_of
from models.itinerary.search.former_staff import with_former_staff
from models.itinerary.search.incumbent import Incumbent, assemble, objective_value
from models.itinerary.search.limits import ALTERNATIVE_LIMITS, AlternativeLimits
from models.itinerary.search.search import helper_bookings, planning_priority
from models.rules.core.kinds import OWED_KINDS
from models.rules.core.scorer import Scorer
from models.staffing.staff import staff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.cp.stop_signal import StopSignal
    from models.cp.types import Expr, Lit
    from models.domain.facts import Facts
    from models.domain.plan import Item, Plan, VisitPlan
    from models.itinerary.model.build import VisitsModel
    from models.rules.core.base import Rule

Aim = Literal["cost", "comfort", "sights", "days", "hosts"]
AIMS: tuple[Aim, ...] = ("days", "comfort", "cost", "sights", "hosts")


def noticed(item: Item) -> tuple[str, ...]:
    """Return what people notice of an item: what and where, day, part of the day, and which leaders receive them."""
    hosts = sorted(d.person for d in item.duties if d.role == "leader" and d.person)
    place = item.place if item.kind == "sight" else ""
    return (item.id, place, str(day_of(item.start)), part_of_day_at(minute_of_day(item.start)), *hosts)


def differing_items(a: Plan, b: Plan) -> int:
    """Return in how many items two plans differ as people notice it; meals that are owed, check-ins and rests not."""
    mine, theirs = ({noticed(i) for i in plan.items if i.kind not in OWED_KINDS} for plan in (a, b))
    return len({row[0] for row in mine ^ theirs})


@dataclass
class AlternativeSearch:
    """Searches alternatives to a plan.

    Parameters
    ----------
    plan : Plan
        A plan that keeps every must.
    """

    facts: Facts
    rules: Sequence[Rule]
    plan: Plan
    stop: StopSignal
    limits: AlternativeLimits = ALTERNATIVE_LIMITS

    def __post_init__(self) -> None:
        visit_plans = visit_plans_of(self.facts, self.plan)
        start = assemble(self.facts, visit_plans)
        ledger = ledger_of(self.facts, self.rules, visit_plans, start)
        self._scorer = Scorer(self.facts, self.rules)
        self.start = Incumbent(ledger, visit_plans, {}, self._scorer.score(visit_plans))

    def plan_for(self, aim: Aim, more_shoulds: int = 0) -> Incumbent:
        """Return an alternative; the plan itself where nothing can be changed.

        Parameters
        ----------
        more_shoulds : int
            By so much the shoulds of all visits together may get worse.
        """
        now, max_shoulds = self.start, self.start.tiers[Tier.SHOULD] + more_shoulds
        for visit in sorted(now.visit_plans, key=lambda v: planning_priority(self.facts.stay(v))):
            if self.stop.now:
                break
            now = self._change(visit, aim, now, max_shoulds)
        return now

    def _change(self, visit: str, aim: Aim, now: Incumbent, max_shoulds: int) -> Incumbent:
        """Return the plan with one visit changed towards an aim, or as it is."""
        ledger = now.ledger.without([visit]).plus(helper_bookings(self.facts, now.visit_plans, [visit]))
        made = build(self.facts, [visit], self.rules, ledger, filtered=True)
        hint = self._hint(visit, now)
        frame, model = made.frame, made.frame.model
        left_out, should, preference, _ = now.programme_tiers(self.facts, [visit])
        room = should + max(0, max_shoulds - now.tiers[Tier.SHOULD])
        model.add(frame.combined(*UPPER_TIERS) <= combined_value(left_out, room))
        if aim in ("days", "hosts"):
            slack = preference * self.limits.preference_slack // 100 + self.limits.preference_slack
            model.add(frame.objective(Tier.PREFERENCE) <= preference + slack)
        objective = self._objective(made, visit, aim, self.start.visit_plans[visit])
        limits = SolveLimits(deterministic=self.limits.seconds_per_visit)
        found, _reached = solve_lexicographically(model, [objective], hint, limits, self.stop)
        if not found.found:
            return now
        new = with_former_staff(now.visit_plans[visit], read_visit_plan(self.facts, made.views[visit], found.value))
        held = now.ledger.without([visit]).plus(frame.bookings(found.value))
        trial = Incumbent(held, now.visit_plans | {visit: new})
        staffed = staff(self.facts, self.rules, trial.visit_plans, [visit], stop=self.stop)
        trial = replace(trial, visit_plans=trial.visit_plans | staffed.visit_plans)
        trial = replace(trial, score=self._scorer.score(trial.visit_plans))
        musts, out, shoulds, *_ = objective_value(trial)
        max_musts, max_out, *_ = objective_value(self.start)
        return trial if (musts, out) <= (max_musts, max_out) and shoulds <= max_shoulds else now

    def _hint(self, visit: str, now: Incumbent) -> list[tuple[int, int]]:
        made = build(self.facts, [visit], self.rules, now.ledger.without([visit]), filtered=True)
        known = values_of_plan(made, now.visit_plans, self.stop).get(visit, ())
        return list(zip(range(*made.frame.ranges[visit]), known, strict=False)) if known else []

    def _objective(self, made: VisitsModel, visit: str, aim: Aim, visit_plan: VisitPlan) -> Expr:
        """Return what is minimised: the aim first, the other preferences and money behind it."""
        frame = made.frame
        rest = frame.objective(Tier.PREFERENCE)
        if aim == "cost":
            return self.limits.aim_weight * frame.objective(Tier.MONEY) + rest
        if aim == "comfort":
            comfort = {rule.id for rule in self.rules if rule.comfort}
            terms = [t for t in frame.terms if t.tier == Tier.PREFERENCE and t.kind != "guide"]
            pace = [t.weight * t.expr for t in terms if t.rule in comfort]
            return self.limits.aim_weight * sum(pace, 0) + rest
        if aim == "sights":
            seen: list[Expr] = [act.done for act in made.views[visit].of("sight", "entertainment")]
            return rest - self.limits.sight_weight * sum(seen, 0)
        same = self._same_hosts if aim == "hosts" else self.same_times
        return self.limits.same_weight * sum(same(made, visit, visit_plan), 0) + rest

    def same_times(self, made: VisitsModel, visit: str, visit_plan: VisitPlan) -> list[Lit]:
        """Return literals, one an item of a plan, that are true where it is on the same part of the same day."""
        frame = made.frame
        found: list[Lit] = []
        for item in visit_plan.items:
            act, day = made.views[visit].acts.get(item.id), day_of(item.start)
            if act is None or item.kind in OWED_KINDS or day not in act.on:
                continue
            first, last = (at(day, edge) - self.facts.week.origin for edge in _part_of_day(item.start))
            since, until = frame.less(first - 1, act.start), frame.less(act.start, last)
            found.append(frame.both(act.on[day], since, until))
        return found

    def _same_hosts(self, made: VisitsModel, visit: str, visit_plan: VisitPlan) -> list[Lit]:
        """Return literals that are true where an item has the same hosts."""
        found: list[Lit] = []
        for item in visit_plan.items:
            act = made.views[visit].acts.get(item.id)
            if act is not None and item.kind not in OWED_KINDS:
                hosts = {d.person for d in item.duties if d.role in CHOSEN_ROLES}
                found += [part.chosen for part in act.parts if part.person in hosts]
        return found


def _part_of_day(start: int) -> tuple[int, int]:
    """Return the minutes of the day between which people call the time of day what they call a moment's."""
    edges = (0, AFTERNOON_FROM, EVENING_FROM, 2 * DAY)
    return next(pair for pair in pairwise(edges) if pair[0] <= minute_of_day(start) < pair[1])
