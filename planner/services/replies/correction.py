"""What a reply says: facts that the guests correct, what they confirm, and what people must read themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

CorrectedField = Literal[
    "name",
    "title",
    "diet",
    "arrival.number",
    "arrival.at",
    "arrival.place",
    "arrival.meeting_point",
    "departure.number",
    "departure.at",
    "departure.place",
]
"""A field of a member, or of a travel group."""
FIELD_NAMES: dict[CorrectedField, tuple[str, str]] = {
    "name": ("姓名", "name"),
    "title": ("职务", "title"),
    "diet": ("饮食", "diet"),
    "arrival.number": ("抵达航班车次", "arrival flight or train"),
    "arrival.at": ("抵达时间", "time of arrival"),
    "arrival.place": ("抵达地点", "place of arrival"),
    "arrival.meeting_point": ("迎接地点", "meeting point"),
    "departure.number": ("返程航班车次", "return flight or train"),
    "departure.at": ("返程时间", "time of departure"),
    "departure.place": ("离开地点", "place of departure"),
}
Scope = Literal["members", "travel", "items"]
SCOPES: tuple[Scope, ...] = ("members", "travel", "items")


def member_key(id: str) -> str:
    """Return what names a member among the things that guests confirm."""
    return f"member:{id}"


def travel_key(group: str) -> str:
    """Return what names the travel of a group among the things that guests confirm."""
    return f"travel:{group}"


def item_key(id: str) -> str:
    """Return what names an item of the programme among the things that guests confirm."""
    return f"item:{id}"


@dataclass(frozen=True)
class Correction:
    """A fact that the guests correct.

    Attributes
    ----------
    visit, about : str
        The visit; the member or travel group, by id.
    value : any
        As the field has it: text, ids of diets, a moment, a place's id.
    was, now : str
        In words.
    file, where : str
        Where the reply says it.
    """

    visit: str
    about: str
    field: CorrectedField
    value: Any
    was: str
    now: str
    file: str
    where: str

    @property
    def key(self) -> str:
        """What of the visit it concerns."""
        return member_key(self.about) if "." not in self.field else travel_key(self.about)


@dataclass(frozen=True)
class Reply:
    """A reply of the guests of a visit.

    Attributes
    ----------
    confirmed : frozenset of str
        What they confirm, by key.
    scopes : frozenset of str
        What they confirm as a whole: everything of it that they do not correct.
    remarks : tuple of str
        Wishes that a person must read: none is applied.
    """

    visit: str
    corrections: tuple[Correction, ...] = ()
    confirmed: frozenset[str] = frozenset()
    scopes: frozenset[Scope] = frozenset()
    remarks: tuple[str, ...] = ()
