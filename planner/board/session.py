"""One plan that is open on the board: its states one after the other, who did what, and the journal of it.

Everything that a page asks goes through one session, one request at a time.
"""

from __future__ import annotations

import datetime as dt
import json
import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.changed_sides import changed_sides
from models.domain.clock import BEIJING
from models.domain.errors import Fault, FaultyInput
from models.domain.facts import Facts
from models.domain.pins import Pin
from models.domain.plan import Item, LeftOut, Move, Night, VisitPlan
from models.domain.revision import Revision
from models.rules.catalogue import rules as rules_of
from planner.board.apply_by_hand import applied
from planner.board.changed_facts import changed_facts, week_after, week_data
from planner.board.journal import Journal, JournalHead, digest
from planner.board.judged_changes import BoardJudge, judged
from planner.board.seat_states import changed_seat_rows, seats_data, seats_with
from planner.formats.folder_exchange import alone_in, exchange
from planner.formats.plan_json import document, document_text
from planner.judging.check import judge
from planner.seating.hand_seats import read_seats, seats_file, seats_text
from planner.services.plan_file import quality

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from models.domain.policy import Edition
    from models.domain.week import Week
    from models.rules.core.score import Score
    from planner.board.judged_changes import JudgedChange
    from planner.board.operations import HandOperation
    from planner.board.past import PastStates
    from planner.board.state import BoardState
    from planner.judging.check import Report

VISIT_PARTS = ("items", "moves", "nights", "left_out")
"""Fields of a visit's plan."""


@dataclass(frozen=True)
class BoardStep:
    """A state in the history of a board.

    Attributes
    ----------
    said : tuple of str
        What led to it, Chinese and English.
    by : str
        Who did it.
    improved : bool
        Whether the search made it: what was moved by hand before is no longer provisional.
    number : int
        Names it for good, also when it is at rest; ``BoardHistory`` gives the next one where it is 0.
    at : str
        When, ISO 8601.
    """

    state: BoardState
    said: tuple[str, str]
    by: str = ""
    improved: bool = False
    number: int = 0
    at: str = ""


@dataclass(frozen=True)
class LastChange:
    """Who changed a row last: told to whoever comes too late."""

    number: int
    by: str
    said: tuple[str, str]


class StaleOperation(FaultyInput):
    """Somebody else has changed the row since the page was drawn."""

    def __init__(self, change: LastChange) -> None:
        self.change = change
        who = change.by or bilingual("另一窗口", "another window")
        what = bilingual(f"{who}刚改过这一项：{change.said[0]}", f"{who} has just changed this item: {change.said[1]}")
        super().__init__([Fault("", "", what, bilingual("看过新的安排再改", "look at it as it is now"))])

    def __reduce__(self) -> tuple[type[StaleOperation], tuple[LastChange]]:  # type: ignore[override]
        return type(self), (self.change,)


@dataclass
class BoardHistory:
    """The states of a session; those behind ``at`` were undone.

    Attributes
    ----------
    aside : list of BoardStep
        Those that were undone before something else was done: they can still be gone back to.
    names : dict
        Number of a state, also of one at rest, → what it is called.
    count : int
        The highest number so far.
    """

    steps: list[BoardStep]
    at: int = 0
    aside: list[BoardStep] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    count: int = 0

    def __post_init__(self) -> None:
        self.count = max(self.count, *(step.number for step in self.steps))

    @property
    def now(self) -> BoardStep:
        """The step that is shown."""
        return self.steps[self.at]

    def do(self, step: BoardStep) -> None:
        """Go on with another state; what was undone lies aside."""
        number = step.number or self.count + 1
        self.count = max(self.count, number)
        self.aside += self.steps[self.at + 1 :]
        self.steps[self.at + 1 :] = [replace(step, number=number)]
        self.at += 1

    def go(self, by: int) -> bool:
        """Go back or forward; tell whether there is somewhere to go."""
        if not 0 <= self.at + by < len(self.steps):
            return False
        self.at += by
        return True


