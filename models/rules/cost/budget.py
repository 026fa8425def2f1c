"""What a plan costs against what the packages allow, visit by visit and heading by heading, to the yuan (COST-02)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.vocabulary import COST_HEADING_NAMES
from models.rules.core.cost_lines import costs
from models.rules.core.programme import programmes
from models.rules.cost.standards import HEADINGS_OF_STAY, Spent, allowance, booked_night, meal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.domain.plan import Plan

PACKAGED = ("hotel", "meals", "tickets", "gifts")
"""Headings for which a package names a sum a head."""


@dataclass(frozen=True)
class BudgetLine:
    """A heading of a visit's costs.

    Attributes
    ----------
    planned : int
        What the plan costs, in yuan.
    allowed : int or None
        What the level's package allows for what is planned; None: it says nothing of this heading.
    over : int
        By how much it is exceeded: meal by meal, night by night, tickets and gifts over the stay. What one meal saves
        pays for no other.
    """

    visit: str
    heading: str
    planned: int
    allowed: int | None = None
    over: int = 0


def budget_lines(facts: Facts, plan: Plan) -> list[BudgetLine]:
    """Return the costs of a plan by visit and heading; a heading that costs nothing is left out.

    Their sum is the plan's costs but for chartered vehicles, which are no visit's.
    """
    planned: dict[str, Counter[str]] = {visit.id: Counter() for visit in facts.week.visits}
    for line in costs(facts, plan):
        planned[line.visit][line.heading] += line.yuan
    left = {(row.visit, row.request) for row in plan.left_out}
    found: list[BudgetLine] = []
    for p in programmes(facts, plan):
        meals = [eaten for item in p.items if (eaten := meal(facts, p.stay, item, p.request(item)))]
        nights = [booked_night(facts, p.stay, booked) for booked in p.nights]
        has_gifts = any(r.kind == "gift" and (p.id, r.id) not in left for r in p.stay.visit.requests)
        wanted = {"tickets": bool(p.leisure), "gifts": has_gifts}
        of_stay = {
            heading: [Spent(planned[p.id][heading], allowance(p.stay, heading))] if wanted[heading] else []
            for heading in HEADINGS_OF_STAY
        }
        spent = {"hotel": nights, "meals": meals, **of_stay}
        for heading in COST_HEADING_NAMES:
            if yuan := planned[p.id][heading]:
                mine = spent.get(heading, [])
                allowed = sum(each.allowed for each in mine) if heading in PACKAGED else None
                found.append(BudgetLine(p.id, heading, yuan, allowed, sum(each.over for each in mine)))
    return found


def over_budget(facts: Facts, lines: Iterable[BudgetLine], visit: str) -> int:
    """Return by how much a visit exceeds the budget that it was given; 0 where it was given none."""
    budget = facts.week.visit(visit).budget
    spent = sum(line.planned for line in lines if line.visit == visit and line.heading in PACKAGED)
    return max(0, spent - budget) if budget is not None else 0
