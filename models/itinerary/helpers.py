"""Names for the helpers that items and moves need: docents, interpreters, photographers, crews, escorts, greeters.

Leaders and experts are named by the itinerary; here they are busy. A helper who is short is hired or still to be found,
at the price of the rule that asks for him.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from models.cp.run import Effort, Outcome, Stop, by_tiers
from models.domain.clock import day_of, overlap
from models.domain.demands import Demand, demands, fits, greeter_rank
from models.domain.plan import Duty, Item, Move
from models.rules.money import help_price

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from models.domain.facts import Facts, Stay
    from models.domain.people import HostPerson
    from models.rules.base import Rule

ESCORTING = ("escort", "companion", "greeter")
"""Roles that the delegation's own escort takes first (HOST-08)."""
NAMED = ("leader", "expert", "trainer")


@dataclass(frozen=True)
class Post:
    """One person's place to fill in an item or move.

    Attributes
    ----------
    row : str
        Id of the item or move.
    begin, end, origin, target : int, int, str, str
        When he is bound, and where he starts and ends.
    """

    row: str
    visit: str
    demand: Demand
    number: int
    begin: int
    end: int
    origin: str
    target: str

    @property
    def day(self) -> dt.date:
        """Day on which it begins."""
        return day_of(self.begin)


def posts(facts: Facts, stay: Stay, items: Sequence[Item], moves: Sequence[Move]) -> list[Post]:
    """Return all places to fill for one visit."""
    found: list[Post] = []
    requests = {request.id: request for request in stay.visit.requests}
    for item in items:
        request = requests.get(item.request or "")
        place = facts.location(item.place)
        for demand in demands(facts, stay, item.kind, request, item.place, item.minutes):
            for number in range(demand.count):
                begin, end = item.start + demand.begin, item.start + demand.end
                found.append(Post(item.id, stay.id, demand, number, begin, end, place, place))
    for move in moves:
        if move.kind == "transfer":
            continue
        begin = move.depart
        if move.kind == "pick_up":
            met = [g.meet_from for g in stay.groups if g.exit == move.depart and (not move.groups or g.id in move.groups)]
            begin = min([begin, *met])
        demand = Demand("greeter", 0, move.arrive - begin, 1, "ARR-06")
        found.append(Post(move.id, stay.id, demand, 0, begin, move.arrive, move.origin, move.target))
    return found


@dataclass(frozen=True)
class Engaged:
    """A person's span that is already fixed: his own visit's needs no way between."""

    person: str
    visit: str
    begin: int
    end: int
    origin: str
    target: str


def clash(facts: Facts, a: Post | Engaged, b: Post | Engaged) -> bool:
    """Tell whether one person cannot do both (HOST-01).

    For one visit only the times count: he goes with the guests. Between visits he comes from the company and returns
    to it, unless both are at one place.
    """
    if a.visit == b.visit:
        return overlap((a.begin, a.end), (b.begin, b.end))
    first, second = (a, b) if a.begin <= b.begin else (b, a)
    way = 0 if first.target == second.origin else facts.way(first.target) + facts.way(second.origin)
    return first.end + way > second.begin


