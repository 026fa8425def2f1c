"""Named times: the best there are for an order, and priced as the rules judge them."""

from __future__ import annotations

from itertools import permutations, product

import pytest

from models.domain.tiers import Tier
from models.outbound.draft import Draft
from models.outbound.rule_weights import SHOULD, RuleWeights
from models.outbound.shifts import shifts_of
from models.outbound.timing import Timer
from models.rules.catalogue import outbound_rules
from models.rules.outbound.rounds_score import rounds_score
from tests.rules.outbound.rounds import MONDAY, book, call, facts, rounds_plan

HOURS = ("OUT-01a", "OUT-02", "OUT-02a", "OUT-03", "OUT-05b")


@pytest.mark.parametrize("order", list(permutations(("jia", "yi"))))
@pytest.mark.parametrize("minutes", [20, 90])
def test_the_best_times_are_those_of_brute_force_as_the_rules_judge(order: tuple[str, ...], minutes: int) -> None:
    made = facts(book(jia={"minutes": minutes, "preferred_days": ["Tue"]}))
    rules = [rule for rule in outbound_rules(made.edition) if rule.id in HOURS]
    timer = Timer(made, RuleWeights.of(rules))
    (shift,) = shifts_of(made, made.book.specialist("zhao"), [MONDAY])
    ids = tuple(f"{customer}:{MONDAY}.1" for customer in order)
    found = timer.best(shift, ids)
    assert found is not None
    best = None
    for starts in product(*(timer.options(made.due[id], MONDAY)[0][::3].tolist() for id in ids)):
        calls = [
            call(f"21 {start % 1440 // 60:02}:{start % 60:02}", customer, minutes=made.due[id].minutes)
            for start, customer, id in zip(starts, order, ids, strict=True)
        ]
        if calls[1].arrive < calls[0].end + made.minutes(made.book.specialists[0], *order):
            continue
        tiers = rounds_score(made, rounds_plan(*calls), rules).tiers
        value = SHOULD * tiers[Tier.SHOULD] + tiers[Tier.PREFERENCE]
        best = value if best is None else min(best, value)
    assert best is not None
    assert found.cost <= best
    calls = [
        call(f"21 {start % 1440 // 60:02}:{start % 60:02}", customer, minutes=made.due[id].minutes)
        for start, customer, id in zip(found.starts, order, ids, strict=True)
    ]
    tiers = rounds_score(made, rounds_plan(*calls), rules).tiers
    assert SHOULD * tiers[Tier.SHOULD] + tiers[Tier.PREFERENCE] == found.cost
    assert tiers[Tier.MONEY] == found.metres // 100


def test_what_cannot_be_reached_has_no_times() -> None:
    made = facts(book(jia={"minutes": 300}))
    draft = Draft(made, RuleWeights.of(outbound_rules(made.edition)))
    shift = draft.shifts[0]
    long, other = f"jia:{MONDAY}.1", f"yi:{MONDAY}.1"
    assert draft.timer.best(shift, (long,)) is None, "longer than a morning or an afternoon"
    assert draft.timer.best(shift, (other,)) is not None
