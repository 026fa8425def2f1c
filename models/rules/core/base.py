"""What a rule is: one class with two readings, ``check`` of any plan and ``post`` into a model.

The two readings share fact functions (``models.domain.facts``) and nothing that reads a plan or a variable.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol

from pydantic import ValidationError

from models.domain.base import Fact, Text
from models.domain.bilingual import bilingual
from models.domain.errors import Fault
from models.domain.policy import Edition, RuleLevel, RuleSetting
from models.domain.tiers import Tier
from models.rules.core.english_clauses import DOCUMENTS_EN, REGULATIONS_EN, clause_in_english
from models.rules.core.findings import NO_SENTENCE, Sentence, Subject, Violation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.time_words import Language
    from models.domain.visits import Visit
    from models.rules.core.findings import Value
    from models.rules.core.view import Choice, Expr, Lit, VisitView

Unit = Literal["times", "minutes", "people", "items", "moves", "yuan100", "changes", "days"]

Remedy = Literal["time", "place", "people", "cars"]
"""What of an item or move a planner changes to mend a break."""


class Citation(Fact):
    """Where a rule comes from: document (S0 to S3, or P for practice), clause, and its words.

    S2 is a dozen regulations with numbers of their own: ``regulation`` names the one, where it is not the first.
    """

    document: Literal["S0", "S1", "S2", "S3", "P"]
    clause: Text = ""
    quote: Text = ""
    regulation: Text = ""

    def __str__(self) -> str:
        if self.document == "P":
            return "惯例"
        name = f"《{self.regulation}》" if self.regulation else DOCUMENTS[self.document]
        return f"{name} {self.clause}".strip()

    def say(self, lang: Language) -> str:
        """Return it in a language: 客户接待大纲 五(三), Reception guidelines 5(3); a regulation by its own name."""
        if lang == "zh":
            return str(self)
        if self.document == "P":
            return "practice"
        name = REGULATIONS_EN.get(self.regulation, self.regulation) if self.regulation else DOCUMENTS_EN[self.document]
        return f"{name} {clause_in_english(self.clause)}".strip()


DOCUMENTS = {
    "S0": "客户接待大纲",
    "S1": "大客户部职责及服务规范",
    "S2": "上市公司客户接待管理制度",
    "S3": "客户拜访行为规范",
}
PRACTICE = Citation(document="P")


class Numbers(Fact):
    """Numbers of a rule; a rule with none of its own uses this."""


class Poster(Protocol):
    """What a rule posts its constraints to; ``models.cp.frame.Frame`` satisfies it for CP-SAT.

    The rule states the constraint and what it is about; the edition's level decides how it is posted: a must as a hard
    constraint (with a guard literal when reasons are sought), a should or prefer as a soft one with a slack variable
    whose value is the amount of the break, weighed in the objective of its tier.
    """

    def limit(
        self,
        rule: Rule,
        about: Subject,
        expr: Expr,
        lo: int | None = None,
        hi: int | None = None,
        on: Sequence[Lit] = (),
        step: int = 1,
    ) -> None:
        """Hold ``lo <= expr <= hi`` where all of ``on`` are true; amount: how far outside, in steps that are begun."""

    def never(self, rule: Rule, about: Subject, *literals: Lit) -> None:
        """Forbid that all literals are true at once; amount 1."""

    def count(self, rule: Rule, about: Subject, literals: Sequence[Lit], hi: int, on: Sequence[Lit] = ()) -> None:
        """Hold that at most ``hi`` literals are true; amount: how many more."""

    def both(self, *literals: Lit) -> Lit:
        """Return a literal that is true exactly when all are; the empty conjunction is true."""

    def either(self, *literals: Lit) -> Lit:
        """Return a literal that is true exactly when any is; the empty disjunction is false."""

    def less(self, a: Expr, b: Expr) -> Lit:
        """Return a literal that is true exactly when a < b."""

    def negated(self, literal: Lit) -> Lit:
        """Return the negation of a literal."""

    def occupy(
        self,
        rule: Rule,
        about: Subject,
        resource: str,
        start: Expr,
        minutes: Expr,
        on: Lit,
        demand: int = 1,
        joint: str | None = None,
    ) -> None:
        """Use a resource from ``start`` for ``minutes`` where ``on``: an optional interval with a demand.

        With the intervals of other visits and the bookings of the ledger it stands in one no-overlap or cumulative
        constraint a resource. Resources by id: ``room:ID``, ``person:ID``, ``dining:ID``, ``workshop:ID``,
        ``hotel:ID:KIND`` (capacity in rooms). Occupancy is never softened. What several visits use for one ``joint``
        item is counted once.
        """

    def agree(
        self,
        rule: Rule,
        about: Subject,
        joint: str,
        start: Expr,
        ways: Mapping[str, Sequence[tuple[str, Lit]]],
        on: Lit,
    ) -> None:
        """Have a joint item where ``on``: at the start of all visits that have it, each of the ways as they have it.

        ``ways``: by what is agreed on, e.g. the place, the names of what may be chosen with their literals.
        """

    def apart(self, rule: Rule, about: Subject, place: str, start: Expr, minutes: Expr, on: Lit, other: str) -> None:
        """Be at a place at no time at which another visit, a rival, is there."""

    def add_lower_bound(self, rule: Rule, about: Subject, expr: Expr) -> None:
        """Add a lower bound of this duty rule's amount to the objective: in search and bounds, never scored."""

    def guide(self, tier: Tier, expr: Expr) -> None:
        """Add a term to the objective that only guides the search: never scored, left out of bounds."""


