"""What staffing weighs: costs by tier as the rules count them; and the moves that need vehicles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from models.domain.clock import overlap
from models.domain.demands import board
from models.rules.cars.vehicles import carries_luggage, class_fits, needs_cars, right_size, wrong_size
from models.rules.core.work import Run, trip

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Move
    from models.domain.resources import HiredCar, Vehicle
    from models.rules.core.base import Rule
    from models.rules.core.people_duty import DutyRule

Cost = tuple[int, int, int, int]
"""Musts broken, shoulds, money, duty: strictly in this order."""
NOTHING: Cost = (0, 0, 0, 0)
MUST, SHOULD, MONEY, DUTY = range(4)


def plus(*costs: Cost) -> Cost:
    """Add costs tier by tier."""
    musts = shoulds = money = duty = 0
    for a, b, c, d in costs:
        musts, shoulds, money, duty = musts + a, shoulds + b, money + c, duty + d
    return musts, shoulds, money, duty


def minus(a: Cost, b: Cost) -> Cost:
    """Subtract costs tier by tier."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2], a[3] - b[3])


class DutyPrices:
    """What a break of a duty rule weighs, and in which tier; what an edition switches off weighs nothing."""

    def __init__(self, facts: Facts, rules: Sequence[Rule]) -> None:
        self.facts = facts
        self.rules = {rule.id: rule for rule in rules}
        self._tier: dict[str, int | None] = {}
        for rule in rules:
            by_level = {1: SHOULD, 4: DUTY}.get(rule.tier or 0)
            self._tier[rule.id] = MUST if rule.level == "must" else by_level

    def tier(self, rule: str) -> int | None:
        """Return where a rule's breaks are counted; None for a note or a rule that is off."""
        return self._tier.get(rule)

    def number(self, rule: str, name: str) -> int:
        """Return a number of a rule; only asked of rules that are on."""
        return int(getattr(self.rules[rule].n, name))

    def waived(self, rule: str, visit: str, *about: str) -> bool:
        """Tell whether breaks of a rule about a visit weigh nothing."""
        return rule in self.rules and self.rules[rule].waived(self.facts.week.visit(visit), *about)

    @property
    def counted(self) -> tuple[Rule, ...]:
        """The rules whose breaks are counted, in the order of the policy: no notes, none that are off."""
        return tuple(rule for id, rule in self.rules.items() if self.tier(id) is not None)

    def price(self, rule: DutyRule, amount: int) -> Cost:
        """Return what an amount of breaks of a rule weighs."""
        return self.cost(rule.id, amount)

    def cost(self, rule: str, amount: int) -> Cost:
        """Return what an amount weighs."""
        tier = self.tier(rule)
        if tier is None or amount <= 0:
            return NOTHING
        size = self.rules[rule].cost(amount)
        return (size, 0, 0, 0) if tier == MUST else (0, size, 0, 0) if tier == SHOULD else (0, 0, 0, size)


@dataclass(frozen=True)
class TransportJob:
    """A move that needs vehicles.

    Attributes
    ----------
    run : Run
        The part that a vehicle has in it, whoever it is.
    riders, pieces : int
        Seats and pieces of luggage needed in all.
    trip : (int, int)
        The time that it takes a driver, from the company and back.
    """

    move: Move
    run: Run
    riders: int
    guests: int
    pieces: int
    trip: tuple[int, int]

    @property
    def id(self) -> str:
        """Id of the move."""
        return self.move.id

    @cached_property
    def day(self) -> dt.date:
        """The working day to which it belongs."""
        return self.run.day


def jobs(facts: Facts, moves: Iterable[Move]) -> list[TransportJob]:
    """Return the moves for which the company owes vehicles, or which have one, in the order in which runs are read."""
    found = []
    for move in moves:
        stay = facts.stay(move.visit)
        if not needs_cars(facts, stay, move) and not move.rides:
            continue
        run = Run(
            visit=move.visit,
            move=move.id,
            vehicle="",
            driver="",
            origin=move.origin,
            target=move.target,
            ready=board(facts, stay, move),
            depart=move.depart,
            arrive=move.arrive,
            free=move.arrive + facts.shape.unload,
        )
        guests = stay.guests(move.groups)
        pieces = guests if carries_luggage(stay, move) else 0
        found.append(TransportJob(move, run, stay.riders(guests), guests, pieces, trip(facts, run)))
    return sorted(found, key=lambda job: (job.run.ready, job.run.depart, job.id))


def follows(facts: Facts, a: Run, b: Run) -> bool:
    """Tell whether one vehicle can make run ``b`` after ``a``, the empty run counted (CAR-02)."""
    return a.free + facts.travel.minutes(a.target, b.origin, b.ready) <= b.ready


@dataclass(frozen=True)
class VehicleSet:
    """A way to carry a job: own vehicles, hired ones by kind, and what these weigh by themselves."""

    own: tuple[str, ...]
    hired: tuple[str, ...]
    cost: Cost

    @cached_property
    def names(self) -> frozenset[str]:
        """Vehicles as CAR-04 tells them apart: hired ones by kind."""
        return frozenset((*self.own, *(f"hired {car}" for car in self.hired)))


