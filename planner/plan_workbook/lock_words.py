"""锁定: what of an item or move stays as it is, chosen from a list; the words that the sheet offers and reads back."""

from __future__ import annotations

from itertools import combinations

SIDES = ("时间", "地点", "人员", "车辆")
"""What can be held, side by side; see ``models.domain.pins.SIDES``."""
ALL = "全部"


def choices() -> tuple[str, ...]:
    """Return every choice of the list: all, one, and the combinations of two and three."""
    found = [ALL, *SIDES]
    for size in (2, 3):
        found += ["、".join(some) for some in combinations(SIDES, size)]
    return tuple(found)
