"""The whole search of one week: construct, improve, prove, and say why what is left out is left out."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.cp.stop_signal import StopSignal
from models.domain.joint_items import joint_requests
from models.domain.joint_parties import joint_of_item
from models.domain.tiers import UPPER_TIERS, Tier
from models.itinerary.search.bound_tasks import BoundRequests, BoundTier, FindFront
from models.itinerary.search.bounds import Bounds
from models.itinerary.search.guidance import no_time_can_help, visits_concerned
from models.itinerary.search.incumbent import Incumbent, assemble, left_out_price
from models.itinerary.search.keep_start import KeepStart
from models.itinerary.search.left_out_reasons import required_items, unexplained
from models.itinerary.search.proofs import Proofs, TierBounds
from models.itinerary.search.search import Neighbourhood, Search, duty_breaks
from models.itinerary.search.shares import FairShares, Yields
from models.itinerary.search.site import SearchSite, is_small_week
from models.itinerary.search.tasks import ExplainLeftOut, FindBlocking, Solved, StaffWeek
from models.itinerary.search.workers import Answer, Workers, make_workers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import LeftOut, Plan
    from models.itinerary.search.limits import NeighbourhoodKind, SearchLimits
    from models.parallel.pool_task import PoolTask
    from models.rules.core.base import Rule
    from models.rules.core.score import Broken

WORK_SHARES = {"improve": 0.35, "probe": 0.3, "bound": 0.25, "lower bound": 0.05, "staff": 0.05}
"""Kinds of work of the search, with their shares of time; ``lower bound``: of the tiers behind ``UPPER_TIERS``.

