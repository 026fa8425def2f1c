"""A judged plan of rounds in one language, handed to every table and sheet."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from models.domain.clock import at, hhmm, minute_of_day
from models.rules.outbound.day_rounds import days_of
from planner.language.words import Words

if TYPE_CHECKING:
    import datetime as dt

    from models.domain.outbound import Appointment, Customer, CustomerBook, Specialist
    from models.domain.rounds_facts import RoundsFacts
    from models.domain.rounds_plan import MissedCall, PlannedCall, RoundsPlan
    from models.rules.outbound.day_rounds import DayOfCalls, RoundLeg
    from planner.judging.check_rounds import RoundsReport

MISSED_NAMES = {
    "capacity": ("排不下", "no room"),
    "closed": ("客户不营业", "closed"),
    "too_far": ("太远", "too far"),
    "leave": ("请假或接待来访", "on leave or taken"),
    "paused": ("暂停拜访", "paused"),
    "nobody": ("无人负责", "nobody has it"),
    "no_position": ("不知在哪里", "nobody knows where"),
    "rhythm": ("频次太密", "too often"),
}
VEHICLE_NAMES = {
    "car": ("汽车", "car"),
    "scooter": ("电动车", "scooter"),
    "bicycle": ("自行车", "bicycle"),
    "bus": ("公交", "bus"),
}
KEPT_MEALS = {"lunch": ("留午餐", "lunch"), "dinner": ("留晚餐", "dinner")}
FLEXIBLE_NAMES = {"fixed": ("定时", "fixed"), "day": ("当天", "that day"), "week": ("本周", "that week")}


@dataclass(frozen=True)
class RoundsPaper:
    """A judged plan of rounds in one language.

    Attributes
    ----------
    report : RoundsReport
        The plan and what the rules say of it.
    words : Words
        The language.
    """

    report: RoundsReport
    words: Words = field(default_factory=Words)

    # -- the facts

    @property
    def facts(self) -> RoundsFacts:
        """Book and edition, with what follows."""
        return self.report.facts

    @property
    def book(self) -> CustomerBook:
        """The book of customers."""
        return self.report.facts.book

    @property
    def plan(self) -> RoundsPlan:
        """The plan."""
        return self.report.plan

    @cached_property
    def days(self) -> tuple[DayOfCalls, ...]:
        """Every specialist's days with calls, in the order of the book's people, then by day."""
        order = {person.id: k for k, person in enumerate(self.book.specialists)}
        return tuple(sorted(days_of(self.facts, self.plan), key=lambda day: (order[day.person.id], day.day)))

    def days_of(self, person: Specialist) -> list[DayOfCalls]:
        """Return a specialist's days with calls."""
        return [day for day in self.days if day.person.id == person.id]

    @cached_property
    def calls_of_customers(self) -> dict[str, list[PlannedCall]]:
        """Planned calls by customer, by start."""
        found: dict[str, list[PlannedCall]] = defaultdict(list)
        for call in sorted(self.plan.calls, key=lambda call: (call.start, call.id)):
            found[call.customer].append(call)
        return found

    def agreed(self, call: PlannedCall) -> Appointment | None:
        """Return the appointment that a call keeps."""
        due = self.facts.due.get(call.id)
        return due.appointment if due is not None else None

    @property
    def missed(self) -> list[MissedCall]:
        """Missed calls that weigh something, the dearest first; calls on paused customers are none."""
        found = [one for one in self.plan.missed if one.kind != "paused"]
        return sorted(found, key=lambda one: (-one.price, one.first, one.customer, one.id))

    @property
    def paused(self) -> list[MissedCall]:
        """Calls that are not made because the customer is paused."""
        return sorted((one for one in self.plan.missed if one.kind == "paused"), key=lambda one: (one.first, one.id))

    # -- what things are called

    @cached_property
    def _twice(self) -> set[str]:
        return {name for name, count in Counter(one.name for one in self.book.customers).items() if count > 1}

    def customer_name(self, customer: Customer) -> str:
        """Return a customer's name; with the district where two are called so."""
        return self.words.note(customer.name, customer.district if customer.name in self._twice else "")

    def customer(self, id: str) -> str:
        """Return a customer's name by id."""
        return self.customer_name(self.book.customer(id))

    def person(self, id: str) -> str:
        """Return a specialist's name by id."""
        return self.book.specialist(id).name

    def place(self, place: str) -> str:
        """Return the name of a place of ``RoundsFacts``."""
        if place == "office":
            return self.book.office.name if self.words.lang == "zh" else self.words.pick("", self.book.office.name)
        if place.startswith("home "):
            return self.words.pick("家", "home")
        return self.customer(place)

    def address(self, customer: Customer) -> str:
        """Return where a customer is: the address, else its district."""
        return customer.address or customer.district

    def meal(self, customer: Customer) -> str:
        """Return 留午餐, or nothing."""
        return self.words.pick(*KEPT_MEALS[customer.keeps]) if customer.keeps else ""

    def reason(self, missed: MissedCall) -> str:
        """Return why a call is missed, in words."""
        said = self.words.pick(missed.zh, missed.en)
        return said or self.words.pick(*MISSED_NAMES[missed.kind])

    def vehicle(self, person: Specialist) -> str:
        """Return how somebody gets about."""
        return self.words.pick(*VEHICLE_NAMES[person.vehicle])

    def km(self, metres: int) -> str:
        """Return 12.3公里."""
        return self.words.pick(f"{metres / 1000:.1f}公里", f"{metres / 1000:.1f} km")

    def weeks(self) -> list[tuple[dt.date, dt.date]]:
        """Return first and last day of each week of the book."""
        days = self.facts.days
        return [(days[7 * k], days[7 * k + 6]) for k in range(self.book.weeks)]

    def span(self) -> str:
        """Return from when until when the plan goes."""
        return self.words.days(self.book.first_day, self.book.last_day)

    def clock(self, moment: int) -> str:
        """Return a time of day."""
        return hhmm(minute_of_day(moment))

    def lunch_from(self, day: DayOfCalls) -> tuple[int, int] | None:
        """Return the longest pause at noon of a day in the field, where there is one of at least the usual length."""
        n = self.facts.numbers
        low, high = at(day.day, n.lunch_from), at(day.day, n.lunch_to)
        busy = sorted((*self._ways(day.legs), *((call.arrive, call.end) for call in day.calls)))
        if not busy or busy[0][0] >= low or max(end for _, end in busy) <= high:
            return None
        best, free = (low, low), low
        for start, end in [*busy, (high, high)]:
            until = min(start, high)
            if until - free > best[1] - best[0]:
                best = (free, until)
            free = max(free, end)
        return best if best[1] - best[0] >= n.lunch_minutes else None

    def _ways(self, legs: tuple[RoundLeg, ...]) -> list[tuple[int, int]]:
        ends = [(leg.soonest if leg.call is None else leg.leave + leg.minutes, leg.minutes) for leg in legs]
        return [(end - minutes, end) for end, minutes in ends]
