"""CAR-03, CAR-04, CAR-04a, CAR-04b, CAR-06, CAR-06a: drivers and the days of vehicles."""

from __future__ import annotations

from typing import Any

from models.domain.facts import Facts
from models.domain.plan import Plan
from models.rules.core.true_labels import as_it_is
from tests.rules.cases import Made, case, run
from tests.rules.hands import everywhere, with_ride
from tests.weeks import company, facts, group, members, place, plan, sight, step, talk, visit


def trip(**changes: Any) -> Made:
    """Return a talk on Monday, lunch on Tuesday; moves: pick-up, home, out, see-off."""
    f = facts(visit("v1", talk()), **changes)
    return f, plan(f, v1=[("talk", "21 09:30"), ("lunch", "22 12:00")])


# -- CAR-03


@case("CAR-03", 0)
@case("CAR-04", 0)
def one_car_one_driver() -> Made:
    f, p = trip()
    return f, everywhere(p, vehicle="car1", driver="d1")


@case("CAR-03", 4)
def licence_for_another_class() -> Made:
    f, p = trip()
    return f, everywhere(p, vehicle="bus1", driver="d1")


@case("CAR-03", 4)
def nobody_drives() -> Made:
    f, p = trip()
    return f, everywhere(p, vehicle="car1")


def far_away(minutes: int, **numbers: int) -> Made:
    """Return a sight so far away; the road from the company, too."""
    ways = [w if "temple" not in (w.a, w.b) else w.replace(minutes=minutes) for w in company().ways]
    f = facts(
        visit("v1", sight("temple", "temple")),
        company=company(places=place("temple")).replace(ways=ways),
        rules={"CAR-03": {"numbers": numbers}},
    )
    p = plan(f, v1=[("temple", "21 14:00"), ("lunch", "22 12:00")])
    return f, everywhere(p, vehicle="car1", driver="d1")


@case("CAR-03", 0)
def four_hours_with_breaks() -> Made:
    """To the station 35, half an hour there, 150 out, two hours there, 150 back."""
    return far_away(150)


@case("CAR-03", 1)
def eight_hours_in_a_day_are_too_many() -> Made:
    return far_away(200, longest=300)


@case("CAR-03", 1)
def four_hours_without_a_break() -> Made:
    """Here a break counts from 400 minutes on: the day is one stretch of 35 + 110 + 110 + 20."""
    return far_away(110, pause=400, longest=240)


# -- CAR-04


@case("CAR-04", 1)
def another_car_for_the_see_off() -> Made:
    f, p = trip()
    p = everywhere(p, vehicle="car1", driver="d1")
    return f, with_ride(p, step(p, "see_off").id, {"vehicle": "mpv1", "driver": "d1"})


@case("CAR-04", 2)
def another_car_and_driver_for_the_see_off() -> Made:
    f, p = trip()
    p = everywhere(p, vehicle="car1", driver="d1")
    return f, with_ride(p, step(p, "see_off").id, {"vehicle": "mpv1", "driver": "d2"})


@case("CAR-04", 2)
def hired_car_in_between() -> Made:
    """A hired one comes, and our own with its driver comes back; only vehicles that come count, and one driver."""
    f, p = trip()
    p = everywhere(p, vehicle="car1", driver="d1")
    return f, with_ride(p, step(p, "see_off").id, {"hired": "hired_mpv"}, {"vehicle": "bus1", "driver": "d3"})


# -- CAR-04b: two moves on Monday, two on Wednesday


def changed_at(*changed: int) -> Made:
    """Return the trip with another car and driver on some of its moves."""
    f, p = trip()
    p = everywhere(p, vehicle="car1", driver="d1")
    for k in changed:
        p = with_ride(p, p.moves[k].id, {"vehicle": "mpv1", "driver": "d2"})
    return f, p


@case("CAR-04b", 0)
def another_car_from_the_next_day_on() -> Made:
    return changed_at(2, 3)


@case("CAR-04b", 2)
def brought_by_one_and_fetched_by_another() -> Made:
    return changed_at(1, 2, 3)


@case("CAR-04b", 4)
def on_both_days() -> Made:
    return changed_at(1, 3)