``times``, the best times of one visit, is done at the end and has none.
"""


@dataclass(frozen=True)
class Work:
    """What a task that was sent to the workers is for.

    Attributes
    ----------
    kind : str
        Of ``WORK_SHARES``: whose share of time it uses; or ``times``.
    neighbourhood : Neighbourhood, optional
        Whose visits are solved again.
    left : LeftOut, optional
        The request that is to be fitted in.
    cluster : tuple of visits, optional
        Whose shoulds are to be mended, or which is bounded.
    """

    kind: str
    neighbourhood: Neighbourhood | None = None
    left: LeftOut | None = None
    cluster: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Optimised:
    """What the search found.

    Attributes
    ----------
    bounds : tuple of int or None
        Of the tiers; each speaks of plans that are optimal in the earlier tiers.
    possible : int
        Price of all requests possible alone: the measure of the gap in tier ``LEFT_OUT``.
    """

    plan: Plan
    incumbent: Incumbent
    bounds: TierBounds
    possible: int


class Optimiser:
    """The loop: search, probes of what is left out or broken, and bounds, each by its share of time.

    Parameters
    ----------
    seed : int
        Of the search's random choices.
    stop : StopSignal
        Clock and Ctrl-C.
    limits : SearchLimits
        How hard to try; with a number of rounds, tasks are solved in fixed batches, so that the same seed gives the
        same plan whatever the number of cores.
    report : callable
        Told of every better plan and bound: phase, incumbent, bounds.
    keep : Plan, optional
        The plan that people know: what comes out moves no more of it than a gain that they notice is worth.
    workers : callable
        Makes the workers that solve the tasks.
    """

    def __init__(
        self,
        facts: Facts,
        rules: Sequence[Rule],
        *,
        seed: int,
        stop: StopSignal,
        limits: SearchLimits,
        report: Callable[[str, Incumbent, TierBounds], None],
        keep: Plan | None = None,
        workers: Callable[[SearchSite, StopSignal], Workers[Any]] = make_workers,
    ) -> None:
        self.facts, self.rules, self.stop, self.limits = facts, tuple(rules), stop, limits
        self.site = SearchSite(facts, self.rules, limits)
        self.small = is_small_week(facts, limits)
        self.workers: Workers[Any] = workers(self.site, stop)
        self.bounds = Bounds(self.site, stop)
        self.search = Search(
            self.site,
            self.workers,
            seed,
            stop,
            lambda phase, incumbent: report(phase, incumbent, self.proofs.known),
            self.bounds.lower_bounds,
            reserved=0.0 if keep is None else limits.keep_start_share,
        )
        self._keep, self._report = keep, report
        self.proofs = Proofs(self.bounds, lambda: self.search.best, report)
        self._probes: Counter[tuple[object, ...]] = Counter()
        self._queue: deque[Work] = deque()
        self._shares = FairShares(WORK_SHARES)
        self._kinds = Yields(drawable(facts, limits), floor=limits.least_chance, memory=limits.yield_memory)
        self._idle = self._answered = 0
        self._timed: dict[str, object] = {}
        """The values of each visit's variables among which the best times are known."""
        self._accepted = len(facts.stays)
        """Times that the plan got better since the whole week was staffed; at first it was staffed in haste."""
        self._as_one = False
        """Whether a small week was solved as one already."""

    @property
    def _repeatable(self) -> bool:
        return self.limits.rounds is not None

    def run(
        self, start: Incumbent | None = None, accept_first: Callable[[Incumbent], None] = lambda _: None
    ) -> Optimised:
        """Search until proven, out of patience, rounds or time; then give the reasons.

        Parameters
        ----------
        start : Incumbent, optional
            A plan that breaks no must: what comes out is no worse, but for what of it nobody would notice.
        accept_first : callable
            Told of the first plan; may raise.

        Raises
        ------
        NoPlanOfVisit, NoneInTime
            See ``Search.construct``.
        """
        search, proofs = self.search, self.proofs
        with self.workers:
            if start is None:
                search.construct()
            else:
                search.start_from(start)
            accept_first(search.best)
            self._improve()
            self.workers.forget()
            if start is not None and self._keep is not None:
                self._staff_thoroughly(search.final_stop)
                self._finish()
                search.best = KeepStart(search, start, self._keep, self.stop).nearest()
            else:
                self._staff_thoroughly(self.stop)
            asked = self._ask_reasons()
            reasons = self._finish()
        otherwise = unexplained(self.proofs.proven(Tier.LEFT_OUT))
        left_out = tuple(reasons.get(left, left.replace(reason=otherwise)) for left in asked)
        plan = assemble(self.facts, search.best.visit_plans).model_copy(update={"left_out": left_out})
        return Optimised(plan, search.best, proofs.known, self._possible())

    def _staff_thoroughly(self, stop: StopSignal) -> None:
        """Have the whole week staffed for the last time, beside whatever leaves the programmes as they are."""
        self.workers.stop = stop
        if not stop.now and not self.search.best.duty_proven:
            self.workers.submit(StaffWeek(self.search.best.visit_plans, thorough=True), Work("staff"))

    def _finish(self) -> dict[LeftOut, LeftOut]:
        """Wait for what is pending, as far as time allows; return the reasons among it."""
        found: dict[LeftOut, LeftOut] = {}
        while answers := self.workers.collect(every=False):
            for answer in answers:
                if isinstance(answer.task, StaffWeek) and answer.result is not None:
                    self.search.commit_staff(answer.task, answer.result)
                elif isinstance(answer.task, ExplainLeftOut) and answer.result is not None:
                    found[answer.task.left] = answer.result
        self.workers.forget()
        self.proofs.update()
        return found

    def _ask_reasons(self) -> list[LeftOut]:
        """Have the reasons of what is left out found, and return it; they may take a little longer than the search."""
        best, stop, limits = self.search.best, self.stop, self.limits
        grace = limits.reason_seconds + limits.reason_seconds_per_visit * len(self.facts.stays)
        self.workers.stop = StopSignal(None if stop.deadline is None else stop.deadline + grace, stop.event)
        proven = self.proofs.proven(Tier.LEFT_OUT)
        left_out = [left for visit in sorted(best.visit_plans) for left in best.visit_plans[visit].left_out]
        if left_out:
            self._report("reasons", best, self.proofs.known)
        for left in left_out:
            self.workers.submit(ExplainLeftOut(left, best.visit_plans, best.ledger.by_visit, proven), Work("reason"))
        return left_out

    # -- the loop

    def _improve(self) -> None:
        """Improve until proven, or until nothing more is found where the upper tiers are proven."""
        order = self.search.visits_by_priority()
        self._queue.extend(Work("improve", Neighbourhood((visit,), quick=not self.small)) for visit in order)
        self.proofs.update()
        while not self._ended():
            most = self.limits.tasks_per_batch if self._repeatable else self.workers.number + self._least_answers
            while len(self.workers.pending) < most and (sent := self._next()) is not None:
                self.workers.submit(*sent)
            answers = self.workers.collect(every=self._repeatable)
            while answers and len(answers) < self._least_answers and not self.search.stop.now:
                answers += self.workers.collect(every=False)
            if not answers:
                break
            self._take(answers)
        if self.limits.rounds != 0:
            self._set_times()

    def _set_times(self) -> None:
        """Solve for the best times of every visit within its order, the others given, until nothing gets better."""
        while not self.search.stop.now:
            while (sent := self._next_times()) is not None:
                self.workers.submit(*sent)
            answers = self.workers.collect(every=self._repeatable)
            if not answers:
                return
            self._take(answers)

    @property
    def _least_answers(self) -> int:
        """How many answers are staffed and judged together: the more, the larger the week that is judged."""
        limits = self.limits
        return max(1, min(limits.most_answers, len(self.facts.stays) // limits.visits_per_answer))

    def _ended(self) -> bool:
        """Tell whether the search has come to its end: the clock, the rounds, a proof, or patience."""
        limits, visits = self.limits, len(self.facts.stays)
        if self.search.stop.now or self.proofs.proven(Tier.MONEY):
            return True
        patience = max(limits.patience_rounds * limits.neighbourhoods_per_round, visits)
        return self.proofs.proven(Tier.SHOULD) and self._idle >= patience and self._answered > visits

    def _may_draw(self) -> bool:
        """Tell whether neighbourhoods are drawn still; a small week is solved as one."""
        drawn = self._answered - len(self.facts.stays) - self._as_one
        if self.limits.rounds is not None and drawn >= self.limits.rounds * self.limits.neighbourhoods_per_round:
            return False
        return not self.small or not self.workers.pending

    def _next(self) -> tuple[PoolTask, Work] | None:
        """Return the next task; None where nothing is left to do before an answer comes back."""
        if (core := self.bounds.next_core()) is not None:
            return core, Work("bound")
        if self._queue and not self.small:
            return self._sent(self._queue.popleft())
        if self._is_last_minute and (sent := self._next_times()) is not None:
            return sent
        taken = self._shares.first(
            {
                "improve": self._next_improvement,
                "probe": self._next_probe,
                "bound": self._next_bound,
                "lower bound": self._next_lower_bound,
                "staff": self._next_staffing,
            }
        )
        return None if taken is None else taken[1]

    @property
    def _is_last_minute(self) -> bool:
        """Whether no more time is left than the best times of all visits take."""
        stop = self.search.stop
        return stop.deadline is not None and stop.left <= self.limits.times_seconds_per_visit * len(self.facts.stays)

    def _next_times(self) -> tuple[PoolTask, Work] | None:
        """Return a visit whose order has changed since its times were solved for; None where there is none."""
        values = self.search.best.values
        busy = {v for work in self._unfinished() if work.neighbourhood for v in work.neighbourhood.visits}
        for stay in self.facts.stays:
            known = stay.id in values and self._timed.get(stay.id) is values[stay.id]
            if stay.id in self.search.best.visit_plans and not known and stay.id not in busy:
                return self._sent(Work("times", Neighbourhood((stay.id,), times_only=True)))
        return None

    def _next_improvement(self) -> tuple[PoolTask, Work] | None:
        if self._queue:
            return self._sent(self._queue.popleft())
        if self.small and not self._as_one:
            return self._next_as_one()
        return self._drawn() if self._may_draw() else None

    def _next_as_one(self) -> tuple[PoolTask, Work] | None:
        """Return all visits of a small week, once they alone prove no more; they are bounded as one behind that.

        Where nobody is in anybody's way the sum of the visits alone is the bound, and proven ten times sooner.
        """
        proofs = self.proofs
        if self.workers.pending or proofs.next_task(()) is not None:
            return None
        if proofs.proven(Tier.SHOULD) and proofs.next_lower_task(()) is not None:
            return None
        self._as_one = True
        return self._sent(Work("improve", Neighbourhood(tuple(self.search.visits_by_priority()))))

    def _next_bound(self) -> tuple[PoolTask, Work] | None:
        task = self.proofs.next_task(self._bounded)
        return None if task is None else (task, Work("bound", cluster=task.visits))

    def _next_lower_bound(self) -> tuple[PoolTask, Work] | None:
        if not self.small and not self._may_draw():
            return None  # they rise too slowly to be waited for
        if not self.proofs.proven(Tier.SHOULD) and self._idle < self.limits.neighbourhoods_per_round:
            return None  # within what, the next plan may change
        task = self.proofs.next_lower_task(self._bounded)
        return None if task is None else (task, Work("lower bound", cluster=task.visits))

    @property
    def _bounded(self) -> list[tuple[str, ...]]:
        """The clusters that are being bounded."""
        kinds = ("bound", "lower bound")
        return [work.cluster for work, _ in self.workers.pending if work.kind in kinds and work.cluster]

    def _sent(self, work: Work) -> tuple[PoolTask, Work]:
        assert work.neighbourhood is not None
        return self.search.task(work.neighbourhood), work

    def _drawn(self) -> tuple[PoolTask, Work]:
        """Draw a neighbourhood whose visits nobody is solving."""
        busy = {v for work, _ in self.workers.pending if work.neighbourhood for v in work.neighbourhood.visits}
        kind = self._kinds.draw(self.search.random)
        return self._sent(Work("improve", self.search.draw(kind, busy)))

    def _take(self, answers: Sequence[Answer[Any]]) -> None:
        """Take over what came back."""
        search, before = self.search, self.search.best.tiers
        solved = [(a.note.neighbourhood, a.result) for a in answers if a.note.neighbourhood is not None]
        again = search.commit(solved)
        self._queue.extendleft(Work("probe", hood) for hood in reversed(again))
        taken = [answer for answer in answers if isinstance(answer.result, Solved) and search.holds(answer.result)]
        earned = earned_points(before, search.best.tiers)
        for answer in answers:
            self._count(answer, earned / max(1, len(taken)) if answer in taken else 0.0)
            self._follow(answer.note, answer.task, answer.result)
        self._accepted += search.best.tiers < before
        self.proofs.update()
        search.upper_proven = self.proofs.proven(Tier.SHOULD)

    def _next_staffing(self) -> tuple[PoolTask, Work] | None:
        """Return the week to be staffed anew: now and then, and where people's work breaks a should."""
        best, limits = self.search.best, self.limits
        if any(work.kind == "staff" for work, _ in self.workers.pending):
            return None
        if self._accepted >= max(limits.least_between_staffings, len(self.facts.stays)):
            self._accepted = 0
            return StaffWeek(best.visit_plans), Work("staff")
        upper = best.tiers[: len(UPPER_TIERS)]
        if duty_breaks(best) and not self._probes[upper]:
            self._probes[upper] += 1
            return StaffWeek(best.visit_plans, minimise_duty=False), Work("staff")
        return None

    def _count(self, answer: Answer[Any], earned: float) -> None:
        """Count the time of a kind of work, and what it earned."""
        work = answer.note
        solved = getattr(answer.result, "work", 0.0)  # deterministic seconds, the same in every run
        seconds = self.limits.task_seconds + solved if self._repeatable else answer.seconds
        first = isinstance(answer.task, BoundRequests) or (work.neighbourhood is not None and work.neighbourhood.quick)
        if not first and work.kind in WORK_SHARES:  # what is done once, before all else, is nobody's share
            self._shares.note(work.kind, seconds)
        if work.kind == "improve":
            self._answered += 1
            self._idle = 0 if earned else self._idle + 1
            self._kinds.note(work.neighbourhood.kind, earned, seconds)

    def _follow(self, work: Work, task: PoolTask, result: Any) -> None:
        """Do what follows from an answer: note a bound, solve with those who are in the way, merge."""
        search, most = self.search, self.limits.max_joint_visits
        if self.small and work.neighbourhood and len(work.neighbourhood.visits) == len(self.facts.stays):
            self.bounds.merge(work.neighbourhood.visits)
        if isinstance(task, BoundTier):
            self.bounds.note(task, result)
        elif isinstance(task, BoundRequests):
            self.bounds.core = result
        elif isinstance(task, StaffWeek):
            if result is not None:
                search.commit_staff(task, result)
        elif isinstance(task, FindFront):
            self.bounds.note_front(task, result)
        elif isinstance(task, FindBlocking):
            others = result or ()
            unfixed = (*task.visits, *others)
            if work.left is not None:
                unfixed = unfixed[:most]
            joint = None if work.left is None else self._whole_joint_item(work.left)
            if joint is not None and not self.proofs.proven(Tier.LEFT_OUT):
                self._queue.appendleft(Work("probe", joint, work.left))
            elif work.left is not None and self.proofs.proven(Tier.LEFT_OUT):
                self.bounds.merge(unfixed)  # nothing more can be fitted in: only the shoulds are to be proven
            elif len(unfixed) <= most and (others or work.left is None):
                hood = Neighbourhood(unfixed, lower_share=self.limits.lower_tiers_share)
                self._queue.appendleft(
                    Work("probe", hood, work.left if others else None, work.cluster if others else None)
                )
        elif work.kind == "times" and work.neighbourhood is not None:
            (visit,) = work.neighbourhood.visits
            self._timed[visit] = search.best.values.get(visit)
        elif work.left is not None and work.neighbourhood is not None:
            if work.left.request in {left.request for left in search.best.visit_plans[work.left.visit].left_out}:
                self.bounds.merge(work.neighbourhood.visits)
        elif work.kind == "probe" and work.cluster is not None and work.neighbourhood is not None:
            reached = search.best.programme_tiers(self.facts, work.cluster)[: len(UPPER_TIERS)]
            if reached > self.bounds.lower_bounds(work.cluster):
                self.bounds.merge(work.neighbourhood.visits)

    # -- probes

    def _next_probe(self) -> tuple[PoolTask, Work] | None:
        """Return the next attempt at what is left out or broken, with those who are in its way.

        It is counted: nothing is tried again and again. Nobody is in the way of the only visit of a week.
        """
        alone = len(self.facts.stays) == 1
        if not alone and (left := self._next_left_out()) is not None:
            self._probes[left.visit, left.request] += 1
            required = tuple(required_items(self.search.best, left))
            bookings = self.site.bookings_around([left.visit], self.search.best.ledger)
            return FindBlocking((left.visit,), bookings, required=required), Work("probe", left=left)
        if (hood := self._next_away_from_breaks()) is not None:
            self._probes[_breaks_key(hood)] += 1
            return self._sent(Work("probe", hood))
        if not alone and (cluster := self._next_should()) is not None:
            self._probes[self._should_key(cluster)] += 1
            bookings = self.site.bookings_around(cluster, self.search.best.ledger)
            least = self.bounds.lower_bounds(cluster)
            return FindBlocking(cluster, bookings, at_most=least), Work("probe", cluster=cluster)
        return None

    def _next_left_out(self) -> LeftOut | None:
        """Return a request that is left out and need not be, as far as is known."""
        tried, most = self._probes, self.limits.probes_per_conflict
        busy = {(work.left.visit, work.left.request) for work in self._unfinished() if work.left is not None}
        for visit, visit_plan in sorted(self.search.best.visit_plans.items()):
            if visit_plan.left_out:
                left_out = [
                    left
                    for left in visit_plan.left_out
                    if tried[visit, left.request] < most and (visit, left.request) not in busy
                ]
                if left_out and not self._leaves_out_least(visit):
                    return left_out[0]
        return None

    def _whole_joint_item(self, left: LeftOut) -> Neighbourhood | None:
        """Return all visits of a joint item that one of them leaves out, free on its days and on that of the item.

        None where so few visits have it that the usual probe can free them all.
        """
        joint = joint_of_item(self.facts, f"{left.visit}/{left.request}")
        visits = tuple(visit for visit, _ in joint_requests(self.facts.week, joint)) if joint else ()
        if len(visits) <= self.limits.max_joint_visits:
            return None
        items = [item for visit in visits for item in self.search.best.visit_plans[visit].items]
        now = {self.facts.day_of(item) for item in items if joint_of_item(self.facts, item.id) == joint}
        days = tuple(sorted({*self.facts.stay(left.visit).days, *now}))
        return Neighbourhood(visits, lower_share=self.limits.lower_tiers_share, days=days)

    def _unfinished(self) -> list[Work]:
        return [*self._queue, *(work for work, _ in self.workers.pending)]

    def _next_away_from_breaks(self) -> Neighbourhood | None:
        """Return visits whose people's and drivers' days or missing helper break a should, to try other times."""
        best = self.search.best
        groups: dict[tuple[str, ...], list[Broken]] = defaultdict(list)
        for broken in duty_breaks(best):
            if not no_time_can_help(self.facts, best.visit_plans, broken):
                groups[visits_concerned(best.visit_plans, broken)].append(broken)
        for unfixed, breaks in sorted(groups.items(), key=lambda group: group[0]):
            if 0 < len(unfixed) <= self.limits.max_joint_visits:
                hood = Neighbourhood(unfixed, tuple(breaks), self.limits.lower_tiers_share)
                if not self._probes[_breaks_key(hood)]:
                    return hood
        return None

    def _next_should(self) -> tuple[str, ...] | None:
        """Return a cluster that breaks more shoulds than alone on the site."""
        busy = {work.cluster for work in self._unfinished() if work.kind == "probe" and work.cluster is not None}
        for cluster in sorted(self.bounds.clusters - busy):
            if self.bounds.is_bounded(cluster, Tier.SHOULD):
                key = self._should_key(cluster)
                if key[1:] > self.bounds.lower_bounds(cluster) and self._probes[key] < self.limits.probes_per_conflict:
                    return cluster
        return None

    def _should_key(self, cluster: tuple[str, ...]) -> tuple[object, ...]:
        return (cluster, *self.search.best.programme_tiers(self.facts, cluster)[: len(UPPER_TIERS)])

    def _leaves_out_least(self, visit: str) -> bool:
        """Tell whether a visit's cluster is known to leave out as much alone on the site."""
        cluster = self.bounds.cluster_of(visit)
        left = [left for each in cluster for left in self.search.best.visit_plans[each].left_out]
        return left_out_price(self.facts, left) <= self.bounds.lower_bounds(cluster)[Tier.LEFT_OUT]

    def _possible(self) -> int:
        """Return the price of all requests less what is known to be impossible alone."""
        total = 0
        for stay in self.facts.stays:
            total += sum(stay.price(r) for r in stay.visit.requests)
            total -= self.bounds.lower_bounds([stay.id])[Tier.LEFT_OUT]
        return max(1, total)


def drawable(facts: Facts, limits: SearchLimits) -> list[NeighbourhoodKind]:
    """Return the kinds of neighbourhoods that are worth a draw in this week.

    Days of a visit are freed where there are few visits, and long ones: in larger weeks whole visits are as small.
    """
    visits, longest = len(facts.stays), max((len(stay.days) for stay in facts.stays), default=1)
    most = longest - 1 if visits <= limits.few_visits else 1
    found = [kind for kind in limits.neighbourhoods if kind.times_only or kind.size <= max(1, visits)]
    return [kind for kind in found if kind.days < max(1, most)]


def earned_points(before: Sequence[int], after: Sequence[int]) -> float:
    """Return what a plan has gained on another in the first tier in which they differ, in preference points.

    A point of the upper tiers counts for more than one of the lower ones, money for less.
    """
    worth = {Tier.LEFT_OUT: 10.0, Tier.SHOULD: 10.0, Tier.PREFERENCE: 1.0, Tier.MONEY: 0.1, Tier.DUTY: 0.1}
    return next((worth[tier] * (before[tier] - after[tier]) for tier in Tier if before[tier] != after[tier]), 0.0)


def _breaks_key(hood: Neighbourhood) -> tuple[object, ...]:
    return hood.visits, *((broken.violation.sentence, broken.violation.values) for broken in hood.breaks)
