"""The guests' days, counted by hand in small plans."""

from __future__ import annotations

import pytest

from models.domain.clock import hhmm
from models.domain.facts import Facts
from models.domain.plan import Plan
from models.rules.core.true_labels import as_it_is
from planner.judging.check import check
from planner.judging.guest_days import BOARDING, COACH, FEW, GuestDays
from planner.judging.measures import GUEST_MEASURES, measures_by_visit
from tests.mutations.test_by_hand import good
from tests.rules.hands import everywhere, with_duty, with_ride
from tests.weeks import banquet, changed, company, facts, members, place, plan, shifted, sight, talk, tour, visit


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
    assert rest.place == "inn"
    before = GuestDays(f, p).waits
    assert before
    assert not any(w.place in ("inn", "grand") for w in before)
    assert GuestDays(f, changed(p, rest.id, start=rest.start + 60)).waits == before
    assert GuestDays(f, changed(p, rest.id, place="museum", end=rest.end - 30)).waits == before


def test_waiting_is_weighted_by_guests():
    f, p = good()
    days = GuestDays(f, p)
    sizes = {"v1": 3, "v2": 2, "v3": 9}
    total = sum(w.minutes * sizes[w.visit] for w in days.waits)
    shares = days.waiting(at_arrival_points=True) + days.waiting(at_arrival_points=False)
    assert shares == pytest.approx(total / days.guest_days)
    assert sum(days.waiting_by_place().values()) == pytest.approx(shares)
    assert days.guest_days == 3 * 2 + 2 * 2 + 9 * 3


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


def packed_beside(*taken: tuple[str, str], size: int = 3) -> GuestDays:
    """Return the days of a party whose lunch is packed, while another has lunch in some rooms."""
    f = facts(visit("v1", tour(), level="B", members=members(size)), visit("v2"))
    p = plan(f, v1=[("tour", "21 09:15"), ("lunch", "21 12:00")], v2=[])
    lunch = next(item for item in p.items if item.kind == "lunch")
    others = [
        lunch.replace(id=f"v2/{house}/{room}", visit="v2", place=house, dining_room=room) for house, room in taken
    ]
    packed = changed(p, lunch.id, dining_room=None)
    return GuestDays(f, packed.replace(items=(*packed.items, *others)), frozenset(["v1"]))


def rooms(*names: str) -> list[tuple[str, str]]:
    return [
        (house.id, room.id) for house in facts().week.restaurants for room in house.dining_rooms if room.id in names
    ]


def test_a_packed_meal_beside_a_free_private_room():
    days = packed_beside()
    assert [item.id for item in days.boxed_with_free_room] == [item.id for _, item in days.boxed]
    assert len(days.boxed) == 1
    every = rooms("p1", "p2")
    taken = packed_beside(*every)
    assert len(taken.boxed) == 1
    assert not taken.boxed_with_free_room


def test_rooms_of_two_restaurants_may_have_one_name():
    every = rooms("p1", "p2")
    assert len({room for _, room in every}) < len(every)
    assert packed_beside(*(room for room in every if room[0] != "garden")).boxed_with_free_room


@pytest.mark.parametrize(("size", "free"), [(8, True), (9, False)])
def test_a_free_room_seats_the_guests_and_their_companions(size, free):
    """Rooms of ten seats are left: two of ours sit down with five to ten guests."""
    assert bool(packed_beside(*rooms("p2"), size=size).boxed_with_free_room) == free


def test_a_meal_in_a_hall_of_the_restaurant_itself():
    shared = [{"id": "p1", "name": "散座", "seats": 40, "private": False}]
    places = [p | ({"dining_rooms": shared} if p["id"] == "canteen" else {}) for p in place("site")]
    f = facts(visit("v1", tour(), level="B"), company=company(places=places))
    p = plan(f, v1=[("tour", "21 09:15"), ("lunch", "21 12:00", {"place": "garden", "dining_room": "p1"})])
    (lunch,) = GuestDays(f, p).meals("lunch")
    assert not GuestDays(f, p).in_halls
    in_canteen = changed(p, lunch.id, place="canteen")
    assert [item.id for item in GuestDays(f, in_canteen).in_halls] == [lunch.id]


def test_the_hotel_is_first_seen_on_the_day_of_arrival():
    f, p = good()
    check_in = next(item for item in p.items if item.kind == "check_in")
    arrives = max(m.arrive for m in p.of("v3").moves if m.target == "grand" and m.arrive <= check_in.start)
    assert [hhmm(seen) for seen in GuestDays(f, p, frozenset(["v3"])).hotel_seen] == [hhmm(arrives)]


def test_luggage_that_changes_vehicles_is_counted():
    """Met for a talk, brought to the inn by another car: the luggage is reloaded once."""
    f = facts(visit("v1", talk()))
    p = as_it_is(f, everywhere(plan(f, v1=[("talk", "21 09:30")]), vehicle="mpv1", driver="d2"))
    assert GuestDays(f, p).luggage_changes == 0
    home = next(move.id for move in p.moves if move.kind == "transfer" and move.luggage)
    assert GuestDays(f, with_ride(p, home, {"vehicle": "car1", "driver": "d1"})).luggage_changes == 1


def test_a_duty_without_a_name_is_counted():
    f, p = good()
    before = GuestDays(f, p).unnamed
    item = next(item for item in p.items if any(d.person and d.role == "docent" for d in item.duties))
    docents = [d for d in item.duties if d.role == "docent"]
    nameless = tuple(d.replace(person=None) if d in docents else d for d in item.duties)
    assert GuestDays(f, changed(p, item.id, duties=nameless)).unnamed == before + len(docents)
    hired = tuple(d.replace(person=None, hired=True) if d in docents else d for d in item.duties)
    assert GuestDays(f, changed(p, item.id, duties=hired)).unnamed == before


@pytest.mark.parametrize(("named", "unnamed"), [((), 2), (("eli",), 1), (("eli", "eva", "ewa"), 0)])
def test_a_seat_of_ours_without_a_name_is_counted(named, unnamed):
    f = facts(visit("v1", banquet(company=2), members=members(6)))
    p = plan(f, v1=[("welcome", "21 18:00")])
    for person in named:
        p = with_duty(p, "v1/welcome", "company", person)
    assert GuestDays(f, p).unnamed == unnamed


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
