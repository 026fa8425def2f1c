"""What the page asks about drafts, copies of the workbook and files that are made: path below ``api/`` → answer."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args

from models.domain.bilingual import bilingual, in_language
from models.domain.clock import BEIJING
from models.domain.errors import FaultyInput
from planner.board.apply_by_hand import NotByHand
from planner.board.compared import SideBySide
from planner.board.making import PACKET_NAME, PaperMaking, PaperTask
from planner.board.merging import WorkbookCopies
from planner.board.operations import BoardView
from planner.language.words import Words
from planner.plan_workbook.earlier_drafts import PLAN_WORKBOOK_NAME

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from planner.board.drafts import DraftBook
    from planner.board.making import PacketMaker
    from planner.board.session import BoardSession
    from planner.board.state import BoardState

MAX_TEXT = 200
MOST_CHOSEN = 5000


@dataclass
class DraftPaths:
    """Answers about drafts, copies and files.

    Parameters
    ----------
    told : callable
        Says what an operation has changed, from what the page sent, the state before and what was done.
    packet : callable or None
        Makes the reception packet; None: there is none.
    """

    session: BoardSession
    drafts: DraftBook
    told: Callable[[dict[str, Any], BoardState, tuple[str, str]], dict[str, Any]]
    packet: PacketMaker | None = None
    copies: WorkbookCopies = field(init=False)
    making: PaperMaking = field(init=False)
    kept: str = ""

    def __post_init__(self) -> None:
        self.copies = WorkbookCopies(self.session)
        self.making = PaperMaking(lambda: self.session.tell({"kind": "making"}))

    @property
    def answers(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        """Path below ``api/`` → what answers it, in a thread."""
        return {
            "history": self.history,
            "history/name": self.name,
            "history/back": self.back,
            "compare": self.compare,
            "copy/state": lambda data: self.copies.state(_words(data)),
            "copy/hand-in": self.hand_in,
            "copy/look": lambda data: self.copies.told(_text(data, "key"), _words(data)),
            "copy/take": self.take,
            "copy/leave": self.leave,
            "make": self.make,
            "make/stop": self.stop_making,
            "make/state": self.making_state,
        }

    # -- history and comparison

    def history(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return the drafts."""
        return {"drafts": self.drafts.listed(_words(data))}

    def name(self, data: dict[str, Any]) -> dict[str, Any]:
        """Give a state a name, and return the drafts."""
        self.drafts.call(_text(data, "draft"), _text(data, "called"), _text(data, "name"))
        return self.history(data)

    def back(self, data: dict[str, Any]) -> dict[str, Any]:
        """Go to a draft; return what that has changed."""
        with self.session.lock:
            before, said = self.drafts.back_to(_text(data, "draft"), _text(data, "name"))
            return self.told(data, before, said)

    def compare(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return two drafts side by side."""
        view: BoardView = data["view"] if data.get("view") in get_args(BoardView) else "visit"
        sides = SideBySide(self.session, self.drafts)
        return sides.data((_text(data, "a"), _text(data, "b")), _words(data), view)

    # -- copies of the workbook

    def hand_in(self, data: dict[str, Any]) -> dict[str, Any]:
        """Read a workbook that was chosen on the page; return what it changes."""
        try:
            content = base64.b64decode(str(data.get("content", "")), validate=True)
        except binascii.Error:
            raise NotByHand(bilingual("文件没有传完整", "the file did not arrive whole")) from None
        key = self.copies.hand_in(content, _text(data, "file") or PLAN_WORKBOOK_NAME)
        return self.copies.told(key, _words(data))

    def take(self, data: dict[str, Any]) -> dict[str, Any]:
        """Merge some changes; return what else they changed."""
        sources = data.get("sources")
        wanted = [str(each) for each in sources[:MOST_CHOSEN]] if isinstance(sources, list) else []
        with self.session.lock:
            before, said = self.copies.take(_text(data, "key"), wanted, _text(data, "name"))
            return self.told(data, before, said)

    def leave(self, data: dict[str, Any]) -> dict[str, Any]:
        """Take none of the changes: the workbook is not offered again."""
        self.copies.done_with(_text(data, "key"))
        return {"left": True}

    # -- files that are made

    def make(self, data: dict[str, Any]) -> dict[str, Any]:
        """Begin to make a file of what is shown: for a download, or the workbook beside plan.json."""
        session, name, words = self.session, _text(data, "file"), _words(data)
        if name != PLAN_WORKBOOK_NAME and (name != PACKET_NAME or self.packet is None):
            raise NotByHand(bilingual("没有这种文件", "no such file"))
        with session.lock:
            state = session.state
            plan, week = state.plan(), state.week
        today = dt.datetime.now(BEIJING).date()
        packet = self.packet if name == PACKET_NAME else None
        folder, target = session.path.parent, self.making.target
        task = PaperTask(name, week, session.edition, plan, words.lang, folder, target, packet, today, state.seats)
        beside = data.get("beside") is True and name == PLAN_WORKBOOK_NAME
        self.kept = ""
        self.making.start(task, (lambda made: self._write_beside(made, words)) if beside else None)
        return self.making_state(data)

    def _write_beside(self, made: Path, words: Words) -> None:
        kept = self.copies.write(made.read_bytes(), words)
        self.kept = words.pick("已写 plan.xlsx", "plan.xlsx is written")
        if kept:
            self.kept += words.pick(f"，原来的一份留在 {kept}", f", the one before is kept as {kept}")

    def stop_making(self, data: dict[str, Any]) -> dict[str, Any]:
        """End what is being made."""
        self.making.stop()
        return self.making_state(data)

    def making_state(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return how far it is."""
        making, words = self.making, _words(data)
        done = f" {making.done}/{making.of}" if making.of else ""
        failed = _said(making.failed, words) if making.failed is not None else ""
        return {
            "running": making.running,
            "line": words.pick(f"正在做 {making.name}{done}", f"making {making.name}{done}") if making.running else "",
            "done": making.done,
            "of": making.of,
            "ready": making.ready,
            "written": self.kept,
            "failed": failed,
        }

    def made(self, name: str) -> Path | None:
        """Return where a file is that was made; None: it was not."""
        return self.making.target if name and self.making.ready == name else None


def _said(error: Exception, words: Words) -> str:
    if isinstance(error, FaultyInput):
        return "\n".join(in_language(fault.what, words.lang) for fault in error.faults)
    return str(error)


def _text(data: dict[str, Any], key: str) -> str:
    return str(data.get(key, ""))[:MAX_TEXT]


def _words(data: dict[str, Any]) -> Words:
    return Words("en" if data.get("lang") == "en" else "zh")
