"""Plans side by side: nothing for the same plan, the mirror the other way round, and all that differs."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import suppress
from functools import cache
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner
from models.domain.errors import FaultyInput
from planner.judging.check import Report, check
from planner.services.compare import CHANGE_COLUMNS, RULE_COLUMNS, Comparison, compare
from tests.mutations.test_by_hand import good
from tests.services.test_plan_changes import pool
from tests.weeks import edition, shifted

reports = st.integers(0, 40).map(lambda k: judged(k))


@cache
def known() -> tuple[Report, ...]:
    """Return the good plan (0) and the spoilt ones whose names the week knows, judged."""
    f, _ = good()
    found = []
    for plan in pool():
        with suppress(FaultyInput):
            found.append(check(f.week, plan, f.edition))
    return tuple(found)


def judged(k: int) -> Report:
    """Return one of them, the last where there are fewer."""
    return known()[min(k, len(known()) - 1)]


def mirrored(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows with before and after exchanged, in an order of their own."""
    swap = {"new": "gone", "gone": "new"}
    rows = []
    for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
        turned = {}
        for name, value in row.items():
            name = str(name)
            if name.endswith("before"):
                name = name.removesuffix("before") + "after"
            elif name.endswith("after"):
                name = name.removesuffix("after") + "before"
            turned[name] = swap.get(value, value) if name == "what" else value
        rows.append(turned)
    return sorted(rows, key=lambda row: repr(sorted(row.items())))


def as_it_is(frame: pd.DataFrame) -> list[dict[str, Any]]:
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return sorted(rows, key=lambda row: repr(sorted(row.items())))


@given(reports)
@settings(max_examples=10)
def test_a_plan_with_itself_is_empty(report: Report) -> None:
    found = compare(report, report)
    assert found.rules.empty
    assert found.items.empty
    assert found.by_person.empty
    assert found.by_resource.empty
    assert (found.measures["A"] == found.measures["B"]).all()
    assert tuple(found.rules.columns) == RULE_COLUMNS
    assert tuple(found.items.columns) == CHANGE_COLUMNS


@given(reports, reports)
@settings(max_examples=25)
def test_the_other_way_round_is_the_mirror(a: Report, b: Report) -> None:
    there, back = compare(a, b), compare(b, a)
    assert as_it_is(there.rules) == mirrored(back.rules)
    # ids of parts are those of the plan that has them: alike here
    for one, other in ((there.items, back.items), (there.by_person, back.by_person)):
        assert as_it_is(one) == mirrored(other)


def test_rules_say_what_each_plan_breaks_and_costs() -> None:
    f, p = good()
    later = check(f.week, shifted(p, "v1/talk", 15), f.edition)
    first = check(f.week, p, f.edition)
    rules = compare(first, later).rules
    for tier in (1, 2):
        mine = rules[rules["tier"] == tier]
        difference = later.score.tiers[tier] - first.score.tiers[tier]
        assert mine["cost_after"].sum() - mine["cost_before"].sum() == difference
    assert (rules["before"] != rules["after"]).all()
    assert "STR-03" in set(rules["rule"])


def test_items_have_times_of_beijing() -> None:
    f, p = good()
    found = compare(check(f.week, p, f.edition), check(f.week, shifted(p, "v1/talk", 15), f.edition))
    (row,) = found.items.to_dict("records")
    assert row["start_after"] - row["start_before"] == pd.Timedelta(minutes=15)
    assert row["start_after"].utcoffset() == dt.timedelta(hours=8)
    assert row["aspects"] == ("time",)


def test_several_plans_each_against_the_first() -> None:
    found = compare(judged(0), judged(1), judged(0), names=["old", "new", "again"])
    assert list(found.measures.columns) == ["old", "new", "again"]
    assert "again" not in set(found.items["plan"]) | set(found.by_person["plan"])


def test_all_are_judged_by_one_edition() -> None:
    f, p = good()
    lax = edition({"ARR-06": {"level": "off"}})
    strict = check(f.week, p, f.edition)
    found = compare(check(f.week, p, lax), strict)
    assert found.rules.empty
    assert {report.edition.id for report in found.reports} == {lax.id}
    assert compare(strict, strict, edition=lax).reports[0].edition == lax


def test_plans_of_different_weeks_are_a_fault() -> None:
    f, p = good()
    other = check(f.week.replace(id="other"), p.replace(week="other"), f.edition)
    with pytest.raises(FaultyInput, match="a plan of 'other', not of 'test'"):
        compare(check(f.week, p, f.edition), other)


@pytest.mark.parametrize("names", [["a"], ["a", "a"], ["a", "b", "c"]])
def test_names_are_one_a_plan(names: list[str]) -> None:
    with pytest.raises(ValueError, match="maybe two plans and a name for each"):
        compare(judged(0), judged(1), names=names)


def test_the_package_offers_it() -> None:
    assert planner.compare is sys.modules["planner.services.compare"].compare
    assert planner.Comparison is Comparison
