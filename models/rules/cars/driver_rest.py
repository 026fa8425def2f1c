"""CAR-08 · how long drivers rest and work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.base import Minutes  # noqa: TC001 - pydantic reads it
from models.rules.core.base import PRACTICE
from models.rules.core.findings import subject
from models.rules.core.groups import GroupedRule
from models.rules.core.vehicle_duty import DayLimits, NightRule, VehicleDayRule
from models.rules.core.vehicle_work import RUNS_BY_DRIVER
from models.rules.core.working_time import RestRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.rules.core.findings import Violation
    from models.rules.core.groups import GroupJudge
    from models.rules.core.vehicle_duty import DispatchPoster, NightView, VehicleDayView
    from models.rules.core.vehicle_work import WeekOfRuns, WorkChain
    from models.rules.core.view import Expr


class DriverRest(GroupedRule, RestRule, VehicleDayRule, NightRule):
    """CAR-08: drivers: 10 h between two days, presence up to 11 h, span up to 14 h.

    A driver's work is the rides with the empty runs between them, from the vehicle's home and back to it
    (``WorkChain.spans``).
    """

    id = "CAR-08"
    title = "司机两天之间休息 10 小时,一天在岗不超过 11 小时、从早到晚不超过 14 小时"
    title_en = "Drivers rest 10 h between two days, are present up to 11 h, over a span up to 14 h"
    cites = PRACTICE

    class Numbers(RestRule.Numbers):
        """Ten, eleven and fourteen hours."""

        rest: Minutes = 600
        presence: Minutes = 660
        span: Minutes = 840

    def amount(self, chain: WorkChain) -> int:
        """Return by how many minutes a day is too long, in presence and from first to last."""
        return self.day_amount(chain.spans)

    def limits(self) -> DayLimits:
        """Return the presence and the length of a day."""
        return DayLimits(length=self.n.span, presence=self.n.presence, presence_pause=self.n.pause)

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Look at each driver's days."""
        return (RUNS_BY_DRIVER.by(self._days),)

    def _days(self, facts: Facts, work: WeekOfRuns) -> Iterator[Violation]:
        del facts
        spans = {day: chain.spans for day, chain in work.chains.items()}
        return self.findings(subject(driver=work.driver.id), work.driver.name, spans)

    def post_day(self, m: DispatchPoster, day: VehicleDayView) -> None:
        """Weigh the length beyond the span, and the presence beyond the most."""
        n = self.n
        if day.longest > n.span:
            m.price(self, m.excess(day.length, n.span, day.longest - n.span))
        if day.longest > n.presence:
            m.price(self, m.excess(day.presence(n.pause), n.presence, day.longest))

    @property
    def rest(self) -> int:
        """Minutes of rest from which on nothing is broken."""
        return int(self.n.rest)

    def post_night(self, m: DispatchPoster, night: NightView) -> Expr:
        """Return the minutes that the rest is too short."""
        return m.excess(self.rest - night.start + night.end, 0, max(0, self.rest - night.shortest))
