"""SENSE · what an experienced secretary would not sign: the programme itself; coming, resting, going: ``sense``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import Banquet
from models.domain.base import Fact, Minutes
from models.domain.clock import Clock, minute_of_day
from models.domain.places import Restaurant
from models.domain.visits import Purpose
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import about, label
from models.rules.core.programme import date, programmes
from models.rules.core.view import Layer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.domain.plan import Item, Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import Choice, Lit, VisitView

AFTERNOON = (Layer.PM1, Layer.PM2, Layer.PM3)
TIRING = ("tour", "project", "sight")
"""Workshops and sights, after which guests wish to freshen up (SENSE-06)."""
MEALS = ("lunch", "dinner", "banquet")
RECEIVED = ("exchange", "call")
"""Meetings in which a leader receives the guests (SENSE-08)."""


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
    filling = True

    class Numbers(Fact):
        """Minutes on the way in a day that are no break."""

        day: Minutes = 30

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Add up each day's ways."""
        for p in programmes(facts, plan):
            for day in p.stay.days:
                ways = sum(move.arrive - move.depart for step in p.day(day) for move in step.moves)
                over = ways - self._allowed(facts, p.stay, day)
                if over > 0:
                    yield self.broken(p.id, (str(day),), over, f"{date(day)}路上共 {ways} 分钟,多 {over} 分钟")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the sum of each day's ways."""
        for day in visit.days:
            ways = sum(slot.travel for slot in visit.day(day))
            m.limit(self, (str(day),), ways, hi=self._allowed(facts, visit.stay, day))

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

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count meals by restaurant."""
        for p in programmes(facts, plan):
            eaten = [house for item in p.of(*MEALS) if (house := _house(facts, item)) is not None]
            for house in {house.id: house for house in eaten}.values():
                times = sum(other.id == house.id for other in eaten)
                if house.style == "restaurant" and times > 1:
                    yield self.broken(p.id, (house.id,), times - 1, f"{house.name}去了 {times} 次")
            if eaten and self._local_due(facts, p.stay) and not any(house.local for house in eaten):
                yield self.broken(p.id, (p.id,), 1, f"{p.stay.visit.client}没有吃到本地风味")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Count the meals in each restaurant; at least one that is local."""
        here: dict[str, list[Lit]] = {}
        for act in visit.of(*MEALS):
            for choice, literal in act.choices:
                if _house(facts, choice) is not None:
                    here.setdefault(choice.place, []).append(literal)
        local: list[Lit] = []
        for id, literals in sorted(here.items()):
            house = facts.week.restaurant(id)
            if house.style == "restaurant" and len(literals) > 1:
                m.count(self, (id,), literals, hi=1)
            local += literals if house.local else []
        if here and self._local_due(facts, visit.stay):
            some = m.either(*(lit for literals in here.values() for lit in literals))
            m.never(self, (visit.id,), some, m.negated(m.either(*local)))

    def _local_due(self, facts: Facts, stay: Stay) -> bool:
        return bool(stay.nights) and any(house.local for house in facts.week.restaurants)


def _house(facts: Facts, meal: Item | Choice) -> Restaurant | None:
    """Return the restaurant of a meal; None for a packed one."""
    if meal.dining_room is None:
        return None
    try:
        place = facts.week.place(meal.place)
    except KeyError:  # unknown ids are STR-01's business
        return None
    return place if isinstance(place, Restaurant) else None


