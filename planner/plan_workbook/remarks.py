"""Remarks that planners add to rows of plan.xlsx: the next draft prints them behind its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.plan_workbook.row_keys import NO_KEY, ids_of, row_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.papers.table import Row

RemarkKey = tuple[str, str]
"""Table (the programme and the sheets of days are one) and row."""
_PART = re.compile(r"[；;\n]+")


def remarks_in(rows: Iterable[tuple[str, str, str, str]]) -> dict[RemarkKey, str]:
    """Return what planners have added to the remarks of each row: the parts that were not printed there.

    Parameters
    ----------
    rows : iterable of tuple of str
        Scope and key of each row, its remarks as they were printed and as they stand there.
    """
    found: dict[RemarkKey, list[str]] = {}
    for scope, key, was, now in rows:
        if key in ("", NO_KEY):
            continue
        printed = _parts(was)
        added = [part for part in _parts(now) if part not in printed]
        mine = found.setdefault((_table(scope), (ids_of(key) or (key,))[0]), [])
        mine += [part for part in added if part not in mine]
    return {key: "；".join(parts) for key, parts in found.items() if parts}


def with_remark(cell: str, remarks: Mapping[RemarkKey, str], table: str, row: Row) -> str:
    """Return the remarks of a row as printed, with what planners have added."""
    printed, id = _parts(cell), row_id(row)
    added = _parts(remarks.get((_table(table), id), "")) if id else []
    more = [part for part in added if part not in printed]
    return "；".join([cell, *more] if cell else more)


def _table(scope: str) -> str:
    return "programme" if scope.partition(":")[0] in ("programme", "office") else scope


def _parts(text: str) -> list[str]:
    return [part for each in _PART.split(text) if (part := each.strip())]
