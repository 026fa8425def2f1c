"""The seats of a vehicle of the week: the profile that the edition follows, with as many seats as the vehicle has."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from models.domain.halls import CarSeat
from planner.formats.dinner import read_vehicle
from planner.formats.shipped import shipped

if TYPE_CHECKING:
    from models.domain.etiquette_edition import Etiquette
    from models.domain.halls import VehicleProfile


def profile_for(kind: str, seats: int, etiquette: Etiquette) -> VehicleProfile:
    """Return the profile of a kind of vehicle with so many passenger seats.

    The edition names it by kind and number of seats, else by kind; else it has the name of the kind.
    """
    named = etiquette.vehicle_profiles
    return fitted(_shipped(named.get(f"{kind}{seats}", named.get(kind, kind))), seats)


@cache
def _shipped(name: str) -> VehicleProfile:
    return read_vehicle(shipped("vehicles") / f"{name}.toml")


def fitted(profile: VehicleProfile, seats: int) -> VehicleProfile:
    """Return a profile with so many seats: the lowest places are not there, or further rows are."""
    if seats < len(profile.seats):
        spare = [seat for seat in reversed(profile.chauffeur) if seat != profile.aide][: len(profile.seats) - seats]
        return _with(profile, tuple(seat for seat in profile.seats if seat.id not in spare), ())
    more = tuple(_further(profile, seats - len(profile.seats)))
    return _with(profile, (*profile.seats, *more), tuple(seat.id for seat in more))


def _with(profile: VehicleProfile, seats: tuple[CarSeat, ...], more: tuple[str, ...]) -> VehicleProfile:
    known = {seat.id for seat in seats}

    def order(old: tuple[str, ...]) -> tuple[str, ...]:
        kept = [seat for seat in old if seat in known]
        # the aide's seat stays last where it was last
        last = kept[-1:] if kept and kept[-1] == profile.aide else []
        return (*kept[: len(kept) - len(last)], *more, *last)

    return profile.replace(
        seats=seats,
        chauffeur=order(profile.chauffeur),
        host=order(profile.host),
        security=order(profile.security) if profile.security else (),
    )


def _further(profile: VehicleProfile, count: int) -> list[CarSeat]:
    """Return seats behind the last row, laid out like it."""
    last = max(seat.row for seat in profile.seats)
    pattern = [seat for seat in profile.seats if seat.row == last]
    made: list[CarSeat] = []
    for index in range(count):
        like, behind = pattern[index % len(pattern)], 1 + index // len(pattern)
        # a profile numbers its rows in its own way
        number = int(digits[0]) if (digits := re.findall(r"\d+", like.id)) else last
        row, place = number + behind, like.column + 1
        made.append(
            CarSeat(
                id=f"row{row}_{like.id.partition('_')[2] or like.id}",
                name=_numbered(like.name, row, f"第{row}排{place}座"),
                name_en=_numbered(like.name_en, row, f"row {row} seat {place}"),
                row=last + behind,
                column=like.column,
            )
        )
    return made


def _numbered(name: str, row: int, otherwise: str) -> str:
    return re.sub(r"\d+", str(row), name, count=1) if re.search(r"\d", name) else otherwise