class TimeToChange(Rule):
    """SENSE-06: time to freshen up before a banquet in the evening, when the afternoon ended in a workshop or a sight.

    The gap before the banquet (``Step.gap``) when the item before it, in the afternoon, is a tour, a reference project
    or a sight; a rest at the hotel between the two is enough. Amount: minutes missing.
    """

    id = "SENSE-06"
    title = "下午参观车间或游览之后赴宴,留 30 分钟整理仪容"
    title_en = "30 min to freshen up before a banquet after a workshop or a sight"
    cites = PRACTICE
    unit = "minutes"
    levels = ("should", "must", "prefer", "note", "off")

    class Numbers(Fact):
        """Minutes to freshen up."""

        minutes: Minutes = 30

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the gap before each banquet."""
        for p in programmes(facts, plan):
            for step in p.steps:
                item, before = step.item, step.before
                if item is None or before is None or item.kind != "banquet" or p.meal(item) != "dinner":
                    continue
                if before.kind in TIRING and p.half(before) == "pm" and step.gap < self.n.minutes:
                    missing = self.n.minutes - step.gap
                    text = f"{label(item)}前只有 {step.gap} 分钟整理仪容"
                    yield self.broken(p.id, (str(step.day),), missing, text)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the gap of the dinner slot from below, where the last slot of the afternoon was tiring."""
        del facts
        for day in visit.days:
            dinner = visit.slots[day, Layer.DINNER]
            hosted = [x for act, x in dinner.acts if act.kind == "banquet"]
            if not hosted:
                continue
            afternoon = [visit.slots[day, layer] for layer in AFTERNOON]
            for k, slot in enumerate(afternoon):
                tiring = [x for act, x in slot.acts if act.kind in TIRING]
                if tiring:
                    last = [m.negated(later.used) for later in afternoon[k + 1 :] if later.acts]
                    on = (m.either(*hosted), m.either(*tiring), *last)
                    m.limit(self, (str(day),), dinner.gap, lo=self.n.minutes, on=on)


