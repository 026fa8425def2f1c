"""How many guests ride in a vehicle of which the planner did not say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.domain.plan import Ride
    from models.domain.week import Week


def seated(week: Week, rides: list[Ride], guests: int) -> tuple[Ride, ...]:
    """Return rides that carry all guests where it was not said how many: what is left goes where seats are free."""
    left = guests - sum(ride.guests for ride in rides)
    for k, ride in enumerate(rides):
        if left <= 0:
            break
        seats = (
            week.vehicle(ride.vehicle).seats if ride.vehicle else week.hired_car(ride.hired).seats if ride.hired else 0
        )
        more = min(left, max(0, seats - ride.guests)) if ride.guests == 0 else 0
        rides[k] = ride.replace(guests=ride.guests + more)
        left -= more
    return tuple(rides)