class Helpers:
    """The assignment of people to the posts of some visits, the others' fixed."""

    def __init__(self, facts: Facts, rules: Sequence[Rule], free: Sequence[Post], fixed: Sequence[Engaged]) -> None:
        self.facts, self.free, self.fixed = facts, sorted(free, key=lambda p: (p.begin, p.row, p.number)), list(fixed)
        self.rules = {rule.id: rule for rule in rules}
        self.model = cp_model.CpModel()
        self.terms: dict[int, list[tuple[int, Any]]] = defaultdict(list)
        self.named: dict[tuple[int, str], Any] = {}
        self.people = {p.id: p for p in facts.week.company.people}
        self.off = {p.id: facts.off(p) for p in facts.week.company.people}

    def build(self) -> None:
        """State who can do what, and what a missing or changing helper costs."""
        by_person: dict[str, list[Engaged]] = defaultdict(list)
        for engaged in self.fixed:
            by_person[engaged.person].append(engaged)
        for k, post in enumerate(self.free):
            stay = self.facts.stay(post.visit)
            able = [p for p in self.people.values() if fits(p, post.demand, stay) and self._can(p, post, by_person)]
            for person in able:
                self.named[k, person.id] = self.model.new_bool_var("")
            self._fill(k, post, able, stay)
        self._clashes()
        self._same_escort()
        self._even()

    def _can(self, person: HostPerson, post: Post, busy: Mapping[str, Sequence[Engaged]]) -> bool:
        if any(overlap((post.begin, post.end), span) for span in self.off[person.id]):
            return False
        return not any(clash(self.facts, post, engaged) for engaged in busy.get(person.id, ()))

    def _fill(self, k: int, post: Post, able: Sequence[HostPerson], stay: Stay) -> None:
        mine = [self.named[k, person.id] for person in able]
        missing = self.model.new_bool_var("")
        self.model.add_exactly_one([*mine, missing])
        self._price(post.demand.rule, missing)
        if hired := self._hired_price(post):
            self.terms[3].append((hired, missing))
        if post.demand.role == "greeter":
            least = greeter_rank(self.facts, stay)
            for person in able:
                if person.rank > least:
                    self._price("ARR-06", self.named[k, person.id], person.rank - least)
                self.terms[4].append((max(0, least - person.rank), self.named[k, person.id]))  # no leader for nothing
        if post.demand.role in ("companion", "greeter"):
            for person in able:
                if person.role("escort") is None:
                    self.terms[4].append((3, self.named[k, person.id]))

    def _hired_price(self, post: Post) -> int:
        duty = self.missing(post)
        return help_price(self.facts, duty) if duty.hired else 0

    def _price(self, rule: str, amount: Any, size: int = 1) -> None:
        found = self.rules.get(rule)
        if found is not None and found.tier is not None:
            self.terms[found.tier].append((found.cost(size), amount))

    def _clashes(self) -> None:
        able: dict[str, list[int]] = defaultdict(list)
        for k, person in self.named:
            able[person].append(k)
        pairs = {
            (i, k)
            for i, k in combinations(range(len(self.free)), 2)
            if abs(self.free[k].begin - self.free[i].begin) < 24 * 60 and clash(self.facts, self.free[i], self.free[k])
        }
        for person, mine in sorted(able.items()):
            for i, k in combinations(mine, 2):
                if (i, k) in pairs:
                    self.model.add_bool_or(~self.named[i, person], ~self.named[k, person])

    def _same_escort(self) -> None:
        """Few different escorts for a delegation, over the stay (HOST-08)."""
        rule = self.rules.get("HOST-08")
        if rule is None or rule.tier is None:
            return
        fixed = {(e.visit, e.person) for e in self.fixed}
        here: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for (k, person), literal in self.named.items():
            if self.free[k].demand.role in ESCORTING:
                here[self.free[k].visit, person].append(literal)
        for (visit, person), literals in sorted(here.items()):
            if (visit, person) in fixed:
                continue
            ever = self.model.new_bool_var("")
            self.model.add_max_equality(ever, literals)
            self.terms[rule.tier].append((rule.cost(1), ever))

    def _even(self) -> None:
        """A light hand on even work: each person's posts beyond a fair share weigh a little (tier 4)."""
        count: dict[str, list[Any]] = defaultdict(list)
        for (_, person), literal in self.named.items():
            count[person].append(literal)
        for literals in count.values():
            over = self.model.new_int_var(0, len(literals), "")
            self.model.add(sum(literals) - over <= 6)
            self.terms[4].append((1, over))

    def missing(self, post: Post) -> Duty:
        """Return the duty of a helper who is not one of ours: hired where the company knows whom, else to be found."""
        demand = post.demand
        kinds = [h for h in self.facts.week.company.hired_help if h.kind == demand.role]
        fit = [h for h in kinds if not demand.language or not h.languages or demand.language in h.languages]
        return self._duty(post, None, hired=bool(fit))

    def _duty(self, post: Post, person: str | None, hired: bool) -> Duty:
        demand = post.demand
        return Duty(
            role=demand.role,
            person=person,
            hired=hired,
            start=post.begin,
            end=post.end,
            language=demand.language,
            group=demand.group,
        )

    def read(self, outcome: Outcome) -> dict[str, list[Duty]]:
        """Return the duties by item or move."""
        found: dict[str, list[Duty]] = defaultdict(list)
        for k, post in enumerate(self.free):
            person = next((p for (i, p), lit in self.named.items() if i == k and outcome.value(lit)), None)
            found[post.row].append(self._duty(post, person, False) if person else self.missing(post))
        return found


def engaged(items: Mapping[str, Sequence[Item]], moves: Mapping[str, Sequence[Move]], facts: Facts) -> list[Engaged]:
    """Return all spans of named people in some visits' rows."""
    found = []
    for visit in sorted({*items, *moves}):
        for item in items.get(visit, ()):
            place = facts.location(item.place)
            found += [Engaged(d.person, visit, d.start, d.end, place, place) for d in item.duties if d.person]
        for move in moves.get(visit, ()):
            found += [Engaged(d.person, visit, d.start, d.end, move.origin, move.target) for d in move.duties if d.person]
    return found


@dataclass
class Naming:
    """Duties of helpers by row id, and whether they are proven best."""

    duties: dict[str, list[Duty]]
    proven: bool
    shoulds_proven: bool


def name_helpers(
    facts: Facts,
    rules: Sequence[Rule],
    items: Mapping[str, Sequence[Item]],
    moves: Mapping[str, Sequence[Move]],
    free: Collection[str],
    *,
    effort: Effort | None = None,
    stop: Stop | None = None,
) -> Naming:
    """Find people for all posts of the free visits.

    Parameters
    ----------
    items, moves : mapping visit -> rows
        Of the whole week. Free visits' rows hold leaders and experts only; the others are complete.
    """
    mine = [p for v in sorted(free) for p in posts(facts, facts.stay(v), items.get(v, ()), moves.get(v, ()))]
    if not mine:
        return Naming({}, True, True)
    helpers = Helpers(facts, rules, mine, engaged(items, moves, facts))
    helpers.build()
    exprs = [sum((w * e for w, e in helpers.terms[tier]), 0) for tier in (1, 3, 4)]
    outcome, tiers = by_tiers(helpers.model, exprs, (), effort or Effort(deterministic=1.0), stop)
    return Naming(helpers.read(outcome), proven=tiers[-1][2], shoulds_proven=tiers[0][2])
