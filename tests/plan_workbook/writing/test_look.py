"""plan.xlsx as pages: LibreOffice opens it, every sheet is printed, nothing is empty or without end."""

from __future__ import annotations

import re
import shutil
import subprocess

import openpyxl
import pytest

from planner.plan_workbook.writing import plan_workbook

pytestmark = pytest.mark.look


def test_every_sheet_is_a_page(paper, result, soffice, tmp_path):
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        pytest.skip("pdftotext is not installed")
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan_workbook(paper, result))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    subprocess.run([soffice, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
                   check=True, capture_output=True, timeout=300)  # fmt: skip
    subprocess.run([pdftotext, "-layout", str(path.with_suffix(".pdf"))], check=True, timeout=60)
    pages = path.with_suffix(".txt").read_text(encoding="utf-8").split("\f")[:-1]
    visible = [sheet for sheet in openpyxl.load_workbook(path).worksheets if sheet.sheet_state == "visible"]
    assert len(visible) <= len(pages) < 6 * len(visible)
    assert all(len(page.split()) > 3 for page in pages)
    whole = re.sub(r"\s+", "", "".join(pages))
    assert "一周接待一览表" in re.sub(r"\s+", "", pages[0])
    assert "通讯录" in re.sub(r"\s+", "", pages[1]), "the boss's sheet is one page"
    for sheet in visible:
        title = next(str(cell.value) for cell in sheet[1] if cell.value)
        assert re.sub(r"\s+", "", title) in whole, sheet.title
