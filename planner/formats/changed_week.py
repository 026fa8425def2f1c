"""A week after people have typed other words into its forms: read as a workbook is, or every fault with its cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.training_series import with_sessions
from planner.formats.week import week_and_faults
from planner.formats.workbook.changed_rows import read_changes
from planner.formats.workbook.forms_other import KIND_OF_ABSENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.errors import Fault
    from models.domain.week import Company, Week
    from planner.formats.workbook.changed_rows import ChangedRows, RowChange


@dataclass(frozen=True)
class CellFault:
    """A fault of what was typed.

    Attributes
    ----------
    row : int or None
        Number of the change; None: it lies elsewhere.
    header : str
        Of the column; empty: the row as a whole.
    """

    row: int | None
    header: str
    fault: Fault


def changed_week(week: Week, changes: Sequence[RowChange]) -> tuple[Week | None, tuple[CellFault, ...]]:
    """Return a week with some rows in other words; None with every fault where something cannot be read.

    What the rows do not say stays as it is, the very same objects. Faults that the week had before are no faults of the
    change.

    Raises
    ------
    KeyError
        When there is no such row.
    """
    read = read_changes(week, changes)
    found, unread, between = week_and_faults(read.raw)
    if between:
        known = {fault.what for fault in week_and_faults(read_changes(week, ()).raw)[2]}
        between = [fault for fault in between if fault.what not in known]
    faults = [*unread, *between]
    if faults or found is None:
        return None, tuple(CellFault(*read.place(fault.where), fault) for fault in faults)
    return _merged(week, with_sessions(found), read), ()


def _merged(week: Week, found: Week, read: ChangedRows) -> Week:
    """Return the old week with what the changes are about."""
    known = {visit.id: visit for visit in week.visits}
    now = {visit.id: visit for visit in found.visits}
    visits = tuple(now[id] if id in read.visits and now[id] != visit else visit for id, visit in known.items())
    visits += tuple(visit for id, visit in now.items() if id not in known)
    company = _with_absences(week.company, found.company)
    if company is week.company and visits == week.visits:
        return week
    return week.replace(visits=visits, company=company)


def _with_absences(company: Company, found: Company) -> Company:
    """Return a company with the absences and closures of another one."""
    changes = {}
    for kind in KIND_OF_ABSENCE:
        name = "leave" if kind in ("people", "drivers") else "closures"
        old, now = getattr(company, kind), {thing.id: getattr(thing, name, ()) for thing in getattr(found, kind)}
        things = tuple(
            thing.replace(**{name: now[thing.id]}) if getattr(thing, name, ()) != now[thing.id] else thing
            for thing in old
        )
        if things != old:
            changes[kind] = things
    return company.replace(**changes) if changes else company
