"""A week written into the register, in one transaction: the same again changes nothing, a changed one has a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from planner.register.record import VISIT_TABLES
from planner.register.store import WAIT_SECONDS, writing

if TYPE_CHECKING:
    import datetime as dt
    import sqlite3
    from pathlib import Path

    from planner.language.words import Words
    from planner.register.record import WeekRecord

_PARTS = {
    "visits": ("来访", "visits"),
    "items": ("活动", "activities"),
    "costs": ("费用", "costs"),
    "gifts": ("礼品", "gifts"),
    "promises": ("承诺", "promises"),
    "kept": ("兑现的承诺", "promises kept"),
    "answers": ("满意度", "answers"),
    "service": ("我方人员", "our people"),
    "measures": ("行程指标", "measures"),
}


@dataclass(frozen=True)
class Closing:
    """What a closing did.

    Attributes
    ----------
    revision : int
        How often the week was closed with something new, from 1.
    """

    outcome: Literal["new", "same", "changed"]
    revision: int
    note: str = ""


def close_week(path: Path, record: WeekRecord, now: dt.datetime, words: Words, wait: float = WAIT_SECONDS) -> Closing:
    """Write a week into the register, in place of what it has of that week.

    Raises
    ------
    FaultyInput
        When the file is no register.
    OSError
        When it cannot be written; it is as it was. See ``planner.register.store.writing``.
    """
    with writing(path, wait) as connection:
        old = connection.execute("SELECT digest, revision FROM weeks WHERE week = ?", (record.week,)).fetchone()
        if old is not None and old[0] == record.digest:
            return Closing("same", old[1])
        note = "" if old is None else _what_changed(connection, record, words)
        revision = 1 if old is None else old[1] + 1
        past = connection.execute(
            "SELECT revision, closed_at, note FROM closings WHERE week = ? ORDER BY revision", (record.week,)
        ).fetchall()
        connection.execute("DELETE FROM weeks WHERE week = ?", (record.week,))
        _insert(connection, "weeks", [_week_row(record, revision)])
        closings = [*past, (revision, now.isoformat(timespec="seconds"), note)]
        connection.executemany("INSERT INTO closings VALUES (?, ?, ?, ?)", [(record.week, *row) for row in closings])
        for table in VISIT_TABLES:
            _insert(connection, table, record.rows[table])
    return Closing("new" if old is None else "changed", revision, note)


def _week_row(record: WeekRecord, revision: int) -> dict[str, Any]:
    return {
        "week": record.week,
        "name": record.name,
        "first_day": record.first_day,
        "charters_planned": record.charters_planned,
        "charters_actual": record.charters_actual,
        "revision": revision,
        "digest": record.digest,
    }


def _insert(connection: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        columns = ", ".join(f'"{name}"' for name in rows[0])
        marks = ", ".join("?" for _ in rows[0])
        statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
        connection.executemany(statement, [tuple(row.values()) for row in rows])


def _what_changed(connection: sqlite3.Connection, record: WeekRecord, words: Words) -> str:
    """Say how many rows of which tables are other than they were."""
    found: list[str] = []
    for table in VISIT_TABLES:
        new = {tuple(row[name] for name in sorted(row)) for row in record.rows[table]}
        old = set(_rows_of(connection, table, record.week))
        if count := max(len(new - old), len(old - new)):
            zh, en = _PARTS[table]
            found.append(words.pick(f"{zh} {count} 处", f"{en}: {count}"))
    return words.pick("改动：", "changed: ") + words.comma.join(found) if found else words.pick("改动", "changed")


def _rows_of(connection: sqlite3.Connection, table: str, week: str) -> list[tuple[Any, ...]]:
    """Return the rows of a week's visits, the columns by name."""
    columns = sorted(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))
    chosen = ", ".join(f't."{name}"' for name in columns)
    return connection.execute(
        f"SELECT {chosen} FROM {table} t JOIN visits v ON v.case_key = t.case_key WHERE v.week = ?", (week,)
    ).fetchall()
