"""Helpers for the positions of items and moves: docents, interpreters, photographers, room crews, escorts, greeters.

Leaders and experts are named by the itinerary; here they are busy. A helper who is short is hired or still to be found,
at the price of the rule that asks for them. Length of days, rest and tours in a row are stated for those whom a
solution overworks.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, cast

from models.cp.lazy_lexicographic import solve_lazily
from models.cp.types import own_expr, own_lit
from models.domain.clock import DAY
from models.domain.day_windows import operating_day
from models.domain.demands import can_be_hired
from models.domain.roles import CHOSEN_ROLES, ESCORTING_ROLES
from models.rules.core.people_duty import HIRED, PossibleWork
from models.rules.core.people_work import once_for_joint_items
from models.staffing.costs import COMPONENTS, Component, StaffingCost
from models.staffing.helper_heuristic import HelperAssignment
from models.staffing.limits import STAFFING_LIMITS
from models.staffing.positions import Position, positions
from models.staffing.staffing_model import StaffingModel

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from ortools.sat.python import cp_model

    from models.cp.run import Outcome, SolveLimits
    from models.cp.stop_signal import StopSignal
    from models.cp.types import Lit
    from models.domain.plan import Duty, Item, Move
    from models.rules.core import view
    from models.rules.core.people_duty import DutyRule, SeriesRule, WorkingDayRule
    from models.rules.core.people_work import Task
    from models.staffing.context import StaffingContext


class HelperModel(StaffingModel):
    """The exact model of who fills which position; to the rules it is a ``DutyPoster``.

    Attributes
    ----------
    chosen : dict (position, person) -> literal
        Whether somebody fills a position.
    positions_of : dict person -> list of positions
        Those that they can fill.
    """

    def __init__(self, assignment: HelperAssignment) -> None:
        super().__init__(assignment.prices)
        self.assignment, self.positions = assignment, assignment.positions
        self.chosen: dict[tuple[int, str], cp_model.IntVar] = {}
        self.positions_of: dict[str, list[int]] = defaultdict(list)
        self._stated: set[tuple[str, str, str, object]] = set()
        self._too_long: dict[tuple[str, str, dt.date], cp_model.IntVar] = {}
        self._build()

    # -- constraints and prices that rules state (DutyPoster)

    def hint_of(self, variable: view.Lit | view.Expr) -> int:
        """Return the value of a variable, or of a number, in the assignment from which the model starts."""
        own = cast("cp_model.IntVar | int", variable)
        return own if isinstance(own, int) else self.hints[own.index]

    def implies(self, literal: view.Lit, other: view.Lit) -> None:
        """Require that the second literal is true where the first one is."""
        self.model.add_implication(own_lit(literal), own_lit(other))

    def any_of(self, *literals: view.Lit) -> None:
        """Require that at least one literal is true."""
        self.model.add_bool_or(*map(own_lit, literals))

    def negated(self, literal: view.Lit) -> view.Lit:
        """Return the negation of a literal."""
        own = own_lit(literal)
        return 1 - own if isinstance(own, int) else ~own

    def price(self, rule: DutyRule, amount: view.Expr) -> None:
        """Count an amount of breaks of a rule, in its component and with its weight."""
        self.add_cost(self.prices.price(rule, 1), own_expr(amount))

    # -- positions

    def _build(self) -> None:
        left_open = self._positions()
        self._company(left_open)
        self._clashes()
        self._strangers()
        self._delegations()
        self._day_chains(left_open)
        self._booked_days(left_open)
        for rule in self.assignment.rules.loads:
            for id, ks in sorted(self.positions_of.items()):
                mine = [(self.assignment.positions[k].task, self.chosen[k, id]) for k in ks]
                rule.post_load(self, self.assignment.facts, id, self.assignment.fixed.get(id, ()), mine)

    def _positions(self) -> list[cp_model.IntVar]:
        """State that a position has one of its candidates or is left open; return the literals of the latter."""
        assignment = self.assignment
        left_open = []
        for k, candidates in enumerate(assignment.candidates):
            mine = []
            for id in candidates:
                self.chosen[k, id] = self.literal(assignment.person_at.get(k) == id)
                self.positions_of[id].append(k)
                mine.append(self.chosen[k, id])
                self.add_cost(assignment.position_cost(k, id), self.chosen[k, id])
            left_open.append(self.literal(k not in assignment.person_at))
            self.model.add_exactly_one(*mine, left_open[k])
            self.add_cost(assignment.position_cost(k, None), left_open[k])
        return left_open

    def _company(self, left_open: Sequence[cp_model.IntVar]) -> None:
        """State what a missing escort costs as company at table; a stand-in makes up for them, and only for them."""
        assignment, model = self.assignment, self.model
        stand_in_of = {escort: k for k, escort in assignment.escort_of_stand_in.items()}
        for k, position in enumerate(self.positions):
            if position.company:
                alone = left_open[k]
                if k in stand_in_of:
                    other = stand_in_of[k]
                    model.add_bool_or(left_open[k], left_open[other])
                    alone = self.literal(k not in assignment.person_at and other not in assignment.person_at)
                    model.add_bool_or(~left_open[k], ~left_open[other], alone)
                self.add_cost(assignment.missing_escort_cost(k), alone)
            elif position.stand_in and k not in assignment.escort_of_stand_in:
                model.add(left_open[k] == 1)

    def _clashes(self) -> None:
        """State what one person cannot do together, by cliques of positions (HOST-01)."""
        clashing = self.assignment.clashing
        left = {(a, b) for a, others in enumerate(clashing) for b in others if a < b}
        for a, b in sorted(left):
            if (a, b) not in left:
                continue
            clique = [a, b]
            for c in sorted(clashing[a] & clashing[b]):
                if all(c in clashing[d] for d in clique):
                    clique.append(c)
            left -= {(c, d) for c in clique for d in clique}
            people = sorted({id for k in clique for id in self.assignment.candidates[k]})
            for id in people:
                mine = [self.chosen[k, id] for k in clique if (k, id) in self.chosen]
                if len(mine) > 1:
                    self.model.add_at_most_one(mine)

    def _strangers(self) -> None:
        """State what somebody at a banquet costs whom the guests have not met."""
        assignment = self.assignment
        for k in assignment.at_banquets:
            visit, scopes = self.positions[k].task.visit, self.positions[k].about.ids
            for rule in assignment.rules.strangers:
                if rule.waived(assignment.facts.week.visit(visit), *scopes):
                    continue
                for id in assignment.candidates[k]:
                    if not assignment.has_met(k, id):
                        before = [self.chosen[j, id] for j in assignment.meetings_before(k) if (j, id) in self.chosen]
                        rule.post_stranger(self, self.chosen[k, id], before)

    def _delegations(self) -> None:
        assignment = self.assignment
        duties: dict[str, dict[str, list[Lit]]] = defaultdict(lambda: defaultdict(list))
        for (k, id), literal in self.chosen.items():
            if self.positions[k].demand.role in ESCORTING_ROLES:
                duties[self.positions[k].task.visit][id].append(literal)
        for rule in assignment.rules.delegations:
            for visit, by_person in sorted(duties.items()):
                if not rule.waived(assignment.facts.week.visit(visit), visit):
                    own, now = assignment.own_escort(visit), assignment.escorts_of(visit)
                    rule.post_delegation(self, dict(sorted(by_person.items())), own, now)

    def _day_chains(self, left_open: Sequence[cp_model.IntVar]) -> None:
        assignment = self.assignment
        for chain in assignment.day_chains:
            rows: list[dict[str, list[Lit]]] = []
            for ks in chain.rows:
                rows.append(defaultdict(list))
                for k in ks:
                    for id in assignment.candidates[k]:
                        rows[-1][id].append(self.chosen[k, id])
                    if k in chain.hireable:
                        rows[-1][HIRED].append(left_open[k])
            for rule in assignment.rules.day_chains:
                if not rule.waived(assignment.facts.week.visit(chain.visit), chain.visit, str(chain.day)):
                    rule.post_changes(self, rows)

    def _booked_days(self, left_open: Sequence[cp_model.IntVar]) -> None:
        """State what a day costs on which nobody of ours interprets at some row: once, whatever the rows."""
        days = self.assignment.booked_days
        for day in days:
            for rule in self.assignment.rules.booked_days:
                by_rule = days.by_rule(rule, day)
                rule.post_booked(self, {id: [left_open[k] for k in ks] for id, ks in by_rule.items()})
            if paid := [k for k in day if days.is_paid(k)]:
                hired = self.literal(any(k not in self.assignment.person_at for k in paid))
                for k in paid:
                    self.model.add_implication(left_open[k], hired)
                self.add_cost(days.price(paid), hired)

    # -- lazy constraints: working days and series of those whom a solution overworks

    def add_violated_constraints(self, outcome: Outcome) -> bool:
        """State whom a solution overworks; return whether nobody is whose week was not stated yet."""
        mine: dict[str, list[int]] = defaultdict(list)
        for (k, id), literal in self.chosen.items():
            if outcome.value(literal):
                mine[id].append(k)
        return not self.add_constraints_for(mine)

    def add_constraints_for(self, positions_of: Mapping[str, Sequence[int]]) -> bool:
        """State what some people's positions break about their days and series; return whether anything was new."""
        before = len(self._stated)
        for id, ks in sorted(positions_of.items()):
            for rule in self.assignment.rules.working_days:
                self._state_days(rule, id, ks)
            for series in self.assignment.rules.series:
                self._state_series(series, id, ks)
        return len(self._stated) > before

    def _is_new(self, rule: DutyRule, what: str, id: str, key: object) -> bool:
        """Note what is stated; return whether it is stated for the first time."""
        known = (rule.id, what, id, key) in self._stated
        self._stated.add((rule.id, what, id, key))
        return not known

    def _state_days(self, rule: WorkingDayRule, id: str, ks: Sequence[int]) -> None:
        price = self.prices.price
        if ks:
            self._state_for_others(rule, id, ks)
        days, fixed = self.assignment.work(id, ks).days, self.assignment.work(id, ()).days
        for day, spans in days.items():
            changed = price(rule, rule.day_amount(spans)) != price(rule, rule.day_amount(fixed.get(day, ())))
            if changed and self._is_new(rule, "day", id, day):
                minutes = rule.post_day(self, self._possible_work(id, day))
                self.model.add(self._minutes_too_long(rule, id, day) >= minutes)
        short = dict(rule.rest_amounts(fixed))
        for day, amount in rule.rest_amounts(days):
            if amount != short.get(day, 0) and self._is_new(rule, "rest", id, day):
                minutes = rule.post_rest(self, *self._work_around_rest(id, day))
                self.price(rule, minutes - short.get(day, 0))

    def _state_for_others(self, rule: WorkingDayRule, id: str, ks: Sequence[int]) -> None:
        """State the price of a too long day for everybody who could have the same one: else it would only move on."""
        assignment = self.assignment
        by_day: dict[dt.date, list[int]] = defaultdict(list)
        for k in ks:
            by_day[operating_day(self.positions[k].task.span(assignment.facts)[0])].append(k)
        for day, here in sorted(by_day.items()):
            if not self._minutes_more(rule, id, day, here):
                continue
            needed = list(here)
            for k in here:
                if len(needed) > 1 and self._minutes_more(rule, id, day, [j for j in needed if j != k]):
                    needed.remove(k)
            for some in {tuple(here), tuple(needed)}:
                if not self._is_new(rule, "together", "", some):
                    continue
                for other in sorted(set.intersection(*(set(assignment.candidates[k]) for k in some))):
                    if more := self._minutes_more(rule, other, day, some):
                        base = self._fixed_minutes(rule, other, day)
                        missing = sum(self.chosen[k, other] for k in some) - len(some)
                        self.model.add(self._minutes_too_long(rule, other, day) >= base + more + more * missing)

    def _minutes_more(self, rule: WorkingDayRule, id: str, day: dt.date, ks: Sequence[int]) -> int:
        """Return by how many minutes more somebody's day is too long with some positions."""
        with_these = rule.day_amount(self.assignment.work(id, ks).days.get(day, ()))
        return with_these - self._fixed_minutes(rule, id, day)

    def _fixed_minutes(self, rule: WorkingDayRule, id: str, day: dt.date) -> int:
        """Return by how many minutes somebody's day is too long with the fixed tasks only."""
        return rule.day_amount(self.assignment.work(id, ()).days.get(day, ()))

    def _minutes_too_long(self, rule: WorkingDayRule, id: str, day: dt.date) -> cp_model.IntVar:
        """Return the variable of the minutes by which somebody's day is too long."""
        key = rule.id, id, day
        if key not in self._too_long:
            base = self._fixed_minutes(rule, id, day)
            now = self.assignment.work(id, self.assignment.positions_of.get(id, ())).days
            self._too_long[key] = self.integer(base, 2 * DAY, rule.day_amount(now.get(day, ())))
            self.price(rule, self._too_long[key] - base)
        return self._too_long[key]

    def _possible_work(self, id: str, day: dt.date) -> list[PossibleWork]:
        """Return what somebody may do on a day, sorted by start."""
        facts = self.assignment.facts
        found = [PossibleWork(task.span(facts), 1) for task in self.assignment.fixed.get(id, ())]
        found += [PossibleWork(self.positions[k].task.span(facts), self.chosen[k, id]) for k in self.positions_of[id]]
        return sorted((work for work in found if operating_day(work.span[0]) == day), key=lambda work: work.span)

    def _work_around_rest(self, id: str, day: dt.date) -> tuple[list[PossibleWork], list[PossibleWork]]:
        """Return what somebody may do on a day and on the last one before on which they may work at all."""
        days = {operating_day(self.positions[k].task.span(self.assignment.facts)[0]) for k in self.positions_of[id]}
        days |= set(self.assignment.work(id, ()).days)
        before = max(d for d in days if d < day)
        return self._possible_work(id, before), self._possible_work(id, day)

    def _state_series(self, rule: SeriesRule, id: str, ks: Sequence[int]) -> None:
        """State the series of somebody's that are one duty too long, each at the price of one."""
        fixed = self.assignment.fixed.get(id, ())
        keys: list[object] = [*(task.row for task in fixed), *ks]
        chosen = [*[None] * len(fixed), *(self.chosen[k, id] for k in ks)]
        for series in rule.too_many([*fixed, *(self.positions[k].task for k in ks)]):
            literals = [literal for n in series if (literal := chosen[n]) is not None]
            if literals and self._is_new(rule, "series", id, tuple(keys[n] for n in series)):
                rule.post_series(self, literals)


