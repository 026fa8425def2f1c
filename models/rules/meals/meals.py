"""MEAL · meals and banquets; MEAL-07 and MEAL-09 are with the host people."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from models.domain.activities import Banquet
from models.domain.clock import at, day_of, overlap
from models.domain.demands import diners
from models.domain.places import Restaurant
from models.rules.arrival import WORK
from models.rules.core.base import PRACTICE, Citation, Rule
from models.rules.core.findings import about, label
from models.rules.core.programme import date, programmes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.places import DiningRoom
    from models.domain.plan import Item, Plan
    from models.domain.stay import Stay
    from models.domain.visits import Visit
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import Act, Choice, Lit, VisitView

MEALS = ("lunch", "dinner", "banquet")
WORKING = ("lunch", "dinner")
DIETS_ZH = {
    "halal": "清真",
    "vegetarian": "素食",
    "vegan": "纯素",
    "kosher": "犹太洁食",
    "no_pork": "不吃猪肉",
    "no_beef": "不吃牛肉",
    "no_seafood": "不吃海鲜",
    "no_nuts": "不吃坚果",
    "gluten_free": "无麸质",
}


class MealsProvided(Rule):
    """MEAL-01: where meals are provided, lunch and dinner on each day present at that hour, and all meals in hours.

    Owed meals: ``Stay.lunch_owed``, ``Stay.dinner_owed``; a banquet takes the meal's place, a packed meal is the way
    out (MEAL-01a). A lunch, hosted ones too, starts between ``lunch_from`` and ``lunch_to``, a dinner or banquet
    between ``dinner_from`` and ``dinner_to``. Amount: 1 for a missing meal, 1 for one out of hours.
    """

    id = "MEAL-01"
    title = "安排用餐的,在公司期间每天有午餐、晚餐,按时开餐"
    title_en = "Lunch and dinner on each day present, in hours"
    cites = PRACTICE
    levels = ("must",)
    softenable = False

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for owed meals, then at the clock."""
        shape = facts.shape
        spans = {"lunch": (shape.lunch_from, shape.lunch_to), "dinner": (shape.dinner_from, shape.dinner_to)}
        for p in programmes(facts, plan):
            held = [(p.meal(item), day_of(item.start), item) for item in p.items]
            for day in p.stay.days:
                for meal, owed, name in (("lunch", p.stay.lunch_owed, "午餐"), ("dinner", p.stay.dinner_owed, "晚餐")):
                    if owed(day) and not any(m == meal and d == day for m, d, _ in held):
                        yield self.broken(p.id, (str(day), meal), 1, f"{date(day)}没有安排{name}")
            for kind, day, item in held:
                if kind is None:
                    continue
                first, last = spans[kind]
                if not at(day, first) <= item.start <= at(day, last):
                    yield self.broken(p.id, about(item), 1, f"{label(item)}不在用餐时间")


