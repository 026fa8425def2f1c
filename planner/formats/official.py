"""The official calendar of the days of a week: days off and make-up workdays (调休), as far as they are announced."""

from __future__ import annotations

import datetime as dt

from models.domain.week import Calendar

DAYS_BEFORE, DAYS_AFTER = 45, 15
"""Days before and after the week that are given too: approvals, bookings and invitations count workdays."""


def official_calendar(first_day: dt.date, days: int) -> Calendar:
    """Return the official calendar of a week and the days around it.

    The package ``holidays`` knows the make-up days of the years that were announced when it was released. Of other
    years it knows the statutory days only: then ``announced`` is false (放假安排未公布).
    """
    import holidays  # slow to import

    around = [first_day + dt.timedelta(days=k) for k in range(-DAYS_BEFORE, days + DAYS_AFTER)]
    years = {day.year for day in around}
    china = holidays.country_holidays("CN", years=years)
    made_up = {day for day in getattr(china, "weekend_workdays", set()) if day.year in years}
    known = {day.year for day in made_up}
    planned = {(first_day + dt.timedelta(days=k)).year for k in range(days)}
    return Calendar(
        workdays=tuple(day for day in around if day in made_up),
        holidays=tuple(day for day in around if day in china),
        announced=planned <= known,
    )
