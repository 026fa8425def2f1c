"""Construction and improvement: visits one by one against the ledger of the others, then a few at a time again.

Deterministic: a fixed batch of neighbourhoods a round, one worker and a deterministic limit a sub-solve, sorted
iteration. A wall-clock limit may end it anywhere and is the one thing that does not repeat.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from models.cp.ledger import Booking, Ledger
from models.cp.run import Outcome, SolveLimits, StopSignal, by_tiers
from models.domain.errors import NoneInTime, NoPlanPossible
from models.itinerary.model.build import VisitsModel, build
from models.itinerary.model.extract import rows as read_rows
from models.itinerary.model.fix_variables import values
from models.itinerary.search.conflicts import core
from models.itinerary.search.guidance import stay_put, steer
from models.itinerary.search.incumbent import Incumbent, assemble, values_of
from models.rules.core.score import score
from models.staffing.limits import STAFFING_LIMITS
from models.staffing.positions import KEPT_ROLES
from models.staffing.staff import staff

if TYPE_CHECKING:
    from models.domain.facts import Facts, Stay
    from models.domain.plan import VisitPlan
    from models.rules.core.base import Rule
    from models.rules.core.score import Broken

SCALE = 100_000
"""More than any tier of a few visits: two tiers in one sum, strictly in order."""
ROUND = 8
"""Neighbourhoods a round."""
ABREAST = 4
"""Visits that are planned from one start; one that does not fit beside those before it is planned again."""
TRIES = 3
"""So often a better programme is looked for that staffing can keep."""
HASTE = 0.25
"""Share of the effort for the lower tiers where a should is to be mended: they have their turn later."""
TOGETHER = 4
"""Visits that are solved as one, at most, when they stand in each other's way."""
LAST = 0.1
"""Share of the time that is kept for a last, thorough staffing of the whole week."""
SMALL = 5
"""Up to so many days of visits in all the week is searched with every choice, and proven as one cluster."""


@dataclass(frozen=True)
class SearchLimits:
    """How hard to try: rounds of improvement (None: until the clock), and deterministic seconds a sub-solve."""

    rounds: int | None = None
    construct: float = 0.8
    improve: float = 0.6


T = TypeVar("T")
R = TypeVar("R")
Report = Callable[[str, Incumbent], None]


