"""HOST-03 to HOST-08a, ARR-06, MEAL-09: helpers, demand by demand."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, judged, run
from tests.rules.hands import with_duty
from tests.weeks import company, facts, group, members, place, plan, sight, step, talk, tour, visit

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


def test_a_docent_knows_his_kinds_of_client() -> None:
    roles = [{"kind": "docent", "client_kinds": ["government"]}]
    people = [{"id": "dot", "name": "dot", "roles": roles}, {"id": "eli", "name": "eli", "roles": [{"kind": "escort"}]}]
    for kind, amounts in (("government", []), ("media", [1])):
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


CREW = (("crew", "cal", -30, 0), ("crew", "cam", -30, 0), ("crew", "cal", 90, 105), ("tea", "cat"))


@case("HOST-04", 0)
def room_prepared_and_tidied() -> Made:
    return meeting(*CREW)


@case("HOST-04", 4)
def room_left_to_itself() -> Made:
    return meeting()


@case("HOST-04", 1)
def one_alone_prepares_the_room() -> Made:
    return meeting(*CREW[1:])


@case("HOST-04", 1)
def comes_five_minutes_late() -> Made:
    return meeting(("crew", "cal", -25, 0), *CREW[1:])


@case("HOST-04", 0)
def no_tea_is_asked_for() -> Made:
    return meeting(*CREW[:3], tea=False)


# -- HOST-05


@case("HOST-05", 1)
def nobody_takes_the_photo() -> Made:
    return meeting(photographer=True)


@case("HOST-05", 0)
def photographer_is_there() -> Made:
    return meeting(("photographer", "pat"), photographer=True)


# -- HOST-06


@case("HOST-06", 1)
def nobody_interprets() -> Made:
    f = facts(visit("v1", talk(), members=JAPANESE))
    return f, with_duty(plan(f, v1=[("talk", "21 09:30")]), "talk", "interpreter", "ivy")


@case("HOST-06", 0)
def interpreter_of_the_language() -> Made:
    f = facts(visit("v1", talk(), members=ENGLISH))
    return f, with_duty(plan(f, v1=[("talk", "21 09:30")]), "talk", "interpreter", "ivy")


@case("HOST-06", 0)
def they_bring_their_own() -> Made:
    guests = [*JAPANESE, {"id": "m2", "name": "王译", "role": "interpreter"}]
    f = facts(visit("v1", talk(), members=guests))
    return f, plan(f, v1=[("talk", "21 09:30")])


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


# -- ARR-06: others are met by anybody, government by a deputy general manager (rank 3)


def met(person: str | None, kind: str = "other", early: int = -30) -> Made:
    """Arrival 08:00, out 08:10: the greeter stands there from 07:40; see-off by an escort."""
    f = facts(visit("v1", talk(), client_kind=kind))
    p = plan(f, v1=[("talk", "21 09:30")])
    if person:
        p = with_duty(p, step(p, "pick_up").id, "greeter", person, early)
        p = with_duty(p, step(p, "see_off").id, "greeter", person)
    return f, p


@case("ARR-06", 0)
def escort_meets_and_sees_off() -> Made:
    return met("eli")


@case("ARR-06", 4)
def nobody_meets_or_sees_off() -> Made:
    return met(None)


@case("ARR-06", 2)
def greeter_comes_late() -> Made:
    return met("eli", early=-25)


@case("ARR-06", 2)
def escort_for_a_government_leader() -> Made:
    return met("eli", "government")


@case("ARR-06", 0)
def deputy_for_a_government_leader() -> Made:
    return met("deputy", "government")


@case("ARR-06", 0)
def own_cars_are_not_met() -> Made:
    f = facts(visit("v1", talk(), provides={"cars": False}))
    return f, plan(f, v1=[("talk", "21 09:30")])


def test_only_the_guest_of_honours_group_needs_rank() -> None:
    here = [group("g1", "21 08:00", members=["m1"]), group("g2", "21 11:00", members=["m2", "m3"])]
    f = facts(visit("v1", talk(), client_kind="government", groups=here))
    p = plan(f, v1=[("talk", "21 09:30"), ("lunch", "21 12:30")])
    late = next(move for move in p.moves if move.groups == ("g2",))
    p = with_duty(p, late.id, "greeter", "eli", late.depart and -30)
    assert late.id not in {about for v in judged("ARR-06", (f, p)) for about in v.about.ids}


# -- HOST-08a


@case("HOST-08a", 0)
def escort_where_anybody_will_do() -> Made:
    return met("eli")


@case("HOST-08a", 2)
def the_boss_at_the_station() -> Made:
    """The guest of honour ranks 4, the boss 2; he meets them and sees them off."""
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


# -- MEAL-09


def eating(guests: int, *ours: str, role: str = "companion", **changes: Any) -> Made:
    f = facts(visit("v1", members=members(guests)))
    p = plan(f, v1=[("lunch", "21 12:00", changes)])
    for person in ours:
        p = with_duty(p, "lunch-2026-09-21", role, person)
    return f, p


@case("MEAL-09", 0)
def one_of_ours_for_four() -> Made:
    return eating(4, "eli")


@case("MEAL-09", 1)
def one_of_ours_for_five() -> Made:
    return eating(5, "eli")


@case("MEAL-09", 1)
def two_of_ours_for_four() -> Made:
    return eating(4, "eli", "eva")


@case("MEAL-09", 0)
def two_of_ours_for_ten() -> Made:
    return eating(10, "eli", "eva")


@case("MEAL-09", 1)
def two_of_ours_for_eleven() -> Made:
    return eating(11, "eli", "eva")


@case("MEAL-09", 0)
def four_of_ours_for_eleven() -> Made:
    return eating(11, "eli", "eva", "ewa", "boss")


@case("MEAL-09", 1)
def leaders_do_not_count() -> Made:
    return eating(3, "boss", role="leader")


@case("MEAL-09", 0)
def packed_meals_are_eaten_alone() -> Made:
    return eating(3, dining_room=None)


test_case = run(__name__)
