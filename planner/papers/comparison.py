"""The comparison of plans as a folder: a paper in Markdown, and pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import matplotlib as mpl

from planner.formats.files import safe_name
from planner.papers.charts.difference import CHANGED_VISITS_PER_PAGE, changed_visits, plot_difference
from planner.papers.charts.load import plot_load
from planner.papers.charts.trade_off import plot_front
from planner.papers.charts.waterfall import plot_waterfall
from planner.papers.markdown import escape, heading, table_text
from planner.papers.paper import Paper
from planner.papers.tables.changed import ChangeTexts
from planner.papers.tables.compared import judged, measured, told
from planner.papers.workbook import drawn, tables_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes

    from planner.language.words import Words
    from planner.papers.table import PaperTable
    from planner.services.compare import Comparison


def tellings(found: Comparison, words: Words) -> Iterator[tuple[str, ChangeTexts]]:
    """Yield the plans behind the first with what puts their changes into words."""
    first = Paper(found.reports[0], words)
    for name, report in found.pairs:
        yield name, ChangeTexts(first, Paper(report, words))


def papers_of(telling: ChangeTexts) -> tuple[Paper, Paper]:
    """Return both sides of a telling."""
    return telling.before, telling.after


def comparison_files(found: Comparison, words: Words) -> dict[str, bytes | str]:
    """Return the papers and the pictures of a comparison by file name."""
    with mpl.rc_context():
        pictures = [drawn(name, axes) for name, axes in _pictures(found, words)]
    title = words.pick("计划对比", "Plans compared")
    first = Paper(found.reports[0], words)
    lines = [heading(first), *([first.edition_note] if first.edition_note else [])]
    book = tables_workbook(title, lines, list(_tables(found, words)), pictures, words)
    return {
        words.pick("计划对比.md", "comparison.md"): comparison_text(found, words),
        words.pick("计划对比.xlsx", "comparison.xlsx"): book,
        **{f"{picture.name}.png": picture.png for picture in pictures},
    }


def _tables(found: Comparison, words: Words) -> Iterator[PaperTable]:
    """Yield the tables of the workbook; with several plans each is named by its plan."""
    yield measured(found, words)
    for name, telling in tellings(found, words):
        changes = found.changes[name]
        for table in (
            judged(found, name, papers_of(telling)),
            told(changes, telling),
            telling.whole(changes, words.pick("变更", "Changes")),
        ):
            yield replace(table, title=f"{table.title} {name}") if len(found.pairs) > 1 else table


def _pictures(found: Comparison, words: Words) -> Iterator[tuple[str, Axes]]:
    """Yield the pictures by name, made when asked for: what changes, and costs, plan by plan; the trade-off of many."""
    for name, telling in tellings(found, words):
        suffix = f" {safe_name(name)}" if len(found.pairs) > 1 else ""
        changes = found.changes[name]
        visits = changed_visits(telling.after, changes)
        pages = [visits[k : k + CHANGED_VISITS_PER_PAGE] for k in range(0, len(visits), CHANGED_VISITS_PER_PAGE)]
        for number, page in enumerate(pages, start=1):
            part = f"  {number}/{len(pages)}" if len(pages) > 1 else ""
            axes = plot_difference(telling.before, telling.after, changes, page, part=part)
            yield f"{words.pick('变更对照', 'changes')}{suffix}{f' {number}' if number > 1 else ''}", axes
        yield f"{words.pick('费用变化', 'costs')}{suffix}", plot_waterfall(found, name, words)
        yield f"{words.pick('司机负荷', 'drivers')}{suffix}", plot_load(telling.after, "driver")
        yield f"{words.pick('人员负荷', 'people')}{suffix}", plot_load(telling.after, "person")
    if len(found.pairs) > 1:
        yield words.pick("方案取舍", "trade-off"), plot_front(found.measures, words=words)


def comparison_text(found: Comparison, words: Words) -> str:
    """Return the paper: measures, then for each plan the rules, who must be told, and what."""
    first = Paper(found.reports[0], words)
    parts = [f"# {escape(words.pick('计划对比', 'Plans compared'))}", "", escape(heading(first)), ""]
    if first.edition_note:
        parts += [f"- {escape(first.edition_note)}", ""]
    parts.append(table_text(measured(found, words)))
    for name, telling in tellings(found, words):
        parts += [f"## {escape(f'{found.names[0]} → {name}')}", "", *_differences(found, name, telling)]
    return "\n".join(parts)


def _differences(found: Comparison, name: str, telling: ChangeTexts) -> Iterator[str]:
    words, changes = telling.after.words, found.changes[name]
    rules = judged(found, name, papers_of(telling))
    if rules.rows:
        yield table_text(rules, level=3)
    if not changes:
        yield words.pick("安排没有差别。", "Nothing is arranged differently.") + "\n"
        return
    yield table_text(told(changes, telling), level=3)
    for table in telling.tables(changes):
        yield table_text(table, level=4)
