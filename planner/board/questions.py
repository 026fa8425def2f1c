"""Questions to a plan that is open, answered piece by piece: why, good times, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual, in_language
from models.domain.clock import moment as iso_moment
from models.domain.errors import FaultyInput, JiedaiError
from models.domain.pins import Pin
from planner.board.apply_by_hand import NotByHand
from planner.board.board_texts import BoardTexts, paper_of
from planner.board.offers import BoardOffer, state_after
from planner.board.operations import MoveByHand
from planner.judging.check import Report
from planner.language.parse_events import parse_events
from planner.language.text import Unreadable
from planner.language.times.mentions import find_times
from planner.papers.answers import AnswerTexts
from planner.papers.event_texts import EventTexts
from planner.papers.paper import Paper
from planner.papers.tables.changed import ChangeTexts
from planner.services.replan import replan
from planner.services.slots import slots_of_left_out
from planner.services.why import why

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.domain.events import Event
    from models.domain.facts import Facts
    from planner.board.offers import OfferBook
    from planner.board.session import BoardSession
    from planner.board.state import BoardState
    from planner.language.words import Words
    from planner.services.replan import Replanned
    from planner.services.why import WhyAnswer

MOST_LINES_TOLD = 200
"""Lines of a list of whom to tell."""


@dataclass(frozen=True)
class BoardQuestions:
    """Answers questions about the state that is shown, each in pieces for the page: ``line``, ``offer``, ``slot``."""

    session: BoardSession
    offers: OfferBook

    # -- why

    def why(self, of: str, at: str, words: Words) -> Iterator[dict[str, Any]]:
        """Yield why an item is where it is, why it cannot be at another time, or why a request is left out.

        What the checker says comes at once; then the solver's answer, whose offers can be taken.

        Raises
        ------
        JiedaiError
        """
        session = self.session
        with session.lock:
            base, facts, texts = session.state, session.facts, BoardTexts.of(session, words)
            start = read_wish(at, facts) if at else None
            said = [texts.title(of)]
            if start is not None:
                said.append(words.label(words.pick("想要", "wished"), texts.moment(start)))
                said += self._at_once(of, start, texts)
        yield from ({"line": line} for line in said)
        found = why(base.week, base.plan(), Pin(of=of, start=start), edition=session.edition, pins=base.pins)
        for line in list(AnswerTexts(texts.paper).lines(found))[1:]:
            yield {"line": line}
        yield from self._offers(base, found, texts)

    def _at_once(self, of: str, start: int, texts: BoardTexts) -> Iterator[str]:
        """Yield what the checker says of an item at another time, everything else as it is."""
        if self.session.state.item(of) is None:
            return
        words = texts.words
        try:
            change = self.session.try_out(MoveByHand(of=of, start=start))
        except FaultyInput as error:
            yield in_language(error.faults[0].what, words.lang)
            return
        lines = [texts.broken(b) for b in change.broken if b.rule.level in ("must", "should")]
        if lines:
            yield words.label(words.pick("只挪这一项的话", "moved alone"), lines[0])
            yield from (f"  {line}" for line in lines[1:4])

    def _offers(self, base: BoardState, found: WhyAnswer, texts: BoardTexts) -> Iterator[dict[str, Any]]:
        words, title = texts.words, texts.title(found.wish.of)
        ways = [way.forced for way in found.ways if way.kind in ("plain", "move")]
        named = [(words.pick("照办法办理", "Take this way"), forced) for forced in ways]
        for text, forced in (
            (words.pick("提早", "Earlier"), found.earlier),
            (words.pick("推后", "Later"), found.later),
        ):
            if forced is not None:
                now = next(item for item in forced.plan.items if item.id == found.wish.of)
                named.append((f"{text} {texts.moment(now.start)}", forced))
        for number, (text, forced) in enumerate(named, start=1):
            after = state_after(base, found.facts, forced.plan)
            said = (f"{title}：照建议改排", f"{title}: planned as proposed")
            label = f"{text} {number}" if len(ways) > 1 and forced in ways else text
            yield {"offer": self.offers.add(BoardOffer(base, after, said)), "text": label}

    # -- good times

    def slots(self, of: str, words: Words) -> Iterator[dict[str, Any]]:
        """Yield good times for a request that is left out, each with its price and an offer.

        Raises
        ------
        JiedaiError
        """
        session = self.session
        with session.lock:
            base, texts = session.state, BoardTexts.of(session, words)
        yield {"line": words.pick("正在找，其他团组不动", "looking; the other delegations stay")}
        found = slots_of_left_out(base.week, base.plan(), of, edition=session.edition, pins=base.pins)
        if not found.slots:
            yield {"line": words.pick("其他团组不动就排不下。", "It does not fit while the others stay.")}
        answering = AnswerTexts(texts.paper)
        for number, slot in enumerate(found.slots, start=1):
            item = next(item for item in slot.forced.plan.items if item.id == of)
            yield {"line": words.label(str(number), answering.item(item))}
            yield from ({"line": f"  {line}"} for line in answering.price(slot.forced))
            title = answering.paper.item_texts.title(item)
            client = texts.paper.names.client(item.visit)
            said = (f"{client} {title}：排进{texts.moment(item.start)}", f"{client} {title}: planned")
            offer = self.offers.add(BoardOffer(base, state_after(base, found.facts, slot.forced.plan), said))
            text = words.label(str(number), texts.moment(item.start))
            shown = {"number": number, "start": item.start, "row": item.visit, "offer": offer, "text": text}
            yield {"slot": shown}

    # -- what happened

    def happened(self, text: str, words: Words) -> Iterator[dict[str, Any]]:
        """Yield what was understood of a sentence, what moves, whom to tell, and the new plan as an offer.

        Raises
        ------
        JiedaiError
            When it is not understood, or no plan is possible then.
        """
        session = self.session
        with session.lock:
            base = session.state
            before = paper_of(session, base, session.score(), words)
        sentences = [("", line.strip()) for line in text.splitlines() if line.strip()]
        events = parse_events(sentences, base.week, base.plan())
        for line in EventTexts(before).lines(events):
            yield {"line": words.label(words.pick("收到", "understood"), line)}
        yield from self._replanned(base, before, events, (f"情况有变：{text[:80]}", f"happened: {text[:80]}"), words)

    def replanned(self, words: Words) -> Iterator[dict[str, Any]]:
        """Yield what moves so that the plan goes with the facts as they are, whom to tell, and the plan as an offer.

        Raises
        ------
        JiedaiError
            When no plan is possible.
        """
        session = self.session
        with session.lock:
            base = session.state
            before = paper_of(session, base, session.score(), words)
        yield from self._replanned(
            base, before, (), ("照现在的资料改排", "planned again by the facts as they are"), words
        )

    def _replanned(
        self, base: BoardState, before: Paper, events: Sequence[Event], said: tuple[str, str], words: Words
    ) -> Iterator[dict[str, Any]]:
        found = replan(base.week, base.plan(), events, edition=self.session.edition, pins=base.pins)
        yield from ({"line": line} for line in _moved_lines(found, before, words))
        week = found.result.week if events else None
        after = state_after(base, found.result.facts, found.plan, week)
        offer = self.offers.add(BoardOffer(base, after, said))
        yield {"offer": offer, "text": words.pick("照此改排", "Plan it so")}


def _moved_lines(found: Replanned, before: Paper, words: Words) -> Iterator[str]:
    """Yield what is planned again and whom to tell what."""
    report = found.result.report
    old = Report(before.facts, found.before, report.rules, report.score, ())
    telling = ChangeTexts(Paper(old, words), Paper(report, words))
    names = words.comma.join(telling.after.names.client(visit) for visit in found.planned)
    if names:
        yield words.label(words.pick("重新排过", "planned again"), names)
    yield words.label(words.pick("已通知而有变动的安排", "announced items that moved"), str(len(found.moved)))
    lines = list(telling.lines(found.changes))
    if not lines:
        yield words.pick("安排没有变动。", "Nothing changes.")
        return
    yield words.label(words.pick("要通知的人", "Whom to tell"), str(len(lines)))
    yield from (f"  {line}" for line in lines[:MOST_LINES_TOLD])


def read_wish(text: str, facts: Facts) -> int:
    """Read a moment in words: 周二 9:00, 下午两点半 with its day.

    Raises
    ------
    NotByHand
        When it is none.
    """
    try:
        return iso_moment(text)
    except ValueError:
        pass
    try:
        found = find_times(text, facts.week).moment()
    except Unreadable as error:
        raise NotByHand(error.what, error.maybe) from None
    if found is None:
        raise NotByHand(bilingual(f"看不懂时间“{text}”", f"no day and time: {text}"), bilingual("周二9:00", "Tue 9:00"))
    return found


def piece_of_error(error: JiedaiError, words: Words) -> dict[str, Any]:
    """Return an error as the last piece of an answer."""
    if isinstance(error, FaultyInput):
        texts = [in_language(f.what + (f" — {f.maybe}" if f.maybe else ""), words.lang) for f in error.faults]
        return {"failed": "\n".join(texts)}
    return {"failed": error.told(words.lang)}
