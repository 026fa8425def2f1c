"""The papers of many charts, drawn in worker processes and here, each party's by one process.

A few charts are drawn here alone: a worker takes longer to start.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from joblib import cpu_count

from models.parallel.pool_task import PoolTask
from models.parallel.process_pool import TaskGivenUp
from planner.language.words import Words
from planner.papers.shared_drawing import MAX_WORKERS, SharedDrawing

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.cp.stop_signal import StopSignal
    from models.domain.time_words import Language
    from planner.seating.chart import Chart

Files = dict[str, bytes | str]
CHARTS_FOR_WORKERS = 12
"""Charts from which on workers draw too: a chart takes a third of a second, a worker one second to start."""


@dataclass
class ChartAlbum:
    """The language of the papers; ``sent``: whether it is in a worker, the main process draws itself."""

    lang: Language
    sent: bool = False

    def __post_init__(self) -> None:
        if self.sent:  # a worker loads what draws before the first chart comes
            importlib.import_module("planner.seating.folder")

    def __reduce__(self) -> tuple[type[ChartAlbum], tuple[Any, ...]]:
        return ChartAlbum, (self.lang, True)


@dataclass(frozen=True)
class DrawChart(PoolTask):
    """Draw the papers of one chart; its files by name."""

    chart: Chart

    def run(self, site: ChartAlbum, stop: StopSignal) -> Files:
        """Draw them, in a worker only.

        Raises
        ------
        TaskGivenUp
            In the main process.
        """
        del stop
        if not site.sent:
            raise TaskGivenUp
        return drawn(self.chart, Words(site.lang))


def drawn(chart: Chart, words: Words) -> Files:
    """Return the papers of a chart; what draws is loaded with the first one, so that workers start before that."""
    from planner.seating.folder import papers

    return papers(chart, words)


class ChartWorkers:
    """The papers of charts under way; a context manager, which starts the workers and ends them.

    Parameters
    ----------
    expected : int
        About how many charts there will be: for a few no workers are started.
    number : int, optional
        Workers; by default one a core, but for the core of this process, and none for a few charts.
    """

    def __init__(self, words: Words, expected: int, number: int | None = None) -> None:
        usual = min(cpu_count() - 1, MAX_WORKERS) if expected >= CHARTS_FOR_WORKERS else 0
        self._charts: list[Chart] = []
        self.drawing = SharedDrawing[Files](
            ChartAlbum(words.lang),
            lambda k: drawn(self._charts[k], words),
            usual if number is None else number,
        )

    def __enter__(self) -> Self:
        self.drawing.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.drawing.__exit__()

    def send(self, chart: Chart) -> None:
        """Have the next chart drawn, by a worker where one is free."""
        self.drawing.send(len(self._charts), DrawChart(chart))
        self._charts.append(chart)

    def papers(
        self, on_step: Callable[[int, int], None] = lambda done, of: None, stopped: Callable[[], bool] = lambda: False
    ) -> dict[int, Files]:
        """Return the papers in the order in which charts were sent; after ``stopped`` those that are drawn by then.

        Raises
        ------
        Exception
            What a chart raised, wherever it was drawn.
        """
        return self.drawing.files(len(self._charts), on_step, stopped)