@case("CAR-04b", 0)
def travel_groups_that_come_one_after_the_other() -> Made:
    """The second one is met by a car of its own, and the whole party goes home in it."""
    parted = [group("g1", members=["m1"]), group("g2", "21 09:00", members=["m2"])]
    f = facts(visit("v1", talk(), members=members(2), groups=parted))
    p = everywhere(plan(f, v1=[("talk", "21 10:30")]), vehicle="car1", driver="d1")
    late = [m.id for m in p.moves if m.depart > p.moves[0].depart]
    assert p.moves[1].kind == "pick_up"
    for id in late:
        p = with_ride(p, id, {"vehicle": "mpv1", "driver": "d2"})
    return f, p


# -- CAR-04a


def with_luggage(*changed: int) -> Made:
    """Met for a talk, then to the inn; out on the last day for a talk, then seen off: moves 1 and 3 reload luggage."""
    f = facts(visit("v1", talk(), talk("again")))
    p = everywhere(plan(f, v1=[("talk", "21 09:30"), ("again", "22 10:00")]), vehicle="mpv1", driver="d1")
    for k in changed:
        p = with_ride(p, p.moves[k].id, {"vehicle": "car1", "driver": "d1"})
    return f, as_it_is(f, p)


@case("CAR-04a", 0)
def luggage_in_one_car() -> Made:
    return with_luggage()


@case("CAR-04a", 1)
def another_car_before_the_check_in() -> Made:
    return with_luggage(1, 2, 3)


@case("CAR-04a", 0)
def another_car_after_the_check_out() -> Made:
    """The luggage was in the rooms overnight."""
    return with_luggage(2, 3)


@case("CAR-04a", 2)
def another_car_on_both_days() -> Made:
    return with_luggage(1, 3)


# -- CAR-06: the company is 0, the station 30, the inn 20


@case("CAR-06", 0)
def no_rides_no_empty_runs() -> Made:
    return trip()


@case("CAR-06", 35 + 20)
def empty_runs_of_one_day() -> Made:
    """Out to the station at the rush hour (30 becomes 35), later back from the inn (20)."""
    f, p = trip()
    for move in p.moves[:2]:
        p = with_ride(p, move.id, {"vehicle": "car1", "driver": "d1"})
    return f, p


@case("CAR-06", 35 + 20 + 55)
def a_day_longer_than_a_fair_share() -> Made:
    """From 07:05 to 12:00: 55 minutes beyond four hours."""
    f = facts(visit("v1", talk()), rules={"CAR-06": {"numbers": {"fair": 240}}})
    p: Plan = plan(f, v1=[("talk", "21 09:45")])
    for move in p.moves[:2]:
        p = with_ride(p, move.id, {"vehicle": "car1", "driver": "d1"})
    return f, p


# -- CAR-06a: three drivers


def after_some_weeks(**drives: tuple[int, int]) -> Made:
    """Return four rides of d1; minutes and nights of the weeks before by driver."""
    f, p = one_car_one_driver()
    found = [{"driver": id, "minutes": minutes, "nights": nights} for id, (minutes, nights) in drives.items()]
    return Facts(f.week.replace(memory={"drives": found}), f.edition), p


@case("CAR-06a", 0)
def nothing_known_of_weeks_before() -> Made:
    return one_car_one_driver()


@case("CAR-06a", 4)
def drove_more_than_others() -> Made:
    """Mean 400, whoever has not driven counted: from beyond 600 on, to the minute."""
    return after_some_weeks(d1=(601, 0), d2=(599, 0))


@case("CAR-06a", 0)
def drove_half_as_much_again() -> Made:
    return after_some_weeks(d1=(600, 0), d2=(600, 0))


@case("CAR-06a", 4)
def was_out_on_more_nights() -> Made:
    return after_some_weeks(d1=(100, 3), d2=(100, 1), d3=(100, 0))


@case("CAR-06a", 0)
def one_night_is_nothing() -> Made:
    return after_some_weeks(d1=(100, 1), d2=(100, 0), d3=(100, 0))


test_case = run(__name__)
