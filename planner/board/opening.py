"""A plan.json opened on the board: with what its journal tells, and what was changed outside, told and kept."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout
from pydantic import ValidationError

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.facts import Facts
from models.domain.pins import Pin
from models.domain.promised_requests import with_memory
from models.domain.unknown_ids import unknown_ids
from planner.board.apply_by_hand import pin_of, side_of
from planner.board.journal import Journal, digest, journal_of, read_journal
from planner.board.past import history_of, read_past
from planner.board.session import BoardHistory, BoardSession, BoardStep, replayed
from planner.board.state import state_of
from planner.formats.plan_json import read_plan
from planner.seating.hand_seats import read_seats

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from models.domain.week import Week
    from planner.board.journal import JournalFound, JournalHead
    from planner.board.past import PastStates
    from planner.board.state import BoardState


WEEK_CHANGED = (
    "来访资料在排定之后改过：按新的资料检查",
    "the week was changed after it was planned: the plan is judged by the week as it is now",
)


@dataclass(frozen=True)
class OpenedBoard:
    """A session, and what is to be told about how it was opened, in both languages."""

    session: BoardSession
    notices: tuple[tuple[str, str], ...] = ()


@contextmanager
def alone_on_board(plan: Path) -> Iterator[None]:
    """Keep a second board away from a plan.json.

    Raises
    ------
    FaultyInput
        When it is open on another board.
    """
    lock = FileLock(plan.with_name(f".{plan.stem}.board-lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        what = bilingual("已在另一个看板中打开", "is open on another board")
        maybe = bilingual("用那一个窗口，或先把它关闭", "use that one, or close it first")
        raise FaultyInput([Fault(plan.name, "", what, maybe)]) from None
    try:
        yield
    finally:
        lock.release()


def open_board(plan: Path, week: Week | None = None) -> OpenedBoard:
    """Open a plan.json.

    Parameters
    ----------
    week : Week, optional
        As its workbook or folder says it now; None: the week within plan.json. Events that were told to the board stand
        in plan.json: they are kept as long as the workbook has not changed since.

    Raises
    ------
    FaultyInput
        When the plan cannot be read or names what the week does not have.
    """
    content = plan.read_bytes()
    own_week, edition, found_plan = read_plan(plan)
    journal = journal_of(plan)
    found = read_journal(journal)
    source = digest(week.model_dump_json().encode()) if week is not None else ""
    known_source = week is None or (found.head is not None and found.head.source == source)
    current = own_week if known_source or week is None else with_memory(week, own_week.memory)
    wrong = list(unknown_ids(own_week, found_plan, plan.name))
    if wrong:
        raise FaultyInput(wrong)
    start = replace(state_of(Facts(current, edition), found_plan), seats=read_seats(plan))
    notices: list[tuple[str, str]] = []
    if current is not own_week and current != own_week:
        notices.append(WEEK_CHANGED)
    start = _with_pins(start, found, content)
    session = BoardSession(plan, edition, start, content, source)
    session.journal = Journal(journal)
    past = session.past = read_past(history_of(plan))
    first = _first_step(start, past, found.head, content)
    session.history = BoardHistory([first], names=dict(past.names), count=past.last)
    if _goes_on(found, content, known_source=known_source):
        session.history = replayed(first, found.lines)
        session.history.names = past.names | session.history.names
        session.history.count = max(session.history.count, past.last)
        if session.history.at:
            done = session.history.at
            notices.append(
                (f"已恢复上次没有保存的 {done} 步操作", f"{done} changes that were not saved are there again")
            )
    else:
        if found.head is not None and found.lines and found.last_saved != digest(content):
            kept = _set_aside(journal)
            notices.append((
                f"plan.json 在看板之外改过；上次没有保存的操作留在 {kept.name}",
                f"plan.json was changed outside the board; what was not saved is kept in {kept.name}",
            ))  # fmt: skip
        session.journal.begin(session.head())
    return OpenedBoard(session, tuple(notices))


def _first_step(start: BoardState, past: PastStates, head: JournalHead | None, content: bytes) -> BoardStep:
    """Return the step that plan.json is: the one at rest that it was saved as, that of the journal, or a new one."""
    base = digest(content)
    known = past.states.get(past.saved.get(base, 0))
    if known is None:
        number = head.state if head is not None and head.base == base else 0
        return BoardStep(start, ("打开", "opened"), number=number or past.last + 1)
    return BoardStep(start, known.said, known.by, number=known.number, at=known.at)


def _goes_on(found: JournalFound, content: bytes, *, known_source: bool) -> bool:
    """Tell whether the lines of a journal go on from a plan.json and a week."""
    if found.head is None or found.head.base != digest(content):
        return False
    return known_source or not any("week" in line for line in found.lines)


def _with_pins(start: BoardState, found: JournalFound, content: bytes) -> BoardState:
    """Return a state with what was pinned when its plan.json was saved, as far as it is still so."""
    if found.head is None:
        return start
    said: Iterable[dict[str, Any]] = found.head.pins
    if found.head.base != digest(content):
        said = next((line["pins"] for line in reversed(found.lines) if "pins" in line), said)
    pins, plan = [], start.plan()
    for data in said:
        try:
            pin = Pin.model_validate(data)
        except ValidationError:
            continue
        if pin_of(plan, pin.of, side_of(pin)) == pin:
            pins.append(pin)
    return replace(start, pins=tuple(pins))


def _set_aside(journal: Path) -> Path:
    """Give a journal that does not go on from plan.json another name, so that nothing of it is lost."""
    number = 1
    while (kept := journal.with_name(f"{journal.stem}-{number}{journal.suffix}")).exists():
        number += 1
    journal.rename(kept)
    return kept
