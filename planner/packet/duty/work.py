"""What each of our people has to do in a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.plan import Item
from models.domain.vocabulary import ROLE_LABELS
from planner.papers.tables.duties import duties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.people import HostPerson
    from models.domain.plan import Duty, Move
    from planner.packet.kit import Kit
    from planner.packet.readers import Reader
    from planner.papers.table import PaperTable

FILED_UNDER: tuple[tuple[str, Reader], ...] = (
    ("leader", "leader"),
    ("interpreter", "interpreter"),
    ("docent", "docent"),
    ("guide", "docent"),
    ("escort", "escort"),
    ("crew", "room"),
    ("tea", "room"),
)
"""A sheet lies with the first of these roles that its person has; all others with the helpers."""


@dataclass(frozen=True)
class PersonalWork:
    """What one of our people has to do in a plan."""

    person: HostPerson
    table: PaperTable
    parts: tuple[tuple[Item | Move, Duty], ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """Their roles, in the order in which papers name them."""
        found = {duty.role for _, duty in self.parts}
        return tuple(role for role in ROLE_LABELS if role in found)

    @property
    def is_on_cards(self) -> bool:
        """Whether every duty is that of a leader at an item, which a card tells: no list is needed besides."""
        return all(duty.role == "leader" and isinstance(part, Item) for part, duty in self.parts)

    @property
    def reader(self) -> Reader:
        """With whose sheets theirs lies."""
        return next((reader for role, reader in FILED_UNDER if role in self.roles), "helper")


def personal_work(kit: Kit) -> Iterator[PersonalWork]:
    """Yield everybody of ours who has a duty, once, in the order of the company's list."""
    found: dict[str, list[tuple[Item | Move, Duty]]] = {}
    parts: list[Item | Move] = [*kit.plan.items, *kit.plan.moves]
    for part in parts:
        for duty in part.duties:
            if duty.person:
                found.setdefault(duty.person, []).append((part, duty))
    for table in duties(kit.paper, "person"):
        id = table.id.removeprefix("person:")
        mine = sorted(found[id], key=lambda each: (each[1].start, each[1].end, each[0].id))
        yield PersonalWork(kit.week.person(id), table, tuple(mine))
