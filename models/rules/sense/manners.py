"""MEAL, SENSE · manners that no clause spells out: the usual hour of meals, a private room, the group photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.base import Fact
from models.domain.clock import Clock, at, day_of, hhmm, minute_of_day
from models.domain.demands import diners
from models.rules.arrival import WORK
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import about, label
from models.rules.core.programme import date, programmes
from models.rules.core.view import Layer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.places import Restaurant
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.view import VisitView

MEALS_ZH = {"lunch": "午餐", "dinner": "晚餐"}


class UsualMealHour(Rule):
    """MEAL-01b: lunch and dinner at the usual hour, not at the end of the time in which MEAL-01 allows them.

    Banquets too, at noon and in the evening. Amount: minutes after ``lunch`` or ``dinner``, each meal.
    """

    id = "MEAL-01b"
    title = "按习惯时间用餐:午餐不晚于 12:30,晚餐、宴请不晚于 18:30 开席"
    title_en = "Meals at the usual hour: lunch by 12:30, dinner and banquets by 18:30"
    cites = PRACTICE
    unit = "minutes"
    levels = ("prefer", "should", "must", "note", "off")

    class Numbers(Fact):
        """The latest usual start of lunch and of dinner."""

        lunch: Clock = 12 * 60 + 30
        dinner: Clock = 18 * 60 + 30

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the start of each meal."""
        for p in programmes(facts, plan):
            for item in p.items:
                meal, day = p.meal(item), day_of(item.start)
                if meal is not None and (late := item.start - at(day, self._by(meal))) > 0:
                    text = f"{date(day)}{MEALS_ZH[meal]} {hhmm(minute_of_day(item.start))} 才开始,偏晚"
                    yield self.broken(p.id, (str(day), meal), late, text)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the start of each meal's slot."""
        for day in visit.days:
            for layer in (Layer.LUNCH, Layer.DINNER):
                slot = visit.slots[day, layer]
                if slot.acts:
                    latest = at(day, self._by(layer.half)) - facts.week.origin
                    m.limit(self, (str(day), layer.half), slot.start, hi=latest, on=(slot.used,))

    def _by(self, meal: str) -> int:
        return int(self.n.lunch if meal == "lunch" else self.n.dinner)


class PrivateRoomForBanquet(Rule):
    """MEAL-03a: a banquet is held in a private room, where any restaurant has one that seats the party.

    Amount: 1 a banquet in a hall shared with others.
    """

    id = "MEAL-03a"
    title = "宴请设在包间,不与散客同厅"
    title_en = "Banquets are held in a private room"
    cites = PRACTICE
    levels = ("prefer", "should", "must", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the dining room of each banquet."""
        for p in programmes(facts, plan):
            for item in p.of("banquet"):
                if self._shared(facts, p.stay, p.request(item), (item.place, item.dining_room)):
                    yield self.broken(p.id, about(item), 1, f"{label(item)}不在包间")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price the halls."""
        for act in visit.of("banquet"):
            for choice, chosen in act.choices:
                if self._shared(facts, visit.stay, act.request, (choice.place, choice.dining_room)):
                    m.never(self, act.about, chosen)

    def _shared(self, facts: Facts, stay: Stay, request: Request | None, where: tuple[str, str | None]) -> bool:
        place, room = where
        house = next((house for house in facts.week.restaurants if house.id == place), None)
        hall = next((r for r in house.dining_rooms if r.id == room and not r.private), None) if house else None
        return hall is not None and self._private(facts.week.restaurants, diners(stay, request))

    def _private(self, houses: Iterable[Restaurant], people: int) -> bool:
        return any(room.private and room.seats >= people for house in houses for room in house.dining_rooms)


class PhotoWithMeeting(Rule):
    """SENSE-18: a group photo is taken in passing, in a half-day in which the guests meet or see the company anyway.

    Amount: 1 a photo in a half-day without business or a signing.
    """

    id = "SENSE-18"
    title = "合影安排在有参观、交流、会见或签约的半天,不专跑一趟"
    title_en = "The group photo is taken in a half-day with business, never by itself"
    cites = PRACTICE
    levels = ("prefer", "should", "must", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for business in the half-day of each photo."""
        for p in programmes(facts, plan):
            halves = {(day_of(item.start), p.half(item)) for item in p.of(*WORK)}
            for item in p.of("photo"):
                if (day_of(item.start), p.half(item)) not in halves:
                    yield self.broken(p.id, about(item), 1, f"{label(item)}的半天没有参观交流,为合影专跑一趟")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never a photo in a half-day without business."""
        del facts
        meetings = list(visit.of(*WORK))
        for photo in visit.of("photo"):
            for day in photo.on:
                for half in ("am", "pm"):
                    here = [lit for (d, layer), lit in photo.at.items() if d == day and layer.half == half]
                    met = [x for act in meetings for (d, la), x in act.at.items() if d == day and la.half == half]
                    if here:
                        m.never(self, photo.about, m.either(*here), m.negated(m.either(*met)))
