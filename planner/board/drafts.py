"""Drafts of one week: every state of the history with its name, other plan files, and what the search offers."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import Half, bilingual
from models.domain.clock import BEIJING
from models.domain.errors import FaultyInput
from models.domain.facts import Facts
from models.domain.unknown_ids import unknown_ids
from planner.board.apply_by_hand import NotByHand
from planner.board.draft_texts import DRAFT_TEXTS
from planner.board.session import state_with
from planner.board.state import BoardState, state_of
from planner.formats.plan_json import read_plan
from planner.language.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from planner.board.offers import BoardOffer
    from planner.board.past import PastState
    from planner.board.session import BoardSession, BoardStep

MOST_LISTED = 300
"""States that a page lists, the latest; those with a name are listed always."""
MAX_NAME = 40
MOST_FILES = 30
MAX_PLAN_BYTES = 50_000_000
"""Plan files beside that are offered, and how large one may be."""
BOTH_LANGUAGES: tuple[Half, ...] = ("zh", "en")
STATE, FILE, OFFER = "state", "file", "offer"
"""Kinds of draft; the ids that a page knows are ``state:7``, ``file:3`` and ``offer:``."""


@dataclass
class DraftBook:
    """The drafts of a session.

    Parameters
    ----------
    offer : callable
        Returns the plan that the search offers now.
    others : sequence of Path
        Plan files that were named besides.
    """

    session: BoardSession
    offer: Callable[[], BoardOffer | None]
    others: Sequence[Path] = ()
    _files: dict[Path, tuple[tuple[int, int], BoardState | None]] = field(default_factory=dict, init=False)
    _numbers: dict[Path, int] = field(default_factory=dict, init=False)

    # -- what there is

    def listed(self, words: Words) -> list[dict[str, Any]]:
        """Return what can be compared and gone back to, the latest first, then what is not of this history."""
        session, history = self.session, self.session.history
        with session.lock:
            steps = {step.number: step for step in (*history.aside, *history.steps)}
            undone = {step.number for step in (*history.aside, *history.steps[history.at + 1 :])}
            saved = set(session.past.saved.values()) if session.past else set()
            past = dict(session.past.states) if session.past else {}
            names, now = dict(history.names), history.now.number
        found: list[dict[str, Any]] = []
        for number in sorted({*steps, *past}, reverse=True):
            each: BoardStep | PastState = steps.get(number) or past[number]
            if len(found) >= MOST_LISTED and not names.get(number) and number != now:
                continue
            found.append({
                "id": f"{STATE}:{number}",
                "kind": STATE,
                "number": number,
                "text": words.pick(*each.said),
                "name": names.get(number, ""),
                "by": each.by,
                "at": _moment(each.at, words),
                "now": number == now,
                "undone": number in undone,
                "saved": number in saved,
            })  # fmt: skip
        return [*found, *self._others(words)]

    def _others(self, words: Words) -> Iterator[dict[str, Any]]:
        more = {"name": "", "by": "", "at": "", "now": False, "undone": False, "saved": False}
        if self.offer() is not None:
            text = words.pick(*DRAFT_TEXTS["draft_offer"])
            yield {"id": f"{OFFER}:", "kind": OFFER, "text": text, **more}
        for path in self._plan_files():
            if self._plan_of(path) is not None:
                number = self._numbers.setdefault(path, len(self._numbers) + 1)
                yield {"id": f"{FILE}:{number}", "kind": FILE, "text": self._called(path), **more}

    def title(self, id: str, words: Words) -> str:
        """Say what a draft is called."""
        kind, number = _id_of(id)
        if kind == STATE:
            history, past = self.session.history, self.session.past
            name = history.names.get(number)
            if name:
                return name
            if number == history.now.number:
                return words.pick(*DRAFT_TEXTS["draft_now"])
            said = next((s.said for s in (*history.aside, *history.steps) if s.number == number), None)
            said = said or (past.states[number].said if past and number in past.states else ("", ""))
            return f"{number} {words.pick(*said)}"
        if kind == OFFER:
            return words.pick(*DRAFT_TEXTS["draft_offer"])
        return self._called(self._path(number))

    # -- other plan files of the week

    def _plan_files(self) -> list[Path]:
        own, folder = self.session.path, self.session.path.parent
        beside = [*folder.glob("*.json"), *folder.parent.glob("*/plan.json")]
        found = [path for path in dict.fromkeys((*self.others, *sorted(beside))) if path.resolve() != own.resolve()]
        return [path for path in found if path.is_file() and path.stat().st_size <= MAX_PLAN_BYTES][:MOST_FILES]

    def _called(self, path: Path) -> str:
        """Name a file by its folder where that is another one."""
        same = path.parent.resolve() == self.session.path.parent.resolve()
        return path.name if same else f"{path.parent.name}/{path.name}"

    def _plan_of(self, path: Path) -> BoardState | None:
        """Return the plan of a file; None: it is none of this week."""
        about = path.stat()
        stamp = about.st_mtime_ns, about.st_size
        known = self._files.get(path)
        if known is None or known[0] != stamp:
            known = self._files[path] = stamp, self._read(path)
        return known[1]

    def _read(self, path: Path) -> BoardState | None:
        session = self.session
        try:
            if not _is_plan(path, session.state.week.id):
                return None
            week, _, plan = read_plan(path)
        except (FaultyInput, OSError, ValueError):
            return None
        with session.lock:
            own = session.state.week
            facts = session.facts if week == own else Facts(week, session.edition)
        return state_of(facts, plan)

    def _path(self, number: int) -> Path:
        path = next((path for path, known in self._numbers.items() if known == number), None)
        if path is None or not path.is_file():
            raise NotByHand(bilingual("这份计划已不在", "that plan is gone"), bilingual("重新打开历史", "look again"))
        return path

    # -- one of them

    def state(self, id: str) -> BoardState:
        """Return a draft as a state.

        Raises
        ------
        NotByHand
            When it is not there any more, or damaged.
        """
        kind, number = _id_of(id)
        gone = NotByHand(bilingual("这份草稿已不在", "that draft is gone"), bilingual("重新打开历史", "look again"))
        if kind == OFFER:
            offer = self.offer()
            if offer is None:
                raise gone
            return offer.after
        if kind == FILE:
            found = self._plan_of(self._path(number))
            if found is None:
                raise gone
            return found
        step = self._step(number)
        return step.state if step is not None else self._at_rest(number)

    def _step(self, number: int) -> BoardStep | None:
        history = self.session.history
        return next((step for step in (*history.aside, *history.steps) if step.number == number), None)

    def _at_rest(self, number: int) -> BoardState:
        session = self.session
        try:
            if session.past is None:
                raise KeyError(number)
            data = session.past.data(number)
            found = state_with(replace(session.state, seats={}), data)
        except (KeyError, ValueError, TypeError, OSError):
            what = bilingual("历史文件里这一步已损坏", "this state is damaged in the history file")
            raise NotByHand(what, bilingual("换一步", "take another")) from None
        return _with_known_parts(found, session.state)

    # -- what is done with them

    def call(self, id: str, name: str, by: str) -> None:
        """Give a state of the history a name.

        Raises
        ------
        NotByHand
            When it is no state of the history, or another one has the name.
        """
        kind, number = _id_of(id)
        session, name = self.session, " ".join(name.split())[:MAX_NAME]
        with session.lock:
            if kind != STATE or (self._step(number) is None and not (session.past and number in session.past.states)):
                raise NotByHand(bilingual("这一步不在历史里", "it is no state of the history"))
            if name and any(known == name and other != number for other, known in session.history.names.items()):
                what = bilingual(f"已有一步叫“{name}”", f"another state is called {name}")
                raise NotByHand(what, bilingual("换个名字", "take another name"))
            if session.history.names.get(number, "") != name:
                session.call(number, name, by)

    def back_to(self, id: str, by: str) -> tuple[BoardState, tuple[str, str]]:
        """Make a draft the state that is shown, as an operation that can be undone; return the one before.

        Raises
        ------
        NotByHand
        """
        session = self.session
        with session.lock:
            state = self.state(id)
            kind, _ = _id_of(id)
            if kind == FILE:
                state = self._of_this_week(state)
            zh, en = (self.title(id, Words(lang)) for lang in BOTH_LANGUAGES)
            verb = ("回到", "back to") if kind == STATE else ("改用", "took")
            said = f"{verb[0]}：{zh}", f"{verb[1]}: {en}"
            return session.put(state, said, by), said

    def _of_this_week(self, state: BoardState) -> BoardState:
        """Return the plan of a file as one of the week that is shown."""
        session = self.session
        plan = state.plan()
        wrong = list(unknown_ids(session.state.week, plan, ""))
        if wrong:
            raise FaultyInput(wrong)
        found = replace(state_of(session.facts, plan), seats=session.state.seats)
        return _with_known_parts(found, session.state)


def _id_of(id: str) -> tuple[str, int]:
    kind, _, number = id.partition(":")
    if kind not in (STATE, FILE, OFFER) or not (number.isdecimal() or kind == OFFER):
        raise NotByHand(bilingual("没有这份草稿", "no such draft"))
    return kind, int(number or 0)


def _with_known_parts(found: BoardState, now: BoardState) -> BoardState:
    """Return a state whose equal parts are the very objects of another one: what is the same is not judged again."""
    known = now.visit_plans
    parts = {v: known[v] if v in known and known[v] == part else part for v, part in found.visit_plans.items()}
    return replace(found, week=now.week if now.week == found.week else found.week, visit_plans=parts)


def _is_plan(path: Path, week: str) -> bool:
    """Tell whether a file may be a plan of a week: cheaper than to read it by its rules."""
    data = json.loads(path.read_bytes())
    return isinstance(data, dict) and isinstance(data.get("week"), dict) and data["week"].get("id") == week


def _moment(at: str, words: Words) -> str:
    """Say when something was done: 10月20日 周二 14:20."""
    try:
        moment = dt.datetime.fromisoformat(at).astimezone(BEIJING)
    except ValueError:
        return ""
    return f"{words.day(moment.date())} {moment:%H:%M}"
