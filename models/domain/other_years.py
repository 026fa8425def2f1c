"""Absences and closures of another year that would fall into the week in its own year: maybe the year is a slip."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.clock import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.people import Driver, HostPerson
    from models.domain.week import Company, Week

Days = tuple[dt.date, dt.date]
"""First and last."""


@dataclass(frozen=True)
class OtherYear:
    """Somebody or something that is away from ``first``, in another year than the week."""

    name: str
    first: dt.date


def other_years(week: Week) -> Iterator[OtherYear]:
    """Yield absences and closures a year or two off that would else touch the week, of what nothing touches it."""
    last = week.first_day + dt.timedelta(days=week.days - 1)
    here = week.first_day, last
    for name, spans in _away(week.company):
        if any(_meet(span, here) for span in spans):
            continue
        for first, end in spans:
            shifts = {week.first_day.year - first.year, last.year - first.year} - {0}
            if any(abs(by) <= 2 and _meet((_shifted(first, by), _shifted(end, by)), here) for by in shifts):
                yield OtherYear(name, first)


def _away(company: Company) -> Iterator[tuple[str, list[Days]]]:
    """Yield what the company has, with the days on which it is not to be had."""
    people: list[HostPerson | Driver] = [*company.people, *company.drivers]
    for person in people:
        yield person.name, [(day_of(span.start), day_of(span.end - 1)) for span in person.leave]
    for thing in (*company.rooms, *company.lounges, *company.workshops, *company.vehicles, *company.places):
        yield thing.name, [(day_of(span.start), day_of(span.end - 1)) for span in thing.closures]
    for place in company.places:
        yield place.name, [(day, day) for day in place.closed]


def _meet(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _shifted(day: dt.date, years: int) -> dt.date:
    """Return the same day of another year; 29 February is 28 February there."""
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)
