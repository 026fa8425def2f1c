"""The tasks of the search: pure functions of the site and of what they carry, run in this process or in a worker.

A task carries rows and limits, its answer rows and values. It is solved by one thread within deterministic limits, so
that the answer does not depend on where it was found.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from models.cp.frame import combined_value
from models.cp.run import Outcome, SolveLimits, solve, solve_lexicographically
from models.domain.tiers import PROGRAMME_TIERS, UPPER_TIERS, Tier
from models.itinerary.model.extract import read_visit_plan
from models.itinerary.model.fix_variables import values_of_plan
from models.itinerary.search.conflicts import blocking_visits
from models.itinerary.search.guidance import guide_away_from_breaks, prefer_current_times
from models.itinerary.search.incumbent import Incumbent, hint_of
from models.itinerary.search.left_out_reasons import left_out_reason
from models.itinerary.search.no_plan import why_no_plan
from models.parallel.pool_task import PoolTask
from models.rules.core.impossible_visits import impossible_facts
from models.staffing.limits import STAFFING_LIMITS
from models.staffing.staff import staff

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from models.cp.ledger import Booking
    from models.cp.stop_signal import StopSignal
    from models.cp.types import Lit
    from models.domain.plan import LeftOut, VisitPlan
    from models.itinerary.model.build import VisitsModel
    from models.itinerary.search.site import BookingsByVisit, SearchSite
    from models.rules.core.score import Broken
    from models.staffing.staff import Staffed

Values = dict[str, tuple[int, ...]]
"""Values of each visit's variables in a search model."""


# ---------------------------------------------------------------- programmes


@dataclass(frozen=True)
class Solved:
    """Programmes of some visits as a task found them, without helpers and vehicles.

    Attributes
    ----------
    found : bool
        Whether there are any; else the rest is empty.
    programme : tuple of int
        ``PROGRAMME_TIERS`` of these visits, as far as their programmes decide them.
    least_missing, missing_rules : int, frozenset of str
        Shoulds that duty rules add at least, and the rules.
    work : float
        Deterministic seconds of the last solve.
    """

    visits: tuple[str, ...]
    found: bool
    plans: dict[str, VisitPlan] = field(default_factory=dict)
    bookings: tuple[Booking, ...] = ()
    values: Values = field(default_factory=dict)
    programme: tuple[int, ...] = ()
    least_missing: int = 0
    missing_rules: frozenset[str] = frozenset()
    work: float = 0.0

    @classmethod
    def of(cls, site: SearchSite, made: VisitsModel, outcome: Outcome) -> Solved:
        """Read the solution of a model, if there is one."""
        visits, frame, work = tuple(made.views), made.frame, outcome.solver.response_proto.deterministic_time
        if not outcome.found:
            return cls(visits, found=False, work=work)
        missing, rules = frame.least(Tier.SHOULD, outcome.value)
        return cls(
            visits,
            found=True,
            plans={visit: read_visit_plan(site.facts, view, outcome.value) for visit, view in made.views.items()},
            bookings=tuple(frame.bookings(outcome.value)),
            values=frame.values_by_visit(outcome.values),
            programme=tuple(frame.exact(tier, outcome.value) for tier in PROGRAMME_TIERS),
            least_missing=missing,
            missing_rules=rules,
            work=work,
        )


@dataclass(frozen=True)
class NoPlan:
    """A visit without a first plan.

    Attributes
    ----------
    left : LeftOut or None
        What is in its way; None when the limit ran out.
    """

    visit: str
    left: LeftOut | None


@dataclass(frozen=True)
class PlanVisit(PoolTask):
    """Find a first programme of one visit beside those that are planned; ``Solved`` or ``NoPlan``."""

    visit: str
    bookings: BookingsByVisit

    def run(self, site: SearchSite, stop: StopSignal) -> Solved | NoPlan:
        """Solve it with the filtered choices, then with all."""
        ledger, limits = site.ledger(self.bookings), site.limits
        if impossible_facts(site.facts, site.facts.stay(self.visit)):
            return NoPlan(self.visit, why_no_plan(site.facts, site.rules, self.visit, ledger, stop))
        outcome: Outcome | None = None
        for filtered, factor in ((True, 1), (False, limits.unfiltered_factor)):  # the filter may be why there is none
            made = site.build([self.visit], ledger, filtered=filtered)
            if filtered:
                _leave_out_unrequested_sights(made)
            upper = made.frame.combined(*UPPER_TIERS, relaxed=False)  # helpers come later
            seconds = factor * limits.construct_seconds
            limits_of_solve = SolveLimits(deterministic=seconds, inprocessing=False)
            outcome, _ = solve_lexicographically(made.frame.model, [upper], (), limits_of_solve, stop)
            if outcome.status == "unknown" and not stop.now:
                seconds = limits.any_plan_factor * limits.construct_seconds
                outcome = solve(made.frame.model, None, (), SolveLimits(deterministic=seconds), stop)
            if outcome.found:
                return Solved.of(site, made, outcome)
        if outcome is not None and outcome.status == "infeasible":
            return NoPlan(self.visit, why_no_plan(site.facts, site.rules, self.visit, ledger, stop))
        return NoPlan(self.visit, None)


