"""When made-up delegations come and go, and how much time that leaves them.

A stay counts its free half-days: a request is made only where it would fit, so that hardly anything is impossible for
one delegation alone. What does not fit is in conflict with other delegations.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.domain.week import Calendar

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
_WEEKEND_WAVES = (50, 35, 10, 5)
"""How many arrive from Friday to Monday, in a hundred."""
FAIR_RUSH = (510, 630)
"""Minutes of the opening morning within which most guests of a fair arrive: half past eight to half past ten."""


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
    own_cars : bool
        They come by their own cars, straight to the company.
    calendar : Calendar
        Official holidays and make-up workdays.
    """

    arrive: dt.datetime
    leave: dt.datetime
    own_cars: bool = False
    calendar: Calendar = field(default_factory=Calendar)
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

    def is_workday(self, day: dt.date) -> bool:
        """Tell whether the company works on a day."""
        return day in self.calendar.workdays or (day.weekday() < 5 and day not in self.calendar.holidays)

    def workdays(self) -> list[tuple[dt.date, int]]:
        """Return the free half-days of workdays."""
        return [slot for slot in sorted(self.free) if self.is_workday(slot[0])]

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


def busy_stay(random: Random, saturday: dt.date, one_day: bool, calendar: Calendar) -> StayDates:
    """Return when a delegation comes and goes within nine days from a Saturday."""
    day = saturday + dt.timedelta(days=random.choices(range(7), weights=_WAVES)[0])
    if one_day:
        day = max(day, saturday + dt.timedelta(days=2))
        return _one_day(random, day, calendar)
    part = random.choices(((540, 680), (780, 960), (1080, 1285)), weights=(50, 35, 15))[0]
    nights = random.choices((1, 2, 3), weights=(25, 43, 32))[0]
    if day.weekday() >= 5:
        nights = max(nights, 2) + (day.weekday() == 5)
    nights = min(nights, (saturday + dt.timedelta(days=7) - day).days)
    arrive = _at(day, random.randrange(part[0], part[1], 5))
    leave = _at(day + dt.timedelta(days=nights), random.randrange(780, 1110, 5))
    return _accounted(StayDates(arrive, leave, calendar=calendar))


def weekend_stay(random: Random, friday: dt.date, one_day: bool, calendar: Calendar) -> StayDates:
    """Return a stay over the weekend: most come on Friday or Saturday and leave from Sunday to Tuesday."""
    if one_day:
        return _one_day(random, friday + dt.timedelta(days=random.choice((0, 3))), calendar)
    offset = random.choices(range(4), weights=_WEEKEND_WAVES)[0]
    part = random.choices(((540, 680), (780, 960), (1080, 1285)), weights=(35, 40, 25))[0]
    nights = max(1, random.choices((2, 3, 4), weights=(25, 50, 25))[0] - offset)
    day = friday + dt.timedelta(days=offset)
    arrive = _at(day, random.randrange(part[0], part[1], 5))
    leave = _at(day + dt.timedelta(days=nights), random.randrange(780, 1110, 5))
    return _accounted(StayDates(arrive, leave, calendar=calendar))


def fair_stay(random: Random, eve: dt.date, one_day: bool, calendar: Calendar) -> StayDates:
    """Return a stay of one or two days at a fair that opens on the day after its eve.

    Three quarters of all arrive within ``FAIR_RUSH`` of the opening morning, those for one day among them.
    """
    opening = eve + dt.timedelta(days=1)
    if one_day:
        arrive, leave = _at(opening, random.randrange(*FAIR_RUSH, 5)), _at(opening, random.randrange(1095, 1260, 5))
        return _accounted(StayDates(arrive, leave, calendar=calendar))
    day, part = random.choices(((opening, FAIR_RUSH), (eve, (840, 1140)), (opening, (750, 900))), weights=(7, 2, 1))[0]
    arrive = _at(day, random.randrange(*part, 5))
    leave = _at(day + dt.timedelta(days=1), random.randrange(780, 1170, 5))
    return _accounted(StayDates(arrive, leave, calendar=calendar))


def training_stay(random: Random, monday: dt.date, one_day: bool, calendar: Calendar) -> StayDates:
    """Return a stay of a week or more within a fortnight from a Monday, which holds a weekend if it is long."""
    if one_day:
        return _one_day(random, monday + dt.timedelta(days=random.randrange(5)), calendar)
    day = monday + dt.timedelta(days=random.choice((0, 0, 1, 2)))
    nights = random.choice((4, 4, 7, 8, 9))
    arrive = _at(day, random.randrange(540, 780, 5))
    return _accounted(
        StayDates(arrive, _at(day + dt.timedelta(days=nights), random.randrange(960, 1110, 5)), calendar=calendar)
    )


def _one_day(random: Random, day: dt.date, calendar: Calendar) -> StayDates:
    """Return a day at the company of guests who come by their own cars."""
    arrive, leave = _at(day, random.choice((510, 525, 540))), _at(day, random.choice((990, 1010, 1020)))
    return _accounted(StayDates(arrive, leave, own_cars=True, calendar=calendar))


def _at(day: dt.date, minutes: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minutes)


def _accounted(stay: StayDates) -> StayDates:
    """Return the stay with its free half-days and evenings counted."""
    ready = stay.arrive + dt.timedelta(minutes=10 if stay.own_cars else _BEFORE_PROGRAMME)
    gone = stay.leave - dt.timedelta(minutes=10 if stay.own_cars else _BEFORE_LEAVING)
    for day in stay.days:
        for half, (start, end) in ((MORNING_HALF, (555, 690)), (AFTERNOON_HALF, (840, 1020))):
            if ready <= _at(day, start) and gone >= _at(day, end):
                stay.free[day, half] = BUSINESS_MINUTES[half]
        if ready <= _at(day, 1050) and stay.leave > _at(day, 1439):
            stay.evenings.add(day)
    return stay
