"""The parts of a day: between which hours a programme has them, and what people call a time of day."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from models.domain.clock import day_of
from models.domain.policy import Shape

DayPart = Literal["am", "lunch", "pm", "dinner", "evening"]
SMALL_HOURS = 6 * 60
"""Minute of the day before which guests who are out belong to the night before."""
AFTERNOON_FROM = 13 * 60
"""Minute of the day from which people call a time the afternoon: most are at table until then."""
EVENING_FROM = 17 * 60 + 30
"""Minute of the day from which people call a time the evening."""


def programme_windows(shape: Shape, *, show: bool = False) -> dict[DayPart, tuple[int, int]]:
    """Return the hours of each part of the day, in minutes of the day (PACE-03).

    Items of the morning, afternoon and evening lie within them; a lunch or dinner starts within them.

    Parameters
    ----------
    show : bool
        Of a show in the evening, which may end later.
    """
    return {
        "am": (shape.day_start, shape.morning_end),
        "lunch": (shape.lunch_from, shape.lunch_to),
        "pm": (shape.afternoon_start, shape.afternoon_end),
        "dinner": (shape.dinner_from, shape.dinner_to),
        "evening": (shape.evening_start, shape.show_end if show else shape.day_end),
    }


def operating_day(moment: int) -> dt.date:
    """Return the day to which work or an arrival at a moment belongs: the small hours belong to the day before.

    Of an item or move of a stay see ``Facts.day_of``: who leaves in the small hours has slept here.
    """
    return day_of(moment - SMALL_HOURS)


def part_of_day_at(minute: int) -> Literal["am", "pm", "evening"]:
    """Return what people call a minute of the day."""
    return "am" if minute < AFTERNOON_FROM else "pm" if minute < EVENING_FROM else "evening"
