"""What a plan asks of our people, and what one person cannot do both."""

from __future__ import annotations

import pytest

from models.rules.core.people_work import Task, clash, tasks
from tests.rules.hands import with_duty
from tests.weeks import changed, facts, plan, talk, visit


def task(visit_: str, start: int, end: int, place: str, role: str = "escort") -> Task:
    return Task("eli", visit_, role, f"{visit_}/{start}", start, end, place, place)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (task("v1", 0, 60, "garden"), task("v1", 60, 90, "garden"), False),
        (task("v1", 0, 60, "garden"), task("v1", 59, 90, "garden"), True),
        (task("v1", 0, 60, "garden"), task("v1", 75, 90, "lakeside"), False),
        (task("v1", 0, 60, "garden"), task("v1", 74, 90, "lakeside"), True),
        (task("v1", 0, 60, "garden"), task("v2", 95, 120, "lakeside"), False),
        (task("v1", 0, 60, "garden"), task("v2", 94, 120, "lakeside"), True),
        (task("v1", 0, 60, "garden"), task("v2", 60, 120, "garden"), False),
        (task("v1", 0, 60, "inn"), task("v2", 60, 120, "inn_dining"), False),
        (task("v1", 0, 60, "garden", "leader"), task("v1", 79, 120, "garden", "leader"), True),
        (task("v1", 0, 60, "garden", "leader"), task("v1", 80, 120, "garden", "leader"), False),
    ],
)
def test_who_cannot_do_both(a: Task, b: Task, expected: bool) -> None:
    """The garden is 10 minutes from the company, the lakeside 25; they are 15 apart."""
    f = facts(visit("v1"), visit("v2"))
    assert clash(f, a, b) is expected
    assert clash(f, b, a) is expected


def test_unknown_people_and_places_are_passed_over() -> None:
    f = facts(visit("v1", talk()))
    p = with_duty(plan(f, v1=[("talk", "21 09:30")]), "talk", "tea", "nobody")
    assert tasks(f, p) == {}
    p = with_duty(p, "talk", "tea", "eli")
    assert tasks(f, changed(p, "v1/talk", place="nowhere")) == {}
