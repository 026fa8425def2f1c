"""CAR · drivers and the days of vehicles: licences and driving time, the same vehicle and driver, empty runs."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field

from models.domain.base import Fact, Minutes
from models.domain.day_windows import operating_day
from models.rules.core.base import PRACTICE
from models.rules.core.carried import carried_more
from models.rules.core.findings import DayAndTime, Phrase, Sentence, subject
from models.rules.core.groups import GroupedRule
from models.rules.core.programme import programmes
from models.rules.core.transport_load import luggage_stays_aboard
from models.rules.core.vehicle_duty import ChangeRule, DayLimits, DriverRule, Transport, VehicleDayRule, hired_name
from models.rules.core.vehicle_work import RUNS_BY_DRIVER, RUNS_BY_VEHICLE, driving_stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.facts import Facts
    from models.domain.people import Driver
    from models.domain.plan import Move, Plan
    from models.domain.resources import Vehicle
    from models.rules.core.findings import Violation
    from models.rules.core.groups import GroupJudge
    from models.rules.core.spans import Span
    from models.rules.core.vehicle_duty import ChangeView, DispatchPoster, VehicleDayView
    from models.rules.core.vehicle_work import Run, WeekOfRuns, WorkChain


class DrivingTime(GroupedRule, VehicleDayRule):
    """CAR-03: a licence for the vehicle; a break after at most 4 h of driving (law); 8 h of driving a day (edition).

    Driving: rides and empty runs, from the vehicle's home and back; standing ``pause`` minutes or more is a break.
    Amount: 1 a ride of a company vehicle without a driver who may drive it, 1 a stretch over ``longest``, 1 a day over
    ``most``.
    """

    id = "CAR-03"
    title = "司机持相应准驾证;连续驾驶不超过 4 小时须休息 20 分钟,一天驾驶不超过 8 小时"
    title_en = "A licence for the class; 20 min break after at most 4 h, 8 h of driving a day"
    cites = PRACTICE
    scope = "duty"
    levels = ("must",)
    softenable = False
    no_licence = Sentence("{when}{driver}的驾照不能开{vehicle}", "{driver} has no licence for {vehicle} on {when}")
    no_driver = Sentence("{when}没有司机开{vehicle}", "nobody drives {vehicle} on {when}")
    no_break = Sentence(
        "{day}{driver}连续驾驶 {minutes} 分钟未休息", "{driver} drives {minutes} min without a break on {day}"
    )
    too_much = Sentence("{day}{driver}全天驾驶 {minutes} 分钟", "{driver} drives {minutes} min in all on {day}")

    class Numbers(Fact):
        """Driving without a break and the break, both law (道路交通安全法实施条例 第六十二条); driving a day."""

        longest: Minutes = 240
        pause: Minutes = 20
        most: Minutes = 480

    def stretches_too_long(self, driving: Iterable[Span]) -> list[int]:
        """Return the minutes of the stretches without a break that are too long, in order."""
        return [minutes for minutes in driving_stretches(driving, self.n.pause) if minutes > self.n.longest]

    def amount(self, chain: WorkChain) -> int:
        """Return how many stretches without a break are too long, and 1 more for a day that is."""
        return len(self.stretches_too_long(chain.driving)) + int(chain.driving_minutes > self.n.most)

    def limits(self) -> DayLimits:
        """Return the driving of a day, and that without a break."""
        return DayLimits(driving=self.n.most, stretch=self.n.longest, stretch_pause=self.n.pause)

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Look at the licence for each vehicle's runs, then at each driver's days."""
        return RUNS_BY_VEHICLE.by(self._licences), RUNS_BY_DRIVER.by(self._days)

    def _days(self, facts: Facts, work: WeekOfRuns) -> Iterator[Violation]:
        del facts
        for day, chain in work.chains.items():
            about, name = subject(driver=work.driver.id, day=day), work.driver.name
            for minutes in self.stretches_too_long(chain.driving):
                yield self.broken("", about, 1, self.no_break, day=day, driver=name, minutes=minutes)
            total = chain.driving_minutes
            if total > self.n.most:
                yield self.broken("", about, 1, self.too_much, day=day, driver=name, minutes=total)

    def _licences(self, facts: Facts, work: WeekOfRuns) -> Iterator[Violation]:
        for run in work.runs:
            yield from self._licence(facts, run)

    def _licence(self, facts: Facts, run: Run) -> Iterator[Violation]:
        vehicle, when = facts.week.vehicle(run.vehicle), DayAndTime(run.depart)
        about = subject(move=run.move, vehicle=run.vehicle)
        if not run.driver:
            yield self.broken(run.visit, about, 1, self.no_driver, when=when, vehicle=vehicle.name)
            return
        driver = facts.week.driver(run.driver)
        if not may_drive(driver, vehicle):
            yield self.broken(run.visit, about, 1, self.no_licence, when=when, driver=driver.name, vehicle=vehicle.name)

    def post_day(self, m: DispatchPoster, day: VehicleDayView) -> None:
        """Hold driving a day; stretches without a break are cut off where a solution has one that is too long."""
        m.at_most(day.driving_minutes, self.n.most)


