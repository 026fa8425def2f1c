"""The robustness of a plan as a folder: a paper in Markdown, and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl

from planner.export.charts.files import rendered
from planner.export.charts.robust import plot_harm, plot_punctuality
from planner.export.markdown import escape, heading, table_text
from planner.export.tables.robust import headline, tables

if TYPE_CHECKING:
    from planner.export.paper import Paper
    from planner.simulate import Simulation


def robustness_files(paper: Paper, found: Simulation) -> dict[str, bytes | str]:
    """Return the paper and the pictures by file name."""
    words = paper.words
    with mpl.rc_context():
        pictures: dict[str, bytes | str] = {
            f"{words.pick('准时', 'punctuality')}.png": rendered(plot_punctuality(paper, found), "png"),
            f"{words.pick('风险', 'risk')}.png": rendered(plot_harm({paper.week.name: found}, words=words), "png"),
        }
    return {f"{words.pick('稳健性', 'robustness')}.md": robustness_text(paper, found), **pictures}


def robustness_text(paper: Paper, found: Simulation) -> str:
    """Return the paper: what matters in a few lines, then the tables."""
    words = paper.words
    lines = [
        f"# {escape(words.pick('计划的稳健性', 'How the plan stands up to delays'))}",
        "",
        escape(heading(paper)),
        "",
    ]
    lines += [f"- {escape(line)}" for line in headline(paper, found)]
    if paper.edition_note:
        lines.append(f"- {escape(paper.edition_note)}")
    return "\n".join([*lines, "", "\n".join(table_text(table) for table in tables(paper, found))])
