"""The small company of tests."""

from __future__ import annotations

from tests.weeks import LINE, facts, visit


def test_lines_are_on_the_grid() -> None:
    """The tests count minutes in the head: no rounding hides in the small company's ways."""
    f = facts(visit())
    for a in LINE:
        for b in LINE:
            assert f.travel.base(a, b) == abs(LINE[a] - LINE[b])
