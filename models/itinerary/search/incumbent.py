"""The plan in hand: rows a visit, what they hold, the score, and the solver's values to start from again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from models.domain.clock import at
from models.domain.plan import Plan
from models.rules.core.cost_lines import costs

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from models.cp.frame import Frame
    from models.cp.ledger import Ledger
    from models.domain.facts import Facts
    from models.domain.plan import VisitPlan
    from models.rules.core.score import Score


@dataclass(frozen=True)
class Incumbent:
    """A complete plan of the visits so far.

    Attributes
    ----------
    rows : dict visit -> VisitPlan
        Staffed rows.
    values : dict visit -> list of int
        Of the visit's variables in a search frame: its part of a complete hint.
    """

    ledger: Ledger
    rows: dict[str, VisitPlan] = field(default_factory=dict)
    values: dict[str, tuple[int, ...]] = field(default_factory=dict)
    score: Score | None = None
    duty_proven: bool = False
    """Whether the whole week's staffing is optimal for these rows."""

    @property
    def tiers(self) -> tuple[int, ...]:
        """Tiers of the score; empty before the first complete plan."""
        return self.score.tiers if self.score else ()

    def programme(self, facts: Facts, visits: Collection[str]) -> tuple[int, int, int, int]:
        """Return some visits' share of tiers 0 to 3 as far as their programmes decide it: without people's duties."""
        zero = one = two = 0
        for visit in visits:
            stay = facts.stay(visit)
            zero += sum(stay.price(stay.visit.request(left.request)) for left in self.rows[visit].left_out)
        for broken in self.score.broken if self.score else ():
            if broken.violation.visit in visits and broken.rule.scope != "duty":
                one += broken.cost if broken.rule.tier == 1 else 0
                two += broken.cost if broken.rule.tier == 2 else 0
        rows = {visit: _without_helpers(self.rows[visit]) for visit in visits}
        lines = costs(facts, assemble(facts, rows))
        return zero, one, two, sum(line.yuan for line in lines if line.visit in visits)

    def upper(self, facts: Facts, visits: Collection[str]) -> tuple[int, int]:
        """Return some visits' share of tiers 0 and 1, people's duties among them."""
        broken = self.score.broken if self.score else ()
        left = [(facts.stay(visit), left.request) for visit in visits for left in self.rows[visit].left_out]
        zero = sum(stay.price(stay.visit.request(request)) for stay, request in left)
        return zero, sum(b.cost for b in broken if b.violation.visit in visits and b.rule.tier == 1)

    def shares(self, facts: Facts) -> dict[str, list[int]]:
        """Return each visit's share of tiers 0 to 4; breaks that are nobody's are counted for all visits alike."""
        found = {visit: [0] * 5 for visit in self.rows}
        for visit, rows in self.rows.items():
            stay = facts.stay(visit)
            found[visit][0] = sum(stay.price(stay.visit.request(left.request)) for left in rows.left_out)
        for broken in self.score.broken if self.score else ():
            if broken.rule.tier is not None:
                for visit in [broken.violation.visit] if broken.violation.visit else found:
                    found[visit][broken.rule.tier] += broken.cost
        for line in costs(facts, assemble(facts, self.rows)):
            found[line.visit][3] += line.yuan
        return found

    def hint(self, frame: Frame) -> list[tuple[int, int]]:
        """Return the values of the frame's visits that are known, by variable index."""
        found = []
        for visit, (first, last) in frame.ranges.items():
            known = self.values.get(visit, ())
            if len(known) == last - first:
                found += list(zip(range(first, last), known, strict=True))
        return found


def _without_helpers(rows: VisitPlan) -> VisitPlan:
    """Return rows without hired cars and helpers, but for the guides of sights, who are always booked."""
    items = tuple(i.replace(duties=tuple(d for d in i.duties if not d.hired or d.role == "guide")) for i in rows.items)
    return replace(rows, items=items, moves=tuple(m.replace(rides=()) for m in rows.moves))


def assemble(facts: Facts, rows: Mapping[str, VisitPlan]) -> Plan:
    """Return the plan made of the rows, in the order of visit and time."""
    visits: Sequence[str] = sorted(rows)
    return Plan.model_construct(
        week=facts.week.id,
        edition=facts.edition.id,
        items=tuple(i for v in visits for i in sorted(rows[v].items, key=lambda i: (i.start, i.id))),
        moves=tuple(m for v in visits for m in sorted(rows[v].moves, key=lambda m: (m.depart, m.id))),
        nights=tuple(n for v in visits for n in sorted(rows[v].nights, key=lambda n: at(n.day))),
        left_out=tuple(left for v in visits for left in rows[v].left_out),
    )
