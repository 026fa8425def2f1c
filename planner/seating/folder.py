"""The folder of a chart: chart.json and the papers; within the folder of a week only its own part is rewritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.formats.files import owner, refuse_foreign, write_files
from planner.papers.seating.printed import dinner_papers, ride_papers
from planner.seating.chart import CHART_NAME, DinnerChart, chart_text

if TYPE_CHECKING:
    from pathlib import Path

    from planner.language.words import Words
    from planner.seating.chart import Chart


def papers(chart: Chart, words: Words) -> dict[str, bytes | str]:
    """Return chart.json and the papers of a chart by file name."""
    if isinstance(chart, DinnerChart):
        printed = dinner_papers(chart.dinner, chart.seating, chart.etiquette, words)
    else:
        printed = ride_papers(chart.ride, chart.plan, chart.etiquette, words)
    return {CHART_NAME: chart_text(chart), **printed}


def refuse(out: Path) -> None:
    """Raise FileExistsError if a chart is there that we did not write; before the work, not after it."""
    folder, part = owner(out)
    refuse_foreign(folder, [f"{part}{CHART_NAME}"])


def save(out: Path, chart: Chart, words: Words) -> list[str]:
    """Write a chart and its papers, all or none; return their names."""
    folder, part = owner(out)
    files: dict[str, bytes | str] = {CHART_NAME: chart_text(chart)}
    try:
        files |= papers(chart, words)
    except KeyboardInterrupt:  # drawing takes longer than seating: whoever stops it has the chart
        write_files(folder, {f"{part}{name}": content for name, content in files.items()}, part)
        raise
    write_files(folder, {f"{part}{name}": content for name, content in files.items()}, part)
    return sorted(files)
