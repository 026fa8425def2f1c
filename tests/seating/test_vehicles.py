"""The seats of vehicles of a week."""

from __future__ import annotations

import pytest

from planner.formats.text.etiquette import load_etiquette
from planner.seating.vehicles import profile_for

DEFAULT = load_etiquette()


@pytest.mark.parametrize("seats", [*range(1, 13), 17, 19, 21, 23, 33, 45, 57])
@pytest.mark.parametrize("kind", ["sedan", "suv", "mpv", "van", "minibus", "coach"])
def test_every_kind_has_as_many_seats_as_the_vehicle(kind, seats):
    profile = profile_for(kind, seats, DEFAULT)
    assert len(profile.seats) == seats
    assert len({seat.id for seat in profile.seats}) == seats
    assert len({(seat.row, seat.column) for seat in profile.seats}) == seats
    assert len({seat.name for seat in profile.seats}) == seats


def test_the_edition_names_the_profile_by_kind_or_by_kind_and_seats():
    assert profile_for("van", 8, DEFAULT).id == "car9"
    assert profile_for("van", 10, DEFAULT).id == "van"
    other = DEFAULT.replace(vehicle_profiles={"minibus": "minibus-b"})
    assert profile_for("minibus", 19, DEFAULT).id == "minibus-a"
    assert profile_for("minibus", 19, other).id == "minibus-b"


def test_the_best_seats_stay_and_the_aide_is_last():
    whole, small = profile_for("minibus", 20, DEFAULT), profile_for("minibus", 17, DEFAULT)
    assert small.chauffeur[:5] == whole.chauffeur[:5]
    assert small.chauffeur[-1] == small.aide
    larger = profile_for("minibus", 23, DEFAULT)
    assert larger.chauffeur[:19] == whole.chauffeur[:19]
    assert larger.chauffeur[-1] == larger.aide
    assert [larger.seat(seat).row for seat in larger.chauffeur[19:-1]] == [7, 7, 7]
