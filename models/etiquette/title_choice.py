"""The readings of titles, and which of several ladders is meant: by organisation, script, colleagues, the edition."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from models.etiquette.title_words import SHIFT, units

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from models.domain.etiquette_edition import Rung
    from models.etiquette.title_index import Entry, TitleIndex

DEPUTY_STEP = 5
ASSISTANT_STEP, ASSISTANT_HIGHEST, ASSISTANT_LOWEST = 8, 38, 69
"""Levels below the one assisted, and the range in which assistants are."""
LATIN_ONLY = frozenset({"latin"})


@dataclass(frozen=True)
class Reading:
    """How one title of a card was read.

    Attributes
    ----------
    text : str
        The title as it stands on the card.
    head : str
        The words that were found on a ladder.
    entry : Entry
        Ladder and rung of the head.
    level : int
        Level with its qualifiers and grade; without the edition's offset of the ladder.
    qualifiers : tuple of str
        Words before or behind the head that change its place.
    before : str
        What stands before the head: the organisation or department.
    grade : str
        正厅级: the rank that the card says.
    serves : str
        The title of the person served.
    others : tuple of Entry
        The same words on other ladders, where nothing tells which is meant.
    ladders : tuple of (int, int)
        Places of all ladders that have these words in that script, and what each speaks for the ladder: 2, or 1 if
        its title lacks the qualifiers.
    kinds : tuple of str
        What the qualifiers are: deputy, former, acting …
    principal : int or None
        Level of the person served.
    """

    text: str
    head: str
    entry: Entry
    level: int
    qualifiers: tuple[str, ...] = ()
    before: str = ""
    grade: str = ""
    serves: str = ""
    others: tuple[Entry, ...] = ()
    ladders: tuple[tuple[int, int], ...] = ()
    kinds: tuple[str, ...] = ()
    principal: int | None = None

    @cached_property
    def rung(self) -> Rung:
        """The rung on which the title stands: of a deputy the deputy's, where the ladder has one."""
        below = (rung for rung in self.entry.ladder.rungs if rung.level <= self.level)
        return max(below, key=lambda rung: rung.level, default=self.entry.rung)


@dataclass(frozen=True)
class Colleagues:
    """What the other cards of a delegation tell.

    Attributes
    ----------
    ladders : tuple of (int, int)
        Places of ladders, and how much the delegation's titles speak for each.
    titles : frozenset of str
        Their titles, as words.
    """

    ladders: tuple[tuple[int, int], ...] = ()
    titles: frozenset[str] = frozenset()

    @cached_property
    def votes(self) -> dict[int, int]:
        """How much the colleagues speak for each ladder."""
        return dict(self.ladders)


NOBODY = Colleagues()


class Head(NamedTuple):
    """Where a title begins, its entry, those that could as well be meant, and all ladders that have it."""

    start: int
    entry: Entry
    others: tuple[Entry, ...]
    ladders: tuple[tuple[int, int], ...]


def level_of(entry: Entry, kinds: Collection[str]) -> int:
    """The level of a rung, changed by qualifiers."""
    rung = entry.rung
    level = rung.level
    gap = (rung.deputy or level + DEPUTY_STEP) - level
    for kind in kinds:
        match kind:
            case "deputy":
                level += gap
            case "first deputy":
                level += gap - gap // 2
            case "senior deputy":
                level += gap - max(1, gap // 3)
            case "junior deputy":
                level += gap + max(1, gap // 3)
            case "assistant deputy":
                level += gap + max(2, gap // 2)
            case _:
                level += SHIFT[kind]
    return level


def assistant_level(principal: int, reading: Reading) -> int:
    """The level of somebody who serves: assistants of chiefs stand below the deputies, all others by their task."""
    own = reading.level
    if reading.head not in ("助理", "特助", "补佐", "보좌관"):
        return max(own, principal + 1)
    return max(ASSISTANT_HIGHEST, min(principal + ASSISTANT_STEP, ASSISTANT_LOWEST), principal + 1)


def fitting(entries: Iterable[Entry], organisation: str, before: str, colleagues: Colleagues) -> list[Entry]:
    """The entries that hold for an organisation of that size, with such colleagues."""
    sizes = units(organisation, before)
    return [
        entry
        for entry in entries
        if (not entry.unit or entry.unit in sizes) and (not entry.beside or entry.beside in colleagues.titles)
    ]


def choose(
    index: TitleIndex,
    candidates: Sequence[tuple[Entry, int]],
    organisation: str,
    before: str,
    written: frozenset[str],
    colleagues: Colleagues,
) -> tuple[tuple[Entry, int], tuple[Entry, ...]]:
    """The entry that is meant, and those that could as well be: by organisation, script, colleagues, then the edition.

    ``candidates``: entries with the place where their words begin.
    """
    if len(candidates) == 1:
        return candidates[0], ()
    sizes = units(organisation, before)
    own = index.of_organisation(organisation) | index.of_organisation(before)

    votes, no_size = colleagues.votes, len(sizes)
    worlds = {
        entry.order: (
            not entry.ladder.own,
            entry.order not in own,
            _strange(entry, written),
            -votes.get(entry.order, 0),
        )
        for entry, _ in candidates
    }

    def key(row: tuple[Entry, int]) -> tuple[tuple[bool, bool, int, int], int, int, bool, int]:
        entry, start = row
        size = sizes.index(entry.unit) if entry.unit else no_size
        return worlds[entry.order], start, entry.order, not (entry.unit or entry.beside), size

    ordered = sorted(candidates, key=key)
    best, begins = ordered[0]
    same: dict[int, Entry] = {}
    for entry, start in ordered[1:]:
        # of a title that lacks qualifiers the level would be another one's
        if start == begins and worlds[entry.order] == worlds[best.order] and entry.order != best.order:
            same.setdefault(entry.order, entry)
    return ordered[0], tuple(same.values())


def _strange(entry: Entry, written: frozenset[str]) -> int:
    """Whether a ladder is of another script than a title: 0 its own, 1 of any, 2 of another one."""
    script = entry.ladder.script
    if written == LATIN_ONLY:
        return int(script not in ("", "latin"))
    return 1 if not script or not written else 0 if script in written else 2


def votes_of(candidates: Sequence[tuple[Entry, int]], written: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """What a title says of the ladder that its colleagues may be on."""
    least = min(_strange(entry, written) for entry, _ in candidates)
    first = min(place for _, place in candidates)
    votes: dict[int, int] = {}
    for entry, place in candidates:
        if _strange(entry, written) == least:
            votes[entry.order] = max(votes.get(entry.order, 0), 2 if place == first else 1)
    return tuple(sorted(votes.items()))


def level_on(reading: Reading, other: Entry) -> int:
    """Return the level that a card would have if its words were meant on another ladder."""
    return level_of(other, () if reading.serves else reading.kinds)
