"""What happens while rounds are under way, and the book of customers as it is afterwards."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from models.domain.base import Fact, Hours, Id, Span, Text
from models.domain.clock import Clock
from models.domain.outbound import Appointment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.outbound import CustomerBook, Specialist


class SpecialistAway(Span):
    """A specialist is on leave for a while, or ill."""

    kind: Literal["away"] = "away"
    specialist: Id


class CustomerNotThere(Fact):
    """A customer was, or will be, away on a day: who calls finds nobody, the call is made on another day."""

    kind: Literal["not_there"] = "not_there"
    customer: Id
    day: dt.date


class CallWanted(Fact):
    """A call that somebody asks for: ours as urgent, or the customer, who has called in.

    Attributes
    ----------
    day, until : date
        Between which days; one day where they are the same.
    time : Clock or None
        When it is agreed on to the minute.
    hours : tuple of Hours
        Else within which hours.
    """

    kind: Literal["wanted"] = "wanted"
    customer: Id
    day: dt.date
    until: dt.date
    time: Clock | None = None
    hours: tuple[Hours, ...] = ()
    urgent: bool = True
    note: Text = ""


RoundsEvent = Annotated[SpecialistAway | CustomerNotThere | CallWanted, Field(discriminator="kind")]


def apply_rounds_events(book: CustomerBook, events: Iterable[RoundsEvent]) -> CustomerBook:
    """Return the book as it is after some events, in their order; who they name is in it."""
    for event in events:
        match event:
            case SpecialistAway():
                span = Span(start=event.start, end=event.end, note=event.note)
                people = (_with_leave(one, event.specialist, span) for one in book.specialists)
                book = book.replace(specialists=tuple(people))
            case CustomerNotThere():
                customers = (
                    one.replace(closed=tuple(sorted({*one.closed, event.day}))) if one.id == event.customer else one
                    for one in book.customers
                )
                kept = (a for a in book.appointments if not _on_that_day(a, event))
                book = book.replace(customers=tuple(customers), appointments=tuple(kept))
            case CallWanted():
                book = book.replace(appointments=(*book.appointments, _appointment(book, event)))
    return book


def _with_leave(person: Specialist, id: str, span: Span) -> Specialist:
    return person.replace(leave=(*person.leave, span)) if person.id == id else person


def _on_that_day(appointment: Appointment, event: CustomerNotThere) -> bool:
    """Tell whether an appointment of one day falls with the customer's absence: the rhythm asks for it anew."""
    return appointment.customer == event.customer and appointment.day == event.day and appointment.last_day == event.day


def _appointment(book: CustomerBook, event: CallWanted) -> Appointment:
    taken = {appointment.id for appointment in book.appointments}
    base = f"{event.customer}-{event.day}"
    id = next(id for id in (base, *(f"{base}-{k}" for k in range(2, len(taken) + 3))) if id not in taken)
    one_day = event.day == event.until
    return Appointment(
        id=id,
        customer=event.customer,
        day=event.day,
        flexible="fixed" if event.time is not None else "day" if one_day else "week",
        time=event.time,
        hours=event.hours,
        until=None if one_day else event.until,
        urgent=event.urgent,
        note=event.note,
    )
