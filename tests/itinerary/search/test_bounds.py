"""Bounds: what is left out of their models changes no optimum, and merging never loses what is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

import planner
from models.cp.ledger import Ledger
from models.cp.run import SolveLimits, solve
from models.cp.stop_signal import StopSignal
from models.domain.facts import Facts
from models.domain.tiers import PROGRAMME_TIERS, UPPER_TIERS, Tier
from models.domain.visits import Visit
from models.itinerary.model.build import build
from models.itinerary.search.bounds import Bounds
from models.itinerary.search.limits import BoundLimits, SearchLimits
from models.itinerary.search.proofs import Proofs
from models.itinerary.search.site import SearchSite
from models.rules.catalogue import rules
from models.rules.core.score import Score, score
from planner.generation.generate import generate
from planner.services.result import Limits, Progress
from tests import weeks
from tests.rules.hands import with_duty

PROVIDED = ("lodging", "meals", "cars")
HOUR = "2026-09-22T10:00"


def bounds_of(facts: Facts) -> Bounds:
    """Return bounds of a week, none of them known yet."""
    return Bounds(SearchSite(facts, tuple(rules(facts.edition)), SearchLimits()), StopSignal())


def optima(facts: Facts, visit: str, tiers: Sequence[Tier]) -> list[int]:
    """Optima of the upper tiers in a model made for some first tiers."""
    made = build(facts, [visit], rules(facts.edition), Ledger.empty(facts), "bound", tiers=tiers)
    found = []
    for tier in UPPER_TIERS:
        expr = made.frame.objective(tier)
        outcome = solve(
            made.frame.model, expr, limits=SolveLimits(deterministic=20.0, use_cores=True, presolve_rounds=tier)
        )
        assert outcome.status == "optimal"
        found.append(outcome.value(expr))
        made.frame.model.add(expr <= found[-1])
    return found


def test_sights_of_our_own_choice_change_no_upper_optimum():
    free = [
        weeks.visit("v1", weeks.talk(), weeks.tour(), weeks.banquet(), level="A", sights="planner"),
        weeks.visit("v2", weeks.talk(), weeks.sight(), level="C", sights="planner"),
    ]
    facts = weeks.facts(*free)
    for visit in ("v1", "v2"):
        assert optima(facts, visit, UPPER_TIERS) == optima(facts, visit, tuple(Tier))


def test_a_rule_that_wants_more_sights_sees_them_all():
    """Where an edition makes a rule about idle time a should, the planner's sights count again."""
    visit = weeks.visit("v1", weeks.talk(), sights="planner")
    lenient = {rule: {"level": "prefer"} for rule in ("PACE-02a", "SENSE-04a")}
    usual = weeks.facts(visit, rules=lenient)
    strict = weeks.facts(visit, rules={**lenient, "PACE-01": {"level": "should"}})
    slots = [
        sum(len(act.at) for act in made.views["v1"].acts.values() if act.kind == "sight")
        for made in (
            build(facts, ["v1"], rules(facts.edition), Ledger.empty(facts), "bound", tiers=UPPER_TIERS)
            for facts in (usual, strict)
        )
    ]
    assert slots[1] > slots[0]
    assert optima(strict, "v1", UPPER_TIERS) == optima(strict, "v1", tuple(Tier))


@pytest.mark.parametrize("seed", [3, 8])
def test_generated_visits_have_the_same_upper_optima(seed: int):
    facts = Facts(generate(3, seed), weeks.edition())
    planner_chooses = [stay for stay in facts.stays if stay.visit.sights == "planner" and len(stay.days) <= 3]
    for stay in planner_chooses[:1]:
        assert optima(facts, stay.id, UPPER_TIERS) == optima(facts, stay.id, tuple(Tier))


