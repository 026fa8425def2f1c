"""Which rows of a plan rules can judge: those that name a visit and places of the week."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.domain.facts import Facts


def is_judgeable(facts: Facts, visit: str, *places: str) -> bool:
    """Tell whether a visit and places are in the week; what is not is STR-01's business."""
    return visit in facts.visits and all(facts.week.find_place(place) is not None for place in places)
