"""What a text names of a week: visits, activities, people, drivers, vehicles, rooms, places; by id or by name."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from models.domain.activities import KINDS
from models.domain.references import near

if TYPE_CHECKING:
    from models.domain.plan import Plan
    from models.domain.week import Week

NameKind = Literal["visit", "person", "driver", "vehicle", "room", "workshop", "place", "item"]
_COMMON_WORDS = {
    "exchange": ("交流", "talk", "exchange"),
    "tour": ("参观公司", "参观", "tour"),
    "call": ("会见", "call"),
    "project": ("项目", "project"),
    "signing": ("签约", "signing"),
    "photo": ("合影", "photo"),
    "banquet": ("宴请", "banquet"),
    "shopping": ("购物", "shopping"),
    "entertainment": ("文娱", "演出", "show"),
    "sight": ("游览", "景点", "sight"),
    "lunch": ("午餐", "午饭", "lunch"),
    "dinner": ("晚餐", "晚饭", "dinner"),
    "check_in": ("入住", "check-in"),
}
"""What people call an activity besides its id, title and kind."""
_OCCASION_WORDS = {
    "welcome": ("欢迎宴请", "欢迎宴", "接风"),
    "farewell": ("送行宴请", "欢送宴", "送行"),
    "thanks": ("答谢宴",),
}
_FORMS_OF_ADDRESS = ("总", "老师", "工", "女士", "先生", "经理")


@dataclass(frozen=True)
class Name:
    """A thing of the week that a text names: its kind, its id, and the words in the text."""

    kind: NameKind
    id: str
    text: str


class WeekNames:
    """The names of a week's visits, people and things, to be found in texts.

    Parameters
    ----------
    plan : Plan, optional
        The items that the planner added to the requests (meals, sights) can be named as well.
    """

    def __init__(self, week: Week, plan: Plan | None = None) -> None:
        self.week, self.plan = week, plan
        self.words: dict[str, set[tuple[NameKind, str]]] = defaultdict(set)
        company = week.company
        for visit in week.visits:
            self._add("visit", visit.id, visit.client)
        for person in company.people:
            self._add("person", person.id, person.name, *(f"{person.name[0]}{title}" for title in _FORMS_OF_ADDRESS))
        for driver in company.drivers:
            self._add("driver", driver.id, driver.name, f"司机{driver.name[0]}", f"{driver.name[0]}师傅")
        for vehicle in company.vehicles:
            self._add("vehicle", vehicle.id, vehicle.name, vehicle.plate)
        for room in company.rooms:
            self._add("room", room.id, room.name)
        for workshop in company.workshops:
            self._add("workshop", workshop.id, workshop.name)
        for place in company.places:
            self._add("place", place.id, place.name, place.name_en)
        for restaurant in week.restaurants:
            for table in restaurant.dining_rooms:
                self._add("room", table.id, table.name)

    def _add(self, kind: NameKind, *words: str) -> None:
        for word in words:
            if word:
                self.words[word.lower()].add((kind, words[0]))

    def find(self, text: str, *kinds: NameKind) -> list[Name]:
        """Return what a text names of some kinds, longest names first; a part of a longer name does not count."""
        lower, taken, found = text.lower(), [False] * len(text), []
        for word in sorted(self.words, key=lambda w: (-len(w), w)):
            mine = sorted(ref for ref in self.words[word] if ref[0] in kinds)
            for match in re.finditer(_bounded(word), lower) if mine else ():
                span = range(match.start(), match.end())
                if not any(taken[k] for k in span):
                    for k in span:
                        taken[k] = True
                    found += [Name(kind, id, word) for kind, id in mine]
        return list(dict.fromkeys(found))

    def id_of(self, text: str, *kinds: NameKind) -> str | None:
        """Return the id of the one thing of some kinds that a whole text names; None for none or several."""
        ids = {id for kind, id in self.words.get(text.strip().lower(), ()) if kind in kinds}
        return ids.pop() if len(ids) == 1 else None

    def closest(self, text: str, *kinds: NameKind) -> str:
        """Return the name that is most like a text, or ``""``."""
        return near(
            text.strip().lower(), [word for word, refs in self.words.items() if any(k in kinds for k, _ in refs)]
        )

    # -- activities of a visit

    def items(self, text: str, visit: str) -> list[str]:
        """Return the item ids of a visit's activities that a text may name: by id, title, then by kind."""
        lower = text.lower()
        for words in (self._exact(visit), self._common(visit)):
            hits = {word: ids for word, ids in words.items() if re.search(_bounded(word), lower)}
            if hits:
                longest = max(hits, key=len)
                return sorted(hits[longest])
        return []

    def _exact(self, visit: str) -> dict[str, set[str]]:
        words: dict[str, set[str]] = defaultdict(set)
        for request in self.week.visit(visit).requests:
            for word in (request.id, f"{visit}/{request.id}", request.title):
                if word:
                    words[word.lower()].add(f"{visit}/{request.id}")
        for item in self.plan.items if self.plan else ():
            if item.visit == visit:
                words[item.id.lower()].add(item.id)
        return words

    def _common(self, visit: str) -> dict[str, set[str]]:
        words: dict[str, set[str]] = defaultdict(set)
        for request in self.week.visit(visit).requests:
            id, kind = f"{visit}/{request.id}", KINDS[request.kind]
            named = [kind.zh, kind.en, *_COMMON_WORDS.get(request.kind, ())]
            named += _OCCASION_WORDS.get(getattr(request, "occasion", ""), ())
            place = getattr(request, "place", None)
            named += [p.name for p in self.week.company.places if p.id == place]
            for word in named:
                words[word.lower()].add(id)
        for item in self.plan.items if self.plan else ():
            if item.visit == visit and item.request is None:
                place = next((p.name for p in self.week.company.places if p.id == item.place), "")
                for word in (
                    KINDS[item.kind].zh,
                    *_COMMON_WORDS.get(item.kind, ()),
                    place if item.kind == "sight" else "",
                ):
                    if word:
                        words[word.lower()].add(item.id)
        return words


def _bounded(word: str) -> str:
    """Return a pattern that finds a word; one of Latin letters only where no such letters adjoin."""
    pattern = re.escape(word)
    head = r"(?<![a-z0-9_.-])" if re.match(r"[a-z0-9]", word) else ""
    tail = r"(?![a-z0-9_-])" if re.search(r"[a-z0-9]$", word) else ""
    return f"{head}{pattern}{tail}"
