"""The pictures of a plan, drawn in worker processes while this process writes the workbook.

This process takes part once its other work is done: it draws from the last page on, the workers from the first. What a
worker does not draw, for instance because it was killed, is drawn here. Small weeks are drawn here alone: a worker
takes longer to start than their pages.
"""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, wait
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from joblib import cpu_count

from models.cp.run import StopSignal
from models.domain.facts import Facts
from models.parallel.pool_task import PoolTask
from models.parallel.process_pool import ProcessPool, TaskGivenUp
from models.rules.core.score import score
from planner.judging.check import Report
from planner.language.words import Words
from planner.papers.paper import Paper

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from models.domain.plan import Plan
    from models.domain.policy import Edition
    from models.domain.revision import Revision
    from models.domain.time_words import Language
    from models.domain.week import Week

VISITS_FOR_WORKERS = 16
"""Visits from which on pages are drawn in workers too: seven pages at 25 visits take 3 s, a worker 1 s to start."""
PAGE_POLL_SECONDS = 0.1
"""Seconds between two looks at the stop signal while pages are waited for."""
MAX_WORKERS = 8
"""Workers, at most: more take longer to start than they save."""


class PictureWorkers:
    """The pictures of a plan under way; a context manager, which starts the workers and ends them.

    Parameters
    ----------
    paper : Paper
        The judged plan and the language.
    number : int, optional
        Workers; by default one a core, but for the core of this process, and none for a small week.
    """

    def __init__(self, paper: Paper, number: int | None = None) -> None:
        self._paper = paper
        self._number = _workers_for(paper) if number is None else number
        self._pool: ProcessPool | None = None
        self._sent: dict[int, Future[tuple[dict[str, bytes], float]]] = {}
        self._files: dict[int, dict[str, bytes]] = {}

    def __enter__(self) -> Self:
        if self._number:
            self._pool = ProcessPool(Album.of(self._paper), self._number, threads=1)
            try:  # the workers start while the charts are imported here
                self._sent = {k: self._pool.submit(DrawPage(k), StopSignal()) for k in range(len(self._pages))}
            except BaseException:
                self.__exit__()
                raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.close()

    @cached_property
    def _pages(self) -> list[Any]:
        from planner.papers.charts.files import pages

        return pages(self._paper)

    def pictures(self, stopped: Callable[[], bool] = lambda: False) -> dict[str, bytes] | None:
        """Return the pictures by file name; None when ``stopped`` says so between two pages.

        Raises
        ------
        Exception
            What a page raised, wherever it was drawn.
        """
        if not self._sent:
            from planner.papers.charts import pictures

            return pictures(self._paper, stopped)
        while len(self._files) < len(self._pages):
            if stopped():
                return None
            self._take()
            left = [k for k in range(len(self._pages)) if k not in self._files]
            drawing = [self._sent[k] for k in left if k in self._sent]
            if left and (len(left) > self._number or len(drawing) < len(left)):
                # the last one: no worker has begun it, or it is drawn twice, which does no harm
                page = next((k for k in reversed(left) if k not in self._sent), left[-1])
                if page in self._sent:
                    self._sent[page].cancel()  # where it has not begun
                self._files[page] = self._pages[page].files()
            elif drawing:
                wait(drawing, timeout=PAGE_POLL_SECONDS, return_when=FIRST_COMPLETED)
        return {name: content for k in range(len(self._pages)) for name, content in self._files[k].items()}

    def _take(self) -> None:
        """Take over the pages that the workers have drawn; forget those that they will not draw."""
        for k, future in list(self._sent.items()):
            if k in self._files or not future.done():
                continue
            try:
                self._files[k], _seconds = future.result()
            except (TaskGivenUp, MemoryError):
                del self._sent[k]


def _workers_for(paper: Paper) -> int:
    return min(cpu_count() - 1, MAX_WORKERS) if len(paper.week.visits) >= VISITS_FOR_WORKERS else 0


# ---------------------------------------------------------------- in the worker process


@dataclass
class Album:
    """The pages of a plan, laid out anew in each process; no picture tells what the rules say of the plan.

    Attributes
    ----------
    sent : bool
        Whether it is in a worker: the main process draws itself, one page at a time.
    """

    week: Week
    edition: Edition
    revision: Revision | None
    plan: Plan
    lang: Language
    sent: bool = False

    @classmethod
    def of(cls, paper: Paper) -> Album:
        """Return the album of a judged plan."""
        facts = paper.facts
        return cls(facts.week, facts.edition, facts.revision, paper.plan, paper.words.lang)

    def __reduce__(self) -> tuple[type[Album], tuple[Any, ...]]:
        return Album, (self.week, self.edition, self.revision, self.plan, self.lang, True)

    @cached_property
    def pages(self) -> list[Any]:
        """The pages, in the order of the parent's."""
        from planner.papers.charts.files import pages

        facts = Facts(self.week, self.edition, self.revision)
        return pages(Paper(Report(facts, self.plan, (), score(facts, self.plan, ()), ()), Words(self.lang)))


@dataclass(frozen=True)
class DrawPage(PoolTask):
    """Draw one page of the album; its files by name."""

    page: int

    def run(self, site: Album, stop: StopSignal) -> dict[str, bytes]:
        """Draw it, in a worker only.

        Raises
        ------
        TaskGivenUp
            In the main process.
        """
        del stop
        if not site.sent:
            raise TaskGivenUp
        files: dict[str, bytes] = site.pages[self.page].files()
        return files
