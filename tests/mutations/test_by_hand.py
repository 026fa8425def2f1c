"""A table of mutations of a good plan: whatever is spoilt, a rule catches it.

Three delegations (one foreign, two of them rivals), staffed by hand with our own people and cars. Every must is kept;
each mutation names the rule that finds more to say afterwards than before.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from models.domain.activities import Banquet, Ceremony, CourtesyCall, Exchange, Joint, Performance, Signing
from models.domain.demands import demands_of_item, demands_of_move
from models.domain.facts import Facts
from models.domain.people import OutsideHost
from models.domain.plan import Duty, Item, LeftOut, Move, Plan, Ride
from models.rules.catalogue import RULE_CLASSES, rules
from tests.rules.hands import begins, ends, row, with_duty, with_ride
from tests.weeks import (
    banquet,
    changed,
    company,
    facts,
    group,
    members,
    place,
    plan,
    shifted,
    sight,
    step,
    talk,
    tour,
    visit,
    when,
    without,
)

PEOPLE = {
    "v1": {
        "docent": ["dan"],
        "crew": ["cal", "cam"],
        "tea": ["cal"],
        "interpreter": ["ivy"],
        "photographer": ["pat"],
    },
    "v2": {"docent": ["dot"], "crew": ["cat", "coy"], "tea": ["cat"]},
    "v3": {
        "docent": ["dot"],
        "crew": ["cal", "cam"],
        "tea": ["cam"],
        "companion": ["ewa", "director"],
        "company": ["ewa", "director"],
    },
}
ESCORTS = {"v1": "eli", "v2": "eva", "v3": "ewa"}
CARS = {"v1": ("mpv1", "d2"), "v2": ("car1", "d1"), "v3": ("bus1", "d3")}
MONDAY_OFF = [{"start": "2026-09-21T00:00", "end": "2026-09-22T00:00"}]
TWO_GROUPS = [group("g1", members=["m1"]), group("g2", members=["m2"])]
CALL = {"kind": "call", "id": "again", "leader": "boss"}
PHOTO = {"kind": "photo", "id": "photo", "leader": "boss"}


@cache
def good() -> tuple[Facts, Plan]:
    """Return the week and a plan that keeps every must."""
    foreign = [{**m, "languages": ["en"], "diet": ["halal"]} for m in members(3)]
    asked = [tour(), talk(topic="盾构机", leader="boss"), banquet(host="boss"), sight(), talk("again"), PHOTO]
    brief = [{"start": "2026-09-22T06:00", "end": "2026-09-22T07:00"}]
    people = [p.replace(deputy="deputy", leave=brief) if p.id == "boss" else p for p in company().people]
    f = facts(
        visit("v1", *asked, level="B", members=foreign, rivals=["v3"], taboo=["2026-09-22"]),
        visit("v2", talk(), tour(), members=members(2), hotel="inn"),
        visit(
            "v3", talk(), tour(), banquet("bye", "farewell"), arrive="21 13:00", depart="23 18:00", members=members(9)
        ),
        company=company().replace(people=people),
    )
    p = plan(
        f,
        v1=[
            ("hotel", "inn"),
            ("tour", "21 09:15"),
            ("talk", "21 10:45"),
            ("lunch", "21 12:30"),
            ("museum", "21 14:15"),
            ("rest", "21 16:45"),
            ("welcome", "21 18:15"),
            ("photo", "22 09:15"),
            ("again", "22 09:45"),
            ("lunch", "22 12:00", {"place": "garden"}),
        ],
        v2=[
            ("tour", "21 10:15"),
            ("lunch", "21 12:00"),
            ("talk", "21 14:00", {"room": "r2"}),
            ("dinner", "21 18:00"),
            ("lunch", "22 12:00"),
        ],
        v3=[
            ("hotel", "grand"),
            ("check_in", "21 14:15"),
            ("dinner", "21 18:00", {"place": "lakeside"}),
            ("talk", "22 14:00", {"room": "r2"}),
            ("tour", "22 15:45"),
            ("bye", "22 18:00", {"place": "lakeside", "dining_room": "p2"}),
            ("lunch", "22 11:45", {"place": "lakeside"}),
            ("lunch", "23 12:00"),
        ],
    )
    p = with_duty(p, "v1/talk", "leader", "boss", 0, 20)
    p = with_duty(p, "v1/talk", "expert", "ann")
    p = with_duty(p, "v1/welcome", "leader", "boss", -20)
    p = with_duty(p, "v1/photo", "leader", "boss")
    p = with_duty(p, "v3/bye", "leader", "deputy", -20)
    return f, _staffed(f, p)


def _staffed(f: Facts, p: Plan) -> Plan:
    """Give every demand somebody of the table, every move its car."""
    for found in [*p.items, *p.moves]:
        stay = f.stay(found.visit)
        demands = demands_of_item(f, stay, found) if isinstance(found, Item) else demands_of_move(f, stay, found)
        for demand in demands:
            able = PEOPLE[found.visit].get(demand.role, [ESCORTS[found.visit]])
            others = [e for v, e in ESCORTS.items() if v != found.visit]
            for person in [*able, *others][: demand.count]:
                begin, end = demand.begin, demand.end
                more = {"group": demand.group, "language": demand.language}
                p = with_duty(p, found.id, demand.role, person, begin, end, **more)
        if isinstance(found, Move):
            guests = stay.guests(found.groups)
            vehicle, driver = CARS[found.visit]
            ride = {"vehicle": vehicle, "driver": driver, "guests": guests, "staff": stay.riders(guests) - guests}
            p = with_ride(p, found.id, ride)
    return p


def amount(id: str, f: Facts, p: Plan) -> int:
    (kind,) = (kind for kind in RULE_CLASSES if kind.id == id)
    return sum(violation.amount for violation in kind(f.edition).check(f, p))


def test_the_good_plan_keeps_every_must() -> None:
    f, p = good()
    kept = [rule for rule in rules(f.edition) if rule.level == "must"]
    assert [violation for rule in kept for violation in rule.check(f, p)] == []


# -- what may go wrong: (rule that catches it, how)

Spoil = Callable[[Facts, Plan], "Plan | tuple[Facts, Plan]"]


def item(p: Plan, id: str) -> Item:
    found = row(p, id)
    assert isinstance(found, Item)
    return found


def drop_duty(p: Plan, id: str, role: str) -> Plan:
    found = row(p, id)
    return changed(p, found.id, duties=tuple(d for d in found.duties if d.role != role))


def swap_duty(p: Plan, id: str, role: str, **changes: Any) -> Plan:
    found = row(p, id)
    duties = tuple(d.replace(**changes) if d.role == role else d for d in found.duties)
    return changed(p, found.id, duties=duties)


def ride(p: Plan, move: Move, **changes: Any) -> Plan:
    return changed(p, move.id, rides=tuple(Ride.model_validate({**r.model_dump(), **changes}) for r in move.rides))


def home(p: Plan, visit_: str, number: int = 0) -> Move:
    return step(p.of(visit_), "transfer", number)


def other_company(f: Facts, p: Plan, **changes: Any) -> tuple[Facts, Plan]:
    return Facts(f.week.replace(company=company().replace(**changes)), f.edition), p


def other_visit(f: Facts, p: Plan, id: str, **changes: Any) -> tuple[Facts, Plan]:
    visits = [v.replace(**changes) if v.id == id else v for v in f.week.visits]
    return Facts(f.week.replace(visits=visits), f.edition), p


def remembered(f: Facts, p: Plan, visit: str, place: str) -> tuple[Facts, Plan]:
    """Let the register know that a visit's guests were at a place before."""
    memory = {"clients": [{"visit": visit, "seen": [{"place": place, "day": "2025-09-02"}]}]}
    return Facts(f.week.replace(memory=memory), f.edition), p


