"""Odd small weeks, drawn by number: few cars and drivers, no firm to hire from, short stays, people who do everything.

What is drawn is what makes staffing, lodging and ways hard; whether anything of it can be planned is not looked at.
"""

from __future__ import annotations

import random
from typing import Any

from models.domain.consistency import faults
from models.domain.request_order import TIMELESS
from models.domain.week import Week
from tests import weeks

ARRIVALS = ("00:40", "05:10", "07:40", "09:00", "11:20", "13:10", "17:55", "20:15", "21:40", "23:30", "23:55")
DEPARTURES = ("01:30", "06:20", "08:05", "09:10", "11:45", "13:20", "15:10", "17:30", "20:40", "22:50", "23:59")
TITLES = ("项目经理", "总工程师", "")
ROLES: list[Any] = [
    {"kind": "leader"},
    {"kind": "expert", "topics": ["盾构机"]},
    {"kind": "docent", "languages": ["en"]},
    {"kind": "docent"},
    {"kind": "interpreter", "languages": ["en"]},
    {"kind": "photographer"},
    {"kind": "crew"},
    {"kind": "escort"},
]
OFFICES = ("city", "hall", "branch")
NEAR = ("site", "inn", "grand", "garden", "museum", "rail", "mall", "lakeside")


def odd_week(number: int) -> Week:
    """Return the week of a number; those that could not be read are drawn again."""
    for more in range(100):
        chance = random.Random(f"{number} {more}")
        week = Week.model_validate(_week(chance))
        if not list(faults(week)):
            return week
    raise AssertionError(number)


def _week(chance: random.Random) -> dict[str, Any]:
    visits = [_visit(chance, f"v{k}") for k in range(chance.choice([1, 1, 2, 2, 3]))]
    if len(visits) > 1 and chance.random() < 0.25:
        visits[0]["rivals"] = ["v1"]
    company = _company(chance)
    if chance.random() < 0.5:
        _open_to_others(chance, company)
        for visit in visits:
            _received(chance, visit, company)
    return {"id": "odd", "name": "怪周", "first_day": weeks.MONDAY, "days": 5, "company": company, "visits": visits}


# -- the company


def _company(chance: random.Random) -> dict[str, Any]:
    usual = weeks.company().model_dump(mode="json")
    gone = {"grand"} if chance.random() < 0.4 else set()
    gone |= {id for id in ("garden", "lakeside", "mall", "opera") if chance.random() < 0.3}
    usual["places"] = [_place(chance, place) for place in usual["places"] if place["id"] not in gone]
    usual["ways"] = _ways(chance, [way for way in usual["ways"] if not {way["a"], way["b"]} & gone])
    usual["vehicles"] = _vehicles(chance)
    usual["drivers"] = [_driver(chance, f"d{k}") for k in range(chance.choice([0, 1, 1, 2, 3]))]
    usual["hired_cars"] = _hired(chance)
    usual["hired_help"] = [help for help in usual["hired_help"] if chance.random() < 0.5]
    if chance.random() < 0.5:
        usual["people"] = [_person(chance, f"p{k}") for k in range(chance.choice([1, 2, 3, 5]))]
    for room in usual["rooms"]:
        room["seats"] = chance.choice([1, 4, 12, 30])
    if chance.random() < 0.3:
        usual["rooms"] = usual["rooms"][:1]
    for shop in usual["workshops"]:
        shop["group"] = chance.choice([2, 5, 20])
        if chance.random() < 0.3:
            shop["hours"] = [{"open": "09:00", "close": "11:00", "weekdays": ["Mon", "Wed"]}]
    return usual


def _place(chance: random.Random, place: dict[str, Any]) -> dict[str, Any]:
    if place["kind"] == "hotel" and chance.random() < 0.4:
        rooms = [r for r in place["room_types"] if chance.random() < 0.8] or place["room_types"][:1]
        counts = [1, 3, 8, None]
        place = place | {"room_types": [{**room, "count": chance.choice(counts)} for room in rooms]}
        place |= {
            "check_in": chance.choice(["12:00", "14:00", "18:00"]),
            "breakfast_from": chance.choice(["06:30", "08:00"]),
        }
    if place["kind"] == "restaurant" and chance.random() < 0.4:
        place = place | {
            "dining_rooms": [{**room, "seats": chance.choice([2, 6, 60])} for room in place["dining_rooms"]]
        }
        place |= {
            "hours": chance.choice([[], [{"open": "11:00", "close": "13:00"}, {"open": "17:00", "close": "19:00"}]])
        }
    if place["kind"] == "sight" and chance.random() < 0.4:
        hours = [{"open": chance.choice(["06:00", "14:00"]), "close": chance.choice(["16:00", "22:00"])}]
        place = place | {"hours": hours, "needs_guide": chance.random() < 0.5}
    return place


