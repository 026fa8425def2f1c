"""What must be true of the workbook's forms: a field that is forgotten somewhere is named, with the place to add it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest

from models.domain.base import Fact
from models.domain.week import Company, Week
from planner.formats.week import week_of
from planner.formats.workbook.forms_company import COMPANY_FORMS
from planner.formats.workbook.forms_dinner import DINNER_FORMS, DINNER_INFO
from planner.formats.workbook.forms_other import ABSENCES_FORM, CALENDAR_FORM, COMPANY_INFO, POLICY_FORM, WEEK_INFO
from planner.formats.workbook.forms_week import WEEK_FORMS
from planner.formats.workbook.read import raw_of
from planner.formats.workbook.write import COMPANY_SHEETS, WEEK_SHEETS, book_of
from tests.formats.other_values import NoOtherValue, other_value
from tests.formats.workbook.sheets import everything

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.formats.workbook.form import Column, Form

LISTS = (*WEEK_FORMS, *COMPANY_FORMS)
"""Sheets that are read a fact a row."""
BOOKS = {
    "a week": (*LISTS, ABSENCES_FORM, CALENDAR_FORM, POLICY_FORM),
    "a dinner": DINNER_FORMS,
}
"""Sheets that stand in one workbook."""
FORMS = [form for forms in BOOKS.values() for form in forms]

WITHOUT_COLUMN = {
    "Visit.members": "the sheet 成员",
    "Visit.groups": "the sheet 航班车次",
    "Visit.sub_groups": "the sheet 分组活动",
    "Visit.requests": "the sheet 活动需求",
    "Visit.waivers": "the sheet 批准放宽",
    "Hotel.room_types": "the sheet 酒店房型",
    "Restaurant.dining_rooms": "the sheet 餐厅包间",
    **dict.fromkeys(("HostPerson.leave", "Driver.leave"), "the sheet 请假停用"),
    **dict.fromkeys(
        (f"{name}.closures" for name in ("Site", "ArrivalPoint", "Hotel", "Restaurant", "Sight", "Project", "Venue")),
        "the sheet 请假停用",
    ),
    **dict.fromkeys((f"{name}.closures" for name in ("Room", "Lounge", "Workshop", "Vehicle")), "the sheet 请假停用"),
    "Attendee.level": "follows from the title; given only for dinners that are made of a plan",
    "Attendee.nameless": "of people in dinners that are made of a plan; a list of names has none",
    "Attendee.frail": "matters in cars only, and a workbook has dinners",
    "Attendee.tags": "the columns that no form knows",
    **dict.fromkeys(("Week.memory.clients", "Week.memory.loads", "Week.memory.drives"), "read from the register"),
    "Week.visits": "the sheet 来访客户",
    "Week.joints": "the sheet 联合活动",
    "Week.company": "the sheets of the company",
    "Week.official.workdays": "the sheet 日历",
    "Week.official.holidays": "the sheet 日历",
    "Company.calendar.announced": "says something of the official calendar only",
    "Company.calendar.workdays": "the sheet 日历",
    "Company.calendar.holidays": "the sheet 日历",
    "Company.taboo": "the sheet 日历",
    **dict.fromkeys(
        (f"Company.{name}" for name in Company.model_fields if f"company.{name}" in {form.table for form in LISTS}),
        "a sheet of its own",
    ),
}
"""Fields that no column of their form holds, and why."""
BOUND = {
    "Exchange.on": "must be the day of its start",
    "Waiver.scope": "must be something of the week",
    "Banquet.meal": "must be a lunch where the banquet is one",
    "meal_price": "needs a meal",
    "lunch_break": "needs a long item",
    **dict.fromkeys(("Gift.part", "NightAway.part"), "must be empty: it takes no time of its own"),
}
"""Fields whose value hangs on other fields: the round trip of the whole week has them."""
JOINED = {("arrival", "on"): "becomes part of arrival.at when the row is read"}
"""Columns that lead to no field, and why."""


# -- titles


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.title)
def test_no_two_columns_claim_one_title(form):
    assert not list(claimed_twice(form.all_columns)), (
        f"columns of the sheet {form.title} claim one title; take it out of one of them ('also') in its Form, "
        "planner/formats/workbook/forms_*.py"
    )


@pytest.mark.parametrize("lines", [(*WEEK_INFO, *COMPANY_INFO), DINNER_INFO], ids=["week", "dinner"])
def test_no_two_lines_of_the_first_sheet_claim_one_title(lines):
    assert not list(claimed_twice(lines)), "two lines claim one title; see planner/formats/workbook/forms_other.py"


@pytest.mark.parametrize("book", BOOKS)
def test_no_two_sheets_claim_one_name(book):
    claims: dict[str, str] = {}
    for form in BOOKS[book]:
        for title in form.titles:
            other = claims.setdefault(title, form.title)
            assert other == form.title, f"{form.title} and {other} claim the name {title}; change 'also' of one Form"


def claimed_twice(columns: Iterable[Column]) -> Iterator[tuple[str, str, str]]:
    """Yield titles that two columns have, with the headers of both."""
    claims: dict[str, str] = {}
    for column in columns:
        for title in sorted(column.titles):
            other = claims.setdefault(title, column.header)
            if other != column.header:
                yield title, other, column.header


# -- fields and columns


def kinds(forms: Iterable[Form]) -> list[Any]:
    """Return every kind of fact with its form."""
    pairs = [(form, kind, fact) for form in forms for kind, fact in form.kinds.items() if form is not ABSENCES_FORM]
    return [pytest.param(*pair, id=f"{pair[0].title}-{pair[1] or pair[2].__name__}") for pair in pairs]


def fields_of(fact: type[Fact]) -> Iterator[tuple[str, ...]]:
    """Yield the fields of a fact; of a part that is a fact itself, its fields."""
    for name, field in fact.model_fields.items():
        part = field.annotation
        if isinstance(part, type) and issubclass(part, Fact) and part is not Company:
            yield from ((name, *below) for below in fields_of(part))
        else:
            yield (name,)


@pytest.mark.parametrize(("form", "kind", "fact"), kinds(FORMS))
def test_every_field_has_a_column(form, kind, fact):
    held = {form.path(column, {"kind": kind} if kind else {}) for column in form.columns}
    held |= {path for column in form.columns for path in column.held}
    for path in fields_of(fact):
        name = ".".join((fact.__name__, *path))
        assert path in held or path[0] in form.fixed or name in WITHOUT_COLUMN, (
            f"{name} has no column: add Column(…, {'.'.join(path)!r}, …) to the Form {form.title} in "
            "planner/formats/workbook/forms_*.py, or say in WITHOUT_COLUMN here why it has none"
        )


@pytest.mark.parametrize(
    ("fact", "lines", "below"), [(Week, WEEK_INFO, ""), (Company, COMPANY_INFO, "company.")], ids=["week", "company"]
)
def test_every_field_of_the_week_has_a_line_or_a_sheet(fact, lines, below):
    held = {column.path.removeprefix(below) for column in lines}
    for path in fields_of(fact):
        name = ".".join((fact.__name__, *path))
        assert ".".join(path) in held or name in WITHOUT_COLUMN, (
            f"{name} has no line on the first sheet: add a Column to WEEK_INFO or COMPANY_INFO in "
            "planner/formats/workbook/forms_other.py, or say in WITHOUT_COLUMN here where it stands"
        )


@pytest.mark.parametrize("form", [form for form in FORMS if form.kinds], ids=lambda form: form.title)
def test_every_column_has_a_field(form):
    known = {path for fact in form.kinds.values() for path in fields_of(fact)}
    for column in form.columns:
        for path in column.paths:
            assert path in known or path in JOINED or path[0].startswith("_"), (
                f"the column {column.header} of {form.title} leads to {'.'.join(path)}, which no fact of the form has"
            )


def test_the_reasons_are_of_fields_that_exist():
    facts = {fact.__name__: fact for form in FORMS for fact in form.kinds.values()} | {"Week": Week, "Company": Company}
    known = {".".join((name, *path)) for name, fact in facts.items() for path in fields_of(fact)}
    assert not WITHOUT_COLUMN.keys() - known, "take out of WITHOUT_COLUMN what is no field any more"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.title)
def test_rare_columns_exist(form):
    headers = {column.header for column in form.all_columns}
    assert set(form.rare.split()) <= headers, f"'rare' of the Form {form.title} names columns that it does not have"


@pytest.mark.parametrize("form", [*LISTS, ABSENCES_FORM, CALENDAR_FORM], ids=lambda form: form.title)
def test_every_sheet_is_written(form):
    assert form.title in (*WEEK_SHEETS, *COMPANY_SHEETS), (
        f"add {form.title} to WEEK_SHEETS or COMPANY_SHEETS in planner/formats/workbook/write.py"
    )


# -- every field there and back


def row_of(week: dict[str, Any], form: Form, kind: str) -> dict[str, Any] | None:
    """Return the first row of a form and kind in a week as plain data."""
    if form.owner is not None:
        owners = week["visits"] if form in WEEK_FORMS else week["company"]["places"]
        rows = [row for owner in owners for row in owner.get(form.table, ())]
    else:
        rows = week
        for key in form.table.split("."):
            rows = rows[key]
    wanted = kind or form.fixed.get("kind")
    return next((row for row in rows if (not form.fixed and not kind) or row.get("kind") == wanted), None)


def changed_fields(data: dict[str, Any], number: int) -> Iterator[tuple[str, Form, str]]:
    """Change the field of that number in the first row of every form and kind; yield what was changed."""
    for form in LISTS:
        for kind, fact in form.kinds.items():
            row = row_of(data, form, kind)
            assert row is not None, (
                f"add a {fact.__name__} ({kind}) to everything() in tests/formats/workbook/sheets.py"
            )
            name = list(fact.model_fields)[number] if number < len(fact.model_fields) else "id"
            if name in ("id", "kind") or {name, f"{fact.__name__}.{name}"} & set(BOUND):
                continue
            with contextlib.suppress(NoOtherValue):
                row[name] = other_value(fact.model_fields[name], row[name])
                yield name, form, kind


@pytest.mark.parametrize("number", range(max(len(fact.model_fields) for form in LISTS for fact in form.kinds.values())))
def test_every_field_is_written_and_read_back(number):
    data = everything().model_dump(mode="json")
    fields = list(changed_fields(data, number))
    changed = Week.model_validate(data)
    before, after = (found.model_dump(mode="json") for found in (changed, week_of(raw_of(book_of(changed)))))
    lost = [
        f"{form.title} {kind}: {name}"
        for name, form, kind in fields
        if (row_of(before, form, kind) or {})[name] != (row_of(after, form, kind) or {})[name]
    ]
    assert not lost, "fields that a workbook loses; look at their Column in planner/formats/workbook/forms_*.py"
    assert after == before
