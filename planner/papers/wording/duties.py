"""People on duty in words: who is with the guests, role by role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.plan import Item
from models.domain.roles import CHOSEN_ROLES, ROOM_SERVICE_ROLES
from models.domain.vocabulary import ROLE_LABELS

if TYPE_CHECKING:
    from models.domain.plan import Duty, Move
    from planner.papers.wording.names import Names


@dataclass(frozen=True)
class DutyTexts:
    """Says the duties of items and moves in the language of the names."""

    names: Names

    def by_role(self, part: Item | Move) -> str:
        """Say who is with the guests, one role a line: 领导：李明（副总经理） 09:00–09:20; the missing are 待落实."""
        groups = len({stop.group for stop in part.stops}) if isinstance(part, Item) else 0
        found: dict[str, list[str]] = {}
        for duty in sorted(part.duties, key=lambda d: (d.group, d.start, d.person or "")):
            if duty.role not in ROOM_SERVICE_ROLES:
                names = found.setdefault(duty.role, [])
                text = self._person(duty, part, groups > 1)
                if text not in names:
                    names.append(text)
        comma, label = self.names.words.comma, self.names.words.label
        named = [role for role in ROLE_LABELS if role in found]
        return "\n".join(label(self.role(role, part.kind), comma.join(found[role])) for role in named)

    def role(self, role: str, kind: str) -> str:
        """Say a role: the leader at a banquet is its host, the greeter at a departure sees off."""
        words = self.names.words
        if role == "leader" and kind == "banquet":
            return words.pick("主人", "host")
        if role == "greeter":
            return words.pick("送行", "seen off by") if kind == "see_off" else words.pick("迎接", "met by")
        return words.role(role)

    def _person(self, duty: Duty, part: Item | Move, several_groups: bool) -> str:
        words, names = self.names.words, self.names
        if duty.person is None:
            about = [words.language(duty.language)] if duty.language else []
            about += [words.pick("外聘", "hired")] if duty.hired else []
            text = words.note(words.open, words.comma.join(about))
        else:
            titled = duty.role in (*CHOSEN_ROLES, "company")
            text = names.person_with_title(duty.person) if titled else names.person(duty.person)
            text += words.pick("（代）", " (deputy)") if duty.stand_in else ""
        if several_groups and duty.role == "docent":
            text = words.note(text, words.pick(f"{duty.group + 1}组", f"group {duty.group + 1}"))
        if duty.role == "leader" and isinstance(part, Item) and (part.start < duty.start or duty.end < part.end):
            text += " " + words.span(max(part.start, duty.start), min(part.end, duty.end))
        return text
