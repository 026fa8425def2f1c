"""The ways of a slot to the guests' own hotel: they set off at once, and the guests have the rest of the gap there.

Elsewhere guests wait where they are, and go just in time. Which hotel is their own may be open, and so is then what the
way to a banquet in one of them is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.clock import GRID, round_up

if TYPE_CHECKING:
    from models.cp.frame import Frame
    from models.cp.types import Expr, Lit
    from models.domain.facts import Facts

Way = tuple[str, str]
Spans = Sequence[tuple[int, int]]


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
    arrivals : range
        The moments at which they may be there.
    """

    flows: Mapping[Way, Lit]
    certain: frozenset[Way]
    taken: Lit
    arrivals: range


def ways_to_hotel(
    frame: Frame, flows: Mapping[Way, Lit], hotel: Mapping[str, Lit], touched: Lit | None, arrivals: range
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
    return WaysToHotel(mine, certain, taken, arrivals)


def post_minutes(frame: Frame, facts: Facts, ways: WaysToHotel, total: Expr, arrive: Expr, name: str) -> None:
    """State the minutes of the way to the own hotel, by the arrival, where one is taken."""
    travel, origin = facts.travel, facts.week.origin
    bases = {way: travel.base(*way) for way in ways.flows}
    spans = travel.steps(list(bases.values()), ways.arrivals)
    choose: list[Lit] = []
    for first, last in spans:
        inside = frame.literal(f"home {name} {first}")
        choose.append(inside)
        minutes = sum(travel.at_hour(bases[way], first) * lit for way, lit in ways.flows.items())
        frame.model.add(total == minutes).only_enforce_if(inside)
        frame.model.add(arrive >= first - origin).only_enforce_if(inside)
        frame.model.add(arrive <= last - origin).only_enforce_if(inside)
    choose += between_spans(frame, facts, total, arrive, ways.flows, spans)
    frame.model.add_exactly_one(*choose, frame.negated(ways.taken))


def between_spans(
    frame: Frame, facts: Facts, total: Expr, arrive: Expr, flows: Mapping[Way, Lit], spans: Spans
) -> list[Lit]:
    """Allow the ways at once that set off between the departures of two arrivals, at the later of the two."""
    travel, origin = facts.travel, facts.week.origin
    bases = {way: travel.base(*way) for way in flows}
    choose: list[Lit] = []
    for moment, _ in spans[1:]:
        minutes = {w: (travel.at_hour(b, moment), travel.at_hour(b, moment - GRID)) for w, b in bases.items()}
        skipped = {way: (now, before) for way, (now, before) in minutes.items() if now < before}
        if skipped:
            edge = frame.literal(f"between {moment}")
            choose.append(edge)
            taken = sum(flows[way] for way in skipped)
            frame.model.add(arrive == moment - origin).only_enforce_if(edge)
            frame.model.add(taken == 1).only_enforce_if(edge)
            least = sum((now + GRID) * flows[way] for way, (now, _) in skipped.items())
            most = sum(before * flows[way] for way, (_, before) in skipped.items())
            frame.model.add(total >= least).only_enforce_if(edge)
            frame.model.add(total <= most).only_enforce_if(edge)
    return choose


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
