"""Where guests wait, and whether they can sit down there (PACE-02, SENSE-06)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.places import Hotel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.rules.core.programme import Programme, Step


@dataclass(frozen=True)
class Wait:
    """Idle minutes of the guests before a step, at one place (``Step.gap``)."""

    step: Step
    place: str | None
    minutes: int


def waits(p: Programme) -> Iterator[Wait]:
    """Yield where guests wait before each step, and how long.

    Up to their departure they wait where they are, from their arrival on where the step takes place. The settling after
    a move is no wait, nor is the changeover between two items at one place, the morning at the hotel and the time after
    the way home.
    """
    changeover = p.facts.shape.changeover
    for step in p.steps:
        if step.since is None or step.gap <= 0:
            continue
        if step.moves:
            before = min(step.gap, max(0, step.moves[0].depart - step.since))
        else:
            before = step.gap - (changeover if step.item else 0)
        if before > 0:
            yield Wait(step, step.origin, before)
        if step.moves and step.gap > before:
            yield Wait(step, step.target, step.gap - before)


def is_at_ease(facts: Facts, place: str | None) -> bool:
    """Tell whether guests who wait at a place can sit down among themselves: in a hotel or its restaurant."""
    here = facts.week.find_place(place)
    return here is not None and isinstance(facts.week.place(facts.location(here.id)), Hotel)
