"""A copy of plan.xlsx that was changed elsewhere: noticed, told cell by cell, and merged into what is shown.

The workbook itself is only read. What is taken is one operation, which can be undone; ways follow as by hand, vehicles
where a way is another one.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual, in_language
from models.domain.changed_sides import changed_sides
from models.domain.errors import FaultyInput
from models.domain.pins import SIDES
from planner.board.apply_by_hand import NotByHand, refuse_pinned
from planner.board.board_texts import BoardTexts
from planner.board.journal import digest
from planner.board.state import state_of
from planner.board.ways import with_vehicles, with_ways
from planner.formats.files import write_file, write_new
from planner.formats.folder_exchange import alone_in
from planner.plan_workbook.earlier_drafts import PLAN_WORKBOOK_NAME, old_draft, refuse_open
from planner.plan_workbook.reading import read_book_changes
from planner.plan_workbook.reading.decisions import SIDE_OF_FIELD

if TYPE_CHECKING:
    from collections.abc import Collection

    from models.domain.errors import Fault
    from models.domain.plan import VisitPlan
    from planner.board.session import BoardSession
    from planner.board.state import BoardState
    from planner.language.words import Words
    from planner.plan_workbook.reading import BookChanges
    from planner.plan_workbook.reading.decisions import DecidedRow

MAX_BOOK_BYTES = 40_000_000


@dataclass(frozen=True)
class WorkbookCopy:
    """A workbook that was read against a state.

    Attributes
    ----------
    key : str
        SHA-256 of the file.
    name : str
        What the file is called.
    against : BoardState
        What its changes were put onto.
    open : tuple of DecidedRow
        What differs from that state.
    """

    key: str
    name: str
    content: bytes
    against: BoardState
    changes: BookChanges
    open: tuple[DecidedRow, ...]


@dataclass
class WorkbookCopies:
    """The copy beside plan.json, and one that somebody has handed in."""

    session: BoardSession
    _stamp: tuple[int, int] = (0, 0)
    _key: str = ""
    _read: dict[str, WorkbookCopy | FaultyInput] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The workbook beside plan.json."""
        return self.session.path.with_name(PLAN_WORKBOOK_NAME)

    # -- noticed

    def state(self, words: Words) -> dict[str, Any]:
        """Tell whether the workbook beside plan.json was changed by hand, and how often."""
        key = self._look()
        if not key or self._is_done(key):
            return {"found": False}
        copy = self._copy(key)
        if isinstance(copy, FaultyInput):  # damaged or of another week: told when somebody asks for it
            return {"found": False}
        count, unread = len(copy.open), len(copy.changes.faults)
        if not count and not unread:
            return {"found": False}
        text = words.pick(f"plan.xlsx 在别处改过 {count} 处", f"plan.xlsx was changed elsewhere: cells {count}")
        if unread:
            text += words.pick(f"，另有 {unread} 处看不懂", f", and {unread} that cannot be read")
        return {"found": True, "key": key, "text": text}

    def _look(self) -> str:
        """Return the key of the workbook as it is now; ``""``: there is none."""
        try:
            about = self.path.stat()
            stamp = about.st_mtime_ns, about.st_size
            if stamp != self._stamp and about.st_size <= MAX_BOOK_BYTES:
                content = self.path.read_bytes()
                self._key = digest(content)
                if not self._is_done(self._key) and self._key not in self._read:
                    self._keep(self._key, self.path.name, content)
                self._stamp = stamp
        except OSError:  # not there, or Excel is just writing it
            return ""
        return self._key

    def _is_done(self, key: str) -> bool:
        past = self.session.past
        return past is not None and key in past.copies

    def done_with(self, key: str) -> None:
        """Note that a workbook is dealt with: it is not offered again."""
        if self.session.past is not None and not self._is_done(key):
            self.session.past.add([{"copy": key}])
        self._read.pop(key, None)

    # -- read

    def hand_in(self, content: bytes, name: str) -> str:
        """Read a workbook that somebody has chosen, and return its key.

        Raises
        ------
        FaultyInput
            When it is no plan.xlsx of this week.
        """
        key = digest(content)
        copy = self._keep(key, name, content)
        if isinstance(copy, FaultyInput):
            raise copy
        return key

    def _keep(self, key: str, name: str, content: bytes) -> WorkbookCopy | FaultyInput:
        """Read a workbook against the state that is shown; the last ones are kept."""
        session = self.session
        with session.lock:
            state, facts = session.state, session.facts
        plan = state.plan()
        with tempfile.TemporaryDirectory(prefix="jiedai-") as folder:
            path = Path(folder) / PLAN_WORKBOOK_NAME
            path.write_bytes(content)
            try:
                changes = read_book_changes(path, facts, plan)
            except FaultyInput as error:
                self._read[key] = error
                return error
        sources = {row.source for row in changes.decided}
        open_rows = tuple(row for row in changes.decided if changes.onto(sources - {row.source}) != plan)
        copy = WorkbookCopy(key, name, content, state, changes, open_rows)
        while len(self._read) >= 2:
            self._read.pop(next(iter(self._read)))
        self._read[key] = copy
        return copy

    def _copy(self, key: str) -> WorkbookCopy | FaultyInput:
        """Return a workbook read against the state that is shown now."""
        copy = self._read.get(key)
        if copy is None and key == self._look():
            copy = self._keep(key, self.path.name, self.path.read_bytes())
        if copy is None:
            raise NotByHand(bilingual("这份工作簿又改过了", "the workbook was changed again"), LOOK_AGAIN)
        if isinstance(copy, WorkbookCopy) and copy.against is not self.session.state:
            copy = self._keep(key, copy.name, copy.content)
        return copy

    # -- written

    def write(self, content: bytes, words: Words) -> str:
        """Write the workbook beside plan.json; return under which name the one before is kept, or ``""``.

        Raises
        ------
        OSError
            When it is open in Excel.
        """
        folder = self.path.parent
        refuse_open(folder)
        kept = old_draft(folder, content, words)
        with alone_in(folder):
            for name, old in kept.items():
                (folder / name).parent.mkdir(exist_ok=True)
                write_new(folder / name, old)
            write_file(self.path, content)
        self.done_with(digest(content))
        return next(iter(kept), "")

    # -- told

    def told(self, key: str, words: Words) -> dict[str, Any]:
        """Return what a workbook changes, cell by cell, and what of it cannot be read.

        Raises
        ------
        FaultyInput
            When it is no plan.xlsx of this week, or was changed again.
        """
        copy = self._copy(key or self._look())
        if isinstance(copy, FaultyInput):
            raise copy
        session, changes = self.session, copy.changes
        with session.lock:
            texts = BoardTexts.of(session, words)
        moved = set(changed_sides(changes.base, copy.against.plan()))
        notes = []
        if changes.events:
            text = "“变更”页里写的不在这里并入：用“情况有变”，或 jiedai replan"
            notes.append(
                words.pick(text, "The sheet of events is not merged here: use “Something happened”, or replan")
            )
        if changes.locks:
            notes.append(words.pick("锁定不在这里并入：在看板上固定", "Locks are not merged here: pin on the board"))
        return {
            "key": copy.key,
            "name": copy.name,
            "rows": [_row(row, copy, moved, texts) for row in copy.open],
            "faults": [_fault(fault, words) for fault in changes.faults],
            "ignored": [_fault(fault, words) for fault in changes.ignored],
            "notes": notes,
        }

    # -- merged

    def take(self, key: str, sources: Collection[str], by: str) -> tuple[BoardState, tuple[str, str]]:
        """Put some changes of a workbook into what is shown; return the state before and what was done.

        Raises
        ------
        NotByHand
            When something pinned would change, or the workbook is another one.
        """
        session = self.session
        with session.lock:
            copy = self._copy(key)
            if isinstance(copy, FaultyInput):
                raise copy
            wanted = [row for row in copy.open if row.source in sources]
            if not wanted:
                raise NotByHand(bilingual("没有选中改动", "nothing is chosen"))
            after = self._merged(copy, {row.source for row in wanted})
            refuse_pinned(session.state, after)
            said = (f"并入 {copy.name} 的 {len(wanted)} 处改动", f"merged from {copy.name}: cells {len(wanted)}")
            before = session.put(after, said, by)
            self.done_with(key)
            return before, said

    def _merged(self, copy: WorkbookCopy, wanted: Collection[str]) -> BoardState:
        """Return the state with some changes, whose ways lead to where the guests are then."""
        session, state, changes = self.session, copy.against, copy.changes
        facts = session.pinned_facts
        plan = changes.onto({row.source for row in changes.decided} - set(wanted))
        found: dict[str, VisitPlan] = {}
        new_ways = []
        for visit, part in state_of(session.facts, plan).visit_plans.items():
            was = state.visit_plans[visit]
            if part == was:
                continue
            found[visit] = part
            if _places(part) != _places(was):
                led = with_ways(facts, visit, replace(part, items=was.items), part.items)
                if led.moves != part.moves:
                    found[visit] = led
                    new_ways.append(visit)
        after = state.with_visits(found)
        if new_ways:
            after = after.with_visits(with_vehicles(facts, session.rules, after.visit_plans, new_ways))
        return after