class SeatedMeals(Rule):
    """MEAL-01a: a meal is taken at a table; packed, or brought to the hotel, is the way out. Amount: 1 a meal."""

    id = "MEAL-01a"
    title = "用餐有餐厅,盒饭或送餐只作变通"
    title_en = "Meals are taken at a table; a packed one is the way out"
    cites = PRACTICE
    levels = ("should", "prefer", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for meals without a dining room."""
        for p in programmes(facts, plan):
            for item in p.of(*WORKING):
                if item.dining_room is None:
                    yield self.broken(p.id, about(item), 1, f"{label(item)}没有餐厅,改为盒饭或送餐")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price the way out."""
        del facts
        for act in visit.of(*WORKING):
            for choice, chosen in act.choices:
                if choice.dining_room is None:
                    m.never(self, act.about, chosen)


class DesignatedRestaurants(Rule):
    """MEAL-02: meals in designated (agreement) restaurants or the canteen; another one needs an application.

    Judged on meals at a table, banquets too. Amount: 1 a meal.
    """

    id = "MEAL-02"
    title = "在定点餐厅或食堂用餐,否则须提前申请"
    title_en = "Meals in designated restaurants"
    cites = Citation(
        document="S2",
        clause="四(一)",
        quote="公司招待用餐原则上安排在定点餐厅就餐,如不在定点餐厅,须提前向行政事业部申请",
    )
    levels = ("should", "must", "prefer", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at each restaurant."""
        for p, item in _tables(facts, plan):
            house = facts.week.restaurant(item.place)
            if not designated(house):
                yield self.broken(p.id, (*about(item), house.id), 1, f"{label(item)}在{house.name},不是定点餐厅")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price the others."""
        for act, choice, chosen in _choices(visit):
            if not designated(facts.week.restaurant(choice.place)):
                m.never(self, (*act.about, choice.place), chosen)


def designated(house: Restaurant) -> bool:
    """Tell whether a restaurant is designated: by agreement, or the company's canteen."""
    return house.agreement or house.style == "canteen"


class DiningRoomFits(Rule):
    """MEAL-03: guests and company fit, and a private room has one party at a time.

    Seats needed (``demands.diners``): the whole visit and, at a banquet, ``company`` and the host, at a working meal
    the companions of MEAL-09. Parties share a hall's seats; a private room only for a joint banquet. Amount: people
    over, 1 for two parties in one private room.
    """

    id = "MEAL-03"
    title = "餐位坐得下,一个包间同时只接待一批客人"
    title_en = "Guests and company fit; one party per private room"
    cites = PRACTICE
    unit = "people"
    scope = "shared"
    levels = ("must",)
    occupies = True
    softenable = False

    def admits(self, facts: Facts, visit: Visit, choice: Choice) -> str | None:
        """Refuse rooms that are too small."""
        if choice.dining_room is None or choice.kind not in MEALS:
            return None
        table = _room(facts, choice.place, choice.dining_room)
        need = diners(facts.stay(visit.id), choice.request)
        return f"{table.name}只有 {table.seats} 座,需 {need} 座" if table.seats < need else None

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count the seats of each meal, then of each room."""
        rooms: dict[tuple[str, str], list[tuple[Programme, Item, int]]] = {}
        for p, item in _tables(facts, plan):
            assert item.dining_room
            table, need = _room(facts, item.place, item.dining_room), diners(p.stay, p.request(item))
            rooms.setdefault((item.place, item.dining_room), []).append((p, item, need))
            if need > table.seats:
                yield self.broken(
                    p.id, about(item), need - table.seats, f"{label(item)}需 {need} 座,只有 {table.seats} 座"
                )
        for (place, room), meals in sorted(rooms.items(), key=lambda entry: entry[0]):
            table = _room(facts, place, room)
            yield from self._private(meals) if table.private else self._hall(meals, table)

    def _private(self, meals: list[tuple[Programme, Item, int]]) -> Iterator[Violation]:
        for (p, a, _), (q, b, _) in combinations(sorted(meals, key=lambda meal: (meal[1].start, meal[1].id)), 2):
            joint = {getattr(p.request(a), "joint", None), getattr(q.request(b), "joint", None)}
            together = len(joint) == 1 and joint != {None}
            if p is not q and not together and overlap((a.start, a.end), (b.start, b.end)):
                yield self.broken(q.id, (b.id, a.id), 1, f"{label(b)}的包间同时还有 {p.stay.visit.client}")

    def _hall(self, meals: list[tuple[Programme, Item, int]], table: DiningRoom) -> Iterator[Violation]:
        fitting = [meal for meal in meals if meal[2] <= table.seats]  # the others are said already
        fitting.sort(key=lambda meal: (meal[1].start, meal[1].id))
        for k, (p, item, need) in enumerate(fitting):
            seated = need + sum(n for _, other, n in fitting[:k] if other.end > item.start)
            over = min(need, seated - table.seats)
            if over > 0:
                yield self.broken(p.id, about(item), over, f"{label(item)}时{table.name}超员 {over} 人")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Occupy a private room alone, seats in a hall."""
        for act, choice, chosen in _choices(visit):
            assert choice.dining_room
            table = _room(facts, choice.place, choice.dining_room)
            demand = 1 if table.private else diners(visit.stay, choice.request)
            resource = f"dining:{choice.place}:{table.id}"
            m.occupy(self, act.about, resource, act.start, choice.minutes, chosen, demand)


class DietsServed(Rule):
    """MEAL-04: dietary and religious needs of every member are served.

    A restaurant says what it serves; packed meals are ordered to suit. Amount: people at a table that does not serve
    what they need.
    """

    id = "MEAL-04"
    title = "尊重客人饮食习惯和禁忌(清真、素食、过敏等)"
    title_en = "Dietary and religious needs are served"
    cites = Citation(document="S1", clause="三(五)", quote="尊重客人饮食习惯、禁忌")
    unit = "people"
    levels = ("must", "should", "prefer", "note", "off")

    def admits(self, facts: Facts, visit: Visit, choice: Choice) -> str | None:
        """Refuse restaurants that do not serve a need of the party."""
        if choice.dining_room is None or choice.kind not in MEALS:
            return None
        house = facts.week.restaurant(choice.place)
        unmet = sorted({diet for member in visit.members for diet in member.diet if diet not in house.serves})
        return f"{house.name}不能满足:{'、'.join(DIETS_ZH[diet] for diet in unmet)}" if unmet else None

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count who is not served."""
        for p, item in _tables(facts, plan):
            house = facts.week.restaurant(item.place)
            if hungry := _unserved(p.stay.visit, house):
                text = f"{label(item)}:{house.name}不能满足 {hungry} 位客人的饮食要求"
                yield self.broken(p.id, (*about(item), house.id), hungry, text)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price such restaurants where the edition makes it no must (else ``admits`` refuses them)."""
        if self.level == "must":
            return
        for act, choice, chosen in _choices(visit):
            if hungry := _unserved(visit.stay.visit, facts.week.restaurant(choice.place)):
                m.limit(self, (*act.about, choice.place), hungry * chosen, hi=0)


def _unserved(visit: Visit, house: Restaurant) -> int:
    return sum(1 for member in visit.members if any(diet not in house.serves for diet in member.diet))


class NoBanquetOnTabooDays(Rule):
    """MEAL-05: no banquet on a taboo day of either side (of the visit or the company). Amount: 1 a banquet."""

    id = "MEAL-05"
    title = "宴请避开双方禁忌日"
    title_en = "No banquet on a taboo day of either side"
    cites = Citation(document="S1", clause="三(二)", quote="也不安排在双方禁忌日")
    levels = ("must", "should", "prefer", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the days of banquets."""
        for p in programmes(facts, plan):
            for item in p.of("banquet"):
                day = day_of(item.start)
                if day in _taboo(facts, p.stay):
                    yield self.broken(p.id, (*about(item), str(day)), 1, f"{label(item)}在禁忌日")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """No banquet on such days."""
        for act in visit.of("banquet"):
            for day, held in act.on.items():
                if day in _taboo(facts, visit.stay):
                    m.never(self, (*act.about, str(day)), held)


def _taboo(facts: Facts, stay: Stay) -> tuple[dt.date, ...]:
    return (*facts.week.company.taboo, *stay.visit.taboo)


class NoBanquetOnDaysOff(Rule):
    """MEAL-05a: no banquet on major holidays and days off (``Facts.workday``). Amount: 1 a banquet."""

    id = "MEAL-05a"
    title = "宴请不选在重大节日、假日"
    title_en = "No banquet on holidays or days off"
    cites = Citation(document="S1", clause="三(二)", quote="一般不选择在重大节日、假日")
    levels = ("should", "must", "prefer", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the days of banquets."""
        for p in programmes(facts, plan):
            for item in p.of("banquet"):
                day = day_of(item.start)
                if not facts.workday(day):
                    yield self.broken(p.id, (*about(item), str(day)), 1, f"{label(item)}在节假日")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price such days."""
        for act in visit.of("banquet"):
            for day, held in act.on.items():
                if not facts.workday(day):
                    m.never(self, (*act.about, str(day)), held)


class Invitations(Rule):
    """MEAL-06: a note: the date is agreed with the guest of honour, invitations go out two weeks before.

    The list of things to do says so; nothing here breaks.
    """

    id = "MEAL-06"
    title = "宴请日期与主宾商定,提前发请柬(目的、形式、时间、地点、主人)"
    title_en = "The date is agreed with the guest of honour; invitations two weeks before"
    cites = Citation(document="S1", clause="三(二)", quote="要与主宾进行商定,然后再发出邀请")
    levels = ("note",)

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Find nothing: it is said, not judged."""
        return ()


class PlainMealsBetween(Rule):
    """MEAL-08: first and last formal meal outside, the others simple.

    Broken by a welcome or farewell banquet in a canteen, and by a lunch or dinner at an outside restaurant (style
    ``restaurant``; canteen, hotel and packed meals are simple) on a day with business (kinds ``WORK``). Amount: 1 a
    meal.
    """

    id = "MEAL-08"
    title = "首尾正式宴请在外,其余在食堂或用工作餐"
    title_en = "First and last formal meal outside, the others in the canteen or as working meals"
    cites = PRACTICE
    levels = ("prefer", "should", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at each meal at a table."""
        for p, item in _tables(facts, plan):
            request, style = p.request(item), facts.week.restaurant(item.place).style
            if _formal(request):
                if style == "canteen":
                    yield self.broken(p.id, about(item), 1, f"{label(item)}设在食堂")
            elif item.kind in WORKING and style == "restaurant" and _works(p, day_of(item.start)):
                yield self.broken(p.id, about(item), 1, f"{label(item)}在外用餐,可改为食堂或工作餐")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price the same."""
        for act, choice, chosen in _choices(visit):
            style = facts.week.restaurant(choice.place).style
            if _formal(act.request):
                if style == "canteen":
                    m.never(self, act.about, chosen)
            elif act.kind in WORKING and style == "restaurant":
                for day, eaten in act.on.items():
                    works = [work.on[day] for work in visit.of(*WORK) if day in work.on]
                    if works:
                        m.never(self, act.about, m.both(chosen, eaten, m.either(*works)))


def _works(p: Programme, day: dt.date) -> bool:
    return any(item.kind in WORK for item in p.on(day))


def _formal(request: Request | None) -> bool:
    return isinstance(request, Banquet) and request.occasion in ("welcome", "farewell")


def _tables(facts: Facts, plan: Plan) -> Iterator[tuple[Programme, Item]]:
    """Yield the meals that are taken at a table; tables that are not where they are said to be are STR-01's."""
    for p in programmes(facts, plan):
        for item in p.of(*MEALS):
            house = facts.week.place(item.place)
            if isinstance(house, Restaurant) and any(room.id == item.dining_room for room in house.dining_rooms):
                yield p, item


def _choices(visit: VisitView) -> Iterator[tuple[Act, Choice, Lit]]:
    """Yield the choices of meals at a table, with their literals."""
    for act in visit.of(*MEALS):
        for choice, chosen in act.choices:
            if choice.dining_room is not None:
                yield act, choice, chosen


def _room(facts: Facts, place: str, room: str) -> DiningRoom:
    return next(r for r in facts.week.restaurant(place).dining_rooms if r.id == room)
