"""Remarks that planners add to rows of plan.xlsx: the next draft prints them behind its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.plan_workbook.row_keys import NO_KEY, ids_of, row_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.papers.table import Row
    from planner.plan_workbook.reading.rows import BookRow

RemarkKey = tuple[str, str]
"""Table (the programme and the sheets of days are one) and row."""
_PART = re.compile(r"[；;\n]+")


def remarks_in(rows: Iterable[BookRow]) -> dict[RemarkKey, str]:
    """Return what planners have added to the remarks of each row: the parts that were not printed there."""
    found: dict[RemarkKey, list[str]] = {}
    for row in rows:
        if row.key in ("", NO_KEY) or "note" not in row.now:
            continue
        printed = _parts(row.was.get("note", ""))
        added = [part for part in _parts(row.now["note"].text) if part not in printed]
        mine = found.setdefault((_table(row.scope), (ids_of(row.key) or (row.key,))[0]), [])
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
