"""Everything that is printed of a seated dinner or ride: charts, cards, lists and a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.export.seating.paper import RidePaper, SeatingPaper
from planner.export.seating.papers import dinner_texts, ride_texts

if TYPE_CHECKING:
    from models.domain.customs import Etiquette
    from models.domain.riding import CarPlan, Ride
    from models.domain.seating import Dinner, Seating
    from planner.export.words import Words

__all__ = ["dinner_papers", "ride_papers"]


def dinner_papers(dinner: Dinner, seating: Seating, etiquette: Etiquette, words: Words) -> dict[str, bytes | str]:
    """Return the papers of a seated dinner, meeting or photo by file name."""
    return {**dinner_texts(SeatingPaper(dinner, seating, etiquette, words))}


def ride_papers(ride: Ride, plan: CarPlan, etiquette: Etiquette, words: Words) -> dict[str, bytes | str]:
    """Return the papers of a seated ride by file name."""
    return {**ride_texts(RidePaper(ride, plan, etiquette, words))}
