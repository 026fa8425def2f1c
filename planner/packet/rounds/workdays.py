"""Workdays of a book of customers, for what is due after a call (S3 客户拜访制度 三1, 客户拜访管理制度 3.4)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.domain.outbound import CustomerBook

REPORT_DAYS = 2
"""Days within which a report on a call is handed in (3.4(1))."""
ANSWER_WORKDAYS = 2
"""Workdays within which the customer has an answer (三1)."""
RESTOCK_DAYS = 7
"""Days within which what a customer lacks is brought (二6)."""
_SATURDAY = 5


def is_workday(book: CustomerBook, day: dt.date) -> bool:
    """Tell whether a day is a workday by the book's calendar."""
    if day in book.calendar.holidays:
        return False
    return day.weekday() < _SATURDAY or day in book.calendar.workdays


def workdays_after(book: CustomerBook, day: dt.date, count: int) -> dt.date:
    """Return the day that lies so many workdays after another."""
    while count:
        day += dt.timedelta(days=1)
        count -= is_workday(book, day)
    return day


def last_workday(book: CustomerBook, year: int, month: int) -> dt.date:
    """Return the last workday of a month, on which plans for the next are handed in (月度考核表)."""
    day = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    while not is_workday(book, day):
        day -= dt.timedelta(days=1)
    return day
