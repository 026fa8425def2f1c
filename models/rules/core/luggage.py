"""Luggage on its way: where it is between two moves that carry it, and whether its vehicle stays with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.rules.core.transport_load import luggage_stays_aboard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import Move, Plan
    from models.rules.core.programme import Programme


@dataclass(frozen=True)
class LuggageStop:
    """Luggage that a move has brought and the next one takes on, while its owners are at something."""

    before: Move
    after: Move

    @property
    def reloaded(self) -> bool:
        """Whether a vehicle comes anew (CAR-04a)."""
        return not _cars(self.after) <= _cars(self.before)


def luggage_stops(p: Programme) -> Iterator[LuggageStop]:
    """Yield where luggage of a visit is between two of its moves with vehicles, in order."""
    driven = [move for move in p.moves if move.rides]
    for k, after in enumerate(driven):
        before = [move for move in driven[:k] if _together(move, after)]
        if before and luggage_stays_aboard(before[-1], after):
            yield LuggageStop(before[-1], after)


def vehicles_called_away(plan: Plan, stop: LuggageStop) -> set[str]:
    """Return the company vehicles that make both moves and another ride between them: luggage cannot stay in them."""
    kept = {ride.vehicle for ride in stop.before.rides if ride.vehicle} & {ride.vehicle for ride in stop.after.rides}
    between = (m for m in plan.moves if stop.before.arrive <= m.depart < stop.after.depart)
    return {ride.vehicle for move in between for ride in move.rides if ride.vehicle in kept and ride.vehicle}


def _together(one: Move, other: Move) -> bool:
    """Tell whether some travel group is on both moves."""
    return not one.groups or not other.groups or bool(set(one.groups) & set(other.groups))


def _cars(move: Move) -> set[str | None]:
    return {ride.vehicle or ride.hired for ride in move.rides}
