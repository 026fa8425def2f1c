"""One table as a CP-SAT model: a literal per person and seat, and the shapes of ``seat_constraints``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from models.etiquette.seat_constraints import (
    FriendBeside,
    NeighboursDiffer,
    NeighboursInCommon,
    NoSeatPair,
    SeatAmong,
    SeatConstraint,
    SeatHeldBy,
    SeatPair,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from models.cp.types import Expr, Lit


class SeatModel:
    """Everybody has one seat, every seat at most one person.

    Attributes
    ----------
    on : dict of (person, seat) to literal
    slacks : list of (constraint, literal)
        What is paid for a constraint that is missed.
    """

    def __init__(self, people: Sequence[str], seats: Sequence[int], model: cp_model.CpModel | None = None) -> None:
        self.model = model or cp_model.CpModel()
        self.people, self.seats = tuple(people), tuple(seats)
        self.on = {(name, seat): self.model.new_bool_var(f"{name}@{seat}") for name in people for seat in seats}
        self.slacks: list[tuple[SeatConstraint, cp_model.IntVar]] = []
        for name in people:
            self.model.add_exactly_one(self.on[name, seat] for seat in seats)
        for seat in seats:
            taken = [self.on[name, seat] for name in people]
            if len(people) == len(seats):
                self.model.add_exactly_one(taken)
            else:
                self.model.add_at_most_one(taken)

    def total(self, constraints: Iterable[SeatConstraint]) -> Expr:
        """Return the sum of the amounts of some constraints; what cannot be broken adds nothing."""
        return sum(self._missed(constraint) for constraint in constraints)

    def forbid(self, constraint: SeatConstraint) -> None:
        """Post a constraint that must be kept."""
        self.model.add(self._missed(constraint) == 0)

    def place(self, name: str, worth: Mapping[int, int]) -> Expr:
        """Return the place of a person's seat in the order of seats."""
        return sum(worth[seat] * self.on[name, seat] for seat in self.seats)

    def hint(self, seat_of: Mapping[str, int]) -> list[tuple[int, int]]:
        """Return a complete hint: every seat literal, and what a seating misses of every constraint."""
        seats = [(literal.index, int(seat_of[name] == seat)) for (name, seat), literal in self.on.items()]
        return seats + [(slack.index, constraint.amount(seat_of)) for constraint, slack in self.slacks]

    def _missed(self, constraint: SeatConstraint) -> Expr:
        match constraint:
            case SeatAmong():
                return 1 - sum(self._on(constraint.about[0], seat) for seat in constraint.seats)
            case SeatPair():
                return self._paired(constraint)
            case NoSeatPair():
                return self._unpaired(constraint)
            case NeighboursDiffer():
                return self._unlike(constraint)
            case NeighboursInCommon():
                return self._akin(constraint)
            case SeatHeldBy():
                return sum(self._on(name, constraint.seat) for name in self.people if name not in constraint.people)
            case FriendBeside():
                return self._beside(constraint)
        raise TypeError(f"no way to post {type(constraint).__name__}")

    def _on(self, name: str, seat: int) -> Lit:
        """The literal, 0 where the person cannot sit there."""
        return self.on.get((name, seat), 0)

    def _slack(self, constraint: SeatConstraint) -> cp_model.IntVar:
        slack = self.model.new_bool_var("")
        self.slacks.append((constraint, slack))
        return slack

    def _paired(self, constraint: SeatPair) -> cp_model.IntVar:
        """Wherever the second sits, the first sits on a seat that pairs with it, or the slack is paid."""
        first, second = constraint.about
        slack = self._slack(constraint)
        for seat in self.seats:
            fitting = [self._on(first, other) for other, own in constraint.pairs if own == seat]
            self.model.add_bool_or([*(x for x in fitting if not isinstance(x, int)), ~self.on[second, seat], slack])
        return slack

    def _unpaired(self, constraint: NoSeatPair) -> cp_model.IntVar:
        first, second = constraint.about
        slack = self._slack(constraint)
        for one, other in constraint.pairs:
            if (first, one) in self.on and (second, other) in self.on:
                self.model.add_bool_or([~self.on[first, one], ~self.on[second, other], slack])
        return slack

    def _unlike(self, constraint: NeighboursDiffer) -> cp_model.IntVar:
        """Two of one group on both seats cost one."""
        one, other = constraint.seats
        slack = self._slack(constraint)
        for group in constraint.groups:
            here = sum(self._on(name, one) for name in self.people if name in group)
            there = sum(self._on(name, other) for name in self.people if name in group)
            self.model.add(here + there <= 1 + slack)
        return slack

    def _akin(self, constraint: NeighboursInCommon) -> cp_model.IntVar:
        """Who sits on the one seat excludes strangers on the other."""
        one, other = constraint.seats
        slack = self._slack(constraint)
        for name in self.people:
            strangers = [x for x in self.people if x != name and x not in constraint.kin[name]]
            if (name, one) in self.on and strangers:
                there = sum(self._on(stranger, other) for stranger in strangers)
                self.model.add(there + self.on[name, one] <= 1 + slack)
        return slack

    def _beside(self, constraint: FriendBeside) -> cp_model.IntVar:
        name = constraint.about[0]
        slack = self._slack(constraint)
        friends = [friend for friend in self.people if friend in constraint.friends]
        for seat in self.seats:
            near = [
                self.on[friend, x] for friend in friends for x in constraint.neighbours[seat] if (friend, x) in self.on
            ]
            self.model.add_bool_or([*near, ~self.on[name, seat], slack])
        return slack
