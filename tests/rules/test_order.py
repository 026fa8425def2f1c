"""ORD-01 to ORD-03: what comes first."""

from __future__ import annotations

from typing import Any

from models.domain.facts import Facts
from tests.rules.cases import Made, case, run
from tests.rules.hands import CALL, received
from tests.weeks import facts, hosts, plan, sight, talk, tour, visit

# -- ORD-01: "通常按照“先参观交流、后安排游览”……的原则来安排"


def three_days(*requests: Any, **changes: Any) -> Facts:
    return facts(visit("v1", *requests, **{"depart": "23 18:00", **changes}))


@case("ORD-01", 0)
def business_then_sight() -> Made:
    f = three_days(talk(), sight())
    return f, plan(f, v1=[("talk", "22 09:00"), ("museum", "22 14:00")])


@case("ORD-01", 1)
def sight_then_business() -> Made:
    f = three_days(talk(), sight())
    return f, plan(f, v1=[("museum", "22 09:00"), ("talk", "22 14:00")])


@case("ORD-01", 2)
def each_sight_counts_once() -> Made:
    """Two sights before the last of two pieces of business; one of them before both."""
    f = three_days(talk(), tour(), sight(), {"kind": "shopping", "id": "buy"})
    return f, plan(f, v1=[("museum", "22 09:00"), ("talk", "22 14:00"), ("buy", "22 16:00"), ("tour", "23 09:00")])


@case("ORD-01", 0)
def day_of_arrival_is_exempt() -> Made:
    f = three_days(talk(), sight())
    return f, plan(f, v1=[("museum", "21 09:30"), ("talk", "22 14:00")])


@case("ORD-01", 1)
def whoever_is_received_on_the_day_of_arrival_is_received_first() -> Made:
    f = three_days(talk(), sight())
    return f, plan(f, v1=[("museum", "21 09:30"), ("talk", "21 14:00")])


@case("ORD-01", 0)
def sights_after_the_reception_on_the_day_of_arrival() -> Made:
    f = three_days(talk(), tour(), sight())
    return f, plan(f, v1=[("talk", "21 09:30"), ("museum", "21 14:00"), ("tour", "22 09:00")])


WELCOME = {"kind": "ceremony", "id": "honours", "occasion": "welcome", "place": "hall", "hosts": hosts()}


@case("ORD-01", 0)
def nobody_receives_before_a_welcome_whose_day_is_fixed() -> Made:
    rows = [("museum", "22 14:00"), ("honours", "23 09:30"), ("talk", "23 10:30")]
    return received({**WELCOME, "on": "2026-09-23"}, talk(), sight(), rows=rows)


@case("ORD-01", 1)
def a_sight_on_the_morning_of_the_fixed_welcome() -> Made:
    rows = [("museum", "23 09:30"), ("honours", "23 14:00"), ("talk", "23 15:00")]
    return received({**WELCOME, "on": "2026-09-23"}, talk(), sight(), rows=rows)


@case("ORD-01", 0)
def weekend_is_exempt() -> Made:
    f = three_days(talk(), sight(), arrive="25 08:00", depart="28 18:00")
    return f, plan(f, v1=[("museum", "26 09:30"), ("talk", "28 09:00")])


@case("ORD-01", 0)
def evening_is_exempt() -> Made:
    f = three_days(talk(), {"kind": "entertainment", "id": "show"})
    return f, plan(f, v1=[("show", "22 20:00"), ("talk", "23 09:00")])


@case("ORD-01", 1)
def signing_is_business() -> Made:
    f = three_days({"kind": "signing", "id": "sign", "leader": "boss"}, sight())
    return f, plan(f, v1=[("museum", "22 09:00"), ("sign", "22 11:30")])


ABBOT = {"kind": "call", "id": "abbot", "place": "temple", "hosts": hosts()}


def trip(*rows: tuple[str, str]) -> Made:
    """The temple is 110 minutes from the company, which the talks at home are on the next day."""
    return received(ABBOT, sight("temple", "temple"), talk(), rows=[*rows, ("talk", "23 10:00")])


@case("ORD-01", 0)
def a_far_sight_after_business_next_door() -> Made:
    return trip(("abbot", "22 11:00"), ("temple", "22 14:00"))


