"""What the page asks about seats, and what answers it: below ``api/seats/``."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from models.domain.bilingual import bilingual, in_language
from models.domain.errors import FaultyInput, JiedaiError
from planner.board.apply_by_hand import NotByHand
from planner.board.seat_book import SeatBook
from planner.board.seat_operations import SeatAnewByHand, SeatByHand, SeatOperation
from planner.board.seat_states import seat_row
from planner.board.seat_texts import SeatTexts
from planner.board.seat_view import party_rows, party_view
from planner.board.seat_ways import judged_seats, rows_of, seats_after, tried
from planner.board.session import StaleOperation
from planner.language.words import Words
from planner.papers.seating.printed import papers_again
from planner.papers.seating.reprint import Reprint, to_reprint
from planner.seating.kept_seats import is_as_decided
from planner.seating.verdict import paper_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from planner.board.seat_book import Seated
    from planner.board.session import BoardSession
    from planner.board.state import BoardState

SEAT_OPERATION: TypeAdapter[SeatOperation] = TypeAdapter(SeatOperation)
MOST_SPOTS = 16
"""Seats that one request may ask about, so that the answer is there at once."""
MOST_TRIES = 5
"""Times that an operation is worked out anew when others change the plan meanwhile."""
NO_LONGER_PLANNED = (
    "已不在计划里，手工座次留着，恢复后仍有效",
    "no longer planned; its seats are kept for when it is",
)
SEATED_ANEW = (
    "参加人员或座位变了，手工定的尽量保留，其余重排；请打开座次看",
    "its people or seats changed: what was chosen by hand is kept where it can be, the others are seated anew",
)
MAX_NAME = 40
MAX_ID = 200


class SeatAnswers:
    """Answers about the seats of an open board.

    Parameters
    ----------
    beside : Path, optional
        The week, beside or above which the office keeps its own titles.
    """

    def __init__(self, session: BoardSession, beside: Path | None = None) -> None:
        self.session = session
        self.book = SeatBook(session, beside)
        self.opened = session.history.steps[0].state
        self._printed: dict[str, Seated] = {}
        self._drawing = threading.Lock()

    @property
    def answers(self) -> dict[str, Callable[[dict[str, Any]], Any]]:
        """Path below ``api/`` → what answers it, in a thread."""
        return {
            "seats/list": self.choice,
            "seats/open": self.open,
            "seats/judge": self.judge,
            "seats/do": self.do,
            "seats/why": self.why,
        }

    def close(self) -> None:
        """End what is under way."""
        self.book.close()

    # -- what is shown

    def choice(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return the parties of the week."""
        words, state = _words(data), self.session.state
        parties = self.book.parties(state, words)
        return {"parties": party_rows(parties, state.seats, self.book.maker(state, words).paper, words)}

    def open(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return one party with its seats; seated first where that was not done yet."""
        words = _words(data)
        with self.session.lock:
            state, number = self.session.state, self.session.number
        return {"number": number, **self._shown(state, _id(data), words)}

    def _shown(self, state: BoardState, of: str, words: Words) -> dict[str, Any]:
        seated = self.book.seated(state, of)
        party = self.book.party(state, of, words)
        client = self.book.maker(state, words).paper.names.client(party.visit)
        paper = paper_of(self.book.chart(state, seated, words), words)
        return party_view(seated, party, paper, client, self._again(seated, words))

    def _texts(self, state: BoardState, seated: Seated, words: Words) -> SeatTexts:
        party = self.book.party(state, seated.party.about, words)
        client = self.book.maker(state, words).paper.names.client(party.visit)
        return SeatTexts(paper_of(self.book.chart(state, seated, words), words), f"{client} {party.title}")

    # -- what is done

    def judge(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return what it costs to put somebody on each of some seats."""
        words, state = _words(data), self.session.state
        spots = data.get("spots")
        listed = spots[:MOST_SPOTS] if isinstance(spots, list) else []
        found: list[dict[str, Any]] = []
        seated = self.book.seated(state, _id(data))
        texts = self._texts(state, seated, words)
        for spot in listed:
            operation = SeatByHand.model_validate(
                {**(spot if isinstance(spot, dict) else {}), "of": _id(data), "person": data.get("person")}
            )
            try:
                judged = tried(seated.kept, operation)
            except FaultyInput as error:
                lines = [in_language("；".join(filter(None, (f.what, f.maybe))), words.lang) for f in error.faults]
                found.append({"level": "refused", "lines": lines, "mild": []})
                continue
            lines, mild = texts.cost(judged)
            found.append({"level": judged.level, "lines": lines, "mild": mild})
        return {"spots": found}

    def do(self, data: dict[str, Any]) -> dict[str, Any]:
        """Do an operation by hand; return what it cost."""
        operation = SEAT_OPERATION.validate_python(data.get("operation"))
        session, by, known = self.session, str(data.get("name", ""))[:MAX_NAME], data.get("number")
        for _ in range(MOST_TRIES):
            state = session.state
            seated = self.book.seated(state, operation.of)
            self._refuse_stale(operation, seated.key, known if isinstance(known, int) else None)
            after = seats_after(seated, state, operation, self.book.stop)
            said = tuple(self._texts(state, seated, Words(lang)).operation(operation) for lang in ("zh", "en"))
            with session.lock:
                if session.state is not state:
                    continue  # somebody was faster: worked out anew
                session.put(after, (said[0], said[1]), by)
                number = session.number
            return {"number": number, **self._told(seated, after, operation.of, _words(data), said)}
        raise NotByHand(bilingual("这期间计划改过", "the plan was changed in the meantime"))

    def _told(self, before: Seated, after: BoardState, of: str, words: Words, said: tuple[str, ...]) -> dict[str, Any]:
        now = self.book.seated(after, of)
        texts = self._texts(after, now, words)
        cost, mild = texts.cost(judged_seats(before.kept.chart, now.kept.chart))
        return {"said": words.pick(said[0], said[1]), "told": [*cost, *mild]}

    def _refuse_stale(self, operation: SeatOperation, key: str, known: int | None) -> None:
        session, rows = self.session, rows_of(operation, key)
        if isinstance(operation, SeatAnewByHand):
            rows = [row for row in session.changes if row.startswith(seat_row(key, ""))]
        with session.lock:
            for row in rows if known is not None else ():
                change = session.changes.get(row)
                if change is not None and known is not None and change.number > known:
                    raise StaleOperation(change)

    # -- why

    def why(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return why somebody sits lower than another, or than expected."""
        words, state = _words(data), self.session.state
        seated = self.book.seated(state, _id(data))
        known = {person.id for person in seated.kept.chart.people}
        person, other = (str(data.get(key) or "")[:MAX_ID] for key in ("person", "other"))
        if person not in known or (other and other not in known) or person == other:
            raise NotByHand(bilingual("名单上没有这个人", "nobody of that name is there"))
        return {"lines": list(self._texts(state, seated, words).why(person, other))}

    # -- what follows a change of the programme

    def told(self, before: BoardState, words: Words) -> list[str]:
        """Say which seats that were decided by hand follow a change of the programme; nobody is seated for it."""
        state = self.session.state
        if not state.seats or state.visit_plans is before.visit_plans:
            return []
        try:
            had, has = self.book.parties(before, words), self.book.parties(state, words)
        except JiedaiError:  # the office's own titles cannot be read: whoever opens the seats is told
            return []
        lines = []
        for about in state.seats:
            was, now = (next((p for p in found.values() if about in (p.about, *p.items)), None) for found in (had, has))
            if was is None:
                continue
            title = words.label(was.title, "")
            if now is None:
                lines.append(title + words.pick(*NO_LONGER_PLANNED))
            elif is_as_decided(was, state.seats) and not is_as_decided(now, state.seats):
                lines.append(title + words.pick(*SEATED_ANEW))
        return lines

    # -- what is printed again

    def _again(self, seated: Seated, words: Words) -> Reprint:
        """Return what is to be printed again since it was last downloaded, or since the board was opened."""
        before = self._printed.get(seated.key)
        if before is None:
            try:
                before = self.book.seated(self.opened, seated.party.about)
            except NotByHand:  # it is new: nothing is printed yet
                return Reprint()
        old, now = (paper_of(each.kept.chart, words) for each in (before, seated))
        return to_reprint(old, now)

    def file(self, of: str, words: Words) -> Mapping[str, bytes | str]:
        """Return the cards and charts that are to be printed again, by file name; from then on they are printed.

        Raises
        ------
        JiedaiError
            When nobody is seated there.
        """
        state = self.session.state
        seated = self.book.seated(state, of[:MAX_ID])
        paper = paper_of(self.book.chart(state, seated, words), words)
        with self._drawing:
            files = papers_again(paper, self._again(seated, words))
        self._printed[seated.key] = seated
        return files


def _words(data: dict[str, Any]) -> Words:
    return Words("en" if data.get("lang") == "en" else "zh")


def _id(data: dict[str, Any]) -> str:
    return str(data.get("of", ""))[:MAX_ID]
