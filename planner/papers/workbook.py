"""Tables and pictures of an analysis in one workbook: a first sheet with what matters, a sheet each, A4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.papers.charts.files import rendered
from planner.papers.seating.drawings import Picture
from planner.papers.seating.page import MM_PER_INCH
from planner.papers.seating.sheets import PrintedSheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from planner.language.words import Words
    from planner.papers.table import PaperTable


def drawn(name: str, axes: Axes) -> Picture:
    """Return a picture for a workbook and a file."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    wide, high = figure.get_size_inches()
    return Picture(name, "", rendered(axes, "png"), b"", (wide * MM_PER_INCH, high * MM_PER_INCH))


def tables_workbook(
    title: str, lines: Sequence[str], tables: Sequence[PaperTable], pictures: Sequence[Picture], words: Words
) -> bytes:
    """Return a workbook: what matters and links, then a sheet for each table and for each picture.

    Parameters
    ----------
    title : str
        Of the first sheet.
    lines : sequence of str
        Under it.
    tables, pictures
        Named on their sheets by title and name; text is text, whatever it begins with.
    """
    book = PrintedSheets(title, words)
    first = book.name(words.pick("说明", "notes"))
    named = [(book.name(table.title), table) for table in tables if table.rows]
    shown = [(book.name(picture.name), picture) for picture in pictures]
    links = [(name, table.title, "") for name, table in named] + [(name, picture.name, "") for name, picture in shown]
    book.index(first, title, lines, links)
    for name, table in named:
        bare = type(table)(table.id, table.title, table.columns, table.rows, merged=table.merged)
        book.lists(name, table.title, table.lines, [bare])
    for name, picture in shown:
        book.picture(name, picture.name, [picture])
    return book.bytes()
