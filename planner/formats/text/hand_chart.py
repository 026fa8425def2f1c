"""Charts made by hand, as TOML beside their dinner or ride.

::

    dinner = "ten-seats.toml"            # beside this file; may be left out where the dinner is given otherwise

    [tables]                             # people by name or id in the order of the seats, "" for an empty chair
    T1 = ["赵明远", "周堃", "", "林译"]

::

    ride = "convoy.toml"

    [cars]                               # seat = person, one table a leg
    A1 = [{ rear_right = "Smith", front_right = "林译" }]
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from models.domain.base import Fact
from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.seating import Placement
from planner.formats.single_fact import fact_of
from planner.formats.text.toml_file import open_toml
from planner.language.attendees import find_attendee

if TYPE_CHECKING:
    from pathlib import Path

    from models.domain.ride_party import RideParty
    from models.domain.seating import Attendee, Dinner


class HandChart(Fact):
    """People by table in the order of the seat numbers, or by car, leg and seat."""

    dinner: str | None = None
    ride: str | None = None
    tables: Mapping[str, tuple[str, ...]] = {}
    cars: Mapping[str, tuple[Mapping[str, str], ...]] = {}


class HandFile(NamedTuple):
    """A chart made by hand, and the file of its dinner or ride as it names it."""

    chart: HandChart
    party: Path | None


def read_hand_chart(path: Path) -> HandFile:
    """Read a chart made by hand.

    Raises
    ------
    FaultyInput
        With every fault of the file.
    """
    file = open_toml(path)
    chart = fact_of(HandChart, file.data, file.table())
    named = chart.dinner or chart.ride
    return HandFile(chart, path.parent / named if named else None)


def placements(chart: HandChart, dinner: Dinner, file: str) -> tuple[Placement, ...]:
    """Return one row a person; tables by name or id.

    Raises
    ------
    FaultyInput
        With every name that is not on the list.
    """
    tables = {name: table.id for table in dinner.hall.tables for name in (table.name_en, table.name, table.id) if name}
    faults: list[Fault] = []
    rows = []
    for table, names in chart.tables.items():
        for seat, name in enumerate(names):
            if name.strip():
                who = _known(name, dinner.people, file, f"tables.{table}[{seat}]", faults)
                rows.append(Placement(person=who, table=tables.get(table, table), seat=seat))
    _raise(faults)
    return tuple(rows)


def legs(chart: HandChart, ride: RideParty, file: str) -> dict[str, list[dict[str, str]]]:
    """Return, by car and leg, person by seat; cars and seats by name or id.

    Raises
    ------
    FaultyInput
        With every name that is not on the list.
    """
    cars = {name: car for car in ride.cars for name in (car.name, car.id) if name}
    faults: list[Fault] = []
    found: dict[str, list[dict[str, str]]] = {}
    for key, rows in chart.cars.items():
        car = cars.get(key)
        if car is None:
            faults.append(Fault(file, f"cars.{key}", bilingual("没有这辆车", "no such car"), ", ".join(cars)))
            continue
        seats = {name: seat.id for seat in car.profile.seats for name in (seat.name_en, seat.name, seat.id) if name}
        found[car.id] = []
        for leg, row in enumerate(rows):
            where = f"cars.{key}[{leg}]"
            strange = [seat for seat in row if seat not in seats]
            faults += [Fault(file, f"{where}.{seat}", bilingual("没有这个座位", "no such seat")) for seat in strange]
            named = {seats.get(s, s): _known(n, ride.people, file, f"{where}.{s}", faults) for s, n in row.items()}
            found[car.id].append(named)
    _raise(faults)
    return found


def _known(name: str, people: tuple[Attendee, ...], file: str, where: str, faults: list[Fault]) -> str:
    try:
        return find_attendee(name, people, file)
    except FaultyInput as error:
        faults += [Fault(file, where, f"{name}: {fault.what}", fault.maybe) for fault in error.faults]
        return name


def _raise(faults: list[Fault]) -> None:
    if faults:
        raise FaultyInput(faults)