@dataclass
class _Judged:
    """What is kept of the week of the state that is shown."""

    facts: Facts
    judge: BoardJudge
    scores: dict[int, Score] = field(default_factory=dict)
    pinned: tuple[tuple[Pin, ...], Facts] | None = None


class BoardSession:
    """A plan that is open.

    Parameters
    ----------
    path : Path
        plan.json: the truth at rest.
    start : BoardState
        As plan.json has it.
    content : bytes
        Of plan.json.
    source : str
        SHA-256 of the week as its workbook or folder says it.

    Attributes
    ----------
    number : int
        Goes up with every change: pages that know another one draw again.
    changes : dict
        Row → who changed it last.
    past : PastStates or None
        The states at rest; None: they are not kept.
    """

    def __init__(self, path: Path, edition: Edition, start: BoardState, content: bytes, source: str = "") -> None:
        self.path, self.edition, self.content, self.source = path, edition, content, source
        self.rules = tuple(rules_of(edition))
        self.history = BoardHistory([BoardStep(start, ("打开", "opened"))])
        self.saved = start
        self.lock = threading.RLock()
        self.number = 0
        self.changes: dict[str, LastChange] = {}
        self.listeners: list[Callable[[dict[str, Any]], None]] = []
        self._kept: tuple[Week, _Judged] | None = None
        self.journal: Journal | None = None
        self.past: PastStates | None = None

    # -- the state that is shown

    @property
    def state(self) -> BoardState:
        """The state that is shown."""
        return self.history.now.state

    @property
    def facts(self) -> Facts:
        """The week and the edition; nothing is announced, so that a plan is judged as ``jiedai check`` does."""
        return self._judged.facts

    def facts_of(self, week: Week) -> Facts:
        """Return the facts of a week that was shown; those that are kept where it is the one shown now."""
        return self.facts if week is self.state.week else Facts(week, self.edition)

    @property
    def pinned_facts(self) -> Facts:
        """The same with what is pinned: for what looks for vehicles, times and plans."""
        kept, pins = self._judged, self.state.pins
        if not pins:
            return kept.facts
        if kept.pinned is None or kept.pinned[0] != pins:
            kept.pinned = pins, Facts(kept.facts.week, self.edition, Revision(pins=pins))
        return kept.pinned[1]

    @property
    def _judged(self) -> _Judged:
        week = self.state.week
        if self._kept is None or self._kept[0] is not week:
            facts = Facts(week, self.edition)
            self._kept = week, _Judged(facts, BoardJudge(facts, self.rules))
        return self._kept[1]

    def score(self, state: BoardState | None = None) -> Score:
        """Return the score of a state of the same week; of the one that is shown by default."""
        kept = self._judged
        wanted = state or self.state
        if wanted is not self.state:
            return kept.judge.score(wanted)
        key = id(wanted)
        if key not in kept.scores:
            kept.scores = {key: kept.judge.score(wanted)}
        return kept.scores[key]

    def report(self) -> Report:
        """Return the report of the independent checker on the state that is shown."""
        return judge(self.facts, self.state.plan(), self.rules)

    # -- what is done

    def try_out(self, operation: HandOperation) -> JudgedChange:
        """Judge an operation without doing it.

        Raises
        ------
        FaultyInput
            When it cannot be done at all.
        """
        before = self.score()
        after = applied(self.pinned_facts, self.rules, self.state, operation)
        return judged(before, self.score(after))

    def do(self, operation: HandOperation, said: tuple[str, str], by: str = "", known: int | None = None) -> BoardState:
        """Do an operation, once it is in the journal.

        Parameters
        ----------
        known : int or None
            ``number`` of the session when the page was drawn; None: whatever was changed since.

        Raises
        ------
        StaleOperation
            When somebody has changed one of its rows since.
        FaultyInput
            When it cannot be done.
        """
        rows = [operation.of, *([operation.other] if operation.kind == "swap" else [])]
        self.refuse_stale(rows, known)
        after = applied(self.pinned_facts, self.rules, self.state, operation)
        return self.put(after, said, by)

    def refuse_stale(self, rows: list[str], known: int | None) -> None:
        """Refuse what was meant for rows that somebody has changed since the page was drawn.

        Raises
        ------
        StaleOperation
        """
        for row in rows if known is not None else ():
            change = self.changes.get(row)
            if change is not None and known is not None and change.number > known:
                raise StaleOperation(change)

    def put(self, after: BoardState, said: tuple[str, str], by: str = "", *, improved: bool = False) -> BoardState:
        """Make a state the one that is shown, once it is in the journal; return the one before."""
        before = self.state
        if _same(before, after):
            return before
        more = {"improved": True} if improved else {}
        number, now = self.history.count + 1, _now()
        line = {"did": "do", "state": number, "at": now, "by": by, "said": list(said), **more}
        self._write({**line, **change_data(before, after)})
        self.history.do(BoardStep(after, said, by, improved, number, now))
        self._moved(before, after, by, said)
        return before

    def undo(self, by: str = "") -> BoardStep | None:
        """Go back by one operation, and return which; None: there is none."""
        undone = self.history.now
        if self.history.at == 0:
            return None
        there = self.history.steps[self.history.at - 1]
        line = {"did": "undo", "state": there.number, "at": _now(), "by": by}
        self._write({**line, **change_data(undone.state, there.state)})
        self.history.go(-1)
        self._moved(undone.state, self.state, by, (f"撤销：{undone.said[0]}", f"undone: {undone.said[1]}"))
        return undone

    def redo(self, by: str = "") -> BoardStep | None:
        """Do again what was undone last, and return it; None: there is nothing."""
        if self.history.at + 1 >= len(self.history.steps):
            return None
        before, there = self.state, self.history.steps[self.history.at + 1]
        line = {"did": "redo", "state": there.number, "at": _now(), "by": by}
        self._write({**line, **change_data(before, there.state)})
        self.history.go(+1)
        self._moved(before, self.state, by, self.history.now.said)
        return self.history.now

    def call(self, number: int, name: str, by: str = "") -> None:
        """Give a state a name; ``""``: none any more."""
        self._write({"did": "name", "state": number, "name": name, "at": _now(), "by": by})
        self.history.names[number] = name
        self.tell({"kind": "named", "number": self.number})

    def _moved(self, before: BoardState, after: BoardState, by: str, said: tuple[str, str]) -> None:
        self.number += 1
        for id in changed_rows(before, after):
            self.changes[id] = LastChange(self.number, by, said)
        self.tell({"kind": "changed", "number": self.number, "by": by})

    def tell(self, news: dict[str, Any]) -> None:
        """Tell every open page."""
        for listener in list(self.listeners):
            listener(news)

    # -- on the disk

    def _write(self, line: Mapping[str, Any]) -> None:
        if self.journal is not None:
            self.journal.add(line)

    def is_saved(self) -> bool:
        """Tell whether plan.json and the seats beside it are what is shown."""
        return _same(self.saved, self.state, pins=False)

    def text(self) -> str:
        """Return plan.json of what is shown: the very text that was opened where nothing is changed."""
        if _same(self.saved, self.state, pins=False, seats=False):
            return self.content.decode("utf-8")
        report = self.report()
        made = document(report.week, report.edition, report.plan, quality(report))
        office = json.loads(self.content).get("office", made["office"])  # how far the office is stays as it was
        return document_text({**made, "office": office})

    def save(self) -> None:
        """Write plan.json, and begin the journal anew: at every moment one of the two tells all.

        Raises
        ------
        FaultyInput
            When plan.json was changed by somebody else since.
        OSError
            When it cannot be written.
        """
        content, seats = self.text().encode("utf-8"), seats_file(self.path)
        with alone_in(self.path.parent):
            if self.path.read_bytes() != self.content:
                raise FaultyInput([Fault(self.path.name, "", CHANGED_OUTSIDE, SAVE_ELSEWHERE)])
            if self.state.seats != self.saved.seats and self.seats_changed_outside():
                raise FaultyInput([Fault(seats.name, "", CHANGED_OUTSIDE, SAVE_ELSEWHERE)])
            new: dict[str, bytes | str] = {self.path.name: content} if content != self.content else {}
            if content != self.content:
                self._write({"did": "save", "plan": digest(content)})
            self._keep_states(digest(content))
            if self.state.seats != self.saved.seats and self.state.seats:
                new[seats.name] = seats_text(self.state.seats)
            stale = [seats.name] if seats.exists() and self.saved.seats and not self.state.seats else []
            if new or stale:
                exchange(self.path.parent, new, stale)
        self.content, self.saved = content, self.state
        if self.journal is not None:
            self.journal.begin(self.head())
        self.tell({"kind": "saved", "number": self.number})

    def seats_changed_outside(self) -> bool:
        """Tell whether another program has written the seats beside plan.json since they were read."""
        try:
            return read_seats(self.path) != dict(self.saved.seats)
        except FaultyInput:
            return True

    def _keep_states(self, plan: str) -> None:
        """Put the states and names that the journal alone has into the history at rest, before it begins anew."""
        past, history = self.past, self.history
        if past is None:
            return
        known: dict[int, str] = {}
        lines: list[dict[str, Any]] = []
        for step in sorted([*history.aside, *history.steps], key=lambda step: step.number):
            if step.number not in past.states:
                lines += state_lines(past, step, known)
        names = history.names.items()
        lines += [{"named": number, "name": name} for number, name in names if past.names.get(number, "") != name]
        if past.saved.get(plan) != history.now.number:
            lines.append({"saved": plan, "state": history.now.number})
        if lines:
            past.add(lines)

    def head(self) -> JournalHead:
        """Return the first line of a journal that goes on from plan.json as it is."""
        pins = tuple(pin.model_dump(mode="json", exclude_none=True) for pin in self.saved.pins)
        return JournalHead(digest(self.content), pins, self.source, self.history.now.number)


