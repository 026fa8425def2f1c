"""Rooms and people that are alike: a model has fewer of them, and bounds lose nothing by it."""

from __future__ import annotations

from typing import Any

import pytest

from models.cp.ledger import Ledger
from models.cp.run import SolveLimits, solve_lexicographically
from models.cp.stop_signal import StopSignal
from models.domain.base import Span
from models.domain.facts import Facts
from models.domain.pins import Pin
from models.domain.revision import Revision
from models.domain.tiers import Tier
from models.domain.visits import Visit
from models.itinerary.model.alike import Share, alike_groups
from models.itinerary.model.build import VisitsModel, build
from models.itinerary.model.limits import CANDIDATE_LIMITS
from models.rules.catalogue import rules
from tests.weeks import banquet, company, edition, talk, visit, week, when

TIERS = (Tier.LEFT_OUT, Tier.SHOULD, Tier.PREFERENCE)


def many(*visits: Visit, copies: int = 5, revision: Revision | None = None) -> Facts:
    """A week whose company has every room and everybody several times."""
    few, numbers = company(), range(copies)
    rooms = tuple(r.replace(id=f"{r.id}-{k}", name=f"{r.name}{k}") for r in few.rooms for k in numbers)
    people = tuple(p.replace(id=f"{p.id}-{k}", name=f"{p.name}{k}") for p in few.people for k in numbers)
    return Facts(week(*visits, company=few.replace(rooms=rooms, people=people)), edition(), revision)


def rooms_of(made: VisitsModel, visit: str, item: str = "talk") -> list[str]:
    """Rooms among which a visit's model chooses for an item."""
    return sorted({c.room for c, _ in made.views[visit].acts[f"{visit}/{item}"].choices if c.room})


def people_of(made: VisitsModel, visit: str, item: str = "talk") -> list[str]:
    """Leaders and experts among whom a visit's model chooses for an item."""
    return sorted(part.person for part in made.views[visit].acts[f"{visit}/{item}"].parts)


def test_things_are_alike_whose_facts_are_the_same() -> None:
    f = many(visit("v1", talk()))
    groups = alike_groups(f)
    assert [groups.room(f"r1-{k}").number for k in range(5)] == [0, 1, 2, 3, 4]
    assert groups.room("r1-0").of == groups.person("boss-0").of == 5
    crew = groups.person("cal-0")
    assert crew.of == 4 * 5


@pytest.mark.parametrize(
    "changes",
    [
        {"requests": [talk(room="r1-0", experts=["ann-0"])]},
        {"waivers": [{"rule": "PACE-02", "scope": id, "approver": "boss"} for id in ("ann-0", "r1-0")]},
    ],
)
def test_what_a_visit_names_is_like_nothing_else(changes: dict[str, Any]) -> None:
    asked = [Visit.model_validate(visit("v1", talk()).model_dump() | changes), visit("v2", talk())]
    groups = alike_groups(many(*asked))
    assert groups.room("r1-0").of == groups.person("ann-0").of == 1
    assert groups.room("r1-1").of == groups.person("ann-1").of == 4


def test_what_a_pin_names_is_like_nothing_else() -> None:
    pin = Pin(of="v1/talk", room="r1-0", people=("ann-0",))
    groups = alike_groups(many(visit("v1", talk()), revision=Revision(pins=(pin,))))
    assert groups.room("r1-0").of == groups.person("ann-0").of == 1


def test_other_hours_and_closures_make_things_unlike() -> None:
    f = many(visit("v1", talk()))
    away = (Span(start=when("21 08:00"), end=when("21 12:00")),)
    own = f.week.company
    rooms = tuple(r.replace(closures=away) if r.id == "r1-0" else r for r in own.rooms)
    people = tuple(p.replace(leave=away) if p.id == "ann-0" else p for p in own.people)
    groups = alike_groups(Facts(f.week.replace(company=own.replace(rooms=rooms, people=people)), f.edition))
    assert groups.room("r1-0").of == groups.person("ann-0").of == 1
    assert groups.room("r1-1").of == groups.person("ann-1").of == 4


def test_a_share_goes_round_the_group() -> None:
    groups = alike_groups(many(visit("v1", talk())))
    rooms = [groups.room(f"r1-{k}") for k in range(5)]
    assert [Share(4, 2).has(room) for room in rooms] == [True, False, False, False, True]
    assert [Share(3, 1, least=5).has(room) for room in rooms] == [False, False, False, True, False]
    assert all(Share(3, 1, least=6).has(room) for room in rooms)


def test_a_search_gives_each_visit_other_ones() -> None:
    f = many(visit("v1", talk(topic="盾构机")), visit("v2", talk(topic="盾构机")))
    every, most = rules(f.edition), CANDIDATE_LIMITS.max_alike
    made = [build(f, [v], every, Ledger.empty(f), filtered=True) for v in ("v1", "v2")]
    for v, model in zip(("v1", "v2"), made, strict=True):
        rooms = rooms_of(model, v)
        assert 0 < sum(room.startswith("r1") for room in rooms) <= most
        assert len(people_of(model, v)) == 2 * most  # of ann and of bob
    assert not set(rooms_of(made[0], "v1")) & set(rooms_of(made[1], "v2"))
    whole = build(f, ["v1"], every, Ledger.empty(f))
    assert len(people_of(whole, "v1")) == 2 * 5


def test_a_visit_keeps_the_room_that_it_had() -> None:
    pin = Pin(of="v1/talk", room="r1-4")
    f = many(visit("v1", talk()), revision=Revision(pins=(pin,)))
    assert "r1-4" in rooms_of(build(f, ["v1"], rules(f.edition), Ledger.empty(f), filtered=True), "v1")


CLUSTERS = {
    "two talks and a banquet with a leader": [
        visit("v1", talk(topic="盾构机", any_leader=True), talk("more", topic="液压"), banquet(), level="A"),
    ],
    "both at one hour": [
        visit("v1", talk(topic="液压", at=when("21 10:00"))),
        visit("v2", talk(topic="液压", at=when("21 10:00"), equipment=["video"])),
    ],
    "more visits than rooms and experts": [
        visit(f"v{k}", talk(topic="液压", at=when("21 10:00"), equipment=["video"])) for k in range(1, 4)
    ],
}


@pytest.mark.parametrize("name", CLUSTERS)
@pytest.mark.parametrize("copies", [2, 4])
def test_a_cluster_has_the_same_optimum_with_fewer_of_them(name: str, copies: int) -> None:
    visits = CLUSTERS[name]
    f = many(*visits, copies=copies)
    ids = [v.id for v in visits]
    found, sizes = [], []
    for cluster in (True, False):
        made = build(f, ids, rules(f.edition), Ledger.empty(f), "bound", cluster=cluster, tiers=TIERS[:2])
        objectives = [made.frame.objective(tier) for tier in TIERS[:2]]
        limits = SolveLimits(deterministic=20)
        _, reached = solve_lexicographically(made.frame.model, objectives, (), limits, StopSignal(), with_cores=2)
        assert all(proven for _, _, proven in reached)
        found.append([value for value, _, _ in reached])
        sizes.append(len(made.frame.model.proto.constraints))
    assert found[0] == found[1]
    assert sizes[0] <= sizes[1]
    scarce = name.startswith("more") and copies == 2
    assert (found[0][0] > 0) == scarce
    assert (sizes[0] < sizes[1]) or scarce
