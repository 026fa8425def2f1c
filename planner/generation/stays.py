"""When made-up delegations come and go, and how much time that leaves them.

A stay counts its free half-days: a request is made only where it would fit, so that hardly anything is impossible for
one delegation alone. What does not fit is in conflict with other delegations.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

MORNING_HALF, AFTERNOON_HALF = 0, 1
BUSINESS_MINUTES = {MORNING_HALF: 150, AFTERNOON_HALF: 180}
"""Minutes of business that a half-day holds beside its moves."""
_BEFORE_PROGRAMME = 150
"""Minutes from landing to the first item: exit, way and a margin."""
_BEFORE_LEAVING = 210
"""Minutes from the last item to take-off: way, check-in and a margin."""
_WAVES = (6, 5, 30, 12, 29, 12, 6)
"""How many arrive on Saturday, Sunday, then Monday to Friday, in a hundred."""


@dataclass
class StayDates:
    """A delegation's days.

    Attributes
    ----------
    arrive, leave : datetime
        Landing and take-off, or the train's times.
    free : dict
        Minutes still free by day and half-day.
    evenings : set of date
        Evenings without a programme yet.
    """

    arrive: dt.datetime
    leave: dt.datetime
    free: dict[tuple[dt.date, int], int] = field(default_factory=dict)
    evenings: set[dt.date] = field(default_factory=set)

    @property
    def days(self) -> list[dt.date]:
        """All days, first to last."""
        count = (self.leave.date() - self.arrive.date()).days + 1
        return [self.arrive.date() + dt.timedelta(days=k) for k in range(count)]

    @property
    def one_day(self) -> bool:
        """Whether nobody stays over night."""
        return self.arrive.date() == self.leave.date()

    def workdays(self) -> list[tuple[dt.date, int]]:
        """Return the free half-days from Monday to Friday."""
        return [slot for slot in sorted(self.free) if slot[0].weekday() < 5]

    def take(self, minutes: int, among: list[tuple[dt.date, int]]) -> tuple[dt.date, int] | None:
        """Take minutes out of the first half-day that has them; None when none has."""
        for slot in among:
            if self.free.get(slot, 0) >= minutes:
                self.free[slot] -= minutes
                return slot
        return None

    def take_whole(self, among: list[tuple[dt.date, int]]) -> tuple[dt.date, int] | None:
        """Take a whole half-day that is still untouched; None when there is none."""
        for slot in among:
            if self.free.get(slot, 0) == BUSINESS_MINUTES[slot[1]]:
                del self.free[slot]
                return slot
        return None

    def take_day(self, among: list[dt.date]) -> dt.date | None:
        """Take a whole day that is still untouched, neither the first nor the last; None when there is none."""
        for day in among:
            slots = [(day, half) for half in (MORNING_HALF, AFTERNOON_HALF)]
            if day not in (self.days[0], self.days[-1]) and all(
                self.free.get(s, 0) == BUSINESS_MINUTES[s[1]] for s in slots
            ):
                for slot in slots:
                    del self.free[slot]
                return day
        return None


def make_stay(random: Random, saturday: dt.date, one_day: bool) -> StayDates:
    """Return when a delegation comes and goes within nine days from a Saturday."""
    day = saturday + dt.timedelta(days=random.choices(range(7), weights=_WAVES)[0])
    if one_day:
        day = max(day, saturday + dt.timedelta(days=2))
        stay = StayDates(_at(day, random.choice((510, 525, 540))), _at(day, random.choice((990, 1010, 1020))))
    else:
        part = random.choices(((540, 680), (780, 960), (1080, 1285)), weights=(50, 35, 15))[0]
        nights = random.choices((1, 2, 3), weights=(25, 43, 32))[0]
        if day.weekday() >= 5:
            nights = max(nights, 2) + (day.weekday() == 5)
        nights = min(nights, (saturday + dt.timedelta(days=7) - day).days)
        arrive = _at(day, random.randrange(part[0], part[1], 5))
        leave = _at(day + dt.timedelta(days=nights), random.randrange(780, 1110, 5))
        stay = StayDates(arrive, leave)
    _account(stay)
    return stay


def _at(day: dt.date, minutes: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minutes)


def _account(stay: StayDates) -> None:
    ready = stay.arrive + dt.timedelta(minutes=10 if stay.one_day else _BEFORE_PROGRAMME)
    gone = stay.leave - dt.timedelta(minutes=10 if stay.one_day else _BEFORE_LEAVING)
    for day in stay.days:
        for half, (start, end) in ((MORNING_HALF, (555, 690)), (AFTERNOON_HALF, (840, 1020))):
            if ready <= _at(day, start) and gone >= _at(day, end):
                stay.free[day, half] = BUSINESS_MINUTES[half]
        if ready <= _at(day, 1050) and stay.leave > _at(day, 1439):
            stay.evenings.add(day)