def test_a_merged_cluster_bounds_no_less_than_its_parts():
    day = {
        "provides": {"lodging": False, "cars": False},
        "groups": [
            {
                "id": "g1",
                "arrival": {"at": "2026-09-22T09:00", "place": "site"},
                "departure": {"at": "2026-09-22T14:00", "place": "site"},
            }
        ],
    }
    talk = weeks.talk(room="r1", at=HOUR)
    facts = weeks.facts(weeks.visit("a", talk, **day), weeks.visit("b", talk, **day))
    bounds = bounds_of(facts)
    price = facts.stay("a").price(facts.stay("a").visit.request("talk"))
    shares = {"a": [0] * 5, "b": [price, 0, 0, 0, 0]}
    for visit in ("a", "b"):
        bounds.optimum([visit], UPPER_TIERS, shares[visit])
    apart = bounds.totals([price, 0, 0, 0, 0], shares)
    bounds.merge(["a", "b"])
    assert bounds.totals([price, 0, 0, 0, 0], shares)[0] == apart[0] == 0
    bounds.optimum(["a", "b"], UPPER_TIERS, [price, 0])
    assert bounds.totals([price, 0, 0, 0, 0], shares)[0] == price


ROOMS = [
    {"id": "r1", "name": "一号会议室", "seats": 12, "equipment": ["projector"], "set_up": 0, "clearing": 0},
    {"id": "r2", "name": "二号会议室", "seats": 30, "equipment": ["projector", "video"]},
]


@pytest.mark.parametrize("rooms", [ROOMS, ROOMS[:1], ROOMS[1:]], ids=["both", "laid without work", "laid with work"])
def test_no_bound_is_above_a_plan_where_rooms_need_different_crews(rooms: list[dict[str, object]]):
    """A room without minutes of set-up needs no crew (HOST-04), so nothing is owed where nobody could prepare it."""
    seen: list[Progress] = []
    people = [p for p in weeks.company().people if not any(role.kind == "crew" for role in p.roles)]
    week = weeks.week(weeks.visit("v1", weeks.talk(), level="A"), company=weeks.company(rooms=rooms, people=people))
    result = planner.solve(week, limits=Limits(seconds=5.0), edition=weeks.edition(), on_progress=seen.append)
    assert not result.left_out
    for progress in seen:
        for value, bound in zip(progress.tiers, progress.bounds, strict=True):
            assert bound is None or bound <= value
    for tier in result.tiers:
        assert tier.bound is None or tier.bound <= tier.value


def crowded(id: str) -> Visit:
    """A visit that asks for what no room of ours holds."""
    return weeks.visit(id, weeks.talk(company=90), depart="21 18:00", provides={"lodging": False, "cars": False})


def test_a_merged_cluster_that_is_cut_short_loses_nothing():
    facts = weeks.facts(crowded("a"), crowded("b"))
    bounds, shares = bounds_of(facts), {v: [500, 0, 0, 0, 0] for v in ("a", "b")}
    for visit in ("a", "b"):
        bounds.optimum([visit], UPPER_TIERS)
    apart = bounds.totals([1000, 0, 0, 0, 0], shares)
    assert apart[0]
    bounds.merge(["a", "b"])
    bounds.limits = BoundLimits(seconds_per_visit=0.0)
    bounds.optimum(["a", "b"], UPPER_TIERS)
    bounds.optimum(["a"], tuple(Tier))
    assert bounds.totals([1000, 0, 0, 0, 0], shares) == apart


def test_a_bound_of_two_sources_is_the_better_tier_by_tier():
    facts = weeks.facts(crowded("a"), crowded("b"))
    bounds, shares = bounds_of(facts), {v: [500, 9, 0, 0, 0] for v in ("a", "b")}
    for visit in ("a", "b"):
        bounds.optimum([visit], UPPER_TIERS)
    left_out, should = bounds.totals([2 * 10**6, 0, 0, 0, 0], shares)[:1], bounds.lower_bounds(["a", "b"])[1]
    bounds.merge(["a", "b"])
    joint = bounds.optimum(["a", "b"], UPPER_TIERS)
    assert joint.values == (*left_out, should)
    assert bounds.totals([*joint.values, 0, 0, 0], shares)[:2] == joint.values


