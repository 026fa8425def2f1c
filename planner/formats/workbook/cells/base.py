"""What every kind of cell has in common."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from planner.formats.workbook.book import Value
    from planner.formats.workbook.names import Registry

Look = Literal["text", "date", "moment", "time", "number"]
"""How a column is formatted."""
_BLANKS = re.compile(r"[\s\u200b\u200c\u200d\ufeff]+")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\uff0d~\uff5e\u301c]|--+")


class Unreadable(ValueError):
    """What stands in a cell cannot be understood: what is wrong, and maybe how to mend it."""

    def __init__(self, what: str, maybe: str = "") -> None:
        super().__init__(what)
        self.what, self.maybe = what, maybe


@dataclass
class Scene:
    """What is known around a cell: the days of the week, the names, and the visit of its row."""

    names: Registry
    first_day: dt.date | None = None
    days: int = 7
    visit: str | None = None
    extra: list[str] = field(default_factory=list)
    """Remarks found in the cells of the row, for its note."""


class CellKind(ABC):
    """A kind of cell. Values are those of a text file: ISO dates, ``HH:MM``, ids, keys of choices."""

    look: Look = "text"
    choices: tuple[str, ...] = ()
    """For a drop-down list."""
    several = False
    """Whether more than one of the choices may stand there."""
    refers: str = ""
    """The kind of names it refers to."""
    sheets: tuple[str, ...] = ()
    """On which sheets these stand, if not on all of their kind."""

    @abstractmethod
    def read(self, value: Value, scene: Scene) -> Any:
        """Return what a cell means.

        Raises
        ------
        Unreadable
            When it cannot be told, or could mean two things.
        """

    @abstractmethod
    def write(self, value: Any, scene: Scene) -> Value:
        """Return what to write, so that it is read as the same value."""


def folded(value: Value) -> str:
    """Return a value as text to be understood: half-width, dashes and blanks made one, nothing at its ends."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return repr(value)
    text = unicodedata.normalize("NFKC", str(value))
    return _DASHES.sub("-", _BLANKS.sub(" ", text)).strip()


def tight(value: Value) -> str:
    """Return a folded text without any blanks, in lower case."""
    return folded(value).replace(" ", "").lower()


def said(value: Value) -> str:
    """Return a value as a fault quotes it: short."""
    text = value.strftime("%Y-%m-%d %H:%M") if isinstance(value, dt.datetime) else str(value)
    text = re.sub(r"\d{3}[- ]?\d{4}[- ]?\d{4}|\d{9,}", "…", text.strip())
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"


_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_CHINESE = re.compile(r"(?:([一二两三四五六七八九])?百)?(?:([一二两三四五六七八九])?十)?零?([一二两三四五六七八九])?")


def number_in(text: str) -> float | None:
    """Read a number in digits (1,200.5) or Chinese (十二, 两百零五) that is the whole text; None if it is none."""
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?", text) and text.isascii():
        return float(text.replace(",", ""))
    if text in _DIGITS:
        return float(_DIGITS[text])
    found = _CHINESE.fullmatch(text) if text else None
    if found is None:
        return None
    hundreds = _DIGITS[found[1]] if found[1] else int("百" in text)
    tens = _DIGITS[found[2]] if found[2] else int("十" in text)
    return float(hundreds * 100 + tens * 10 + (_DIGITS[found[3]] if found[3] else 0))


def whole_number(number: float) -> int | float:
    """Return a number without a fraction as int."""
    return int(number) if number == int(number) else number
