"""What every class of events needs to be read: a row of the sheet 变更, and the entry of the class in the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from models.domain.bilingual import bilingual

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from models.domain import events as ev
    from models.domain.week import Week
    from planner.language.event_sentence import EventSentence

Column = Literal["event", "visit", "item", "subject", "day", "time", "amount", "note"]
COLUMN_TITLES: dict[Column, str] = {
    "event": "事由",
    "visit": "来访客户",
    "item": "活动",
    "subject": "人员、车辆、场所",
    "day": "日期",
    "time": "时间",
    "amount": "数量（分钟、人）",
    "note": "备注",
}
"""The columns of the sheet 变更, in their order."""
RIDES_FOLLOW = bilingual("用车跟着前后的安排走，不能单独取消、延长", "a ride goes with what it leads to")
"""Why a ride is neither cancelled nor made longer by itself."""
MAX_REMARK = 400
"""Most characters of a remark that an event keeps: the limit of ``models.domain.base.Text``."""


class UnreadableCell(Exception):
    """A cell of a row that cannot be understood: its column, what is wrong, and maybe how to mend it."""

    def __init__(self, column: Column, what: str, maybe: str = "") -> None:
        super().__init__(what)
        self.column, self.what, self.maybe = column, what, maybe


class EventRow(Protocol):
    """A row of the sheet 变更, understood cell by cell; every method raises ``UnreadableCell``."""

    @property
    def word(self) -> SheetWord:
        """The choice in the column 事由."""

    @property
    def week(self) -> Week:
        """The week that the workbook is about."""

    def text(self, column: Column) -> str:
        """Return what stands in a cell."""

    def source(self, column: Column) -> str:
        """Return the address of a cell."""

    def visit(self) -> str:
        """Return the id of the visit."""

    def item(self) -> str:
        """Return the id of the item."""

    def person_or_driver(self) -> str:
        """Return the id of the person or driver."""

    def vehicle(self) -> str:
        """Return the id of the vehicle."""

    def place(self) -> str:
        """Return the id of the meeting room, workshop or place."""

    def day(self) -> dt.date:
        """Return the day."""

    def times(self, day: dt.date, near: int | None = None) -> tuple[int, int | None]:
        """Return the start and end of the time, as moments of a day; no end: None; ``near``: see ``parse_clock``."""

    def planned(self, item: str) -> int | None:
        """Return when an item or move of the plan starts; None for what is not planned."""

    def group(self, visit: str) -> str | None:
        """Return the travel group that is named: 第2批, or its flight or train."""

    def period(self) -> tuple[int, int]:
        """Return from when until when: the day with its times, without times all of the day."""

    def minutes(self) -> int:
        """Return the amount as minutes, at least 0."""

    def count(self) -> int:
        """Return the amount as a number of people, at least 0."""


@dataclass(frozen=True)
class SheetWord:
    """A choice of the column 事由.

    Attributes
    ----------
    text : str
        The choice.
    needs : tuple of Column
        Columns that must be filled.
    hint : str
        How to fill the row.
    read : callable
        Makes the event of a row; raises ``UnreadableCell``, or ``ValidationError`` for facts that cannot be.
    """

    text: str
    needs: tuple[Column, ...]
    hint: str
    read: Callable[[EventRow], ev.Event]


@dataclass(frozen=True)
class EventEntry:
    """How one class of events is entered.

    Attributes
    ----------
    event : type
        A class of ``models.domain.events.Event``.
    sheet : tuple of SheetWord
        Its choices on the sheet 变更.
    parse : callable or None
        Returns the event of a sentence, None when the sentence says something else; raises ``NotUnderstood``.
    precedence : int
        Sentences are tried in this order, the smallest number first: what is cancelled is not late as well.
    not_on_sheet, not_in_sentences : str
        Why it has no choice on the sheet, no parser of sentences.
    """

    event: type[ev.Event]
    sheet: tuple[SheetWord, ...] = ()
    parse: Callable[[EventSentence], ev.Event | None] | None = None
    precedence: int = 0
    not_on_sheet: str = ""
    not_in_sentences: str = ""
