"""STR · what every plan is made of: known names, whole requests, right lengths, right places, right people.

The model has these truths by construction; the checker must know them, or a hand-made plan could beat a proven one by
using what the model forbids. ``continuity`` holds the other half: ways and times.
"""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from typing import TYPE_CHECKING

from models.domain.activities import Banquet, Gift, Signing, Tour
from models.domain.clock import QUARTER, at, day_of, round_up
from models.domain.places import Restaurant, Sight
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import label
from models.rules.core.programme import Programme, programmes
from models.rules.core.view import Layer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Item, Move, Plan
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.view import VisitView

OWED = ("lunch", "dinner", "check_in", "rest")
"""Kinds that no request asks for."""
IN_ROOM = ("exchange", "call", "signing", "training")


class StructuralRule(Rule):
    """A truth about plans: always a must."""

    cites = PRACTICE
    levels = ("must",)
    softenable = False

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Judge each visit by itself."""
        for programme in programmes(facts, plan):
            yield from self.judge(facts, programme)

    @abstractmethod
    def judge(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Yield the breaks of one visit."""


class KnownIds(Rule):
    """STR-01: only known ids, each id once; every request planned exactly once or left out, never both.

    Requests of kind ``gift`` take no time: never planned, left out or not. A meal has no request and is planned only
    where it is owed (MEAL-01); a check-in only on the first of several days. A sight without request is the planner's
    choice: only where the visit leaves it to him, listed, for seeing or playing, not refused, not wished besides.
    Amount: 1 for each. Other rules may take ids for known once this one is kept.
    """

    id = "STR-01"
    title = "行程里的编号都查得到,每项要求恰好安排一次或列入未能安排"
    title_en = "Only known ids; every request is planned exactly once or left out"
    cites = PRACTICE
    levels = ("must",)
    softenable = False

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look every id up, then count the requests."""
        visits = {visit.id for visit in facts.week.visits}
        rows: tuple[Item | Move, ...] = (*plan.items, *plan.moves)
        named = {row.visit for row in rows} | {n.visit for n in plan.nights} | {left.visit for left in plan.left_out}
        for id in sorted(named - visits):
            yield self.broken("", (id,), 1, f"没有编号为 {id} 的来访")
        for id, count in sorted(Counter(row.id for row in rows).items()):
            if count > 1:
                yield self.broken("", (id,), count - 1, f"编号 {id} 用了 {count} 次")
        for row in rows:
            for id in self._unknown(facts, row) if row.visit in visits else ():
                yield self.broken(row.visit, (row.id, id), 1, f"没有编号为 {id} 的地点、人员或车辆")
        for night in plan.nights:
            if night.hotel not in {hotel.id for hotel in facts.week.hotels}:
                yield self.broken(night.visit, (night.hotel,), 1, f"没有编号为 {night.hotel} 的酒店")
        left = Counter((row.visit, row.request) for row in plan.left_out)
        for p in programmes(facts, plan):
            yield from self._requests(p, left)
            yield from self._owed(facts, p)

    def _unknown(self, facts: Facts, row: Item | Move) -> Iterator[str]:
        company, visit = facts.week.company, facts.week.visit(row.visit)
        people, places = {p.id for p in company.people}, {p.id for p in company.places}
        named = [(d.person, people) for d in row.duties] + [(g, {g.id for g in visit.groups}) for g in row.groups]
        named += [(id, places) for id in (getattr(row, "place", None), getattr(row, "origin", None))]
        named.append((getattr(row, "target", None), places))
        named.append((getattr(row, "room", None), {r.id for r in company.rooms}))
        named += [(s.workshop, {w.id for w in company.workshops}) for s in getattr(row, "stops", ())]
        for ride in getattr(row, "rides", ()):
            named += [(ride.vehicle, {v.id for v in company.vehicles}), (ride.driver, {d.id for d in company.drivers})]
            named.append((ride.hired, {c.id for c in company.hired_cars}))
        yield from (id for id, known in named if id is not None and id not in known)
        table, place = getattr(row, "dining_room", None), getattr(row, "place", None)
        if table is not None and place in places:
            house = facts.week.place(place)
            if not isinstance(house, Restaurant) or table not in {room.id for room in house.dining_rooms}:
                yield table

    def _requests(self, p: Programme, left: Counter[tuple[str, str]]) -> Iterator[Violation]:
        asked = {r.id: r for r in p.stay.visit.requests}
        done = Counter(item.request for item in p.items if item.request is not None)
        for id, request in asked.items():
            times, out = done[id], left[p.id, id]
            sound = times == 0 and out <= 1 if isinstance(request, Gift) else times + out == 1
            if not sound:
                text = f"要求 {id} 安排了 {times} 次,列入未能安排 {out} 次"
                yield self.broken(p.id, (id,), max(1, abs(times + out - 1)), text)
        unknown = {request for visit, request in left if visit == p.id} - set(asked)
        for item in p.items:
            if item.request is not None and (item.request not in asked or asked[item.request].kind != item.kind):
                yield self.broken(p.id, (item.id,), 1, f"{label(item)}对应的要求 {item.request} 不存在或类别不符")
        for id in sorted(unknown):
            yield self.broken(p.id, (id,), 1, f"未能安排中的要求 {id} 不存在")

    def _owed(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        visit, stay = p.stay.visit, p.stay
        wished = {getattr(r, "place", None) for r in visit.requests}
        for item in p.items:
            day = day_of(item.start)
            if item.request is not None:
                continue
            if item.kind == "sight":
                place = facts.week.place(item.place)
                sound = visit.sights == "planner" and item.place not in (*visit.refused, *wished)
                sound = (
                    sound and isinstance(place, Sight) and place.listed and place.category in ("sightseeing", "play")
                )
            elif item.kind in ("lunch", "dinner"):
                sound = day in stay.days and (stay.lunch_owed if item.kind == "lunch" else stay.dinner_owed)(day)
            else:
                sound = item.kind in OWED and bool(stay.nights) and (item.kind == "rest" or day == stay.days[0])
            if not sound:
                yield self.broken(p.id, (item.id,), 1, f"{label(item)}既无人要求,也不是应安排的")
        if (times := len(p.of("check_in"))) > 1:
            yield self.broken(p.id, tuple(i.id for i in p.of("check_in")), times - 1, f"入住酒店安排了 {times} 次")


class ItemLengths(StructuralRule):
    """STR-02: an item lasts as long as its kind does.

    A request lasts ``Stay.minutes``, a tour with its stops as ``Stay.tour_stops``; a meal the edition's minutes, packed
    ones ``packed_meal_minutes``; check-in its minutes up to the quarter hour; a sight of the planner's choice the
    sight's; a rest between ``rest_minutes`` and ``rest_longest``. Amount: minutes too many or too few; 1 a wrong stop.
    """

    id = "STR-02"
    title = "每项活动的时长按规定"
    title_en = "Items last as long as their kind does"
    unit = "minutes"

    def judge(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Compare lengths and stops."""
        for item in p.items:
            low, high = self._span(facts, p, item)
            outside = max(low - item.minutes, item.minutes - high, 0)
            if outside:
                yield self.broken(p.id, (item.id,), outside, f"{label(item)}长 {item.minutes} 分钟,应为 {low} 分钟")
            request = p.request(item)
            if isinstance(request, Tour):
                planned = Counter((s.workshop.id, s.group, s.offset, s.minutes) for s in p.stay.tour_stops(request))
                shown = Counter((s.workshop, s.group, s.start - item.start, s.end - s.start) for s in item.stops)
                wrong = (planned - shown).total() + (shown - planned).total()
                if wrong:
                    yield self.broken(p.id, (item.id,), wrong, f"{label(item)}的路线与时间有 {wrong} 处不符")

    def _span(self, facts: Facts, p: Programme, item: Item) -> tuple[int, int]:
        shape, request = facts.shape, p.request(item)
        if request is not None:
            return (p.stay.minutes(request),) * 2
        if item.kind == "rest":
            return shape.rest_minutes, shape.rest_longest
        if item.kind in ("lunch", "dinner"):
            usual = shape.lunch_minutes if item.kind == "lunch" else shape.dinner_minutes
            return (usual if item.dining_room else shape.packed_meal_minutes,) * 2
        if item.kind == "check_in":
            return (round_up(shape.check_in_minutes, QUARTER),) * 2
        place = facts.week.place(item.place)
        return (round_up(place.minutes) if isinstance(place, Sight) else item.minutes,) * 2


