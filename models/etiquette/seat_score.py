"""How good the seats of one table are: a tuple, smaller is better, compared from the left."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.etiquette.seat_rules import same_side, seat_constraints

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from models.etiquette.seat_constraints import SeatConstraint
    from models.etiquette.table_board import TableBoard


class SeatScore(NamedTuple):
    """What is missed at one table.

    Attributes
    ----------
    must, should, prefer : int
        Breaks of rules of these levels.
    same_side : int
        Pairs of own people side by side (SEAT-05).
    places : tuple of int
        Places of the people's seats in the order of seats, by ``TableBoard.sequence`` (SEAT-07).
    """

    must: int
    should: int
    same_side: int
    prefer: int
    places: tuple[int, ...]


class TableJudge:
    """Judges seatings of one table; the constraints are worked out once."""

    def __init__(self, board: TableBoard) -> None:
        self.board = board
        self.must = seat_constraints(board, "must")
        self.should = seat_constraints(board, "should")
        self.same_side = same_side(board)
        self.prefer = seat_constraints(board, "prefer")
        self.ranked = board.setting.level("SEAT-07") != "off"

    def score(self, seat_of: Mapping[str, int]) -> SeatScore:
        """Return the score of a seating, given as seat by person."""
        return SeatScore(
            must=total(self.must, seat_of),
            should=total(self.should, seat_of),
            same_side=total(self.same_side, seat_of),
            prefer=total(self.prefer, seat_of),
            places=tuple(self.board.place(name, seat_of) for name in self.board.sequence) if self.ranked else (),
        )


def total(constraints: Iterable[SeatConstraint], seat_of: Mapping[str, int]) -> int:
    """Return by how much some constraints are missed together."""
    return sum(constraint.amount(seat_of) for constraint in constraints)
