"""Tiny weeks of every sort, drawn by number, and plans of them that owe nothing to the solver.

A week holds one to three visits of a day or two, in a company that lacks this and that. Plans by hand come from
``tests.weeks.plan``: times and places are drawn, or all of them tried; only the rules' checks say what they are worth.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator, Sequence
from typing import Any

from models.domain.activities import Banquet, Gift, Request
from models.domain.clock import DAY, QUARTER, at, day_of
from models.domain.demands import attendances
from models.domain.facts import Facts
from models.domain.plan import Duty, Plan, VisitPlan
from models.domain.policy import Edition
from models.domain.stay import Stay
from models.domain.week import Week
from models.rules.catalogue import RULE_CLASSES, rules
from models.rules.core.score import score
from models.staffing.limits import STAFFING_LIMITS
from models.staffing.staff import staff
from tests import weeks

SHARED_HOUR = "10:00"
"""An hour at which several visits want something."""
PLACES = ("site", "rail", "inn", "grand", "canteen", "garden", "lakeside", "museum", "mall", "opera", "plant")
NEEDED = ("site", "rail", "inn", "canteen", "museum", "mall", "opera", "plant")
MEMBERS = [
    {},
    {"languages": ["en"]},
    {"languages": ["ko"]},
    {"languages": ["ja"], "rank": 1},
    {"diet": ["halal"]},
    {"diet": ["kosher"]},
    {"age": "senior"},
]
_SHORT = ("talk", "again", "experts", "call", "museum")
EDITION_RULES = [kind for kind in RULE_CLASSES if {"should", "prefer"} <= set(kind.levels) and kind.softenable]


# -- weeks


def tiny_week(number: int) -> tuple[Week, Edition]:
    """Return the week and edition of a number."""
    chance = random.Random(number)
    visits = [_visit(chance, f"v{k}") for k in range(chance.choice([1, 1, 1, 1, 1, 2, 2, 3]))]
    if len(visits) > 1 and chance.random() < 0.3:
        visits[0]["rivals"] = ["v1"]
    usual = {"id": "test", "name": "测试周", "first_day": weeks.MONDAY, "company": _company(chance)}
    return Week.model_validate({**usual, "visits": visits}), _edition(chance)


def _some(chance: random.Random, every: Sequence[Any], keep: float) -> list[Any]:
    return [each for each in every if chance.random() < keep]


def _company(chance: random.Random) -> dict[str, Any]:
    usual = weeks.company().model_dump(mode="json")
    ids = {id for id in PLACES if id in NEEDED or chance.random() < 0.6}
    usual["places"] = [place for place in usual["places"] if place["id"] in ids]
    usual["ways"] = [way for way in usual["ways"] if way["a"] in ids and way["b"] in ids]
    if chance.random() < 0.5:
        usual["people"] = [p for p in usual["people"] if p["id"] == "boss" or chance.random() < 0.6]
    for person in _some(chance, usual["people"], 0.15):
        person["leave"] = [{"start": "2026-09-22T00:00", "end": "2026-09-22T15:30"}]
    for person in _some(chance, usual["people"], 0.1):
        person["hours"] = [{"open": "09:00", "close": "12:00"}]
    usual["rooms"] = [room for room in usual["rooms"] if room["id"] == "r1" or chance.random() < 0.6]
    for room in _some(chance, usual["rooms"], 0.4):
        room |= {"set_up": 0, "clearing": 0}
    if chance.random() < 0.4:
        usual["drivers"] = usual["drivers"][: chance.randint(0, 2)]
    if chance.random() < 0.3:
        usual["vehicles"] = usual["vehicles"][: chance.randint(0, 2)]
    usual["hired_cars"] = _some(chance, usual["hired_cars"], 0.7)
    if chance.random() < 0.2:
        usual["calendar"] = chance.choice([{"holidays": ["2026-09-22"]}, {"workdays": ["2026-09-26"]}])
    usual["hired_help"] = _some(chance, usual["hired_help"], 0.6)
    return usual


def _edition(chance: random.Random) -> Edition:
    if chance.random() < 0.5:
        return weeks.edition()
    changed: dict[str, Any] = {}
    for kind in chance.sample(EDITION_RULES, chance.randint(1, 6)):
        level = chance.choice([level for level in ("should", "prefer", "off") if level in kind.levels])
        changed[kind.id] = {"level": level, "weight": chance.choice(["weak", "normal", "strong", 7])}
    return weeks.edition(changed)


def _visit(chance: random.Random, id: str) -> dict[str, Any]:
    day = chance.choice([22, 22, 22, 25, 26])
    nights = chance.choice([0, 0, 0, 0, 0, 0, 1])
    arrive = f"{day} {chance.choice(['07:40', '09:00', '09:00', '11:30', '13:40', '20:45'])}"
    leave = chance.choice(["13:00", "15:30", "17:00", "18:40", "22:30"])
    by = chance.choice(["site", "site", "rail"])
    if nights and chance.random() < 0.25:
        arrive = f"{day} 23:50"  # out after midnight
    elif not nights and arrive.endswith(("13:40", "20:45")):
        leave = "22:30"
    groups = [weeks.group("g1", arrive, f"{day + nights} {leave}", by)]
    size = chance.choice([1, 3, 3, 6, 11])
    if size > 2 and chance.random() < 0.25 and (nights or arrive.endswith(("07:40", "09:00"))):
        groups[0]["members"] = ["m1", "m2"]
        early = chance.choice(["12:40", "14:00", "16:00"])
        groups.append(weeks.group("g2", arrive, f"{day + nights} {early}", "rail" if by == "rail" else "site"))
    provides = {name: chance.random() < 0.5 for name in ("lodging", "meals", "cars")}
    asked = chance.sample(_requests(chance, day), chance.choice([1, 1, 2, 2, 3]))
    found: dict[str, Any] = {
        "id": id,
        "client": f"客户{id}",
        "client_kind": chance.choice(["government", "partner", "foreign", "other"]),
        "level": chance.choice("ABCD"),
        "members": weeks.members(size, **chance.choice(MEMBERS)),
        "groups": groups,
        "requests": asked,
        "provides": provides,
        "hotel": None if provides["lodging"] else "inn",
        "sights": chance.choice(["none", "none", "planner"]),
        "taboo": chance.choice([[], [], [weeks.day(22)]]),
    }
    if chance.random() < 0.25:
        scope = chance.choice(["", asked[0]["id"], f"{id}/{asked[0]['id']}", "2026-09-22", "r1", "canteen"])
        soft = chance.choice(EDITION_RULES).id
        found["waivers"] = [{"rule": rule, "scope": scope, "approver": "王总"} for rule in ("HOST-04", "HOST-06", soft)]
    return found


def _requests(chance: random.Random, day: int) -> list[dict[str, Any]]:
    """Return requests of all kinds, some of which exclude each other: one hour, one room, one leader."""
    shared = chance.choice([{}, {}, {"at": weeks.when(f"{day} {SHARED_HOUR}")}])
    return [
        weeks.talk(minutes=chance.choice([30, 60, 90]), tea=chance.random() < 0.5, **shared),
        weeks.talk("again", room="r1", any_leader=True, minutes=60, **shared),
        weeks.talk("experts", topic="盾构机", minutes=45, leader_part="all", leader=chance.choice([None, "boss"])),
        weeks.tour(photographer=chance.random() < 0.5),
        weeks.banquet(company=chance.choice([1, 3, 8]), lunch=chance.random() < 0.5),
        weeks.sight(price=chance.choice([None, 0, 900])),
        weeks.talk("crowd", company=60, minutes=60),  # no room holds it
        weeks.tour("secret", workshops=["w3"]),  # nobody is cleared for it
        {"kind": "call", "id": "call", "leader": "boss", **shared},
        {"kind": "photo", "id": "photo", "leader": chance.choice([None, "boss"])},
        {"kind": "project", "id": "plant", "place": "plant", "minutes": 60},
        {"kind": "shopping", "id": "shop"},
        {"kind": "entertainment", "id": "show"},
        {"kind": "gift", "id": "gift", "what": "花瓶", "unit_price": 100},
    ]


def tiniest_week(number: int) -> tuple[Week, Edition]:
    """Return a week so small that all of its plans can be tried: a few hours at the company, two requests at most."""
    chance = random.Random(number)
    arrive, leave = chance.choice([("09:00", "11:30"), ("13:30", "15:45"), ("16:00", "18:00")])
    here = [weeks.group("g1", f"22 {arrive}", f"22 {leave}", "site")]
    usual = _visit(chance, "v0") | {"groups": here, "provides": dict.fromkeys(("lodging", "meals", "cars"), False)}
    short = [r | {"minutes": chance.choice([30, 60])} for r in _requests(chance, 22) if r["id"] in _SHORT]
    usual |= {"requests": chance.sample(short, chance.choice([1, 2, 2])), "waivers": [], "hotel": "inn"}
    week = {"id": "test", "name": "测试周", "first_day": weeks.MONDAY, "company": _company(chance), "visits": [usual]}
    return Week.model_validate(week), _edition(chance)


# -- plans by hand


class Hands:
    """Plans of a week that are laid out by hand and judged by the rules' checks."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.rules = facts, rules(facts.edition)
        self._fixed = tuple(rule for rule in self.rules if rule.level == "must" and rule.scope != "duty")

    def values(self, plan: Plan) -> list[tuple[int, ...]]:
        """Return the tiers of a plan as it is, and as it is staffed; none where it breaks a must."""
        if score(self.facts, plan, self._fixed).musts:
            return []
        judged = [score(self.facts, each, self.rules) for each in (plan, self._staffed(plan))]
        return [found.tiers for found in judged if not found.musts]

    def _staffed(self, plan: Plan) -> Plan:
        parts = {
            stay.id: VisitPlan(
                tuple(i for i in plan.items if i.visit == stay.id),
                tuple(m for m in plan.moves if m.visit == stay.id),
                tuple(n for n in plan.nights if n.visit == stay.id),
                tuple(x for x in plan.left_out if x.visit == stay.id),
            )
            for stay in self.facts.stays
        }
        made = staff(self.facts, self.rules, parts, sorted(parts), limits=STAFFING_LIMITS.heuristic_only)
        return plan.replace(
            items=tuple(i for v in made.visit_plans.values() for i in v.items),
            moves=tuple(m for v in made.visit_plans.values() for m in v.moves),
        )

    def drawn(self, chance: random.Random) -> Plan:
        """Return a plan whose times and places are drawn; it may break anything."""
        return weeks.plan(self.facts, **{stay.id: self._rows(stay, chance) for stay in self.facts.stays})

    def _rows(self, stay: Stay, chance: random.Random) -> list[weeks.Row]:
        rows: list[weeks.Row] = []
        fed: set[tuple[dt.date, str]] = set()
        for request in stay.visit.requests:
            starts = [] if isinstance(request, Gift) else starts_of(stay, request)
            start = chance.choice(starts) if starts and chance.random() < 0.8 else None
            options = list(self.choices(stay, request, start)) if start is not None else []
            if options:
                rows.append((request.id, start, chance.choice(options)))
                if request.kind == "banquet":
                    fed.add((day_of(start), "lunch" if request.lunch else "dinner"))
        for day in stay.days:
            owed = [("lunch", 690, 780)] * stay.lunch_owed(day) + [("dinner", 1050, 1200)] * stay.dinner_owed(day)
            for kind, low, high in owed:
                if (day, kind) not in fed:
                    start = at(day, chance.randrange(low, high + 1, QUARTER))
                    rows.append((kind, start, chance.choice(self._tables(kind))))
        return rows

    def _tables(self, kind: str) -> list[dict[str, Any]]:
        fit = [r for r in self.facts.week.restaurants if kind != "banquet" or r.style != "canteen"]
        return [{"place": r.id, "dining_room": room.id} for r in fit for room in r.dining_rooms]

    def choices(self, stay: Stay, request: Request, start: int) -> Iterator[dict[str, Any]]:
        """Yield where a request may be at a moment, and with whom: the fields of its row."""
        places: list[dict[str, Any]] = [{}]
        if request.kind in ("exchange", "call", "signing", "training"):
            rooms = [room.id for room in self.facts.week.company.rooms]
            places = [{"room": room} for room in rooms if getattr(request, "room", None) in (None, room)]
        elif isinstance(request, Banquet):
            places = self._tables("banquet")
        parts = [
            [
                *([None] if part.optional else []),
                *(
                    Duty(role=part.role, person=person, start=start + part.begin, end=start + part.end)
                    for person in part.candidates
                ),
            ]
            for part in attendances(self.facts, stay, request)
        ]
        for place in places:
            for people in itertools.product(*parts):
                yield {**place, "duties": tuple(duty for duty in people if duty)}

    def every(self) -> Iterator[Plan]:
        """Yield every plan of one visit that owes no meal: each request left out, or at each time, place and person."""
        (stay,) = self.facts.stays
        options = [
            [None, *((r.id, start, row) for start in starts_of(stay, r) for row in self.choices(stay, r, start))]
            for r in stay.visit.requests
            if not isinstance(r, Gift)
        ]
        for rows in itertools.product(*options):
            yield weeks.plan(self.facts, **{stay.id: [row for row in rows if row is not None]})


def starts_of(stay: Stay, request: Request) -> list[int]:
    """Return the quarter hours at which a request may start, by the stay and its own wishes alone."""
    if request.at is not None:
        return [request.at]
    found = []
    for day in stay.days:
        first, last = stay.window(day)
        first = max(first, at(day, 8 * 60))
        found += list(
            range(-(-first // QUARTER) * QUARTER, min(last, at(day, DAY)) - stay.minutes(request) + 1, QUARTER)
        )
    return found
