"""No field of a plan.json makes ``check`` fall over: a fault with its place, or a report."""

from __future__ import annotations

import contextlib
import io
import json
import random
from typing import Any

import pytest

from models.domain.errors import FaultyInput
from models.domain.facts import Facts
from models.domain.plan import Plan
from models.rules.catalogue import rules
from planner.commands.check import _print, report_data
from planner.formats.plan_json import plan_of, read_plan
from planner.judging.check import Report, judge
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.services.plan_file import plan_text
from tests.mutations.fields import Damage, damages, field_of
from tests.mutations.small_weeks import SMALL_WEEKS

WEEKS = ("three", "apart", "out_of_town")
DECIDES = {
    *(("items", "[]", name) for name in ("visit", "request", "start", "end")),
    *(("moves", "[]", name) for name in ("visit", "depart", "arrive")),
    *(("nights", "[]", name) for name in ("visit", "day", "hotel")),
    *(("moves", "[]", "rides", "[]", name) for name in ("vehicle", "hired", "guests")),
    ("moves", "[]", "kind"),
}
"""Fields that leave nothing as it was: whatever else stands there, a must is broken."""


def verdict(f: Facts, damage: Damage) -> str:
    """Judge damaged data as the command does, and print the report.

    Returns
    -------
    str
        ``fault``, ``nowhere`` (a fault without a place), ``refused``, ``same`` (nothing was damaged) or ``fine``.
    """
    try:
        plan = plan_of(damage.data, f.week, f.edition, "plan.json")
        report = judge(f, plan, rules(f.edition))
    except FaultyInput as error:
        placed = all(fault.where and fault.what for fault in error.faults)
        return "fault" if placed else "nowhere"
    printed(report)
    if rows(plan) == rows(next(p for g, p in (SMALL_WEEKS[week]() for week in WEEKS) if g is f)):
        return "same"
    return "fine" if report.ok else "refused"


def rows(plan: Plan) -> list[list[str]]:
    """Return all that a plan says, whatever the order of its rows."""
    return [sorted(map(repr, found)) for found in (plan.items, plan.moves, plan.nights, plan.left_out)]


def printed(report: Report) -> str:
    """Return what the command says of a report, in both languages and as JSON."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        for lang in ("zh", "en"):
            _print(Paper(report, Words(lang)))
    return said.getvalue() + json.dumps(report_data(report), ensure_ascii=False)


def unseen(f: Facts, damage: Damage) -> bool:
    """Tell whether damage to what decides a plan was passed over, or told without a place."""
    said = verdict(f, damage)
    return said == "nowhere" or (said == "fine" and field_of(damage.where) in DECIDES)


@pytest.mark.parametrize("week", WEEKS)
def test_damage_to_a_field_is_a_fault_or_is_judged(week: str) -> None:
    f, p = SMALL_WEEKS[week]()
    every = list(damages(p.model_dump(mode="json"), 1, seed=7))
    found = random.Random(7).sample(every, 160)
    assert [str(damage) for damage in found if unseen(f, damage)] == []


# ---------------------------------------------------------------- the file around the plan


def write(tmp_path: Any, text: str) -> Any:
    path = tmp_path / "plan.json"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole() -> str:
    f, p = SMALL_WEEKS["apart"]()
    return plan_text(judge(f, p, rules(f.edition)))


def test_the_whole_file_is_read(whole: str, tmp_path: Any) -> None:
    f, p = SMALL_WEEKS["apart"]()
    assert read_plan(write(tmp_path, whole)) == (f.week, f.edition, p)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"guests": 24', f'"guests": {"9" * 400}'),
        ('"guests": 24', '"guests": NaN'),
        ('"guests": 24', '"guests": -Infinity'),
        ('"guests": 24', '"guests": 1e999'),
        ('"guests": 24', '"guests": 24, "guests": 24'),
        ('"guests": 24', f'"guests": {"[" * 50}{"]" * 50}'),
        ('"guests": 24', f'"guests": {"[" * 5000}{"]" * 5000}'),
        ('"guests": 24', '"guests": "\\ud800"'),
        ('"guests": 24', '"\\udfff": 24'),
        ('"guests": 24', f'"{"g" * 100_000}": 24'),
        ('"groups": []', f'"groups": [{",".join(["0"] * 20_000)}]'),
        ('"edition": "default"', '"edition": "lenient"'),
        ('"week": "test"', '"week": "tset"'),
        ('"version": 1', '"version": {}'),
        ('"version": 1', '"version": 1, "plan": []'),
    ],
)
def test_what_no_plan_holds_is_a_fault_with_its_place(old: str, new: str, whole: str, tmp_path: Any) -> None:
    assert old in whole
    with pytest.raises(FaultyInput) as caught:
        read_plan(write(tmp_path, whole.replace(old, new, 1)))
    assert all(fault.file == "plan.json" and fault.what for fault in caught.value.faults)
    assert len(str(caught.value)) < 10_000


def test_size_comes_first(tmp_path: Any) -> None:
    path = tmp_path / "plan.json"
    with path.open("wb") as file:
        file.truncate(10**11)
    with pytest.raises(FaultyInput, match="too large"):
        read_plan(path)


def test_more_rows_than_any_plan_has_are_refused() -> None:
    f, p = SMALL_WEEKS["apart"]()
    many = p.model_copy(update={"items": p.items * 100})
    with pytest.raises(FaultyInput, match="rows"):
        judge(f, many, rules(f.edition))
    crowd = p.items[0].model_copy(update={"duties": p.items[0].duties * 400})
    with pytest.raises(FaultyInput, match="duties"):
        judge(f, p.model_copy(update={"items": (crowd, *p.items[1:])}), rules(f.edition))
