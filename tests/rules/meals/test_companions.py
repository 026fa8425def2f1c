"""MEAL-09: how many of our people share a meal, and who of them sits at a banquet."""

from __future__ import annotations

from typing import Any

from models.domain.facts import Facts
from tests.rules.cases import Made, case, run
from tests.rules.hands import with_duty
from tests.weeks import banquet, edition, facts, hosts, members, plan, talk, visit, week


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


@case("MEAL-09", 0)
def two_of_ours_for_eleven() -> Made:
    """Three may come, nobody must."""
    return eating(11, "eli", "eva")


@case("MEAL-09", 0)
def three_of_ours_for_eleven() -> Made:
    return eating(11, "eli", "eva", "ewa")


@case("MEAL-09", 1)
def four_of_ours_for_eleven() -> Made:
    return eating(11, "eli", "eva", "ewa", "boss")


@case("MEAL-09", 0)
def four_of_ours_for_twelve() -> Made:
    return eating(12, "eli", "eva", "ewa", "boss")


@case("MEAL-09", 1)
def leaders_do_not_count() -> Made:
    return eating(3, "boss", role="leader")


@case("MEAL-09", 0)
def packed_meals_are_eaten_alone() -> Made:
    return eating(3, dining_room=None)


# -- banquets: the host is boss, who is not counted


def dining(guests: int, *ours: str, role: str = "company", **changes: Any) -> Made:
    """Return a banquet on the second evening, after talks with ann on the first day."""
    waivers, each = changes.pop("waivers", ()), changes.pop("guests_to_each_of_ours", 3)
    dinner = banquet(**{"host": "boss", **changes})
    asked = visit("v1", talk(experts=["ann"]), dinner, members=members(guests), waivers=waivers)
    f = Facts(week(asked), edition(guests_to_each_of_ours=each))
    p = plan(f, v1=[("talk", "21 09:30"), ("welcome", "21 18:00")])
    p = with_duty(with_duty(p, "talk", "expert", "ann"), "welcome", "leader", "boss", -20)
    for person in ours:
        p = with_duty(p, "welcome", role, person)
    return f, p


@case("MEAL-09", 0)
@case("MEAL-09a", 0)
@case("MEAL-09c", 0)
def the_expert_of_the_talks_dines_with_four() -> Made:
    return dining(4, "ann")


@case("MEAL-09", 1)
def the_host_alone_with_four() -> Made:
    return dining(4)


@case("MEAL-09", 1)
def two_at_a_banquet_for_four() -> Made:
    return dining(4, "ann", "eli")


@case("MEAL-09", 0)
@case("MEAL-09a", 0)
def two_asked_for_four_are_one() -> Made:
    return dining(4, "ann", company=2)


@case("MEAL-09", 0)
@case("MEAL-09a", 0)
def two_asked_for_four_with_a_leaders_consent() -> Made:
    return dining(4, "ann", "eli", company=2, waivers=[{"rule": "MEAL-09", "scope": "welcome", "approver": "王总"}])


@case("MEAL-09a", 1)
def one_seat_without_a_name_where_two_were_agreed() -> Made:
    return dining(4, "ann", company=2, waivers=[{"rule": "MEAL-09", "approver": "王总"}])


@case("MEAL-09", 0)
@case("MEAL-09a", 1)
def a_third_seat_for_eleven_is_empty() -> Made:
    return dining(11, "ann", "eli")


@case("MEAL-09", 0)
@case("MEAL-09a", 0)
def nobody_of_ours_was_wanted() -> Made:
    return dining(11, company=0)


@case("MEAL-09", 0)
def every_second_seat_under_an_edition_for_great_banquets() -> Made:
    return dining(11, "ann", "bob", "eli", "eva", "ewa", company=9, guests_to_each_of_ours=1)


@case("MEAL-09", 0)
@case("MEAL-09a", 0)
def others_give_the_banquet() -> Made:
    return dining(4, host=None, hosts=hosts(), restaurant="garden")


@case("MEAL-09b", 0)
def equals_of_those_next_to_the_guest_of_honour() -> Made:
    """The guest of honour ranks 4, the others 6, as the escort does."""
    return dining(4, "eli")


@case("MEAL-09b", 1)
def a_rank_above_those_next_to_the_guest_of_honour() -> Made:
    return dining(4, "ann")


@case("MEAL-09b", 2)
def a_director_beside_staff() -> Made:
    """The boss as the host does not count."""
    return dining(5, "director", "eli")


@case("MEAL-09c", 1)
def an_expert_whom_nobody_met() -> Made:
    return dining(4, "bob")


@case("MEAL-09c", 1)
def an_escort_who_comes_to_the_dinner_only() -> Made:
    return dining(4, "eli")


@case("MEAL-09c", 0)
def the_escort_of_the_talks() -> Made:
    f, p = dining(4, "eli")
    return f, with_duty(p, "talk", "escort", "eli")


@case("MEAL-09c", 1)
def who_served_the_tea_has_not_met_them() -> Made:
    f, p = dining(4, "eli")
    return f, with_duty(p, "talk", "tea", "eli")


test_case = run(__name__)
