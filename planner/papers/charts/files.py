"""The pictures as files: PNG to look at, SVG to enlarge; A4 landscape, several pages where one would be too full."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure

from planner.papers.charts.page import DPI
from planner.papers.charts.resources import (
    LEGEND_COLUMNS,
    LEGEND_LINES_PER_PAGE,
    RESOURCES_PER_PAGE,
    ResourceRow,
    axis_of,
    legend_apart,
    lines_of,
    plot_legend,
    plot_resources,
)
from planner.papers.charts.visits import VISITS_PER_PAGE, plot_visits
from planner.papers.charts.waterfall import plot_budget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from matplotlib.axes import Axes

    from planner.papers.paper import Paper


@dataclass(frozen=True)
class PicturePage:
    """A page that can be drawn, here or in a process that has the same plan.

    Attributes
    ----------
    stem : str
        Name of its files.
    plot : callable
        Draws it.
    """

    stem: str
    plot: Callable[[], Axes]

    def files(self) -> dict[str, bytes]:
        """Draw the page; return its files by name."""
        with mpl.rc_context():
            page = self.plot()
            return {f"{self.stem}.{form}": rendered(page, form) for form in ("png", "svg")}


def pages(paper: Paper) -> list[PicturePage]:
    """Return the pages of all pictures of a plan."""
    words = paper.words
    return [
        PicturePage(name if number == 1 else f"{name}-{number}", plot)
        for name, plots in (
            (words.pick("甘特图-来访", "gantt-visits"), _visit_pages(paper)),
            (words.pick("甘特图-资源", "gantt-resources"), _resource_pages(paper)),
            (words.pick("甘特图-图例", "gantt-legend"), _legend_pages(paper)),
            (words.pick("费用图", "costs"), iter([partial(plot_budget, paper)])),
        )
        for number, plot in enumerate(plots, start=1)
    ]


def pictures(paper: Paper, stopped: Callable[[], bool] = lambda: False) -> dict[str, bytes] | None:
    """Return the pictures of a plan by file name; None when ``stopped`` says so between two pages."""
    found: dict[str, bytes] = {}
    for page in pages(paper):
        if stopped():
            return None
        found |= page.files()
    return found


def rendered(page: Axes | Figure, form: str) -> bytes:
    """Return a page, or that of some axes, as a file; the same page gives the same bytes."""
    buffer = io.BytesIO()
    figure = page.get_figure(root=True)
    assert isinstance(figure, Figure)
    if form == "png":
        figure.savefig(buffer, format=form, dpi=DPI, metadata={"Software": None}, pil_kwargs={"compress_level": 3})
    else:
        figure.savefig(buffer, format=form, dpi=DPI, metadata={"Date": None})
    return buffer.getvalue()


def _visit_pages(paper: Paper) -> Iterator[Callable[[], Axes]]:
    pages = _visits_by_page(paper, VISITS_PER_PAGE)
    for number, page in enumerate(pages, start=1):
        yield partial(plot_visits, paper, page, part=_part(number, len(pages)))


def _visits_by_page(paper: Paper, most: int) -> list[list[str]]:
    visits = [visit.id for visit in paper.week.visits]
    most = _even(len(visits), most)
    return [visits[k : k + most] for k in range(0, len(visits), most)]


def _resource_pages(paper: Paper) -> Iterator[Callable[[], Axes]]:
    lines = lines_of(paper)
    pages = evenly_paged(lines, RESOURCES_PER_PAGE)
    axis = axis_of(paper, lines)
    for number, page in enumerate(pages, start=1):
        yield partial(plot_resources, paper, page, part=_part(number, len(pages)), axis=axis)


def _legend_pages(paper: Paper) -> Iterator[Callable[[], Axes]]:
    """Yield the pages that name the delegations, where the pages of resources have no room for them."""
    pages = _visits_by_page(paper, LEGEND_COLUMNS * LEGEND_LINES_PER_PAGE) if legend_apart(paper) else []
    for number, page in enumerate(pages, start=1):
        yield partial(plot_legend, paper, page, part=_part(number, len(pages)))


def _even(rows: int, most: int) -> int:
    """Return how many rows a page has when they are spread evenly over as few pages as can be."""
    pages = max(1, -(-rows // most))
    return max(1, -(-rows // pages))


def paged(lines: Sequence[ResourceRow], most: int) -> Iterator[list[ResourceRow]]:
    """Yield pages of at most so many rows; a group that goes on has its heading again, none ends a page."""
    page: list[ResourceRow] = []
    heading: ResourceRow | None = None
    for k, line in enumerate(lines):
        orphan = line.heading and len(page) + 1 == most and k + 1 < len(lines)
        if page and (len(page) == most or orphan):
            yield page
            page = [] if line.heading or heading is None else [heading]
        heading = line if line.heading else heading
        page.append(line)
    if page:
        yield page


def evenly_paged(lines: Sequence[ResourceRow], most: int) -> list[list[ResourceRow]]:
    """Return as few pages as can be of at most so many rows, about as full as each other."""
    fewest = len(list(paged(lines, most)))
    for rows in range(-(-len(lines) // max(1, fewest)), most):
        pages = list(paged(lines, rows))
        if len(pages) == fewest:
            return pages
    return list(paged(lines, most))


def _part(number: int, pages: int) -> str:
    return f"  {number}/{pages}" if pages > 1 else ""
