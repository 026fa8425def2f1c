"""What other organisations give by protocol: it goes on over noon, and lunch waits for it (PACE-03, MEAL-01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import SHOWS, outside_hosts
from models.domain.day_windows import DayPart, programme_windows

if TYPE_CHECKING:
    from models.domain.activities import Request
    from models.domain.policy import Shape
    from models.domain.visits import Visit

_OFFICIAL_KINDS = ("ceremony", "call", "exchange", "signing")


def is_official(request: Request | None) -> bool:
    """Tell whether it is a ceremony, a call, talks or a signing at which other organisations receive the guests."""
    return request is not None and request.kind in _OFFICIAL_KINDS and bool(outside_hosts(request))


def item_hours(shape: Shape, part: DayPart, kind: str, request: Request | None) -> tuple[int, int]:
    """Return between which minutes of the day an item lies that is held in a part of the day (PACE-03).

    Meals, and what has hours of its own, aside.
    """
    low, high = programme_windows(shape, show=kind in SHOWS)[part]
    if part == "am" and is_official(request):
        high = max(high, shape.official_morning_end)
    return low, high


def latest_lunch(shape: Shape, visit: Visit) -> int:
    """Return the latest minute of the day at which guests come to lunch (MEAL-01)."""
    if any(is_official(request) for request in visit.requests):
        return max(shape.lunch_to, shape.official_lunch_to)
    return shape.lunch_to
