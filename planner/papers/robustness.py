"""The robustness of a plan as a folder: a paper in Markdown, and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl

from planner.papers.charts.robust import plot_harm, plot_punctuality
from planner.papers.markdown import escape, heading, table_text
from planner.papers.tables.robust import headline, tables
from planner.papers.workbook import drawn, tables_workbook

if TYPE_CHECKING:
    from planner.papers.paper import Paper
    from planner.services.simulate import Simulation


def robustness_files(paper: Paper, found: Simulation) -> dict[str, bytes | str]:
    """Return the papers and the pictures by file name."""
    words = paper.words
    with mpl.rc_context():
        pictures = [
            drawn(words.pick("准时", "punctuality"), plot_punctuality(paper, found)),
            drawn(words.pick("风险", "risk"), plot_harm({paper.week.name: found}, words=words)),
        ]
    title = words.pick("计划的稳健性", "How the plan stands up to delays")
    book = tables_workbook(title, _lines(paper, found), list(tables(paper, found)), pictures, words)
    return {
        words.pick("稳健性.md", "robustness.md"): robustness_text(paper, found),
        words.pick("稳健性.xlsx", "robustness.xlsx"): book,
        **{f"{picture.name}.png": picture.png for picture in pictures},
    }


def _lines(paper: Paper, found: Simulation) -> list[str]:
    return [heading(paper), *headline(paper, found), *([paper.edition_note] if paper.edition_note else [])]


def robustness_text(paper: Paper, found: Simulation) -> str:
    """Return the paper: what matters in a few lines, then the tables."""
    title = paper.words.pick("计划的稳健性", "How the plan stands up to delays")
    where, *said = _lines(paper, found)
    head = [f"# {escape(title)}", "", escape(where), "", *(f"- {escape(line)}" for line in said), ""]
    return "\n".join([*head, "\n".join(table_text(table) for table in tables(paper, found))])
