"""Workers that die, run out of memory or are not wanted any more: the search goes on, and nothing is left behind."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import count

import joblib
import pytest

from models.cp.stop_signal import StopSignal
from models.domain.facts import Facts
from models.itinerary.search.limits import SearchLimits
from models.itinerary.search.optimiser import Optimiser
from models.itinerary.search.site import SearchSite
from models.itinerary.search.workers import ProcessWorkers, ThreadWorkers, make_workers
from models.parallel.process_pool import MAX_DEATHS, TaskGivenUp
from models.rules.catalogue import rules
from planner.judging.check import judge
from tests import weeks
from tests.itinerary.search.pool_tasks import Die, Echo, Fail, Grab, day_trips
from tests.mutations.test_by_hand import good

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends processes by signals")
EDITION = weeks.edition()
QUICK = SearchLimits(
    rounds=1,
    visits_for_processes=1,
    small_week_days=0,
    construct_seconds=0.05,
    improve_seconds=0.02,
    tasks_per_batch=4,
)


def gone(pid: int, seconds: float = 10.0) -> bool:
    """Tell whether a process ends within some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
            with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
                if stat.read().rpartition(")")[2].split()[0] == "Z":
                    return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.02)
    return False


@contextmanager
def workers(number: int = 1):
    """Give workers in processes; nothing is left of them afterwards."""
    site = SearchSite(Facts(day_trips(1), EDITION), tuple(rules(EDITION)), QUICK)
    with ProcessWorkers(site, number, StopSignal()) as found:
        yield found
        pids = found.pool.pids
    assert all(gone(pid) for pid in pids)


@pytest.fixture(scope="module")
def shared():
    """Give workers to tests that leave them as they were: starting them takes longer than the tests."""
    with workers(2) as found:
        yield found


# ---------------------------------------------------------------- answers


def test_tasks_are_solved_in_other_processes_and_answered_in_order(shared):
    answers = shared.solve([Echo(k, seconds=0.05 * (k % 2)) for k in range(6)], None)
    assert [value for value, _, _ in answers] == list(range(6))
    assert os.getpid() not in {pid for _, pid, _ in answers}


@pytest.mark.parametrize(("sendable", "told"), [(True, KeyError), (False, RuntimeError)])
def test_errors_of_a_task_are_raised_here(sendable, told, shared):
    shared.submit(Fail(sendable), None)
    with pytest.raises(told, match="x"):
        shared.collect(every=True)
    assert shared.solve([Echo(1)], None)[0][0] == 1, "the worker is there still"


def test_what_nobody_waits_for_is_stopped_or_never_begun(shared):
    for k in range(4):
        shared.submit(Echo(k, seconds=600), None)
    while sum(future.running() for future in shared._pending) < 2:
        time.sleep(0.01)
    shared.forget()
    (answer,) = shared.solve([Echo("next")], None)
    assert answer[0] == "next"


def test_the_deadline_reaches_the_worker(shared):
    assert shared.solve([Echo("ready")], None)
    future = shared.pool.submit(Echo("late", seconds=600), StopSignal(time.monotonic() + 0.2))
    value, _, stopped = future.result(timeout=60)[0]
    assert (value, stopped) == ("late", True)


def test_a_site_can_be_sent_whatever_was_computed_of_it():
    facts, plan = good()
    judge(facts, plan, rules(facts.edition))
    site = SearchSite(facts, tuple(rules(facts.edition)), QUICK)
    site.build(sorted({item.visit for item in plan.items}), site.nobody)
    sent = pickle.loads(pickle.dumps(site))
    assert (sent.facts.week, sent.facts.edition, sent.limits) == (facts.week, facts.edition, QUICK)


# ---------------------------------------------------------------- deaths


def test_a_killed_worker_is_replaced_and_its_task_solved_again(shared, tmp_path):
    before = shared.pool.pids
    (pid,) = shared.solve([Die(mark=str(tmp_path / "died"))], None)
    assert pid in shared.pool.pids
    assert pid not in {os.getpid(), *before}


def test_a_task_that_crashes_the_solver_is_given_up_and_never_tried_in_this_process(shared):
    shared.submit(Die(signal.SIGABRT), "note")
    (answer,) = shared.collect(every=True)
    assert (answer.note, answer.result) == ("note", None)
    assert shared.solve([Echo(1)], None)[0][1] != os.getpid()


def test_a_task_without_memory_is_tried_again_and_then_given_up(shared):
    assert shared.solve([Grab(), Echo(1)], None)[0] == "in vain"
    assert shared.solve([Echo(2)], None)[0][0] == 2


def test_where_workers_go_on_dying_this_process_takes_over():
    with workers() as found:
        killed = 0
        found.submit(Echo("done", seconds=1.0), None)
        while killed <= MAX_DEATHS:
            for pid in found.pool.pids:
                os.kill(pid, signal.SIGKILL)
                assert gone(pid)
                killed += 1
        (answer,) = found.collect(every=True)
        assert answer.result[:2] == ("done", os.getpid())


