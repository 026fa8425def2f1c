"""ARR-01, 02, 02a, 08: what the days of a stay hold."""

from __future__ import annotations

import pytest

from tests.rules.arrival.talks import talks
from tests.rules.cases import Made, case, judged, run
from tests.rules.hands import CALL, received
from tests.weeks import banquet, day, facts, group, hosts, members, plan, sight, talk, visit, with_offices

# -- ARR-01: "要安排客人在到达后的第一个工作日参观公司或进行技术交流"


@case("ARR-01", 0)
def business_on_the_day_of_arrival() -> Made:
    return talks("21 14:00", arrive="21 11:59")


@case("ARR-01", 1)
def first_day_without_business() -> Made:
    """Arriving at 11:59 on a workday makes that day the first."""
    return talks("22 09:00", arrive="21 11:59")


@case("ARR-01", 0)
def at_the_cut_off_the_next_day_is_first() -> Made:
    return talks("22 09:00", arrive="21 12:00")


@case("ARR-01", 1)
def too_late_on_the_third_day() -> Made:
    return talks("23 09:00", arrive="21 12:00")


@case("ARR-01", 0)
def weekend_arrival_business_on_monday() -> Made:
    return talks("28 09:00", arrive="26 09:00", depart="29 18:00")


@case("ARR-01", 1)
def business_on_sunday_does_not_count() -> Made:
    return talks("27 09:00", arrive="26 09:00", depart="29 18:00")


@case("ARR-01", 0)
def silent_when_no_workday_is_left() -> Made:
    return talks("27 09:00", arrive="26 09:00", depart="27 18:00")


@case("ARR-01", 0)
def silent_when_they_leave_before_the_cut_off() -> Made:
    """At the station at 11:55 on the only workday."""
    return talks("27 09:00", arrive="26 09:00", depart="28 12:35")


@case("ARR-01", 0)
def silent_when_no_business_is_asked_for() -> Made:
    f = facts(visit("v1", sight()))
    return f, plan(f, v1=[("museum", "21 14:00")])


@case("ARR-01", 1)
def the_guest_of_honour_s_arrival_counts() -> Made:
    """The first group comes on Monday morning, theirs on Monday afternoon: Tuesday is the day."""
    here = [group("g1", members=["m2", "m3"], depart="23 18:00"), group("g2", "21 13:00", "23 18:00", members=["m1"])]
    f = facts(visit("v1", talk(), members=members(3), groups=here))
    return f, plan(f, v1=[("talk", "21 14:30")])


def test_the_cut_off_is_the_edition_s() -> None:
    """At nine the cut-off has passed for guests who come at ten."""
    v = visit("v1", talk(), arrive="21 10:00")
    f = facts(v, rules={"ARR-01": {"numbers": {"cutoff": "09:00"}}})
    assert not judged("ARR-01", (f, plan(f, v1=[("talk", "22 09:00")])))


def test_make_up_saturday_is_a_workday() -> None:
    v = visit("v1", talk(), sight(), arrive="26 09:00", depart="27 18:00")
    f = facts(v, official={"workdays": [day(26)]})
    assert judged("ARR-01", (f, plan(f, v1=[("talk", "27 09:00")])))


# -- ARR-02, an exemption


@case("ARR-02", 0)
def nothing_to_break() -> Made:
    return talks("28 09:00", arrive="26 09:00", depart="29 18:00")


@pytest.mark.parametrize(
    ("date", "exempt"), [("26", True), ("27", True), ("28", False)], ids=["arrival", "Sunday", "Monday"]
)
def test_exempt_days(date: str, exempt: bool) -> None:
    f = facts(visit("v1", talk(), arrive="26 09:00", depart="29 18:00"))
    assert f.stay("v1").exempt(day(int(date))) is exempt


# -- ARR-08: "又不能太松散……延长了客人的留深时间,增加了接待费用"


@case("ARR-08", 1)
def a_day_without_purpose() -> Made:
    """Monday is full and empty; Wednesday they leave before the dinner hour."""
    f = facts(visit("v1", talk(), depart="23 16:00"))
    return f, plan(f, v1=[("talk", "22 09:00"), ("rest", "21 14:00")])