@dataclass(frozen=True)
class ImproveVisits(PoolTask):
    """Solve some visits again, the others fixed; ``Solved``.

    Attributes
    ----------
    bookings : mapping visit -> bookings
        Of the others.
    plans : mapping visit -> VisitPlan
        Of these visits, whose times are preferred among equals.
    values : mapping visit -> values
        Hints.
    breaks : tuple of Broken
        Breaks of duty rules in ``plans`` to keep away from.
    reached : tuple of int, optional
        The visits' upper tiers where they are known to be the best possible: only the lower ones are solved for.
    lower_share : float
        Share of the time for the lower tiers.
    quick : bool
        Take most of what can be gained in half the time.
    times_only : bool
        What takes place, where and in which slot stays as the hints have it: the best times, and people, within that.
    days : tuple of date
        What is free; on other days what takes place, where and in which slot stays. Empty: all days are.
    seed : int
        Of the solver: another one for what was tried before.
    """

    visits: tuple[str, ...]
    bookings: BookingsByVisit
    plans: Mapping[str, VisitPlan]
    values: Values
    breaks: tuple[Broken, ...] = ()
    reached: tuple[int, int] | None = None
    lower_share: float = 1.0
    quick: bool = False
    times_only: bool = False
    days: tuple[dt.date, ...] = ()
    seed: int = 0

    def run(self, site: SearchSite, stop: StopSignal) -> Solved:
        """Solve the upper tiers, then the lower ones."""
        made, limits = site.build(self.visits, site.ledger(self.bookings)), site.limits
        prefer_current_times(made, self.plans)
        guide_away_from_breaks(made, self.plans, self.breaks, limits.shortage_minutes)
        frame = made.frame
        upper, lower = frame.combined(*UPPER_TIERS), frame.combined(Tier.PREFERENCE, Tier.MONEY)
        objectives = [upper, lower]
        if self.reached is not None and not isinstance(upper, int):
            frame.model.add(upper <= combined_value(*self.reached))
            del objectives[0]
        hint = hint_of(frame, self.values)
        if self.times_only:
            _fix_order(made, dict(hint))
        if self.days:
            _fix_other_days(made, dict(hint), self.days)
        seconds = limits.improve_seconds * (1 + limits.further_visit_share * (len(self.visits) - 1))
        if limits.rounds is None and len(site.facts.stays) <= limits.few_visits and not (self.times_only or self.days):
            seconds *= limits.few_visits_factor
        upper_limits = SolveLimits(deterministic=seconds, seed=self.seed, presolve_rounds=1, inprocessing=False)
        lower_limits = SolveLimits(deterministic=seconds, seed=self.seed)
        if self.quick:
            lower_limits = replace(upper_limits, deterministic=seconds / 2)
        outcome, _ = solve_lexicographically(
            frame.model,
            objectives,
            hint,
            upper_limits,
            stop,
            with_cores=0,
            looked_at=len(objectives) - 1,
            share_of_others=self.lower_share,
            others=lower_limits,
            first_look=limits.first_look_seconds,
        )
        return Solved.of(site, made, outcome)


@dataclass(frozen=True)
class ReadValues(PoolTask):
    """Find the values of a visit's variables in a given plan, as hints; empty where it cannot be."""

    visit: str
    bookings: BookingsByVisit
    plans: Mapping[str, VisitPlan]

    def run(self, site: SearchSite, stop: StopSignal) -> Values:
        """Fix the plan in a model."""
        made = site.build([self.visit], site.ledger(self.bookings))
        return values_of_plan(made, self.plans, stop)


def _fix_order(made: VisitsModel, values: Mapping[int, int]) -> None:
    """Fix what takes place, where and in which slot, as far as its values are known."""
    for view in made.views.values():
        literals = [*view.hotel.values()]
        for act in view.acts.values():
            literals += [act.done, *act.at.values(), *(literal for _, literal in act.choices)]
        _fix(made, values, literals)


