"""One person put on another seat of a chart by hand, judged at once by the checker; no solver.

A seat that is taken is a swap. A table may be given one more chair: between which two, the rules say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.etiquette.cars import RideFacts
from models.etiquette.dinner_facts import DinnerFacts
from models.etiquette.furniture import lay
from models.etiquette.seat_score import TableJudge
from models.etiquette.table_board import board, party_for
from planner.seating.chart import DinnerChart
from planner.seating.hand_seats import DinnerByHand, RideByHand, TableByHand
from planner.seating.kept_seats import judged_by_hand, ride_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.halls import Laid
    from models.domain.ride_party import Car
    from planner.seating.chart import Chart, RideChart


class SeatSpot(NamedTuple):
    """A seat as the page names it.

    Attributes
    ----------
    at : str
        Table or car.
    seat : str or None
        Number of a chair, or id of a car's seat; None: one more chair at the table.
    leg : int
        Of a ride.
    """

    at: str
    seat: str | None
    leg: int = 0


class MovedSeats(NamedTuple):
    """A chart after a move, and who changed places."""

    chart: Chart
    moved: tuple[str, ...]


class NotSeated(FaultyInput):
    """A seat that nobody can be put on, and why."""

    def __init__(self, what: str, maybe: str = "") -> None:
        super().__init__([Fault("", "", what, maybe)])

    def __reduce__(self) -> tuple[type[NotSeated], tuple[str, str]]:  # type: ignore[override]
        return type(self), (self.faults[0].what, self.faults[0].maybe)


def holder(chart: Chart, spot: SeatSpot) -> str | None:
    """Return who sits on a seat."""
    if isinstance(chart, DinnerChart):
        rows = chart.seating.placements
        return next((row.person for row in rows if (row.table, str(row.seat)) == (spot.at, spot.seat)), None)
    car = next((car for car in chart.plan.cars if car.car == spot.at), None)
    if car is None or not 0 <= spot.leg < len(car.legs):
        return None
    return car.legs[spot.leg].seats.get(spot.seat or "")


def moved(chart: Chart, mine: DinnerByHand | RideByHand, person: str, spot: SeatSpot) -> MovedSeats:
    """Return a chart with a person on another seat; who sits there takes the person's own.

    Parameters
    ----------
    mine : DinnerByHand or RideByHand
        The seats of the chart, with its locks.

    Raises
    ------
    NotSeated
        When there is no such person or seat, or one of the two is locked.
    """
    if person not in {one.id for one in chart.people}:
        raise NotSeated(bilingual("名单上没有这个人", "nobody of that name is there"))
    other = holder(chart, spot)
    if other == person:
        raise NotSeated(bilingual("已经坐在这里", "sits there already"))
    names = {one.id: one.name for one in chart.people}
    for name in (person, other):
        if name in mine.locks:
            what = bilingual(f"{names[name]}的座位已锁定", f"the seat of {names[name]} is locked")
            raise NotSeated(what, bilingual("先解锁", "unlock it first"))
    after: DinnerByHand | RideByHand
    if isinstance(chart, DinnerChart):
        assert isinstance(mine, DinnerByHand)
        after = _at_tables(chart, mine, person, other, spot)
    else:
        assert isinstance(mine, RideByHand)
        after = _in_cars(chart, mine, person, other, spot)
    return MovedSeats(judged_by_hand(chart.party, chart.etiquette, after), (person, *([other] if other else [])))


NO_SEAT_THERE = bilingual("没有这个座位", "no such seat")


# ---------------------------------------------------------------- tables


def _at_tables(chart: DinnerChart, mine: DinnerByHand, person: str, other: str | None, spot: SeatSpot) -> DinnerByHand:
    tables = {row.table: row for row in mine.tables}
    rows = {row.person: row for row in mine.placements}
    here = rows[person]
    if spot.seat is None:
        return _one_more(chart, mine, person, spot.at)
    if spot.at not in tables or not spot.seat.isdecimal() or int(spot.seat) >= tables[spot.at].laid.size:
        raise NotSeated(NO_SEAT_THERE)
    rows[person] = here.replace(table=spot.at, seat=int(spot.seat))
    if other is not None:
        rows[other] = rows[other].replace(table=here.table, seat=here.seat)
    return mine.replace(placements=tuple(rows.values()))


def _one_more(chart: DinnerChart, mine: DinnerByHand, person: str, name: str) -> DinnerByHand:
    """Put a chair between two others of a table, or to a table that nobody sits at yet, as the rules like it best."""
    rows = {row.person: row for row in mine.placements}
    tables = {row.table: row for row in mine.tables}
    table = next((table for table in chart.dinner.hall.tables if table.id == name), None)
    if table is None or rows[person].table == name:
        raise NotSeated(NO_SEAT_THERE)
    if name in tables and tables[name].laid.size >= table.seats:
        what = bilingual(f"这张桌最多{table.seats}座", f"the table has room for {table.seats}")
        raise NotSeated(what, bilingual("与这桌的人对调", "swap with somebody there"))
    del rows[person]
    setting = DinnerFacts(chart.dinner, chart.etiquette, frozenset({*tables, name}))
    seated = {row.person: row.seat for row in rows.values() if row.table == name}
    names, now = (*seated, person), tables.get(name)
    best: tuple[tuple[object, ...], TableByHand, dict[str, int]] | None = None
    for laid, seat_of, new in _chairs(setting, name, names, now, seated):
        made = board(setting, table, names, laid, now.layout if now else None)
        score = TableJudge(made).score({**seat_of, person: new})
        key = (score.must, score.should, score.same_side, score.prefer, score.places)
        if best is None or key < best[0]:
            best = key, TableByHand(table=name, layout=made.layout, laid=laid), {**seat_of, person: new}
    assert best is not None
    _, laid_table, seats = best
    kept = [row for row in mine.tables if row.table != name]
    others = [row for row in rows.values() if row.table != name]
    like = mine.placements[0]
    here = [like.replace(person=one, table=name, seat=seat) for one, seat in seats.items()]
    return mine.replace(tables=(*kept, laid_table), placements=(*others, *here))


def _chairs(
    setting: DinnerFacts, name: str, names: tuple[str, ...], now: TableByHand | None, seated: dict[str, int]
) -> Iterator[tuple[Laid, dict[str, int], int]]:
    """Yield the table with one more chair between any two: the seats that the others have then, and the new one."""
    table = setting.dinner.hall.table(name)
    if now is None:
        layout = setting.usual_layout(setting.table_number[name])
        yield lay(table, party_for(setting, names, layout), setting.turn(table), layout), {}, 0
        return
    wanted = party_for(setting, names, now.layout)
    size = now.laid.size + 1
    spare = size - wanted.total
    wide = lay(table, wanted._replace(hosts=wanted.hosts + spare), setting.turn(table), now.layout)
    for gap in range(size):
        yield wide, {one: seat if seat < gap else seat + 1 for one, seat in seated.items()}, gap


# ---------------------------------------------------------------- cars


def _in_cars(chart: RideChart, mine: RideByHand, person: str, other: str | None, spot: SeatSpot) -> RideByHand:
    """In one car from the leg on, into another car for the whole way."""
    facts, places = RideFacts(chart.ride, chart.etiquette), ride_places(mine)
    car = next((car for car in chart.ride.cars if car.id == spot.at), None)
    if car is None or spot.seat not in {seat.id for seat in car.profile.seats}:
        raise NotSeated(NO_SEAT_THERE)
    if person not in places or spot.leg not in places[person]:
        raise NotSeated(bilingual("这一程不在车上", "is not aboard on this leg"))
    own = places[person][spot.leg][0]
    legs = [leg for leg in facts.aboard(person) if own != spot.at or leg >= spot.leg]
    if own == spot.at:
        for leg in legs:
            seat = places[person][leg][1]
            there = next((name for name, row in places.items() if row.get(leg) == (own, spot.seat)), None)
            if there in mine.locks and there != person:
                raise NotSeated(bilingual("后面一程那里有人已锁定", "somebody is locked there on a later leg"))
            if there is not None:
                places[there][leg] = (own, seat)
            places[person][leg] = (own, spot.seat)
    else:
        left = places[person][spot.leg][1]
        _into_car(facts, places, person, car, spot.seat, other)
        if other is not None:
            back = next(each for each in chart.ride.cars if each.id == own)
            _into_car(facts, places, other, back, left, None)
    cars: dict[str, tuple[dict[str, str], ...]] = {
        each: tuple({} for _ in range(facts.legs)) for each in dict.fromkeys((*mine.cars, spot.at))
    }
    for name, row in places.items():
        for leg, (where, seat) in row.items():
            cars[where][leg][name] = seat
    return mine.replace(cars={each: rows for each, rows in cars.items() if any(rows)})


def _into_car(
    facts: RideFacts,
    places: dict[str, dict[int, tuple[str, str]]],
    person: str,
    car: Car,
    seat: str,
    leaving: str | None,
) -> None:
    """Put a person into another car: on the seat where it is free, else on a free one."""
    for leg in facts.aboard(person):
        taken = {
            row[leg][1]
            for name, row in places.items()
            if leg in row and row[leg][0] == car.id and name not in (person, leaving)
        }
        free = [each.id for each in car.profile.seats if each.id not in taken]
        if not free:
            what = bilingual(f"{car.name or car.id}没有空座", f"{car.name or car.id} is full")
            raise NotSeated(what, bilingual("与车上的人对调", "swap with somebody in it"))
        places[person][leg] = (car.id, seat if seat in free else free[0])
