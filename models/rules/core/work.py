"""People's and drivers' work as spans: small pure functions, and how a plan is read for them.

Checks and staffing count with the same functions: ``blocks``, ``presence``, ``shortfalls``, ``clash`` know no plan.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from models.domain.clock import day_of, overlap
from models.domain.demands import board
from models.domain.facts import SMALL_HOURS
from models.domain.plan import Move
from models.rules.core.findings import Ref, Subject

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Duty, Item, Plan

Span = tuple[int, int]
"""Start and end, moments, half open."""
LEADERS_AND_EXPERTS = ("leader", "expert")
"""Roles that the itinerary names: they come from the company and return to it between any two duties."""
ESCORTING_ROLES = ("escort", "companion", "greeter")
"""Roles in which somebody of ours goes with the delegation (HOST-08)."""


# -- spans


def workday(moment: int) -> dt.date:
    """Return the day to which work at a moment belongs: the small hours belong to the day before."""
    return day_of(moment - SMALL_HOURS)


def by_day(spans: Iterable[Span]) -> dict[dt.date, list[Span]]:
    """Return spans by the day on which they start, sorted."""
    days: dict[dt.date, list[Span]] = defaultdict(list)
    for span in sorted(spans):
        days[workday(span[0])].append(span)
    return dict(days)


def blocks(spans: Iterable[Span], pause: int) -> list[Span]:
    """Return work in one go: spans less than ``pause`` minutes apart are joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start - joined[-1][1] < pause:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def presence(spans: Iterable[Span], pause: int) -> int:
    """Return minutes present: breaks of ``pause`` minutes or more are the person's own."""
    return sum(end - start for start, end in blocks(spans, pause))


def length(spans: Sequence[Span]) -> int:
    """Return minutes from the first start to the last end."""
    return max(end for _, end in spans) - min(start for start, _ in spans) if spans else 0


def shortfalls(days: Mapping[dt.date, Sequence[Span]], rest: int) -> list[tuple[dt.date, int]]:
    """Return days before which the rest was too short, and by how many minutes."""
    short = []
    worked = sorted(days)
    for day, following in itertools.pairwise(worked):
        off = min(start for start, _ in days[following]) - max(end for _, end in days[day])
        if off < rest:
            short.append((following, rest - off))
    return short


def consecutive_counts(spans: Iterable[Span], pause: int) -> list[int]:
    """Return how many spans follow each other with less than ``pause`` minutes between them, series by series."""
    counts: list[int] = []
    last: int | None = None
    for start, end in sorted(spans):
        if last is not None and start - last < pause:
            counts[-1] += 1
        else:
            counts.append(1)
        last = end if last is None else max(last, end)
    return counts


# -- people


@dataclass(frozen=True)
class Task:
    """What binds a person: a duty with where it starts and ends.

    Attributes
    ----------
    row : str
        Id of the item or move.
    start, end : int
        Moments: of the duty, without the ways from and to the company.
    origin, target : str
        Places; of an item both are the item's place.
    kind : str
        Whether the row is an item or a move.
    """

    person: str
    visit: str
    role: str
    row: str
    start: int
    end: int
    origin: str
    target: str
    kind: Literal["item", "move"] = "item"

    @property
    def about(self) -> Subject:
        """The item or move, as what a finding is about."""
        return Subject((Ref(self.kind, self.row),))

    def span(self, facts: Facts) -> Span:
        """Return the time it takes, the ways from and to the company counted."""
        return self.start - facts.way(self.origin), self.end + facts.way(self.target)


@dataclass(frozen=True)
class PersonWork:
    """All that somebody does in a week: what the duty rules about people count."""

    facts: Facts
    tasks: Sequence[Task]

    @cached_property
    def days(self) -> dict[dt.date, list[Span]]:
        """The spans of the tasks by working day, sorted; the ways from and to the company counted."""
        return by_day(task.span(self.facts) for task in self.tasks)


def clash(facts: Facts, a: Task, b: Task) -> bool:
    """Tell whether one person cannot do both (HOST-01).

    For one visit they go along with the guests: the times must not overlap, and the way from place to place must fit.
    Between visits they come from the company and return to it, unless both duties are at one place. Leaders and experts
    always come from the company and return to it, as the itinerary counts it.
    """
    first, second = (a, b) if (a.start, a.end) <= (b.start, b.end) else (b, a)
    if a.role in LEADERS_AND_EXPERTS and b.role in LEADERS_AND_EXPERTS:
        return overlap(a.span(facts), b.span(facts))
    if overlap((a.start, a.end), (b.start, b.end)):
        return True
    target, origin = facts.location(first.target), facts.location(second.origin)
    if target == origin:
        return False
    way = facts.travel.base(target, origin) if a.visit == b.visit else facts.way(target) + facts.way(origin)
    return first.end + way > second.start


def tasks(facts: Facts, plan: Plan) -> dict[str, list[Task]]:
    """Return what a plan asks of each of our people, by person id, sorted by time; unknown ids are passed over."""
    people = {person.id for person in facts.week.company.people}
    found: dict[str, list[Task]] = defaultdict(list)
    rows: list[Item | Move] = [*plan.items, *plan.moves]
    for row in rows:
        if not known(facts, row.visit, *_ends(row)):
            continue
        for duty in row.duties:
            if duty.person in people:
                found[duty.person].append(task_of(row, duty))
    return {person: sorted(found[person], key=lambda t: (t.start, t.end, t.row)) for person in sorted(found)}


def task_of(row: Item | Move, duty: Duty) -> Task:
    """Return a duty of an item or move as a task."""
    kind: Literal["item", "move"] = "move" if isinstance(row, Move) else "item"
    return Task(duty.person or "", row.visit, duty.role, row.id, duty.start, duty.end, *_ends(row), kind)


def _ends(row: Item | Move) -> tuple[str, str]:
    """Return the places where an item or move starts and ends."""
    return (row.origin, row.target) if isinstance(row, Move) else (row.place, row.place)


def known(facts: Facts, visit: str, *places: str) -> bool:
    """Tell whether a visit and places are in the week; what is not is STR-01's business."""
    week = facts.week
    return any(v.id == visit for v in week.visits) and set(places) <= {p.id for p in week.company.places}


# -- vehicles and drivers


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
