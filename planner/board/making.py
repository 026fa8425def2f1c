"""Papers that take a while, made in a process of their own: the page goes on meanwhile, and sees how far they are.

The process ends with the board, also when that is killed; what it has not finished is not there.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.errors import JiedaiError
from planner.board.apply_by_hand import NotByHand
from planner.judging.check import check
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.plan_workbook.earlier_drafts import PLAN_WORKBOOK_NAME, former_draft
from planner.plan_workbook.writing import plan_workbook

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping
    from multiprocessing.connection import Connection

    from models.domain.bilingual import Half
    from models.domain.plan import Plan
    from models.domain.policy import Edition
    from models.domain.week import Week
    from planner.judging.check import Report
    from planner.seating.hand_seats import HandSeats

    PacketMaker = Callable[[Report, Words, HandSeats, Callable[[int, int], None]], Mapping[str, bytes | str]]

PACKET_NAME = "packet.zip"
STOP_SECONDS = 3.0


@dataclass(frozen=True)
class PaperTask:
    """What is to be made.

    Attributes
    ----------
    name : str
        ``plan.xlsx`` or ``packet.zip``.
    folder : Path
        Of plan.json: beside it lies the draft before.
    target : Path
        Where it is written.
    packet : callable or None
        Makes the reception packet; told of papers done and of how many.
    seats : mapping
        Seats that were decided by hand.
    """

    name: str
    week: Week
    edition: Edition
    plan: Plan
    lang: Half
    folder: Path
    target: Path
    packet: PacketMaker | None = None
    today: dt.date | None = None
    seats: HandSeats = field(default_factory=dict)


@dataclass
class PaperMaking:
    """Makes one file at a time, and keeps the last one until it is fetched.

    Parameters
    ----------
    told : callable
        Called when there is something new, in a thread.
    """

    told: Callable[[], None]
    name: str = ""
    done: int = 0
    of: int = 0
    ready: str = ""
    failed: JiedaiError | None = None
    _process: Any = field(default=None, init=False)
    _pipe: Connection | None = field(default=None, init=False)
    _folder: Path | None = field(default=None, init=False)

    @property
    def running(self) -> bool:
        """Whether something is being made."""
        return self._process is not None

    @property
    def target(self) -> Path:
        """Where the file is written."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="jiedai-board-"))
        return self._folder / "made"

    def start(self, task: PaperTask, then: Callable[[Path], None] | None = None) -> None:
        """Begin to make a file.

        Parameters
        ----------
        then : callable, optional
            What is done with it at the end, in a thread, instead of keeping it for a download.

        Raises
        ------
        NotByHand
            When something is being made already.
        """
        if self.running:
            raise NotByHand(bilingual("正在做另一份文件", "another file is being made"))
        self.name, self.done, self.of, self.ready, self.failed = task.name, 0, 0, "", None
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_make, args=(theirs, task), daemon=False)
        self._process.start()
        theirs.close()
        threading.Thread(target=self._listen, args=(self._process, self._pipe, then), daemon=True).start()

    def stop(self) -> None:
        """End it: nothing is made."""
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            process.join(STOP_SECONDS)
            if process.is_alive():
                process.kill()
                process.join()

    def close(self) -> None:
        """End everything, and take away what was not fetched."""
        self.stop()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _listen(self, process: Any, pipe: Connection, then: Callable[[Path], None] | None) -> None:
        ended: Any = None
        while ended is None:
            try:
                said = pipe.recv()
            except (EOFError, OSError):
                break
            if isinstance(said, tuple):
                self.done, self.of = said
                self.told()
            else:
                ended = said
        process.join(STOP_SECONDS)
        if self._process is process:  # else it was stopped
            self._finish(ended, then)
            self._process = None
        self.told()

    def _finish(self, ended: Any, then: Callable[[Path], None] | None) -> None:
        if isinstance(ended, JiedaiError):
            self.failed = ended
        elif ended is None:
            self.failed = NotByHand(bilingual("没有做成，再试一次", "it was not made, try again"))
        elif then is None:
            self.ready = self.name
        else:
            try:
                then(self.target)
            except JiedaiError as error:
                self.failed = error
            except OSError as error:
                self.failed = NotByHand(str(error.strerror or error))


def _make(pipe: Connection, task: PaperTask) -> None:
    """Make a file in this process; it ends with who asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C in the terminal is for the board
    threading.Thread(target=_end_with, args=(pipe,), daemon=True).start()
    with contextlib.suppress(BrokenPipeError):
        try:
            task.target.write_bytes(_content(task, lambda done, of: pipe.send((done, of))))
            pipe.send("made")
        except JiedaiError as error:
            pipe.send(error)


def _end_with(pipe: Connection) -> None:
    with contextlib.suppress(EOFError, OSError):
        pipe.recv()
    os._exit(1)


def _content(task: PaperTask, step: Callable[[int, int], None]) -> bytes:
    report, words = check(task.week, task.plan, task.edition), Words(task.lang)
    if task.name == PLAN_WORKBOOK_NAME:
        return plan_workbook(Paper(report, words), None, former_draft(task.folder), task.today)
    assert task.packet is not None
    return zipped(task.packet(report, words, task.seats, step))


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    """Return files as one archive, the same for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            content = files[name]
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content.encode() if isinstance(content, str) else content)
    return made.getvalue()
