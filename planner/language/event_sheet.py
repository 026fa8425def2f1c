"""变更: the words of the sheet of events in both languages: its columns, its choices and how to fill them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.language.event_table import SHEET_WORDS
from planner.language.events.base import COLUMN_TITLES
from planner.language.text import tight

if TYPE_CHECKING:
    from planner.language.events.base import Column, SheetWord
    from planner.language.words import Words

ENGLISH_TITLES: dict[Column, str] = {
    "event": "Event",
    "visit": "Client",
    "item": "Activity",
    "subject": "Person, vehicle, place",
    "day": "Day",
    "time": "Time",
    "amount": "Amount (minutes, people)",
    "note": "Remarks",
}
_TIME_OR_AMOUNT = "the client; the minutes in “Amount”, or the new time in “Time”"
_ALL_DAY = "the day; the time such as 09:00-12:00, without it all day"
ENGLISH_WORDS: dict[str, tuple[str, str]] = {
    "航班晚点": ("arrival later", _TIME_OR_AMOUNT),
    "航班提前": ("arrival earlier", _TIME_OR_AMOUNT),
    "返程推迟": ("departure later", _TIME_OR_AMOUNT),
    "返程提前": ("departure earlier", _TIME_OR_AMOUNT),
    "人员请假": ("person away", f"the person or driver; {_ALL_DAY}"),
    "车辆故障": ("vehicle out of order", f"the vehicle; {_ALL_DAY}"),
    "会议室停用": ("room closed", f"the meeting room, workshop or place; {_ALL_DAY}"),
    "加人": ("more guests", "the client; how many more in “Amount”"),
    "减人": ("fewer guests", "the client; how many fewer in “Amount”"),
    "取消活动": ("activity cancelled", "the activity"),
    "取消来访": ("visit cancelled", "the client"),
    "活动延长": ("activity longer", "the activity; the minutes more in “Amount”"),
    "活动缩短": ("activity shorter", "the activity; the minutes less in “Amount”"),
    "新增来访": ("new visit", "write the visit into the workbook of the week first, then choose the client here"),
    "领导定时": ("time fixed by a leader", "the activity; the day; the start"),
}
"""Choice of the column 事由 → the choice in English, and how to fill the row."""


def event_titles(words: Words) -> tuple[str, ...]:
    """Return the headings of the columns."""
    return tuple(words.pick(zh, ENGLISH_TITLES[column]) for column, zh in COLUMN_TITLES.items())


def event_choices(words: Words) -> dict[str, str]:
    """Return the choices of the first column with how to fill the row."""
    pairs = [(word.text, word.hint, *ENGLISH_WORDS[word.text]) for word in SHEET_WORDS.values()]
    return {words.pick(zh, en): words.pick(zh_hint, en_hint) for zh, zh_hint, en, en_hint in pairs}


def chosen_event(text: str) -> SheetWord | None:
    """Return the choice that a cell names, in either language."""
    key = tight(text)
    return next((word for zh, word in SHEET_WORDS.items() if key in (tight(zh), tight(ENGLISH_WORDS[zh][0]))), None)
