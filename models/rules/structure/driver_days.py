"""STR-11 · a driver keeps one vehicle through a day, and a vehicle its driver."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from models.domain.clock import day_of
from models.rules.core.base import PRACTICE
from models.rules.core.findings import Sentence, subject
from models.rules.core.groups import GroupedRule
from models.rules.core.vehicle_work import RUNS_BY_DRIVER, RUNS_BY_VEHICLE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from models.domain.facts import Facts
    from models.rules.core.findings import Violation
    from models.rules.core.groups import GroupJudge
    from models.rules.core.vehicle_work import WeekOfRuns


class OneVehiclePerDriverDay(GroupedRule):
    """STR-11: a driver keeps one vehicle through a calendar day, and a vehicle its driver. Amount: those beyond one.

    A vehicle with ``relief`` may have two drivers in a day: each one's part counts in the rules about drivers' hours.
    In the dispatch heuristic and model a working day pairs vehicles and drivers, with one change of drivers at most, so
    that the rule holds by construction but for rides after midnight, which are looked at there.
    """

    id = "STR-11"
    title = "司机一天只开一辆车,一辆车一天只由一名司机开"
    title_en = "A driver keeps one vehicle through a day, a vehicle its driver"
    cites = PRACTICE
    scope = "duty"
    levels = ("must",)
    softenable = False
    mended_by = ("cars",)
    several_vehicles = Sentence("{day}{driver}开了 {count} 辆车", "{driver} drives {count} vehicles on {day}")
    several_drivers = Sentence("{day}{vehicle}换了 {count} 名司机", "{vehicle} has {count} drivers on {day}")

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Count each driver's vehicles and each vehicle's drivers, day by day."""
        return RUNS_BY_DRIVER.by(self._several_vehicles), RUNS_BY_VEHICLE.by(self._several_drivers)

    def _several_vehicles(self, facts: Facts, work: WeekOfRuns) -> Iterator[Violation]:
        del facts
        for day, count in _counts((day_of(run.depart), run.vehicle) for run in work.runs):
            about, name = subject(driver=work.driver.id, day=day), work.driver.name
            yield self.broken("", about, count - 1, self.several_vehicles, day=day, driver=name, count=count)

    def _several_drivers(self, facts: Facts, work: WeekOfRuns) -> Iterator[Violation]:
        del facts
        for day, count in _counts((day_of(run.depart), run.driver) for run in work.runs if run.driver):
            about, name = subject(vehicle=work.vehicle.id, day=day), work.vehicle.name
            if (beyond := count - (2 if work.vehicle.relief else 1)) > 0:
                yield self.broken("", about, beyond, self.several_drivers, day=day, vehicle=name, count=count)


def _counts(found: Iterable[tuple[dt.date, str]]) -> Iterator[tuple[dt.date, int]]:
    """Yield the days of several vehicles or drivers, in order, and how many there are."""
    days: dict[dt.date, set[str]] = defaultdict(set)
    for day, id in found:
        days[day].add(id)
    return ((day, len(days[day])) for day in sorted(days) if len(days[day]) > 1)
