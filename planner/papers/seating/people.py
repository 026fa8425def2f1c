"""What seating papers call people: names, titles, marks, and their place in the order of precedence."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from models.domain.seating import Attendee
from planner.language.typeset import typeset
from planner.language.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.domain.etiquette_edition import HostOrGuest
    from models.domain.seating import AttendeeRole, Proof, Rank

WIDE_BLANK = "\u3000"
_ROLES = {
    "interpreter": ("翻译", "interpreter", "译", "I"),
    "notetaker": ("记录", "note-taker", "记", "N"),
    "aide": ("随员", "aide", "随", "A"),
    "security": ("警卫", "security", "卫", "S"),
    "driver": ("司机", "driver", "司", "D"),
}
"""Role: in words, and as a mark of one sign."""


@dataclass(frozen=True)
class SeatingPeople:
    """The people of a seating in one language.

    Attributes
    ----------
    known : mapping of id to Attendee
        Everybody on the list.
    ranking : tuple of Rank
        Their order of precedence.
    with_address : bool
        Cards and name lists say how people are addressed.
    """

    known: Mapping[str, Attendee]
    ranking: tuple[Rank, ...]
    words: Words = field(default_factory=Words)
    with_address: bool = False

    @cached_property
    def _ranks(self) -> dict[str, Rank]:
        return {row.person: row for row in self.ranking}

    def name(self, person: str) -> str:
        """Name in the language of the paper; of somebody unknown, the text itself."""
        found = self.known.get(person)
        if found is None:
            return line(person)
        return line(self.words.pick(found.name, found.name_en or found.name))

    def card_names(self, person: str) -> tuple[str, str]:
        """Name for a card, and the second name under it or ``""``: 王　喆 and Wang Zhe.

        Chinese and English where both are known; a foreign name without Chinese characters stands alone. A form of
        address stands with the name of its script: 王喆阁下, H.E. Wang Zhe.
        """
        found = self.known[person]
        name, english = line(found.name), line(found.name_en)
        if not english or english == name:
            return self._addressed(found, widened(name)), ""
        if not any(map(_han, name)):
            return self._addressed(found, english), ""
        if any(map(_han, self.address(person))):
            return self._addressed(found, widened(name)), english
        return widened(name), self._addressed(found, english)

    def address(self, person: str) -> str:
        """How somebody is addressed, where the edition prints it; else ``""``."""
        return line(self.known[person].form_of_address) if self.with_address else ""

    def _addressed(self, found: Attendee, name: str) -> str:
        """Return a name with the form of address: a Chinese one behind it, any other before it."""
        address = self.address(found.id)
        return f"{name}{address}" if any(map(_han, address)) else f"{address} {name}".strip()

    def title(self, person: str) -> str:
        """Title, else what the person is: the interpreter, the spouse of somebody."""
        found, words = self.known[person], self.words
        title = line(words.pick(found.title, found.title_en or found.title))
        if title:
            return title
        if found.role in _ROLES:
            return words.pick(*_ROLES[found.role][:2])
        if found.spouse_of:
            spouse = self.name(found.spouse_of)
            return words.pick(f"{spouse}配偶", f"spouse of {spouse}")
        return line(found.organisation)

    def post(self, person: str) -> str:
        """Organisation and title, and whether somebody has to confirm where the title stands."""
        found = self.known[person]
        title, organisation = self.title(person), line(found.organisation)
        post = title if organisation in ("", title) else f"{organisation} {title}".strip()
        mark = self.to_confirm(person)
        return self.words.note(post, mark) if mark else post

    def to_confirm(self, person: str) -> str:
        """待确认 of somebody whose title no ladder knows, with the place for now; else ``""``."""
        row = self._ranks.get(person)
        if row is None or not row.to_confirm:
            return ""
        place = self.mark(self.known[person], row.place)
        return self.words.pick(f"待确认，暂排{place}", f"to be confirmed, {place} for now")

    def side(self, person: str) -> str:
        """主方 or 客方."""
        return self.words.pick(*(("主方", "host") if self.known[person].side == "host" else ("客方", "guest")))

    def mark(self, person: Attendee, place: int) -> str:
        """Sign of a person in a chart: 主1, 客3 by the place given; 译 of an interpreter."""
        if person.role in _ROLES:
            return self.words.pick(*_ROLES[person.role][2:])
        return f"{self.words.pick('主', 'H') if person.side == 'host' else self.words.pick('客', 'G')}{place}"

    def ride_mark(self, person: str) -> str:
        """Sign of a person by the place among the own side: 客2."""
        return self.mark(self.known[person], self.place(person) or 0)

    def signs(self) -> list[tuple[Attendee, str, str]]:
        """Signs of charts with what they mean; of helpers only where there are any."""
        kinds: list[tuple[HostOrGuest, AttendeeRole, str]] = [
            ("host", "member", self.words.pick("主方", "host")),
            ("guest", "member", self.words.pick("客方", "guest")),
        ]
        if any(person.helper for person in self.known.values()):
            kinds.append(("host", "interpreter", self.words.pick("翻译、随员等", "interpreters, aides")))
        found = [(Attendee(id="_", name="_", side=side, role=role), meaning) for side, role, meaning in kinds]
        return [(person, self.mark(person, 1), meaning) for person, meaning in found]

    def notes(self, person: str) -> tuple[str, ...]:
        """Small print under a name: the title, whether its place is to be confirmed, and the diet."""
        return tuple(text for text in (self.title(person), self.to_confirm(person), self.diet(person)) if text)

    def place(self, person: str) -> int | None:
        """Place among the own side, 1 = first; None if the person is not ranked."""
        row = self._ranks.get(person)
        return row.place if row else None

    def merged(self, person: str) -> int:
        """Place of both sides together; whoever is not ranked comes last."""
        row = self._ranks.get(person)
        return row.merged if row else len(self.ranking) + 1

    def because(self, person: str) -> str:
        """What puts a person before the next."""
        row = self._ranks.get(person)
        return said(self.words, row.because, row.because_en) if row else ""

    def diet(self, person: str) -> str:
        """Diet in words, or ``""``."""
        return self.words.diet(line(self.known[person].diet))


def line(text: str) -> str:
    """Return a text in one line, without characters that are not for reading."""
    return " ".join("".join(c if unicodedata.category(c) not in ("Cc", "Cf") else " " for c in text).split())


def said(words: Words, zh: str, en: str = "") -> str:
    """Return what the engine or an edition says, in one line; in Chinese with the signs that papers use."""
    text = line(words.pick(zh, en or zh))
    return text if words.lang == "en" else typeset(text)


def widened(name: str) -> str:
    """Return a name of two Chinese characters with a blank between them, so that names look equally long."""
    return f"{name[0]}{WIDE_BLANK}{name[1]}" if len(name) == 2 and all(map(_han, name)) else name


def _han(character: str) -> bool:
    return unicodedata.name(character, "").startswith("CJK UNIFIED IDEOGRAPH")


def proven(proof: Proof, words: Words) -> str:
    """Say what is known of an objective: 已证明最优, or 可能还有更好."""
    if proof.status == "proven":
        return words.pick("已证明最优", "proven best")
    if proof.status == "window":
        return words.pick("就近各桌中最优，可能还有更好", "best of the tables nearby, there may be something better")
    least = words.pick(
        f"可能还有更好，不会少于{proof.bound}", f"there may be something better, not under {proof.bound}"
    )
    return least if proof.bound < proof.value else words.pick("可能还有更好", "there may be something better")
