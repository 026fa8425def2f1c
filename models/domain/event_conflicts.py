"""Events that contradict each other: one thing changed in two ways, or changed and cancelled at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain import events as ev
from models.domain.bilingual import bilingual
from models.domain.thing_names import ThingNames

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.domain.pin_faults import SourceFinding
    from models.domain.week import Week


def event_conflicts(week: Week, events: Sequence[ev.Event]) -> Iterator[SourceFinding]:
    """Yield the contradictions among some events, in their order, each at the later event."""
    names = ThingNames(week)
    cancelled_visits = {event.visit for event in events if isinstance(event, ev.VisitCancelled)}
    cancelled_items = {event.item for event in events if isinstance(event, ev.ActivityCancelled)}
    first_of: dict[tuple[object, ...], ev.Event] = {}
    for event in events:
        if not isinstance(event, ev.VisitCancelled):
            for visit in sorted(ev.visits_named(event) & cancelled_visits):
                yield (
                    event.source,
                    f"{names.visit(visit)} " + bilingual("已取消,又有变更", "is called off and changed at once"),
                    "",
                )
        item = ev.changed_item(event)
        if item is not None and item in cancelled_items:
            yield (
                event.source,
                f"{names.part(item)} " + bilingual("已取消,又有变更", "is called off and changed at once"),
                "",
            )
        key = ev.changed_fact(event)
        if key is not None and first_of.setdefault(key, event).replace(source="") != event.replace(source=""):
            yield (
                event.source,
                bilingual("同一事项有两种说法", "told twice, differently"),
                bilingual("只留一处", "keep one of them"),
            )
