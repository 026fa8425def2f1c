"""Events that contradict each other: one thing changed in two ways, or changed and cancelled at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from models.domain import events as ev

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.domain.pin_faults import SourceFinding


def event_conflicts(events: Sequence[ev.Event]) -> Iterator[SourceFinding]:
    """Yield the contradictions among some events, in their order, each at the later event."""
    cancelled_visits = {event.visit for event in events if isinstance(event, ev.VisitCancelled)}
    cancelled_items = {event.item for event in events if isinstance(event, ev.ActivityCancelled)}
    first_of: dict[tuple[object, ...], ev.Event] = {}
    for event in events:
        if not isinstance(event, ev.VisitCancelled):
            for visit in sorted(ev.visits_named(event) & cancelled_visits):
                yield event.source, f"来访已取消,又有变更 / {visit!r} is called off and changed at once", ""
        item = _changed_item(event)
        if item in cancelled_items:
            yield event.source, f"活动已取消,又有变更 / {item!r} is called off and changed at once", ""
        key = _changed_fact(event)
        if key is not None and first_of.setdefault(key, event).replace(source="") != event.replace(source=""):
            yield event.source, "同一事项有两种说法 / told twice, differently", "keep one of them"


def _changed_item(event: ev.Event) -> str | None:
    """Return the id of the item that an event changes but keeps, if any."""
    match event:
        case ev.DurationChanged():
            return event.item
        case ev.FixedByLeader():
            return event.pin.of
        case (
            ev.ArrivalChanged() | ev.DepartureChanged() | ev.VisitCancelled() | ev.ActivityCancelled() | ev.PersonAway()
            | ev.VehicleUnavailable() | ev.PlaceClosed() | ev.NewVisit() | ev.NewRequest() | ev.GuestsChanged()
        ):  # fmt: skip
            return None
        case _:
            assert_never(event)


def _changed_fact(event: ev.Event) -> tuple[object, ...] | None:
    """Return a key of the single fact that an event sets, if it sets one: two events of one key must agree."""
    match event:
        case ev.ArrivalChanged() | ev.DepartureChanged():
            return event.kind, event.visit, event.group
        case ev.DurationChanged():
            return event.kind, event.item
        case (
            ev.VisitCancelled() | ev.ActivityCancelled() | ev.PersonAway() | ev.VehicleUnavailable() | ev.PlaceClosed()
            | ev.NewVisit() | ev.NewRequest() | ev.GuestsChanged() | ev.FixedByLeader()
        ):  # fmt: skip
            return None
        case _:
            assert_never(event)
