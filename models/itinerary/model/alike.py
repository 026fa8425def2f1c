"""Rooms and people that are alike: the same in everything that a rule reads, so that a model needs only some of them.

A company that grows with the number of its visits grows in rooms, dining rooms and people of one kind; a visit needs
one or two of them. Two are alike if all their facts are equal but id, name and phone, and nothing of the week names
either: no request, waiver, deputy, pin, nor the plan that is made again.

Two selections are made. A search takes some of each group, other ones for each visit, so that the visits spread over
the group (``Selection.for_search``). Where nobody else is on the site each visit gets as many of its own as it can use
(``Selection.for_cluster``), and nothing is lost by it: see there.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.activities import Gift, NightAway
from models.domain.demands import attendances
from models.itinerary.model.limits import CANDIDATE_LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.base import Fact
    from models.domain.facts import Facts
    from models.domain.places import DiningRoom
    from models.domain.resources import Room
    from models.itinerary.model.limits import CandidateLimits


_PRIVATE_FACTS = {"id", "name", "phone"}
"""What tells two things apart that are alike."""


@dataclass(frozen=True)
class AlikeNumber:
    """The number of a thing among those that are alike, from 0 on, and how many these are."""

    number: int
    of: int


ALONE = AlikeNumber(0, 1)
"""Of what is like nothing else."""


class AlikeGroups:
    """The groups of rooms, dining rooms and people that are alike, of one week."""

    def __init__(self, facts: Facts) -> None:
        company = facts.week.company
        named = _names(facts)
        self._rooms = dict(_numbered(company.rooms, named))
        self._people = dict(_numbered(company.people, named))
        self._dining = {
            (restaurant.id, room): number
            for restaurant in facts.week.restaurants
            for room, number in _numbered(restaurant.dining_rooms, named)
        }

    def room(self, id: str) -> AlikeNumber:
        """Return a meeting room's number in its group."""
        return self._rooms.get(id, ALONE)

    def person(self, id: str) -> AlikeNumber:
        """Return a person's number in their group."""
        return self._people.get(id, ALONE)

    def dining_room(self, restaurant: str, id: str) -> AlikeNumber:
        """Return a dining room's number in its group, which is of one restaurant."""
        return self._dining.get((restaurant, id), ALONE)


def alike_groups(facts: Facts) -> AlikeGroups:
    """Return the groups of a week, which are looked for once."""
    if "alike" not in facts.cache:
        facts.cache["alike"] = AlikeGroups(facts)
    found: AlikeGroups = facts.cache["alike"]
    return found


def _numbered(things: Iterable[Fact], named: frozenset[str]) -> Iterator[tuple[str, AlikeNumber]]:
    """Yield the things that are like others, by id, with their number in their group."""
    groups: dict[str, list[str]] = defaultdict(list)
    for thing in things:
        id: str = getattr(thing, "id", "")
        if id not in named:
            groups[thing.model_dump_json(exclude=_PRIVATE_FACTS)].append(id)
    for ids in groups.values():
        if len(ids) > 1:
            yield from ((id, AlikeNumber(number, len(ids))) for number, id in enumerate(sorted(ids)))


def _names(facts: Facts) -> frozenset[str]:
    """Return all words of the visits, of the plan that is made again, and who is somebody's deputy."""
    found: set[str] = set()
    for visit in facts.week.visits:
        _add_words(visit.model_dump(), found)
    found |= {person.deputy for person in facts.week.company.people if person.deputy}
    if facts.revision:
        for plan in (facts.revision.announced, facts.revision.start):
            _add_words(plan.model_dump() if plan else (), found)
        for pin in facts.revision.pins:
            _add_words(pin.model_dump(), found)
    return frozenset(found)


def _add_words(value: object, found: set[str]) -> None:
    if isinstance(value, str):
        found.add(value)
    elif isinstance(value, dict):
        for each in value.values():
            _add_words(each, found)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for each in value:
            _add_words(each, found)


@dataclass(frozen=True)
class Share:
    """Which of a group: ``count`` from number ``first`` on, round and round; all where they are less than ``least``."""

    first: int
    count: int
    least: int = 0

    def has(self, one: AlikeNumber) -> bool:
        """Tell whether something is chosen."""
        return one.of < self.least or (one.number - self.first) % one.of < self.count


@dataclass(frozen=True)
class Selection:
    """What one visit's model chooses among, of rooms and people that are alike."""

    groups: AlikeGroups
    rooms: Share
    people: Share

    @classmethod
    def for_search(cls, facts: Facts, visit: str, limits: CandidateLimits = CANDIDATE_LIMITS) -> Selection:
        """Return a few of each group for one visit, the next ones for the next visit of the week.

        They may all be taken while others are free: a heuristic filter.
        """
        number = next(number for number, each in enumerate(facts.week.visits) if each.id == visit)
        share = Share(number * limits.max_alike, limits.max_alike)
        return cls(alike_groups(facts), share, share)

    @classmethod
    def for_cluster(cls, facts: Facts, visits: Sequence[str], visit: str) -> Selection:
        """Return what one visit of a cluster that is alone on the site needs of each group; nothing is lost.

        Whatever plan of the cluster: let each visit hold all that it has in one group in the room of its own number.
        What a visit does follows one after the other, so it needs no second room at a time, and no other visit is in
        this one; nothing else changes, or fewer rooms are used. Of people a visit is given as many as it has
        attendances to fill, since the ways of one person may overlap. Where a group has not enough for all visits,
        every visit may take everybody.
        """
        needs = [_attendances(facts, each) for each in visits]
        number = visits.index(visit)
        rooms = Share(number, 1, least=len(visits))
        people = Share(sum(needs[:number]), needs[number], least=sum(needs))
        return cls(alike_groups(facts), rooms, people)

    def of_rooms(self, rooms: Sequence[Room]) -> list[Room]:
        """Return the meeting rooms chosen."""
        return [room for room in rooms if self.rooms.has(self.groups.room(room.id))]

    def of_dining_rooms(self, restaurant: str, rooms: Sequence[DiningRoom]) -> list[DiningRoom]:
        """Return the dining rooms of a restaurant chosen."""
        return [room for room in rooms if self.rooms.has(self.groups.dining_room(restaurant, room.id))]

    def of_people(self, people: Sequence[str]) -> list[str]:
        """Return the people chosen."""
        return [person for person in people if self.people.has(self.groups.person(person))]


def _attendances(facts: Facts, visit: str) -> int:
    """Return how many leaders and experts a visit can have, each time counted."""
    stay = facts.stay(visit)
    requests = [request for request in stay.visit.requests if not isinstance(request, Gift | NightAway)]
    return sum(len(attendances(facts, stay, request)) for request in requests)
