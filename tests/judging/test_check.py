"""The checker: every break counted, waivers kept apart, unknown names refused before any rule sees them."""

from __future__ import annotations

import pytest

from models.domain.errors import FaultyInput
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, subject
from planner.judging.check import check, judge
from tests.papers import fake


class Must(Rule):
    id = "TEST-11"
    title, title_en, cites = "必须", "must", PRACTICE

    def check(self, facts, plan):
        yield self.broken("visit-1", subject(place="a"), 2, Sentence("一", "one"))


class Should(Rule):
    id = "MEAL-02"
    title, title_en, cites = "应当", "should", PRACTICE
    levels = ("should", "off")

    def check(self, facts, plan):
        yield self.broken("visit-2", subject(place="b"), 1)  # visit-2 has a waiver of it
        yield self.broken("visit-3", subject(place="c"), 4)


class Note(Rule):
    id = "TEST-12"
    title, title_en, cites = "提示", "note", PRACTICE
    levels = ("note",)

    def check(self, facts, plan):
        yield self.broken("", subject(place="d"), 1)


@pytest.fixture(scope="module")
def facts():
    week = fake.week(3)
    return check(week, fake.plan(week), fake.edition()).facts


@pytest.fixture(scope="module")
def plan():
    return fake.plan(fake.week(3))


def test_breaks_by_gravity_waived_ones_last_in_their_level(facts, plan):
    report = judge(facts, plan, [kind(facts.edition) for kind in (Note, Should, Must)])
    assert not report.ok
    assert [(b.rule.id, b.violation.about.ids, b.waived) for b in report.broken()] == [
        ("TEST-11", ("a",), False),
        ("MEAL-02", ("c",), False),
        ("MEAL-02", ("b",), True),
    ]
    assert [b.rule.id for b in report.broken("note")] == ["TEST-12"]
    assert (
        report.score.tiers[1] == 4 * 3 * facts.edition.worth["times"]
    )  # normal weight; the waived break costs nothing
    assert judge(facts, plan, [Should(facts.edition)]).ok


def test_the_frame_has_a_row_a_break(facts, plan):
    frame = judge(facts, plan, [kind(facts.edition) for kind in (Must, Should, Note)]).to_frame()
    assert list(frame["rule"]) == ["TEST-11", "MEAL-02", "MEAL-02", "TEST-12"]
    assert list(frame["amount"]) == [2, 4, 1, 1]
    assert list(frame["clause"].unique()) == ["惯例"]
    assert frame["tier"].isna().tolist() == [True, False, False, True]
    assert judge(facts, plan, []).to_frame().empty


def test_costs_by_visit_and_heading(facts, plan):
    report = judge(facts, plan, [])
    spent = report.spent()
    assert set(spent) == {"visit-1", "visit-2", "visit-3"}
    assert sum(counter.total() for counter in spent.values()) == report.score.tiers[3]
    assert spent["visit-1"]["gifts"] == 6 * 80


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda p: {"items": (p.items[0].replace(visit="visit-9"), *p.items[1:])}, "items[0].visit"),
        (lambda p: {"items": (p.items[0].replace(room="cellar"), *p.items[1:])}, "items[0].room"),
        (lambda p: {"moves": (p.moves[0].replace(target="moon"), *p.moves[1:])}, "moves[0].target"),
        (lambda p: {"moves": (p.moves[0].replace(groups=("g9",)), *p.moves[1:])}, "moves[0].groups"),
        (lambda p: {"nights": (p.nights[0].replace(hotel="site"), *p.nights[1:])}, "nights[0].hotel"),
        (lambda p: {"left_out": (p.left_out[0].replace(request="moon"),)}, "left_out[0].request"),
        (lambda _: {"week": "other"}, "week"),
    ],
)
def test_unknown_names_are_faults(change, where, facts, plan):
    with pytest.raises(FaultyInput) as caught:
        judge(facts, plan.replace(**change(plan)), [])
    assert [fault.where for fault in caught.value.faults] == [where]


def test_the_edition_is_the_one_that_the_plan_names(plan):
    assert check(fake.week(3), plan).edition.id == "default"
    with pytest.raises(FaultyInput, match="no such policy edition"):
        check(fake.week(3), plan.replace(edition="unheard-of"))
