"""Pictures of plans: who does what when, what is used when, and what is different between two plans.

Each ``plot_x`` draws into a given axes, or makes a page (A4) or picture of its own; ``pictures`` makes the files of a
plan.
"""

from __future__ import annotations

from planner.export.charts.difference import plot_difference
from planner.export.charts.files import pictures
from planner.export.charts.front import plot_front
from planner.export.charts.load import plot_load
from planner.export.charts.progress import plot_progress
from planner.export.charts.resources import Line, lines_of, plot_resources
from planner.export.charts.robust import plot_harm, plot_punctuality
from planner.export.charts.visits import plot_visits
from planner.export.charts.waterfall import plot_waterfall

__all__ = [
    "Line",
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
