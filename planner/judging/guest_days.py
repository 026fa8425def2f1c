"""How a plan feels to the guests, day by day: counted from its rows and the places alone, whatever the rules say.

A guest and day is one guest on one day of the stay on which something is planned for the guest's travel group.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from models.domain.activities import MEAL_KINDS
from models.domain.clock import at, day_of, overlap
from models.domain.day_windows import operating_day
from models.domain.districts import district_of
from models.domain.opening import late, starts
from models.domain.places import ArrivalPoint, Hotel
from models.domain.plan import Item
from models.domain.table_company import diners, table_company
from models.rules.core.luggage import luggage_stops, vehicles_called_away
from models.rules.core.programme import programmes
from models.rules.core.waiting import has_company_room
from models.rules.meals.restaurants import LEVELS_OF_RANK
from models.rules.meals.seated import seated_meals

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from models.domain.facts import Facts
    from models.domain.places import Restaurant
    from models.domain.plan import Move, Plan, Ride
    from models.domain.stay import GroupStay, Stay
    from models.rules.meals.seated import SeatedMeal

BOARDING = 5
"""Minutes to get in or out, to sit down or to greet: no wait."""
FEW = 12
"""People for whom a vehicle of ``COACH`` seats is too large."""
COACH = 30
NEAR = 20
"""Minutes on the road to a room where guests would still be brought to eat."""


@dataclass(frozen=True)
class GuestWait:
    """A travel group has nothing to do, away from its hotel.

    Attributes
    ----------
    place : str
        Where it stands.
    minutes : int
        Beyond ``BOARDING``.
    """

    visit: str
    group: str
    day: dt.date
    place: str
    minutes: int
    guests: int


@dataclass(frozen=True)
class _GroupStep:
    """An item or move of one travel group."""

    start: int
    end: int
    origin: str
    target: str
    item: Item | None = None
    move: Move | None = None

    @property
    def is_rest(self) -> bool:
        return self.item is not None and self.item.kind in ("rest", "check_in")


class GuestDays:
    """The days of every travel group of a plan.

    Parameters
    ----------
    facts : Facts
        The week and the edition.
    plan : Plan
        Any plan; rows of unknown visits are passed over.
    visits : collection of str, optional
        Whose days; by default those of all visits.
    """

    def __init__(self, facts: Facts, plan: Plan, visits: frozenset[str] | None = None) -> None:
        self.facts, self.plan = facts, plan
        whole = plan.visits_left_out
        self.stays = [s for s in facts.stays if s.id not in whole and (visits is None or s.id in visits)]
        rows: dict[str, list[Item | Move]] = defaultdict(list)
        for row in _rows(plan):
            rows[row.visit].append(row)
        self._steps: dict[tuple[str, str], list[_GroupStep]] = {
            (stay.id, group.id): _way_through(group, rows[stay.id]) for stay, group in self._groups
        }

    @property
    def _groups(self) -> Iterator[tuple[Stay, GroupStay]]:
        return ((stay, group) for stay in self.stays for group in stay.groups)

    def _days(self, stay: Stay, group: GroupStay) -> dict[dt.date, list[_GroupStep]]:
        found: dict[dt.date, list[_GroupStep]] = defaultdict(list)
        for step in self._steps[stay.id, group.id]:
            found[operating_day(step.start)].append(step)
        return found

    @cached_property
    def guest_days(self) -> int:
        """Guests, each counted on every day on which something is planned."""
        return sum(group.size * len(self._days(stay, group)) for stay, group in self._groups)

    @cached_property
    def group_days(self) -> int:
        """Travel groups, each counted on every day on which something is planned."""
        return sum(len(self._days(stay, group)) for stay, group in self._groups)

    def a_guest_and_day(self, guest_minutes: float) -> float:
        """Return what of some minutes, summed over guests, falls to a guest and day."""
        return guest_minutes / self.guest_days if self.guest_days else 0.0

    # -- waiting

    @cached_property
    def waits(self) -> tuple[GuestWait, ...]:
        """Every wait away from hotels, named rests, rooms of the company, check-in; minutes between rows of one day."""
        return tuple(
            GuestWait(stay.id, group.id, day, before.target, after.start - before.end - BOARDING, group.size)
            for stay, group in self._groups
            for day, steps in self._days(stay, group).items()
            for before, after in pairwise(steps)
            if after.start - before.end > BOARDING and not self._is_at_rest(stay, before, after)
        )

    def _is_at_rest(self, stay: Stay, before: _GroupStep, after: _GroupStep) -> bool:
        here, site = self.facts.week.find_place(before.target), self.facts.week.site.id
        if here is not None and self.facts.location(here.id) == site and has_company_room(self.facts, stay):
            return True
        return before.is_rest or after.is_rest or isinstance(self.facts.week.find_place(before.target), Hotel)

    def waiting(self, *, at_arrival_points: bool) -> float:
        """Return minutes of waiting a guest and day: at airports, stations and exits, or everywhere else."""
        found = (w for w in self.waits if self._is_arrival_point(w.place) == at_arrival_points)
        return self.a_guest_and_day(sum(wait.minutes * wait.guests for wait in found))

    def waiting_by_place(self) -> dict[str, float]:
        """Return minutes of waiting a guest and day by place, the most first."""
        found: Counter[str] = Counter()
        for wait in self.waits:
            found[wait.place] += wait.minutes * wait.guests
        return {place: self.a_guest_and_day(minutes) for place, minutes in found.most_common()}

    def _is_arrival_point(self, place: str) -> bool:
        return isinstance(self.facts.week.find_place(place), ArrivalPoint)

    # -- roads

    def riding(self, *kinds: str) -> float:
        """Return minutes on the way a guest and day, on moves of some kinds (``Move.kind``)."""
        total = 0
        for stay, group in self._groups:
            moves = (step.move for step in self._steps[stay.id, group.id] if step.move)
            total += group.size * sum(move.arrive - move.depart for move in moves if move.kind in kinds)
        return self.a_guest_and_day(total)

    @cached_property
    def districts_entered_again(self) -> int:
        """Times that a travel group comes back on one day to a district that it had left; hotels are passed over.

        The district is that of the address; places without one are districts of their own.
        """
        found = 0
        for stay, group in self._groups:
            for steps in self._days(stay, group).values():
                stops = [self._district(s.item.place) for s in steps if s.item and not s.is_rest]
                runs = [district for k, district in enumerate(stops) if k == 0 or district != stops[k - 1]]
                found += len(runs) - len(set(runs))
        return found

    def _district(self, id: str) -> str:
        location = self.facts.location(id)
        place = self.facts.week.find_place(location)
        return district_of(place) if place is not None else location

    # -- vehicles and luggage

    def _rides(self) -> Iterator[list[Move]]:
        """Yield the moves with a vehicle of each travel group and day, in order."""
        for stay, group in self._groups:
            for steps in self._days(stay, group).values():
                yield [step.move for step in steps if step.move and step.move.rides]

    def _changes(self, of: Callable[[Ride], str | None]) -> float:
        changes = sum(
            {of(ride) for ride in before.rides} != {of(ride) for ride in after.rides}
            for moves in self._rides()
            for before, after in pairwise(moves)
        )
        return changes / self.group_days if self.group_days else 0.0

    @cached_property
    def vehicle_changes(self) -> float:
        """Times that a travel group rides in other vehicles than on the move before, a group and day."""
        return self._changes(lambda ride: ride.vehicle or ride.hired)

    @cached_property
    def driver_changes(self) -> float:
        """Times that it is driven by others, a group and day."""
        return self._changes(lambda ride: ride.driver or ride.hired)

    @cached_property
    def coaches_for_few(self) -> int:
        """Rides in a vehicle of ``COACH`` seats or more on moves of at most ``FEW`` people."""
        seats = {vehicle.id: vehicle.seats for vehicle in self.facts.week.company.vehicles}
        seats |= {car.id: car.seats for car in self.facts.week.hired_cars}
        visits = {stay.id for stay in self.stays}
        return sum(
            seats.get(ride.vehicle or ride.hired or "", 0) >= COACH
            for move in self.plan.moves
            if move.visit in visits and _people(move.rides) <= FEW
            for ride in move.rides
        )

    @cached_property
    def luggage_moves(self) -> int:
        """Moves that luggage is on."""
        visits = {stay.id for stay in self.stays}
        return sum(move.luggage for move in self.plan.moves if move.visit in visits)

    @cached_property
    def luggage_changes(self) -> int:
        """Times that luggage is unloaded on its way: into another vehicle, or because its own has another ride."""
        visits = {stay.id for stay in self.stays}
        return sum(
            stop.reloaded or bool(vehicles_called_away(self.plan, stop))
            for p in programmes(self.facts, self.plan)
            if p.id in visits
            for stop in luggage_stops(p)
        )

    # -- meals

    def meals(self, *kinds: str) -> list[Item]:
        """Return the meals of some kinds."""
        visits = {stay.id for stay in self.stays}
        return [item for item in self.plan.items if item.visit in visits and item.kind in kinds]

    @cached_property
    def _of_rank(self) -> list[tuple[Stay, Item]]:
        stays = {stay.id: stay for stay in self.stays if stay.level in LEVELS_OF_RANK}
        return [(stays[item.visit], item) for item in self.meals(*MEAL_KINDS) if item.visit in stays]

    @cached_property
    def boxed(self) -> list[tuple[Stay, Item]]:
        """Meals of levels A and B that are packed or brought to the hotel."""
        return [(stay, item) for stay, item in self._of_rank if item.is_packed_meal]

    @cached_property
    def boxed_with_free_room(self) -> list[Item]:
        """Those of ``boxed`` for which a private room was free within ``NEAR`` minutes."""
        return [item for stay, item in self.boxed if self._has_free_room(stay, item)]

    @cached_property
    def in_halls(self) -> list[Item]:
        """Meals of levels A and B in a hall with others."""
        halls = {meal.item.id for meals in self._seated.values() for meal in meals if not meal.room.private}
        return [item for _, item in self._of_rank if item.id in halls]

    @cached_property
    def _seated(self) -> dict[tuple[str, str], list[SeatedMeal]]:
        """The meals by restaurant and dining room, of all visits."""
        found: dict[tuple[str, str], list[SeatedMeal]] = defaultdict(list)
        for _, meal in seated_meals(self.facts, self.plan):
            found[meal.house.id, meal.room.id].append(meal)
        return found

    def _has_free_room(self, stay: Stay, meal: Item) -> bool:
        guests, hours = diners(stay, None), (meal.start, meal.end)
        return any(
            room.private
            and room.seats >= guests
            and not any(overlap((m.start, m.end), hours) for m in self._seated.get((house.id, room.id), ()))
            for house in self.facts.week.restaurants
            if self._would_serve(house, meal)
            for room in house.dining_rooms
        )

    def _would_serve(self, house: Restaurant, meal: Item) -> bool:
        """Tell whether a restaurant is near where a meal is eaten, and open for it."""
        near = self.facts.travel.minutes(meal.place, house.id, meal.start) <= NEAR
        return near and late(starts(house, day_of(meal.start), meal.minutes), meal.start, closed=1) == 0

    # -- hotel and people

    @cached_property
    def hotel_seen(self) -> list[int]:
        """Time of day, in minutes, at which each travel group first reaches its hotel on its day of arrival.

        Groups that sleep nowhere or come to it on a later day are passed over.
        """
        found = []
        for stay, group in self._groups:
            steps = self._days(stay, group).get(group.comes, ())
            reached = [
                step.end if step.move else step.start
                for step in steps
                if isinstance(self.facts.week.find_place(step.target), Hotel)
            ]
            if reached:
                found.append(min(reached) - at(group.comes))
        return found

    @cached_property
    def unnamed(self) -> int:
        """Duties without a name, and seats of ours at banquets without one."""
        visits = {stay.id: stay for stay in self.stays}
        duties = sum(
            duty.person is None and not duty.hired
            for row in _rows(self.plan)
            if row.visit in visits
            for duty in row.duties
            if duty.role != "company"
        )
        return duties + sum(self._unnamed_at(visits[item.visit], item) for item in self.meals("banquet"))

    @staticmethod
    def _unnamed_at(stay: Stay, item: Item) -> int:
        request = next((r for r in stay.visit.requests if r.id == item.request), None)
        named = {duty.person for duty in item.duties if duty.person and duty.role in ("company", "companion")}
        return max(0, table_company(stay, request, stay.guests(item.groups)).seats - len(named))


def _rows(plan: Plan) -> tuple[Item | Move, ...]:
    return (*plan.items, *plan.moves)


def _way_through(group: GroupStay, rows: list[Item | Move]) -> list[_GroupStep]:
    """Return what a travel group does from its exit to its deadline at the departure point."""
    steps = sorted(_steps_of(rows, group.id), key=lambda step: (step.start, step.end))
    if not steps:
        return []
    comes = _GroupStep(group.exit, group.exit, group.origin, group.origin)
    goes = _GroupStep(group.deadline, group.deadline, group.target, group.target)
    return [comes, *steps, goes]


def _steps_of(rows: list[Item | Move], group: str) -> Iterator[_GroupStep]:
    for row in rows:
        if row.groups and group not in row.groups:
            continue
        if isinstance(row, Item):
            yield _GroupStep(row.start, row.end, row.place, row.place, item=row)
        else:
            yield _GroupStep(row.depart, row.arrive, row.origin, row.target, move=row)


def _people(rides: tuple[Ride, ...]) -> int:
    return sum(ride.guests + ride.staff for ride in rides)
