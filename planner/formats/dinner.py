"""Dinners, rides, halls and vehicles from text files or workbooks, and dinners as workbooks.

A dinner names its hall and edition, a ride its vehicle profiles; they are looked up in the folders
``halls``, ``vehicles`` and ``policies`` beside the folder of the file, above it, and among those that come
with Jiedai. Every fault is named by file and line, or by sheet and cell.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.halls import Hall, VehicleProfile
from models.domain.ride_party import RideParty
from models.domain.seating import Dinner
from models.etiquette.usual_halls import usual_hall
from planner.formats.absent import AbsentPerson, absent_person, take_absent
from planner.formats.plain_data import plain_data
from planner.formats.shipped import named_file
from planner.formats.single_fact import fact_of
from planner.formats.text.etiquette import DEFAULT, load_etiquette
from planner.formats.text.toml_file import open_toml

if TYPE_CHECKING:
    from pathlib import Path

    from models.domain.etiquette_edition import Etiquette
    from planner.formats.raw import Source


Tell = Callable[[list[str]], None] | None
"""Told of the people who are marked as not coming, if there are any: they are left out."""
Party = TypeVar("Party", Dinner, RideParty)


class DinnerFile(NamedTuple):
    """A dinner and the edition it is seated by."""

    dinner: Dinner
    etiquette: Etiquette


class RideFile(NamedTuple):
    """A ride and the edition it is seated by."""

    ride: RideParty
    etiquette: Etiquette


def read_party(path: Path, etiquette: str | None = None, tell: Tell = None) -> DinnerFile | RideFile:
    """Read a dinner or a ride, whichever the file holds: a ride has cars.

    Raises
    ------
    FaultyInput
        With every fault of the file and of what it names; or if files of that kind are not read.
    OSError
        If a file cannot be opened.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        what = bilingual(
            f"不认识的文件类型：{path.suffix or path.name}", f"unknown kind of file: {path.suffix or path.name}"
        )
        raise FaultyInput(
            [Fault(path.name, "", what, bilingual(f"{', '.join(READERS)} 之一", f"one of {', '.join(READERS)}"))]
        )
    return reader(path, etiquette, tell)


def _read_toml(path: Path, etiquette: str | None, tell: Tell = None) -> DinnerFile | RideFile:
    read = read_ride if "cars" in open_toml(path).data else read_dinner
    return read(path, etiquette, tell)


def read_dinner(path: Path, etiquette: str | None = None, tell: Tell = None) -> DinnerFile:
    """Read a dinner; ``etiquette`` overrides the edition that the file names.

    Raises
    ------
    FaultyInput
        With every fault of the file, or of the hall or edition it names.
    OSError
        If a file cannot be opened.
    """
    file = open_toml(path)
    return dinner_of(dict(file.data), file.table(), path, etiquette, tell)


def read_dinner_workbook(path: Path, etiquette: str | None = None, tell: Tell = None) -> DinnerFile:
    """Read a dinner's workbook; ``etiquette`` overrides the edition that it names.

    Raises
    ------
    FaultyInput
        With every fault of the workbook, or of the hall or edition it names.
    OSError
        When it cannot be opened.
    """
    from planner.formats.workbook.read_dinner import read_dinner_sheets  # slow to import

    data, source = read_dinner_sheets(path)
    return dinner_of(data, source, path, etiquette, tell)


READERS: dict[str, Callable[[Path, str | None, Tell], DinnerFile | RideFile]] = {
    ".toml": _read_toml,
    ".xlsx": read_dinner_workbook,
    ".xlsm": read_dinner_workbook,
}
"""Who reads which kind of file."""


def dinner_of(
    data: dict[str, Any], source: Source, path: Path, etiquette: str | None = None, tell: Tell = None
) -> DinnerFile:
    """Return the dinner of plain data, however they were read; ``source`` knows where they stood.

    Raises
    ------
    FaultyInput
        With every fault of the data, or of the hall or edition they name.
    """
    edition = _edition(source, path, data.pop("etiquette", DEFAULT), etiquette)
    data["hall"] = _hall(source, path, data.get("hall"))
    absent = [absent_person(data["people"][index]) for index in take_absent(data.get("people"), dinner=True)]
    return DinnerFile(_without(fact_of(Dinner, data, source), absent, source, tell), edition)


