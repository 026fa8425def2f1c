"""A sentence about an event, taken apart: the visit, people and things that it names, its activities and its times."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.clock import DAY, at, day_of
from planner.language.times.mentions import find_times

if TYPE_CHECKING:
    from models.domain.week import Week
    from planner.language.names import Name, NameKind, WeekNames
    from planner.language.times.mentions import TimeMentions

_NAMED_KINDS: tuple[NameKind, ...] = ("visit", "person", "driver", "vehicle", "room", "workshop", "place")


class NotUnderstood(Exception):
    """A sentence that says no event, or could mean several: what is wrong, and maybe how to word it."""


@dataclass(frozen=True)
class EventSentence:
    """A sentence about an event, taken apart.

    Attributes
    ----------
    text : str
        The sentence.
    names : list of Name
        What it names of the week.
    visit : str or None
        The one visit that it names.
    items : list of str
        Item ids of the visit's activities that it may mean.
    words : str
        The sentence without the names: a company called 沪昆高铁 is no train.
    time : TimeMentions
        The times that it mentions.
    known : WeekNames
        The week, the plan and their names.
    """

    text: str
    names: list[Name]
    visit: str | None
    items: list[str]
    words: str
    time: TimeMentions
    known: WeekNames

    @property
    def week(self) -> Week:
        """The week that the sentence is about."""
        return self.known.week

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether words of a pattern stand in the sentence, outside the names."""
        return pattern.search(self.words) is not None

    def ids(self, *kinds: NameKind) -> list[str]:
        """Return the ids of the things of some kinds that it names."""
        return [name.id for name in self.names if name.kind in kinds]

    def item(self) -> str:
        """Return the item id of the one activity that it means.

        Raises
        ------
        NotUnderstood
            When it means none, or could mean several.
        """
        if len(self.items) != 1:
            known = ", ".join(self.items)
            what = f"可能是几项活动 / several activities: {known}" if known else "没有说是哪项活动 / which activity?"
            raise NotUnderstood(what, f"{self.items[0]}" if known else "VISIT/REQUEST")
        return self.items[0]

    def period(self) -> tuple[int, int | None]:
        """Return from when until when it says that something holds; the whole week when it names no day."""
        period = self.time.period()
        if period is None:
            return at(self.week.first_day), at(self.week.first_day, DAY * self.week.days)
        return period


def only_one(ids: list[str], what: str) -> str:
    """Return the one id of a list.

    Raises
    ------
    NotUnderstood
        When there are several.
    """
    if len(set(ids)) > 1:
        raise NotUnderstood(f"说到几个{what}: {', '.join(ids)}", ids[0])
    return ids[0]


def take_apart(text: str, known: WeekNames) -> EventSentence:
    """Return a sentence with what it names.

    Raises
    ------
    NotUnderstood
        When it names several visits.
    """
    names = known.find(text, *_NAMED_KINDS)
    visits = list(dict.fromkeys(name.id for name in names if name.kind == "visit"))
    path = re.search(r"(?<![\w.-])([\w.-]+)/([\w.:-]+)", text)
    if path and path[1] in {visit.id for visit in known.week.visits}:
        visits = [path[1]]
    if len(visits) > 1:
        raise NotUnderstood(f"说到几个来访 / several visits: {', '.join(visits)}", "one event a sentence")
    visit = visits[0] if visits else None
    without_names = text
    for name in names:
        without_names = re.sub(re.escape(name.text), " ", without_names, flags=re.IGNORECASE)
    time = find_times(without_names, known.week)
    items = [path[0]] if path and visit == path[1] else known.items(text, visit) if visit else []
    if len(items) > 1 and time.days and known.plan:
        starts = {item.id: day_of(item.start) for item in known.plan.items}
        items = [id for id in items if starts.get(id) in time.days] or items
    return EventSentence(text, names, visit, items, without_names, time, known)
