"""Which calls are due: by the rhythm of each customer's class or its own, and by what is agreed (OUT-01, OUT-06)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.domain.outbound import Appointment, Customer, CustomerBook
from models.domain.rounds_policy import RoundsNumbers

WORKDAYS_A_WEEK = 5
MAX_OVERDUE = 90
"""Days overdue that weigh, at most: what is overdue for years is not worth a hundred others."""


@dataclass(frozen=True)
class DueCall:
    """A call that is due.

    Attributes
    ----------
    id : str
        Stays the same when the book is changed elsewhere: customer and week or day, or the appointment.
    first, last : date
        Between which days it is made.
    minutes : int
        Of the call.
    price : int
        What it weighs when it is missed.
    overdue_days : int
        Since it should have been made.
    appointment : Appointment or None
        What is agreed.
    beyond : bool
        The customer's spacing allows fewer calls than its rhythm asks for: this is one too many.
    """

    id: str
    customer: str
    first: dt.date
    last: dt.date
    minutes: int
    price: int
    overdue_days: int = 0
    appointment: Appointment | None = None
    beyond: bool = False


def calls_a_week(customer: Customer, numbers: RoundsNumbers) -> int | None:
    """Return how many calls a week a customer is due; None: it has an interval instead."""
    if customer.interval_days is not None:
        return None
    if customer.calls_a_week is not None:
        return customer.calls_a_week
    return numbers.calls_a_week[customer.grade] if numbers.profile == "week" else None


def interval(customer: Customer, numbers: RoundsNumbers) -> int:
    """Return the days from one call to the next of a customer that has an interval."""
    return customer.interval_days or numbers.interval_days[customer.grade]


def spacing(customer: Customer, numbers: RoundsNumbers) -> int:
    """Return the days between two calls on a customer, at least (OUT-06).

    Where it says none itself: the edition's, as far as so many calls have room in five days; half an interval.
    """
    if customer.spacing_days is not None:
        return customer.spacing_days
    count = calls_a_week(customer, numbers)
    if count is None:
        return max(1, interval(customer, numbers) // 2)
    return min(numbers.spacing_days, (WORKDAYS_A_WEEK - 1) // (count - 1)) if count > 1 else numbers.spacing_days


def due_calls(book: CustomerBook, numbers: RoundsNumbers) -> tuple[DueCall, ...]:
    """Return every call that is due within the book's weeks, by customer and day; appointments take their place."""
    agreed: dict[str, list[Appointment]] = defaultdict(list)
    for appointment in sorted(book.appointments, key=lambda a: (a.day, a.id)):
        if appointment.day <= book.last_day and appointment.last_day >= book.first_day:
            agreed[appointment.customer].append(appointment)
    found: list[DueCall] = []
    for customer in book.customers:
        count = calls_a_week(customer, numbers)
        by_rhythm = _weekly(book, customer, count, numbers) if count else _by_interval(book, customer, numbers)
        found += _with_agreed(list(by_rhythm), agreed[customer.id], customer, book, numbers)
    return tuple(found)


def _due(customer: Customer, id: str, first: dt.date, last: dt.date, numbers: RoundsNumbers, late: int = 0) -> DueCall:
    price = numbers.miss_price[customer.grade] + numbers.overdue_price * min(late, MAX_OVERDUE)
    minutes = customer.minutes or numbers.call_minutes[customer.grade]
    return DueCall(id, customer.id, first, last, minutes, price, late)


def _weekly(book: CustomerBook, customer: Customer, count: int, numbers: RoundsNumbers) -> Iterator[DueCall]:
    possible = (WORKDAYS_A_WEEK - 1) // spacing(customer, numbers) + 1
    for week in range(book.weeks):
        first = book.first_day + dt.timedelta(days=7 * week)
        for number in range(count):
            due = _due(customer, f"{customer.id}:{first}.{number + 1}", first, first + dt.timedelta(days=6), numbers)
            yield replace(due, beyond=number >= possible)


def _by_interval(book: CustomerBook, customer: Customer, numbers: RoundsNumbers) -> Iterator[DueCall]:
    days = interval(customer, numbers)
    early = days * numbers.early_percent // 100
    known = customer.last_call is not None
    base = customer.last_call or book.first_day - dt.timedelta(days=1)
    last = base + dt.timedelta(days=days)
    if last < book.first_day:
        late = (book.first_day - last).days
        until = book.first_day + dt.timedelta(days=numbers.overdue_within - 1)
        yield _due(customer, f"{customer.id}:{last}", book.first_day, min(until, book.last_day), numbers, late)
        last = book.first_day + dt.timedelta(days=days)
    first_time = not known
    while last <= book.last_day:
        first = book.first_day if first_time else max(book.first_day, last - dt.timedelta(days=early))
        yield _due(customer, f"{customer.id}:{last}", first, last, numbers)
        last, first_time = last + dt.timedelta(days=days), False


def _with_agreed(
    dues: list[DueCall], agreed: list[Appointment], customer: Customer, book: CustomerBook, numbers: RoundsNumbers
) -> list[DueCall]:
    """Put appointments in the place of the calls whose days they share, or come near by half an interval.

    Others come on top.
    """
    for appointment in agreed:
        first, last = max(appointment.day, book.first_day), min(appointment.last_day, book.last_day)
        due = _due(customer, f"agreed:{appointment.id}", first, last, numbers)
        due = replace(due, price=due.price + numbers.agreed_price, appointment=appointment)
        if appointment.minutes:
            due = replace(due, minutes=appointment.minutes)
        within = 0 if calls_a_week(customer, numbers) else interval(customer, numbers) // 2
        near = [(_apart(other, due), k) for k, other in enumerate(dues) if other.appointment is None]
        days, place = min(near, default=(within + 1, 0))
        if days > within:
            dues.append(due)
        else:
            dues[place] = replace(due, price=dues[place].price + numbers.agreed_price)
    return sorted(dues, key=lambda due: (due.first, due.last, due.id))


def _apart(one: DueCall, other: DueCall) -> int:
    """Return the days between two calls' days; 0 where they share any."""
    return max(0, (one.first - other.last).days, (other.first - one.last).days)
