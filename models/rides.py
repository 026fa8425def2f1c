"""Parties into vehicles and persons to seats, leg by leg.

A party is distributed over the cars first, then every car is seated exactly: rules, the guest of honour's
seat, as few changes of seat on the way as possible, then rank by rank.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Literal

from ortools.sat.python import cp_model

from models.cp.run import Effort, Outcome, Stop, solve
from models.domain.seating import CrowdError, Proof
from models.etiquette.cars import RideSetting
from models.etiquette.check_ride import report
from models.etiquette.ride_rules import CarJudge, LegSeats, groups
from models.etiquette.tables import shares

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.domain.customs import Etiquette, Level
    from models.domain.riding import CarPlan, Ride

EFFORT = Effort(deterministic=2.0)
NAMES = {
    "must": "必守规则",
    "should": "应守规则",
    "convoy": "车队先后",
    "load": "各车人数",
    "prefer": "尽量遵守",
    "honour": "主宾座次",
    "moves": "途中换座",
    "places": "座次高低",
}


def seat_ride(ride: Ride, etiquette: Etiquette, seconds: float | None = None) -> CarPlan:
    """Seat a party in its vehicles; judged by the checker before it is returned.

    Raises
    ------
    SeatingError
        If facts or wishes contradict each other.
    CrowdError
        If the vehicles have too few seats on some leg.
    """
    stop = Stop(None if seconds is None else time.monotonic() + seconds)
    setting = RideSetting(ride, etiquette)
    _check_seats(setting)
    car_of, proofs = _Cars(setting, stop).assign()
    seats: dict[str, LegSeats] = {}
    for number, car in enumerate(ride.cars):
        names = tuple(name for name in setting.passengers if car_of[name] == number)
        if names:
            seats[car.id], found = _Seats(CarJudge(setting, car, names), stop).settle()
            proofs += found
    return report(setting, car_of, seats, tuple(proofs))


def _check_seats(setting: RideSetting) -> None:
    seats = sum(len(car.profile.seats) for car in setting.ride.cars)
    for leg in range(setting.legs):
        aboard = sum(leg in setting.aboard(name) for name in setting.passengers)
        if aboard > seats:
            where = f"{setting.ride.stops[leg]} - {setting.ride.stops[leg + 1]}"
            raise CrowdError(f"{aboard} people for {seats} seats", f"{setting.ride.id}, {where}", "one more vehicle")


class _Steps:
    """Minimises sums one after the other, each held at its best; what is at its floor needs no solving."""

    def __init__(self, scope: str, stop: Stop) -> None:
        self.model = cp_model.CpModel()
        self.scope, self.stop = scope, stop
        self.proofs: list[Proof] = []
        self.sure = True

    def minimise(self, expr: Any, now: int | None, floor: int, take: Callable[[Outcome], int]) -> tuple[int, int]:
        """Return (value, bound) and hold the value; ``take`` reads a better answer and returns its value."""
        bound = floor
        if now is None or now > floor:
            outcome = solve(self.model, None if isinstance(expr, int) else expr, (), EFFORT, self.stop)
            if outcome.found:
                now = take(outcome)
            elif now is None:
                raise CrowdError("no seating found", self.scope, "fewer locks, or one more vehicle")
            bound = min(now, max(floor, outcome.bound))
        if not isinstance(expr, int):
            self.model.add(expr <= now)
        self.sure = self.sure and bound >= now
        return now, bound

    def note(self, name: str, value: int, bound: int) -> None:
        status: Literal["proven", "open"] = "proven" if self.sure else "open"
        zh = NAMES[name]
        self.proofs.append(Proof(name=name, name_zh=zh, value=value, bound=bound, status=status, scope=self.scope))


# --------------------------------------------------------------------------------------------- into cars


class _Cars:
    """The party over the cars."""

    def __init__(self, setting: RideSetting, stop: Stop) -> None:
        self.setting, self.cars = setting, range(len(setting.ride.cars))
        self.steps = _Steps(setting.ride.id, stop)
        self.model = self.steps.model
        self.on: dict[tuple[str, int], Any] = {}
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
        self._step("should", sum(slacks["should"]))
        self._step("convoy", self._convoy())
        self._step("load", self._load())
        self._step("prefer", sum(slacks["prefer"]))
        self._by_rank()
        return self.car_of, self.steps.proofs

    def _step(self, name: str, expr: Any) -> None:
        if isinstance(expr, int) and self.car_of:
            return
        self.steps.note(name, *self.steps.minimise(expr, None, 0, lambda outcome: self._take(outcome, expr)))

    def _by_rank(self) -> None:
        """Cars are listed from the finest; by rank everybody gets the first that is left to him."""
        places = bounds = 0
        for name in self.setting.passengers:
            expr = sum(car * self.on[name, car] for car in self.cars)

            def take(outcome: Outcome, name: str = name) -> int:
                self._take(outcome, 0)
                return self.car_of[name]

            value, bound = self.steps.minimise(expr, self.car_of[name], 0, take)
            places, bounds = places + value, bounds + bound
        self.steps.note("places", places, bounds)

    def _take(self, outcome: Outcome, expr: Any) -> int:
        on = self.on
        self.car_of = {name: car for (name, car), x in on.items() if (x if isinstance(x, int) else outcome.value(x))}
        return outcome.value(expr)

    def _seats(self) -> None:
        for leg in range(self.setting.legs):
            aboard = [name for name in self.setting.passengers if leg in self.setting.aboard(name)]
            for car in self.cars:
                seats = len(self.setting.ride.cars[car].profile.seats)
                self.model.add(sum(self.on[name, car] for name in aboard) <= seats)

    def _groups(self) -> dict[Level, list[Any]]:
        """What the rules on sharing a car cost, by level."""
        slacks: dict[Level, list[Any]] = {"must": [], "should": [], "prefer": [], "off": []}
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
        numbers = {car.id: number for number, car in enumerate(self.setting.ride.cars)}
        for lock in self.setting.ride.locks:
            slacks[level("RIDE-11")].append(1 - self.on[lock.person, numbers[lock.car]])
        return slacks

    def _convoy(self) -> Any:
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

    def _load(self) -> Any:
        """How far the cars are from their shares of the party."""
        seats = [len(car.profile.seats) for car in self.setting.ride.cars]
        off = []
        for car, share in enumerate(shares(len(self.setting.passengers), seats, [0] * len(seats))):
            here = sum(self.on[name, car] for name in self.setting.passengers)
            away = self.model.new_int_var(0, len(self.setting.passengers), "")
            self.model.add(here - share <= away)
            self.model.add(share - here <= away)
            off.append(away)
        return sum(off)


# ---------------------------------------------------------------------------------------------- on seats


class _Seats:
    """The seats of one car over its legs."""

    def __init__(self, judge: CarJudge, stop: Stop) -> None:
        self.judge, self.setting = judge, judge.setting
        self.steps = _Steps(judge.car.id, stop)
        self.model = self.steps.model
        self.legs = self._by_order()
        self.on = {
            (name, leg, seat): self.model.new_bool_var(f"{name}@{seat}#{leg}")
            for leg, names in enumerate(judge.aboard)
            for name in names
            for seat in judge.order
        }

    def settle(self) -> tuple[LegSeats, list[Proof]]:
        """Return the best seats and what is proven of them."""
        judge = self.judge
        for leg, names in enumerate(judge.aboard):
            for name in names:
                self.model.add_exactly_one(self.on[name, leg, seat] for seat in judge.order)
            for seat in judge.order:
                self.model.add_at_most_one(self.on[name, leg, seat] for name in names)
        slacks = self._rules()
        self._step("must", sum(slacks["must"]))
        self._step("should", sum(slacks["should"]))
        self._step(
            "honour", sum(judge.worth[s] * self.on[name, leg, s] for leg, name in judge.honoured for s in judge.order)
        )
        self._step("moves", self._moves())
        self._step("prefer", sum(slacks["prefer"]))
        self._by_rank()
        return self.legs, self.steps.proofs

    def _by_order(self) -> LegSeats:
        """A first answer: by rank on every leg, whoever has a locked seat on it."""
        made = []
        for names in self.judge.aboard:
            seat_of = {name: seat for name, seat in self.judge.locked.items() if name in names}
            free = (seat for seat in self.judge.order if seat not in seat_of.values())
            made.append({name: seat_of[name] if name in seat_of else next(free) for name in names})
        return tuple(made)

    def _step(self, name: str, expr: Any) -> None:
        def now() -> int:
            return int(getattr(self.judge.score(self.legs), name))

        def take(outcome: Outcome) -> int:
            self._take(outcome)
            return now()

        self.steps.note(name, *self.steps.minimise(expr, now(), 0, take))

    def _by_rank(self) -> None:
        """Give everybody in turn the best seat that is left to him (RIDE-02)."""
        judge, places, bounds, taken = self.judge, 0, 0, set[int]()
        for name in judge.names:
            # on one leg a place that a higher rank has is gone
            floor = min(set(range(len(judge.order))) - taken) if self.setting.legs == 1 else 0

            def take(outcome: Outcome, name: str = name) -> int:
                self._take(outcome)
                return judge.place(name, self.legs)

            value, bound = self.steps.minimise(self._place(name), judge.place(name, self.legs), floor, take)
            taken.add(value)
            places, bounds = places + value, bounds + bound
        self.steps.note("places", places, bounds)

    def _take(self, outcome: Outcome) -> None:
        """Read an answer."""
        self.legs = tuple(
            {name: next(s for s in self.judge.order if outcome.value(self.on[name, leg, s])) for name in names}
            for leg, names in enumerate(self.judge.aboard)
        )

    def _place(self, name: str) -> Any:
        worth = self.judge.worth
        return sum(worth[seat] * x for (who, _, seat), x in self.on.items() if who == name)

    def _moves(self) -> Any:
        """Changes of seat between legs (RIDE-12)."""
        changes = []
        for (name, leg, seat), here in self.on.items():
            before = self.on.get((name, leg - 1, seat))
            if before is not None:
                left = self.model.new_bool_var("")
                self.model.add(before - here <= left)
                changes.append(left)
        return sum(changes)

    def _rules(self) -> dict[Level, list[Any]]:
        """What the rules on seats cost, by level."""
        slacks: dict[Level, list[Any]] = {"must": [], "should": [], "prefer": [], "off": []}
        judge, level = self.judge, self.setting.level
        for name, seat in judge.locked.items():
            slacks[level("RIDE-11")] += [1 - self.on[name, leg, seat] for leg in self.setting.aboard(name)]
        for leg, names in enumerate(judge.aboard):
            if judge.car.drives == "host":
                front = [self.on[name, leg, s] for name in judge.front_for(leg) for s in judge.car.profile.front]
                if front:
                    rule = "RIDE-04" if leg and set(judge.aboard[leg - 1]) - set(names) else "RIDE-03"
                    slacks[level(rule)].append(self._unless(front))
            elif judge.aide:
                helpers = judge.helpers(leg)
                there = {name: self.on[name, leg, judge.aide] for name in names}
                if helpers:
                    slacks[level("RIDE-05")].append(self._unless([there[name] for name in helpers]))
                elif judge.spare(leg):
                    slacks[level("RIDE-05")].append(sum(there.values()))
                slacks[level("RIDE-06")] += [there[name] for name in names if self.setting.delicate(name)]
        return slacks

    def _unless(self, kept: Sequence[cp_model.IntVar]) -> cp_model.IntVar:
        slack = self.model.new_bool_var("")
        self.model.add_bool_or([*kept, slack])
        return slack
