"""CAR · vehicles of a move: seats and luggage, one place at a time, the class and size that fit, own ones first."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from models.domain.base import Count, Fact
from models.domain.clock import overlap
from models.domain.resources import HiredCar
from models.rules.core.base import PRACTICE, Citation, Rule
from models.rules.core.findings import DayAndTime, Phrase, Sentence, Several, subject
from models.rules.core.groups import GroupedRule
from models.rules.core.judgeable import is_judgeable
from models.rules.core.programme import programmes
from models.rules.core.transport_load import VEHICLE_CLASSES, TransportLoad, moves_owed_vehicles
from models.rules.core.vehicle_duty import VehicleRule
from models.rules.core.vehicle_work import RUNS_BY_DRIVER, RUNS_BY_VEHICLE, lateness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Move, Plan, Ride
    from models.domain.resources import Vehicle
    from models.rules.core.findings import Subject, Value, Violation
    from models.rules.core.groups import GroupJudge
    from models.rules.core.programme import Programme
    from models.rules.core.vehicle_work import Run, WeekOfRuns


class EnoughSeats(Rule):
    """CAR-01: where cars are provided, every move has seats for guests, one of ours and the interpreter.

    Luggage, one piece a guest, goes along on pick-ups, see-offs, marked moves and all moves of the last day. Amount:
    people without a seat (in all, and in each overfilled vehicle), guests in no vehicle, pieces without room.
    """

    id = "CAR-01"
    title = "公司派车时,每段路座位够客人、陪同和翻译,行李放得下"
    title_en = "Enough seats on every move, and room for luggage"
    cites = Citation(document="S0", clause="二(一)1", quote="是否需要公司派车,安排餐饮及住宿")
    unit = "people"
    scope = "duty"
    levels = ("must",)
    softenable = False
    too_few_seats = Sentence("{when}的车少 {count} 个座位", "too few seats on {when}: {count} missing")
    overfilled = Sentence("{when}的{car}超员 {count} 人", "{car} carries {count} more than it has seats on {when}")
    left_standing = Sentence("{when}有 {count} 位客人没有安排上车", "guests in no vehicle on {when}: {count}")
    luggage_left = Sentence("{when}有 {count} 件行李放不下", "pieces of luggage without room on {when}: {count}")

    @staticmethod
    def missing(load: TransportLoad, cars: Sequence[Vehicle | HiredCar]) -> tuple[int, int]:
        """Return how many seats and how much room for luggage some vehicles have too little; 0 or less: enough."""
        return load.riders - sum(car.seats for car in cars), load.pieces - sum(car.luggage for car in cars)

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count seats and luggage, move by move."""
        for p in programmes(facts, plan):
            known = [move for move in p.moves if is_judgeable(facts, move.visit, move.origin, move.target)]
            for move in moves_owed_vehicles(facts, p.stay, known):
                yield from self._move(facts, p, move)

    def _move(self, facts: Facts, p: Programme, move: Move) -> Iterator[Violation]:
        load, when, about = TransportLoad.of(facts, p.stay, move), DayAndTime(move.depart), subject(move=move.id)
        cars = [(ride, car) for ride in move.rides if (car := _car(facts, ride)) is not None]
        short, pieces = self.missing(load, [car for _, car in cars])
        if short > 0:
            yield self.broken(p.id, about, short, self.too_few_seats, when=when, count=short)
        for ride, car in cars:
            over = ride.guests + ride.staff - car.seats
            if over > 0:
                overfilled = about + _subject(car)
                yield self.broken(p.id, overfilled, over, self.overfilled, when=when, car=_name(car), count=over)
        standing = load.guests - sum(ride.guests for ride in move.rides)
        if standing > 0 and short <= 0:
            yield self.broken(p.id, about, standing, self.left_standing, when=when, count=standing)
        if pieces > 0:
            yield self.broken(p.id, about, pieces, self.luggage_left, when=when, count=pieces)


