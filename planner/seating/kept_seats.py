"""A party of a plan seated with what was decided by hand; when the party has changed since, the others follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.domain.bilingual import bilingual
from models.domain.errors import JiedaiError
from models.domain.seating import Dinner
from models.etiquette.cars import RideFacts
from models.etiquette.check import check
from models.etiquette.check_ride import check_ride
from planner.seating.chart import DinnerChart, RideChart
from planner.seating.hand_seats import DinnerByHand, dinner_with_locks, ride_with_locks, seats_by_hand
from planner.seating.seat_party import seat_now

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from models.cp.stop_signal import StopSignal
    from models.domain.etiquette_edition import Etiquette
    from models.domain.ride_party import RideParty
    from planner.seating.chart import Chart
    from planner.seating.from_plan import PlanParty
    from planner.seating.hand_seats import HandSeats, RideByHand
    from planner.seating.seat_party import SeatingProgress

    ByHand = DinnerByHand | RideByHand


class KeptSeats(NamedTuple):
    """A seated party.

    Attributes
    ----------
    by_hand : DinnerByHand or RideByHand or None
        What was decided, as it is now; None: nothing.
    lost : tuple of str
        What was decided and could not be kept, in both languages.
    """

    chart: Chart
    by_hand: DinnerByHand | RideByHand | None = None
    lost: tuple[str, ...] = ()


def by_hand_of(party: PlanParty, hand: HandSeats) -> DinnerByHand | RideByHand | None:
    """Return what was decided for a party; of a joint one under any of its items."""
    seated = isinstance(party.party, Dinner)
    found = (hand.get(about) for about in (party.about, *party.items))
    return next((each for each in found if each is not None and isinstance(each, DinnerByHand) == seated), None)


def seat_kept(
    party: PlanParty,
    hand: HandSeats,
    stop: StopSignal,
    tell: Callable[[SeatingProgress], None] | None = None,
) -> KeptSeats:
    """Seat a party, with what was decided by hand where there is such.

    Raises
    ------
    SeatingError
        See ``models.banquet.seat`` and ``models.rides.seat_ride``.
    """
    mine = by_hand_of(party, hand)
    if mine is None:
        return KeptSeats(seat_now(party.party, party.etiquette, stop, tell))
    if _fits(party.party, party.etiquette, mine):
        return KeptSeats(judged_by_hand(party.party, party.etiquette, mine), mine)
    return _followed(party, mine, stop, tell)


def is_as_decided(party: PlanParty, hand: HandSeats) -> bool:
    """Tell whether the seats that were decided for a party are still those of its people and its tables or cars."""
    mine = by_hand_of(party, hand)
    return mine is not None and _fits(party.party, party.etiquette, mine)


def judged_by_hand(party: Dinner | RideParty, etiquette: Etiquette, mine: ByHand) -> Chart:
    """Judge the seats that were decided; no solver."""
    if isinstance(mine, DinnerByHand):
        assert isinstance(party, Dinner)
        at = {row.person: (row.table, row.seat) for row in mine.placements}
        dinner = dinner_with_locks(party, {name: at[name] for name in mine.locks if name in at})
        laid, layouts = {t.table: t.laid for t in mine.tables}, {t.table: t.layout for t in mine.tables}
        return DinnerChart(dinner, etiquette, check(dinner, etiquette, mine.placements, laid, layouts))
    assert not isinstance(party, Dinner)
    at_legs = ride_places(mine)
    ride = ride_with_locks(party, {name: at_legs[name] for name in mine.locks if name in at_legs})
    at_seats = {car: [{seat: name for name, seat in leg.items()} for leg in legs] for car, legs in mine.cars.items()}
    return RideChart(ride, etiquette, check_ride(ride, etiquette, at_seats))


def ride_places(mine: RideByHand) -> dict[str, dict[int, tuple[str, str]]]:
    """Return (car, seat) by person and leg."""
    found: dict[str, dict[int, tuple[str, str]]] = {}
    for car, legs in mine.cars.items():
        for leg, seat_of in enumerate(legs):
            for name, seat in seat_of.items():
                found.setdefault(name, {})[leg] = (car, seat)
    return found


# ---------------------------------------------------------------- the same party


def _fits(party: Dinner | RideParty, etiquette: Etiquette, mine: ByHand) -> bool:
    """Tell whether the seats are still those of the party: its people and its tables or cars."""
    if isinstance(mine, DinnerByHand):
        assert isinstance(party, Dinner)
        return _dinner_fits(party, mine)
    assert not isinstance(party, Dinner)
    return _ride_fits(party, etiquette, mine)


def _dinner_fits(dinner: Dinner, mine: DinnerByHand) -> bool:
    tables = {table.id: table for table in dinner.hall.tables}
    chairs = {row.table: row.laid for row in mine.tables}
    if sorted(row.person for row in mine.placements) != sorted(dinner.by_id):
        return False
    for name, laid in chairs.items():
        table = tables.get(name)
        if table is None or (table.x, table.y, table.shape) != (laid.x, laid.y, laid.shape) or laid.size > table.seats:
            return False
    taken = {(row.table, row.seat) for row in mine.placements}
    sound = all(row.table in chairs and 0 <= row.seat < chairs[row.table].size for row in mine.placements)
    return sound and len(taken) == len(mine.placements)


def _ride_fits(ride: RideParty, etiquette: Etiquette, mine: RideByHand) -> bool:
    facts, places = RideFacts(ride, etiquette), ride_places(mine)
    seats = {car.id: {seat.id for seat in car.profile.seats} for car in ride.cars}
    if sorted(places) != sorted(facts.passengers):
        return False
    if any(car not in seats or len(legs) != facts.legs for car, legs in mine.cars.items()):
        return False
    if any(len(set(leg.values())) < len(leg) for legs in mine.cars.values() for leg in legs):
        return False
    return all(
        sorted(legs) == list(facts.aboard(name))
        and len({car for car, _ in legs.values()}) == 1
        and all(seat in seats[car] for car, seat in legs.values())
        for name, legs in places.items()
    )


# ---------------------------------------------------------------- a party that changed


def _followed(
    party: PlanParty, mine: ByHand, stop: StopSignal, tell: Callable[[SeatingProgress], None] | None
) -> KeptSeats:
    """Seat everybody anew around what was decided, as far as that is still possible."""
    known = party.party.by_id
    decided = (*mine.locks, *mine.moved)
    lost = [_said(mine.names.get(name, name), GONE) for name in dict.fromkeys(decided) if name not in known]
    for wanted in (frozenset(decided), frozenset(mine.locks)):
        kept, without = _still_there(party.party, party.etiquette, mine, wanted)
        try:
            chart = seat_now(kept, party.etiquette, stop, tell)
        except JiedaiError:
            continue
        lost += [_said(known[name].name, NO_SEAT) for name in sorted(without)]
        lost += [_said(known[name].name, NO_ROOM) for name in dict.fromkeys(decided) if name in {*known} - wanted]
        stays = wanted - without
        break
    else:
        chart, stays = seat_now(party.party, party.etiquette, stop, tell), frozenset[str]()
        lost += [_said(known[name].name, NO_ROOM) for name in dict.fromkeys(decided) if name in known]
    now = seats_by_hand(chart, stays & {*mine.locks}, stays & {*mine.moved}, improved=mine.improved)
    return KeptSeats(judged_by_hand(party.party, party.etiquette, now), now, tuple(lost))


GONE = ("不再参加，其座次作废", "is no longer there: the seat chosen is void")
NO_SEAT = ("原来手工选定的座位已没有，重新排过", "the seat chosen by hand is no longer there: seated anew")
NO_ROOM = ("手工选定的座位无法保留，重新排过", "the seat chosen by hand cannot be kept: seated anew")


def _said(name: str, what: tuple[str, str]) -> str:
    return bilingual(f"{name}{what[0]}", f"{name} {what[1]}")


def _still_there(
    party: Dinner | RideParty, etiquette: Etiquette, mine: ByHand, wanted: Collection[str]
) -> tuple[Dinner | RideParty, frozenset[str]]:
    """Return the party with the seats of some people locked, and of whom the seat is no longer there."""
    there = [name for name in party.by_id if name in wanted]
    if isinstance(mine, DinnerByHand):
        assert isinstance(party, Dinner)
        seats = dict(_seats_of(party, mine, there))
        return dinner_with_locks(party, seats), frozenset(there) - frozenset(seats)
    assert not isinstance(party, Dinner)
    facts, places = RideFacts(party, etiquette), ride_places(mine)
    known = {car.id: {seat.id for seat in car.profile.seats} for car in party.cars}
    found: dict[str, Mapping[int, tuple[str, str]]] = {}
    for name in there:
        had = places.get(name, {})
        legs = {leg: had[leg] for leg in facts.aboard(name) if leg in had}
        if legs and all(seat in known.get(car, ()) for car, seat in legs.values()):
            found[name] = legs
    return ride_with_locks(party, found), frozenset(there) - frozenset(found)


def _seats_of(dinner: Dinner, mine: DinnerByHand, names: Collection[str]) -> Iterator[tuple[str, tuple[str, int]]]:
    tables, laid = {table.id: table for table in dinner.hall.tables}, {row.table: row.laid for row in mine.tables}
    single = len(dinner.hall.tables) == 1
    for row in mine.placements:
        if row.person not in names or row.table not in tables:
            continue
        chairs = laid[row.table].size if row.table in laid else tables[row.table].seats
        seat = seat_among(row.seat, chairs, len(dinner.people) if single else chairs, laid[row.table].shape)
        if seat < tables[row.table].seats:
            yield row.person, (row.table, seat)


def seat_among(seat: int, chairs: int, new_chairs: int, shape: str) -> int:
    """Return the seat of a round table that is as far from the first one, on the same side, when chairs are added."""
    if shape == "round" and 2 * seat > chairs:
        return max(seat + new_chairs - chairs, 0)
    return seat
