"""The company's vehicles and drivers, and cars to be hired, as a job of the dispatch sees them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, combinations_with_replacement, product
from math import comb, prod
from typing import TYPE_CHECKING

from models.domain.clock import overlap
from models.domain.resources import HiredCar
from models.rules.cars.drivers import may_drive
from models.rules.cars.vehicles import EnoughSeats
from models.rules.core.cost_lines import hire_price
from models.rules.core.vehicle_duty import hired_name
from models.staffing.costs import NOTHING, DutyPrices, StaffingCost
from models.staffing.vehicle_rules import vehicle_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from models.domain.facts import Facts
    from models.domain.people import Driver
    from models.domain.resources import Vehicle
    from models.staffing.dispatch_limits import DispatchLimits
    from models.staffing.jobs import TransportJob

Kinds = tuple[int, ...]
"""Kinds of own vehicles (``VehiclePool.like``), one a vehicle."""


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
    """Vehicles, own and to be hired, and drivers; what vehicles cost is remembered by load and kind of vehicle.

    Attributes
    ----------
    drivers : dict driver -> Driver
    licensed : dict vehicle -> set of driver
        Who may drive a vehicle.
    off : dict driver -> spans
        When a driver does not work.
    home : dict vehicle -> place
        Where an own vehicle stands overnight.
    like : dict vehicle -> number
        The same number for own vehicles that are the same in all but name, plate and when they are there.
    """

    def __init__(self, facts: Facts, prices: DutyPrices, limits: DispatchLimits) -> None:
        self.facts, self.prices, self.limits = facts, prices, limits
        self.rules = vehicle_rules(prices.counted).vehicles
        self.own: dict[str, Vehicle] = {v.id: v for v in facts.week.company.vehicles}
        self.hired: dict[str, HiredCar] = {c.id: c for c in facts.week.hired_cars}
        self.drivers: dict[str, Driver] = {d.id: d for d in facts.week.company.drivers}
        self.licensed = {v: {d.id for d in self.drivers.values() if may_drive(d, car)} for v, car in self.own.items()}
        self.off = {id: facts.off(driver) for id, driver in self.drivers.items()}
        self.home = {id: facts.week.home(id) for id in self.own}
        self.like = self._alike()
        self._cars: dict[str, Vehicle | HiredCar] = self.hired | self.own
        self._closures = {
            id: [(c.start, c.end) for c in v.out_of_service] for id, v in self.own.items() if v.out_of_service
        }
        self._every = tuple(self.own)
        rules = {rule.id for rule in self.rules}
        self._with_waivers = {v.id for v in facts.week.visits if any(w.rule in rules for w in v.waivers)}
        self._costs: dict[tuple[str, int, int, int | str], StaffingCost] = {}
        self._options: dict[tuple[str, int, int, tuple[str, ...]], list[VehicleSet]] = {}
        self._for_hire: dict[tuple[int, int], list[str]] = {}
        self._days: dict[tuple[Hashable, ...], StaffingCost | None] = {}
        self._counts: dict[tuple[int, int, str], int | None] = {}

    def _alike(self) -> dict[str, int]:
        no_name: dict[str, object] = {
            "id": "",
            "name": "",
            "plate": "",
            "note": "",
            "closures": (),
            "days": (),
            "day_price": 0,
        }
        kinds: dict[Vehicle, int] = {}
        return {
            v.id: kinds.setdefault(v.model_copy(update={**no_name, "home": self.home[v.id]}), len(kinds))
            for v in self.own.values()
        }

    def in_service(self, job: TransportJob) -> tuple[str, ...]:
        """Return the vehicles in service in a job (no maintenance, chartered), in the company's order."""
        span = job.run.ready, job.run.free
        closed = {v for v, closures in self._closures.items() if any(overlap(span, c) for c in closures)}
        return tuple(v for v in self._every if v not in closed) if closed else self._every

    def cost(self, job: TransportJob, id: str) -> StaffingCost:
        """Return what one vehicle costs in a job by itself: by the rules about it, and the money for hiring it."""
        load = job.load
        visit = load.stay.visit
        if visit.id in self._with_waivers:
            return self._price(job, id)
        key = visit.id, load.guests, load.pieces, self.like.get(id, id)
        if key not in self._costs:
            self._costs[key] = self._price(job, id)
        return self._costs[key]

    def _price(self, job: TransportJob, id: str) -> StaffingCost:
        car, visit = self._cars[id], job.load.stay.visit
        cost = NOTHING
        for rule in self.rules:
            if (amount := rule.amount(job.load, car)) and not rule.waived(visit, job.id):
                cost += self.prices.price(rule, amount)
        return cost + StaffingCost(money=hire_price(self.facts, car)) if isinstance(car, HiredCar) else cost

    def cost_of_day(
        self, routes: tuple[Hashable, ...], price: Callable[[], StaffingCost | None]
    ) -> StaffingCost | None:
        """Return what a working day of some runs (``TransportJob.route``) costs; priced where it is not known yet."""
        if routes not in self._days:
            if len(self._days) >= self.limits.kept_days:
                self._days.clear()
            self._days[routes] = price()
        return self._days[routes]

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
        key = job.riders, job.pieces, id
        if key not in self._counts:
            most = self.limits.most_hired if not self.hired[id].is_unlisted else job.riders + job.pieces
            self._counts[key] = next((n for n in range(1, most + 1) if self.fits(job, (id,) * n)), None)
        return self._counts[key]

    def fits(self, job: TransportJob, ids: Sequence[str]) -> bool:
        """Tell whether some vehicles have the seats and the room for luggage."""
        seats, pieces = EnoughSeats.missing(job.load, [self._cars[id] for id in ids])
        return seats <= 0 and pieces <= 0

    def vehicle_set(self, job: TransportJob, own: Sequence[str], hired: Sequence[str]) -> VehicleSet:
        """Return some vehicles as a set for a job."""
        return VehicleSet(tuple(own), tuple(hired), sum((self.cost(job, id) for id in (*own, *hired)), NOTHING))

    def options(self, job: TransportJob) -> list[VehicleSet]:
        """Return sets of vehicles for a job, none with a vehicle too many, the cheapest first.

        One, two or three own vehicles, hired ones, an own one with hired ones; not all: the exact model knows all.
        """
        in_service = self.in_service(job)
        # a visit that waives a rule for one move has other costs in the next one
        visit = job.id if job.move.visit in self._with_waivers else job.move.visit
        key = visit, job.guests, job.pieces, in_service
        if key not in self._options:
            self._options[key] = self._enumerate(job, in_service)
        return self._options[key]

    def _enumerate(self, job: TransportJob, in_service: Sequence[str]) -> list[VehicleSet]:
        """Return the sets of ``options``; those of the same kinds of vehicles cost the same, and are found together."""
        alike: dict[int, list[str]] = defaultdict(list)
        for v in in_service:
            alike[self.like[v]].append(v)
        one = {kind: mine[0] for kind, mine in alike.items()}
        by_cost: dict[tuple[StaffingCost, int], list[tuple[Kinds, tuple[str, ...]]]] = defaultdict(list)
        for kinds, hired in self._kinds_that_fit(job, alike):
            cost = sum((self.cost(job, id) for id in (*(one[kind] for kind in kinds), *hired)), NOTHING)
            by_cost[cost, len(kinds)].append((kinds, hired))
        found: list[VehicleSet] = []
        most = self.limits.kept_options
        for (cost, size), group in sorted(by_cost.items()):
            if len(found) < most or not size:
                sets = [(own, hired) for kinds, hired in group for own in _of_kinds(kinds, alike, in_service)]
                found += [VehicleSet(own, hired, cost) for own, hired in sorted(sets)]
        return [*found[:most], *(option for option in found[most:] if not option.own)]

    def _kinds_that_fit(
        self, job: TransportJob, alike: Mapping[int, Sequence[str]]
    ) -> list[tuple[Kinds, tuple[str, ...]]]:
        """Return the kinds of own vehicles, with hired ones, that do a job together and not without one of them."""

        def fit(kinds: Kinds) -> bool:
            return self.fits(job, [alike[kind][0] for kind in kinds])

        alone: list[Kinds] = [(kind,) for kind in alike if fit((kind,))]
        small = [kind for kind in alike if (kind,) not in alone]
        pairs = [kinds for kinds in _several(small, alike, 2) if fit(kinds)]
        triples: list[Kinds] = []
        if sum(_count(kinds, alike) for kinds in (*alone, *pairs)) < self.limits.enough_options:
            enough = set(pairs)
            triples = [t for t in _several(small, alike, 3) if not enough & set(combinations(t, 2)) and fit(t)]
        found: list[tuple[Kinds, tuple[str, ...]]] = [(kinds, ()) for kinds in (*alone, *pairs, *triples)]
        found += [((), hired) for hired in self._hires(job, ())]
        return [*found, *(((kind,), hired) for kind in small for hired in self._hires(job, alike[kind][:1]))]

    def _hires(self, job: TransportJob, own: Sequence[str]) -> list[tuple[str, ...]]:
        """Return for each kind of hired car how many of them do, beside some own vehicles."""
        found = []
        for car in self.for_hire(job):
            most = self.count_needed(job, car) or 0
            found.append(next((car,) * n for n in range(1, most + 1) if self.fits(job, (*own, *[car] * n))))
        return found


def _several(small: Sequence[int], alike: Mapping[int, Sequence[str]], size: int) -> list[Kinds]:
    """Return the kinds that so many different vehicles may have."""
    return [kinds for kinds in combinations_with_replacement(small, size) if _count(kinds, alike)]


def _count(kinds: Kinds, alike: Mapping[int, Sequence[str]]) -> int:
    """Return how many sets of different vehicles there are of some kinds."""
    return prod(comb(len(alike[kind]), count) for kind, count in Counter(kinds).items())


def _of_kinds(kinds: Kinds, alike: Mapping[int, Sequence[str]], order: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the sets of vehicles of some kinds, each in the company's order."""
    place = {v: n for n, v in enumerate(order)}
    for parts in product(*(combinations(alike[kind], count) for kind, count in Counter(kinds).items())):
        yield tuple(sorted(chain.from_iterable(parts), key=place.__getitem__))
