"""People of the input who are marked as not coming: found in the raw tables, left out of the facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.domain.absent_guests import without_guests
from planner.language.absence import name_and_mark, says_absent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.visits import Visit

ATTENDS_FIELD = "_attends"
"""Whether somebody comes, in a raw table; no fact holds it, because who does not come is left out."""


@dataclass(frozen=True)
class AbsentPerson:
    """Somebody who does not come: id, name, and whose guest; ``remark`` is what was written, where it says more."""

    id: str
    name: str
    remark: str = ""
    visit: str = ""

    @property
    def label(self) -> str:
        """The name, with the remark that names a substitute."""
        return f"{self.name}（{self.remark}）" if self.remark else self.name


def take_absent(rows: Any, dinner: bool = False) -> list[int]:
    """Return which rows of people are marked as not coming; the marks are taken out of the rows."""
    found = []
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        if not isinstance(row, dict):
            continue
        absent = row.pop(ATTENDS_FIELD, True) is False
        name, mark = row.get("name"), ""
        if isinstance(name, str):
            row["name"], mark = name_and_mark(name, dinner)
        remarks = [mark, *(text for text in _remarks(row) if isinstance(text, str))]
        if absent or any(says_absent(text, dinner) for text in remarks):
            found.append(index)
    return found


def _remarks(row: dict[str, Any]) -> list[Any]:
    tags = row.get("tags")
    own = [tags.get(key) for key in ("备注", "note", "remark")] if isinstance(tags, dict) else []
    return [row.get("note"), *own]


def absent_person(row: dict[str, Any], visit: str = "") -> AbsentPerson:
    """Return who does not come, of a raw row."""
    remarks = [text for text in _remarks(row) if isinstance(text, str) and "由" in text]
    return AbsentPerson(str(row.get("id", "")), str(row.get("name", "")), next(iter(remarks), "")[:40], visit)


def without_absent(visits: Iterable[Visit], absent: Iterable[AbsentPerson]) -> tuple[list[Visit], list[str]]:
    """Return the visits without those who do not come, and the ids of those of whom nobody is left."""
    gone: dict[str, set[str]] = {}
    for person in absent:
        gone.setdefault(person.visit, set()).add(person.id)
    left = [(visit, without_guests(visit, gone[visit.id]) if visit.id in gone else visit) for visit in visits]
    return [found for _, found in left if found], [visit.id for visit, found in left if found is None]
