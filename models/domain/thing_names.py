"""What faults call the things of a week: a request by its client and title, people and places by name; never by id."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from models.domain.activities import KINDS
from models.domain.bilingual import bilingual
from models.domain.changed_sides import night_id
from models.domain.clock import WEEKDAYS, WEEKDAYS_ZH, day_of, hhmm, minute_of_day
from models.domain.plan import Plan
from models.domain.time_words import date_in_words
from models.domain.week import Week

_MOVE = bilingual("用车", "ride")
_NIGHT = bilingual("住宿", "night at the hotel")


@dataclass(frozen=True)
class ThingNames:
    """Names of the things of a week, and of the items, moves and nights of a plan."""

    week: Week
    plan: Plan | None = None

    def visit(self, id: str) -> str:
        """Return the client; an unknown id as it was written."""
        return next((visit.client for visit in self.week.visits if visit.id == id), repr(id))

    def part(self, id: str) -> str:
        """Return client and title of a request, item, move or night; an unknown id as it was written."""
        visit, _, _ = id.partition("/")
        title = self._titles.get(id)
        return f"{self.visit(visit)} {title}" if title else repr(id)

    def thing(self, id: str) -> str:
        """Return the name of a person, room, vehicle, driver or place; an unknown id as it was written."""
        return self._names.get(id, repr(id))

    @cached_property
    def _titles(self) -> dict[str, str]:
        found: dict[str, str] = {}
        if self.plan is not None:
            found |= {item.id: _kind(item.kind) for item in self.plan.items}
            found |= {move.id: _MOVE for move in self.plan.moves}
            found |= {night_id(night): _NIGHT for night in self.plan.nights}
        for visit in self.week.visits:
            found |= {f"{visit.id}/{request.id}": request.title or _kind(request.kind) for request in visit.requests}
        return found

    @cached_property
    def _names(self) -> dict[str, str]:
        company = self.week.company
        dining = (room for restaurant in self.week.restaurants for room in restaurant.dining_rooms)
        things = (*company.places, *company.rooms, *dining, *company.people, *company.drivers, *company.vehicles)
        return {thing.id: thing.name for thing in things}


def moment_in_words(moment: int) -> str:
    """Return 9月21日 周一 10:00, Mon 21 Sep 10:00."""
    return f"{day_in_words(day_of(moment))} {hhmm(minute_of_day(moment))}"


def day_in_words(day: dt.date) -> str:
    """Return 9月21日 周一, Mon 21 Sep."""
    zh, en = date_in_words(day, "zh"), date_in_words(day, "en")
    return bilingual(f"{zh} {WEEKDAYS_ZH[day.weekday()]}", f"{WEEKDAYS[day.weekday()]} {en}")


def _kind(kind: str) -> str:
    return bilingual(KINDS[kind].zh, KINDS[kind].en) if kind in KINDS else kind