@dataclass
class HelperDuties:
    """Duties of helpers by row id, what they cost, and whether that is the least possible."""

    duties: dict[str, list[Duty]]
    cost: StaffingCost
    proven: bool
    shoulds_proven: bool


def assign_helpers(
    context: StaffingContext,
    items: Mapping[str, Sequence[Item]],
    moves: Mapping[str, Sequence[Move]],
    unfixed: Collection[str],
    *,
    minimise_duty: bool = False,
    limits: SolveLimits | None = None,
    stop: StopSignal | None = None,
) -> HelperDuties:
    """Find people for all positions of some visits.

    Parameters
    ----------
    items, moves : mapping visit -> rows
        Of the whole week. Rows of unfixed visits may hold helpers: those are where it starts from.
    unfixed : collection of str
        Visits whose helpers are to be found; everybody else's stay.
    """
    facts = context.facts
    mine = [p for v in sorted(unfixed) for p in positions(facts, facts.stay(v), items.get(v, ()), moves.get(v, ()))]
    mine.sort(key=lambda p: (p.task.start, p.task.end, p.task.row, p.task.role, p.demand.group))
    before = _before(mine, items, moves, unfixed)
    assignment = HelperAssignment(context.people, mine, _fixed_tasks(context, items, moves, unfixed), before)
    assignment.assign_all(before)
    if minimise_duty:
        assignment.concentrate_escorts()
        assignment.concentrate_days()
        assignment.book_days()
    limits = limits or STAFFING_LIMITS.usual
    share = STAFFING_LIMITS.helper_share(minimise_duty=minimise_duty, whole=set(unfixed) >= set(items))
    limits = replace(limits, deterministic=limits.deterministic * share)
    proven = _improve(assignment, minimise_duty, limits, stop)
    weeks = assignment.fixed_cost.values()  # what leaders and experts work anyway
    cost = sum(weeks, assignment.total())
    return HelperDuties(_duties(assignment), cost, proven["duty"], proven["shoulds"])


