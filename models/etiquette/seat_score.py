"""How good the seats of one table are: a tuple, smaller is better, compared from the left."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.etiquette.seat_rules import demands, same_side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from models.etiquette.board import Board
    from models.etiquette.seat_demands import SeatConstraint


class SeatScore(NamedTuple):
    """What is missed at one table.

    Attributes
    ----------
    must, should, prefer : int
        Breaks of rules of these levels.
    same_side : int
        Pairs of own people side by side (SEAT-05).
    places : tuple of int
        Places of the people's seats in the order of seats, by ``Board.sequence`` (SEAT-07).
    """

    must: int
    should: int
    same_side: int
    prefer: int
    places: tuple[int, ...]


class Judge:
    """Judges seatings of one table; the demands are worked out once."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.must = demands(board, "must")
        self.should = demands(board, "should")
        self.same_side = same_side(board)
        self.prefer = demands(board, "prefer")
        self.ranked = board.setting.level("SEAT-07") != "off"

    def score(self, seat_of: Mapping[str, int]) -> SeatScore:
        """Return the score of a seating, given as seat by person."""
        worth = self.board.worth
        return SeatScore(
            must=total(self.must, seat_of),
            should=total(self.should, seat_of),
            same_side=total(self.same_side, seat_of),
            prefer=total(self.prefer, seat_of),
            places=tuple(worth[seat_of[name]] for name in self.board.sequence) if self.ranked else (),
        )


def total(demands: Iterable[SeatConstraint], seat_of: Mapping[str, int]) -> int:
    """Return by how much some demands are missed together."""
    return sum(demand.amount(seat_of) for demand in demands)
