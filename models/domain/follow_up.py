"""Until when what follows a visit is done: a table of the edition.

The hours for promises are the documents' (S3 一 回复时效规范); they say 尽快 of everything else, and the workdays are
examples, 示例值.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from models.domain.actuals import Reach
from models.domain.base import Fact
from models.domain.clock import at, day_of, minute_of_day, workdays_from

if TYPE_CHECKING:
    from collections.abc import Callable

LimitHours = Annotated[int, Field(ge=1, le=720, description="hours")]
LimitWorkdays = Annotated[int, Field(ge=1, le=60, description="workdays")]


class FollowUp(Fact):
    """Until when what follows a visit is done.

    Attributes
    ----------
    general_hours, departments_hours : int
        For promises: of ours alone, and with other departments; hours run through days off.
    provinces_workdays : int
        For promises that other provinces are needed for: 72 小时, counted in workdays.
    complaint_hours : int
        To answer guests who were dissatisfied.
    expenses, register_filled, told, thanks, call, gifts : int
        Workdays after the guests have left: bills settled, register and statistics filled, what was learnt told to the
        sales managers, a letter of thanks, a call, gifts received handed in.
    """

    general_hours: LimitHours = 24
    departments_hours: LimitHours = 48
    provinces_workdays: LimitWorkdays = 3
    complaint_hours: LimitHours = 24
    expenses: LimitWorkdays = 3
    register_filled: LimitWorkdays = 3
    told: LimitWorkdays = 2
    thanks: LimitWorkdays = 2
    call: LimitWorkdays = 5
    gifts: LimitWorkdays = 3

    def promised(self, left: int, reach: Reach, workday: Callable[[dt.date], bool]) -> int:
        """Return the moment until which a promise without a date is kept; ``left``: when the guests left."""
        if reach == "general":
            return left + 60 * self.general_hours
        if reach == "departments":
            return left + 60 * self.departments_hours
        return at(workdays_from(day_of(left), self.provinces_workdays, workday), minute_of_day(left))