class VehicleInOnePlace(GroupedRule):
    """CAR-02: a vehicle, and a driver, is in one place at a time, empty runs counted, on the spot early.

    Bound from standing at the door (at a pick-up from ``meet_from``) until everybody is out (``unload``); between two
    rides the empty run fits (``lateness``); a vehicle does not run while it is out of service (maintenance, not
    chartered). Amount: minutes short.
    """

    id = "CAR-02"
    title = "车辆和司机同一时间只在一处,空驶时间算在内,提前到位"
    title_en = "A vehicle and a driver are in one place at a time, empty runs counted"
    cites = Citation(document="S0", clause="二(二)1", quote="告知司机队负责人准备车辆提前在指定地点接客户上车")
    unit = "minutes"
    scope = "duty"
    levels = ("must",)
    softenable = False
    closed = Sentence("{when}的{name}正在停用", "{name} is out of service on {when}")
    too_late = Sentence("{when}的{name}赶不过来,差 {minutes} 分钟", "{name} comes {minutes} min too late on {when}")

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Follow each vehicle and each driver from ride to ride."""
        return RUNS_BY_VEHICLE.by(self._vehicle), RUNS_BY_DRIVER.by(self._driver)

    def _vehicle(self, facts: Facts, work: WeekOfRuns) -> Iterator[Violation]:
        for a, b in pairwise(work.runs):
            yield from self._late(facts, a, b, work.vehicle.name, vehicle=work.vehicle.id)
        for run in work.runs:
            yield from self._closed(run, work.vehicle)

    def _driver(self, facts: Facts, work: WeekOfRuns) -> Iterator[Violation]:
        for a, b in pairwise(work.runs):
            if a.vehicle != b.vehicle:  # else said of the vehicle
                yield from self._late(facts, a, b, work.driver.name, driver=work.driver.id)

    def _closed(self, run: Run, vehicle: Vehicle) -> Iterator[Violation]:
        for span in vehicle.out_of_service:
            if overlap((run.ready, run.free), (span.start, span.end)):
                minutes = min(run.free, span.end) - max(run.ready, span.start)
                about, when = subject(move=run.move, vehicle=vehicle.id), DayAndTime(run.depart)
                yield self.broken(run.visit, about, minutes, self.closed, when=when, name=vehicle.name)

    def _late(self, facts: Facts, a: Run, b: Run, name: str, **who: str) -> Iterator[Violation]:
        short = lateness(facts, a, b)
        if short > 0:
            about, when = subject(move=(b.move, a.move), **who), DayAndTime(b.depart)
            yield self.broken(b.visit, about, short, self.too_late, when=when, name=name, minutes=short)


class VehicleClassFitsLevel(VehicleRule):
    """CAR-05: the vehicle's class fits the level's package (示例值). Amount: vehicles that do not, move by move.

    A class larger than any listed is fine for a party that none of the listed vehicles can hold.
    """

    id = "CAR-05"
    title = "车型与客人级别相称"
    title_en = "The vehicle's class fits the level"
    cites = PRACTICE
    unit = "moves"
    scope = "duty"
    levels = ("should", "must", "prefer", "note", "off")
    wrong_class = Sentence(
        "{when}用{kinds},与 {level} 级不相称", "vehicle class not fit for level {level} on {when}: {kinds}"
    )

    def amount(self, load: TransportLoad, car: Vehicle | HiredCar) -> int:
        """Return 1 for a class that does not fit."""
        return int(not load.class_fits(car.kind))

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at each ride's class."""
        for p, move, load, cars in _loaded_moves(facts, plan):
            if wrong := [car for car in cars if self.amount(load, car)]:
                kinds = sorted({car.kind for car in wrong}, key=lambda kind: VEHICLE_CLASSES[kind].zh)
                names, when = Several(tuple(VEHICLE_CLASSES[kind] for kind in kinds)), DayAndTime(move.depart)
                about, count = subject(move=move.id), sum(self.amount(load, car) for car in wrong)
                yield self.broken(p.id, about, count, self.wrong_class, when=when, kinds=names, level=p.stay.level)


