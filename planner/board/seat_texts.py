"""What the board says of seats: operations, broken rules with their sources, who sits out of rank, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.etiquette.precedence import rank
from models.etiquette.rules import SEATING_RULES
from planner.board.seat_operations import LockSeatByHand, SeatAnewByHand, SeatByHand
from planner.papers.seating.findings import place_label
from planner.papers.seating.paper import RidePaper, SeatingPaper, cited
from planner.papers.seating.people import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.seating import Breach, Deviation
    from models.etiquette.precedence import Precedence
    from planner.board.seat_operations import SeatOperation
    from planner.board.seat_ways import JudgedSeat

Judged = SeatingPaper | RidePaper
RANK_RULES = {"table": "BANQ-10", "seat": "SEAT-07", "car": "RIDE-02"}
"""By which somebody of higher rank sits in a better place."""
MOST_LINES = 6


class SeatTexts:
    """Says what there is to say about one seating, in one language."""

    def __init__(self, paper: Judged, title: str) -> None:
        self.paper, self.words, self.title = paper, paper.words, title

    def name(self, person: str) -> str:
        """Name of a person."""
        return self.paper.people.name(person)

    def rule(self, rule: str) -> str:
        """Say a rule with its source: SEAT-06 翻译在所译之人右侧，礼仪规程 三(四)5."""
        known = SEATING_RULES.get(rule)
        if known is None:
            return rule
        text = said(self.words, known.text, known.text_en)
        return self.words.semicolon.join((f"{rule} {text}", cited(known.source, self.words)))

    def breach(self, breach: Breach) -> str:
        """Say a broken rule with whom it is about and its source."""
        words = self.words
        who = words.comma.join(self.name(person) for person in breach.people)
        known = SEATING_RULES.get(breach.rule)
        if known is None or known.fixed:
            return words.note(said(words, breach.text, breach.text_en), breach.rule)
        text = said(words, known.text, known.text_en)
        head = words.pick(f"未做到“{text}”", f"Not kept: {text}")
        where = place_label(self.paper, breach.where)
        source = words.semicolon.join(filter(None, (breach.rule, cited(known.source, words))))
        return words.note(words.label(head, who or where) if who or where else head, source)

    def deviation(self, row: Deviation) -> str:
        """Say who sits out of rank, and why."""
        words = self.words
        higher, lower = self.name(row.higher), self.name(row.lower)
        there, here = place_label(self.paper, row.lower_at), place_label(self.paper, row.higher_at)
        head = words.pick(
            f"{higher}位次在前，坐{here}；{lower}在后，坐{there}",
            f"{higher} ranks higher, at {here}; {lower} lower, at {there}",
        )
        return words.label(head, self.cause(row))

    def cause(self, row: Deviation) -> str:
        """Say why a lower rank sits in a better place."""
        words, cause = self.words, row.cause
        text = said(words, cause.text, cause.text_en)
        if cause.kind == "none":
            return words.pick(f"没有原因（{text}）", f"no reason ({text})")
        source = SEATING_RULES[cause.id].source if cause.id in SEATING_RULES else ""
        return words.note(text, cited(source, words)) if source else text

    def cost(self, judged: JudgedSeat) -> tuple[list[str], list[str]]:
        """Return what a change costs: musts and shoulds, and what is only preferred."""
        grave = [self.breach(b) for b in judged.breaches if b.level in ("must", "should")]
        mild = [self.breach(b) for b in judged.breaches if b.level not in ("must", "should")]
        for row in judged.deviations:
            text = self.words.pick(
                f"{self.name(row.higher)}位次在前，却坐在{self.name(row.lower)}之后",
                f"{self.name(row.higher)} ranks higher but sits lower than {self.name(row.lower)}",
            )
            mild.append(self.words.note(text, self.rule(RANK_RULES[row.scope])))
        return grave[:MOST_LINES], mild[:MOST_LINES]

    # -- operations

    def spot(self, at: str, seat: str | None) -> str:
        """Say a seat."""
        words, paper = self.words, self.paper
        if isinstance(paper, RidePaper):
            return place_label(paper, f"{at}:{seat}")
        if seat is not None and at in paper.plans:
            return place_label(paper, f"{at}-{seat}")
        table = paper.table_name(paper.plans[at]) if at in paper.plans else at
        return words.pick(f"{table}加一座", f"one more chair at {table}")

    def operation(self, operation: SeatOperation) -> str:
        """Say what is done by hand."""
        words = self.words
        if isinstance(operation, SeatAnewByHand):
            return words.pick(f"{self.title}：锁定的不动，其余重排", f"{self.title}: seated anew around the locks")
        who = self.name(operation.person)
        if isinstance(operation, LockSeatByHand):
            if operation.on:
                return words.pick(f"{self.title}：锁定{who}的座位", f"{self.title}: the seat of {who} locked")
            return words.pick(f"{self.title}：{who}的座位解锁", f"{self.title}: the seat of {who} unlocked")
        assert isinstance(operation, SeatByHand)
        if operation.other:
            other = self.name(operation.other)
            return words.pick(f"{self.title}：{who}与{other}对调", f"{self.title}: {who} and {other} change places")
        where = self.spot(operation.at, operation.seat)
        return words.pick(f"{self.title}：{who}改坐{where}", f"{self.title}: {who} moved to {where}")

    # -- why lower

    def why(self, person: str, other: str) -> Iterator[str]:
        """Yield why somebody sits where they do: who ranks before whom, as ``jiedai seat --why`` says, then the causes.

        Parameters
        ----------
        other : str
            Compared with whom; ``""``: with everybody who sits better and ranks lower.
        """
        words, paper, people = self.words, self.paper, self.paper.people
        if other:
            yield from (said(words, step, step) for step in _precedence(paper).why(person, other, words.lang))
        yield words.label(self._rank(person), people.post(person))
        rows = [row for row in paper.answer.deviations if person in (row.higher, row.lower)]
        if other:
            rows = [row for row in rows if other in (row.higher, row.lower)]
        yield from (self.deviation(row) for row in rows)
        breaches = [b for b in paper.answer.breaches if person in b.people and (not other or other in b.people)]
        yield from (self.breach(breach) for breach in breaches)
        if not rows and not breaches:
            zh, en = "座次与位次相符，没有因规则让位。", "The seat is the one of the rank; no rule puts it lower."
            yield words.pick(zh, en)

    def _rank(self, person: str) -> str:
        people = self.paper.people
        place, because = people.place(person), people.because(person)
        if place is None or people.known[person].helper:
            text = self.words.pick("按任务就座，不按位次", "sits by task, not by rank")
            return self.words.note(people.name(person), text)
        text = self.words.pick(f"{people.side(person)}第{place}位", f"number {place} of the {people.side(person)} side")
        return self.words.note(people.name(person), self.words.semicolon.join(filter(None, (text, because))))


def _precedence(paper: Judged) -> Precedence:
    if isinstance(paper, RidePaper):
        return rank(paper.ride.people, paper.ride.before, paper.etiquette)
    wishes = paper.dinner.wishes
    return rank(paper.dinner.people, wishes.before, paper.etiquette, wishes.equal)
