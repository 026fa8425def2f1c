"""Texts as they are printed, and how wide they are."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from planner.papers.cell_size import low_widths
from planner.papers.plain_text import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.packet.document.model import Cells

SHORT = 16
"""Half-widths that are not broken, as a day with its weekday, a vehicle with its plate."""
WHOLE_SHARE = 0.5
"""Of the room that short columns may take where they are not broken."""
BY_HAND = 14
"""Half-widths of a column that is filled in by hand."""
LEAST = 5
"""Half-widths of a column, with its margin, at least."""
CELL_MARGIN = 1.2
"""Half-widths beside the text of a cell, more than a cell of a workbook has."""
_NOT_PRINTED = ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")


def printable(text: str) -> str:
    """Return a text without what cannot be printed: control characters, marks of direction; line feeds stay."""
    if text.isprintable():  # nearly all are, and this is found out fast
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(sign for sign in line if unicodedata.category(sign) not in _NOT_PRINTED) for line in lines)


def column_shares(rows: Sequence[Cells], room: int) -> list[float]:
    """Return the widths of columns, half-widths that add up to ``room``, at which the table is about lowest.

    No column is narrower than its longest word, and short ones are not broken, as far as there is room.
    """
    return list(_column_shares(tuple(rows), room))


@lru_cache(maxsize=512)
def _column_shares(rows: tuple[Cells, ...], room: int) -> tuple[float, ...]:
    columns = [[*column] for column in zip(*rows, strict=True)]
    if not columns:
        return ()
    for column in columns:
        if len(column) > 1 and not any(column[1:]):
            column[1] = "x" * BY_HAND  # is written in later
    longest = [max(width(line) for text in column for line in text.split("\n")) for column in columns]
    inside = room - CELL_MARGIN * len(columns)
    whole = [k for k, wide in enumerate(longest) if wide <= SHORT]
    if sum(longest[k] for k in whole) > WHOLE_SHARE * inside:
        whole = []
    widths = low_widths(columns, inside, LEAST - CELL_MARGIN, inside, whole)
    left = inside - sum(widths)
    return tuple(wide + CELL_MARGIN + left * wide / sum(widths) for wide in widths)
