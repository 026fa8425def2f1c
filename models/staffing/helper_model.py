"""Names for the helpers that items and moves need: docents, interpreters, photographers, crews, escorts, greeters.

Leaders and experts are named by the itinerary; here they are busy. A helper who is short is hired or still to be found,
at the price of the rule that asks for him. Length of days, rest and tours in a row are stated for those whom a solution
overworks.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from models.cp.lazy_lexicographic import solve_lazily
from models.cp.run import Outcome, SolveLimits, StopSignal
from models.domain.clock import DAY
from models.domain.demands import hireable
from models.rules.core.people_work import NAMED as OF_ITINERARY
from models.rules.core.people_work import Task
from models.rules.core.spans import blocks, in_a_row, length, presence, workday
from models.rules.hosts.working_hours import ESCORTING
from models.staffing.costs import StaffingCost
from models.staffing.helper_heuristic import HelperAssignment
from models.staffing.jobs import DUTY, MONEY, MUST, NOTHING, SHOULD, Cost, DutyPrices, minus, plus
from models.staffing.positions import Post, posts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Duty, Item, Move
    from models.rules.core.spans import Span

FIRST, POLISH, PART = 0.1, 0.5, 0.03
"""Share of the effort for a first plan, for all tiers, and where only some visits are free."""
NAMED = ("leader", "expert", "trainer")
"""Roles that the itinerary names."""
TIERS = (MUST, SHOULD, MONEY, DUTY)


class HelperModel:
    """The model of a crew: who fills which post."""

    def __init__(self, crew: HelperAssignment) -> None:
        self.crew, self.free = crew, crew.free
        self.model = cp_model.CpModel()
        self.terms: dict[int, list[tuple[int, Any]]] = defaultdict(list)
        self.named: dict[tuple[int, str], Any] = {}
        self.of: dict[str, list[int]] = defaultdict(list)
        self.hints: dict[int, int] = {}
        self.stated: set[tuple[str, str, object]] = set()
        self.minutes: dict[tuple[str, dt.date], Any] = {}
        self._build()

    def _bool(self, hint: bool) -> Any:
        literal = self.model.new_bool_var("")
        self.hints[literal.index] = int(hint)
        return literal

    def _price(self, cost: Cost, amount: Any) -> None:
        for tier in TIERS:
            if cost[tier]:
                self.terms[tier].append((cost[tier], amount))

    def _build(self) -> None:
        crew, model = self.crew, self.model
        missing = []
        for k, able in enumerate(crew.able):
            mine = []
            for id in able:
                self.named[k, id] = self._bool(crew.named.get(k) == id)
                self.of[id].append(k)
                mine.append(self.named[k, id])
                self._price(crew.filled(k, id), self.named[k, id])
            missing.append(self._bool(k not in crew.named))
            model.add_exactly_one(*mine, missing[k])
            self._price(crew.filled(k, None), missing[k])
        spared = {escort: spare for spare, escort in crew.partner.items()}
        for k, post in enumerate(self.free):
            if post.meal:
                alone = missing[k]
                if k in spared:  # somebody makes up for him, but only for him
                    model.add_bool_or(missing[k], missing[spared[k]])
                    alone = self._bool(k not in crew.named and spared[k] not in crew.named)
                    model.add_bool_or(~missing[k], ~missing[spared[k]], alone)
                self._price(crew.meal(k), alone)
            elif post.spare and k not in crew.partner:
                model.add(missing[k] == 1)
        self._clashes()
        self._escorts()
        self._loads()

    def _clashes(self) -> None:
        """State what one person cannot do together, by cliques of posts (HOST-01)."""
        clashing = self.crew.clashing
        left = {(a, b) for a, others in enumerate(clashing) for b in others if a < b}
        for a, b in sorted(left):
            if (a, b) not in left:
                continue
            clique = [a, b]
            for c in sorted(clashing[a] & clashing[b]):
                if all(c in clashing[d] for d in clique):
                    clique.append(c)
            left -= {(c, d) for c in clique for d in clique}
            people = sorted({id for k in clique for id in self.crew.able[k]})
            for id in people:
                mine = [self.named[k, id] for k in clique if (k, id) in self.named]
                if len(mine) > 1:
                    self.model.add_at_most_one(mine)

    def _escorts(self) -> None:
        """Few different people with a delegation (HOST-08)."""
        crew, one = self.crew, self.crew.prices.cost("HOST-08", 1)
        if crew.prices.tier("HOST-08") is None:
            return
        here: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for (k, id), literal in self.named.items():
            if self.free[k].demand.role in ESCORTING:
                here[self.free[k].task.visit][id].append(literal)
        for visit, people in sorted(here.items()):
            if crew.prices.waived("HOST-08", visit, visit):
                continue
            own, present = crew.facts.stay(visit).visit.escort, crew.with_(visit)
            ever = []
            for id, literals in sorted(people.items()):
                if id != own:
                    ever.append(self._bool(id in present))
                    for literal in literals:
                        self.model.add_implication(literal, ever[-1])
            more = self.model.new_int_var(0, max(0, len(ever)), "")
            self.hints[more.index] = max(0, len(present - {own}) - (0 if own else 1))
            self.model.add(more >= sum(ever) - (0 if own else 1))
            self._price(one, more)

    def _loads(self) -> None:
        """Nobody many more posts than others (HOST-08)."""
        crew = self.crew
        if crew.prices.tier("HOST-08") is None:
            return
        most = crew.prices.number("HOST-08", "posts")
        for id, mine in sorted(self.of.items()):
            held = sum(task.role not in OF_ITINERARY for task in crew.fixed.get(id, ()))
            if held + len(mine) > most:
                over = self.model.new_int_var(max(0, held - most), held + len(mine), "")
                self.hints[over.index] = max(0, held + len(crew.mine.get(id, ())) - most)
                self.model.add(over >= sum(self.named[k, id] for k in mine) + held - most)
                self._price(crew.prices.cost("HOST-08", 1), over - max(0, held - most))

    def expr(self, tier: int) -> Any:
        """Return what is minimised in a tier."""
        return sum((w * e for w, e in self.terms[tier]), 0)

    # -- what is stated where it bites

    def complete(self, outcome: Outcome) -> bool:
        """State whom a solution overworks; return whether nobody is whose week was not stated yet."""
        mine: dict[str, list[int]] = defaultdict(list)
        for (k, id), literal in self.named.items():
            if outcome.value(literal):
                mine[id].append(k)
        return not self.state(mine)

    def state(self, mine: Mapping[str, Sequence[int]]) -> bool:
        """State what some people's posts break of HOST-09a and SENSE-15; return whether anything was new."""
        before = len(self.stated)
        for id, ks in sorted(mine.items()):
            if ks:
                self._cuts(id, ks)
            days, base = self.crew.days(id, ks), self.crew.days(id, ())
            for day, spans in days.items():
                if self.crew.day(spans) != self.crew.day(base.get(day, ())):
                    self._over(id, day)
            fixed = dict(self.crew.rests(base))
            for day, minutes in self.crew.rests(days):
                if minutes != fixed.get(day, 0) and self._new("rest", id, day):
                    self._rest(id, day, fixed.get(day, 0))
            self._tours(id, ks)
        return len(self.stated) > before

    def _over(self, id: str, day: dt.date) -> None:
        if self._new("day", id, day):
            self._day(id, day)

    def _cuts(self, id: str, ks: Sequence[int]) -> None:
        """Tell everybody who could do the same what a too long day of somebody's weighs: it would only move on."""
        crew = self.crew
        by_day: dict[dt.date, list[int]] = defaultdict(list)
        for k in ks:
            by_day[workday(self.free[k].task.span(crew.facts)[0])].append(k)
        for day, here in sorted(by_day.items()):
            if not self._beyond(id, day, here):
                continue
            few = list(here)
            for k in here:
                if len(few) > 1 and self._beyond(id, day, [j for j in few if j != k]):
                    few.remove(k)
            for some in {tuple(here), tuple(few)}:
                if not self._new("cut", "", some):
                    continue
                for other in sorted(set.intersection(*(set(crew.able[k]) for k in some))):
                    if beyond := self._beyond(other, day, some):
                        base = crew.over(crew.days(other, ()).get(day, ()))
                        taken = sum(self.named[k, other] for k in some) - len(some)
                        self.model.add(self._minutes(other, day) >= base + beyond + beyond * taken)

    def _beyond(self, id: str, day: dt.date, ks: Sequence[int]) -> int:
        """Return by how many minutes more somebody's day is too long with some posts."""
        crew = self.crew
        return crew.over(crew.days(id, ks).get(day, ())) - crew.over(crew.days(id, ()).get(day, ()))

    def _minutes(self, id: str, day: dt.date) -> Any:
        """Return the variable of the minutes by which somebody's day is too long."""
        if (id, day) not in self.minutes:
            base = self.crew.over(self.crew.days(id, ()).get(day, ()))
            amount = self.minutes[id, day] = self.model.new_int_var(base, 2 * DAY, "")
            self.hints[amount.index] = self.crew.over(self.crew.days(id, self.crew.mine.get(id, ())).get(day, ()))
            self._amount("HOST-09a", amount, self.crew.prices.cost("HOST-09a", base))
        return self.minutes[id, day]

    def _new(self, what: str, id: str, key: object) -> bool:
        known = (what, id, key) in self.stated
        self.stated.add((what, id, key))
        return not known

    def _works(self, id: str, day: dt.date) -> list[tuple[Span, Any]]:
        """Return what somebody may do on a day: spans with the ways, and literals."""
        facts = self.crew.facts
        found = [(task.span(facts), 1) for task in self.crew.fixed.get(id, ())]
        found += [(self.free[k].task.span(facts), self.named[k, id]) for k in self.of[id]]
        return sorted(((s, x) for s, x in found if workday(s[0]) == day), key=lambda sx: sx[0])

    def _edges(self, works: Sequence[tuple[Span, Any]], room: int) -> tuple[Any, Any]:
        """Return variables before the first start and after the last end; ``room`` more minutes where there is none."""
        low, high = min(a for (a, _), _ in works), max(b for (_, b), _ in works)
        first = self.model.new_int_var(low, high + room, "")
        last = self.model.new_int_var(low - room, high, "")
        done = [span for span, x in works if isinstance(x, int) or self.hints.get(x.index)]
        self.hints[first.index] = min((a for a, _ in done), default=high + room)
        self.hints[last.index] = max((b for _, b in done), default=low - room)
        for (start, end), literal in works:
            if isinstance(literal, int):
                self.model.add(first <= start)
                self.model.add(last >= end)
            else:
                self.model.add(first <= start).only_enforce_if(literal)
                self.model.add(last >= end).only_enforce_if(literal)
        return first, last

    def _day(self, id: str, day: dt.date) -> None:
        """State a day's length and presence: gaps shorter than the pause between two works count as present."""
        number, model = self.crew.prices.number, self.model
        works, pause = self._works(id, day), number("HOST-09a", "pause")
        first, last = self._edges(works, 0)
        cuts = sorted({edge for span, _ in works for edge in span})
        now = [span for span, x in works if isinstance(x, int) or self.hints.get(x.index)]
        whole = blocks(now, pause)
        over = model.new_int_var(0, cuts[-1] - cuts[0], "")
        self.hints[over.index] = max(0, length(now) - number("HOST-09a", "span"))
        model.add(over >= last - first - number("HOST-09a", "span"))
        there = []
        for a, b in pairwise(cuts):
            here = self._bool(any(start <= a and b <= end for start, end in whole))
            there.append((b - a) * here)
            for (start, end), literal in works:
                if start <= a and b <= end:
                    model.add(here >= literal)
            before = [(span, x) for span, x in works if span[1] <= a]
            after = [(span, x) for span, x in works if span[0] >= b]
            for early, x in before:
                for late, y in after:
                    if late[0] - early[1] < pause:
                        model.add(here >= x + y - 1)
        beyond = model.new_int_var(0, cuts[-1] - cuts[0], "")
        self.hints[beyond.index] = max(0, presence(now, pause) - number("HOST-09a", "presence"))
        model.add(beyond >= sum(there) - number("HOST-09a", "presence"))
        self.model.add(self._minutes(id, day) >= over + beyond)

    def _amount(self, rule: str, amount: Any, base: Cost) -> None:
        """Price an amount beyond what is broken anyway."""
        one = self.crew.prices.cost(rule, 1)
        self._price(one, amount)
        for tier in TIERS:
            if base[tier]:
                self.terms[tier].append((-base[tier], 1))

    def _rest(self, id: str, day: dt.date, base: int) -> None:
        """State the rest before a day."""
        days = {workday(self.free[k].task.span(self.crew.facts)[0]) for k in self.of[id]}
        days |= set(self.crew.days(id, ()))
        before = max(d for d in days if d < day)
        rest = self.crew.prices.number("HOST-09a", "rest")
        _, last = self._edges(self._works(id, before), 2 * rest)
        first, _ = self._edges(self._works(id, day), 2 * rest)
        short = self.model.new_int_var(0, 4 * rest, "")
        self.hints[short.index] = max(0, rest - (self.hints[first.index] - self.hints[last.index]))
        self.model.add(short >= rest - (first - last))
        self._amount("HOST-09a", short, self.crew.prices.cost("HOST-09a", base))

    def _tours(self, id: str, ks: Sequence[int]) -> None:
        """State the windows of tours in a row that are one too many, each at the price of one (SENSE-15)."""
        prices = self.crew.prices
        if prices.tier("SENSE-15") is None:
            return
        pause, most = prices.number("SENSE-15", "pause"), prices.number("SENSE-15", "most")
        tours: list[tuple[Span, Any, object]] = []
        for task in self.crew.fixed.get(id, ()):
            if task.role == "docent":
                tours.append(((task.start, task.end), 1, task.row))
        for k in ks:
            task = self.free[k].task
            if task.role == "docent":
                tours.append(((task.start, task.end), self.named[k, id], k))
        tours.sort(key=lambda tour: tour[0])
        for i in range(len(tours) - most):
            window = tours[i : i + most + 1]
            literals = [x for _, x, _ in window if not isinstance(x, int)]
            one_row = len(in_a_row([span for span, _, _ in window], pause)) == 1
            if one_row and literals and self._new("tours", id, tuple(key for _, _, key in window)):
                one_more = self._bool(all(self.hints[x.index] for x in literals))
                self.model.add_bool_or(*(~x for x in literals), one_more)
                self._price(prices.cost("SENSE-15", 1), one_more)


