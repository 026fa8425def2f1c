"""How wide and how high a text is in a cell, so that nothing is cut off.

Spreadsheet programs do not compute the height of wrapped rows when they open a file that says none for Chinese text
the way they print it: here it is said. A Chinese character takes two units of column width and a little more.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

LINE_HEIGHT = 14.25
"""Height of a line of 10 point text, in points."""
ROW_PADDING = 4.5
MAX_ROW_HEIGHT = 409.0
"""No row of a workbook is higher, in points."""
_CHINESE_WIDTH, _LATIN_WIDTH = 1.92, 1.0
_OPENING = "（《“‘(["
_CLOSING = "，。；：、）》”’,.;:)]!?！？"


@lru_cache(maxsize=65536)
def _char(c: str) -> float:
    return _CHINESE_WIDTH if unicodedata.east_asian_width(c) in "WFA" else _LATIN_WIDTH


@lru_cache(maxsize=65536)
def measure(line: str) -> float:
    """Return the width of a line of 10 point text, in units of column width."""
    return sum(map(_char, line))


@lru_cache(maxsize=65536)
def lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column; words of Latin letters are not broken unless they must be."""
    room = width - 1.2
    return max(1, sum(_wrapped(line, room) for line in text.split("\n")))


def _wrapped(line: str, room: float) -> int:
    if measure(line) <= room:
        return 1
    count, used = 1, 0.0
    for piece in _pieces(line):
        wide = measure(piece)
        if used and used + wide > room:
            count, used = count + 1, 0.0
        while wide > room:
            count, wide = count + 1, wide - room
        used += wide
    return count


def _pieces(line: str) -> Iterable[str]:
    """Yield what stays on one line: a word, a Chinese character with the signs that cling to it."""
    piece = ""
    for c in line:
        sticks = c in _CLOSING or (piece and (piece[-1] in _OPENING or (_latin(piece[-1]) and _latin(c))))
        if piece and not sticks:
            yield piece
            piece = ""
        piece += c
    if piece:
        yield piece


def _latin(c: str) -> bool:
    return c != " " and _char(c) == _LATIN_WIDTH


def height(cells: Sequence[str], widths: Sequence[float], scale: float = 1.0) -> float:
    """Return the height of a row, in points.

    Parameters
    ----------
    scale : float
        Size of the text over 10 points.
    """
    most = max((lines(text, width / scale) for text, width in zip(cells, widths, strict=True) if text), default=1)
    return min(MAX_ROW_HEIGHT, (most * LINE_HEIGHT + ROW_PADDING) * scale)


def shared_widths(
    columns: Sequence[Sequence[str]], room: float, least: float = 6, most: float = 40, whole: Container[int] = ()
) -> list[float]:
    """Return widths that share a page: what a column needs on one line, the widest cut down to one measure.

    Parameters
    ----------
    columns : sequence of sequence of str
        The texts of each column, its head first.
    room : float
        Width of the page.
    whole : container of int
        Columns that are not cut down: links, which some programs do not wrap.
    """
    wanted = [max(measure(line) for text in texts for line in text.split("\n")) + 1.8 for texts in columns]
    wanted = [min(most, max(least, width)) for width in wanted]
    kept = sum(width for k, width in enumerate(wanted) if k in whole)
    if kept > room / 2:  # they would leave too little to the others
        whole, kept = (), 0.0
    rest = [k for k in range(len(wanted)) if k not in whole]
    left, level = room - kept, most
    for done, width in enumerate(sorted(wanted[k] for k in rest)):
        level = left / (len(rest) - done)
        if width > level:
            break
        left -= width
    else:
        level = most
    return [round(width if k in whole else min(width, max(level, least)), 1) for k, width in enumerate(wanted)]
