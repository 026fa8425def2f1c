"""STAB-02: what was announced moves only when it must."""

from __future__ import annotations

from models.domain.facts import Facts
from models.domain.pins import Pin
from models.domain.plan import Duty, Plan
from models.domain.revision import Revision
from tests.rules.cases import Made, case, run
from tests.rules.stability.announced_week import MORNING, again, moved
from tests.weeks import banquet, facts, members, plan, sight, talk, tour, visit, when

# -- STAB-02: level C counts 2 an item


@case("STAB-02", 2)
def another_hour() -> Made:
    return again(moved("tour", "21 14:00"))


@case("STAB-02", 2)
def another_room() -> Made:
    return again(moved("talk", "21 09:30", room="r2"))


@case("STAB-02", 4)
def level_a_counts_more() -> Made:
    return again(moved("tour", "21 14:00"), level="A")


@case("STAB-02", 2 * 3)
def today_counts_more() -> Made:
    return again(moved("tour", "21 14:00"), now="21 08:00")


@case("STAB-02", 2 * 2)
def tomorrow_counts_less() -> Made:
    """From Monday 08:00 the museum on Tuesday 09:00 is 25 hours ahead."""
    return again(moved("museum", "22 09:15"), now="21 08:00")


@case("STAB-02", 2 + 2)
def two_items_one_left_out() -> Made:
    return again(moved("talk", "21 09:45")[:2])


@case("STAB-02", 0)
def a_new_item_moves_nobody() -> Made:
    f = facts(visit("v1", talk(), tour(), sight(), banquet()))
    first = plan(f, v1=MORNING)
    g = Facts(f.week, f.edition, Revision(first))
    return g, plan(g, v1=[*MORNING, ("welcome", "21 18:00")])


@case("STAB-02", 0)
def called_off_is_not_moved() -> Made:
    f = facts(visit("v1", talk(), tour(), sight()))
    first = plan(f, v1=MORNING)
    g = Facts(facts(visit("v1", talk(), sight())).week, f.edition, Revision(first))
    return g, plan(g, v1=[MORNING[0], MORNING[2]])


@case("STAB-02", 2)
def another_hotel() -> Made:
    f, p = again(MORNING)
    grand = plan(f, v1=[("hotel", "grand"), *MORNING])
    assert {night.hotel for night in p.nights} == {"inn"}
    return f, grand


@case("STAB-02", 0)
def the_hotel_that_they_wish() -> Made:
    """Announced was the inn; now the guests ask for the grand hotel."""
    first, _ = again(MORNING)
    assert first.revision is not None
    f = facts(visit("v1", talk(), tour(), sight(), hotel="grand"))
    return Facts(f.week, f.edition, first.revision), plan(f, v1=MORNING)


def hosted(by: str) -> Made:
    """The boss was announced at the talk."""
    f = facts(visit("v1", talk(any_leader=True), level="B", members=members(3)))
    start, end = when("21 09:30"), when("21 09:50")

    def with_(person: str) -> Plan:
        duty = Duty(role="leader", person=person, start=start, end=end)
        return plan(f, v1=[("talk", "21 09:30", {"duties": (duty,)})])

    g = Facts(f.week, f.edition, Revision(with_("boss")))
    return g, with_(by)


@case("STAB-02", 0)
def the_same_leader() -> Made:
    return hosted("boss")


@case("STAB-02", 3)
def another_leader() -> Made:
    return hosted("deputy")


# -- what is fixed of an item is its announcement from then on, the rest still counts


@case("STAB-02", 2)
def another_hour_where_only_the_room_is_fixed() -> Made:
    return again(moved("talk", "21 09:45", room="r1"), pins=(Pin(of="v1/talk", place="site", room="r1"),))


@case("STAB-02", 2)
def another_room_where_only_the_hour_is_fixed() -> Made:
    return again(moved("talk", "21 09:30", room="r2"), pins=(Pin(of="v1/talk", start=when("21 09:30")),))


@case("STAB-02", 0)
def another_hour_that_was_fixed() -> Made:
    return again(moved("talk", "21 09:45", room="r1"), pins=(Pin(of="v1/talk", start=when("21 09:45")),))


@case("STAB-02", 0)
def another_place_that_was_fixed_without_a_room() -> Made:
    return again(moved("talk", "21 09:30", room="r2"), pins=(Pin(of="v1/talk", place="plant"),))


test_case = run(__name__)
