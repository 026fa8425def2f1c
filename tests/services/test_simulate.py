"""Simulation of a plan: repeatable, shared among workers, the same flights for every plan; frames add up."""

from __future__ import annotations

import sys
from functools import cache

import numpy as np
import pytest

import planner
from models.domain.risks import Risks
from models.simulation.limits import SIMULATION_LIMITS
from planner.judging.check import Report, check
from planner.services.simulate import Simulation, simulate
from tests.mutations.test_by_hand import good
from tests.simulation.test_simulate import RISKS
from tests.weeks import shifted

FEW = SIMULATION_LIMITS.block_scenarios + 100


@cache
def report() -> Report:
    f, p = good()
    return check(f.week, p, f.edition.replace(risks=RISKS))


@cache
def found() -> Simulation:
    return simulate(report(), FEW, seed=3)


def test_nothing_uncertain_is_the_plan_itself() -> None:
    f, p = good()
    calm = simulate(check(f.week, p, f.edition.replace(risks=Risks())), 20)
    assert not calm.scenarios.to_numpy().any()
    assert (calm.items["on_time"] == 1).all()
    assert calm.advice.empty
    wild = simulate(check(f.week, p, f.edition.replace(risks=Risks())), 20, edition=f.edition.replace(risks=RISKS))
    assert wild.scenarios["late"].any()


def test_the_same_seed_gives_the_same_and_another_does_not() -> None:
    again = simulate(report(), FEW, seed=3)
    assert again.summary.equals(found().summary)
    assert again.advice.equals(found().advice)
    assert not simulate(report(), FEW, seed=4, advise=False).summary.equals(found().summary)


def test_more_scenarios_begin_with_the_same_ones() -> None:
    fewer = simulate(report(), SIMULATION_LIMITS.block_scenarios, seed=3, advise=False).scenarios
    assert fewer.equals(found().scenarios.head(SIMULATION_LIMITS.block_scenarios))


def test_plans_meet_the_same_flights() -> None:
    """An item shifted by a quarter of an hour: whoever has nothing to do with it has the same week."""
    f, p = good()
    other = simulate(check(f.week, shifted(p, "v2/dinner-2026-09-21", 15), report().edition), FEW, seed=3, advise=False)
    mine, theirs = (s.items.set_index("id") for s in (found(), other))
    apart = [id for id in mine.index if id.startswith(("v1", "v3"))]
    assert mine.loc[apart, "late"].equals(theirs.loc[apart, "late"])


def test_workers_share_the_work() -> None:
    shared = simulate(report(), FEW, seed=3, jobs=2)
    assert shared.summary.equals(found().summary)
    assert shared.advice.equals(found().advice)


def test_the_same_call_on_a_dask_cluster() -> None:
    from dask.distributed import Client
    from joblib import parallel_config

    # with one worker joblib would not bother the cluster
    with Client(n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None) as client:
        with parallel_config(backend="dask"):
            shared = simulate(report(), FEW, seed=3)
        done = [worker.state.executed_count for worker in client.cluster.workers.values()]
    assert sum(done) > 2, "nothing was done on the cluster"
    assert shared.summary.equals(found().summary)
    assert shared.advice.equals(found().advice)


def test_the_worst_five_percent() -> None:
    harm = np.sort(found().scenarios["harm"].to_numpy())
    row = found().summary.loc["harm"]
    assert row["worst"] == pytest.approx(harm[-round(0.05 * FEW) :].mean())
    assert row["mean"] == pytest.approx(harm.mean())
    assert row["median"] <= row["p95"] <= row["worst"]
    assert row["share"] == (harm > 0).mean()


def test_frames_add_up_to_the_scenarios() -> None:
    simulation, f = found(), report().facts
    appointments = simulation.appointments
    assert (1 - appointments["on_time"]).sum() <= simulation.scenarios[["fixed_missed", "fixed_late"]].sum(
        axis=1
    ).mean()
    assert appointments["off"].sum() == pytest.approx(simulation.scenarios["fixed_missed"].mean())
    assert simulation.departures["missed"].sum() == pytest.approx(simulation.scenarios["missed_departures"].mean())
    assert simulation.rides["waits"].sum() == pytest.approx(simulation.scenarios["car_waits"].mean())
    assert len(simulation.items) == len(report().plan.items)
    assert str(simulation.items["start"].dt.tz) == "UTC+08:00"
    assert {"v1", "v2", "v3"} == {stay.id for stay in f.stays} == set(simulation.departures["visit"])


def test_advice_names_where_ten_minutes_help_most() -> None:
    advice = found().advice
    assert (advice["saves"] > 0).all()
    assert advice["saves"].is_monotonic_decreasing
    tried = dict(found().relief)
    best = min(tried, key=lambda id: (tried[id], id))
    assert advice["id"][0] == best
    assert advice["saves"][0] == pytest.approx(found().relief_base - tried[best])


def test_at_least_one_scenario() -> None:
    with pytest.raises(ValueError, match="maybe 2000"):
        simulate(report(), 0)


def test_the_package_offers_it() -> None:
    assert planner.simulate is sys.modules["planner.services.simulate"].simulate
    assert planner.Simulation is Simulation
