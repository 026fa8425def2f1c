"""Objective terms that are no rule's: requests left out, money, and helpers whom nobody can be."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from models.domain.activities import Gift
from models.domain.clock import DAY, merge
from models.domain.demands import can_fill, demands
from models.domain.plan import Duty
from models.domain.roles import BOOKED_BY_DAY
from models.domain.tiers import Tier
from models.rules.core.cost_lines import help_price, meal_price
from models.rules.core.findings import subject

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.cp.frame import Frame
    from models.cp.types import Expr, Lit, SolverAct
    from models.domain.demands import HelperDemand
    from models.domain.facts import Facts
    from models.domain.stay import Stay
    from models.rules.core.base import Rule
    from models.rules.core.view import Choice

Span = tuple[int, int]


def add_prices(frame: Frame, stay: Stay, acts: Mapping[str, SolverAct], hotels: Mapping[str, Lit]) -> None:
    """Add the prices of what is left out and of what is paid, as ``models.rules.core.cost_lines.costs`` counts it.

    Hired cars and helpers who stand in for our own are staffing's.
    """
    facts, week, guests = frame.facts, frame.facts.week, stay.size
    for act in acts.values():
        if act.request is not None:
            frame.add(Tier.LEFT_OUT, stay.price(act.request) * (1 - act.done), act.id)
        for choice, literal in act.choices:
            meal = meal_price(facts, stay, choice, choice.request)
            leisure = choice.kind in ("sight", "shopping", "entertainment")
            if meal is None and not leisure:
                continue
            each = (meal or 0) + (week.sight(choice.place).price if leisure else 0)
            frame.add(Tier.MONEY, (guests * each + _guide_fee(facts, stay, act, choice)) * literal, act.id)
    if stay.visit.provides.lodging:
        for hotel, literal in hotels.items():
            prices = {room.kind: room.price for room in week.hotel(hotel).room_types}
            bookings = [b for day in stay.home_nights for b in stay.room_bookings(stay.sleeping(day))]
            frame.add(Tier.MONEY, sum(b.count * prices.get(b.kind, 0) for b in bookings) * literal, hotel)
    for day, hotel in stay.nights_away.items():
        prices = {room.kind: room.price for room in week.hotel(hotel).room_types}
        rooms = stay.room_bookings(stay.sleeping(day))
        frame.add(Tier.MONEY, sum(b.count * prices.get(b.kind, 0) for b in rooms), f"{hotel} {day}")
    for request in stay.visit.requests:
        if isinstance(request, Gift):
            frame.add(Tier.MONEY, request.unit_price * (guests if request.each else 1), request.id)


def _guide_fee(facts: Facts, stay: Stay, act: SolverAct, choice: Choice) -> int:
    """Return the fee of a professional guide, who is always booked, never one of ours (HOST-07)."""
    needed = demands(facts, stay, act.kind, act.request, choice.place, act.minutes)
    guides = [Duty(role="guide", hired=True, start=0, end=0, language=d.language) for d in needed if d.role == "guide"]
    return sum(help_price(facts, duty) for duty in guides)


def count_unfillable_helpers(
    frame: Frame, stay: Stay, rules: Mapping[str, Rule], acts: Mapping[str, SolverAct]
) -> None:
    """Count the helpers whom nobody can be at some hour: staffing can only break the rule that asks for them.

    Nobody at all, or too few who are on duty then; what they do for others is not looked at. Which helpers an item
    needs depends on the room: one without minutes of set-up needs nobody to prepare it. How many depends on the guests:
    only those are counted who take part whenever it is.

    A lower bound of what the rules' checks say of any plan: HOST-09 keeps those who are off duty from helping, a hired
    helper counts as missing, no helper is counted for two items here, and a waiver is heard as the checks hear it. Of
    those who are booked by the day one item is counted each day.
    """
    facts = frame.facts
    by_day: dict[str, list[tuple[SolverAct, Expr]]] = defaultdict(list)
    for act in acts.values():
        if act.request is None:
            continue
        for needed, here in _needed_helpers(facts, stay, act):
            for demand in needed:
                rule = rules.get(demand.rule)
                if rule is None or rule.tier is None or demand.role == "guide":
                    continue
                for number in range(1, demand.count + 1):
                    short = _missing(frame, act, here, _possible_starts(facts, stay, demand, number))
                    if short is None or rule.waived(stay.visit, *act.about.ids):
                        continue
                    if demand.role in BOOKED_BY_DAY:
                        by_day[rule.id].append((act, short))
                    else:
                        frame.add_lower_bound(rule, act.about, short)
    for id, missing in by_day.items():
        _count_days(frame, rules[id], missing)


def _count_days(frame: Frame, rule: Rule, missing: Sequence[tuple[SolverAct, Expr]]) -> None:
    """Count the days with an item at which somebody is missing, each once."""
    for day in sorted({day for act, _ in missing for day in act.on}):
        short = frame.literal()
        for act, expr in missing:
            if day in act.on:
                frame.model.add(short >= expr + act.on[day] - 1)
        frame.add_lower_bound(rule, subject(day=day), short)


def _needed_helpers(facts: Facts, stay: Stay, act: SolverAct) -> list[tuple[tuple[HelperDemand, ...], list[Lit]]]:
    """Return what an activity needs with the literals of the choices of place and room that need just that."""
    found: dict[tuple[HelperDemand, ...], list[Lit]] = {}
    always = [g for g in stay.groups if g is stay.lead or (g in stay.first and g in stay.last)]
    guests = sum(group.size for group in always)
    for choice, literal in act.choices:
        if choice.place:
            needed = demands(
                facts, stay, act.kind, act.request, choice.place, act.minutes, guests=guests, room=choice.room
            )
            found.setdefault(needed, []).append(literal)
    return list(found.items())


def _missing(frame: Frame, act: SolverAct, here: Sequence[Lit], starts: Sequence[Span]) -> Expr | None:
    """Return 1 where an item with one of some choices starts at no moment of some spans; None: it always does."""
    on: Expr = act.done if len(here) == len(act.choices) else sum(here)
    origin = frame.facts.week.origin
    low, high = frame.value_range(act.start)
    spans = [(a - origin, b - origin) for a, b in starts]
    if not any(a <= high and low <= b for a, b in spans):
        return on
    if not any(a <= low and high <= b for a, b in spans):
        short = frame.literal()
        for literal in (act.done,) if len(here) == len(act.choices) else here:
            frame.within(act.start, spans, on=(literal, ~short))
        return short
    return None


def _possible_starts(facts: Facts, stay: Stay, demand: HelperDemand, number: int) -> list[Span]:
    """Return the spans of moments at which so many of ours who fit a demand are on duty for all of it.

    Of the stay only the kind of its client is asked for (``can_fill``).
    """
    known: dict[object, list[Span]] = facts.cache.setdefault("possible starts", {})
    key = demand, stay.visit.client_kind, number
    if key not in known:
        known[key] = _spans_on_duty(facts, stay, demand, number)
    return known[key]


def _spans_on_duty(facts: Facts, stay: Stay, demand: HelperDemand, number: int) -> list[Span]:
    first, last = facts.week.origin - DAY, facts.week.origin + (facts.week.days + 2) * DAY
    steps: Counter[int] = Counter()
    for person in facts.week.company.people:
        if can_fill(person, demand, stay):
            edges = [first, *(edge for span in facts.off(person) for edge in span), last]
            for begin, end in zip(edges[::2], edges[1::2], strict=True):
                if end - demand.end >= begin - demand.begin:
                    steps[begin - demand.begin] += 1
                    steps[end - demand.end + 1] -= 1
    found, here, since = list[Span](), 0, 0
    for moment, step in sorted(steps.items()):
        if here < number <= here + step:
            since = moment
        elif here + step < number <= here:
            found.append((since, moment - 1))
        here += step
    return merge(found)
