"""How papers word days, times of day, spans and durations, in Chinese or English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.clock import DAY, WEEKDAYS, WEEKDAYS_ZH, at, hhmm, minute_of_day
from models.domain.time_words import Language, date_in_words, duration_in_words

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True)
class TimeWords:
    """The words of one language for days and times."""

    lang: Language = "zh"

    def pick(self, zh: str, en: str) -> str:
        """Return the version of this language."""
        return zh if self.lang == "zh" else en

    def date(self, day: dt.date) -> str:
        """Return 9月21日."""
        return date_in_words(day, self.lang)

    def weekday(self, day: dt.date) -> str:
        """Return 周一."""
        return (WEEKDAYS_ZH if self.lang == "zh" else WEEKDAYS)[day.weekday()]

    def day(self, day: dt.date) -> str:
        """Return 9月21日 周一."""
        return f"{self.date(day)} {self.weekday(day)}"

    def days(self, first: dt.date, last: dt.date) -> str:
        """Return 2026年9月21日–27日."""
        if first == last:
            return self.pick(f"{first.year}年{self.date(first)}", f"{self.date(first)} {first.year}")
        if self.lang == "en":
            return f"{self.date(first)} – {self.date(last)} {last.year}"
        if first.year != last.year:
            return f"{self.days(first, first)}–{self.days(last, last)}"
        return f"{self.days(first, first)}–" + (f"{last.day}日" if first.month == last.month else self.date(last))

    def time(self, moment: int, day: dt.date | None = None) -> str:
        """Return 09:30; seen from ``day`` also 24:00, 次日00:30 and 前一天23:50."""
        text = hhmm(minute_of_day(moment))
        if day is None or 0 <= moment - at(day) < DAY:
            return text
        if moment - at(day) == DAY:
            return hhmm(DAY)
        if moment < at(day):
            return self.pick(f"前一天{text}", f"the day before {text}")
        return self.pick(f"次日{text}", f"next day {text}")

    def span(self, start: int, end: int, day: dt.date | None = None) -> str:
        """Return 09:00–10:30."""
        if start == end:
            return self.time(start, day)
        return f"{self.time(start, day)}–{self.time(end, day)}"

    def duration(self, minutes: int) -> str:
        """Return 3小时, 1小时30分 or 45分钟."""
        return duration_in_words(minutes, self.lang, in_sentence=False)
