"""Reading: workbooks and folders of text files into weeks and editions, each fault at its place; and back again.

Layers, so that another form of input brings only the first: a reader fills a `raw.Raw` (tables, and where they stood);
`validate` makes facts of it; `week` adds consistency and the official calendar.
"""

from __future__ import annotations

from planner.formats.edition import load_edition
from planner.formats.text.save import save
from planner.formats.week import load, week_of

__all__ = ["load", "load_edition", "save", "week_of"]
