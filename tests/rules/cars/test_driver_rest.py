"""CAR-08: how long drivers rest and work, ways from and to the company counted."""

from __future__ import annotations

from tests.rules.cases import Made, case, run
from tests.rules.hands import everywhere
from tests.weeks import facts, plan, visit


def drives(numbers: dict[str, int]) -> Made:
    """Return two days with a lunch on each, driven by one driver throughout."""
    f = facts(visit("v1", arrive="21 08:00"), rules={"CAR-08": {"numbers": numbers}})
    p = plan(f, v1=[("lunch", "21 12:00"), ("lunch", "22 12:00")])
    return f, everywhere(p, vehicle="car1", driver="d1")


@case("CAR-08", 0)
def driver_within_all_bounds() -> Made:
    return drives({})


@case("CAR-08", 15)
def driver_has_a_long_day() -> Made:
    """Monday takes 6 h 45, Tuesday 7 h: from 11:05, on the way to the inn, to 18:05, back from the station."""
    return drives({"span": 405})


test_case = run(__name__)
