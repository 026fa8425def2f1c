"""Seating a party, dinner or ride alike: anew, or after changes."""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING, NamedTuple

from models.banquet import seat
from models.banquet.change import change
from models.cp.stop_signal import StopSignal
from models.domain.seating import Dinner
from models.rides import change_ride, seat_ride
from planner.language.parse_seat_locks import parse_car_locks, parse_seat_locks
from planner.language.parse_seating_changes import parse_seating_change
from planner.seating.chart import DinnerChart, RideChart
from planner.services.run_interruptible import run_interruptible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.domain.etiquette_edition import Etiquette
    from models.domain.ride_party import RideParty
    from models.domain.seating import Change
    from planner.seating.chart import Chart


class SeatingProgress(NamedTuple):
    """How far the work is: what is done now, and how many steps of how many are behind."""

    zh: str
    en: str
    done: int
    of: int


def with_locks(party: Dinner | RideParty, texts: Sequence[str]) -> Dinner | RideParty:
    """Return the party with locks as people type them; one person's new lock takes the place of the old one.

    Raises
    ------
    FaultyInput
        With every fault of all locks.
    """
    if not texts:
        return party
    new = parse_seat_locks(texts, party) if isinstance(party, Dinner) else parse_car_locks(texts, party)
    named = {lock.person for lock in new}
    if isinstance(party, Dinner):
        wishes = party.wishes
        kept = [lock for lock in wishes.locks if lock.person not in named]
        return party.replace(wishes=wishes.replace(locks=(*kept, *new)))
    return party.replace(locks=(*(lock for lock in party.locks if lock.person not in named), *new))


def seat_party(
    party: Dinner | RideParty,
    etiquette: Etiquette,
    stop: StopSignal | None = None,
    on_step: Callable[[SeatingProgress], None] | None = None,
) -> Chart:
    """Seat a dinner or ride; Ctrl-C gives the best so far.

    Raises
    ------
    SeatingError, NoneInTime
        See ``models.banquet.seat`` and ``models.rides.seat_ride``.
    KeyboardInterrupt
        Ctrl-C before the first answer.
    """
    stop = stop or StopSignal()
    told: queue.SimpleQueue[SeatingProgress] = queue.SimpleQueue()
    return run_interruptible(
        lambda: seat_now(party, etiquette, stop, told.put), lambda: False, stop, told, on_step or (lambda _: None)
    )


def seat_now(
    party: Dinner | RideParty,
    etiquette: Etiquette,
    stop: StopSignal,
    tell: Callable[[SeatingProgress], None] | None = None,
) -> Chart:
    """Seat a dinner or ride in this thread; see ``seat_party``."""

    def step(name: tuple[str, str], done: int, of: int) -> None:
        if tell:
            tell(SeatingProgress(*name, done, of))

    if isinstance(party, Dinner):
        return DinnerChart(party, etiquette, seat(party, etiquette, stop, report_step=step))
    return RideChart(party, etiquette, seat_ride(party, etiquette, stop))


def change_chart(chart: Chart, texts: Sequence[str], stop: StopSignal | None = None) -> Chart:
    """Apply changes in words, one after the other; as few people as possible move.

    ``moved`` of the answer names everybody whose card is to be printed again, of all changes together.

    Raises
    ------
    FaultyInput
        If words cannot be understood, or name somebody who is not on the list.
    SeatingError
        If there is no chair for somebody new.
    """
    moved: set[str] = set()
    for text in texts:
        what = parse_seating_change(text, chart.people)
        chart = _changed(chart, what, stop or StopSignal())
        moved |= set(chart.answer.moved)
    here = {person.id for person in chart.people}
    told = {"moved": tuple(sorted(moved & here))}
    if isinstance(chart, DinnerChart):
        return chart._replace(seating=chart.seating.model_copy(update=told))
    return chart._replace(plan=chart.plan.model_copy(update=told))


def _changed(chart: Chart, what: Change, stop: StopSignal) -> Chart:
    if isinstance(chart, DinnerChart):
        dinner, seating = change(chart.dinner, chart.etiquette, chart.seating, what, stop)
        return DinnerChart(dinner, chart.etiquette, seating)
    ride, plan = change_ride(chart.ride, chart.etiquette, chart.plan, what, stop)
    return RideChart(ride, chart.etiquette, plan)