@case("ORD-01", 1)
def a_far_sight_before_business_next_door() -> Made:
    return trip(("temple", "22 10:30"), ("abbot", "22 14:00"))


@case("ORD-01", 1)
def a_far_sight_a_day_before_business_next_door() -> Made:
    return received(ABBOT, sight("temple", "temple"), rows=[("temple", "22 14:00"), ("abbot", "23 11:00")])


@case("ORD-01", 1)
def a_near_sight_after_business_next_door() -> Made:
    call = {**ABBOT, "place": "museum"}
    return received(call, sight(), talk(), rows=[("abbot", "22 11:00"), ("museum", "22 14:00"), ("talk", "23 10:00")])


# -- ORD-02: "“上午参观交流、下午游览”的原则"


@case("ORD-02", 0)
def business_in_the_morning() -> Made:
    f = three_days(talk(), sight())
    return f, plan(f, v1=[("talk", "22 09:00"), ("museum", "22 14:00")])


@case("ORD-02", 2)
def the_wrong_way_round() -> Made:
    f = three_days(talk(), sight())
    return f, plan(f, v1=[("museum", "22 09:00"), ("talk", "22 14:00")])


@case("ORD-02", 0)
def sight_on_the_morning_of_arrival() -> Made:
    f = three_days(talk(), sight())
    return f, plan(f, v1=[("museum", "21 09:30"), ("talk", "22 09:00")])


@case("ORD-02", 1)
def business_on_the_afternoon_of_arrival() -> Made:
    """Exempt days spare sights, not business: the morning was there for it."""
    f = three_days(talk())
    return f, plan(f, v1=[("talk", "21 14:00")])


@case("ORD-02", 0)
def an_afternoon_of_business_after_a_morning_of_it() -> Made:
    f = three_days(talk(), tour())
    return f, plan(f, v1=[("tour", "22 09:00"), ("talk", "22 14:00")])


@case("ORD-02", 2)
def two_in_the_afternoon_and_a_free_morning() -> Made:
    f = three_days(talk(), tour())
    return f, plan(f, v1=[("tour", "22 14:00"), ("talk", "22 15:30")])


def in_the_afternoon(arrive: str) -> Made:
    f = facts(visit("v1", talk(), arrive=arrive, depart="23 09:00"))
    return f, plan(f, v1=[("talk", "21 14:00")])


@case("ORD-02", 1)
def here_at_ten() -> Made:
    """Out at ten sharp: the morning was there."""
    return in_the_afternoon("21 09:50")


@case("ORD-02", 0)
def here_after_ten() -> Made:
    return in_the_afternoon("21 09:55")


@case("ORD-02", 0)
def a_morning_of_sights_on_a_day_without_business() -> Made:
    f = three_days(talk(), sight())
    return f, plan(f, v1=[("talk", "22 09:00"), ("museum", "23 09:00")])


@case("ORD-03", 0)
def prices_keep_the_order() -> Made:
    f = three_days(talk(), *(sight(f"s{k}", price=100) for k in range(9)))
    stay = f.stay("v1")
    sights = sum(stay.price(r) for r in stay.visit.requests if r.kind == "sight")
    assert stay.price(stay.visit.request("talk")) > sights
    return f, plan(f, v1=[("talk", "22 09:00")])


OPENING = {"kind": "ceremony", "id": "opening", "occasion": "opening", "place": "hall"}


@case("ORD-01", 1)
def sight_before_a_call_at_the_hosts() -> Made:
    return received(CALL, sight(), rows=[("museum", "22 09:00"), ("mayor", "22 14:00")])


@case("ORD-01", 0)
def sight_before_a_ceremony() -> Made:
    return received(OPENING, sight(), rows=[("museum", "22 09:00"), ("opening", "22 14:00")])


@case("ORD-02", 0)
def ceremony_in_the_morning_of_a_day_with_business() -> Made:
    rows = [("talk", "21 09:30"), ("opening", "22 09:00"), ("tour", "22 10:30")]
    return received(OPENING, talk(), tour(), rows=rows)


test_case = run(__name__)