@dataclass
class Naming:
    """Duties of helpers by row id, what they weigh, and whether that is the least possible."""

    duties: dict[str, list[Duty]]
    cost: Cost
    proven: bool
    shoulds_proven: bool


def name_helpers(
    facts: Facts,
    prices: DutyPrices,
    items: Mapping[str, Sequence[Item]],
    moves: Mapping[str, Sequence[Move]],
    free: Collection[str],
    *,
    polish: bool = False,
    effort: SolveLimits | None = None,
    stop: StopSignal | None = None,
) -> Naming:
    """Find people for all posts of the free visits.

    Parameters
    ----------
    items, moves : mapping visit -> rows
        Of the whole week. Free visits' rows may hold helpers: those are where it starts from.
    """
    mine = [p for v in sorted(free) for p in posts(facts, facts.stay(v), items.get(v, ()), moves.get(v, ()))]
    mine.sort(key=lambda p: (p.task.start, p.task.end, p.task.row, p.task.role, p.demand.group))
    crew = HelperAssignment(facts, prices, mine, _tasks(facts, items, moves, free))
    crew.fill(_before(mine, items, moves, free))
    if polish:
        crew.fewer()
    proven = _exactly(crew, polish, set(free) >= set(items), effort or SolveLimits(deterministic=1.0), stop)
    found: dict[str, list[Duty]] = defaultdict(list)
    for k, post in enumerate(mine):
        person = crew.named.get(k)
        if person is not None or not post.spare:
            hired = person is None and hireable(facts, post.demand)
            found[post.task.row].append(post.duty(person, hired=hired))
    weeks = crew.base.values()  # what leaders and experts work anyway
    return Naming(dict(found), plus(crew.total(), *weeks), proven[DUTY], proven[SHOULD])


