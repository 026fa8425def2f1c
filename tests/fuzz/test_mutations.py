"""Every mutation of every small week, not a sample."""

from __future__ import annotations

import pytest

from models.rules.catalogue import rules
from planner.judging.check import judge
from tests.fuzz.conftest import Tally
from tests.mutations.registry import every_mutation
from tests.mutations.small_weeks import SMALL_WEEKS
from tests.mutations.test_generated import is_caught

WHOLE = 5
"""One of so many mutated plans is judged by all rules, too: none falls over."""


@pytest.mark.fuzz
def test_every_mutation_is_caught(tally: Tally) -> None:
    """Plans built to break a named must."""
    for mutation in every_mutation():
        tally.tried += 1
        if not is_caught(mutation):
            tally.faults.append(str(mutation))
        if tally.tried % WHOLE == 0:
            f = SMALL_WEEKS[mutation.week]()[0]
            if judge(f, mutation.plan, rules(f.edition)).ok:
                tally.faults.append(f"may be published: {mutation}")
    assert tally.tried >= 5_000
