"""Random numbers by name: repeatable, independent of everything else, and of the distribution that the edition says."""

from __future__ import annotations

import numpy as np
import pytest

from models.domain.risks import Delay, Risks, Road
from models.simulation.draws import Draws

FLIGHT = Delay(late=40, median=20, spread=60, heavy=25, heavy_from=60, heavy_index=1.5, longest=480)


def test_a_name_has_the_same_numbers_whatever_else_is_drawn():
    one, other = Draws(7, 0, 50), Draws(7, 0, 50)
    other.delay(FLIGHT, "flight", "MU1")
    other.stretch(Road(spread=10), "road", "x")
    assert (one.delay(FLIGHT, "flight", "CZ2") == other.delay(FLIGHT, "flight", "CZ2")).all()


def test_seeds_blocks_and_names_differ():
    numbers = {
        tuple(Draws(seed, block, 50).delay(FLIGHT, "flight", name))
        for seed in (1, 2)
        for block in (0, 1)
        for name in ("MU1", "MU2")
    }
    assert len(numbers) == 8


def test_names_do_not_run_into_each_other():
    draws = Draws(1, 0, 50)
    assert (draws.delay(FLIGHT, "ab", "c") != draws.delay(FLIGHT, "a", "bc")).any()


def test_delays_are_as_the_edition_says():
    minutes = Draws(3, 0, 200_000).delay(FLIGHT, "flight", "MU1")
    late = minutes[minutes > 0]
    assert minutes.min() == 0
    assert minutes.max() == 480
    assert late.size / minutes.size == pytest.approx(0.40, abs=0.005)
    # heavy ones are 60 at least, and beyond 120 their share falls as (60 / 120) ** 1.5
    usual = Draws(3, 0, 200_000).delay(FLIGHT.replace(heavy=0), "flight", "MU1")
    assert np.median(usual[usual > 0]) == pytest.approx(20, rel=0.02)
    heavy = Draws(3, 0, 200_000).delay(FLIGHT.replace(heavy=100), "flight", "MU1")
    assert heavy[heavy > 0].min() >= 60
    assert (heavy > 120).mean() / (heavy > 0).mean() == pytest.approx(0.5**1.5, abs=0.01)


def test_roads_are_as_the_edition_says():
    draws = Draws(3, 0, 200_000)
    factor = draws.stretch(Road(spread=10), "road", "a")
    assert np.median(factor) == pytest.approx(1, rel=0.01)
    assert np.log(factor).std() == pytest.approx(0.10, rel=0.02)
    jams = draws.stretch(Road(jams=5, jam_more=60), "road", "b")
    assert set(np.unique(jams)) == {1.0, 1.6}
    assert (jams > 1).mean() == pytest.approx(0.05, abs=0.003)


def test_nothing_said_is_nothing_late():
    draws = Draws(3, 0, 10)
    assert not draws.delay(Delay(), "flight").any()
    assert (draws.stretch(Road(), "road") == 1).all()
    assert Risks().none
    assert not Risks(road=Road(jams=1)).none
