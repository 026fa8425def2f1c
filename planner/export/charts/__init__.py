"""Pictures of a plan, for print on A4: who does what when, and what is used when.

``plot_visits`` and ``plot_resources`` draw into a given axes, or on a page of their own; ``pictures`` makes the files.
"""

from __future__ import annotations

from planner.export.charts.files import pictures
from planner.export.charts.resources import Line, lines_of, plot_resources
from planner.export.charts.visits import plot_visits

__all__ = ["Line", "lines_of", "pictures", "plot_resources", "plot_visits"]
