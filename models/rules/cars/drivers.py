"""CAR · drivers and the days of vehicles: licences and the law, the same car, empty runs, own cars before hired ones.

Counted by the functions of ``work``; decided in the dispatch. Seats, classes and clashes of vehicles: ``vehicles``.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from models.domain.base import Fact, Minutes
from models.domain.clock import day_of, hhmm, minute_of_day
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.known_ids import known
from models.rules.core.programme import date, programmes
from models.rules.core.spans import length
from models.rules.core.vehicle_work import chains, driving, empty_runs, runs, stretches, work_spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.domain.plan import Move, Plan
    from models.rules.core.findings import Violation


class DrivingTime(Rule):
    """CAR-03: a licence for the vehicle; a break after at most 4 h of driving (law); 8 h of driving a day (edition).

    Driving: rides and empty runs, from the company and back; standing ``pause`` minutes or more is a break. Amount: 1 a
    ride of a company vehicle without a driver who may drive it, 1 a stretch over ``longest``, 1 a day over ``most``.
    """

    id = "CAR-03"
    title = "司机持相应准驾证;连续驾驶不超过 4 小时须休息 20 分钟,一天驾驶不超过 8 小时"
    title_en = "A licence for the class; 20 min break after at most 4 h, 8 h of driving a day"
    cites = PRACTICE
    scope = "duty"
    levels = ("must",)
    softenable = False

    class Numbers(Fact):
        """Driving without a break and the break, both law (道路交通安全法实施条例 第六十二条); driving a day."""

        longest: Minutes = 240
        pause: Minutes = 20
        most: Minutes = 480

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at licences, then at each driver's days."""
        every = runs(facts, plan)
        for run in every:
            vehicle = facts.week.vehicle(run.vehicle)
            held = facts.week.driver(run.driver).licences if run.driver else ()
            if not set(held) & set(vehicle.licences):
                who = f"{facts.week.driver(run.driver).name}的驾照不能开" if run.driver else "没有司机开"
                when = f"{date(day_of(run.depart))}{hhmm(minute_of_day(run.depart))}"
                yield self.broken(run.visit, (run.move, run.vehicle), 1, f"{when}{who}{vehicle.name}")
        for id, days in chains(every, "driver").items():
            name = facts.week.driver(id).name
            for day, chain in sorted(days.items()):
                wheel = driving(facts, chain)
                for minutes in stretches(wheel, self.n.pause):
                    if minutes > self.n.longest:
                        yield self.broken("", (id, str(day)), 1, f"{date(day)}{name}连续驾驶 {minutes} 分钟未休息")
                total = sum(end - start for start, end in wheel)
                if total > self.n.most:
                    yield self.broken("", (id, str(day)), 1, f"{date(day)}{name}全天驾驶 {total} 分钟")


class SameVehicleAndDriver(Rule):
    """CAR-04: the same vehicle and driver for a delegation.

    Amount, from ride to ride of a visit: 1 when a vehicle comes that was not there before (a kind of hired car counts
    as one), 1 when such a driver does.
    """

    id = "CAR-04"
    title = "同一客团全程同车同司机"
    title_en = "Same driver and vehicle for a delegation"
    cites = PRACTICE
    unit = "changes"
    scope = "duty"
    levels = ("prefer", "should", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each move's rides with those of the move before."""
        for p in programmes(facts, plan):
            for a, b in pairwise(move for move in p.moves if move.rides):
                what = [zh for names, zh in ((_vehicles, "车辆"), (_drivers, "司机")) if names(b) - names(a)]
                if what:
                    when = f"{date(day_of(b.depart))}{hhmm(minute_of_day(b.depart))}"
                    yield self.broken(p.id, (b.id,), len(what), f"{when}换了{'和'.join(what)}")


def _vehicles(move: Move) -> set[str]:
    return {ride.vehicle or f"hired {ride.hired}" for ride in move.rides}


def _drivers(move: Move) -> set[str]:
    return {ride.driver for ride in move.rides if ride.driver}


class EmptyRunsAndBalance(Rule):
    """CAR-06: few empty kilometres, drivers' load balanced.

    Amount, minutes: empty runs of each vehicle and day (``empty_runs``), and each driver's day beyond ``fair`` from
    first to last.
    """

    id = "CAR-06"
    title = "少跑空车,司机工作量均衡"
    title_en = "Few empty kilometres, drivers' load balanced"
    cites = PRACTICE
    unit = "minutes"
    scope = "duty"
    levels = ("prefer", "note", "off")

    class Numbers(Fact):
        """A driver's day, first to last, that is a fair share."""

        fair: Minutes = 600

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Add up empty runs, then look at drivers' days."""
        every = runs(facts, plan)
        for id, days in chains(every, "vehicle").items():
            for day, chain in sorted(days.items()):
                minutes = sum(max(0, end - start) for start, end in empty_runs(facts, chain))
                if minutes:
                    name = facts.week.vehicle(id).name
                    yield self.broken("", (id, str(day)), minutes, f"{date(day)}{name}空驶 {minutes} 分钟")
        for id, days in chains(every, "driver").items():
            for day, chain in sorted(days.items()):
                over = length(work_spans(facts, chain)) - self.n.fair
                if over > 0:
                    name = facts.week.driver(id).name
                    yield self.broken("", (id, str(day)), over, f"{date(day)}{name}比均衡的工作时间多 {over} 分钟")


class OwnVehiclesFirst(Rule):
    """CAR-07: own cars before hired ones. Amount: hired vehicles, move by move."""

    id = "CAR-07"
    title = "先用公司车辆,不够再租"
    title_en = "Own cars before hired ones"
    cites = PRACTICE
    unit = "moves"
    scope = "duty"
    levels = ("should", "prefer", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count hired rides."""
        for p in programmes(facts, plan):
            for move in p.moves:
                hired = [ride.hired for ride in move.rides if ride.hired]
                if hired and known(facts, move.visit, move.origin, move.target):
                    when = f"{date(day_of(move.depart))}{hhmm(minute_of_day(move.depart))}"
                    yield self.broken(p.id, (move.id,), len(hired), f"{when}租车 {len(hired)} 辆,待落实")


class OneVehiclePerDriverDay(Rule):
    """STR-11: a driver keeps one vehicle through a calendar day, and a vehicle its driver. Amount: those beyond one."""

    id = "STR-11"
    title = "司机一天只开一辆车,一辆车一天只由一名司机开"
    title_en = "A driver keeps one vehicle through a day, a vehicle its driver"
    cites = PRACTICE
    scope = "duty"
    levels = ("must",)
    softenable = False

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count each driver's vehicles and each vehicle's drivers, day by day."""
        driven, drivers = defaultdict(set), defaultdict(set)
        for run in runs(facts, plan):
            if run.driver:
                driven[run.driver, day_of(run.depart)].add(run.vehicle)
                drivers[run.vehicle, day_of(run.depart)].add(run.driver)
        for (id, day), names in sorted(driven.items()):
            if len(names) > 1:
                text = f"{date(day)}{facts.week.driver(id).name}开了 {len(names)} 辆车"
                yield self.broken("", (id, str(day)), len(names) - 1, text)
        for (id, day), names in sorted(drivers.items()):
            if len(names) > 1:
                text = f"{date(day)}{facts.week.vehicle(id).name}换了 {len(names)} 名司机"
                yield self.broken("", (id, str(day)), len(names) - 1, text)
