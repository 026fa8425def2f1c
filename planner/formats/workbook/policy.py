"""The sheet 制度参数: settings of the policy for one week."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from models.domain.errors import Fault
from planner.formats.text.own_rules import OwnRules
from planner.formats.workbook.book import open_book
from planner.formats.workbook.cells.base import CellContext
from planner.formats.workbook.forms_other import POLICY
from planner.formats.workbook.names import Registry
from planner.formats.workbook.place import SourcePlace
from planner.formats.workbook.rows import read_row
from planner.formats.workbook.tables import table_on
from planner.language.text import tight

if TYPE_CHECKING:
    from pathlib import Path


def rules_in(path: Path) -> OwnRules:
    """Return the settings in a week's workbook.

    Raises
    ------
    FaultyInput
        When it cannot be opened.
    """
    found = OwnRules()
    book = open_book(path, os.path.normpath(path))
    for sheet in book.sheets:
        table, faults = table_on(sheet, POLICY, book.file) if tight(sheet.name) in POLICY.titles else (None, [])
        found.faults += faults
        for row in table.rows if table else ():
            assert table is not None
            read = read_row(table, POLICY, row, CellContext(Registry()))
            found.faults += read.faults
            missing = [c for c in POLICY.columns if c.needed and c.path not in read.data]
            found.faults += [Fault(table.file, table.place(row, c), "缺少这一项 / missing") for c in missing]
            key, value = read.data.get("key"), read.data.get("value")
            if isinstance(key, str) and isinstance(value, str):
                where = SourcePlace(table.file, table.place(row, POLICY.columns[1]))
                found.values[tuple(key.split("."))] = (value, where)
    return found
