"""Printed names of many made-up weeks, said in sentences of changes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from models.domain.facts import Facts
from planner import solve
from planner.formats import load_edition
from planner.generation.generate import generate
from planner.services.result import Limits
from tests.language.test_printed_names import printed_names, wrong_readings

if TYPE_CHECKING:
    from tests.fuzz.conftest import Tally

WEEKS = int(os.environ.get("JIEDAI_FUZZ_PRINTED", "12"))


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(1))
def test_every_printed_name_of_made_up_weeks_is_understood(seed: int, tally: Tally) -> None:
    """Names that papers print, said in sentences of changes."""
    for number in range(WEEKS):
        facts = Facts(generate(delegations=4 + number % 6, seed=100 * seed + number), load_edition())
        plan = solve(facts.week, Limits(seconds=20), facts.edition).plan
        tally.tried += 6 * sum(1 for _ in printed_names(facts, plan))
        tally.faults += wrong_readings(facts, plan)
