"""Where guests wait, and whether they can sit down there (PACE-02, SENSE-06)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.places import ArrivalPoint

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.domain.stay import Stay
    from models.rules.core.programme import Programme, Step


@dataclass(frozen=True)
class Wait:
    """Idle minutes of the guests before a step, at one place (``Step.gap``).

    ``start``: moment. ``at_hotel``: in their own hotel. ``in_company_room``: in a room of the company
    (``has_company_room``).
    """

    step: Step
    start: int
    minutes: int
    at_hotel: bool
    in_company_room: bool

    @property
    def at_ease(self) -> bool:
        """Whether they sit down among themselves."""
        return self.at_hotel or self.in_company_room


def waits(p: Programme) -> Iterator[Wait]:
    """Yield where guests wait before each step, and how long.

    Up to their departure they wait where they are, from their arrival on where the step takes place. The settling after
    a move is no wait, nor is the changeover between two items at one place, the morning at the hotel and the time after
    the way home. Who leaves from somewhere else than an airport or a station goes when the programme is over.
    """
    changeover = p.facts.shape.changeover
    for step in p.steps:
        if step.since is None or step.gap <= 0 or (step.item is None and is_free_to_go(p.facts, p.stay)):
            continue
        here = step.gap - (changeover if step.item else 0)
        before = minutes_before_departure(step) if step.moves else here
        if before > 0:
            yield _wait(p, step, step.since, before, step.origin)
        if step.moves and step.gap > before:
            after = step.gap - before
            yield _wait(p, step, step.start - after, after, step.target)


def _wait(p: Programme, step: Step, start: int, minutes: int, place: str | None) -> Wait:
    here = p.facts.week.find_place(place)
    at_company = here is not None and p.facts.location(here.id) == p.facts.location(p.facts.week.site.id)
    in_room = at_company and has_company_room(p.facts, p.stay)
    return Wait(step, start, minutes, is_at_ease(p, place, step.day), in_room)


def has_company_room(facts: Facts, stay: Stay) -> bool:
    """Tell whether guests who wait at the company sit in its reception room or lounge: those who have no hotel.

    They come for a day; who has a hotel rests there. Which room is free is seen in the plan (``company_rests``).
    """
    if stay.nights:
        return False
    week = facts.week
    here = [room for room in week.company.rooms if (room.at or week.site.id) == week.site.id]
    seats = [room.seats for room in here if room.used_for == "reception"]
    seats += [lounge.seats for lounge in week.company.lounges if lounge.place == week.site.id]
    return max(seats, default=0) >= stay.size


def goes_to_own_hotel(p: Programme, step: Step) -> bool:
    """Tell whether guests have gone to their own hotel for an item there: they set off at once, and wait there."""
    moved = bool(step.moves) and step.item is not None and step.before is not None
    return moved and is_at_ease(p, step.target, step.day)


def minutes_before_departure(step: Step) -> int:
    """Return those idle minutes before a step that guests who are brought there spend where they are."""
    return min(step.gap, max(0, step.moves[0].depart - step.since)) if step.moves and step.since is not None else 0


def is_free_to_go(facts: Facts, stay: Stay) -> bool:
    """Tell whether the guests leave by themselves from the company or the hotel: when they wish."""
    place = facts.week.find_place(stay.last[0].target)
    return not isinstance(place, ArrivalPoint)


def is_at_ease(p: Programme, place: str | None, day: dt.date) -> bool:
    """Tell whether guests who wait at a place can sit down among themselves: in their hotel or its restaurant."""
    hotel = p.hotel(day) if p.stay.nights else None
    here = p.facts.week.find_place(place)
    return hotel is not None and here is not None and p.facts.location(here.id) == hotel
