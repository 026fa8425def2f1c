"""Texts as they are printed, and how wide they are."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from planner.papers.plain_text import width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planner.packet.document.model import Cells

LONGEST_WORD = 22
"""Half-widths: longer words are broken rather than that their column takes the room of the others."""
SHORT = 16
"""Half-widths that are not broken, as a day with its weekday, a vehicle with its plate."""
WHOLE_SHARE = 0.88
"""Of the room that short columns and the longest words may take; the rest goes where it saves lines."""
BY_HAND = 14
"""Half-widths of a column that is filled in by hand."""
CELL_MARGIN = 3
"""Half-widths beside the text of a cell."""
_STEP = 2
_NOT_PRINTED = ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")


def printable(text: str) -> str:
    """Return a text without what cannot be printed: control characters, marks of direction; line feeds stay."""
    if text.isprintable():  # nearly all are, and this is found out fast
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(sign for sign in line if unicodedata.category(sign) not in _NOT_PRINTED) for line in lines)


def column_shares(rows: Sequence[Cells], room: int) -> list[float]:
    """Return the widths of columns, half-widths that add up to ``room``, at which the table is about shortest.

    No column is narrower than its longest word; what is left over goes where it saves most lines.
    """
    return list(_column_shares(tuple(rows), room))


@lru_cache(maxsize=256)
def _column_shares(rows: tuple[Cells, ...], room: int) -> tuple[float, ...]:
    count = max((len(row) for row in rows), default=0)
    columns = [[[width(line) for line in row[k].split("\n")] for row in rows] for k in range(count)]
    longest = [CELL_MARGIN + max((max(cell) for cell in column), default=0) for column in columns]
    by_hand = [len(rows) > 1 and not any(row[k] for row in rows[1:]) for k in range(count)]
    longest = [max(wide, BY_HAND) if empty else wide for wide, empty in zip(longest, by_hand, strict=True)]
    if sum(longest) <= room:
        more = room - sum(longest)
        return tuple(wide + more * wide / max(1, sum(longest)) for wide in longest)
    words = [CELL_MARGIN + _longest_word(row[k] for row in rows) for k in range(count)]
    words = [max(word, BY_HAND) if empty else word for word, empty in zip(words, by_hand, strict=True)]
    shares = [min(w, word) for w, word in zip(longest, words, strict=True)]
    for k, wide in enumerate(longest):
        if wide <= CELL_MARGIN + SHORT and sum(shares) - shares[k] + wide <= WHOLE_SHARE * room:
            shares[k] = wide
    if sum(shares) >= room:
        return tuple(share * room / sum(shares) for share in shares)
    texts = [_ColumnLines.of(column) for column in columns]
    heights = [column.heights(share) for column, share in zip(texts, shares, strict=True)]
    left = room - sum(shares)
    while left > 0:
        k = _best_column(texts, heights, shares, longest)
        step = min(_STEP, left)
        shares[k] += step
        heights[k] = texts[k].heights(shares[k])
        left -= step
    return tuple(float(share) for share in shares)


def _longest_word(cells: Iterable[str]) -> int:
    words = [word for cell in cells for word in cell.split()]
    return max([4, *(min(LONGEST_WORD, width(word) if width(word) == len(word) else 6) for word in words)])


class _ColumnLines(NamedTuple):
    """The lines of a column: how wide each is, and where those of each cell begin."""

    widths: np.ndarray
    starts: np.ndarray

    @classmethod
    def of(cls, column: list[list[int]]) -> _ColumnLines:
        """Return the lines of cells, of which each has one at least."""
        starts = np.cumsum([0, *(len(cell) for cell in column[:-1])])
        return cls(np.array([line for cell in column for line in cell]), starts)

    def heights(self, share: int) -> np.ndarray:
        """Return how many lines each cell takes in a column of a width."""
        room = max(1, share - CELL_MARGIN)
        return np.add.reduceat(np.maximum(1, -(-self.widths // room)), self.starts)


def _best_column(columns: list[_ColumnLines], heights: list[np.ndarray], shares: list[int], longest: list[int]) -> int:
    """Return the column that saves most lines when it gets more room; where none does, the one with most lines."""
    now = np.max(heights, axis=0)
    best, saved = 0, (-1.0, -1.0)
    for k, column in enumerate(columns):
        if shares[k] >= longest[k]:
            continue
        others = (
            np.max([h for j, h in enumerate(heights) if j != k], axis=0) if len(columns) > 1 else np.zeros_like(now)
        )
        wider = column.heights(shares[k] + _STEP)
        gain = (
            float(np.sum(now - np.maximum(others, wider))),
            float(np.sum(heights[k] - wider) + np.sum(heights[k]) / 1000),
        )
        if gain > saved:
            best, saved = k, gain
    return best
