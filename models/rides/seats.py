"""The seats of one car over its legs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from models.cp.seating_steps import SeatingSteps
from models.rides.limits import RIDE_LIMITS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.cp.run import Outcome, SolveLimits
    from models.cp.stop_signal import StopSignal
    from models.cp.types import Expr
    from models.domain.etiquette_edition import SeatingLevel
    from models.domain.seating import Proof
    from models.etiquette.ride_rules import CarJudge, LegSeats


class CarSeats:
    """The seats of one car over its legs.

    Parameters
    ----------
    kept : mapping of (person, leg) to seat, optional
        After a change: as few of these people as possible move, before everything but the musts.
    """

    def __init__(
        self,
        judge: CarJudge,
        stop: StopSignal,
        kept: Mapping[tuple[str, int], str] | None = None,
        limits: SolveLimits = RIDE_LIMITS,
    ) -> None:
        self.judge, self.setting, self.kept = judge, judge.setting, kept or {}
        self.model = cp_model.CpModel()
        self.steps = SeatingSteps(self.model, judge.car.id, stop, limits)
        self.legs = self._by_order()
        self.on = {
            (name, leg, seat): self.model.new_bool_var(f"{name}@{seat}#{leg}")
            for leg, names in enumerate(judge.aboard)
            for name in names
            for seat in judge.order
        }

    def optimise(self) -> tuple[LegSeats, list[Proof]]:
        """Return the best seats and what is proven of them."""
        judge = self.judge
        for leg, names in enumerate(judge.aboard):
            for name in names:
                self.model.add_exactly_one(self.on[name, leg, seat] for seat in judge.order)
            for seat in judge.order:
                self.model.add_at_most_one(self.on[name, leg, seat] for name in names)
        slacks = self._rules()
        self._step("must", sum(slacks["must"]))
        if self.kept:
            self._step("moved", self._changes())
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
        for leg, names in enumerate(self.judge.aboard):
            seat_of: dict[str, str] = {}
            for (name, on), seat in {**self.kept, **self.judge.locked}.items():
                if on == leg and name in names and seat not in seat_of.values():
                    seat_of[name] = seat
            free = [seat for seat in self.judge.order if seat not in seat_of.values()][::-1]
            made.append({name: seat_of[name] if name in seat_of else free.pop() for name in names})
        return tuple(made)

    def _step(self, name: str, expr: Expr) -> None:
        def now() -> int:
            return self._moved() if name == "moved" else int(getattr(self.judge.score(self.legs), name))

        def take(outcome: Outcome) -> int:
            self._take(outcome)
            return now()

        self.steps.note(name, *self.steps.minimise(expr, now(), 0, take))

    def _moved(self) -> int:
        return len({name for (name, leg), seat in self.kept.items() if self.legs[leg][name] != seat})

    def _changes(self) -> Expr:
        """People of ``kept`` who sit elsewhere on some leg."""
        moved = {name: self.model.new_bool_var("") for name, _ in self.kept}
        for (name, leg), seat in self.kept.items():
            self.model.add_implication(~self.on[name, leg, seat], moved[name])
        return sum(moved.values())

    def _by_rank(self) -> None:
        """Give everybody in turn the best seat that is left to them (RIDE-02)."""
        judge, places, bounds, taken = self.judge, 0, 0, set[str]()
        for name in judge.names:
            # on one leg a place that a higher rank has is gone
            worth, one_leg = judge.worth_to(name), self.setting.legs == 1
            floor = min(place for seat, place in worth.items() if seat not in taken) if one_leg else 0

            def take(outcome: Outcome, name: str = name) -> int:
                self._take(outcome)
                return judge.place(name, self.legs)

            value, bound = self.steps.minimise(self._place(name), judge.place(name, self.legs), floor, take)
            taken.update(self.legs[0][name] for _ in range(one_leg))
            places, bounds = places + value, bounds + bound
        self.steps.note("places", places, bounds)

    def _take(self, outcome: Outcome) -> None:
        """Read an answer."""
        self.legs = tuple(
            {name: next(s for s in self.judge.order if outcome.value(self.on[name, leg, s])) for name in names}
            for leg, names in enumerate(self.judge.aboard)
        )

    def _place(self, name: str) -> Expr:
        worth = self.judge.worth_to(name)
        return sum(worth[seat] * x for (who, _, seat), x in self.on.items() if who == name)

    def _moves(self) -> Expr:
        """Changes of seat between legs (RIDE-12)."""
        changes = []
        for (name, leg, seat), here in self.on.items():
            before = self.on.get((name, leg - 1, seat))
            if before is not None:
                left = self.model.new_bool_var("")
                self.model.add(before - here <= left)
                changes.append(left)
        return sum(changes)

    def _rules(self) -> dict[SeatingLevel, list[Expr]]:
        """What the rules on seats cost, by level."""
        slacks: dict[SeatingLevel, list[Expr]] = {"must": [], "should": [], "prefer": [], "off": []}
        judge, level = self.judge, self.setting.level
        for (name, leg), seat in judge.locked.items():
            slacks[level("RIDE-11")].append(1 - self.on[name, leg, seat])
        for leg, names in enumerate(judge.aboard):
            for rule, one, other, most in judge.near_constraints(leg):
                slacks[level(rule)].append(self._apart(leg, one, other, most))
            if judge.front_is_locked(leg):
                continue
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
                else:
                    slacks[level("RIDE-05")].append(sum(there[name] for name in judge.guests_in_rear(leg)))
                slacks[level("RIDE-06")] += [there[name] for name in names if self.setting.delicate(name)]
        return slacks

    def _apart(self, leg: int, one: str, other: str, most: int) -> cp_model.IntVar:
        """How many rows more than allowed two people are apart."""
        rows = self.judge.rows
        first, second = (sum(rows[s] * self.on[name, leg, s] for s in self.judge.order) for name in (one, other))
        slack = self.model.new_int_var(0, max(rows.values()), "")
        self.model.add(first - second - most <= slack)
        self.model.add(second - first - most <= slack)
        return slack

    def _unless(self, kept: Sequence[cp_model.IntVar]) -> cp_model.IntVar:
        slack = self.model.new_bool_var("")
        self.model.add_bool_or([*kept, slack])
        return slack
