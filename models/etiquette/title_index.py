"""All titles of the ladders of an edition, by the words that they are made of."""

from __future__ import annotations

import re
from collections import OrderedDict, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from models.etiquette.title_words import ASIAN, UNITS, asian, base_form, latin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.etiquette_edition import Etiquette, Ladder, Rung

MAX_INDEXES = 8
_GRADE = re.compile(r"[\u4e00-\u9fff]{1,6}?级(?:正职|副职)?")
_COMPOUND_LEAST = 5
"""Letters of a German word that may end another one."""


class Entry(NamedTuple):
    """One title of one ladder.

    Attributes
    ----------
    order : int
        Place of its ladder in the edition.
    unit : str
        Only in an organisation of that size, "" in any.
    beside : str
        Only where a colleague has that title, in the form by which it is looked up.
    """

    ladder: Ladder
    rung: Rung
    order: int
    unit: str = ""
    beside: str = ""


class TitleIndex:
    """Titles by their words.

    Attributes
    ----------
    asian : dict of str to list of Entry
        Chinese, Japanese and Korean titles.
    latin : dict of tuple of str to list of Entry
        Titles in Latin script.
    cache : dict
        Cards that were read.
    """

    def __init__(self, ladders: Sequence[Ladder]) -> None:
        self.ladders = tuple(ladders)
        self.asian: dict[str, list[Entry]] = defaultdict(list)
        self.latin: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        self.cache: dict[object, object] = {}
        for order, ladder in enumerate(ladders):
            for rung in ladder.rungs:
                for title in rung.titles:
                    self._add(title, ladder, rung, order)
        self.longest_asian = max(map(len, self.asian), default=0)
        self.longest_latin = max(map(len, self.latin), default=0)

    def _add(self, title: str, ladder: Ladder, rung: Rung, order: int) -> None:
        words, _, tag = title.partition("@")
        unit = tag if tag in UNITS else ""
        if ASIAN.search(words):
            beside = "" if unit else asian(tag)
            self.asian[asian(words)].append(Entry(ladder, rung, order, unit, beside))
        else:
            beside = "" if unit else " ".join(latin(tag))
            self.latin[latin(words)].append(Entry(ladder, rung, order, unit, beside))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of a title in Latin script."""
        return frozenset(word for phrase in self.latin for word in phrase)

    @cached_property
    def compounds(self) -> tuple[str, ...]:
        """German titles of one word, which other words may stand before, the longest first."""
        single = {
            phrase[0]
            for phrase, entries in self.latin.items()
            if len(phrase) == 1
            and len(phrase[0]) >= _COMPOUND_LEAST
            and any(entry.ladder.id.startswith("german") for entry in entries)
        }
        return tuple(sorted(single, key=len, reverse=True))

    def latin_words(self, text: str) -> tuple[str, ...]:
        """Return the words of a text in the forms that the ladders have."""
        return tuple(self._form(word) for word in latin(text))

    def _form(self, word: str) -> str:
        form = base_form(word, self.words)
        if form in self.words or len(word) <= _COMPOUND_LEAST:
            return form
        for variant in (word, base_form(word, frozenset(self.compounds)), word.removesuffix("in")):
            found = next((end for end in self.compounds if variant.endswith(end) and variant != end), None)
            if found:
                return found
        return word

    def grade(self, text: str) -> tuple[str, Entry] | None:
        """Return the grade that a text names, 正厅级, with its place."""
        for found in _GRADE.finditer(text):
            for start in range(len(found.group())):
                word = found.group()[start:]
                entries = self.asian.get(word)
                if entries:
                    return word, entries[0]
        return None

    @cached_property
    def _organisations(self) -> list[list[re.Pattern[str]]]:
        return [[re.compile(text, re.IGNORECASE) for text in ladder.organisations] for ladder in self.ladders]

    def of_organisation(self, organisation: str) -> frozenset[int]:
        """Return the places of the ladders that an organisation belongs to."""
        key = ("organisation", organisation)
        if key not in self.cache:
            found = frozenset(
                order
                for order, patterns in enumerate(self._organisations)
                if organisation and any(pattern.search(organisation) for pattern in patterns)
            )
            self.cache[key] = found
        return self.cache[key]  # type: ignore[return-value]

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """Titles as the ladders write them, by their sign."""
        found: dict[str, list[str]] = defaultdict(list)
        rungs = [rung for ladder in self.ladders for rung in ladder.rungs]
        titles = [title.partition("@")[0] for rung in rungs for title in (*rung.titles, rung.name)]
        for title in dict.fromkeys(titles):
            found[sign(title)].append(title)
        return found

    @cached_property
    def beside(self) -> frozenset[str]:
        """Titles of colleagues on which the place of another title depends."""
        tables = (*self.asian.values(), *self.latin.values())
        return frozenset(entry.beside for entries in tables for entry in entries if entry.beside)


def sign(text: str) -> str:
    """The sign that whoever misspells a title has right: its last one (长, 员), of Latin script its first letter."""
    return text[:1].lower() if text.isascii() else text[-1:]


_indexes: OrderedDict[tuple[int, ...], TitleIndex] = OrderedDict()


def index_of(etiquette: Etiquette) -> TitleIndex:
    """Return the index of an edition's ladders, made once for the same ladders."""
    key = tuple(map(id, etiquette.ladders))
    found = _indexes.get(key)
    if found is None:
        found = _indexes[key] = TitleIndex(etiquette.ladders)
        while len(_indexes) > MAX_INDEXES:
            _indexes.popitem(last=False)
    return found
