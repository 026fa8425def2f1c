"""STR-01 · a plan names only what the week has, and holds every request exactly once or leaves it out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from models.domain.activities import KINDS, WORKING_MEALS, Gift, NightAway
from models.domain.clock import day_of
from models.domain.places import Hotel, Restaurant, Sight
from models.domain.plan import Item
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Phrase, Sentence, label, subject
from models.rules.core.kinds import OWED_KINDS
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Move, Plan
    from models.rules.core.findings import Subject, Violation
    from models.rules.core.programme import Programme


class _KnownThings:
    """The ids of the week's things, by kind."""

    def __init__(self, facts: Facts) -> None:
        company = facts.week.company
        self.people = {person.id for person in company.people}
        self.places = {place.id for place in company.places}
        self.rooms = {room.id for room in company.rooms}
        self.workshops = {workshop.id for workshop in company.workshops}
        self.vehicles = {vehicle.id for vehicle in company.vehicles}
        self.drivers = {driver.id for driver in company.drivers}
        self.hired_cars = {car.id for car in facts.week.hired_cars}


class KnownIds(Rule):
    """STR-01: only known ids, each id once; every request planned exactly once or left out, never both.

    Requests of kind ``gift`` take no time: never planned, left out or not. A meal has no request and is planned only
    where it is owed (MEAL-01); a check-in only on the first of several days. A sight without request is the planner's
    choice: only where the visit leaves it to the planner, listed, for seeing or playing, not refused, not wished
    besides. Amount: 1 for each. Other rules may take ids for known once this one is kept.
    """

    id = "STR-01"
    title = "行程里的编号都查得到,每项要求恰好安排一次或列入未能安排"
    title_en = "Only known ids; every request is planned exactly once or left out"
    cites = PRACTICE
    levels = ("must",)
    softenable = False
    unknown_visit = Sentence("没有编号为 {id} 的来访", "no visit has the id {id}")
    id_repeated = Sentence("编号 {id} 用了 {count} 次", "the id {id} is used {count} times")
    unknown_thing = Sentence("没有编号为 {id} 的地点、人员或车辆", "no place, person or vehicle has the id {id}")
    unknown_hotel = Sentence("没有编号为 {id} 的酒店", "no hotel has the id {id}")
    not_once = Sentence(
        "{what}安排了 {planned} 次,列入未能安排 {left_out} 次",
        "the {what} is planned {planned} times and left out {left_out} times",
    )
    unknown_request = Sentence("{item}对应的要求 {id} 不存在", "{item} is for the request {id}, which does not exist")
    unknown_left_out = Sentence("未能安排中的要求 {id} 不存在", "the request {id} is left out and does not exist")
    left_out_and_planned = Sentence(
        "{client}列为整个来访未能安排,却另有 {count} 处安排",
        "{client} is left out as a whole, and planned in {count} places",
    )
    not_owed = Sentence("{item}既无人要求,也不是应安排的", "{item} is neither asked for nor owed")
    check_in_repeated = Sentence("入住酒店安排了 {count} 次", "the hotel check-in is planned {count} times")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look every id up, then count the requests."""
        visits = {visit.id for visit in facts.week.visits}
        rows: tuple[Item | Move, ...] = (*plan.items, *plan.moves)
        named = {row.visit for row in rows} | {n.visit for n in plan.nights} | {left.visit for left in plan.left_out}
        for id in sorted(named - visits):
            yield self.broken("", subject(visit=id), 1, self.unknown_visit, id=id)
        subjects = {row.id: _row(row) for row in rows}
        for id, count in sorted(Counter(row.id for row in rows).items()):
            if count > 1:
                yield self.broken("", subjects[id], count - 1, self.id_repeated, id=id, count=count)
        known = _KnownThings(facts)
        for row in rows:
            for thing in self._unknown(facts, known, row) if row.visit in visits else ():
                yield self.broken(row.visit, _row(row) + thing, 1, self.unknown_thing, id=thing.ids[0])
        for night in plan.nights:
            if not isinstance(facts.week.find_place(night.hotel), Hotel):
                yield self.broken(night.visit, subject(place=night.hotel), 1, self.unknown_hotel, id=night.hotel)
        for id in sorted(plan.visits_left_out & visits):
            part = plan.of(id)
            if count := len(part.items) + len(part.moves) + len(part.nights) + len(part.left_out) - 1:
                client = facts.week.visit(id).client
                yield self.broken(id, subject(visit=id), count, self.left_out_and_planned, client=client, count=count)
        left = Counter((row.visit, row.request) for row in plan.left_out)
        for p in programmes(facts, plan):
            yield from self._requests(p, left)
            yield from self._owed(facts, p)

    def _unknown(self, facts: Facts, known: _KnownThings, row: Item | Move) -> Iterator[Subject]:
        """Yield the things that an item or move names and the week does not have."""
        groups = {group.id for group in facts.week.visit(row.visit).groups}
        named = [(subject(person=duty.person), known.people) for duty in row.duties]
        named += [(subject(group=group), groups) for group in row.groups]
        if isinstance(row, Item):
            named += [(subject(place=row.place), known.places), (subject(room=row.room), known.rooms)]
            named += [(subject(workshop=stop.workshop), known.workshops) for stop in row.stops]
        else:
            named += [(subject(place=row.origin), known.places), (subject(place=row.target), known.places)]
            for ride in row.rides:
                named.append((subject(vehicle=ride.vehicle), known.vehicles))
                named.append((subject(driver=ride.driver), known.drivers))
                named.append((subject(hired_car=ride.hired), known.hired_cars))
        yield from (thing for thing, ids in named if thing and thing.ids[0] not in ids)
        if isinstance(row, Item) and row.dining_room is not None and row.place in known.places:
            house = facts.week.place(row.place)
            if not isinstance(house, Restaurant) or row.dining_room not in {room.id for room in house.dining_rooms}:
                yield subject(dining_room=row.dining_room)
        if isinstance(row, Item) and row.lunch is not None:
            other = facts.week.find_place(row.lunch.restaurant)
            if not isinstance(other, Restaurant):
                yield subject(place=row.lunch.restaurant)
            elif row.lunch.dining_room not in {room.id for room in other.dining_rooms}:
                yield subject(dining_room=row.lunch.dining_room)

    def _requests(self, p: Programme, left: Counter[tuple[str, str]]) -> Iterator[Violation]:
        asked = {r.id: r for r in p.stay.visit.requests}
        done = Counter(item.request for item in p.items if item.request is not None)
        for id, request in asked.items():
            times, out = done[id], left[p.id, id]
            sound = times == 0 and out <= 1 if isinstance(request, Gift | NightAway) else times + out == 1
            if not sound:
                off = max(1, abs(times + out - 1))
                named = request.title or Phrase(KINDS[request.kind].zh, KINDS[request.kind].en)
                yield self.broken(
                    p.id, subject(request=id), off, self.not_once, what=named, planned=times, left_out=out
                )
        unknown = {request for visit, request in left if visit == p.id} - set(asked)
        for item in p.items:
            if item.request is not None and item.request not in asked:
                id, what = item.request, label(item)
                yield self.broken(p.id, _row(item), 1, self.unknown_request, item=what, id=id)
        for id in sorted(unknown):
            yield self.broken(p.id, subject(request=id), 1, self.unknown_left_out, id=id)

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
            elif item.kind in WORKING_MEALS:
                sound = day in stay.days and (stay.lunch_owed if item.kind == "lunch" else stay.dinner_owed)(day)
            else:
                sound = item.kind in OWED_KINDS and bool(stay.nights) and (item.kind == "rest" or day == stay.days[0])
            if not sound:
                yield self.broken(p.id, _row(item), 1, self.not_owed, item=label(item))
        check_ins = p.of("check_in")
        if (times := len(check_ins)) > 1:
            all_of_them = subject(item=tuple(item.id for item in check_ins))
            yield self.broken(p.id, all_of_them, times - 1, self.check_in_repeated, count=times)


def _row(row: Item | Move) -> Subject:
    """Return an item or a move as a subject, without its request."""
    return subject(item=row.id) if isinstance(row, Item) else subject(move=row.id)
