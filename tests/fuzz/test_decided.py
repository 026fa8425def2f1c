"""What a person decided stays, over many random changes of plan.xlsx; see ``tests/plan_workbook/test_decided.py``."""

from __future__ import annotations

import os
import random

import pytest

from models.domain.errors import JiedaiError
from tests.fuzz.conftest import Tally
from tests.plan_workbook.hand_edits import changed_book, complaints, improved, random_change

NUMBER = int(os.environ.get("JIEDAI_FUZZ_DECIDED", "300"))


@pytest.mark.fuzz
def test_changed_cells_are_kept_or_named(tally: Tally, tmp_path):
    """Cells of plan.xlsx changed by hand, kept or named.

    What cannot be read, or locks that exclude each other, are refused with the cell.
    """
    for seed in range(1000, 1000 + NUMBER):
        rng = random.Random(seed)
        changes = [random_change(rng) for _ in range(rng.choice([1, 1, 2, 3, 5]))]
        tally.tried += 1
        try:
            book = changed_book(tmp_path, changes)
            found = complaints(book, improved(book))
        except JiedaiError as error:
            named = any(change.sheet in str(error) for change in changes)
            found = [] if named else [f"refused without a cell: {error}"]
        tally.faults += [f"{seed} {changes}: {fault}" for fault in found]
