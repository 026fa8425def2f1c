"""The journal of a board: what was done since plan.json was last saved, a JSON line an operation, beside plan.json.

::

    {"format": "jiedai-board", "version": 1, "base": SHA-256 of plan.json, "pins": [...],
     "source": SHA-256 of the week as it was read, "state": 1}
    {"did": "do", "state": 2, "at": "…", "by": "…", "said": ["中文", "English"], "visits": {...},
     "pins": [...], "week": {...}}
    {"did": "undo", "state": 1, "by": "…", "visits": {...}}        and redo: what is different then
    {"did": "name", "state": 2, "name": "草稿甲"}
    {"did": "save", "plan": SHA-256 of the plan.json that is written next}

``state`` is the number of a state, which it keeps for good (``planner.board.past``); ``pins`` and ``week`` stand in
lines that change them alone; of the week the visits that differ, where nothing else does. A line is on the disk (fsync)
before the operation is answered, and says what the visits that it changed are after it: replaying needs no rule and no
dispatch, and does the same in a newer version. A line that was cut short is passed over.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from planner.formats.files import write_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

JOURNAL_FORMAT = "jiedai-board"
JOURNAL_VERSION = 1
MAX_JOURNAL_BYTES = 200_000_000
"""A day's work on the largest week stays far below it."""


def journal_of(plan: Path) -> Path:
    """Return the journal of a plan.json."""
    return plan.with_name(f"{plan.stem}.board.jsonl")


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's content."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True)
class JournalHead:
    """The first line of a journal.

    Attributes
    ----------
    base : str
        SHA-256 of the plan.json that the lines go on from.
    pins : tuple of dict
        What was pinned then.
    source : str
        SHA-256 of the week as its workbook or folder said it.
    state : int
        Number of the state that plan.json is; 0: an earlier program wrote it.
    """

    base: str
    pins: tuple[dict[str, Any], ...] = ()
    source: str = ""
    state: int = 0


@dataclass
class JournalFound:
    """A journal that was read.

    Attributes
    ----------
    head : JournalHead or None
        None: there is no journal, or none of ours.
    lines : list of dict
        What was done, in order.
    """

    head: JournalHead | None = None
    lines: list[dict[str, Any]] = field(default_factory=list)

    @property
    def last_saved(self) -> str:
        """SHA-256 of the plan.json that was to be written last, or ``""``."""
        return next((line["plan"] for line in reversed(self.lines) if line.get("did") == "save"), "")


def read_journal(path: Path) -> JournalFound:
    """Read a journal; what is cut short at its end is passed over."""
    try:
        if path.stat().st_size > MAX_JOURNAL_BYTES:
            return JournalFound()
        content = path.read_bytes()
    except FileNotFoundError:
        return JournalFound()
    found = JournalFound()
    for line in content.split(b"\n"):
        try:
            data = json.loads(line)
        except ValueError:
            break
        if not isinstance(data, dict):
            break
        if found.head is None:
            if data.get("format") != JOURNAL_FORMAT or data.get("version") != JOURNAL_VERSION:
                break
            number = data["state"] if isinstance(data.get("state"), int) else 0
            found.head = JournalHead(
                str(data["base"]), tuple(data.get("pins", ())), str(data.get("source", "")), number
            )
        else:
            found.lines.append(data)
    return found


class Journal:
    """Writes a journal, line by line."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def begin(self, head: JournalHead) -> None:
        """Begin anew: the file is exchanged whole.

        Raises
        ------
        OSError
        """
        data = {"format": JOURNAL_FORMAT, "version": JOURNAL_VERSION, "base": head.base, "pins": list(head.pins)}
        write_file(self.path, _line({**data, "source": head.source, "state": head.state}))

    def add(self, line: Mapping[str, Any]) -> None:
        """Add a line; it is on the disk when this returns.

        Raises
        ------
        OSError
        """
        with self.path.open("ab") as file:
            file.write(_line(line))
            file.flush()
            os.fsync(file.fileno())


def _line(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n").encode()