def _exactly(
    crew: HelperAssignment, polish: bool, whole: bool, effort: SolveLimits, stop: StopSignal | None
) -> tuple[bool, ...]:
    """Solve the model from the naming in hand, and take a better one; return what is proven."""
    total, low = crew.total(), crew.least()
    tiers = TIERS if polish else TIERS[:DUTY]
    share = FIRST if not polish else POLISH if whole else PART
    effort = replace(effort, deterministic=effort.deterministic * share)
    if total[: len(tiers)] <= low[: len(tiers)]:
        return (True,) * len(tiers) + (False,) * (4 - len(tiers))
    if not effort.deterministic:
        return (False,) * 4
    if total[:DUTY] > low[:DUTY]:  # what is not filled needs nobody
        low = plus(minus(low, StaffingCost(duty=low.duty)), NOTHING)
    helpers = HelperModel(crew)
    helpers.state(crew.mine)
    found = solve_lazily(
        helpers.model,
        [partial(helpers.expr, tier) for tier in tiers],
        helpers.complete,
        hint=helpers.hints,
        known=total[: len(tiers)],
        least=low[: len(tiers)],
        limits=[replace(effort, linearization=int(tier != DUTY), use_cores=tier == DUTY) for tier in tiers],
        stop=stop,
    )
    if found.outcome is not None:
        before = dict(crew.named)
        _take(crew, {k: id for (k, id), lit in helpers.named.items() if found.outcome.value(lit)})
        if polish and not found.proven[DUTY]:
            crew.fewer()
        if crew.total() > total:
            _take(crew, before)
    return (*found.proven, *[False] * (4 - len(found.proven)))


