"""Pictures of plans: who does what when, what is used when, and what is different between two plans.

Each ``plot_x`` draws into a given axes, or makes a page (A4) or picture of its own; ``pictures`` makes the files of a
plan.
"""

from __future__ import annotations

from planner.papers.charts.difference import plot_difference
from planner.papers.charts.files import pictures
from planner.papers.charts.load import plot_load
from planner.papers.charts.progress import plot_progress
from planner.papers.charts.resources import ResourceRow, lines_of, plot_resources
from planner.papers.charts.robust import plot_harm, plot_punctuality
from planner.papers.charts.trade_off import plot_front
from planner.papers.charts.visits import plot_visits
from planner.papers.charts.waterfall import plot_waterfall

__all__ = [
    "ResourceRow",
    "lines_of",
    "pictures",
    "plot_difference",
    "plot_front",
    "plot_harm",
    "plot_load",
    "plot_progress",
    "plot_punctuality",
    "plot_resources",
    "plot_visits",
    "plot_waterfall",
]
