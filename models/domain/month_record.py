"""A month of calls as it went, and the score of each specialist by it (S1 客户专员月度考核表, OUT-07)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, model_validator

from models.domain.base import Count, Fact, Id, Text
from models.domain.clock import Clock

DailyPoints = Annotated[int, Field(ge=0, le=100)]
Indicator = Literal["calls", "found", "deals", "daily"]
"""What is scored: 拜访, 拓展, 成交, 日常工作."""
INDICATORS: tuple[Indicator, ...] = ("calls", "found", "deals", "daily")
DAILY_PARTS = ("teamwork", "care", "conduct", "attendance")
"""What daily work is made of: 团队合作, 客户维护, 平时表现, 出勤; each in points out of 100."""
REPORT_WITHIN_DAYS = 2
"""Days within which a call is reported (S3 客户拜访管理制度 3.4(1))."""


class DoneCall(Fact):
    """A planned call as it went; without ``planned`` one that was made beside the plan.

    Attributes
    ----------
    done : bool or None
        Whether it was made; None: nobody has written it down.
    signed_in : Clock or None
        When one signed in by telephone; only the first call of a day is.
    reported : date or None
        When the report was handed in.
    """

    specialist: Id
    customer: Id
    planned: dt.date | None = None
    time: Clock | None = None
    done: bool | None = None
    done_on: dt.date | None = None
    signed_in: Clock | None = None
    reported: dt.date | None = None
    note: Text = ""


class MonthAims(Fact):
    """What a specialist should have reached in a month beside calls, and did: new customers, deals, daily work."""

    specialist: Id
    found_planned: Count = 0
    found_done: Count = 0
    deals_planned: Count = 0
    deals_done: Count = 0
    teamwork: DailyPoints | None = None
    care: DailyPoints | None = None
    conduct: DailyPoints | None = None
    attendance: DailyPoints | None = None
    note: Text = ""

    @property
    def daily(self) -> Fraction | None:
        """Mean of the points of daily work that are given, as a share of 100."""
        given = [value for part in DAILY_PARTS if (value := getattr(self, part)) is not None]
        return Fraction(sum(given), 100 * len(given)) if given else None


class ScoreWeights(Fact):
    """What each indicator weighs, in percent; 示例值, the document leaves them empty."""

    calls: DailyPoints = 40
    found: DailyPoints = 20
    deals: DailyPoints = 20
    daily: DailyPoints = 20

    @model_validator(mode="after")
    def _whole(self) -> ScoreWeights:
        if self.calls + self.found + self.deals + self.daily != 100:
            raise ValueError("weights do not add up to 100, maybe change one")
        return self


class MonthRecord(Fact):
    """A month as it went."""

    first_day: dt.date
    weights: ScoreWeights = ScoreWeights()
    calls: tuple[DoneCall, ...] = ()
    aims: tuple[MonthAims, ...] = ()


@dataclass(frozen=True)
class ScoredIndicator:
    """A line of the score sheet.

    Attributes
    ----------
    planned, done : int or None
        None: of daily work, which is not counted.
    rate : Fraction or None
        Done by planned; None where nothing was planned, and then it is not scored.
    points : Fraction
        Of its weight, at most all of it.
    """

    kind: Indicator
    weight: int
    planned: int | None
    done: int | None
    rate: Fraction | None
    points: Fraction


@dataclass(frozen=True)
class MonthScore:
    """The score of a specialist.

    Attributes
    ----------
    total : Fraction or None
        Out of 100, over the indicators that are scored; None where none is.
    not_written : int
        Planned calls of which nobody has written whether they were made: they count as not made.
    late_reports : int
        Calls made that were reported late, or not at all.
    """

    specialist: str
    lines: tuple[ScoredIndicator, ...]
    total: Fraction | None
    not_written: int
    late_reports: int


def month_score(record: MonthRecord, specialist: str) -> MonthScore:
    """Return a specialist's score: each indicator gets its weight by the rate, at most all of it.

    An indicator of which nothing was planned, or given, is left out, and the others make up the hundred.
    """
    mine = [call for call in record.calls if call.specialist == specialist]
    aims = next((aim for aim in record.aims if aim.specialist == specialist), MonthAims(specialist=specialist))
    counts: dict[Indicator, tuple[int, int]] = {
        "calls": (sum(call.planned is not None for call in mine), sum(call.done is True for call in mine)),
        "found": (aims.found_planned, aims.found_done),
        "deals": (aims.deals_planned, aims.deals_done),
    }
    lines = []
    for kind in INDICATORS:
        weight = getattr(record.weights, kind)
        planned, done = counts.get(kind, (None, None))
        rate = aims.daily if planned is None or done is None else Fraction(done, planned) if planned else None
        points = weight * min(rate, Fraction(1)) if rate is not None else Fraction(0)
        lines.append(ScoredIndicator(kind, weight, planned, done, rate, points))
    scored = sum(line.weight for line in lines if line.rate is not None)
    total = sum((line.points for line in lines), Fraction(0)) * 100 / scored if scored else None
    unwritten = sum(call.planned is not None and call.done is None for call in mine)
    return MonthScore(specialist, tuple(lines), total, unwritten, sum(_late(call) for call in mine))


def _late(call: DoneCall) -> bool:
    """Tell whether a call that was made was reported late, or not at all."""
    day = call.done_on or call.planned
    if call.done is not True or day is None:
        return False
    return call.reported is None or (call.reported - day).days > REPORT_WITHIN_DAYS
