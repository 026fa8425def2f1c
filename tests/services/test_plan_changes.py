"""Changes between two plans: nothing for the same plan, the mirror the other way round, and all that moved."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from models.domain.plan import LeftOut, Plan, Ride
from planner.services.plan_changes import SUBJECTS, Change, ChangeSubject, by_subject, changes
from tests.mutations.test_by_hand import MUTATIONS, good, swap_duty
from tests.weeks import changed, shifted, step, without


@cache
def pool() -> tuple[Plan, ...]:
    """The good plan and every spoilt one: people, cars, times, rooms, nights, requests changed."""
    f, p = good()
    spoilt = [spoil(f, p) for _, spoil in MUTATIONS.values()]
    return (p, *(found[1] if isinstance(found, tuple) else found for found in spoilt))


plans = st.integers(0, len(MUTATIONS)).map(lambda k: pool()[k])


def of(found: tuple[Change, ...], kind: str) -> dict[str, list[Change]]:
    return {subject.id: list(mine) for subject, mine in by_subject(found).items() if subject.kind == kind}


def same(a: Plan, b: Plan) -> bool:
    """Whether plans say the same to people: not by the order of rows, ids of requests, reasons of what is left out."""

    def said(p: Plan) -> Any:
        items = sorted(repr(i.replace(duties=tuple(sorted(i.duties, key=repr)), request=None)) for i in p.items)
        moves = sorted(repr(m.replace(duties=tuple(sorted(m.duties, key=repr)))) for m in p.moves)
        return items, moves, sorted(map(repr, p.nights)), sorted((x.visit, x.request) for x in p.left_out)

    return said(a) == said(b)


@given(plans, st.randoms())
def test_a_plan_against_itself_is_empty_in_whatever_order_it_is_written(p: Plan, chance: Any) -> None:
    again = p.replace(
        items=tuple(chance.sample(p.items, len(p.items))), moves=tuple(chance.sample(p.moves, len(p.moves)))
    )
    assert changes(p, again) == ()


@given(plans, plans)
def test_the_other_way_round_is_the_mirror(a: Plan, b: Plan) -> None:
    assert changes(b, a) == tuple(Change(c.subject, c.after, c.before, c.others) for c in changes(a, b))


def test_each_change_changes_something() -> None:
    """Of every way to spoil a plan, and back."""
    p, *spoilt = pool()
    for q in spoilt:
        for change in (*changes(p, q), *changes(q, p)):
            assert change.before != change.after
            assert (change.what == "changed") == bool(change.aspects)


def test_whatever_is_spoilt_is_seen() -> None:
    p, *spoilt = pool()
    unseen = [k for k, q in enumerate(spoilt) if not same(p, q) and not changes(p, q)]
    assert [list(MUTATIONS)[k] for k in unseen] == []


def test_ids_alone_are_no_change() -> None:
    _, p = good()
    renamed = p.replace(
        items=tuple(item.replace(id=f"{item.visit}/i{k}") for k, item in enumerate(p.items)),
        moves=tuple(move.replace(id=f"{move.visit}/m{k}") for k, move in enumerate(p.moves)),
    )
    assert changes(p, renamed) == ()


def test_a_later_move_is_told_to_driver_car_guests_and_those_on_board() -> None:
    _, p = good()
    move = step(p.of("v1"), "pick_up")
    found = changes(p, changed(p, move.id, depart=move.depart + 30, arrive=move.arrive + 30))
    assert {change.subject for change in found} == {
        ChangeSubject("visit", "v1"),
        ChangeSubject("driver", "d2"),
        ChangeSubject("vehicle", "mpv1"),
    }
    assert {change.aspects for change in found} == {("time",)}
    (driver,) = of(found, "driver")["d2"]
    assert driver.before is not None
    assert driver.after is not None
    assert driver.after.start - driver.before.start == 30
    assert driver.after.with_whom == ("vehicle:mpv1",)


def test_another_driver_is_named_on_both_sides() -> None:
    _, p = good()
    move = step(p.of("v1"), "transfer")
    rides = tuple(Ride.model_validate({**ride.model_dump(), "driver": "d1"}) for ride in move.rides)
    found = changes(p, changed(p, move.id, rides=rides))
    drivers = of(found, "driver")
    assert [(c.what, c.others) for c in drivers["d2"]] == [("gone", ("d1",))]
    assert [(c.what, c.others) for c in drivers["d1"]] == [("new", ("d2",))]
    assert [c.aspects for c in of(found, "vehicle")["mpv1"]] == [("with",)]
    assert [c.aspects for c in of(found, "visit")["v1"]] == [("with",)]


def test_another_room_and_another_person() -> None:
    _, p = good()
    q = changed(p, "v2/talk", room="r1")
    found = changes(p, q)
    assert [(c.what, c.others) for c in of(found, "room")["r2"]] == [("gone", ("r1",))]
    assert [c.aspects for c in of(found, "visit")["v2"]] == [("place",)]
    found = changes(p, swap_duty(p, "v1/talk", "expert", person="bob"))
    assert [(c.what, c.others) for c in of(found, "person")["ann"]] == [("gone", ("bob",))]


def test_dining_rooms_of_one_name_are_told_apart() -> None:
    """Each restaurant names its own rooms: both have a hall."""
    _, p = good()
    q = changed(p, "v1/lunch-2026-09-22", place="lakeside")
    found = of(changes(p, q), "dining")
    assert {id: [(c.what, c.others) for c in mine] for id, mine in found.items()} == {
        "garden:hall": [("gone", ("lakeside:hall",))],
        "lakeside:hall": [("new", ("garden:hall",))],
    }


def test_helpers_of_one_role_are_told_apart() -> None:
    """Four of the crew set up, pour tea and clear; only the two who change are told."""
    _, p = good()
    found = of(changes(p, swap_duty(p, "v1/talk", "tea", person="coy")), "person")
    assert [(c.what, c.others) for c in found["cal"]] == [("gone", ("coy",))]
    assert [(c.what, c.others) for c in found["coy"]] == [("new", ("cal",))]
    assert set(found) == {"cal", "coy"}


def test_a_request_dropped_is_told_once() -> None:
    _, p = good()
    q = without(p, "v1/again").replace(left_out=(LeftOut(visit="v1", request="again"),))
    (told,) = of(changes(p, q), "visit")["v1"]
    assert told.what == "gone"
    assert told.before is not None
    assert told.before.request == "again"


def test_subjects_in_order_of_the_list() -> None:
    _, p = good()
    q = shifted(shifted(p, "v1/talk", 15), step(p.of("v2"), "pick_up").id, 5)
    kinds = [SUBJECTS.index(change.subject.kind) for change in changes(p, q)]
    assert kinds == sorted(kinds)
