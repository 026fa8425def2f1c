"""No bound is above a plan, and none falls: tiny weeks of every sort, plans by hand and by the search.

What a bound says is taken at its word: no plan whose earlier tiers are the same is below it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from models.cp.stop_signal import StopSignal
from models.domain.consistency import faults
from models.domain.errors import NoPlanPossible
from models.domain.facts import Facts
from models.domain.tiers import PROGRAMME_TIERS, UPPER_TIERS, Tier
from models.domain.visits import Waiver
from models.itinerary.search.bound_tasks import BoundRequests
from models.itinerary.search.bounds import Bounds
from models.itinerary.search.limits import BoundLimits, SearchLimits
from models.itinerary.search.optimiser import Optimiser
from models.itinerary.search.site import SearchSite
from models.rules.core.score import Broken, score
from tests.itinerary.search.tiny_weeks import Hands, tiniest_week, tiny_week

BLOCKS, WEEKS_PER_BLOCK = 10, 10
BRUTE_WEEKS = range(6)
Value = tuple[int, ...]


@dataclass
class Trial:
    """What is claimed of one week, and what its plans are worth.

    Attributes
    ----------
    values : set of tiers
        Of plans that keep the musts.
    claims : list of (tiers before, tier, bound, who)
        No plan with these earlier tiers is below the bound.
    """

    name: str
    facts: Facts
    values: set[Value] = field(default_factory=set)
    claims: list[tuple[Value, Tier, int, str]] = field(default_factory=list)
    found: list[str] = field(default_factory=list)

    def claim(self, value: Sequence[int], bounds: Sequence[int | None], who: str) -> None:
        """Note the bounds that were shown beside a plan."""
        for tier, bound in zip(Tier, bounds, strict=True):
            if bound is not None:
                self.claims.append((tuple(value[:tier]), tier, bound, who))

    def faults(self) -> list[str]:
        """Return every bound that is above a plan, and what else was found."""
        wrong = {
            f"{self.name}: {who} says {tier.name} >= {bound}, but there is a plan {value}"
            for before, tier, bound, who in self.claims
            for value in self.values
            if value[:tier] == before and value[tier] < bound
        }
        return [*self.found, *sorted(wrong)]


# -- who finds plans and bounds


def draw_plans(trial: Trial, chance: random.Random, number: int) -> Iterator[Broken]:
    """Draw plans by hand, and yield what they break that might be waived."""
    hands = Hands(trial.facts)
    for _ in range(number):
        plan = hands.drawn(chance)
        trial.values |= {value for value in hands.values(plan) if value is not None}
        yield from score(trial.facts, plan, hands.rules).broken


def search(trial: Trial, seed: int, limits: SearchLimits, bound_seconds: float, start: bool = False) -> None:
    """Let the search find plans and show bounds; none may fall."""
    facts, hands = trial.facts, Hands(trial.facts)
    seen: list[tuple[Value, tuple[int | None, ...]]] = []
    optimiser = Optimiser(
        facts,
        hands.rules,
        seed=seed,
        stop=StopSignal(),
        limits=limits,
        report=lambda _, best, bounds: seen.append((best.tiers, bounds)) if not best.score.musts else None,
    )
    optimiser.bounds.limits = BoundLimits(seconds_per_visit=bound_seconds)
    try:
        found = optimiser.run()
        seen.append((found.incumbent.tiers, found.bounds))
        if start:  # a run of its own: what it does not come to know has not fallen
            again = Optimiser(facts, hands.rules, seed=seed, stop=StopSignal(), limits=limits, report=lambda *_: None)
            later = again.run(found.incumbent)
            trial.claim(later.incumbent.tiers, later.bounds, f"search {seed} from a plan")
            trial.values.add(later.incumbent.tiers)
    except NoPlanPossible:
        return
    shown: dict[Tier, int] = {}
    for value, bounds in seen:
        trial.claim(value, bounds, f"search {seed}")
        trial.values.add(value)
        for tier, bound in zip(Tier, bounds, strict=True):
            if tier in shown and (bound is None or bound < shown[tier]):
                trial.found.append(f"{trial.name}: the bound of {tier.name} fell from {shown[tier]} to {bound}")
            if bound is not None:
                shown[tier] = bound


def site_of(facts: Facts) -> SearchSite:
    """Return the site of a week."""
    return SearchSite(facts, tuple(Hands(facts).rules), SearchLimits())


def bound(trial: Trial, seconds: float, tiers: Sequence[Tier] = PROGRAMME_TIERS, *, merged: bool = False) -> None:
    """Bound the week by its visits alone, or as one, for whatever plans there are."""
    bounds = Bounds(site_of(trial.facts), StopSignal(), BoundLimits(seconds_per_visit=seconds))
    shown: dict[Value, tuple[int | None, ...]] = {}
    for step in ("alone", "merged")[: 1 + merged]:
        if step == "merged":
            bounds.merge(stay.id for stay in trial.facts.stays)
        for cluster in sorted(bounds.clusters):
            bounds.optimum(cluster, tiers)
        for value in trial.values:
            totals = bounds.totals(value, {}, tiers)
            trial.claim(value, totals, f"bounds {step} {seconds}")
            before = shown.get(value, (None,) * len(Tier))
            if before[0] is not None and (totals[0] is None or totals[0] < before[0]):
                trial.found.append(f"{trial.name}: merged, the bound fell from {before} to {totals}")
            shown[value] = totals
    core = BoundRequests(bounds.limits).run(bounds.site, StopSignal())
    for value in trial.values:
        trial.claim(value, (core, None, None, None, None), "core of requests")
    limit = max((value[Tier.LEFT_OUT] for value in trial.values), default=None)
    if limit is None or Tier.PREFERENCE not in tiers:
        return
    shares = {stay.id: [1] * len(Tier) for stay in trial.facts.stays}
    while (task := bounds.next_front(limit, shares)) is not None:
        bounds.note_front(task, task.run(bounds.site, StopSignal()))
    should = bounds.should_bound(limit, shares)
    for value in trial.values:
        if should is not None and value[Tier.LEFT_OUT] <= limit and value[Tier.SHOULD] < should:
            trial.found.append(f"{trial.name}: shoulds >= {should} up to {limit}, but there is {value}")


def waived(facts: Facts, broken: Broken, chance: random.Random) -> Facts | None:
    """Return the facts with a leader's consent to a break, for the visit or for something that it is about."""
    visit = facts.week.visit(broken.violation.visit)
    scope = chance.choice(["", *broken.violation.about.ids])
    more = Waiver(rule=broken.rule.id, scope=scope, approver="王总")
    visits = tuple(v.replace(waivers=(*v.waivers, more)) if v.id == visit.id else v for v in facts.week.visits)
    week = facts.week.replace(visits=visits)
    return None if list(faults(week)) else Facts(week, facts.edition)


