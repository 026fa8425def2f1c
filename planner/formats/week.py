"""Raw tables into a week: validated, consistent, with the official calendar; or every fault at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.domain import consistency
from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.training_series import with_sessions
from models.domain.week import Company, Week
from models.rules.catalogue import RULE_CLASSES
from planner.formats.absent import without_absent
from planner.formats.official import official_calendar
from planner.formats.text.folder import company_folders as folder_company
from planner.formats.text.folder import read_company, read_folder
from planner.formats.validate import Validated, validated
from planner.language.text import tight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planner.formats.raw import KeyPath, Raw


def load(path: str | Path, tell: Callable[[list[str]], None] | None = None) -> Week:
    """Read a week.

    Parameters
    ----------
    path : str or Path
        A folder with week.toml, or a workbook.
    tell : callable, optional
        Called with the guests who are marked as not coming, if there are any: they are no part of the week.

    Raises
    ------
    FaultyInput
        With every fault of the input at once, each with file and key, or sheet and cell.
    """
    raw = raw_week(path)
    week = with_sessions(week_of(raw))
    if tell and raw.absent:
        tell([person.label for person in raw.absent.values()])
    return week


def raw_week(path: str | Path) -> Raw:
    """Read a week's tables, whatever form it has: the one place that tells a workbook from a folder.

    Raises
    ------
    FaultyInput
        When there is no week, or no workbook that can be opened.
    """
    path = Path(path)
    if path.name != "week.toml" and path.exists() and not path.is_dir():
        from planner.formats.workbook.read import read_workbook

        return _with_calendars(read_workbook(path), [path.parent])
    folder = path.parent if path.name == "week.toml" else path
    raw = read_folder(folder)
    return _with_calendars(raw, [folder / name for name in raw.company_folders])


def company_folders(path: Path) -> list[Path]:
    """Return the folders of a week's company, in which the files lie that it names: calendars, the register."""
    if path.name != "week.toml" and not path.is_dir():
        return [path.parent]
    return folder_company(path.parent if path.name == "week.toml" else path)


def _with_calendars(raw: Raw, folders: list[Path]) -> Raw:
    """Put the calendars of people into a week's tables, where there are any."""
    company = raw.data.get("company")
    people = company.get("people") if isinstance(company, dict) else None
    if isinstance(people, list) and any(isinstance(person, dict) and person.get("calendar") for person in people):
        from planner.formats.calendars import add_calendars  # slow to import

        days = raw.data.get("days", 7)
        first = _day_of(raw.data.get("first_day"))
        add_calendars(raw, folders, first, days if isinstance(days, int) and 0 < days <= 31 else 7)
    return raw


def _day_of(value: object) -> dt.date | None:
    """Return the first day of a week as a reader left it; None where it is none."""
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None


def is_week(path: Path) -> bool:
    """Tell whether a folder or workbook holds a week, not only a company.

    Raises
    ------
    FaultyInput
        When it is a workbook that cannot be opened.
    """
    if path.is_dir():
        return (path / "week.toml").is_file()
    if path.name == "week.toml":
        return True
    from planner.formats.workbook.book import open_book  # slow to import
    from planner.formats.workbook.forms_week import VISITS_FORM

    return any(tight(sheet.name) in VISITS_FORM.titles for sheet in open_book(path).sheets)


def raw_week_or_company(path: str | Path) -> Raw:
    """Read the tables of a week; of a company's folder or workbook alone, as a week without visits.

    Raises
    ------
    FaultyInput
        When there is neither, or no workbook that can be opened.
    """
    path = Path(path)
    if not _is_company(path):
        return raw_week(path)
    if path.is_dir():
        raw = read_company(path)
    else:
        from planner.formats.workbook.read import read_company_book

        raw = read_company_book(path)
    raw.company_alone = True
    return raw


