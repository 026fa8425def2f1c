"""HOST-03 to HOST-07, HOST-08a: helpers, demand by demand."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, judged, run
from tests.rules.hands import CALL, HONOURS, met, received, with_duty
from tests.weeks import company, facts, group, hosts, place, plan, sight, talk, tour, visit

JAPANESE = [{"id": "m1", "name": "山田", "rank": 4, "languages": ["ja"]}]
ENGLISH = [{"id": "m1", "name": "Smith", "rank": 4, "languages": ["en"]}]


def touring(*duties: tuple[Any, ...], **changes: Any) -> Made:
    """Return a tour of 75 minutes with some people."""
    f = facts(visit("v1", tour(), **changes))
    p = plan(f, v1=[("tour", "21 14:00")])
    for role, person, *span in duties:
        p = with_duty(p, "tour", role, person, *span)
    return f, p


# -- HOST-03


@case("HOST-03", 0)
def docent_and_escort() -> Made:
    return touring(("docent", "dot"), ("escort", "eli"))


@case("HOST-03", 2)
def nobody_leads_the_tour() -> Made:
    return touring()


@case("HOST-03", 1)
def hired_docent_is_to_be_found() -> Made:
    f, p = touring(("escort", "eli"))
    return f, with_duty(p, "tour", "docent", None, hired=True)


@case("HOST-03", 1)
def docent_without_the_language() -> Made:
    return touring(("docent", "dot"), ("escort", "eli"), members=ENGLISH)


@case("HOST-03", 0)
def docent_with_the_language() -> Made:
    return touring(("docent", "dan"), ("escort", "eli"), members=ENGLISH)


@case("HOST-03", 1)
def escort_leaves_early() -> Made:
    return touring(("docent", "dot"), ("escort", "eli", 0, 70))


@case("HOST-03", 1)
def one_docent_for_two_groups() -> Made:
    """22 people in workshops for 20: two groups, one after another where a workshop holds but one."""
    return touring(("docent", "dot", 0, 75), ("escort", "eli"), groups=[group(unnamed=22)], members=[])


@case("HOST-03", 0)
def two_docents_for_two_groups() -> Made:
    f, p = touring(("docent", "dot", 0, 75), ("escort", "eli"), groups=[group(unnamed=22)], members=[])
    return f, with_duty(p, "tour", "docent", "dan", 45, 120, group=1)


def test_a_docent_knows_some_kinds_of_client() -> None:
    roles = [{"kind": "docent", "client_kinds": ["government"]}]
    people = [{"id": "dot", "name": "dot", "roles": roles}, {"id": "eli", "name": "eli", "roles": [{"kind": "escort"}]}]
    for kind, amounts in (("government", []), ("foreign_government", []), ("foreign", [1]), ("media", [1])):
        f = facts(visit("v1", tour(), client_kind=kind), company=company(people=people))
        p = plan(f, v1=[("tour", "21 14:00")])
        p = with_duty(with_duty(p, "tour", "docent", "dot"), "tour", "escort", "eli")
        assert [v.amount for v in judged("HOST-03", (f, p))] == amounts


# -- HOST-04


def meeting(*duties: tuple[Any, ...], **changes: Any) -> Made:
    f = facts(visit("v1", talk(**changes)))
    p = plan(f, v1=[("talk", "21 09:30")])
    for role, person, *span in duties:
        p = with_duty(p, "talk", role, person, *span)
    return f, p


ROOM_CREW = (("crew", "cal", -30, 0), ("crew", "cam", -30, 0), ("crew", "cal", 90, 105), ("tea", "cat"))


@case("HOST-04", 0)
def room_prepared_and_tidied() -> Made:
    return meeting(*ROOM_CREW)


@case("HOST-04", 4)
def room_left_to_itself() -> Made:
    return meeting()


@case("HOST-04", 1)
def one_alone_prepares_the_room() -> Made:
    return meeting(*ROOM_CREW[1:])


@case("HOST-04", 1)
def comes_five_minutes_late() -> Made:
    return meeting(("crew", "cal", -25, 0), *ROOM_CREW[1:])


@case("HOST-04", 0)
def no_tea_is_asked_for() -> Made:
    return meeting(*ROOM_CREW[:3], tea=False)


# -- HOST-05


@case("HOST-05", 1)
def nobody_takes_the_photo() -> Made:
    return meeting(photographer=True)


@case("HOST-05", 0)
def photographer_is_there() -> Made:
    return meeting(("photographer", "pat"), photographer=True)


# -- HOST-06


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


@case("HOST-06", 2)
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


@case("HOST-06", 3)
def who_speaks_another_language_is_none() -> Made:
    """The talk, the meals; and the rides are left out here."""
    f, p = talked(guests=JAPANESE)
    return f, p.replace(moves=())


@case("HOST-06", 0)
def our_people_speak_as_they_do() -> Made:
    return talked(guests=JAPANESE, by=None, company=company(languages=["zh", "ja"]))


@case("HOST-06", 3)
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


# -- HOST-07a


def riding(level: str, *escorted: str, **changes: Any) -> Made:
    """Return a visit that talks at the company, sees the museum and dines at the inn, with an escort on some rides."""
    f = facts(visit("v1", talk(), sight(), level=level, **changes))
    p = plan(f, v1=[("talk", "21 09:30"), ("lunch", "21 12:00"), ("museum", "21 14:00"), ("dinner", "21 18:00")])
    for move in p.moves:
        if f"{move.origin}-{move.target}" in escorted or (escorted == ("every",) and move.kind == "transfer"):
            p = with_duty(p, move.id, "escort", "eli")
    return f, p


@case("HOST-07a", 0)
def level_b_escorted_on_every_ride() -> Made:
    return riding("B", "every")


@case("HOST-07a", 2)
def level_b_alone_to_the_sight_and_back() -> Made:
    """Who meets and sees off is ARR-06's."""
    return riding("B")


