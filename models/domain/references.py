"""Ids: which are there, which are there twice, and what an unknown one was perhaps meant to be."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from models.domain.bilingual import bilingual

MAX_LISTED_IDS = 6
"""Ids that a fault lists, at most, where none of them is like the unknown one."""
MAX_COMPARED_LETTERS = 200
"""Letters of a word that is compared with known ones; nothing so long is a slip of the pen."""

KeyPath = tuple[str | int, ...]
Finding = tuple[KeyPath, str, str]
"""Key path in the week, what is wrong, and maybe how to mend it."""


def near(word: str, known: Iterable[str]) -> str:
    """Return the known word most like one that is not known, or ``""``."""
    if len(word) > MAX_COMPARED_LETTERS:
        return ""
    close = difflib.get_close_matches(word, sorted(set(known)), n=1, cutoff=0.6)
    return close[0] if close else ""


@dataclass(frozen=True)
class Kind:
    """Things of one kind that can be referred to.

    Attributes
    ----------
    zh, en : str
        What they are called.
    names : mapping of str to str
        Name by id, for who writes a name instead of an id.
    aside : collection of str
        Ids that are known though the thing itself could not be read.
    """

    zh: str
    en: str
    names: Mapping[str, str]
    aside: Collection[str] = ()

    def __contains__(self, id: str) -> bool:
        return id in self.names or id in self.aside

    def maybe(self, id: str) -> str:
        """Return the id that was perhaps meant."""
        by_name = next((other for other, name in self.names.items() if name == id), "")
        few = (
            bilingual(f"{', '.join(self.names)} 之一", f"one of {', '.join(self.names)}")
            if 0 < len(self.names) <= MAX_LISTED_IDS
            else ""
        )
        return by_name or near(id, self.names) or few

    def unknown(self, path: KeyPath, id: str | None) -> Iterator[Finding]:
        """Yield a finding if an id is none of this kind; None is no reference."""
        if id is not None and id not in self:
            yield path, bilingual(f"没有这个{self.zh}：{id!r}", f"no {self.en} {id!r}"), self.maybe(id)

    def all_unknown(self, path: KeyPath, ids: Iterable[str]) -> Iterator[Finding]:
        """Yield a finding for each id of a list that is none of this kind."""
        for index, id in enumerate(ids):
            yield from self.unknown((*path, index), id)


@dataclass
class Ids:
    """Ids met so far, to find the ones that are given twice."""

    zh: str
    en: str
    met: set[str] = field(default_factory=set)

    def twice(self, path: KeyPath, id: str) -> Iterator[Finding]:
        """Yield a finding if the id was met before."""
        if id in self.met:
            yield (*path, "id"), (bilingual(f"{self.zh}编号重复：{id!r}", f"{self.en} id {id!r} is given twice")), ""
        self.met.add(id)
