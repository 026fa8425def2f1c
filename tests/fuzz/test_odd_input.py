"""Long hunts with odd cells, damaged workbooks and damaged text files."""

from __future__ import annotations

import os
import random

import pytest

from tests.formats.test_damage import hunt_texts, hunt_workbooks
from tests.formats.workbook.test_fuzz import mutated_cells, start

__all__ = ["start"]
CELLS = int(os.environ.get("JIEDAI_FUZZ_CELLS", "15000"))
FILES = int(os.environ.get("JIEDAI_FUZZ_FILES", "3000"))
CHUNK = 100


@pytest.mark.fuzz
def test_odd_cells(start, tally):
    """Odd cells in a week's workbook."""
    draw = random.Random(77)
    while tally.tried < CELLS:
        try:
            mutated_cells(start, CHUNK, draw)
        except Exception as error:
            tally.faults.append(f"{tally.tried}: {type(error).__name__}: {error}"[:300])
        tally.tried += CHUNK


@pytest.mark.fuzz
def test_damaged_workbooks(tmp_path, tally):
    """Damaged workbooks."""
    _hunt(hunt_workbooks, tmp_path, tally)


@pytest.mark.fuzz
def test_damaged_texts(tmp_path, tally):
    """Damaged text files of a week."""
    _hunt(hunt_texts, tmp_path, tally)


def _hunt(hunt, folder, tally):
    draw = random.Random(78)
    while tally.tried < FILES:
        here = folder / str(tally.tried)
        here.mkdir()
        tally.faults += hunt(here, CHUNK, draw)
        tally.tried += CHUNK
