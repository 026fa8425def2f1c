"""Damage to every field of a plan.json, many times in every way."""

from __future__ import annotations

import pytest

from tests.fuzz.conftest import Tally
from tests.mutations.fields import damages
from tests.mutations.small_weeks import SMALL_WEEKS
from tests.mutations.test_fields import WEEKS, unseen

EACH = 2


@pytest.mark.fuzz
def test_no_field_makes_check_fall_over(tally: Tally) -> None:
    """Damaged fields of plan.json."""
    for seed, week in enumerate(WEEKS):
        f, p = SMALL_WEEKS[week]()
        for damage in damages(p.model_dump(mode="json"), EACH, seed):
            tally.tried += 1
            try:
                passed_over = unseen(f, damage)
            except Exception as error:  # whatever it is, it is told with the rest
                tally.faults.append(f"{week} {damage}: {type(error).__name__}: {error}")
                continue
            if passed_over:
                tally.faults.append(f"{week} {damage}: may be published")
    assert tally.tried >= 10_000
