"""Where people stand by their titles: from the words of a visiting card to a level, or to what has to be confirmed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from models.etiquette.title_choice import NOBODY, Colleagues, Reading, level_on
from models.etiquette.title_index import TitleIndex, index_of, sign
from models.etiquette.title_reading import read_card
from models.etiquette.title_words import scripts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from models.domain.etiquette_edition import Etiquette, Ladder, Rung
    from models.domain.seating import Attendee

SUGGESTION_LEAST = 0.6
"""How alike a suggestion is, from 0 to 1, as ``difflib`` counts."""
MAX_DELEGATION = 400
"""Different titles of a delegation that are compared ladder by ladder."""


class TitleStanding(NamedTuple):
    """What the ladders say of a person.

    Attributes
    ----------
    level : int
        Smaller is higher.
    rung : Rung or None
        The rung of that level; None: no ladder knows the title, or the planner gave the level.
    suggestion : str
        A known title that an unknown one resembles.
    readings : tuple of Reading
        How each title of the card was read, the highest first.
    """

    level: int
    rung: Rung | None
    suggestion: str = ""
    readings: tuple[Reading, ...] = ()


class Doubt(NamedTuple):
    """Titles that stand on another ladder too, on which the order of a delegation would be another one.

    Attributes
    ----------
    people : tuple of str
        Ids of two people who would change places.
    ladder : Ladder
        The other ladder.
    """

    people: tuple[str, str]
    ladder: Ladder


def standing(person: Attendee, etiquette: Etiquette, colleagues: Colleagues = NOBODY) -> TitleStanding:
    """Return a person's level as given, else by title (smaller is higher)."""
    if person.level is not None:
        return TitleStanding(person.level, None)
    index = index_of(etiquette)
    for title in (person.title, person.title_en):
        readings = read_card(index, title, person.organisation, colleagues) if title else ()
        if readings:
            return _held(readings, etiquette)
    by_pattern = _by_pattern(person, etiquette)
    if by_pattern:
        return by_pattern
    return TitleStanding(lowest_level(etiquette), None, _suggestion(person.title or person.title_en, index))


def standings(people: Sequence[Attendee], etiquette: Etiquette) -> dict[str, TitleStanding]:
    """Return where everybody stands, by id; words that are on several ladders as the rest of a delegation has them."""
    told = {key: _colleagues(group, etiquette) for key, group in _delegations(people).items()}
    known: dict[tuple[object, ...], TitleStanding] = {}
    found = {}
    for person in people:
        delegation = _delegation(person)
        # delegations have many cards that say the same
        card = (*delegation, person.title, person.title_en, person.level)
        if card not in known:
            known[card] = standing(person, etiquette, told[delegation])
        found[person.id] = known[card]
    return found


def doubts(people: Sequence[Attendee], found: Mapping[str, TitleStanding], etiquette: Etiquette) -> list[Doubt]:
    """Return for each delegation the other ladders on which two of its people would stand the other way round."""
    index, doubtful = index_of(etiquette), []
    for group in _delegations(people).values():
        first = {(person.title, person.title_en): person for person in reversed(group) if found[person.id].readings}
        asked = list(first.values())
        if len(asked) > MAX_DELEGATION:
            continue
        best = {person.id: found[person.id].readings[0] for person in asked}
        for order in sorted({entry.order for reading in best.values() for entry in reading.others}):
            rows = sorted(
                (found[name].level, _elsewhere(reading, order, found[name].level, etiquette), name)
                for name, reading in best.items()
            )
            turned = _turned(rows)
            if turned:
                doubtful.append(Doubt(turned, index.ladders[order]))
    return doubtful


def lowest_level(etiquette: Etiquette) -> int:
    """Return the level of those whose title no ladder knows."""
    if etiquette.unknown_title_level is not None:
        return etiquette.unknown_title_level
    return (
        max(
            (rung.level + offset(ladder, etiquette) for ladder in etiquette.ladders for rung in ladder.rungs), default=0
        )
        + 1
    )