def _duties(assignment: HelperAssignment) -> dict[str, list[Duty]]:
    """Return an assignment as duties by row id; a position left open is hired where that can be."""
    found: dict[str, list[Duty]] = defaultdict(list)
    for k, position in enumerate(assignment.positions):
        person = assignment.person_at.get(k)
        if person is not None or not position.stand_in:
            hired = person is None and can_be_hired(assignment.facts, position.demand)
            found[position.task.row].append(position.duty(person, hired=hired))
    return dict(found)


def _improve(
    assignment: HelperAssignment, minimise_duty: bool, limits: SolveLimits, stop: StopSignal | None
) -> dict[Component, bool]:
    """Solve the model from an assignment, and take a better one; return which components are proven."""
    total, low = assignment.total(), assignment.lower_bound()
    solved = COMPONENTS if minimise_duty else COMPONENTS[:-1]
    last = solved[-1]
    if total.through(last) <= low.through(last):
        return {component: component in solved for component in COMPONENTS}
    if not limits.deterministic:
        return dict.fromkeys(COMPONENTS, False)
    if total.before_duty > low.before_duty:  # the bound of duty holds only where all is filled
        low = low._replace(duty=0)
    helpers = HelperModel(assignment)
    helpers.add_constraints_for(assignment.positions_of)
    found = solve_lazily(
        helpers.model,
        [partial(helpers.objective, component) for component in solved],
        helpers.add_violated_constraints,
        hint=helpers.hints,
        known=total.through(last),
        least=low.through(last),
        limits=[replace(limits, linearization=int(c != "duty"), use_cores=c == "duty") for c in solved],
        stop=stop,
    )
    proven = dict.fromkeys(COMPONENTS, False) | dict(zip(solved, found.proven, strict=False))
    if found.outcome is not None:
        before = dict(assignment.person_at)
        _take(assignment, {k: id for (k, id), lit in helpers.chosen.items() if found.outcome.value(lit)})
        if minimise_duty and not proven["duty"]:
            assignment.concentrate_escorts()
            assignment.concentrate_days()
            assignment.book_days()
        if assignment.total() > total:
            _take(assignment, before)
    return proven


