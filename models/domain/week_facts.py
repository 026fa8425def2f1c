"""What follows from a week and an edition for the whole company: travel, calendar, hours, when guests come and go.

Nothing here reads a plan or a variable, nor looks into one visit: that is ``models.domain.stay``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Literal

from models.domain.clock import DAY, at, merge, round_down, round_up
from models.domain.districts import TOWN_MINUTES, district_of
from models.domain.joint_items import with_shared_wishes
from models.domain.people import Driver, HostPerson
from models.domain.places import ArrivalPoint, Hotel, Place
from models.domain.policy import Edition, Shape
from models.domain.revision import Revision
from models.domain.roles import OUTGOING_ROLES
from models.domain.training_series import with_sessions
from models.domain.travel import Travel
from models.domain.visits import Arrival, Departure
from models.domain.week import Week

Breakfast = Literal["served", "packed", "none"]
BREAKFAST_PACKED_FROM = 3 * 60
"""Minute of the day from which guests who set off early take a breakfast along; before, they have had their supper."""


class WeekFacts:
    """A week and an edition; ``revision`` where a plan is made again."""

    def __init__(self, week: Week, edition: Edition, revision: Revision | None = None) -> None:
        self.week = with_shared_wishes(with_sessions(week))
        self.edition = edition
        self.revision = revision
        self._off: dict[str, tuple[HostPerson | Driver, list[tuple[int, int]]]] = {}
        self.travel = Travel(week.company.places, week.company.ways, edition.roads, self.road_weekday)

    @property
    def shape(self) -> Shape:
        """The edition's shape numbers."""
        return self.edition.shape

    @cached_property
    def visits(self) -> frozenset[str]:
        """Ids of all visits."""
        return frozenset(visit.id for visit in self.week.visits)

    @cached_property
    def visit_places(self) -> dict[str, int]:
        """Place of each visit in the order of the week."""
        return {visit.id: place for place, visit in enumerate(self.week.visits)}

    def workday(self, day: dt.date) -> bool:
        """Tell whether the company works on a day: its overrides, then the official calendar, then Monday to Friday."""
        for calendar in (self.week.company.calendar, self.week.official):
            if day in calendar.workdays:
                return True
            if day in calendar.holidays:
                return False
        return day.weekday() < 5

    def road_weekday(self, day: dt.date) -> int:
        """Return the day of the week whose rush hours the roads have, by the official calendar, whoever works here.

        A make-up workday at the weekend counts as a Monday, a public holiday within the week as a Sunday.
        """
        usual = day.weekday()
        if day in self.week.official.workdays and usual >= 5:
            return 0
        return 6 if day in self.week.official.holidays and usual < 5 else usual

    def company_weekday(self, day: dt.date) -> int:
        """Return the day of the week whose hours hold in the company.

        A make-up workday at the weekend counts as a Monday, a holiday within the week as a Sunday.
        """
        usual = day.weekday()
        if self.workday(day):
            return 0 if usual >= 5 else usual
        return 6 if usual < 5 else usual

    def location(self, place: str) -> str:
        """Return the place under whose roof a place is."""
        return self.travel.location(place)

    def way(self, place: str) -> int:
        """Return minutes that a host person needs between the company and a place."""
        return self.travel.base(self.week.site.id, place)

    @cached_property
    def towns(self) -> Mapping[str, str]:
        """The town of each place: the first of the places (by id) that is in its district or near it.

        A place is near one up to ``TOWN_MINUTES`` away, outside rush hours; the district is the smallest that both
        addresses name. Restaurants under the roof of others are left out.
        """
        found: dict[str, str] = {}
        for place in sorted(self.week.company.places, key=lambda place: place.id):
            if self.location(place.id) == place.id:
                towns = dict.fromkeys(found.values())
                found[place.id] = next((town for town in towns if self._is_one_town(town, place)), place.id)
        return found

    def _is_one_town(self, town: str, place: Place) -> bool:
        here = district_of(self.week.place(town))
        return here == district_of(place) or self.travel.base(town, place.id) <= TOWN_MINUTES

    def rivals(self, a: str, b: str) -> bool:
        """Tell whether two visits must not meet (TOUR-05)."""
        return b in self.week.visit(a).rivals or a in self.week.visit(b).rivals

    def leaders(self, rank: int) -> tuple[HostPerson, ...]:
        """Return the company's leaders of a rank or higher."""
        return tuple(person for person in self._leaders if person.rank <= rank)

    @cached_property
    def _leaders(self) -> tuple[HostPerson, ...]:
        """The company's leaders, of whatever rank."""
        return tuple(person for person in self.week.company.people if person.role("leader"))

    def off(self, person: HostPerson | Driver) -> list[tuple[int, int]]:
        """Return when a person cannot work within the week (HOST-09, must): leave, and outside the hours.

        Hours are the person's own; with none given, drivers have the edition's drivers' hours, people who go out with
        guests (leaders, escorts, interpreters, photographers) no fixed ones, everybody else office hours on every day.
        Whoever is at something that has started sees it through, however late it gets.
        """
        known = self._off.get(person.id)
        if known is None or known[0] is not person:  # a driver may have the id of one of our people
            known = self._off[person.id] = person, self._spans_off(person)
        return known[1]

    def _spans_off(self, person: HostPerson | Driver) -> list[tuple[int, int]]:
        spans = [(span.start, span.end) for span in person.leave]
        hours = [(h.open, h.close, h.weekdays) for h in person.hours]
        if not hours and isinstance(person, Driver):
            hours = [(*self.shape.driver_hours, tuple(range(7)))]
        elif not hours and isinstance(person, HostPerson) and not any(person.role(kind) for kind in OUTGOING_ROLES):
            hours = [(*self.shape.office, tuple(range(7)))]
        if hours:
            spans += self._closed(hours, self._seen_through(person) if isinstance(person, HostPerson) else ())
        return merge(spans)

    def _seen_through(self, person: HostPerson) -> Iterable[tuple[int, int]]:
        """Yield when somebody is at what has started, to its end; nothing but where a plan is made again."""
        del person
        return ()

    def _closed(
        self, hours: list[tuple[int, int, tuple[int, ...]]], also: Iterable[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """Return the spans of the week, a day more on both sides, outside some hours and further spans."""
        first = self.week.first_day - dt.timedelta(days=1)
        days = [first + dt.timedelta(days=k) for k in range(self.week.days + 2)]
        kinds = {d: self.company_weekday(d) for d in days}
        open_hours = ((at(d, a), at(d, b)) for d in days for a, b, weekdays in hours if kinds[d] in weekdays)
        work = merge([*open_hours, *also])
        edges = [at(days[0]), *(edge for span in work for edge in span), at(days[-1], DAY)]
        return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]

    def breakfast(self, hotel: Hotel, day: dt.date, departs: int | None) -> Breakfast:
        """Return the breakfast of guests who set off at a moment of a day (SENSE-03); None: nothing calls them away."""
        if departs is None or departs >= at(day, hotel.breakfast_from + self.shape.breakfast_minutes):
            return "served"
        return "packed" if departs >= at(day, BREAKFAST_PACKED_FROM) else "none"

    def exit(self, arrival: Arrival) -> int:
        """Return the moment when the guests are out (ARR-03), on the grid; minutes that are told come first."""
        if arrival.minutes is not None:
            return round_up(arrival.at + arrival.minutes)
        point = self.week.arrival_point(arrival.place)
        return round_up(arrival.at + (self._exit_minutes(point, arrival) if point else 0))

    def _exit_minutes(self, point: ArrivalPoint, arrival: Arrival) -> int:
        shape = self.shape
        if point.kind == "road":
            return 0
        if point.kind == "helipad":
            return point.exit_domestic or 0
        if point.kind == "rail":
            return shape.exit_rail if point.exit_domestic is None else point.exit_domestic
        if arrival.international or point.kind == "border":
            return shape.exit_international if point.exit_international is None else point.exit_international
        return shape.exit_domestic if point.exit_domestic is None else point.exit_domestic

    def deadline(self, departure: Departure, size: int, last_day: dt.date) -> int:
        """Return the moment to be at the departure point (ARR-05), on the grid."""
        shape, point = self.shape, self.week.arrival_point(departure.place)
        if departure.at is None:
            return at(departure.on or last_day, shape.open_departure)
        if departure.minutes is not None:
            return round_down(departure.at - departure.minutes)
        if point is None or point.kind in ("road", "border", "helipad"):
            return round_down(departure.at)
        if point.kind == "rail":
            return round_down(departure.at - shape.rail_before)
        before = shape.airport_before_international if departure.international else shape.airport_before
        extra = shape.airport_large_extra if size > shape.airport_large_party else 0
        return round_down(departure.at - before - extra)