def busy_before(f: Facts, p: Plan, person: str) -> tuple[Facts, Plan]:
    """Let the register know that somebody served more than others in the last weeks."""
    loads = [{"person": person, "minutes": 900}, {"person": "dot", "minutes": 60}]
    return Facts(f.week.replace(memory={"loads": loads}), f.edition), p


def drove_before(f: Facts, p: Plan) -> tuple[Facts, Plan]:
    """Let the register know that the driver of the first ride drove more than others in the last weeks."""
    driver = next(ride.driver for move in p.moves for ride in move.rides if ride.driver)
    return Facts(f.week.replace(memory={"drives": [{"driver": driver, "minutes": 900}]}), f.edition), p


def reloaded(p: Plan) -> Plan:
    """Send another vehicle for the see-off of the second visit, whose luggage came along to lunch."""
    to_lunch = max((move for move in p.of("v2").moves if move.kind == "transfer"), key=lambda move: move.depart)
    return ride(changed(p, to_lunch.id, luggage=True), step(p.of("v2"), "see_off"), vehicle="bus1", driver="d3")


def no_farewell(f: Facts, p: Plan) -> tuple[Facts, Plan]:
    """Make the farewell of the third visit another host's dinner."""
    asked = [r.replace(occasion="other") if r.id == "bye" else r for r in f.week.visit("v3").requests]
    return other_visit(f, p, "v3", requests=asked)


def call_instead(f: Facts) -> Facts:
    """Make the second talk of the first visit a call, which is due in the room with sofas."""
    asked: list[Any] = [r for r in f.week.visit("v1").requests if r.id != "again"]
    visits = [v.replace(requests=[*asked, CALL]) if v.id == "v1" else v for v in f.week.visits]
    return Facts(f.week.replace(visits=visits), f.edition)


def course_instead(f: Facts, p: Plan) -> tuple[Facts, Plan]:
    """Make both talks of the first visit the sessions of a training series."""
    course: dict[str, Any] = {"kind": "training", "topic": "操作", "trainer": "ann", "minutes": 90, "sessions": 1}
    numbers = {"talk": 1, "again": 2}
    asked: list[Any] = [r for r in f.week.visit("v1").requests if r.id not in numbers]
    asked += [{**course, "id": id, "series": "course", "session": number} for id, number in numbers.items()]
    for id in numbers:
        p = changed(p, f"v1/{id}", kind="training")
    return other_visit(f, p, "v1", requests=asked)


def training_room(f: Facts, p: Plan) -> tuple[Facts, Plan]:
    """Let the company have a training room, in which none of the sessions is."""
    rooms = [room.replace(use="training") if room.id == "r2" else room for room in company().rooms]
    return other_company(f, p, rooms=rooms)


def untaught(spoil: Callable[[Plan], Plan]) -> Spoil:
    """Return a mutation of the week with the training series."""

    def mutated(f: Facts, p: Plan) -> tuple[Facts, Plan]:
        f, p = course_instead(f, p)
        return f, spoil(p)

    return mutated


def place_of(f: Facts, p: Plan, id: str, **changes: Any) -> tuple[Facts, Plan]:
    return other_company(f, p, places=company(places=place(id, **changes)).places)