class VehicleSizeFitsParty(VehicleRule):
    """CAR-05a: the vehicle's size fits the party: no bus for a handful, no party torn apart that one vehicle holds.

    Amount, move by move, for each vehicle of the wrong size (``TransportLoad.size_fits``): 1 for one too small,
    ``large`` for one too large, so that a handful whose minibus is elsewhere rides in two cars, not in a coach.
    """

    id = "CAR-05a"
    title = "车辆大小合适:几个人不派大车,一辆坐得下不分乘"
    title_en = "The vehicle's size fits the party; one vehicle where one will do"
    cites = PRACTICE
    unit = "moves"
    scope = "duty"
    levels = ("prefer", "should", "note", "off")
    wrong_size = Sentence(
        "{when}给 {guests} 位客人用{cars},大小不合适",
        "vehicles of the wrong size for {guests} guests on {when}: {cars}",
    )

    class Numbers(Fact):
        """When a vehicle is too large, where the company has a smaller one."""

        percent: Count = 250
        """Seats in percent of the riders, at most."""
        large: Annotated[int, Field(ge=1)] = 5
        """What a vehicle too large counts beside one too small."""

    def amount(self, load: TransportLoad, car: Vehicle | HiredCar) -> int:
        """Return what a size that does not fit counts."""
        if load.size_fits(car, self.n.percent):
            return 0
        return int(self.n.large) if load.held_by(car) else 1

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each vehicle with the party."""
        for p, move, load, cars in _loaded_moves(facts, plan):
            if wrong := [car for car in cars if self.amount(load, car)]:
                names, when = Several(tuple(_name(car) for car in wrong)), DayAndTime(move.depart)
                about, count = subject(move=move.id), sum(self.amount(load, car) for car in wrong)
                yield self.broken(p.id, about, count, self.wrong_size, when=when, guests=load.guests, cars=names)


class OwnVehiclesFirst(VehicleRule):
    """CAR-07: own cars before hired ones. Amount: hired vehicles, move by move."""

    id = "CAR-07"
    title = "先用公司车辆,不够再租"
    title_en = "Own cars before hired ones"
    cites = PRACTICE
    unit = "moves"
    scope = "duty"
    levels = ("should", "prefer", "note", "off")
    hires = Sentence("{when}租车 {count} 辆,待落实", "cars to hire on {when}, still to be arranged: {count}")

    def amount(self, load: TransportLoad, car: Vehicle | HiredCar) -> int:
        """Return 1 for a hired vehicle."""
        del load
        return int(isinstance(car, HiredCar))

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count hired vehicles."""
        for p, move, load, cars in _loaded_moves(facts, plan):
            if count := sum(self.amount(load, car) for car in cars):
                about, when = subject(move=move.id), DayAndTime(move.depart)
                yield self.broken(p.id, about, count, self.hires, when=when, count=count)


def _loaded_moves(
    facts: Facts, plan: Plan
) -> Iterator[tuple[Programme, Move, TransportLoad, list[Vehicle | HiredCar]]]:
    """Yield the moves of a plan with their load and vehicles."""
    for p in programmes(facts, plan):
        for move in p.moves:
            if is_judgeable(facts, move.visit, move.origin, move.target):
                cars = [car for ride in move.rides if (car := _car(facts, ride)) is not None]
                yield p, move, TransportLoad.of(facts, p.stay, move), cars


def _car(facts: Facts, ride: Ride) -> Vehicle | HiredCar | None:
    """Return the vehicle of a ride, own or hired; None where it is unknown or not said."""
    id = ride.vehicle or ride.hired
    return facts.week.find_vehicle(id) or facts.week.find_hired_car(id)


def _name(car: Vehicle | HiredCar) -> Value:
    if isinstance(car, HiredCar):
        kind = VEHICLE_CLASSES[car.kind]
        return Phrase(f"租用的{kind.zh}", f"hired {kind.en}")
    return car.name


def _subject(car: Vehicle | HiredCar) -> Subject:
    return subject(hired_car=car.id) if isinstance(car, HiredCar) else subject(vehicle=car.id)