class Search:
    """The search for a plan of one week.

    Parameters
    ----------
    facts, rules
        The week under an edition, and the rules to keep.
    seed : int
        Of the choice of neighbourhoods.
    stop : Stop
        Clock and Ctrl-C.
    report : callable
        Told of every better plan: phase and incumbent.
    """

    def __init__(
        self, facts: Facts, rules: Sequence[Rule], seed: int, stop: StopSignal, budget: SearchLimits, report: Report
    ) -> None:
        self.facts, self.rules, self.stop, self.budget, self.report = facts, tuple(rules), stop, budget, report
        self.filtered = not small(facts)
        self.random = random.Random(seed)
        self.best = Incumbent(Ledger.empty(facts))
        self.pool = ThreadPoolExecutor(2)
        self.last = stop
        if stop.deadline is not None:
            self.stop = StopSignal(stop.deadline - LAST * stop.left, stop.event)
        self.floor: Callable[[Sequence[str]], tuple[int, int]] = lambda _: (0, 0)
        """Lower bounds of some visits' tiers 0 and 1."""

    # -- construction

    def construct(self) -> Incumbent:
        """Plan the visits one by one, the most important and most constrained first, then staff the week.

        Raises
        ------
        NoPlanPossible
            When a visit has no plan even with every request left out; all such visits are named.
        NoneInTime
            When the limit ran out before every visit had a plan.
        """
        order = [stay.id for stay in sorted(self.facts.stays, key=urgency)]
        for batch in batches(order, ABREAST):
            start = self.best
            for visit, (made, outcome) in zip(batch, self.abreast(self._first, batch, start), strict=True):
                if self.best is not start and not self.best.ledger.takes(made.frame.bookings(outcome.value)):
                    made, outcome = self._first(visit, self.best)
                self.best = self._taken(self.best, made, outcome)
        first = self._staffed(self.best, list(self.best.rows), polish=False, effort=STAFFING_LIMITS.heuristic_only)
        if first.score and first.score.musts:
            first = self._staffed(self.best, list(self.best.rows), polish=False)
        self.best = first
        self.report("first", self.best)
        return self.best

    def begin(self, start: Incumbent) -> Incumbent:
        """Start from a plan in hand; what its visits' variables are then is where the solver starts from, too."""
        self.best = start
        self.report("first", start)
        todo = [visit for visit in start.rows if visit not in start.values]
        for found in self.abreast(self._values, todo, start):
            self.best = replace(self.best, values=self.best.values | found)
        return self.best

    def _values(self, visit: str, start: Incumbent) -> dict[str, tuple[int, ...]]:
        """Return the values of a visit's variables in a plan in hand."""
        ledger = start.ledger.without([visit])
        made = build(self.facts, [visit], self.rules, ledger, filtered=self.filtered)
        return values(made, start.rows, self.stop)

    def _first(self, visit: str, start: Incumbent) -> tuple[VisitsModel, Outcome]:
        """Return a first solution of one visit among those that are planned."""
        for filtered, effort in ((True, 1), (False, 10)):  # the filter may be why there is none
            made = build(self.facts, [visit], self.rules, start.ledger, filtered=filtered)
            if filtered:
                _ask_only(made)
            upper = SCALE * made.frame.objective(0) + made.frame.objective(1, relaxed=False)  # helpers come later
            outcome = self._solve(made, [upper], effort * self.budget.construct, start)
            if outcome.status == "unknown" and not self.stop.now:
                outcome = self._solve(made, (), 20 * self.budget.construct, start)
            if outcome.found:
                return made, outcome
        if outcome.status == "infeasible":
            self._give_up(visit)
        client = self.facts.week.visit(visit).client
        raise NoneInTime(f"时间用完,{client} 还没有行程 / out of time before a first plan")

    def _give_up(self, visit: str) -> NoReturn:
        """Say why a visit has no plan even with every request left out."""
        why = core(self.facts, self.rules, visit, (), self.best.ledger, self.stop)
        client, rules = self.facts.week.visit(visit).client, {rule.id: rule for rule in self.rules}
        reasons = [f"{client} ({visit})"]
        for id in why.rules if why else ():
            reasons.append(f"{id} {rules[id].title}({rules[id].cites})" if id in rules else id)
        for other in why.visits if why else ():
            reasons.append(f"{self.facts.week.visit(other).client} ({other})")
        raise NoPlanPossible(reasons)

    def abreast(self, solve: Callable[[T, Incumbent], R], what: Sequence[T], start: Incumbent) -> list[R]:
        """Solve several things, two at once, from one start: the answer does not depend on which is ready first."""
        return list(self.pool.map(lambda each: solve(each, start), what))

    def _solve(
        self, made: VisitsModel, exprs: Sequence[Any], limit: float, start: Incumbent, later: float = 1.0
    ) -> Outcome:
        model, hint, effort = made.frame.model, start.hint(made.frame), SolveLimits(deterministic=limit)
        return by_tiers(model, exprs, hint, effort, self.stop, cores=1, later=later)[0]

    def _taken(self, start: Incumbent, made: VisitsModel, outcome: Outcome) -> Incumbent:
        """Return an incumbent with the free visits' rows as solved, not staffed yet."""
        free = list(made.views)
        rows = start.rows | {v: read_rows(self.facts, made.views[v], outcome.value) for v in free}
        ledger = start.ledger.without(free).plus(made.frame.bookings(outcome.value))
        return Incumbent(ledger, rows, start.values | values_of(made.frame, outcome), None)

    def _staffed(
        self,
        start: Incumbent,
        free: Collection[str],
        *,
        polish: bool,
        effort: SolveLimits | None = None,
        stop: StopSignal | None = None,
    ) -> Incumbent:
        """Return the incumbent with some visits staffed, judged by all rules."""
        stop = stop or self.stop
        found = staff(self.facts, self.rules, start.rows, sorted(free), polish=polish, effort=effort, stop=stop)
        rows = start.rows | found.rows
        judged = score(self.facts, assemble(self.facts, rows), self.rules)
        everybody = len(found.rows) == len(rows)
        return replace(start, rows=rows, score=judged, duty_proven=found.proven and everybody)

    # -- improvement

    def polish(self) -> None:
        """Solve each visit again with all tiers, the others fixed; a small week then as one."""
        order = [stay.id for stay in sorted(self.facts.stays, key=urgency)]
        for batch in batches(order, ABREAST):
            self.attempt([[visit] for visit in batch])
        if small(self.facts):
            self.attempt([order])

    def rounds(self) -> Iterator[bool]:
        """Improve in rounds, until the budget or the clock ends; yield after each step whether it ends a round."""
        number = 0
        while not self.stop.now and (self.budget.rounds is None or number < self.budget.rounds):
            for step, pair in enumerate(batches(self._neighbourhoods()), 1):
                self.attempt(pair)
                yield 2 * step >= ROUND
            number += 1

    def retry(self, free: Sequence[str]) -> bool:
        """Solve some visits again for the upper tiers, the others fixed; keep what makes the whole plan better."""
        return self.attempt([free], later=HASTE)

    def relieve(self, free: Sequence[str], away: Sequence[Broken]) -> bool:
        """Solve some visits again, away from breaks of duty rules; keep the result if that helps."""
        return len(free) <= TOGETHER and self.attempt([free], away, later=HASTE)

    def attempt(self, frees: Sequence[Sequence[str]], away: Sequence[Broken] = (), *, later: float = 1.0) -> bool:
        """Retry some neighbourhoods from one start; each is kept if the whole plan is better with it.

        ``away``: breaks of duty rules to steer away from; then staffing decides also where the programme is no better.
        ``later``: share of the effort for the lower tiers.
        """
        if self.stop.now:
            return False
        start, better = self.best, False
        solved = self.abreast(lambda free, start: self._again(free, start, start.rows, away, later), frees, start)
        for free, (made, outcome) in zip(frees, solved, strict=True):
            before = start.programme(self.facts, free)
            for _ in range(TRIES):
                trial = self._tried(free, made, outcome, before, steered=bool(away))
                if trial is None or self.accept(trial):
                    better |= trial is not None
                    break
                new = self._new_breaks(trial)
                if not new or trial.programme(self.facts, free)[:2] >= before[:2] or self.stop.now:
                    break
                made, outcome = self._again(free, self.best, trial.rows, new, HASTE)
        return better

    def _tried(
        self, free: Sequence[str], made: VisitsModel, outcome: Outcome, before: tuple[int, ...], *, steered: bool
    ) -> Incumbent | None:
        """Return a staffed trial of a solution; None where its programme is no better, unless it was steered."""
        if not outcome.found or self.stop.now:
            return None
        programme = tuple(made.frame.exact(tier, outcome.value) for tier in range(4))
        if programme >= before and not (steered and programme[:2] <= before[:2]):
            return None
        trial = self._taken(self.best, made, outcome)
        return self._staffed(trial, {*free, *helped(self.facts, trial, free)}, polish=True)

    def _new_breaks(self, trial: Incumbent) -> list[Broken]:
        """Return the shoulds about people's and drivers' work that a trial breaks and the plan in hand does not."""
        now = {(b.rule.id, b.violation.about) for b in duties(self.best)}
        return [b for b in duties(trial) if (b.rule.id, b.violation.about) not in now]

    def _again(
        self,
        free: Sequence[str],
        start: Incumbent,
        rows: Mapping[str, VisitPlan],
        away: Sequence[Broken] = (),
        later: float = 1.0,
    ) -> tuple[VisitsModel, Outcome]:
        """Solve some visits again; where their upper tiers are as good as they can be, only the lower ones.

        ``away``: breaks of duty rules in some rows, to steer away from. ``later``: share of the effort for lower tiers.
        """
        made = build(self.facts, sorted(free), self.rules, start.ledger.without(free), filtered=self.filtered)
        stay_put(made, start.rows)
        steer(made, rows, away)
        frame = made.frame
        upper = SCALE * frame.objective(0) + frame.objective(1)
        exprs = [upper, SCALE * frame.objective(2) + frame.objective(3)]
        reached = start.upper(self.facts, free)
        if reached == self.floor(free) and not away and not isinstance(upper, int):
            frame.model.add(upper <= SCALE * reached[0] + reached[1])
            del exprs[0]
        limit = self.budget.improve * len(free)
        return made, self._solve(made, exprs, limit, start, later)

    def restaff(self, *, polish: bool = True, thorough: bool = False) -> None:
        """Staff the whole week at once for the rows in hand; keep it if it is better, or as good and proven."""
        stop = self.last if thorough else self.stop
        if stop.now or (thorough and self.best.duty_proven):
            return
        effort = STAFFING_LIMITS.thorough if thorough else None
        trial = self._staffed(self.best, list(self.best.rows), polish=polish, effort=effort, stop=stop)
        same = self.best.score is not None and trial.tiers == self.best.tiers
        if not self.accept(trial) and same and trial.duty_proven:
            self.best = trial

    def accept(self, trial: Incumbent) -> bool:
        """Keep a trial if it is better, tier by tier; breaking a must comes before all tiers."""
        if trial.score is None or (self.best.score and worth(trial) >= worth(self.best)):
            return False
        self.best = trial
        self.report("improve", trial)
        return True

    def _neighbourhoods(self) -> list[list[str]]:
        """Choose a round's batch: visits that share contended resources, around one that suffers."""
        pain = self._pain()
        visits = [stay.id for stay in self.facts.stays]
        friends = self._friends()
        batch = []
        for _ in range(ROUND):
            seed = self.random.choices(visits, weights=[0.2 + pain[v] for v in visits])[0]
            size = self.random.choice((1, 2, 2, 3))
            near = sorted(friends[seed], key=lambda v: (-friends[seed][v] * self.random.random(), v))
            others = [v for v in visits if v != seed and v not in near]
            batch.append([seed, *near, *self.random.sample(others, len(others))][:size])
        return batch

    def _pain(self) -> dict[str, float]:
        """Return how much each visit suffers: what it leaves out and breaks more than it must, and its preferences."""
        found: dict[str, float] = defaultdict(float)
        shares = self.best.shares(self.facts)
        for visit, share in shares.items():
            zero, one = self.floor([visit])
            found[visit] += 5 * (share[0] > zero) + 3 * (share[1] > one)
            found[visit] += len(shares) * share[2] / max(1, sum(each[2] for each in shares.values()))
        return found

    def _friends(self) -> dict[str, dict[str, int]]:
        """Return which visits hold the same resources on the same days, and how often."""
        users: dict[tuple[str, int], set[str]] = defaultdict(set)
        for visit, bookings in self.best.ledger.by_visit.items():
            for row in bookings:
                users[row.resource, row.start // 1440].add(visit)
        found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for together in users.values():
            for a in together:
                for b in together - {a}:
                    found[a][b] += 1
        return found


def small(facts: Facts) -> bool:
    """Tell whether a week is small enough to be solved and proven as one."""
    return sum(len(stay.days) for stay in facts.stays) <= SMALL


def duties(incumbent: Incumbent) -> list[Broken]:
    """Return the shoulds about people's and drivers' work that a plan breaks."""
    broken = incumbent.score.broken if incumbent.score else ()
    return [b for b in broken if b.rule.tier == 1 and b.rule.scope == "duty" and not b.waived]


def _ask_only(made: VisitsModel) -> None:
    """Leave the sights of the planner's choice for later: they are what makes a first solution slow."""
    for view in made.views.values():
        for act in view.acts.values():
            if act.kind == "sight" and act.request is None:
                made.frame.model.add(act.done == 0)


def batches(every: Sequence[T], size: int = 2) -> list[Sequence[T]]:
    """Return a sequence in parts of one size, the last one shorter."""
    return [every[k : k + size] for k in range(0, len(every), size)]


def worth(incumbent: Incumbent) -> tuple[int, ...]:
    """Return what decides between two plans: musts broken, then the tiers."""
    musts = incumbent.score.musts if incumbent.score else ()
    return sum(broken.violation.amount for broken in musts), *incumbent.tiers


def helping(facts: Facts, rows: Mapping[str, VisitPlan], free: Collection[str]) -> list[Booking]:
    """Return when leaders and experts help the fixed visits in other roles, ways counted: they are busy then."""
    asked = {p.id for p in facts.week.company.people if p.role("leader") or p.role("expert")}
    found = []
    for visit in sorted(set(rows) - set(free)):
        held = [(i.place, i.place, duty) for i in rows[visit].items for duty in i.duties]
        held += [(m.origin, m.target, duty) for m in rows[visit].moves for duty in m.duties]
        for origin, target, duty in held:
            if duty.person in asked and duty.role not in KEPT_ROLES:
                start, end = duty.start - facts.way(origin), duty.end + facts.way(target)
                found.append(Booking(f"person:{duty.person}", start, end, 1, visit))
    return found


def helped(facts: Facts, trial: Incumbent, free: Collection[str]) -> set[str]:
    """Return the fixed visits that somebody helps who has a part of his own now: they need another helper."""
    parts: dict[str, list[Booking]] = defaultdict(list)
    for visit in free:
        for row in trial.ledger.by_visit.get(visit, ()):
            parts[row.resource].append(row)
    every = helping(facts, trial.rows, free)
    return {h.visit for h in every if any(h.start < row.end and row.start < h.end for row in parts[h.resource])}


def urgency(stay: Stay) -> tuple[object, ...]:
    """Return a sort key: higher levels first, then fixed appointments, then the least room to move, then id."""
    fixed = sum(1 for request in stay.visit.requests if request.at or request.on)
    load = sum(stay.minutes(request) for request in stay.visit.requests)
    return stay.level, -fixed, -load // max(1, len(stay.days)), stay.id