class PolicyRule(ABC):
    """What rules about visits to us and rules about our own calls share: id, clause, levels and numbers of an edition.

    Class attributes
    ----------------
    id, cites, title : str, Citation, str
        ``title`` is one Chinese sentence that a planner can read to the boss; ``title_en`` the English one.
    unit : str
        Unit of the integer amount of a break.
    levels : tuple of str
        Levels that an edition may give it, the default first.
    """

    id: ClassVar[str]
    title: ClassVar[str]
    title_en: ClassVar[str]
    cites: ClassVar[Citation]
    unit: ClassVar[Unit] = "times"
    levels: ClassVar[tuple[RuleLevel, ...]] = ("must", "should", "prefer", "off")
    Numbers: ClassVar[type[Fact]] = Numbers

    def __init__(self, facts_edition: Edition) -> None:
        setting = facts_edition.rules.get(self.id, RuleSetting())
        self.level: RuleLevel = setting.level or self.levels[0]
        self.weight = setting.factor
        self.source = setting.source
        self.worth = facts_edition.worth.get(self.unit, 1)
        self.n: Any = self.Numbers.model_validate(setting.numbers)

    @classmethod
    def faults(cls, edition: Edition, file: str) -> Iterator[Fault]:
        """Yield what is wrong with the edition's setting of this rule."""
        setting = edition.rules.get(cls.id, RuleSetting())
        if setting.level and setting.level not in cls.levels:
            allowed = ", ".join(cls.levels)
            yield Fault(
                file,
                f"rules.{cls.id}.level",
                bilingual(f"{cls.id} 不能设为 {setting.level!r}", f"{setting.level!r} is no level of {cls.id}"),
                bilingual(f"{allowed} 之一", f"one of {allowed}"),
            )
        try:
            cls.Numbers.model_validate(setting.numbers)
        except ValidationError as error:
            for detail in error.errors(include_url=False, include_context=False):
                where = ".".join(["rules", cls.id, *map(str, detail["loc"])])
                known = ", ".join(cls.Numbers.model_fields) or "none"
                maybe = bilingual(f"{cls.id} 的数：{known}", f"numbers of {cls.id}: {known}")
                yield Fault(file, where, bilingual("不合要求", detail["msg"]), maybe)

    @property
    def chapter(self) -> str:
        """Chapter of the policy: the letters of the id (MEAL of MEAL-05a)."""
        return self.id.partition("-")[0]

    def cost(self, amount: int) -> int:
        """Return what an amount weighs in its tier."""
        return self.weight * self.worth * amount


