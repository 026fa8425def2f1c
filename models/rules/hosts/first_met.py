"""HOST-02b, 02c · whom the guests meet before others (先见)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from models.domain.activities import KINDS
from models.domain.demands import MEETINGS
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.company_people import person_name
from models.rules.core.findings import Phrase, Sentence, about, label
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.domain.plan import Item, Plan
    from models.domain.policy import RuleLevel
    from models.domain.stay import Stay
    from models.domain.visits import Visit
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import Act, Lit, VisitView

MEETINGS_WITH_PEOPLE = (*MEETINGS, "banquet")
"""Kinds of item at which the guests meet somebody."""
MET_AS = ("leader", "expert", "delegate")
"""What one of our people is where the guests meet them; whoever only stands at the door is not met."""


def first_meeting(p: Programme) -> Item | None:
    """Return the first item at which whoever is to be met first is met."""
    for item in p.items:
        there = {duty.person for duty in item.duties if duty.role in MET_AS and duty.person}
        if p.stay.is_met_first(p.request(item), there):
            return item
    return None


def name_of_first_met(facts: Facts, stay: Stay) -> Phrase | str:
    """Return the name of whom the guests meet first, or the title of the request."""
    who = stay.visit.meet_first
    request = next((request for request in stay.visit.requests if request.id == who), None)
    if request is not None and not request.title:
        return Phrase(KINDS[request.kind].zh, KINDS[request.kind].en)
    return request.title if request is not None else person_name(facts, who)


class MeetFirst(Rule):
    """HOST-02b: whom the visit names to be met first (``Visit.meet_first``) is met before others.

    One of our people is met where they take part (``MET_AS``); a request where it is held; a host of others at
    what bears their name (``Stay.is_met_first``). Judged where that meeting is held. Amount: other meetings, banquets
    among them, that begin before it.
    """

    id = "HOST-02b"
    title = "注明先见的人先见,再安排其他会谈、会见和宴请"
    title_en = "Whoever is to be met first is met before other talks, calls and banquets"
    cites = PRACTICE
    unit = "items"
    levels: ClassVar[tuple[RuleLevel, ...]] = ("should", "must", "prefer", "note", "off")
    mended_by = ("time",)
    too_early = Sentence(
        "{item}在{first}之前,应先见“{who}”", "{item} comes before the {first}: “{who}” is to be met first"
    )

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for meetings before the first of those at which the person is met."""
        for p in programmes(facts, plan):
            first = first_meeting(p) if self._due(p.stay.visit) else None
            if first is None:
                continue
            who = name_of_first_met(facts, p.stay)
            for item in p.of(*MEETINGS_WITH_PEOPLE):
                if item.start < first.start:
                    then = label(first)
                    yield self.broken(p.id, about(item), 1, self.too_early, item=label(item), first=then, who=who)

    def _due(self, visit: Visit) -> bool:
        return bool(visit.meet_first) and not visit.meet_first_must

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never another meeting before all of those at which the person is met."""
        del facts
        stay = visit.stay
        if not self._due(stay.visit):
            return
        met = [(act, self._met(m, visit, act)) for act in visit.acts.values()]
        firsts = [(act, there) for act, there in met if there is not None]
        held = m.either(*(there for _, there in firsts))
        for other in visit.of(*MEETINGS_WITH_PEOPLE) if firsts else ():
            if stay.is_met_first(other.request, ()):
                continue
            before = [m.both(there, m.negated(m.less(other.start, act.start))) for act, there in firsts]
            m.never(self, other.about, other.done, held, m.negated(m.either(*before)))

    def _met(self, m: Poster, visit: VisitView, act: Act) -> Lit | None:
        """Return the literal that the person is met at an activity; None where they never are."""
        if visit.stay.is_met_first(act.request, ()):
            return act.done
        parts = [part for part in act.parts if part.role in MET_AS]
        chosen = [part.chosen for part in parts if visit.stay.is_met_first(act.request, (part.person,))]
        return m.both(act.done, m.either(*chosen)) if chosen else None


class MeetFirstMust(MeetFirst):
    """HOST-02c: whom the visit names to be met first without fail: as HOST-02b, but a must."""

    id = "HOST-02c"
    title = "注明必须先见的人先见,否则其他会谈、会见和宴请不安排"
    title_en = "Whoever must be met first is met before other talks, calls and banquets without fail"
    levels = ("must", "should", "off")

    def _due(self, visit: Visit) -> bool:
        return bool(visit.meet_first) and visit.meet_first_must
