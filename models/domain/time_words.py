"""Days and durations in words, Chinese or English, for findings and for papers alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from models.domain.clock import MONTHS

if TYPE_CHECKING:
    import datetime as dt

Language = Literal["zh", "en"]


def date_in_words(day: dt.date, lang: Language) -> str:
    """Return 9月21日, 21 Sep."""
    return f"{day.month}月{day.day}日" if lang == "zh" else f"{day.day} {MONTHS[day.month - 1]}"


def duration_in_words(minutes: int, lang: Language, *, in_sentence: bool) -> str:
    """Return a duration of so many minutes.

    Parameters
    ----------
    in_sentence : bool
        Findings have blanks around numbers and always name the hours: 3 小时 20 分, 0 小时 45 分. Papers have neither:
        3小时20分, 45分钟. The short forms are the same in English but for the hours: 0 h 45 min, 45 min.
    """
    hours, rest = divmod(minutes, 60)
    blank = " " if in_sentence or lang == "en" else ""
    hour, minute, minute_alone = ("小时", "分", "分钟") if lang == "zh" else ("h", "min", "min")
    if not hours and not in_sentence:
        return f"{rest}{blank}{minute_alone}"
    more = f"{blank}{rest}{blank}{minute}" if rest else ""
    return f"{hours}{blank}{hour}{more}"