def dinner_xlsx(source: Path | None = None) -> bytes:
    """Return the workbook of a dinner; without one, a workbook that shows an example.

    Raises
    ------
    FaultyInput
        When the dinner cannot be read.
    """
    from planner.formats.workbook.write_dinner import DINNER_EXAMPLE, dinner_book
    from planner.formats.workbook.xlsx import xlsx_of

    if source is None:
        return xlsx_of(dinner_book(DINNER_EXAMPLE), example=True)
    found = read_dinner_workbook(source) if source.suffix.lower() == ".xlsx" else read_dinner(source)
    return xlsx_of(dinner_book(dinner_data(found)))


def dinner_data(found: DinnerFile) -> dict[str, Any]:
    """Return a dinner as plain data, its hall written out."""
    data = plain_data(found.dinner)
    data["etiquette"] = found.etiquette.id
    return data


def read_ride(path: Path, etiquette: str | None = None, tell: Tell = None) -> RideFile:
    """Read a ride; a car's profile is a name in ``vehicles``, or a kind of which the edition names the profile.

    Raises
    ------
    FaultyInput
        With every fault of the file, or of a profile or edition it names.
    OSError
        If a file cannot be opened.
    """
    file = open_toml(path)
    data, source = dict(file.data), file.table()
    edition = _edition(source, path, data.pop("etiquette", DEFAULT), etiquette)
    cars = data.get("cars")
    if isinstance(cars, list):
        data["cars"] = [_with_profile(source, path, number, car, edition) for number, car in enumerate(cars)]
    absent = [absent_person(data["people"][index]) for index in take_absent(data.get("people"), dinner=True)]
    return RideFile(_without(fact_of(RideParty, data, source), absent, source, tell), edition)


def read_hall(path: Path) -> Hall:
    """Read a hall."""
    file = open_toml(path)
    return fact_of(Hall, file.data, file.table())


def read_vehicle(path: Path) -> VehicleProfile:
    """Read a vehicle profile."""
    file = open_toml(path)
    return fact_of(VehicleProfile, file.data, file.table())


def _without(party: Party, absent: list[AbsentPerson], source: Source, tell: Tell) -> Party:
    """Return a dinner or ride without those who do not come, and tell of them."""
    if not absent:
        return party
    if len(absent) == len(party.people):
        what = bilingual("所有人都标为不来", "everybody is marked as not coming")
        raise FaultyInput([Fault(source.file, source.where(("people",)), what)])
    if tell:
        tell([person.label for person in absent])
    return party.without({person.id for person in absent})


# -- what a dinner or ride names


def _edition(source: Source, path: Path, named: object, asked: str | None) -> Etiquette:
    """The edition asked for, else the one that the file names."""
    if asked:
        return load_etiquette(asked, path, ("--edition", ""))
    return load_etiquette(str(named), path, (source.file, source.where(("etiquette",))))


def _hall(source: Source, path: Path, given: object) -> object:
    """A hall written out, the name of one, or ``{ tables = 12, seats = 10 }`` for a usual one."""
    if isinstance(given, str):
        return read_hall(named_file(source, path, ("hall",), "halls", given))
    if isinstance(given, dict) and isinstance(given.get("tables"), int):
        try:
            return usual_hall(**given)
        except (TypeError, ValueError) as error:
            raise FaultyInput([Fault(source.file, source.where(("hall",)), str(error))]) from None
    return given


def _with_profile(source: Source, path: Path, number: int, car: object, edition: Etiquette) -> object:
    if not isinstance(car, dict) or not isinstance(car.get("profile"), str):
        return car
    name = edition.vehicle_profiles.get(car["profile"], car["profile"])
    return {**car, "profile": read_vehicle(named_file(source, path, ("cars", number, "profile"), "vehicles", name))}
