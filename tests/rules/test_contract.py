"""The contract that every rule keeps: id, citation, sentences in two languages, unit, levels, cases, a mutation."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from string import Formatter
from typing import get_args

import pytest

import models.rules
from models.domain.policy import RuleLevel
from models.rules.catalogue import RULE_CLASSES, faults, rules
from models.rules.core.base import PRACTICE, Remedy, Rule, Unit
from models.rules.core.findings import REF_KINDS, Clause, Sentence, Several, Value
from tests.mutations.test_by_hand import MUTATIONS
from tests.rules.cases import cases_of, every_case, rule
from tests.weeks import edition

FAMILIES = {
    "STR": 9,
    "ARR": 8,
    "ORD": 12,
    "PACE": 5,
    "MEAL": 9,
    "HOST": 10,
    "TOUR": 5,
    "SIGHT": 5,
    "CAR": 8,
    "ROOM": 3,
    "TRAIN": 6,
    "JOINT": 1,
    "SENSE": 18,
    "COST": 3,
    "STAB": 3,
}
"""Rules of each chapter of the policy, numbered from 1; letters after the number mark parts of one rule."""
EVERY = pytest.mark.parametrize("kind", RULE_CLASSES, ids=lambda kind: kind.id)
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def _cases() -> Counter[tuple[str, bool]]:
    """Count the cases of each rule, those that obey and those that break it."""
    return Counter((case.rule, case.amount > 0) for case in every_case())


def test_ids_are_unique() -> None:
    assert [id for id, count in Counter(kind.id for kind in RULE_CLASSES).items() if count > 1] == []


@pytest.mark.parametrize("family", FAMILIES)
def test_every_rule_of_the_policy_is_there(family: str) -> None:
    known = {kind.id for kind in RULE_CLASSES}
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
    known = {kind.id for kind in RULE_CLASSES}
    assert sorted({id for id, _ in _cases()} - known) == []


def test_the_default_edition_is_sound() -> None:
    assert list(faults(edition(), "default.toml")) == []
    assert len(rules(edition())) == len(RULE_CLASSES), "nothing is off by default"


def test_numbers_of_a_rule_are_checked() -> None:
    wrong = edition({"PACE-02": {"numbers": {"mots": 45}}, "STR-01": {"level": "should"}, "PACE-99": {}})
    found = {fault.where for fault in faults(wrong, "x.toml")}
    assert found == {"rules.PACE-99", "rules.STR-01.level", "rules.PACE-02.mots"}


# -- sentences


def sentences(kind: type[Rule]) -> dict[str, Sentence]:
    """Return the sentences of a rule, of its base classes and of their modules, by name."""
    found: dict[str, Sentence] = {}
    for base in inspect.getmro(kind):
        if base.__module__.startswith("models.rules."):
            for names in (vars(sys.modules[base.__module__]), vars(base)):
                found |= {name: value for name, value in names.items() if isinstance(value, Sentence)}
    return found


def placeholders(text: str) -> list[str]:
    """Return the names of the values in a sentence, sorted."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@EVERY
def test_sentences_are_the_same_in_both_languages(kind: type[Rule]) -> None:
    for name, sentence in sentences(kind).items():
        assert placeholders(sentence.zh) == placeholders(sentence.en), name
        assert bool(sentence.zh) == bool(sentence.en), name
        assert not CHINESE.search(sentence.en), name


@pytest.mark.parametrize("kind", RULE_CLASSES, ids=lambda kind: kind.id)
def test_a_break_is_said_in_english(kind: type[Rule]) -> None:
    """Names of people and places may be Chinese, nothing else of what is said."""
    for f, p in (case.make() for case in cases_of(kind.id) if case.amount):
        for violation in rule(kind.id, f).check(f, p):
            assert violation.say("zh")
            assert violation.say("en")
            assert violation.about, "a break is about something"
            assert {ref.kind for ref in violation.about.refs} <= set(REF_KINDS)
            masked = replace(violation, values=tuple((name, _masked(value)) for name, value in violation.values))
            assert not CHINESE.search(masked.say("en")), violation


def _masked(value: Value) -> Value:
    """Return a value with all names replaced: they are the facts' own and may be Chinese."""
    if isinstance(value, str):
        return "NAME"
    if isinstance(value, Several):
        return Several(tuple(map(_masked, value.values)))
    if isinstance(value, Clause):
        return Clause(value.sentence, tuple((name, _masked(inner)) for name, inner in value.values))
    return value


# -- class attributes


def _flags(kind: type[Rule]) -> Iterator[str]:
    return (name for base in inspect.getmro(kind) for name, value in vars(base).items() if isinstance(value, bool))


@EVERY
def test_a_rule_sets_only_flags_that_are_known(kind: type[Rule]) -> None:
    """A misspelt flag would change nothing, and nobody would see it."""
    assert sorted(set(_flags(kind)) - set(Rule.__annotations__)) == []


@EVERY
def test_a_rule_names_its_chapter_and_what_mends_it(kind: type[Rule]) -> None:
    assert kind(edition()).chapter in FAMILIES
    assert set(kind.mended_by) <= set(get_args(Remedy))
    assert len(set(kind.mended_by)) == len(kind.mended_by)


@EVERY
def test_stability_rules_alone_judge_what_is_frozen(kind: type[Rule]) -> None:
    assert kind.judges_frozen == kind.id.startswith("STAB")


# -- mutations


@EVERY
def test_a_rule_that_counts_has_a_mutation(kind: type[Rule]) -> None:
    """Whatever the default edition counts, something that may go wrong shows it.

    STAB rules judge a plan by the one before it: their cases in ``tests/rules/stability`` are mutations already.
    """
    if kind(edition()).level == "note" or kind.id.startswith("STAB"):
        return
    mutated = {id for id, _ in MUTATIONS.values()}
    assert kind.id in mutated, f"no mutation breaks {kind.id}: add one to MUTATIONS in tests/mutations/test_by_hand.py"


WITHOUT_POST = {
    *(
        "STR-01",
        "STR-02",
        "STR-03",
        "STR-05",
        "STR-06",
        "STR-07",
        "STR-08",
        "STR-12",
        "ARR-02",
        "ARR-05",
        "ARR-07b",
        "ORD-03",
    ),
    *("PACE-03", "MEAL-01", "MEAL-06", "HOST-10", "TOUR-03", "COST-01", "COST-03"),
}
"""Rules about programmes without constraints of their own: variables, candidates or prices of the model keep them."""


def test_every_rule_class_is_in_the_catalogue():
    for module in pkgutil.walk_packages(models.rules.__path__, "models.rules."):
        importlib.import_module(module.name)
    left, forgotten = [Rule], []
    while left:
        kind = left.pop()
        left += kind.__subclasses__()
        if hasattr(kind, "id") and kind.__module__.startswith("models.") and kind not in RULE_CLASSES:
            forgotten.append(f"{kind.__module__}.{kind.__name__}")
    assert not forgotten, f"add {forgotten} to RULE_CLASSES in models/rules/catalogue.py"


@EVERY
def test_a_rule_about_programmes_states_a_constraint(kind):
    if kind.scope != "duty" and kind.post is Rule.post:
        assert kind.id in WITHOUT_POST, f"give {kind.__name__} a post, or say in WITHOUT_POST why it needs none"
    else:
        assert kind.id not in WITHOUT_POST, f"{kind.__name__} has a post: take it out of WITHOUT_POST"
