"""STR-09 · at which place and in which room items happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import MEAL_KINDS, WORKING_MEALS, Banquet
from models.domain.clock import day_of
from models.domain.demands import MEETINGS, given_elsewhere, meeting_place, meeting_rooms, needs_room
from models.domain.included_meals import is_near, lunch_of_item
from models.domain.places import ArrivalPoint, Restaurant, Sight
from models.domain.station_items import station_ends
from models.rules.core.findings import Sentence, label, subject
from models.rules.core.view import Layer
from models.rules.structure.structural_rule import StructuralRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Item
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import VisitView


class ItemPlaces(StructuralRule):
    """STR-09: things happen where they belong.

    Meetings in a room of the company (the one asked for), or at the place asked for, in a room there where rooms of
    ours are listed at it; ceremonies at the place asked for, else at the company; tour and photo at the company;
    reference project, official performance, sight, shop and show where the request says, else a shop or show of the
    planner's choice, not refused; banquets in a dining room of the restaurant asked for, else outside the canteen, or
    where others give them; check-in and rest at the night's hotel. A meal with no dining room is packed: eaten where
    the guests are, but not at an airport or station; a dinner also at the hotel. The lunch
    that interrupts an item is taken in a restaurant in that place or near enough to walk, else packed. What takes place
    where they arrive or leave comes before the first ride or after the last (``station_ends``). Only meetings have a
    meeting room, only meals a dining room. Amount: 1 for each.
    """

    id = "STR-09"
    title = "活动安排在该去的地方"
    title_en = "Things happen where they belong"
    mended_by = ("place", "time")
    wrong_place = Sentence("{item}不该在{place}", "{item} does not belong at {place}")

    def judge(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Look at place and room of each item."""
        for step in p.steps:
            if step.item is not None and not (
                self._sound(facts, p, step.item, step.origin) and self._at_its_end(facts, p, step.item)
            ):
                item, name = step.item, facts.week.place(step.item.place).name
                yield self.broken(p.id, subject(item=item.id), 1, self.wrong_place, item=label(item), place=name)

    def _sound(self, facts: Facts, p: Programme, item: Item, origin: str | None) -> bool:
        week, request, kind = facts.week, p.request(item), item.kind
        if (item.room is not None and kind not in MEETINGS) or (
            item.dining_room is not None and kind not in MEAL_KINDS
        ):
            return False
        if item.lunch is not None:
            house = week.find_place(item.lunch.restaurant)
            due = lunch_of_item(p.stay, request, item.minutes)
            if not due or not isinstance(house, Restaurant) or not is_near(facts, house, item.place):
                return False
        if kind in MEETINGS:
            at_place = item.place == meeting_place(week, request)
            ours = {room.id for room in meeting_rooms(week, request)}
            return at_place and (item.room in ours if needs_room(week, request) else item.room is None)
        if kind == "ceremony":
            return item.place == meeting_place(week, request)
        if kind in ("tour", "photo"):
            return item.place == week.site.id
        if kind in ("check_in", "rest"):
            return item.place == p.hotel(day_of(item.start))
        house, asked = week.place(item.place), getattr(request, "place", None)
        if kind in ("project", "performance", "sight", "shopping", "entertainment"):
            if asked is None and kind in ("shopping", "entertainment"):
                return isinstance(house, Sight) and house.category == kind and house.id not in p.stay.visit.refused
            return asked in (None, item.place)
        if (elsewhere := given_elsewhere(week, request)) is not None:
            return item.place == elsewhere and item.dining_room is None
        if isinstance(request, Banquet):
            if not isinstance(house, Restaurant) or item.dining_room is None:
                return False
            return house.style != "canteen" if request.restaurant is None else house.id == request.restaurant
        if item.dining_room is not None:
            return isinstance(house, Restaurant)
        if week.arrival_point(item.place) is not None:
            return False
        here = {facts.location(place) for place in (origin, kind == "dinner" and p.hotel(day_of(item.start))) if place}
        return facts.location(item.place) in here

    def _at_its_end(self, facts: Facts, p: Programme, item: Item) -> bool:
        """Tell whether an item at the airport or station lies before the first ride of the stay, or after the last."""
        ends = station_ends(p.stay, p.request(item), item.place)
        if ends is None:
            return True
        day = p.stay.day_of_item(item)
        steps = p.day(day)
        k = next(k for k, step in enumerate(steps) if step.item is item)
        moved = [
            facts.location(step.origin or item.place) != facts.location(step.target or item.place) for step in steps
        ]
        coming = "coming" in ends and day == p.stay.days[0] and not any(moved[: k + 1])
        return coming or ("leaving" in ends and day == p.stay.days[-1] and not any(moved[k + 1 :]))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """No packed meal at an airport, nobody back to the airport; the model has all else by construction."""
        for act in visit.acts.values():
            place = act.choices[0][0].place if act.choices else ""
            ends = station_ends(visit.stay, act.request, place) if place else None
            if ends is None:
                continue
            for (day, layer), here in act.at.items():
                slots = visit.day(day)
                before = m.either(*(slot.moved for slot in slots if slot.layer <= layer))
                after = m.either(*(slot.moved for slot in slots if slot.layer > layer))
                ways = [before] if "coming" in ends and day == visit.days[0] else []
                ways += [after] if "leaving" in ends and day == visit.days[-1] else []
                m.never(self, act.about, here, *ways)
        self._no_packed_meal_at_a_station(m, facts, visit)

    def _no_packed_meal_at_a_station(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        points = {facts.location(place.id) for place in facts.week.company.places if isinstance(place, ArrivalPoint)}
        for act in visit.of(*WORKING_MEALS):
            packed = [literal for choice, literal in act.choices if choice.dining_room is None]
            for day, today in act.on.items() if packed else ():
                slot = visit.slots[day, Layer.LUNCH if act.kind == "lunch" else Layer.DINNER]
                for here in (literal for place, literal in slot.place.items() if place in points):
                    m.never(self, act.about, today, m.either(*packed), here)
