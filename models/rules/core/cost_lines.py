"""What a plan costs, line by line (COST-02, COST-03); the same prices that the model adds up in tier 3."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from models.domain.activities import MEAL_KINDS, Gift, outside_hosts
from models.domain.places import Restaurant, Sight
from models.rules.core.plan_part import judged_visits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.plan import Duty, Plan
    from models.domain.resources import HiredCar

CostHeading = Literal["hotel", "meals", "tickets", "gifts", "cars", "help"]


@dataclass(frozen=True)
class CostLine:
    """One line of a visit's costs, in yuan."""

    visit: str
    heading: CostHeading
    about: str
    yuan: int
    by_staffing: bool = False
    """Whether staffing decides it: hired cars and helpers, but for the guides of sights, who are always booked."""


class VisitCost(NamedTuple):
    """What a visit costs, in yuan: what its programme decides, and what staffing adds."""

    programme: int
    staffing: int

    @property
    def yuan(self) -> int:
        """All of it."""
        return self.programme + self.staffing


def meal_price(facts: Facts, kind: str, place: str, dining_room: str | None, request: Request | None = None) -> int:
    """Return yuan a head for a meal; banquets at the banquet price, nothing where another organisation gives them.

    0 where nobody cooks (a plan may be anybody's).
    """
    if outside_hosts(request):
        return 0
    if dining_room is None:
        return facts.shape.packed_meal_price
    restaurant = facts.week.place(place)
    if not isinstance(restaurant, Restaurant):
        return 0
    return restaurant.banquet_price or restaurant.price if kind == "banquet" else restaurant.price


def hire_price(facts: Facts, car: HiredCar) -> int:
    """Return what a hired car costs for one move: its firm's price, the edition's where the company lists none."""
    return (facts.edition.hire.price(car.kind) or 0) if car.is_unlisted else car.price


def help_price(facts: Facts, duty: Duty) -> int:
    """Return what a hired helper costs for one item, by the edition where the company lists none; 0 for our own."""
    if not duty.hired:
        return 0
    prices = [
        h.price
        for h in facts.week.company.hired_help
        if h.kind == duty.role and (duty.language is None or not h.languages or duty.language in h.languages)
    ]
    return min(prices, default=facts.edition.hire.price(duty.role) or 0)


def costs(facts: Facts, plan: Plan) -> Iterator[CostLine]:
    """Yield the cost lines of a plan: hotel nights, meals, tickets, gifts, hired cars and hired helpers.

    Meals and tickets are booked for the whole party of guests, also where a travel group comes late; our own people's
    meals are not counted, so that the choice of companions does not move the money tier.
    """
    for night in plan.nights:
        prices = {r.kind: r.price for r in facts.week.hotel(night.hotel).room_types}
        for booking in night.rooms:
            yield CostLine(night.visit, "hotel", night.hotel, booking.count * prices.get(booking.kind, 0))
    for item in plan.items:
        stay = facts.stay(item.visit)
        guests = stay.size
        if item.kind in MEAL_KINDS:
            request = next((r for r in stay.visit.requests if r.id == item.request), None)
            each = meal_price(facts, item.kind, item.place, item.dining_room, request)
            yield CostLine(item.visit, "meals", item.id, guests * each)
        elif item.kind in ("sight", "shopping", "entertainment"):
            place = facts.week.place(item.place)
            yield CostLine(item.visit, "tickets", item.id, guests * (place.price if isinstance(place, Sight) else 0))
        for duty in item.duties:
            if duty.hired:
                yield CostLine(item.visit, "help", item.id, help_price(facts, duty), duty.role != "guide")
    for move in plan.moves:
        for ride in move.rides:
            if ride.hired:
                yield CostLine(move.visit, "cars", move.id, hire_price(facts, facts.week.hired_car(ride.hired)), True)
    left, given = {(row.visit, row.request) for row in plan.left_out}, judged_visits(facts, plan) - plan.visits_left_out
    for stay in (stay for stay in facts.stays if stay.id in given):
        for request in stay.visit.requests:
            if isinstance(request, Gift) and (stay.id, request.id) not in left:
                yield CostLine(stay.id, "gifts", request.id, request.unit_price * (stay.size if request.each else 1))


def visit_costs(facts: Facts, plan: Plan) -> dict[str, VisitCost]:
    """Return what the visits of a plan cost, by visit; those without any line are left out."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for line in costs(facts, plan):
        sums[line.visit][line.by_staffing] += line.yuan
    return {visit: VisitCost(*each) for visit, each in sums.items()}
