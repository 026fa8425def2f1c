"""Calendars (.ics) of specialists: a call an event, that keeps its UID as long as it is the same due call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.packet.calendars import DOMAIN, CalendarEvent, EventCalendar
from planner.papers.rounds.routes import remarks

if TYPE_CHECKING:
    from models.domain.outbound import Specialist
    from models.domain.rounds_plan import PlannedCall
    from planner.papers.rounds.rounds_paper import RoundsPaper


def round_calendar(paper: RoundsPaper, person: Specialist) -> EventCalendar:
    """Return a specialist's calls."""
    events = [_event(paper, person, call) for day in paper.days_of(person) for call in day.calls]
    return EventCalendar(person.name, tuple(sorted(events, key=lambda event: (event.start, event.uid))))


def _event(paper: RoundsPaper, person: Specialist, call: PlannedCall) -> CalendarEvent:
    words, customer = paper.words, paper.book.customer(call.customer)
    title = words.pick(f"拜访 {paper.customer_name(customer)}", f"Call on {paper.customer_name(customer)}")
    about = [text for text in (customer.contact, customer.phone, *remarks(paper, call, customer)) if text]
    uid = f"{paper.book.id}/rounds/{person.id}/{call.id}@{DOMAIN}"
    return CalendarEvent(uid, call.start, call.end, title, paper.address(customer), "\n".join(about))