def may_drive(driver: Driver, vehicle: Vehicle) -> bool:
    """Tell whether a driver holds one of the licences for a vehicle (CAR-03)."""
    return bool(set(driver.licences) & set(vehicle.licences))


class SameVehicleAndDriver(ChangeRule):
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
    changed = Sentence("{when}换了{what}", "another {what} on {when}")
    what: ClassVar = {
        (True, False): Phrase("车辆", "vehicle"),
        (False, True): Phrase("司机", "driver"),
        (True, True): Phrase("车辆和司机", "vehicle and driver"),
    }

    def amount(self, before: Transport, now: Transport) -> int:
        """Return how much is new: vehicles, drivers."""
        return sum(_new(before, now))

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each move's rides with those of the move before."""
        for p in programmes(facts, plan):
            for a, b in pairwise(move for move in p.moves if move.rides):
                before, now = _transport(a), _transport(b)
                if self.concerns(facts, a, b) and (amount := self.amount(before, now)):
                    what, when = self.what[_new(before, now)], DayAndTime(b.depart)
                    yield self.broken(p.id, subject(move=b.id), amount, self.changed, when=when, what=what)

    def post_change(self, m: DispatchPoster, change: ChangeView) -> None:
        """Weigh a new vehicle and a new driver, each by itself."""
        m.price(self, change.vehicle)
        m.price(self, change.driver)


class SameVehicleThroughDay(SameVehicleAndDriver):
    """CAR-04b: one vehicle and one driver stay with a delegation all day.

    As CAR-04, but within a day, and dearer: who goes out for the day keeps the vehicle, which stands and
    waits, and none is sent out empty to bring them back. Hired cars and money go before (CAR-07, COST-03). Rides of
    other travel groups than those of the ride before are passed over. Amount, from ride to ride: 1 when a vehicle comes
    that was not there before, 1 when such a driver does.
    """

    id = "CAR-04b"
    title = "同一客团当天不换车、不换司机"
    title_en = "Same driver and vehicle for a delegation through a day"

    def concerns(self, facts: Facts, before: Move, move: Move) -> bool:
        """Tell whether both moves are of one day and of the same guests."""
        del facts
        same_day = operating_day(before.depart) == operating_day(move.depart)
        return same_day and set(before.groups) == set(move.groups)


