"""Small weeks with plans that keep every must: what mutations start from.

Programmes are laid out by hand, helpers and vehicles by the first pass of staffing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from models.domain.facts import Facts
from models.domain.pins import pin_as_planned
from models.domain.plan import LeftOut, LeftOutCause, Nearest, Plan, VisitPlan
from models.domain.revision import Revision
from models.rules.catalogue import rules
from models.rules.core.true_labels import as_it_is
from models.staffing.limits import STAFFING_LIMITS
from models.staffing.staff import staff
from tests.mutations.test_by_hand import good
from tests.rules.cases import Made
from tests.rules.hands import with_duty
from tests.weeks import (
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
    when,
    with_far_hotel,
    with_offices,
)

Weeks = dict[str, Callable[[], Made]]
TUESDAY = [{"start": "2026-09-22T00:00", "end": "2026-09-23T00:00"}]
OFFICE = {"open": "09:00", "close": "17:00"}

LEFT_OUT = LeftOut(
    visit="e",
    request="more",
    reason="held_by",
    rules=("ROOM-01", "STR-05"),
    others=("d",),
    resources=("room:r1", "person:boss", "dining:garden:p1", "hotel:inn:twin", "workshop:w2"),
    causes=(
        LeftOutCause(rule="ROOM-01", zh="一号会议室停用", en="the room is closed"),
        LeftOutCause(zh="已满", en="full"),
    ),
    own=("call",),
    nearest=Nearest(start=when("22 16:30"), place="site", room="r2", minutes=90, without=("time",)),
    searched=True,
    text="改到下次",
)
"""A request that is left out, with all that may be said of it."""


def _company() -> dict[str, Any]:
    """Return places with hours, ruins off the list, a guide for the temple; leave and repairs on Tuesday."""
    hours = {"museum": OFFICE, "plant": OFFICE, "garden": {"open": "10:00", "close": "21:30"}}
    usual = [p for p in place("inn") if p["id"] != "temple"]
    places = [p | {"hours": [hours[p["id"]]] if p["id"] in hours else []} for p in usual]
    ruins = {"kind": "sight", "id": "ruins", "name": "遗址", "category": "sightseeing", "minutes": 90, "listed": False}
    temple = {"kind": "sight", "id": "temple", "name": "古寺", "category": "sightseeing", "minutes": 120}
    people = [p.replace(leave=TUESDAY if p.id in ("eva", "director") else ()) for p in company().people]
    vehicles = [v.replace(closures=TUESDAY if v.id == "car1" else ()) for v in company().vehicles]
    rooms = [r.replace(closures=TUESDAY if r.id == "r1" else ()) for r in company().rooms]
    workshops = [w.replace(hours=[OFFICE]) for w in company().workshops]
    return {
        "places": [*places, temple | {"needs_guide": True}, ruins],
        **{"people": people, "vehicles": vehicles, "rooms": rooms, "workshops": workshops},
    }


def _staffed(f: Facts, p: Plan) -> Plan:
    p = as_it_is(f, p)  # the luggage marked
    parts = {v.id: p.of(v.id) for v in f.week.visits}
    plans = {id: VisitPlan(part.items, part.moves, part.nights, part.left_out) for id, part in parts.items()}
    found = staff(f, rules(f.edition), plans, sorted(plans), limits=STAFFING_LIMITS.heuristic_only).visit_plans
    each = [found[v.id] for v in f.week.visits]
    return p.replace(
        items=tuple(item for one in each for item in one.items), moves=tuple(move for one in each for move in one.moves)
    )


@cache
def three() -> Made:
    """Foreigners with an interpreter, rivals, two banquets, leaders and experts."""
    return good()


@cache
def apart() -> Made:
    """A delegation in two travel groups, one too large for a vehicle of ours, one with its own cars."""
    here = [
        group("g1", "21 08:00", "22 16:00", members=["m1", "m2"]),
        group("g2", "21 11:00", "22 18:00", by="air", members=["m3", "m4", "m5"]),
    ]
    foreign = [{**m, "languages": ["en"]} for m in members(5, diet=["halal"])]
    f = facts(
        visit(
            "a", talk(leader="boss"), tour(), banquet(host="deputy"), sight(), level="A", members=foreign, groups=here
        ),
        visit("b", tour(), talk(), members=(), groups=[group(unnamed=24)]),
        visit(
            "c", talk(topic="盾构机"), tour(), provides={"cars": False, "lodging": False},
            groups=[group("g1", "21 08:30", "21 17:00", by="site")],
        ),
        company=company(**_company()),
    )  # fmt: skip
    p = plan(
        f,
        a=[
            ("hotel", "grand"),
            ("tour", "21 10:00"),
            ("lunch", "21 12:15"),
            ("talk", "21 14:00", {"room": "r2"}),
            ("rest", "21 16:15"),
            ("welcome", "21 18:00"),
            ("museum", "22 09:30"),
            ("lunch", "22 12:00", {"place": "garden"}),
        ],
        b=[
            ("talk", "21 09:30", {"room": "r2"}),
            ("lunch", "21 12:00"),
            ("check_in", "21 15:00"),
            ("dinner", "21 18:00"),
            ("tour", "22 09:30"),
            ("lunch", "22 12:30"),
        ],
        c=[("talk", "21 09:00"), ("lunch", "21 11:45"), ("tour", "21 13:30")],
    )
    p = with_duty(p, "a/talk", "leader", "boss", 0, 20)
    p = with_duty(p, "a/welcome", "leader", "deputy", -20)
    p = with_duty(p, "c/talk", "expert", "bob")
    return f, _staffed(f, p)


@cache
def out_of_town() -> Made:
    """A project, a signing, a shop, a show, sights with a guide or of our choice; somebody who comes late at night."""
    plant = {"kind": "project", "id": "plant", "place": "plant", "experts": ["ann"]}
    sign = {"kind": "signing", "id": "sign", "leader": "boss", "after": {"request": "talk", "within": 300}}
    mall, opera = {"kind": "shopping", "id": "mall"}, {"kind": "entertainment", "id": "opera", "place": "opera"}
    mall |= {"after": "plant", "same_day": "plant", "part": "afternoon"}
    call = {"kind": "call", "id": "call", "leader": "deputy", "earliest": "09:30", "latest": "10:30", "part": "morning"}
    call |= {"lounge": "l1"}
    f = facts(
        visit(
            "d", talk(lounge="l1"), sign, plant, sight("temple", "temple", not_same_day="plant"), mall, opera,
            banquet(), tour(), level="A", taboo=["2026-09-22"], refused=["museum"],
            groups=[group(depart="24 18:00", by="air")],
            meet_first="talk", meet_first_must=True,
        ),
        visit(
            "e", call, tour(on="2026-09-23"), talk("more"), sights="planner",
            groups=[group(arrive="21 20:55", depart="23 18:00")], hotel_first=True,
        ),
        company=company(**_company(), lounges=[{"id": "l1", "name": "休息室", "place": "site", "seats": 4}]),
    )  # fmt: skip
    p = plan(
        f,
        d=[
            ("check_in", "21 14:15"),
            ("talk", "21 10:00"),
            ("lunch", "21 12:00"),
            ("sign", "21 16:15", {"room": "r3"}),
            ("welcome", "21 18:00"),
            ("plant", "22 10:30"),
            ("lunch", "22 12:30", {"place": "plant", "dining_room": None, "end": when("22 13:00")}),
            ("mall", "22 15:00"),
            ("dinner", "22 17:45"),
            ("opera", "22 20:00"),
            ("temple", "23 10:30"),
            ("lunch", "23 12:45", {"place": "temple", "dining_room": None, "end": when("23 13:15")}),
            ("dinner", "23 18:30"),
            ("tour", "24 09:15"),
            ("lunch", "24 12:00"),
        ],
        e=[
            ("lunch", "22 12:00"),
            ("call", "22 10:00", {"room": "r3"}),
            ("sight:museum", "22 14:30"),
            ("dinner", "22 18:00"),
            ("tour", "23 10:00"),
            ("lunch", "23 12:15"),
        ],
    )
    p = with_duty(p, "d/sign", "leader", "boss")
    p = with_duty(p, "d/plant", "expert", "ann")
    p = with_duty(p, "d/welcome", "leader", "boss", -20)
    p = with_duty(p, "e/call", "leader", "deputy")
    return f, _staffed(f, p.replace(left_out=(LEFT_OUT,)))


@cache
def again() -> Made:
    """The week of ``three`` on Monday at noon, announced, some of Tuesday fixed."""
    f, p = good()
    fixed = ("v1/again", "v1/photo", "v2/lunch-2026-09-22", "v3/talk", "v2/see_off-g1")
    pins = tuple(pin_as_planned(p, id) for id in fixed)
    return Facts(f.week, f.edition, Revision(p, when("21 12:00"), pins)), p


@cache
def received() -> Made:
    """Honours and press at the station, a call and a dinner of others, a talk at our branch, a show."""
    honours = {"kind": "ceremony", "id": "honours", "occasion": "welcome", "place": "rail", "hosts": hosts("李敏")}
    mayor = {"kind": "call", "id": "mayor", "place": "city", "hosts": hosts(), "companions": ["boss"]}
    show = {"kind": "performance", "id": "show", "place": "hall", "on": "2026-09-21"}
    press = {"kind": "ceremony", "id": "press", "occasion": "press", "place": "rail", "minutes": 15}
    dinner = banquet(restaurant="city", hosts=hosts(), on="2026-09-21")
    f = facts(visit("f", honours, mayor, show, dinner, talk(place="branch"), press), company=with_offices())
    p = plan(
        f,
        f=[
            ("honours", "21 08:30"),
            ("mayor", "21 09:30"),
            ("lunch", "21 12:00"),
            ("check_in", "21 14:00"),
            ("show", "21 15:00"),
            ("welcome", "21 18:00"),
            ("talk", "22 09:30"),
            ("lunch", "22 12:00"),
            ("press", "22 16:45"),
        ],
    )
    return f, _staffed(f, with_duty(p, "mayor", "delegate", "boss"))


@cache
def taught() -> Made:
    """A training of three sessions with an examination and a closing, a banquet on one of its evenings."""
    course = {
        "kind": "training", "id": "course", "topic": "盾构机", "trainer": "ann", "room": "r2", "sessions": 3,
        "minutes": 120, "exam": 60, "closing": 30, "certificates_by": "boss",
    }  # fmt: skip
    f = facts(visit("t", course, banquet(host="boss"), depart="23 18:00"))
    p = plan(
        f,
        t=[
            ("course-1", "21 09:30"),
            ("lunch", "21 12:00"),
            ("course-2", "21 14:00"),
            ("welcome", "21 18:00"),
            ("course-3", "22 09:30"),
            ("lunch", "22 12:00"),
            ("course-exam", "22 14:00"),
            ("course-closing", "22 15:30"),
            ("dinner", "22 18:00"),
            ("lunch", "23 12:00"),
        ],
    )
    for part in ("course-1", "course-2", "course-3", "course-exam"):
        p = with_duty(p, f"t/{part}", "trainer", "ann")
    p = with_duty(p, "t/course-closing", "leader", "boss")
    p = with_duty(p, "t/welcome", "leader", "boss", -20)
    return f, _staffed(f, p)


@cache
def feasted() -> Made:
    """Three visits, two of which dine together with one host; the third has a dinner of its own."""
    joint = {"id": "feast", "kind": "banquet", "visits": ["j", "k"]}
    asked = [visit(id, talk(), banquet(joint="feast", host="boss")) for id in ("j", "k")]
    f = facts(*asked, visit("l", talk()), joints=[joint])
    rooms = {"j": "r1", "k": "r2", "l": "r3"}
    p = plan(
        f,
        **{
            id: [
                ("talk", "21 10:00", {"room": room}),
                ("lunch", "21 12:00"),
                ("welcome", "21 18:00", {"dining_room": "p2"}) if id != "l" else ("dinner", "21 18:00"),
                ("lunch", "22 12:00"),
            ]
            for id, room in rooms.items()
        },
    )
    for id in ("j", "k"):
        p = with_duty(p, f"{id}/welcome", "leader", "boss", -20)
    return f, _staffed(f, p)


@cache
def slept_out() -> Made:
    """A night in a town two hours away, beside the temple; others have a banquet at home on that evening."""
    asked = [talk(), banquet(host="boss"), sight("temple", "temple"), away("2026-09-22")]
    f = facts(
        visit("o", *asked, depart="23 18:00", hotel="inn"),
        visit("h", talk(), banquet("feast", "thanks", host="deputy"), depart="23 18:00", hotel="grand"),
        company=with_far_hotel(),
    )
    p = plan(
        f,
        o=[
            ("talk", "21 09:30", {"room": "r1"}),
            ("lunch", "21 12:00"),
            ("welcome", "21 18:00"),
            ("temple", "22 14:00"),
            ("lunch", "22 12:30", {"place": "lodge_dining"}),
            ("dinner", "22 18:00", {"place": "lodge_dining"}),
            ("lunch", "23 12:30"),
        ],
        h=[
            ("talk", "21 09:30", {"room": "r2"}),
            ("lunch", "21 12:00"),
            ("dinner", "21 18:00"),
            ("lunch", "22 12:00"),
            ("feast", "22 18:30"),
            ("lunch", "23 12:00"),
        ],
    )
    p = with_duty(p, "o/welcome", "leader", "boss", -20)
    p = with_duty(p, "h/feast", "leader", "deputy", -20)
    return f, _staffed(f, p)


SMALL_WEEKS: Weeks = {
    made.__name__: made for made in (three, apart, out_of_town, again, received, taught, feasted, slept_out)
}
