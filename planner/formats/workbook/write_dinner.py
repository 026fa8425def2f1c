"""The plain data of a dinner as the sheets of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.formats.workbook.book import Book, Cell, Sheet
from planner.formats.workbook.cells.base import CellContext
from planner.formats.workbook.form import Form, Row, value_at
from planner.formats.workbook.forms_dinner import (
    ATTENDEES_FORM,
    DINNER_FORMS,
    DINNER_INFO,
    TABLES_FORM,
    WISH_KIND_FIELD,
    WISHES_FORM,
)
from planner.formats.workbook.names import Registry
from planner.formats.workbook.write import HEADER_ROWS, info_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

DINNER_EXAMPLE: dict[str, Any] = {
    "id": "dinner",
    "name": "欢迎晚宴",
    "_tables": 1,
    "_seats": 10,
    "people": [
        {"id": "p1", "name": "赵明远", "side": "host", "title": "总经理", "sex": "m"},
        {"id": "p2", "name": "孙倩", "side": "host", "title": "总监", "sex": "f"},
        {
            "id": "p3",
            "name": "林译",
            "side": "host",
            "title": "翻译",
            "role": "interpreter",
            "serves": "p4",
            "sex": "f",
        },
        {"id": "p4", "name": "Smith", "side": "guest", "title": "President", "foreign": True, "languages": ["en"]},
        {"id": "p5", "name": "周堃", "side": "guest", "title": "副总裁", "sex": "m", "diet": "清真"},
        {"id": "p6", "name": "郑璟", "side": "guest", "title": "部门经理", "sex": "f"},
    ],
    "wishes": {"side_by_side": [["p2", "p6"]]},
}


def dinner_book(data: dict[str, Any]) -> Book:
    """Return a dinner as a workbook."""
    context = CellContext(Registry())
    people, tables = data["people"], data.get("hall", {}).get("tables", [])
    for person in people:
        context.names.of("attendee").add(person["id"], person["name"], person.get("name_en", ""))
    for table in tables:
        context.names.of("table").add(table["id"], table.get("name", ""), table["id"])
    rows: dict[str, list[Row]] = {ATTENDEES_FORM.title: people, TABLES_FORM.title: [_table(table) for table in tables]}
    rows[WISHES_FORM.title] = list(_wishes(data.get("wishes", {})))
    tags = list(dict.fromkeys(tag for person in people for tag in person.get("tags", {})))
    lines = [(column, value_at(data, column.paths[0])) for column in DINNER_INFO]
    book = Book("", [info_sheet(lines, context)])
    for form in DINNER_FORMS:
        book.sheets.append(_sheet(form, rows[form.title], tags if form is ATTENDEES_FORM else [], context))
    return book


def _table(table: Row) -> Row:
    return {**table, "rows": [str(number) for number in table["rows"]]} if table.get("rows") else table


def _sheet(form: Form, rows: list[Row], tags: list[str], context: CellContext) -> Sheet:
    sheet = Sheet(form.title)
    for at, column in enumerate(form.columns, start=1):
        sheet.put(Cell(1, at, column.header))
        if column.help:
            sheet.put(Cell(2, at, column.help))
    for at, tag in enumerate(tags, start=len(form.columns) + 1):
        sheet.put(Cell(1, at, tag))
    for number, row in enumerate(rows, start=HEADER_ROWS + 1):
        for at, column in enumerate(form.columns, start=1):
            value = value_at(row, column.paths[0])
            if value is not None and value not in ("", []):
                sheet.put(Cell(number, at, column.cell.write(value, context)))
        for at, tag in enumerate(tags, start=len(form.columns) + 1):
            if tag in row.get("tags", {}):
                sheet.put(Cell(number, at, row["tags"][tag]))
    return sheet


def _wishes(wishes: Row) -> Iterator[Row]:
    for kind, value in wishes.items():
        for one in value if isinstance(value, list) else [value]:
            yield {WISH_KIND_FIELD: kind, **_wish(kind, one)}


def _wish(kind: str, one: Any) -> Row:
    match kind:
        case "locks":
            return {"people": [one["person"]], **{key: one[key] for key in ("table", "seat") if key in one}}
        case "affinities":
            return {"people": [one["a"], one["b"]], "number": one["weight"]}
        case "acquaintances":
            return {"number": one}
        case "categories":
            wish = {key: one[key] for key in ("attribute", "most", "value") if key in one}
            return wish | ({"number": one["least"]} if "least" in one else {})
        case "spread" | "neighbours_share":
            return {"attribute": one}
        case "diets_together":
            return {"value": "是" if one else "否"}
        case "equal":
            return {"value": one}
        case "honoured" | "head" | "hostess":
            return {"people": [one]}
    return {"people": one}
