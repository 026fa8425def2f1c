"""The papers of many charts, drawn in worker processes and here, each party's by one process.

A few charts are drawn here alone: a worker takes longer to start.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from joblib import cpu_count

from models.parallel.pool_task import PoolTask
from models.parallel.process_pool import TaskGivenUp
from planner.language.words import Words
from planner.papers.shared_drawing import MAX_WORKERS, SharedDrawing
from planner.seating.folder import papers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.cp.stop_signal import StopSignal
    from models.domain.time_words import Language
    from planner.seating.chart import Chart

Files = dict[str, bytes | str]
CHARTS_FOR_WORKERS = 12
"""Charts from which on workers draw too: a chart takes a third of a second, a worker one second to start."""


@dataclass
class ChartAlbum:
    """The charts to be drawn; ``sent``: whether it is in a worker, the main process draws itself."""

    charts: tuple[Chart, ...]
    lang: Language
    sent: bool = False

    def __reduce__(self) -> tuple[type[ChartAlbum], tuple[Any, ...]]:
        return ChartAlbum, (self.charts, self.lang, True)


@dataclass(frozen=True)
class DrawChart(PoolTask):
    """Draw the papers of one chart; its files by name."""

    number: int

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
        return papers(site.charts[self.number], Words(site.lang))


class ChartWorkers:
    """The papers of charts under way; a context manager, which starts the workers and ends them.

    Parameters
    ----------
    number : int, optional
        Workers; by default one a core, but for the core of this process, and none for a few charts.
    """

    def __init__(self, charts: Sequence[Chart], words: Words, number: int | None = None) -> None:
        usual = min(cpu_count() - 1, MAX_WORKERS) if len(charts) >= CHARTS_FOR_WORKERS else 0
        self._count, drawn = len(charts), tuple(charts)
        self.drawing = SharedDrawing[Files](
            ChartAlbum(drawn, words.lang),
            lambda: [DrawChart(k) for k in range(self._count)],
            lambda k: papers(drawn[k], words),
            usual if number is None else number,
        )

    def __enter__(self) -> Self:
        self.drawing.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.drawing.__exit__()

    def papers(
        self, on_step: Callable[[int, int], None] = lambda done, of: None, stopped: Callable[[], bool] = lambda: False
    ) -> dict[int, Files]:
        """Return the papers by number of the chart; after ``stopped`` those that are drawn by then.

        Raises
        ------
        Exception
            What a chart raised, wherever it was drawn.
        """
        return self.drawing.files(self._count, on_step, stopped)