def _take(assignment: HelperAssignment, person_at: Mapping[int, str]) -> None:
    assignment.clear()
    for k, id in sorted(person_at.items()):
        assignment.assign(k, id)


def _fixed_tasks(
    context: StaffingContext,
    items: Mapping[str, Sequence[Item]],
    moves: Mapping[str, Sequence[Move]],
    unfixed: Collection[str],
) -> dict[str, list[Task]]:
    """Return what people do already: leaders, experts and trainers everywhere, everybody of the other visits."""
    found: dict[str, list[Task]] = defaultdict(list)
    for visit in sorted({*items, *moves}):
        mine = context.tasks(visit, items.get(visit, ()), moves.get(visit, ()), only_named=visit in unfixed)
        for task in mine:
            found[task.person].append(task)
    return {person: once_for_joint_items(tasks) for person, tasks in found.items()}


def _before(
    mine: Sequence[Position],
    items: Mapping[str, Sequence[Item]],
    moves: Mapping[str, Sequence[Move]],
    unfixed: Collection[str],
) -> dict[int, str]:
    """Return who filled the positions before, as far as the rows have it."""
    held: dict[tuple[str, str, int, str | None, bool], list[str]] = defaultdict(list)
    rows: list[Item | Move] = []
    for visit in sorted(unfixed):
        rows.extend(items.get(visit, ()))
        rows.extend(moves.get(visit, ()))
    for row in rows:
        for duty in row.duties:
            start = row.start if hasattr(row, "start") else row.depart
            if duty.person is not None and duty.role not in CHOSEN_ROLES:
                held[row.id, duty.role, duty.group, duty.language, duty.start < start].append(duty.person)
    found = {}
    for k, position in enumerate(mine):
        demand = position.demand
        key = position.task.row, demand.role, demand.group, demand.language, demand.begin < 0
        if held[key]:
            found[k] = held[key].pop(0)
    return found
