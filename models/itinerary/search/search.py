"""The incumbent and how it gets better: visits are planned against the ledger of the others, a few at a time.

Programmes are solved for by tasks, which may run in other processes; what comes back is checked against the plan in
hand, staffed and judged here, several answers at once where they do not touch each other.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from models.cp.ledger import Booking
from models.cp.stop_signal import StopSignal
from models.domain.bilingual import bilingual
from models.domain.clock import DAY
from models.domain.errors import NoneInTime, NoPlanOfVisit
from models.domain.roles import CHOSEN_ROLES
from models.domain.tiers import UPPER_TIERS, Tier
from models.itinerary.search.guidance import visits_concerned
from models.itinerary.search.incumbent import Incumbent, objective_value, with_rides
from models.itinerary.search.limits import NeighbourhoodKind
from models.itinerary.search.tasks import ImproveVisits, NoPlan, PlanVisit, ReadValues, Solved, StaffWeek
from models.rules.core.scorer import Scorer
from models.staffing.limits import STAFFING_LIMITS
from models.staffing.staff import staff

if TYPE_CHECKING:
    import datetime as dt

    from models.cp.run import SolveLimits
    from models.domain.facts import Facts
    from models.domain.plan import VisitPlan
    from models.domain.stay import Stay
    from models.itinerary.search.site import SearchSite
    from models.itinerary.search.workers import Workers
    from models.rules.core.score import Broken
    from models.staffing.staff import Staffed

Report = Callable[[str, Incumbent], None]
LowerBounds = Callable[[Sequence[str]], tuple[int, int]]
"""Returns what is known of some visits alone on the site: lower bounds of ``UPPER_TIERS``."""


def no_bounds(visits: Sequence[str]) -> tuple[int, int]:
    """Return the bounds that always hold."""
    del visits
    return 0, 0


@dataclass(frozen=True)
class Neighbourhood:
    """Some visits that are solved again, the others fixed.

    Attributes
    ----------
    breaks : tuple of Broken
        Breaks of duty rules to keep away from; staffing then decides also where the programme is no better.
    lower_share : float
        Share of the time for the lower tiers.
    plans : mapping visit -> VisitPlan
        Plans of the visits that break them; by default the incumbent's.
    attempt : int
        Which attempt at a programme that staffing can keep.
    quick, times_only : bool
        See ``ImproveVisits``.
    days : tuple of date
        Those that are free; empty: all.
    drawn : NeighbourhoodKind, optional
        As what it was drawn.
    """

    visits: tuple[str, ...]
    breaks: tuple[Broken, ...] = ()
    lower_share: float = 1.0
    plans: Mapping[str, VisitPlan] = field(default_factory=dict)
    attempt: int = 1
    quick: bool = False
    times_only: bool = False
    days: tuple[dt.date, ...] = ()
    drawn: NeighbourhoodKind | None = None

    @property
    def kind(self) -> NeighbourhoodKind:
        """Which of the kinds it is, that are drawn."""
        return self.drawn or NeighbourhoodKind(len(self.visits), self.times_only, len(self.days))


class Search:
    """The search for a plan of one week.

    Parameters
    ----------
    site : SearchSite
        The week, the rules, and how hard to try.
    workers : Workers
        Solve the tasks.
    seed : int
        Of the choice of neighbourhoods.
    stop : StopSignal
        Clock and Ctrl-C of the whole run.
    report : callable
        Told of every better plan: phase and incumbent.
    lower_bounds : callable
        What a visit's upper tiers cannot be below: where they are reached, only the lower tiers are solved for.
    reserved : float
        Share of the wall-clock time that is left for what comes after the search.
    """

    def __init__(
        self,
        site: SearchSite,
        workers: Workers[Any],
        seed: int,
        stop: StopSignal,
        report: Report,
        lower_bounds: LowerBounds = no_bounds,
        reserved: float = 0.0,
    ) -> None:
        self.site, self.workers, self.report, self.lower_bounds = site, workers, report, lower_bounds
        self.facts, self.rules, self.limits, self.filtered = site.facts, site.rules, site.limits, site.filtered
        self.random = random.Random(seed)
        self._tried: Counter[tuple[object, ...]] = Counter()
        """How often each neighbourhood was solved; each time by other random choices of the solver."""
        self.upper_proven = False
        """Whether no plan of the week is better in the upper tiers: then only the lower ones are solved for."""
        self.scorer = Scorer(site.facts, site.rules)
        self.best = Incumbent(site.nobody)
        self.stop, self.final_stop = stop, stop
        if stop.deadline is not None:
            self.final_stop = StopSignal(stop.deadline - reserved * stop.left, stop.event)
            share = self.limits.final_staffing_share + reserved
            self.stop = StopSignal(stop.deadline - share * stop.left, stop.event)
        workers.stop = self.stop

    # -- construction

    def construct(self) -> Incumbent:
        """Plan the visits, the most important and most constrained first, then staff the week.

        Raises
        ------
        NoPlanOfVisit
            When a visit has no plan even with every request left out; it carries what is in its way.
        NoneInTime
            When the limit ran out before every visit had a plan.
        """
        order = self.visits_by_priority()
        first: list[str] = []
        while True:
            try:
                self._construct_all([*first, *(visit for visit in order if visit not in first)])
                break
            except NoPlanOfVisit as error:  # the visits before it may make way
                self.workers.forget()
                if error.left.reason != "held_by" or error.left.visit in first:
                    raise
                first.insert(0, error.left.visit)
                self.best = Incumbent(self.site.nobody)
        every = list(self.best.visit_plans)
        best = self._staffed(self.best, every, minimise_duty=False, limits=STAFFING_LIMITS.heuristic_only)
        if best.score and best.score.musts:
            best = self._staffed(self.best, every, minimise_duty=False)
        self.best = best
        self.report("first", self.best)
        return self.best

    def visits_by_priority(self) -> list[str]:
        """Return the visits, the most important and most constrained first."""
        return [stay.id for stay in sorted(self.facts.stays, key=planning_priority)]

    def _construct_all(self, order: Sequence[str]) -> None:
        """Plan the visits in an order, some at a time; one that does not fit beside the others is planned again."""
        waiting, repeatable = list(order), self.limits.rounds is not None
        limits = self.limits
        most = max(2, min(limits.most_planned_at_once, len(self.facts.stays) // limits.visits_per_planned_at_once))
        while waiting or self.workers.pending:
            while waiting and len(self.workers.pending) < most:
                visit = waiting.pop(0)
                bookings = self.site.bookings_around([visit], self.best.ledger)
                self.workers.submit(PlanVisit(visit, bookings), visit)
            answers = self.workers.collect(every=repeatable)
            if not answers:
                raise self._none_in_time(next(visit for visit in order if visit not in self.best.visit_plans))
            again = []
            for answer in answers:
                solved = answer.result
                if isinstance(solved, NoPlan) and solved.left is not None:
                    raise NoPlanOfVisit(self.facts.week.visit(solved.visit).client, solved.left)
                if solved is None:
                    raise self._none_in_memory(answer.note)
                if isinstance(solved, NoPlan):
                    raise self._none_in_time(answer.note)
                if self.best.ledger.takes(solved.bookings):
                    self.best = self._with_solution(self.best, solved)
                else:
                    again.append(answer.note)
            waiting[:0] = again

    def _none_in_time(self, visit: str) -> NoneInTime:
        client = self.facts.week.visit(visit).client
        return NoneInTime(bilingual(f"时间用完,{client} 还没有行程", f"out of time before a first plan for {client}"))

    def _none_in_memory(self, visit: str) -> NoneInTime:
        client = self.facts.week.visit(visit).client
        return NoneInTime(bilingual(f"内存不足,{client} 还没有行程", f"out of memory before a first plan for {client}"))

    def start_from(self, start: Incumbent) -> Incumbent:
        """Start from a given plan; the values of its visits' variables are found, as hints for the solver."""
        self.best = start
        self.report("first", start)
        missing = [visit for visit in start.visit_plans if visit not in start.values]
        tasks = [
            ReadValues(
                visit,
                self.site.bookings_around([visit], start.ledger),
                {visit: start.visit_plans[visit]},
            )
            for visit in missing
        ]
        for found in self.workers.solve(tasks, None):
            self.best = replace(self.best, values=self.best.values | (found or {}))
        return self.best

    def _with_solution(self, start: Incumbent, solved: Solved) -> Incumbent:
        """Return an incumbent with some visits as solved, not staffed yet."""
        ledger = start.ledger.without(solved.visits).plus(solved.bookings)
        return Incumbent(ledger, start.visit_plans | solved.plans, start.values | solved.values, None)

    def _staffed(
        self,
        start: Incumbent,
        unfixed: Collection[str],
        *,
        minimise_duty: bool,
        limits: SolveLimits | None = None,
    ) -> Incumbent:
        """Return the incumbent with some visits staffed, judged by all rules."""
        found = staff(
            self.facts,
            self.rules,
            start.visit_plans,
            sorted(unfixed),
            minimise_duty=minimise_duty,
            limits=limits,
            stop=self.stop,
        )
        plans = start.visit_plans | found.visit_plans
        judged = self.scorer.score(plans)
        everybody = len(found.visit_plans) == len(plans)
        return replace(start, visit_plans=plans, score=judged, duty_proven=found.proven and everybody)

    # -- improvement

    def task(self, neighbourhood: Neighbourhood) -> ImproveVisits:
        """Return the task that solves a neighbourhood of the incumbent again.

        Where its upper tiers are as good as they can be, only the lower ones are solved for.
        """
        visits, best = neighbourhood.visits, self.best
        plans = {v: neighbourhood.plans.get(v, best.visit_plans[v]) for v in visits}
        reached = best.upper_tiers(self.facts, visits)
        known = (self.upper_proven or reached == self.lower_bounds(visits)) and not neighbourhood.breaks
        hood = tuple(sorted(visits)), neighbourhood.times_only, neighbourhood.days
        self._tried[hood] += 1
        return ImproveVisits(
            visits=hood[0],
            bookings=self.site.bookings_around(visits, best.ledger),
            plans=plans,
            values={v: best.values[v] for v in visits if v in best.values},
            breaks=neighbourhood.breaks,
            reached=reached if known else None,
            lower_share=neighbourhood.lower_share,
            quick=neighbourhood.quick,
            times_only=neighbourhood.times_only,
            days=neighbourhood.days,
            seed=self._tried[hood] - 1,
        )

    def commit(self, answers: Sequence[tuple[Neighbourhood, Solved | None]]) -> list[Neighbourhood]:
        """Take over what makes the whole plan better.

        Answers that do not touch each other are staffed and judged together first; where that is no better, one by one.

        Parameters
        ----------
        answers : sequence of (Neighbourhood, Solved)
            Solved from this incumbent or an earlier one; None where there is no answer.

        Returns
        -------
        list of Neighbourhood
            To be solved next: programmes that staffing could not keep, away from what broke.
        """
        wanted = [(hood, solved) for hood, solved in answers if solved is not None and self._promises(hood, solved)]
        batch, touched = list[tuple[Neighbourhood, Solved]](), set[str]()
        trial = self.best
        for hood, solved in wanted:
            if not touched & set(solved.visits) and self._fits(trial, solved):
                trial = self._with_solution(trial, solved)
                batch.append((hood, solved))
                touched |= set(solved.visits)
        if len(batch) > 1:
            self._commit_together(batch)
        wanted = [(hood, solved) for hood, solved in wanted if not self.holds(solved)]
        return [again for hood, solved in wanted for again in self._commit_one(hood, solved)]

    def _commit_together(self, batch: Sequence[tuple[Neighbourhood, Solved]]) -> None:
        """Take over answers that do not touch each other; without those that staffing cannot keep, if there are any."""
        for last in (False, True):
            trial = self.best
            for _, solved in batch:
                trial = self._with_solution(trial, solved)
            trial = self._with_staff(trial, sorted({visit for _, solved in batch for visit in solved.visits}))
            if self.accept(trial) or last:
                return
            worse = {v for b in self._new_duty_breaks(trial) for v in visits_concerned(trial.visit_plans, b)}
            kept = [each for each in batch if not worse.intersection(each[1].visits)]
            if not worse or len(kept) < 2:
                return
            batch = kept

    def _commit_one(self, hood: Neighbourhood, solved: Solved) -> list[Neighbourhood]:
        """Take over one answer if that makes the plan better; else return what to solve in its place."""
        if self.stop.now or not self._promises(hood, solved) or not self._fits(self.best, solved):
            return []
        before = self.best.programme_tiers(self.facts, solved.visits)
        trial = self._with_staff(self._with_solution(self.best, solved), solved.visits)
        if self.accept(trial) or hood.attempt >= self.limits.staffing_attempts:
            return []
        new, upper = self._new_duty_breaks(trial), len(UPPER_TIERS)
        if not new or trial.programme_tiers(self.facts, solved.visits)[:upper] >= before[:upper]:
            return []
        share = self.limits.lower_tiers_share
        plans = {visit: trial.visit_plans[visit] for visit in solved.visits}
        return [Neighbourhood(hood.visits, tuple(new), share, plans, hood.attempt + 1)]

    def holds(self, solved: Solved) -> bool:
        """Tell whether an answer was taken over."""
        return any(self.best.values.get(visit) is values for visit, values in solved.values.items())

    def _fits(self, start: Incumbent, solved: Solved) -> bool:
        """Tell whether the plan in hand, which may have changed meanwhile, has room for an answer."""
        return start.ledger.without(solved.visits).takes(solved.bookings)

    def _promises(self, hood: Neighbourhood, solved: Solved) -> bool:
        """Tell whether the programme is better, or as good away from breaks.

        Worse hours are better where helpers are on duty then, of whom the incumbent's hours have fewer.
        """
        if not solved.found or self.stop.now:
            return False
        upper, guided = len(UPPER_TIERS), bool(hood.breaks)
        before, programme = self.best.programme_tiers(self.facts, solved.visits), solved.programme
        if programme < before or (guided and programme[:upper] <= before[:upper]):
            return True
        now = self.best.missing(solved.visits, solved.missing_rules)
        return programme != before and (programme[0], programme[1] + solved.least_missing) < (
            before[0],
            before[1] + now,
        )

    def _with_staff(self, trial: Incumbent, unfixed: Collection[str]) -> Incumbent:
        """Return a trial with some visits staffed, and those whom they take helpers from."""
        losing = visits_losing_helpers(self.facts, trial, unfixed)
        large = len(self.facts.stays) > self.limits.exact_staffing_visits
        limits = STAFFING_LIMITS.heuristic_only if large else None
        return self._staffed(trial, {*unfixed, *losing}, minimise_duty=True, limits=limits)

    def _new_duty_breaks(self, trial: Incumbent) -> list[Broken]:
        """Return the shoulds about people's and drivers' work that a trial breaks and the incumbent does not."""
        now = {(b.rule.id, b.violation.about) for b in duty_breaks(self.best)}
        return [b for b in duty_breaks(trial) if (b.rule.id, b.violation.about) not in now]

    def commit_staff(self, task: StaffWeek, found: Staffed) -> None:
        """Take over a staffing of the whole week if it is better, or as good and proven.

        Visits that were changed meanwhile are staffed anew beside it.
        """
        best = self.best
        same = [visit for visit, plan in best.visit_plans.items() if task.plans.get(visit) is plan]
        changed = [visit for visit in best.visit_plans if visit not in same]
        plans = best.visit_plans | {visit: found.visit_plans[visit] for visit in same}
        if changed:
            trial = self._staffed(replace(best, visit_plans=plans), changed, minimise_duty=True)
        else:
            judged = self.scorer.score(plans)
            trial = replace(best, visit_plans=plans, score=judged, duty_proven=found.proven)
        if self.accept(trial):
            return
        if trial.duty_proven and trial.tiers == best.tiers:
            self.best = trial
        elif not changed:  # vehicles by themselves: helpers for whom no time was left may be worse than before
            driven = {visit: with_rides(plan, found.visit_plans[visit]) for visit, plan in best.visit_plans.items()}
            self.accept(replace(best, visit_plans=driven, score=self.scorer.score(driven), duty_proven=False))

    def accept(self, trial: Incumbent) -> bool:
        """Keep a trial if it is better, tier by tier; breaking a must comes before all tiers."""
        if trial.score is None or (self.best.score and objective_value(trial) >= objective_value(self.best)):
            return False
        self.best = trial
        self.report("improve", trial)
        return True

    # -- neighbourhoods

    def draw(self, kind: NeighbourhoodKind, busy: Collection[str] = ()) -> Neighbourhood:
        """Draw a neighbourhood: visits that share contended resources, around one that could be better.

        Parameters
        ----------
        kind : NeighbourhoodKind
            Visits in it, at most, and whether only their times are solved for.
        busy : collection of str
            Visits that are being solved, which are passed over where there are others.
        """
        potential = self._potential()
        visits = [stay.id for stay in self.facts.stays if stay.id not in busy] or [s.id for s in self.facts.stays]
        weights = [self.limits.potential_base + potential[v] for v in visits]
        first = self.random.choices(visits, weights=weights)[0]
        sharing = self._sharing(first)
        near = sorted(sharing, key=lambda v: (-sharing[v] * self.random.random(), v))
        near = [v for v in near if v in visits]
        others = [v for v in visits if v != first and v not in near]
        drawn = [first, *near, *self.random.sample(others, len(others))][: kind.size]
        days = self._drawn_days(drawn, kind.days)
        return Neighbourhood(tuple(drawn), times_only=kind.times_only, days=days, drawn=kind)

    def _drawn_days(self, visits: Sequence[str], number: int) -> tuple[dt.date, ...]:
        """Draw days of some visits that are free; none where they have hardly more: then all are."""
        days = sorted({day for visit in visits for day in self.facts.stay(visit).days})
        return tuple(sorted(self.random.sample(days, number))) if 0 < number < len(days) - 1 else ()

    def _potential(self) -> dict[str, float]:
        """Return how much each visit could get better: what it leaves out and breaks beyond its bound, preferences."""
        found: dict[str, float] = defaultdict(float)
        shares = self.best.shares(self.facts)
        preferences = max(1, sum(each[Tier.PREFERENCE] for each in shares.values()))
        for visit, share in shares.items():
            left_out, should = self.lower_bounds([visit])
            found[visit] += self.limits.potential_left_out * (share[Tier.LEFT_OUT] > left_out)
            found[visit] += self.limits.potential_should * (share[Tier.SHOULD] > should)
            found[visit] += len(shares) * share[Tier.PREFERENCE] / preferences
        return found

    def _sharing(self, visit: str) -> dict[str, int]:
        """Return which visits use the same resources on the same days as one, and how often."""
        by_visit = self.best.ledger.by_visit
        mine = {(booking.resource, booking.start // DAY) for booking in by_visit.get(visit, ())}
        found = {}
        for other in sorted(by_visit):  # random numbers are drawn in this order
            shared = mine & {(b.resource, b.start // DAY) for b in by_visit[other]} if other != visit else ()
            if shared:
                found[other] = len(shared)
        return found


def duty_breaks(incumbent: Incumbent) -> list[Broken]:
    """Return the shoulds about people's and drivers' work that a plan breaks."""
    broken = incumbent.score.broken if incumbent.score else ()
    return [b for b in broken if b.rule.tier == Tier.SHOULD and b.rule.scope == "duty" and not b.waived]


def helper_bookings(facts: Facts, visit_plans: Mapping[str, VisitPlan], unfixed: Collection[str]) -> list[Booking]:
    """Return when people whom the model chooses help the fixed visits in other roles, ways counted."""
    chosen = {p.id for p in facts.week.company.people if p.role("leader") or p.role("expert")}
    asked = [request for visit in facts.week.visits for request in visit.requests]
    chosen |= {person for request in asked for person in getattr(request, "reception_line", ())}
    found = []
    for visit in sorted(set(visit_plans) - set(unfixed)):
        duties = [(i.place, i.place, duty) for i in visit_plans[visit].items for duty in i.duties]
        duties += [(m.origin, m.target, duty) for m in visit_plans[visit].moves for duty in m.duties]
        for origin, target, duty in duties:
            if duty.person in chosen and duty.role not in CHOSEN_ROLES:
                start, end = duty.start - facts.way(origin), duty.end + facts.way(target)
                found.append(Booking(f"person:{duty.person}", start, end, 1, visit))
    return found


def visits_losing_helpers(facts: Facts, trial: Incumbent, unfixed: Collection[str]) -> set[str]:
    """Return the fixed visits that are helped by somebody who now has a part in an unfixed one at the same time."""
    parts: dict[str, list[Booking]] = defaultdict(list)
    for visit in unfixed:
        for booking in trial.ledger.by_visit.get(visit, ()):
            parts[booking.resource].append(booking)
    every = helper_bookings(facts, trial.visit_plans, unfixed)
    return {h.visit for h in every if any(h.start < b.end and b.start < h.end for b in parts[h.resource])}


def planning_priority(stay: Stay) -> tuple[object, ...]:
    """Return a sort key: higher levels first, then fixed appointments, then the least room to move, then id."""
    fixed = sum(1 for request in stay.visit.requests if request.at or request.on)
    load = sum(stay.minutes(request) for request in stay.visit.requests)
    return stay.level, -fixed, -load // max(1, len(stay.days)), stay.id
