"""Tasks that end well or badly, for workers in other processes, and weeks whose search uses such workers."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from typing import Any

from models.cp.stop_signal import StopSignal
from models.domain.week import Week
from models.itinerary.search.site import SearchSite
from models.parallel.pool_task import PoolTask
from tests import weeks

DAY_TRIP = {
    "provides": {"lodging": False, "cars": False},
    "groups": [
        {
            "id": "g1",
            "arrival": {"at": "2026-09-22T09:00", "place": "site"},
            "departure": {"at": "2026-09-22T17:00", "place": "site"},
        }
    ],
}


def day_trips(number: int) -> Week:
    """Return a week of visits by own car to the site on Tuesday: there are not experts enough for all."""
    return weeks.week(*(weeks.visit(f"v{k:02}", weeks.talk(), weeks.tour(), **DAY_TRIP) for k in range(number)))


@dataclass(frozen=True)
class Echo(PoolTask):
    """Return a value and the process that was asked, after some seconds or when it is stopped."""

    value: Any
    seconds: float = 0.0

    def run(self, site: SearchSite, stop: StopSignal) -> tuple[Any, int, bool]:
        end = time.monotonic() + self.seconds
        while time.monotonic() < end and not stop.now:
            time.sleep(0.01)
        return self.value, os.getpid(), stop.now


class Unpicklable(Exception):
    """An error that cannot be sent."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one)


@dataclass(frozen=True)
class Fail(PoolTask):
    """Raise an error, one that can be sent or not."""

    sendable: bool

    def run(self, site: SearchSite, stop: StopSignal) -> None:
        raise KeyError("x") if self.sendable else Unpicklable("x", "y")


@dataclass(frozen=True)
class Die(PoolTask):
    """End the worker by a signal, only in the first process that tries where a file to mark it is given."""

    signal: int = getattr(signal, "SIGKILL", signal.SIGTERM)
    mark: str = ""

    def run(self, site: SearchSite, stop: StopSignal) -> int:
        if self.mark and os.path.exists(self.mark):
            return os.getpid()
        if self.mark:
            open(self.mark, "w").close()
        os.kill(os.getpid(), self.signal)
        time.sleep(60)
        raise AssertionError("still alive")


@dataclass(frozen=True)
class Grab(PoolTask):
    """Ask for more memory than the process is allowed."""

    def run(self, site: SearchSite, stop: StopSignal) -> int:
        import resource

        before = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, before[1]))
        return len(bytearray(1 << 31))

    def without_answer(self) -> str:
        return "in vain"
