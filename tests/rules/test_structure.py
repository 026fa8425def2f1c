"""STR: the truths that every plan has."""

from __future__ import annotations

from models.domain.facts import Facts
from models.domain.plan import LeftOut, Plan
from tests.rules.cases import Made, case, run
from tests.weeks import (
    banquet,
    changed,
    company,
    facts,
    group,
    members,
    place,
    plan,
    shifted,
    sight,
    step,
    talk,
    tour,
    visit,
    when,
    without,
)

DAYS = (
    ("talk", "21 09:15"),
    ("tour", "21 11:00"),
    ("lunch", "21 12:30"),
    ("museum", "21 14:30"),
    ("welcome", "21 18:00"),
    ("lunch", "22 12:00"),
)


def week(**changes: object) -> Facts:
    return facts(visit("v1", talk(), tour(), banquet(), sight(), **changes))


@case("STR-01", 0)
@case("STR-02", 0)
@case("STR-03", 0)
@case("STR-04", 0)
@case("STR-05", 0)
@case("STR-06", 0)
@case("STR-07", 0)
@case("STR-08", 0)
@case("STR-09", 0)
@case("PACE-03", 0)
@case("PACE-04", 0)
def two_sound_days() -> Made:
    f = week()
    return f, plan(f, v1=DAYS)


@case("STR-01", 0)
@case("STR-03", 0)
@case("STR-06", 0)
@case("STR-08", 0)
@case("ARR-03", 0)
@case("ARR-05", 0)
@case("ARR-07", 0)
def two_groups() -> Made:
    """The second comes at ten and leaves two hours before the first."""
    here = [group("g1", members=["m1"]), group("g2", "21 10:00", "22 16:00")]
    f = facts(visit("v1", talk(), tour(), groups=here))
    rows = [("talk", "21 09:15"), ("lunch", "21 12:00"), ("dinner", "21 18:00"), ("tour", "22 09:00")]
    return f, plan(f, v1=[*rows, ("lunch", "22 12:00")])


@case("STR-03", 0)
@case("STR-06", 0)
def late_group_sleeps_first() -> Made:
    """It comes after the last item of the day: to the hotel, and is there in the morning."""
    here = [group("g1", members=["m1"]), group("g2", "21 20:00")]
    f = facts(visit("v1", talk(), tour(), groups=here))
    return f, plan(f, v1=[("talk", "21 09:15"), ("lunch", "21 12:00"), ("dinner", "21 18:00"), ("tour", "22 09:00")])


# -- STR-01


@case("STR-01", 1)
def planned_and_left_out() -> Made:
    f, p = two_sound_days()
    return f, p.replace(left_out=(LeftOut(visit="v1", request="talk"),))


@case("STR-01", 1)
def forgotten() -> Made:
    f, p = two_sound_days()
    return f, without(p, "v1/museum")


@case("STR-01", 1)
def unknown_person() -> Made:
    f, p = two_sound_days()
    duty = {"role": "escort", "person": "nobody", "start": when("21 11:00"), "end": when("21 12:15")}
    return f, changed(p, "v1/tour", duties=(duty,))


@case("STR-01", 1)
def unknown_visit() -> Made:
    f, p = two_sound_days()
    return f, p.replace(left_out=(*p.left_out, LeftOut(visit="v9", request="talk")))


@case("STR-01", 1)
def same_id_twice() -> Made:
    f, p = two_sound_days()
    return f, changed(p, "v1/lunch-2026-09-22", id="v1/lunch-2026-09-21")


@case("STR-01", 1)
def dining_room_of_another_house() -> Made:
    f, p = two_sound_days()
    return f, changed(p, "v1/lunch-2026-09-22", dining_room="p2")


@case("STR-01", 0)
def gift_takes_no_time() -> Made:
    f = facts(visit("v1", talk(), {"kind": "gift", "id": "vase", "what": "花瓶"}))
    return f, plan(f, v1=[("talk", "21 09:15")])


