"""The sheets of a dinner's workbook into the plain data of a dinner, every fault by sheet and cell."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from planner.formats.raw import KeyPath, Source, Sources
from planner.formats.workbook.book import Book, address, open_book
from planner.formats.workbook.cells.base import CellContext
from planner.formats.workbook.form import UNREADABLE, Form, Row, put
from planner.formats.workbook.forms_dinner import (
    ATTENDEES_FORM,
    DINNER_FORMS,
    DINNER_INFO,
    TABLES_FORM,
    WISH_KIND_FIELD,
    WISHES_FORM,
)
from planner.formats.workbook.forms_other import INFO_TITLE
from planner.formats.workbook.names import Registry
from planner.formats.workbook.row_identity import identify_rows
from planner.formats.workbook.rows import cell_value, read_row, row_source
from planner.formats.workbook.source_place import SourcePlace
from planner.formats.workbook.tables import SheetTable, header_text, table_on
from planner.language.text import Unreadable, tight

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class _DinnerSource(Source):
    """Where the values of a dinner stood; looked up when it is asked for."""

    def __init__(self, file: str, sources: Sources) -> None:
        self.file, self._sources = file, sources

    def where(self, rest: KeyPath) -> str:
        """Return sheet and cell."""
        return self._sources.fault(rest, "").where


def read_dinner_sheets(path: Path) -> tuple[dict[str, Any], Source]:
    """Read the sheets of a dinner's workbook into plain data.

    Returns
    -------
    data : dict
        In the form of `models.domain.seating.Dinner`, with the names of its hall and edition.
    source : Source
        Where the values stood.

    Raises
    ------
    FaultyInput
        With every fault of the workbook.
    OSError
        When it cannot be opened.
    """
    reader = _DinnerReader(open_book(path, os.path.normpath(path)))
    if reader.faults:
        raise FaultyInput(reader.faults)
    return reader.data, _DinnerSource(reader.book.file, reader.sources)


class _DinnerReader:
    def __init__(self, book: Book) -> None:
        self.book = book
        self.data: dict[str, Any] = {}
        self.sources = Sources()
        self.faults: list[Fault] = []
        self.context = CellContext(Registry())
        self._info()
        tables = {form.title: self._tables(form) for form in DINNER_FORMS}
        self._list(TABLES_FORM, tables[TABLES_FORM.title])
        self._hall()
        self._list(ATTENDEES_FORM, tables[ATTENDEES_FORM.title])
        self._wishes(tables[WISHES_FORM.title])
        if not tables[ATTENDEES_FORM.title]:
            self.faults.append(
                Fault(
                    book.file,
                    "",
                    bilingual(f"没有“{ATTENDEES_FORM.title}”表", f"the sheet is missing: “{ATTENDEES_FORM.title}”"),
                    "jiedai new dinner.xlsx",
                )
            )

    def _info(self) -> None:
        known = {title: column for column in DINNER_INFO for title in column.titles}
        sheet = next((sheet for sheet in self.book.sheets if tight(sheet.name) == INFO_TITLE), None)
        cells: dict[KeyPath, str] = {}
        for row in sorted(sheet.rows) if sheet else ():
            assert sheet is not None
            at, label = min(sheet.rows[row].items())
            column = known.get(header_text(label)) if isinstance(label.value, str) else None
            cell = sheet.cell(row, at + 1) if column else None
            if column is None:
                continue
            path = column.paths[0]
            cells[path] = f"{sheet.name}!{address(row, at + 1)}"
            if cell is not None:
                try:
                    put(self.data, path, cell_value(cell, column.cell, self.context))
                except Unreadable as fault:
                    self.faults.append(Fault(self.book.file, cells[path], fault.what, fault.maybe))
        self.sources.put((), SourcePlace(self.book.file, INFO_TITLE, cells))
        self.data.setdefault("id", self._id_from_name())

    def _id_from_name(self) -> str:
        """Return an id from the file's name."""
        stem = os.path.splitext(os.path.basename(self.book.file))[0]
        return stem or "dinner"

    def _tables(self, form: Form) -> list[SheetTable]:
        found = []
        for sheet in self.book.sheets:
            if tight(sheet.name) in form.titles:
                table, faults = table_on(sheet, form, self.book.file)
                self.faults += faults
                found += [table] if table else []
        return found

    def _list(self, form: Form, tables: list[SheetTable]) -> None:
        heads = identify_rows(form, tables, self.context.names, {}, self.faults)
        rows: list[Row] = []
        for head in heads:
            read = read_row(head.table, form, head.row, self.context)
            self.faults += read.faults
            read.data.setdefault("id", head.id)
            if form is ATTENDEES_FORM:
                self._tags(head.table, head.row, read.data)
            elif "rows" in read.data:
                self._rows(head.table, head.row, read.data)
            path: KeyPath = ("people", len(rows)) if form is ATTENDEES_FORM else ("hall", "tables", len(rows))
            self.sources.put(path, row_source(head.table, form, head.row, read.data))
            rows.append(read.data)
        if form is ATTENDEES_FORM:
            self.data["people"] = rows
        elif rows:
            self.data.setdefault("hall", {})["tables"] = rows

    def _tags(self, table: SheetTable, row: int, data: Row) -> None:
        """Make tags of the columns that are not known, and of remarks in brackets."""
        tags: dict[str, str] = {}
        for at, header in table.unknown.items():
            cell = table.sheet.cell(row, at)
            if cell is not None and cell.value is not None and not cell.trouble:
                tags[header] = str(cell.value).strip()
        data.pop("note", None)
        if self.context.extra:
            tags["备注"] = "；".join(self.context.extra)
        if tags:
            data["tags"] = tags

    def _rows(self, table: SheetTable, row: int, data: Row) -> None:
        numbers = data["rows"]
        if numbers is UNREADABLE:
            return
        if all(part.isdigit() for part in numbers):
            data["rows"] = [int(part) for part in numbers]
        else:
            column = next(column for column in TABLES_FORM.columns if column.path == "rows")
            self.faults.append(
                Fault(table.file, table.place(row, column), bilingual("各排座数应为数", "numbers are expected"), "5、7")
            )

    def _hall(self) -> None:
        """Choose between the tables that are listed, the hall that is named, and so many tables with so many seats."""
        named, tables, seats = (self.data.pop(key, None) for key in ("_hall", "_tables", "_seats"))
        hall = self.data.get("hall", {})
        if "tables" in hall:
            hall.setdefault("id", "hall")
            if "width" not in hall or "depth" not in hall:
                _measure(hall)
        elif named is not None:
            self.data["hall"] = named
        elif isinstance(tables, int):
            self.data["hall"] = {"tables": tables, **({"seats": seats} if isinstance(seats, int) else {})}
        else:
            place = Fault(
                self.book.file, INFO_TITLE, bilingual("没有场地", "no hall"), "写场地的名字，或桌数，或填“桌”表"
            )
            self.faults.append(place)

    def _wishes(self, tables: list[SheetTable]) -> None:
        wishes: dict[str, Any] = {}
        for table in tables:
            for row in table.rows:
                read = read_row(table, WISHES_FORM, row, self.context)
                self.faults += read.faults
                kind = read.data.get(WISH_KIND_FIELD)
                if not isinstance(kind, str) or any(value is UNREADABLE for value in read.data.values()):
                    continue
                try:
                    value = _WISH_READERS[kind](read.data)
                except (KeyError, ValueError, TypeError):
                    what = f"“{_label(kind)}”" + bilingual("缺少人员或其他内容", " something is missing")
                    self.faults.append(Fault(table.file, table.place(row), what, _WISH_NEEDS[kind]))
                    continue
                if kind in _SINGLE_WISHES:
                    wishes[kind] = value
                else:
                    self.sources.put(
                        ("wishes", kind, len(wishes.get(kind, ()))), row_source(table, WISHES_FORM, row, read.data)
                    )
                    wishes.setdefault(kind, []).append(value)
        if wishes:
            self.data["wishes"] = wishes


