"""The papers of many charts, drawn in worker processes and here, each party's by one process.

This process draws from the last chart on, the workers from the first. What a worker does not draw, for instance because
it was killed, is drawn here. A few charts are drawn here alone: a worker takes longer to start.
"""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from joblib import cpu_count

from models.cp.run import StopSignal
from models.parallel.pool_task import PoolTask
from models.parallel.process_pool import ProcessPool, TaskGivenUp
from planner.language.words import Words
from planner.seating.folder import papers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from models.domain.time_words import Language
    from planner.seating.chart import Chart

Files = dict[str, bytes | str]
CHARTS_FOR_WORKERS = 12
"""Charts from which on workers draw too: a chart takes a third of a second, a worker one second to start."""
MAX_WORKERS = 8
CHART_POLL_SECONDS = 0.1
"""Seconds between two looks at the stop signal while charts are waited for."""


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
        self._charts, self._words = tuple(charts), words
        self._number = usual if number is None else number
        self._pool: ProcessPool | None = None
        self._sent: dict[int, Future[tuple[Files, float]]] = {}
        self._files: dict[int, Files] = {}

    def __enter__(self) -> Self:
        if self._number:
            self._pool = ProcessPool(ChartAlbum(self._charts, self._words.lang), self._number, threads=1)
            try:
                self._sent = {k: self._pool.submit(DrawChart(k), StopSignal()) for k in range(len(self._charts))}
            except BaseException:
                self.__exit__()
                raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.close()

    def papers(
        self, on_step: Callable[[int, int], None] = lambda done, of: None, stopped: Callable[[], bool] = lambda: False
    ) -> dict[int, Files]:
        """Return the papers by number of the chart; after ``stopped`` those that are drawn by then.

        Raises
        ------
        Exception
            What a chart raised, wherever it was drawn.
        """
        count = len(self._charts)
        while len(self._files) < count and not stopped():
            self._take()
            on_step(len(self._files), count)
            left = [k for k in range(count) if k not in self._files]
            drawing = [self._sent[k] for k in left if k in self._sent]
            if left and (len(left) > self._number or len(drawing) < len(left)):
                # the last one: no worker has begun it, or it is drawn twice, which does no harm
                chart = next((k for k in reversed(left) if k not in self._sent), left[-1])
                if chart in self._sent:
                    self._sent[chart].cancel()
                self._files[chart] = papers(self._charts[chart], self._words)
            elif drawing:
                wait(drawing, timeout=CHART_POLL_SECONDS, return_when=FIRST_COMPLETED)
        return dict(sorted(self._files.items()))

    def _take(self) -> None:
        """Take over what the workers have drawn; forget what they will not draw."""
        for k, future in list(self._sent.items()):
            if k in self._files or not future.done():
                continue
            if future.cancelled():
                del self._sent[k]
                continue
            try:
                self._files[k], _seconds = future.result()
            except (TaskGivenUp, MemoryError):
                del self._sent[k]
