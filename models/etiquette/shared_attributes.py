"""What people have in common: languages, interests, any attribute."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.domain.seating import Attendee


def people_in_common(people: Mapping[str, Attendee], attribute: str) -> dict[str, frozenset[str]]:
    """Return for everybody the others who have a value of the attribute in common."""
    holders: dict[str, set[str]] = defaultdict(set)
    for name, person in people.items():
        for value in values(person, attribute):
            holders[value].add(name)
    # people with the same values have the same company: worked out once
    circles: dict[tuple[str, ...], frozenset[str]] = {}
    shared = {}
    for name, person in people.items():
        own = values(person, attribute)
        if own not in circles:
            circles[own] = frozenset(set().union(*(holders[value] for value in own)))
        shared[name] = circles[own] - {name}
    return shared


def values(person: Attendee, attribute: str) -> tuple[str, ...]:
    """Return the values of an attribute: all languages or interests, the one value of anything else."""
    if attribute == "languages":
        return person.languages
    if attribute == "interests":
        return person.interests
    value = person.attribute(attribute)
    return (value,) if value else ()
