"""MEAL-02, 02a, 04, 08, 08a · which restaurant: designated ones, diets, the formal meals and the plain ones between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import MEAL_KINDS, WORKING_MEALS, Banquet, outside_hosts
from models.domain.clock import day_of
from models.domain.vocabulary import MEAL_WISH_NAMES
from models.rules.core.base import PRACTICE, Citation, Rule
from models.rules.core.findings import Phrase, Sentence, about, label, subject
from models.rules.core.kinds import BUSINESS_AND_SIGNING
from models.rules.meals.seated import seated_choices, seated_meals

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.places import Restaurant
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.domain.visits import Visit
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import Choice, VisitView


class DesignatedRestaurants(Rule):
    """MEAL-02: meals in designated (agreement) restaurants or the canteen; another one needs an application.

    Judged on meals in a restaurant, banquets too, and lunches that interrupt an item; a meal that an item gives its
    guests, and a banquet that others give, is theirs to choose. Amount: 1 a meal.
    """

    id = "MEAL-02"
    title = "在定点餐厅或食堂用餐,否则须提前申请"
    title_en = "Meals in designated restaurants"
    cites = Citation(
        document="S2",
        regulation="接待和招待费用管理制度",
        clause="四(一)",
        quote="公司招待用餐原则上安排在定点餐厅就餐,如不在定点餐厅,须提前向行政事业部申请",
    )
    levels = ("should", "must", "prefer", "note", "off")
    elsewhere = Sentence(
        "{item}在{restaurant},不是定点餐厅", "{item} is at {restaurant}, which is not a designated restaurant"
    )

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at each restaurant."""
        for p, (item, house, *_) in seated_meals(facts, plan):
            if not designated(house) and not outside_hosts(p.request(item)):
                where = about(item) + subject(place=house.id)
                yield self.broken(p.id, where, 1, self.elsewhere, item=label(item), restaurant=house.name)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price the others."""
        for act, _, house, *_, chosen in seated_choices(m, facts, visit):
            if not designated(house) and not outside_hosts(act.request):
                m.never(self, act.about + subject(place=house.id), chosen)


def designated(house: Restaurant) -> bool:
    """Tell whether a restaurant is designated: by agreement, or the company's canteen."""
    return house.agreement or house.style == "canteen"


class WishedCuisine(Rule):
    """MEAL-02a: lunches and dinners without a host in restaurants of the cuisine that the guests wish for.

    A visit wishes for Chinese or Western meals, or a buffet (``Visit.cuisine``, ``Restaurant.offers``). Banquets say
    their own; a lunch that interrupts an item is taken where the guests are. Amount: 1 a meal.
    """

    id = "MEAL-02a"
    title = "工作餐按客人用餐习惯安排中餐、西餐或自助餐"
    title_en = "Working meals of the cuisine that the guests wish for"
    cites = PRACTICE
    levels = ("prefer", "should", "note", "off")
    other = Sentence(
        "{item}在{restaurant},客人希望用{wish}", "{item} is at {restaurant}; the guests wish for this: {wish}"
    )

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the restaurant of each meal."""
        for p, (item, house, *_) in seated_meals(facts, plan):
            wish = p.stay.visit.cuisine
            if wish is not None and item.kind in WORKING_MEALS and not house.offers(wish):
                where, words = about(item) + subject(place=house.id), Phrase(*MEAL_WISH_NAMES[wish])
                yield self.broken(p.id, where, 1, self.other, item=label(item), restaurant=house.name, wish=words)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price the others."""
        wish = visit.stay.visit.cuisine
        if wish is None:
            return
        for act, _, house, *_, chosen in seated_choices(m, facts, visit):
            if act.kind in WORKING_MEALS and not house.offers(wish):
                m.never(self, act.about + subject(place=house.id), chosen)


class DietsServed(Rule):
    """MEAL-04: dietary and religious needs of every member are served.

    A restaurant says what it serves; packed meals are ordered to suit, and of a meal that an item gives its guests the
    papers tell whoever gives it. Amount: people at a table that does not serve
    what they need.
    """

    id = "MEAL-04"
    title = "尊重客人饮食习惯和禁忌(清真、素食、过敏等)"
    title_en = "Dietary and religious needs are served"
    cites = Citation(document="S1", clause="三(五)", quote="尊重客人饮食习惯、禁忌")
    unit = "people"
    levels = ("must", "should", "prefer", "note", "off")
    unmet = Sentence(
        "{item}:{restaurant}不能满足 {guests} 位客人的饮食要求",
        "{item}: {restaurant} does not serve what guests need (guests: {guests})",
    )

    def admits(self, facts: Facts, visit: Visit, choice: Choice) -> bool:
        """Refuse restaurants that do not serve a need of the party."""
        if choice.lunch is not None:
            house = facts.week.restaurant(choice.lunch.restaurant)
        elif choice.dining_room is not None and choice.kind in MEAL_KINDS:
            house = facts.week.restaurant(choice.place)
        else:
            return True
        return all(diet in house.serves for member in visit.members for diet in member.diet)

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count who is not served."""
        for p, (item, house, *_) in seated_meals(facts, plan):
            if guests := _guests_unserved(p.stay.visit, house):
                where = about(item) + subject(place=house.id)
                yield self.broken(
                    p.id, where, guests, self.unmet, item=label(item), restaurant=house.name, guests=guests
                )

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price such restaurants where the edition makes it no must (else ``admits`` refuses them)."""
        if self.level == "must":
            return
        for act, _, house, *_, chosen in seated_choices(m, facts, visit):
            if guests := _guests_unserved(visit.stay.visit, house):
                m.limit(self, act.about + subject(place=house.id), guests * chosen, hi=0)