def _is_company(path: Path) -> bool:
    """Tell whether a folder or workbook holds a company and no week."""
    if path.is_dir():
        return not (path / "week.toml").is_file() and (path / "company.toml").is_file()
    if path.name == "week.toml" or not path.exists():
        return False
    from planner.formats.workbook.book import open_book
    from planner.formats.workbook.forms_company import COMPANY_FORMS
    from planner.formats.workbook.forms_week import WEEK_FORMS

    titles = {tight(sheet.name) for sheet in open_book(path).sheets}
    return any(titles & form.titles for form in COMPANY_FORMS) and not any(titles & form.titles for form in WEEK_FORMS)


def load_company(path: str | Path) -> Company:
    """Read a company's folder, or its workbook.

    Raises
    ------
    FaultyInput
        With every fault at once.
    """
    path = Path(path)
    if path.is_file():
        from planner.formats.workbook.read import read_company_book

        return week_of(read_company_book(path)).company
    return week_of(read_company(path)).company


def week_of(raw: Raw) -> Week:
    """Return the week of raw tables, however they were read.

    Raises
    ------
    FaultyInput
        With every fault at once.
    """
    week, unread, between = week_and_faults(raw)
    if unread or between or week is None:
        raise FaultyInput([*unread, *between])
    return week


def week_and_faults(raw: Raw) -> tuple[Week | None, list[Fault], list[Fault]]:
    """Return the week of raw tables as far as it can be had, and every fault.

    Returns
    -------
    week : Week or None
        Without what could not be read; None: nothing is left.
    unread, between : list of Fault
        Of single values; between values that can be read.
    """
    found = validated(Week, raw.data, raw.sources, raw.incomplete, reported=raw.reported)
    unread, between = [*raw.faults, *found.faults], list[Fault]()
    if found.fact is not None and not raw.incomplete:
        between += _consistency(raw, found, found.fact)
    week = found.fact
    if week is not None and raw.absent:
        visits, emptied = without_absent(week.visits, raw.absent.values())
        between += _nobody_left(raw, emptied)
        week = week.replace(visits=tuple(visits))
    if week is not None and "official" not in raw.data:
        week = week.replace(official=official_calendar(week.first_day, week.days))
    return week, [raw.reword(fault) for fault in unread], [raw.reword(fault) for fault in between]


def _nobody_left(raw: Raw, emptied: list[str]) -> Iterator[Fault]:
    """Yield visits of which all guests are marked as not coming: whether the visit takes place is asked."""
    for number, visit in enumerate(raw.data["visits"]):
        if visit.get("id") in emptied:
            what = bilingual("客人全部标为不来", "all its guests are marked as not coming")
            yield raw.sources.fault(("visits", number), what, bilingual("这批不来就整行删去", "delete the visit"))


def _consistency(raw: Raw, found: Validated[Week], week: Week) -> list[Fault]:
    """Return the faults between values; what was put aside causes none."""
    known = set().union(*(_ids(_at(raw.data, path)) for path in found.aside))
    faults = []
    for path, what, maybe in (*consistency.faults(week, known=known), *_unknown_rules(week)):
        whole = found.kept.original(path)
        if not any(_nested(whole, gone) for gone in found.aside):
            faults.append(raw.sources.fault(whole, what, maybe))
    return faults


def _unknown_rules(week: Week) -> Iterator[consistency.Finding]:
    """Yield waivers of rules that the policy does not have."""
    known = {rule.id for rule in RULE_CLASSES}
    for number, visit in enumerate(week.visits):
        for index, waiver in enumerate(visit.waivers):
            if waiver.rule not in known:
                path = ("visits", number, "waivers", index, "rule")
                yield (
                    path,
                    bilingual(f"没有这条制度：{waiver.rule!r}", f"no rule {waiver.rule!r}"),
                    consistency.near(waiver.rule, known),
                )


def _nested(a: KeyPath, b: KeyPath) -> bool:
    return a[: len(b)] == b or b[: len(a)] == a


def _at(data: Any, path: KeyPath) -> Any:
    for key in path:
        data = data.get(key) if isinstance(data, dict) else data[int(key)]
    return data


def _ids(value: object) -> set[str]:
    """Return all ids within a value."""
    if isinstance(value, dict):
        own = {str(value["id"])} if "id" in value else set()
        return own.union(*(_ids(part) for part in value.values()))
    if isinstance(value, list):
        return set().union(*(_ids(part) for part in value))
    return set()
