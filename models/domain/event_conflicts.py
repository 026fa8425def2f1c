"""Events that contradict each other: one thing changed in two ways, or changed and cancelled at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
        item = ev.changed_item(event)
        if item in cancelled_items:
            yield event.source, f"活动已取消,又有变更 / {item!r} is called off and changed at once", ""
        key = ev.changed_fact(event)
        if key is not None and first_of.setdefault(key, event).replace(source="") != event.replace(source=""):
            yield event.source, "同一事项有两种说法 / told twice, differently", "keep one of them"
