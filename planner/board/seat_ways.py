"""What an operation by hand makes of the seats of a party, and what it costs; the checker judges, no solver."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from models.domain.bilingual import bilingual
from planner.board.apply_by_hand import NotByHand
from planner.board.seat_operations import LockSeatByHand, SeatAnewByHand, SeatByHand
from planner.board.seat_states import seat_row
from planner.seating.chart import DinnerChart
from planner.seating.hand_seats import DinnerByHand, dinner_with_locks, ride_with_locks, seats_by_hand
from planner.seating.kept_seats import judged_by_hand, ride_places, seat_among
from planner.seating.seat_moves import SeatSpot, holder, moved
from planner.seating.seat_party import seat_now

if TYPE_CHECKING:
    from models.cp.stop_signal import StopSignal
    from models.domain.seating import Breach, Deviation, Dinner
    from planner.board.judged_changes import SlotLevel
    from planner.board.seat_book import Seated
    from planner.board.seat_operations import SeatOperation
    from planner.board.state import BoardState
    from planner.seating.chart import Chart
    from planner.seating.hand_seats import RideByHand
    from planner.seating.kept_seats import KeptSeats


class JudgedSeat(NamedTuple):
    """What a change of seats costs.

    Attributes
    ----------
    breaches : tuple of Breach
        What is broken that was not, or more than it was, the gravest first.
    deviations : tuple of Deviation
        Who sits out of rank that did not.
    mended : int
        So many breaks of musts and shoulds are gone.
    """

    level: SlotLevel
    breaches: tuple[Breach, ...]
    deviations: tuple[Deviation, ...]
    mended: int = 0


def spot_of(operation: SeatByHand) -> SeatSpot:
    """Return the seat that an operation is about."""
    return SeatSpot(operation.at, operation.seat, operation.leg)


def decided(kept: KeptSeats) -> DinnerByHand | RideByHand:
    """Return the seats of a party as decided by hand, also where nothing was decided yet."""
    return kept.by_hand or seats_by_hand(kept.chart, (), ())


def rows_of(operation: SeatOperation, key: str) -> list[str]:
    """Return the people and seats that an operation is about, as rows by which a change that came too late is found."""
    if isinstance(operation, SeatAnewByHand):
        return []
    rows = [operation.person]
    if isinstance(operation, SeatByHand):
        leg = "" if operation.seat is None or operation.seat.isdecimal() else f"@{operation.leg}"
        rows += [f"@{operation.at}:{operation.seat}{leg}", *([operation.other] if operation.other else [])]
    return [seat_row(key, row) for row in rows]


def seats_after(seated: Seated, state: BoardState, operation: SeatOperation, stop: StopSignal) -> BoardState:
    """Return the state after an operation.

    Raises
    ------
    FaultyInput
        When it cannot be done.
    SeatingError
        When the others cannot be seated around the locks.
    """
    kept = seated.kept
    mine = decided(kept)
    after: DinnerByHand | RideByHand | None
    if isinstance(operation, LockSeatByHand):
        after = _locked(kept, mine, operation)
    elif isinstance(operation, SeatAnewByHand):
        after = _anew(kept, mine, stop)
    else:
        after = _moved(kept, mine, operation)
    seats = {about: each for about, each in state.seats.items() if about != seated.key}
    return replace(state, seats=seats if after is None else {**seats, seated.key: after})


def _moved(kept: KeptSeats, mine: DinnerByHand | RideByHand, operation: SeatByHand) -> DinnerByHand | RideByHand:
    there = holder(kept.chart, spot_of(operation))
    if there != operation.other:
        what = bilingual("这个座位上已经换了人", "somebody else sits there now")
        raise NotByHand(what, bilingual("看过新的座次再改", "look at the seats as they are now"))
    found = moved(kept.chart, mine, operation.person, spot_of(operation))
    return seats_by_hand(found.chart, mine.locks, {*mine.moved, *found.moved}, improved=mine.improved)


def _locked(
    kept: KeptSeats, mine: DinnerByHand | RideByHand, operation: LockSeatByHand
) -> DinnerByHand | RideByHand | None:
    if operation.person not in {person.id for person in kept.chart.people}:
        raise NotByHand(bilingual("名单上没有这个人", "nobody of that name is there"))
    locks = {*mine.locks, operation.person} if operation.on else {*mine.locks} - {operation.person}
    if not locks and not mine.moved and not mine.improved:
        return None
    return seats_by_hand(kept.chart, locks, mine.moved, improved=mine.improved)


def _anew(kept: KeptSeats, mine: DinnerByHand | RideByHand, stop: StopSignal) -> DinnerByHand | RideByHand | None:
    """Seat everybody anew around the locks; without any the rules alone have it."""
    if not mine.locks:
        return None
    chart = kept.chart
    if isinstance(chart, DinnerChart):
        party: object = _dinner_around(chart.dinner, mine)
    else:
        assert not isinstance(mine, DinnerByHand)
        places = ride_places(mine)
        party = ride_with_locks(chart.ride, {name: places[name] for name in mine.locks if name in places})
    found = seat_now(party, chart.etiquette, stop)  # type: ignore[arg-type]
    after = seats_by_hand(found, mine.locks, (), improved=True)
    return seats_by_hand(judged_by_hand(chart.party, chart.etiquette, after), mine.locks, (), improved=True)


def _dinner_around(dinner: Dinner, mine: DinnerByHand | RideByHand) -> Dinner:
    """Lock seats as they will be when the chairs that nobody needs are taken away."""
    assert isinstance(mine, DinnerByHand)
    laid = {row.table: row.laid for row in mine.tables}
    seats: dict[str, tuple[str, int | None]] = {}
    for row in mine.placements:
        if row.person in mine.locks:
            here = sum(other.table == row.table for other in mine.placements)
            chairs = laid[row.table]
            seats[row.person] = row.table, seat_among(row.seat, chairs.size, here, chairs.shape)
    return dinner_with_locks(dinner, seats)


# ---------------------------------------------------------------- what it costs


def tried(kept: KeptSeats, operation: SeatByHand) -> JudgedSeat:
    """Judge a move without doing it.

    Raises
    ------
    FaultyInput
        When it cannot be done at all.
    """
    after = moved(kept.chart, decided(kept), operation.person, spot_of(operation))
    return judged_seats(kept.chart, after.chart)


def judged_seats(before: Chart, after: Chart) -> JudgedSeat:
    """Return what a change from one chart to another costs."""
    worse = _worse(before.answer.breaches, after.answer.breaches)
    levels = {breach.level for breach in worse}
    level: SlotLevel = "must" if "must" in levels else "should" if "should" in levels else "good"
    known = {(row.higher, row.lower) for row in before.answer.deviations}
    fresh = [row for row in after.answer.deviations if (row.higher, row.lower) not in known]
    mended = sum(b.level in ("must", "should") for b in _worse(after.answer.breaches, before.answer.breaches))
    return JudgedSeat(level, tuple(worse), tuple(fresh), mended)


LEVEL_ORDER = {"must": 0, "should": 1, "prefer": 2}


def _worse(before: tuple[Breach, ...], after: tuple[Breach, ...]) -> list[Breach]:
    """Return the breaches of one chart that another has not, or less of; a table's own by whom they are about."""
    amounts: dict[tuple[object, ...], int] = {}
    for breach in before:
        key = (breach.rule, breach.level, breach.people)
        amounts[key] = amounts.get(key, 0) + breach.amount
    found = []
    for breach in after:
        key = (breach.rule, breach.level, breach.people)
        amounts[key] = amounts.get(key, 0) - breach.amount
        if amounts[key] < 0:
            found.append(breach)
            amounts[key] = 0
    return sorted(found, key=lambda breach: LEVEL_ORDER.get(breach.level, 3))
