"""STR-02, 04, 05: lengths, parts of the day, times that the guests fixed."""

from __future__ import annotations

from tests.rules.cases import Made, case, run
from tests.rules.structure.sound_plans import DAYS, two_sound_days, week
from tests.weeks import changed, facts, hosts, plan, talk, visit, when

# -- STR-02


@case("STR-02", 15)
def exchange_cut_short() -> Made:
    f, p = two_sound_days()
    return f, changed(p, "v1/talk", end=when("21 10:30"))


@case("STR-02", 0)
def packed_lunch() -> Made:
    f = week()
    packed = {"dining_room": None, "place": "site", "end": when("22 12:30")}
    return f, plan(f, v1=[*DAYS[:5], ("lunch", "22 12:00", packed)])


@case("STR-02", 30)
def packed_lunch_too_long() -> Made:
    f = week()
    return f, plan(f, v1=[*DAYS[:5], ("lunch", "22 12:00", {"dining_room": None, "place": "site"})])


@case("STR-02", 2)
def tour_stop_shifted() -> Made:
    """One stop is missing where it should be, and one is where it should not be."""
    f, p = two_sound_days()
    (tour_,) = (item for item in p.items if item.id == "v1/tour")
    first, second = tour_.stops
    return f, changed(p, "v1/tour", stops=(first, second.replace(start=second.start + 5, end=second.end + 5)))


@case("STR-02", 0)
def longest_rest() -> Made:
    f = facts(visit("v1", talk()))
    return f, plan(f, v1=[("talk", "21 09:15"), ("rest", "21 14:00", {"end": when("21 17:00")})])


@case("STR-02", 5)
def rest_too_long() -> Made:
    f = facts(visit("v1", talk()))
    return f, plan(f, v1=[("talk", "21 09:15"), ("rest", "21 14:00", {"end": when("21 19:35")})])


# -- STR-04


@case("STR-04", 1)
def four_in_a_morning() -> Made:
    calls = [{"kind": "photo", "id": f"p{k}"} for k in range(4)]
    f = facts(visit("v1", *calls))
    return f, plan(f, v1=[(f"p{k}", f"21 {9 + k // 2}:{15 + 30 * (k % 2)}") for k in range(4)])


@case("STR-04", 0)
def three_in_a_morning() -> Made:
    f = facts(visit("v1", *({"kind": "photo", "id": f"p{k}"} for k in range(3))))
    return f, plan(f, v1=[("p0", "21 09:15"), ("p1", "21 10:00"), ("p2", "21 10:30")])


def short_calls(number: int, rows: int) -> Made:
    """A visit of two half-days that asks for so many calls of half an hour; the first few of them in its morning."""
    calls = [{"kind": "call", "id": f"c{k}", "place": "museum", "minutes": 30, "hosts": hosts()} for k in range(number)]
    f = facts(visit("v1", *calls, arrive="21 08:00", depart="21 18:00"))
    return f, plan(f, v1=[(f"c{k}", f"21 {9 + k * 40 // 60:02}:{k * 40 % 60:02}") for k in range(rows)])


@case("STR-04", 0)
def five_short_calls_of_many() -> Made:
    return short_calls(6, 5)


@case("STR-04", 1)
def six_short_calls_of_many() -> Made:
    return short_calls(6, 6)


@case("STR-04", 1)
def dinner_and_banquet() -> Made:
    f = week()
    return f, plan(f, v1=[*DAYS[:5], ("dinner", "21 20:15")])


@case("STR-04", 1)
def exchange_after_dinner() -> Made:
    f = facts(visit("v1", talk()))
    return f, plan(f, v1=[("dinner", "21 17:30"), ("talk", "21 19:30")])


@case("STR-04", 1)
def opera_in_the_afternoon() -> Made:
    f = facts(visit("v1", {"kind": "entertainment", "id": "show"}))
    return f, plan(f, v1=[("show", "21 14:00"), ("dinner", "21 18:00")])


@case("STR-04", 1)
def rest_in_the_morning() -> Made:
    f = facts(visit("v1", talk()))
    return f, plan(f, v1=[("rest", "21 09:30"), ("lunch", "21 12:00")])


# -- STR-05


def fixed(**changes: object) -> Made:
    f = facts(visit("v1", talk(**changes)))
    return f, plan(f, v1=[("talk", "21 09:15")])


@case("STR-05", 0)
def at_the_fixed_time() -> Made:
    return fixed(at=when("21 09:15"))


@case("STR-05", 15)
def off_the_fixed_time() -> Made:
    return fixed(at=when("21 09:30"))


@case("STR-05", 0)
def earliest_kept() -> Made:
    return fixed(earliest="09:15", latest="09:15", on="2026-09-21")


@case("STR-05", 15)
def before_the_earliest() -> Made:
    return fixed(earliest="09:30")


@case("STR-05", 5)
def after_the_latest() -> Made:
    return fixed(latest="09:10")


@case("STR-05", 885)
def on_another_day() -> Made:
    """From 09:15 to midnight."""
    return fixed(on="2026-09-22")


test_case = run(__name__)
