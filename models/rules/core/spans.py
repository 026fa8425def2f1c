"""Spans of work: pure functions of starts and ends, with which rules and staffing count alike."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

from models.domain.day_windows import operating_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

Span = tuple[int, int]
"""Start and end, moments, half open."""


def by_day(spans: Iterable[Span]) -> dict[dt.date, list[Span]]:
    """Return spans by the day on which they start, sorted."""
    days: dict[dt.date, list[Span]] = defaultdict(list)
    for span in sorted(spans):
        days[operating_day(span[0])].append(span)
    return dict(days)


def blocks(spans: Iterable[Span], pause: int) -> list[Span]:
    """Return work in one go: spans less than ``pause`` minutes apart are joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start - joined[-1][1] < pause:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def presence(spans: Iterable[Span], pause: int) -> int:
    """Return minutes present: breaks of ``pause`` minutes or more are the person's own."""
    return sum(end - start for start, end in blocks(spans, pause))


def length(spans: Sequence[Span]) -> int:
    """Return minutes from the first start to the last end."""
    return max(end for _, end in spans) - min(start for start, _ in spans) if spans else 0


def shortfalls(days: Mapping[dt.date, Sequence[Span]], rest: int) -> list[tuple[dt.date, int]]:
    """Return days before which the rest was too short, and by how many minutes."""
    short = []
    worked = sorted(days)
    for day, following in itertools.pairwise(worked):
        off = min(start for start, _ in days[following]) - max(end for _, end in days[day])
        if off < rest:
            short.append((following, rest - off))
    return short


def consecutive_counts(spans: Iterable[Span], pause: int) -> list[int]:
    """Return how many spans follow each other with less than ``pause`` minutes between them, series by series."""
    counts: list[int] = []
    last: int | None = None
    for start, end in sorted(spans):
        if last is not None and start - last < pause:
            counts[-1] += 1
        else:
            counts.append(1)
        last = end if last is None else max(last, end)
    return counts
