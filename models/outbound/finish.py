"""A draft as a plan: named times, ways, and the reason of every call that is missed, each found by a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.rounds_plan import DayRound, MissedCall, PlannedCall, RoundsPlan
from models.outbound.reasons import least_missed, reason_of

if TYPE_CHECKING:
    from models.outbound.draft import Draft
    from models.outbound.reasons import Reason
    from models.outbound.shifts import Shift


def finished_plan(draft: Draft) -> RoundsPlan:
    """Return the plan of a draft."""
    calls = [call for shift in sorted(draft.calls, key=lambda s: (s.person, s.start)) for call in _calls(draft, shift)]
    reasons = {due.id: reason_of(draft, due) for due in draft.missed}
    missed = [_missed(draft, id, reason) for id, reason in reasons.items()]
    rounds = [_round(draft, shift) for shift in sorted(draft.calls, key=lambda s: (s.person, s.start))]
    return RoundsPlan(
        book=draft.facts.book.id,
        calls=tuple(calls),
        missed=tuple(missed),
        rounds=tuple(rounds),
        least_missed=least_missed(draft, reasons),
    )


def _calls(draft: Draft, shift: Shift) -> list[PlannedCall]:
    facts, person = draft.facts, draft.facts.book.specialist(shift.person)
    found, place = [], shift.origin
    for id, start in zip(draft.calls[shift], draft.timed(shift).starts, strict=True):
        due = facts.due[id]
        found.append(
            PlannedCall(
                id=id,
                customer=due.customer,
                specialist=shift.person,
                arrive=start - facts.numbers.early,
                start=start,
                end=start + due.minutes,
                travel=facts.minutes(person, place, due.customer),
                metres=facts.metres(place, due.customer),
                appointment=None if due.appointment is None else due.appointment.id,
                locked=id in facts.pins,
            )
        )
        place = due.customer
    return found


def _round(draft: Draft, shift: Shift) -> DayRound:
    facts, person = draft.facts, draft.facts.book.specialist(shift.person)
    ids, timed = draft.calls[shift], draft.timed(shift)
    first, last = facts.due[ids[0]], facts.due[ids[-1]]
    leave = timed.starts[0] - facts.numbers.early - facts.minutes(person, shift.origin, first.customer)
    back = timed.starts[-1] + last.minutes + facts.minutes(person, last.customer, shift.home)
    return DayRound(specialist=shift.person, day=shift.day, leave=leave, back=back, metres=timed.metres)


def _missed(draft: Draft, id: str, reason: Reason) -> MissedCall:
    due = draft.facts.due[id]
    return MissedCall(
        id=id,
        customer=due.customer,
        kind=reason.kind,
        first=due.first,
        last=due.last,
        price=0 if reason.kind == "paused" else due.price,
        overdue_days=due.overdue_days,
        proven=reason.proven,
        zh=reason.zh,
        en=reason.en,
    )
