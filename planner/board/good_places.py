"""Where a request that is left out fits well as things are: a few places, found as it is picked up; no solver."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from models.domain.clock import GRID, QUARTER, overlap, round_up
from models.domain.errors import FaultyInput
from models.itinerary.model.candidates import Candidates
from planner.board.apply_by_hand import applied
from planner.board.board_texts import BoardTexts
from planner.board.judged_changes import judged
from planner.board.operations import PlanByHand
from planner.board.plan_by_hand import left_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Item
    from planner.board.operations import BoardView
    from planner.board.session import BoardSession
    from planner.board.state import BoardState
    from planner.language.words import Words

MOST_PLACES = 5
MOST_SECONDS = 6.0
"""Somebody holds it in the hand meanwhile."""


def good_places(session: BoardSession, of: str, words: Words, view: BoardView) -> Iterator[dict[str, Any]]:
    """Yield times at which a request that is left out breaks no must and no should, with the row of each.

    They lie apart: a time on each half-day first, then others.
    """
    with session.lock:
        base, facts, texts = session.state, session.pinned_facts, BoardTexts.of(session, words)
    until, number = time.monotonic() + MOST_SECONDS, 0
    for start in starts_of(facts, session, base, of):
        with session.lock:
            if session.state is not base or time.monotonic() > until:
                return
            try:
                after = applied(facts, session.rules, base, PlanByHand(of=of, start=start))
            except FaultyInput:
                continue
            change = judged(session.score(base), session.score(after))
        item = after.item(of)
        if change.level == "good" and item is not None:
            number += 1
            row = _row(item, view)
            yield {
                "place": {"start": start, "end": item.end, "row": row, "number": number, "text": texts.moment(start)}
            }
            if number == MOST_PLACES:
                return


def starts_of(facts: Facts, session: BoardSession, state: BoardState, of: str) -> Iterator[int]:
    """Yield the times at which a request may lie by clock and stay, and its delegation has nothing else.

    One of each part of a day, then a second, and so on.
    """
    if left_out(state, of) is None:
        return
    visit, _, request = of.partition("/")
    stay, own = facts.stay(visit), state.visit_plans[visit].items
    candidates = Candidates(facts, stay, session.rules, every=False, keep_vetoed=False)
    found = candidates.requested(request)
    parts = []
    for day, layer in found.slots:
        low, high = candidates.window(day, layer, found.kind, found.minutes, found.request)
        every = range(round_up(low, QUARTER), high + 1, QUARTER)
        parts.append(_spread([start for start in every if _is_free(start, found.minutes, own)]))
    known: set[int] = set()
    for k in range(max(map(len, parts), default=0)):
        for times in parts:
            if k < len(times) and times[k] not in known:
                known.add(times[k])
                yield times[k]


def _is_free(start: int, minutes: int, own: Sequence[Item]) -> bool:
    """Tell whether a delegation has nothing else then but a rest, nor right before and after."""
    wanted = start - GRID, start + minutes + GRID
    return not any(overlap(wanted, (item.start, item.end)) for item in own if item.kind != "rest")


def _spread(times: list[int]) -> list[int]:
    """Return times so that those that come first lie far apart."""
    found, step = list[int](), max(1, len(times))
    while len(found) < len(times):
        found += [each for each in times[::step] if each not in found]
        step = max(1, step // 2)
    return found


def _row(item: Item, view: BoardView) -> str:
    if view == "room":
        return item.room or ""
    if view == "restaurant":
        return f"{item.table.restaurant}:{item.table.dining_room}" if item.table else ""
    return item.visit
