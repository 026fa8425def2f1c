"""Dinners, rides, halls and vehicles from files.

A dinner names its hall and edition, a ride its vehicle profiles; they are looked up in the folders
``halls``, ``vehicles`` and ``policies`` beside the folder of the file, above it, and among those that come
with Jiedai. Every fault is named by file and line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from models.domain.errors import Fault, FaultyInput
from models.domain.halls import Hall, VehicleProfile
from models.domain.riding import RideParty
from models.domain.seating import Dinner
from models.etiquette.usual_halls import usual_hall
from planner.formats.text.etiquette import DEFAULT, load_etiquette
from planner.formats.text.toml_facts import fact, found, open_toml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from models.domain.customs import Etiquette
    from planner.formats.text.toml_file import TomlFile


class DinnerFile(NamedTuple):
    """A dinner and the edition it is seated by."""

    dinner: Dinner
    etiquette: Etiquette


class RideFile(NamedTuple):
    """A ride and the edition it is seated by."""

    ride: RideParty
    etiquette: Etiquette


def read_party(path: Path, etiquette: str | None = None) -> DinnerFile | RideFile:
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
        what = f"不认识的文件类型 / unknown kind of file: {path.suffix or path.name}"
        raise FaultyInput([Fault(path.name, "", what, f"one of {', '.join(READERS)}")])
    return reader(path, etiquette)


def _read_toml(path: Path, etiquette: str | None) -> DinnerFile | RideFile:
    return read_ride(path, etiquette) if "cars" in open_toml(path).data else read_dinner(path, etiquette)


def _read_workbook(path: Path, etiquette: str | None) -> DinnerFile:
    from planner.formats.workbook.dinner import read_dinner_workbook

    return read_dinner_workbook(path, etiquette)


READERS: dict[str, Callable[[Path, str | None], DinnerFile | RideFile]] = {
    ".toml": _read_toml,
    ".xlsx": _read_workbook,
    ".xlsm": _read_workbook,
}
"""Who reads which kind of file."""


def read_dinner(path: Path, etiquette: str | None = None) -> DinnerFile:
    """Read a dinner; ``etiquette`` overrides the edition that the file names.

    Raises
    ------
    FaultyInput
        With every fault of the file, or of the hall or edition it names.
    OSError
        If a file cannot be opened.
    """
    file = open_toml(path)
    return dinner_of(dict(file.data), file, path, etiquette)


def dinner_of(data: dict[str, Any], file: TomlFile, path: Path, etiquette: str | None = None) -> DinnerFile:
    """Return the dinner of plain data, however they were read; ``file`` knows where they stood.

    Raises
    ------
    FaultyInput
        With every fault of the data, or of the hall or edition they name.
    """
    edition = _edition(file, path, data.pop("etiquette", DEFAULT), etiquette)
    data["hall"] = _hall(file, path, data.get("hall"))
    return DinnerFile(fact(Dinner, data, file), edition)


def read_ride(path: Path, etiquette: str | None = None) -> RideFile:
    """Read a ride; a car's profile is a name in ``vehicles``, or a kind of which the edition names the profile.

    Raises
    ------
    FaultyInput
        With every fault of the file, or of a profile or edition it names.
    OSError
        If a file cannot be opened.
    """
    file = open_toml(path)
    data = dict(file.data)
    edition = _edition(file, path, data.pop("etiquette", DEFAULT), etiquette)
    cars = data.get("cars")
    if isinstance(cars, list):
        data["cars"] = [_with_profile(file, path, number, car, edition) for number, car in enumerate(cars)]
    return RideFile(fact(RideParty, data, file), edition)


def read_hall(path: Path) -> Hall:
    """Read a hall."""
    file = open_toml(path)
    return fact(Hall, file.data, file)


def read_vehicle(path: Path) -> VehicleProfile:
    """Read a vehicle profile."""
    file = open_toml(path)
    return fact(VehicleProfile, file.data, file)


# ------------------------------------------------------------------------------------------------- parts


def _edition(file: TomlFile, path: Path, named: object, asked: str | None) -> Etiquette:
    """The edition asked for, else the one that the file names."""
    if asked:
        return load_etiquette(asked, path, ("--edition", ""))
    return load_etiquette(str(named), path, (file.name, file.table().where(("etiquette",))))


def _hall(file: TomlFile, path: Path, given: object) -> object:
    """A hall written out, the name of one, or ``{ tables = 12, seats = 10 }`` for a usual one."""
    if isinstance(given, str):
        return read_hall(found(file, path, ("hall",), "halls", given))
    if isinstance(given, dict) and isinstance(given.get("tables"), int):
        try:
            return usual_hall(**given)
        except (TypeError, ValueError) as error:
            raise FaultyInput([Fault(file.name, file.table().where(("hall",)), str(error))]) from None
    return given


def _with_profile(file: TomlFile, path: Path, number: int, car: object, edition: Etiquette) -> object:
    if not isinstance(car, dict) or not isinstance(car.get("profile"), str):
        return car
    name = edition.vehicle_profiles.get(car["profile"], car["profile"])
    return {**car, "profile": read_vehicle(found(file, path, ("cars", number, "profile"), "vehicles", name))}
