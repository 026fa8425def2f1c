"""Attempts at a better plan: visits one by one against the ledger of the others, then a few at a time again.

Deterministic: a fixed batch of neighbourhoods a round, one worker and a deterministic limit a sub-solve, sorted
iteration. A wall-clock limit may end it anywhere and is the one thing that does not repeat.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Self, TypeVar

from models.cp.frame import combined_value
from models.cp.ledger import Booking, Ledger
from models.cp.run import Outcome, SolveLimits, StopSignal, solve_lexicographically
from models.domain.bilingual import bilingual
from models.domain.clock import DAY
from models.domain.errors import NoneInTime, NoPlanOfVisit
from models.domain.roles import NAMED_ROLES
from models.domain.tiers import PROGRAMME_TIERS, UPPER_TIERS, Tier
from models.itinerary.model.build import VisitsModel, build
from models.itinerary.model.extract import read_visit_plan
from models.itinerary.model.fix_variables import values_of_plan
from models.itinerary.search.guidance import guide_away_from_breaks, prefer_current_times
from models.itinerary.search.incumbent import Incumbent, assemble, objective_value
from models.itinerary.search.no_plan import why_no_plan
from models.rules.core.impossible_visits import impossible_facts
from models.rules.core.score import score
from models.staffing.limits import STAFFING_LIMITS
from models.staffing.staff import staff

if TYPE_CHECKING:
    from models.cp.types import Expr
    from models.domain.facts import Facts
    from models.domain.plan import VisitPlan
    from models.domain.stay import Stay
    from models.itinerary.search.limits import SearchLimits
    from models.rules.core.base import Rule
    from models.rules.core.score import Broken

T = TypeVar("T")
R = TypeVar("R")
Report = Callable[[str, Incumbent], None]
LowerBounds = Callable[[Sequence[str]], tuple[int, int]]
"""Returns what is known of some visits alone on the site: lower bounds of ``UPPER_TIERS``."""


def no_bounds(visits: Sequence[str]) -> tuple[int, int]:
    """Return the bounds that always hold."""
    del visits
    return 0, 0


class Search:
    """The search for a plan of one week; a context manager, which closes its threads.

    Parameters
    ----------
    facts, rules
        The week under an edition, and the rules to keep.
    seed : int
        Of the choice of neighbourhoods.
    stop : StopSignal
        Clock and Ctrl-C.
    limits : SearchLimits
        How hard to try.
    report : callable
        Told of every better plan: phase and incumbent.
    lower_bounds : callable
        What a visit's upper tiers cannot be below: where they are reached, only the lower tiers are solved for.
    reserved : float
        Share of the wall-clock time that is left for what comes after the search.
    """

    def __init__(
        self,
        facts: Facts,
        rules: Sequence[Rule],
        seed: int,
        stop: StopSignal,
        limits: SearchLimits,
        report: Report,
        lower_bounds: LowerBounds = no_bounds,
        reserved: float = 0.0,
    ) -> None:
        self.facts, self.rules, self.limits, self.report = facts, tuple(rules), limits, report
        self.lower_bounds = lower_bounds
        self.filtered = not is_small_week(facts, limits)
        self.random = random.Random(seed)
        self.best = Incumbent(Ledger.empty(facts))
        self.stop, self._final_stop = stop, stop
        if stop.deadline is not None:
            self._final_stop = StopSignal(stop.deadline - reserved * stop.left, stop.event)
            self.stop = StopSignal(stop.deadline - (limits.final_staffing_share + reserved) * stop.left, stop.event)
        self._pool = ThreadPoolExecutor(limits.threads)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    # -- construction

    def construct(self) -> Incumbent:
        """Plan the visits one by one, the most important and most constrained first, then staff the week.

        Raises
        ------
        NoPlanOfVisit
            When a visit has no plan even with every request left out; it carries what is in its way.
        NoneInTime
            When the limit ran out before every visit had a plan.
        """
        order = [stay.id for stay in sorted(self.facts.stays, key=planning_priority)]
        first: list[str] = []
        while True:
            try:
                self._construct_all([*first, *(visit for visit in order if visit not in first)])
                break
            except NoPlanOfVisit as error:  # the visits before it may make way
                if error.left.reason != "held_by" or error.left.visit in first:
                    raise
                first.insert(0, error.left.visit)
                self.best = Incumbent(Ledger.empty(self.facts))
        every = list(self.best.visit_plans)
        best = self._staffed(self.best, every, minimise_duty=False, limits=STAFFING_LIMITS.heuristic_only)
        if best.score and best.score.musts:
            best = self._staffed(self.best, every, minimise_duty=False)
        self.best = best
        self.report("first", self.best)
        return self.best

    def _construct_all(self, order: Sequence[str]) -> None:
        """Plan the visits in an order, some at a time."""
        for batch in batches(order, self.limits.visits_per_batch):
            start = self.best
            solved = self.solve_in_parallel(self._construct_visit, batch, start)
            for visit, (made, outcome) in zip(batch, solved, strict=True):
                if self.best is not start and not self.best.ledger.takes(made.frame.bookings(outcome.value)):
                    made, outcome = self._construct_visit(visit, self.best)
                self.best = self._with_solution(self.best, made, outcome)

    def start_from(self, start: Incumbent) -> Incumbent:
        """Start from a given plan; the values of its visits' variables are found, as hints for the solver."""
        self.best = start
        self.report("first", start)
        missing = [visit for visit in start.visit_plans if visit not in start.values]
        for found in self.solve_in_parallel(self._values, missing, start):
            self.best = replace(self.best, values=self.best.values | found)
        return self.best

    def _values(self, visit: str, start: Incumbent) -> dict[str, tuple[int, ...]]:
        """Return the values of a visit's variables in a given plan."""
        ledger = start.ledger.without([visit])
        made = build(self.facts, [visit], self.rules, ledger, filtered=self.filtered)
        return values_of_plan(made, start.visit_plans, self.stop)

    def _construct_visit(self, visit: str, start: Incumbent) -> tuple[VisitsModel, Outcome]:
        """Return a first solution of one visit among those that are planned."""
        limits = self.limits
        if impossible_facts(self.facts, self.facts.stay(visit)):
            left = why_no_plan(self.facts, self.rules, visit, start.ledger, self.stop)
            raise NoPlanOfVisit(self.facts.week.visit(visit).client, left)
        for filtered, factor in ((True, 1), (False, limits.unfiltered_factor)):  # the filter may be why there is none
            made = build(self.facts, [visit], self.rules, start.ledger, filtered=filtered)
            if filtered:
                _leave_out_unrequested_sights(made)
            upper = made.frame.combined(*UPPER_TIERS, relaxed=False)  # helpers come later
            outcome = self._solve(made, [upper], factor * limits.construct_seconds, start)
            if outcome.status == "unknown" and not self.stop.now:
                outcome = self._solve(made, (), limits.any_plan_factor * limits.construct_seconds, start)
            if outcome.found:
                return made, outcome
        client = self.facts.week.visit(visit).client
        if outcome.status == "infeasible":
            raise NoPlanOfVisit(client, why_no_plan(self.facts, self.rules, visit, start.ledger, self.stop))
        raise NoneInTime(bilingual(f"时间用完,{client} 还没有行程", f"out of time before a first plan for {client}"))

    def solve_in_parallel(self, solve: Callable[[T, Incumbent], R], what: Sequence[T], start: Incumbent) -> list[R]:
        """Solve several things from one start, in order: the answer does not depend on which is ready first."""
        return list(self._pool.map(lambda each: solve(each, start), what))

    def _solve(
        self, made: VisitsModel, objectives: Sequence[Expr], seconds: float, start: Incumbent, lower_share: float = 1.0
    ) -> Outcome:
        model, hint, limits = made.frame.model, start.hint(made.frame), SolveLimits(deterministic=seconds)
        outcome, _ = solve_lexicographically(
            model, objectives, hint, limits, self.stop, with_cores=1, share_of_others=lower_share
        )
        return outcome

    def _with_solution(self, start: Incumbent, made: VisitsModel, outcome: Outcome) -> Incumbent:
        """Return an incumbent with the unfixed visits as solved, not staffed yet."""
        unfixed = list(made.views)
        plans = start.visit_plans | {v: read_visit_plan(self.facts, made.views[v], outcome.value) for v in unfixed}
        ledger = start.ledger.without(unfixed).plus(made.frame.bookings(outcome.value))
        return Incumbent(ledger, plans, start.values | made.frame.values_by_visit(outcome.values), None)

    def _staffed(
        self,
        start: Incumbent,
        unfixed: Collection[str],
        *,
        minimise_duty: bool,
        limits: SolveLimits | None = None,
        stop: StopSignal | None = None,
    ) -> Incumbent:
        """Return the incumbent with some visits staffed, judged by all rules."""
        stop = stop or self.stop
        found = staff(
            self.facts,
            self.rules,
            start.visit_plans,
            sorted(unfixed),
            minimise_duty=minimise_duty,
            limits=limits,
            stop=stop,
        )
        plans = start.visit_plans | found.visit_plans
        judged = score(self.facts, assemble(self.facts, plans), self.rules)
        everybody = len(found.visit_plans) == len(plans)
        return replace(start, visit_plans=plans, score=judged, duty_proven=found.proven and everybody)

    # -- improvement

    def improve_each_visit(self) -> None:
        """Solve each visit again with all tiers, the others fixed; a small week then as one."""
        order = [stay.id for stay in sorted(self.facts.stays, key=planning_priority)]
        for batch in batches(order, self.limits.visits_per_batch):
            self.attempt([[visit] for visit in batch])
        if is_small_week(self.facts, self.limits):
            self.attempt([order])

    def rounds(self) -> Iterator[bool]:
        """Improve in rounds, until the limit or the clock ends them; yield after each step whether it ends a round."""
        number, threads = 0, self.limits.threads
        while not self.stop.now and (self.limits.rounds is None or number < self.limits.rounds):
            for step, group in enumerate(batches(self._neighbourhoods(), threads), 1):
                self.attempt(group)
                yield threads * step >= self.limits.neighbourhoods_per_round
            number += 1

    def improve_upper_tiers(self, unfixed: Sequence[str]) -> bool:
        """Solve some visits again for the upper tiers, the others fixed; keep what makes the whole plan better."""
        return self.attempt([unfixed], lower_share=self.limits.lower_tiers_share)

    def avoid_breaks(self, unfixed: Sequence[str], breaks: Sequence[Broken]) -> bool:
        """Solve some visits again, away from breaks of duty rules; keep the result if that helps."""
        if len(unfixed) > self.limits.max_joint_visits:
            return False
        return self.attempt([unfixed], breaks, lower_share=self.limits.lower_tiers_share)

    def attempt(
        self, neighbourhoods: Sequence[Sequence[str]], breaks: Sequence[Broken] = (), *, lower_share: float = 1.0
    ) -> bool:
        """Solve some neighbourhoods again from one start; each is kept if the whole plan is better with it.

        Parameters
        ----------
        neighbourhoods : sequence of sequences of visits
            Each is solved with all other visits fixed.
        breaks : sequence of Broken
            Breaks of duty rules to keep away from; staffing then decides also where the programme is no better.
        lower_share : float
            Share of the time for the lower tiers.
        """
        if self.stop.now:
            return False
        start, better = self.best, False
        solved = self.solve_in_parallel(
            lambda unfixed, start: self._solve_again(unfixed, start, start.visit_plans, breaks, lower_share),
            neighbourhoods,
            start,
        )
        upper = len(UPPER_TIERS)
        for unfixed, (made, outcome) in zip(neighbourhoods, solved, strict=True):
            before = start.programme_tiers(self.facts, unfixed)
            for _ in range(self.limits.staffing_attempts):
                trial = self._staffed_trial(unfixed, made, outcome, before, guided=bool(breaks))
                if trial is None or self.accept(trial):
                    better |= trial is not None
                    break
                new = self._new_duty_breaks(trial)
                if not new or trial.programme_tiers(self.facts, unfixed)[:upper] >= before[:upper] or self.stop.now:
                    break
                made, outcome = self._solve_again(
                    unfixed, self.best, trial.visit_plans, new, self.limits.lower_tiers_share
                )
        return better

    def _staffed_trial(
        self, unfixed: Sequence[str], made: VisitsModel, outcome: Outcome, before: tuple[int, ...], *, guided: bool
    ) -> Incumbent | None:
        """Return a staffed trial of a solution; None where its programme is no better, unless it was guided.

        Worse hours are better where helpers are on duty then, of whom the incumbent's hours have fewer.
        """
        if not outcome.found or self.stop.now:
            return None
        programme, upper = tuple(made.frame.exact(tier, outcome.value) for tier in PROGRAMME_TIERS), len(UPPER_TIERS)
        if programme >= before and not (guided and programme[:upper] <= before[:upper]):
            missing, rules = made.frame.least(Tier.SHOULD, outcome.value)
            now = self.best.missing(unfixed, rules)
            if programme == before or (programme[0], programme[1] + missing) >= (before[0], before[1] + now):
                return None
        trial = self._with_solution(self.best, made, outcome)
        return self._staffed(trial, {*unfixed, *visits_losing_helpers(self.facts, trial, unfixed)}, minimise_duty=True)

    def _new_duty_breaks(self, trial: Incumbent) -> list[Broken]:
        """Return the shoulds about people's and drivers' work that a trial breaks and the incumbent does not."""
        now = {(b.rule.id, b.violation.about) for b in duty_breaks(self.best)}
        return [b for b in duty_breaks(trial) if (b.rule.id, b.violation.about) not in now]

    def _solve_again(
        self,
        unfixed: Sequence[str],
        start: Incumbent,
        visit_plans: Mapping[str, VisitPlan],
        breaks: Sequence[Broken] = (),
        lower_share: float = 1.0,
    ) -> tuple[VisitsModel, Outcome]:
        """Solve some visits again; where their upper tiers are as good as they can be, only the lower ones.

        Parameters
        ----------
        visit_plans, breaks
            A plan, and its breaks of duty rules to keep away from.
        lower_share : float
            Share of the time for the lower tiers.
        """
        made = build(self.facts, sorted(unfixed), self.rules, start.ledger.without(unfixed), filtered=self.filtered)
        prefer_current_times(made, start.visit_plans)
        guide_away_from_breaks(made, visit_plans, breaks, self.limits.shortage_minutes)
        frame = made.frame
        upper = frame.combined(*UPPER_TIERS)
        objectives = [upper, frame.combined(Tier.PREFERENCE, Tier.MONEY)]
        reached = start.upper_tiers(self.facts, unfixed)
        if reached == self.lower_bounds(unfixed) and not breaks and not isinstance(upper, int):
            frame.model.add(upper <= combined_value(*reached))
            del objectives[0]
        seconds = self.limits.improve_seconds * len(unfixed)
        return made, self._solve(made, objectives, seconds, start, lower_share)

    def staff_week(self, *, minimise_duty: bool = True, thorough: bool = False) -> None:
        """Staff the whole week at once for the programmes of now; keep it if it is better, or as good and proven."""
        stop = self._final_stop if thorough else self.stop
        if stop.now or (thorough and self.best.duty_proven):
            return
        limits = STAFFING_LIMITS.thorough if thorough else None
        trial = self._staffed(
            self.best, list(self.best.visit_plans), minimise_duty=minimise_duty, limits=limits, stop=stop
        )
        same = self.best.score is not None and trial.tiers == self.best.tiers
        if not self.accept(trial) and same and trial.duty_proven:
            self.best = trial

    def accept(self, trial: Incumbent) -> bool:
        """Keep a trial if it is better, tier by tier; breaking a must comes before all tiers."""
        if trial.score is None or (self.best.score and objective_value(trial) >= objective_value(self.best)):
            return False
        self.best = trial
        self.report("improve", trial)
        return True

    # -- neighbourhoods

    def _neighbourhoods(self) -> list[list[str]]:
        """Draw a round's neighbourhoods: visits that share contended resources, around one that could be better."""
        potential = self._potential()
        visits = [stay.id for stay in self.facts.stays]
        sharing = self._sharing()
        weights = [self.limits.potential_base + potential[v] for v in visits]
        drawn = []
        for _ in range(self.limits.neighbourhoods_per_round):
            seed = self.random.choices(visits, weights=weights)[0]
            size = self.random.choice(self.limits.neighbourhood_sizes)
            near = sorted(sharing[seed], key=lambda v: (-sharing[seed][v] * self.random.random(), v))
            others = [v for v in visits if v != seed and v not in near]
            drawn.append([seed, *near, *self.random.sample(others, len(others))][:size])
        return drawn

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

    def _sharing(self) -> dict[str, dict[str, int]]:
        """Return which visits use the same resources on the same days, and how often."""
        users: dict[tuple[str, int], set[str]] = defaultdict(set)
        for visit, bookings in self.best.ledger.by_visit.items():
            for booking in bookings:
                users[booking.resource, booking.start // DAY].add(visit)
        found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for together in users.values():
            for a in sorted(together):  # random numbers are drawn in this order
                for b in sorted(together - {a}):
                    found[a][b] += 1
        return found


def is_small_week(facts: Facts, limits: SearchLimits) -> bool:
    """Tell whether a week is small enough to be solved and proven as one."""
    return sum(len(stay.days) for stay in facts.stays) <= limits.small_week_days


def duty_breaks(incumbent: Incumbent) -> list[Broken]:
    """Return the shoulds about people's and drivers' work that a plan breaks."""
    broken = incumbent.score.broken if incumbent.score else ()
    return [b for b in broken if b.rule.tier == Tier.SHOULD and b.rule.scope == "duty" and not b.waived]


def _leave_out_unrequested_sights(made: VisitsModel) -> None:
    """Leave the sights of the planner's choice for later: they are what makes a first solution slow."""
    for view in made.views.values():
        for act in view.acts.values():
            if act.kind == "sight" and act.request is None:
                made.frame.model.add(act.done == 0)


def batches(every: Sequence[T], size: int) -> list[Sequence[T]]:
    """Return a sequence in parts of one size, the last one shorter."""
    return [every[k : k + size] for k in range(0, len(every), size)]


def helper_bookings(facts: Facts, visit_plans: Mapping[str, VisitPlan], unfixed: Collection[str]) -> list[Booking]:
    """Return when leaders and experts help the fixed visits in other roles, ways counted: they are busy then."""
    chosen = {p.id for p in facts.week.company.people if p.role("leader") or p.role("expert")}
    found = []
    for visit in sorted(set(visit_plans) - set(unfixed)):
        duties = [(i.place, i.place, duty) for i in visit_plans[visit].items for duty in i.duties]
        duties += [(m.origin, m.target, duty) for m in visit_plans[visit].moves for duty in m.duties]
        for origin, target, duty in duties:
            if duty.person in chosen and duty.role not in NAMED_ROLES:
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
