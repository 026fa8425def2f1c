"""Pages drawn by this process and by worker processes side by side, each page by one of them.

This process takes part once its other work is done: it draws from the last page on, the workers from the first. What a
worker does not draw, for instance because it was killed, is drawn here.
"""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, wait
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from models.cp.stop_signal import StopSignal
from models.parallel.process_pool import ProcessPool, TaskGivenUp

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Future

    from models.parallel.pool_task import PoolTask

PAGE_POLL_SECONDS = 0.1
"""Seconds between two looks at the stop signal while pages are waited for."""
MAX_WORKERS = 8
"""Workers, at most: more take longer to start than they save."""
FilesT = TypeVar("FilesT", bound="Mapping[str, Any]")


class SharedDrawing(Generic[FilesT]):
    """Pages under way; a context manager, which starts the workers and ends them.

    Parameters
    ----------
    album : object
        What a task is given in a worker, see ``ProcessPool``.
    draw_here : callable
        Draws a page, by its number, in this process.
    number : int
        Workers; 0: everything is drawn here.
    """

    def __init__(self, album: Any, draw_here: Callable[[int], FilesT], number: int) -> None:
        self._album, self._draw_here, self.number = album, draw_here, number
        self.pool: ProcessPool | None = None
        self.sent: dict[int, Future[tuple[FilesT, float]]] = {}
        self.drawn: dict[int, FilesT] = {}

    def __enter__(self) -> Self:
        if self.number:
            self.pool = ProcessPool(self._album, self.number, threads=1)
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool is not None:
            self.pool.close()

    def send(self, page: int, task: PoolTask) -> None:
        """Have a page drawn by the next free worker; ``task`` draws it there, and gives up in this process."""
        if self.pool is not None:
            self.sent[page] = self.pool.submit(task, StopSignal())

    def files(
        self,
        count: int,
        on_step: Callable[[int, int], None] = lambda done, of: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> dict[int, FilesT]:
        """Return the files of so many pages by page; once ``stopped`` says so, of those that are drawn by then.

        Raises
        ------
        Exception
            What a page raised, wherever it was drawn.
        """
        while len(self.drawn) < count and not stopped():
            self._take()
            on_step(len(self.drawn), count)
            left = [k for k in range(count) if k not in self.drawn]
            drawing = [self.sent[k] for k in left if k in self.sent]
            if left and (len(left) > self.number or len(drawing) < len(left)):
                # the last one: no worker has begun it, or it is drawn twice, which does no harm
                page = next((k for k in reversed(left) if k not in self.sent), left[-1])
                if page in self.sent:
                    self.sent[page].cancel()  # where it has not begun
                self.drawn[page] = self._draw_here(page)
            elif drawing:
                wait(drawing, timeout=PAGE_POLL_SECONDS, return_when=FIRST_COMPLETED)
        return dict(sorted(self.drawn.items()))

    def _take(self) -> None:
        """Take over the pages that the workers have drawn; forget those that they will not draw."""
        for k, future in list(self.sent.items()):
            if k in self.drawn or not future.done():
                continue
            if future.cancelled():
                del self.sent[k]
                continue
            try:
                self.drawn[k], _seconds = future.result()
            except (TaskGivenUp, MemoryError):
                del self.sent[k]
