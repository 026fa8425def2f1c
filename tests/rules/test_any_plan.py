"""Checks judge any plan that names only what the week has, however odd: nothing raises, and odd plans are found out."""

from __future__ import annotations

import random
from typing import Any

import pytest

from models.domain.facts import Facts
from models.domain.plan import Item, LeftOut, Plan
from models.rules.catalogue import rules
from models.rules.core.score import score
from tests.weeks import banquet, facts, group, members, plan, sight, talk, tour, visit

KINDS = ["exchange", "tour", "project", "signing", "sight", "shopping", "entertainment", "banquet", "lunch", "check_in"]


def a_week() -> tuple[Facts, Plan]:
    here = [group("g1", "21 08:00", "22 16:00", members=["m2", "m3"]), group("g2", "21 10:00", members=["m1"])]
    guests = members(3, languages=["en"], diet=["halal"])
    a = visit("v1", talk(), tour(), banquet(), sight(), groups=here, members=guests, rivals=["v2"])
    b = visit("v2", talk(topic="盾构机", leader="boss"), arrive="21 09:00", depart="21 17:00")
    f = facts(a, b)
    rows = [("lunch", "21 12:00"), ("talk", "21 14:00"), ("welcome", "21 18:00"), ("tour", "22 09:00")]
    return f, plan(f, v1=[*rows, ("lunch", "22 12:00")], v2=[("talk", "21 10:15"), ("lunch", "21 12:15")])


def odd(f: Facts, p: Plan, chance: random.Random) -> Plan:
    """Return the plan with one to three fields of its rows replaced by anything of the right type."""
    for _ in range(chance.randint(1, 3)):
        row = chance.choice([*p.items, *p.moves])
        changes: dict[str, Any] = {}
        for name in chance.sample(sorted(type(row).model_fields), 2):
            if (value := _anything(f, name, chance)) is not None:
                changes[name] = value
        new: Any = row.replace(**changes)
        p = p.replace(
            items=tuple(new if i is row else i for i in p.items), moves=tuple(new if m is row else m for m in p.moves)
        )
    if chance.random() < 0.2:
        p = p.replace(left_out=(LeftOut(visit="v1", request=chance.choice(["talk", "museum"])),), nights=p.nights[:1])
    return p


def _anything(f: Facts, name: str, chance: random.Random) -> Any:
    company, start = f.week.company, f.stay("v1").start + 15 * chance.randint(-40, 200)
    person = chance.choice(company.people).id
    duty = {"role": chance.choice(["leader", "docent", "escort", "greeter"]), "person": person, "start": start}
    ride = {"vehicle": chance.choice(company.vehicles).id, "driver": chance.choice(company.drivers).id, "guests": 3}
    return {
        "visit": chance.choice(["v1", "v2"]),
        "kind": None,
        "request": chance.choice(["talk", None]),
        "start": start,
        "end": start + 15 * chance.randint(-4, 20),
        "depart": start,
        "arrive": start + chance.randint(-60, 60),
        "place": chance.choice(company.places).id,
        "origin": chance.choice(company.places).id,
        "target": chance.choice(company.places).id,
        "room": chance.choice(["r1", "r3"]),
        "dining_room": chance.choice(["hall", "p1"]),
        "groups": chance.choice([(), ("g1",), ("g2",)]),
        "duties": (duty | {"end": start + 60},),
        "rides": (ride,),
    }.get(name)


@pytest.mark.parametrize("seed", range(60))
def test_nothing_raises(seed: int) -> None:
    chance = random.Random(seed)
    f, p = a_week()
    p = odd(f, p, chance)
    found = score(f, p, rules(f.edition))
    assert found.musts


@pytest.mark.parametrize("kind", KINDS)
def test_any_kind_anywhere(kind: str) -> None:
    f, p = a_week()
    for k, place in enumerate(f.week.company.places):
        item = {"id": f"v1/odd{k}", "visit": "v1", "kind": kind, "place": place.id, "dining_room": "hall"}
        begin = f.stay("v1").start + 60 * k
        more = Item.model_validate({**item, "start": begin, "end": begin + 45, "request": "talk"})
        assert score(f, p.replace(items=(*p.items, more)), rules(f.edition)).musts


def test_an_empty_plan() -> None:
    f, _ = a_week()
    found = score(f, Plan(week="test", edition="default"), rules(f.edition))
    assert {broken.violation.rule for broken in found.musts} >= {"STR-01", "MEAL-01", "ARR-07"}