def test_without_an_interpreter_to_start_this_process_solves(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with workers() as found:
        assert found.solve([Echo(1)], None)[0][:2] == (1, os.getpid())


def test_a_closed_pool_gives_no_answers():
    with workers() as found:
        future = found.pool.submit(Echo(1, seconds=60), StopSignal())
    with pytest.raises(TaskGivenUp):
        future.result(timeout=30)


# ---------------------------------------------------------------- a search


def solved(limits, disturb=lambda pool: None):
    """Return the plan of a search; its workers may be disturbed."""
    facts = Facts(day_trips(4), EDITION)
    optimiser = Optimiser(facts, rules(EDITION), seed=0, stop=StopSignal(), limits=limits, report=lambda *_: None)
    disturb(getattr(optimiser.workers, "pool", None))
    return optimiser.run().plan


@pytest.fixture(scope="module")
def undisturbed():
    """Return the plan that threads find."""
    return solved(replace(QUICK, visits_for_processes=99))


def kill(pool) -> None:
    for pid in pool.pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def test_workers_killed_now_and_then_change_nothing(undisturbed, monkeypatch):
    monkeypatch.setattr(joblib, "cpu_count", lambda: 2)
    sent = count(1)

    def disturb(pool):
        submit = pool.submit

        def submitted(*task):
            found = submit(*task)
            if next(sent) in (2, 9):
                kill(pool)
            return found

        monkeypatch.setattr(pool, "submit", submitted)

    assert solved(QUICK, disturb) == undisturbed
    assert next(sent) > 10


def test_workers_killed_all_the_time_change_nothing(undisturbed, monkeypatch):
    monkeypatch.setattr(joblib, "cpu_count", lambda: 2)
    done = threading.Event()

    def disturb(pool):
        def run():
            while not done.wait(0.05):
                kill(pool)

        threading.Thread(target=run, daemon=True).start()

    try:
        assert solved(QUICK, disturb) == undisturbed
    finally:
        done.set()


def test_a_worker_of_others_starts_no_processes(monkeypatch):
    monkeypatch.setattr(joblib, "cpu_count", lambda: 8)
    site = SearchSite(Facts(day_trips(1), EDITION), tuple(rules(EDITION)), QUICK)
    with make_workers(site, StopSignal()) as found:
        assert isinstance(found, ProcessWorkers)
    nested = joblib.Parallel(n_jobs=2)(joblib.delayed(_kind_of_workers)() for _ in range(2))
    assert nested == [(ThreadWorkers.__name__, 1)] * 2


def _kind_of_workers() -> tuple[str, int]:
    site = SearchSite(Facts(day_trips(1), weeks.edition()), tuple(rules(weeks.edition())), QUICK)
    with make_workers(site, StopSignal()) as found:
        return type(found).__name__, found.number


# ---------------------------------------------------------------- programs

SCRIPT = """
import signal, sys, threading, time
import joblib
joblib.cpu_count = lambda: 2
import planner
from planner.services.plan_file import plan_text
from planner.services.result import Limits
from tests import weeks
from tests.itinerary.search.pool_tasks import day_trips

said = []
def tell(progress):
    if not said:
        print("first", flush=True)
    said.append(progress)

result = planner.solve(day_trips(10), Limits(seconds={seconds}), weeks.edition(), 0, tell)
print("interrupted" if result.interrupted else "done", len(result.report.score.musts), flush=True)
"""


@contextmanager
def running(how, seconds, tmp_path, root):
    """Give a program without a main guard that plans a week in processes, started as a file or by standard input."""
    text = SCRIPT.format(seconds=seconds)
    (tmp_path / "script.py").write_text(text, "utf-8")
    command = [sys.executable, str(tmp_path / "script.py")] if how == "file" else [sys.executable, "-"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
        start_new_session=True,
    ) as process:
        if how == "stdin":
            process.stdin.write(text)
        process.stdin.close()
        process.stdin = None
        yield process


def children(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children", encoding="utf-8") as found:
        direct = [int(word) for word in found.read().split()]
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/children", encoding="utf-8") as found:
            direct += [int(word) for word in found.read().split()]
    return sorted({*direct})


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at /proc")
@pytest.mark.parametrize(("how", "sent"), [("file", "SIGINT"), ("stdin", "SIGINT"), ("file", "SIGKILL")])
def test_a_signal_to_the_whole_group_leaves_no_process_and_no_noise(how, sent, tmp_path, root):
    with running(how, 600, tmp_path, root) as process:
        assert process.stdout.readline() == "first\n"
        found = children(process.pid)
        os.killpg(process.pid, getattr(signal, sent))
        out, err = process.communicate(timeout=120)
    assert len(found) == 2, "no workers were there"
    assert all(gone(pid) for pid in found)
    assert err == ""
    assert (process.returncode, out) == ((-9, "") if sent == "SIGKILL" else (0, "interrupted 0\n"))
