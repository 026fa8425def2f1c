"""The amount that staffing takes of a day or a night is what the check of the same rule says of the plan."""

from __future__ import annotations

import pytest

from models.rules.cars.driver_rest import DriverRest
from models.rules.cars.drivers import DrivingTime, EmptyRunsAndBalance
from models.rules.core.vehicle_duty import NightRule, VehicleDayRule
from models.rules.core.vehicle_work import RUNS_BY_DRIVER
from tests.rules.cases import judged, rule
from tests.rules.hands import everywhere
from tests.weeks import facts, plan, talk, visit

NUMBERS = {
    DrivingTime.id: [{}, {"longest": 30}, {"most": 60}, {"longest": 30, "most": 60}],
    EmptyRunsAndBalance.id: [{}, {"fair": 240}],
    DriverRest.id: [{}, {"presence": 120}, {"span": 240}, {"rest": 1440}, {"presence": 60, "span": 60, "rest": 1440}],
}


@pytest.mark.parametrize(("id", "numbers"), [(id, n) for id, several in NUMBERS.items() for n in several])
def test_amounts_of_days_and_nights_are_those_of_the_check(id: str, numbers: dict[str, int]) -> None:
    f = facts(visit("v1", talk()), rules={id: {"numbers": numbers}})
    p = everywhere(plan(f, v1=[("talk", "21 09:30"), ("lunch", "22 12:00")]), vehicle="car1", driver="d1")
    mine, chains = rule(id, f), RUNS_BY_DRIVER.groups(f, p)["d1"].chains
    assert isinstance(mine, VehicleDayRule)
    amount = sum(mine.amount(chain) for chain in chains.values())
    if isinstance(mine, NightRule):
        (first, second) = (chains[day] for day in sorted(chains))
        amount += mine.night_amount(second.spans[0][0] - first.spans[-1][1])
    assert amount == sum(violation.amount for violation in judged(id, (f, p)))
    assert (amount > 0) is (bool(numbers) or id == EmptyRunsAndBalance.id)
