"""ARR-07b, and what follows from nights in another city: where ways begin and end, luggage, long trips."""

from __future__ import annotations

from typing import Any

from models.domain.facts import Facts
from models.domain.plan import Plan
from models.rules.core.true_labels import as_it_is
from models.rules.structure.continuity import Continuity
from tests.rules.cases import Made, case, rule, run
from tests.weeks import Row, away, banquet, changed, day, facts, plan, sight, talk, visit, when, with_far_hotel

OUT: list[Row] = [
    ("talk", "21 09:30"),
    ("lunch", "21 12:00"),
    ("welcome", "21 18:00"),
    ("temple", "22 14:00"),
    ("dinner", "22 18:00", {"place": "lodge_dining"}),
    ("lunch", "23 12:30"),
]
"""A talk and the welcome at home, the temple and a night beside it, back for lunch."""


def slept_out(**changes: Any) -> Made:
    """Return three days with the second night in the town by the temple."""
    asked = [talk(), banquet(), sight("temple", "temple"), away("2026-09-22")]
    f = facts(visit("v1", *asked, depart="23 18:00", hotel="inn", **changes), company=with_far_hotel())
    return f, plan(f, v1=OUT)


def sleeping(f: Facts, p: Plan, *hotels: str) -> Made:
    nights = tuple(night.replace(hotel=hotel) for night, hotel in zip(p.nights, hotels, strict=True))
    return f, p.replace(nights=nights)


# -- ARR-07b


@case("ARR-07b", 0)
@case("ARR-07", 0)
@case("PACE-05", 0)
@case("SENSE-04c", 0)
def a_night_by_the_temple() -> Made:
    return slept_out()


@case("ARR-07b", 1)
def driven_home_for_the_night() -> Made:
    return sleeping(*slept_out(), "inn", "inn")


@case("ARR-07b", 1)
def a_night_in_the_wrong_city() -> Made:
    return sleeping(*slept_out(), "inn", "grand")


@case("ARR-07", 1)
def out_of_town_a_night_too_soon() -> Made:
    return sleeping(*slept_out(), "lodge", "lodge")


def resting(at: str) -> Made:
    f, _ = slept_out()
    rows: list[Row] = [("temple", "22 10:30") if row[0] == "temple" else row for row in OUT]
    return f, plan(f, v1=[*rows, ("rest", at)])


@case("ARR-07", 1)
def a_rest_in_rooms_that_are_not_ready() -> Made:
    return resting("22 13:30")


@case("ARR-07", 0)
def a_rest_when_the_rooms_of_the_other_city_are_ready() -> Made:
    return resting("22 14:00")


run(__name__)


# -- what follows


def test_an_item_where_they_are_not() -> None:
    """In the morning after the night out they are two hours away: a talk at the company has no way to it."""
    f, p = slept_out()
    assert not list(Continuity(f.edition).check(f, p))
    there = changed(p, "v1/to-lunch-2026-09-23", origin="inn", depart=when("23 12:00"))
    assert [v.amount for v in Continuity(f.edition).check(f, there)] == [1]


def test_luggage_goes_along_to_another_city_and_stays_there() -> None:
    f, p = slept_out()
    moves = {move.id: move.luggage for move in as_it_is(f, p).moves}
    assert moves["v1/to-temple"]
    assert moves["v1/to-dinner-2026-09-22"]
    assert moves["v1/to-lunch-2026-09-23"]


def test_nothing_follows_where_lodging_is_not_provided() -> None:
    f, _ = slept_out(provides={"lodging": False})
    assert not f.stay("v1").nights_away
    assert f.stay("v1").home_nights == f.stay("v1").nights


def test_days_on_which_the_hotel_changes() -> None:
    stay = slept_out()[0].stay("v1")
    assert [stay.changes_hotel(day(d)) for d in (21, 22, 23)] == [False, True, False]
    assert stay.home_nights == (day(21),)


def test_a_long_trip_counts_from_the_nearer_hotel() -> None:
    """A talk at home in the morning, the temple in the afternoon: no long trip, they sleep there."""
    f, p = slept_out()
    rows: list[Row] = [row if row[0] != "talk" else ("talk", "22 09:30") for row in OUT]
    p = plan(f, v1=[*rows, ("lunch", "22 11:15")])
    assert not list(rule("PACE-05", f).check(f, p))
