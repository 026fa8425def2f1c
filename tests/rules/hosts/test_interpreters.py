"""HOST-06, 06a: an interpreter from arrival to departure, counted by the day."""

from __future__ import annotations

from typing import Any

from models.rules.core.cost_lines import costs
from tests.rules.cases import Made, case, judged, run
from tests.rules.hands import HONOURS, received, with_duty
from tests.weeks import company, facts, hosts, plan, sight, talk, visit

JAPANESE = [{"id": "m1", "name": "山田", "rank": 4, "languages": ["ja"]}]
ENGLISH = [{"id": "m1", "name": "Smith", "rank": 4, "languages": ["en"]}]


def talked(*missing: str, guests: Any = ENGLISH, by: str | None = "ivy", **changes: Any) -> Made:
    """Return a visit of a talk and meals with an interpreter on every row but some, by their ids."""
    f = facts(visit("v1", talk(), members=guests), **changes)
    p = plan(f, v1=[("talk", "21 09:30"), ("lunch", "21 12:00"), ("dinner", "21 18:00", {"dining_room": None})])
    for row in (*p.items, *p.moves) if by else ():
        if row.id.partition("/")[2] not in missing:
            p = with_duty(p, row.id, "interpreter", by, -30 if row.id.startswith("v1/meet") else 0)
    return f, p


@case("HOST-06", 0)
@case("HOST-06a", 0)
def interpreter_from_arrival_to_departure() -> Made:
    return talked()


@case("HOST-06", 1)
def nobody_interprets_the_talk() -> Made:
    return talked("talk")


@case("HOST-06", 1)
def nobody_interprets_at_lunch_and_over_the_packed_dinner() -> Made:
    return talked("lunch-2026-09-21", "dinner-2026-09-21")


@case("HOST-06", 0)
@case("HOST-06a", 1)
def nobody_interprets_on_the_way_to_dinner() -> Made:
    return talked("to-dinner-2026-09-21")


@case("HOST-06", 1)
def nobody_interprets_at_the_station() -> Made:
    return talked("meet-g1")


@case("HOST-06", 1)
def the_interpreter_comes_to_the_station_with_the_guests() -> Made:
    f, p = talked("meet-g1")
    return f, with_duty(p, "meet-g1", "interpreter", "ivy")


@case("HOST-06", 1)
def who_speaks_another_language_is_none() -> Made:
    """The talk, the meals; and the rides are left out here."""
    f, p = talked(guests=JAPANESE)
    return f, p.replace(moves=())


@case("HOST-06", 0)
def our_people_speak_as_they_do() -> Made:
    return talked(guests=JAPANESE, by=None, company=company(languages=["zh", "ja"]))


@case("HOST-06", 1)
def our_people_speak_another_language() -> Made:
    chinese = [{"id": "m1", "name": "王译", "rank": 4, "languages": ["zh"]}]
    f, p = talked(guests=chinese, by=None, company=company(languages=["en"]))
    return f, p.replace(moves=())


@case("HOST-06", 0)
def they_bring_their_own() -> Made:
    return talked(guests=[*JAPANESE, {"id": "m2", "name": "王译", "role": "interpreter"}], by=None)


@case("HOST-06", 1)
def nobody_interprets_at_the_sight() -> Made:
    f = facts(visit("v1", sight(), members=ENGLISH, provides={"cars": False}))
    return f, plan(f, v1=[("museum", "21 14:00")])


@case("HOST-06", 0)
@case("HOST-06a", 1)
def nobody_interprets_at_a_sight_of_our_choice() -> Made:
    f = facts(visit("v1", members=ENGLISH, sights="planner", provides={"cars": False}))
    return f, plan(f, v1=[("sight:museum", "21 14:00")])


@case("HOST-06", 2)
@case("HOST-06a", 0)
def nobody_interprets_on_either_day() -> Made:
    """Whoever is hired for the days rides along; on the second one the guests leave."""
    return talked(by=None)


@case("HOST-06", 2)
@case("HOST-06a", 0)
def one_is_hired_for_both_days() -> Made:
    f, p = talked(by=None)
    for row in (*p.items, *p.moves):
        p = with_duty(p, row.id, "interpreter", None, -30 if row.id.startswith("v1/meet") else 0, hired=True)
    return f, p


def test_whoever_is_hired_for_a_day_is_paid_once_a_day() -> None:
    """Ten rows on the first day, the departure on the second one; rides alone cost nothing."""
    f, p = one_is_hired_for_both_days()
    assert [line.yuan for line in costs(f, p) if line.heading == "help"] == [800, 800]
    moves = tuple(move for move in p.moves if move.kind == "transfer")
    assert not [line for line in costs(f, p.replace(items=(), moves=moves)) if line.heading == "help"]


def test_a_waiver_for_one_row_counts_apart() -> None:
    waivers = [{"rule": "HOST-06", "scope": "v1/talk", "approver": "王总"}]
    f = facts(visit("v1", talk(), members=ENGLISH, waivers=waivers, provides={"cars": False}))
    p = plan(f, v1=[("talk", "21 09:30"), ("lunch", "21 12:00")])
    assert [v.about.of("item") for v in judged("HOST-06", (f, p))] == [("v1/lunch-2026-09-21",), ("v1/talk",)]


@case("HOST-06", 1)
def honours_and_dinner_without_an_interpreter() -> Made:
    dinner = {"kind": "banquet", "id": "dinner", "restaurant": "city", "hosts": hosts()}
    guests = [{"id": "m1", "name": "Ann", "languages": ["en"]}]
    rows = [("honours", "21 08:30"), ("dinner", "21 18:00")]
    return received(HONOURS, dinner, rows=rows, members=guests, provides={"cars": False})


@case("HOST-06", 0)
def an_official_performance_that_nobody_hosts() -> Made:
    show = {"kind": "performance", "id": "show", "place": "hall"}
    return received(show, rows=[("show", "21 15:00")], members=ENGLISH, provides={"cars": False})


test_case = run(__name__)
