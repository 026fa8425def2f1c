"""A week as a workbook: the cells of its sheets, so that they are read as the same week."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from planner.formats.official import official_calendar
from planner.formats.plain_data import plain_data
from planner.formats.workbook.book import Book, Cell, Sheet
from planner.formats.workbook.cells.base import CellContext, CellKind
from planner.formats.workbook.form import Column, Form, Row, value_at
from planner.formats.workbook.forms_company import (
    COMPANY_FORMS,
    DINING_ROOMS_FORM,
    HOTELS_FORM,
    ORDER_FIELD,
    PLACES_FORM,
    RESTAURANTS_FORM,
    ROOM_TYPES_FORM,
    SIGHTS_FORM,
)
from planner.formats.workbook.forms_other import (
    ABSENCES_FORM,
    CALENDAR_FORM,
    COMPANY_BOOK_FIELD,
    COMPANY_INFO,
    INFO_TITLE,
    KIND_OF_ABSENCE,
    OFFICIAL_FIELD,
    POLICY_FORM,
    WEEK_INFO,
)
from planner.formats.workbook.forms_week import VISITS_FORM, WEEK_FORMS
from planner.formats.workbook.names import Registry
from planner.language.request_words import request_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from models.domain.week import Company, Week

_PLACE_FORMS = {
    **dict.fromkeys(PLACES_FORM.kinds, PLACES_FORM),
    "hotel": HOTELS_FORM,
    "restaurant": RESTAURANTS_FORM,
    "sight": SIGHTS_FORM,
}
_OWNED = {"room_types": ROOM_TYPES_FORM, "dining_rooms": DINING_ROOMS_FORM}
HEADER_ROWS = 2
WEEK_SHEETS = ("来访客户", "成员", "航班车次", "活动需求", "分组活动", "联合活动", "批准放宽")
COMPANY_SHEETS = (
    *("地点", "会议室", "休息室", "我方人员", "车辆", "司机", "酒店", "酒店房型", "餐厅", "餐厅包间", "景点", "车间"),
    *("请假停用", "外租车辆", "外请人员", "路程", "日历"),
)
"""Sheets as they lie in the workbook."""


def book_of(
    week: Week,
    company: bool = True,
    company_file: str = "",
    policy: Mapping[str, str] | None = None,
    *,
    by_id: bool = False,
) -> Book:
    """Return a week as a workbook.

    Parameters
    ----------
    company : bool
        Whether the company's sheets are in it.
    company_file : str
        Else the name of the company's workbook.
    policy : mapping or None
        What differs from the policy edition, by key path.
    by_id : bool
        Write ids where cells refer to other rows, so that these can be renamed.
    """
    data = plain_data(week)
    context = CellContext(names_of(week, by_id=by_id), week.first_day, week.days)
    rows = {form.title: list(rows_of_form(form, data)) for form in WEEK_FORMS}
    rows[POLICY_FORM.title] = [(None, {"key": key, "value": value}) for key, value in (policy or {}).items()]
    info = dict(data)
    own = week.official != official_calendar(week.first_day, week.days)
    info[OFFICIAL_FIELD] = "own" if own else None
    if not own:
        info.pop("official", None)
    if company_file:
        info[COMPANY_BOOK_FIELD] = company_file
    lines = [(column, value_at(info, column.paths[0])) for column in WEEK_INFO]
    titles = [*WEEK_SHEETS]
    if company:
        rows |= _company_rows(data["company"])
        lines += [(column, value_at(data, column.paths[0])) for column in COMPANY_INFO]
        titles += COMPANY_SHEETS
    days = list(_days(data["company"] if company else {}, info.get("official", {})))
    rows[CALENDAR_FORM.title] = days
    if days and CALENDAR_FORM.title not in titles:
        titles.append(CALENDAR_FORM.title)
    return _book([*titles, POLICY_FORM.title], rows, lines, context)


def company_book_of(company: Company) -> Book:
    """Return a company as a workbook of its own."""
    data = plain_data(company)
    lines = [(column, value_at({"company": data}, column.paths[0])) for column in COMPANY_INFO]
    rows = _company_rows(data)
    rows[CALENDAR_FORM.title] = list(_days(data, {}))
    names = Registry()
    _company_names(names, company)
    return _book(COMPANY_SHEETS, rows, lines, CellContext(names))


def names_of(week: Week, *, by_id: bool = False) -> Registry:
    """Return the names of everything in a week, as they are read back; ``by_id``: to be written as ids."""
    names = Registry(by_id=by_id)
    _company_names(names, week.company)
    for visit in week.visits:
        names.of("visit").add(visit.id, visit.client)
        for member in visit.members:
            names.of("member", visit.id).add(member.id, member.name)
        for request in visit.requests:
            label = _label(request.kind)
            named = names.of("request", visit.id)
            named.add(request.id, *([request.title] if request.title else []), label)
            said = {name: getattr(request, name, None) for name in ("occasion", "lunch", "topic")}
            place = next((p.name for p in week.company.places if p.id == getattr(request, "place", None)), None)
            named.call(request.id, *request_words(request.kind, said | {"place": place}))
    for joint in week.joints:
        names.of("joint").add(joint.id, joint.title)
    return names


def _label(kind: str) -> str:
    from planner.formats.workbook.column_choices import REQUEST_CHOICE

    return str(REQUEST_CHOICE.labels[kind])


def _company_names(names: Registry, company: Company) -> None:
    for place in company.places:
        names.of("place").add(place.id, place.name, place.name_en)
    for kind, things in (
        ("room", company.rooms),
        ("lounge", company.lounges),
        ("workshop", company.workshops),
        ("person", company.people),
        ("driver", company.drivers),
    ):
        for thing in things:
            names.of(kind).add(thing.id, thing.name)
    for vehicle in company.vehicles:
        names.of("vehicle").add(vehicle.id, vehicle.name, vehicle.plate)


OwnedRow = tuple[str | None, Row]
"""The id of the row that a row belongs to, and its fields."""


def rows_of_form(form: Form, data: Row) -> Iterator[OwnedRow]:
    """Yield the rows of a form of the week, in the order of its sheet."""
    if form is ABSENCES_FORM:
        yield from _busy(data["company"])
        return
    if form.owner is None:
        for row in data.get(form.table, ()):
            yield None, row
        return
    for visit in data["visits"]:
        for row in visit.get(form.table, ()):
            yield visit["id"], row


def _company_rows(data: Row) -> dict[str, list[OwnedRow]]:
    rows: dict[str, list[OwnedRow]] = {form.title: [] for form in (*COMPANY_FORMS, ABSENCES_FORM)}
    for form in COMPANY_FORMS:
        if form.owner is None and form.table != "company.places":
            rows[form.title] = [(None, row) for row in data.get(form.table.removeprefix("company."), ())]
    for row in _ordered(data.get("places", [])):
        rows[_PLACE_FORMS[row["kind"]].title].append((None, row))
        for table, form in _OWNED.items():
            rows[form.title] += [(row["id"], part) for part in row.get(table, ())]
    rows[ABSENCES_FORM.title] = list(_busy(data))
    return rows


def _ordered(places: list[Row]) -> list[Row]:
    """Return the places, with their order where it is not that in which the sheets are read."""
    titles = [form.title for form in (HOTELS_FORM, PLACES_FORM, RESTAURANTS_FORM, SIGHTS_FORM)]
    ranks = [titles.index(_PLACE_FORMS[place["kind"]].title) for place in places]
    if ranks == sorted(ranks):
        return places
    return [{**place, ORDER_FIELD: number} for number, place in enumerate(places, start=1)]


def _busy(data: Row) -> Iterator[OwnedRow]:
    for kind in KIND_OF_ABSENCE:
        for thing in data.get(kind, ()):
            for span in (*thing.get("leave", ()), *thing.get("closures", ())):
                yield None, {**span, "_kind": kind, "_name": thing["id"]}


def _days(company: Row, official: Row) -> Iterator[OwnedRow]:
    lists = {
        "company.calendar.workdays": company.get("calendar", {}).get("workdays", ()),
        "company.calendar.holidays": company.get("calendar", {}).get("holidays", ()),
        "company.taboo": company.get("taboo", ()),
        "official.workdays": official.get("workdays", ()),
        "official.holidays": official.get("holidays", ()),
    }
    for kind, days in lists.items():
        for day in days:
            yield None, {"day": day, "_kind": kind}


def _book(
    titles: Iterable[str],
    rows: Mapping[str, list[OwnedRow]],
    lines: list[tuple[Column, Any]],
    context: CellContext,
) -> Book:
    forms = {form.title: form for form in (*WEEK_FORMS, *COMPANY_FORMS, ABSENCES_FORM, CALENDAR_FORM, POLICY_FORM)}
    book = Book("")
    book.sheets.append(info_sheet(lines, context))
    for title in titles:
        book.sheets.append(form_sheet(forms[title], rows.get(title, []), context))
    return book


def info_sheet(lines: list[tuple[Column, Any]], context: CellContext) -> Sheet:
    """Return the first sheet with its lines."""
    sheet = Sheet(INFO_TITLE)
    for number, (column, value) in enumerate(lines, start=FIRST_INFO_ROW):
        sheet.put(Cell(number, 1, column.header))
        if value is not None:
            sheet.put(Cell(number, 2, column.cell.write(value, context)))
        if column.help:
            sheet.put(Cell(number, 3, column.help))
    return sheet


FIRST_INFO_ROW = 3
"""The first line of the first sheet, under its title."""


def form_sheet(form: Form, rows: Iterable[OwnedRow], context: CellContext) -> Sheet:
    """Return the sheet of a form with its rows."""
    sheet = Sheet(form.title)
    for at, column in enumerate(form.all_columns, start=1):
        sheet.put(Cell(1, at, column.header))
        if column.help:
            sheet.put(Cell(2, at, column.help))
    for number, (owner, given) in enumerate(rows, start=HEADER_ROWS + 1):
        row = deepcopy(given)
        if form.split is not None:
            form.split(row)
        context.visit = owner if form.owner is not None else row.get("id") if form is VISITS_FORM else None
        for at, column in enumerate(form.all_columns, start=1):
            value = _cell_value(form, column, row, owner, context)
            if value is not None and value != "":
                sheet.put(Cell(number, at, value))
    return sheet


def _cell_value(form: Form, column: Column, row: Row, owner: str | None, context: CellContext) -> Any:
    if column is form.owner:
        return column.cell.write(owner, context)
    if form is ABSENCES_FORM and column.path == "_name":
        return context.names.of(KIND_OF_ABSENCE[row["_kind"]]).word(row["_name"])
    path = form.path(column, row)
    value = value_at(row, path) if path else None
    cell: CellKind = column.cell
    return None if value is None or value == [] else cell.write(value, context)
