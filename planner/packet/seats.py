"""Seats the dinners and meetings of a plan for a packet: what cannot be seated is left out, its papers say no seats."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models.cp.stop_signal import StopSignal
from models.domain.errors import JiedaiError
from planner.seating.chart import DinnerChart
from planner.seating.from_plan import PlanParties
from planner.seating.kept_seats import seat_kept

if TYPE_CHECKING:
    from pathlib import Path

    from planner.packet.kit import Kit
    from planner.seating.hand_seats import HandSeats


def seat_items(kit: Kit, beside: Path | None = None, hand: HandSeats | None = None) -> Kit:
    """Return a kit with everybody seated who has a seat at a banquet, meeting or ceremony.

    Parameters
    ----------
    beside : Path, optional
        The week, beside or above which the office keeps its own titles.
    hand : mapping, optional
        Seats that were decided by hand.
    """
    charts: dict[str, DinnerChart] = {}
    stop = StopSignal()
    for party in PlanParties(kit.paper.report, kit.words, beside=beside).dinners():
        try:
            chart = seat_kept(party, hand or {}, stop).chart
        except JiedaiError:
            continue
        assert isinstance(chart, DinnerChart)
        charts |= dict.fromkeys(party.items, chart)
    return replace(kit, charts=charts)
