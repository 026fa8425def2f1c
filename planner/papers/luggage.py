"""What drivers and escorts read of the luggage that a ride carries: where it is loaded, stays and is unloaded."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from models.rules.core.luggage import LuggageStop, luggage_stops, vehicles_called_away
from models.rules.core.programme import programmes
from planner.papers.paper import Paper, made_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import Move


def luggage_remarks(paper: Paper, move: Move) -> Iterator[str]:
    """Yield what is to be done with the luggage of a move: on setting off, then on arriving."""
    if not move.luggage:
        return
    words, day = paper.words, paper.facts.day_of(move)
    yield words.pick("带行李", "luggage")
    taken_on, brought = _stops(paper)
    for stop in taken_on[move.id]:
        if stop.reloaded:
            former = words.comma.join(paper.move_texts.cars(stop.before).splitlines())
            yield words.pick(f"装上行李，原在{former}", f"load the luggage from {former}")
        elif vehicles_called_away(paper.plan, stop):
            yield words.pick("装回行李", "load the luggage again")
    for stop in brought[move.id]:
        time = words.time(stop.after.depart, day)
        if stop.reloaded or vehicles_called_away(paper.plan, stop):
            yield words.pick(f"到后卸行李，{time}再装车", f"unload the luggage; it is loaded again at {time}")
        else:
            yield words.pick(f"行李留在车上，{time}再出发", f"the luggage stays in the vehicle until {time}")


@made_once
def _stops(paper: Paper) -> tuple[dict[str, list[LuggageStop]], dict[str, list[LuggageStop]]]:
    """Return where luggage waits, by the move that takes it on, and by the move that has brought it."""
    taken_on: dict[str, list[LuggageStop]] = defaultdict(list)
    brought: dict[str, list[LuggageStop]] = defaultdict(list)
    for p in programmes(paper.facts, paper.plan):
        for stop in luggage_stops(p):
            taken_on[stop.after.id].append(stop)
            brought[stop.before.id].append(stop)
    return taken_on, brought