MUTATIONS: dict[str, tuple[str, Spoil]] = {
    # names and structure
    "a person nobody knows": ("STR-01", lambda f, p: swap_duty(p, "v1/tour", "escort", person="nobody")),
    "a request planned and left out": (
        "STR-01",
        lambda f, p: p.replace(left_out=(*p.left_out, LeftOut(visit="v1", request="talk"))),
    ),
    "a request forgotten": ("STR-01", lambda f, p: without(p, "v1/again")),
    "a visit planned twice": ("STR-01", lambda f, p: p.replace(items=(*p.items, item(p, "v1/again")))),
    "an hour cut off a talk": ("STR-02", lambda f, p: changed(p, "v1/talk", end=when("21 11:15"))),
    "a stop of the tour skipped": ("STR-02", lambda f, p: changed(p, "v1/tour", stops=item(p, "v1/tour").stops[:1])),
    "no way to the museum": ("STR-03", lambda f, p: without(p, home(p, "v1").id)),
    "a way that takes no time": ("STR-03", lambda f, p: changed(p, home(p, "v1").id, depart=home(p, "v1").arrive - 5)),
    "a tour shifted by an hour": ("STR-03", lambda f, p: shifted(p, "v1/tour", 60)),
    "a rest in the morning": ("STR-04", lambda f, p: shifted(p, "v1/rest-2026-09-21", -450)),
    "everything a day before the guests come": ("STR-07", lambda f, p: shifted(p, "v1/tour", -1440)),
    "a move that dawdles": ("STR-08", lambda f, p: changed(p, home(p, "v1").id, depart=home(p, "v1").depart - 15)),
    "a talk in the museum": ("STR-09", lambda f, p: changed(p, "v1/talk", place="museum")),
    "a restaurant that is closed": ("STR-10", lambda f, p: place_of(f, p, "garden", closed=["2026-09-21"])),
    "two drivers for a car in a day": ("STR-11", lambda f, p: ride(p, home(p, "v1"), driver="d1")),
    "a pick-up called a transfer": (
        "STR-12", lambda f, p: changed(p, step(p.of("v1"), "pick_up").id, kind="transfer")
    ),
    "a talk called a tour": ("STR-12", lambda f, p: changed(p, "v1/talk", kind="tour")),
    "our driver in a hired car": (
        "STR-13", lambda f, p: ride(p, home(p, "v2"), vehicle=None, driver="d2", hired="hired_mpv")
    ),
    "guests who are not on the move": ("STR-13", lambda f, p: ride(p, home(p, "v2"), guests=6)),
    "a duty upside down": (
        "STR-14", lambda f, p: with_duty(p, "v2/talk", "crew", "cal", 30, 10)
    ),
    # arrival and hours
    "a late pick-up": ("ARR-03", lambda f, p: shifted(p, step(p.of("v1"), "pick_up").id, 15)),
    "a missed train": ("ARR-05", lambda f, p: shifted(p, step(p.of("v2"), "see_off").id, 15)),
    "nobody at the station": ("ARR-06", lambda f, p: drop_duty(p, step(p.of("v2"), "pick_up").id, "greeter")),
    "a minister met by an escort": ("ARR-06", lambda f, p: other_visit(f, p, "v1", client_kind="government")),
    "no bed for the night": ("ARR-07", lambda f, p: p.replace(nights=p.nights[1:])),
    "another hotel for a night": (
        "ARR-07",
        lambda f, p: p.replace(nights=(*p.nights[:-1], p.nights[-1].replace(hotel="inn"))),
    ),
    "a night in the wrong city": ("ARR-07b", lambda f, p: (nights_out(f, "inn"), p)),
    "fetched by a car that was not there": (
        "CAR-04c",
        lambda f, p: (nights_out(f, "grand"), ride(p, morning(p, "v3"), vehicle="mpv1", driver="d2")),
    ),
    "a car that sleeps out called away": (
        "CAR-04d",
        lambda f, p: (nights_out(f, "grand"), ride(p, last_home(p, "v1"), vehicle="bus1", driver="d3")),
    ),
    "a talk before breakfast": ("PACE-03", lambda f, p: shifted(p, "v1/again", -180)),
    "a talk at ten past": ("PACE-03", lambda f, p: shifted(p, "v1/again", 10)),
    "two things at once": ("PACE-04", lambda f, p: shifted(p, "v1/talk", -60)),
    # meals
    "no lunch": ("MEAL-01", lambda f, p: without(p, "v2/lunch-2026-09-21")),
    "lunch at three": ("MEAL-01", lambda f, p: shifted(p, "v2/lunch-2026-09-21", 180)),
    "a kitchen without halal food": ("MEAL-04", lambda f, p: changed(p, "v1/lunch-2026-09-22", place="lakeside")),
    "a table for ten under twelve": ("MEAL-03", lambda f, p: changed(p, "v3/lunch-2026-09-22", dining_room="p1")),
    "a banquet on a taboo day": ("MEAL-05", lambda f, p: shifted(p, "v1/welcome", 1440)),
    "a banquet with a host of low rank": ("MEAL-07", lambda f, p: swap_duty(p, "v3/bye", "leader", person="dan")),
    "nobody of ours at lunch": ("MEAL-09", lambda f, p: drop_duty(p, "v2/lunch-2026-09-21", "companion")),
    "the host alone with three guests": ("MEAL-09", lambda f, p: drop_duty(p, "v1/welcome", "company")),
    "three of ours at a banquet for nine": (
        "MEAL-09", lambda f, p: with_duty(p, "v3/bye", "company", "eli")
    ),
    "a seat without a name": (
        "MEAL-09a",
        lambda f, p: other_visit(f, p, "v1", waivers=[{"rule": "MEAL-09", "approver": "王总"}], requests=[
            r.replace(company=2) if r.id == "welcome" else r for r in f.week.visit("v1").requests
        ]),
    ),
    "a director beside staff": ("MEAL-09b", lambda f, p: swap_duty(p, "v1/welcome", "company", person="director")),
    "a stranger at the banquet": ("MEAL-09c", lambda f, p: swap_duty(p, "v1/welcome", "company", person="eva")),
    # people
    "a leader in two places": ("HOST-01", lambda f, p: with_duty(p, "v3/dinner-2026-09-21", "leader", "boss")),
    "an expert who knows something else": ("HOST-01", lambda f, p: swap_duty(p, "v1/talk", "expert", person="dan")),
    "the leader leaves his call": ("HOST-01", lambda f, p: swap_duty(p, "v1/talk", "leader", end=when("21 10:50"))),
    "an interpreter in two talks": ("HOST-01", lambda f, p: with_duty(p, "v2/tour", "interpreter", "ivy")),
    "a crew in two rooms": ("HOST-01", lambda f, p: with_duty(p, "v2/tour", "crew", "cal", 0, 10)),
    "level A without a leader": (
        "HOST-02",
        lambda f, p: other_visit(f, drop_duty(p, "v1/welcome", "leader"), "v1", level="A"),
    ),
    "a deputy while the leader is there": ("HOST-01", lambda f, p: swap_duty(p, "v1/photo", "leader", person="deputy")),
    "a deputy for the leader": ("HOST-01a", lambda f, p: swap_duty(p, "v1/photo", "leader", person="deputy")),
    "the general manager for a farewell": ("HOST-02a", lambda f, p: swap_duty(p, "v3/bye", "leader", person="boss")),
    "a docent without the language": ("HOST-03", lambda f, p: swap_duty(p, "v1/tour", "docent", person="dot")),
    "no escort on the tour": ("HOST-03", lambda f, p: drop_duty(p, "v2/tour", "escort")),
    "a room nobody lays": ("HOST-04", lambda f, p: drop_duty(p, "v2/talk", "crew")),
    "a photo nobody takes": ("HOST-05", lambda f, p: drop_duty(p, "v1/photo", "photographer")),
    "no interpreter at the banquet": ("HOST-06", lambda f, p: drop_duty(p, "v1/welcome", "interpreter")),
    "no interpreter at the station": (
        "HOST-06", lambda f, p: drop_duty(p, step(p.of("v1"), "pick_up").id, "interpreter")
    ),
    "no interpreter in the car": ("HOST-06a", lambda f, p: drop_duty(p, home(p, "v1").id, "interpreter")),
    "level B alone in the car": ("HOST-07a", lambda f, p: drop_duty(p, home(p, "v1").id, "escort")),
    "level B alone at the sight": ("HOST-07", lambda f, p: drop_duty(p, "v1/museum", "escort")),
    "another at dinner": ("HOST-08", lambda f, p: swap_duty(p, "v2/dinner-2026-09-21", "companion", person="ewa")),
    "another in the car from lunch": ("HOST-08b", lambda f, p: swap_duty(p, home(p, "v1").id, "escort", person="ewa")),
    "a docent on leave": (
        "HOST-09",
        lambda f, p: other_company(
            f, p, people=[q.replace(leave=MONDAY_OFF if q.id == "dan" else ()) for q in company().people]
        ),
    ),
    "a driver after hours": (
        "HOST-09",
        lambda f, p: other_company(
            f, p, drivers=[d.replace(hours=[{"open": "08:00", "close": "17:00"}]) for d in company().drivers]
        ),
    ),
    "an escort from dawn to midnight": ("HOST-09a", lambda f, p: with_duty(p, "v2/tour", "escort", "eva", -300, 780)),
    "a host who comes late": ("HOST-10", lambda f, p: swap_duty(p, "v1/welcome", "leader", start=when("21 18:00"))),
    # tours and rivals
    "two parties in a workshop for one": ("TOUR-01", lambda f, p: shifted_stops(p, "v2/tour", -60)),
    "a workshop that is secret": (
        "TOUR-02",
        lambda f, p: other_company(f, p, workshops=[w.replace(restricted=w.id == "w2") for w in company().workshops]),
    ),
    "a workshop under repair": (
        "TOUR-04",
        lambda f, p: other_company(
            f, p, workshops=[w.replace(closures=MONDAY_OFF) for w in company().workshops]
        ),
    ),
    "rivals under one roof": ("TOUR-05", lambda f, p: changed(p, "v3/dinner-2026-09-21", place="garden")),
    "rivals in one hotel": ("TOUR-05", lambda f, p: p.replace(nights=tuple(n.replace(hotel="inn") for n in p.nights))),
    # sights
    "a sight on its closed day": ("SIGHT-02", lambda f, p: place_of(f, p, "museum", closed=["2026-09-21"])),
    "after the last entry": ("SIGHT-02", lambda f, p: place_of(f, p, "museum", last_entry="14:00")),
    "a sight off the list": ("SIGHT-03", lambda f, p: place_of(f, p, "museum", listed=False)),
    "a sight that they refused": ("SIGHT-04", lambda f, p: other_visit(f, p, "v1", refused=["museum"])),
    # cars
    "a van that is too full": ("CAR-01", lambda f, p: ride(p, home(p, "v2"), guests=6)),
    "a car dropped": ("CAR-01", lambda f, p: changed(p, home(p, "v3").id, rides=())),
    "a small car for many": ("CAR-01", lambda f, p: ride(p, home(p, "v3"), vehicle="car1")),
    "luggage left behind": ("CAR-01", lambda f, p: ride(p, step(p.of("v3"), "see_off"), vehicle="mpv1", guests=3)),
    "one car for two delegations": ("CAR-02", lambda f, p: ride(p, home(p, "v2"), vehicle="mpv1", driver="d2")),
    "a car under repair": (
        "CAR-02",
        lambda f, p: other_company(
            f, p, vehicles=[v.replace(closures=MONDAY_OFF) for v in company().vehicles]
        ),
    ),
    "a driver without the licence": ("CAR-03", lambda f, p: ride(p, home(p, "v3"), driver="d1")),
    "a car without a driver": ("CAR-03", lambda f, p: ride(p, home(p, "v2"), driver=None)),
    "another car every time": ("CAR-04", lambda f, p: ride(p, home(p, "v2", 1), vehicle="bus1", driver="d3")),
    "fetched by another car": ("CAR-04b", lambda f, p: ride(p, home(p, "v2"), vehicle="mpv1", driver="d2")),
    "luggage reloaded": ("CAR-04a", lambda f, p: reloaded(p)),
    "a van for level A": ("CAR-05", lambda f, p: other_visit(f, p, "v2", level="A")),
    "a hired car": ("CAR-07", lambda f, p: ride(p, home(p, "v2"), vehicle=None, driver=None, hired="hired_mpv")),
    # rooms
    "two meetings in a room": ("ROOM-01", lambda f, p: shifted(changed(p, "v2/talk", room="r1"), "v2/talk", -120)),
    "a room that is too small": ("ROOM-01", lambda f, p: changed(p, "v3/talk", room="r3")),
    "a room without the equipment": (
        "ROOM-01",
        lambda f, p: other_visit(f, p, "v2", requests=[{**talk(equipment=["stage"])}, tour()]),
    ),
    "another room after the break": (
        "ROOM-02", lambda f, p: shifted(changed(p, "v1/again", room="r3"), "v1/again", -1440)
    ),
    "another room on the next day": ("ROOM-03", lambda f, p: changed(p, "v1/again", room="r3")),
    "a talk turned into a call": ("ROOM-03a", lambda f, p: (call_instead(f), changed(p, "v1/again", kind="call"))),
    # joint items
    "a joint banquet at two times": ("JOINT-01", lambda f, p: feast(f, p, start=when("21 18:30"))),
    "a joint banquet in two rooms": ("JOINT-01", lambda f, p: feast(f, p, dining_room="p2")),
    "a joint banquet in two houses": ("JOINT-01", lambda f, p: feast(f, p, place="lakeside")),
    "a joint banquet with two hosts": (
        "JOINT-01", lambda f, p: feast(f, p, duties=(duty("leader", "deputy", when("21 17:55"), when("21 20:15")),))
    ),
    "a rival at the table": ("TOUR-05", lambda f, p: feast(f, p, guest="v3")),
    # training
    "a session in another room": ("TRAIN-01", untaught(lambda p: changed(p, "v1/again", room="r3"))),
    "a session that does not end": (
        "TRAIN-02", untaught(lambda p: changed(p, "v1/again", end=when("22 18:00")))
    ),
    "the first session dropped": ("TRAIN-03", untaught(lambda p: without(p, "v1/talk"))),
    "the museum on the evening before the next session": (
        "TRAIN-04", untaught(lambda p: shifted(p, "v1/museum", 390))
    ),
    "a day without a session": ("TRAIN-05", untaught(lambda p: shifted(p, "v1/again", 1440))),
    "a session elsewhere than in the training room": (
        "TRAIN-06", lambda f, p: training_room(*course_instead(f, p))
    ),
    # sense and money
    "welcome on the second evening": ("SENSE-01", lambda f, p: shifted(p, "v1/welcome", 1440)),
    "nobody invites on the last evening": ("SENSE-01a", lambda f, p: no_farewell(f, shifted(p, "v3/bye", -1440))),
    "off before breakfast": ("SENSE-03", lambda f, p: shifted(p, home(p, "v1", 4).id, -60)),
    "far away on the last day": ("SENSE-07", lambda f, p: changed(p, "v1/lunch-2026-09-22", place="temple")),
    "a banquet at noon": ("SENSE-14", lambda f, p: shifted(p, "v1/welcome", -360)),
    "a docent who never rests": (
        "SENSE-15",
        lambda f, p: with_duty(with_duty(p, "v2/tour", "docent", "dot", 80, 150), "v2/tour", "docent", "dot", 160, 200),
    ),
    "no money left": ("COST-02", lambda f, p: other_visit(f, p, "v1", budget=100)),
    # what guests fixed, who takes part, cars at the door
    "an appointment missed": (
        "STR-05",
        lambda f, p: other_visit(f, p, "v2", requests=[talk(at=when("21 15:00")), tour()]),
    ),
    "an exchange that does not directly follow the tour": (
        "ORD-04",
        lambda f, p: other_visit(f, p, "v2", requests=[talk(after={"request": "tour", "directly": True}), tour()]),
    ),
    "an exchange on the day that it should not be on": (
        "ORD-05",
        lambda f, p: other_visit(f, p, "v2", requests=[talk(not_same_day="tour"), tour()]),
    ),
    "an exchange in the afternoon that was asked for in the morning": (
        "ORD-06",
        lambda f, p: other_visit(f, p, "v2", requests=[talk(part="morning"), tour()]),
    ),
    "the guest of honour left behind": (
        "STR-06",
        lambda f, p: other_visit(f, changed(p, "v2/tour", groups=("g2",)), "v2", groups=TWO_GROUPS),
    ),
    "half the party left at the hotel": (
        "SENSE-17",
        lambda f, p: other_visit(f, changed(p, "v2/tour", groups=("g1",)), "v2", groups=TWO_GROUPS),
    ),
    "guests who wait for a car": ("ARR-04", lambda f, p: ride(p, home(p, "v2"), vehicle="mpv1", driver="d2")),
    "dinner after landing at night": (
        "SENSE-16", lambda f, p: other_visit(f, p, "v2", groups=[group("g1", "21 20:45")])
    ),
    # what a secretary would not sign
    "a first day without business": ("ARR-01", lambda f, p: without(p, "v1/tour", "v1/talk", "v1/welcome")),
    "a hotel without an agreement": (
        "ARR-07a", lambda f, p: p.replace(nights=tuple(n.replace(hotel="grand") for n in p.nights))
    ),
    "a day for nothing": ("ARR-08", lambda f, p: without(p, "v3/talk", "v3/tour", "v3/bye")),
    "the museum before the last talk": ("ORD-01", lambda f, p: shifted(p, "v1/museum", 1095)),
    "the museum on a morning of business": ("ORD-02", lambda f, p: shifted(p, "v1/museum", 1095)),
    "a last morning for nothing but a photo": ("PACE-01a", lambda f, p: without(p, "v1/again")),
    "an afternoon for nothing": ("PACE-01b", lambda f, p: shifted(shifted(p, "v3/talk", -300), "v3/tour", -315)),
    "an afternoon that ends with the talks": ("PACE-01c", lambda f, p: shifted(p, "v3/tour", -315)),
    "talks at a quarter past ten": ("PACE-01d", lambda f, p: shifted(p, "v3/talk", -225)),
    "an hour more before dinner": ("PACE-01e", lambda f, p: shifted(p, "v2/dinner-2026-09-21", 60)),
    "an idle day": ("PACE-01", lambda f, p: without(p, "v3/talk")),
    "the boss dines with them before he meets them": (
        "ORD-07", lambda f, p: thanked(f, shifted(p, "v1/welcome", -600))
    ),
    "the boss dines with them the day after": ("ORD-08", lambda f, p: thanked(f, shifted(p, "v1/welcome", 1440))),
    "the mayor first met on the last day": (
        "ORD-10", lambda f, p: received(f, shifted(p, "v3/talk", 1440), "v3", talk="王刚")
    ),
    "the boss called on on the last day": ("ORD-10a", lambda f, p: called(f, shifted(p, "v3/talk", 1440))),
    "the mayor received on a Sunday": (
        "ORD-11", lambda f, p: received(f, shifted(p, "v3/talk", -2880), "v3", talk="王刚")
    ),
    "the next host at the end of the talks": (
        "ORD-12", lambda f, p: received(f, shifted(p, "v1/again", -1290), "v1", talk="王刚", again="李敏")
    ),
    "a performance in the morning": ("ORD-13", lambda f, p: shown(f, p, Performance(id="museum", place="museum"))),
    "a ceremony after dinner": ("ORD-14", lambda f, p: shown(f, p, Ceremony(id="museum", place="museum"), 360)),
    "a signing on the day after the talks": ("ORD-09", lambda f, p: signed(f, p)),
    "the museum between the boss's talks and his dinner": ("ORD-09a", lambda f, p: thanked(f, p)),
    "talks that end an hour early": ("PACE-02", lambda f, p: changed(p, "v2/talk", end=when("21 14:30"))),
    "talks that end an hour early, at a door": ("PACE-02a", lambda f, p: changed(p, "v2/talk", end=when("21 14:30"))),
    "waiting where a rest was due": ("SENSE-11", lambda f, p: shifted(p, "v2/talk", 150)),
    "a long trip between two talks": ("PACE-05", lambda f, p: changed(p, "v1/museum", place="temple")),
    "a boxed lunch": ("MEAL-01a", lambda f, p: changed(p, "v2/lunch-2026-09-21", dining_room=None)),
    "lunch at a quarter to two": ("MEAL-01c", lambda f, p: shifted(p, "v2/lunch-2026-09-21", 105)),
    "a banquet at a quarter past seven": ("MEAL-01b", lambda f, p: shifted(p, "v1/welcome", 60)),
    "dinner without an agreement": ("MEAL-02", lambda f, p: changed(p, "v2/dinner-2026-09-21", place="lakeside")),
    "Chinese meals where Western ones are wished for": (
        "MEAL-02a", lambda f, p: other_visit(f, p, "v2", cuisine="western")
    ),
    "a banquet in the hall": ("MEAL-03a", lambda f, p: changed(p, "v1/welcome", dining_room="hall")),
    "guests of level A in a hall": ("MEAL-03b", lambda f, p: other_visit(f, p, "v2", level="A")),
    "a banquet on a Sunday": ("MEAL-05a", lambda f, p: shifted(p, "v1/welcome", -1440)),
    "a first dinner in the canteen": (
        "MEAL-08a",
        lambda f, p: other_visit(f, changed(p, "v2/dinner-2026-09-21", place="canteen"), "v2", level="A"),
    ),
    "a working dinner out": ("MEAL-08", lambda f, p: changed(p, "v2/dinner-2026-09-21", place="lakeside")),
    "a director at a working lunch": (
        "HOST-08a", lambda f, p: swap_duty(p, "v2/lunch-2026-09-21", "companion", person="director")
    ),
    "a sight of our choice that they know": (
        "SIGHT-01",
        lambda f, p: other_visit(f, changed(p, "v1/museum", request=None), "v1", sights="planner", seen=["museum"]),
    ),
    "an escort who was busy all month": ("HOST-08c", lambda f, p: busy_before(f, p, "eli")),
    "a sight where they were last year": ("SIGHT-05", lambda f, p: remembered(f, p, "v1", "museum")),
    "a bus for two": ("CAR-05a", lambda f, p: ride(p, home(p, "v2"), vehicle="bus1", driver="d3")),
    "a car from the other end of town": ("CAR-06", lambda f, p: ride(p, home(p, "v3"), vehicle="mpv1", driver="d2")),
    "a driver who drove all month": ("CAR-06a", drove_before),
    "a driver from dawn to midnight": ("CAR-08", lambda f, p: shifted(p, "v1/home-2026-09-21", 180)),
    "no hotel after the train": (
        "SENSE-02",
        lambda f, p: other_visit(f, without(p, "v3/check_in"), "v3", groups=[group("g1", "21 14:00", "23 18:00")]),
    ),
    "the hotel was to come first": ("SENSE-02a", lambda f, p: other_visit(f, p, "v1", hotel_first=True)),
    "the banquet was to come first": ("HOST-02b", lambda f, p: other_visit(f, p, "v1", meet_first="welcome")),
    "the banquet must come first": (
        "HOST-02c", lambda f, p: other_visit(f, p, "v1", meet_first="welcome", meet_first_must=True)
    ),
    "two parties on a bench": ("ROOM-01a", lambda f, p: (bench(f), p)),
    "by a long way round": ("SENSE-04a", lambda f, p: changed(p, home(p, "v1").id, origin="temple")),
    "to the hills on two days": (
        "SENSE-04c", lambda f, p: changed(changed(p, "v3/talk", place="temple"), "v3/lunch-2026-09-23", place="temple")
    ),
    "a far temple on the day of arrival": ("SENSE-07a", lambda f, p: changed(p, "v1/museum", place="temple")),
    "lunch on the other side of the town": ("SENSE-04b", lambda f, p: far_lunch(p)),
    "across the town": ("SENSE-04", lambda f, p: changed(p, home(p, "v1").id, depart=home(p, "v1").depart - 60)),
    "the garden once more": ("SENSE-05", lambda f, p: changed(p, "v1/lunch-2026-09-21", place="garden")),
    "from the museum to the banquet": (
        "SENSE-06", lambda f, p: shifted(without(p, "v1/rest-2026-09-21"), "v1/museum", 90)
    ),
    "guests of rank from the talks to the banquet": (
        "SENSE-06",
        lambda f, p: other_visit(
            f, without(without(p, "v1/rest-2026-09-21"), "v1/museum"), "v1", level="A"
        ),
    ),
    "a host whom they never met": ("SENSE-08", lambda f, p: swap_duty(p, "v1/talk", "leader", person="deputy")),
    "the talk before the tour": ("SENSE-09", lambda f, p: shifted(p, "v1/talk", -180)),
    "a night of nine hours": ("SENSE-10", lambda f, p: shifted(p, "v1/home-2026-09-21", 180)),
    "an old man hurried": (
        "SENSE-12", lambda f, p: other_visit(f, p, "v1", members=members(3, age="senior"))
    ),
    "open air and no shelter": ("SENSE-13", lambda f, p: place_of(f, p, "museum", open_air=True)),
    "back to the company for a photo": ("SENSE-18", lambda f, p: shifted(p, "v1/photo", 285)),
}  # fmt: skip


