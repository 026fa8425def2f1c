"""STR-02, 04, 05, PACE-03, 04, MEAL-01, 05, SENSE-16: lengths, hours, clashes, meals missing or out of hours."""

from __future__ import annotations

from itertools import combinations

from models.domain.activities import LEISURE
from models.domain.clock import DAY, QUARTER, at, day_of, minute_of_day, round_up
from models.domain.facts import Facts
from models.domain.plan import Item, Plan, Stop
from tests.mutations.registry import Spoilt, asked, breaks, later, less, more, put

MEETINGS = ("exchange", "call", "signing")


def meal_of(f: Facts, item: Item) -> str | None:
    """Return which meal an item is."""
    if item.kind == "banquet":
        return "lunch" if asked(f, item).lunch else "dinner"
    return item.kind if item.kind in ("lunch", "dinner") else None


@breaks("STR-02")
def an_item_too_long_or_short(f: Facts, p: Plan) -> Spoilt:
    shape = f.shape
    for item in p.items:
        for minutes in (-300, -60, -30, -15, -5, 5, 15, 30, 60, 150):
            length = item.minutes + minutes
            if item.kind != "rest" or not shape.rest_minutes <= length <= shape.rest_longest:
                yield f"{item.id} {minutes}", put(p, item, end=item.end + minutes)


