"""Lounges that are kept for guests: on arrival, as far as there is room, and before an item that asks for one."""

from __future__ import annotations

from dataclasses import dataclass

from models.domain.clock import overlap
from models.domain.facts import Facts
from models.domain.stay import Stay


@dataclass(frozen=True)
class LoungeStay:
    """Guests in a lounge.

    Attributes
    ----------
    start, end : int
        Moments.
    demand : int
        Seats: the party's, as many as there are at most; all where rivals of theirs come in this week.
    granted : bool
        Whether there is room beside those before them in the week.
    """

    lounge: str
    visit: str
    start: int
    end: int
    demand: int
    granted: bool = True


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
                fits = sum(other.demand for other in others) + demand <= facts.week.lounge(lounge).seats
                found.append(LoungeStay(lounge, stay.id, start, end, demand, fits))
        known = facts.cache["lounges"] = tuple(found)
    return known


def lounges_on_arrival(facts: Facts) -> tuple[LoungeStay, ...]:
    """Return the lounges that are kept for guests on arrival."""
    return tuple(kept for kept in asked_on_arrival(facts) if kept.granted)
