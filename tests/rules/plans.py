"""Small weeks and plans of all sorts for the agreement of checks and models: sound, random and spoilt."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

from models.cp.ledger import Ledger
from models.cp.run import SolveLimits, solve
from models.domain.clock import GRID
from models.domain.facts import Facts
from models.domain.plan import Item, Plan
from models.itinerary.model.build import build
from models.itinerary.model.extract import read_visit_plan as read
from models.itinerary.search.incumbent import assemble
from models.rules.arrival.lodging import Lodging
from models.rules.core.base import Rule
from models.rules.structure.item_places import ItemPlaces
from models.rules.structure.item_times import FixedTimesKept, SlotsOfDay
from tests.weeks import (
    Row,
    away,
    banquet,
    company,
    facts,
    group,
    hosts,
    members,
    place,
    plan,
    sight,
    talk,
    tour,
    visit,
    with_far_hotel,
    with_offices,
)

VisitPlan = dict[str, list[Row]]

WEEKS: dict[str, Callable[[Any], Facts]] = {}


def small_week(make: Callable[[Any], Facts]) -> Callable[[Any], Facts]:
    """Register a small week; it takes the rules' settings of an edition."""
    WEEKS[make.__name__] = make
    return make


@small_week
def two_days(rules: Any) -> Facts:
    """A bit of everything; two hotels, four restaurants."""
    return facts(visit("v1", talk(), tour(), banquet(), sight()), rules=rules)


@small_week
def over_the_weekend(rules: Any) -> Facts:
    """Friday to Monday: days off, a long trip, a show, a shop, sights of the planner's choice."""
    asked = [talk(), {"kind": "shopping", "id": "buy"}, {"kind": "entertainment", "id": "show"}]
    one = visit("v1", *asked, sight("temple", "temple"), arrive="25 14:00", depart="28 15:00", sights="planner")
    return facts(one, rules=rules)


@small_week
def late_and_early(rules: Any) -> Facts:
    """Two travel groups: the guest of honour's comes at ten, the others leave two hours before it."""
    here = [group("g1", "21 08:00", "22 16:00", members=["m2", "m3"]), group("g2", "21 10:00", members=["m1"])]
    return facts(visit("v1", talk(), tour(), banquet(), groups=here), rules=rules)


@small_week
def one_day_by_car(rules: Any) -> Facts:
    """To the company's door and away from it; lunch only, nothing else provided."""
    nothing = {"lodging": False, "cars": False}
    one = visit("v1", talk(), tour(), sight(), arrive="21 09:00", depart="21 16:30", by="site", provides=nothing)
    return facts(one, rules=rules)


@small_week
def of_rank(rules: Any) -> Facts:
    """Level A, foreign, halal: leaders, a signing after the exchange, a call, taboo and appointment."""
    asked = [
        talk(topic="盾构机", any_leader=True),
        {"kind": "call", "id": "call", "leader": "boss"},
        {"kind": "signing", "id": "sign", "leader": "boss", "after": "talk", "on": "2026-09-22"},
        banquet(),
        sight(),
    ]
    guests = members(4, rank=2, languages=["en"], diet=["halal"])
    one = visit("v1", *asked, level="A", members=guests, taboo=["2026-09-22"], client_kind="foreign")
    return facts(one, rules=rules)


@small_week
def a_night_away(rules: Any) -> Facts:
    """Three days, the second night in a town two hours away: the long way twice, a sight there, a talk here."""
    one = visit("v1", talk(), banquet(), sight("temple", "temple"), away("2026-09-22"), depart="23 18:00")
    return facts(one, rules=rules, company=with_far_hotel())


@small_week
def told_first(rules: Any) -> Facts:
    """The hotel first, at whatever hour; the boss before the talk and the banquet."""
    asked = [talk(any_leader=True), {"kind": "call", "id": "call", "leader": "boss"}, banquet(host="deputy"), sight()]
    asked[0] |= {"lounge": "l1"}
    one = visit("v1", *asked, hotel_first=True, meet_first="boss")
    call = {"kind": "call", "id": "call", "leader": "deputy", "title": "拜会李总"}
    two = visit(
        "v2", talk("more", lounge="l1"), call, sight("mall"), meet_first="李总", meet_first_must=True, hotel_first=False
    )
    firm = company(lounges=[{"id": "l1", "name": "休息室", "place": "site", "seats": 4}])
    return facts(one, two, rules=rules, company=firm)


