"""A plan as a pandas DataFrame, for notebooks: ids and times, no words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.domain.clock import BEIJING, EPOCH

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from models.domain.facts import Facts
    from models.domain.plan import Duty, Item, Move, Plan

PLAN_FRAME_COLUMNS = (
    "visit",
    "client",
    "level",
    "what",
    "kind",
    "id",
    "request",
    "start",
    "end",
    "minutes",
    "origin",
    "place",
    "room",
    "guests",
    "people",
    "vehicles",
    "drivers",
    "open",
)
_TIMES = ("start", "end")


def plan_frame(facts: Facts, plan: Plan) -> pd.DataFrame:
    """Return one row an item or move, sorted by visit (in the order of the week) and start.

    Columns
    -------
    visit, client, level, what, kind, id, request
        ``what`` is ``item`` or ``move``.
    start, end : datetime64 with the offset of Beijing
        Of a move: departure and arrival.
    minutes, origin, place, room, guests
        ``origin`` only of moves; ``place`` is where the guests are at the end; ``room`` also names dining rooms.
    people, vehicles, drivers : tuple of str
        Ids. Hired cars stand in ``vehicles`` by their kind's id.
    open : int
        How many duties and vehicles are still to be found (待落实).
    """
    import pandas as pd

    order = {visit.id: k for k, visit in enumerate(facts.week.visits)}
    rows = [*(_item(facts, item) for item in plan.items), *(_move(facts, move) for move in plan.moves)]
    rows.sort(key=lambda row: (order[row["visit"]], row["start"], row["end"], row["id"]))
    frame = pd.DataFrame(rows, columns=list(PLAN_FRAME_COLUMNS))
    epoch = pd.Timestamp(EPOCH.replace(tzinfo=None))
    for name in _TIMES:
        times = epoch + pd.to_timedelta(frame[name].astype("int64"), unit="min")
        frame[name] = times.dt.tz_localize(BEIJING)
    return frame


def _common(facts: Facts, part: Item | Move) -> dict[str, Any]:
    stay = facts.stay(part.visit)
    return {
        "visit": part.visit,
        "client": stay.visit.client,
        "level": stay.level,
        "kind": part.kind,
        "id": part.id,
        "guests": stay.guests(part.groups),
        "people": tuple(_people(part.duties)),
    }


def _people(duties: tuple[Duty, ...]) -> Iterator[str]:
    yield from dict.fromkeys(duty.person for duty in duties if duty.person)


def _item(facts: Facts, item: Item) -> dict[str, Any]:
    return _common(facts, item) | {
        "what": "item",
        "request": item.request,
        "start": item.start,
        "end": item.end,
        "minutes": item.minutes,
        "origin": None,
        "place": item.place,
        "room": item.room or item.dining_room,
        "vehicles": (),
        "drivers": (),
        "open": sum(duty.person is None for duty in item.duties),
    }


def _move(facts: Facts, move: Move) -> dict[str, Any]:
    found = sum(duty.person is None for duty in move.duties)
    return _common(facts, move) | {
        "what": "move",
        "request": None,
        "start": move.depart,
        "end": move.arrive,
        "minutes": move.arrive - move.depart,
        "origin": move.origin,
        "place": move.target,
        "room": None,
        "vehicles": tuple(name for ride in move.rides if (name := ride.vehicle or ride.hired)),
        "drivers": tuple(ride.driver for ride in move.rides if ride.driver),
        "open": found + sum(not (ride.vehicle and ride.driver) for ride in move.rides),
    }