class Rule(PolicyRule):
    """A rule of the policy under one edition.

    Class attributes
    ----------------
    scope : str
        ``visit``: about one visit; ``shared``: about what visits share; ``duty``: about people's and drivers' work,
        decided in staffing.
    softenable : bool
        False for what is a fact of the world (occupancy): always must.
    improved_by_sights : bool
        True where one more sight of the planner's choice, on another day than the first, may lower the amount. A
        relaxed model for bounds may leave such sights out only where no rule of the edition is of this kind.
    occupies : bool
        True where ``post`` calls ``occupy`` and asks of the view no more than what a plan says of its items. The
        resources that a given plan books are then found by posting the rule onto a view of the plan in plain numbers.
    judges_frozen : bool
        True where the rule is about frozen items and moves themselves, so that a must judges them, too (STAB).
    judges_labels : bool
        True where the rule is about what a plan calls things: it sees the plan as it is written, all others see it with
        its labels set right (``models.rules.core.true_labels``).
    judges_single_items : bool
        True where an item may break the rule by itself, whatever else is planned: fixed hours, the stay, opening
        hours, rooms. An item at a wished time and place is checked against these alone.
    judged_by : str
        What the findings depend on. ``visit``: those of a visit on its own rows, so that each ``PlanPart`` is judged by
        itself, and a visit without rows as if it had none; ``groups``: see ``models.rules.core.groups``; ``week``: on
        the rows of several visits.
    comfort : bool
        True where the amount says how full and tiring the days are: fullness, waiting, distance, rest.
    mended_by : tuple of str
        What of a row to change to mend a break, the usual one first; empty: what the chapter's rules are mended by.
    """

    scope: ClassVar[Literal["visit", "shared", "duty"]] = "visit"
    softenable: ClassVar[bool] = True
    improved_by_sights: ClassVar[bool] = False
    occupies: ClassVar[bool] = False
    judges_frozen: ClassVar[bool] = False
    judges_labels: ClassVar[bool] = False
    judges_single_items: ClassVar[bool] = False
    judged_by: ClassVar[Literal["visit", "groups", "week"]] = "visit"
    comfort: ClassVar[bool] = False
    mended_by: ClassVar[tuple[Remedy, ...]] = ()

    @cached_property
    def tier(self) -> Tier | None:
        """Tier of a break; None for must, note, off."""
        if self.level == "should":
            return Tier.SHOULD
        if self.level == "prefer":
            return Tier.DUTY if self.scope == "duty" else Tier.PREFERENCE
        return None

    def waived(self, visit: Visit, *scopes: str) -> bool:
        """Tell whether the visit carries a waiver of this rule for any of the scopes (or for the whole visit)."""
        return any(w.rule == self.id and (not w.scope or w.scope in scopes) for w in visit.waivers)

    def concerns_only_frozen(self, facts: Facts, about: Subject) -> bool:
        """Tell whether a must is about frozen items and moves only: they have started and stay (STAB-01).

        Such a break cannot be repaired, so it is neither posted nor counted: when more guests come at noon, the room of
        the morning was too small for them.
        """
        if self.level != "must" or self.judges_frozen:
            return False
        rows = about.rows
        return bool(rows) and all(id in facts.frozen for id in rows)

    def admits(self, facts: Facts, visit: Visit, choice: Choice) -> bool:
        """Tell whether the rule admits a choice of place, room or dining room; if not, it forbids it at any time."""
        del facts, visit, choice
        return True

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """State the rule for one free visit in a model; rules that only ``admits`` or ``check`` leave it out."""

    @abstractmethod
    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Yield every break of the rule in any plan, waived ones too."""

    def broken(
        self,
        visit: str,
        about: Subject,
        amount: int = 1,
        sentence: Sentence = NO_SENTENCE,
        **values: Value,
    ) -> Violation:
        """Return a violation of this rule; ``values`` are those of the sentence."""
        return Violation(self.id, visit, about, amount, sentence, tuple(values.items()))


def rule_label(rule: PolicyRule) -> str:
    """Return a rule's id, title and clause in both languages: for errors, which are shown whatever the language."""
    return f"{rule.id} " + bilingual(f"{rule.title}({rule.cites})", rule.title_en)
