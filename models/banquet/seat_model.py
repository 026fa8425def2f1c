"""One table as a CP-SAT model: a literal per person and seat, and the shapes of ``seat_demands``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from models.etiquette.seat_demands import Akin, Beside, OneOf, Paired, SeatConstraint, Unlike, Unpaired

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class SeatModel:
    """Everybody has one seat, every seat at most one person.

    Attributes
    ----------
    on : dict of (person, seat) to literal
    slacks : list of (demand, literal)
        What is paid for a demand that is missed.
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

    def total(self, demands: Iterable[SeatConstraint]) -> Any:
        """Return the sum of the amounts of some demands; what cannot be broken adds nothing."""
        return sum(self._missed(demand) for demand in demands)

    def forbid(self, demand: SeatConstraint) -> None:
        """Post a demand that must be kept."""
        self.model.add(self._missed(demand) == 0)

    def place(self, name: str, worth: Mapping[int, int]) -> Any:
        """Return the place of a person's seat in the order of seats."""
        return sum(worth[seat] * self.on[name, seat] for seat in self.seats)

    def hint(self, seat_of: Mapping[str, int]) -> list[tuple[int, int]]:
        """Return a complete hint: every seat literal, and what a seating misses of every demand."""
        seats = [(literal.index, int(seat_of[name] == seat)) for (name, seat), literal in self.on.items()]
        return seats + [(slack.index, demand.amount(seat_of)) for demand, slack in self.slacks]

    def _missed(self, demand: SeatConstraint) -> Any:
        match demand:
            case OneOf():
                return 1 - sum(self._on(demand.about[0], seat) for seat in demand.seats)
            case Paired():
                return self._paired(demand)
            case Unpaired():
                return self._unpaired(demand)
            case Unlike():
                return self._unlike(demand)
            case Akin():
                return self._akin(demand)
            case Beside():
                return self._beside(demand)
        raise TypeError(f"no way to post {type(demand).__name__}")

    def _on(self, name: str, seat: int) -> Any:
        """The literal, 0 where the person cannot sit there."""
        return self.on.get((name, seat), 0)

    def _slack(self, demand: SeatConstraint) -> cp_model.IntVar:
        slack = self.model.new_bool_var("")
        self.slacks.append((demand, slack))
        return slack

    def _paired(self, demand: Paired) -> cp_model.IntVar:
        """Wherever the second sits, the first sits on a seat that pairs with it, or the slack is paid."""
        first, second = demand.about
        slack = self._slack(demand)
        for seat in self.seats:
            fitting = [self._on(first, other) for other, own in demand.pairs if own == seat]
            self.model.add_bool_or([*(x for x in fitting if not isinstance(x, int)), ~self.on[second, seat], slack])
        return slack

    def _unpaired(self, demand: Unpaired) -> cp_model.IntVar:
        first, second = demand.about
        slack = self._slack(demand)
        for one, other in demand.pairs:
            if (first, one) in self.on and (second, other) in self.on:
                self.model.add_bool_or([~self.on[first, one], ~self.on[second, other], slack])
        return slack

    def _unlike(self, demand: Unlike) -> cp_model.IntVar:
        """Two of one group on both seats cost one."""
        one, other = demand.seats
        slack = self._slack(demand)
        for group in demand.groups:
            here = sum(self._on(name, one) for name in self.people if name in group)
            there = sum(self._on(name, other) for name in self.people if name in group)
            self.model.add(here + there <= 1 + slack)
        return slack

    def _akin(self, demand: Akin) -> cp_model.IntVar:
        """Who sits on the one seat excludes strangers on the other."""
        one, other = demand.seats
        slack = self._slack(demand)
        for name in self.people:
            strangers = [x for x in self.people if x != name and x not in demand.kin[name]]
            if (name, one) in self.on and strangers:
                there = sum(self._on(stranger, other) for stranger in strangers)
                self.model.add(there + self.on[name, one] <= 1 + slack)
        return slack

    def _beside(self, demand: Beside) -> cp_model.IntVar:
        name = demand.about[0]
        slack = self._slack(demand)
        friends = [friend for friend in self.people if friend in demand.friends]
        for seat in self.seats:
            near = [self.on[friend, x] for friend in friends for x in demand.neighbours[seat] if (friend, x) in self.on]
            self.model.add_bool_or([*near, ~self.on[name, seat], slack])
        return slack
