"""COST · level and money: what a level's package allows a head, the visit's budget, thrift.

Sums are compared to the yuan; what exceeds a limit weighs by the hundreds that are begun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import LEISURE
from models.domain.vocabulary import COST_HEADING_NAMES
from models.rules.core.base import Citation, Rule
from models.rules.core.findings import Phrase, Sentence, about, label, subject
from models.rules.core.programme import programmes
from models.rules.cost.standards import HEADINGS_OF_STAY, allowance, booked_night, gift, meal, night, ticket

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Subject, Value, Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import Expr, VisitView
    from models.rules.cost.standards import Spent

HUNDRED = 100
"""Yuan in a step of the amount."""


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

    Amount, hundreds of yuan that are begun: for each meal what its price exceeds the package's, times the guests (of a
    banquet of any form the banquet's, of a meal within an item the meal's); for each night what the rooms exceed the
    guests' hotel price; tickets and gifts of the stay beyond the package times the guests; and the sum of all four
    beyond the budget.
    Hired cars and helpers do not count. What exceeds is put to the deputy general manager before the visit (list of
    things to do).
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
            meals = [(item, found) for item in p.items if (found := meal(facts, p.stay, item, p.request(item)))]
            nights = [(booked, booked_night(facts, p.stay, booked)) for booked in p.nights]
            tickets = sum(ticket(facts, p.stay, item) for item in p.leisure)
            gifts = sum(gift(p.stay, r) for r in p.stay.visit.requests if (p.id, r.id) not in left)
            for item, spent in meals:
                if yuan := spent.over:
                    yield self._broken(p, about(item), yuan, self.meal, item=label(item))
            for booked, spent in nights:
                if yuan := spent.over:
                    where, hotel = subject(place=booked.hotel), facts.week.hotel(booked.hotel).name
                    yield self._broken(p, where, yuan, self.night, day=booked.day, hotel=hotel)
            client = p.stay.visit.client
            for heading, sum_of_stay in zip(HEADINGS_OF_STAY, (tickets, gifts), strict=True):
                if (yuan := sum_of_stay - allowance(p.stay, heading)) > 0:
                    named, level = Phrase(*COST_HEADING_NAMES[heading]), p.stay.level
                    where = _of_heading(p, heading)
                    yield self._broken(p, where, yuan, self.heading, client=client, heading=named, level=level)
            everything = tickets + gifts + sum(spent.yuan for _, spent in (*meals, *nights))
            budget = p.stay.visit.budget
            if budget is not None and (yuan := everything - budget) > 0:
                yield self._broken(p, _of_heading(p, "budget"), yuan, self.budget, client=client)

    def _broken(self, p: Programme, where: Subject, yuan: int, sentence: Sentence, **values: Value) -> Violation:
        return self.broken(p.id, where, _hundreds(yuan), sentence, yuan=yuan, **values)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price each choice's excess; bound the sums of tickets, gifts and all."""
        stay, one = visit.stay, m.both()
        terms: list[Expr] = []
        for act in visit.acts.values():
            eaten = [(lit, found) for choice, lit in act.choices if (found := meal(facts, stay, choice, act.request))]
            if any(spent.over for _, spent in eaten):
                m.limit(self, act.about, sum(_hundreds(spent.over) * lit for lit, spent in eaten), hi=0)
            terms += [spent.yuan * lit for lit, spent in eaten]
        for hotel, chosen in visit.hotel.items() if stay.visit.provides.lodging else ():
            nights = [_stayed(facts, stay, hotel, day) for day in stay.home_nights]
            over = sum(_hundreds(spent.over) for spent in nights)
            if over:
                m.limit(self, subject(place=hotel), over * chosen, hi=0)
            terms.append(sum(spent.yuan for spent in nights) * chosen)
        for day, hotel in stay.nights_away.items():
            spent = _stayed(facts, stay, hotel, day)
            if over := _hundreds(spent.over):
                m.limit(self, subject(place=hotel), over * one, hi=0)
            terms.append(spent.yuan * one)
        tickets = [ticket(facts, stay, choice) * lit for act in visit.of(*LEISURE) for choice, lit in act.choices]
        gifts = sum(gift(stay, request) for request in stay.visit.requests)
        if tickets:
            most = allowance(stay, "tickets")
            m.limit(self, _of_heading(visit, "tickets"), sum(tickets), hi=most, step=HUNDRED)
        if gifts > (most := allowance(stay, "gifts")):
            m.limit(self, _of_heading(visit, "gifts"), gifts * one, hi=most, step=HUNDRED)
        if stay.visit.budget is not None:
            everything = sum([*terms, *tickets]) + gifts * one
            m.limit(self, _of_heading(visit, "budget"), everything, hi=stay.visit.budget, step=HUNDRED)


def excess_yuan(violation: Violation) -> int:
    """Return the yuan that a break of COST-02 is about: its amount is in hundreds that are begun."""
    yuan = dict(violation.values)["yuan"]
    assert isinstance(yuan, int)
    return yuan


def yuan_to_approve(violations: Iterable[Violation]) -> int:
    """Return the yuan that somebody approves, each once: what exceeds the packages may exceed the budget too."""
    packages = budget = 0
    for violation in violations:
        if "budget" in violation.about.of("cost_heading"):
            budget += excess_yuan(violation)
        else:
            packages += excess_yuan(violation)
    return max(packages, budget)


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
    return -(-max(0, yuan) // HUNDRED)


def _stayed(facts: Facts, stay: Stay, hotel: str, day: dt.date) -> Spent:
    """Return what a night costs as the model books it."""
    groups = stay.sleeping(day)
    rooms = {str(booking.kind): booking.count for booking in stay.room_bookings(groups)}
    return night(facts, stay, hotel, rooms, stay.guests(groups))
