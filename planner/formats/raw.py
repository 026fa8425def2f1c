"""What every reader hands on: the week as plain tables, and where each of them stood.

A reader (a folder of TOML files, a workbook) fills a `Raw`; all that follows, validation, consistency and the words for
faults, is the same for all of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from models.domain.errors import Fault
from planner.formats.absent import AbsentPerson, absent_person, take_absent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

KeyPath = tuple[str | int, ...]


def dotted(path: KeyPath) -> str:
    """Write a key path: ``visits[2].members[0].name``."""
    text = ""
    for key in path:
        text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else key
    return text


class Source(ABC):
    """Where a value stood.

    Attributes
    ----------
    file : str
        The file as the user knows it.
    """

    file: str

    @abstractmethod
    def where(self, rest: KeyPath) -> str:
        """Return the place of a value below this one, as the user would look for it."""


@dataclass(frozen=True)
class SourceTable(Source):
    """A value of a text file.

    Attributes
    ----------
    path : KeyPath
        Its keys in that file.
    lines : mapping of KeyPath to int
        Lines of the file's values, from 1.
    """

    file: str
    path: KeyPath = ()
    lines: Mapping[KeyPath, int] = field(default_factory=dict, repr=False, compare=False)

    def where(self, rest: KeyPath) -> str:
        """Return the key path in the file, and the line where it is known."""
        path = (*self.path, *rest)
        line = next((self.lines[path[:k]] for k in range(len(path), 0, -1) if path[:k] in self.lines), None)
        return dotted(path) if line is None else f"{dotted(path)} (L{line})"


Settings = dict[KeyPath, tuple[Any, Source]]
"""Values by key path, each with where it stood."""


class Sources:
    """A map from key paths of the week to where their values stood; a value inherits from what holds it."""

    def __init__(self) -> None:
        self._at: dict[KeyPath, Source] = {}

    def put(self, path: KeyPath, source: Source) -> None:
        """Say where the value of a key path stood."""
        self._at[path] = source

    def fault(self, path: KeyPath, what: str, maybe: str = "") -> Fault:
        """Return a fault about the value of a key path, or the nearest that holds it."""
        for length in range(len(path), -1, -1):
            source = self._at.get(path[:length])
            if source is not None:
                return Fault(source.file, source.where(path[length:]), what, maybe)
        return Fault("", dotted(path), what, maybe)

    def reorder(self, path: KeyPath, order: Sequence[int]) -> None:
        """Follow the rows of a list into a new order: the row ``order[k]`` becomes the k-th."""
        new = {old: k for k, old in enumerate(order)}
        self._at = {_moved(at, path, new): source for at, source in self._at.items()}


def _moved(at: KeyPath, path: KeyPath, new: Mapping[int, int]) -> KeyPath:
    """Return where a key path leads to after the rows of a list have changed places."""
    depth = len(path)
    if len(at) <= depth or at[:depth] != path:
        return at
    index = at[depth]
    return (*path, new[index], *at[depth + 1 :]) if isinstance(index, int) else at


def _as_it_is(fault: Fault) -> Fault:
    return fault


@dataclass
class Raw:
    """A week as read, nothing of it checked.

    Attributes
    ----------
    data : dict
        Plain data in the form of `models.domain.week.Week`.
    sources : Sources
        Where its values stood.
    faults : list of Fault
        What could not even be read.
    incomplete : set of KeyPath
        Tables that are known in part only, because of those faults: what they lack is no fault of its own.
    reported : set of KeyPath
        Single values that could not be read, because of those faults: they are put aside without a word.
    unread_sheets : list of str
        Parts of the input that were not read, because they are nothing of ours.
    absent : dict of KeyPath to AbsentPerson
        Guests who are marked as not coming, by their rows.
    struck : list of str
        Places where something is struck through: it was not read.
    company_folders : list of str
        Folders of text files that the company came from, as the week names them.
    company_alone : bool
        Whether it is a company without a week.
    reword : callable
        Turns a fault into the words of the form in which the week was given.
    """

    data: dict[str, Any] = field(default_factory=dict)
    sources: Sources = field(default_factory=Sources)
    faults: list[Fault] = field(default_factory=list)
    incomplete: set[KeyPath] = field(default_factory=set)
    reported: set[KeyPath] = field(default_factory=set)
    unread_sheets: list[str] = field(default_factory=list)
    absent: dict[KeyPath, AbsentPerson] = field(default_factory=dict)
    struck: list[str] = field(default_factory=list)
    company_folders: list[str] = field(default_factory=list)
    company_alone: bool = False
    reword: Callable[[Fault], Fault] = _as_it_is

    def note_absent(self) -> None:
        """Take the marks of guests who do not come out of the tables, and note who they are."""
        visits = self.data.get("visits")
        for number, visit in enumerate(visits if isinstance(visits, list) else ()):
            members: Any = visit.get("members") if isinstance(visit, dict) else None
            for index in take_absent(members):
                person = absent_person(members[index], str(visit.get("id", "")))
                self.absent["visits", number, "members", index] = person

    def reorder(self, path: KeyPath, order: Sequence[int]) -> None:
        """Put the rows of a list into a new order, with all that is known of them: ``order[k]`` becomes the k-th."""
        rows: Any = self.data
        for key in path:
            rows = rows[key]
        rows[:] = [rows[k] for k in order]
        new = {old: k for k, old in enumerate(order)}
        self.sources.reorder(path, order)
        self.reported = {_moved(at, path, new) for at in self.reported}
