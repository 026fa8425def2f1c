"""A book of customers as a workbook, so that it is read as the same book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.formats.plain_data import plain_data
from planner.formats.workbook.book import Book
from planner.formats.workbook.cells.base import CellContext
from planner.formats.workbook.form import Row, value_at
from planner.formats.workbook.forms_rounds import (
    CUSTOMERS_FORM,
    DISTRICT_PEOPLE_FIELD,
    DISTRICTS_FORM,
    ROUNDS_CALENDAR_FIELD,
    ROUNDS_CALENDAR_FORM,
    ROUNDS_FORMS,
    ROUNDS_INFO,
    SPAN_KIND_FIELD,
    SPAN_PERSON_FIELD,
    SPANS_FORM,
    SPECIALISTS_FORM,
)
from planner.formats.workbook.names import Registry
from planner.formats.workbook.write import form_sheet, info_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.outbound import CustomerBook


def rounds_book_sheets(book: CustomerBook) -> Book:
    """Return a book of customers as a workbook; days that are the official calendar's are left out by the caller."""
    context = CellContext(Registry(), book.first_day, 7 * book.weeks)
    for customer in book.customers:
        context.names.of("customer").add(customer.id, customer.name)
    for person in book.specialists:
        context.names.of("specialist").add(person.id, person.name)
    data = plain_data(book)
    rows: dict[str, list[Row]] = {form.title: data.get(form.table, []) for form in ROUNDS_FORMS if form.table}
    rows[DISTRICTS_FORM.title] = list(_districts(book))
    rows[SPANS_FORM.title] = list(_spans(data))
    rows[ROUNDS_CALENDAR_FORM.title] = [
        {"day": day, ROUNDS_CALENDAR_FIELD: kind}
        for kind in ("workdays", "holidays")
        for day in data.get("calendar", {}).get(kind, ())
    ]
    people = rows[SPECIALISTS_FORM.title]
    rows[SPECIALISTS_FORM.title] = [{**row, "districts": None} for row in people]
    rows[CUSTOMERS_FORM.title] = [{"grade": "C", **row} for row in rows[CUSTOMERS_FORM.title]]
    lines: list[tuple[Any, Any]] = [(column, value_at(data, column.paths[0])) for column in ROUNDS_INFO]
    made = Book("", [info_sheet(lines, context)])
    for form in ROUNDS_FORMS:
        made.sheets.append(form_sheet(form, [(None, row) for row in rows[form.title]], context))
    return made


def _districts(book: CustomerBook) -> Iterator[Row]:
    """Yield who has which district: a row a district where that keeps everybody's order, else a row a person's."""
    names = list(dict.fromkeys(name for person in book.specialists for name in person.districts))
    in_order = all(
        list(person.districts) == [name for name in names if name in person.districts] for person in book.specialists
    )
    if in_order:
        for name in names:
            ids = [person.id for person in book.specialists if name in person.districts]
            yield {"name": name, DISTRICT_PEOPLE_FIELD: ids}
    else:
        for person in book.specialists:
            for name in person.districts:
                yield {"name": name, DISTRICT_PEOPLE_FIELD: [person.id]}
    for name in dict.fromkeys(customer.district for customer in book.customers):
        if name not in names:
            yield {"name": name}


def _spans(data: Row) -> Iterator[Row]:
    for person in data.get("specialists", ()):
        for span in person.get("leave", ()):
            yield {**span, SPAN_KIND_FIELD: "leave", SPAN_PERSON_FIELD: person["id"]}
    for span in data.get("taken", ()):
        yield {**span, SPAN_KIND_FIELD: "taken", SPAN_PERSON_FIELD: span["specialist"]}