class FixedTimesKept(StructuralRule):
    """STR-05: what the guests fixed stays fixed.

    The day ``on``, the start ``at``, a start between ``earliest`` and ``latest``; a signing begins after the end of the
    request that it is ``after``, where that is planned. Amount: minutes by which the start is off.
    """

    id = "STR-05"
    title = "客人定下的日期、时间和先后不变"
    title_en = "Fixed days, times and orders are kept"
    unit = "minutes"

    def judge(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Compare the start with what was fixed."""
        del facts
        for item in p.items:
            request = p.request(item)
            if request is None:
                continue
            low, high = at(day_of(item.start)), at(day_of(item.start), 24 * 60 - 1)
            if request.on:
                low, high = at(request.on), at(request.on, 24 * 60 - 1)
            day = day_of(item.start)
            low = max(low, at(day, request.earliest)) if request.earliest else low
            high = min(high, at(day, request.latest)) if request.latest else high
            if request.at is not None:
                low = high = request.at
            if isinstance(request, Signing) and request.after and (former := p.item(request.after)):
                low = max(low, former.end)
            off = max(low - item.start, item.start - high, 0)
            if off:
                yield self.broken(p.id, (item.id, request.id), off, f"{label(item)}与定下的时间差 {off} 分钟")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Keep a signing after what it follows; days and times the model has by construction."""
        del facts
        for act in visit.of("signing"):
            after = getattr(act.request, "after", None)
            for former in visit.acts.values():
                if former.request is not None and former.request.id == after:
                    m.limit(self, act.about, act.start - former.end, lo=0, on=(act.done, former.done))


class GroupsTakePart(StructuralRule):
    """STR-06: who takes part: the travel groups that have come and not left.

    A group takes part from its first item to its last without a break, one that opens the visit from the first item of
    all, one that closes it to the last; its moves are those with the others between (``Programme.present``,
    ``on_way``). No group named means all of the visit. The guest of honour's group takes part in every request. Amount:
    1 an item or move with the wrong groups.
    """

    id = "STR-06"
    title = "客人到齐的一起行动,主宾参加每项要求"
    title_en = "The party keeps together; the guest of honour takes part in every request"

    def judge(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Compare each item and move with who is there."""
        del facts
        if len(p.stay.groups) == 1:
            return
        lead, everybody = p.stay.lead.id, tuple(sorted(group.id for group in p.stay.groups))
        for step in p.steps:
            for move in step.moves:
                if (move.groups or everybody) != (p.on_way(step) or everybody):
                    yield self.broken(p.id, (move.id,), 1, "行车的客人批次不对")
            if step.item is None:
                continue
            groups = step.item.groups or everybody
            if groups != (p.present(step) or everybody):
                yield self.broken(p.id, (step.item.id,), 1, f"{label(step.item)}的客人批次不对")
            if step.item.request is not None and lead not in groups:
                yield self.broken(p.id, (step.item.id, lead), 1, f"{label(step.item)}时主宾不在")


class ItemPlaces(StructuralRule):
    """STR-09: things happen where they belong.

    Meetings in a room of the company (the one asked for), tour and photo at the company; reference project, sight, shop
    and show where the request says, else a shop or show of the planner's choice, not refused; banquets in a dining
    room of the restaurant asked for, else outside the canteen; check-in and rest at the night's hotel. A meal with no
    dining room is packed: eaten where the guests are, but not before they are picked up at the airport or station; a
    dinner also at the hotel. Amount: 1 for each.
    """

    id = "STR-09"
    title = "活动安排在该去的地方"
    title_en = "Things happen where they belong"

    def judge(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Look at place and room of each item."""
        for step in p.steps:
            if step.item is not None and not self._sound(facts, p, step.item, step.origin):
                name = facts.week.place(step.item.place).name
                yield self.broken(p.id, (step.item.id,), 1, f"{label(step.item)}不该在{name}")

    def _sound(self, facts: Facts, p: Programme, item: Item, origin: str | None) -> bool:
        week, request, kind = facts.week, p.request(item), item.kind
        if kind in IN_ROOM:
            asked_room = getattr(request, "room", None)
            return item.place == week.site.id and item.room is not None and asked_room in (None, item.room)
        if kind in ("tour", "photo"):
            return item.place == week.site.id
        if kind in ("check_in", "rest"):
            return item.place == p.hotel(day_of(item.start))
        house, asked = week.place(item.place), getattr(request, "place", None)
        if kind in ("project", "sight", "shopping", "entertainment"):
            if asked is None and kind in ("shopping", "entertainment"):
                return isinstance(house, Sight) and house.category == kind and house.id not in p.stay.visit.refused
            return asked in (None, item.place)
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

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """No packed meal before the pick-up; everything else the model has by construction."""
        origin, day = visit.stay.first[0].origin, visit.days[0]
        if facts.week.arrival_point(origin) is None:
            return
        for act in visit.of("lunch", "dinner"):
            slot = visit.slots[day, Layer.LUNCH if act.kind == "lunch" else Layer.DINNER]
            here = slot.place.get(facts.location(origin))
            packed = [literal for choice, literal in act.choices if choice.dining_room is None]
            if here is not None and day in act.on and packed:
                m.never(self, act.about, act.on[day], m.either(*packed), here)