def _measure(hall: Row) -> None:
    """Give a hall of which only the tables are known a size around them and a door at the lower wall."""
    tables = [
        table for table in hall["tables"] if isinstance(table.get("x"), float) and isinstance(table.get("y"), float)
    ]
    right = max((table["x"] for table in tables), default=4.0)
    top = max((table["y"] for table in tables), default=4.0)
    hall.setdefault("width", right + 3.0)
    hall.setdefault("depth", top + 3.0)
    hall.setdefault("door", {"x": hall["width"] / 2, "y": 0.0})


def _label(kind: str) -> str:
    from planner.formats.workbook.forms_dinner import WISH_CHOICE

    return str(WISH_CHOICE.labels[kind])


def _pair(row: Row) -> list[str]:
    one, other = row["people"]
    return [one, other]


def _group(row: Row) -> list[str]:
    people: list[str] = row["people"]
    if len(people) < 2:
        raise ValueError
    return people


def _one(row: Row) -> str:
    (person,) = row["people"]
    return str(person)


def _lock(row: Row) -> Row:
    (person,) = row["people"]
    return {"person": person, "table": row["table"], **({"seat": row["seat"]} if "seat" in row else {})}


def _affinity(row: Row) -> Row:
    one, other = row["people"]
    return {"a": one, "b": other, "weight": row["number"]}


def _category(row: Row) -> Row:
    wish = {"attribute": row["attribute"], "least": row.get("number", 0)}
    return wish | {key: row[key] for key in ("most", "value") if key in row}


_WISH_READERS: dict[str, Callable[[Row], Any]] = {
    "before": _pair,
    "together": _group,
    "apart": _group,
    "side_by_side": _pair,
    "not_side_by_side": _pair,
    "locks": _lock,
    "affinities": _affinity,
    "acquaintances": lambda row: row["number"],
    "categories": _category,
    "spread": lambda row: row["attribute"],
    "neighbours_share": lambda row: row["attribute"],
    "diets_together": lambda row: row.get("value") not in ("否", "no"),
    "equal": lambda row: row["value"],
    "honoured": _one,
    "head": _one,
    "hostess": _one,
}
_SINGLE_WISHES = ("acquaintances", "neighbours_share", "diets_together", "head", "hostess")
_WISH_NEEDS = dict.fromkeys(("before", "side_by_side", "not_side_by_side"), bilingual("人员写两位", "two people"))
_WISH_NEEDS |= dict.fromkeys(("together", "apart"), bilingual("人员至少写两位", "at least two people"))
_WISH_NEEDS |= dict.fromkeys(("categories", "spread", "neighbours_share"), bilingual("写属性", "the attribute"))
_WISH_NEEDS |= {
    "locks": bilingual("人员一位，并写桌", "one person and the table"),
    "affinities": bilingual("人员两位，并写数", "two people and a number"),
}
_WISH_NEEDS |= {"acquaintances": bilingual("写数", "a number"), "diets_together": ""}
_WISH_NEEDS |= dict.fromkeys(("honoured", "head", "hostess"), bilingual("人员写一位", "one person"))
_WISH_NEEDS |= {"equal": bilingual("值写代表团，一行一个", "a delegation as the value, one a row")}
