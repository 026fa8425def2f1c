"""The summary of the long hunts: a row each in docs/fuzz.md, renewed for those that ran."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

SUMMARY = Path(__file__).parents[2] / "docs" / "fuzz.md"
HEAD = """# Long hunts

`make fuzz` tries far more inputs than `make test` does; a hunt that finds a fault fails. Last runs:

| hunt | tried | faults | minutes | on |
|---|---|---|---|---|
"""
_ROW = re.compile(r"^\| (?P<hunt>[^|]+?) \| \d.*\|$", re.MULTILINE)


class Tally:
    """What a hunt has tried: raise ``tried`` as it goes on; add what it found to ``faults``."""

    def __init__(self, hunt: str) -> None:
        self.hunt = hunt
        self.tried = 0
        self.faults: list[str] = []
        self._began = time.monotonic()

    def row(self) -> str:
        minutes = (time.monotonic() - self._began) / 60
        today = dt.datetime.now(dt.UTC).date()
        return f"| {self.hunt} | {self.tried:,} | {len(self.faults)} | {minutes:.1f} | {today} |"


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Iterator[Tally]:
    """Count what a hunt tries; its row, named by the first line of the test's docstring, goes into the summary."""
    title = (request.function.__doc__ or request.node.name).strip().splitlines()[0].rstrip(".")
    case = getattr(request.node, "callspec", None)
    counted = Tally(f"{title} ({case.id})" if case else title)
    yield counted
    before = SUMMARY.read_text("utf-8") if SUMMARY.exists() else HEAD
    rows = {found["hunt"]: found[0] for found in _ROW.finditer(before)}
    rows[counted.hunt] = counted.row()
    SUMMARY.write_text(HEAD + "\n".join(rows[hunt] for hunt in sorted(rows)) + "\n", "utf-8")
    assert not counted.faults, "\n".join(counted.faults[:20])
