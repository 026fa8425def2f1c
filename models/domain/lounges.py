"""Lounges that are kept for guests: on arrival, as far as there is room, and before an item that asks for one."""

from __future__ import annotations

from dataclasses import dataclass

from models.domain.clock import overlap
from models.domain.facts import Facts
from models.domain.stay import Stay


@dataclass(frozen=True)
class LoungeStay:
    """A travel group in a lounge on arrival.

    Attributes
    ----------
    start, end : int
        Moments.
    demand : int
        Seats: the party's, as many as there are at most; all where rivals of theirs come in this week.
    closed : bool
        Whether it is closed for some of the time.
    granted : bool
        Whether it is open, and has room beside those before them in the week.
    """

    lounge: str
    visit: str
    group: str
    start: int
    end: int
    demand: int
    closed: bool
    granted: bool


def lounge_seats(facts: Facts, stay: Stay, lounge: str, guests: int) -> int:
    """Return how many seats a party takes: rivals never share a lounge, so who has any has it alone."""
    seats = facts.week.lounge(lounge).seats
    rivals = any(facts.rivals(stay.id, other.id) for other in facts.week.visits if other.id != stay.id)
    return seats if rivals else min(guests, seats)


def lounge_span(facts: Facts, start: int) -> tuple[int, int]:
    """Return from when until when a lounge is kept before an item that starts at a moment."""
    return start - facts.shape.lounge_before, start


def asked_on_arrival(facts: Facts) -> tuple[LoungeStay, ...]:
    """Return the lounges that are asked for on arrival, from landing until the guests set off, in the week's order."""
    known: tuple[LoungeStay, ...] | None = facts.cache.get("lounges")
    if known is None:
        found: list[LoungeStay] = []
        for stay in facts.stays:
            for group in stay.groups:
                lounge = group.group.arrival.lounge
                if lounge is None:
                    continue
                start, end = group.group.arrival.at, max(group.exit, group.group.arrival.at + 1)
                demand = lounge_seats(facts, stay, lounge, group.size)
                others = [
                    o for o in found if o.granted and o.lounge == lounge and overlap((o.start, o.end), (start, end))
                ]
                room = facts.week.lounge(lounge)
                closed = any(overlap((start, end), (shut.start, shut.end)) for shut in room.closures)
                fits = not closed and sum(other.demand for other in others) + demand <= room.seats
                found.append(LoungeStay(lounge, stay.id, group.id, start, end, demand, closed, fits))
        known = facts.cache["lounges"] = tuple(found)
    return known


def seats_taken(facts: Facts) -> tuple[tuple[str, int, int, int], ...]:
    """Return the seats taken whatever the plan: lounge, start, end and how many.

    All seats while a lounge is closed, and those that are kept for guests on arrival.
    """
    closed = [(x.id, shut.start, shut.end, x.seats) for x in facts.week.company.lounges for shut in x.closures]
    kept = [(kept.lounge, kept.start, kept.end, kept.demand) for kept in asked_on_arrival(facts) if kept.granted]
    return (*closed, *kept)
