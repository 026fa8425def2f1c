"""HOST-03 to HOST-07, HOST-08a: helpers, demand by demand."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, judged, run
from tests.rules.hands import CALL, met, received, with_duty
from tests.weeks import company, facts, group, place, plan, sight, talk, tour, visit

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


test_case = run(__name__)
