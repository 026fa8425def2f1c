"""A book of customers from a workbook or a folder of text files, and back: validated, or every fault at once.

As text: rounds.toml, and any other .toml beside it, whose tables add up::

    rounds.toml         id, name, first_day, weeks; [office], [calendar]
    customers.toml      [[customers]]
    specialists.toml    [[specialists]]
    appointments.toml   [[appointments]], [[pauses]], [[taken]]

The official calendar is known; ``[calendar]`` says only what differs from it.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.outbound import CustomerBook
from models.domain.outbound_faults import book_faults
from models.domain.week import Calendar
from planner.formats.official import official_calendar
from planner.formats.plain_data import plain_data
from planner.formats.raw import Raw
from planner.formats.text.folder import append_rows, open_table, toml_files, unknown_key
from planner.formats.text.toml_text import toml_text
from planner.formats.validate import validated

if TYPE_CHECKING:
    from collections.abc import Iterable

BOOK_FILE = "rounds.toml"
BOOK_TABLES = ("customers", "specialists", "appointments", "pauses", "taken")
BOOK_FILES = {
    "customers": ("customers",),
    "specialists": ("specialists",),
    "appointments": ("appointments", "pauses", "taken"),
}
"""Tables of each file beside rounds.toml, as they are written."""


def is_rounds(path: Path) -> bool:
    """Tell whether a folder or workbook holds a book of customers.

    Raises
    ------
    FaultyInput
        When it is a workbook that cannot be opened.
    """
    if path.is_dir():
        return (path / BOOK_FILE).is_file()
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return path.name == BOOK_FILE
    from planner.formats.workbook.book import open_book  # slow to import
    from planner.formats.workbook.read_rounds import is_rounds_book

    return is_rounds_book(open_book(path))


def load_rounds(path: str | Path) -> CustomerBook:
    """Read a book of customers.

    Parameters
    ----------
    path : str or Path
        A folder with rounds.toml, or a workbook.

    Raises
    ------
    FaultyInput
        With every fault of the input at once, each with file and key, or sheet and cell.
    OSError
        When it cannot be opened.
    """
    return book_of_raw(raw_rounds(path))


def raw_rounds(path: str | Path) -> Raw:
    """Read the tables of a book of customers, whatever form it has.

    Raises
    ------
    FaultyInput
        When there is no book, or no workbook that can be opened.
    """
    path = Path(path)
    if path.name == BOOK_FILE:
        return _read_folder(path.parent)
    if path.exists() and not path.is_dir():
        from planner.formats.workbook.read_rounds import read_rounds_workbook

        return read_rounds_workbook(path)
    return _read_folder(path)


def _read_folder(folder: Path) -> Raw:
    if not (folder / BOOK_FILE).is_file():
        what = bilingual(f"没有 {BOOK_FILE}", f"no {BOOK_FILE} here")
        raise FaultyInput([Fault(str(folder), "", what, "jiedai new rounds.xlsx")])
    raw = Raw()
    head = open_table(raw, folder / BOOK_FILE, ())
    raw.sources.put((), head.table())
    raw.data = {key: value for key, value in head.data.items() if key not in BOOK_TABLES}
    others = [open_table(raw, path, ()) for path in toml_files(raw, folder, ()) if path.name != BOOK_FILE]
    for file in (head, *others):
        for key in BOOK_TABLES:
            if key in file.data:
                append_rows(raw, raw.data.setdefault(key, []), (key,), file, key)
    for file in others:
        raw.faults += [unknown_key(file, key, list(BOOK_TABLES)) for key in file.data if key not in BOOK_TABLES]
    for key in ("customers", "specialists"):
        raw.data.setdefault(key, [])
    return raw


def book_of_raw(raw: Raw) -> CustomerBook:
    """Return the book of raw tables, however they were read.

    Raises
    ------
    FaultyInput
        With every fault at once.
    """
    found = validated(CustomerBook, raw.data, raw.sources, raw.incomplete, reported=raw.reported)
    faults = [*raw.faults, *found.faults]
    book = found.fact
    if book is not None and not found.aside and not raw.incomplete:
        faults += [raw.sources.fault(found.kept.original(path), what, maybe) for path, what, maybe in book_faults(book)]
        faults += _nobody(raw, book)
    if faults or book is None:
        raise FaultyInput(raw.reword(fault) for fault in faults)
    return with_official_days(book)


def _nobody(raw: Raw, book: CustomerBook) -> Iterable[Fault]:
    """Yield that a book has no customers, or nobody who calls on them."""
    for key, zh, en in (("customers", "没有客户", "no customers"), ("specialists", "没有业务员", "no specialists")):
        if not getattr(book, key):
            yield raw.sources.fault((key,), bilingual(zh, en))


# -- the calendar


def with_official_days(book: CustomerBook) -> CustomerBook:
    """Return a book whose calendar has the official days too; what the book says of a day comes first."""
    official = official_calendar(book.first_day, 7 * book.weeks)
    own = book.calendar
    workdays = {*own.workdays, *(set(official.workdays) - set(own.holidays))}
    holidays = {*own.holidays, *(set(official.holidays) - set(own.workdays))}
    calendar = Calendar(
        workdays=tuple(sorted(workdays)), holidays=tuple(sorted(holidays)), announced=official.announced
    )
    return book.replace(calendar=calendar)


def without_official_days(book: CustomerBook) -> CustomerBook:
    """Return a book whose calendar says only what differs from the official one."""
    official = official_calendar(book.first_day, 7 * book.weeks)
    own = book.calendar
    dropped = {day for day in official.holidays if book.first_day <= day <= book.last_day} - set(own.holidays)
    calendar = Calendar(
        workdays=tuple(sorted({*(set(own.workdays) - set(official.workdays)), *dropped})),
        holidays=tuple(day for day in own.holidays if day not in official.holidays),
    )
    return book.replace(calendar=calendar)


# -- writing


def rounds_folder_files(book: CustomerBook) -> dict[str, bytes]:
    """Return a book as the text files of its folder."""
    tables = {key: _named_first(value) for key, value in plain_data(without_official_days(book)).items()}
    files: dict[str, bytes] = {}
    for name, keys in BOOK_FILES.items():
        part = {key: tables.pop(key) for key in keys if tables.get(key)}
        if part:
            files[f"{name}.toml"] = toml_text(part).encode()
    return {BOOK_FILE: toml_text(tables).encode(), **files}


def _named_first(rows: Any) -> Any:
    """Return rows with their names before the rest, as people look for them."""
    if not isinstance(rows, list):
        return rows
    return [{key: row[key] for key in sorted(row, key=lambda key: ("id", "name", key).index(key))} for row in rows]


def save_rounds(book: CustomerBook, folder: Path) -> None:
    """Write a book as a new folder of text files.

    Raises
    ------
    FileExistsError
        When the folder already holds something: nothing is overwritten.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(17, bilingual("文件夹里已有内容", "the folder is not empty"), os.fspath(folder))
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in rounds_folder_files(book).items():
        (folder / name).write_bytes(content)


