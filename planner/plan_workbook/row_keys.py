"""Keys of rows: what stands hidden beside a row, so that whoever sorts or copies rows takes along what they tell.

A key is the id of an item or move with the moves told in its row, a night, or that nothing can be read back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from planner.papers.table import Row

NO_KEY = "-"
"""Key of a row that nothing can be read from, e.g. breakfast; of a row that was added by hand the key is empty."""
_SEPARATOR = "+"
"""Between ids; no id contains it."""
_NIGHT = f"night{_SEPARATOR}"
_STOP = "stop:"


def row_key(row: Row) -> str:
    """Return the key of a row, with the moves that it tells."""
    part = (f"{_STOP}{row.part}",) if row.part else ()
    return _SEPARATOR.join((row.about, *row.moves, *part)) if row.about else row_id(row) or NO_KEY


def stop_of(key: str) -> tuple[str, int]:
    """Return the workshop and the group that a row with this key tells."""
    workshop, _, group = ids_of(key)[-1].removeprefix(_STOP).rpartition(":")
    return workshop, int(group)


def row_id(row: Row) -> str:
    """Return what a row of a programme or duty list is about, the same in every draft: an id, or a night's day."""
    return row.about or (night_key(row.visit, row.day) if row.start is None or row.part == "night" else "")


def night_key(visit: str, day: dt.date | str | None) -> str:
    """Return the key of a row that tells a night of a visit."""
    return f"{_NIGHT}{visit}{_SEPARATOR}{day}"


def is_night(key: str) -> bool:
    """Whether a row with this key tells a night."""
    return key.startswith(_NIGHT)


def can_be_locked(key: str) -> bool:
    """Whether a row with this key tells something that a plan decides."""
    return bool(ids_of(key)) or is_night(key)


def ids_of(key: str) -> tuple[str, ...]:
    """Return the ids of the item and moves that a row with this key tells, the first the one that it is about."""
    if key in ("", NO_KEY) or is_night(key):
        return ()
    return tuple(key.split(_SEPARATOR))
