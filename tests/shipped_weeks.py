"""The weeks in ``instances``, each read, written and judged by the tests that take them all.

``tests/instances`` fails when a folder is missing here.
"""

from __future__ import annotations

SHIPPED_WEEKS = (
    "tiny",
    "make-up-saturday",
    "training-fortnight",
    "luoyang-overnight",
    "two-cities",
    "fair-dinner",
    "over-full",
    "contradictory",
    "grand-banquet",
    "official-visit",
    "board-delegation",
    "mountain-guest",
    "state-visit-beijing-2026",
    "cotton-mills-punjab-2016",
    "chamber-sites-wuhan-2013",
    "working-visit-beijing-2002",
    "zhengzhou-week",
    "busy-12",
    "busy-25",
)
