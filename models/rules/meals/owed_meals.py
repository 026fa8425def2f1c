"""MEAL-01, 01a, 01b · the meals that a visit is owed: each day's lunch and dinner, their hours, packed meals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from models.domain.activities import KINDS, MEAL_KINDS, is_packed_meal
from models.domain.base import Count, Fact
from models.domain.clock import Clock, at, day_of, minute_of_day
from models.domain.included_meals import StartHours, lunch_of_item, start_hours
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Phrase, Sentence, TimeOfDay, about, label, subject
from models.rules.core.programme import programmes
from models.rules.core.view import Layer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.view import Expr, VisitView


class MealsProvided(Rule):
    """MEAL-01: where meals are provided, lunch and dinner on each day present at that hour, and all meals in hours.

    Owed meals: ``Stay.lunch_owed``, ``Stay.dinner_owed``. A banquet takes the meal's place, and so does an item during
    which the guests have it (``included_meals``); at a tea, and at a cocktail reception that is not said to be a meal,
    they have none. A packed meal is the way out (MEAL-01a). A lunch, hosted ones too, starts between ``lunch_from`` and
    ``lunch_to``, a dinner or banquet between ``dinner_from`` and ``dinner_to``; an item with a meal, and a buffet or
    reception, where ``start_hours`` says. Where a plan is made again, guests who are held up by something in progress
    come to the table later (``Facts.meal_hours``), which MEAL-01b counts. Amount: 1 for a missing meal, 1 for one out
    of hours.
    """

    id = "MEAL-01"
    title = "安排用餐的,在公司期间每天有午餐、晚餐,按时开餐"
    title_en = "Lunch and dinner on each day present, in hours"
    cites = PRACTICE
    levels = ("must",)
    softenable = False
    judges_single_items = True
    mended_by = ("time", "place")
    missing = Sentence("{day}没有安排{meal}", "no {meal} is planned on {day}")
    out_of_hours = Sentence(
        "{item}不在 {first} 至 {last} 的开餐时间之内",
        "{item} is outside the hours in which meals start ({first} to {last})",
    )

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Yield a violation for each owed meal that is not planned, then for each meal outside the hours."""
        for p in programmes(facts, plan):
            held = [(p.meal(item), day_of(item.start), item) for item in p.items]
            for day in p.stay.days:
                for meal, owed in (("lunch", p.stay.lunch_owed), ("dinner", p.stay.dinner_owed)):
                    if owed(day) and not any(m == meal and d == day for m, d, _ in held):
                        where = subject(day=day, meal=meal)
                        yield self.broken(p.id, where, 1, self.missing, day=day, meal=_meal_name(meal))
            for kind, day, item in held:
                if kind is None:
                    continue
                own = p.start_hours(item) or {}
                first, last = own[kind] if kind in own else facts.meal_hours(p.id, day, kind)
                if not at(day, first) <= item.start <= at(day, last):
                    edges = {"first": TimeOfDay(first), "last": TimeOfDay(last)}
                    yield self.broken(p.id, about(item), 1, self.out_of_hours, item=label(item), **edges)


class SeatedMeals(Rule):
    """MEAL-01a: a meal is taken at a table; packed, or brought to the hotel, is the way out.

    So is the lunch that interrupts an item, where no restaurant is near. Amount, a meal: 1, at levels A and B
    ``level_a`` and ``level_b``.
    """

    id = "MEAL-01a"
    title = "用餐有餐厅,盒饭或送餐只作变通"
    title_en = "Meals are taken at a table; a packed one is the way out"
    cites = PRACTICE
    levels = ("should", "prefer", "note", "off")
    packed = Sentence(
        "{item}没有餐厅,改为盒饭或送餐", "{item} has no restaurant: the meal is packed, or brought to the hotel"
    )
    packed_lunch = Sentence(
        "{item}中间的午餐附近没有餐厅,改为盒饭",
        "the lunch in the midst of {item} has no restaurant near by: it is packed",
    )

    class Numbers(Fact):
        """What a packed meal of guests of these levels counts."""

        level_a: Count = 2
        level_b: Count = 2

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for meals without a dining room."""
        for p in programmes(facts, plan):
            amount = self._amount(p.stay)
            for item in p.items:
                if item.is_packed_meal:
                    yield self.broken(p.id, about(item), amount, self.packed, item=label(item))
                elif item.lunch is None and lunch_of_item(p.stay, p.request(item), item.minutes):
                    yield self.broken(p.id, about(item), amount, self.packed_lunch, item=label(item))

    def _amount(self, stay: Stay) -> int:
        amounts = {"A": self.n.level_a, "B": self.n.level_b}
        return int(amounts.get(stay.level, 1))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price packed meals."""
        del facts
        amount = self._amount(visit.stay)
        for act in visit.acts.values():
            interrupted = lunch_of_item(visit.stay, act.request, act.minutes)
            for choice, chosen in act.choices:
                if is_packed_meal(choice.kind, choice.dining_room) or (interrupted and choice.lunch is None):
                    m.limit(self, act.about, amount * chosen, hi=0)


