"""The calendars that a company names for its people, put into a week as times at which they are away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.clock import iso
from planner.formats.calendar_file import MAX_CALENDAR_BYTES, NoCalendar, taken
from planner.formats.regular_file import file_fault, within

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from planner.formats.raw import KeyPath, Raw

_FIELD = "calendar"


def add_calendars(raw: Raw, folders: Sequence[Path], first_day: dt.date | None, days: int) -> None:
    """Turn the calendars of a week's people into leave, when they are taken; every fault at the person's row.

    Parameters
    ----------
    folders : sequence of Path
        Where the company's files are: calendars lie in one of them, or below, and nowhere else.
    first_day : date or None
        Of the week; None: it could not be read, and nothing is added.
    """
    company = raw.data.get("company")
    people = company.get("people", []) if isinstance(company, dict) else []
    for number, person in enumerate(people if isinstance(people, list) else []):
        named = person.get(_FIELD) if isinstance(person, dict) else None
        if not isinstance(named, str) or not named.strip() or first_day is None:
            continue
        path: KeyPath = ("company", "people", number, _FIELD)
        spans = _taken(raw, folders, named.strip(), path, (first_day, days))
        person[_FIELD] = ""  # what it says is in the week now, which may go where the file is not
        leave: list[Any] = person.setdefault("leave", [])
        if isinstance(leave, list):
            leave += [{"start": iso(start), "end": iso(end)} for start, end in spans]


def _taken(
    raw: Raw, folders: Sequence[Path], named: str, path: KeyPath, when: tuple[dt.date, int]
) -> list[tuple[int, int]]:
    """Return the times of a calendar; none, with a fault, where it cannot be read."""
    inside = (within(folder, named) for folder in folders)
    file = next((found for found in inside if found is not None and found.exists()), None)
    if file is None:
        what = bilingual("公司资料的文件夹里没有这个日历文件", "no such calendar in the company's folder")
        raw.faults.append(raw.sources.fault(path, what, bilingual("把 .ics 文件放进来", "put the .ics file there")))
        return []
    fault = file_fault(file, named, MAX_CALENDAR_BYTES)
    if fault is not None:
        raw.faults.append(raw.sources.fault(path, fault.what, fault.maybe))
        return []
    try:
        return taken(file.read_bytes(), *when)
    except NoCalendar as error:
        if error.line is None:
            what = bilingual("不是日历文件，或已损坏", "no calendar, or a damaged one")
            maybe = bilingual("重新导出 .ics", "export the .ics again")
        else:
            zh, en = f"日历第 {error.line} 行起的日程看不懂", f"the event from line {error.line} on cannot be read"
            what, maybe = bilingual(zh, en), bilingual("改正或删去这一项，再导出", "mend or delete it, export again")
        raw.faults.append(raw.sources.fault(path, what, maybe))
        return []
