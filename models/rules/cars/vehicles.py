"""CAR · vehicles of a move: seats and luggage, one place at a time, the class that fits the level."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from models.domain.base import Count, Fact
from models.domain.clock import day_of, hhmm, minute_of_day, overlap
from models.rules.core.base import PRACTICE, Citation, Rule
from models.rules.core.programme import date, programmes
from models.rules.core.work import known, runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Move, Plan, Ride
    from models.domain.resources import HiredCar, Vehicle
    from models.domain.stay import Stay
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme
    from models.rules.core.work import Run

CLASSES = ("sedan", "suv", "mpv", "van", "minibus", "coach")
"""Vehicle classes by size."""
CLASSES_ZH = {"sedan": "轿车", "suv": "越野车", "mpv": "商务车", "van": "面包车", "minibus": "中巴", "coach": "大巴"}


def needs_cars(facts: Facts, stay: Stay, move: Move) -> bool:
    """Tell whether the company owes vehicles for a move: cars provided, and too far to walk, or with luggage."""
    near = facts.travel.base(move.origin, move.target) <= facts.shape.walk_minutes
    return stay.visit.provides.cars and not (near and move.kind == "transfer")


def carries_luggage(stay: Stay, move: Move) -> bool:
    """Tell whether a move takes the luggage along: as marked, to and from the departure points, and on the last day."""
    leaving = bool(stay.nights) and day_of(move.depart) == stay.days[-1]
    return move.luggage or move.kind != "transfer" or leaving


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

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count seats and luggage, move by move."""
        for p in programmes(facts, plan):
            for move in p.moves:
                if known(facts, move.visit, move.origin, move.target) and needs_cars(facts, p.stay, move):
                    yield from self._move(facts, p, move)

    def _move(self, facts: Facts, p: Programme, move: Move) -> Iterator[Violation]:
        guests, when = p.stay.guests(move.groups), f"{date(day_of(move.depart))}{hhmm(minute_of_day(move.depart))}"
        cars = [(ride, car) for ride in move.rides if (car := _car(facts, ride)) is not None]
        short = p.stay.riders(guests) - sum(car.seats for _, car in cars)
        if short > 0:
            yield self.broken(p.id, (move.id,), short, f"{when}的车少 {short} 个座位")
        for ride, car in cars:
            over = ride.guests + ride.staff - car.seats
            if over > 0:
                yield self.broken(p.id, (move.id, car.id), over, f"{when}的{_name(car)}超员 {over} 人")
        standing = guests - sum(ride.guests for ride in move.rides)
        if standing > 0 and short <= 0:
            yield self.broken(p.id, (move.id,), standing, f"{when}有 {standing} 位客人没有安排上车")
        pieces = guests - sum(car.luggage for _, car in cars) if carries_luggage(p.stay, move) else 0
        if pieces > 0:
            yield self.broken(p.id, (move.id,), pieces, f"{when}有 {pieces} 件行李放不下")


class VehicleInOnePlace(Rule):
    """CAR-02: a vehicle, and a driver, is in one place at a time, empty runs counted, on the spot early.

    Bound from standing at the door (at a pick-up from ``meet_from``) until everybody is out (``unload``); between two
    rides the empty run fits; a vehicle does not run while it is closed (maintenance). Amount: minutes short.
    """

    id = "CAR-02"
    title = "车辆和司机同一时间只在一处,空驶时间算在内,提前到位"
    title_en = "A vehicle and a driver are in one place at a time, empty runs counted"
    cites = Citation(document="S0", clause="二(二)1", quote="告知司机队负责人准备车辆提前在指定地点接客户上车")
    unit = "minutes"
    scope = "duty"
    levels = ("must",)
    softenable = False

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Follow each vehicle and each driver from ride to ride."""
        every = runs(facts, plan)
        vehicles = {vehicle.id: vehicle for vehicle in facts.week.company.vehicles}
        for id in sorted({run.vehicle for run in every}):
            mine = [run for run in every if run.vehicle == id]
            yield from self._follow(facts, vehicles[id].name, id, mine)
            for run in mine:
                closed = [s for s in vehicles[id].closures if overlap((run.ready, run.free), (s.start, s.end))]
                for span in closed:
                    minutes = min(run.free, span.end) - max(run.ready, span.start)
                    yield self.broken(run.visit, (run.move, id), minutes, f"{_at(run)}的{vehicles[id].name}正在停用")
        for id in sorted({run.driver for run in every} - {""}):
            mine = [run for run in every if run.driver == id]
            apart = [(a, b) for a, b in pairwise(mine) if a.vehicle != b.vehicle]  # else said of the vehicle
            for a, b in apart:
                yield from self._follow(facts, facts.week.driver(id).name, id, [a, b])

    def _follow(self, facts: Facts, name: str, id: str, mine: list[Run]) -> Iterator[Violation]:
        for a, b in pairwise(mine):
            short = a.free + facts.travel.minutes(a.target, b.origin, b.ready) - b.ready
            if short > 0:
                text = f"{_at(b)}的{name}赶不过来,差 {short} 分钟"
                yield self.broken(b.visit, (b.move, a.move, id), short, text)


class VehicleClassFitsLevel(Rule):
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

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at each ride's class."""
        for p in programmes(facts, plan):
            for move in p.moves:
                if not known(facts, move.visit, move.origin, move.target):
                    continue
                cars = [car for ride in move.rides if (car := _car(facts, ride)) is not None]
                riders = p.stay.riders(p.stay.guests(move.groups))
                wrong = [car for car in cars if not class_fits(facts, p.stay, car.kind, riders)]
                if wrong:
                    when = f"{date(day_of(move.depart))}{hhmm(minute_of_day(move.depart))}"
                    kinds = "、".join(sorted({CLASSES_ZH[car.kind] for car in wrong}))
                    text = f"{when}用{kinds},与 {p.stay.level} 级不相称"
                    yield self.broken(p.id, (move.id,), len(wrong), text)


