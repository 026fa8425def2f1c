"""SENSE-04, 05, 13 · choice of places: near by, no restaurant twice, a substitute for rain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import LEISURE, MEAL_KINDS
from models.domain.base import Fact, Minutes
from models.domain.places import Restaurant, Sight
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, about, label, subject
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.domain.plan import Item, Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.view import Choice, Lit, VisitView


class MealsAndHotelNearby(Rule):
    """SENSE-04: no crossing the town twice: lunch near by, the hotel near the first place of the morning.

    Counted by the day: minutes that the guests spend on the way beyond ``day``; on the day of arrival the way from the
    arrival point to the company is allowed besides, on the last day the way from it to the departure point (both at the
    worst rush hour). Amount: minutes beyond.
    """

    id = "SENSE-04"
    title = "就近用餐、就近住宿,不来回穿城"
    title_en = "Lunch and hotel near by; no crossing the town twice"
    cites = PRACTICE
    unit = "minutes"
    levels = ("prefer", "should", "note", "off")
    improved_by_sights = True
    comfort = True
    long_ways = Sentence(
        "{day}路上共 {ways} 分钟,多 {over} 分钟", "{ways} min on the way on {day}, {over} min too many"
    )

    class Numbers(Fact):
        """How much travel of a day is no break."""

        day: Minutes = 30
        """Minutes on the way in a day; on the first and last day the way between station and company comes on top."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Add up each day's ways."""
        for p in programmes(facts, plan):
            for day in p.stay.days:
                ways = sum(move.arrive - move.depart for step in p.day(day) for move in step.moves)
                over = ways - self._allowed(facts, p.stay, day)
                if over > 0:
                    yield self.broken(p.id, subject(day=day), over, self.long_ways, day=day, ways=ways, over=over)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the sum of each day's ways."""
        for day in visit.days:
            ways = sum(slot.travel for slot in visit.day(day))
            m.limit(self, subject(day=day), ways, hi=self._allowed(facts, visit.stay, day))

    def _allowed(self, facts: Facts, stay: Stay, day: dt.date) -> int:
        travel, site = facts.travel, facts.week.site.id
        allowed: int = self.n.day
        if day == stay.days[0]:
            allowed += travel.longest(stay.first[0].origin, site)
        if day == stay.days[-1]:
            allowed += travel.longest(site, stay.last[0].target)
        return allowed


class RestaurantVariety(Rule):
    """SENSE-05: no restaurant twice for one delegation (canteen and hotel exempt); local dishes at least once.

    Amount: meals beyond one in each restaurant; 1 where guests who stay the night eat in restaurants, but never local
    dishes although the company knows a place for them.
    """

    id = "SENSE-05"
    title = "同一客团不重复去一家餐馆(食堂、酒店除外),至少吃一次本地风味"
    title_en = "No restaurant twice for one delegation; local dishes at least once"
    cites = PRACTICE
    levels = ("prefer", "should", "must", "note", "off")
    again = Sentence("{place}去了 {times} 次", "meals at {place}: {times}")
    never_local = Sentence("{client}没有吃到本地风味", "{client} has no meal with local dishes")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count meals by restaurant."""
        for p in programmes(facts, plan):
            eaten = [house for item in p.items if (house := _restaurant(facts, item)) is not None]
            for house in {house.id: house for house in eaten}.values():
                times = sum(other.id == house.id for other in eaten)
                if house.style == "restaurant" and times > 1:
                    yield self.broken(
                        p.id, subject(place=house.id), times - 1, self.again, place=house.name, times=times
                    )
            if eaten and self._local_due(facts, p.stay) and not any(house.local for house in eaten):
                yield self.broken(p.id, subject(visit=p.id), 1, self.never_local, client=p.stay.visit.client)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Count the meals in each restaurant; at least one that is local."""
        here: dict[str, list[Lit]] = {}
        for act in visit.acts.values():
            for choice, literal in act.choices:
                if (house := _restaurant(facts, choice)) is not None:
                    here.setdefault(house.id, []).append(literal)
        local: list[Lit] = []
        for id, literals in sorted(here.items()):
            house = facts.week.restaurant(id)
            if house.style == "restaurant" and len(literals) > 1:
                m.count(self, subject(place=id), literals, hi=1)
            local += literals if house.local else []
        if here and self._local_due(facts, visit.stay):
            some = m.either(*(lit for literals in here.values() for lit in literals))
            m.never(self, subject(visit=visit.id), some, m.negated(m.either(*local)))

    def _local_due(self, facts: Facts, stay: Stay) -> bool:
        return bool(stay.nights) and any(house.local for house in facts.week.restaurants)


def _restaurant(facts: Facts, meal: Item | Choice) -> Restaurant | None:
    """Return the restaurant of a meal, or of the lunch in the midst of an item; None for a packed one, and for none."""
    if meal.lunch is None and (meal.dining_room is None or meal.kind not in MEAL_KINDS):
        return None
    place = facts.week.find_place(meal.lunch.restaurant if meal.lunch else meal.place)
    return place if isinstance(place, Restaurant) else None


class RainSubstitute(Rule):
    """SENSE-13: an open-air sight names its rainy-day substitute. Amount: 1 a sight that has none."""

    id = "SENSE-13"
    title = "露天景点备好雨天替代安排"
    title_en = "An open-air sight names its rainy-day substitute"
    cites = PRACTICE
    levels = ("prefer", "note", "off")
    no_substitute = Sentence("{item}:{place}没有雨天替代安排", "{item}: {place} has no substitute for a rainy day")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the sights planned."""
        for p in programmes(facts, plan):
            for item in p.leisure:
                if self._without_substitute(facts, item.place):
                    name = facts.week.place(item.place).name
                    where = about(item) + subject(place=item.place)
                    yield self.broken(p.id, where, 1, self.no_substitute, item=label(item), place=name)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price sights that have none."""
        for act in visit.of(*LEISURE):
            for choice, literal in act.choices:
                if self._without_substitute(facts, choice.place):
                    m.never(self, act.about + subject(place=choice.place), literal)

    def _without_substitute(self, facts: Facts, id: str) -> bool:
        place = facts.week.find_place(id)
        return isinstance(place, Sight) and place.open_air and place.rainy_day is None
