"""A judged plan in one language, handed to every table: the facts, and what papers call things."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from models.domain.office_record import OfficeRecord
from models.domain.plan import Item, LeftOut, Move, Night
from models.rules.todo.agenda import AgendaLine, agenda
from planner.language.words import Words
from planner.papers.wording.calendar import PaperCalendar
from planner.papers.wording.delegations import DelegationTexts
from planner.papers.wording.duties import DutyTexts
from planner.papers.wording.items import ItemTexts
from planner.papers.wording.moves import MoveTexts
from planner.papers.wording.names import Names
from planner.papers.wording.subjects import SubjectTexts

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.domain.base import Fact
    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.domain.week import Week
    from models.rules.core.base import Rule
    from planner.judging.check import Report

P = ParamSpec("P")
T = TypeVar("T")

PLAN_PARTS: dict[str, type[Fact]] = {"items": Item, "moves": Move, "nights": Night, "left_out": LeftOut}
"""What a plan is made of: field of ``Plan`` → kind of fact."""


@dataclass(frozen=True)
class Paper:
    """A judged plan in one language.

    Attributes
    ----------
    report : Report
        The plan and what the rules say of it.
    words : Words
        The language.
    office : OfficeRecord
        How far the office is with what is to be done.
    """

    report: Report
    words: Words = field(default_factory=Words)
    office: OfficeRecord = field(default_factory=OfficeRecord)

    @cached_property
    def made(self) -> dict[tuple[Any, ...], Any]:
        """What was made of it once for several papers; see ``made_once``."""
        return {}

    # -- the facts

    @property
    def facts(self) -> Facts:
        """The week and the edition, with what follows from them."""
        return self.report.facts

    @property
    def week(self) -> Week:
        """The week."""
        return self.report.facts.week

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.report.plan

    def plan_of(self, visit: str) -> Plan:
        """Return ``plan.of(visit)``, for many visits: the plan is gone through once for all."""
        return self._plans[visit]

    @cached_property
    def _plans(self) -> dict[str, Plan]:
        parts: dict[str, dict[str, list[Any]]] = {
            visit.id: {name: [] for name in PLAN_PARTS} for visit in self.week.visits
        }
        for name in PLAN_PARTS:
            for fact in getattr(self.plan, name):
                if fact.visit in parts:
                    parts[fact.visit][name].append(fact)
        return {
            visit: self.plan.model_copy(update={name: tuple(facts) for name, facts in lists.items()})
            for visit, lists in parts.items()
        }

    def stay(self, visit: str) -> Stay:
        """Return what follows for one visit."""
        return self.facts.stay(visit)

    def case_number(self, visit: str) -> str:
        """Return the number of a visit: the office's own, else the one that it was given with a plan; else empty."""
        return self.week.visit(visit).case_number or self.office.case(visit)

    @cached_property
    def agenda(self) -> list[AgendaLine]:
        """The office's list: what is to be done, and how far it is."""
        return agenda(self.facts, self.plan, self.office)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Rules by id."""
        return {rule.id: rule for rule in self.report.rules}

    @property
    def edition_note(self) -> str:
        """Name and note of the policy edition, e.g. that its numbers are examples."""
        edition = self.report.edition
        return self.words.note(self.words.label(self.words.pick("制度版本", "policy"), edition.name), edition.note)

    # -- what things are called

    @cached_property
    def names(self) -> Names:
        """Names of the company, clients, places, people and vehicles."""
        return Names(self.facts, self.words)

    @cached_property
    def delegations(self) -> DelegationTexts:
        """Numbers, travel groups, diets and rooms of the delegations."""
        return DelegationTexts(self.facts, self.words)

    @cached_property
    def item_texts(self) -> ItemTexts:
        """Titles and places of items and requests."""
        return ItemTexts(self.week, self.names)

    @cached_property
    def move_texts(self) -> MoveTexts:
        """Ways and vehicles of moves."""
        return MoveTexts(self.week, self.names)

    @cached_property
    def duty_texts(self) -> DutyTexts:
        """People on duty by role."""
        return DutyTexts(self.names)

    @cached_property
    def subject_texts(self) -> SubjectTexts:
        """What findings are about."""
        return SubjectTexts(self.plan, self.names, self.item_texts, self.move_texts, self.calendar)

    @cached_property
    def calendar(self) -> PaperCalendar:
        """Days, days off and moments."""
        return PaperCalendar(self.facts, self.words)


def made_once(
    make: Callable[Concatenate[Paper, P], T],
) -> Callable[Concatenate[Paper, P], T]:
    """Have what is made of a paper, such as a table that workbook and pages show, made once for each paper."""

    @wraps(make)
    def made(paper: Paper, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (make, *args, *kwargs.items())
        if key not in paper.made:
            paper.made[key] = make(paper, *args, **kwargs)
        return cast("T", paper.made[key])

    return made
