"""The long hunt through odd weeks; the short test is ``tests/services/test_odd_weeks.py``."""

from __future__ import annotations

import os

import pytest

from tests.fuzz.conftest import Tally
from tests.odd_weeks import odd_week
from tests.services.test_odd_weeks import faults_of

NUMBER = int(os.environ.get("JIEDAI_FUZZ_ODD_WEEKS", "8000"))
FIRST = 1000


@pytest.mark.fuzz
def test_no_odd_week_of_many_breaks_a_must(tally: Tally) -> None:
    """Odd weeks: musts broken, visits lost."""
    for number in range(FIRST, FIRST + NUMBER):
        tally.tried += 1
        tally.faults += [f"week {number}: {fault}" for fault in faults_of(odd_week(number), improve=number % 2 == 0)]