@case("STR-01", 1)
def lunch_that_is_not_owed() -> Made:
    f = facts(visit("v1", talk(), provides={"meals": False}))
    return f, plan(f, v1=[("talk", "21 09:15"), ("lunch", "21 12:00")])


@case("STR-01", 0)
def sight_of_the_planners_choice() -> Made:
    f = facts(visit("v1", talk(), sights="planner"))
    return f, plan(f, v1=[("talk", "21 09:15"), ("sight:museum", "21 14:00")])


@case("STR-01", 1)
def sight_nobody_asked_for() -> Made:
    f = facts(visit("v1", talk()))
    return f, plan(f, v1=[("talk", "21 09:15"), ("sight:museum", "21 14:00")])


@case("STR-01", 1)
def sight_that_was_refused() -> Made:
    f = facts(visit("v1", talk(), sights="planner", refused=["museum"]))
    return f, plan(f, v1=[("talk", "21 09:15"), ("sight:museum", "21 14:00")])


@case("STR-01", 1)
def unlisted_sight() -> Made:
    f = facts(visit("v1", talk(), sights="planner"), company=company(places=place("museum", listed=False)))
    return f, plan(f, v1=[("talk", "21 09:15"), ("sight:museum", "21 14:00")])


@case("STR-01", 1)
def check_in_on_the_second_day() -> Made:
    f = facts(visit("v1", talk()))
    return f, plan(f, v1=[("talk", "21 09:15"), ("check_in", "22 14:00")])


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


# -- STR-03


@case("STR-03", 1)
def no_way_to_the_museum() -> Made:
    f, p = two_sound_days()
    return f, without(p, "v1/to-museum")


@case("STR-03", 1)
def leaves_before_the_end() -> Made:
    f, p = two_sound_days()
    return f, changed(p, "v1/tour", end=when("21 12:25"))


@case("STR-03", 0)
def changeover_at_the_limit() -> Made:
    f, p = two_sound_days()
    return f, changed(p, "v1/talk", end=when("21 10:50"))


@case("STR-03", 1)
def changeover_too_short() -> Made:
    f, p = two_sound_days()
    return f, changed(p, "v1/talk", end=when("21 10:51"))


@case("STR-03", 1)
def drives_too_fast() -> Made:
    """Twenty minutes to the museum, five less in the plan."""
    f, p = two_sound_days()
    return f, changed(p, "v1/to-museum", depart=when("21 14:15"))


@case("STR-03", 1)
def rush_hour_forgotten() -> Made:
    """Arriving at 17:55 the way from the museum to the garden takes 35 minutes, not 25."""
    f, p = two_sound_days()
    return f, changed(p, "v1/to-welcome", depart=when("21 17:30"))


@case("STR-03", 1)
def no_time_to_settle() -> Made:
    f, p = two_sound_days()
    return f, shifted(p, "v1/to-museum", 5)


@case("STR-03", 1)
def wrong_origin() -> Made:
    f, p = two_sound_days()
    return f, changed(p, "v1/to-museum", origin="mall", depart=when("21 14:00"))


@case("STR-03", 1)
def stray_move() -> Made:
    f, p = two_sound_days()
    move = step(p, "transfer").replace(id="v1/stray", depart=when("21 10:50"), arrive=when("21 10:55"))
    return f, p.replace(moves=(*p.moves, move))


@case("STR-03", 1)
def not_brought_home() -> Made:
    f, p = two_sound_days()
    return f, without(p, "v1/home-2026-09-21")


@case("STR-03", 1)
def late_group_not_met() -> Made:
    f, p = two_groups()
    return f, without(p, "v1/meet-g2")


@case("STR-03", 1)
def late_group_comes_too_late() -> Made:
    f, p = two_groups()
    return f, shifted(p, "v1/meet-g2", 80)


@case("STR-03", 1)
def early_group_leaves_before_the_end() -> Made:
    f, p = two_groups()
    return f, changed(p, "v1/see_off-g2", depart=when("22 12:30"))


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


