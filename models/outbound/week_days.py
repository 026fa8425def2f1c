"""On which days the calls of a week may be made, so that calls on one customer keep their spacing (OUT-06).

The calls of a customer are put in an order and given spans of days, each ending so long before the next begins that any
choice within them keeps the spacing. The spans are drawn anew for every search, around the days that are planned.
"""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from random import Random

    from models.domain.due_calls import DueCall
    from models.outbound.draft import Draft

MAX_PERMUTED = 4
"""Calls on one customer whose every order is tried: more have hardly a choice of days."""


def week_days(
    draft: Draft, dues: Iterable[DueCall], days: Sequence[dt.date], random: Random
) -> dict[str, list[dt.date]]:
    """Return the days on which each due call may be made, by id; those with none are left out."""
    by_customer: dict[str, list[DueCall]] = {}
    for due in dues:
        by_customer.setdefault(due.customer, []).append(due)
    found: dict[str, list[dt.date]] = {}
    for customer, calls in sorted(by_customer.items()):
        least = draft.facts.spacing(customer)
        others = _planned_elsewhere(draft, customer, calls)
        possible = {due.id: _possible(draft, due, days, others, least) for due in calls}
        anchors = _anchors(draft, calls, possible, least, random)
        found.update(_spans(anchors, possible, days, least, random))
    return found


def _planned_elsewhere(draft: Draft, customer: str, calls: Sequence[DueCall]) -> list[dt.date]:
    ids = {due.id for due in calls}
    shifts = [draft.where(due.id) for due in draft.facts.dues_of(customer) if due.id not in ids]
    last = draft.facts.book.customer(customer).last_call
    return [shift.day for shift in shifts if shift is not None] + ([last] if last is not None else [])


def _possible(
    draft: Draft, due: DueCall, days: Sequence[dt.date], others: Sequence[dt.date], least: int
) -> list[dt.date]:
    """Return the days on which a call could begin at all, far enough from those planned before where there are such."""
    opened = [day for day in days if due.first <= day <= due.last and draft.timer.may_begin(due, day)]
    apart = [day for day in opened if all(abs((day - other).days) >= least for other in others)]
    return apart or [day for day in opened if day not in others]


def _anchors(
    draft: Draft, calls: Sequence[DueCall], possible: dict[str, list[dt.date]], least: int, random: Random
) -> list[tuple[dt.date, DueCall]]:
    """Return a day for as many calls as can be, in order: as planned, else drawn."""
    planned = [(shift.day, due) for due in calls if (shift := draft.where(due.id)) is not None]
    planned.sort(key=lambda pair: (pair[0], pair[1].id))
    if len(planned) == len(calls) and all((b[0] - a[0]).days >= least for a, b in pairwise(planned)):
        return planned
    best: list[tuple[dt.date, DueCall]] = []
    orders = list(permutations(calls)) if len(calls) <= MAX_PERMUTED else [tuple(calls)]
    random.shuffle(orders)
    for order in orders:
        found: list[tuple[dt.date, DueCall]] = []
        for due in order:
            after = [d for d in possible[due.id] if not found or (d - found[-1][0]).days >= least]
            if after:
                found.append((after[0], due))
        if len(found) > len(best):
            best = found
    return _moved_later(best, possible, least, random)


def _moved_later(
    anchors: list[tuple[dt.date, DueCall]], possible: dict[str, list[dt.date]], least: int, random: Random
) -> list[tuple[dt.date, DueCall]]:
    """Return the calls on days drawn between the earliest ones and the latest that leave room for those after."""
    found: list[tuple[dt.date, DueCall]] = []
    latest: dict[str, dt.date] = {}
    bound: dt.date | None = None
    for _, due in reversed(anchors):
        days = [d for d in possible[due.id] if bound is None or (bound - d).days >= least]
        bound = latest[due.id] = days[-1]
    for _, due in anchors:
        days = [d for d in possible[due.id] if d <= latest[due.id] and (not found or (d - found[-1][0]).days >= least)]
        found.append((random.choice(days), due))
    return found


def _spans(
    anchors: list[tuple[dt.date, DueCall]],
    possible: dict[str, list[dt.date]],
    days: Sequence[dt.date],
    least: int,
    random: Random,
) -> dict[str, list[dt.date]]:
    """Return the days of each call: around its anchor, the slack between two calls parted at random."""
    found: dict[str, list[dt.date]] = {}
    low = days[0].toordinal()
    for number, (anchor, due) in enumerate(anchors):
        high = days[-1].toordinal()
        if number + 1 < len(anchors):
            high = random.randint(anchor.toordinal(), anchors[number + 1][0].toordinal() - least)
        found[due.id] = [day for day in possible[due.id] if low <= day.toordinal() <= high]
        low = high + least
    return found
