"""How long it takes from place to place; rounded up to the grid once, here, so that model and checker agree.

A rush hour stretches that part of a way that lies in it: a way of 30 minutes that ends 13 minutes into a rush hour of
130 % has 10 of them in it, and takes 33. Who sets off later never arrives earlier.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Collection, Iterable
from itertools import pairwise

from models.domain.clock import DAY, GRID, at, day_of, round_up
from models.domain.districts import WITHIN_KM, Position, positions
from models.domain.places import Place, Restaurant, Way
from models.domain.policy import Roads

EARTH_KM = 6371.0


class Travel:
    """Travel minutes between places.

    Given minutes come first; else the estimate of the edition's roads, from positions, or from the district that an
    address names. A place with no position, no district and no way given counts as an hour away. ``estimated`` says so.

    Parameters
    ----------
    places : iterable of Place
        All places of the company.
    ways : iterable of Way
        Measured minutes outside rush hours.
    roads : Roads
        How to estimate, and the rush hours.
    weekday : callable
        Returns the day of the week (0: Monday) whose rush hours a day has.
    """

    UNKNOWN = 60

    def __init__(
        self,
        places: Iterable[Place],
        ways: Iterable[Way],
        roads: Roads,
        weekday: Callable[[dt.date], int] = dt.date.weekday,
    ) -> None:
        self._places = {place.id: place for place in places}
        self._positions, self._rough = positions(self._places.values())
        self._roads, self._weekday = roads, weekday
        self._unit = math.lcm(*(band.percent for band in roads.rush_hours))
        """Parts of a minute of free road: with it every band's way in a minute is a whole number."""
        self._days: dict[dt.date, list[tuple[int, int, int]]] = {}
        self._locations = {place.id: self._location(place) for place in self._places.values()}
        self._base: dict[tuple[str, str], int] = {}
        self._asked: dict[tuple[str, str], int] = {}
        """Answers of ``base``, by places as they are asked for; staffing asks millions of times."""
        self._walks: dict[tuple[str, str], int] = {}
        self._minutes: dict[tuple[int, int], int] = {}
        self._steps: dict[tuple[tuple[int, ...], range, bool], tuple[tuple[int, int], ...]] = {}
        self._straight: dict[str, bool] = {}
        self.estimated: set[tuple[str, str]] = set()
        """Pairs whose minutes are an estimate, as far as they were asked for."""
        for way in ways:
            self._base[self.location(way.a), self.location(way.b)] = round_up(way.minutes)
            if way.walk is not None:
                self._walks[self.location(way.a), self.location(way.b)] = way.walk
                if not way.one_way:
                    self._walks.setdefault((self.location(way.b), self.location(way.a)), way.walk)
            if not way.one_way:
                self._base.setdefault((self.location(way.b), self.location(way.a)), round_up(way.minutes))

    def location(self, place: str) -> str:
        """Return the place under whose roof a place is: itself, but for a hotel's or the company's restaurant."""
        return self._locations[place]

    @staticmethod
    def _location(place: Place) -> str:
        return place.at if isinstance(place, Restaurant) and place.at else place.id

    def base(self, a: str, b: str) -> int:
        """Return minutes outside rush hours, on the grid; 0 within one location."""
        minutes = self._asked.get((a, b))
        if minutes is None:
            minutes = self._asked[a, b] = self._between(self.location(a), self.location(b))
        return minutes

    def _between(self, a: str, b: str) -> int:
        if a == b:
            return 0
        if (a, b) not in self._base:
            self._base[a, b] = round_up(self._estimate(a, b))
            self.estimated.add((a, b))
        return self._base[a, b]

    def walk(self, a: str, b: str) -> int | None:
        """Return minutes on foot: as given, else from the positions; None where either has none of its own."""
        a, b = self.location(a), self.location(b)
        if a == b:
            return 0
        exact = self._positions.keys() - self._rough
        if (a, b) not in self._walks and a in exact and b in exact:
            self._walks[a, b] = max(1, math.ceil(1000 * self._km(a, b) / self._roads.walk_metres))
        return self._walks.get((a, b))

    def percent(self, moment: int) -> int:
        """Return the rush-hour factor at a moment, in percent."""
        return next(percent for start, end, percent in self._bands(day_of(moment)) if start <= moment < end)

    def minutes(self, a: str, b: str, arrive: int) -> int:
        """Return minutes for arriving at a moment, on the grid; the part of the way in the rush hour is stretched."""
        return self.at_hour(self.base(a, b), arrive)

    def at_hour(self, base: int, arrive: int) -> int:
        """Return the minutes of a way of so many minutes outside rush hours, for arriving at a moment, on the grid."""
        key = base, arrive
        if key not in self._minutes:
            self._minutes[key] = round_up(self._stretched(base, arrive))
        return self._minutes[key]

    def _stretched(self, base: int, arrive: int) -> int:
        """Go back from an arrival, band by band, until so many minutes of free road are behind; round up to minutes."""
        left, moment = base * self._unit, arrive
        while left > 0:
            bands = self._bands(day_of(moment - 1))
            start, percent = next((start, percent) for start, end, percent in bands if start < moment <= end)
            way = 100 * self._unit // percent  # in a minute
            if left <= way * (moment - start):
                return arrive - moment + -(-left // way)
            left, moment = left - way * (moment - start), start
        return 0

    def longest(self, a: str, b: str) -> int:
        """Return minutes where all of the way lies in the worst rush hour: no way takes longer."""
        worst = max([100, *(band.percent for band in self._roads.rush_hours)])
        return round_up(math.ceil(self.base(a, b) * worst / 100))

    def after(self, a: str, b: str, depart: int) -> int:
        """Return the earliest arrival on the grid for leaving at a moment."""
        return depart + self.from_hour(self.base(a, b), depart)

    def from_hour(self, base: int, depart: int) -> int:
        """Return the minutes of a way of so many minutes outside rush hours, for leaving at a moment: see ``after``."""
        minutes = base
        while minutes < self.at_hour(base, depart + minutes):
            minutes += GRID
        return minutes

    def steps(self, bases: Collection[int], moments: range, *, leaving: bool = False) -> tuple[tuple[int, int], ...]:
        """Return the spans of moments, first and last, within which no way of such lengths changes its minutes.

        Parameters
        ----------
        bases : collection of int
            Minutes outside rush hours.
        moments : range
            The moments at which one may arrive; with ``leaving``, at which one may set off.
        """
        lengths, minutes_at = tuple(sorted(set(bases))), self.from_hour if leaving else self.at_hour
        key = lengths, moments, leaving
        if key not in self._steps:
            found: list[tuple[int, int]] = []
            before: list[int] = []
            for moment in moments:
                minutes = [minutes_at(base, moment) for base in lengths]
                found.append((found.pop()[0] if found and minutes == before else moment, moment))
                before = minutes
            self._steps[key] = tuple(found)
        return self._steps[key]

    def straight_on(self, via: str, minutes: int) -> bool:
        """Whether no way straight from a place to another takes longer, at any hour, than by way of a visit there."""
        if via not in self._straight:
            every = sorted({self.location(place) for place in self._places})
            there = {place: self.base(place, via) for place in every}
            back = {place: self.base(via, place) + minutes for place in every}
            self._straight[via] = all(self.longest(a, b) <= there[a] + back[b] for a in every for b in every)
        return self._straight[via]

    def _bands(self, day: dt.date) -> list[tuple[int, int, int]]:
        """Return the rush-hour bands of one day as disjoint (start, end, percent) in moments, uncongested ones too."""
        if day not in self._days:
            here = [band for band in self._roads.rush_hours if self._weekday(day) in band.weekdays]
            cuts = {0, DAY, *(min(DAY, cut) for band in here for cut in (band.start, band.end))}
            self._days[day] = [
                (at(day, a), at(day, b), max([100, *(band.percent for band in here if band.start <= a < band.end)]))
                for a, b in pairwise(sorted(cuts))
            ]
        return self._days[day]

    def _estimate(self, a: str, b: str) -> int:
        if a not in self._positions or b not in self._positions:
            return self.UNKNOWN
        km = self._km(a, b)
        if a in self._rough or b in self._rough:
            km = max(km, WITHIN_KM)
        return road_minutes(km, self._roads)

    def _km(self, a: str, b: str) -> float:
        """Return the kilometres by road between two places whose positions are known."""
        return road_km(self._positions[a], self._positions[b], self._roads)


def road_km(a: Position, b: Position, roads: Roads) -> float:
    """Return the kilometres by road between two positions: the great circle times the detour."""
    (p_lat, p_lon), (q_lat, q_lon) = a, b
    lat, other = math.radians(p_lat), math.radians(q_lat)
    h = (
        math.sin((other - lat) / 2) ** 2
        + math.cos(lat) * math.cos(other) * math.sin(math.radians(q_lon - p_lon) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(h)) * roads.detour_percent / 100


def road_minutes(km: float, roads: Roads) -> int:
    """Return the minutes of a way by car outside rush hours, not on the grid yet."""
    town = min(km, roads.town_km)
    hours = town / roads.town_kmh + (km - town) / roads.road_kmh
    return roads.start_minutes + math.ceil(hours * 60)