@case("ARR-08", 0)
def a_banquet_is_a_purpose() -> Made:
    f = facts(visit("v1", talk(), {"kind": "banquet", "id": "feast"}, depart="23 16:00"))
    return f, plan(f, v1=[("talk", "22 09:00"), ("feast", "21 18:00")])


@case("ARR-08", 0)
def half_days_need_none() -> Made:
    f = facts(visit("v1", talk(), arrive="21 15:00", depart="22 12:00"))
    return f, plan(f, v1=[])


OPENING = {"kind": "ceremony", "id": "opening", "occasion": "opening", "place": "hall"}


@case("ARR-01", 0)
def call_at_the_hosts_on_the_first_workday() -> Made:
    return received(CALL, rows=[("mayor", "21 15:00")])


@case("ARR-01", 1)
@case("ARR-08", 0)
def a_ceremony_is_no_business() -> Made:
    return received(OPENING, talk(), rows=[("opening", "21 09:30"), ("talk", "22 09:30")])


WELCOME = {"kind": "ceremony", "id": "honours", "occasion": "welcome", "place": "hall", "hosts": hosts()}
DINNER = banquet(restaurant="city", hosts=hosts())


@case("ARR-01", 0)
def received_on_the_day_of_arrival_and_business_on_the_next() -> Made:
    return received(talk(), DINNER, rows=[("welcome", "21 18:00"), ("talk", "22 14:00")])


def own_dinner(arrive: str) -> Made:
    """Our dinner on the day of arrival, talks on the next; out of the station ten minutes after the train."""
    f = facts(visit("v1", talk(), banquet(), arrive=arrive, depart="23 18:00"))
    return f, plan(f, v1=[("welcome", "21 18:00"), ("talk", "22 09:30")])


@case("ARR-01", 1)
def our_own_dinner_does_not_put_off_business_of_early_guests() -> Made:
    return own_dinner("21 09:50")


@case("ARR-01", 0)
def our_own_dinner_puts_off_business_of_later_guests() -> Made:
    return own_dinner("21 09:55")


@case("ARR-01", 0)
def honours_on_the_day_of_arrival_and_business_on_the_next() -> Made:
    return received(WELCOME, talk(), rows=[("honours", "21 09:30"), ("talk", "22 14:00")])


@case("ARR-01", 1)
def received_on_the_day_of_arrival_and_business_two_days_later() -> Made:
    return received(talk(), DINNER, rows=[("welcome", "21 18:00"), ("talk", "23 09:30")])


@case("ARR-01", 1)
def a_dinner_does_not_put_off_the_second_day() -> Made:
    """Who arrives in the afternoon has business on the next day, whoever dines with them then."""
    v = visit("v1", talk(), DINNER, arrive="21 14:00", depart="24 18:00")
    f = facts(v, company=with_offices())
    return f, plan(f, v1=[("welcome", "22 18:00"), ("talk", "23 09:30")])


@case("ARR-01", 0)
def welcomed_on_the_third_day_as_the_hosts_fixed_it() -> Made:
    rows = [("museum", "22 14:00"), ("honours", "23 09:30"), ("talk", "23 10:30")]
    return received({**WELCOME, "on": "2026-09-23"}, talk(), sight(), rows=rows)


@case("ARR-01", 1)
def a_welcome_ceremony_that_the_planner_puts_off() -> Made:
    rows = [("museum", "22 14:00"), ("honours", "23 09:30"), ("talk", "23 10:30")]
    return received(WELCOME, talk(), sight(), rows=rows)


@pytest.mark.parametrize(("fixed", "exempt"), [({"on": "2026-09-23"}, True), ({}, False)])
def test_the_days_before_a_fixed_welcome_are_exempt(fixed: dict[str, str], exempt: bool) -> None:
    f, _ = received({**WELCOME, **fixed}, talk(), rows=[])
    assert f.stay("v1").exempt(day(22)) is exempt
    assert not f.stay("v1").exempt(day(23))


test_case = run(__name__)
