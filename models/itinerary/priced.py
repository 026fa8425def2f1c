"""What a programme costs by itself: requests left out (tier 0), money (tier 3), helpers whom nobody can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import Gift
from models.domain.demands import demands, fits
from models.domain.plan import Duty
from models.rules.money import help_price, meal_price

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.cp.frame import Frame
    from models.domain.facts import Facts, Stay
    from models.rules.base import Rule
    from models.rules.view import Act, Choice, Lit


def price(frame: Frame, stay: Stay, acts: Mapping[str, Act], hotels: Mapping[str, Lit]) -> None:
    """Price what is left out (tier 0) and what is paid (tier 3), as ``models.rules.money.costs`` counts it.

    Hired cars and helpers who stand in for our own are staffing's.
    """
    facts, week, guests = frame.facts, frame.facts.week, stay.size
    for act in acts.values():
        if act.request is not None:
            frame.add(0, stay.price(act.request) * (1 - act.done), act.id)
        for choice, literal in act.choices:
            if choice.kind in ("lunch", "dinner", "banquet"):
                each = meal_price(facts, choice.kind, choice.place, choice.dining_room)
            elif choice.kind in ("sight", "shopping", "entertainment"):
                each = week.sight(choice.place).price
            else:
                continue
            frame.add(3, (guests * each + _guide(facts, stay, act, choice)) * literal, act.id)
    if stay.visit.provides.lodging:
        for hotel, literal in hotels.items():
            prices = {room.kind: room.price for room in week.hotel(hotel).room_types}
            bookings = [b for day in stay.nights for b in stay.room_bookings(stay.sleeping(day))]
            frame.add(3, sum(b.count * prices.get(b.kind, 0) for b in bookings) * literal, hotel)
    for request in stay.visit.requests:
        if isinstance(request, Gift):
            frame.add(3, request.unit_price * (guests if request.each else 1), request.id)


def _guide(facts: Facts, stay: Stay, act: Act, choice: Choice) -> int:
    """Return the fee of a professional guide, who is always booked, never one of ours (HOST-07)."""
    needed = demands(facts, stay, act.kind, act.request, choice.place, act.minutes)
    guides = [
        Duty(role="guide", hired=True, start=0, end=0, language=d.language) for d in needed if d.role == "guide"
    ]
    return sum(help_price(facts, duty) for duty in guides)


def hopeless(frame: Frame, stay: Stay, rules: Mapping[str, Rule], acts: Mapping[str, Act]) -> None:
    """Count helpers whom the company has not at all: staffing can only break the rule that asks for them."""
    facts, people = frame.facts, frame.facts.week.company.people
    for act in acts.values():
        place = act.choices[0][0].place if act.choices else ""
        if act.request is None or not place:
            continue
        for demand in demands(facts, stay, act.kind, act.request, place, act.minutes):
            rule = rules.get(demand.rule)
            if rule and demand.role != "guide" and not any(fits(p, demand, stay) for p in people):
                frame.relax(rule, demand.count * act.done)
