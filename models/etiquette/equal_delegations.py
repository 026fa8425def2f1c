"""Sort keys of an order of precedence, and delegations that are equals: they take turns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.seating import Attendee
    from models.etiquette.titles import TitleStanding


@dataclass(frozen=True, order=True)
class Key:
    """What a person is sorted by: one value per key, the smaller first; the words, in both languages, only explain."""

    values: tuple[int, ...]
    names: tuple[str, ...] = field(compare=False)
    words: tuple[tuple[str, str], ...] = field(compare=False)

    def then(self, name: str, value: int, zh: str, en: str) -> Key:
        """Return this key with one more step."""
        return Key((*self.values, value), (*self.names, name), (*self.words, (zh, en)))


def turns_of(people: Sequence[Attendee], keys: dict[str, Key], equal: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return (how manieth of the delegation, place of the delegation) of the people of delegations that are equals."""
    turns: dict[str, tuple[int, int]] = {}
    for number, delegation in enumerate(equal):
        members = [person for person in people if person.delegation == delegation and not person.helper]
        own = sorted((person.id for person in members if not person.spouse_of), key=keys.__getitem__)
        turns |= {name: (place, number) for place, name in enumerate(own)}
        # a spouse takes the turn of the invited person
        turns |= {person.id: turns[person.spouse_of] for person in members if person.spouse_of in turns}
    return turns


def level_with(standings: dict[str, TitleStanding], turns: dict[str, tuple[int, int]]) -> dict[str, TitleStanding]:
    """Return where everybody stands if the first people of equal delegations stand on one level, the second ones …."""
    highest: dict[int, int] = {}
    for name, (place, _) in turns.items():
        highest[place] = min(highest.get(place, standings[name].level), standings[name].level)
    raised = {name: standings[name]._replace(level=highest[place]) for name, (place, _) in turns.items()}
    return standings | raised


def in_turn(keys: dict[str, Key], turns: dict[str, tuple[int, int]], name: str) -> Key:
    """Return a person's sort key with the turn of the delegation right after the title; others of that title follow."""
    key, turn = keys[name], turns.get(name, (len(keys), 0))
    at = key.names.index("title") + 1 if "title" in key.names else 1
    parts = zip(key.values, key.names, key.words, strict=True)
    made = Key((), (), ())
    for number, (value, what, words) in enumerate(parts):
        if number == at:
            made = made.then("equal", turn[0], "", "").then("equal", turn[1], "", "")
        made = made.then(what, value, *words)
    return made
