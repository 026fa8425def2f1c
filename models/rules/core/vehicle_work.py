"""Vehicles' and drivers' work: the runs of a plan, and the chain that the runs of a working day make.

Checks and the dispatch read the same chains, so that they count alike.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from models.domain.day_windows import operating_day
from models.domain.demands import vehicle_ready_at
from models.rules.core.groups import Grouping
from models.rules.core.judgeable import is_judgeable
from models.rules.core.spans import length, presence
from models.rules.core.transport_load import overnight_pairs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.facts import Facts
    from models.domain.people import Driver
    from models.domain.plan import Move, Plan
    from models.domain.resources import Vehicle
    from models.rules.core.spans import Span


@dataclass(frozen=True)
class Run:
    """A company vehicle's part in a move; times are moments, minutes from the week's origin.

    Attributes
    ----------
    ready : int
        From when it stands at the door (CAR-02).
    free : int
        When everybody is out.
    slept, stays : bool
        Whether the vehicle sleeps out with the guests, before it and after it: in the hotel of a night in another city.
    """

    visit: str
    move: str
    vehicle: str
    driver: str
    origin: str
    target: str
    ready: int
    depart: int
    arrive: int
    free: int
    slept: bool = False
    stays: bool = False

    @property
    def day(self) -> dt.date:
        """The working day to which it belongs."""
        return operating_day(self.depart)


def vehicle_runs(facts: Facts, plan: Plan) -> list[Run]:
    """Return the runs of company vehicles in a plan, by time; unknown vehicles, places and visits are passed over."""
    found, week = [], facts.week
    slept, stays = overnight_moves(facts, plan.moves)
    for move in plan.moves:
        if not is_judgeable(facts, move.visit, move.origin, move.target):
            continue
        ready = vehicle_ready_at(facts, facts.stay(move.visit), move)
        free = move.arrive + facts.shape.unload
        for ride in move.rides:
            if ride.vehicle is not None and week.find_vehicle(ride.vehicle) is not None:
                found.append(
                    Run(
                        visit=move.visit,
                        move=move.id,
                        vehicle=ride.vehicle,
                        driver=ride.driver if ride.driver and week.find_driver(ride.driver) is not None else "",
                        origin=move.origin,
                        target=move.target,
                        ready=ready,
                        depart=move.depart,
                        arrive=move.arrive,
                        free=free,
                        slept=move.id in slept,
                        stays=move.id in stays,
                    )
                )
    return sorted(found, key=_time)


def overnight_moves(facts: Facts, moves: Iterable[Move]) -> tuple[set[str], set[str]]:
    """Return the moves before which, and those after which, their vehicles sleep out with the guests."""
    mine: dict[str, list[Move]] = defaultdict(list)
    for move in moves:
        if move.rides and is_judgeable(facts, move.visit, move.origin, move.target):
            mine[move.visit].append(move)
    pairs = [pair for visit, driven in mine.items() for pair in overnight_pairs(facts.stay(visit), driven)]
    return {after.id for _, after in pairs}, {before.id for before, _ in pairs}


def minutes_from_home(facts: Facts, run: Run, home: str) -> int:
    """Return the minutes of the empty run from home to a run, or 0 where the vehicle slept out."""
    return 0 if run.slept else facts.travel.minutes(home, run.origin, run.ready)


def back_home(facts: Facts, run: Run, home: str) -> int:
    """Return the moment at which a vehicle is home from a run, or free where it sleeps out."""
    return run.free if run.stays else facts.travel.after(run.target, home, run.free)


def _time(run: Run) -> tuple[int, int, str, str]:
    return run.ready, run.depart, run.move, run.vehicle


def lateness(facts: Facts, before: Run, after: Run) -> int:
    """Return by how many minutes a vehicle comes too late to a run from the one before it, by the empty run (CAR-02).

    Zero or less: it is there in time.
    """
    return before.free + facts.travel.minutes(before.target, after.origin, after.ready) - after.ready


def follows(facts: Facts, before: Run, after: Run) -> bool:
    """Tell whether one vehicle can make a run after another."""
    return lateness(facts, before, after) <= 0


def round_trip(facts: Facts, run: Run, home: str) -> Span:
    """Return the time that a single run takes its driver, from the vehicle's home and back to it."""
    return run.ready - minutes_from_home(facts, run, home), back_home(facts, run, home)


