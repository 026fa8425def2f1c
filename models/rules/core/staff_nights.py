"""Who of ours sleeps out with guests in another city: helpers who end a day with them there, and their drivers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.plan import Item
from models.rules.core.transport_load import overnight_pairs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Move
    from models.rules.core.programme import Programme


@dataclass(frozen=True)
class StaffNight:
    """Our people in a hotel for one night: ids of people and of drivers, in the order in which they come to it."""

    day: dt.date
    hotel: str
    people: tuple[str, ...]
    drivers: tuple[str, ...]


def staff_nights(facts: Facts, p: Programme) -> Iterator[StaffNight]:
    """Yield who of ours needs a room in another city, night by night (ARR-07b).

    Helpers whose last part with the guests on that day ends nearer to the guests' hotel than to the company, as their
    working time is counted, and the drivers who take the guests on in the morning (CAR-04c).
    """
    stay = p.stay
    pairs = overnight_pairs(stay, [move for move in p.moves if move.rides]) if stay.nights_away else []
    for day, hotel in sorted(stay.nights_away.items()):
        ends: dict[str, tuple[int, str]] = {}
        rows: list[Item | Move] = [*p.items, *p.moves]
        for row in rows:
            place = row.place if isinstance(row, Item) else row.target
            if facts.day_of(row) == day and facts.week.find_place(place) is not None:
                for duty in row.duties:
                    if duty.person and duty.end > ends.get(duty.person, (0, ""))[0]:
                        ends[duty.person] = duty.end, place
        near = {id for id, (_, place) in ends.items() if facts.travel.base(place, hotel) < facts.way(place)}
        people = tuple(id for id in sorted(near, key=lambda id: (ends[id][0], id)))
        out = [move for move, after in pairs if stay.day_of_move(move) <= day < stay.day_of_move(after)]
        rides = [ride for move in out for ride in move.rides if ride.driver and ride.vehicle]
        drivers = dict.fromkeys(ride.driver for ride in rides if not _lives_there(facts, ride.vehicle, hotel))
        if people or drivers:
            yield StaffNight(day, hotel, people, tuple(driver for driver in drivers if driver))


def _lives_there(facts: Facts, vehicle: str | None, hotel: str) -> bool:
    """Tell whether a vehicle, and so its driver, is at home in the city of a hotel."""
    known = facts.week.find_vehicle(vehicle)
    return known is not None and facts.travel.base(facts.week.home(known.id), hotel) < facts.way(hotel)