def _take(crew: HelperAssignment, named: Mapping[int, str]) -> None:
    crew.clear()
    for k, id in sorted(named.items()):
        crew.put(k, id)


def _rows(
    items: Mapping[str, Sequence[Item]], moves: Mapping[str, Sequence[Move]]
) -> list[tuple[Item | Move, str, str]]:
    rows: list[tuple[Item | Move, str, str]] = []
    for visit in sorted({*items, *moves}):
        rows += [(item, item.place, item.place) for item in items.get(visit, ())]
        rows += [(move, move.origin, move.target) for move in moves.get(visit, ())]
    return rows


def _tasks(
    facts: Facts, items: Mapping[str, Sequence[Item]], moves: Mapping[str, Sequence[Move]], free: Collection[str]
) -> dict[str, list[Task]]:
    """Return what people do already: leaders and experts everywhere, everybody of visits that are not free."""
    people = {person.id for person in facts.week.company.people}
    found: dict[str, list[Task]] = defaultdict(list)
    for row, origin, target in _rows(items, moves):
        for duty in row.duties:
            if duty.person in people and (row.visit not in free or duty.role in NAMED):
                task = Task(duty.person, row.visit, duty.role, row.id, duty.start, duty.end, origin, target)
                found[duty.person].append(task)
    return dict(found)


def _before(
    mine: Sequence[Post],
    items: Mapping[str, Sequence[Item]],
    moves: Mapping[str, Sequence[Move]],
    free: Collection[str],
) -> dict[int, str]:
    """Return who filled the free posts before, as far as the rows say."""
    held: dict[tuple[str, str, int, str | None, bool], list[str]] = defaultdict(list)
    for row, _, _ in _rows(items, moves):
        for duty in row.duties if row.visit in free else ():
            start = row.start if hasattr(row, "start") else row.depart
            if duty.person is not None and duty.role not in NAMED:
                held[row.id, duty.role, duty.group, duty.language, duty.start < start].append(duty.person)
    found = {}
    for k, post in enumerate(mine):
        key = post.task.row, post.demand.role, post.demand.group, post.demand.language, post.demand.begin < 0
        if held[key]:
            found[k] = held[key].pop(0)
    return found
