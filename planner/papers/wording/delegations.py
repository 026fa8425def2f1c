"""Delegations in papers: their numbers, their travel groups, diets and hotel rooms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.domain.facts import Facts
    from models.domain.plan import Move, Night
    from models.domain.stay import GroupStay, Stay
    from planner.language.words import Words


@dataclass(frozen=True)
class DelegationTexts:
    """Numbers, groups and needs of the delegations of a week in one language."""

    facts: Facts
    words: Words

    def number(self, visit: str) -> int:
        """Number of a visit in the papers, from 1 in the order of the week."""
        return self._numbers[visit]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {visit.id: k + 1 for k, visit in enumerate(self.facts.week.visits)}

    # -- travel groups

    def guests(self, visit: str, groups: tuple[str, ...]) -> int:
        """Number of guests in some travel groups (empty: all)."""
        return self.facts.stay(visit).guests(groups)

    def part_of(self, visit: str, groups: tuple[str, ...]) -> str:
        """Say which part of the delegation: ``""`` for all of it, else 第2批; the heading says who they are."""
        stay = self.facts.stay(visit)
        if not groups or len(groups) == len(stay.groups):
            return ""
        numbers = [k for k, group in enumerate(stay.groups, start=1) if group.id in groups]
        return self.words.comma.join(self.words.pick(f"第{k}批", f"group {k}") for k in numbers)

    def travellers(self, move: Move) -> tuple[GroupStay, ...]:
        """Travel groups that are met or seen off by a move."""
        end = "origin" if move.kind == "pick_up" else "target"
        groups = [g for g in self.facts.stay(move.visit).groups if not move.groups or g.id in move.groups]
        return tuple(g for g in groups if getattr(g, end) == getattr(move, end))

    def travel_group(self, stay: Stay, group: GroupStay) -> str:
        """Say which travel group: 第2批（MU2088，3人）."""
        words, k = self.words, stay.groups.index(group) + 1
        parts = [text for text in (group.group.arrival.number, words.people(group.size)) if text]
        return words.note(words.pick(f"第{k}批", f"group {k}"), words.pick("，", ", ").join(parts))

    # -- meals and nights

    def diets(self, visit: str) -> str:
        """Say what the kitchen must know: 清真2人、素食1人."""
        stay, words = self.facts.stay(visit), self.words
        count = {diet: sum(diet in member.diet for member in stay.visit.members) for diet in sorted(stay.diets)}
        return words.comma.join(f"{words.diet(d)}{words.pick('', ' ')}{words.people(n)}" for d, n in count.items())

    def hotel_rooms(self, night: Night) -> str:
        """Say the rooms of a night: 单人间1、双人间2."""
        words = self.words
        return words.comma.join(f"{words.hotel_room(r.kind)}{words.pick('', ' ')}{r.count}" for r in night.rooms)
