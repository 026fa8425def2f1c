"""What rules say: Chinese without ids, ISO dates and Latin words, English without Chinese; names as they were given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from models.domain.facts import Facts
from models.domain.plan import WHOLE_VISIT, LeftOut, Plan
from models.rules.catalogue import RULE_CLASSES
from models.rules.core.findings import Clause, Sentence, Several, Value, Violation
from planner.language.typeset import typeset
from tests.rules.cases import every_case, rule
from tests.rules.hands import with_duty
from tests.rules.test_contract import placeholders, sentences
from tests.weeks import changed, facts, plan, shifted, step, talk, visit

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
LATIN = re.compile(r"[A-Za-z]{2,}|[E-Ze-z]|(?<![A-Za-z])[A-D](?! 级)")
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
ABOUT_IDS = "STR-01"
"""The rule that is about ids themselves."""


def _more_plans() -> Iterator[tuple[str, Facts, Plan]]:
    """Yield plans that break what the rules' own cases do not: rule, facts, plan."""
    more = [talk(f"t{k}", minutes=30) for k in range(4)]
    f = facts(visit("v1", talk(minutes=270), talk("second", minutes=270), *more, depart="23 18:00"))
    yield "MEAL-01", f, plan(f, v1=[("lunch", "21 15:00")])
    yield "STR-07", f, shifted_move(f)
    yield "PACE-01", f, plan(f, v1=[("talk", "22 08:30"), ("second", "22 13:30")])
    six = [*((f"t{k}", f"22 {9 + k}:00") for k in range(4)), ("talk", "22 13:30"), ("second", "22 18:00")]
    yield "PACE-01", f, plan(f, v1=six)
    yield "SENSE-11", f, plan(f, v1=[("t0", "23 09:00")])
    unknown = facts(visit("v1", talk(topic="量子计算")))
    yield "HOST-01", unknown, plan(unknown, v1=[("talk", "21 09:30")])
    yield ABOUT_IDS, f, plan(f, v1=[("check_in", "21 15:00"), ("check_in", "21 16:00", {"id": "v1/check_in2"})])
    sound = plan(f, v1=[("talk", "21 09:30")])
    yield ABOUT_IDS, f, changed(sound, "v1/talk", request="tolk")
    yield ABOUT_IDS, f, sound.replace(left_out=(*sound.left_out, LeftOut(visit="v1", request="tolk")))
    whole = sound.model_copy(update={"left_out": (LeftOut(visit="v1", request=WHOLE_VISIT),)})
    yield ABOUT_IDS, f, whole
    yield "STR-14", f, with_duty(sound, "talk", "docent", "dot", group=3)
    yield ABOUT_IDS, f, sound.replace(nights=tuple(night.replace(hotel="nowhere") for night in sound.nights))


def shifted_move(f: Facts) -> Plan:
    """Return a plan whose pick-up sets off before the guests have come."""
    made = plan(f, v1=[("talk", "21 09:30")])
    return shifted(made, step(made, "pick_up").id, -60)


@cache
def findings() -> tuple[tuple[Facts, Violation], ...]:
    """Return a break of every kind that the rules' cases make, and some more."""
    made = [(case.rule, *case.make()) for case in every_case() if case.amount]
    return tuple((f, v) for id, f, p in [*made, *_more_plans()] for v in rule(id, f).check(f, p))


def rendered(value: Value) -> Iterator[Sentence]:
    """Yield the sentences in a value."""
    if isinstance(value, Clause):
        yield value.sentence
        for _, part in value.values:
            yield from rendered(part)
    elif isinstance(value, Several):
        for part in value.values:
            yield from rendered(part)


def given_names(f: Facts) -> list[str]:
    """Return the names that the input gave, the longest first."""
    week, company = f.week, f.week.company
    things = [*company.people, *company.drivers, *company.vehicles, *company.rooms, *company.workshops, *company.places]
    names = [thing.name for thing in things]
    names += [room.name for house in week.restaurants for room in house.dining_rooms]
    names += [visit.client for visit in week.visits]
    names += [r.title for v in week.visits for r in v.requests if r.title]
    names += [topic for v in week.visits for r in v.requests if (topic := getattr(r, "topic", None))]
    names += [visit.meet_first for visit in f.week.visits]
    names += [lounge.name for lounge in company.lounges]
    return sorted({name for name in names if name}, key=len, reverse=True)


def without_names(text: str, f: Facts) -> str:
    """Return a text without the names that the input gave."""
    for name in given_names(f):
        text = text.replace(name, "")
    return text


@pytest.mark.parametrize("id", [kind.id for kind in RULE_CLASSES])
def test_chinese_is_chinese_and_english_english(id: str) -> None:
    for f, violation in findings():
        if violation.rule != id:
            continue
        zh, en = (without_names(violation.say(lang), f) for lang in ("zh", "en"))  # type: ignore[arg-type]
        assert not ISO_DATE.search(zh) or id == ABOUT_IDS, zh
        assert not ISO_DATE.search(en) or id == ABOUT_IDS, en
        assert not LATIN.search(zh) or id == ABOUT_IDS, zh
        assert not CHINESE.search(en), en
        assert "百元" not in zh


@pytest.mark.parametrize("id", [kind.id for kind in RULE_CLASSES])
def test_every_sentence_with_values_is_tried(id: str) -> None:
    (kind,) = (kind for kind in RULE_CLASSES if kind.id == id)
    tried = {v.sentence for _, v in findings()}
    tried |= {sentence for _, v in findings() for _, value in v.values for sentence in rendered(value)}
    with_values = {name: s for name, s in sentences(kind).items() if placeholders(s.zh)}
    assert [name for name, sentence in with_values.items() if sentence not in tried] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9月21日11:00给 3 位客人", "9月21日 11:00 给 3 位客人"),
        ("9月21日09:30boss请假", "9月21日 09:30 boss请假"),
        ("换了(时间):9月21日", "换了（时间）：9月21日"),
    ],
)
def test_air_around_times(text: str, said: str) -> None:
    assert typeset(text) == said
