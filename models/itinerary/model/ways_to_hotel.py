"""The ways of a slot to the guests' own hotel: they set off at once, and the guests have the rest of the gap there.

Elsewhere guests wait where they are, and go just in time. Which hotel is their own may be open, and so is then what the
way to a banquet in one of them is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.clock import round_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from models.cp.frame import Frame
    from models.cp.types import Expr, Lit
    from models.domain.facts import Facts

Way = tuple[str, str]


@dataclass(frozen=True)
class WaysToHotel:
    """Ways into a slot that lead, or may lead, to the guests' own hotel.

    Attributes
    ----------
    flows : mapping of (place, place) to literal
        The ways, a part of the slot's.
    certain : frozenset of (place, place)
        Those that lead there whenever they are taken.
    taken : Lit
        Whether the guests take one of them to their own hotel, not straight from the exit.
    departures : range
        The moments at which they may set off.
    """

    flows: Mapping[Way, Lit]
    certain: frozenset[Way]
    taken: Lit
    departures: range


def ways_to_hotel(
    frame: Frame, flows: Mapping[Way, Lit], hotel: Mapping[str, Lit], touched: Lit | None, departures: range
) -> WaysToHotel | None:
    """Return the ways to the own hotel among those of a slot; None where no way leads to a hotel.

    Parameters
    ----------
    flows : mapping of (place, place) to literal
        The ways but the pick-ups.
    hotel : mapping of place to literal
        The hotels, one of which is the guests' own.
    touched : Lit or None
        Where some of the ways may be pick-ups still: whether something has happened since the exit.
    """
    into: dict[str, list[Lit]] = defaultdict(list)
    mine = {(p, q): lit for (p, q), lit in flows.items() if q in hotel}
    for (_, q), lit in mine.items():
        into[q].append(lit)
    if not mine:
        return None
    there = [frame.one_of(lits) for lits in into.values()]
    if len(hotel) > 1:
        there = [frame.both(lit, hotel[q]) for q, lit in zip(into, there, strict=True)]
    taken = frame.one_of(there)
    if touched is not None:
        taken = frame.both(taken, touched)
    certain = frozenset(mine if len(hotel) == 1 and touched is None else ())
    return WaysToHotel(mine, certain, taken, departures)


def post_minutes(frame: Frame, facts: Facts, ways: WaysToHotel, total: Expr, depart: Expr, name: str) -> None:
    """State the minutes of a way to the hotel, by the departure, where one of them is taken.

    The guests are there as soon as the roads let them (``Travel.after``). The departures are parted into spans within
    which no way changes its minutes.
    """
    travel, origin = facts.travel, facts.week.origin
    bases = {way: travel.base(*way) for way in ways.flows}
    choose: list[Lit] = []
    for first, last in travel.steps(list(bases.values()), ways.departures, leaving=True):
        inside = frame.literal(f"leaves {name} {first}")
        choose.append(inside)
        minutes = sum(travel.from_hour(bases[way], first) * lit for way, lit in ways.flows.items())
        frame.model.add(total == minutes).only_enforce_if(inside)
        frame.model.add(depart >= first - origin).only_enforce_if(inside)
        frame.model.add(depart <= last - origin).only_enforce_if(inside)
    frame.model.add_exactly_one(*choose, frame.negated(ways.taken))


def minutes_late(frame: Frame, facts: Facts, since: Expr, begun: Iterable[Lit]) -> Expr:
    """Return by how much a way to the own hotel sets off after what came before: 0, but not in the past (STAB-01).

    Parameters
    ----------
    since : Expr
        End of what came before.
    begun : iterable of literals
        Whether the way, or what it leads to, has begun: when it set off, its pin says.
    """
    revision = facts.revision
    now = None if revision is None or revision.now is None else round_up(revision.now) - facts.week.origin
    earliest, latest = frame.value_range(since)
    if now is None or now <= earliest:
        return 0
    least = frame.on_grid(0, now - earliest, "late at least")
    frame.model.add_max_equality(least, [0, now - since])
    started = list(begun)
    if not started:
        return least
    late = frame.on_grid(0, max(latest, now) - earliest, "late")
    frame.model.add(late == least).only_enforce_if(*(frame.negated(lit) for lit in started))
    return late
