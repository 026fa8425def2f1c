"""STR-03, 07, 08: ways between steps, the bounds of the stay, moves just in time."""

from __future__ import annotations

from tests.rules.cases import Made, case, run
from tests.rules.hands import HONOURS, received, row
from tests.rules.structure.sound_plans import two_groups, two_sound_days
from tests.weeks import changed, facts, plan, shifted, sight, step, talk, visit, when, without

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


# -- STR-07, STR-08


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
    """They leave at 08:25, a quarter late; the last five minutes of the way lie behind the rush hour."""
    f, p = two_sound_days()
    return f, changed(p, "v1/meet-g1", depart=when("21 08:25"), arrive=when("21 09:05"))


@case("STR-08", 10)
def goes_home_late() -> Made:
    f, p = two_sound_days()
    return f, shifted(p, "v1/home-2026-09-21", 10)


@case("STR-08", 35)
def at_the_station_early() -> Made:
    """Half an hour early, before the rush hour, and five minutes slower than the road was then."""
    f, p = two_sound_days()
    return f, shifted(p, "v1/see_off-g1", -30)


def dinner_after_the_museum(*, hotel: str = "inn", to: str = "inn_dining") -> Made:
    """At the museum until 16:00; the inn and its restaurant are 35 minutes away; dinner at 18:30."""
    f = facts(visit("v1", sight(), depart="23 09:00", hotel=hotel))
    return f, plan(f, v1=[("hotel", hotel), ("museum", "22 14:30"), ("dinner", "22 18:30", {"place": to})])


@case("STR-03", 0)
@case("STR-08", 0)
def to_dinner_at_the_own_hotel_at_once() -> Made:
    f, p = dinner_after_the_museum()
    ride = row(p, "to-dinner-2026-09-22")
    assert (ride.depart, ride.arrive) == (when("22 16:00"), when("22 16:35"))
    return f, p


@case("STR-08", 20)
def to_dinner_at_the_own_hotel_late() -> Made:
    f, p = dinner_after_the_museum()
    return f, shifted(p, "v1/to-dinner-2026-09-22", 20)


@case("STR-08", 5)
def to_dinner_at_the_own_hotel_slowly() -> Made:
    f, p = dinner_after_the_museum()
    return f, changed(p, "v1/to-dinner-2026-09-22", arrive=when("22 16:40"))


@case("STR-08", 0)
def to_dinner_at_a_hotel_that_is_not_theirs_in_time() -> Made:
    f, p = dinner_after_the_museum(hotel="grand")
    assert row(p, "to-dinner-2026-09-22").arrive == when("22 18:25")
    return f, p


@case("STR-08", 110)
def to_dinner_at_a_hotel_that_is_not_theirs_at_once() -> Made:
    """There at 16:35 instead of 18:25."""
    f, p = dinner_after_the_museum(hotel="grand")
    return f, changed(p, "v1/to-dinner-2026-09-22", depart=when("22 16:00"), arrive=when("22 16:35"))


@case("STR-03", 0)
@case("STR-08", 0)
def from_the_honours_to_the_own_hotel() -> Made:
    """From the station they go at once when the honours are over, and wait for their rooms at the inn."""
    return received(HONOURS, rows=[("honours", "21 12:00"), ("check_in", "21 14:00")], arrive="21 11:40")


PRESS = {"kind": "ceremony", "id": "press", "occasion": "press", "place": "rail"}


@case("STR-03", 0)
@case("STR-08", 0)
def from_the_honours_and_to_the_press() -> Made:
    rows = [("honours", "21 08:30"), ("talk", "21 10:00"), ("press", "22 16:30")]
    return received(HONOURS, PRESS, talk(), rows=rows)


@case("STR-03", 0)
def honours_as_soon_as_they_are_out() -> Made:
    """They are out at 08:10."""
    return received(HONOURS, talk(), rows=[("honours", "21 08:15"), ("talk", "21 10:00")])


@case("STR-08", 15)
def a_quarter_too_early_to_the_press() -> Made:
    f, p = received(PRESS, rows=[("press", "22 16:30")])
    early = step(p, "see_off")
    return f, shifted(p, early.id, -15)


test_case = run(__name__)