def _now() -> str:
    return dt.datetime.now(BEIJING).isoformat(timespec="seconds")


CHANGED_OUTSIDE = bilingual("文件已被别的程序改过，没有覆盖", "another program has changed the file: not overwritten")
SAVE_ELSEWHERE = bilingual("关闭看板再打开，两边的改动都会保留", "close the board and open it again: both are kept")


def _same(a: BoardState, b: BoardState, *, pins: bool = True, seats: bool = True) -> bool:
    same = (a.week is b.week or a.week == b.week) and (not seats or a.seats == b.seats)
    return same and a.visit_plans == b.visit_plans and (not pins or a.pins == b.pins)


def changed_rows(before: BoardState, after: BoardState) -> list[str]:
    """Return the items, moves and nights that differ between two states, or whose pins do, and facts that differ."""
    visits = {v for v, part in after.visit_plans.items() if part is not before.visit_plans.get(v)}
    visits |= set(before.visit_plans) - set(after.visit_plans)
    found = []
    for visit in sorted(visits):
        had, has = (replace(s, visit_plans={v: p for v, p in s.visit_plans.items() if v == visit}).plan()
                    for s in (before, after))  # fmt: skip
        found += [id for id, _ in changed_sides(had, has)]
    pins = set(before.pins) ^ set(after.pins)
    facts = changed_facts(before.week, after.week)
    seats = changed_seat_rows(before.seats, after.seats)
    return list(dict.fromkeys([*found, *sorted(pin.of for pin in pins), *facts, *seats]))


