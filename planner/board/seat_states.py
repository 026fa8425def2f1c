"""Seats in the states of a board: what of them a change changes, and as lines of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.seating.hand_seats import SEATS, DinnerByHand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planner.seating.hand_seats import HandSeats, RideByHand


def seat_row(about: str, who_or_where: str) -> str:
    """Return the row of a person, or of a seat, by which a change that came too late is found."""
    return f"{about}#{who_or_where}"


def changed_seat_rows(before: HandSeats, after: HandSeats) -> list[str]:
    """Return the people and seats that differ between two states; of seats that were not decided before all."""
    found = []
    for about in sorted({*before, *after}):
        had, has = before.get(about), after.get(about)
        if had is not has and had != has:
            was, now = dict(_rows(had)), dict(_rows(has))
            if had is None or has is None:
                decided = had or has
                names = {*decided.moved, *decided.locks} if decided is not None else set()
                rows = {row: value for row, value in (was | now).items() if row in names or value in names}
                found += [seat_row(about, row) for row in rows]
            else:
                found += [seat_row(about, row) for row in sorted({*was, *now}) if was.get(row) != now.get(row)]
    return found


def _rows(seats: DinnerByHand | RideByHand | None) -> Iterator[tuple[str, object]]:
    """Yield (person, where and whether locked) and (seat, person)."""
    if seats is None:
        return
    if isinstance(seats, DinnerByHand):
        places = {row.person: [f"{row.table}:{row.seat}"] for row in seats.placements}
    else:
        places = {}
        for car, legs in seats.cars.items():
            for leg, seat_of in enumerate(legs):
                for name, seat in seat_of.items():
                    places.setdefault(name, []).append(f"{car}:{seat}@{leg}")
    for name, where in places.items():
        yield name, (tuple(where), name in seats.locks)
        yield from ((f"@{place}", name) for place in where)


def seats_data(before: HandSeats, after: HandSeats) -> dict[str, Any]:
    """Return what is different after a change as plain data: whole parties, null where nothing is decided any more."""
    if before is after or before == after:
        return {}
    changed = {about: after.get(about) for about in sorted({*before, *after}) if before.get(about) != after.get(about)}
    parties = {about: seats.model_dump(mode="json") if seats is not None else None for about, seats in changed.items()}
    return {"seats": parties}


def seats_with(before: HandSeats, data: Mapping[str, Any]) -> HandSeats:
    """Return the seats after a line of the journal.

    Raises
    ------
    ValueError
        When the line is damaged.
    """
    if "seats" not in data:
        return before
    changed = {about: SEATS.validate_python(seats) if seats is not None else None
               for about, seats in data["seats"].items()}  # fmt: skip
    return {about: seats for about, seats in {**before, **changed}.items() if seats is not None}