def nights_out(f: Facts, hotel: str) -> Facts:
    """Return the week with both nights of the third visit in a hotel, as in another city."""
    nights = [{"kind": "night_away", "id": f"out{day}", "on": f"2026-09-{day}", "hotel": hotel} for day in (21, 22)]
    visits = [v.replace(requests=[*v.requests, *nights]) if v.id == "v3" else v for v in f.week.visits]
    return Facts(f.week.replace(visits=visits), f.edition)


def morning(p: Plan, visit_: str) -> Move:
    """Return the first move of a visit on Tuesday."""
    return min((m for m in p.of(visit_).moves if m.depart >= when("22 00:00")), key=lambda m: m.depart)


def last_home(p: Plan, visit_: str) -> Move:
    """Return the last move of a visit on Monday."""
    return max((m for m in p.of(visit_).moves if m.depart < when("22 00:00")), key=lambda m: m.depart)


def bench(f: Facts) -> Facts:
    """Return the week with a lounge of one seat in which all wait before their talks, rivals at the same time."""
    lounge = {"id": "bench", "name": "长椅", "place": "site", "seats": 1}
    visits = [
        v.replace(requests=[r.replace(lounge="bench") if r.kind == "exchange" else r for r in v.requests])
        for v in f.week.visits
    ]
    firm = f.week.company.replace(lounges=[lounge])
    return Facts(
        f.week.replace(visits=visits, company=firm), f.edition.replace(shape=f.shape.replace(lounge_before=600))
    )


