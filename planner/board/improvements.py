"""Improving what is on the board: the search beside it, its progress, and the better plan that it offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.changed_sides import night_id
from models.domain.errors import JiedaiError
from models.domain.pins import Pin, pin_as_planned
from planner.board.apply_by_hand import NotByHand, pin_of
from planner.board.board_texts import changes_told
from planner.board.improving import MAX_SECONDS, ImprovementTask, RunningImprovement
from planner.board.judged_changes import judged
from planner.board.offers import BoardOffer, state_after
from planner.board.session import rows_by_hand
from planner.board.week_view import changed_bars
from planner.papers.progress_line import line_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from models.domain.plan import Plan
    from planner.board.offers import OfferBook
    from planner.board.operations import BoardView
    from planner.board.session import BoardSession
    from planner.board.state import BoardState
    from planner.language.words import Words
    from planner.services.result import Progress


@dataclass
class Improvements:
    """The search for a better plan of a session: one at a time."""

    session: BoardSession
    offers: OfferBook
    running: RunningImprovement | None = None
    base: BoardState | None = None
    latest: Progress | None = None
    offer: BoardOffer | None = None
    number: int = 0
    failed: JiedaiError | None = None
    ended: bool = False
    chosen: frozenset[str] = frozenset()
    """The visits that are to be improved; empty: all."""

    def start(self, seconds: float, visits: Collection[str] = ()) -> None:
        """Begin to look for a better plan.

        Parameters
        ----------
        visits : collection of str
            Those that are to be improved: the others stay exactly as they are. Empty: all.

        Raises
        ------
        NotByHand
            When a search runs already.
        """
        session = self.session
        with session.lock:
            if self.running is not None:
                raise NotByHand(bilingual("正在优化", "it is being improved already"))
            self.leave()
            state = self.base = session.state
            seconds = min(max(seconds, 1.0), MAX_SECONDS)
            self.chosen = frozenset(visits) & {visit.id for visit in state.week.visits}
            others = tuple(pins_of_others(state, self.chosen)) if self.chosen else ()
            mine = tuple(pin for pin in state.pins if not others or pin.visit in self.chosen)
            by_hand = tuple(pin for pin in self._kept_by_hand(state) if not others or pin.visit in self.chosen)
            task = ImprovementTask(state.week, session.edition, state.plan(), mine, by_hand, seconds, others)
            self.running = RunningImprovement(task, self._progress, self._end)
            self.running.start()
        session.tell({"kind": "improving"})

    def _kept_by_hand(self, state: BoardState) -> tuple[Pin, ...]:
        """Return time and place of what was moved by hand and breaks no must, as pins."""
        wrong = {id for broken in self.session.score().musts for id in broken.violation.about.rows}
        plan, found = state.plan(), list[Pin]()
        for id in rows_by_hand(self.session.history):
            if id in wrong or state.item(id) is None:
                continue
            for side in ("time", "place"):
                pin = pin_of(plan, id, side)
                found += [pin] if pin is not None else []
        return tuple(found)

    def stop(self) -> None:
        """End the search with the best so far."""
        if self.running is not None:
            self.running.stop()

    def leave(self) -> None:
        """Leave what was found."""
        self.latest = self.offer = self.failed = None
        self.number, self.ended = 0, False

    def taken(self, number: object) -> None:
        """Note that an offer was taken."""
        if number == self.number:
            self.leave()

    def close(self) -> None:
        """End everything."""
        if self.running is not None:
            self.running.close()

    # -- what the search says, in its thread

    def _progress(self, progress: Progress) -> None:
        self.latest = progress
        self.session.tell({"kind": "improving"})

    def _end(self, answer: Plan | JiedaiError | None) -> None:
        with self.session.lock:
            self.running, self.ended = None, True
            if isinstance(answer, JiedaiError):
                self.failed = answer
            elif answer is not None and self.base is not None:
                after = self._of_chosen(self.base, answer)
                self.offer = BoardOffer(self.base, after, ("优化", "improved"), improved=True)
                self.number = self.offers.add(self.offer)
        self.session.tell({"kind": "improving"})

    def _of_chosen(self, base: BoardState, plan: Plan) -> BoardState:
        """Return what a better plan makes of the chosen visits; nothing where that alone would break a must."""
        session = self.session
        after = state_after(base, session.facts_of(base.week), plan)
        if not self.chosen:
            return after
        after = base.with_visits({visit: after.visit_plans[visit] for visit in sorted(self.chosen)})
        if base.week is not session.state.week:
            return after
        return base if judged(session.score(base), session.score(after)).level == "must" else after

    # -- what a page shows of it

    def state(self, words: Words, view: BoardView) -> dict[str, Any]:
        """Return how far it is, and the better plan as ghosts with what changes for each visit."""
        found: dict[str, Any] = {"running": self.running is not None, "ended": self.ended, "line": "", "offer": 0}
        if self.latest is not None:
            found["line"] = line_of(self.latest, words).strip()
        if self.failed is not None:
            found["line"] = self.failed.told(words.lang)
        if self.offer is None or self.offer.base.week is not self.session.state.week:
            return found
        names = {visit.id: visit.client for visit in self.offer.after.week.visits}
        after = self.session.state.with_visits({v: self.offer.after.visit_plans[v] for v in self.offer.visits})
        return {
            **found,
            "offer": self.number,
            "visits": [{"id": visit, "client": names[visit]} for visit in self.offer.visits],
            "bars": changed_bars(self.session, after, words, view),
            "told": changes_told(self.session, self.session.state, after, words),
            "text": words.pick("没有找到更好的", "Nothing better was found") if not self.offer.visits else "",
        }


def pins_of_others(state: BoardState, visits: Collection[str]) -> Iterator[Pin]:
    """Yield pins that hold all that is planned of the visits that are not among some, and that the rest is left out."""
    plan = state.plan()
    for visit in state.visit_plans:
        if visit in visits:
            continue
        part = plan.of(visit)
        ids = [item.id for item in part.items] + [move.id for move in part.moves]
        ids += [night_id(night) for night in part.nights]
        yield from (pin for id in ids if (pin := pin_as_planned(part, id)).sides)
        left = [row for row in part.left_out if not row.is_whole_visit and row.reason != "not_planned_yet"]
        yield from (Pin(of=f"{visit}/{row.request}", out=True) for row in left)