def _guests_unserved(visit: Visit, house: Restaurant) -> int:
    return sum(1 for member in visit.members if any(diet not in house.serves for diet in member.diet))


class PlainMealsBetween(Rule):
    """MEAL-08: first and last formal meal outside, the others simple.

    Broken by a welcome or farewell banquet in a canteen, and by a lunch or dinner at an outside restaurant (style
    ``restaurant``; canteen, hotel and packed meals are simple) on a day with business (``BUSINESS_AND_SIGNING``). A
    lunch that interrupts an item is taken where the guests are, which is simple anywhere. The first and the last dinner
    of guests of rank may be outside, as their formal meals are (MEAL-08a). Amount: 1 a meal.
    """

    id = "MEAL-08"
    title = "首尾正式宴请在外,其余在食堂或用工作餐"
    title_en = "First and last formal meal outside, the others in the canteen or as working meals"
    cites = PRACTICE
    levels = ("prefer", "should", "note", "off")
    in_canteen = Sentence("{item}设在食堂", "{item} is in the canteen")
    outside = Sentence(
        "{item}在外用餐,可改为食堂或工作餐",
        "{item} is in an outside restaurant; the canteen or a working meal would do",
    )

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at each meal at a table."""
        for p, (item, house, *_) in seated_meals(facts, plan):
            request, style = p.request(item), house.style
            if _formal(request):
                if style == "canteen":
                    yield self.broken(p.id, about(item), 1, self.in_canteen, item=label(item))
            elif _is_framing_dinner(p.stay, item.kind, day_of(item.start)):
                continue
            elif item.kind in WORKING_MEALS and style == "restaurant" and _has_business(p, day_of(item.start)):
                yield self.broken(p.id, about(item), 1, self.outside, item=label(item))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price the same."""
        for act, _, house, *_, chosen in seated_choices(m, facts, visit):
            style = house.style
            if _formal(act.request):
                if style == "canteen":
                    m.never(self, act.about, chosen)
            elif act.kind in WORKING_MEALS and style == "restaurant":
                for day, eaten in act.on.items():
                    if _is_framing_dinner(visit.stay, act.kind, day):
                        continue
                    works = [work.on[day] for work in visit.of(*BUSINESS_AND_SIGNING) if day in work.on]
                    if works:
                        m.never(self, act.about, m.both(chosen, eaten, m.either(*works)))


class FramingDinnersOutside(Rule):
    """MEAL-08a: guests of levels A and B do not have their first nor their last dinner in a canteen.

    Dinners owed (``Stay.dinner_owed``), without a host; a banquet in a canteen is MEAL-08's. Amount: 1 a dinner.
    """

    id = "MEAL-08a"
    title = "A、B 级客人首晚、末晚不在食堂用餐"
    title_en = "Guests of levels A and B have their first and last dinner outside the canteen"
    cites = PRACTICE
    levels = ("prefer", "should", "must", "note", "off")
    in_canteen = Sentence("{day}晚餐设在食堂", "dinner on {day} is in the canteen")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the first and the last dinner."""
        for p, (item, house, *_) in seated_meals(facts, plan):
            day = day_of(item.start)
            if house.style == "canteen" and _is_framing_dinner(p.stay, item.kind, day):
                yield self.broken(p.id, about(item), 1, self.in_canteen, day=day)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price the canteens."""
        for act, _, house, *_, chosen in seated_choices(m, facts, visit):
            if house.style == "canteen":
                for day, eaten in act.on.items():
                    if _is_framing_dinner(visit.stay, act.kind, day):
                        m.never(self, act.about, chosen, eaten)


LEVELS_OF_RANK = ("A", "B")
"""Guests of rank: whose first and last dinner are outside (MEAL-08a)."""


def _is_framing_dinner(stay: Stay, kind: str, day: dt.date) -> bool:
    """Tell whether a meal is a dinner without a host on the first or last evening of guests of rank."""
    if kind != "dinner" or stay.level not in LEVELS_OF_RANK:
        return False
    evenings = [evening for evening in stay.days if stay.dinner_owed(evening)]
    return bool(evenings) and day in (evenings[0], evenings[-1])


def _has_business(p: Programme, day: dt.date) -> bool:
    return any(item.kind in BUSINESS_AND_SIGNING for item in p.on(day))


def _formal(request: Request | None) -> bool:
    return isinstance(request, Banquet) and request.occasion in ("welcome", "farewell")