def far_lunch(p: Plan) -> Plan:
    """Make the ways to a lunch and from it half an hour longer."""
    lunch = next(found for found in p.of("v3").items if found.kind == "lunch" and found.place == "lakeside")
    moves = sorted(p.of("v3").moves, key=lambda m: m.depart)
    to = [m for m in moves if m.target == lunch.place and m.arrive <= lunch.start][-1]
    on = next(m for m in moves if m.origin == lunch.place and m.depart >= lunch.end)
    return changed(changed(p, to.id, depart=to.depart - 30), on.id, arrive=on.arrive + 30)


def duty(role: Any, person: str, start: int, end: int) -> Duty:
    return Duty(role=role, person=person, start=start, end=end)


def feast(f: Facts, p: Plan, guest: str = "v2", **changes: Any) -> tuple[Facts, Plan]:
    """Let another visit share the banquet of the first, with some of it changed."""
    dinner = item(p, f"{guest}/dinner-2026-09-21")
    first = item(p, "v1/welcome")
    asked = [r.replace(joint="feast") if r.id == "welcome" else r for r in f.week.visit("v1").requests]
    mine = Banquet(id="feast", joint="feast")
    joint = Joint(id="feast", kind="banquet", visits=("v1", guest))
    more = {"v1": asked, guest: [*f.week.visit(guest).requests, mine]}
    visits = [v.replace(requests=more.get(v.id, v.requests)) for v in f.week.visits]
    shared = first.replace(id=f"{guest}/feast", visit=guest, request="feast", **changes)
    rows = [shared if found is dinner else found for found in p.items]
    return Facts(f.week.replace(visits=visits, joints=(joint,)), f.edition), p.replace(items=tuple(rows))


