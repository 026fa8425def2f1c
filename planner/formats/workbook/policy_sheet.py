"""The sheet 制度参数: settings of the policy for one week."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import Fault
from planner.formats.workbook.book import open_book
from planner.formats.workbook.cells.base import CellContext
from planner.formats.workbook.forms_other import POLICY_FORM
from planner.formats.workbook.names import Registry
from planner.formats.workbook.rows import read_row
from planner.formats.workbook.source_place import SourcePlace
from planner.formats.workbook.tables import table_on
from planner.language.text import tight

if TYPE_CHECKING:
    from pathlib import Path

    from planner.formats.raw import Settings


def policy_settings(path: Path) -> tuple[Settings, list[Fault]]:
    """Return the settings in a week's workbook, as texts, and what could not be read.

    Raises
    ------
    FaultyInput
        When it cannot be opened.
    """
    settings: Settings = {}
    faults: list[Fault] = []
    book = open_book(path, os.path.normpath(path))
    for sheet in book.sheets:
        table, wrong = (
            table_on(sheet, POLICY_FORM, book.file) if tight(sheet.name) in POLICY_FORM.titles else (None, [])
        )
        faults += wrong
        for row in table.rows if table else ():
            assert table is not None
            read = read_row(table, POLICY_FORM, row, CellContext(Registry()))
            faults += read.faults
            missing = [c for c in POLICY_FORM.columns if c.needed and c.path not in read.data]
            faults += [Fault(table.file, table.place(row, c), bilingual("缺少这一项", "missing")) for c in missing]
            key, value = read.data.get("key"), read.data.get("value")
            if isinstance(key, str) and isinstance(value, str):
                where = SourcePlace(table.file, table.place(row, POLICY_FORM.columns[1]))
                settings[tuple(key.split("."))] = (value, where)
    return settings, faults
