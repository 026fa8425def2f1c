"""锁定: the choices of the column, which says what of an item or move is fixed; the same words are read back."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from models.domain.pins import SIDE_WORDS

if TYPE_CHECKING:
    from planner.language.words import Words

LOCK_ALL = "全部"
"""The choice that fixes every side, in Chinese."""
LOCK_ALL_EN = "all"


def lock_choices(words: Words) -> tuple[str, ...]:
    """Return every choice of the list: all sides, one, and the combinations of two and three."""
    sides = [words.pick(*side) for side in SIDE_WORDS.values()]
    found = [words.pick(LOCK_ALL, LOCK_ALL_EN), *sides]
    for size in (2, 3):
        found += [words.comma.join(some) for some in combinations(sides, size)]
    return tuple(found)