@case("HOST-07a", 1)
def level_c_alone_from_the_company() -> Made:
    """From the museum on they are alone, as they may be."""
    return riding("C")


@case("HOST-07a", 0)
def level_c_escorted_from_the_company() -> Made:
    return riding("C", "canteen-museum")


@case("HOST-07a", 0)
def guests_with_cars_of_their_own() -> Made:
    return riding("A", provides={"cars": False})


@case("HOST-07a", 1)
def half_the_ride_only() -> Made:
    f, p = riding("C")
    move = next(move for move in p.moves if (move.origin, move.target) == ("canteen", "museum"))
    return f, with_duty(p, move.id, "escort", "eli", 0, 5)


# -- HOST-07


def at_the_sight(level: str, guide: bool, *duties: tuple[Any, ...], **more: Any) -> Made:
    f = facts(visit("v1", sight(), level=level), company=company(places=place("museum", needs_guide=guide)))
    p = plan(f, v1=[("museum", "21 14:00")])
    for role, person, changes in duties:
        p = with_duty(p, "museum", role, person, **changes)
    return f, p


@case("HOST-07", 0)
def escorted_with_a_guide() -> Made:
    return at_the_sight("B", True, ("escort", "eli", {}), ("guide", None, {"hired": True}))


@case("HOST-07", 2)
def level_a_alone_at_the_sight() -> Made:
    return at_the_sight("A", True)


@case("HOST-07", 1)
def guide_not_booked() -> Made:
    return at_the_sight("B", True, ("escort", "eli", {}), ("guide", None, {}))


@case("HOST-07", 0)
def level_c_goes_by_itself() -> Made:
    return at_the_sight("C", True)


# -- HOST-08a


@case("HOST-08a", 0)
def escort_where_anybody_will_do() -> Made:
    return met("eli")


@case("HOST-08a", 2)
def the_boss_at_the_station() -> Made:
    """The guest of honour ranks 4, the boss 2, who meets them and sees them off."""
    return met("boss")


@case("HOST-08a", 0)
def an_equal_of_the_guest_of_honour() -> Made:
    return met("director")


@case("HOST-08a", 0)
def as_high_as_the_clause_asks() -> Made:
    return met("deputy", "government")


@case("HOST-08a", 2)
def higher_than_the_clause_asks() -> Made:
    return met("boss", "government")


@case("HOST-08a", 1)
def a_leader_at_a_working_lunch() -> Made:
    f = facts(visit("v1", talk()))
    p = plan(f, v1=[("talk", "21 09:30"), ("lunch", "21 12:00")])
    return f, with_duty(p, "lunch-2026-09-21", "companion", "director")


@case("HOST-03", 1)
def call_at_the_hosts_without_an_escort() -> Made:
    return received(CALL, rows=[("mayor", "21 15:00")])


@case("HOST-03", 1)
@case("HOST-04", 0)
def talk_elsewhere_without_hosts_or_an_escort() -> Made:
    return received(talk(place="city"), rows=[("talk", "21 15:00")])


@case("HOST-03", 0)
@case("HOST-04", 0)
def call_at_the_hosts_with_an_escort_needs_no_crew() -> Made:
    f, p = received(CALL, rows=[("mayor", "21 15:00")])
    return f, with_duty(p, "mayor", "escort", "eli")


@case("HOST-04", 4)
def a_room_of_our_branch_is_prepared() -> Made:
    return received(talk(place="branch"), rows=[("talk", "21 15:00")])


@case("HOST-06", 2)
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
