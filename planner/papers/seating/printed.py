"""The papers of a seated dinner or ride, all together: charts, cards, texts, the workbook."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

import matplotlib as mpl

from planner.papers.seating.drawings import car_pictures, dinner_cards, files, hall_pictures, ride_cards
from planner.papers.seating.paper import RidePaper, SeatingPaper
from planner.papers.seating.reprint import reprinted
from planner.papers.seating.texts import dinner_texts, ride_texts
from planner.papers.seating.workbook import dinner_workbook, ride_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.etiquette_edition import Etiquette
    from models.domain.ride_party import CarPlan, RideParty
    from models.domain.seating import Dinner, Seating
    from planner.language.words import Words
    from planner.papers.seating.reprint import Reprint

PDF_COMPRESSION = 3
"""How hard cards are packed, 1 to 9: more takes time and saves little."""


@contextmanager
def _settings() -> Iterator[None]:
    """Leave the settings of matplotlib as they were; missing glyphs are told in the notes."""
    with mpl.rc_context({"pdf.compression": PDF_COMPRESSION}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from")
        yield


def dinner_papers(dinner: Dinner, seating: Seating, etiquette: Etiquette, words: Words) -> dict[str, bytes | str]:
    """Return the papers of a seated dinner, meeting or photo by file name; the same seating gives the same bytes."""
    paper = SeatingPaper(dinner, seating, etiquette, words)
    with _settings():
        pictures = hall_pictures(paper)
        charts = files(words.pick("座次图", "charts"), pictures)
        return {**dinner_workbook(paper, pictures), **dinner_texts(paper), **charts, **dinner_cards(paper)}


def card_papers(paper: SeatingPaper) -> dict[str, bytes | str]:
    """Return the place cards and table cards of a dinner or meeting alone, by file name."""
    with _settings():
        return dinner_cards(paper)


def papers_again(paper: SeatingPaper | RidePaper, wanted: Reprint) -> dict[str, bytes | str]:
    """Return the cards and pages of charts that are to be printed again, by file name."""
    with _settings():
        return reprinted(paper, wanted)


def ride_papers(ride: RideParty, plan: CarPlan, etiquette: Etiquette, words: Words) -> dict[str, bytes | str]:
    """Return the papers of a seated ride by file name; the same plan gives the same bytes."""
    paper = RidePaper(ride, plan, etiquette, words)
    with _settings():
        pictures = car_pictures(paper)
        charts = files(words.pick("乘车图", "car-charts"), pictures)
        return {**ride_workbook(paper, pictures), **ride_texts(paper), **charts, **ride_cards(paper)}
