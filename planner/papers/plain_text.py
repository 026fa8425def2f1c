"""Tables as plain text for a terminal: columns aligned, a Chinese character two cells wide."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.papers.table import PaperTable

COLUMN_GAP = "  "


def table_lines(table: PaperTable) -> Iterator[str]:
    """Yield a table line by line: title, lines above, columns, rows; control characters are left out."""
    yield table.title
    yield from (f"  {clean(line)}" for line in table.lines)
    rows = [table.columns, *table.shown()]
    cells = [[[clean(line) for line in cell.split("\n")] for cell in row] for row in rows]
    used = [k for k in range(len(table.columns)) if any(line for row in cells[1:] for line in row[k])]
    widths = {k: max(width(line) for row in cells for line in row[k]) for k in used}
    for row in cells:
        yield from _row([row[k] for k in used], [widths[k] for k in used])


def _row(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    """Yield the lines of a row whose cells may have several lines."""
    for line in range(max((len(cell) for cell in cells), default=0)):
        texts = [cell[line] if line < len(cell) else "" for cell in cells]
        padded = (text + " " * (wide - width(text)) for text, wide in zip(texts, widths, strict=True))
        yield (COLUMN_GAP + COLUMN_GAP.join(padded)).rstrip()


def width(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def clean(text: str) -> str:
    """Return a text without characters that would steer a terminal."""
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf"))
