"""Repair of a plan whose facts have changed: the least that must move is planned again, everything else stays.

The checker names whom the new facts concern. Their visits are planned again one by one among the fixed others, with a
price on everything announced (STAB-02); who only needs other people or cars is staffed again. Where requests are left
out that were not, or could be had, those whose bookings block them are unfixed with them, two at most.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.cp.ledger import Ledger
from models.cp.run import Outcome, SolveLimits, solve_lexicographically
from models.cp.stop_signal import StopSignal
from models.domain.bilingual import bilingual
from models.domain.errors import NoneInTime, NoPlanOfVisit, NoPlanPossible
from models.domain.tiers import UPPER_TIERS, Tier
from models.itinerary.model.build import VisitsModel, build
from models.itinerary.model.extract import read_visit_plan
from models.itinerary.model.plan_ledger import double_bookings, ledger_of, visit_plans_of
from models.itinerary.search.conflicts import conflict_core
from models.itinerary.search.former_staff import keep_former_staff, with_former_staff
from models.itinerary.search.guidance import visits_concerned
from models.itinerary.search.incumbent import Incumbent, assemble, left_out_price, objective_value
from models.itinerary.search.left_out_reasons import left_out_reason
from models.itinerary.search.limits import SubproblemLimits
from models.itinerary.search.no_plan import why_no_plan
from models.itinerary.search.search import planning_priority
from models.itinerary.search.subproblem import Subproblem, subproblem
from models.itinerary.static_check import breaks_by_itself
from models.rules.core.base import rule_label
from models.rules.core.impossible_visits import impossible_facts
from models.rules.core.score import score
from models.staffing.staff import staff

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import LeftOut, Plan, VisitPlan
    from models.rules.core.base import Rule
    from models.rules.core.score import Score


@dataclass(frozen=True)
class Repaired:
    """A plan after a repair.

    Attributes
    ----------
    before : Score
        Of the old plan under the new facts: with musts broken it was no plan any more.
    planned : tuple of str
        Visits planned again, in that order.
    staffed : tuple of str
        Visits that only got other people or cars.
    widened : tuple of str
        Visits unfixed with one of them.
    """

    incumbent: Incumbent
    before: Score
    planned: tuple[str, ...]
    staffed: tuple[str, ...]
    widened: tuple[str, ...]


class Repair:
    """Repairs a plan under facts that carry a revision.

    Parameters
    ----------
    plan : Plan
        The old plan; what it says of visits, requests and groups that are no more is passed over.
    """

    def __init__(
        self,
        facts: Facts,
        rules: Sequence[Rule],
        plan: Plan,
        stop: StopSignal,
        limits: SubproblemLimits | None = None,
    ) -> None:
        self.facts, self.rules, self.stop, self.limits = facts, tuple(rules), stop, limits or SubproblemLimits()
        self.old = visit_plans_of(facts, plan)
        start = assemble(facts, self.old)
        ledger = ledger_of(facts, rules, self.old, start)
        judged = score(facts, start, rules)
        self.best = Incumbent(ledger, dict(self.old), {}, judged)
        self._before = judged
        self._planned, self._staffed_only, self._widened = list[str](), list[str](), list[str]()

    def repair(self) -> Repaired:
        """Repair what the facts broke, and no more.

        Raises
        ------
        NoPlanPossible
            When a visit has no plan among the fixed others and none with its neighbours unfixed.
        NoneInTime
            When the limit ran out.
        """
        programme, duty = self._visits_concerned()
        todo = sorted(programme, key=lambda v: planning_priority(self.facts.stay(v)))
        if todo:
            self._plan_again(todo)
        if todo or duty:
            self._staff(sorted({*todo, *duty}), todo)
        return self._repaired()

    def fit_left_out(self, deadline: float | None = None) -> Repaired:
        """Try to fit what is left out; ``repair`` comes before.

        Parameters
        ----------
        deadline : float, optional
            A ``time.monotonic`` moment after which nothing more is tried; None: only the stop signal ends it.
        """
        whole = self.stop
        self.stop = whole if deadline is None else StopSignal(deadline, whole.event)
        try:
            for visit in self._visits_leaving_out():
                if not self.stop.now:
                    self._fit_left_out_of(visit)
        finally:
            self.stop = whole
        return self._repaired()

    def _repaired(self) -> Repaired:
        """Return the plan as it is now, with what was done to it."""
        return Repaired(self.best, self._before, tuple(self._planned), tuple(self._staffed_only), tuple(self._widened))

    def plan_with(self, unfixed: Sequence[str], ledger: Ledger | None = None) -> Incumbent | None:
        """Plan some visits again under the facts as they are, and staff them; None: they find no place together.

        Parameters
        ----------
        ledger : Ledger, optional
            What the others are to hold, instead of their own bookings.
        """
        problem = self.subproblem(unfixed, ledger or self.best.ledger, self.best.visit_plans)
        outcome = problem.solve(self.limits, self.stop)
        return self.with_solution(problem.visits_model, outcome, unfixed) if outcome.found else None

    def explain_left_out(self) -> tuple[LeftOut, ...]:
        """Return what is left out, each with the reason that was known before, or with who blocks it now."""
        known = {(left.visit, left.request): left for old in self.old.values() for left in old.left_out}
        found = []
        for visit in sorted(self.best.visit_plans):
            for left in self.best.visit_plans[visit].left_out:
                old = known.get((visit, left.request))
                found.append(old if old is not None else self._reason(left))
        return tuple(found)

    def _reason(self, left: LeftOut) -> LeftOut:
        if self.stop.now:
            return left
        return left_out_reason(self.facts, self.rules, self.best, left, self.stop)

    # -- affected visits

    def _visits_concerned(self) -> tuple[set[str], set[str]]:
        """Return the visits whose programme breaks a must, and those whose staffing does."""
        judged = self.best.score
        assert judged is not None
        programme, duty = set(double_bookings(self.best.ledger, list(self.best.visit_plans))), set[str]()
        for broken in judged.musts:
            mine = duty if broken.rule.scope == "duty" else programme
            visits = {*visits_concerned(self.old, broken)} | self._about(broken.violation.about.ids)
            mine |= visits & set(self.best.visit_plans)
        return self._without_innocent(programme), duty - programme

    def _about(self, about: Sequence[str]) -> set[str]:
        return {name.partition("/")[0] for name in about}

    def _without_innocent(self, programme: set[str]) -> set[str]:
        """Return the visits without those that only clash with others of them; the least important give way."""
        judged = self.best.score
        assert judged is not None
        found = set(programme)
        for visit in sorted(programme, key=lambda v: planning_priority(self.facts.stay(v))):
            rest = {v: old for v, old in self.old.items() if v not in found - {visit}}
            plan = assemble(self.facts, rest)
            alone = [b for b in score(self.facts, plan, self.rules).musts if b.rule.scope != "duty"]
            mine = [b for b in alone if visit in self._about(b.violation.about.ids) | {b.violation.visit}]
            if not mine:
                found.discard(visit)
        return found

    # -- planning again

    def _plan_again(self, todo: Sequence[str]) -> None:
        """Plan some visits one after another among the fixed others."""
        ledger = self.best.ledger.without(todo)
        visit_plans, values = dict(self.best.visit_plans), dict(self.best.values)
        for visit in todo:
            if impossible_facts(self.facts, self.facts.stay(visit)):
                raise self._no_plan(visit, ledger)
            made, outcome = self._solve([visit], ledger, visit_plans)
            if not outcome.found:
                made, outcome, ledger = self._solve_with_neighbours(visit, ledger, visit_plans, outcome)
            for unfixed, view in made.views.items():
                new = read_visit_plan(self.facts, view, outcome.value)
                visit_plans[unfixed] = with_former_staff(self.old[unfixed], new)
                self._planned += [unfixed] if unfixed not in self._planned else []
            values |= made.frame.values_by_visit(outcome.values)
            ledger = ledger.without(list(made.views)).plus(made.frame.bookings(outcome.value))
        self.best = Incumbent(ledger, visit_plans, values, None)

    def subproblem(
        self, unfixed: Sequence[str], ledger: Ledger, visit_plans: Mapping[str, VisitPlan], *, filtered: bool = True
    ) -> Subproblem:
        """Return the subproblem of some visits among the fixed others."""
        return subproblem(
            self.facts, self.rules, unfixed, ledger, visit_plans, self.stop, self.limits, filtered=filtered
        )

    def _solve(
        self, unfixed: Sequence[str], ledger: Ledger, visit_plans: Mapping[str, VisitPlan], *, filtered: bool = True
    ) -> tuple[VisitsModel, Outcome]:
        """Solve some visits among the fixed others, upper tiers first."""
        problem = self.subproblem(unfixed, ledger, visit_plans, filtered=filtered)
        return problem.visits_model, problem.solve(self.limits, self.stop)

    def _solve_with_neighbours(
        self, visit: str, ledger: Ledger, visit_plans: Mapping[str, VisitPlan], outcome: Outcome
    ) -> tuple[VisitsModel, Outcome, Ledger]:
        """Solve a visit that finds no place among the others together with those who block it."""
        if outcome.status == "infeasible":
            made, outcome = self._solve([visit], ledger, visit_plans, filtered=False)
            if outcome.found:
                return made, outcome, ledger
        if outcome.status == "unknown":
            raise NoneInTime(
                bilingual(
                    f"时间用完,{self._client(visit)} 还没有新行程",
                    f"out of time before a new plan for {self._client(visit)}",
                )
            )
        why = conflict_core(self.facts, self.rules, visit, (), ledger, self.stop)
        if why is None or not why.visits:
            if not self._pin_breaks(visit):
                raise self._no_plan(visit, ledger)
            raise NoPlanPossible(
                [self._client(visit), *self._titles(why.rules if why else ()), *self._pin_breaks(visit)]
            )
        unfixed = [visit, *why.visits[: self.limits.max_neighbours]]
        made, outcome = self._solve(unfixed, ledger, visit_plans)
        if not outcome.found:
            raise self._no_plan(visit, ledger)
        self._widened += [other for other in unfixed[1:] if other not in self._widened]
        return made, outcome, ledger

    def _no_plan(self, visit: str, ledger: Ledger) -> NoPlanOfVisit:
        left = why_no_plan(self.facts, self.rules, visit, ledger, self.stop)
        return NoPlanOfVisit(self.facts.week.visit(visit).client, left)

    def _titles(self, rules: Sequence[str]) -> list[str]:
        """Return the titles of rules with their clauses."""
        known = {rule.id: rule for rule in self.rules}
        return [rule_label(known[id]) if id in known else id for id in rules]

    def _pin_breaks(self, visit: str) -> list[str]:
        """Return what pins of a visit break by themselves, in words."""
        pins = self.facts.revision.pins if self.facts.revision else ()
        start = assemble(self.facts, self.old)
        found = (b for p in pins if p.visit == visit for b in breaks_by_itself(self.facts, self.rules, start, p))
        return list(dict.fromkeys(b.violation.in_both for b in found))

    def _client(self, visit: str) -> str:
        return f"{self.facts.week.visit(visit).client} ({visit})"

    # -- staffing and judging

    def _staff(self, unfixed: Sequence[str], planned: Sequence[str]) -> None:
        """Staff some visits; where a must stays broken, all visits: one fixed assignment may make way for another."""
        self.best = self._keeping_staff(unfixed, self._staffed(self.best, unfixed))
        if self.best.score and self.best.score.musts:
            trial = self._staffed(self.best, sorted(self.best.visit_plans))
            self.best = trial if objective_value(trial) < objective_value(self.best) else self.best
        plans = self.best.visit_plans
        self._staffed_only += [v for v in plans if v not in planned and plans[v] != self.old[v]]

    def _keeping_staff(self, unfixed: Sequence[str], free: Incumbent) -> Incumbent:
        """Return the plan with the helpers and cars of all that did not move, unless that is worse in upper tiers."""
        new = {visit: self.best.visit_plans[visit] for visit in unfixed}
        kept = self._staffed(self.best, unfixed, keep_former_staff(self.facts, self.old, new, self._before))
        upper = len(UPPER_TIERS) + 1
        return kept if objective_value(kept)[:upper] <= objective_value(free)[:upper] else free

    def _staffed(self, incumbent: Incumbent, unfixed: Sequence[str], facts: Facts | None = None) -> Incumbent:
        found = staff(facts or self.facts, self.rules, incumbent.visit_plans, unfixed, stop=self.stop)
        return self._judged(replace(incumbent, visit_plans=incumbent.visit_plans | found.visit_plans))

    def with_solution(self, made: VisitsModel, outcome: Outcome, unfixed: Sequence[str]) -> Incumbent:
        """Return the plan with some visits as solved, staffed and judged."""
        new = {v: read_visit_plan(self.facts, made.views[v], outcome.value) for v in unfixed}
        plans = {v: with_former_staff(self.old[v], plan) for v, plan in new.items()}
        ledger = self.best.ledger.without(unfixed).plus(made.frame.bookings(outcome.value))
        values = self.best.values | made.frame.values_by_visit(outcome.values)
        return self._staffed(Incumbent(ledger, self.best.visit_plans | plans, values), sorted(unfixed))

    def _judged(self, incumbent: Incumbent) -> Incumbent:
        return replace(incumbent, score=score(self.facts, assemble(self.facts, incumbent.visit_plans), self.rules))

    # -- what is left out

    def _visits_leaving_out(self) -> list[str]:
        """Return the visits that leave something out, those first that did not before."""
        plans = self.best.visit_plans
        worse = {v: self._price(p) > self._price(self.old[v]) for v, p in plans.items() if p.left_out}
        return sorted(worse, key=lambda v: (not worse[v], planning_priority(self.facts.stay(v))))

    def _fit_left_out_of(self, visit: str) -> None:
        """Fit what a visit leaves out: alone with every choice, then with those whose bookings block it."""
        out = self._price(self.best.visit_plans[visit])
        made = build(self.facts, [visit], self.rules, Ledger.empty(self.facts), filtered=True)
        limits = SolveLimits(deterministic=self.limits.upper_seconds)
        objective = made.frame.objective(Tier.LEFT_OUT)
        alone, _ = solve_lexicographically(made.frame.model, [objective], (), limits, self.stop)
        if not alone.found or made.frame.exact(Tier.LEFT_OUT, alone.value) >= out:
            return
        overlaps: Counter[str] = Counter()
        for wanted in made.frame.bookings(alone.value):
            for other in self.best.ledger.without([visit]).bookings(wanted.resource):
                if other.visit and other.start < wanted.end and wanted.start < other.end:
                    overlaps[other.visit] += 1
        others = [other for other, _ in sorted(overlaps.items(), key=lambda vn: (-vn[1], vn[0]))][
            : self.limits.max_neighbours
        ]
        for number in range(len(others) + 1):
            if self.stop.now or self._try([visit, *others[:number]]):
                return

    def _price(self, visit_plan: VisitPlan) -> int:
        return left_out_price(self.facts, visit_plan.left_out)

    def _try(self, unfixed: Sequence[str]) -> bool:
        """Solve some visits together; keep the result if the whole plan is better."""
        before = sum(self._price(self.best.visit_plans[visit]) for visit in unfixed)
        problem = self.subproblem(unfixed, self.best.ledger, self.best.visit_plans)
        outcome = problem.solve(self.limits, self.stop, left_out_below=before)
        if not outcome.found:
            return False
        trial = self.with_solution(problem.visits_model, outcome, unfixed)
        if objective_value(trial) >= objective_value(self.best):
            return False
        self.best = trial
        self._widened += [v for v in unfixed[1:] if v not in self._widened]
        return True