@small_week
def in_order(rules: Any) -> Facts:
    """Two days in an order: one after the other, at once, on one day and on two, in parts of the day."""
    asked = [
        talk(before="museum", part="morning"),
        {"kind": "photo", "id": "photo", "after": {"request": "talk", "directly": True}},
        tour(after={"request": "photo", "within": 180}, same_day="talk"),
        sight(not_same_day="welcome"),
        banquet(part="evening"),
    ]
    return facts(visit("v1", *asked), rules=rules)


@small_week
def two_visits(rules: Any) -> Facts:
    """Rivals who share a hotel with few rooms, one private dining room and one exchange room."""
    kinds = [{"kind": "single", "price": 400, "count": 2}, {"kind": "twin", "price": 450, "count": 3}]
    firm = company(places=place("inn", room_types=kinds))
    firm = firm.replace(rooms=firm.rooms[:1], people=firm.people)
    a = visit("v1", talk(), banquet(), rivals=["v2"])
    b = visit("v2", talk(), banquet("feast", "farewell"), members=members(2), level="B")
    return facts(a, b, rules=rules, company=firm)


@small_week
def narrow_doors(rules: Any) -> Facts:
    """Closed days, short hours, a workshop by turns, a secret one, a sight off the list, a small budget."""
    short = [{"open": "10:00", "close": "16:00"}]
    houses = [
        {**p, "hours": short, "closed": ["2026-09-21"]} if p["id"] == "museum" else p
        for p in place("temple", listed=False)
    ]
    houses = [{**p, "hours": [{"open": "11:30", "close": "13:30"}]} if p["id"] == "garden" else p for p in houses]
    firm = company(places=houses)
    shops = [w.replace(hours=short, group=2) for w in firm.workshops]
    asked = [tour(workshops=["w1", "w3"]), sight(), sight("temple", "temple"), talk(equipment=["video"])]
    one = visit("v1", *asked, level="D", budget=500, depart="22 20:00")
    return facts(one, rules=rules, company=firm.replace(workshops=shops))


@small_week
def late_at_night(rules: Any) -> Facts:
    """Friday evening, too late for dinner; old people; a banquet at noon, on a day off; a flight on Sunday."""
    here = group("g1", "25 19:45", "27 15:40", by="air")
    asked = [banquet("feast", "thanks", lunch=True), sight(), talk()]
    return facts(visit("v1", *asked, groups=[here], members=members(3, age="senior")), rules=rules)


@small_week
def welcome_and_farewell(rules: Any) -> Facts:
    """Three days, two talks, two banquets, a taboo day between, leaders."""
    asked = [talk("t1", any_leader=True), talk("t2", leader="deputy"), banquet(), banquet("bye", "farewell")]
    one = visit("v1", *asked, level="A", arrive="21 13:00", depart="23 19:00", taboo=["2026-09-22"])
    return facts(one, rules=rules)


@small_week
def meals_within_items(rules: Any) -> Facts:
    """Three days: a working breakfast, an exchange over lunch, a day at a sight with its restaurant, two receptions."""
    hall = {"id": "hall", "name": "大厅", "seats": 40, "private": False}
    cafe = {"kind": "restaurant", "id": "cafe", "name": "园内餐厅", "at": "museum", "price": 60, "dining_rooms": [hall]}
    asked = [
        talk("early", meal="breakfast", minutes=60),
        talk("noon", meal="lunch", minutes=120, meal_price=50),
        sight(minutes=400),
        banquet(form="cocktail"),
        banquet("bye", "farewell", form="buffet"),
    ]
    one = visit("v1", *asked, arrive="21 08:00", depart="23 19:00")
    return facts(one, rules=rules, company=company(places=[*place("museum"), cafe]))


@small_week
def interrupted_by_lunch(rules: Any) -> Facts:
    """Two days: a day of talks, a shorter one that may be interrupted, a tea, a buffet at noon, seats asked for."""
    asked = [
        talk("long", minutes=420),
        talk("short", minutes=240, lunch_break=True),
        banquet(form="tea"),
        banquet("noon", "thanks", form="buffet", lunch=True, seated=True),
    ]
    return facts(visit("v1", *asked, arrive="21 07:40", depart="22 20:00", level="B"), rules=rules)


@small_week
def received_by_others(rules: Any) -> Facts:
    """Honours where they arrive, a call and a banquet at the city government, a talk at our branch, a show."""
    asked = [
        {"kind": "ceremony", "id": "honours", "occasion": "welcome", "place": "rail", "hosts": hosts("李敏")},
        {"kind": "call", "id": "mayor", "place": "city", "hosts": hosts(), "companions": ["boss"]},
        banquet(restaurant="city", hosts=hosts("王刚", "李敏"), companions=["director"]),
        talk(place="branch", any_leader=True),
        {"kind": "performance", "id": "show", "place": "hall", "on": "2026-09-21"},
        {"kind": "ceremony", "id": "press", "occasion": "press", "place": "rail", "on": "2026-09-22", "minutes": 15},
    ]
    one = visit("v1", *asked, level="A", members=members(4, rank=2, languages=["en"]))
    return facts(one, rules=rules, company=with_offices())