def thanked(f: Facts, p: Plan) -> tuple[Facts, Plan]:
    """Let the banquet of the first visit be no welcome but thanks."""
    asked = [
        r.model_copy(update={"occasion": "thanks"}) if r.id == "welcome" else r for r in f.week.visit("v1").requests
    ]
    return other_visit(f, p, "v1", requests=tuple(asked))


def received(f: Facts, p: Plan, visit: str, **hosts: str) -> tuple[Facts, Plan]:
    """Let people of others receive a visit at its requests."""
    asked = [
        r.model_copy(update={"hosts": (OutsideHost(name=hosts[r.id]),)}) if r.id in hosts else r
        for r in f.week.visit(visit).requests
    ]
    return other_visit(f, p, visit, requests=tuple(asked))


def called(f: Facts, p: Plan) -> tuple[Facts, Plan]:
    """Let the talk of the third visit be a call on the boss."""
    asked = tuple(
        CourtesyCall(id="talk", minutes=r.minutes, leader="boss") if isinstance(r, Exchange) else r
        for r in f.week.visit("v3").requests
    )
    return other_visit(f, changed(p, "v3/talk", kind="call"), "v3", requests=asked)


def signed(f: Facts, p: Plan) -> tuple[Facts, Plan]:
    """Let the second talk of the first visit be a signing with the leader who sat in the first."""
    asked = [
        Signing(id="again", minutes=r.minutes, leader="boss") if isinstance(r, Exchange) and r.id == "again" else r
        for r in f.week.visit("v1").requests
    ]
    return other_visit(f, changed(p, "v1/again", kind="signing"), "v1", requests=tuple(asked))


