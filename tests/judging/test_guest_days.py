"""The guests' days, counted by hand in small plans."""

from __future__ import annotations

import pytest

from models.domain.clock import hhmm
from models.domain.facts import Facts
from models.domain.places import Restaurant
from models.domain.plan import Plan
from planner.judging.check import check
from planner.judging.guest_days import BOARDING, COACH, FEW, GuestDays
from planner.judging.measures import GUEST_MEASURES, measures_by_visit
from tests.mutations.test_by_hand import good
from tests.weeks import changed, facts, plan, shifted, sight, talk, tour, visit


def small() -> tuple[Facts, Plan]:
    """Return a tour and a talk at the company, lunch in the garden, and a museum: one visit, one day."""
    f = facts(visit("v1", tour(), talk(), sight(), level="B"))
    rows = [
        ("tour", "21 09:15"),
        ("talk", "21 10:45"),
        ("lunch", "21 12:45", {"place": "garden"}),
        ("museum", "21 14:15"),
    ]
    return f, plan(f, v1=[("hotel", "inn"), *rows])


def test_a_wait_is_what_is_left_between_two_rows_away_from_the_hotel():
    f, p = small()
    tours, talks = (next(item for item in p.items if item.id == id) for id in ("v1/tour", "v1/talk"))
    waits = [w for w in GuestDays(f, p).waits if w.place == "site"]
    between = talks.start - tours.end - BOARDING
    assert between > 0
    assert between in [w.minutes for w in waits]
    later = GuestDays(f, shifted(p, "v1/talk", 15)).waits
    assert between + 15 in [w.minutes for w in later if w.place == "site"]


def test_nobody_waits_at_the_hotel_or_in_a_named_rest():
    f, p = good()
    rest = next(item for item in p.items if item.kind == "rest")
    before = sum(w.minutes for w in GuestDays(f, p).waits)
    longer = changed(p, rest.id, start=rest.start - 15)
    assert sum(w.minutes for w in GuestDays(f, longer).waits) <= before
    assert not any(w.place in ("inn", "grand") for w in GuestDays(f, p).waits)


def test_waiting_is_weighted_by_guests():
    f, p = good()
    days = GuestDays(f, p)
    total = sum(w.minutes * w.guests for w in days.waits)
    shares = days.waiting(at_arrival_points=True) + days.waiting(at_arrival_points=False)
    assert shares == pytest.approx(total / days.guest_days)
    assert sum(days.waiting_by_place().values()) == pytest.approx(shares)
    assert days.guest_days == sum(f.stay(v).size * n for v, n in (("v1", 2), ("v2", 2), ("v3", 3)))


def test_roads_apart_by_what_the_ride_is_for():
    f, p = good()
    days = GuestDays(f, p)
    total = sum((m.arrive - m.depart) * f.stay(m.visit).size for m in p.moves)
    parts = days.riding("transfer") + days.riding("pick_up", "see_off")
    assert parts == pytest.approx(total / days.guest_days)


def test_a_district_that_was_left_is_entered_again():
    f, p = small()
    assert GuestDays(f, p).districts_entered_again == 0
    back = changed(p, "v1/museum", place="site")
    assert GuestDays(f, back).districts_entered_again == 1


def test_changes_of_vehicle_and_driver():
    f, p = good()
    moves = [m for m in p.of("v1").moves if m.rides]
    one = moves[0].rides
    same = p.replace(moves=tuple(m.replace(rides=one) for m in moves), items=p.of("v1").items)
    days = GuestDays(f, same, frozenset(["v1"]))
    assert days.vehicle_changes == days.driver_changes == 0
    relieved = changed(same, moves[1].id, rides=tuple(r.replace(driver="another") for r in one))
    days = GuestDays(f, relieved, frozenset(["v1"]))
    assert days.vehicle_changes == 0
    assert days.driver_changes > 0


def test_a_coach_for_few():
    f, p = good()
    coach = max(f.week.hired_cars, key=lambda car: car.seats)
    assert coach.seats >= COACH
    move = next(m for m in p.moves if m.rides)
    ride = move.rides[0].replace(vehicle=None, driver=None, hired=coach.id, staff=0)
    before = GuestDays(f, p).coaches_for_few
    assert GuestDays(f, changed(p, move.id, rides=(ride.replace(guests=FEW),))).coaches_for_few == before + 1
    assert GuestDays(f, changed(p, move.id, rides=(ride.replace(guests=FEW + 1),))).coaches_for_few == before


def test_a_packed_meal_beside_a_free_private_room():
    f, p = small()
    assert not GuestDays(f, p).boxed
    lunch = next(item for item in p.items if item.kind == "lunch")
    packed = changed(p, lunch.id, dining_room=None)
    days = GuestDays(f, packed)
    assert [item.id for _, item in days.boxed] == [item.id for item in days.boxed_with_free_room] == [lunch.id]
    rooms = [room.id for place in f.week.company.places if isinstance(place, Restaurant) for room in place.dining_rooms]
    others = tuple(lunch.replace(id=f"other/{room}", visit="other", dining_room=room) for room in rooms)
    days = GuestDays(f, packed.replace(items=(*packed.items, *others)))
    assert [item.id for _, item in days.boxed] == [lunch.id]
    assert not days.boxed_with_free_room


def test_the_hotel_is_first_seen_on_the_day_of_arrival():
    f, p = good()
    check_in = next(item for item in p.items if item.kind == "check_in")
    arrives = max(m.arrive for m in p.of("v3").moves if m.target == "grand" and m.arrive <= check_in.start)
    assert hhmm(arrives) in [hhmm(seen) for seen in GuestDays(f, p, frozenset(["v3"])).hotel_seen]


def test_a_duty_without_a_name_is_counted():
    f, p = good()
    before = GuestDays(f, p).unnamed
    item = next(item for item in p.items if any(d.person and d.role == "docent" for d in item.duties))
    nameless = tuple(d.replace(person=None) if d.role == "docent" else d for d in item.duties)
    assert GuestDays(f, changed(p, item.id, duties=nameless)).unnamed > before


def test_measures_of_a_visit_are_those_of_its_rows_alone():
    f, p = good()
    report = check(f.week, p, f.edition)
    found = measures_by_visit(report)
    assert list(found) == ["v1", "v2", "v3"]
    assert all(set(values) == {m.id for m in GUEST_MEASURES} for values in found.values())
    days = GuestDays(f, p, frozenset(["v2"]))
    assert found["v2"]["road_a_day"] == round(days.riding("transfer"), 2)


def test_an_empty_plan_has_no_days():
    f, p = good()
    days = GuestDays(f, p.replace(items=(), moves=(), nights=()))
    assert days.guest_days == 0
    assert days.waiting(at_arrival_points=False) == days.vehicle_changes == 0
    assert days.hotel_seen == []