def rounds_xlsx(book: CustomerBook | None = None) -> bytes:
    """Return the workbook of a book; without one, a workbook to be filled in, with an example."""
    from planner.formats.workbook.write_rounds import rounds_book_sheets
    from planner.formats.workbook.xlsx import xlsx_of

    shown = example_book() if book is None else without_official_days(book)
    return xlsx_of(rounds_book_sheets(shown), example=book is None, title="客户拜访资料")


def example_book() -> CustomerBook:
    """Return the book that an empty workbook shows: two specialists, five customers, an appointment, a pause."""
    day = dt.date(2026, 10, 12)
    data: dict[str, Any] = {
        "id": day.isoformat(),
        "name": f"{day} 起客户拜访",
        "first_day": day,
        "weeks": 1,
        "office": {"name": "豫岭公司", "address": "郑州市高新区科学大道", "lat": 34.8105, "lon": 113.5545},
        "customers": [
            {"id": "c1", "name": "金穗商行", "grade": "A", "district": "金水区", "lat": 34.782, "lon": 113.672},
            {"id": "c2", "name": "百顺机电", "grade": "B", "district": "金水区", "address": "金水区文化路"},
            {"id": "c3", "name": "中原泵业", "grade": "A", "district": "中原区", "lat": 34.751, "lon": 113.611},
            {"id": "c4", "name": "西城五金", "grade": "C", "district": "中原区", "address": "中原区建设路"},
            {"id": "c5", "name": "锦阳建材", "grade": "C", "district": "中原区", "lat": 34.739, "lon": 113.588},
        ],
        "specialists": [
            {"id": "s1", "name": "赵敏", "districts": ["金水区"], "phone": "13800000001"},
            {"id": "s2", "name": "钱伟", "districts": ["中原区"], "phone": "13800000002", "vehicle": "scooter"},
        ],
        "appointments": [{"id": "a1", "customer": "c1", "day": day, "time": "09:30"}],
        "pauses": [
            {"customer": "c5", "first": day, "last": day + dt.timedelta(days=3), "reason": "店面装修"},
        ],
    }
    data["customers"][0] |= {"contact": "孙经理", "phone": "13900000001", "goods": "新样品册", "birthday": "10-14"}
    data["customers"][2] |= {
        "hours": [{"open": "08:00", "close": "17:00", "weekdays": ["Mon", "Tue", "Wed", "Thu", "Fri"]}],
        "keeps": "lunch",
        "last_call": dt.date(2026, 9, 28),
    }
    return CustomerBook.model_validate(data)
