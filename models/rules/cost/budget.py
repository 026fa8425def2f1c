"""What a plan costs against what the packages allow, visit by visit and heading by heading, to the yuan (COST-02)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.places import Hotel
from models.domain.vocabulary import COST_HEADING_NAMES
from models.rules.core.cost_lines import costs, meal_price
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.rules.core.programme import Programme

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
        allowed, over = Counter[str](), Counter[str]()
        for heading, cost, limit in (*_meals(facts, p), *_nights(facts, p)):
            allowed[heading] += limit
            over[heading] += max(0, cost - limit)
        has_gifts = any(r.kind == "gift" and (p.id, r.id) not in left for r in p.stay.visit.requests)
        for heading, each, wanted in (
            ("tickets", p.stay.package.ticket_price, bool(p.leisure)),
            ("gifts", p.stay.package.gift_price, has_gifts),
        ):
            allowed[heading] = p.stay.size * each if wanted else 0
            over[heading] = max(0, planned[p.id][heading] - p.stay.size * each)
        for heading in COST_HEADING_NAMES:
            if yuan := planned[p.id][heading]:
                package = allowed[heading] if heading in PACKAGED else None
                found.append(BudgetLine(p.id, heading, yuan, package, over[heading]))
    return found


def _meals(facts: Facts, p: Programme) -> Iterator[tuple[str, int, int]]:
    """Yield heading, cost and limit of every meal."""
    package, size = p.stay.package, p.stay.size
    for item in p.items:
        each = meal_price(facts, p.stay, item, p.request(item))
        if each is not None:
            limit = package.banquet_price if item.kind == "banquet" else package.meal_price
            yield "meals", size * each, size * limit


def _nights(facts: Facts, p: Programme) -> Iterator[tuple[str, int, int]]:
    """Yield heading, cost and limit of every night."""
    for night in p.nights:
        hotel = facts.week.find_place(night.hotel)
        prices = {kind.kind: kind.price for kind in hotel.room_types} if isinstance(hotel, Hotel) else {}
        cost = sum(booking.count * prices.get(booking.kind, 0) for booking in night.rooms)
        yield "hotel", cost, p.stay.guests(night.groups) * p.stay.package.hotel_price


def over_budget(facts: Facts, lines: Iterable[BudgetLine], visit: str) -> int:
    """Return by how much a visit exceeds the budget that it was given; 0 where it was given none."""
    budget = facts.week.visit(visit).budget
    spent = sum(line.planned for line in lines if line.visit == visit and line.heading in PACKAGED)
    return max(0, spent - budget) if budget is not None else 0
