"""COST · level and money: what a level's package allows a head, the visit's budget, thrift.

Sums are counted in whole hundreds of yuan, each line rounded up and each limit down, so that a model counts alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import LEISURE, MEAL_KINDS, Gift
from models.domain.places import Hotel, Restaurant, Sight
from models.domain.plan import Item
from models.domain.vocabulary import COST_HEADING_NAMES
from models.rules.core.base import Citation, Rule
from models.rules.core.cost_lines import meal_price
from models.rules.core.findings import Phrase, Sentence, about, label, subject
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Subject, Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import Choice, Expr, VisitView


class LevelByContract(Rule):
    """COST-01: a definition, no break: the level follows from the contract amount, unless the visit names it.

    In 万元: A > 600, 400 < B ≤ 600, 100 ≤ C ≤ 400, D < 100; the document gives 600 to A and to B, it is B here
    (``Stay.level``, ``level_bounds`` of the edition).
    """

    id = "COST-01"
    title = "客户级别按合同额:A > 600,B > 400,C ≥ 100(万元),其余 D;可另行指定"
    title_en = "Level by contract amount; an explicit level overrides"
    cites = Citation(document="S2", clause="第二条 2", quote="按级别分类A级:合同额600万以上")
    levels = ("note",)

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Find nothing: a definition cannot be broken."""
        return ()