@breaks("STR-02")
def stops_that_are_not_the_route(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        for k, stop in enumerate(item.stops):
            others = [s for s in item.stops if s is not stop]
            made = [
                ("missing", others),
                ("twice", [*item.stops, stop]),
                ("late", [*others, stop.replace(start=stop.start + 5, end=stop.end + 5)]),
                ("long", [*others, stop.replace(end=stop.end + 10)]),
                ("backwards", [*others, stop.replace(start=stop.end, end=stop.start)]),
                ("group", [*others, stop.replace(group=stop.group + 7)]),
                *((w.id, [*others, stop.replace(workshop=w.id)]) for w in f.week.company.workshops),
            ]
            for what, stops in made:
                if what != stop.workshop:
                    yield f"{item.id} {k} {what}", put(p, item, stops=stops)


@breaks("STR-02")
def stops_of_what_is_no_tour(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        if item.kind != "tour":
            yield item.id, put(p, item, stops=(Stop(workshop="w1", group=0, start=item.start, end=item.start + 30),))


@breaks("STR-04")
def a_second_meal(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        if meal_of(f, item):
            for minutes in (0, 15, 45):
                yield f"{item.id} +{minutes}", more(p, item.replace(**later(item, minutes, id=f"{item.id}-more")))


@breaks("STR-04")
def in_the_wrong_part_of_the_day(f: Facts, p: Plan) -> Spoilt:
    """Meetings and tours in the evening, shows in the afternoon, rests in the morning."""
    for item in p.items:
        day = day_of(item.start)
        meals = {meal_of(f, i): i.start for i in p.items if i.visit == item.visit and day_of(i.start) == day}
        noon = meals.get("lunch", at(day, f.shape.afternoon_start))
        if item.kind in (*MEETINGS, "tour", "photo", "project", "check_in") and "dinner" in meals:
            for minutes in (15, 60, 105):
                yield f"{item.id} evening", put(p, item, **later(item, meals["dinner"] + minutes - item.start))
        elif item.kind == "entertainment":
            yield f"{item.id} afternoon", put(p, item, **later(item, at(day, 15 * 60) - item.start))
        elif item.kind == "rest":
            for start in (at(day, 8 * 60), at(day, 9 * 60 + 30), noon - 15):
                yield f"{item.id} {minute_of_day(start)}", put(p, item, **later(item, start - item.start))


@breaks("STR-05")
def another_time_than_was_fixed(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        request = asked(f, item)
        day = day_of(item.start)
        for minutes in (-2 * DAY, -DAY, -240, -150, -90, 90, 150, 240, DAY, 2 * DAY):
            start = item.start + minutes
            off = getattr(request, "on", None) not in (None, day_of(start))
            for name, side in (("earliest", -1), ("latest", 1)):
                bound = getattr(request, name, None)
                off = off or (bound is not None and side * (start - at(day_of(start), bound)) > 0)
            if off:
                yield f"{item.id} {minutes} {day}", put(p, item, **later(item, minutes))


@breaks("PACE-03")
def off_the_quarter(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        for minutes in (-10, -5, 1, 5, 10):
            yield f"{item.id} {minutes}", put(p, item, **later(item, minutes))


@breaks("PACE-03")
def off_the_five_minutes(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        for minutes in (-2, 1, 3, 6):
            yield f"{move.id} {minutes}", put(p, move, **later(move, minutes))


@breaks("PACE-03")
def at_an_hour_when_nobody_works(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        for clock in (1, 3, 5, 6, 7):
            yield f"{item.id} {clock}:00", put(p, item, **later(item, at(day_of(item.start), 60 * clock) - item.start))
        if item.minutes > 60 and item.kind != "rest":
            for clock in (22, 23):
                start = at(day_of(item.start), 60 * clock)
                yield f"{item.id} {clock}:00", put(p, item, **later(item, start - item.start))


@breaks("PACE-04")
def two_things_at_once(f: Facts, p: Plan) -> Spoilt:
    for a, b in combinations(p.items, 2):
        if a.visit == b.visit:
            for minutes in (0, 5):
                yield f"{a.id} {b.id} {minutes}", put(p, b, **later(b, a.start + minutes - b.start))


@breaks("PACE-04")
def a_sight_twice(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        for other in p.items:
            if item.kind in LEISURE and other.visit == item.visit and other is not item:
                seen = item.replace(**later(item, other.end + 15 - item.start, id=f"{item.id}-more", request=None))
                yield f"{item.id} after {other.id}", more(p, seen)


@breaks("MEAL-01")
def a_meal_missing(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        stay, meal, day = f.stay(item.visit), meal_of(f, item), day_of(item.start)
        others = [i for i in p.items if i.visit == item.visit and i is not item and day_of(i.start) == day]
        owed = meal and (stay.lunch_owed if meal == "lunch" else stay.dinner_owed)(day)
        if owed and all(meal_of(f, other) != meal for other in others):
            yield item.id, less(p, item)
            for days in (-7, 7):
                yield f"{item.id} {days}", put(p, item, **later(item, days * DAY))


@breaks("MEAL-01")
def a_meal_out_of_hours(f: Facts, p: Plan) -> Spoilt:
    shape = f.shape
    first = min(shape.lunch_from, shape.dinner_from)
    hours = [*range(0, first - QUARTER, 120), round_up(shape.lunch_to + QUARTER, QUARTER), shape.dinner_to + QUARTER]
    for item in p.items:
        for clock in hours if meal_of(f, item) else ():
            yield f"{item.id} {clock}", put(p, item, **later(item, at(day_of(item.start), clock) - item.start))


@breaks("MEAL-05")
def a_banquet_on_a_taboo_day(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        for day in f.week.visit(item.visit).taboo if item.kind == "banquet" else ():
            for clock in (17 * 60 + 30, 18 * 60, 18 * 60 + 30, 19 * 60, 20 * 60):
                yield f"{item.id} {clock}", put(p, item, **later(item, at(day, clock) - item.start))


@breaks("SENSE-02a")
def something_before_the_hotel(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        stay = f.stay(item.visit)
        if stay.visit.hotel_first and item.kind not in ("check_in", "rest"):
            for minutes in (15, 30, 60, 90):
                start = round_up(stay.start, QUARTER) + minutes
                if day_of(start) == stay.days[0]:
                    yield f"{item.id} +{minutes}", put(p, item, **later(item, start - item.start))


@breaks("HOST-02c")
def somebody_met_before_whoever_is_first(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        visit = f.week.visit(item.visit)
        first = next((i for i in p.items if i.visit == visit.id and i.request == visit.meet_first), None)
        if first is None or not visit.meet_first_must or item.kind not in ("exchange", "call", "signing", "banquet"):
            continue
        for minutes in (15, 30, 60, 120) if item is not first else ():
            yield f"{item.id} -{minutes}", put(p, item, **later(item, first.start - minutes - item.start))


@breaks("ROOM-01a")
def two_parties_in_a_lounge_for_one(f: Facts, p: Plan) -> Spoilt:
    lounges = {f"{v.id}/{r.id}": r.lounge for v in f.week.visits for r in v.requests if r.lounge}
    for item in p.items:
        for other in p.items if item.id in lounges else ():
            if other.visit != item.visit and lounges.get(other.id) == lounges[item.id]:
                for minutes in (-15, 0, 15):
                    start = other.start + minutes
                    yield f"{item.id} {minutes}", put(p, item, **later(item, start - item.start))


@breaks("SENSE-16")
def a_programme_after_a_late_arrival(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        stay = f.stay(item.visit)
        if minute_of_day(stay.start) > f.shape.dinner_arrival_latest and item.kind not in ("check_in", "rest"):
            for minutes in (15, 30, 60, 90):
                start = round_up(stay.start, QUARTER) + minutes
                if day_of(start) == stay.days[0]:
                    yield f"{item.id} +{minutes}", put(p, item, **later(item, start - item.start))
