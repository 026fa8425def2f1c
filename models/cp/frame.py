"""The frame: a CP-SAT model in the making, and the interface for rules (``Poster`` of ``models.rules.core.base``).

A rule names a shape; the frame turns it into a constraint (must), a slack with a price (should, prefer), or a guarded
constraint (when explaining). Variables are created visit by visit in a fixed order, so that a solution of one frame is
a complete hint for the visit's variables in another.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

from ortools.sat.python import cp_model

from models.cp.ledger import JOINT_PREFIX, Booking, agreement
from models.cp.types import own_expr, own_lit
from models.domain.clock import DAY, GRID, merge
from models.rules.core.findings import Subject
from models.rules.tour.rivals import RivalsApart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from models.cp.ledger import Ledger
    from models.cp.types import Expr, Lit
    from models.domain.facts import Facts
    from models.domain.stay import Stay
    from models.domain.tiers import Tier
    from models.rules.core import view
    from models.rules.core.base import Rule

Mode = Literal["search", "bound", "guard_others", "explain"]
GUARDED_MODES = ("guard_others", "explain")
"""Modes that can tell which other visits block what is wished."""
MAX_SLACK = 100_000
"""Upper bound of the amount of one break, in its rule's unit: more than any amount within a week."""
HORIZON_MINUTES = 60 * DAY
"""Minutes that no moment of a week is away from its origin."""
NO_SUBJECT = Subject()
"""Of a guard that is about no item, room, person …, but about a booking."""
TIER_SCALE = 100_000
"""More than any tier of a few visits: two tiers in one sum, strictly in order."""


def combined_value(first: int, second: int) -> int:
    """Return two tiers as one number that is in lexicographic order, as ``Frame.combined`` has it."""
    return TIER_SCALE * first + second


@dataclass
class _Use:
    """An unfixed visit's use of a resource; ``window``: the earliest start and the latest end."""

    visit: str
    start: Expr
    minutes: Expr
    on: Lit
    demand: int
    interval: cp_model.IntervalVar
    window: tuple[int, int]
    joint: str = ""


@dataclass
class _Agreement:
    """How an unfixed visit may have a joint item; see ``Frame.agree``."""

    visit: str
    start: Expr
    ways: dict[str, dict[str, Lit]]
    on: Lit


@dataclass
class Term:
    """``weight * expr`` in a tier.

    ``kind``: exact terms equal the score, relaxed ones under-estimate it, guides are for the search only.
    """

    tier: Tier
    weight: int
    expr: Expr
    kind: Literal["exact", "relaxed", "guide"]
    rule: str = ""


@dataclass
class Guard:
    """A constraint that a literal turns on: of which rule, about what, or which other visit holds which resource."""

    literal: Lit
    rule: str
    about: Subject = NO_SUBJECT
    holder: str = ""
    resource: str = ""