def try_week(number: int, *, searched: bool, thorough: bool = False) -> list[str]:
    """Return what is false about the bounds of a tiny week."""
    week, edition = tiny_week(number)
    assert not list(faults(week)), number
    chance = random.Random(number)
    trial = Trial(f"week {number}", Facts(week, edition))
    broken = list(draw_plans(trial, chance, 12 if thorough else 4))
    if searched:
        quick = SearchLimits(rounds=0, improve_seconds=0.05, construct_seconds=0.2)
        search(trial, number, quick, 0.05)
        if thorough:
            search(trial, number + 1, SearchLimits(rounds=1, small_week_days=0, improve_seconds=0.1), 0.5, start=True)
    bound(trial, 0.5 if thorough else 0.05, merged=thorough)
    if len(week.visits) > 1:
        bound(trial, 0.01, UPPER_TIERS, merged=True)
    found = trial.faults()
    soft = [b for b in broken if b.violation.visit and b.rule.softenable and b.rule.level != "note"]
    if soft and (thorough or number % 4 == 0):
        found += try_waiver(f"{trial.name} waived", trial.facts, chance.choice(soft), number)
    return found


def try_waiver(name: str, facts: Facts, broken: Broken, seed: int) -> list[str]:
    """Return what is false about the bounds of a week in which a leader agreed to a break of the plans drawn."""
    changed = waived(facts, broken, random.Random(seed))
    if changed is None:
        return []
    trial = Trial(name, changed)
    list(draw_plans(trial, random.Random(seed), 4))
    bound(trial, 0.05)
    return trial.faults()


@pytest.mark.parametrize("block", range(BLOCKS))
def test_no_bound_of_a_tiny_week_is_above_a_plan_or_falls(block: int) -> None:
    first = block * WEEKS_PER_BLOCK
    found = [
        fault
        for number in range(first, first + WEEKS_PER_BLOCK)
        for fault in try_week(number, searched=number % 10 == 0)
    ]
    assert not found, "\n".join(found)


def try_every_plan(number: int) -> list[str]:
    """Return what is false about the bounds of a week of which every plan is tried."""
    week, edition = tiniest_week(number)
    facts = Facts(week, edition)
    trial = Trial(f"tiniest {number}", facts)
    hands = Hands(facts)
    for plan in hands.every():
        trial.values |= {value for value in hands.values(plan) if value is not None}
    search(trial, number, SearchLimits(rounds=0, improve_seconds=0.1), 0.5)
    bound(trial, 0.5)
    best, proven = min(trial.values), Bounds(site_of(facts), StopSignal()).optimum([facts.stays[0].id], UPPER_TIERS)
    if proven.values[Tier.LEFT_OUT] != best[Tier.LEFT_OUT]:
        trial.found.append(f"{trial.name}: the least of {Tier.LEFT_OUT.name} is {best[0]}, not {proven.values[0]}")
    return trial.faults()


@pytest.mark.parametrize("number", BRUTE_WEEKS)
def test_what_is_proven_of_the_tiniest_weeks_is_the_best_of_all_their_plans(number: int) -> None:
    found = try_every_plan(number)
    assert not found, "\n".join(found)