def offset(ladder: Ladder, etiquette: Etiquette) -> int:
    """Return what an edition adds to the levels of a ladder."""
    return etiquette.ladder_offsets.get(ladder.id, etiquette.ladder_offsets.get(ladder.world, 0))


def asks(person: Attendee, held: TitleStanding) -> bool:
    """Whether somebody has to confirm this person's place: a title is there, and no ladder knows it."""
    by_title = person.level is None and person.rank is None and not person.helper and not person.spouse_of
    return by_title and held.rung is None and bool(person.title or person.title_en)


# ---------------------------------------------------------------------------------------------- delegations


def _delegation(person: Attendee) -> tuple[str, str, str]:
    title = person.title or person.title_en
    return person.side, person.organisation, "latin" if "latin" in scripts(title) else "asian"


def _delegations(people: Iterable[Attendee]) -> dict[tuple[str, str, str], list[Attendee]]:
    groups: dict[tuple[str, str, str], list[Attendee]] = defaultdict(list)
    for person in people:
        groups[_delegation(person)].append(person)
    return groups


def _colleagues(group: Sequence[Attendee], etiquette: Etiquette) -> Colleagues:
    """What the titles of a delegation tell of each other."""
    index = index_of(etiquette)
    cards = {(person.title or person.title_en, person.organisation) for person in group if person.level is None}
    if len(cards) < 2:
        return NOBODY
    votes, titles = Counter[int](), set[str]()
    for title, organisation in cards:
        for reading in read_card(index, title, organisation)[:1]:
            votes.update(dict(reading.ladders))
            titles.add(("副" if "deputy" in reading.kinds else "") + reading.head)
    return Colleagues(tuple(sorted(votes.items())), frozenset(title for title in titles if title in index.beside))


def _elsewhere(reading: Reading, order: int, level: int, etiquette: Etiquette) -> int:
    entry = next((entry for entry in reading.others if entry.order == order), None)
    return level if entry is None else level_on(reading, entry) + offset(entry.ladder, etiquette)


def _turned(rows: Sequence[tuple[int, int, str]]) -> tuple[str, str] | None:
    """Two people of whom the higher one would be the lower one: rows of level, other level, id, by level."""
    worst: tuple[int, int, str] | None = None
    pending: tuple[int, int, str] | None = None
    for row in rows:
        if pending is not None and row[0] > pending[0]:
            worst = max(filter(None, (worst, pending)), key=lambda held: held[1])
            pending = None
        if worst is not None and row[1] < worst[1]:
            return worst[2], row[2]
        pending = row if pending is None or row[1] > pending[1] else pending
    return None


# ---------------------------------------------------------------------------------------------- single people


def _held(readings: tuple[Reading, ...], etiquette: Etiquette) -> TitleStanding:
    """The highest title of a card, each ladder moved as the edition says."""
    moved = [(reading.level + offset(reading.entry.ladder, etiquette), reading) for reading in readings]
    level, best = min(moved, key=lambda row: row[0])
    rest = tuple(reading for reading in readings if reading is not best)
    return TitleStanding(level, best.rung, readings=(best, *rest))


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _by_pattern(person: Attendee, etiquette: Etiquette) -> TitleStanding | None:
    """The rung of the longest match of a regular expression, for ladders that have any."""
    found = [
        (len(match.group()), -rung.level, rung, offset(ladder, etiquette))
        for ladder in etiquette.ladders
        for rung in ladder.rungs
        for pattern in rung.patterns
        for title in (person.title, person.title_en)
        if title and (match := _compiled(pattern).search(title))
    ]
    if not found:
        return None
    _, _, rung, added = max(found, key=lambda row: row[:2])
    return TitleStanding(rung.level + added, rung)


def _suggestion(title: str, index: TitleIndex) -> str:
    """The known title that an unknown one resembles most, or ""."""
    key = ("suggestion", title)
    if key not in index.cache:
        names = index.names.get(sign(title), [])
        close = get_close_matches(title, names, n=1, cutoff=SUGGESTION_LEAST) if title else []
        index.cache[key] = close[0] if close else ""
    return str(index.cache[key])
