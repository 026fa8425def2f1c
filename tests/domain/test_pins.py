"""Pins: read from a plan side by side; what is not there, and what no plan can keep together."""

from __future__ import annotations

import re
from typing import Any

import pytest

from models.domain.facts import Facts
from models.domain.pin_faults import pin_faults
from models.domain.pins import Pin, pin_as_planned
from models.domain.plan import Duty, Plan, Ride
from models.domain.revision import Revision
from tests.weeks import changed, company, facts, plan, talk, tour, visit, when


def made() -> tuple[Facts, Plan]:
    f = facts(visit("v1", talk(), tour()), visit("v2", talk()))
    p = plan(f, v1=[("talk", "21 09:30"), ("tour", "21 13:30")], v2=[("talk", "21 14:00")])
    boss = Duty(role="leader", person="boss", start=when("21 09:30"), end=when("21 09:50"))
    p = changed(p, "v1/talk", duties=(boss,))
    return f, changed(p, "v1/meet-g1", rides=(Ride(vehicle="mpv1", driver="d1", guests=3),))


def wrong(*pins: Pin) -> list[str]:
    f, p = made()
    return [what for _, what, _ in pin_faults(f, p, pins)]


def test_sides_of_an_item_and_a_move() -> None:
    _, p = made()
    whole = pin_as_planned(p, "v1/talk")
    assert (whole.start, whole.end, whole.place, whole.room) == (when("21 09:30"), when("21 11:00"), "site", "r1")
    assert whole.people == ("boss",)
    assert pin_as_planned(p, "v1/talk", ["place"]).sides == {"place"}
    move = pin_as_planned(p, "v1/meet-g1", ["cars"])
    assert (move.cars, move.drivers, move.start) == (("mpv1",), ("d1",), None)
    with pytest.raises(KeyError):
        pin_as_planned(p, "v1/nothing")


def test_sound_pins_have_no_faults() -> None:
    _, p = made()
    assert wrong(pin_as_planned(p, "v1/talk"), pin_as_planned(p, "v1/meet-g1"), Pin(of="v2/talk", room="r2")) == []


@pytest.mark.parametrize(
    "pin",
    [
        {"of": "v1/tolk"},
        {"of": "v1/talk", "room": "r7"},
        {"of": "v1/talk", "place": "moon"},
        {"of": "v1/talk", "people": ("nobody",)},
        {"of": "v1/meet-g1", "cars": ("tank",)},
        {"of": "v1/meet-g1", "drivers": ("d9",)},
        {"of": "v1/talk", "start": when("21 09:40")},
        {"of": "v1/talk", "start": when("21 10:00"), "end": when("21 09:00")},
        {"of": "v1/talk", "out": True, "room": "r1"},
    ],
    ids=lambda pin: "-".join(map(str, pin)),
)
def test_what_is_not_there_or_cannot_be(pin: dict[str, Any]) -> None:
    assert len(wrong(Pin(**pin))) == 1


def test_all_at_once() -> None:
    assert len(wrong(Pin(of="v1/x", room="r7"), Pin(of="v1/talk", people=("x",)))) == 3


def test_fixed_twice_differently() -> None:
    early, late = Pin(of="v1/talk", start=when("21 09:00")), Pin(of="v1/talk", start=when("21 10:00"))
    assert len(wrong(early, late)) == 1
    assert wrong(early, Pin(of="v1/talk", room="r1")) == []


def test_one_room_and_one_person_in_two_places_at_once() -> None:
    here = Pin(of="v1/talk", start=when("21 10:00"), room="r1", people=("boss",))
    there = Pin(of="v2/talk", start=when("21 10:30"), room="r1", people=("boss",))
    told = wrong(here, there)
    assert len(told) == 2
    for text in told:  # names, no ids
        assert "客户v1" in text
        assert not re.search(r"v1/|v2/|\br1\b", text)
    assert wrong(here, there.replace(start=when("21 14:00"))) == []


def test_somebody_who_is_away() -> None:
    people = [
        p.replace(leave=[{"start": when("21 00:00"), "end": when("22 00:00")}]) if p.id == "boss" else p
        for p in company().people
    ]
    f = facts(visit("v1", talk()), company=company().replace(people=people))
    fixed = Pin(of="v1/talk", start=when("21 10:00"), people=("boss",))
    ((_, what, _),) = pin_faults(f, None, [fixed])
    assert "客户v1" in what
    assert "v1/" not in what
    assert not list(pin_faults(f, None, [fixed.replace(start=when("22 10:00"))]))


def test_what_has_started_is_frozen_but_for_what_is_no_more() -> None:
    f, p = made()
    now = Facts(f.week, f.edition, Revision(p, when("21 10:00")))
    assert set(now.frozen) == {"v1/talk", "v1/meet-g1", "v2/meet-g1"}
    assert now.frozen["v1/talk"].people == ("boss",)
    assert now.frozen_hotel("v1") is None
    ill = [q.replace(leave=[{"start": when("21 09:45"), "end": when("22 00:00")}]) if q.id == "boss" else q
           for q in f.week.company.people]  # fmt: skip
    without = Facts(f.week.replace(company=f.week.company.replace(people=ill)), f.edition, now.revision)
    assert without.frozen["v1/talk"].people is None
    night = Facts(f.week, f.edition, Revision(p, when("22 07:00")))
    assert night.frozen_hotel("v1") == "inn"
