"""Routes of some shifts by PyVRP: which due calls are made in which shift and in which order.

A due call stands for alternatives that exclude each other, one a day and part of the day in which it would not come
at a bad time; a prize says what the call is worth there. Ways cost their metres.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from pyvrp import Client, ClientGroup, Depot, Location, ProblemData, Route, Solution, VehicleType

from models.domain.clock import GRID, day_of, round_up
from models.outbound.pyvrp_search import RouteSearch, search_routes
from models.outbound.rule_weights import SHOULD

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from models.cp.stop_signal import StopSignal
    from models.domain.due_calls import DueCall
    from models.domain.outbound import Specialist
    from models.outbound.draft import Draft
    from models.outbound.shifts import Shift

METRES_A_PRICE = 500
"""Metres that a unit of price is worth: a missed C call a hundred kilometres. What is farther is put in afterwards."""
METRES_A_PREFERENCE = 100
NOWHERE = 100_000
"""Minutes to a customer on whom a specialist may not call."""
_SECONDS = 60
"""PyVRP's unit of time: so short that lateness weighs more than a prize."""


@dataclass(frozen=True)
class _Option:
    """A due call on a day, within a window of starts, at a prize."""

    due: DueCall
    window: tuple[int, int]
    prize: int


class ShiftRoutes:
    """The problem of some shifts and due calls.

    Parameters
    ----------
    draft : Draft
        What is planned: other calls on the same customers are kept apart from.
    shifts : sequence of Shift
        To be filled; what is planned in them is where the search begins.
    days : mapping of str to sequence of date
        On which days each due call may be made, by id.
    any_time : collection of str
        Due calls that may come at a bad time, at a smaller prize.
    """

    def __init__(
        self,
        draft: Draft,
        shifts: Sequence[Shift],
        days: Mapping[str, Sequence[dt.date]],
        any_time: Collection[str] = (),
    ) -> None:
        self._draft, self._facts, self._any_time = draft, draft.facts, any_time
        self._shifts = list(shifts)
        self._options = [option for id in sorted(days) for option in self._of(draft.facts.due[id], days[id])]

    def improve(self, search: RouteSearch, signal: StopSignal) -> bool:
        """Search, and plan what is found in the draft where it is possible; return whether anything was."""
        if not self._options or not self._shifts:
            return False
        data = self._problem()
        found = search_routes(data, search, signal, self._start(data))
        return self._take(found)

    def _of(self, due: DueCall, days: Sequence[dt.date]) -> list[_Option]:
        """Return the alternatives of a call: the best spans of each day, else whatever spans there are."""
        found: list[_Option] = []
        for day in days:
            starts, costs = (part.tolist() for part in self._draft.timer.options(due, day))
            calm = [s for s, c in zip(starts, costs, strict=True) if c < SHOULD] or starts
            price = due.price * METRES_A_PRICE
            for first, last in [*_runs(calm), *(_runs(starts) if due.id in self._any_time else ())]:
                within = [c for s, c in zip(starts, costs, strict=True) if first <= s <= last]
                loss = min([*within, SHOULD]) * METRES_A_PREFERENCE + SHOULD * (max(within) >= SHOULD)
                found.append(_Option(due, (first, last), max(1, price - min(loss, price // 2))))
        return found

    def _problem(self) -> ProblemData:
        facts, book = self._facts, self._facts.book
        customers = sorted({option.due.customer for option in self._options})
        bases = sorted({place for shift in self._shifts for place in (shift.origin, shift.home)})
        places = [*bases, *customers]
        metres: Any = np.array([[facts.metres(a, b) for b in places] for a in places], dtype=np.int64)
        people = [book.specialist(id) for id in sorted({shift.person for shift in self._shifts})]
        profiles: dict[str, int] = {}
        durations: list[Any] = []
        for person in people:
            key = self._profile_of(person, customers)
            if key not in profiles:
                profiles[key] = len(durations)
                durations.append(self._durations(person, places, len(bases)))
        at = {place: index for index, place in enumerate(places)}
        origin = self._midnight
        clients = [
            Client(
                at[option.due.customer],
                service_duration=_SECONDS * round_up(option.due.minutes, GRID),
                tw_early=_SECONDS * (option.window[0] - origin),
                tw_late=_SECONDS * (option.window[1] - origin),
                prize=option.prize,
                required=False,
                group=group,
            )
            for option, group in zip(self._options, self._groups, strict=True)
        ]
        groups = [ClientGroup(required=False) for _ in range(max(self._groups) + 1)]
        for index, group in enumerate(self._groups):
            groups[group].add_client(index)
        fleet = [
            VehicleType(
                num_available=1,
                start_depot=at[shift.origin],
                end_depot=at[shift.home],
                tw_early=_SECONDS * (shift.start - origin),
                tw_late=_SECONDS * (shift.end - origin),
                profile=profiles[self._profile_of(book.specialist(shift.person), customers)],
            )
            for shift in self._shifts
        ]
        locations = [Location(*self._xy(place)) for place in places]
        depots = [Depot(index) for index in range(len(bases))]
        return ProblemData(locations, clients, depots, fleet, [metres] * len(durations), durations, groups)

    @property
    def _midnight(self) -> int:
        return min(shift.start for shift in self._shifts) // 1440 * 1440

    @property
    def _groups(self) -> list[int]:
        """The number of each option's group: its due call."""
        numbers: dict[str, int] = {}
        return [numbers.setdefault(option.due.id, len(numbers)) for option in self._options]

    def _xy(self, place: str) -> tuple[float, float]:
        return self._facts.position(place) or (0.0, 0.0)

    def _may(self, person: Specialist) -> frozenset[str]:
        """Return the customers on whom a specialist may call."""
        return frozenset(o.due.customer for o in self._options if person in self._facts.who(o.due))

    def _profile_of(self, person: Specialist, customers: Sequence[str]) -> str:
        barred = sorted(set(customers) - self._may(person))
        return f"{person.vehicle} {' '.join(barred)}"

    def _durations(self, person: Specialist, places: Sequence[str], bases: int) -> np.ndarray:
        facts, early, may = self._facts, self._facts.numbers.early, self._may(person)
        rows = [[facts.minutes(person, a, b) for b in places] for a in places]
        minutes = np.array(rows, dtype=np.int64)
        minutes[:, bases:] += early
        for index, place in enumerate(places[bases:], bases):
            minutes[index, index] = 0
            if place not in may:
                minutes[:index, index] = minutes[index + 1 :, index] = NOWHERE
        return minutes * _SECONDS

    def _start(self, data: ProblemData) -> Solution:
        """Return what is planned in the shifts, as far as there are alternatives for it."""
        index_of: dict[tuple[str, dt.date], list[int]] = {}
        for index, option in enumerate(self._options):
            day = day_of(option.window[0])
            index_of.setdefault((option.due.id, day), []).append(index)
        routes = []
        for number, shift in enumerate(self._shifts):
            ids = self._draft.calls.get(shift, ())
            starts = self._draft.timed(shift).starts
            visits = []
            for id, start in zip(ids, starts, strict=True):
                options = index_of.get((id, shift.day), [])
                if options:
                    visits.append(min(options, key=lambda k: _gap(self._options[k].window, start)))
            if visits:
                routes.append(Route(data, visits, number))
        return Solution(data, routes)

    def _take(self, found: Solution) -> bool:
        """Plan a solution's routes; calls for which the times do not work out are left for later."""
        draft = self._draft
        for shift in self._shifts:
            draft.set_calls(shift, ())
        for route in found.routes():
            shift = self._shifts[route.vehicle_type()]
            ids = [self._options[visit.idx].due.id for visit in route if visit.is_client()]
            person = self._facts.book.specialist(shift.person)
            ids = [id for id in ids if person in self._facts.who(self._facts.due[id])]
            while draft.timer.best(shift, tuple(ids)) is None:
                ids.remove(min(ids, key=lambda id: (self._facts.due[id].price, id)))
            draft.set_calls(shift, tuple(ids))
        return True


def _runs(starts: Sequence[int]) -> list[tuple[int, int]]:
    """Return the runs of starts that follow each other on the grid, first and last."""
    found: list[tuple[int, int]] = []
    for start in starts:
        if found and start - found[-1][1] <= GRID:
            found[-1] = found[-1][0], start
        else:
            found.append((start, start))
    return found


def _gap(window: tuple[int, int], start: int) -> int:
    return max(window[0] - start, start - window[1], 0)
