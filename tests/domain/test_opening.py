"""Starts within opening hours."""

from __future__ import annotations

from typing import Any

import pytest

from models.domain.clock import at
from models.domain.opening import starts
from tests.weeks import company, day, place

# -- windows


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [(0, 1439)]),
        ({"hours": [{"open": "09:00", "close": "10:00"}]}, []),
        ({"hours": [{"open": "09:00", "close": "10:30"}]}, [(540, 540)]),
        ({"closures": [{"start": "2026-09-21T10:00", "end": "2026-09-21T11:00"}]}, [(0, 510), (660, 1439)]),
    ],
)
def test_starts(changes: dict[str, Any], expected: list[tuple[int, int]]) -> None:
    museum = next(p for p in company(places=place("museum", **changes)).places if p.id == "museum")
    midnight = at(day(21))
    assert [(a - midnight, b - midnight) for a, b in starts(museum, day(21), 90)] == expected