class BanquetHostAtExchange(Rule):
    """SENSE-08: the leader who hosts the welcome banquet sits in an exchange or call, if leaders sit there at all.

    Amount: 1 a welcome banquet.
    """

    id = "SENSE-08"
    title = "主持欢迎宴请的领导也出席交流或会见"
    title_en = "The leader who hosts the welcome banquet sits in the leaders' exchange"
    cites = PRACTICE
    levels = ("prefer", "should", "must", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the leaders of both."""
        for p in programmes(facts, plan):
            met = {person for item in p.of(*RECEIVED) for person in _leaders(item)}
            for item in p.of("banquet"):
                hosts = _leaders(item)
                if _welcome(p.request(item)) and hosts and met and not hosts & met:
                    yield self.broken(p.id, about(item), 1, f"{label(item)}的主人没有出席交流或会见")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never a host who sits in none of them while others do."""
        del facts
        met = [part for act in visit.of(*RECEIVED) for part in act.parts if part.role == "leader"]
        some = m.either(*(part.chosen for part in met))
        for act in visit.of("banquet"):
            for part in act.parts if _welcome(act.request) and met else ():
                same = m.either(*(other.chosen for other in met if other.person == part.person))
                m.never(self, act.about, part.chosen, some, m.negated(same))


def _welcome(request: object) -> bool:
    return isinstance(request, Banquet) and request.occasion == "welcome"


def _leaders(item: Item) -> set[str]:
    return {duty.person for duty in item.duties if duty.role == "leader" and duty.person}


class OrderByPurpose(Rule):
    """SENSE-09: inspection clients see the tour before the exchange, training clients talk first.

    ``tour_first`` names the purposes of visit that begin with the tour; all others begin with the exchange. Short calls
    may come before either. Amount: pairs of exchange and tour in the wrong order.
    """

    id = "SENSE-09"
    title = "考察类客户先参观后交流,培训类客户先交流后参观"
    title_en = "Inspection clients: tour, then exchange; training clients: exchange first"
    cites = PRACTICE
    levels = ("prefer", "should", "must", "note", "off")

    class Numbers(Fact):
        """Purposes of visit that begin with the tour."""

        tour_first: tuple[Purpose, ...] = ("project_inspection", "other_inspection")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each exchange with each tour."""
        for p in programmes(facts, plan):
            tour_first = p.stay.visit.purpose in self.n.tour_first
            for talk in p.of("exchange"):
                for tour in p.of("tour"):
                    wrong = talk.start < tour.start if tour_first else tour.start < talk.start
                    if wrong:
                        first, then = (tour, talk) if tour_first else (talk, tour)
                        text = f"{label(first)}宜在{label(then)}之前"
                        yield self.broken(p.id, (talk.id, tour.id), 1, text)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never the wrong order of two that are both held."""
        del facts
        tour_first = visit.stay.visit.purpose in self.n.tour_first
        for talk in visit.of("exchange"):
            for tour in visit.of("tour"):
                first, then = (talk, tour) if tour_first else (tour, talk)
                m.never(self, (talk.id, tour.id), talk.done, tour.done, m.less(first.start, then.start))


class NamedRest(Rule):
    """SENSE-11: a gap of ``most`` minutes or more is a named rest at the hotel, not waiting.

    Amount: minutes too many.
    """

    id = "SENSE-11"
    title = "90 分钟以上的空档安排回酒店休息,不空等"
    title_en = "A gap of 90 min or more is a named rest at the hotel"
    cites = PRACTICE
    unit = "minutes"
    levels = ("prefer", "should", "must", "note", "off")
    filling = True

    class Numbers(Fact):
        """A gap so long is a rest."""

        most: Minutes = 90

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at each step's gap."""
        for p in programmes(facts, plan):
            for step in p.steps:
                over = step.gap - self.n.most + 1
                if over > 0:
                    what = label(step.item) if step.item else f"{date(step.day)}送站"
                    yield self.broken(p.id, (str(step.day),), over, f"{what}之前空等 {step.gap} 分钟,应安排休息")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound each slot's gap."""
        del facts
        for (day, layer), slot in visit.slots.items():
            if slot.acts or layer is Layer.END:
                m.limit(self, (str(day),), slot.gap, hi=self.n.most - 1)


class RainSubstitute(Rule):
    """SENSE-13: an open-air sight names its rainy-day substitute. Amount: 1 a sight that has none."""

    id = "SENSE-13"
    title = "露天景点备好雨天替代安排"
    title_en = "An open-air sight names its rainy-day substitute"
    cites = PRACTICE
    levels = ("prefer", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the sights planned."""
        for p in programmes(facts, plan):
            for item in p.leisure:
                if self._bare(facts, item.place):
                    name = facts.week.place(item.place).name
                    yield self.broken(p.id, (*about(item), item.place), 1, f"{label(item)}:{name}没有雨天替代安排")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price sights that have none."""
        for act in visit.of("sight", "shopping", "entertainment"):
            for choice, literal in act.choices:
                if self._bare(facts, choice.place):
                    m.never(self, (*act.about, choice.place), literal)

    def _bare(self, facts: Facts, id: str) -> bool:
        place = next((sight for sight in facts.week.sights if sight.id == id), None)
        return place is not None and place.open_air and place.rainy_day is None


class BanquetIsDinner(Rule):
    """SENSE-14: a banquet is a dinner unless a lunch is asked for; what is drunk at lunch is on the list.

    Amount: 1 a banquet at noon (before ``afternoon``) that nobody asked to be one.
    """

    id = "SENSE-14"
    title = "宴请安排在晚上,客人要求的除外;工作日午餐不饮酒"
    title_en = "A banquet is a dinner unless asked for; no alcohol at a workday lunch"
    cites = PRACTICE
    levels = ("should", "must", "prefer", "note", "off")

    class Numbers(Fact):
        """Banquets that begin before this time of day are lunches."""

        afternoon: Clock = 15 * 60

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the hour of each banquet."""
        for p in programmes(facts, plan):
            for item in p.of("banquet"):
                if self._at_noon(p, item):
                    yield self.broken(p.id, about(item), 1, f"{label(item)}安排在中午,客人没有要求")

    def _at_noon(self, p: Programme, item: Item) -> bool:
        request = p.request(item)
        asked = isinstance(request, Banquet) and request.lunch
        return not asked and minute_of_day(item.start) < self.n.afternoon

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never in the lunch slot, where it was not asked for."""
        del facts
        for act in visit.of("banquet"):
            if isinstance(act.request, Banquet) and not act.request.lunch:
                for (_, layer), literal in act.at.items():
                    if layer is Layer.LUNCH:
                        m.never(self, act.about, literal)
