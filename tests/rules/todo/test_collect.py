"""The list of things to do: all subjects, in order."""

from __future__ import annotations

import re

from models.rules.todo.collect import things_to_do
from tests.rules.cases import every_case
from tests.rules.todo.asked import asked
from tests.weeks import banquet, facts, plan, talk, tour, visit


def test_make_up_days_not_announced() -> None:
    f = facts(visit("v1"), official={"announced": False})
    assert [x.rule for x in things_to_do(f, plan(f, v1=[])) if x.visit == ""] == ["ARR-01"]


def test_rules_that_are_off_say_nothing() -> None:
    f = facts(visit("v1", banquet()), rules={"MEAL-06": {"level": "off"}})
    assert not [x for x in things_to_do(f, plan(f, v1=[("welcome", "21 18:00")])) if x.rule == "MEAL-06"]


def test_what_is_due_first_comes_first() -> None:
    f, p = asked(banquet(), tour(), talk(), rows=[("tour", "21 14:00"), ("welcome", "21 18:00"), ("talk", "22 09:30")])
    due = [x.due or 0 for x in things_to_do(f, p)]
    assert due == sorted(due)


def test_every_line_has_its_values_in_both_languages() -> None:
    """No place for a value stays empty in the plan of any case, and the English sentences have no Chinese words."""
    rules = set()
    for one in every_case():
        lines = things_to_do(*one.make())
        assert len({line.key for line in lines}) == len(lines)
        for line in lines:
            assert "{" not in line.say("zh") + line.say("en")
            assert not re.search("[\u4e00-\u9fff]", line.sentence.en)
            rules.add(line.rule)
    assert len(rules) > 10
