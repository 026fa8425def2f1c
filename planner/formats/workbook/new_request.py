"""A workbook that asks for something new: the week's own with a row more, or a small one with the sheet of requests.

A small one names visits, people and places as the week does, so it is read within the week's own workbook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from planner.formats.workbook.book import open_book
from planner.formats.workbook.forms_week import REQUESTS_FORM, VISITS_FORM
from planner.formats.workbook.read import raw_of
from planner.formats.workbook.write import book_of
from planner.language.text import tight

if TYPE_CHECKING:
    from pathlib import Path

    from models.domain.week import Week
    from planner.formats.raw import Raw
    from planner.formats.workbook.book import Book


def read_asking(path: Path, week: Week) -> tuple[Raw, bool]:
    """Return the week that a workbook asks for, and whether it has all that the week has, not only what is new.

    Raises
    ------
    FaultyInput
        When it is no workbook, or has no sheet of requests.
    """
    book = open_book(path)
    whole = any(tight(sheet.name) in VISITS_FORM.titles and sheet.rows for sheet in book.sheets)
    return raw_of(book if whole else _within(book, week)), whole


def _within(book: Book, week: Week) -> Book:
    """Return the week's workbook with the sheet of requests of another one in place of its own."""
    given = [sheet for sheet in book.sheets if tight(sheet.name) in REQUESTS_FORM.titles]
    if not given:
        what = bilingual(f"没有“{REQUESTS_FORM.title}”表", f"the sheet of requests is missing: “{REQUESTS_FORM.title}”")
        raise FaultyInput([Fault(book.file, "", what, "jiedai new week.xlsx")])
    made = book_of(week)
    made.file = book.file
    made.sheets = [sheet for sheet in made.sheets if tight(sheet.name) not in REQUESTS_FORM.titles]
    made.sheets += given
    return made
