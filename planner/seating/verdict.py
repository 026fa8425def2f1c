"""What is said of a chart on the screen: the verdict of its papers, what is not kept, and who sits out of rank."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.papers.plain_text import table_lines
from planner.papers.seating import findings
from planner.papers.seating.paper import RidePaper, SeatingPaper
from planner.papers.seating.people import proven
from planner.seating.chart import DinnerChart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.language.words import Words
    from planner.seating.chart import Chart

MAX_ROWS_ON_SCREEN = 12
"""So many rows of a table are told on the screen; all of them stand in the papers."""


def paper_of(chart: Chart, words: Words) -> SeatingPaper | RidePaper:
    """Return what a chart is called in papers."""
    if isinstance(chart, DinnerChart):
        return SeatingPaper(chart.dinner, chart.seating, chart.etiquette, words)
    return RidePaper(chart.ride, chart.plan, chart.etiquette, words)


def verdict(chart: Chart, words: Words) -> list[str]:
    """Return the verdict, one statement a line: who, how good, own people side by side."""
    return [_seated(chart, words), *findings.verdict(paper_of(chart, words)), *_same_side(chart, words)]


def details(chart: Chart, words: Words, most: int = MAX_ROWS_ON_SCREEN) -> Iterator[str]:
    """Yield what is not kept and who sits out of rank, with sources and causes."""
    paper = paper_of(chart, words)
    for table in (findings.breaches(paper), findings.deviations(paper)):
        if table.rows:
            yield ""
            # what a swap would mend comes first
            rows = sorted(table.rows, key=lambda row: not row.open)
            yield from table_lines(replace(table, rows=tuple(rows[:most])))
            if len(rows) > most:
                rest = len(rows) - most
                yield words.pick(f"  另有 {rest} 处，见说明", f"  and {rest} more, see the notes")


def _seated(chart: Chart, words: Words) -> str:
    if isinstance(chart, DinnerChart):
        tables = len(chart.seating.tables)
        where = words.pick(f"{tables} 桌", f"{tables} table{'s' * (tables > 1)}")
    else:
        cars = len(chart.plan.cars)
        where = words.pick(f"{cars} 辆车", f"{cars} car{'s' * (cars > 1)}")
    return words.pick(f"{len(chart.people)} 人，{where}", f"{len(chart.people)} people, {where}")


def _same_side(chart: Chart, words: Words) -> Iterator[str]:
    same = next((proof for proof in chart.answer.proofs if proof.name == "seats same_side"), None)
    if same is not None:
        pairs = words.pick(f"自己人相邻：{same.value} 对", f"Own people side by side: {same.value}")
        yield words.note(pairs, proven(same, words))
