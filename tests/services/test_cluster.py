"""A search, and many weeks, on a Dask cluster of this machine: workers that are killed, and a scheduler that goes."""

from __future__ import annotations

import os
import signal
import sys
import time
from functools import cache, partial

import pytest
from distributed import Client, LocalCluster

import planner
from models.cp.stop_signal import StopSignal
from models.domain.errors import FaultyInput
from models.itinerary.search.limits import SearchLimits
from planner.commands.progress import line_of
from planner.language.words import Words
from planner.services import cluster as service
from planner.services.cluster import ClusterWorkers, connected
from planner.services.plan_file import plan_text
from planner.services.result import Limits
from planner.services.solve_many import solve_many
from tests import weeks
from tests.itinerary.search.pool_tasks import Die, Echo, Fail, day_trips

EDITION = weeks.edition()
QUICK = Limits(seconds=None, rounds=0)
ONE_ROUND = Limits(seconds=None, rounds=1)


def local_cluster():
    return LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50)


@pytest.fixture(scope="module")
def cluster():
    """Give a cluster that every test leaves as it was: starting one takes seconds."""
    with local_cluster() as found:
        yield found


@pytest.fixture
def workers(cluster):
    with connected(cluster.scheduler_address) as client, ClusterWorkers(client, None, StopSignal()) as found:
        yield found


def kill_one(cluster):
    """Kill a worker; its nanny starts another."""
    with Client(cluster.scheduler_address, set_as_default=False) as client:
        os.kill(min(client.run(os.getpid).values()), signal.SIGKILL)


def test_tasks_are_solved_by_its_workers(workers):
    assert workers.number == 2
    answers = workers.solve([Echo(k) for k in range(5)], None)
    assert [value for value, _, _ in answers] == list(range(5))
    assert os.getpid() not in {pid for _, pid, _ in answers}


def test_errors_of_a_task_are_raised_here(workers):
    workers.submit(Fail(True), None)
    with pytest.raises(KeyError):
        workers.collect(every=True)


def test_the_deadline_reaches_the_worker(workers):
    workers.stop = StopSignal(time.monotonic() + 0.3)
    assert workers._start(Echo("late", seconds=600)).result(timeout=60)[0][2]


def test_what_nobody_waits_for_is_forgotten(workers):
    for k in range(4):
        workers.submit(Echo(k, seconds=1), None)
    workers.forget()
    assert workers.solve([Echo("next")], None)[0][0] == "next"


@pytest.mark.skipif(sys.platform == "win32", reason="ends processes by signals")
def test_a_killed_worker_costs_nothing(workers, tmp_path):
    (pid,) = workers.solve([Die(mark=str(tmp_path / "died"))], None)
    assert pid != os.getpid()


@cache
def planned_here():
    """Return the plan that this machine finds within the limits of ``quick``."""
    return plan_text(planner.solve(day_trips(4), ONE_ROUND, EDITION))


@pytest.fixture
def quick(monkeypatch):
    """Give limits and the plan that this machine finds within them."""
    short = {"small_week_days": 0, "construct_seconds": 0.05, "improve_seconds": 0.02}
    monkeypatch.setattr(sys.modules["planner.services.solve"], "SearchLimits", partial(SearchLimits, **short))
    return ONE_ROUND, planned_here()


def test_a_week_is_planned_as_by_this_machine(cluster, quick):
    limits, expected = quick
    assert plan_text(planner.solve(day_trips(4), limits, EDITION, cluster=cluster.scheduler_address)) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="ends processes by signals")
@pytest.mark.parametrize("lost", ["worker", "scheduler"])
def test_what_is_lost_during_a_search_costs_nothing(lost, quick):
    (limits, expected), told = quick, []
    with local_cluster() as mine:

        def tell(progress):
            if not told and lost == "worker":
                kill_one(mine)
            elif not told:
                mine.close()
            told.append(progress)

        found = planner.solve(day_trips(4), limits, EDITION, 0, tell, cluster=mine.scheduler_address)
    assert plan_text(found) == expected
    messages = [line_of(progress, Words("en")) for progress in told if progress.message]
    assert [line.split("  ")[-1] for line in messages] == ["the cluster is lost; going on on this machine"] * (
        lost == "scheduler"
    )


def test_where_the_scheduler_goes_this_machine_goes_on():
    told = []
    with (
        local_cluster() as mine,
        connected(mine.scheduler_address) as client,
        ClusterWorkers(client, "site", StopSignal(), told.append) as workers,
    ):
        for k in range(3):
            workers.submit(Echo(k, seconds=2), k)
        mine.close()
        answers = workers.collect(every=True)
        assert [answer.result[:2] for answer in answers] == [(k, os.getpid()) for k in range(3)]
        assert workers.solve([Echo("next")], None)[0][1] == os.getpid()
        workers.stop = StopSignal(time.monotonic() + 0.2)
        assert workers._start(Echo("late", seconds=600)).result(timeout=60)[0][2]
    assert len(told) == 1
    assert "集群" in told[0]


def test_many_weeks(cluster):
    some = [day_trips(1).replace(id=f"w{k}") for k in range(3)]
    found = solve_many(some, QUICK, EDITION, cluster=cluster.scheduler_address)
    assert [plan_text(each) for each in found] == [plan_text(each) for each in solve_many(some, QUICK, EDITION)]


def test_weeks_that_are_running_are_stopped_with_what_they_have(cluster):
    stop = StopSignal()
    with (
        connected(cluster.scheduler_address) as client,
        ClusterWorkers(client, None, stop, whole_weeks=True) as workers,
    ):
        for k in range(3):
            workers.submit(Echo(k, seconds=600), k)
        time.sleep(0.5)
        answers = workers.end_early()
    assert [(answer.result[0], answer.result[2]) for answer in answers] == [(0, True), (1, True), (2, True)]


def test_a_cluster_that_cannot_be_used_is_told(cluster, monkeypatch):
    monkeypatch.setattr(service, "CONNECT_SECONDS", 1)
    with pytest.raises(FaultyInput, match="dask scheduler"):
        planner.solve(day_trips(1), QUICK, EDITION, cluster="tcp://127.0.0.1:9")
    with pytest.raises(FaultyInput, match="cluster"):
        planner.solve(day_trips(1), QUICK, EDITION, cluster="nonsense")
    with LocalCluster(n_workers=0, dashboard_address=":0") as empty, pytest.raises(FaultyInput, match="dask worker"):
        planner.solve(day_trips(1), QUICK, EDITION, cluster=empty.scheduler_address)
    monkeypatch.setattr(service, "DECISIVE_PACKAGES", ("no-such-package",))
    monkeypatch.setattr(service, "installed_versions", _other_versions)
    with pytest.raises(FaultyInput, match="other versions"):
        planner.solve(day_trips(1), QUICK, EDITION, cluster=cluster.scheduler_address)


def _other_versions(packages):
    return {"jiedai": f"of {os.getpid()}"}
