"""Programmes are kept on Facts: asked for again they are the same, and they go with their Facts."""

from __future__ import annotations

import gc
import weakref

from models.domain.facts import Facts
from models.domain.plan import Plan
from models.rules.catalogue import rules
from models.rules.core.programme import programme, programmes
from models.rules.core.score import score
from tests.weeks import facts, plan, talk, visit


def judged() -> tuple[Facts, Plan]:
    f = facts(visit("v1", talk()))
    p = plan(f, v1=[("talk", "21 09:15")])
    score(f, p, rules(f.edition))
    return f, p


def test_programmes_of_the_last_plan_are_kept() -> None:
    f, p = judged()
    assert programme(f, p, "v1") is programme(f, p, "v1")
    assert list(programmes(f, p)) == [programme(f, p, "v1")]


def test_another_plan_is_read_anew() -> None:
    f, p = judged()
    first = programme(f, p, "v1")
    other = programme(f, p.replace(items=()), "v1")
    assert other.items == ()
    assert first.items


def test_facts_are_freed() -> None:
    f, p = judged()
    alive = weakref.ref(f)
    del f, p
    gc.collect()
    assert alive() is None
