"""Locks of seats from text: which person sits at which table or in which car, whatever the rules ask."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NoReturn

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.ride_party import CarLock
from models.domain.seating import Lock
from planner.language.attendees import find_attendee, with_english_signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from models.domain.ride_party import RideParty
    from models.domain.seating import Dinner


def parse_seat_locks(texts: Iterable[str], dinner: Dinner) -> tuple[Lock, ...]:
    """Read ``person=table`` or ``person=table:seat``; people and tables by id or name.

    Raises
    ------
    FaultyInput
        With every fault of all of them.
    """
    return tuple(_each(texts, lambda text: _lock(text, dinner)))


def parse_car_locks(texts: Iterable[str], ride: RideParty) -> tuple[CarLock, ...]:
    """Read ``person=car`` or ``person=car:seat`` or ``person=car:seat@leg``, legs from 1 or by their first stop.

    Raises
    ------
    FaultyInput
        With every fault of all of them.
    """
    return tuple(_each(texts, lambda text: _car_lock(text, ride)))


def _each(texts: Iterable[str], read: Any) -> Iterator[Any]:
    """Read all texts, then raise the faults of all."""
    faults: list[Fault] = []
    made = []
    for text in texts:
        try:
            made.append(read(text))
        except FaultyInput as error:
            faults += error.faults
    if faults:
        raise FaultyInput(faults)
    yield from made


def _lock(text: str, dinner: Dinner) -> Lock:
    who, where = _who_and_where(text)
    tables = {name: table.id for table in dinner.hall.tables for name in (table.name_en, table.name, table.id) if name}
    table, seat = _table_and_seat(where, tables)
    if table not in tables:
        _refuse(text, bilingual("没有这张桌", "no such table"), tables)
    holds = dinner.hall.table(tables[table]).seats
    if seat and not (seat.isdigit() and int(seat) < holds):
        raise FaultyInput(
            [
                Fault(
                    "--lock",
                    text,
                    bilingual(f"没有座位 {seat}", f"no such seat: {seat}"),
                    bilingual(f"0 至 {holds - 1}", f"0 to {holds - 1}"),
                )
            ]
        )
    who = find_attendee(who, dinner.people, "--lock")
    return Lock(person=who, table=tables[table], seat=int(seat) if seat else None)


def _table_and_seat(where: str, tables: Mapping[str, str]) -> tuple[str, str]:
    if where in tables:
        return where, ""
    parts = (where.rpartition(sign)[::2] for sign in ":-")
    return next(((table.strip(), seat.strip()) for table, seat in parts if table.strip() in tables), (where, ""))


def _car_lock(text: str, ride: RideParty) -> CarLock:
    who, where = _who_and_where(text)
    where, _, leg = where.partition("@")
    car_name, _, seat = where.partition(":")
    cars = {name: car for car in ride.cars for name in (car.name, car.id) if name}
    car = cars.get(car_name.strip())
    if car is None:
        _refuse(text, bilingual("没有这辆车", "no such car"), cars)
    seats = {name: own.id for own in car.profile.seats for name in (own.name_en, own.name, own.id)}
    if seat.strip() and seat.strip() not in seats:
        shown = [bilingual(own.name, own.name_en) for own in car.profile.seats]
        _refuse(text, bilingual("没有这个座位", "no such seat"), seats, shown)
    legs = {stop: number for number, stop in enumerate(ride.stops[:-1])}
    legs |= {str(number + 1): number for number in range(len(ride.stops) - 1)}
    if leg.strip() and leg.strip() not in legs:
        _refuse(text, bilingual("没有这一段", "no such leg"), legs)
    who = find_attendee(who, ride.people, "--lock")
    return CarLock(person=who, car=car.id, seat=seats.get(seat.strip()), leg=legs.get(leg.strip()))


def _who_and_where(text: str) -> tuple[str, str]:
    who, sign, where = with_english_signs(text).partition("=")
    if not sign or not who.strip() or not where.strip():
        raise FaultyInput([Fault("--lock", text, bilingual("要写 人=位置", "wanted: person=place"), "张三=T1:3")])
    return who.strip(), where.strip()


def _refuse(text: str, what: str, known: Iterable[str], shown: Iterable[str] = ()) -> NoReturn:
    """Refuse a place, and tell which there are: ``shown``, or all names that are known."""
    names = list(known)
    few = ", ".join([*shown][:12] or names[:12])
    close = get_close_matches(text.partition("=")[2].strip(), names, n=1, cutoff=0.5)
    raise FaultyInput(
        [
            Fault(
                "--lock",
                text,
                what,
                close[0] if close else bilingual(f"{few} 之一", f"one of {few}"),
            )
        ]
    )
