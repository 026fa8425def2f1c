"""Guests who come over a border or land on a helipad: when they are out, when they are due, who meets them."""

from __future__ import annotations

from typing import Any

import pytest

from models.domain.demands import demands_of_move
from tests.weeks import company, facts, group, plan, talk, visit, when


def coming_by(kind: str, **point: Any) -> Any:
    spot = {"kind": kind, "id": "spot", "name": "某处", **point}
    firm = company()
    ways = [*firm.ways, *({"a": "spot", "b": other, "minutes": 30} for other in ("site", "inn", "canteen"))]
    firm = firm.replace(places=[*firm.places, spot], ways=ways)
    return facts(visit("v1", talk(), groups=[group(by="spot")]), company=firm)


@pytest.mark.parametrize(
    ("kind", "point", "out"),
    [("helipad", {}, "21 08:00"), ("helipad", {"exit_domestic": 10}, "21 08:10"),
     ("border", {"exit_international": 40}, "21 08:40")],
)  # fmt: skip
def test_when_they_are_out_and_due(kind: str, point: dict[str, int], out: str) -> None:
    (here,) = coming_by(kind, **point).stay("v1").groups
    assert here.exit == when(out)
    assert here.deadline == when("22 18:00"), "nobody checks in luggage there"


def test_a_border_takes_as_long_as_an_international_airport() -> None:
    f = coming_by("border")
    assert f.stay("v1").start == when("21 08:00") + f.shape.exit_international


@pytest.mark.parametrize("kind", ["border", "helipad"])
def test_somebody_meets_them(kind: str) -> None:
    f = coming_by(kind)
    first = plan(f, v1=[("talk", "21 11:00")]).moves[0]
    assert [demand.role for demand in demands_of_move(f, f.stay("v1"), first)] == ["greeter"]
