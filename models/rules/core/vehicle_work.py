"""Vehicles' and drivers' work: the runs of a plan, the chain that they make in a day, and the spans of a chain."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.demands import board
from models.rules.core.known_ids import known
from models.rules.core.spans import workday

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.rules.core.spans import Span


@dataclass(frozen=True)
class Run:
    """A company vehicle's part in a move.

    Attributes
    ----------
    ready : int
        On the spot, early (CAR-02).
    free : int
        When everybody is out.
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

    @property
    def day(self) -> dt.date:
        """The day to which it belongs."""
        return workday(self.depart)


def runs(facts: Facts, plan: Plan) -> list[Run]:
    """Return the runs of company vehicles in a plan, by time; unknown vehicles, places and visits are passed over."""
    vehicles = {vehicle.id for vehicle in facts.week.company.vehicles}
    drivers = {driver.id for driver in facts.week.company.drivers}
    found = []
    for move in plan.moves:
        if not known(facts, move.visit, move.origin, move.target):
            continue
        ready = board(facts, facts.stay(move.visit), move)
        free = move.arrive + facts.shape.unload
        for ride in move.rides:
            if ride.vehicle in vehicles:
                driver = ride.driver if ride.driver in drivers else ""
                found.append(
                    Run(
                        visit=move.visit,
                        move=move.id,
                        vehicle=ride.vehicle or "",
                        driver=driver or "",
                        origin=move.origin,
                        target=move.target,
                        ready=ready,
                        depart=move.depart,
                        arrive=move.arrive,
                        free=free,
                    )
                )
    return sorted(found, key=lambda run: (run.ready, run.depart, run.move, run.vehicle))


def chains(found: Iterable[Run], by: str) -> dict[str, dict[dt.date, list[Run]]]:
    """Return runs by vehicle or driver (``by``) and day, in order; runs without a driver have no driver's chain."""
    made: dict[str, dict[dt.date, list[Run]]] = defaultdict(lambda: defaultdict(list))
    for run in found:
        if name := str(getattr(run, by)):
            made[name][run.day].append(run)
    return {name: dict(made[name]) for name in sorted(made)}


def empty_runs(facts: Facts, chain: Sequence[Run]) -> list[Span]:
    """Return the empty runs of a day's chain: from the company, from run to run just in time, and back at the end."""
    travel, site = facts.travel, facts.week.site.id
    if not chain:
        return []
    spans = []
    place = site
    for run in chain:
        spans.append((run.ready - travel.minutes(place, run.origin, run.ready), run.ready))
        place = run.target
    last = chain[-1]
    return [*spans, (last.free, travel.after(last.target, site, last.free))]


def trip(facts: Facts, run: Run) -> Span:
    """Return the time that a single run takes its driver, from the company and back to it."""
    travel, site = facts.travel, facts.week.site.id
    out = run.ready - travel.minutes(site, run.origin, run.ready)
    return out, travel.after(run.target, site, run.free)


def work_spans(facts: Facts, chain: Sequence[Run]) -> list[Span]:
    """Return a driver's work of a day: each run with the empty run into it, the last with the way back."""
    empty = empty_runs(facts, chain)
    spans = [(way[0], run.free) for way, run in zip(empty, chain, strict=False)]
    return [*spans, empty[-1]] if spans else []


def driving(facts: Facts, chain: Sequence[Run]) -> list[Span]:
    """Return when a driver is at the wheel on a day, sorted; empty runs of no length left out."""
    spans = [*empty_runs(facts, chain), *((run.depart, run.arrive) for run in chain)]
    return sorted(span for span in spans if span[1] > span[0])


def stretches(spans: Iterable[Span], pause: int) -> list[int]:
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
