"""Title ladders: from the words on a visiting card to a level, or to a suggestion what it may be."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from models.domain.etiquette_edition import Etiquette, Ladder, Rung
    from models.domain.seating import Attendee

TITLE_SEPARATOR = re.compile(r"兼任?|[、,,/;;&|]|\band\b", re.IGNORECASE)
"""Between several titles of one person: the highest counts."""
DEPUTY_WORDS = re.compile(r"(副|代|vice|deputy|assistant|associate)[\s-]*$", re.IGNORECASE)
"""Before a known title: makes it another one, which a ladder must know by itself."""


class TitleStanding(NamedTuple):
    """What the ladders say of a person: ``rung`` None means that no pattern knows the title."""

    level: int
    rung: Rung | None
    suggestion: str = ""


def standing(person: Attendee, etiquette: Etiquette) -> TitleStanding:
    """Return a person's level as given, else by title (smaller is higher)."""
    if person.level is not None:
        return TitleStanding(person.level, None)
    ladders = _ladders(person, etiquette)
    for title in (person.title, person.title_en):
        found = [held for part in TITLE_SEPARATOR.split(title) if (held := _match(part.strip(), ladders, etiquette))]
        if found:
            return min(found, key=lambda held: held.level)
    return TitleStanding(lowest_level(etiquette), None, _suggestion(person.title or person.title_en, ladders))


def lowest_level(etiquette: Etiquette) -> int:
    """Return the level of those whose title no pattern knows."""
    if etiquette.unknown_title_level is not None:
        return etiquette.unknown_title_level
    offsets = etiquette.ladder_offsets
    levels = [rung.level + offsets.get(ladder.id, 0) for ladder in etiquette.ladders for rung in ladder.rungs]
    return max(levels, default=0) + 1


def _ladders(person: Attendee, etiquette: Etiquette) -> list[Ladder]:
    """Ladders of the person's own world first, then the others in the edition's order."""

    def foreign_to(ladder: Ladder) -> bool:
        return not any(_compiled(text).search(person.organisation) for text in ladder.organisations)

    return sorted(etiquette.ladders, key=foreign_to)


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _match(title: str, ladders: list[Ladder], etiquette: Etiquette) -> TitleStanding | None:
    """The level of the rung with the longest match in the first ladder that knows the title.

    A title that is a known one behind 副, vice or deputy is not known by that: better to ask than to seat
    a deputy as the chief.
    """
    for ladder in ladders:
        found = [
            (len(match.group()), -rung.level, rung, match)
            for rung in ladder.rungs
            for pattern in rung.patterns
            if (match := _compiled(pattern).search(title))
        ]
        if found:
            _, _, rung, match = max(found, key=lambda row: row[:2])
            if not DEPUTY_WORDS.search(title[: match.start()]):
                return TitleStanding(rung.level + etiquette.ladder_offsets.get(ladder.id, 0), rung)
    return None


def _suggestion(title: str, ladders: list[Ladder]) -> str:
    names = [name for ladder in ladders for rung in ladder.rungs for name in (rung.name, rung.name_en, *rung.patterns)]
    close = get_close_matches(title, [name for name in names if name], n=1, cutoff=0.5) if title else []
    return close[0] if close else ""
