"""How wide and how high a text is in a cell, so that nothing is cut off.

Spreadsheet programs do not compute the height of wrapped rows when they open a file that says none for Chinese text
the way they print it: here it is said. A Chinese character takes two units of column width and a little more.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    import numpy as np

LINE_HEIGHT = 14.25
"""Height of a line of 10 point text, in points."""
ROW_PADDING = 4.5
MAX_ROW_HEIGHT = 409.0
"""No row of a workbook is higher, in points."""
CHINESE_WIDTH, _LATIN_WIDTH = 1.92, 1.0
"""Widths of a sign of 10 points, in units of column width."""
_OPENING = "（《“‘(["
_CLOSING = "，。；：、）》”’,.;:)]!?！？"


@lru_cache(maxsize=65536)
def _char(c: str) -> float:
    return CHINESE_WIDTH if unicodedata.east_asian_width(c) in "WFA" else _LATIN_WIDTH


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


_STEP = 3.0
"""Units of column width that are given away at a time."""
_SPAN = re.compile(r"[\d:–]+")
_MAX_WORD = 26.0
"""A word that is wider may be broken."""


def low_widths(
    columns: Sequence[Sequence[str]], room: float, least: float = 6, most: float = 40, whole: Container[int] = ()
) -> list[float]:
    """Return widths that share a page so that its rows are low: most to the columns whose texts are long.

    Parameters
    ----------
    columns : sequence of sequence of str
        The texts of each column, its head first, all of one length.
    room, whole
        As in ``shared_widths``, which says the widths where all texts fit on one line.
    """
    import numpy as np

    shared = shared_widths(columns, room, least, most, whole)
    if sum(shared) < room - 1 or len(columns[0]) == 1:
        return shared
    sizes = np.array([[measure(text) for text in texts] for texts in columns])
    free = [k for k in range(len(columns)) if k not in whole]
    widths = np.array(shared)
    widths[free] = [min(most, max(least, _word(texts) + 1.8)) for texts in (columns[k] for k in free)]
    wanted = np.minimum(most, np.array([max(map(measure, chain.from_iterable(t.split("\n") for t in texts)))
                                        for texts in columns]) + 1.8)  # fmt: skip
    if widths.sum() > room:
        return shared
    while (left := room - widths.sum()) > 0.1 and (open_ := [k for k in free if widths[k] < wanted[k]]):
        steps = {k: min(_STEP, left, wanted[k] - widths[k]) for k in open_}
        best = min(open_, key=lambda k: (_rows_high(sizes, widths, k, steps[k]), widths[k] - wanted[k]))
        widths[best] += steps[best]
    low = [round(float(width), 1) for width in widths]
    return min(shared, low, key=lambda tried: sum(height(row, tried) for row in zip(*columns, strict=True)))


def _rows_high(sizes: np.ndarray, widths: np.ndarray, column: int, step: float) -> float:
    """Return how high all rows are, in lines and parts of lines, where a column is wider by a step."""
    import numpy as np

    tried = widths.copy()
    tried[column] += step
    lines = sizes / (tried - 1.2)[:, np.newaxis]
    most = np.maximum(1.0, lines.max(axis=0))
    return float((most + np.ceil(most)).sum())


def _word(texts: Sequence[str]) -> float:
    """Return the width of the longest word that is not broken; from when to when is one."""
    found = {line for text in set(texts) for line in text.split("\n")}
    pieces = {piece for line in found for piece in ((line,) if _SPAN.fullmatch(line) else _pieces(line))}
    return max((wide for wide in map(measure, pieces) if wide <= _MAX_WORD), default=0.0)
