"""The pictures of a plan, drawn in worker processes while this process writes the workbook.

Small weeks are drawn here alone: a worker takes longer to start than their pages.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from joblib import cpu_count

from models.domain.facts import Facts
from models.parallel.pool_task import PoolTask
from models.parallel.process_pool import TaskGivenUp
from models.rules.core.score import score
from planner.judging.check import Report
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.papers.shared_drawing import MAX_WORKERS, SharedDrawing

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.cp.stop_signal import StopSignal
    from models.domain.plan import Plan
    from models.domain.policy import Edition
    from models.domain.revision import Revision
    from models.domain.time_words import Language
    from models.domain.week import Week

VISITS_FOR_WORKERS = 16
"""Visits from which on pages are drawn in workers too: seven pages at 25 visits take 3 s, a worker 1 s to start."""


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
        number = _workers_for(paper) if number is None else number
        self.drawing = SharedDrawing[dict[str, bytes]](
            Album.of(paper),
            lambda k: self._pages[k].files(),
            number,
        )

    def __enter__(self) -> Self:
        with ExitStack() as opened:
            opened.enter_context(self.drawing)
            if self.drawing.number:  # the workers start while this process finds out which pages there are
                for page in range(len(self._pages)):
                    self.drawing.send(page, DrawPage(page))
            opened.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self.drawing.__exit__()

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
        if not self.drawing.sent:
            from planner.papers.charts import pictures

            return pictures(self._paper, stopped)
        files = self.drawing.files(len(self._pages), stopped=stopped)
        if len(files) < len(self._pages):
            return None
        return {name: content for drawn in files.values() for name, content in drawn.items()}


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