def rows_by_hand(history: BoardHistory) -> list[str]:
    """Return the rows that were changed by hand since the plan was opened or improved last: they are provisional."""
    last = next((k for k in range(history.at, 0, -1) if history.steps[k].improved), 0)
    return changed_rows(history.steps[last].state, history.now.state)


# ---------------------------------------------------------------- states as lines of the journal


def change_data(before: BoardState, after: BoardState) -> dict[str, Any]:
    """Return what is different after a change as plain data."""
    visits = {
        visit: part_data(part)
        for visit, part in after.visit_plans.items()
        if part is not before.visit_plans.get(visit) and part != before.visit_plans.get(visit)
    }
    data: dict[str, Any] = {"visits": visits}
    if after.pins != before.pins:
        data["pins"] = [pin.model_dump(mode="json", exclude_none=True) for pin in after.pins]
    if after.week is not before.week:
        data["week"] = week_data(before.week, after.week)
    return data | seats_data(before.seats, after.seats)


def part_data(part: VisitPlan) -> dict[str, Any]:
    """Return a visit's plan as plain data."""
    return {name: [fact.model_dump(mode="json") for fact in getattr(part, name)] for name in VISIT_PARTS}


def state_lines(past: PastStates, step: BoardStep, known: dict[int, str]) -> list[dict[str, Any]]:
    """Return the lines that put a state into the history at rest.

    Parameters
    ----------
    known : dict
        Digests of facts by ``id``, as long as these live; what is digested here is added.
    """
    lines: list[dict[str, Any]] = []

    def digest_of(fact: Any, kind: str, data: Callable[[Any], Any]) -> str:
        if id(fact) not in known:
            known[id(fact)], new = past.fact(kind, data(fact))
            lines.extend(new)
        return known[id(fact)]

    state = step.state
    parts = {visit: digest_of(part, "part", part_data) for visit, part in state.visit_plans.items()}
    week = digest_of(state.week, "week", lambda week: week.model_dump(mode="json"))
    pins = [pin.model_dump(mode="json", exclude_none=True) for pin in state.pins]
    line = {"state": step.number, "said": list(step.said), "by": step.by, "at": step.at}
    return [*lines, {**line, "week": week, "parts": parts, "pins": pins, **seats_data({}, state.seats)}]


