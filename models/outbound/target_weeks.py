"""In which week of several each call is made that may be made in more than one: near others, and evenly."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.domain.due_calls import DueCall
    from models.outbound.draft import Draft
    from models.outbound.territories import Unit

METRES_A_FULL_WEEK = 20_000
"""What a week that is full already weighs against the way to the nearest call in it."""


def target_weeks(draft: Draft, unit: Unit) -> list[list[DueCall]]:
    """Return the due calls of a unit by week; calls that are bound to one week first, then those with the fewest weeks.

    A call that is planned already stays in its week.
    """
    facts = draft.facts
    weeks: list[list[DueCall]] = [[] for _ in range(facts.book.weeks)]
    people = [facts.book.specialist(id) for id in unit.people]
    fields = [
        sum(
            end - start
            for p in people
            for day in facts.days[7 * w : 7 * w + 7]
            for start, end in facts.field_spans(p, day)
        )
        for w in range(facts.book.weeks)
    ]
    load = [0] * facts.book.weeks
    dues = [due for due in facts.dues if due.customer in unit.customers]
    for due in sorted(dues, key=lambda due: (len(_weeks(draft, due)), due.last, due.id)):
        shift = draft.where(due.id)
        options = [(shift.day - facts.book.first_day).days // 7] if shift is not None else _weeks(draft, due)

        def price(week: int, due: DueCall = due) -> tuple[float, int]:
            near = min((facts.metres(due.customer, other.customer) for other in weeks[week]), default=10_000)
            full = (load[week] + due.minutes) / max(1, fields[week])
            return near + METRES_A_FULL_WEEK * full, week

        week = min(options, key=price)
        weeks[week].append(due)
        load[week] += due.minutes + 15
    return weeks


def _weeks(draft: Draft, due: DueCall) -> range:
    first = draft.facts.book.first_day
    return range((due.first - first).days // 7, (due.last - first).days // 7 + 1)
