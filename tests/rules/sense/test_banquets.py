"""SENSE-01, 01a, 08, 14: banquets."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, run
from tests.rules.hands import received, with_duty
from tests.weeks import banquet, facts, hosts, plan, talk, visit

BYE = banquet("bye", "farewell")


# -- SENSE-01


def hosted(*rows: tuple[str, str], asked: tuple[Any, ...] = (banquet(), BYE), **changes: Any) -> Made:
    usual = {"arrive": "21 15:00", "depart": "23 12:00"}
    f = facts(visit("v1", *asked, **{**usual, **changes}))
    return f, plan(f, v1=list(rows))


@case("SENSE-01", 0)
def welcome_first_farewell_last() -> Made:
    return hosted(("welcome", "21 18:00"), ("bye", "22 18:00"))


@case("SENSE-01", 2)
def the_other_way_round() -> Made:
    return hosted(("welcome", "22 18:00"), ("bye", "21 18:00"))


@case("SENSE-01", 2)
def both_on_the_first_evening() -> Made:
    """The farewell is a day early, and both are on one day."""
    return hosted(("welcome", "21 18:00"), ("bye", "21 20:00"))


@case("SENSE-01", 0)
def in_town_at_five() -> Made:
    return hosted(("welcome", "21 18:00"), arrive="21 16:50", asked=(banquet(),))


@case("SENSE-01", 1)
def in_town_too_late_for_the_first_evening() -> Made:
    return hosted(("welcome", "21 19:00"), arrive="21 16:55", asked=(banquet(),))


@case("SENSE-01", 0)
def taboo_days_are_passed_over() -> Made:
    return hosted(("welcome", "22 18:00"), asked=(banquet(),), taboo=["2026-09-21"])


@case("SENSE-01", 0)
def fixed_by_the_guests() -> Made:
    return hosted(("welcome", "22 18:00"), asked=(banquet(on="2026-09-22"),))


@case("SENSE-01", 1)
def one_evening_for_two_banquets() -> Made:
    rows = (("welcome", "21 18:00"), ("bye", "21 20:00"))
    return hosted(*rows, depart="22 12:00")


@case("SENSE-01", 0)
def farewell_at_noon() -> Made:
    lunch = banquet("bye", "farewell", lunch=True)
    return hosted(("welcome", "21 18:00"), ("bye", "22 12:00"), asked=(banquet(), lunch), depart="23 12:00")


# -- SENSE-01a


def second_host(start: str, **changes: Any) -> Made:
    """A welcome on the first of three evenings, and another host's dinner."""
    asked = (banquet(), banquet("again", "other", **changes))
    return hosted(("welcome", "21 18:00"), ("again", start), asked=asked, depart="24 09:00")


@case("SENSE-01a", 1)
def the_second_host_in_the_middle() -> Made:
    return second_host("22 18:00")


@case("SENSE-01a", 0)
def the_second_host_on_the_last_evening() -> Made:
    return second_host("23 18:00")


@case("SENSE-01a", 0)
def the_second_host_when_he_says() -> Made:
    return second_host("22 18:00", on="2026-09-22")


@case("SENSE-01a", 0)
def the_second_host_at_noon() -> Made:
    return second_host("22 12:00", lunch=True)


@case("SENSE-01a", 0)
def the_farewell_is_last() -> Made:
    asked = (banquet("again", "other"), BYE)
    return hosted(("again", "22 18:00"), ("bye", "23 18:00"), asked=asked, depart="24 09:00")


@case("SENSE-01a", 1)
def thanks_on_the_first_evening() -> Made:
    return hosted(("thanks", "21 18:00"), asked=(banquet("thanks", "thanks"),))


# -- SENSE-08


def leaders(at_talk: str | None, at_banquet: str | None) -> Made:
    f = facts(visit("v1", talk(any_leader=True), banquet()))
    p = plan(f, v1=[("talk", "21 09:30"), ("welcome", "21 18:00")])
    if at_talk:
        p = with_duty(p, "talk", "leader", at_talk, 0, 20)
    return f, with_duty(p, "welcome", "leader", at_banquet, -20) if at_banquet else p


@case("SENSE-08", 0)
def the_host_sits_in_the_talk() -> Made:
    return leaders("boss", "boss")


@case("SENSE-08", 1)
def another_leader_sits_in_the_talk() -> Made:
    return leaders("deputy", "boss")


@case("SENSE-08", 0)
def no_leader_sits_in_the_talk() -> Made:
    return leaders(None, "boss")


# -- SENSE-14


def feast(start: str, **asked: Any) -> Made:
    f = facts(visit("v1", banquet(**asked)))
    return f, plan(f, v1=[("welcome", start)])


@case("SENSE-14", 0)
def banquet_in_the_evening() -> Made:
    return feast("21 18:00")


@case("SENSE-14", 1)
def banquet_at_noon() -> Made:
    return feast("21 12:00")


@case("SENSE-14", 0)
def banquet_at_noon_as_asked() -> Made:
    return feast("21 12:00", lunch=True)


@case("SENSE-08", 0)
def our_leader_at_a_dinner_of_others_met_nobody() -> Made:
    dinner = banquet(restaurant="city", hosts=hosts(), host="boss")
    f, p = received(talk(leader="deputy"), dinner, rows=[("talk", "21 09:30"), ("welcome", "21 18:00")])
    return f, with_duty(with_duty(p, "talk", "leader", "deputy"), "welcome", "leader", "boss")


test_case = run(__name__)
