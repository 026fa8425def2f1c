"""The seats of one table, exactly: rules first, then the fewest own people side by side, then rank by rank."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from models.banquet.limits import BANQUET_LIMITS, BanquetLimits
from models.banquet.seat_model import SeatModel
from models.cp.seating_steps import SeatingSteps
from models.etiquette.seat_score import TableJudge, total

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from models.cp.run import Outcome
    from models.cp.stop_signal import StopSignal
    from models.cp.types import Expr
    from models.domain.seating import Proof
    from models.etiquette.table_board import TableBoard

SEATS_STEP = ("排座", "seats")


@dataclass(frozen=True)
class SeatedTable:
    """Seats of one table, and what is proven of them."""

    seat_of: dict[str, int]
    proofs: tuple[Proof, ...]

    @property
    def same_side(self) -> int:
        """Pairs of own people side by side."""
        return next((proof.value for proof in self.proofs if proof.name == "same_side"), 0)


def seat_table(
    board: TableBoard,
    stop: StopSignal | None = None,
    kept: Mapping[str, int] | None = None,
    limits: BanquetLimits = BANQUET_LIMITS,
) -> SeatedTable:
    """Return the best seats of a table.

    Parameters
    ----------
    kept : mapping of person to seat, optional
        After a change: as few of these people as possible move, before everything but the musts.
    """
    return _SeatOptimiser(board, stop, kept or {}, limits).optimise()


class _SeatOptimiser:
    """Minimises one step after the other, each held at its best while the next is minimised."""

    def __init__(
        self, board: TableBoard, stop: StopSignal | None, kept: Mapping[str, int], limits: BanquetLimits
    ) -> None:
        self.judge, self.board, self.stop, self.kept, self.limits = TableJudge(board), board, stop, kept, limits
        seats = sorted(range(board.laid.size) if kept else board.usable)
        self.seat_model = SeatModel(board.names, seats)
        self.seat_of: dict[str, int] = {}
        self.steps = SeatingSteps(self.seat_model.model, board.table.id, stop, limits.seating)

    def optimise(self) -> SeatedTable:
        seat_model, judge = self.seat_model, self.judge
        self._step("must", seat_model.total(judge.must), partial(total, judge.must))
        if self.kept:
            stays = [key for key in self.kept.items() if key in seat_model.on]
            self._step("moved", len(self.kept) - sum(seat_model.on[key] for key in stays), self._moved)
        for name, constraints in (
            ("should", judge.should),
            ("same_side", judge.same_side),
            ("prefer", judge.prefer),
        ):
            if constraints:
                self._step(name, seat_model.total(constraints), partial(total, constraints))
        if judge.ranked:
            self._by_rank()
        return SeatedTable(self.seat_of, tuple(self.steps.proofs))

    def _in_order(self) -> dict[str, int]:
        """Fixed places and then by rank: an answer where time is too short to look for one."""
        seat_of = {name: seat for name, (seat, _) in self.board.fixed.items()}
        free = [
            seat for seat in self.board.order.order if seat not in seat_of.values() and seat in self.seat_model.seats
        ]
        rest = [name for name in self.board.sequence if name not in seat_of]
        return seat_of | dict(zip(rest, free, strict=False))

    def _moved(self, seat_of: Mapping[str, int]) -> int:
        return sum(seat_of[name] != seat for name, seat in self.kept.items())

    def _step(self, name: str, expr: Expr, value_of: Callable[[Mapping[str, int]], int]) -> None:
        """Minimise one sum and hold it there."""
        self.steps.note(name, *self._minimise(expr, value_of, floor=0))

    def _by_rank(self) -> None:
        """Give everybody in turn the best seat that is left to them (SEAT-07), a few people at a time.

        Weighted with powers of the number of seats, the places of a few people compare like their tuple.
        """
        board, worth = self.board, self.board.worth
        led = [name for name in board.sequence if board.principal(name)]
        sequence = [name for name in board.sequence if name not in led]
        left = sorted(worth[seat] for seat in self.seat_model.seats)
        step = self.limits.ranks_per_solve
        for start in range(0, len(sequence), step):
            few = sequence[start : start + step]
            weights = [len(worth) ** (len(few) - 1 - number) for number in range(len(few))]
            expr = sum(w * self.seat_model.place(name, worth) for w, name in zip(weights, few, strict=True))
            floor = sum(w * place for w, place in zip(weights, left, strict=False))
            self._minimise(expr, partial(self._weighted, few, weights), floor)
            for name in few:
                # one place is one seat: from here on they sit there, and the model shrinks
                self.seat_model.model.add(self.seat_model.on[name, self.seat_of[name]] == 1)
                left.remove(worth[self.seat_of[name]])
        for name in led:
            # helpers come last, when the seats of all those whom they serve are known
            self._beside_principal(name)
        places = sum(board.place(name, self.seat_of) for name in self.seat_of)
        self.steps.note("places", places, places if self.steps.all_proven else 0)

    def _beside_principal(self, name: str) -> None:
        """Give a helper the nearest seat to the principal that is left."""
        board = self.board
        near = board.worth_beside(self.seat_of[board.principal(name) or name])
        expr = self.seat_model.place(name, near)
        self._minimise(expr, lambda seat_of: near[seat_of[name]], 0)
        self.seat_model.model.add(self.seat_model.on[name, self.seat_of[name]] == 1)

    def _weighted(self, few: Sequence[str], weights: Sequence[int], seat_of: Mapping[str, int]) -> int:
        return sum(w * self.board.worth[seat_of[name]] for w, name in zip(weights, few, strict=True))

    def _minimise(self, expr: Expr, value_of: Callable[[Mapping[str, int]], int], floor: int) -> tuple[int, int]:
        """Return (value, bound) and hold the value; a seating at hand that reaches the floor needs no solving."""
        seat_model = self.seat_model

        def take(outcome: Outcome) -> int:
            self.seat_of = {name: seat for (name, seat), x in seat_model.on.items() if outcome.value(x)}
            return value_of(self.seat_of)

        def fallback() -> int:
            self.seat_of = self._in_order()
            return value_of(self.seat_of)

        def hint() -> Sequence[tuple[int, int]]:
            return seat_model.hint(self.seat_of) if self.seat_of else ()

        now = value_of(self.seat_of) if self.seat_of else None
        return self.steps.minimise(expr, now, floor, take, hint, fallback)
