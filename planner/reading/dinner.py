"""Dinners, rides, halls, vehicles and etiquette editions from TOML files.

A dinner names its hall and edition, a ride its vehicle profiles; they are looked up in the folders
``halls``, ``vehicles`` and ``policies`` beside the folder of the file. Every fault is named by file and line.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from models.domain.base import Fact
from models.domain.customs import Etiquette, Side
from models.domain.errors import Fault, FaultyInput
from models.domain.halls import Hall, VehicleProfile
from models.domain.riding import Ride
from models.domain.seating import Attendee, Change, Dinner, Exchange, Join, Leave, Lock, Placement
from models.etiquette.catalogue import usual_hall
from models.etiquette.rules import RULES
from planner.reading.toml_file import TomlFile, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Model = TypeVar("Model", bound=BaseModel)
DEFAULT = "default"


class DinnerFile(NamedTuple):
    """A dinner and the edition it is seated by."""

    dinner: Dinner
    etiquette: Etiquette


class RideFile(NamedTuple):
    """A ride and the edition it is seated by."""

    ride: Ride
    etiquette: Etiquette


def read_dinner(path: Path, etiquette: str | None = None) -> DinnerFile:
    """Read a dinner; ``etiquette`` overrides the edition that the file names.

    Raises
    ------
    FaultyInput
        With every fault of the file, or of the hall or edition it names.
    OSError
        If a file cannot be opened.
    """
    file = _open(path)
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
    return DinnerFile(_validated(Dinner, data, file), edition)


def read_ride(path: Path, etiquette: str | None = None) -> RideFile:
    """Read a ride; a car's profile is a name in ``vehicles``, or a kind of which the edition names the profile.

    Raises
    ------
    FaultyInput
        With every fault of the file, or of a profile or edition it names.
    OSError
        If a file cannot be opened.
    """
    file = _open(path)
    data = dict(file.data)
    edition = _edition(file, path, data.pop("etiquette", DEFAULT), etiquette)
    cars = data.get("cars")
    if isinstance(cars, list):
        data["cars"] = [_with_profile(file, path, number, car, edition) for number, car in enumerate(cars)]
    return RideFile(_validated(Ride, data, file), edition)


def read_hall(path: Path) -> Hall:
    """Read a hall."""
    file = _open(path)
    return _validated(Hall, file.data, file)


def read_vehicle(path: Path) -> VehicleProfile:
    """Read a vehicle profile."""
    file = _open(path)
    return _validated(VehicleProfile, file.data, file)


def read_etiquette(path: Path) -> Etiquette:
    """Read an edition; what it does not say it has from the edition that it ``extends``."""
    file = _open(path)
    found = _validated(Etiquette, _extended(path, file.data), file)
    faults = [_rule_fault(file, rule, level) for rule, level in found.levels.items()]
    if any(faults):
        raise FaultyInput(fault for fault in faults if fault)
    return found


def _rule_fault(file: TomlFile, rule: str, level: str) -> Fault | None:
    """A level for a rule that does not exist, or for one that no edition can soften."""
    where = file.table().where(("levels", rule))
    if rule not in RULES:
        close = get_close_matches(rule, RULES, n=1)
        return Fault(file.name, where, f"没有规则 {rule} / no such rule", close[0] if close else "")
    if RULES[rule].fixed and level != "must":
        what = f"{rule} 不可放宽 / never softened: {RULES[rule].text_en}"
        return Fault(file.name, where, what, "leave it out")
    return None


def read_chart(path: Path) -> tuple[Placement, ...]:
    """Read a chart made by hand: ``[tables]`` with one list of people a table, "" for an empty chair."""
    file = _open(path)
    return _validated(Chart, file.data, file).placements


class Chart(Fact):
    """People by table, in the order of the seat numbers."""

    tables: dict[str, tuple[str, ...]]

    @property
    def placements(self) -> tuple[Placement, ...]:
        """One row a person."""
        rows = ((table, seat, name) for table, names in self.tables.items() for seat, name in enumerate(names) if name)
        return tuple(Placement(person=name, table=table, seat=seat) for table, seat, name in rows)


def parse_lock(text: str, dinner: Dinner) -> Lock:
    """Read ``person=table`` or ``person=table-seat``; people and tables by id or name.

    Raises
    ------
    FaultyInput
        If there is no such person or table, or the text has another form.
    """
    who, _, where = text.partition("=")
    tables = {name: table.id for table in dinner.hall.tables for name in (table.name, table.id) if name}
    table, seat = (where.strip(), "") if where.strip() in tables else where.strip().rpartition("-")[::2]
    if table not in tables or (seat and not seat.isdigit()):
        raise FaultyInput([Fault("--lock", text, "没有这张桌 / no such table", f"one of {', '.join(tables)}")])
    return Lock(person=_person(who, dinner, "--lock"), table=tables[table], seat=int(seat) if seat else None)


def parse_change(text: str, dinner: Dinner) -> Change:
    """Read a change in words: ``取消 张三``, ``对调 张三 李四``, ``增加 王五 客方 副总经理`` (cancel, swap, add).

    Raises
    ------
    FaultyInput
        If the words say nothing of that kind, or name somebody who is not on the list.
    """
    words = text.split()
    match [words[0].lower() if words else "", *words[1:]]:
        case ["取消" | "cancel", who]:
            return Leave(person=_person(who, dinner, "--change"))
        case ["对调" | "swap", one, other]:
            return Exchange(one=_person(one, dinner, "--change"), other=_person(other, dinner, "--change"))
        case ["增加" | "add", name, "客方" | "主方" | "guest" | "host" as side, *title]:
            own: Side = "host" if side in ("主方", "host") else "guest"
            number = sum(person.id.startswith("new") for person in dinner.people) + 1
            return Join(person=Attendee(id=f"new{number}", name=name, side=own, title=" ".join(title)))
    maybe = "取消 张三 · 对调 张三 李四 · 增加 王五 客方 副总经理 (cancel, swap, add … guest|host)"
    raise FaultyInput([Fault("--change", text, "看不懂这项变更 / no change of this form", maybe)])


def _person(text: str, dinner: Dinner, option: str) -> str:
    """The id of somebody given by id or name."""
    wanted = text.strip()
    found = [person.id for person in dinner.people if wanted in (person.id, person.name, person.name_en)]
    if len(found) == 1:
        return found[0]
    if found:
        what = f"{wanted} 不止一人 / more than one: {', '.join(found)}"
        raise FaultyInput([Fault(option, wanted, what, "give the id instead of the name")])
    names = [name for person in dinner.people for name in (person.name, person.id)]
    close = get_close_matches(wanted, names, n=1, cutoff=0.4)
    raise FaultyInput([Fault(option, wanted, "名单上没有 / not on the list", close[0] if close else "")])


# ------------------------------------------------------------------------------------------------- parts


def _open(path: Path) -> TomlFile:
    file = read_toml(path, path.name)
    if file.faults:
        raise FaultyInput(file.faults)
    return file


def _beside(path: Path, folder: str, name: str) -> Path:
    """The file of that name in a folder beside the folder of ``path``, or in one above it."""
    candidates = [parent / folder / name for parent in path.resolve().parents]
    return next((candidate for candidate in candidates if candidate.is_file()), candidates[0])


def _found(file: TomlFile, path: Path, key: tuple[str | int, ...], folder: str, name: str) -> Path:
    target = _beside(path, folder, f"{name}.toml")
    if not target.is_file():
        known = sorted(other.stem for other in target.parent.glob("*.toml")) if target.parent.is_dir() else []
        maybe = f"one of {', '.join(known)}" if known else f"put it into a folder {folder} beside this one"
        what = f"没有 {folder}/{name}.toml / no such file"
        raise FaultyInput([Fault(file.name, file.table().where(key), what, maybe)])
    return target


def _edition(file: TomlFile, path: Path, named: object, asked: str | None) -> Etiquette:
    name = asked or str(named)
    return read_etiquette(_found(file, path, ("etiquette",), "policies", f"etiquette-{name}"))


def _extended(path: Path, data: Mapping[str, Any]) -> dict[str, Any]:
    base = data.get("extends")
    if base is None:
        return dict(data)
    file = _open(path.with_name(f"etiquette-{base}.toml"))
    own = {key: value for key, value in data.items() if key != "extends"}
    return _overlaid(_extended(path, file.data), own)


def _overlaid(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Tables are merged key by key, everything else is replaced."""
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        merged[key] = _overlaid(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _hall(file: TomlFile, path: Path, given: object) -> object:
    """A hall written out, the name of one, or ``{ tables = 12, seats = 10 }`` for a usual one."""
    if isinstance(given, str):
        return read_hall(_found(file, path, ("hall",), "halls", given))
    if isinstance(given, dict) and isinstance(given.get("tables"), int):
        try:
            return usual_hall(**given)
        except TypeError as error:
            raise FaultyInput([Fault(file.name, file.table().where(("hall",)), str(error))]) from None
    return given


def _with_profile(file: TomlFile, path: Path, number: int, car: object, edition: Etiquette) -> object:
    if not isinstance(car, dict) or not isinstance(car.get("profile"), str):
        return car
    name = edition.vehicle_profiles.get(car["profile"], car["profile"])
    return {**car, "profile": read_vehicle(_found(file, path, ("cars", number, "profile"), "vehicles", name))}


def _validated(model: type[Model], data: Mapping[str, Any], file: TomlFile) -> Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise FaultyInput(_fault(file, problem) for problem in error.errors()) from None


def _fault(file: TomlFile, problem: Any) -> Fault:
    what = str(problem["msg"]).removeprefix("Value error, ")
    value = problem.get("input")
    shown = f" ({value!r})" if isinstance(value, str | int | float) else ""
    return Fault(file.name, file.table().where(tuple(problem["loc"])), f"{what}{shown}")
