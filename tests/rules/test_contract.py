"""The contract that every rule keeps: id, citation, words in two languages, unit, levels, cases."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args

import pytest

from models.domain.policy import RuleLevel
from models.rules.catalogue import RULES, faults, rules
from models.rules.core.base import PRACTICE, Rule, Unit
from tests.rules.cases import every_case
from tests.weeks import edition

FAMILIES = {
    "STR": 9,
    "ARR": 8,
    "ORD": 3,
    "PACE": 5,
    "MEAL": 9,
    "HOST": 10,
    "TOUR": 5,
    "SIGHT": 4,
    "CAR": 8,
    "ROOM": 3,
    "SENSE": 18,
    "COST": 3,
    "STAB": 3,
}
"""Rules of each chapter of the policy, numbered from 1; letters after the number mark parts of one rule."""
EVERY = pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.id)


def _cases() -> Counter[tuple[str, bool]]:
    """Count the cases of each rule, those that obey and those that break it."""
    return Counter((case.rule, case.amount > 0) for case in every_case())


def test_ids_are_unique() -> None:
    assert [id for id, count in Counter(kind.id for kind in RULES).items() if count > 1] == []


@pytest.mark.parametrize("family", FAMILIES)
def test_every_rule_of_the_policy_is_there(family: str) -> None:
    known = {kind.id for kind in RULES}
    missing = [f"{family}-{k:02d}" for k in range(1, FAMILIES[family] + 1)]
    assert [id for id in missing if id not in known] == []


@EVERY
def test_a_rule_says_what_it_is(kind: type[Rule]) -> None:
    assert re.fullmatch(rf"({'|'.join(FAMILIES)})-\d\d[a-z]?", kind.id)
    assert re.search(r"[\u4e00-\u9fff]", kind.title)
    assert re.search(r"[a-z]", kind.title_en)
    assert not kind.title.endswith("。")
    assert kind.unit in get_args(Unit)
    assert kind.levels
    assert set(kind.levels) <= set(get_args(RuleLevel))
    assert kind.__doc__
    assert kind.id in kind.__doc__, "the docstring opens with the id"


@EVERY
def test_a_rule_quotes_its_clause(kind: type[Rule]) -> None:
    if kind.cites == PRACTICE:
        return
    assert kind.cites.document != "P"
    assert kind.cites.clause
    assert re.search(r"[\u4e00-\u9fff]{4}", kind.cites.quote), "the clause's own words"


@EVERY
def test_what_cannot_be_softened_is_a_must(kind: type[Rule]) -> None:
    if not kind.softenable:
        assert set(kind.levels) <= {"must", "note", "off"}


@EVERY
def test_a_rule_has_cases(kind: type[Rule]) -> None:
    found = _cases()
    assert found[kind.id, False], "no case that obeys"
    if kind.levels != ("note",):
        assert found[kind.id, True], "no case that breaks it"


def test_cases_are_of_known_rules() -> None:
    known = {kind.id for kind in RULES}
    assert sorted({id for id, _ in _cases()} - known) == []


def test_the_default_edition_is_sound() -> None:
    assert list(faults(edition(), "default.toml")) == []
    assert len(rules(edition())) == len(RULES), "nothing is off by default"


def test_numbers_of_a_rule_are_checked() -> None:
    wrong = edition({"PACE-02": {"numbers": {"mots": 45}}, "STR-01": {"level": "should"}, "PACE-99": {}})
    found = {fault.where for fault in faults(wrong, "x.toml")}
    assert found == {"rules.PACE-99", "rules.STR-01.level", "rules.PACE-02.mots"}