@small_week
def at_the_mayors_table(rules: Any) -> Facts:
    """Honours at the airport, a call and at once a buffet of the mayor's, a working breakfast with hosts at the inn."""
    asked = [
        {"kind": "ceremony", "id": "honours", "place": "air", "hosts": hosts("李敏"), "lounge": "l1"},
        {"kind": "call", "id": "mayor", "place": "city", "hosts": hosts(), "companions": ["boss"], "venue": "三楼"},
        banquet(
            restaurant="city",
            hosts=hosts(),
            form="buffet",
            companions=["boss"],
            after={"request": "mayor", "directly": True},
        ),
        talk("early", place="inn", meal="breakfast", minutes=60, hosts=hosts("赵磊"), same_day="sign"),
        talk(place="city", hosts=hosts("赵磊"), leader="boss", not_same_day="mayor"),
        {"kind": "signing", "id": "sign", "place": "city", "hosts": hosts(), "leader": "boss", "after": "talk"},
    ]
    here = group(arrive="21 09:00", depart="22 20:00", by="air", unnamed=3, languages=["en"])
    here["arrival"] |= {"lounge": "l1", "minutes": 45}
    one = visit(
        "v1", *asked, groups=[here], client_kind="foreign_government", level="A", hotel_first=True, meet_first="boss"
    )
    lounge = {"id": "l1", "name": "贵宾厅", "place": "air", "seats": 8}
    return facts(one, rules=rules, company=with_offices().replace(lounges=[lounge]))


@small_week
def a_day_away_and_back(rules: Any) -> Facts:
    """A whole day at a project with its restaurant, an order across days, a tea, a second group that comes late."""
    hall = {"id": "hall", "name": "大厅", "seats": 40, "private": False}
    cafe = {"kind": "restaurant", "id": "cafe", "name": "工地食堂", "at": "plant", "price": 40, "dining_rooms": [hall]}
    asked = [
        {"kind": "project", "id": "works", "place": "plant", "minutes": 480},
        talk(after={"request": "works"}, not_same_day="works", reception_line=["director"]),
        banquet(form="tea", after={"request": "talk", "within": 240}, same_day="talk", part="afternoon"),
        sight(same_day="welcome", before="welcome"),
        banquet("late", "other", form="tea", part="evening"),
    ]
    here = [
        group("g1", "21 07:30", "23 19:00", members=["m1", "m2"]),
        group("g2", "21 20:30", "23 19:00", members=["m3"]),
    ]
    one = visit("v1", *asked, groups=here, hotel_first=False, meet_first="director", meet_first_must=True)
    return facts(one, rules=rules, company=company(places=[*place("museum"), cafe]))


@small_week
def an_evening_of_short_items(rules: Any) -> Facts:
    """A day until late without dinner: ceremonies short enough to be over by the evening or to begin then."""
    asked = [
        {"kind": "ceremony", "id": id, "occasion": "press", "place": at, "minutes": 15, "earliest": "18:30"}
        for id, at in (("one", "hall"), ("two", "city"), ("three", "rail"))
    ]
    party = banquet(
        "party", "other", form="cocktail", minutes=30, at="2026-09-22T20:00", restaurant="city", hosts=hosts()
    )
    one = visit("v1", *asked, party, arrive="21 12:00", depart="22 22:30", provides={"meals": False})
    return facts(one, rules=rules, company=with_offices())


# -- sound plans, as the model makes them


def structure(f: Facts) -> list[Rule]:
    """Return the rules that are structure as far as plans go, and that the model gets from ``post``."""
    return [SlotsOfDay(f.edition), FixedTimesKept(f.edition), Lodging(f.edition), ItemPlaces(f.edition)]


def sound(f: Facts, chance: random.Random) -> Plan:
    """Return a random plan that keeps the structure."""
    made = build(f, [stay.id for stay in f.stays], structure(f), Ledger.empty(f), "bound")
    wish: Any = 0
    for view in made.views.values():
        for act in view.acts.values():
            wish += chance.randint(-30, 0 if act.kind == "rest" else 3) * act.done
            wish += sum(chance.randint(-5, 5) * literal for literal in act.at.values())
            wish += sum(chance.randint(-5, 5) * literal for _, literal in act.choices)
        wish += sum(chance.randint(-9, 9) * literal for literal in view.hotel.values())
        wish += sum(chance.randint(-2, 2) * slot.gap for slot in view.slots.values()) * chance.choice((0, 1))
    seed = chance.randint(0, 999)
    outcome = solve(made.frame.model, wish, limits=SolveLimits(deterministic=0.1, seed=seed))
    if not outcome.found:
        outcome = solve(made.frame.model, limits=SolveLimits(deterministic=20.0, seed=seed))
    assert outcome.found
    return assemble(f, {v: read(f, view, outcome.value) for v, view in made.views.items()})