@dataclass
class Frame:
    """A model of some unfixed visits among fixed others, who are stated last (``close``).

    Attributes
    ----------
    facts : Facts
        Week and edition. Expressions are minutes since ``facts.week.origin``.
    mode : str
        ``search``; ``bound`` (no guides, no heuristic filters); ``guard_others`` (the others' bookings under guards);
        ``explain`` (musts and the others' bookings under guards).
    """

    facts: Facts
    mode: Mode = "search"
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    terms: list[Term] = field(default_factory=list)
    guards: dict[int, Guard] = field(default_factory=dict)
    ranges: dict[str, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._uses: dict[str, list[_Use]] = defaultdict(list)
        self._visit: Stay | None = None
        self._cache: dict[tuple[Any, ...], Lit] = {}
        self._apart: dict[tuple[str, str, str], list[_Use]] = defaultdict(list)
        self._agreed: dict[str, list[_Agreement]] = defaultdict(list)
        self.true = self.model.new_constant(1)
        self.false = self.model.new_constant(0)

    def copy(self) -> Frame:
        """Return a frame of its own with the same variables and constraints.

        Variables are known by their index, so expressions of this frame, and views made of them, mean the same in the
        copy. What is added to one is not in the other.
        """
        made = replace(
            self,
            model=self.model.clone(),
            terms=[*self.terms],
            guards=dict(self.guards),
            ranges=dict(self.ranges),
        )
        for resource, uses in self._uses.items():
            made._uses[resource] = [*uses]
        for pair, uses in self._apart.items():
            made._apart[pair] = [*uses]
        for joint, agreed in self._agreed.items():
            made._agreed[joint] = [*agreed]
        made._cache = dict(self._cache)
        return made

    # -- variables

    @contextmanager
    def visiting(self, stay: Stay) -> Iterator[None]:
        """Within it, variables are the visit's, and its waivers apply."""
        first = len(self.model.proto.variables)
        self._visit = stay
        self._cache = {}
        yield
        self._visit = None
        self.ranges[stay.id] = (first, len(self.model.proto.variables))

    def literal(self, name: str = "") -> cp_model.IntVar:
        """Return a new 0/1 variable."""
        return self.model.new_bool_var(name)

    def on_grid(self, low: int, high: int, name: str = "", grid: int = GRID) -> cp_model.LinearExpr:
        """Return an expression in minutes on a grid, by default of 5 minutes, between two bounds."""
        low, high = -(-low // grid), high // grid
        return grid * self.model.new_int_var(low, max(low, high), name)

    def value_range(self, expr: Expr) -> tuple[int, int]:
        """Return the least and the greatest value that an expression can have by its variables' domains."""
        if isinstance(expr, int):
            return expr, expr
        flat = cp_model.FlatIntExpr(expr)
        low = high = int(flat.offset)
        for variable, factor in zip(flat.vars, flat.coeffs, strict=True):
            domain = variable.proto.domain
            last = len(domain) - 1  # an index of -1 reads outside a repeated field of the solver
            edges = sorted(factor * edge for edge in (domain[0], domain[last]))
            low, high = low + edges[0], high + edges[1]
        return low, high

    def within(self, expr: Expr, spans: Sequence[tuple[int, int]], on: Sequence[Lit] = ()) -> None:
        """Hold an expression within one of some spans, both ends included, where all of ``on`` are true."""
        domain = cp_model.Domain.from_intervals([list(span) for span in spans])
        self._enforce(self.model.add_linear_expression_in_domain(expr, domain), on)

    # -- what rules say

    def limit(
        self,
        rule: Rule,
        about: Subject,
        expr: view.Expr,
        lo: int | None = None,
        hi: int | None = None,
        on: Sequence[view.Lit] = (),
        step: int = 1,
    ) -> None:
        """Hold ``lo <= expr <= hi`` where all of ``on`` are true; amount: how far outside, in steps that are begun."""
        if self._silent(rule, about):
            return
        if rule.tier is None:
            on = [*on, *self._guard(rule, about)]
            slack: Expr = 0
        else:
            slack = self.model.new_int_var(0, MAX_SLACK, "")
            self._price(rule, slack)
        if hi is not None:
            self._enforce(self.model.add(own_expr(expr) - step * slack <= hi), on)
        if lo is not None:
            self._enforce(self.model.add(own_expr(expr) + step * slack >= lo), on)

    def never(self, rule: Rule, about: Subject, *literals: view.Lit) -> None:
        """Forbid that all literals are true at once; amount 1."""
        if self._silent(rule, about):
            return
        clause = [self.negated(literal) for literal in literals]
        if rule.tier is None:
            self.model.add_bool_or(*clause, *(self.negated(g) for g in self._guard(rule, about)))
        elif len(literals) == 1:
            self._price(rule, own_lit(literals[0]))
        else:
            slack = self.literal()
            self.model.add_bool_or(*clause, slack)
            self._price(rule, slack)

    def count(
        self,
        rule: Rule,
        about: Subject,
        literals: Sequence[view.Lit],
        hi: int,
        on: Sequence[view.Lit] = (),
    ) -> None:
        """Hold that at most ``hi`` literals are true; amount: how many more."""
        self.limit(rule, about, sum(literals), hi=hi, on=on)

    def occupy(
        self,
        rule: Rule,
        about: Subject,
        resource: str,
        start: view.Expr,
        minutes: view.Expr,
        on: view.Lit,
        demand: int = 1,
        joint: str | None = None,
    ) -> None:
        """Use a resource where ``on``; it meets the ledger's other users. Occupancy is never softened."""
        del rule
        if any(self.facts.is_over(item) for item in about.of("item")):
            return
        self._uses[resource].append(self._use(start, minutes, on, demand, joint or ""))

    def agree(
        self,
        rule: Rule,
        about: Subject,
        joint: str,
        start: view.Expr,
        ways: Mapping[str, Sequence[tuple[str, view.Lit]]],
        on: view.Lit,
    ) -> None:
        """Have a joint item where ``on``: when and how the other visits have it, unfixed ones or those of the ledger.

        Names that come twice in one of the ways are one choice.
        """
        if self._silent(rule, about):
            return
        found: dict[str, dict[str, list[Lit]]] = {what: defaultdict(list) for what in ways}
        for what, named in ways.items():
            for name, literal in named:
                found[what][name].append(own_lit(literal))
        taken = {what: {name: self.either(*lits) for name, lits in named.items()} for what, named in found.items()}
        visit = self._visit.id if self._visit else ""
        self._agreed[joint].append(_Agreement(visit, own_expr(start), taken, own_lit(on)))

    def apart(
        self,
        rule: Rule,
        about: Subject,
        place: str,
        start: view.Expr,
        minutes: view.Expr,
        on: view.Lit,
        other: str,
    ) -> None:
        """Be at a place at no time at which another visit, a rival, is there."""
        if self._silent(rule, about):
            return
        visit = self._visit.id if self._visit else ""
        pair = min(visit, other), max(visit, other)
        self._apart[place, *pair].append(self._use(start, minutes, on, 1))

    def add_lower_bound(self, rule: Rule, about: Subject, expr: view.Expr) -> None:
        """Add a lower bound of a duty rule's amount: in search and bounds, never scored."""
        if rule.tier is not None and not self._silent(rule, about):
            self.terms.append(Term(rule.tier, rule.cost(1), own_expr(expr), "relaxed", rule.id))

    def guide(self, tier: Tier, expr: view.Expr) -> None:
        """Add a guide: a term for the search only, which is never scored."""
        if self.mode == "search":
            self.terms.append(Term(tier, 1, own_expr(expr), "guide"))

    def add(self, tier: Tier, expr: view.Expr, what: str = "") -> None:
        """Add an exact term that is no rule's: the price of a request that is left out, money."""
        self.terms.append(Term(tier, 1, own_expr(expr), "exact", what))

    # -- logic

    def both(self, *literals: view.Lit) -> Lit:
        """Return a literal that is true exactly when all are."""
        terms = tuple(own_lit(lit) for lit in literals if not self._is(lit, 1))
        if not terms:
            return self.true
        if any(self._is(lit, 0) for lit in terms):
            return self.false
        if len(terms) == 1:
            return terms[0]
        indices = {lit.index for lit in terms if not isinstance(lit, int)}
        if any(-index - 1 in indices for index in indices):
            return self.false
        key = ("and", *sorted(indices))
        if key not in self._cache:
            made = self.literal()
            self.model.add_bool_and(*terms).only_enforce_if(made)
            self.model.add_bool_or(*(self.negated(lit) for lit in terms), made)
            self._cache[key] = made
        return self._cache[key]

    def either(self, *literals: view.Lit) -> Lit:
        """Return a literal that is true exactly when any is."""
        return self.negated(self.both(*(self.negated(lit) for lit in literals)))

    def one_of(self, literals: Sequence[Lit]) -> Lit:
        """Return a literal equal to the sum of mutually exclusive ones."""
        if len(literals) == 1:
            return literals[0]
        made = self.literal()
        self.model.add_exactly_one(*literals, ~made)
        return made

    def less(self, a: view.Expr, b: view.Expr) -> Lit:
        """Return a literal that is true exactly when a < b."""
        made = self.literal()
        self.model.add(own_expr(a) < own_expr(b)).only_enforce_if(made)
        self.model.add(own_expr(a) >= own_expr(b)).only_enforce_if(self.negated(made))
        return made

    def negated(self, literal: view.Lit) -> Lit:
        """Return the negation of a literal."""
        literal = own_lit(literal)
        if isinstance(literal, int):
            return self.false if literal else self.true
        if self._is(literal, 1):
            return self.false
        if self._is(literal, 0):
            return self.true
        return ~literal

    # -- resource constraints

    def close(self, ledger: Ledger) -> None:
        """Turn all uses of resources into constraints, against what the fixed visits hold in a ledger."""
        at_places = {f"at:{place}" for place, _, _ in self._apart}
        joints = {f"{JOINT_PREFIX}{joint}" for joint in self._agreed}
        held = ledger.bookings_by_resource(self._uses.keys() | at_places | joints)
        for resource in sorted(self._uses):
            self._add_capacity(resource, self._uses[resource], held[resource], ledger.capacity(resource))
        for (place, one, other), uses in sorted(self._apart.items()):
            unfixed = {use.visit for use in uses}
            rivals = [b for b in held[f"at:{place}"] if b.visit in (one, other) and b.visit not in unfixed]
            fixed = [self._fixed(booking, RivalsApart.id) for booking in self._within_reach(rivals, uses)]
            self.model.add_no_overlap([*(use.interval for use in uses), *fixed])
        for joint in sorted(self._agreed):
            self._agree(self._agreed[joint], held[f"{JOINT_PREFIX}{joint}"])

    def bookings(self, value: Callable[[Expr], int]) -> list[Booking]:
        """Return what the unfixed visits use in a solution; ``value`` evaluates an expression."""
        origin = self.facts.week.origin
        found = []
        for resource, uses in self._uses.items():
            for use in uses:
                if value(use.on) and value(use.minutes) > 0:
                    start = origin + value(use.start)
                    end = start + value(use.minutes)
                    found.append(Booking(resource, start, end, use.demand, use.visit, use.joint))
        for joint, agreed in self._agreed.items():
            for mine in agreed:
                if value(mine.on):
                    ways = {w: [name for name, lit in named.items() if value(lit)] for w, named in mine.ways.items()}
                    found.append(agreement(joint, origin + value(mine.start), ways, mine.visit))
        for (place, _, _), uses in self._apart.items():
            for use in uses:
                if value(use.on) and value(use.minutes) > 0:
                    start = origin + value(use.start)
                    found.append(Booking(f"at:{place}", start, start + value(use.minutes), 1, use.visit))
        return sorted(set(found))

    def values_by_visit(self, values: Sequence[int]) -> dict[str, tuple[int, ...]]:
        """Return each unfixed visit's part of the values of all variables: its hint in any other frame."""
        return {visit: tuple(values[first:last]) for visit, (first, last) in self.ranges.items()}

    def objective(self, tier: Tier, *, relaxed: bool = True) -> Expr:
        """Return the sum of a tier's terms that count in this mode; ``relaxed``: under-estimates too."""
        terms = (t for t in self.terms if t.tier == tier and (relaxed or t.kind != "relaxed"))
        return sum((term.weight * term.expr for term in terms), 0)

    def combined(self, first: Tier, second: Tier, *, relaxed: bool = True) -> Expr:
        """Return two tiers in one sum, strictly in order; see ``combined_value``."""
        return TIER_SCALE * self.objective(first, relaxed=relaxed) + self.objective(second, relaxed=relaxed)

    def exact(self, tier: Tier, value: Callable[[Expr], int]) -> int:
        """Return the value of a tier's exact terms in a solution: the score's share of this frame."""
        return sum(t.weight * value(t.expr) for t in self.terms if t.tier == tier and t.kind == "exact")

    def least(self, tier: Tier, value: Callable[[Expr], int]) -> tuple[int, frozenset[str]]:
        """Return what duty rules add to a tier of a solution at least, and these rules."""
        terms = [t for t in self.terms if t.tier == tier and t.kind == "relaxed"]
        return sum(t.weight * value(t.expr) for t in terms), frozenset(t.rule for t in terms)

    # -- helpers

    def _silent(self, rule: Rule, about: Subject) -> bool:
        """Tell whether a rule says nothing here: off, only noted, waived, or about what is past."""
        if rule.level in ("off", "note") or rule.concerns_only_frozen(self.facts, about):
            return True
        return self._visit is not None and rule.waived(self._visit.visit, *about.ids)

    def _price(self, rule: Rule, amount: Expr) -> None:
        if rule.tier is not None:
            kind: Literal["exact", "relaxed"] = "relaxed" if rule.scope == "duty" else "exact"
            self.terms.append(Term(rule.tier, rule.cost(1), amount, kind, rule.id))

    def _guard(self, rule: Rule, about: Subject) -> list[Lit]:
        if self.mode != "explain":
            return []
        key = ("guard", rule.id, *about.ids)
        if key not in self._cache:
            literal = self.literal()
            self._cache[key] = literal
            self.guards[literal.index] = Guard(literal, rule.id, about)
        return [self._cache[key]]

    def guarded(self, rule: str, about: Subject) -> list[Lit]:
        """Return the guard of a structural constraint when explaining, else nothing: for ``only_enforce_if``."""
        if self.mode != "explain":
            return []
        literal = self.literal()
        self.guards[literal.index] = Guard(literal, rule, about)
        return [literal]

    def _use(self, start: view.Expr, minutes: view.Expr, on: view.Lit, demand: int, joint: str = "") -> _Use:
        """Return a use of a resource by the visit that is being built, with its interval."""
        visit = self._visit.id if self._visit else ""
        first, length, taken = own_expr(start), own_expr(minutes), own_lit(on)
        window = self.value_range(first)[0], self.value_range(first + length)[1]
        return _Use(visit, first, length, taken, demand, self._interval(first, length, taken), window, joint)

    def _interval(self, start: Expr, minutes: Expr, on: Lit) -> cp_model.IntervalVar:
        """Return an optional interval; the solver takes affine expressions only, others get a variable."""
        start, size, end = (self._affine(expr) for expr in (start, minutes, start + minutes))
        return self.model.new_optional_interval_var(start, size, end, on, "")

    def _affine(self, expr: Expr) -> Expr:
        if isinstance(expr, int) or len(cp_model.FlatIntExpr(expr).vars) <= 1:
            return expr
        made = self.model.new_int_var(-HORIZON_MINUTES, HORIZON_MINUTES, "")
        self.model.add(made == expr)
        return made

    def _fixed(self, booking: Booking, rule: str) -> cp_model.IntervalVar:
        """Return the interval of a fixed booking; under a guard where the mode asks who blocks a wish."""
        start = booking.start - self.facts.week.origin
        if self.mode not in GUARDED_MODES:
            return self.model.new_fixed_size_interval_var(start, booking.end - booking.start, "")
        literal = self.literal()
        self.guards[literal.index] = Guard(literal, rule, NO_SUBJECT, booking.visit, booking.resource)
        return self.model.new_optional_fixed_size_interval_var(start, booking.end - booking.start, literal, "")

    def _within_reach(self, held: Sequence[Booking], uses: Sequence[_Use]) -> list[Booking]:
        """Return the bookings that some use may overlap: the others, on other days mostly, forbid nothing."""
        origin = self.facts.week.origin
        low, high = origin + min(use.window[0] for use in uses), origin + max(use.window[1] for use in uses)
        return [booking for booking in held if booking.end > low and booking.start < high]

    def _add_capacity(self, resource: str, uses: list[_Use], held: Sequence[Booking], capacity: int) -> None:
        """State a resource's capacity over the unfixed visits' uses and the fixed bookings."""
        unfixed = {use.visit for use in uses}
        held = [b for b in self._within_reach(held, uses) if b.visit not in unfixed or not b.visit]
        if any(use.joint for use in uses) or any(booking.joint for booking in held):
            uses, held = self._once(uses, held)
        if capacity == 1:
            held = _disjoint(held, by_visit=self.mode in GUARDED_MODES)
        fixed = [self._fixed(booking, "") for booking in held]
        intervals = [use.interval for use in uses]
        if capacity == 1 and all(use.demand == 1 for use in uses):
            self.model.add_no_overlap([*intervals, *fixed])
        else:
            demands = [*(use.demand for use in uses), *(booking.demand for booking in held)]
            self.model.add_cumulative([*intervals, *fixed], demands, capacity)

    def _once(self, uses: Sequence[_Use], held: Sequence[Booking]) -> tuple[list[_Use], list[Booking]]:
        """Return uses and bookings with what several visits use for one joint item in it once.

        What the ledger holds for it is held by the unfixed visits at the same time, as they agree; of these the first
        that has it counts.
        """
        known, kept = set[tuple[str, int, int]](), list[Booking]()
        for booking in held:
            key = booking.joint, booking.start, booking.end
            if not booking.joint or key not in known:
                kept.append(booking)
            known.add(key)
        counted, before = list[_Use](), dict[str, list[_Use]]()
        for use in uses:
            if use.joint and any(booking.joint == use.joint for booking in kept):
                continue
            others = [other.on for other in before.get(use.joint, ()) if other.visit != use.visit]
            if use.joint:
                before.setdefault(use.joint, []).append(use)
            if others:
                on = self.both(use.on, *(self.negated(other) for other in others))
                use = replace(use, on=on, interval=self._interval(use.start, use.minutes, on))
            counted.append(use)
        return counted, kept

    def _agree(self, unfixed: Sequence[_Agreement], held: Sequence[Booking]) -> None:
        """State that all who have a joint item have it at one time and in the same ways."""
        for a, b in combinations(unfixed, 2):
            both = a.on, b.on
            self._enforce(self.model.add(a.start == b.start), both)
            for what in sorted(a.ways.keys() & b.ways.keys()):
                one, other = a.ways[what], b.ways[what]
                for name in sorted(one.keys() | other.keys()):
                    same = self.model.add(one.get(name, 0) == other.get(name, 0))
                    self._enforce(same, both)
        visits = {mine.visit for mine in unfixed}
        fixed = [booking for booking in held if booking.visit not in visits]
        if self.mode not in GUARDED_MODES:
            fixed = list({(b.start, b.ways): b for b in fixed}.values())
        for booking in fixed:
            guards = self._guard_of(booking)
            for mine in unfixed:
                on = mine.on, *guards
                self._enforce(self.model.add(mine.start == booking.start - self.facts.week.origin), on)
                for what, names in booking.ways:
                    for name, literal in sorted(mine.ways.get(what, {}).items()):
                        self._enforce(self.model.add(literal == (name in names)), on)
                    if what in mine.ways and not set(names) <= mine.ways[what].keys():
                        self.model.add_bool_or(*(self.negated(literal) for literal in on))

    def _guard_of(self, booking: Booking) -> list[Lit]:
        """Return the guard of a fixed booking where the mode asks who blocks a wish."""
        if self.mode not in GUARDED_MODES:
            return []
        literal = self.literal()
        self.guards[literal.index] = Guard(literal, "", NO_SUBJECT, booking.visit, booking.resource)
        return [literal]

    def _enforce(self, constraint: cp_model.Constraint, on: Sequence[view.Lit]) -> None:
        literals = [own_lit(lit) for lit in on if not self._is(lit, 1)]
        if literals:
            constraint.only_enforce_if(*literals)

    def _is(self, literal: view.Lit, value: int) -> bool:
        if isinstance(literal, int):
            return literal == value
        return bool(literal.index == (self.true.index if value else self.false.index))


def _disjoint(bookings: Sequence[Booking], by_visit: bool) -> list[Booking]:
    """Return the bookings of a single thing without overlaps: fixed intervals that overlap would forbid every plan.

    Pads and ways are counted generously, so one visit's bookings of a room or person may touch each other.
    """
    found = []
    for visit in sorted({b.visit for b in bookings}) if by_visit else [""]:
        mine = [b for b in bookings if not by_visit or b.visit == visit]
        found += [Booking(mine[0].resource, a, b, 1, visit) for a, b in merge((m.start, m.end) for m in mine) if mine]
    return found
