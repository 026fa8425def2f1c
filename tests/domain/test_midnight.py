"""What straddles midnight: days and nights of a stay, and to which day items and moves belong."""

from __future__ import annotations

import pytest

from models.domain.night_runs import night_runs
from models.domain.plan import Move, Night, RoomBooking
from tests.weeks import day, facts, group, plan, talk, visit, when


def stay_of(arrive: str, depart: str, **changes):
    return facts(visit("v1", groups=[group("g1", arrive, depart, **changes)])).stay("v1")


@pytest.mark.parametrize(
    ("arrive", "depart", "days"),
    [
        ("21 08:00", "22 18:00", (21, 22)),
        ("21 00:20", "22 18:00", (20, 21, 22)),  # out at 00:30: they sleep here the night before
        ("21 05:30", "22 18:00", (20, 21, 22)),
        ("21 05:55", "22 18:00", (21, 22)),  # out at 06:05
        ("21 08:00", "22 23:50", (21, 22)),
        ("21 08:00", "23 00:20", (21, 22)),  # at the station at 23:40
        ("21 08:00", "23 00:40", (21, 22)),  # at the station at midnight, set off before
        ("21 08:00", "23 00:50", (21, 22)),  # from every hotel they set off before midnight
        ("21 08:00", "23 01:10", (21, 22, 23)),
        ("21 08:00", "23 03:00", (21, 22, 23)),
        ("21 23:50", "22 18:00", (21, 22)),
    ],
)
def test_days_of_a_stay(arrive, depart, days):
    stay = stay_of(arrive, depart)
    assert stay.days == tuple(day(number) for number in days)
    assert stay.nights == stay.days[:-1]


def test_the_way_from_the_farthest_hotel_counts_not_that_of_a_hotel_out_of_town():
    near = stay_of("21 08:00", "23 00:52")  # rail 10 min from the inn, 15 from the grand
    assert near.days[-1] == day(22)
    wished = facts(visit("v1", hotel="inn", groups=[group("g1", "21 08:00", "23 00:52")])).stay("v1")
    assert wished.days[-1] == day(23)


def test_groups_leave_in_the_order_in_which_they_are_due():
    groups = [group("g1", "21 08:00", "23 00:45"), group("g2", "21 08:00", "23 02:20", by="air")]
    made = facts(visit("v1", groups=[{**groups[0], "members": ["m1", "m2"]}, {**groups[1], "members": ["m3"]}]))
    first, last = made.stay("v1").groups
    assert first.deadline < last.deadline
    assert first.leaves <= last.leaves


def test_who_sleeps_here_is_asked_group_by_group():
    early = {**group("g1", "21 08:00", "23 00:40"), "members": ["m1", "m2"]}
    late = {**group("g2", "22 00:10", "24 18:00"), "members": ["m3"]}
    stay = facts(visit("v1", groups=[early, late])).stay("v1")
    assert [stay.sleeping(number) for number in stay.nights] == [(), ("g2",), ("g2",)]


@pytest.mark.parametrize(
    ("kind", "target", "depart", "number"),
    [
        ("transfer", "inn", "22 00:20", 21),  # the way home ends the evening
        ("transfer", "temple", "22 05:20", 22),  # a sunrise
        ("transfer", "inn", "22 21:00", 22),
        ("pick_up", "inn", "22 00:40", 21),
        ("see_off", "rail", "22 23:50", 22),
        ("see_off", "rail", "23 00:05", 22),
    ],
)
def test_the_day_of_a_move(kind, target, depart, number):
    made = facts(visit("v1", groups=[group("g1", "22 00:30", "23 00:50")]))
    at_night = {"id": "x", "visit": "v1", "kind": kind, "origin": "site", "target": target}
    move = Move.model_validate({**at_night, "depart": when(depart), "arrive": when(depart) + 30})
    assert made.day_of(move) == day(number)


def test_a_check_in_after_midnight_belongs_to_the_day_of_arrival():
    made = facts(visit("v1", talk(), groups=[group("g1", "22 00:10", "23 18:00")]))
    p = plan(made, v1=[("check_in", "22 00:50"), ("talk", "22 10:00")])
    assert [made.day_of(item) for item in p.items] == [day(21), day(22)]


def test_nights_in_a_row():
    twin = (RoomBooking(kind="twin", count=1),)
    nights = [Night(visit="v1", day=day(number), hotel="inn", rooms=twin) for number in (21, 22, 24)]
    nights += [Night(visit="v1", day=day(23), hotel="inn", rooms=twin, groups=("g1",))]
    runs = [[night.day.day for night in run] for run in night_runs(reversed(nights))]
    assert runs == [[21, 22], [23], [24]]
