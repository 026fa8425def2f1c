"""SENSE-04, 05, 13 · choice of places: little road, no restaurant twice, a substitute for rain."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from models.domain.activities import LEISURE, MEAL_KINDS
from models.domain.base import Fact, Minutes
from models.domain.places import Restaurant, Sight
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.bases import bases_with, hotels_of_stay, minutes_from_base
from models.rules.core.findings import Sentence, about, label, subject
from models.rules.core.programme import programmes
from models.rules.core.view import Layer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Item, Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme, Step
    from models.rules.core.view import Choice, Expr, Lit, VisitView


class MinutesOnTheRoad(Rule):
    """SENSE-04: guests spend little of the day on the road. Amount: minutes on the way, each day."""

    id = "SENSE-04"
    title = "就近安排,客人少在路上"
    title_en = "Places near each other; guests spend little time on the road"
    cites = PRACTICE
    unit = "minutes"
    levels = ("prefer", "should", "note", "off")
    improved_by_sights = True
    comfort = True
    long_ways = Sentence("{day}路上共 {ways} 分钟", "{ways} min on the way on {day}")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Add up each day's ways."""
        for p in programmes(facts, plan):
            for day in p.stay.days:
                if ways := minutes_on_road(p, day):
                    yield self.broken(p.id, subject(day=day), ways, self.long_ways, day=day, ways=ways)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Count each day's ways."""
        del facts
        for day in visit.days:
            m.limit(self, subject(day=day), sum(slot.travel for slot in visit.day(day)), hi=0)


def minutes_on_road(p: Programme, day: dt.date) -> int:
    """Return the minutes that a visit is on its main way on a day."""
    return sum(move.arrive - move.depart for step in p.day(day) for move in step.moves)


class NoZigzag(Rule):
    """SENSE-04a: no driving to and fro: a day's ways are hardly longer than the way to its farthest place and back.

    All ways count as outside rush hours: what is judged is which places are put together. Allowed are ``near`` minutes,
    or the way from the hotel (the company, where there is none) to the farthest place of the day and back, rounded up
    to ``step`` minutes; besides, on the day of arrival the way from the arrival point to the company, on the last day
    the way from it to the departure point, and between two cities the way from hotel to hotel (``Programme.bases``).
    Amount: times ``step`` minutes beyond, those begun counted.
    """

    id = "SENSE-04a"
    title = "不来回穿城,不走回头路"
    title_en = "No driving to and fro"
    cites = PRACTICE
    levels = ("should", "prefer", "note", "off")
    improved_by_sights = True
    comfort = True
    long_ways = Sentence(
        "{day}路上共 {ways} 分钟,来回多走 {over} 分钟", "{ways} min on the way on {day}, {over} of them to and fro"
    )

    class Numbers(Fact):
        """What a day may hold of ways, in minutes."""

        near: Minutes = 90
        """Where no place is far."""
        step: Annotated[int, Field(ge=5, le=240)] = 30
        """What is allowed for a far place rises in such steps, and so does what is beyond."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each day's ways with the way to its farthest place."""
        for p in programmes(facts, plan):
            for day in p.stay.days:
                bases = p.bases(day)
                places = {facts.location(item.place) for item in p.on(day) if not item.is_packed_meal}
                farthest = max((self._level(facts, bases, place) for place in places), default=0)
                ways = sum(facts.travel.base(m.origin, m.target) for step in p.day(day) for m in step.moves)
                over = ways - self.n.near - farthest * self.n.step - _station_ways(facts, p.stay, day, bases)
                if over > 0:
                    amount = -(-over // self.n.step)
                    yield self.broken(p.id, subject(day=day), amount, self.long_ways, day=day, ways=ways, over=over)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the sum of each day's ways, for each hotel."""
        homes = hotels_of_stay(m, visit)
        for day in visit.days:
            ways: Expr = sum(
                facts.travel.base(*way) * taken for slot in visit.day(day) for way, taken in slot.flows.items()
            )
            for hotel, chosen in homes:
                home = bases_with(visit.stay, day, hotel)
                most = self.n.near + _station_ways(facts, visit.stay, day, home)
                far: dict[int, list[Lit]] = defaultdict(list)
                for act in visit.acts.values():
                    for choice, taken in act.choices:
                        level = self._level(facts, home, facts.location(choice.place)) if choice.place else 0
                        if level and day in act.on:
                            far[level].append(m.both(act.on[day], taken))
                allowed: Expr = 0
                for below, level in pairwise([0, *sorted(far)]):
                    there = m.either(*(lit for other, lits in far.items() if other >= level for lit in lits))
                    allowed = allowed + (level - below) * self.n.step * there
                m.limit(self, subject(day=day), ways - allowed, hi=most, on=(chosen,), step=self.n.step)

    def _level(self, facts: Facts, home: Sequence[str], place: str) -> int:
        """Return how many steps more than ``near`` the way to a place and back may take."""
        there_and_back = 2 * minutes_from_base(facts, home, place)
        steps: int = -(-(there_and_back - self.n.near) // self.n.step)
        return max(0, steps)


def _station_ways(facts: Facts, stay: Stay, day: dt.date, bases: Sequence[str]) -> int:
    """Return the minutes that coming and going take on a day, or the way from one city to another."""
    travel, site = facts.travel, facts.week.site.id
    first = travel.base(stay.first[0].origin, site) if day == stay.days[0] else 0
    last = travel.base(site, stay.last[0].target) if day == stay.days[-1] else 0
    return first + last + (travel.base(*bases) if len(bases) > 1 else 0)


class LunchNearby(Rule):
    """SENSE-04b: lunch is near where the morning ends or the afternoon begins.

    Amount: minutes over ``most`` of the way to it, where the way from it to the afternoon's first item is longer than
    that, too.
    """

    id = "SENSE-04b"
    title = "就近用午餐:上午结束或下午开始的地方 20 分钟以内"
    title_en = "Lunch within 20 min of where the morning ends or the afternoon begins"
    cites = PRACTICE
    unit = "minutes"
    levels = ("prefer", "should", "note", "off")
    comfort = True
    far = Sentence("去{item}路上要 {minutes} 分钟,太远", "{minutes} min on the way to {item}, too far")

    class Numbers(Fact):
        """Minutes on the way that are near."""

        most: Minutes = 20

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the ways before and after each lunch."""
        for p in programmes(facts, plan):
            for step, after in pairwise(p.steps):
                if step.item is None or p.meal(step.item) != "lunch" or after.item is None or after.day != step.day:
                    continue
                to, on = _minutes(step), _minutes(after)
                if to > self.n.most and on > self.n.most and p.part_of_day(after.item) == "pm":
                    over = to - self.n.most
                    yield self.broken(p.id, about(step.item), over, self.far, item=label(step.item), minutes=to)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the way to lunch where the way into the afternoon is long."""
        del facts
        for day in visit.days:
            lunch, after = visit.slots[day, Layer.LUNCH], visit.slots[day, Layer.PM1]
            if lunch.acts and after.acts:
                m.limit(self, subject(day=day), lunch.travel, hi=self.n.most, on=(m.less(self.n.most, after.travel),))


def _minutes(step: Step) -> int:
    return sum(move.arrive - move.depart for move in step.moves)


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
