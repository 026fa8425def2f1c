"""Sheets of paper, and the room on them, as every writer lays them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.packet.document.model import Sheet

PAGES_MM: dict[Sheet, tuple[int, int]] = {"a4": (210, 297), "a4-landscape": (297, 210), "a5": (148, 210)}
MARGINS_MM: dict[Sheet, int] = {"a4": 18, "a4-landscape": 15, "a5": 13}
HALF_WIDTHS_PER_MM = 0.55
"""Of text in cells."""
LABEL_SHARE = 0.36
"""Of a pair of label and value in a form that the label takes."""
