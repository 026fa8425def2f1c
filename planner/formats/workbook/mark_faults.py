"""A copy of a workbook in which the faulty cells are marked and say what is wrong."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import unescape

from models.domain.bilingual import Half, bilingual, in_language
from planner.formats.workbook.archive import refused
from planner.formats.workbook.book import Book, open_book
from planner.formats.workbook.xml_parts import column_number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from models.domain.errors import Fault

FAULT_FILL = "FFFFE066"
COMMENT_AUTHOR = "接待"
_CELL_REFERENCE = re.compile(r"(?P<sheet>.+)!(?P<cell>[A-Z]{1,3}[0-9]{1,7}|[0-9]{1,7}:[0-9]{1,7})")
_EXTENDED = re.compile(r"<x14:dataValidation\b(?P<attributes>[^>]*)>(?P<inside>.*?)</x14:dataValidation>", re.DOTALL)
_DRAWN = re.compile(r"xl/(drawings|charts|media)/", re.IGNORECASE)
_LINKED = re.compile(rb'<hyperlink\b[^>]*\bref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_MAX_RANGE_CELLS = 60_000
"""Cells of merged ranges and of ranges with a link that a copy may have: each of them is filled one by one."""


def with_faults_marked(path: Path, faults: Iterable[Fault], language: Half = "zh") -> tuple[bytes, list[str]]:
    """Return a workbook with marks, and the kinds of what could not be taken along (`parts_lost`).

    Parameters
    ----------
    path : Path
        The workbook; it is not changed.
    faults : iterable of Fault
        Those of its sheets are marked; the others (of the company's workbook, of the whole) are listed on the first
        sheet.
    language : str
        The language of the comments.

    Raises
    ------
    FaultyInput
        When it cannot be opened, or is refused.
    """
    import openpyxl

    source = open_book(path)  # refuses what could harm
    refuse_wide_ranges(path, source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it leaves out is looked for below
        book = openpyxl.load_workbook(path, keep_links=False)
    restore_drop_down_lists(book, path)
    rest = []
    by_cell: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        found = _CELL_REFERENCE.fullmatch(fault.where)
        name = found["sheet"] if found else fault.where
        if name in book.sheetnames and fault.file == source.file:
            cell = found["cell"] if found else "A1"
            by_cell.setdefault((name, f"A{cell.partition(':')[0]}" if ":" in cell else cell), []).append(fault)
        else:
            rest.append(fault)
    for (name, cell), told in by_cell.items():
        mark_cell(book[name], cell, [_line(fault, language) for fault in told])
    if rest:
        lines = [f"{fault.file} {fault.where}: {_line(fault, language)}" for fault in rest]
        mark_cell(book[book.sheetnames[0]], "A1", lines)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), parts_lost(path)


def parts_lost(path: Path) -> list[str]:
    """Return the kinds of what a copy would lack: pictures, charts, shapes and what else is drawn."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if _DRAWN.match(name) and "vml" not in name.lower()]
        drawings = b"".join(archive.read(name) for name in names if name.startswith("xl/drawings/drawing"))
    found = {
        "picture": any("/media/" in name for name in names),
        "chart": any("/charts/" in name for name in names),
        "shape": re.search(rb"<(?:\w+:)?(?:sp|cxnSp|grpSp)\b", drawings) is not None,
    }
    return [kind for kind, there in found.items() if there] or (["shape"] if names else [])


def refuse_wide_ranges(path: Path, book: Book) -> None:
    """Refuse ranges that the library would fill cell by cell: merged ones, and ones with a link."""
    areas = [(b - a + 1) * (d - c + 1) for sheet in book.sheets for a, c, b, d in sheet.merged]
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                for found in _LINKED.finditer(archive.read(name)):
                    width = column_number(found[3].decode()) - column_number(found[1].decode()) + 1
                    areas.append(width * (int(found[4]) - int(found[2]) + 1))
    if sum(areas) > _MAX_RANGE_CELLS:
        raise refused(
            book.file,
            bilingual("合并或带链接的区域太大", "merged or linked ranges too large"),
            bilingual("取消合并", "unmerge them"),
        )


def _line(fault: Fault, language: Half) -> str:
    return in_language(fault.what + (f"\n→ {fault.maybe}" if fault.maybe else ""), language)


def mark_cell(sheet: Any, place: str, told: list[str], fill: str = FAULT_FILL) -> None:
    """Mark a cell of an open workbook and comment it."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell = sheet[place]
    for merged in sheet.merged_cells.ranges:
        if place in merged:  # only the first cell of a merged range can hold anything
            cell = sheet.cell(merged.min_row, merged.min_col)
    cell.fill = PatternFill("solid", fgColor=fill)
    lines = [*([cell.comment.text] if cell.comment else []), *told]
    comment = Comment("\n".join(lines), COMMENT_AUTHOR)
    comment.width, comment.height = 320, 30 + 18 * sum(1 + len(line) // 24 for line in lines)
    cell.comment = comment


def restore_drop_down_lists(book: Any, path: Path) -> None:
    """Put drop-down lists back that Excel has written as an extension, which the library leaves out."""
    from openpyxl.worksheet.datavalidation import DataValidation

    with zipfile.ZipFile(path) as archive:
        for sheet in book.worksheets:
            part = _part_of(archive, sheet.title, book)
            text = archive.read(part).decode("utf-8", "replace") if part else ""
            for found in _EXTENDED.finditer(text):
                formula = re.search(r"<xm:f>(.*?)</xm:f>", found["inside"], re.DOTALL)
                at = re.search(r"<xm:sqref>(.*?)</xm:sqref>", found["inside"], re.DOTALL)
                if 'type="list"' in found["attributes"] and formula and at:
                    rule = DataValidation(type="list", formula1=unescape(formula[1]), sqref=at[1], allow_blank=True)
                    rule.showErrorMessage = 'showErrorMessage="1"' in found["attributes"]
                    rule.errorStyle = "warning"
                    sheet.add_data_validation(rule)


def _part_of(archive: zipfile.ZipFile, title: str, book: Any) -> str | None:
    """Return the part of a sheet, by its number where the names follow the usual order."""
    name = f"xl/worksheets/sheet{book.sheetnames.index(title) + 1}.xml"
    return name if name in archive.namelist() else None
