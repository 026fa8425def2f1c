"""The history of a board at rest: every state that was shown, beside plan.json, also those that saving has folded in.

::

    {"format": "jiedai-board-history", "version": 1}
    {"part": DIGEST, "of": {"items": [...], "moves": [...], "nights": [...], "left_out": [...]}}    once each
    {"week": DIGEST, "of": {...}}                                                                  once each
    {"state": 7, "said": ["中文", "English"], "by": "…", "at": "…", "week": DIGEST, "parts": {VISIT: DIGEST},
     "pins": [...], "seats": {PARTY: {...}}}                             without seats where none are by hand
    {"named": 7, "name": "草稿甲"}
    {"saved": SHA-256 of plan.json, "state": 7}
    {"copy": SHA-256 of a plan.xlsx that was merged, or written, here}

Lines are only added, those of states when plan.json is saved; until then the journal has what is new. A state can be
gone back to without any other one, and a line that is damaged costs what it says, nothing else. Of a state only where
it stands is kept in memory.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

HISTORY_FORMAT = "jiedai-board-history"
HISTORY_VERSION = 1
MAX_HISTORY_BYTES = 400_000_000
"""A larger file is left alone: a year of work stays far below it."""
Place = tuple[int, int]
"""Where a line begins in the file, and how long it is."""


def history_of(plan: Path) -> Path:
    """Return the history at rest of a plan.json."""
    return plan.with_name(f"{plan.stem}.history.jsonl")


@dataclass(frozen=True)
class PastState:
    """A state at rest.

    Attributes
    ----------
    said : tuple of str
        What led to it, Chinese and English.
    at : str
        When, ISO 8601.
    """

    number: int
    said: tuple[str, str]
    by: str
    at: str
    place: Place


@dataclass
class PastStates:
    """The states at rest of one plan.json.

    Attributes
    ----------
    names : dict
        Number of a state → what it is called.
    saved : dict
        SHA-256 of a plan.json → number of its state.
    copies : set
        SHA-256 of workbooks that are dealt with.
    """

    path: Path
    states: dict[int, PastState] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    saved: dict[str, int] = field(default_factory=dict)
    copies: set[str] = field(default_factory=set)
    _facts: dict[str, Place] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)
    _end: int = 0
    _whole: bool = True

    @property
    def last(self) -> int:
        """The highest number; 0: none."""
        return max(self.states, default=0)

    def data(self, number: int) -> dict[str, Any]:
        """Return a state as plain data: ``week``, ``visits``, ``pins``, ``seats`` where some are decided by hand.

        Raises
        ------
        KeyError
            When there is none of that number.
        ValueError
            When the file is damaged there.
        """
        with self.path.open("rb") as file:
            state = _line_at(file, self.states[number].place)
            try:
                parts = {visit: self._facts[digest] for visit, digest in state["parts"].items()}
                week = self._facts[state["week"]]
            except (KeyError, AttributeError) as error:
                raise ValueError("a part of the state is gone") from error
            visits = {visit: _line_at(file, place)["of"] for visit, place in parts.items()}
            seats = {"seats": state["seats"]} if "seats" in state else {}
            return {"week": _line_at(file, week)["of"], "visits": visits, "pins": state.get("pins", []), **seats}

    def add(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Add lines; they are on the disk when this returns.

        Raises
        ------
        OSError
        """
        self._asked.clear()
        new = [] if self._end else [{"format": HISTORY_FORMAT, "version": HISTORY_VERSION}]
        with self.path.open("ab") as file:
            if not self._whole:  # the last line was cut short
                file.write(b"\n")
                self._end += 1
            for line in (*new, *lines):
                text = (json.dumps(line, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n").encode()
                file.write(text)
                self._note(line, (self._end, len(text)))
                self._end += len(text)
            file.flush()
            os.fsync(file.fileno())
        self._whole = True

    def fact(self, kind: str, data: Any) -> tuple[str, list[dict[str, Any]]]:
        """Return the digest of a part or week, and the line that says it, to be added, where none does yet."""
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256(f"{kind} {text}".encode()).hexdigest()[:32]
        if digest in self._facts or digest in self._asked:
            return digest, []
        self._asked.add(digest)
        return digest, [{kind: digest, "of": data}]

    def _note(self, line: Mapping[str, Any], place: Place) -> None:
        """Note what a line says; raises what a damaged one raises."""
        if "part" in line or ("week" in line and "of" in line):
            self._facts[str(line.get("part") or line["week"])] = place
        elif "saved" in line:
            self.saved[str(line["saved"])] = int(line["state"])
        elif "copy" in line:
            self.copies.add(str(line["copy"]))
        elif "named" in line:
            self.names[int(line["named"])] = str(line["name"])[:80]
        elif "state" in line:
            said = [str(text)[:400] for text in line["said"]]
            number = int(line["state"])
            self.states[number] = PastState(
                number, (said[0], said[-1]), str(line.get("by", ""))[:40], str(line.get("at", ""))[:40], place
            )


def read_past(path: Path) -> PastStates:
    """Read where everything stands; what is damaged is passed over, and a file that is none of ours is left alone.

    Raises
    ------
    OSError
    """
    found = PastStates(path)
    if not path.is_file() or not path.stat().st_size:
        return found
    if path.stat().st_size > MAX_HISTORY_BYTES or not _is_ours(path):
        return PastStates(path.with_name(f"{path.stem}-new{path.suffix}"))
    with path.open("rb") as file:
        for text in file:
            place = found._end, len(text)
            found._end += len(text)
            found._whole = text.endswith(b"\n")
            try:
                line = json.loads(text)
                if isinstance(line, dict) and "format" not in line:
                    found._note(line, place)
            except (ValueError, KeyError, TypeError, IndexError):
                continue
    return found


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        try:
            head = json.loads(file.readline(1000))
        except ValueError:
            return False
    return isinstance(head, dict) and (head.get("format"), head.get("version")) == (HISTORY_FORMAT, HISTORY_VERSION)


def _line_at(file: Any, place: Place) -> dict[str, Any]:
    file.seek(place[0])
    line = json.loads(file.read(place[1]))
    if not isinstance(line, dict):
        raise ValueError("no line of a history")
    return line
