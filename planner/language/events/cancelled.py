"""Cancellations: an activity, or the whole visit; a visit only by words that say that the delegation does not come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain import events as ev
from models.domain.bilingual import bilingual
from models.domain.plan import Move
from planner.language.event_sentence import NotUnderstood
from planner.language.event_words import CANCELLED, NOT_COMING
from planner.language.events.base import RIDES_FOLLOW

if TYPE_CHECKING:
    from planner.language.event_sentence import EventSentence
    from planner.language.events.base import EventRow


def visit_cancelled_from_row(row: EventRow) -> ev.Event:
    """Read a visit that is cancelled."""
    return ev.VisitCancelled(visit=row.visit())


def parse_visit_cancelled(sentence: EventSentence) -> ev.Event | None:
    """Read that a delegation does not come; 取消 beside its name alone says not what."""
    if not sentence.says(NOT_COMING):
        if not sentence.says(CANCELLED):
            return None
        named = sentence.visit
        head = f"{sentence.labels.visit(named)} " if named else ""
        what = f"{head}" + bilingual(
            "取消哪项活动？全团不来请说“不来了”", "which activity is off? of all: visit cancelled"
        )
        raise NotUnderstood(what, sentence.labels.some_of(named))
    if not sentence.visits:
        raise NotUnderstood(
            bilingual("没有说谁不来", "who is not coming?"),
            f"{sentence.labels.visit(sentence.week.visits[0].id)}" + bilingual("不来了", " is not coming"),
        )
    visit = sentence.visit_or_ask()
    if sentence.time.any:
        said = "、".join([*sentence.time.day_texts, *(clock.text for clock in sentence.time.clocks)])
        what = f"“{said}”" + bilingual("不来，是全团取消，还是只取消当时的活动", " only then, or the whole visit?")
        raise NotUnderstood(
            what,
            bilingual(
                f"{visit.client}全团取消；{sentence.labels.some_of(visit.id)}取消",
                f"{visit.client} visit cancelled; {sentence.labels.some_of(visit.id)} cancelled",
            ),
        )
    return ev.VisitCancelled(visit=visit.id)


def activity_cancelled_from_row(row: EventRow) -> ev.Event:
    """Read an activity that is cancelled."""
    return ev.ActivityCancelled(item=row.item())


def parse_activity_cancelled(sentence: EventSentence) -> ev.Event | None:
    """Read that an activity is cancelled; a ride goes with what it leads to."""
    if not sentence.ids("item") or not (sentence.says(CANCELLED) or sentence.says(NOT_COMING)):
        return None
    moves = [id for id in sentence.items if isinstance(sentence.part(id), Move)]
    if moves and len(moves) == len(sentence.items):
        shown = "；".join(sentence.labels.part(id) for id in moves[:3])
        raise NotUnderstood(
            f"{RIDES_FOLLOW}: {shown}",
            bilingual(
                "客人自备车请改来访资料的“提供用车”",
                "own car: change what the visit is provided with; or cancel the activity",
            ),
        )
    return ev.ActivityCancelled(item=sentence.item())
