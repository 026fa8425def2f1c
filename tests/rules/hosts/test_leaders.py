"""HOST-01, HOST-01a, HOST-02, HOST-02a, HOST-10: leaders and experts."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, run
from tests.rules.hands import CALL, received, with_duty
from tests.weeks import banquet, company, edition, facts, hosts, members, plan, talk, visit, with_offices

DAY = [("lunch", "21 12:00"), ("dinner", "21 18:00"), ("lunch", "22 12:00")]


def hosted(*asked: object, start: str = "21 09:30", **changes: object) -> Made:
    """Return a visit with one thing asked for, at a time."""
    house = {"company": changes.pop("company")} if "company" in changes else {}
    f = facts(visit("v1", *asked, **changes), **house)  # type: ignore[arg-type]
    rows = [(asked[0]["id"], start)]  # type: ignore[index]
    return f, plan(f, v1=[*rows, *DAY])


# -- HOST-01


@case("HOST-01", 0)
def expert_and_leader_in_time() -> Made:
    f, p = hosted(talk(experts=["ann"], leader="boss"))
    return f, with_duty(with_duty(p, "talk", "expert", "ann"), "talk", "leader", "boss", 0, 20)


@case("HOST-01", 2)
def nobody_came() -> Made:
    return hosted(talk(experts=["ann"], leader="boss"))


@case("HOST-01", 1)
def leader_leaves_the_call_early() -> Made:
    f, p = hosted(talk(leader="boss", call_minutes=20))
    return f, with_duty(p, "talk", "leader", "boss", 0, 15)


@case("HOST-01", 1)
def somebody_who_does_not_know_the_topic() -> Made:
    f, p = hosted(talk(topic="液压"))
    return f, with_duty(p, "talk", "expert", "ann")


@case("HOST-01", 0)
def any_expert_who_knows() -> Made:
    f, p = hosted(talk(topic="液压"))
    return f, with_duty(p, "talk", "expert", "bob")


def on_leave(who: str, *, until: str = "12:00", **request: object) -> Made:
    """Return a talk that asks for the boss, who is on leave that morning, held with somebody instead."""
    leave = [{"start": "2026-09-21T08:00", "end": f"2026-09-21T{until}"}]
    people = [p.replace(deputy="deputy", leave=leave) if p.id == "boss" else p for p in company().people]
    f, p = hosted(talk(leader="boss", leader_part="all", **request), company=company().replace(people=people))
    return f, with_duty(p, "talk", "leader", who)


@case("HOST-01", 0)
def deputy_while_the_leader_is_on_leave() -> Made:
    return on_leave("deputy")


@case("HOST-01", 1)
def deputy_though_the_leader_is_back() -> Made:
    return on_leave("deputy", until="09:00")


@case("HOST-01", 1)
def somebody_else_while_the_leader_is_on_leave() -> Made:
    return on_leave("director")


@case("HOST-01a", 1)
def deputy_in_the_place_of_the_leader() -> Made:
    return on_leave("deputy")


@case("HOST-01a", 0)
def leader_in_person() -> Made:
    return on_leave("boss", until="09:00")


def two_talks(second: str) -> Made:
    f = facts(visit("v1", talk()), visit("v2", talk()))
    p = plan(f, v1=[("talk", "21 09:30")], v2=[("talk", second, {"room": "r2"})])
    return f, with_duty(with_duty(p, "v1/talk", "expert", "ann"), "v2/talk", "expert", "ann")


@case("HOST-01", 0)
def from_one_meeting_to_the_next() -> Made:
    return two_talks("21 11:00")


@case("HOST-01", 1)
def in_two_meetings_at_once() -> Made:
    return two_talks("21 10:45")


def meeting_then_banquet(start: str) -> Made:
    """Talk at the company until 17:00; the garden is ten minutes away, the host there twenty minutes early."""
    f = facts(visit("v1", talk()), visit("v2", banquet(host="boss")))
    p = plan(f, v1=[("talk", "21 15:30")], v2=[("welcome", start)])
    p = with_duty(p, "v1/talk", "leader", "boss")
    return f, with_duty(p, "v2/welcome", "leader", "boss", -20)


@case("HOST-01", 0)
def leader_goes_to_the_restaurant_in_time() -> Made:
    return meeting_then_banquet("21 17:30")


@case("HOST-01", 1)
def leader_cannot_be_there_so_soon() -> Made:
    return meeting_then_banquet("21 17:15")


def escort_of_one_visit(between: str) -> Made:
    """Lunch in the garden until 13:00, then ten minutes to the company, with the guests."""
    f = facts(visit("v1", talk()))
    p = plan(f, v1=[("lunch", "21 12:00", {"place": "garden"}), ("talk", between)])
    return f, with_duty(with_duty(p, "lunch-2026-09-21", "companion", "eli"), "talk", "tea", "eli")


@case("HOST-01", 0)
def escort_goes_along_with_the_guests() -> Made:
    return escort_of_one_visit("21 13:15")


@case("HOST-01", 1)
def escort_is_not_back_so_soon() -> Made:
    return escort_of_one_visit("21 13:00")


def two_parties_in_town(place: str) -> Made:
    """One companion for two parties in town: lunch in the garden to 13:00, dinner elsewhere from 13:10 (sic)."""
    f = facts(visit("v1"), visit("v2"))
    p = plan(f, v1=[("lunch", "21 12:00", {"place": "garden"})], v2=[("lunch", "21 13:00", {"place": place})])
    p = with_duty(p, "v1/lunch-2026-09-21", "companion", "eli")
    return f, with_duty(p, "v2/lunch-2026-09-21", "companion", "eli")


@case("HOST-01", 0)
def two_parties_at_one_place() -> Made:
    return two_parties_in_town("garden")


@case("HOST-01", 1)
def two_parties_by_way_of_the_company() -> Made:
    return two_parties_in_town("lakeside")


def away(start: str, end: str) -> Made:
    people = [
        p.replace(leave=({"start": start, "end": end},)) if p.id == "boss" else p  # type: ignore[arg-type]
        for p in company().people
    ]
    f = facts(visit("v1", talk(leader="boss")), company=company().replace(people=people))
    p = plan(f, v1=[("talk", "21 09:30"), *DAY])
    return f, with_duty(p, "talk", "leader", "boss", 0, 20)


@case("HOST-01", 0)
def back_from_leave() -> Made:
    return away("2026-09-21T08:00", "2026-09-21T09:30")


@case("HOST-01", 1)
def still_on_leave() -> Made:
    return away("2026-09-21T08:00", "2026-09-21T09:31")


def welcomed(*duties: tuple[str, int, int], away: str = "") -> Made:
    """Return a talk at 9:30 with a reception line of the boss and Eli; duties: who stands there, in minutes."""
    leave = [{"start": "2026-09-21T08:00", "end": "2026-09-21T12:00"}]
    people = [p.replace(leave=leave) if p.id == away else p for p in company().people]
    f = facts(visit("v1", talk(reception_line=["boss", "eli"])), company=company(people=people))
    p = plan(f, v1=[("talk", "21 09:30")])
    for person, begin, end in duties:
        p = with_duty(p, "talk", "reception", person, begin, end)
    return f, p


@case("HOST-01", 0)
def both_stand_at_the_door() -> Made:
    return welcomed(("boss", -10, 0), ("eli", -10, 0))


@case("HOST-01", 1)
def one_of_them_comes_late() -> Made:
    return welcomed(("boss", -10, 0), ("eli", -5, 0))


@case("HOST-01", 2)
def nobody_stands_there() -> Made:
    return welcomed()


@case("HOST-01", 1)
def one_of_them_is_on_leave() -> Made:
    return welcomed(("boss", -10, 0), ("eli", -10, 0), away="eli")


# -- HOST-02


@case("HOST-02", 0)
def leader_at_talk_and_banquet() -> Made:
    f = facts(visit("v1", talk(), banquet(), level="A"))
    p = plan(f, v1=[("talk", "21 09:30"), ("welcome", "21 18:00")])
    return f, with_duty(with_duty(p, "talk", "leader", "deputy", 0, 20), "welcome", "leader", "boss", -20)


@case("HOST-02", 2)
def no_leader_at_all() -> Made:
    f = facts(visit("v1", talk(), banquet(), members=members(3, rank=2)))
    return f, plan(f, v1=[("talk", "21 09:30"), ("welcome", "21 18:00")])


@case("HOST-02", 0)
def no_leader_is_due_below() -> Made:
    f = facts(visit("v1", talk(), banquet(), members=members(3, rank=3)))
    return f, plan(f, v1=[("talk", "21 09:30"), ("welcome", "21 18:00")])


@case("HOST-02", 2)
def guests_of_influence_are_due_one() -> Made:
    f = facts(visit("v1", talk(), banquet(), members=members(3, rank=3), influential=True))
    return f, plan(f, v1=[("talk", "21 09:30"), ("welcome", "21 18:00")])


def farewell(*more: dict[str, Any], level: str = "A", **changes: Any) -> Made:
    """Return a farewell dinner on the last evening, hosted by nobody."""
    f = facts(visit("v1", banquet("bye", "farewell", **changes), *more, level=level, depart="23 18:00"))
    rows = [(str(request["id"]), "21 18:00") for request in more]
    return f, plan(f, v1=[*rows, ("bye", "22 18:00")])


@case("HOST-02", 1)
def the_only_formal_meal_without_a_leader() -> Made:
    return farewell()


@case("HOST-02", 0)
def a_farewell_after_a_welcome_with_a_leader() -> Made:
    f, p = farewell(banquet())
    return f, with_duty(p, "welcome", "leader", "boss", -20)


@case("HOST-02", 0)
def a_farewell_tea_without_a_leader() -> Made:
    return farewell(form="tea")


@case("HOST-02", 0)
def no_leader_is_due_at_a_farewell_below() -> Made:
    return farewell(level="C")


@case("HOST-02", 0)
def nothing_held_needs_no_leader() -> Made:
    f = facts(visit("v1", talk(), banquet(), level="A"))
    return f, plan(f, v1=[])


@case("HOST-02", 1)
def any_leader_was_asked_for() -> Made:
    return hosted(talk(any_leader=True))


# -- HOST-02a


@case("HOST-02a", 0)
def a_deputy_for_a_director() -> Made:
    f, p = hosted(talk(any_leader=True), members=members(2, rank=4))
    return f, with_duty(p, "talk", "leader", "director", 0, 20)


@case("HOST-02a", 2)
def the_general_manager_for_a_director() -> Made:
    f, p = hosted(talk(any_leader=True), members=members(2, rank=4))
    return f, with_duty(p, "talk", "leader", "boss", 0, 20)


@case("HOST-02a", 0)
def the_general_manager_was_named() -> Made:
    f, p = hosted(talk(leader="boss"), members=members(2, rank=4))
    return f, with_duty(p, "talk", "leader", "boss", 0, 20)


# -- HOST-10


def receives(early: int) -> Made:
    f = facts(visit("v1", banquet(host="boss")))
    return f, with_duty(plan(f, v1=[("welcome", "21 18:00")]), "welcome", "leader", "boss", -early)


@case("HOST-10", 0)
def at_the_door_in_time() -> Made:
    return receives(20)


@case("HOST-10", 5)
def at_the_door_late() -> Made:
    return receives(15)


def test_an_expert_whom_nobody_is_is_refused_before_any_time_is_tried() -> None:
    from models.rules.core.view import Choice
    from models.rules.hosts.leaders import NamedPeopleAvailable

    f = facts(visit("v1", talk(topic="炼钢")))
    v1 = f.week.visit("v1")
    choice = Choice("exchange", v1.request("talk"), "site", room="r1", minutes=90)
    assert not NamedPeopleAvailable(edition()).admits(f, v1, choice)


def call_with_the_boss(*, there: bool) -> Made:
    f, p = received({**CALL, "companions": ["boss"]}, rows=[("mayor", "21 15:00"), *DAY])
    return f, with_duty(p, "mayor", "delegate", "boss") if there else p


@case("HOST-01", 0)
def our_boss_goes_along_to_the_hosts() -> Made:
    return call_with_the_boss(there=True)


@case("HOST-01", 1)
def our_boss_is_missing_at_the_hosts() -> Made:
    return call_with_the_boss(there=False)


@case("HOST-01", 1)
def our_boss_cannot_be_back_from_the_hosts() -> Made:
    """The call ends at 15:30, twenty minutes from the company."""
    f = facts(visit("v1", {**CALL, "companions": ["boss"]}), visit("v2", talk()), company=with_offices())
    p = plan(f, v1=[("mayor", "21 15:00")], v2=[("talk", "21 15:45")])
    return f, with_duty(with_duty(p, "v1/mayor", "delegate", "boss"), "v2/talk", "leader", "boss")


@case("HOST-02", 0)
def received_by_a_vice_mayor() -> Made:
    return received(CALL, rows=[("mayor", "21 15:00"), *DAY], level="A")


@case("HOST-02", 0)
def dinner_of_the_city() -> Made:
    dinner = banquet(restaurant="city", hosts=hosts())
    return received(dinner, rows=[("welcome", "21 18:00")], level="A")


@case("HOST-02", 1)
def any_leader_was_asked_for_beside_the_hosts() -> Made:
    asked = talk(place="city", hosts=hosts(), any_leader=True)
    return received(asked, rows=[("talk", "21 15:00"), *DAY])


@case("HOST-10", 0)
def our_leader_is_a_guest_at_the_dinner_of_others() -> Made:
    dinner = banquet(restaurant="city", hosts=hosts(), host="boss")
    f, p = received(dinner, rows=[("welcome", "21 18:00")])
    return f, with_duty(p, "welcome", "leader", "boss")


test_case = run(__name__)
