"""A long hunt for reasons that say nothing, and for a nearest time that does not work."""

from __future__ import annotations

import os

import pytest

from tests.fuzz.conftest import Tally
from tests.itinerary.search.test_reasons_random import faults

WEEKS = int(os.environ.get("JIEDAI_FUZZ_REASONS", "300"))


@pytest.mark.fuzz
def test_no_reason_says_nothing(tally: Tally) -> None:
    """Reasons of left-out requests in over-full weeks."""
    for seed in range(1000, 1000 + WEEKS):
        tally.faults += faults(seed)
        tally.tried += 1
