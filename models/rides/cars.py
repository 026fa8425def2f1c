"""The party over the cars: who rides with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from models.cp.seating_steps import SeatingSteps
from models.etiquette.ride_rules import car_counts, groups
from models.etiquette.tables import proportional_shares
from models.rides.limits import RIDE_LIMITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.cp.run import Outcome, SolveLimits
    from models.cp.stop_signal import StopSignal
    from models.cp.types import Expr, Lit
    from models.domain.etiquette_edition import SeatingLevel
    from models.domain.seating import Proof
    from models.etiquette.cars import RideFacts


class CarAssignment:
    """The party over the cars.

    Parameters
    ----------
    kept : mapping of person to car, optional
        After a change: as few of these people as possible change cars, before everything but the musts.
    """

    def __init__(
        self,
        setting: RideFacts,
        stop: StopSignal,
        kept: Mapping[str, int] | None = None,
        limits: SolveLimits = RIDE_LIMITS,
    ) -> None:
        self.setting, self.cars, self.kept = setting, range(len(setting.ride.cars)), kept or {}
        self.model = cp_model.CpModel()
        self.steps = SeatingSteps(self.model, setting.ride.id, stop, limits)
        self.on: dict[tuple[str, int], Lit] = {}
        self.car_of: dict[str, int] = {}

    def assign(self) -> tuple[dict[str, int], list[Proof]]:
        """Return the car of everybody, drivers among them."""
        setting = self.setting
        if len(self.cars) == 1:
            return dict.fromkeys(setting.people, 0), []
        for name in setting.people:
            driven = setting.drivers.get(name)
            for car in self.cars:
                self.on[name, car] = int(driven == car) if driven is not None else self.model.new_bool_var("")
            if driven is None:
                self.model.add_exactly_one(self.on[name, car] for car in self.cars)
        self._seats()
        slacks = self._groups()
        self._step("must", sum(slacks["must"]))
        if self.kept:
            self._step("moved", len(self.kept) - sum(self.on[name, car] for name, car in self.kept.items()))
        self._step("should", sum(slacks["should"]))
        self._step("convoy", self._convoy())
        self._step("load", self._load())
        self._step("prefer", sum(slacks["prefer"]))
        self._by_rank()
        return self.car_of, self.steps.proofs

    def _step(self, name: str, expr: Expr) -> None:
        if isinstance(expr, int) and self.car_of:
            return
        self.steps.note(name, *self.steps.minimise(expr, None, 0, lambda outcome: self._take(outcome, expr)))

    def _by_rank(self) -> None:
        """Cars are listed from the finest; by rank everybody gets the first that is left to them."""
        places = bounds = 0
        for name in self.setting.passengers:
            expr = sum(car * self.on[name, car] for car in self.cars)

            def take(outcome: Outcome, name: str = name) -> int:
                self._take(outcome, 0)
                return self.car_of[name]

            value, bound = self.steps.minimise(expr, self.car_of[name], 0, take)
            places, bounds = places + value, bounds + bound
        self.steps.note("places", places, bounds)

    def _take(self, outcome: Outcome, expr: Expr) -> int:
        on = self.on
        self.car_of = {name: car for (name, car), x in on.items() if (x if isinstance(x, int) else outcome.value(x))}
        return outcome.value(expr)

    def _seats(self) -> None:
        for leg in range(self.setting.legs):
            aboard = [name for name in self.setting.passengers if leg in self.setting.aboard(name)]
            for car in self.cars:
                seats = len(self.setting.ride.cars[car].profile.seats)
                self.model.add(sum(self.on[name, car] for name in aboard) <= seats)

    def _groups(self) -> dict[SeatingLevel, list[Expr]]:
        """What the rules on sharing a car cost, by level."""
        slacks: dict[SeatingLevel, list[Expr]] = {"must": [], "should": [], "prefer": [], "off": []}
        level = self.setting.level
        for rule, names in groups(self.setting):
            home = [self.model.new_bool_var("") for _ in self.cars]
            self.model.add_exactly_one(home)
            for name in names:
                away = self.model.new_bool_var("")
                for car in self.cars:
                    self.model.add(home[car] - self.on[name, car] <= away)
                slacks[level(rule)].append(away)
        for group in self.setting.ride.apart:
            for car in self.cars:
                over = self.model.new_int_var(0, len(group), "")
                self.model.add(sum(self.on[name, car] for name in group) - over <= 1)
                slacks[level("RIDE-10")].append(over)
        for number, people, count in car_counts(self.setting):
            here = sum(self.on[name, number] for name in people)
            away = self.model.new_int_var(0, len(people) + count, "")
            self.model.add(here - count <= away)
            self.model.add(count - here <= away)
            slacks[level("RIDE-16")].append(away)
        numbers = {car.id: number for number, car in enumerate(self.setting.ride.cars)}
        for lock in self.setting.ride.locks:
            slacks[level("RIDE-11")].append(1 - self.on[lock.person, numbers[lock.car]])
        return slacks

    def _convoy(self) -> Expr:
        """Host cars that are missing before and behind the guest of honour's (RIDE-09)."""
        setting, model = self.setting, self.model
        first = setting.guest_of_honour
        if first is None or setting.level("RIDE-09") == "off":
            return 0
        hosts = [name for name, person in setting.people.items() if person.side == "host"]
        hosted, used = [], []
        for car in self.cars:
            with_host, taken = model.new_bool_var(""), model.new_bool_var("")
            model.add(with_host <= sum(self.on[name, car] for name in hosts))
            model.add(with_host + self.on[first, car] <= 1)
            for name in setting.people:
                model.add(taken >= self.on[name, car])
            hosted.append(with_host)
            used.append(taken)
        missed = model.new_int_var(0, 2, "")
        wanted = model.new_int_var(0, 2, "")
        # two are wanted, or one for every other car, whichever is less
        capped = model.new_bool_var("")
        model.add(wanted >= sum(used) - 1).only_enforce_if(~capped)
        model.add(wanted == 2).only_enforce_if(capped)
        model.add(missed >= wanted - sum(hosted))
        return missed

    def _load(self) -> Expr:
        """How far the cars are from their shares of the party."""
        seats = [len(car.profile.seats) for car in self.setting.ride.cars]
        off = []
        for car, share in enumerate(proportional_shares(len(self.setting.passengers), seats, [0] * len(seats))):
            here = sum(self.on[name, car] for name in self.setting.passengers)
            away = self.model.new_int_var(0, len(self.setting.passengers), "")
            self.model.add(here - share <= away)
            self.model.add(share - here <= away)
            off.append(away)
        return sum(off)