# -- spoilt plans: rows laid out again, or the plan itself changed


def rows_of(f: Facts, p: Plan) -> VisitPlan:
    """Return the rows from which ``tests.weeks.plan`` makes the same items again."""
    found: VisitPlan = {stay.id: [] for stay in f.stays}
    for night in p.nights[:1]:
        for rows in found.values():
            rows.append(("hotel", night.hotel))
    for item in p.items:
        what = item.request or item.kind + (f":{item.place}" if item.kind == "sight" else "")
        kept = {name: getattr(item, name) for name in ("end", "place", "room", "dining_room", "lunch", "duties")}
        found[item.visit].append((what, item.start, kept))
    return found


def spoilt(f: Facts, p: Plan, chance: random.Random) -> Plan:
    """Return the plan with one or two things changed; the moves follow, or do not."""
    if chance.random() < 0.3:
        return _raw(p, chance)
    rows = rows_of(f, p)
    for _ in range(chance.choice((1, 1, 2))):
        visit_ = chance.choice(sorted(rows))
        mine = [k for k, row in enumerate(rows[visit_]) if row[0] != "hotel"]
        if mine:
            k = chance.choice(mine)
            rows[visit_][k : k + 1] = _changed(f, rows[visit_][k], chance)
    try:
        return plan(f, **rows)
    except (AssertionError, ValueError):
        return p


def _shift(row: Row, minutes: int) -> Row:
    what, start, kept = row
    duties = [d.replace(start=d.start + minutes, end=d.end + minutes) for d in kept["duties"]]
    return what, start + minutes, {**kept, "end": kept["end"] + minutes, "duties": duties}


def _changed(f: Facts, row: Row, chance: random.Random) -> list[Row]:
    what, start, kept = row
    way = chance.choice(("shift", "shift", "shift", "day", "drop", "place", "table", "length", "packed"))
    if way == "shift":
        return [_shift(row, chance.choice((-60, -30, -15, -5, 15, 30, 60)))]
    if way == "day":
        return [_shift(row, chance.choice((-1440, 1440)))]
    if way == "drop":
        return []
    if way == "length":
        return [(what, start, {**kept, "end": kept["end"] + chance.choice((-15, 15, 30))})]
    if what in ("lunch", "dinner") and way == "packed":
        return [(what, start, {**kept, "dining_room": None, "end": start + f.shape.packed_meal_minutes})]
    if kept["dining_room"]:
        houses = [r.id for r in f.week.restaurants] if way == "place" else [kept["place"]]
        house = f.week.restaurant(chance.choice(houses))
        return [(what, start, {**kept, "place": house.id, "dining_room": chance.choice(house.dining_rooms).id})]
    if kept["room"]:
        return [(what, start, {**kept, "room": chance.choice(f.week.company.rooms).id})]
    return [_shift(row, 15)]


def _raw(p: Plan, chance: random.Random) -> Plan:
    """Change a plan without anything following."""
    rows = [*p.items, *p.moves]
    row = chance.choice(rows)
    if chance.random() < 0.2:
        return p.replace(
            items=tuple(i for i in p.items if i is not row), moves=tuple(m for m in p.moves if m is not row)
        )
    if isinstance(row, Item):
        minutes = chance.choice((-15, 15, 30))
        new: Any = row.replace(start=row.start + minutes, end=row.end + minutes, stops=())
        return p.replace(items=tuple(new if i is row else i for i in p.items))
    first, second = chance.choice(((5, 5), (-5, -5), (-10, 0), (GRID, 0)))
    new = row.replace(depart=row.depart + first, arrive=row.arrive + second)
    return p.replace(moves=tuple(new if m is row else m for m in p.moves))


def plans(name: str, rules: Any, seed: int, number: int) -> Iterator[tuple[Facts, Plan]]:
    """Yield sound and spoilt plans of a small week."""
    chance, f = random.Random(f"{name} {seed}"), WEEKS[name](rules)
    for _ in range(number):
        p = sound(f, chance)
        yield f, p
        for _ in range(3):
            yield f, spoilt(f, p, chance)
