"""Seats that were decided by hand, beside the plan that they belong to: ``plan.seats.json``.

::

    {
      "format": "jiedai-seats",    always
      "version": 1,                goes up when older programs could not read the file
      "parties": {                 by the id of the (first) item or move
        "v1/welcome": {"kind": "dinner", "tables": [...], "placements": [...], "locks": [...], "moved": [...]},
        "v1/to-museum": {"kind": "ride", "cars": {...}, "locks": [...], "moved": [...]}
      }
    }

Everybody's seat stands there, so that a seating is the same wherever it is printed. ``moved`` and ``locks`` are the
people whose seats were decided; the others were seated by the rules, and are so again when the party changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from models.domain.base import Fact
from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.halls import Laid, Layout
from models.domain.ride_party import CarLock
from models.domain.seating import Dinner, Lock, Placement
from planner.formats.folder_exchange import finish_exchange_around
from planner.formats.regular_file import bytes_of
from planner.language.fault_words import describe_error
from planner.seating.chart import DinnerChart

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from models.domain.ride_party import RideParty
    from planner.seating.chart import Chart

SEATS_FORMAT = "jiedai-seats"
SEATS_VERSION = 1
MAX_SEATS_BYTES = 50_000_000
"""A week of large halls stays far below it."""


class TableByHand(Fact):
    """A table as it stands: its chairs, and by which layout."""

    table: str
    layout: Layout
    laid: Laid


class DinnerByHand(Fact):
    """Seats of a dinner, meeting or ceremony.

    Attributes
    ----------
    locks : tuple of str
        People who stay on their seats when the others are seated anew.
    moved : tuple of str
        People who were put on their seats by hand.
    improved : bool
        Whether the others were seated around the locks.
    names : mapping of person to name
        Of these people, so that it can be said who is no longer there.
    """

    kind: Literal["dinner"] = "dinner"
    tables: tuple[TableByHand, ...]
    placements: tuple[Placement, ...]
    locks: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    improved: bool = False
    names: Mapping[str, str] = {}


class RideByHand(Fact):
    """Seats of a ride, by car, leg and person; the rest as of a dinner."""

    kind: Literal["ride"] = "ride"
    cars: Mapping[str, tuple[Mapping[str, str], ...]]
    locks: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    improved: bool = False
    names: Mapping[str, str] = {}


SeatsByHand = Annotated[DinnerByHand | RideByHand, Field(discriminator="kind")]
HandSeats = Mapping[str, SeatsByHand]
"""Seats by the id of the party's (first) item or move."""
SEATS: TypeAdapter[SeatsByHand] = TypeAdapter(SeatsByHand)


def seats_by_hand(
    chart: Chart, locks: Iterable[str], moved: Iterable[str], *, improved: bool = False
) -> DinnerByHand | RideByHand:
    """Return the seats of a chart as decided by hand; who is not in it is passed over."""
    known = {person.id: person.name for person in chart.people}
    kept, put = (tuple(sorted({name for name in names if name in known})) for names in (locks, moved))
    names = {name: known[name] for name in sorted({*kept, *put})}
    decided = {"locks": kept, "moved": put, "improved": improved, "names": names}
    if isinstance(chart, DinnerChart):
        tables = [TableByHand(table=plan.table, layout=plan.layout, laid=plan.laid) for plan in chart.seating.tables]
        return DinnerByHand.model_validate({"tables": tables, "placements": chart.seating.placements, **decided})
    cars = {car.car: [{name: seat for seat, name in leg.seats.items()} for leg in car.legs] for car in chart.plan.cars}
    return RideByHand.model_validate({"cars": cars, **decided})


def dinner_with_locks(dinner: Dinner, seats: Mapping[str, tuple[str, int | None]]) -> Dinner:
    """Return a dinner whose planner has decided some seats, (table, seat) by person."""
    kept = [lock for lock in dinner.wishes.locks if lock.person not in seats]
    new = [Lock(person=name, table=table, seat=seat) for name, (table, seat) in sorted(seats.items())]
    return dinner.replace(wishes=dinner.wishes.replace(locks=(*kept, *new)))


def ride_with_locks(ride: RideParty, seats: Mapping[str, Mapping[int, tuple[str, str]]]) -> RideParty:
    """Return a ride whose planner has decided some seats, (car, seat) by person and leg."""
    kept = [lock for lock in ride.locks if lock.person not in seats]
    new = [
        CarLock(person=name, car=car, seat=seat, leg=leg)
        for name, legs in sorted(seats.items())
        for leg, (car, seat) in sorted(legs.items())
    ]
    return ride.replace(locks=(*kept, *new))


# ---------------------------------------------------------------- the file


def seats_file(plan: Path) -> Path:
    """Return where the seats of a plan are that were decided by hand."""
    return plan.with_name(f"{plan.stem}.seats.json")


def carried_seats(folder: Path, old: Path | None) -> dict[str, bytes | str]:
    """Return the seats of an older plan as a file of a new one's folder, which has none yet.

    Parameters
    ----------
    old : Path or None
        The plan that the new one was made from.
    """
    target = seats_file(folder / "plan.json")
    if old is None or target.exists() or not seats_file(old).is_file():
        return {}
    return {target.name: seats_file(old).read_bytes()}


def seats_text(seats: HandSeats) -> str:
    """Return the text of the file."""
    parties = {about: seats[about].model_dump(mode="json") for about in sorted(seats)}
    document = {"format": SEATS_FORMAT, "version": SEATS_VERSION, "parties": parties}
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read_seats(plan: Path) -> dict[str, DinnerByHand | RideByHand]:
    """Read the seats that were decided by hand for a plan; nothing where there is no such file.

    Raises
    ------
    FaultyInput
        With every fault of the file.
    """
    path = seats_file(plan)
    finish_exchange_around(path)
    if not path.is_file():
        return {}
    return seats_of_text(bytes_of(path, path.name, MAX_SEATS_BYTES), path.name)


def seats_of_text(content: bytes, file: str) -> dict[str, DinnerByHand | RideByHand]:
    """Return the seats of the file's content; see ``read_seats``."""
    hint = bilingual("看板写的座次；删去则全部重排", "seats that the board wrote; without it all are seated anew")
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise FaultyInput([Fault(file, "", bilingual("不是 JSON 文件", "no JSON"), hint)]) from None
    if not isinstance(data, dict) or data.get("format") != SEATS_FORMAT:
        what = bilingual(f"format 应为 {SEATS_FORMAT!r}", f"format is not {SEATS_FORMAT!r}")
        raise FaultyInput([Fault(file, "format", what, hint)])
    if data.get("version") != SEATS_VERSION:
        what = bilingual(f"本程序只读版本 {SEATS_VERSION}", f"this program reads version {SEATS_VERSION}")
        raise FaultyInput([Fault(file, "version", what, bilingual("换新版接待", "a newer jiedai"))])
    parties = data.get("parties")
    if not isinstance(parties, dict):
        raise FaultyInput([Fault(file, "parties", bilingual("缺少这一项", "missing"), hint)])
    faults: list[Fault] = []
    found: dict[str, DinnerByHand | RideByHand] = {}
    for about, party in parties.items():
        try:
            found[about] = SEATS.validate_python(party)
        except ValidationError as error:
            for problem in error.errors():
                where = ".".join(map(str, ("parties", about, *problem["loc"])))
                last = str(problem["loc"][-1]) if problem["loc"] else ""
                faults.append(Fault(file, where, *describe_error(problem, last, [], {})))
    if faults:
        raise FaultyInput(faults)
    return found
