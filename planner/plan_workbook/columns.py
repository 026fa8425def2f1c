"""The columns of every table of plan.xlsx that is read back: field, heading, what a change of a cell means.

Writing takes headings, fields and offered lists from here, reading what a changed cell means. A column with the
reading ``plan`` needs a handler for its field in ``planner.plan_workbook.reading.apply_edits``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from planner.papers.table import headings
from planner.papers.tables.duties import DUTY_COLUMNS
from planner.papers.tables.programme import PROGRAMME_COLUMNS
from planner.papers.tables.todos import TODO_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.language.words import Words
    from planner.papers.table import PaperColumn

TableKind = Literal[
    "programme", "office", "driver", "vehicle", "person", "room", "workshop", "dining", "hotel", "todos"
]
Reading = Literal["plan", "lock", "remark", "office", "text"]


@dataclass(frozen=True)
class SheetColumn:
    """A column of a table of plan.xlsx.

    Attributes
    ----------
    field : str
        What it tells; stands hidden beside the heading, so that columns may be moved.
    zh, en : str
        Its heading.
    reading : str
        What a changed cell means: ``plan``, it changes the plan; ``lock``, it says what to hold; ``office``, it says
        how far a task is; ``remark``, planners write there what they like; ``text``, nothing, which they are told.
    choices : str
        The list that its cells offer, see ``planner.plan_workbook.writing.drop_down_sheet``; ``""``: none.
    """

    field: str
    zh: str
    en: str
    reading: Reading = "text"
    choices: str = ""


def _columns(
    printed: Iterable[PaperColumn], plan: tuple[str, ...] = (), choices: Mapping[str, str] | None = None
) -> tuple[SheetColumn, ...]:
    """Return the columns of a printed table; ``plan``: the fields whose changes change the plan."""

    def reading(field: str) -> Reading:
        return "plan" if field in plan else "remark" if field == "note" else "text"

    offered = choices or {}
    return tuple(SheetColumn(c.field, c.zh, c.en, reading(c.field), offered.get(c.field, "")) for c in printed)


_CHOICES = {"place": "places", "cars": "cars"}
_LOCK = SheetColumn("lock", "锁定", "Lock", "lock", "locks")
_PROGRAMME = _columns(PROGRAMME_COLUMNS, ("day", "time", "place", "people", "cars"), _CHOICES)
_DAY, _TIME, *_REST = _PROGRAMME
# the English heading of people has a hyphen on the sheets of days
_OFFICE = [replace(c, en="Accompanied-by") if c.field == "people" else c for c in _REST]

OFFICE_FIELDS = ("step", "by", "on")
"""Fields of the list of things to do that say how far a task is."""
_TODOS = _columns(TODO_COLUMNS, choices={"step": "steps"})

SHEET_COLUMNS: dict[TableKind, tuple[SheetColumn, ...]] = {
    "programme": (*_PROGRAMME, _LOCK),
    "office": (_TIME, SheetColumn("client", "来访客户", "Client"), *_OFFICE, _LOCK),
    "driver": _columns(DUTY_COLUMNS["driver"], ("depart", "arrive", "vehicle")),
    "vehicle": _columns(DUTY_COLUMNS["vehicle"], ("depart", "arrive", "driver")),
    "person": _columns(DUTY_COLUMNS["person"]),
    "room": _columns(DUTY_COLUMNS["room"], ("crew",)),
    "workshop": _columns(DUTY_COLUMNS["workshop"], ("time", "docent")),
    "dining": _columns(DUTY_COLUMNS["dining"]),
    "hotel": _columns(DUTY_COLUMNS["hotel"], ("rooms",)),
    "todos": tuple(replace(c, reading="office") if c.field in OFFICE_FIELDS else c for c in _TODOS),
}
"""Kind of table → its columns from the left: the programme of a delegation, the day of the office, the duty lists."""

EDITABLE_TABLES = tuple(kind for kind, columns in SHEET_COLUMNS.items() if any(c.reading == "plan" for c in columns))
"""Kinds of tables whose changed cells change the plan."""


def fields(kind: TableKind) -> tuple[str, ...]:
    """Return the fields of a table's columns."""
    return tuple(column.field for column in SHEET_COLUMNS[kind])


def heads(kind: TableKind, words: Words) -> tuple[str, ...]:
    """Return the headings of a table's columns in a language."""
    return headings(SHEET_COLUMNS[kind], words)


def reading_of(kind: str, field: str) -> Reading:
    """Return what a changed cell of a table means; of a kind that is not known, that it is only a text."""
    for column in SHEET_COLUMNS.get(kind, ()):  # type: ignore[call-overload]
        if column.field == field:
            reading: Reading = column.reading
            return reading
    return "text"
