"""What the SEAT rules require of the people at one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.etiquette.seat_constraints import (
    FriendBeside,
    NeighboursDiffer,
    NeighboursInCommon,
    NoSeatPair,
    SeatAmong,
    SeatHeldBy,
    SeatPair,
)
from models.etiquette.shared_attributes import people_in_common
from models.etiquette.table_board import ROLES_BEHIND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.etiquette_edition import SeatingLevel
    from models.etiquette.seat_constraints import Pairs, SeatConstraint
    from models.etiquette.table_board import TableBoard


def seat_constraints(board: TableBoard, level: SeatingLevel) -> tuple[SeatConstraint, ...]:
    """Return what the rules of a level constraint at this table."""
    asked = (
        constraint
        for make in (
            _fixed,
            _helpers,
            _couples,
            _reserved,
            _ends,
            _sexes,
            _wishes,
            _talk,
            _common,
        )
        for constraint in make(board)
    )
    return tuple(constraint for constraint in asked if level_of(board, constraint.rule) == level)


def same_side(board: TableBoard) -> tuple[SeatConstraint, ...]:
    """Return one constraint for every two neighbouring seats: not both of one side (SEAT-05)."""
    if board.policy.mix == "none" or board.setting.level("SEAT-05") == "off":
        return ()
    sides = tuple(
        frozenset(n for n, person in board.people.items() if person.side == side) for side in ("host", "guest")
    )
    return tuple(NeighboursDiffer("SEAT-05", (), pair, sides) for pair in board.laid.neighbours) if all(sides) else ()


def between_neighbours(board: TableBoard, level: SeatingLevel) -> tuple[SeatConstraint, ...]:
    """Return what the rules of a level require of every two neighbours, whoever they are."""
    return tuple(d for make in (_sexes, _common) for d in make(board) if level_of(board, d.rule) == level)


def level_of(board: TableBoard, rule: str) -> SeatingLevel:
    """How strictly a rule is kept at this table: the alternation of the sexes is a matter of the layout."""
    return board.policy.sexes if rule == "SEAT-10" else board.setting.level(rule)


# ---------------------------------------------------------------------------------------------- pairs


def beside(board: TableBoard, hand: str) -> Pairs:
    """Return the (a, b) pairs of seats with a at that hand of b: right, left, or beside for either."""
    right = [(hand_seat, seat) for seat, hand_seat in enumerate(board.laid.right) if hand_seat is not None]
    left = [(seat, hand_seat) for hand_seat, seat in right]
    return frozenset({"right": right, "left": left, "beside": right + left}[hand])


# ---------------------------------------------------------------------------------------------- rules


def _fixed(board: TableBoard) -> Iterator[SeatConstraint]:
    """SEAT-01 to SEAT-04 and SEAT-14: places of honour and locks."""
    for name, (seat, rule) in board.fixed.items():
        yield SeatAmong(rule, (name,), frozenset({seat}))


def _helpers(board: TableBoard) -> Iterator[SeatConstraint]:
    """SEAT-06: at the principal's right hand, or at the other one where that seat is another's place of honour.

    The clause speaks of the main guest: interpreters of lower guests sit at either hand; where both are places of
    honour, as near as can be, like aides.
    """
    if board.policy.interpreter == "behind":
        return
    taken = {seat for seat, _ in board.fixed.values()}
    for name, person in board.people.items():
        if person.role != "interpreter" or person.serves not in board.people:
            continue
        side = board.people[person.serves].side
        hand = {"facing": "right" if side == "host" else "left"}.get(board.policy.interpreter, board.policy.interpreter)
        pairs = beside(board, hand if person.serves in board.ranked(side)[:1] else "beside")
        place = board.fixed.get(person.serves)
        if place and not any(a not in taken for a, b in pairs if b == place[0]):
            pairs = beside(board, "beside")
            if not any(a not in taken for a, b in pairs if b == place[0]):
                continue
        yield SeatPair("SEAT-06", (name, person.serves), pairs)


def _couples(board: TableBoard) -> Iterator[SeatConstraint]:
    """SEAT-08, as the layout has it; a couple with two places of honour sits as these are."""
    together = beside(board, "beside")
    for couple in board.setting.couples:
        if all(name in board.people for name in couple) and not all(name in board.fixed for name in couple):
            if board.policy.couples == "side_by_side":
                yield SeatPair("SEAT-08", couple, together)
            elif board.policy.couples == "apart":
                yield NoSeatPair("SEAT-08", couple, together)


def _reserved(board: TableBoard) -> Iterator[SeatConstraint]:
    """SEAT-09: everybody on the chairs of their side, helpers behind where there is a second row."""
    behind = frozenset(board.order.behind)
    everything = frozenset(range(board.laid.size))
    for name, person in board.people.items():
        back = person.role in ROLES_BEHIND.get(board.layout, ())
        seats = (behind if back else everything - behind) if behind else everything
        if board.order.reserved:
            side = board.seat_side[name]
            seats = frozenset(seat for seat in seats if board.order.reserved.get(seat, side) == side)
        if board.layout == "photo" and person.helper and board.policy.interpreter == "behind":
            seats = _last_places(board)
        if seats != everything and name not in board.locked:
            yield SeatAmong("SEAT-09", (name,), seats)


def _last_places(board: TableBoard) -> frozenset[int]:
    """The last places of a photo, for helpers, and two more for the hosts at the ends."""
    helpers = sum(person.helper for person in board.people.values())
    return frozenset([seat for seat in board.order.order if seat in board.usable][-helpers - 2 :])


def _ends(board: TableBoard) -> Iterator[SeatConstraint]:
    """SEAT-17: hosts at both ends of the rows, of as many as there are hosts for; one more is in the middle."""
    if board.policy.ends != "host":
        return
    hosts = frozenset(board.ranked("host"))
    rows: dict[int, list[int]] = {}
    for seat in sorted(board.usable):
        rows.setdefault(board.laid.seats[seat].row, []).append(seat)
    left = len(hosts) - 1
    for _, row in sorted(rows.items()):
        if left >= 2 and len(row) > 2:
            left -= 2
            yield from (SeatHeldBy("SEAT-17", (), seat, hosts) for seat in (row[0], row[-1]))


def _sexes(board: TableBoard) -> Iterator[SeatConstraint]:
    """SEAT-10: neighbours of different sex."""
    groups = tuple(frozenset(n for n, person in board.people.items() if person.sex == sex) for sex in ("m", "f"))
    for pair in board.laid.neighbours:
        yield NeighboursDiffer("SEAT-10", (), pair, groups)


def _wishes(board: TableBoard) -> Iterator[SeatConstraint]:
    """SEAT-11 and SEAT-12: side by side, or not."""
    wishes, together = board.setting.dinner.wishes, beside(board, "beside")
    for pair in wishes.not_side_by_side:
        if all(name in board.people for name in pair):
            yield NoSeatPair("SEAT-11", pair, together)
    for pair in wishes.side_by_side:
        if all(name in board.people for name in pair):
            yield SeatPair("SEAT-12", pair, together)


def _talk(board: TableBoard) -> Iterator[SeatConstraint]:
    """SEAT-13: whoever has languages has a neighbour who shares one; nobody at the table may help it."""
    kin = people_in_common(board.people, "languages")
    for name, person in board.people.items():
        if person.languages and 0 < len(kin[name]) < len(board.people) - 1:
            yield FriendBeside("SEAT-13", (name,), kin[name], board.neighbours)


def _common(board: TableBoard) -> Iterator[SeatConstraint]:
    """SEAT-15: every two neighbours have a value in common."""
    attribute = board.setting.dinner.wishes.neighbours_share
    if attribute:
        kin = people_in_common(board.people, attribute)
        for pair in board.laid.neighbours:
            yield NeighboursInCommon("SEAT-15", (), pair, kin)
