"""What a rule about rounds is: it judges any plan of rounds; the amounts are functions of the facts."""

from __future__ import annotations

from abc import abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from models.domain.tiers import Tier
from models.rules.core.base import PolicyRule
from models.rules.core.findings import NO_SENTENCE, DayAndTime, Phrase, Sentence, Subject, Value, Violation, subject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.rounds_facts import RoundsFacts
    from models.domain.rounds_plan import PlannedCall, RoundsPlan


class RoundsRule(PolicyRule):
    """A rule about rounds under one edition.

    Class attributes
    ----------------
    about_work : bool
        True where the rule is about our people's work: its preferences stand in the last tier.
    """

    about_work: ClassVar[bool] = False

    @cached_property
    def tier(self) -> Tier | None:
        """Tier of a break; None for must, note, off."""
        if self.level == "should":
            return Tier.SHOULD
        if self.level == "prefer":
            return Tier.DUTY if self.about_work else Tier.PREFERENCE
        return None

    @abstractmethod
    def check(self, facts: RoundsFacts, plan: RoundsPlan) -> Iterable[Violation]:
        """Yield every break of the rule in any plan."""

    def broken(
        self, customer: str, about: Subject, amount: int = 1, sentence: Sentence = NO_SENTENCE, /, **values: Value
    ) -> Violation:
        """Return a violation; ``customer`` is who suffers it, or ``""``."""
        return Violation(self.id, customer, about, amount, sentence, tuple(values.items()))


def of_call(call: PlannedCall) -> Subject:
    """Return what a break of a call is about."""
    return subject(outbound_call=call.id, customer=call.customer, person=call.specialist)


def call_label(facts: RoundsFacts, call: PlannedCall) -> Phrase:
    """Return a call as a value of a sentence: 9月21日09:15拜访甲公司, the call on 甲公司 on 21 Sep 09:15."""
    name, when = facts.book.customer(call.customer).name, DayAndTime(call.start)
    return Phrase(f"{when.say('zh')}拜访{name}", f"the call on {name} on {when.say('en')}")


def said(**values: Value) -> dict[str, Value]:
    """Return the values of a sentence by name."""
    return values
