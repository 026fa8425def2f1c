"""Other programs: what LibreOffice opens and saves again is still the same week, and every sheet becomes a page."""

from __future__ import annotations

import subprocess

import pytest

from planner.formats import load
from planner.formats.workbook.write import book_of
from planner.formats.workbook.xlsx import xlsx_of

SECONDS = 300


def convert(soffice, path, kind, folder):
    """Convert a file, with a profile of its own so that nothing of the user's is touched."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return folder / f"{path.stem}.{kind.partition(':')[0]}"


@pytest.mark.look
def test_saved_by_another_program(soffice, root, tmp_path):
    week = load(root / "instances" / "zhengzhou-week")
    path = tmp_path / "week.xlsx"
    path.write_bytes(xlsx_of(book_of(week)))
    (tmp_path / "again").mkdir()
    again = convert(soffice, path, "xlsx:Calc MS Excel 2007 XML", tmp_path / "again")
    assert again.read_bytes() != path.read_bytes()
    assert load(again) == week


@pytest.mark.look
def test_every_sheet_is_a_page(soffice, root, tmp_path):
    path = tmp_path / "week.xlsx"
    book = book_of(load(root / "instances" / "tiny"))
    path.write_bytes(xlsx_of(book))
    content = convert(soffice, path, "pdf", tmp_path).read_bytes()
    assert content.count(b"/Type/Page/") + content.count(b"/Type /Page\n") >= len(book.sheets)