LOOK_AGAIN = bilingual("再看一次改了什么", "look at its changes again")


def _places(part: VisitPlan) -> list[tuple[str, int, int, str, str | None]]:
    """Return what ways depend on."""
    return sorted((item.id, item.start, item.end, item.place, item.room) for item in part.items)


def _row(row: DecidedRow, copy: WorkbookCopy, moved: Collection[Any], texts: BoardTexts) -> dict[str, Any]:
    words = texts.words
    sides = SIDE_OF_FIELD.get(row.field, SIDES)
    clash = any((id, side) in moved for id in row.ids for side in sides)
    what = next((title for id in row.ids if (title := texts.title(id)) != id), "")
    now = row.now if row.field != "what" else words.pick("（整行删去）", "(the row is gone)")
    here = [_here(id, copy.against, texts) for id in row.ids]
    return {
        "source": row.source,
        "cell": str(row.ref),
        "what": what or row.was or row.now,
        "was": row.was,
        "now": now,
        "here": next((text for text in here if text), "") if clash else "",
        "clash": clash,
    }


def _here(id: str, state: BoardState, texts: BoardTexts) -> str:
    """Say when and where an item or move is on the board."""
    words = texts.words
    if (item := state.item(id)) is not None:
        when = f"{texts.moment(item.start)}–{words.time(item.end)}"
        return words.comma.join([when, texts.paper.item_texts.where(item)])
    if (move := state.move(id)) is not None:
        return f"{texts.moment(move.depart)}–{words.time(move.arrive)}"
    return ""


def _fault(fault: Fault, words: Words) -> str:
    what = in_language(fault.what, words.lang)
    maybe = in_language(fault.maybe, words.lang) if fault.maybe else ""
    text = words.semicolon.join(part for part in (what, maybe) if part)
    return f"{fault.where} {text}".strip()