class LunchInTime(Rule):
    """MEAL-01c: lunch waits for what other organisations give only where nothing else will do.

    A lunch of guests whom other organisations receive may begin after ``lunch_to`` (``Facts.meal_hours``), so that
    honours, talks and signing are not torn apart (ORD-09). Amount: 1 for each that does.
    """

    id = "MEAL-01c"
    title = "午餐 13:30 以前开席"
    title_en = "Lunch begins by 13:30"
    cites = PRACTICE
    unit = "items"
    levels = ("should", "must", "prefer", "note", "off")
    late = Sentence("{day}午餐要等到 {time}", "lunch on {day} waits until {time}")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for lunches after the usual hours."""
        for p in programmes(facts, plan):
            for item in p.items:
                day = day_of(item.start)
                if _waits_for_others(p.meal(item), p.start_hours(item)) and item.start > at(day, facts.shape.lunch_to):
                    time, where = TimeOfDay(minute_of_day(item.start)), subject(day=day, meal="lunch")
                    yield self.broken(p.id, where, 1, self.late, day=day, time=time)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never a lunch after the usual hours."""
        for day in visit.days:
            slot, latest = visit.slots[day, Layer.LUNCH], at(day, facts.shape.lunch_to)
            waiting = [
                x
                for act, x in slot.acts
                if _waits_for_others("lunch", start_hours(facts.shape, act.request, act.minutes))
            ]
            if waiting and at(day, facts.meal_hours(visit.id, day, "lunch")[1]) > latest:
                late = m.less(latest - facts.week.origin, slot.start)
                m.never(self, subject(day=day, meal="lunch"), m.either(*waiting), late)


def _waits_for_others(meal: str | None, own: StartHours | None) -> bool:
    """Tell whether it is a lunch whose hours are those of the day, not its own."""
    return meal == "lunch" and own is None


class UsualMealHour(Rule):
    """MEAL-01b: lunch and dinner at the usual hour, not at either end of the time in which MEAL-01 allows them.

    A lunch begins between ``lunch_first`` and ``lunch``, a dinner between ``dinner_first`` and ``dinner``, one that has
    a host by ``banquet``. An item with a meal is judged by its own start: where that is late, the guests come to the
    table late; it may be as early as it likes, and so may receptions, which have their own hours. Amount: minutes too
    early or too late, each meal; those too early of a hosted dinner count ``early_banquet`` times.
    """

    id = "MEAL-01b"
    title = "按习惯时间用餐:午餐 11:45 至 12:30,晚餐 18:00 至 18:30,宴请 18:00 至 19:00 开席"
    title_en = "Meals at the usual hour: lunch 11:45 to 12:30, dinner 18:00 to 18:30, banquets 18:00 to 19:00"
    cites = PRACTICE
    unit = "minutes"
    levels = ("prefer", "should", "must", "note", "off")
    late = Sentence("{day}{meal} {time} 才开始,偏晚", "{meal} on {day} begins at {time}, rather late")
    early = Sentence("{day}{meal} {time} 就开始,偏早", "{meal} on {day} begins at {time}, rather early")

    class Numbers(Fact):
        """The first and the latest usual start of lunch and of dinner."""

        lunch_first: Clock = 11 * 60 + 45
        lunch: Clock = 12 * 60 + 30
        dinner_first: Clock = 18 * 60
        dinner: Clock = 18 * 60 + 30
        banquet: Clock = 19 * 60
        """The latest usual start of a hosted dinner."""
        early_banquet: Annotated[int, Field(ge=1, le=20)] = 1
        """How many minutes a minute counts that a hosted dinner begins too early."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the start of each meal."""
        for p in programmes(facts, plan):
            for item in p.items:
                meal, day = p.meal(item), day_of(item.start)
                if meal is None:
                    continue
                late = item.start - at(day, self._latest(meal, item.kind))
                bound = self._has_first(facts, item.kind, p.request(item), item.minutes)
                early = (at(day, self._first(meal)) - item.start) * self._times(meal, item.kind) if bound else 0
                if (off := max(late, early)) > 0:
                    time, where = TimeOfDay(minute_of_day(item.start)), subject(day=day, meal=meal)
                    what = self.late if late > 0 else self.early
                    yield self.broken(p.id, where, off, what, day=day, meal=_meal_name(meal), time=time)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the start of each meal's slot."""
        for day in visit.days:
            for layer in (Layer.LUNCH, Layer.DINNER):
                slot = visit.slots[day, layer]
                where, zero = subject(day=day, meal=layer.part_of_day), at(day) - facts.week.origin
                if slot.acts:
                    meal, hosted = layer.part_of_day, [x for act, x in slot.acts if act.kind == "banquet"]
                    latest: Expr = self._latest(meal, meal)
                    latest += (self._latest(meal, "banquet") - self._latest(meal, meal)) * sum(hosted)
                    m.limit(self, where, slot.start - latest, hi=zero, on=(slot.used,))
                bound = [
                    (act.kind, x) for act, x in slot.acts if self._has_first(facts, act.kind, act.request, act.minutes)
                ]
                first = self._first(layer.part_of_day) + zero
                for times in sorted({self._times(layer.part_of_day, kind) for kind, _ in bound}):
                    these = m.either(*(x for kind, x in bound if self._times(layer.part_of_day, kind) == times))
                    m.limit(self, where, slot.start * times, lo=first * times, on=(these,))

    def _first(self, meal: str) -> int:
        return int(self.n.lunch_first if meal == "lunch" else self.n.dinner_first)

    def _times(self, meal: str, kind: str) -> int:
        """Return how often a minute too early counts."""
        return int(self.n.early_banquet) if meal == "dinner" and kind == "banquet" else 1

    def _latest(self, meal: str, kind: str) -> int:
        if meal == "lunch":
            return int(self.n.lunch)
        return int(max(self.n.dinner, self.n.banquet) if kind == "banquet" else self.n.dinner)

    def _has_first(self, facts: Facts, kind: str, request: Request | None, minutes: int) -> bool:
        """Tell whether a meal may be too early: it is nothing but a meal, and has no hours of its own."""
        return kind in MEAL_KINDS and start_hours(facts.shape, request, minutes) is None


def _meal_name(meal: str) -> Phrase:
    return Phrase(KINDS[meal].zh, KINDS[meal].en)
