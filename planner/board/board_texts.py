"""What the board says in words: operations, broken rules with their clauses, what a change changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.clock import day_of
from planner.board.operations import LeaveOutByHand, MoveByHand, PinByHand, PlanByHand, SwapByHand
from planner.board.page_texts import PIN_NAMES
from planner.judging.check import Report
from planner.language.typeset import typeset
from planner.language.words import Words
from planner.papers.answers import AnswerTexts
from planner.papers.paper import Paper
from planner.papers.reasons import ReasonTexts
from planner.papers.tables.changed import ChangeTexts
from planner.services.plan_changes import changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.rules.core.score import Broken, Score
    from planner.board.operations import HandOperation
    from planner.board.session import BoardSession
    from planner.board.state import BoardState

MOST_TOLD = 40
"""Changes that are told one by one; of the rest the number."""


class BoardTexts:
    """Says what there is to say about one state, in one language."""

    def __init__(self, session: BoardSession, words: Words) -> None:
        self.words = words
        self.paper = paper_of(session, session.state, session.score(), words)

    @classmethod
    def of(cls, session: BoardSession, words: Words) -> BoardTexts:
        """Return the texts of the state that is shown."""
        return cls(session, words)

    @property
    def reasons(self) -> ReasonTexts:
        """Reasons of what is left out."""
        return ReasonTexts(self.paper)

    def verdict(self) -> list[str]:
        """Say in a few words how good the plan is."""
        words, report = self.words, self.paper.report
        musts, left = len(report.score.musts), len(self.paper.plan.left_out)
        shoulds = sum(not b.waived for b in report.broken("should"))
        said = []
        if musts:
            said.append(
                words.pick(f"不能发布：{musts}处违反必须遵守的条款", f"Cannot be published: {musts} musts broken")
            )
        said.append(
            words.pick(f"未能安排：{left}项", f"Left out: {left}")
            if left
            else words.pick("各项要求均已安排", "Everything asked for is planned")
        )
        said.append(words.pick(f"未能做到的条款：{shoulds}处", f"Rules not kept: {shoulds}"))
        return said

    def broken(self, broken: Broken) -> str:
        """Say a broken rule: what is wrong, then the rule with its clause."""
        words, violation = self.words, broken.violation
        text = violation.say(words.lang)
        said = typeset(text) if words.lang == "zh" else words.sentence(text)
        rule = AnswerTexts(self.paper).rule(broken.rule)
        return words.note(said, rule) if said else rule

    def title(self, id: str) -> str:
        """Say client and title of an item or ride."""
        names = self.paper.names
        for item in self.paper.plan.items:
            if item.id == id:
                return f"{names.client(item.visit)} {self.paper.item_texts.title(item)}"
        for move in self.paper.plan.moves:
            if move.id == id:
                return f"{names.client(move.visit)} {self.paper.move_texts.way(move)}"
        for left in self.paper.plan.left_out:
            if f"{left.visit}/{left.request}" == id:
                return f"{names.client(left.visit)} {self.paper.item_texts.left_out(left)}"
        return id

    def total(self, price: Sequence[int]) -> str:
        """Say by how much each tier rises."""
        return AnswerTexts(self.paper).total(price)

    def moment(self, moment: int) -> str:
        """Say a moment: 周二 14:20."""
        day = day_of(moment)
        return f"{self.words.day(day)} {self.words.time(moment, day)}"

    def operation(self, operation: HandOperation) -> str:
        """Say what is done by hand."""
        words, what = self.words, self.title(operation.of)
        if isinstance(operation, SwapByHand):
            other = self.title(operation.other)
            return words.pick(f"{what}与{other}对调", f"{what} and {other} change places")
        if isinstance(operation, LeaveOutByHand):
            return words.pick(f"取消{what}", f"{what} left out")
        if isinstance(operation, PlanByHand):
            when = self.moment(operation.start)
            return words.pick(f"{what}排在{when}", f"{what} planned on {when}")
        if isinstance(operation, PinByHand):
            side = words.pick(*PIN_NAMES[operation.side])
            if operation.on:
                return words.pick(f"固定{what}的{side}", f"{what}: {side.lower()} pinned")
            return words.pick(f"不再固定{what}的{side}", f"{what}: {side.lower()} unpinned")
        assert isinstance(operation, MoveByHand)
        parts = [self.moment(operation.start)] if operation.start is not None else []
        if operation.row is not None and operation.row != operation.origin and operation.view != "visit":
            kind = {"room": "room", "restaurant": "dining", "vehicle": "vehicle", "driver": "driver"}
            parts.append(self.paper.names.resource(f"{kind.get(operation.view, 'person')}:{operation.row}"))
        where = words.comma.join(parts)
        return words.pick(f"{what}改到{where}", f"{what} moved to {where}")


def paper_of(session: BoardSession, state: BoardState, score: Score, words: Words) -> Paper:
    """Return a state as a judged plan in one language, without what it costs line by line."""
    report = Report(session.facts, state.plan(), session.rules, score, ())
    return Paper(report, words)


def operation_in_both(session: BoardSession, operation: HandOperation) -> tuple[str, str]:
    """Say what is done by hand, in both languages: for the journal and for others."""
    return (
        BoardTexts(session, Words("zh")).operation(operation),
        BoardTexts(session, Words("en")).operation(operation),
    )


def changes_told(session: BoardSession, before: BoardState, after: BoardState, words: Words) -> list[str]:
    """Say what differs between two states of the week that is shown, for everybody whom it concerns."""
    if before.week is not session.state.week or after.week is not session.state.week:
        return []
    score = session.score()
    telling = ChangeTexts(paper_of(session, before, score, words), paper_of(session, after, score, words))
    lines = list(telling.lines(changes(before.plan(), after.plan())))
    if len(lines) > MOST_TOLD:
        rest = len(lines) - MOST_TOLD
        lines = [*lines[:MOST_TOLD], words.pick(f"还有{rest}处", f"and {rest} more")]
    return lines
