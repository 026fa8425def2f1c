"""What a wish changes: its lines add up to its price in every tier, and nothing is listed that stood there before."""

from __future__ import annotations

import random
from typing import Any

import pytest
from pydantic import TypeAdapter

from models.cp.ledger import Ledger
from models.cp.run import solve
from models.cp.stop_signal import StopSignal
from models.domain.activities import Request
from models.domain.facts import Facts
from models.domain.pins import Pin
from models.domain.plan import LeftOut, Plan
from models.domain.revision import Revision
from models.domain.tiers import Tier
from models.itinerary.model.build import build
from models.itinerary.what_if.alternatives import AlternativeSearch
from models.itinerary.what_if.price import Judged, PriceLine, price_lines
from models.itinerary.what_if.what_if import ForcedPlan, WhatIf
from models.rules.catalogue import rules
from models.rules.core.score import score
from planner import slots
from planner.judging.check import judge
from planner.language.words import Words
from planner.papers.answers import AnswerTexts
from planner.papers.paper import Paper
from tests.services.asked import asked, planned
from tests.weeks import banquet, facts, plan, shifted, talk, visit, when


def sums(lines: tuple[PriceLine, ...]) -> tuple[int, ...]:
    """Return the sum of the lines of each tier."""
    return tuple(sum(line.amount for line in lines if line.tier == tier) for tier in Tier)


def check_lines(lines: tuple[PriceLine, ...], before: Judged, after: Judged) -> None:
    """Check that lines tell the whole difference of two plans and nothing else."""
    assert sums(lines) == tuple(b - a for a, b in zip(before.score.tiers, after.score.tiers, strict=True))
    stood = [b.violation for b in before.score.broken]
    for line in lines:
        assert line.amount
        if line.broken is not None and line.amount > 0:
            violation = line.broken.violation
            assert violation not in stood, f"stood there before: {violation.say()}"
    told = [(line.tier, line.visit, line.request, line.heading, line.broken and line.broken.rule.id) for line in lines]
    assert len(told) == len(set(told)), "one line a rule and visit"


def changed_at_random(draw: random.Random, old: Plan) -> Plan:
    """Return a plan with some items moved or left out, sound or not."""
    new = old
    for item in draw.sample(old.items, draw.randint(1, 4)):
        if item.request and draw.random() < 0.4:
            left = (*new.left_out, LeftOut(visit=item.visit, request=item.request))
            new = new.replace(items=tuple(i for i in new.items if i.id != item.id), left_out=left)
        else:
            new = shifted(new, item.id, draw.choice([-120, -45, -15, 15, 30, 90]))
    return new


@pytest.mark.parametrize("seed", range(40))
def test_lines_add_up_between_any_two_plans(seed: int) -> None:
    draw, f = random.Random(seed), Facts(asked().week, asked().edition, Revision(planned()))
    one, other = (changed_at_random(draw, planned()) for _ in range(2))
    before, after = (Judged(f, p, score(f, p, rules(f.edition))) for p in (one, other))
    check_lines(price_lines(before, after), before, after)


@pytest.mark.parametrize("seed", range(4))
def test_lines_of_a_wish_add_up_to_its_price(seed: int) -> None:
    draw = random.Random(seed)
    asking = WhatIf(Facts(asked().week, asked().edition), rules(asked().edition), planned(), StopSignal())
    item = draw.choice([item for item in planned().items if item.request])
    wishes = [
        Pin(of=item.id, out=True),
        *(Pin(of=item.id, start=when(f"{day} {clock}")) for day in (21, 22) for clock in ("09:30", "14:00", "16:30")),
    ]
    forced = [found for wish in draw.sample(wishes, 3) if (found := asking.force(wish)) is not None]
    for found in forced:
        check_lines(found.lines, found.old, found.new)
        assert sums(found.lines) == found.price


def test_lines_of_a_new_request_add_up() -> None:
    new: Any = TypeAdapter(Request).validate_python({"kind": "call", "id": "new", "leader": "deputy"})
    offer = slots(asked().week, planned(), new, "v2", edition=asked().edition, number=2)
    assert offer.slots
    for slot in offer.slots:
        check_lines(slot.forced.lines, slot.forced.old, slot.forced.new)


def test_what_is_printed_adds_up_even_where_lines_are_counted() -> None:
    f = Facts(asked().week, asked().edition, Revision(planned()))
    other = changed_at_random(random.Random(7), planned())
    old, new = (Judged(f, p, score(f, p, rules(f.edition))) for p in (planned(), other))
    forced = ForcedPlan(old, new)
    texts = AnswerTexts(Paper(judge(f, other, rules(f.edition)), Words("zh")))
    *lines, total = texts.price(forced)
    for tier in Tier:
        said = [_said(tier.zh, line.rpartition("（")[2]) for line in lines if not line.startswith("要动")]
        assert sum(said) == _said(tier.zh, total) == forced.price[tier]


def _said(tier: str, text: str) -> int:
    """Return the amount that a text says of a tier: 偏好 +30."""
    _, found, rest = text.partition(f"{tier} ")
    return int(rest.split("、")[0].rstrip("）元").replace(",", "")) if found else 0


def test_a_break_that_only_moves_is_no_change() -> None:
    """A talk in an afternoon breaks ORD-02 on whichever day."""
    f = facts(visit("v1", talk()))
    one, other = (plan(f, v1=[("talk", f"{day} 14:00")]) for day in (21, 22))
    before, after = (Judged(f, p, score(f, p, rules(f.edition))) for p in (one, other))
    lines = price_lines(before, after)
    check_lines(lines, before, after)
    assert "ORD-02" in {b.rule.id for b in before.score.broken if b.cost}
    assert "ORD-02" not in {line.broken.rule.id for line in lines if line.broken}


@pytest.mark.parametrize(("start", "same"), [("21 18:00", 1), ("21 19:30", 1), ("22 18:30", 0)])
def test_an_evening_counts_as_the_same_evening(start: str, same: int) -> None:
    f = facts(visit("v1", banquet("dinner", "other"), depart="22 22:00"))
    old = plan(f, v1=[("dinner", "21 18:30")])
    search = AlternativeSearch(f, rules(f.edition), old, StopSignal())
    made = build(f, ["v1"], rules(f.edition), Ledger.empty(f))
    (literal,) = search.same_times(made, "v1", search.start.visit_plans["v1"])
    act, model = made.views["v1"].acts["v1/dinner"], made.frame.model
    model.add(act.done == 1)
    model.add(act.start == when(start) - f.week.origin)
    assert solve(model, literal).value(literal) == same
    assert solve(model, -literal).value(literal) == same