class VehicleSizeFitsParty(Rule):
    """CAR-05a: the vehicle's size fits the party: no bus for a handful, no party torn apart that one vehicle holds.

    Amount, move by move: vehicles of the wrong size (``wrong_size``).
    """

    id = "CAR-05a"
    title = "车辆大小合适:几个人不派大车,一辆坐得下不分乘"
    title_en = "The vehicle's size fits the party; one vehicle where one will do"
    cites = PRACTICE
    unit = "moves"
    scope = "duty"
    levels = ("prefer", "should", "note", "off")

    class Numbers(Fact):
        """Seats in percent of the riders that are too many, where the company has a smaller vehicle."""

        percent: Count = 250

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each vehicle with the party."""
        for p in programmes(facts, plan):
            for move in p.moves:
                if not known(facts, move.visit, move.origin, move.target):
                    continue
                guests = p.stay.guests(move.groups)
                riders, pieces = p.stay.riders(guests), guests if carries_luggage(p.stay, move) else 0
                smallest = right_size(facts, p.stay, riders, pieces)
                cars = [car for ride in move.rides if (car := _car(facts, ride)) is not None]
                wrong = [car for car in cars if wrong_size(car, (riders, pieces), smallest, self.n.percent)]
                if wrong:
                    when = f"{date(day_of(move.depart))}{hhmm(minute_of_day(move.depart))}"
                    text = f"{when}{guests} 位客人用{'、'.join(_name(car) for car in wrong)},大小不合适"
                    yield self.broken(p.id, (move.id,), len(wrong), text)


def right_size(facts: Facts, stay: Stay, riders: int, pieces: int) -> int | None:
    """Return the seats of the company's smallest vehicle that holds a whole party and fits its level; None: none."""
    cars = [v for v in facts.week.company.vehicles if v.seats >= riders and v.luggage >= pieces]
    return min((v.seats for v in cars if class_fits(facts, stay, v.kind, riders)), default=None)


def wrong_size(car: Vehicle | HiredCar, load: tuple[int, int], smallest: int | None, percent: int) -> bool:
    """Tell whether a vehicle is of the wrong size for riders and pieces of luggage (CAR-05a).

    Too large: more than ``percent`` of the seats needed and larger than the smallest that does. Too small: it does not
    hold the party, and the smallest that does is not too large.
    """
    riders, pieces = load
    if smallest is None:
        return False
    if car.seats < riders or car.luggage < pieces:
        return 100 * smallest <= percent * riders
    return car.seats > smallest and 100 * car.seats > percent * riders


def class_fits(facts: Facts, stay: Stay, kind: str, riders: int) -> bool:
    """Tell whether a vehicle class fits the visit's level, for a party of some size (CAR-05)."""
    listed = stay.package.vehicles
    if kind in listed or not listed:
        return True
    every: list[Vehicle | HiredCar] = [*facts.week.company.vehicles, *facts.week.company.hired_cars]
    largest = max((car.seats for car in every if car.kind in listed), default=0)
    return CLASSES.index(kind) > max(map(CLASSES.index, listed)) and riders > largest


def _car(facts: Facts, ride: Ride) -> Vehicle | HiredCar | None:
    """Return the vehicle of a ride, own or hired; None where it is unknown or not said."""
    cars: list[Vehicle | HiredCar] = [*facts.week.company.vehicles, *facts.week.company.hired_cars]
    return next((car for car in cars if car.id == (ride.vehicle or ride.hired)), None)


def _name(car: Vehicle | HiredCar) -> str:
    return str(getattr(car, "name", "")) or f"租用的{CLASSES_ZH[car.kind]}"


def _at(run: Run) -> str:
    return f"{date(day_of(run.depart))}{hhmm(minute_of_day(run.depart))}"
