"""Plans as good in what counts most, and other in what people notice: days, order, hosts, sights.

Visit by visit a plan is planned again, the others held: requests stay as they are or get better, shoulds hardly worse,
and what is then minimised is the wish of the variation: money, idle and crowded hours, sights, or likeness to the plan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from models.cp.run import SolveLimits, StopSignal, by_tiers
from models.domain.clock import day_of
from models.itinerary.model.build import build
from models.itinerary.model.extract import rows as read_rows
from models.itinerary.model.fix_variables import values
from models.itinerary.model.plan_ledger import ledger_of, rows_of
from models.itinerary.search.incumbent import Incumbent, assemble
from models.itinerary.search.repair import carried
from models.itinerary.search.search import SCALE, helping, urgency, worth
from models.rules.core.kinds import OWED_KINDS
from models.rules.core.score import score
from models.rules.core.view import Layer
from models.staffing.staff import staff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.cp.frame import Frame
    from models.domain.facts import Facts
    from models.domain.plan import Item, Plan, VisitPlan
    from models.itinerary.model.build import VisitsModel
    from models.rules.core.base import Rule

Aim = Literal["cost", "comfort", "sights", "days", "hosts"]
AIMS: tuple[Aim, ...] = ("days", "comfort", "cost", "sights", "hosts")
COMFORT = ("PACE-01", "PACE-02", "SENSE-04", "SENSE-10", "SENSE-11", "SENSE-12")
"""Rules that say how the days feel: fullness, waiting, miles, rest."""
LIMIT = 0.6
"""Deterministic seconds a visit."""
DUSK = 17 * 60 + 30
"""From this time of day on it is evening."""
LOOSE = 15
"""Percent by which preferences may get worse for other days or hosts."""


def noticed(item: Item) -> tuple[str, ...]:
    """Return what people notice of an item: what and where, day, part of the day, and who receives them."""
    part = "am" if item.start % 1440 < 13 * 60 else "pm" if item.start % 1440 < DUSK else "evening"
    hosts = sorted(d.person for d in item.duties if d.role == "leader" and d.person)
    return (item.id, item.place if item.kind == "sight" else "", str(day_of(item.start)), part, *hosts)


def _part(layer: Layer) -> str:
    """Return the part of the day in which a slot lies."""
    return "am" if layer < Layer.LUNCH else "pm" if layer < Layer.DINNER else "evening"


def unlike(a: Plan, b: Plan) -> int:
    """Return in how many items two plans differ as people notice it; meals that are owed, check-ins and rests not."""
    mine, theirs = ({noticed(i) for i in plan.items if i.kind not in OWED_KINDS} for plan in (a, b))
    changed = {row[0] for row in mine ^ theirs}
    return len(changed)


@dataclass
class Variation:
    """Makes variations of a plan.

    Parameters
    ----------
    plan : Plan
        A plan that keeps every must.
    """

    facts: Facts
    rules: Sequence[Rule]
    plan: Plan
    stop: StopSignal

    def __post_init__(self) -> None:
        rows = rows_of(self.facts, self.plan)
        start = assemble(self.facts, rows)
        ledger = ledger_of(self.facts, self.rules, rows, start)
        self.start = Incumbent(ledger, rows, {}, score(self.facts, start, self.rules))
        self.most = self.start.tiers[1]

    def towards(self, aim: Aim, more: int = 0) -> Incumbent:
        """Return a variation; the plan itself where nothing can be changed.

        Parameters
        ----------
        more : int
            By so much the shoulds of all visits together may get worse.
        """
        now, self.most = self.start, self.start.tiers[1] + more
        for visit in sorted(now.rows, key=lambda v: urgency(self.facts.stay(v))):
            if self.stop.now:
                break
            now = self._visit(visit, aim, now)
        return now

    def _visit(self, visit: str, aim: Aim, now: Incumbent) -> Incumbent:
        ledger = now.ledger.without([visit]).plus(helping(self.facts, now.rows, [visit]))
        made = build(self.facts, [visit], self.rules, ledger, filtered=True)
        hint = self._hint(visit, now)
        frame, model = made.frame, made.frame.model
        shares = now.programme(self.facts, [visit])
        room = shares[1] + max(0, self.most - now.tiers[1])
        model.add(SCALE * frame.objective(0) + frame.objective(1) <= SCALE * shares[0] + room)
        if aim in ("days", "hosts"):
            model.add(frame.objective(2) <= shares[2] + shares[2] * LOOSE // 100 + LOOSE)
        wish = self._wish(made, visit, aim, self.start.rows[visit])
        found, _ = by_tiers(model, [wish], hint, SolveLimits(deterministic=LIMIT), self.stop)
        if not found.found:
            return now
        rows = carried(now.rows[visit], read_rows(self.facts, made.views[visit], found.value))
        held = now.ledger.without([visit]).plus(frame.bookings(found.value))
        trial = Incumbent(held, now.rows | {visit: rows})
        staffed = staff(self.facts, self.rules, trial.rows, [visit], stop=self.stop)
        trial = replace(trial, rows=trial.rows | staffed.rows)
        trial = replace(trial, score=score(self.facts, assemble(self.facts, trial.rows), self.rules))
        musts, out, shoulds, *_ = worth(trial)
        return trial if (musts, out) <= worth(self.start)[:2] and shoulds <= self.most else now

    def _hint(self, visit: str, now: Incumbent) -> list[tuple[int, int]]:
        made = build(self.facts, [visit], self.rules, now.ledger.without([visit]), filtered=True)
        known = values(made, now.rows, self.stop).get(visit, ())
        return list(zip(range(*made.frame.ranges[visit]), known, strict=False)) if known else []

    def _wish(self, made: VisitsModel, visit: str, aim: Aim, rows: VisitPlan) -> Any:
        """Return what is minimised: the aim first, the other preferences and money behind it."""
        frame = made.frame
        rest = frame.objective(2)
        if aim == "cost":
            return 10 * frame.objective(3) + rest
        if aim == "comfort":
            pace = [t.weight * t.expr for t in frame.terms if t.tier == 2 and t.rule in COMFORT and t.kind != "guide"]
            return 10 * sum(pace, 0) + rest
        if aim == "sights":
            seen = [act.done for act in made.views[visit].of("sight", "entertainment")]
            return rest - 2000 * sum(seen, 0)
        return 1000 * sum(self._same(frame, made, visit, aim, rows), 0) + rest

    def _same(self, frame: Frame, made: VisitsModel, visit: str, aim: Aim, rows: VisitPlan) -> list[Any]:
        """Return literals that are true where an item is on the same part of the same day, or with the same hosts."""
        found = []
        for item in rows.items:
            act = made.views[visit].acts.get(item.id)
            if act is None or item.kind in OWED_KINDS:
                continue
            if aim == "hosts":
                held = {d.person for d in item.duties if d.role in ("leader", "expert")}
                found += [part.chosen for part in act.parts if part.person in held]
                continue
            half = noticed(item)[3]
            layers = [
                lit for (day, layer), lit in act.at.items() if day == day_of(item.start) and layer.half[:2] == half
            ]
            found += [frame.either(*layers)] if layers else []
        return found
