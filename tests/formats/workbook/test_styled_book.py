"""Names of sheets and texts of cells as Excel takes them."""

from __future__ import annotations

import io

import openpyxl
import pytest

from planner.formats.workbook.styled_book import MAX_SHEET_NAME, MAX_TEXT_CHARACTERS, StyledBook, storable_text


def units(text):
    return len(text.encode("utf-16-le")) // 2


NAMES = ["😀" * 40, "团" * 40, "家👨‍👩‍👧" * 9, "O'Brien's " * 6, "$$[a]*?", "a" * 30 + "'b", " ' "]


@pytest.mark.parametrize("name", NAMES)
def test_sheet_names_fit_and_differ(name):
    book = StyledBook({})
    for k in range(3):
        book.add(f"visit:{k}", name)
    names = list(book.names.values())
    assert len({n.casefold() for n in names}) == 3
    for given in names:
        assert 0 < units(given) <= MAX_SHEET_NAME
        assert given == given.strip("' ")
    assert openpyxl.load_workbook(io.BytesIO(book.close())).sheetnames == names


def test_texts_are_cut_as_excel_counts():
    assert units(storable_text("😀" * MAX_TEXT_CHARACTERS)) <= MAX_TEXT_CHARACTERS
    assert storable_text("a\x00b") == "ab"
    assert storable_text("é" * 20_000) == "é" * 20_000