def shown(f: Facts, p: Plan, instead: Performance | Ceremony, minutes: int = 0) -> tuple[Facts, Plan]:
    """Let something else than the museum be shown to the first visit at that time, or so many minutes later."""
    asked = tuple(instead if r.id == "museum" else r for r in f.week.visit("v1").requests)
    q = changed(shifted(p, "v1/museum", minutes), "v1/museum", kind=instead.kind)
    return other_visit(f, q, "v1", requests=asked)


def shifted_stops(p: Plan, id: str, minutes: int) -> Plan:
    """Shift a tour with its stops."""
    found = item(p, id)
    stops = [s.replace(start=s.start + minutes, end=s.end + minutes) for s in found.stops]
    return changed(shifted(p, found.id, minutes), found.id, stops=stops)


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_caught(name: str) -> None:
    f, p = good()
    id, spoil = MUTATIONS[name]
    spoilt = spoil(f, p)
    other, q = spoilt if isinstance(spoilt, tuple) else (f, spoilt)
    assert amount(id, other, q) > amount(id, f, p)


@pytest.mark.parametrize("kind", RULE_CLASSES, ids=lambda kind: kind.id)
def test_every_check_bears_absurd_plans(kind: Any) -> None:
    """Nothing that a hand may write makes a check fall over: unknown names, empty plans, times upside down."""
    f, p = good()
    (first, *_), (move, *_) = p.items, p.moves
    odd = [
        p.replace(items=(), moves=(), nights=()),
        changed(p, first.id, visit="nobody"),
        changed(p, first.id, end=first.start - 60),
        changed(p, first.id, request="nothing"),
        changed(p, first.id, duties=(Duty(role="docent", person="nobody", start=0, end=0),)),
        changed(p, move.id, depart=move.arrive, arrive=move.depart),
        changed(p, move.id, rides=(Ride(vehicle="ufo", driver="nobody", guests=99), Ride(guests=0))),
        changed(p, first.id, start=0, end=5),
    ]
    for plan_ in odd:
        assert all(violation.amount >= 1 for violation in kind(f.edition).check(f, plan_))
    assert begins(first) < ends(first)
