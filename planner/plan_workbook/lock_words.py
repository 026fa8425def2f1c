"""锁定: the choices of the column, which says what of an item or move is fixed; the same words are read back."""

from __future__ import annotations

from itertools import combinations

from models.domain.pins import SIDE_WORDS

LOCK_ALL = "全部"
"""The choice that fixes every side."""
_SIDE_CHOICES = tuple(zh for zh, _ in SIDE_WORDS.values())


def lock_choices() -> tuple[str, ...]:
    """Return every choice of the list: all sides, one, and the combinations of two and three."""
    found = [LOCK_ALL, *_SIDE_CHOICES]
    for size in (2, 3):
        found += ["、".join(some) for some in combinations(_SIDE_CHOICES, size)]
    return tuple(found)
