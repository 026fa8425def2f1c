"""Reading: workbooks and folders of text files into weeks and editions, each fault at its place; and back again.

From below: `raw` (plain tables, and where their values stood), `validate` and `single_fact` (facts of them),
`plain_data` (facts as plain tables again); `text` and `workbook`, which each read and write and do not know each other;
on top the loaders that choose by file: `week`, `edition`, `week_policy`, `dinner`. Another form of input adds a package
beside `text` and `workbook`.
"""

from __future__ import annotations

from planner.formats.edition import load_edition
from planner.formats.text.save import save
from planner.formats.week import load, week_of

__all__ = ["load", "load_edition", "save", "week_of"]