class LuggageKeepsVehicle(ChangeRule):
    """CAR-04a: luggage stays in one vehicle from the arrival to the check-in, and from the check-out to the departure.

    Judged on moves that carry luggage which the move before on that day carried as well (``luggage_stays_aboard``).
    Visits of several travel groups are passed over: the move before may be of others. Amount: 1 a move to which a
    vehicle comes that did not make the one before, a kind of hired car counting as one vehicle.
    """

    id = "CAR-04a"
    title = "行李不换车:从接站到入住、从退房到送站乘同一辆车"
    title_en = "Luggage stays in one vehicle from arrival to check-in, and from check-out to departure"
    cites = PRACTICE
    unit = "changes"
    scope = "duty"
    levels = ("prefer", "should", "note", "off")
    reloaded = Sentence("{when}行李要换车", "luggage has to change vehicles on {when}")

    def concerns(self, facts: Facts, before: Move, move: Move) -> bool:
        """Tell whether luggage of the move before is aboard."""
        return luggage_stays_aboard(before, move) and len(facts.stay(move.visit).groups) == 1

    def amount(self, before: Transport, now: Transport) -> int:
        """Return 1 where a vehicle comes anew."""
        return int(not now.vehicles <= before.vehicles)

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the vehicles of moves with luggage with those of the move before."""
        for p in programmes(facts, plan):
            for a, b in pairwise(move for move in p.moves if move.rides):
                if self.concerns(facts, a, b) and (amount := self.amount(_transport(a), _transport(b))):
                    yield self.broken(p.id, subject(move=b.id), amount, self.reloaded, when=DayAndTime(b.depart))

    def post_change(self, m: DispatchPoster, change: ChangeView) -> None:
        """Weigh a new vehicle."""
        m.price(self, change.vehicle)


def _new(before: Transport, now: Transport) -> tuple[bool, bool]:
    """Tell whether a vehicle, and whether a driver, comes that was not there before."""
    return not now.vehicles <= before.vehicles, not now.drivers <= before.drivers


def _transport(move: Move) -> Transport:
    vehicles = frozenset(ride.vehicle or hired_name(str(ride.hired)) for ride in move.rides)
    return Transport(vehicles, frozenset(ride.driver for ride in move.rides if ride.driver))


class EmptyRunsAndBalance(GroupedRule, VehicleDayRule):
    """CAR-06: few empty kilometres, drivers' load balanced.

    Amount, minutes: empty runs of each vehicle and day, and each driver's day beyond ``fair`` from first to last.
    """

    id = "CAR-06"
    title = "少跑空车,司机工作量均衡"
    title_en = "Few empty kilometres, drivers' load balanced"
    cites = PRACTICE
    unit = "minutes"
    scope = "duty"
    levels = ("prefer", "note", "off")
    empty = Sentence("{day}{vehicle}空驶 {minutes} 分钟", "{vehicle} runs empty for {minutes} min on {day}")
    unfair = Sentence(
        "{day}{driver}比均衡的工作时间多 {minutes} 分钟", "{driver} works {minutes} min more than a fair share on {day}"
    )

    class Numbers(Fact):
        """A driver's day, first to last, that is a fair share."""

        fair: Minutes = 600

    def beyond_fair_share(self, chain: WorkChain) -> int:
        """Return by how many minutes a driver's day is longer than a fair share."""
        return self.least_amount(0, chain.length)

    def amount(self, chain: WorkChain) -> int:
        """Return minutes of empty runs, and those beyond a fair share."""
        return self.least_amount(chain.empty_minutes, chain.length)

    def relieved_amount(self, chain: WorkChain, parts: Sequence[WorkChain]) -> int:
        """Return the vehicle's minutes of empty runs, and each driver's beyond a fair share."""
        return chain.empty_minutes + sum(self.beyond_fair_share(part) for part in parts)

    def least_amount(self, empty: int, length: int) -> int:
        """Return the same by the minutes themselves."""
        return empty + max(0, length - int(self.n.fair))

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Add up empty runs of vehicles, then look at drivers' days."""
        return RUNS_BY_VEHICLE.by(self._empty), RUNS_BY_DRIVER.by(self._unfair)

    def _empty(self, facts: Facts, work: WeekOfRuns) -> Iterator[Violation]:
        del facts
        for day, chain in work.chains.items():
            if empty := chain.empty_minutes:
                about, name = subject(vehicle=work.vehicle.id, day=day), work.vehicle.name
                yield self.broken("", about, empty, self.empty, day=day, vehicle=name, minutes=empty)

    def _unfair(self, facts: Facts, work: WeekOfRuns) -> Iterator[Violation]:
        del facts
        for day, chain in work.chains.items():
            if over := self.beyond_fair_share(chain):
                about, name = subject(driver=work.driver.id, day=day), work.driver.name
                yield self.broken("", about, over, self.unfair, day=day, driver=name, minutes=over)

    def post_day(self, m: DispatchPoster, day: VehicleDayView) -> None:
        """Weigh the empty runs that are made, and the length beyond a fair share."""
        for run in day.empty_runs:
            if run.minutes:
                m.price(self, run.made, run.minutes)
        if day.longest > self.n.fair:
            m.price(self, m.excess(day.length, self.n.fair, day.longest - self.n.fair))


class DriversFairOverWeeks(GroupedRule, DriverRule):
    """CAR-06a: who drove more than others in the last weeks, or more nights, is spared in this one.

    By the register (``Week.memory``). Amount: each ride of a driver who drove guests for more than ``beyond`` percent
    of what our drivers did on average, all of them counted; or so many more nights, from ``nights`` on.
    """

    id = "CAR-06a"
    title = "前几周出车多、夜班多的司机本周少排"
    title_en = "Drivers who drove more, or more nights, than others in the last weeks are spared"
    cites = PRACTICE
    unit = "moves"
    scope = "duty"
    levels = ("prefer", "note", "off")
    again = Sentence(
        "{driver}前几周出车已比别人多,本周又有 {count} 趟",
        "{driver} drove more than others in the last weeks, and has {count} more rides in this one",
    )

    class Numbers(Fact):
        """From where on somebody drove more than others."""

        beyond: Annotated[int, Field(ge=100, le=1000)] = 150
        """Percent of the mean."""
        nights: Annotated[int, Field(ge=1, le=100)] = 2
        """Nights, at least."""

    def ride_amount(self, facts: Facts, driver: str) -> int:
        """Return 1 for a driver who is ahead of others."""
        if not facts.week.memory.drives:
            return 0
        if self.id not in facts.cache:  # staffing asks thousands of times
            facts.cache[self.id] = self._ahead(facts)
        return int(driver in facts.cache[self.id])

    def _ahead(self, facts: Facts) -> set[str]:
        known, count = facts.week.memory.drives, len(facts.week.company.drivers)
        minutes = carried_more({each.driver: each.minutes for each in known}, int(self.n.beyond), count)
        nights, least = {each.driver: each.nights for each in known}, int(self.n.nights)
        late = carried_more(nights, int(self.n.beyond), count)
        return minutes | {driver for driver in late if nights[driver] >= least}

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Count the rides of those who are ahead."""
        return (RUNS_BY_DRIVER.by(self._again),)

    def _again(self, facts: Facts, work: WeekOfRuns) -> Iterator[Violation]:
        if count := len(work.runs) * self.ride_amount(facts, work.driver.id):
            who, name = subject(driver=work.driver.id), work.driver.name
            yield self.broken("", who, count, self.again, driver=name, count=count)
