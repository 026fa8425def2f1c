"""What follows from a book of customers and an edition: who may call on whom and when, and how far it is.

Computed once, shared by rules and models. Times are moments in minutes, spans half open.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from models.domain.base import Hours
from models.domain.clock import DAY, GRID, at, day_of, merge, minute_of_day, round_up
from models.domain.districts import CENTRES, WITHIN_KM, Position, districts_in
from models.domain.due_calls import DueCall, due_calls, spacing
from models.domain.outbound import Customer, CustomerBook, Specialist
from models.domain.people import shares_language
from models.domain.policy import Edition
from models.domain.travel import road_km, road_minutes

FRIDAY = 4
MINUTES_UNKNOWN = 60
"""Of a way of which one end is nowhere: nobody is sent there, but a plan by hand may have it."""
MomentSpan = tuple[int, int]


class RoundsFacts:
    """A book under an edition.

    Parameters
    ----------
    pins : mapping of str to (str, int)
        Due calls that a person has decided, by id: who makes them, and the moment at which they begin.

    Attributes
    ----------
    dues : tuple of DueCall
        Every call that is due, those of paused customers too.
    """

    def __init__(self, book: CustomerBook, edition: Edition, pins: Mapping[str, tuple[str, int]] | None = None) -> None:
        self.book, self.edition = book, edition
        self.pins = dict(pins or {})
        self.numbers = edition.rounds
        self.dues: tuple[DueCall, ...] = due_calls(book, self.numbers)
        self._positions: dict[str, Position | None] = {}
        self._awkward: dict[tuple[str, dt.date], list[MomentSpan]] = {}
        self._good: dict[tuple[str, dt.date], list[MomentSpan]] = {}
        self._metres: dict[tuple[str, str], int] = {}
        self._minutes: dict[tuple[str, str], int] = {}
        self._spans: dict[tuple[str, dt.date], list[MomentSpan]] = {}
        self._open: dict[tuple[str, dt.date], list[MomentSpan]] = {}

    @cached_property
    def days(self) -> tuple[dt.date, ...]:
        """The days of the book's weeks."""
        return tuple(self.book.first_day + dt.timedelta(days=k) for k in range(7 * self.book.weeks))

    @cached_property
    def due(self) -> dict[str, DueCall]:
        """Due calls by id."""
        return {due.id: due for due in self.dues}

    def dues_of(self, customer: str) -> tuple[DueCall, ...]:
        """Return the due calls on a customer, by day."""
        return self._dues_of.get(customer, ())

    @cached_property
    def _dues_of(self) -> dict[str, tuple[DueCall, ...]]:
        found: dict[str, list[DueCall]] = defaultdict(list)
        for due in self.dues:
            found[due.customer].append(due)
        return {customer: tuple(dues) for customer, dues in found.items()}

    def spacing(self, customer: str) -> int:
        """Return the days between two calls on a customer, at least (OUT-06)."""
        return spacing(self.book.customer(customer), self.numbers)

    # ------------------------------------------------------------ who

    def who(self, due: DueCall) -> tuple[Specialist, ...]:
        """Return who may make a call: whoever has the district and speaks the language, or the one who is named."""
        if due.id in self.pins:
            return (self.book.specialist(self.pins[due.id][0]),)
        customer = self.book.customer(due.customer)
        named = (due.appointment.specialist if due.appointment else None) or customer.specialist
        found = self._by_district.get(customer.district, ()) if named is None else (self.book.specialist(named),)
        return tuple(person for person in found if self.admits(person, customer))

    def admits(self, person: Specialist, customer: Customer) -> bool:
        """Tell whether a specialist has the customer's district and speaks one of its languages (OUT-05)."""
        speaks = not customer.languages or shares_language(person.languages or ("zh",), customer.languages)
        return speaks and customer.district in person.districts

    @cached_property
    def _by_district(self) -> dict[str, tuple[Specialist, ...]]:
        found: dict[str, list[Specialist]] = defaultdict(list)
        for person in self.book.specialists:
            for district in dict.fromkeys(person.districts):
                found[district].append(person)
        return {district: tuple(people) for district, people in found.items()}

    # ------------------------------------------------------------ when

    def weekday(self, day: dt.date) -> int | None:
        """Return the day of the week whose hours a day has; None on holidays; make-up workdays have Friday's."""
        if day in self.book.calendar.holidays:
            return None
        made_up = day in self.book.calendar.workdays and day.weekday() > FRIDAY
        return FRIDAY if made_up else day.weekday()

    def field_spans(self, person: Specialist, day: dt.date) -> list[MomentSpan]:
        """Return when a specialist may be on the way or at customers on a day: hours without leave and taken time."""
        key = person.id, day
        if key not in self._spans:
            n = self.numbers
            usual = (Hours(open=n.field_from, close=n.work_to, weekdays=(0, 1, 2, 3, 4)),)
            gone = [(span.start, span.end) for span in person.leave]
            gone += self._taken.get(person.id, ())
            self._spans[key] = _without(self._on(person.hours or usual, day), gone)
        return self._spans[key]

    @cached_property
    def _taken(self) -> dict[str, list[MomentSpan]]:
        found: dict[str, list[MomentSpan]] = defaultdict(list)
        for span in self.book.taken:
            found[span.specialist].append((span.start, span.end))
        return found

    def away_on(self, person: Specialist, day: dt.date) -> list[tuple[int, int, str]]:
        """Return when a specialist is taken by visits to us or on leave, and where they are before and after.

        Start, end and place, by start.
        """
        low, high = at(day), at(day, DAY)
        spans = [(a, b, "office") for a, b in self._taken.get(person.id, ())]
        spans += [(span.start, span.end, self.base(person)) for span in person.leave]
        return sorted((max(a, low), min(b, high), place) for a, b, place in spans if a < high and low < b)

    def open_spans(self, customer: Customer, day: dt.date) -> list[MomentSpan]:
        """Return when a customer is open on a day."""
        key = customer.id, day
        if key not in self._open:
            hours = customer.hours or self.numbers.usual_hours
            self._open[key] = [] if day in customer.closed else merge(self._on(hours, day))
        return self._open[key]

    def paused(self, customer: str, day: dt.date) -> bool:
        """Tell whether a customer is not to be called on on a day."""
        return any(first <= day <= last for first, last in self._pauses.get(customer, ()))

    def paused_throughout(self, due: DueCall) -> bool:
        """Tell whether calls on the customer are paused on all days of a due call, or all on which it is open."""
        days = [due.first + dt.timedelta(days=k) for k in range((due.last - due.first).days + 1)]
        free = [day for day in days if not self.paused(due.customer, day)]
        customer = self.book.customer(due.customer)
        return len(free) < len(days) and not any(self.open_spans(customer, day) for day in free)

    @cached_property
    def _pauses(self) -> dict[str, list[tuple[dt.date, dt.date]]]:
        found: dict[str, list[tuple[dt.date, dt.date]]] = defaultdict(list)
        for pause in self.book.pauses:
            found[pause.customer].append((pause.first, pause.last))
        return found

    def start_windows(self, due: DueCall, day: dt.date) -> list[MomentSpan]:
        """Return when a call may begin on a day, first and last moment, both inclusive.

        Within the due days, the opening hours, field time (OUT-05), and what is agreed on.
        """
        if due.id in self.pins:
            start = self.pins[due.id][1]
            return [(start, start)] if day_of(start) == day else []
        if not due.first <= day <= due.last or self.paused(due.customer, day):
            return []
        customer, n = self.book.customer(due.customer), self.numbers
        field = at(day, n.field_from), at(day, n.field_to)
        spans = [(max(a, field[0]), min(b, field[1])) for a, b in self.open_spans(customer, day)]
        windows = [(round_up(a), b - due.minutes) for a, b in spans]
        agreed = due.appointment
        if agreed is not None and agreed.flexible == "fixed" and agreed.time is not None:
            time = at(day, agreed.time)  # what is agreed on may be outside the usual hours
            return [(time, time)] if day == agreed.day else []
        if agreed is not None and agreed.hours:
            wished = self._on(agreed.hours, day)
            windows = [(max(a, c), min(b, d)) for a, b in windows for c, d in wished]
        return [(a, b) for a, b in windows if a <= b]

    def _on(self, hours: tuple[Hours, ...], day: dt.date) -> list[MomentSpan]:
        weekday = self.weekday(day)
        return sorted((at(day, h.open), at(day, h.close)) for h in hours if weekday in h.weekdays)

    # ------------------------------------------------------------ how well

    def awkward_spans(self, customer: Customer, day: dt.date) -> list[MomentSpan]:
        """Return when calls come at a bad time (OUT-03): just after opening, at noon, just before closing."""
        if (key := (customer.id, day)) in self._awkward:
            return self._awkward[key]
        spans, n = self.open_spans(customer, day), self.numbers
        noon = at(day, n.noon[0]), at(day, n.noon[1])
        found = [noon]
        found += [(a, min(a + n.settle_in, b)) for a, b in spans]
        found += [(max(a, b - n.before_close), b) for a, b in spans[-1:]]
        self._awkward[key] = merge(found)
        return self._awkward[key]

    def awkward_minutes(self, customer: Customer, start: int, end: int) -> int:
        """Return how many minutes of a call lie in a bad time."""
        spans = self.awkward_spans(customer, day_of(start))
        return sum(max(0, min(end, b) - max(start, a)) for a, b in spans)

    def good_windows(self, customer: Customer, day: dt.date) -> list[MomentSpan]:
        """Return when a call begins well (OUT-02), first and last moment; where the customer is open by then."""
        if (key := (customer.id, day)) in self._good:
            return self._good[key]
        n = self.numbers
        if customer.preferred_hours:
            wished = [
                (at(day, h.open), at(day, h.close)) for h in customer.preferred_hours if day.weekday() in h.weekdays
            ]
        else:
            times = (n.meal_hours[customer.keeps],) if customer.keeps else n.good_hours
            wished = [(at(day, a), at(day, b)) for a, b in times]
        spans = self.open_spans(customer, day)
        self._good[key] = [(a, b) for a, b in wished if any(c <= a < d for c, d in spans)]
        return self._good[key]

    def minutes_off(self, customer: Customer, start: int) -> int:
        """Return how many minutes a start is from the nearest good hour; 0 on days that have none."""
        windows = self.good_windows(customer, day_of(start))
        return min((max(a - start, start - b, 0) for a, b in windows), default=0)

    # ------------------------------------------------------------ how far

    def base(self, person: Specialist) -> str:
        """Return where a specialist sets off and goes back to, as a place for ``minutes``."""
        return f"home {person.id}" if person.from_home else "office"

    def position(self, place: str) -> Position | None:
        """Return where a place is: a customer's id, ``office``, or a base; None where nobody knows."""
        if place not in self._positions:
            self._positions[place] = self._find(place)
        return self._positions[place]

    def _find(self, place: str) -> Position | None:
        office = self.book.office
        if place == "office":
            return office.position or self._centre(office.address, office.district)
        if place.startswith("home "):
            person = self.book.specialist(place.removeprefix("home "))
            return person.position or self._centre(person.address, "")
        customer = self.book.customer(place)
        return customer.position or self._centre(customer.address, customer.district)

    def _centre(self, address: str, district: str) -> Position | None:
        names = [*districts_in(address), *([district] if district else [])]
        known = (self._middles.get(name) or CENTRES.get(name) for name in names)
        return next((middle for middle in known if middle is not None), None)

    @cached_property
    def _middles(self) -> dict[str, Position]:
        """Middles of districts, by the customers in them whose positions are known."""
        found: dict[str, list[Position]] = defaultdict(list)
        for customer in self.book.customers:
            if customer.position is not None:
                found[customer.district].append(customer.position)
        return {
            name: (sum(lat for lat, _ in spots) / len(spots), sum(lon for _, lon in spots) / len(spots))
            for name, spots in found.items()
        }

    def rough(self, place: str) -> bool:
        """Tell whether a place is known by its district only."""
        if place == "office":
            return self.book.office.position is None
        if place.startswith("home "):
            return self.book.specialist(place.removeprefix("home ")).position is None
        return self.book.customer(place).position is None

    def metres(self, a: str, b: str) -> int:
        """Return the metres by road from a place to another."""
        if a == b:
            return 0
        key = (a, b) if a < b else (b, a)
        if key not in self._metres:
            p, q = self.position(a), self.position(b)
            km = 0.0 if p is None or q is None else road_km(p, q, self.edition.roads)
            self._metres[key] = round(1000 * (max(km, WITHIN_KM) if self.rough(a) or self.rough(b) else km))
        return self._metres[key]

    def car_minutes(self, a: str, b: str) -> int:
        """Return the minutes of a way by car, not on the grid."""
        if a == b:
            return 0
        key = (a, b) if a < b else (b, a)
        if key not in self._minutes:
            known = self.position(a) is not None and self.position(b) is not None
            km = self.metres(a, b) / 1000
            self._minutes[key] = road_minutes(km, self.edition.roads) if known else MINUTES_UNKNOWN
        return self._minutes[key]

    def minutes(self, person: Specialist, a: str, b: str) -> int:
        """Return the minutes of a way with a specialist's vehicle, on the grid of five."""
        percent = self.numbers.vehicle_percent[person.vehicle]
        return round_up(-(-self.car_minutes(a, b) * percent // 100), GRID)


def _without(spans: list[MomentSpan], gone: list[MomentSpan]) -> list[MomentSpan]:
    left = merge(spans)
    for start, end in gone:
        left = [part for a, b in left for part in ((a, min(b, start)), (max(a, end), b)) if part[0] < part[1]]
    return left


def part_of_day(start: int, noon: tuple[int, int]) -> int:
    """Return 0 for a call that begins before the middle of noon, else 1."""
    return int(minute_of_day(start) >= (noon[0] + noon[1]) // 2)
