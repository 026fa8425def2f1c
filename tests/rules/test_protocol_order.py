"""ORD-07, 10: the order of protocol between the items of one host, and the first meeting."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, run
from tests.weeks import banquet, facts, hosts, plan, talk, visit, with_offices

WELCOME = {"kind": "ceremony", "id": "honours", "occasion": "welcome", "place": "hall", "hosts": hosts()}
FAREWELL = {"kind": "ceremony", "id": "goodbye", "occasion": "farewell", "place": "hall", "hosts": hosts()}
PRESS = {"kind": "ceremony", "id": "press", "occasion": "press", "place": "hall", "hosts": hosts()}
OPENING = {"kind": "ceremony", "id": "opening", "occasion": "opening", "place": "hall", "hosts": hosts()}
CALL = {"kind": "call", "id": "mayor", "place": "city", "hosts": hosts()}
SIGN = {"kind": "signing", "id": "sign", "place": "city", "hosts": hosts()}
OTHER_SIGN = {**SIGN, "hosts": [{"name": "李敏", "organisation": "部委"}]}


def feast(id: str = "welcome", *names: str, **asked: Any) -> dict[str, Any]:
    return banquet(id, restaurant="city", hosts=hosts(*names), **asked)


def held(*rows: Any, requests: list[dict[str, Any]]) -> Made:
    f = facts(visit("v1", *requests, depart="23 18:00"), company=with_offices())
    return f, plan(f, v1=list(rows))


@case("ORD-07", 0)
def met_before_dinner() -> Made:
    return held(("mayor", "21 15:00"), ("welcome", "21 18:00"), requests=[CALL, feast()])


@case("ORD-07", 1)
def dinner_the_evening_before() -> Made:
    return held(("welcome", "21 18:00"), ("mayor", "22 09:30"), requests=[CALL, feast()])


@case("ORD-07", 0)
def another_host_gives_the_dinner() -> Made:
    return held(("welcome", "21 18:00"), ("mayor", "22 09:30"), requests=[CALL, feast("welcome", "李敏")])


@case("ORD-07", 0)
def one_meeting_before_dinner_is_enough() -> Made:
    more = talk("more", place="city", hosts=hosts())
    return held(("mayor", "21 15:00"), ("welcome", "21 18:00"), ("more", "22 09:30"), requests=[CALL, feast(), more])


@case("ORD-07", 2)
def honours_after_the_call_and_the_dinner() -> Made:
    rows = [("mayor", "21 15:00"), ("welcome", "21 18:00"), ("honours", "22 09:00")]
    return held(*rows, requests=[WELCOME, CALL, feast()])


@case("ORD-07", 1)
def signing_before_the_call() -> Made:
    return held(("sign", "21 10:00"), ("mayor", "21 15:00"), requests=[CALL, SIGN])


@case("ORD-07", 1)
def another_hosts_signing_before_anybody_is_met() -> Made:
    """A ministry signs on the day of arrival, the mayor receives the guests on the next."""
    return held(("sign", "21 10:00"), ("mayor", "22 15:00"), requests=[CALL, OTHER_SIGN])


@case("ORD-07", 0)
def another_hosts_signing_after_the_call() -> Made:
    return held(("mayor", "21 15:00"), ("sign", "22 10:00"), requests=[CALL, OTHER_SIGN])


@case("ORD-07", 0)
def another_hosts_signing_whose_day_is_fixed() -> Made:
    sign = {**OTHER_SIGN, "on": "2026-09-21"}
    return held(("sign", "21 10:00"), ("mayor", "22 15:00"), requests=[CALL, sign])


@case("ORD-07", 1)
def another_hosts_signing_before_the_honours() -> Made:
    return held(("sign", "21 10:00"), ("honours", "22 15:00"), requests=[WELCOME, OTHER_SIGN])


@case("ORD-07", 1)
def press_before_the_signing() -> Made:
    return held(("press", "21 10:00"), ("sign", "21 15:00"), requests=[SIGN, PRESS])


@case("ORD-07", 1)
def the_party_the_night_before_the_opening() -> Made:
    return held(("welcome", "21 18:00"), ("opening", "22 09:30"), requests=[OPENING, feast()])


@case("ORD-07", 1)
def sent_off_before_the_call() -> Made:
    return held(("goodbye", "21 10:00"), ("mayor", "22 09:30"), requests=[CALL, FAREWELL])


@case("ORD-07", 1)
def a_leader_of_ours_dines_before_the_call_on_him() -> Made:
    asked = [{"kind": "call", "id": "boss", "leader": "boss"}, banquet(occasion="thanks", host="boss")]
    return held(("welcome", "21 18:00"), ("boss", "22 09:30"), requests=asked)


@case("ORD-07", 0)
def as_the_visit_asks() -> Made:
    asked = [{**CALL, "after": "welcome"}, feast()]
    return held(("welcome", "21 18:00"), ("mayor", "22 09:30"), requests=asked)


@case("ORD-07", 0)
def our_own_welcome_dinner_on_the_evening_of_arrival() -> Made:
    dinner = banquet("welcome", "welcome", host="boss")
    f = facts(visit("v1", talk(leader="boss"), dinner, depart="23 18:00"))
    return f, plan(f, v1=[("welcome", "21 18:00"), ("talk", "22 09:30")])


@case("ORD-07", 1)
def a_colleague_of_the_host_before_the_honours() -> Made:
    call = {**CALL, "hosts": hosts("李敏")}
    return held(("mayor", "21 15:00"), ("honours", "22 09:00"), requests=[WELCOME, call])


@case("ORD-07", 0)
def another_organisation_before_the_honours() -> Made:
    call = {**CALL, "hosts": [{"name": "李敏", "organisation": "大学"}]}
    return held(("mayor", "21 15:00"), ("honours", "22 09:00"), requests=[WELCOME, call])


@case("ORD-07", 1)
def thanks_for_a_dinner_that_is_still_to_come() -> Made:
    thanks = banquet("thanks", "thanks", restaurant="hall", hosts=[{"name": "大使", "organisation": "使馆"}])
    return held(("thanks", "21 18:00"), ("welcome", "22 18:00"), requests=[feast(), thanks])


@case("ORD-07", 0)
def thanks_for_the_dinner_of_the_day_before() -> Made:
    thanks = banquet("thanks", "thanks", restaurant="hall", hosts=[{"name": "大使", "organisation": "使馆"}])
    return held(("welcome", "21 18:00"), ("thanks", "22 18:00"), requests=[feast(), thanks])


# -- ORD-07, at the place of an event

SHOW = {"kind": "performance", "id": "show", "place": "hall", "minutes": 60}
AT_HALL = {**CALL, "place": "hall"}
UNIVERSITY = [{"name": "校长", "organisation": "大学"}]
LECTURE = talk("lecture", place="hall", minutes=60, hosts=UNIVERSITY)


@case("ORD-07", 1)
def received_at_the_lecture_after_it() -> Made:
    return held(("lecture", "21 10:00"), ("mayor", "21 11:15"), requests=[LECTURE, AT_HALL])


@case("ORD-07", 0)
def received_at_the_lecture_before_it() -> Made:
    return held(("mayor", "21 10:00"), ("lecture", "21 10:45"), requests=[LECTURE, AT_HALL])


@case("ORD-07", 0)
def received_there_on_another_day() -> Made:
    return held(("lecture", "21 10:00"), ("mayor", "22 10:00"), requests=[LECTURE, AT_HALL])


@case("ORD-07", 0)
def received_elsewhere_after_the_lecture() -> Made:
    return held(("lecture", "21 10:00"), ("mayor", "21 15:00"), requests=[LECTURE, CALL])


@case("ORD-07", 0)
def a_colleague_received_after_talks_of_his_organisation() -> Made:
    """One house: who receives after the talks of another of its people opens nothing."""
    talks = talk("talks", place="hall", minutes=60, hosts=hosts("李敏"))
    return held(("talks", "21 10:00"), ("mayor", "21 11:15"), requests=[talks, AT_HALL])


@case("ORD-07", 1)
def received_after_the_opening() -> Made:
    opening = {**OPENING, "hosts": hosts("李敏")}
    return held(("opening", "21 10:00"), ("mayor", "21 10:45"), requests=[opening, AT_HALL])


@case("ORD-07", 1)
def received_after_the_show() -> Made:
    return held(("show", "21 10:00"), ("mayor", "21 11:15"), requests=[SHOW, AT_HALL])


@case("ORD-07", 0)
def after_the_lecture_as_the_visit_asks() -> Made:
    asked = [LECTURE, {**AT_HALL, "after": "lecture"}]
    return held(("lecture", "21 10:00"), ("mayor", "21 11:15"), requests=asked)


# -- ORD-10


@case("ORD-10", 0)
def the_mayor_on_the_second_day() -> Made:
    return held(("mayor", "22 15:00"), requests=[CALL])


@case("ORD-10", 1)
def the_mayor_on_the_third_day() -> Made:
    return held(("mayor", "23 09:30"), requests=[CALL])


@case("ORD-10", 0)
def one_host_on_the_first_day_is_enough() -> Made:
    more = talk("more", place="city", hosts=hosts("李敏"))
    return held(("mayor", "21 15:00"), ("more", "23 09:30"), requests=[CALL, more])


@case("ORD-10", 0)
def talks_of_our_own_may_be_later() -> Made:
    return held(("talk", "23 09:30"), requests=[talk()])


@case("ORD-10", 0)
def on_the_day_that_the_mayor_has() -> Made:
    return held(("mayor", "23 09:30"), requests=[{**CALL, "on": "2026-09-23"}])


@case("ORD-10", 0)
def after_a_welcome_whose_day_is_fixed() -> Made:
    rows = [("honours", "23 09:30"), ("mayor", "23 10:30")]
    return held(*rows, requests=[{**WELCOME, "on": "2026-09-23"}, CALL])


@case("ORD-10", 0)
def the_monday_after_a_landing_on_saturday() -> Made:
    f = facts(visit("v1", CALL, arrive="26 09:00", depart="29 18:00"), company=with_offices())
    return f, plan(f, v1=[("mayor", "28 15:00")])


# -- ORD-10a

OUR_BOSS = {"kind": "call", "id": "boss", "leader": "boss"}


@case("ORD-10a", 0)
def the_boss_on_the_second_day() -> Made:
    return held(("boss", "22 15:00"), requests=[OUR_BOSS])


@case("ORD-10a", 1)
@case("ORD-10", 0)
def the_boss_on_the_third_day() -> Made:
    return held(("boss", "23 09:30"), requests=[OUR_BOSS])


@case("ORD-10a", 0)
def on_the_day_that_the_boss_has() -> Made:
    return held(("boss", "23 09:30"), requests=[{**OUR_BOSS, "on": "2026-09-23"}])


@case("ORD-10a", 0)
def the_mayor_is_no_leader_of_ours() -> Made:
    return held(("mayor", "23 09:30"), requests=[CALL])


test_case = run(__name__)