def _ways(chance: random.Random, ways: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the ways with some short enough to walk, some very long."""
    made = []
    for way in ways:
        minutes = way["minutes"]
        if {way["a"], way["b"]} <= set(NEAR) and chance.random() < 0.25:
            minutes = chance.choice([1, 5])
        elif chance.random() < 0.05:
            minutes = 200
        made.append({**way, "minutes": minutes})
    return made


def _vehicles(chance: random.Random) -> list[dict[str, Any]]:
    every = [
        {"id": "sedan", "name": "轿车", "kind": "sedan", "seats": 4, "luggage": 3},
        {"id": "small", "name": "小车", "kind": "sedan", "seats": 2, "luggage": 0},
        {"id": "mpv", "name": "商务车", "kind": "mpv", "seats": 6, "luggage": 2, "licences": ["B1", "C1"]},
        {"id": "bus", "name": "中巴", "kind": "minibus", "seats": 18, "luggage": 18, "licences": ["A1"]},
    ]
    made = [vehicle for vehicle in every if chance.random() < 0.5]
    for vehicle in made:
        if chance.random() < 0.2:
            vehicle["closures"] = [{"start": "2026-09-22T06:00", "end": "2026-09-22T17:00"}]
    return made


def _driver(chance: random.Random, id: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": id,
        "name": f"师傅{id}",
        "licences": chance.choice([["C1"], ["C1", "B1"], ["A1"], []]),
    }
    if chance.random() < 0.4:
        made["hours"] = [
            {"open": chance.choice(["06:00", "09:30"]), "close": chance.choice(["14:00", "18:00", "23:30"])}
        ]
    if chance.random() < 0.3:
        made["leave"] = [{"start": "2026-09-22T00:00", "end": "2026-09-23T00:00"}]
    return made


def _hired(chance: random.Random) -> list[dict[str, Any]]:
    every = [
        {"id": "h_sedan", "kind": "sedan", "seats": 3, "luggage": chance.choice([0, 3]), "price": 300},
        {"id": "h_van", "kind": "van", "seats": 8, "luggage": 4, "price": 500},
        {"id": "h_coach", "kind": "coach", "seats": 45, "luggage": 45, "price": 1200},
    ]
    return [] if chance.random() < 0.4 else [car for car in every if chance.random() < 0.4]


def _person(chance: random.Random, id: str) -> dict[str, Any]:
    """Return somebody with several roles, short hours or leave."""
    roles = {role["kind"]: role for role in chance.sample(ROLES, chance.choice([1, 2, 4, 8]))}
    made: dict[str, Any] = {"id": id, "name": f"同事{id}", "rank": chance.randint(1, 6), "roles": list(roles.values())}
    if chance.random() < 0.4:
        made["hours"] = [
            {"open": chance.choice(["06:00", "08:30"]), "close": chance.choice(["12:00", "17:30", "24:00"])}
        ]
    if chance.random() < 0.3:
        made["leave"] = [{"start": "2026-09-21T12:00", "end": "2026-09-22T12:00"}]
    return made


def _open_to_others(chance: random.Random, company: dict[str, Any]) -> None:
    """Add places of others, a second office, a restaurant in a sight, lounges, a chartered bus."""
    whole = weeks.with_offices().model_dump(mode="json")
    known = {place["id"] for place in company["places"]}
    offices = [place for place in whole["places"] if place["id"] in OFFICES]
    company["places"] += offices
    known |= set(OFFICES)
    company["ways"] += [
        way for way in whole["ways"] if {way["a"], way["b"]} & set(OFFICES) and known >= {way["a"], way["b"]}
    ]
    company["rooms"] += [room for room in whole["rooms"] if room["at"] == "branch"]
    hall = {"id": "hall", "name": "大厅", "seats": chance.choice([6, 40]), "private": False}
    if chance.random() < 0.5:
        at = chance.choice(["museum", "plant", "site"])
        cafe = {"kind": "restaurant", "id": "cafe", "name": "园内餐厅", "at": at, "price": 60, "dining_rooms": [hall]}
        company["places"].append(cafe)
    company["lounges"] = [
        {"id": f"l-{id}", "name": f"{id}休息室", "place": id, "seats": chance.choice([2, 6, 30])}
        for id in ("site", "rail", "air", "inn")
        if chance.random() < 0.6
    ]
    for vehicle in company["vehicles"]:
        vehicle["relief"] = chance.random() < 0.3
        if chance.random() < 0.2:
            vehicle |= {"days": [weeks.day(22)], "day_price": 900}


# -- the visits


def _visit(chance: random.Random, id: str) -> dict[str, Any]:
    first, nights = chance.choice([21, 21, 22, 23]), chance.choice([0, 0, 1, 1, 1, 2])
    size = chance.choice([1, 2, 3, 5, 9, 25])
    by = chance.choice(["rail", "rail", "air", "site"])
    arrive, depart = f"{first} {chance.choice(ARRIVALS)}", f"{first + nights} {chance.choice(DEPARTURES)}"
    groups = [weeks.group("g1", arrive, depart, by)]
    if size > 2 and chance.random() < 0.3:
        groups[0]["members"] = ["m1", "m2"]
        later = f"{chance.randint(first, first + nights)} {chance.choice(ARRIVALS)}"
        sooner = f"{chance.randint(first, first + nights)} {chance.choice(DEPARTURES)}"
        groups.append(weeks.group("g2", chance.choice([arrive, later]), chance.choice([depart, sooner]), "rail"))
    provides = {name: chance.random() < 0.8 for name in ("lodging", "meals", "cars")}
    more = {"rank": chance.randint(1, 6)} | chance.choice([{}, {}, {"languages": ["en"]}, {"languages": ["sw"]}])
    more |= chance.choice([{}, {}, {"diet": ["halal"]}, {"age": "senior"}])
    return {
        "id": id,
        "client": f"客户{id}",
        "client_kind": chance.choice(["government", "partner", "foreign", "other"]),
        "level": chance.choice("ABCD"),
        "members": weeks.members(size, **more),
        "groups": groups,
        "requests": _requests(chance, first, nights),
        "provides": provides,
        "hotel": "inn" if not provides["lodging"] or chance.random() < 0.3 else None,
        "sights": chance.choice(["planner", "none"]),
        "refused": chance.choice([[], ["museum"]]),
        "taboo": chance.choice([[], [weeks.day(22)]]),
    }


def _received(chance: random.Random, visit: dict[str, Any], company: dict[str, Any]) -> None:
    """Let others receive the guests, meals be within items, lounges be kept; say what comes first."""
    people = [person["id"] for person in company["people"]]
    lounges = {lounge["place"]: lounge["id"] for lounge in company["lounges"]}
    visit["hotel_first"] = chance.choice([None, None, True, False])
    if chance.random() < 0.3:
        visit |= {"meet_first": chance.choice([*people, "王刚"]), "meet_first_must": chance.random() < 0.5}
    if chance.random() < 0.2:
        visit["members"] = visit["members"][:1]
        visit["groups"][0] |= {"unnamed": chance.choice([1, 3]), "languages": ["en"]}
        visit["groups"] = [{**visit["groups"][0], "members": []}]
        visit["client_kind"] = "foreign_government"
    for group in visit["groups"]:
        point = group["arrival"]["place"]
        if chance.random() < 0.3:
            group["arrival"]["minutes"] = chance.choice([0, 25, 90])
            group["departure"]["minutes"] = chance.choice([0, 60, 180])
        if point in lounges and chance.random() < 0.5:
            group["arrival"]["lounge"] = lounges[point]
    visit["requests"] += _of_others(chance, visit, people)
    for request in visit["requests"]:
        _with_more(chance, request, people, [*lounges.values()])


def _of_others(chance: random.Random, visit: dict[str, Any], people: list[str]) -> list[dict[str, Any]]:
    point, mayor = visit["groups"][0]["arrival"]["place"], weeks.hosts("王刚")
    form = chance.choice(["buffet", "cocktail", "tea", "informal", "formal"])
    directly = {"after": {"request": "mayor", "directly": True}}
    calls = chance.random() < 0.5
    every: list[dict[str, Any]] = [
        {"kind": "ceremony", "id": "honours", "occasion": "welcome", "place": point, "hosts": mayor},
        {"kind": "ceremony", "id": "press", "occasion": "press", "place": point, "minutes": 15},
        {"kind": "ceremony", "id": "wreath", "occasion": "wreath", "place": "hall"},
        {"kind": "performance", "id": "gala", "place": "hall", "meal": chance.choice([None, "dinner"])},
        weeks.banquet("mayors", restaurant="city", hosts=mayor, form=form, **(directly if calls else {})),
        weeks.banquet("party", "other", form=form, seated=chance.choice([None, True])),
        weeks.talk("breakfast", place="inn", meal="breakfast", minutes=60, hosts=mayor),
        weeks.talk(
            "office", place="branch", meal=chance.choice([None, "lunch"]), minutes=120, reception_line=people[:1]
        ),
        {"kind": "project", "id": "works", "place": "plant", "minutes": chance.choice([240, 480]), "lunch_break": True},
        weeks.sight("day", "temple", minutes=400),
    ]
    call = {"kind": "call", "id": "mayor", "place": "city", "hosts": mayor, "companions": people[:1]}
    return ([call] if calls else []) + chance.sample(every, chance.choice([0, 1, 2, 3]))


def _with_more(chance: random.Random, request: dict[str, Any], people: list[str], lounges: list[str]) -> None:
    """Ask for lounges, people at the door and dress at some requests."""
    if request["kind"] not in TIMELESS and lounges and chance.random() < 0.15:
        request["lounge"] = chance.choice(lounges)
    if request["kind"] in ("exchange", "tour", "call") and chance.random() < 0.15:
        request["reception_line"] = chance.sample(people, 1)
    if request["kind"] in ("exchange", "call", "banquet") and chance.random() < 0.1:
        request["companions"] = chance.sample(people, 1)


def _requests(chance: random.Random, first: int, nights: int) -> list[dict[str, Any]]:
    def hour() -> str:
        day = chance.randint(first, first + nights)
        return f"2026-09-{day}T{chance.choice(['07:30', '10:00', '12:00', '15:00', '18:00', '20:30'])}"

    every: list[dict[str, Any]] = [
        weeks.talk(topic="盾构机", minutes=chance.choice([30, 90, 180])),
        weeks.talk("fixed", at=hour(), any_leader=True),
        weeks.talk("same", at=hour(), room="r1"),
        weeks.tour(photographer=True),
        weeks.tour("secret", workshops=["w3", "w1"]),
        weeks.banquet(company=chance.choice([0, 3])),
        weeks.banquet("noon", "thanks", lunch=True),
        weeks.banquet("second", "farewell", at=hour()),
        weeks.sight(),
        weeks.sight("again", minutes=60),
        weeks.sight("temple", "temple"),
        {"kind": "project", "id": "plant", "place": "plant"},
        {"kind": "photo", "id": "photo"},
        {"kind": "shopping", "id": "shop"},
        {"kind": "entertainment", "id": "show"},
        {"kind": "entertainment", "id": "show2", "at": hour()},
        {"kind": "gift", "id": "gift", "what": "花瓶", "unit_price": 100},
        {"kind": "training", "id": "course", "topic": "盾构机"},
        {"kind": "night_away", "id": "away", "hotel": "inn"},
        {"kind": "signing", "id": "sign", "leader": "boss", "after": "talk"},
        {"kind": "call", "id": "call", "leader": "boss"},
    ]
    wanted = chance.sample(every, chance.choice([0, 1, 2, 3, 5]))
    ids = {request["id"] for request in wanted}
    kept = [_without(request, "after") if request.get("after") not in (None, *ids) else request for request in wanted]
    return _linked(kept, random.Random("/".join(request["id"] for request in kept)))


def _linked(requests: list[dict[str, Any]], chance: random.Random) -> list[dict[str, Any]]:
    """Link some requests to one before them in the list: after, at once, on its day; some to parts of the day."""
    linked: list[dict[str, Any]] = []
    timed = [request for request in requests if request["kind"] not in TIMELESS]
    for number, request in enumerate(requests):
        more: dict[str, Any] = {}
        others = [other["id"] for other in requests[:number] if other in timed and "after" not in other]
        if request in timed and others and "after" not in request and chance.random() < 0.4:
            other = chance.choice(others)
            links = [other, {"request": other, "directly": True}, {"request": other, "within": 60}]
            fields = [("after", [chance.choice(links)]), ("same_day", other), ("not_same_day", other)]
            more = dict([chance.choice(fields)])
        if request in timed and chance.random() < 0.2:
            more["part"] = chance.choice(["morning", "noon", "afternoon", "evening"])
        linked.append(request | more)
    return linked


def _without(request: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in request.items() if name != key}