def signing(start: str) -> Made:
    sign = {"kind": "signing", "id": "sign", "leader": "boss", "after": "talk"}
    f = facts(visit("v1", talk(), sign))
    return f, plan(f, v1=[("talk", "21 09:15"), ("sign", start)])


@case("STR-05", 0)
def signing_after_the_talk() -> Made:
    return signing("21 11:00")


@case("STR-05", 120)
def signing_before_the_talk() -> Made:
    return signing("21 08:45")


# -- STR-06


@case("STR-06", 1)
def group_left_behind() -> Made:
    f, p = two_groups()
    return f, changed(p, "v1/dinner-2026-09-21", groups=("g1",))


@case("STR-06", 1)
def wrong_people_in_the_car() -> Made:
    f, p = two_groups()
    return f, changed(p, "v1/to-tour", groups=("g1",))


@case("STR-06", 1)
def exchange_without_the_guest_of_honour() -> Made:
    here = [group("g1", members=["m2", "m3"]), group("g2", "21 10:00", members=["m1"])]
    f = facts(visit("v1", talk(), members=members(3), groups=here))
    return f, plan(f, v1=[("talk", "21 09:15"), ("lunch", "21 12:00")])


# -- STR-07, STR-08, STR-09


@case("STR-07", 35)
def ends_after_the_deadline() -> Made:
    """At the station by 17:20; the exchange ends at 17:55."""
    f = facts(visit("v1", talk()))
    return f, changed(plan(f, v1=[("talk", "22 16:00")]), "v1/talk", start=when("22 16:25"), end=when("22 17:55"))


@case("STR-08", 10)
def transfer_too_early() -> Made:
    f, p = two_sound_days()
    return f, shifted(p, "v1/to-museum", -10)


@case("STR-08", 5)
def dawdles() -> Made:
    f, p = two_sound_days()
    return f, changed(p, "v1/to-museum", depart=when("21 14:05"))


@case("STR-08", 15)
def guests_wait_at_the_station() -> Made:
    """They leave at 08:25, when the way to the company takes 35 minutes: until the rush hour ends, at 09:00."""
    f, p = two_sound_days()
    return f, changed(p, "v1/meet-g1", depart=when("21 08:25"), arrive=when("21 09:00"))


@case("STR-08", 10)
def goes_home_late() -> Made:
    f, p = two_sound_days()
    return f, shifted(p, "v1/home-2026-09-21", 10)


@case("STR-08", 40)
def at_the_station_early() -> Made:
    """Half an hour early, before the rush hour, and ten minutes slower than the road was then."""
    f, p = two_sound_days()
    return f, shifted(p, "v1/see_off-g1", -30)


@case("STR-09", 1)
def not_the_room_asked_for() -> Made:
    f = facts(visit("v1", talk(room="r2")))
    return f, plan(f, v1=[("talk", "21 09:15", {"room": "r1"})])


@case("STR-09", 1)
def rest_in_another_hotel() -> Made:
    f = facts(visit("v1", talk()))
    return f, plan(f, v1=[("talk", "21 09:15"), ("rest", "21 14:00", {"place": "grand"})])


@case("STR-09", 1)
def banquet_in_the_canteen() -> Made:
    f = week()
    return f, plan(f, v1=[*DAYS[:4], ("welcome", "21 18:00", {"place": "canteen"}), DAYS[5]])


@case("STR-09", 1)
def packed_lunch_on_the_moon() -> Made:
    """Packed is eaten where the guests are, not somewhere on the way."""
    f = week()
    packed = {"dining_room": None, "place": "mall", "end": when("22 12:30")}
    return f, plan(f, v1=[*DAYS[:5], ("lunch", "22 12:00", packed)])


def test_a_plan_without_items_is_sound() -> None:
    f = week()
    p = plan(f, v1=[])
    assert isinstance(p, Plan)
    assert [m.kind for m in p.moves] == ["pick_up", "see_off"]


test_case = run(__name__)