class At:
    """An incumbent of which only its value matters."""

    def __init__(self, tiers: Sequence[int], shares: Mapping[str, Sequence[int]], *, duty_proven: bool = False) -> None:
        self.tiers, self._shares, self.duty_proven = tuple(tiers), shares, duty_proven
        self.score = Score((0, 0, 0, 0, 0), ())

    def shares(self, facts: Facts) -> Mapping[str, Sequence[int]]:
        return self._shares


def proofs_of(bounds: Bounds, best: list[At]) -> Proofs:
    """Proofs for the last of some incumbents."""
    return Proofs(bounds, lambda: best[-1], lambda *_: None)  # type: ignore[arg-type,return-value]


@pytest.mark.parametrize(("duty", "bound"), [(0, 0), (60, None)])
def test_staffing_that_is_best_for_one_programme_is_no_bound_for_another(duty: int, bound: int | None):
    facts = weeks.facts(weeks.visit("a", weeks.talk(), depart="21 18:00"))
    bounds = bounds_of(facts)
    value = [*bounds.optimum(["a"], PROGRAMME_TIERS).values, duty]
    proofs = proofs_of(bounds, [At(value, {"a": value}, duty_proven=True)])
    proofs.update()
    assert proofs.known == (*value[: Tier.DUTY], bound)


def test_what_was_known_stays_known_when_a_visit_gets_worse_for_another():
    """A visit at nothing left out and nothing broken is not solved for; later it may give way to another."""
    facts = weeks.facts(weeks.visit("a", weeks.talk()), crowded("b"))
    bounds, shown = bounds_of(facts), list[tuple[int | None, ...]]()
    price = facts.stay("b").price(facts.stay("b").visit.request("talk"))
    _, broken = bounds.optimum(["b"], UPPER_TIERS).values
    now = [{"a": [0, more, 5, 5, 5], "b": [price, broken, 5, 5, 5]} for more in (0, 60)]
    best: list[At] = []
    proofs = proofs_of(bounds, best)
    for shares in now:
        best.append(At([sum(tier) for tier in zip(*shares.values(), strict=True)], shares))
        proofs.update()
        shown.append(proofs.known)
    assert shown[0][:2] == shown[1][:2] == (price, broken)


def without_crew(*visits: Visit) -> Facts:
    people = [p for p in weeks.company().people if not any(role.kind == "crew" for role in p.roles)]
    return weeks.facts(*visits, company=weeks.company(people=people))


@pytest.mark.parametrize("scope", ["", "talk", "v1/talk"])
def test_a_waiver_is_heard_by_the_bound(scope: str):
    waiver = {"rule": "HOST-04", "scope": scope, "approver": "王总"}
    usual, waived = (without_crew(weeks.visit("v1", weeks.talk(), waivers=w)) for w in ([], [waiver]))
    assert optima(waived, "v1", UPPER_TIERS)[Tier.SHOULD] < optima(usual, "v1", UPPER_TIERS)[Tier.SHOULD]


def test_company_is_owed_to_those_who_are_there():
    """Eleven come, nine of them leave before the show: nobody is due beside the escort, and nobody is missing."""
    groups = [
        weeks.group("g1", "22 09:00", "22 22:30", "site", members=["m1", "m2"]),
        weeks.group("g2", "22 09:00", "22 15:00", "site"),
    ]
    show = {"kind": "entertainment", "id": "show", "place": "opera"}
    visit = weeks.visit(
        "v1",
        weeks.talk(),
        show,
        level="B",
        members=weeks.members(11),
        groups=groups,
        provides=dict.fromkeys(PROVIDED, False),
    )
    people = [p for p in weeks.company().people if p.id == "eli"]
    facts = weeks.facts(visit, company=weeks.company(people=people), rules={"MEAL-09": {"level": "should"}})
    plan = weeks.plan(facts, v1=[("talk", "22 13:30", {"room": "r2"}), ("show", "22 19:30")])
    plan = with_duty(plan, "show", "escort", "eli")
    value = score(facts, plan, rules(facts.edition))
    assert not value.musts
    assert optima(facts, "v1", UPPER_TIERS)[Tier.SHOULD] <= value.tiers[Tier.SHOULD]
