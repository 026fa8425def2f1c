"""STR-11 · a driver keeps one vehicle through a day, and a vehicle its driver."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from models.domain.clock import day_of
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, subject
from models.rules.core.vehicle_work import vehicle_runs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.rules.core.findings import Violation


class OneVehiclePerDriverDay(Rule):
    """STR-11: a driver keeps one vehicle through a calendar day, and a vehicle its driver. Amount: those beyond one.

    In the dispatch heuristic and model a working day pairs vehicles and drivers, so that the rule holds by construction
    but for rides after midnight, which are looked at there.
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

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count each driver's vehicles and each vehicle's drivers, day by day."""
        driven: dict[tuple[str, dt.date], set[str]] = defaultdict(set)
        drivers: dict[tuple[str, dt.date], set[str]] = defaultdict(set)
        for run in vehicle_runs(facts, plan):
            if run.driver:
                driven[run.driver, day_of(run.depart)].add(run.vehicle)
                drivers[run.vehicle, day_of(run.depart)].add(run.driver)
        for (id, day), names in sorted(driven.items()):
            if (count := len(names)) > 1:
                about, name = subject(driver=id, day=day), facts.week.driver(id).name
                yield self.broken("", about, count - 1, self.several_vehicles, day=day, driver=name, count=count)
        for (id, day), names in sorted(drivers.items()):
            if (count := len(names)) > 1:
                about, name = subject(vehicle=id, day=day), facts.week.vehicle(id).name
                yield self.broken("", about, count - 1, self.several_drivers, day=day, vehicle=name, count=count)
