"""Numbers of the rules for outbound calls (OUT), read by models and rules alike; 示例值 where no document says them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from models.domain.base import Count, Fact, Hours, Minutes
from models.domain.clock import Clock
from models.domain.outbound import CallMinutes, CallsAWeek, CustomerClass, IntervalDays, KeptMeal, RoundVehicle

RhythmProfile = Literal["week", "long"]
_WORKDAYS = (0, 1, 2, 3, 4)


def _hours(*spans: tuple[int, int]) -> tuple[Hours, ...]:
    return tuple(Hours(open=start, close=end, weekdays=_WORKDAYS) for start, end in spans)


class RoundsNumbers(Fact):
    """How often, when and how far our people call on customers.

    Attributes
    ----------
    profile : str
        ``week``: so many calls a week by class; ``long``: a call in so many days by class (OUT-01).
    calls_a_week, interval_days : mapping
        By class, of the two profiles: A 2, B 2, C 1 a week; A monthly, B quarterly, C half-yearly.
    early_percent : int
        How much of an interval a call may be early, in percent.
    spacing_days : int
        Between two calls on one customer in the week profile, at least (OUT-06); in the long one half of the interval.
    good_hours, meal_hours : tuple of (time, time)
        When a call begins well; with customers who keep their guests for a meal (OUT-02).
    settle_in, before_close : int
        Minutes after opening, and before closing, in which nobody calls (OUT-03).
    noon : (time, time)
        Nobody calls in it (OUT-03); what opens again after it is left alone for ``settle_in`` minutes too.
    early : int
        Minutes that one is there before the call begins (OUT-04).
    field_from, field_to : time
        When calls are made (OUT-05); after it office work.
    work_to : time
        When those are back at the office, or home, at the latest, whose own hours are not given.
    vehicle_percent : mapping
        What the minutes of a car's way take by other vehicles, in percent.
    lunch_minutes : int
        Of a break within ``lunch_from`` and ``lunch_to`` on a day in the field.
    overdue_within : int
        Days from the first within which an overdue call is made.
    miss_price, overdue_price : mapping, int
        What a missed call weighs by class, and each day that it is overdue; an agreed one weighs ``agreed_price``.
    """

    profile: RhythmProfile = "week"
    calls_a_week: dict[CustomerClass, CallsAWeek] = Field(default={"A": 2, "B": 2, "C": 1})
    interval_days: dict[CustomerClass, IntervalDays] = Field(default={"A": 30, "B": 91, "C": 182})
    early_percent: Annotated[int, Field(ge=0, le=90)] = 34
    call_minutes: dict[CustomerClass, CallMinutes] = Field(default={"A": 40, "B": 30, "C": 20})
    spacing_days: Annotated[int, Field(ge=1, le=6)] = 2
    usual_hours: tuple[Hours, ...] = _hours((8 * 60 + 30, 12 * 60), (13 * 60 + 30, 18 * 60))
    good_hours: tuple[tuple[Clock, Clock], ...] = ((9 * 60, 9 * 60 + 30), (14 * 60, 15 * 60))
    meal_hours: dict[KeptMeal, tuple[Clock, Clock]] = Field(
        default={
            "lunch": (10 * 60 + 30, 11 * 60),
            "dinner": (15 * 60 + 30, 16 * 60 + 30),
        }
    )
    settle_in: Minutes = 30
    before_close: Minutes = 30
    noon: tuple[Clock, Clock] = (12 * 60, 13 * 60 + 30)
    early: Annotated[int, Field(ge=0, le=30)] = 5
    field_from: Clock = 8 * 60
    field_to: Clock = 16 * 60 + 30
    work_to: Clock = 18 * 60
    vehicle_percent: dict[RoundVehicle, Annotated[int, Field(ge=50, le=500)]] = Field(
        default={
            "car": 100,
            "scooter": 130,
            "bicycle": 220,
            "bus": 200,
        }
    )
    lunch_minutes: Minutes = 45
    lunch_from: Clock = 11 * 60 + 30
    lunch_to: Clock = 14 * 60
    overdue_within: Annotated[int, Field(ge=1, le=28)] = 7
    miss_price: dict[CustomerClass, Count] = Field(default={"A": 1000, "B": 500, "C": 200})
    overdue_price: Count = 5
    agreed_price: Count = 5000

    @model_validator(mode="after")
    def _whole(self) -> RoundsNumbers:
        for name in ("calls_a_week", "interval_days", "call_minutes", "miss_price"):
            missing = sorted({"A", "B", "C"} - getattr(self, name).keys())
            if missing:
                raise ValueError(f"{name} says nothing of class {', '.join(missing)}, maybe add it")
        if self.field_from >= self.field_to or self.noon[0] >= self.noon[1] or self.lunch_from >= self.lunch_to:
            raise ValueError("a span ends before it starts, maybe swap its two times")
        return self
