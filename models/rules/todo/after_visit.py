"""What is done when the guests have left: bills, register, thanks, promises, calls, gifts (S0 二(三); S2; S3 一)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.actuals import QUESTION_NAMES
from models.domain.clock import at, day_of, workdays_from
from models.domain.vocabulary import COST_HEADING_NAMES
from models.rules.core.base import PRACTICE, Citation
from models.rules.core.findings import Phrase, Sentence, Several
from models.rules.todo.line import department

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.domain.actuals import VisitActuals
    from models.domain.facts import Facts
    from models.domain.memory import PromisedBefore
    from models.domain.stay import Stay
    from models.domain.time_words import Language
    from models.rules.core.findings import Value

_LEFT = "二(三)"
BILLS = Citation(document="S0", clause=f"{_LEFT}2", quote="送别客户后,需尽快将票据报帐核销借款")
FILED = Citation(document="S0", clause=f"{_LEFT}3", quote="对《客户来访接待登记表》内容进行补充后归档")
TOLD = Citation(document="S0", clause=f"{_LEFT}4", quote="以及接待客户所发生的各类费用报至各销售经理")
CALLED = Citation(document="S0", clause=f"{_LEFT}5", quote="安排销售人员定期回访")
ANSWERED = Citation(document="S3", clause="一", quote="一般性事项,回复时限不超过24小时")
MENDED = Citation(document="S3", clause="第十六条", quote="员工应及时处理和反馈,解决客户问题")
DECLINED = Citation(document="S2", clause="第六条 2", quote="如客户有赠送礼品,应婉拒或表示感谢")
OVERSPENT = Citation(document="S2", clause="第六条 3", quote="如接待规格超出标准应提前向主管副总申请")

SETTLE = Sentence("收齐票据，报账核销借款", "Collect the bills and settle the advance")
SETTLE_REST = Sentence("费用还缺：{headings}，收齐票据", "Collect the bills that are missing: {headings}")
FILE_REGISTER = Sentence(
    "补充《客户来访接待登记表》并归档，填写《客户来访接待统计表》",
    "Complete and file the register of visits, fill in the statistics",
)
TELL_SALES = Sentence(
    "把了解到的情况和各类费用报给销售经理", "Tell the sales managers what was learnt and what was spent"
)
THANK = Sentence("给{client}发感谢信", "Send {client} a letter of thanks")
ASK_OPINION = Sentence("收回《客户满意度调查表》", "Get the opinion form back")
CALL = Sentence("电话回访{client}", "Call {client}")
PROMISED_NEXT_TIME = Sentence(
    "答应下次来访安排“{what}”:已记入登记册,排下次来访时列入",
    "Promised for the next visit: {what}; it is in the register and will be asked for when they come",
)
STILL_PROMISED = Sentence(
    "{day}来访时答应的“{what}”这次仍未兑现,向客人说明并办好",
    "“{what}”, promised on the visit of {day}, is still not kept: tell the guests, and see to it",
)
KEEP_PROMISE = Sentence("兑现承诺：{what}", "Keep the promise: {what}")
ANSWER_COMPLAINT = Sentence(
    "客户不满意（{questions}）：致歉、说明、改进",
    "The guests were dissatisfied ({questions}): apologise, explain, mend",
)
HAND_IN = Sentence("收到的礼品上交登记：{what}", "Hand in the gift that was received: {what}")
EXPLAIN_EXCESS = Sentence(
    "实际费用比计划多 {yuan} 元，说明原因，须补批的补批",
    "CNY {yuan} more spent than planned: say why, have it approved",
)


@dataclass(frozen=True)
class FollowUpLine:
    """Something to do after a visit.

    Attributes
    ----------
    due : int
        Moment by which it is done.
    owner : Phrase
        Who does it.
    cites : Citation
        Where it comes from.
    """

    visit: str
    due: int
    owner: Phrase
    cites: Citation
    sentence: Sentence
    values: tuple[tuple[str, Value], ...] = ()

    def say(self, lang: Language = "zh") -> str:
        """Return what is to be done, in a language."""
        return self.sentence.say(self.values, lang)


def follow_up(
    facts: Facts,
    stay: Stay,
    actual: VisitActuals,
    planned: dict[str, int],
    still_open: Sequence[PromisedBefore] = (),
) -> list[FollowUpLine]:
    """Return what is left to do after a visit, by due time; what the actuals say is done is left out.

    Parameters
    ----------
    planned : dict
        Yuan as planned, by heading.
    still_open : sequence of PromisedBefore
        Promises of earlier visits that this one has not kept either.
    """
    return sorted(_Following(facts, stay, actual, planned, still_open).lines(), key=lambda line: (line.due, line.say()))


@dataclass(frozen=True)
class _Following:
    facts: Facts
    stay: Stay
    actual: VisitActuals
    planned: dict[str, int]
    still_open: Sequence[PromisedBefore]

    @property
    def in_charge(self) -> Phrase:
        """Whoever was in charge of the visit."""
        return department(self.facts, "reception")

    @property
    def sales(self) -> Phrase:
        """The sales manager of the client."""
        return department(self.facts, "sales_manager")

    @property
    def left(self) -> int:
        """When the last guests left."""
        return max(group.deadline for group in self.stay.groups)

    def lines(self) -> Iterator[FollowUpLine]:
        """Yield every line."""
        limits, client = self.facts.edition.follow_up, self.stay.visit.client
        yield from self._money()
        yield self._line(self._on(limits.register_filled), self.in_charge, FILED, FILE_REGISTER)
        yield self._line(self._on(limits.told), self.in_charge, TOLD, TELL_SALES)
        yield self._line(self._on(limits.thanks), self.in_charge, PRACTICE, THANK, client=client)
        if not self.actual.grades:
            yield self._line(self._on(limits.call), self.in_charge, PRACTICE, ASK_OPINION)
        yield self._line(self._on(limits.call), self.sales, CALLED, CALL, client=client)
        yield from self._promises()
        bad = [Phrase(*QUESTION_NAMES[question]) for question, grade in self.actual.grades.items() if grade in "DE"]
        if bad:
            due = self.left + 60 * limits.complaint_hours
            yield self._line(due, self.sales, MENDED, ANSWER_COMPLAINT, questions=Several(tuple(bad)))
        for gift in self.actual.gifts:
            if gift.direction == "received" and not gift.handed_in:
                yield self._line(self._on(limits.gifts), self.in_charge, DECLINED, HAND_IN, what=gift.what)

    def _money(self) -> Iterator[FollowUpLine]:
        due, costs = self._on(self.facts.edition.follow_up.expenses), self.actual.costs
        missing = [heading for heading, yuan in self.planned.items() if yuan and heading not in costs]
        if missing and costs:
            named = Several(tuple(Phrase(*COST_HEADING_NAMES[heading]) for heading in missing))
            yield self._line(due, self.in_charge, BILLS, SETTLE_REST, headings=named)
        elif missing or not costs:
            yield self._line(due, self.in_charge, BILLS, SETTLE)
        over = sum(yuan - self.planned.get(heading, 0) for heading, yuan in costs.items())
        if over > 0:
            yield self._line(due, self.in_charge, OVERSPENT, EXPLAIN_EXCESS, yuan=over)

    def _promises(self) -> Iterator[FollowUpLine]:
        limits = self.facts.edition.follow_up
        for promise in self.actual.promises:
            if promise.kind and not promise.done:
                due = self._on(limits.register_filled)
                yield self._line(due, self.in_charge, ANSWERED, PROMISED_NEXT_TIME, what=promise.what)
            elif not promise.done:
                due = limits.promised(self.left, promise.reach, self.facts.workday)
                if promise.due is not None:
                    due = at(promise.due, self.facts.shape.office[1])
                owner = Phrase(promise.owner, promise.owner) if promise.owner else self.in_charge
                yield self._line(due, owner, ANSWERED, KEEP_PROMISE, what=promise.what)

        for old in self.still_open:
            owner = Phrase(old.owner, old.owner) if old.owner else self.in_charge
            due = limits.promised(self.left, "general", self.facts.workday)
            yield self._line(due, owner, ANSWERED, STILL_PROMISED, what=old.what, day=old.day)

    def _on(self, count: int) -> int:
        """Return the end of work on a workday after the guests have left."""
        return at(workdays_from(day_of(self.left), count, self.facts.workday), self.facts.shape.office[1])

    def _line(self, due: int, owner: Phrase, cites: Citation, sentence: Sentence, **values: Value) -> FollowUpLine:
        return FollowUpLine(self.stay.id, due, owner, cites, sentence, tuple(values.items()))
