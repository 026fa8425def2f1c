"""Families of made-up weeks: what is scarce in each, and when its delegations come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.generation.requests import WishPattern
from planner.generation.scarcity import closed_on_days_off, everything, few_rooms, half_the_fleet
from planner.generation.stays import busy_stay, fair_stay, training_stay, weekend_stay

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from models.domain.week import Calendar, Company
    from planner.generation.stays import StayDates

BUSY_SATURDAY = dt.date(2026, 10, 17)
MAKE_UP_FRIDAY = dt.date(2026, 9, 18)
"""Saturday the 19th is a day off, Sunday the 20th a make-up workday (调休)."""
FAIR_EVE = dt.date(2026, 10, 19)


@dataclass(frozen=True)
class Family:
    """A family of made-up weeks.

    Attributes
    ----------
    zh, en : str
        What it is, as the name of its weeks.
    first_day, days
        The days of the week.
    stay : callable
        Draws when a delegation comes and goes, from the first day, whether it is for one day, and the calendar.
    one_day_share : float
        Share of the Chinese delegations that stay one day.
    company : callable
        What is left of a company for so many delegations.
    """

    id: str
    zh: str
    en: str
    first_day: dt.date = BUSY_SATURDAY
    days: int = 9
    stay: Callable[[Random, dt.date, bool, Calendar], StayDates] = busy_stay
    one_day_share: float = 0.1
    wishes: WishPattern = field(default_factory=WishPattern)
    company: Callable[[Company], Company] = everything


_ALL = (
    Family("busy", "示例忙周", "busy week"),
    Family("tight-fleet", "车辆紧张周", "week short of cars", company=half_the_fleet),
    Family("tight-rooms", "会议室和包间紧张周", "week short of rooms", company=few_rooms),
    Family(
        "weekend",
        "周末团周",
        "weekend of visits",
        first_day=MAKE_UP_FRIDAY,
        days=6,
        stay=weekend_stay,
        one_day_share=0.05,
        wishes=WishPattern(hot_days=(0, 2, 3), hot_on_end_days=True, far_share=0.6),
        company=closed_on_days_off,
    ),
    Family(
        "fair",
        "投洽会周",
        "investment fair",
        first_day=FAIR_EVE,
        days=4,
        stay=fair_stay,
        one_day_share=0.35,
        wishes=WishPattern(
            hot_days=(1, 2),
            hot_on_end_days=True,
            far_share=0.0,
            banquet_share={"A": 1.0, "B": 0.9, "C": 0.7, "D": 0.4},
            opening_banquet=FAIR_EVE + dt.timedelta(days=1),
        ),
    ),
    Family(
        "training",
        "培训班周",
        "fortnight of trainings",
        first_day=FAIR_EVE,
        days=13,
        stay=training_stay,
        wishes=WishPattern(hot_days=(2, 3), far_share=0.2, course_share=0.6),
    ),
    Family("ordered", "先后有要求周", "week of wished orders", wishes=WishPattern(order_share=0.4)),
)
FAMILIES = {family.id: family for family in _ALL}
"""The families by id, the usual one first."""
