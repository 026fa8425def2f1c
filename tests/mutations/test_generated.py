"""Plans built to break a named must: whatever is spoilt, and wherever, that rule says so."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from models.rules.catalogue import RULE_CLASSES, rules
from models.rules.core.base import Rule
from models.rules.core.score import score
from tests.mutations.registry import Mutation, kinds, some_mutations
from tests.mutations.small_weeks import SMALL_WEEKS
from tests.weeks import edition

SEED = 2026


@cache
def rule_of(week: str, id: str) -> Rule:
    (kind,) = (kind for kind in RULE_CLASSES if kind.id == id)
    return kind(SMALL_WEEKS[week]()[0].edition)


def is_caught(mutation: Mutation) -> bool:
    """Tell whether the rule that a mutation breaks finds a must broken."""
    f = SMALL_WEEKS[mutation.week]()[0]
    return bool(score(f, mutation.plan, (rule_of(mutation.week, mutation.rule),)).musts)


@pytest.mark.parametrize("week", SMALL_WEEKS)
def test_the_plans_to_be_spoilt_keep_every_must(week: str) -> None:
    f, p = SMALL_WEEKS[week]()
    assert [str(broken.violation) for broken in score(f, p, rules(f.edition)).musts] == []


def test_every_must_that_a_plan_can_break_has_a_mutation() -> None:
    spoilt = {rule for rule, _ in kinds()}
    musts = {rule.id for rule in rules(edition()) if rule.level == "must"}
    assert musts - spoilt == set(), "add a kind of mutation in tests/mutations/kinds"
    assert spoilt <= musts


def test_some_mutations_are_caught() -> None:
    found = list(some_mutations(4, SEED))
    assert [str(mutation) for mutation in found if not is_caught(mutation)] == []
    drawn = Counter(mutation.rule for mutation in found)
    assert len(found) >= 600
    assert sorted(drawn) == sorted({rule for rule, _ in kinds()})
