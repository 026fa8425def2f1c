"""A long hunt for papers that say different times, days or nights of one plan."""

from __future__ import annotations

import os

import pytest

from tests.fuzz.conftest import Tally
from tests.papers.planned_weeks import planned
from tests.papers.test_papers_agree import faults

WEEKS = int(os.environ.get("JIEDAI_FUZZ_PAPERS", "1000"))
FIRST_SEED = 100


@pytest.mark.fuzz
def test_papers_of_many_weeks(tally: Tally) -> None:
    """Papers of random weeks around midnight."""
    for seed in range(FIRST_SEED, FIRST_SEED + WEEKS):
        paper = planned.__wrapped__(seed)
        if paper is None:
            continue
        tally.tried += 1
        tally.faults += [f"seed {seed}: {fault}" for fault in faults(paper)]
