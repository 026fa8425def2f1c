"""What takes place where the guests arrive or leave: honours, a press meeting, a call at the airport or station."""

from __future__ import annotations

from typing import Literal

from models.domain.activities import Request
from models.domain.stay import Stay

StationEnd = Literal["coming", "leaving"]


def station_ends(stay: Stay, request: Request | None, place: str) -> tuple[StationEnd, ...] | None:
    """Return at which ends of a stay something at an airport or station takes place; None: whenever it was asked for.

    On coming before the first ride, on leaving after the last: nobody drives back to it. A welcome ceremony belongs to
    the coming, a send-off to the leaving. Whoever fixes the hour, or a day at neither end, means just that.
    """
    facts = stay.facts
    if request is None or request.at is not None or facts.week.arrival_point(place) is None:
        return None
    here, occasion = facts.location(place), getattr(request, "occasion", "")
    found: list[StationEnd] = []
    if here == facts.location(stay.first[0].origin) and occasion != "farewell" and request.on in (None, stay.days[0]):
        found.append("coming")
    if here == facts.location(stay.last[0].target) and occasion != "welcome" and request.on in (None, stay.days[-1]):
        found.append("leaving")
    return tuple(found) or None
