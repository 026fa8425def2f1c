"""How long it takes from place to place; rounded up to the grid once, here, so that model and checker agree."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

from models.domain.clock import DAY, day_of, minute_of_day, round_up
from models.domain.districts import WITHIN_KM, positions
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
    """

    UNKNOWN = 60

    def __init__(self, places: Iterable[Place], ways: Iterable[Way], roads: Roads) -> None:
        self._places = {place.id: place for place in places}
        self._positions, self._rough = positions(self._places.values())
        self._roads = roads
        self._base: dict[tuple[str, str], int] = {}
        self._minutes: dict[tuple[str, str, int], int] = {}
        self._straight: dict[str, bool] = {}
        self.estimated: set[tuple[str, str]] = set()
        """Pairs whose minutes are an estimate, as far as they were asked for."""
        for way in ways:
            self._base[self.location(way.a), self.location(way.b)] = round_up(way.minutes)
            if not way.one_way:
                self._base.setdefault((self.location(way.b), self.location(way.a)), round_up(way.minutes))

    def location(self, place: str) -> str:
        """Return the place under whose roof a place is: itself, but for a hotel's or the company's restaurant."""
        found = self._places[place]
        return found.at if isinstance(found, Restaurant) and found.at else place

    def base(self, a: str, b: str) -> int:
        """Return minutes outside rush hours, on the grid; 0 within one location."""
        a, b = self.location(a), self.location(b)
        if a == b:
            return 0
        if (a, b) not in self._base:
            self._base[a, b] = round_up(self._estimate(a, b))
            self.estimated.add((a, b))
        return self._base[a, b]

    def percent(self, arrive: int) -> int:
        """Return the rush-hour factor at a moment of arrival, in percent."""
        minute, day = minute_of_day(arrive), day_of(arrive).weekday()
        bands = self._roads.rush_hours
        return max([100, *(b.percent for b in bands if b.start <= minute < b.end and day in b.weekdays)])

    def minutes(self, a: str, b: str, arrive: int) -> int:
        """Return minutes for arriving at a moment, rush hours counted, on the grid."""
        return self.at_percent(a, b, self.percent(arrive))

    def at_percent(self, a: str, b: str, percent: int) -> int:
        """Return minutes at a rush-hour factor, on the grid."""
        key = a, b, percent
        if key not in self._minutes:
            self._minutes[key] = round_up(math.ceil(self.base(a, b) * percent / 100))
        return self._minutes[key]

    def longest(self, a: str, b: str) -> int:
        """Return minutes at the worst rush hour."""
        return self.at_percent(a, b, max([100, *(band.percent for band in self._roads.rush_hours)]))

    def after(self, a: str, b: str, depart: int) -> int:
        """Return the earliest arrival on the grid for leaving at a moment."""
        arrive = depart + self.base(a, b)
        while arrive - depart < self.minutes(a, b, arrive):
            arrive += 5
        return arrive

    def straight_on(self, via: str, minutes: int) -> bool:
        """Whether no way straight from a place to another takes longer, at any hour, than by way of a visit there."""
        if via not in self._straight:
            every = sorted({self.location(place) for place in self._places})
            there = {place: self.base(place, via) for place in every}
            back = {place: self.base(via, place) + minutes for place in every}
            self._straight[via] = all(self.longest(a, b) <= there[a] + back[b] for a in every for b in every)
        return self._straight[via]

    def levels(self, day: int) -> list[tuple[int, int, int]]:
        """Return the rush-hour bands of one day as disjoint (start, end, percent) in moments, uncongested ones too.

        Parameters
        ----------
        day : int
            Moment of midnight.
        """
        cuts = {0, 2 * DAY}
        for band in self._roads.rush_hours:
            cuts |= {band.start, band.end, band.start + DAY, band.end + DAY}
        edges = sorted(cut for cut in cuts if cut <= 2 * DAY)
        pieces: list[tuple[int, int, int]] = []
        for start, end in pairwise(edges):
            percent = self.percent(day + start)
            if pieces and pieces[-1][2] == percent:
                pieces[-1] = (pieces[-1][0], day + end, percent)
            else:
                pieces.append((day + start, day + end, percent))
        return pieces

    def _estimate(self, a: str, b: str) -> int:
        if a not in self._positions or b not in self._positions:
            return self.UNKNOWN
        (p_lat, p_lon), (q_lat, q_lon) = self._positions[a], self._positions[b]
        lat, other = math.radians(p_lat), math.radians(q_lat)
        h = (
            math.sin((other - lat) / 2) ** 2
            + math.cos(lat) * math.cos(other) * math.sin(math.radians(q_lon - p_lon) / 2) ** 2
        )
        km = 2 * EARTH_KM * math.asin(math.sqrt(h)) * self._roads.detour_percent / 100
        if a in self._rough or b in self._rough:
            km = max(km, WITHIN_KM)
        town = min(km, self._roads.town_km)
        hours = town / self._roads.town_kmh + (km - town) / self._roads.road_kmh
        return self._roads.start_minutes + math.ceil(hours * 60)