def _fix(made: VisitsModel, values: Mapping[int, int], literals: Iterable[Lit]) -> None:
    for literal in literals:
        if not isinstance(literal, int) and literal.index in values:
            made.frame.model.add(literal == values[literal.index])


def _fix_other_days(made: VisitsModel, values: Mapping[int, int], days: Sequence[dt.date]) -> None:
    """Fix the hotel, and on all days but some what takes place, where and in which slot, as far as values are known."""
    for view in made.views.values():
        literals = [*view.hotel.values()]
        for act in view.acts.values():
            others = {day: lit for day, lit in act.on.items() if day not in days}
            literals += [lit for (day, _), lit in act.at.items() if day in others]
            if any(not isinstance(lit, int) and values.get(lit.index) for lit in others.values()):
                literals += [literal for _, literal in act.choices]
        _fix(made, values, literals)


def _leave_out_unrequested_sights(made: VisitsModel) -> None:
    """Leave the sights of the planner's choice for later: they are what makes a first solution slow."""
    for view in made.views.values():
        for act in view.acts.values():
            if act.kind == "sight" and act.request is None:
                made.frame.model.add(act.done == 0)


# ---------------------------------------------------------------- staffing


@dataclass(frozen=True)
class StaffWeek(PoolTask):
    """Staff the programmes of all visits at once; ``Staffed``.

    Attributes
    ----------
    plans : mapping visit -> VisitPlan
        Of the whole week.
    minimise_duty : bool
        See ``models.staffing.staff.staff``.
    thorough : bool
        Take the time of the last staffing of a run.
    """

    plans: Mapping[str, VisitPlan]
    minimise_duty: bool = True
    thorough: bool = False

    def run(self, site: SearchSite, stop: StopSignal) -> Staffed:
        """Staff them by the heuristics, then by exact models; of a large week only vehicles, and for the last time."""
        limits = STAFFING_LIMITS.thorough if self.thorough else None
        large = len(self.plans) > site.limits.exact_staffing_visits
        if large and not self.thorough:
            limits = STAFFING_LIMITS.heuristic_only
        return staff(
            site.facts,
            site.rules,
            self.plans,
            list(self.plans),
            minimise_duty=self.minimise_duty,
            limits=limits,
            helper_limits=STAFFING_LIMITS.heuristic_only if large else None,
            stop=stop,
        )


# ---------------------------------------------------------------- who is in the way


@dataclass(frozen=True)
class FindBlocking(PoolTask):
    """Find the other visits that must give way for what is wished; a tuple of visits, or None when nobody must.

    Attributes
    ----------
    required : tuple of str
        Items that must be in the plan; one set of others after the other is then looked for, since with the first
        away a second may still block it.
    at_most : tuple of int
        What the first tiers are to be at most.
    """

    visits: tuple[str, ...]
    bookings: BookingsByVisit
    required: tuple[str, ...] = ()
    at_most: tuple[int, ...] = ()

    def run(self, site: SearchSite, stop: StopSignal) -> tuple[str, ...] | None:
        """Look for cores among the others' bookings: among the usual choices, then, if they are too few, among all."""
        ledger = site.ledger(self.bookings)
        unfixed = list(self.visits)
        for filtered in (True, False) if site.filtered else (False,):
            others = blocking_visits(
                site.facts,
                site.rules,
                unfixed,
                ledger,
                stop,
                at_most=self.at_most,
                required=self.required,
                filtered=filtered,
            )
            if others != ():
                break
        if not self.required:
            return others
        while others and len(unfixed) + len(others) <= site.limits.max_joint_visits:
            unfixed += others
            others = blocking_visits(
                site.facts, site.rules, unfixed, ledger, stop, required=self.required, filtered=filtered
            )
        return tuple(unfixed[len(self.visits) :])


@dataclass(frozen=True)
class ExplainLeftOut(PoolTask):
    """Find why a request is left out of a plan, and the nearest thing that works; ``LeftOut``.

    Attributes
    ----------
    proven : bool
        Whether no plan leaves out less.
    """

    left: LeftOut
    plans: Mapping[str, VisitPlan]
    bookings: BookingsByVisit
    proven: bool

    def run(self, site: SearchSite, stop: StopSignal) -> LeftOut:
        """Ask for cores; the stop signal leaves it at what is known by then."""
        best = Incumbent(site.ledger(self.bookings), dict(self.plans))
        return left_out_reason(site.facts, site.rules, best, self.left, stop, proven=self.proven)
