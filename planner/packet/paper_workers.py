"""The papers of a packet as files: written in worker processes while this process finds out what stands in them.

A document is plain data and its file the same wherever it is written, so that a packet does not tell how many processes
wrote it. What a worker does not write, for instance because it was killed, is written here.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from joblib import cpu_count

from planner.packet.document.pdf import can_write_pdf
from planner.packet.document.write_paper import BY_TYPST, WritePaper
from planner.papers.shared_drawing import MAX_WORKERS, SharedDrawing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from planner.packet.document.model import Document
    from planner.packet.document.write_paper import PaperFormat

STAYS_FOR_WORKERS = 4
"""Visits from which on papers are written in workers too: those of a visit take half a second, as does a worker to
start."""


class PaperWorkers:
    """Papers under way; a context manager, which starts the workers, sends them the papers, and ends them.

    Parameters
    ----------
    papers : iterable of (str, tuple of str, Document)
        Name without an ending, formats and document of each; gone through once.
    number : int
        Workers; 0: everything is written here.
    """

    def __init__(self, papers: Iterable[tuple[str, tuple[PaperFormat, ...], Document]], number: int) -> None:
        self._papers = papers
        self._asked: list[WritePaper] = []
        self.drawing = SharedDrawing[dict[str, "bytes | str"]](None, lambda number: self._asked[number].files(), number)

    def __enter__(self) -> Self:
        with ExitStack() as opened:
            opened.enter_context(self.drawing)
            for task in self._tasks():  # each is sent as soon as it is known
                self.drawing.send(len(self._asked), task)
                self._asked.append(task)
            opened.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self.drawing.__exit__()

    def _tasks(self) -> Iterator[WritePaper]:
        """Yield what is to be written."""
        pdf = can_write_pdf()
        for stem, formats, document in self._papers:
            for format in formats:
                if pdf or format not in BY_TYPST:
                    yield WritePaper(stem, format, document)

    def files(self, on_step: Callable[[int, int], None] = lambda done, of: None) -> dict[str, bytes | str]:
        """Return the papers by file name, in the order in which they were given.

        Parameters
        ----------
        on_step : callable, optional
            Told of how many are written, and of how many there are.

        Raises
        ------
        Exception
            What a writer raised, wherever it ran.
        """
        written = self.drawing.files(len(self._asked), on_step)
        return {name: content for files in written.values() for name, content in files.items()}


def workers_for(stays: int) -> int:
    """Return how many workers a packet of so many visits is worth: one a core, but for the core of this process."""
    return min(cpu_count() - 1, MAX_WORKERS) if stays >= STAYS_FOR_WORKERS else 0
