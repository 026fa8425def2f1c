"""Which facts of a week differ between two of its states, by name: so that who changes one twice is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.domain.request_order import ORDER_FIELDS
from models.domain.visits import Visit
from models.domain.week import Company, Week
from planner.formats.workbook.forms_other import ABSENCES_FORM, KIND_OF_ABSENCE
from planner.formats.workbook.forms_week import GROUPS_FORM, TOTAL_FIELD, VISITS_FORM
from planner.formats.workbook.week_rows import ASKED_ORDER_FIELD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.domain.base import Fact
    from planner.formats.workbook.changed_rows import RowChange
    from planner.formats.workbook.form import Column

_TABLES = ("members", "groups", "requests")
"""Fields of a visit whose rows have ids; changed row by row."""


def fact_key(visit: str, table: str = "", row: str = "", name: str = "") -> str:
    """Return the name of a fact: ``fact:v1:groups:g1:arrival``."""
    return ":".join(("fact", visit, table, row, name))


def changed_facts(before: Week, after: Week) -> Iterator[str]:
    """Yield the names of the facts that differ; a row that is new or gone is one."""
    if before is after:
        return
    old = {visit.id: visit for visit in before.visits}
    for visit in after.visits:
        was = old.pop(visit.id, None)
        if was is None:
            yield fact_key(visit.id)
        elif was is not visit:
            yield from _of_visit(was, visit)
    yield from (fact_key(gone) for gone in old)
    if before.company is not after.company:
        for kind in KIND_OF_ABSENCE:
            was_there = {thing.id: thing for thing in getattr(before.company, kind)}
            for thing in getattr(after.company, kind):
                if was_there.get(thing.id) != thing:
                    yield fact_key("company", kind, thing.id)


def _of_visit(was: Visit, now: Visit) -> Iterator[str]:
    yield from (fact_key(now.id, name=name) for name in _fields(was, now) if name not in _TABLES)
    for table in _TABLES:
        old = {row.id: row for row in getattr(was, table)}
        for row in getattr(now, table):
            other = old.pop(row.id, None)
            if other is None or type(other) is not type(row):
                yield fact_key(now.id, table, row.id)
            else:
                yield from (fact_key(now.id, table, row.id, name) for name in _fields(other, row))
        yield from (fact_key(now.id, table, gone) for gone in old)


def _fields(was: Fact, now: Fact) -> Iterator[str]:
    return (name for name in type(now).model_fields if getattr(was, name) != getattr(now, name))


def facts_of_change(week: Week, change: RowChange) -> Iterator[str]:
    """Yield the names of the facts that a changed row is about."""
    if not change.id:
        return
    if change.form is ABSENCES_FORM:
        yield from (fact_key("company", kind, id) for kind, id in _absent(week, int(change.id)))
        return
    visit = change.id if change.form is VISITS_FORM else change.owner
    table, row = ("", "") if change.form is VISITS_FORM else (change.form.table, change.id)
    yield fact_key(visit)
    if row:
        yield fact_key(visit, table, row)
    for column in change.form.columns:
        if column.header in change.cells:
            if column.path == TOTAL_FIELD:
                groups = week.visit(visit).groups if change.form is VISITS_FORM else ()
                yield from (fact_key(visit, GROUPS_FORM.table, group.id, "unnamed") for group in groups)
                yield fact_key(visit, table, row, "unnamed")
            yield from (fact_key(visit, table, row, name) for name in _names(column))


def _names(column: Column) -> Iterator[str]:
    for path in column.paths:
        yield from ORDER_FIELDS if path[0] == ASKED_ORDER_FIELD else (path[0],)
    if column.paths[0][0] in ("on", "at"):  # together they are one moment
        yield from ("on", "at")


def _absent(week: Week, number: int) -> Iterator[tuple[str, str]]:
    """Yield whose absence is the one with a number among all."""
    for kind in KIND_OF_ABSENCE:
        for thing in getattr(week.company, kind):
            spans = (*getattr(thing, "leave", ()), *getattr(thing, "closures", ()))
            if number < len(spans):
                if number >= 0:
                    yield kind, thing.id
                return
            number -= len(spans)


# ---------------------------------------------------------------- for the journal


def week_data(before: Week, after: Week) -> dict[str, Any]:
    """Return what differs between two weeks as plain data: of a large one a change is small."""
    if after.replace(visits=before.visits, company=before.company) != before:
        return after.model_dump(mode="json")
    old = {visit.id: visit for visit in before.visits}
    changed = [visit for visit in after.visits if old.get(visit.id) != visit]
    data: dict[str, Any] = {"visits": [visit.model_dump(mode="json") for visit in changed]}
    if after.company != before.company:
        data["company"] = after.company.model_dump(mode="json")
    return {"changes": data, "order": [visit.id for visit in after.visits]}


def week_after(before: Week, data: Mapping[str, Any]) -> Week:
    """Return a week with what ``week_data`` says of it.

    Raises
    ------
    ValueError
        When that is damaged.
    """
    if "changes" not in data:
        return Week.model_validate(data)
    changes = data["changes"]
    found = {visit.id: visit for visit in before.visits}
    found |= {visit.id: visit for visit in map(Visit.model_validate, changes.get("visits", ()))}
    if not set(data.get("order", ())) <= found.keys():
        raise ValueError("a visit of which nothing is known")
    company = Company.model_validate(changes["company"]) if "company" in changes else before.company
    return before.replace(visits=tuple(found[id] for id in data.get("order", ())), company=company)
