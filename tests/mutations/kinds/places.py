"""STR-09, 10, ARR-07, MEAL-03, 04, TOUR, SIGHT, ROOM-01: where things do not belong, are closed, full or forbidden."""

from __future__ import annotations

from itertools import combinations

from models.domain.activities import LEISURE, MEAL_KINDS
from models.domain.clock import DAY, at, day_of, overlap
from models.domain.facts import Facts
from models.domain.places import Hotel, Restaurant, Sight
from models.domain.plan import Night, Plan
from models.domain.table_company import diners
from tests.mutations.registry import Spoilt, asked, breaks, later, more, put

MEETINGS = ("exchange", "call", "signing")


def nights(p: Plan, *found: Night) -> Plan:
    return p.model_copy(update={"nights": found})


@breaks("STR-09")
def in_the_wrong_place(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        request = asked(f, item)
        for place in f.week.company.places:
            if place.id == item.place:
                continue
            given_elsewhere = item.kind == "banquet" and item.dining_room is None
            if given_elsewhere or item.kind in (*MEETINGS, "ceremony", "tour", "photo", "check_in", "rest"):
                wrong = True
            elif item.kind in MEAL_KINDS:
                wrong = item.dining_room is not None and not isinstance(place, Restaurant)
            else:
                wrong = getattr(request, "place", None) is not None or not isinstance(place, Sight)
            if wrong and (item.request or item.kind != "sight"):
                yield f"{item.id} {place.id}", put(p, item, place=place.id)


@breaks("STR-09")
def back_to_the_station(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        stay = f.stay(item.visit)
        if item.kind == "ceremony" and f.week.arrival_point(item.place) is not None:
            for start in (at(stay.days[0]) + 15 * 60, at(stay.days[-1]) + 10 * 60):
                yield f"{item.id} {start}", put(p, item, start=start, end=start + item.minutes)


@breaks("STR-09")
def a_room_too_few_or_too_many(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        if item.kind in MEETINGS:
            if item.room is not None:
                yield f"{item.id} no room", put(p, item, room=None)
            else:
                yield f"{item.id} a room of ours", put(p, item, room="r1")
            yield f"{item.id} a table", put(p, item, dining_room="hall")
        elif item.kind in MEAL_KINDS:
            for room in f.week.company.rooms:
                yield f"{item.id} {room.id}", put(p, item, room=room.id)
            if item.kind == "banquet" and item.dining_room is None:
                yield f"{item.id} a table", put(p, item, dining_room="hall")
            elif item.kind == "banquet":
                yield f"{item.id} no table", put(p, item, dining_room=None)
        else:
            for room in f.week.company.rooms:
                yield f"{item.id} {room.id}", put(p, item, room=room.id)
            yield f"{item.id} a table", put(p, item, dining_room="hall")


@breaks("STR-10")
def where_it_is_closed(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        place = f.week.place(item.place)
        hours = [] if isinstance(place, Sight) or item.is_packed_meal else list(place.hours)
        for clock in range(0, DAY, 30):
            if hours and all(not h.open <= clock < h.close for h in hours):
                yield f"{item.id} {clock}", put(p, item, **later(item, at(day_of(item.start), clock) - item.start))


@breaks("ARR-07")
def nights_that_are_not_due(f: Facts, p: Plan) -> Spoilt:
    for k, night in enumerate(p.nights):
        before, rest = p.nights[:k], p.nights[k + 1 :]
        yield f"{night.visit} {night.day} missing", nights(p, *before, *rest)
        yield f"{night.visit} {night.day} twice", nights(p, *p.nights, night)
        for days in (-3, -1, 1, 3):
            other = night.replace(day=day_of(at(night.day) + days * DAY))
            yield f"{night.visit} {night.day} {days}", nights(p, *before, other, *rest)
        for groups in (["g1"], ["g2"]):
            if len(f.stay(night.visit).groups) > 1 and tuple(groups) != night.groups:
                yield f"{night.visit} {night.day} {groups}", nights(p, *before, night.replace(groups=groups), *rest)


@breaks("ARR-07")
def two_hotels(f: Facts, p: Plan) -> Spoilt:
    for k, night in enumerate(p.nights):
        away = f.stay(night.visit).nights_away
        if night.day in away:  # ARR-07b's
            continue
        others = [n for n in p.nights if n.visit == night.visit and n is not night and n.day not in away]
        for hotel in f.week.hotels if others or f.week.visit(night.visit).hotel else ():
            if hotel.id != night.hotel:
                moved = [n.replace(hotel=hotel.id) if n is night else n for n in p.nights]
                yield f"{night.visit} {k} {hotel.id}", nights(p, *moved)


@breaks("ARR-07")
def other_rooms_than_are_due(f: Facts, p: Plan) -> Spoilt:
    for k, night in enumerate(p.nights):
        for r, room in enumerate(night.rooms):
            others = [other for other in night.rooms if other is not room]
            made = [("more", [*others, room.replace(count=room.count + n)]) for n in (1, 5, 900)]
            made += [("none", others), ("twice", [*night.rooms, room])]
            made += [("once more", [room.replace(count=1), *night.rooms])]
            made += [
                (kind, [*others, room.replace(kind=kind)]) for kind in ("suite", "single", "twin") if kind != room.kind
            ]
            for what, rooms in made:
                changed = [n.replace(rooms=rooms) if n is night else n for n in p.nights]
                yield f"{night.visit} {k} {r} {what}", nights(p, *changed)


@breaks("ARR-07")
def checked_in_too_early(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        place = f.week.place(item.place)
        first = day_of(item.start) == f.stay(item.visit).days[0]
        if item.kind in ("check_in", "rest") and first and isinstance(place, Hotel):
            opens = f.stay(item.visit).rooms_open(place)
            for minutes in (15, 60, 240) if opens else ():
                start = at(day_of(item.start), opens) - minutes
                yield f"{item.id} -{minutes}", put(p, item, **later(item, start - item.start))


@breaks("MEAL-03")
def a_table_too_small(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        need = diners(f.stay(item.visit), asked(f, item))
        for house in f.week.restaurants if item.kind in MEAL_KINDS else ():
            for room in house.dining_rooms:
                if room.seats < need:
                    yield f"{item.id} {house.id} {room.id}", put(p, item, place=house.id, dining_room=room.id)


@breaks("MEAL-03")
def two_parties_in_a_private_room(f: Facts, p: Plan) -> Spoilt:
    meals = [item for item in p.items if item.kind in MEAL_KINDS and item.dining_room]
    for a, b in combinations(meals, 2):
        for minutes in (0, 15, 45) if a.visit != b.visit else ():
            for house in ("garden", "lakeside", "inn_dining"):
                q = put(p, a, place=house, dining_room="p1")
                yield (
                    f"{a.id} {b.id} {house}",
                    put(q, b, **later(b, a.start + minutes - b.start, place=house, dining_room="p1")),
                )


@breaks("MEAL-04")
def where_nobody_cooks_for_them(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        diets = {diet for member in f.week.visit(item.visit).members for diet in member.diet}
        for house in f.week.restaurants if item.kind in MEAL_KINDS else ():
            if diets - set(house.serves):
                for room in house.dining_rooms:
                    yield f"{item.id} {house.id} {room.id}", put(p, item, place=house.id, dining_room=room.id)


@breaks("TOUR-01")
def two_tours_in_one_workshop(f: Facts, p: Plan) -> Spoilt:
    narrow = {w.id for w in f.week.company.workshops if w.groups == 1}
    tours = [item for item in p.items if item.kind == "tour"]
    for a in tours:
        for b in tours:
            for minutes in (0, 5, 15, 25) if a is not b else ():
                shift = a.start + minutes - b.start
                mine = [s for s in a.stops if s.workshop in narrow]
                theirs = [s for s in b.stops if s.workshop in narrow]
                if any(
                    s.workshop == t.workshop and overlap((s.start, s.end), (t.start + shift, t.end + shift))
                    for s in mine
                    for t in theirs
                ):
                    yield f"{a.id} {b.id} +{minutes}", put(p, b, **later(b, shift))


@breaks("TOUR-01")
def one_docent_for_too_many(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        groups = {stop.group for stop in item.stops}
        for group in sorted(groups) if len(groups) > 1 else ():
            yield f"{item.id} without {group}", put(p, item, stops=[s for s in item.stops if s.group != group])
            yield f"{item.id} all {group}", put(p, item, stops=[s.replace(group=group) for s in item.stops])


@breaks("TOUR-02")
def a_workshop_that_is_secret(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        for w in f.week.company.workshops if item.kind == "tour" else ():
            if w.restricted and w.id not in f.week.visit(item.visit).clearance:
                for k, stop in enumerate(item.stops):
                    stops = [s.replace(workshop=w.id) if s is stop else s for s in item.stops]
                    yield f"{item.id} {k} {w.id}", put(p, item, stops=stops)
                    yield f"{item.id} {k} {w.id} more", put(p, item, stops=[*item.stops, stop.replace(workshop=w.id)])


@breaks("TOUR-04")
def a_workshop_that_is_closed(f: Facts, p: Plan) -> Spoilt:
    hours = {w.id: w.hours for w in f.week.company.workshops}
    for item in p.items:
        for clock in range(0, DAY, 45):
            shift = at(day_of(item.start), clock) - item.start
            spans = [(hours[s.workshop], s.start + shift - at(day_of(item.start))) for s in item.stops]
            if any(open_ and all(not h.open <= start < h.close for h in open_) for open_, start in spans):
                yield f"{item.id} {clock}", put(p, item, **later(item, shift))


@breaks("TOUR-05")
def rivals_under_one_roof(f: Facts, p: Plan) -> Spoilt:
    for a in p.items:
        for b in p.items:
            if a.visit == b.visit or not f.rivals(a.visit, b.visit) or a.is_packed_meal or b.is_packed_meal:
                continue
            if isinstance(f.week.place(a.place), Hotel) or day_of(a.start) not in f.stay(b.visit).days:
                continue
            for minutes in (0, 15):
                yield f"{a.id} {b.id}", put(p, b, **later(b, a.start + minutes - b.start, place=a.place))


@breaks("TOUR-05")
def rivals_in_one_hotel(f: Facts, p: Plan) -> Spoilt:
    for a, b in combinations(p.nights, 2):
        if f.rivals(a.visit, b.visit) and a.day == b.day:
            moved = [n.replace(hotel=a.hotel) if n is b else n for n in p.nights]
            yield f"{a.visit} {b.visit} {a.day}", nights(p, *moved)


@breaks("SIGHT-02")
def a_sight_that_is_closed(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        place = f.week.place(item.place)
        for clock in range(0, DAY, 30):
            if item.kind in LEISURE and place.hours and all(not h.open <= clock < h.close for h in place.hours):
                yield f"{item.id} {clock}", put(p, item, **later(item, at(day_of(item.start), clock) - item.start))


@breaks("SIGHT-03")
def a_sight_off_the_list(f: Facts, p: Plan) -> Spoilt:
    unlisted = [s.id for s in f.week.sights if not s.listed]
    for item in p.items:
        for place in unlisted if item.kind in LEISURE else ():
            yield f"{item.id} {place}", put(p, item, place=place)
            yield f"{item.id} {place} more", more(p, item.replace(id=f"{item.id}-more", request=None, place=place))
            for kind in LEISURE:
                yield f"{item.id} {place} {kind}", put(p, item, place=place, kind=kind)


@breaks("SIGHT-04")
def what_the_guests_do_not_wish(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        visit = f.week.visit(item.visit)
        for place in visit.refused if item.kind in LEISURE else ():
            yield f"{item.id} {place}", put(p, item, place=place)
            yield f"{item.id} {place} more", more(p, item.replace(id=f"{item.id}-more", request=None, place=place))
        for kind in LEISURE if item.kind in LEISURE else ():
            unasked = item.replace(id=f"{item.id}-more", request=None, place="mall", kind=kind)
            yield f"{item.id} mall {kind}", more(p, unasked)


@breaks("ROOM-01")
def two_meetings_in_one_room(f: Facts, p: Plan) -> Spoilt:
    for a, b in combinations([item for item in p.items if item.kind in MEETINGS], 2):
        for minutes in (0, 15, 30) if a.visit != b.visit or a.room == b.room else ():
            yield f"{a.id} {b.id} +{minutes}", put(p, b, **later(b, a.start + minutes - b.start, room=a.room))


@breaks("ROOM-01")
def a_room_that_does_not_do(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        for room in f.week.company.rooms if item.kind in MEETINGS else ():
            small = room.seats < f.stay(item.visit).size
            closed = any(overlap((item.start, item.end), (s.start, s.end)) for s in room.closures)
            if small or closed or set(asked(f, item).equipment) - set(room.equipment):
                yield f"{item.id} {room.id}", put(p, item, room=room.id)


@breaks("ROOM-01")
def a_room_that_is_closed(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        for room in f.week.company.rooms if item.kind in MEETINGS else ():
            for span in room.closures:
                for minutes in (0, 600, 1200):
                    start = span.start + minutes
                    yield (
                        f"{item.id} {room.id} {minutes}",
                        put(p, item, **later(item, start - item.start, room=room.id)),
                    )