class PackageKept(Rule):
    """COST-02: meals, hotel, gifts and tickets within the level's package a head, and all within the visit's budget.

    Amount, hundreds of yuan: for each meal what its price exceeds the package's, times the guests; for each night what
    the rooms exceed the guests' hotel price; tickets and gifts of the stay beyond the package times the guests; and the
    sum of all four beyond the budget. Hired cars and helpers do not count. What exceeds is put to the deputy general
    manager before the visit (list of things to do).
    """

    id = "COST-02"
    title = "餐饮、住宿、礼品、门票不超过级别套餐和预算,超出的提前报主管副总批准"
    title_en = "Meals, hotel, gifts and tickets within the level's package and the visit's budget"
    cites = Citation(document="S2", clause="第六条 3", quote="如接待规格超出标准应提前向主管副总申请")
    unit = "yuan100"
    levels = ("should", "prefer", "note", "off")
    heading = Sentence(
        "{client}的{heading}超出 {level} 级套餐 {yuan} 元",
        "{heading} of {client} exceed the package of level {level} by CNY {yuan}",
    )
    meal = Sentence("{item}餐费超出套餐 {yuan} 元", "{item} exceeds the package by CNY {yuan}")
    night = Sentence("{day}{hotel}房费超出套餐 {yuan} 元", "rooms at {hotel} on {day} exceed the package by CNY {yuan}")
    budget = Sentence("{client}超出预算 {yuan} 元", "{client} exceeds the budget by CNY {yuan}")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each line with its limit."""
        left = {(row.visit, row.request) for row in plan.left_out}
        for p in programmes(facts, plan):
            gifts = sum(_gift(p.stay, r) for r in p.stay.visit.requests if (p.id, r.id) not in left)
            yield from self._meals(facts, p)
            yield from self._nights(facts, p)
            tickets = sum(_ticket(facts, p.stay, item.place) for item in p.leisure)
            for heading, spent in (("tickets", tickets), ("gifts", gifts)):
                over = spent - _allowance(p.stay, heading)
                if over > 0:
                    yield self.broken(
                        p.id,
                        _of_heading(p, heading),
                        over,
                        self.heading,
                        client=p.stay.visit.client,
                        heading=Phrase(*COST_HEADING_NAMES[heading]),
                        level=p.stay.level,
                        yuan=100 * over,
                    )
            yield from self._budget(facts, p, tickets + gifts)

    def _meals(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        for item in p.of(*MEAL_KINDS):
            if over := _meal(facts, p.stay, item, beyond=True):
                yield self.broken(p.id, about(item), over, self.meal, item=label(item), yuan=100 * over)

    def _nights(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        for night in p.nights:
            rooms = {str(booking.kind): booking.count for booking in night.rooms}
            guests = p.stay.guests(night.groups)
            if over := _night(facts, p.stay, (night.hotel, rooms, guests), beyond=True):
                where, hotel = subject(place=night.hotel), facts.week.hotel(night.hotel).name
                yield self.broken(p.id, where, over, self.night, day=night.day, hotel=hotel, yuan=100 * over)

    def _budget(self, facts: Facts, p: Programme, others: int) -> Iterator[Violation]:
        budget = p.stay.visit.budget
        if budget is None:
            return
        spent = others + sum(_meal(facts, p.stay, item) for item in p.of(*MEAL_KINDS))
        for night in p.nights:
            rooms = {str(booking.kind): booking.count for booking in night.rooms}
            spent += _night(facts, p.stay, (night.hotel, rooms, p.stay.guests(night.groups)))
        if (over := spent - budget // 100) > 0:
            where = _of_heading(p, "budget")
            yield self.broken(p.id, where, over, self.budget, client=p.stay.visit.client, yuan=100 * over)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price each choice's excess; bound the sums of tickets, gifts and all."""
        stay, one = visit.stay, m.both()
        terms: list[Expr] = []
        for act in visit.of(*MEAL_KINDS):
            excess = [(lit, _meal(facts, stay, choice, beyond=True)) for choice, lit in act.choices]
            if any(over for _, over in excess):
                m.limit(self, act.about, sum(over * lit for lit, over in excess), hi=0)
            terms += [_meal(facts, stay, choice) * lit for choice, lit in act.choices]
        for hotel, chosen in visit.hotel.items() if stay.visit.provides.lodging else ():
            nights = [_stayed(stay, hotel, day) for day in stay.nights]
            over = sum(_night(facts, stay, night, beyond=True) for night in nights)
            if over:
                m.limit(self, subject(place=hotel), over * chosen, hi=0)
            terms.append(sum(_night(facts, stay, night) for night in nights) * chosen)
        tickets = [
            _ticket(facts, stay, choice.place) * lit for act in visit.of(*LEISURE) for choice, lit in act.choices
        ]
        gifts = sum(_gift(stay, request) for request in stay.visit.requests)
        if tickets:
            m.limit(self, _of_heading(visit, "tickets"), sum(tickets), hi=_allowance(stay, "tickets"))
        if gifts > _allowance(stay, "gifts"):
            m.limit(self, _of_heading(visit, "gifts"), gifts * one, hi=_allowance(stay, "gifts"))
        if stay.visit.budget is not None:
            everything = sum([*terms, *tickets]) + gifts * one
            m.limit(self, _of_heading(visit, "budget"), everything, hi=stay.visit.budget // 100)


class LeastCost(Rule):
    """COST-03: an order, no break: least cost among equals; the tier ``Tier.MONEY`` of the score sees to it."""

    id = "COST-03"
    title = "勤俭节约:同样的安排取费用少的"
    title_en = "Least cost among equals"
    cites = Citation(document="S2", clause="第六条 1", quote="接待费的使用遵循勤俭节约,效能优先的原则")
    levels = ("note",)

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Find nothing: the score keeps the order."""
        return ()


def _of_heading(visit: Programme | VisitView, heading: str) -> Subject:
    """Return what an excess over the whole stay is about: a visit's heading, or its ``budget``."""
    return subject(visit=visit.id, cost_heading=heading)


def _hundreds(yuan: int) -> int:
    return -(-max(0, yuan) // 100)


def _allowance(stay: Stay, heading: str) -> int:
    """Return what the package allows all guests for the stay, in whole hundreds."""
    each = stay.package.ticket_price if heading == "tickets" else stay.package.gift_price
    return stay.size * each // 100


def _meal(facts: Facts, stay: Stay, meal: Item | Choice, beyond: bool = False) -> int:
    """Return what a meal costs all guests, or what it exceeds the package by (``beyond``)."""
    if meal.dining_room is not None and not isinstance(facts.week.find_place(meal.place), Restaurant):
        return 0
    asked = (
        next((r for r in stay.visit.requests if r.id == meal.request), None) if isinstance(meal, Item) else meal.request
    )
    each = meal_price(facts, meal.kind, meal.place, meal.dining_room, asked)
    allowed = stay.package.banquet_price if meal.kind == "banquet" else stay.package.meal_price
    return _hundreds(stay.size * (each - allowed if beyond else each))


def _stayed(stay: Stay, hotel: str, day: dt.date) -> tuple[str, dict[str, int], int]:
    """Return a night as the model books it: hotel, rooms by kind, guests."""
    groups = stay.sleeping(day)
    return hotel, {str(b.kind): b.count for b in stay.room_bookings(groups)}, stay.guests(groups)


def _night(facts: Facts, stay: Stay, night: tuple[str, dict[str, int], int], beyond: bool = False) -> int:
    """Return what a night costs, or what it exceeds the package by."""
    hotel, rooms, guests = night
    place = facts.week.find_place(hotel)
    if not isinstance(place, Hotel):
        return 0
    prices = {str(kind.kind): kind.price for kind in place.room_types}
    cost = sum(count * prices.get(kind, 0) for kind, count in rooms.items())
    return _hundreds(cost - guests * stay.package.hotel_price if beyond else cost)


def _ticket(facts: Facts, stay: Stay, place: str) -> int:
    sight = facts.week.find_place(place)
    return _hundreds(stay.size * sight.price) if isinstance(sight, Sight) else 0


def _gift(stay: Stay, request: object) -> int:
    if not isinstance(request, Gift):
        return 0
    return _hundreds(request.unit_price * (stay.size if request.each else 1))
