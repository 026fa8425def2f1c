"""Seats the dinners and meetings of a plan for a packet: what cannot be seated is left out, its papers say no seats."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models.cp.stop_signal import StopSignal
from models.domain.errors import JiedaiError
from planner.seating.chart import DinnerChart
from planner.seating.from_plan import PlanParties
from planner.seating.seat_party import seat_now

if TYPE_CHECKING:
    from pathlib import Path

    from planner.packet.kit import Kit


def seat_items(kit: Kit, beside: Path | None = None) -> Kit:
    """Return a kit with everybody seated who has a seat at a banquet, meeting or ceremony.

    Parameters
    ----------
    beside : Path, optional
        The week, beside or above which the office keeps its own titles.
    """
    charts: dict[str, DinnerChart] = {}
    stop = StopSignal()
    for party in PlanParties(kit.paper.report, kit.words, beside=beside).dinners():
        try:
            chart = seat_now(party.party, party.etiquette, stop)
        except JiedaiError:
            continue
        assert isinstance(chart, DinnerChart)
        charts |= dict.fromkeys(party.items, chart)
    return replace(kit, charts=charts)
