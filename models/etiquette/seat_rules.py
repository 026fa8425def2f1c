"""What the SEAT rules demand of the people at one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from models.etiquette.board import BEHIND
from models.etiquette.common import share
from models.etiquette.seat_demands import Akin, Beside, OneOf, Paired, Unlike, Unpaired

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.customs import Level
    from models.etiquette.board import Board
    from models.etiquette.seat_demands import Pairs, SeatConstraint


def demands(board: Board, level: Level) -> tuple[SeatConstraint, ...]:
    """Return what the rules of a level demand at this table."""
    asked = (
        demand
        for make in (
            _fixed,
            _helpers,
            _couples,
            _reserved,
            _sexes,
            _wishes,
            _talk,
            _common,
        )
        for demand in make(board)
    )
    return tuple(demand for demand in asked if level_of(board, demand.rule) == level)


def same_side(board: Board) -> tuple[SeatConstraint, ...]:
    """Return one demand for every two neighbouring seats: not both of one side (SEAT-05)."""
    if board.policy.mix == "none" or board.setting.level("SEAT-05") == "off":
        return ()
    sides = tuple(
        frozenset(n for n, person in board.people.items() if person.side == side) for side in ("host", "guest")
    )
    return tuple(Unlike("SEAT-05", (), pair, sides) for pair in board.laid.neighbours) if all(sides) else ()


def between_neighbours(board: Board, level: Level) -> tuple[SeatConstraint, ...]:
    """Return what the rules of a level demand of every two neighbours, whoever they are."""
    return tuple(d for make in (_sexes, _common) for d in make(board) if level_of(board, d.rule) == level)


def level_of(board: Board, rule: str) -> Level:
    """How strictly a rule is kept at this table: the alternation of the sexes is a matter of the layout."""
    return board.policy.sexes if rule == "SEAT-10" else board.setting.level(rule)


# ---------------------------------------------------------------------------------------------- pairs


def beside(board: Board, hand: Literal["right", "left", "beside"]) -> Pairs:
    """Return the (a, b) pairs of seats with a at that hand of b."""
    right = [(hand_seat, seat) for seat, hand_seat in enumerate(board.laid.right) if hand_seat is not None]
    left = [(seat, hand_seat) for hand_seat, seat in right]
    return frozenset({"right": right, "left": left, "beside": right + left}[hand])


# ---------------------------------------------------------------------------------------------- rules


def _fixed(board: Board) -> Iterator[SeatConstraint]:
    """SEAT-01 to SEAT-04 and SEAT-14: places of honour and locks."""
    for name, (seat, rule) in board.fixed.items():
        yield OneOf(rule, (name,), frozenset({seat}))


def _helpers(board: Board) -> Iterator[SeatConstraint]:
    """SEAT-06: at the principal's right hand, or at the other one where that seat is another's place of honour.

    The clause speaks of the main guest: interpreters of lower guests sit at either hand; aides anywhere.
    """
    if board.policy.interpreter == "behind":
        return
    taken = {seat for seat, _ in board.fixed.values()}
    for name, person in board.people.items():
        if person.role != "interpreter" or person.serves not in board.people:
            continue
        first = board.ranked(board.people[person.serves].side)[:1]
        pairs = beside(board, board.policy.interpreter if person.serves in first else "beside")
        place = board.fixed.get(person.serves)
        if place and not any(a not in taken for a, b in pairs if b == place[0]):
            pairs = beside(board, "beside")
        yield Paired("SEAT-06", (name, person.serves), pairs)


def _couples(board: Board) -> Iterator[SeatConstraint]:
    """SEAT-08, as the layout has it; a couple with two places of honour sits as these are."""
    together = beside(board, "beside")
    for couple in board.setting.couples:
        if all(name in board.people for name in couple) and not all(name in board.fixed for name in couple):
            if board.policy.couples == "side_by_side":
                yield Paired("SEAT-08", couple, together)
            elif board.policy.couples == "apart":
                yield Unpaired("SEAT-08", couple, together)


def _reserved(board: Board) -> Iterator[SeatConstraint]:
    """SEAT-09: everybody on the chairs of his side, helpers behind where there is a second row."""
    behind = frozenset(board.order.behind)
    everything = frozenset(range(board.laid.size))
    for name, person in board.people.items():
        seats = everything - behind if behind else everything
        if behind and person.role in BEHIND:
            seats = behind
        elif board.order.reserved:
            side = board.seat_side[name]
            seats = frozenset(seat for seat in seats if board.order.reserved.get(seat, side) == side)
        if seats != everything and name not in board.locked:
            yield OneOf("SEAT-09", (name,), seats)


def _sexes(board: Board) -> Iterator[SeatConstraint]:
    """SEAT-10: neighbours of different sex."""
    groups = tuple(frozenset(n for n, person in board.people.items() if person.sex == sex) for sex in ("m", "f"))
    for pair in board.laid.neighbours:
        yield Unlike("SEAT-10", (), pair, groups)


def _wishes(board: Board) -> Iterator[SeatConstraint]:
    """SEAT-11 and SEAT-12: side by side, or not."""
    wishes, together = board.setting.dinner.wishes, beside(board, "beside")
    for pair in wishes.not_side_by_side:
        if all(name in board.people for name in pair):
            yield Unpaired("SEAT-11", pair, together)
    for pair in wishes.side_by_side:
        if all(name in board.people for name in pair):
            yield Paired("SEAT-12", pair, together)


def _talk(board: Board) -> Iterator[SeatConstraint]:
    """SEAT-13: whoever has languages has a neighbour who shares one; nobody at the table may help it."""
    kin = share(board.people, "languages")
    for name, person in board.people.items():
        if person.languages and 0 < len(kin[name]) < len(board.people) - 1:
            yield Beside("SEAT-13", (name,), kin[name], board.neighbours)


def _common(board: Board) -> Iterator[SeatConstraint]:
    """SEAT-15: every two neighbours have a value in common."""
    attribute = board.setting.dinner.wishes.neighbours_share
    if attribute:
        kin = share(board.people, attribute)
        for pair in board.laid.neighbours:
            yield Akin("SEAT-15", (), pair, kin)
