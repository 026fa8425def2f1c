"""Where guests without a hotel rest at the company: in a reception room or lounge that is kept for them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.clock import overlap
from models.domain.demands import room_pads
from models.domain.lounges import lounge_span, seats_taken
from models.rules.core.programme import programmes
from models.rules.core.waiting import waits

if TYPE_CHECKING:
    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.resources import Lounge, Room
    from models.rules.core.spans import Span

STANDING_MINUTES = 15
"""So long guests stand about; a room is kept for longer waits."""


@dataclass(frozen=True)
class CompanyRest:
    """A wait of guests at the company that they spend in a room; ``room`` None: none is free that seats them.

    ``item``: before which item, None before they leave. ``start``, ``end``: moments.
    """

    visit: str
    item: str | None
    start: int
    end: int
    guests: int
    room: Room | Lounge | None


def company_rests(facts: Facts, plan: Plan) -> tuple[CompanyRest, ...]:
    """Return the rests at the company with a room for each, one after another in the week's order.

    Lounges and reception rooms come first, then the smallest meeting room; each is free for all of the rest, the
    minutes of set-up and clearing of meetings counted, and no two delegations get one room at a time.
    """
    found, taken = list[CompanyRest](), _taken(facts, plan)
    site = facts.week.site.id
    lounges = [lounge for lounge in facts.week.company.lounges if lounge.place == site]
    rooms = [room for room in facts.week.company.rooms if (room.at or site) == site and room.used_for != "training"]
    rooms.sort(key=lambda room: (room.used_for != "reception", room.seats, room.id))
    every: tuple[Room | Lounge, ...] = (*lounges, *rooms)
    for p in programmes(facts, plan):
        for wait in waits(p):
            if not wait.in_company_room or wait.minutes <= STANDING_MINUTES:
                continue
            item = wait.step.item
            guests = p.stay.guests(item.groups) if item else p.stay.size
            span = wait.start, wait.start + wait.minutes
            free = (
                room
                for room in every
                if room.seats >= guests and not any(overlap(span, other) for other in taken[room.id])
            )
            room = next(free, None)
            if room is not None:
                taken[room.id].append(span)
            found.append(CompanyRest(p.id, item.id if item else None, *span, guests, room))
    return tuple(found)


def _taken(facts: Facts, plan: Plan) -> dict[str, list[Span]]:
    """Return when rooms and lounges are not to be had: meetings, closures, guests who asked for a lounge."""
    taken: dict[str, list[Span]] = defaultdict(list)
    for room in facts.week.company.rooms:
        taken[room.id] += [(shut.start, shut.end) for shut in room.closures]
    for id, start, end, _ in seats_taken(facts):
        taken[id].append((start, end))
    for p in programmes(facts, plan):
        for item in p.items:
            request = p.request(item)
            if item.room is not None:
                before, after = room_pads(facts, item.room)
                taken[item.room].append((item.start - before, item.end + after))
            if request is not None and request.lounge is not None:
                taken[request.lounge].append(lounge_span(facts, item.start))
    return taken
