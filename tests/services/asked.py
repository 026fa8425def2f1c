"""A week of three delegations and a plan of it, for questions and changes; solved once a run."""

from __future__ import annotations

from functools import cache

from models.domain.facts import Facts
from models.domain.plan import Plan
from planner import solve
from planner.services.result import Limits
from tests.searches import less_effort
from tests.weeks import banquet, facts, members, sight, talk, tour, visit


@cache
def asked() -> Facts:
    """Three delegations on two days; a level A one with a leader, all in need of the rooms and the tour."""
    one = visit("v1", talk(any_leader=True), tour(), banquet(), level="A", members=members(3, rank=2))
    two = visit("v2", talk(topic="盾构机"), tour(), sight(), arrive="21 09:00")
    three = visit("v3", talk(topic="液压"), sight(), arrive="21 10:00", depart="22 16:00")
    return facts(one, two, three)


@cache
def planned() -> Plan:
    """Return a plan of it."""
    f = asked()
    with less_effort(search=0.5):
        return solve(f.week, Limits(seconds=None, rounds=1), f.edition).plan
