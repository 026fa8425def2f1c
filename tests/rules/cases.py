"""Cases of rules: plans that obey a rule and plans that break it, with the amount.

A case is a function that returns facts and a plan::

    @case("ARR-01", 1)
    def first_workday_without_business() -> Made: ...

One line at the end of a test module runs its cases: ``test_case = run(__name__)``. Every rule of the catalogue has at
least two, one of them with amount 0 (``test_contract.py``); notes, which nothing breaks, need only that one.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from models.domain.facts import Facts
from models.domain.plan import Plan
from models.rules.catalogue import RULES
from models.rules.core.base import Rule
from models.rules.core.findings import Violation

Made = tuple[Facts, Plan]


@dataclass(frozen=True)
class Case:
    """A plan and what a rule says of it."""

    rule: str
    amount: int
    make: Callable[[], Made]

    def __str__(self) -> str:
        return f"{self.rule}-{self.make.__name__}"

    def hold(self) -> None:
        """Let the rule judge the plan."""
        facts, plan = self.make()
        found = list(rule(self.rule, facts).check(facts, plan))
        assert sum(violation.amount for violation in found) == self.amount, found
        for violation in found:
            assert violation.rule == self.rule
            assert violation.amount >= 1
            assert violation.about
            assert violation.say()
            assert violation.visit in {"", *(visit.id for visit in facts.week.visits)}


CASES: list[Case] = []


def case(rule: str, amount: int) -> Callable[[Callable[[], Made]], Callable[[], Made]]:
    """Register a case; the same function may be a case of several rules."""

    def register(make: Callable[[], Made]) -> Callable[[], Made]:
        CASES.append(Case(rule, amount, make))
        return make

    return register


def run(module: str) -> Callable[[Case], None]:
    """Return a test of all cases of a module."""
    mine = [case for case in CASES if case.make.__module__ == module]

    @pytest.mark.parametrize("case", mine, ids=str)
    def test_case(case: Case) -> None:
        case.hold()

    return test_case


@cache
def every_case() -> tuple[Case, ...]:
    """Return the cases of all test modules in this folder and the folders below it."""
    here = Path(__file__).parent
    for path in sorted(here.rglob("test_*.py")):
        # only modules with cases: others may ask for all cases while they are imported
        if "\n@case(" in path.read_text(encoding="utf-8"):
            importlib.import_module(".".join(("tests", "rules", *path.relative_to(here).with_suffix("").parts)))
    return tuple({(case.rule, case.make.__module__, case.make.__name__): case for case in CASES}.values())


def cases_of(id: str) -> list[Case]:
    """Return the cases of a rule."""
    return [case for case in every_case() if case.rule == id]


def rule(id: str, facts: Facts) -> Rule:
    """Return a rule under the facts' edition."""
    (kind,) = (kind for kind in RULES if kind.id == id)
    return kind(facts.edition)


def judged(id: str, made: Made) -> list[Violation]:
    """Return what a rule finds."""
    facts, plan = made
    return list(rule(id, facts).check(facts, plan))
