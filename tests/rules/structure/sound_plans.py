"""Plans that keep every rule of structure, to be spoilt by cases."""

from __future__ import annotations

from models.domain.facts import Facts
from tests.rules.cases import Made
from tests.weeks import banquet, facts, group, plan, sight, talk, tour, visit

DAYS = (
    ("talk", "21 09:15"),
    ("tour", "21 11:00"),
    ("lunch", "21 12:30"),
    ("museum", "21 14:30"),
    ("welcome", "21 18:00"),
    ("lunch", "22 12:00"),
)


def week(**changes: object) -> Facts:
    return facts(visit("v1", talk(), tour(), banquet(), sight(), **changes))


def two_sound_days() -> Made:
    f = week()
    return f, plan(f, v1=DAYS)


def two_groups() -> Made:
    """The second comes at ten and leaves two hours before the first."""
    here = [group("g1", members=["m1"]), group("g2", "21 10:00", "22 16:00")]
    f = facts(visit("v1", talk(), tour(), groups=here))
    rows = [("talk", "21 09:15"), ("lunch", "21 12:00"), ("dinner", "21 18:00"), ("tour", "22 09:00")]
    return f, plan(f, v1=[*rows, ("lunch", "22 12:00")])
