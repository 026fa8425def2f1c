"""The company's vehicles and those to be hired, as a job of the dispatch sees them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from models.domain.clock import overlap
from models.domain.resources import HiredCar
from models.rules.cars.vehicles import EnoughSeats
from models.rules.core.cost_lines import hire_price
from models.rules.core.vehicle_duty import hired_name
from models.staffing.costs import NOTHING, DutyPrices, StaffingCost
from models.staffing.vehicle_rules import vehicle_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.facts import Facts
    from models.domain.resources import Vehicle
    from models.staffing.dispatch_limits import DispatchLimits
    from models.staffing.jobs import TransportJob


@dataclass(frozen=True)
class VehicleSet:
    """Vehicles for a job: own ones, hired ones by kind, and what these cost by themselves."""

    own: tuple[str, ...]
    hired: tuple[str, ...]
    cost: StaffingCost

    @cached_property
    def names(self) -> frozenset[str]:
        """Vehicles as CAR-04 tells them apart: hired ones by kind."""
        return frozenset((*self.own, *(hired_name(car) for car in self.hired)))


class VehiclePool:
    """The vehicles of the company and those to be hired."""

    def __init__(self, facts: Facts, prices: DutyPrices, limits: DispatchLimits) -> None:
        self.facts, self.prices, self.limits = facts, prices, limits
        self.rules = vehicle_rules(prices.counted).vehicles
        self.own: dict[str, Vehicle] = {v.id: v for v in facts.week.company.vehicles}
        self.hired: dict[str, HiredCar] = {c.id: c for c in facts.week.hired_cars}
        self._options: dict[tuple[str, int, int, tuple[str, ...]], list[VehicleSet]] = {}
        self._for_hire: dict[tuple[int, int], list[str]] = {}

    def in_service(self, job: TransportJob) -> list[Vehicle]:
        """Return the vehicles that are not closed (in maintenance) while the job takes."""
        span = job.run.ready, job.run.free
        return [v for v in self.own.values() if not any(overlap(span, (c.start, c.end)) for c in v.closures)]

    def cost(self, job: TransportJob, id: str) -> StaffingCost:
        """Return what one vehicle costs in a job by itself: by the rules about it, and the money for hiring it."""
        car, visit = self._car(id), job.load.stay.visit
        cost = NOTHING
        for rule in self.rules:
            if (amount := rule.amount(job.load, car)) and not rule.waived(visit, job.id):
                cost += self.prices.price(rule, amount)
        return cost + StaffingCost(money=hire_price(self.facts, car)) if isinstance(car, HiredCar) else cost

    def _car(self, id: str) -> Vehicle | HiredCar:
        return self.own.get(id) or self.hired[id]

    def for_hire(self, job: TransportJob) -> list[str]:
        """Return the kinds of hired cars that may make a job: those listed; where none of them does, the others too."""
        key = job.riders, job.pieces
        if key not in self._for_hire:
            needed = {id: self.count_needed(job, id) for id in sorted(self.hired)}
            able = [id for id, count in needed.items() if count is not None]
            listed = [id for id in able if not self.hired[id].is_unlisted]
            self._for_hire[key] = listed or able
        return self._for_hire[key]

    def count_needed(self, job: TransportJob, id: str) -> int | None:
        """Return how many hired cars of a kind do a job without other vehicles; None: no number that is thought of."""
        most = self.limits.most_hired if not self.hired[id].is_unlisted else job.riders + job.pieces
        return next((count for count in range(1, most + 1) if self.fits(job, (id,) * count)), None)

    def fits(self, job: TransportJob, ids: Sequence[str]) -> bool:
        """Tell whether some vehicles have the seats and the room for luggage."""
        seats, pieces = EnoughSeats.missing(job.load, [self._car(id) for id in ids])
        return seats <= 0 and pieces <= 0

    def vehicle_set(self, job: TransportJob, own: Sequence[str], hired: Sequence[str]) -> VehicleSet:
        """Return some vehicles as a set for a job."""
        return VehicleSet(tuple(own), tuple(hired), sum((self.cost(job, id) for id in (*own, *hired)), NOTHING))

    def options(self, job: TransportJob) -> list[VehicleSet]:
        """Return sets of vehicles for a job, none with a vehicle too many, the cheapest first.

        One, two or three own vehicles, hired ones, an own one with hired ones; not all: the exact model knows all.
        """
        in_service = [v.id for v in self.in_service(job)]
        key = job.move.visit, job.guests, job.pieces, tuple(in_service)
        if key not in self._options:
            self._options[key] = self._enumerate(job, in_service)
        return self._options[key]

    def _enumerate(self, job: TransportJob, in_service: list[str]) -> list[VehicleSet]:
        found = [(v,) for v in in_service if self.fits(job, (v,))]
        small = [v for v in in_service if (v,) not in found]
        pairs = [(a, b) for k, a in enumerate(small) for b in small[k + 1 :] if self.fits(job, (a, b))]
        enough = set(pairs)
        triples: list[tuple[str, ...]] = []
        if len(found) + len(pairs) < self.limits.enough_options:
            triples = [
                (a, b, c)
                for i, a in enumerate(small)
                for k, b in enumerate(small[i + 1 :], i + 1)
                for c in small[k + 1 :]
                if not enough & {(a, b), (a, c), (b, c)} and self.fits(job, (a, b, c))
            ]
        own: list[tuple[str, ...]] = [*found, *pairs, *triples]
        sets = [self.vehicle_set(job, cars, ()) for cars in own]
        mixed = [(), *((v,) for v in small)]
        sets += [self.vehicle_set(job, cars, hired) for cars in mixed for hired in self._hires(job, cars)]
        sets.sort(key=lambda option: (option.cost, len(option.own), option.own, option.hired))
        most = self.limits.kept_options
        return [*sets[:most], *(option for option in sets[most:] if not option.own)]

    def _hires(self, job: TransportJob, own: Sequence[str]) -> list[tuple[str, ...]]:
        """Return for each kind of hired car how many of them do, beside some own vehicles."""
        found = []
        for car in self.for_hire(job):
            most = self.count_needed(job, car) or 0
            found.append(next((car,) * n for n in range(1, most + 1) if self.fits(job, (*own, *[car] * n))))
        return found
