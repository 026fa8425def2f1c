"""What a plan costs, line by line (COST-02, COST-03); the same prices that the model adds up in tier 3."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from models.domain.activities import MEAL_KINDS, Gift, outside_hosts
from models.domain.day_windows import operating_day
from models.domain.demands import speaks
from models.domain.included_meals import included_meal, lunch_of_item
from models.domain.places import Restaurant, Sight
from models.domain.roles import BOOKED_BY_DAY
from models.rules.core.plan_part import judged_visits
from models.rules.core.vehicle_work import vehicle_runs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.plan import Duty, Item, Move, Plan
    from models.domain.resources import HiredCar
    from models.domain.stay import Stay
    from models.rules.core.view import Choice

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


class CharterCost(NamedTuple):
    """What a chartered vehicle costs on the days on which it is used, in yuan; no visit's, and no matter of choice."""

    vehicle: str
    days: tuple[dt.date, ...]
    yuan: int


class VisitCost(NamedTuple):
    """What a visit costs, in yuan: what its programme decides, and what staffing adds."""

    programme: int
    staffing: int

    @property
    def yuan(self) -> int:
        """All of it."""
        return self.programme + self.staffing


def meal_price(facts: Facts, stay: Stay, what: Item | Choice, request: Request | None) -> int | None:
    """Return yuan a head for the meal that an item is or holds; None: there is none.

    Banquets of every form at the price that was agreed, else for nothing where another organisation gives them, else at
    the restaurant's banquet price: the edition has none by form; a meal that an item gives its guests at the price that
    was agreed, else for nothing; 0 where nobody cooks (a plan may be anybody's).
    """
    if what.kind in MEAL_KINDS:
        agreed: int | None = getattr(request, "meal_price", None)
        if agreed is not None:
            return agreed
        if outside_hosts(request):
            return 0
        if what.dining_room is None:
            return facts.shape.packed_meal_price
        house = facts.week.find_place(what.place)
        if not isinstance(house, Restaurant):
            return 0
        return house.banquet_price or house.price if what.kind == "banquet" else house.price
    if lunch_of_item(stay, request, what.minutes):
        house = facts.week.find_place(what.lunch.restaurant) if what.lunch else None
        return house.price if isinstance(house, Restaurant) else facts.shape.packed_meal_price
    return None if included_meal(request) is None else getattr(request, "meal_price", None) or 0


def hire_price(facts: Facts, car: HiredCar) -> int:
    """Return what a hired car costs for one move: its firm's price, the edition's where the company lists none."""
    return (facts.edition.hire.price(car.kind) or 0) if car.is_unlisted else car.price


def help_price(facts: Facts, duty: Duty) -> int:
    """Return what a hired helper costs for one item, by the edition where the company lists none; 0 for our own.

    An interpreter costs it for a day (``BOOKED_BY_DAY``); rides between the items are in these prices.
    """
    if not duty.hired:
        return 0
    prices = [h.price for h in facts.week.company.hired_help if h.kind == duty.role and speaks(facts, h, duty.language)]
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
        request = next((r for r in stay.visit.requests if r.id == item.request), None)
        if (each := meal_price(facts, stay, item, request)) is not None:
            yield CostLine(item.visit, "meals", item.id, guests * each)
        if item.kind in ("sight", "shopping", "entertainment"):
            place = facts.week.place(item.place)
            yield CostLine(item.visit, "tickets", item.id, guests * (place.price if isinstance(place, Sight) else 0))
        for duty in item.duties:
            if duty.hired and duty.role not in BOOKED_BY_DAY:
                yield CostLine(item.visit, "help", item.id, help_price(facts, duty), duty.role != "guide")
    for move in plan.moves:
        for ride in move.rides:
            if ride.hired:
                yield CostLine(move.visit, "cars", move.id, hire_price(facts, facts.week.hired_car(ride.hired)), True)
    yield from _booked_days(facts, plan)
    left, given = {(row.visit, row.request) for row in plan.left_out}, judged_visits(facts, plan) - plan.visits_left_out
    for stay in (stay for stay in facts.stays if stay.id in given):
        for request in stay.visit.requests:
            if isinstance(request, Gift) and (stay.id, request.id) not in left:
                yield CostLine(stay.id, "gifts", request.id, request.unit_price * (stay.size if request.each else 1))


def _booked_days(facts: Facts, plan: Plan) -> Iterator[CostLine]:
    """Yield a line for each day of a visit for which somebody is hired, about the first item, arrival or departure."""
    parts: list[Item | Move] = [*plan.items, *(move for move in plan.moves if move.kind != "transfer")]
    every = [(part, duty) for part in parts for duty in part.duties if duty.hired and duty.role in BOOKED_BY_DAY]
    seen: set[tuple[str, dt.date, str, str | None]] = set()
    for part, duty in sorted(every, key=lambda each: (each[1].start, each[0].id)):
        key = part.visit, operating_day(duty.start), duty.role, duty.language
        if key not in seen:
            seen.add(key)
            yield CostLine(part.visit, "help", part.id, help_price(facts, duty), True)


def charter_costs(facts: Facts, plan: Plan) -> Iterator[CharterCost]:
    """Yield what chartered vehicles cost that make a run, each once a working day whatever the visits.

    They are paid whether they run or not: no tier weighs them, and a coach that is paid is not left idle to save it.
    """
    days: dict[str, set[dt.date]] = defaultdict(set)
    for run in vehicle_runs(facts, plan):
        days[run.vehicle].add(run.day)
    for vehicle in facts.week.company.vehicles:
        used = tuple(sorted(days[vehicle.id] & set(vehicle.days)))
        if used and vehicle.day_price:
            yield CharterCost(vehicle.id, used, len(used) * vehicle.day_price)


def visit_costs(facts: Facts, plan: Plan) -> dict[str, VisitCost]:
    """Return what the visits of a plan cost, by visit; those without any line are left out."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for line in costs(facts, plan):
        sums[line.visit][line.by_staffing] += line.yuan
    return {visit: VisitCost(*each) for visit, each in sums.items()}
