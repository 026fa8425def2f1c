"""The bounds of many tiny weeks, and the best of all plans of the tiniest; see ``tests/itinerary/search``."""

from __future__ import annotations

import os

import pytest

from tests.fuzz.conftest import Tally
from tests.itinerary.search.test_bounds_hold import try_every_plan, try_week

WEEKS = int(os.environ.get("JIEDAI_FUZZ_WEEKS", "2000"))
"""Weeks beyond those of the short test; about two CPU seconds each."""
TINIEST = int(os.environ.get("JIEDAI_FUZZ_TINIEST", "200"))
FIRST = int(os.environ.get("JIEDAI_FUZZ_FIRST", "1000"))


@pytest.mark.fuzz
def test_no_bound_of_many_weeks_is_above_a_plan_or_falls(tally: Tally) -> None:
    """Bounds against plans of tiny weeks, by hand and by the search, several seeds and limits."""
    for number in range(FIRST, FIRST + WEEKS):
        tally.faults += try_week(number, searched=number % 4 == 0, thorough=number % 4 == 0)
        tally.tried += 1


@pytest.mark.fuzz
def test_what_is_proven_of_tiniest_weeks_is_the_best_of_all_their_plans(tally: Tally) -> None:
    """Bounds against every plan of weeks of two requests."""
    for number in range(FIRST, FIRST + TINIEST):
        tally.faults += try_every_plan(number)
        tally.tried += 1
