"""Travel of many moments at a time is the travel of each."""

from __future__ import annotations

import numpy as np
import pytest

from models.domain.clock import at
from models.simulation.roads import TravelMatrix
from tests.weeks import LINE, facts, visit


@pytest.mark.parametrize("way", [("site", "air"), ("temple", "inn"), ("canteen", "site"), ("rail", "rail")])
def test_as_one_by_one(way):
    f = facts(visit("v1"))
    roads = TravelMatrix(f, LINE)
    origin, target = way
    moments = at(f.week.first_day) + np.arange(0, 2 * 1440, 7, dtype=np.float64)
    place = np.full(moments.size, roads.index(origin))
    after = roads.after(place, roads.index(target), moments)
    assert list(after) == [f.travel.after(origin, target, int(moment)) for moment in moments]
    minutes = roads.minutes(place, roads.index(target), moments)
    assert list(minutes) == [f.travel.minutes(origin, target, int(moment)) for moment in moments]