@dataclass(frozen=True)
class WorkChain:
    """The runs of one vehicle, or of one driver, in a working day, in order: from home and back to it.

    Who sleeps out with the guests sets off where they slept, or ends the day where they sleep (``Run.slept``,
    ``stays``).

    Attributes
    ----------
    home : str
        The place where the vehicle stands overnight.
    """

    facts: Facts
    runs: Sequence[Run]
    home: str

    @cached_property
    def empty_runs(self) -> list[Span]:
        """The empty runs: from home, from run to run just in time, and back at the end."""
        if not self.runs:
            return []
        travel, first, last = self.facts.travel, self.runs[0], self.runs[-1]
        spans = [(first.ready - minutes_from_home(self.facts, first, self.home), first.ready)]
        for before, run in pairwise(self.runs):
            spans.append((run.ready - travel.minutes(before.target, run.origin, run.ready), run.ready))
        return [*spans, (last.free, back_home(self.facts, last, self.home))]

    @cached_property
    def spans(self) -> list[Span]:
        """The driver's work: each run with the empty run into it, the last with the way back."""
        empty = self.empty_runs
        spans = [(way[0], run.free) for way, run in zip(empty, self.runs, strict=False)]
        return [*spans, empty[-1]] if spans else []

    @cached_property
    def driving(self) -> list[Span]:
        """The spans at the wheel, sorted; empty runs of no length left out."""
        spans = [*self.empty_runs, *((run.depart, run.arrive) for run in self.runs)]
        return sorted(span for span in spans if span[1] > span[0])

    @property
    def empty_minutes(self) -> int:
        """Minutes of empty runs."""
        return sum(max(0, end - start) for start, end in self.empty_runs)

    @property
    def driving_minutes(self) -> int:
        """Minutes at the wheel."""
        return sum(end - start for start, end in self.driving)

    @property
    def length(self) -> int:
        """Minutes from setting off to being back."""
        return length(self.spans)

    def presence(self, pause: int) -> int:
        """Return minutes present: breaks of ``pause`` minutes or more do not count."""
        return presence(self.spans, pause)


@dataclass(frozen=True)
class WeekOfRuns:
    """The runs of one vehicle, or of one driver, in a week, at least one, by time."""

    facts: Facts
    runs: Sequence[Run]

    @property
    def vehicle(self) -> Vehicle:
        """The vehicle of the first run."""
        return self.facts.week.vehicle(self.runs[0].vehicle)

    @property
    def driver(self) -> Driver:
        """The driver of the first run."""
        return self.facts.week.driver(self.runs[0].driver)

    @cached_property
    def chains(self) -> dict[dt.date, WorkChain]:
        """The chains of the working days, in order."""
        days: dict[dt.date, list[Run]] = defaultdict(list)
        for run in self.runs:
            days[run.day].append(run)
        home = self.facts.week.home
        return {day: WorkChain(self.facts, days[day], home(days[day][0].vehicle)) for day in sorted(days)}


def _by_vehicle(facts: Facts, plan: Plan) -> Iterator[tuple[str, Run]]:
    return ((run.vehicle, run) for run in vehicle_runs(facts, plan))


def _by_driver(facts: Facts, plan: Plan) -> Iterator[tuple[str, Run]]:
    return ((run.driver, run) for run in vehicle_runs(facts, plan) if run.driver)


def _week_of_runs(facts: Facts, runs: list[Run]) -> WeekOfRuns:
    return WeekOfRuns(facts, sorted(runs, key=_time))


RUNS_BY_VEHICLE = Grouping(_by_vehicle, _week_of_runs)
"""Company vehicles' runs, by vehicle id."""
RUNS_BY_DRIVER = Grouping(_by_driver, _week_of_runs)
"""Drivers' runs, by driver id."""


def driving_stretches(spans: Iterable[Span], pause: int) -> list[int]:
    """Return minutes of driving without a break of ``pause`` minutes, stretch by stretch."""
    found: list[int] = []
    last: int | None = None
    for start, end in sorted(spans):
        if last is not None and start - last < pause:
            found[-1] += end - start
        else:
            found.append(end - start)
        last = end
    return found
