"""Many weeks: each with its plan or its error, several at a time, and what is there after Ctrl-C."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import time

import pytest

import planner
from models.cp.stop_signal import StopSignal
from models.domain.errors import Fault, FaultyInput, NoneInTime, NoPlanOfVisit, NoPlanPossible
from models.domain.plan import LeftOut, LeftOutCause
from planner.services import solve_many as service
from planner.services.plan_file import plan_text
from planner.services.result import Limits
from planner.services.solve_many import SolveWeek, solve_many
from tests import weeks
from tests.itinerary.search.pool_tasks import day_trips

QUICK = Limits(seconds=None, rounds=0)
EDITION = weeks.edition()


def week(number: int):
    return day_trips(1).replace(id=f"w{number}")


def bad_week():
    return day_trips(2).replace(id="bad", visits=(day_trips(1).visits[0],) * 2)


def test_each_week_has_its_plan_or_its_error():
    told = []
    weeks_ = [week(0), bad_week(), week(2)]
    found = solve_many(weeks_, QUICK, EDITION, jobs=2, on_result=lambda number, result: told.append((number, result)))
    assert [type(each).__name__ for each in found] == ["Result", "FaultyInput", "Result"]
    assert dict(told) == dict(enumerate(found))
    alone = solve_many(weeks_, QUICK, [EDITION] * 3)
    assert str(alone[1]) == str(found[1])
    for k in (0, 2):
        assert plan_text(found[k]) == plan_text(alone[k]) == plan_text(planner.solve(week(k), QUICK, EDITION))


def test_arguments():
    assert solve_many([], QUICK) == []
    with pytest.raises(ValueError, match="jobs"):
        solve_many([week(0)], QUICK, jobs=0)
    with pytest.raises(ValueError, match="zip"):
        solve_many([week(0)], QUICK, [EDITION] * 2)


def test_a_stopped_week_has_the_best_plan_so_far_or_none(monkeypatch):
    stop = StopSignal()
    stop.event.set()
    assert SolveWeek(week(0), QUICK, EDITION, 0).run(None, stop) is None
    stop = StopSignal()

    def interrupted(*args):
        stop.event.set()
        raise NoneInTime("x")

    monkeypatch.setattr(service, "solve_alone", interrupted)
    assert SolveWeek(week(0), QUICK, EDITION, 0).run(None, stop) is None


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a single process")
@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_gives_what_is_there(jobs):
    """The first week is planned at once, the others would take hours."""

    def tell(number, result):
        if number == 0:
            threading.Thread(target=lambda: (time.sleep(0.2), os.kill(os.getpid(), signal.SIGINT))).start()

    endless = [week(0), *(day_trips(6).replace(id=f"long{k}") for k in range(4))]
    began = time.monotonic()
    found = solve_many(endless, Limits(seconds=3600), EDITION, jobs=jobs, on_result=tell)
    assert time.monotonic() - began < 600
    assert isinstance(found[0], planner.Result)
    assert found[-1] is None
    assert all(each is None or each.report.score.musts == () for each in found)


@pytest.mark.parametrize(
    "error",
    [
        FaultyInput([Fault("a.toml", "x", "wrong", "right"), Fault("b.toml", "y", "wrong")]),
        NoPlanPossible(["one", "another"]),
        NoPlanOfVisit(
            "甲", LeftOut(visit="v", request="*", reason="impossible_alone", causes=(LeftOutCause(zh="因", en="why"),))
        ),
        NoneInTime("late"),
    ],
)
def test_errors_come_from_another_process_as_they_are(error):
    sent = pickle.loads(pickle.dumps(error))
    assert (type(sent), str(sent), vars(sent)) == (type(error), str(error), vars(error))