class VehiclePool:
    """The vehicles of the company and those to be hired, as a job sees them."""

    def __init__(self, facts: Facts, prices: DutyPrices) -> None:
        self.facts, self.prices = facts, prices
        self.own: dict[str, Vehicle] = {v.id: v for v in facts.week.company.vehicles}
        self.hired: dict[str, HiredCar] = {c.id: c for c in facts.week.company.hired_cars}
        self._ways: dict[Any, list[VehicleSet]] = {}
        self._right: dict[tuple[str, int, int], int | None] = {}

    def open(self, job: TransportJob) -> list[Vehicle]:
        """Return the vehicles that are not closed (in maintenance) while the job takes."""
        span = job.run.ready, job.run.free
        return [v for v in self.own.values() if not any(overlap(span, (c.start, c.end)) for c in v.closures)]

    def cost(self, job: TransportJob, car: str) -> Cost:
        """Return what one vehicle weighs in a job by itself: its class and size, hiring, money."""
        prices, found = self.prices, self.own.get(car) or self.hired[car]
        costs = [NOTHING]
        if not class_fits(self.facts, self.facts.stay(job.move.visit), found.kind, job.riders):
            costs.append(NOTHING if prices.waived("CAR-05", job.move.visit, job.id) else prices.cost("CAR-05", 1))
        if car in self.hired:
            costs.append(NOTHING if prices.waived("CAR-07", job.move.visit, job.id) else prices.cost("CAR-07", 1))
            costs.append((0, 0, self.hired[car].price, 0))
        if self.prices.tier("CAR-05a") is not None and not prices.waived("CAR-05a", job.move.visit, job.id):
            load = job.riders, job.pieces
            if wrong_size(found, load, self._right_size(job), prices.number("CAR-05a", "percent")):
                costs.append(prices.cost("CAR-05a", 1))
        return plus(*costs)

    def _right_size(self, job: TransportJob) -> int | None:
        key = job.move.visit, job.riders, job.pieces
        if key not in self._right:
            self._right[key] = right_size(self.facts, self.facts.stay(job.move.visit), job.riders, job.pieces)
        return self._right[key]

    def holds(self, job: TransportJob, cars: Sequence[str]) -> bool:
        """Tell whether some vehicles have the seats and the room for luggage."""
        found = [self.own.get(car) or self.hired[car] for car in cars]
        return sum(c.seats for c in found) >= job.riders and sum(c.luggage for c in found) >= job.pieces

    def way(self, job: TransportJob, own: Sequence[str], hired: Sequence[str]) -> VehicleSet:
        """Return some vehicles as a way to carry a job."""
        return VehicleSet(tuple(own), tuple(hired), plus(NOTHING, *(self.cost(job, car) for car in (*own, *hired))))

    def ways(self, job: TransportJob) -> list[VehicleSet]:
        """Return ways to carry a job, none with a vehicle too many, the cheapest first.

        One, two or three own vehicles, hired ones, an own one with hired ones; not all: the exact model knows all.
        """
        open_ = [v.id for v in self.open(job)]
        key = job.move.visit, job.guests, job.pieces, tuple(open_)
        if key not in self._ways:
            self._ways[key] = self._enumerate(job, open_)
        return self._ways[key]

    def _enumerate(self, job: TransportJob, open_: list[str]) -> list[VehicleSet]:
        found = [(v,) for v in open_ if self.holds(job, (v,))]
        small = [v for v in open_ if (v,) not in found]
        pairs = [(a, b) for k, a in enumerate(small) for b in small[k + 1 :] if self.holds(job, (a, b))]
        enough = set(pairs)
        triples: list[tuple[str, ...]] = []
        if len(found) + len(pairs) < FEW:
            triples = [
                (a, b, c)
                for i, a in enumerate(small)
                for k, b in enumerate(small[i + 1 :], i + 1)
                for c in small[k + 1 :]
                if not enough & {(a, b), (a, c), (b, c)} and self.holds(job, (a, b, c))
            ]
        own: list[tuple[str, ...]] = [*found, *pairs, *triples]
        ways = [self.way(job, cars, ()) for cars in own]
        mixed = [(), *((v,) for v in small)]
        ways += [self.way(job, cars, hired) for cars in mixed for hired in self._rent(job, cars)]
        ways.sort(key=lambda way: (way.cost, len(way.own), way.own, way.hired))
        return [*ways[:MANY], *(way for way in ways[MANY:] if not way.own)]

    def _rent(self, job: TransportJob, own: Sequence[str]) -> list[tuple[str, ...]]:
        """Return for each kind of hired car how many of them do, beside some own vehicles."""
        found = []
        for car in sorted(self.hired):
            for count in range(1, MOST_HIRED + 1):
                if self.holds(job, (*own, *[car] * count)):
                    found.append((car,) * count)
                    break
        return found


FEW, MANY = 4, 60
"""Below so many own ways three vehicles are thought of; so many ways are kept."""
MOST_HIRED = 12