def state_with(before: BoardState, data: Mapping[str, Any]) -> BoardState:
    """Return the state after a line of the journal.

    Raises
    ------
    ValueError
        When the line is damaged.
    """
    changed = {visit: _visit_plan(part) for visit, part in data.get("visits", {}).items()}
    week = before.week
    if data.get("week") is not None:
        week = week_after(before.week, data["week"])
    known = {visit.id for visit in week.visits}
    plans = {visit: part for visit, part in {**before.visit_plans, **changed}.items() if visit in known}
    pins = before.pins
    if "pins" in data:
        pins = tuple(Pin.model_validate(pin) for pin in data["pins"])
    return replace(before, week=week, visit_plans=plans, pins=pins, seats=seats_with(before.seats, data))


def _visit_plan(part: Mapping[str, Any]) -> VisitPlan:
    return VisitPlan(
        tuple(Item.model_validate(row) for row in part.get("items", ())),
        tuple(Move.model_validate(row) for row in part.get("moves", ())),
        tuple(Night.model_validate(row) for row in part.get("nights", ())),
        tuple(LeftOut.model_validate(row) for row in part.get("left_out", ())),
    )


def replayed(start: BoardStep, lines: list[dict[str, Any]]) -> BoardHistory:
    """Return the history that a journal tells; it ends before the first line that is damaged."""
    history = BoardHistory([start])
    for line in lines:
        if line.get("did") == "name" and isinstance(line.get("state"), int):
            history.names[line["state"]] = str(line.get("name", ""))[:80]
        if line.get("did") not in ("do", "undo", "redo"):
            continue
        try:
            after = state_with(history.now.state, line)
        except (ValueError, TypeError, AttributeError):
            break
        back = {"undo": -1, "redo": +1}.get(line["did"], 0)
        there = history.at + back
        if back and 0 <= there < len(history.steps) and _same(history.steps[there].state, after):
            history.go(back)
        else:  # an undo of what was done before the last save is a change like any other
            said = [str(text)[:400] for text in line.get("said", ())] or ["撤销", "undone"]
            number = line["state"] if isinstance(line.get("state"), int) else 0
            by, when = str(line.get("by", ""))[:40], str(line.get("at", ""))[:40]
            history.do(BoardStep(after, (said[0], said[-1]), by, line.get("improved") is True, number, when))
    return history
