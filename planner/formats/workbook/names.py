"""Names for ids: planners write names, facts refer by ids. What a name could mean is kept here, by kind and visit."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict

from models.domain.bilingual import bilingual
from models.domain.references import MAX_LISTED_IDS, near
from planner.language.text import Unreadable, said, shortened, tight, without_brackets

KIND_LABELS = {
    "visit": bilingual("来访客户", "visit"),
    "member": bilingual("成员", "member"),
    "request": bilingual("活动需求", "request"),
    "place": bilingual("地点", "place"),
    "room": bilingual("会议室", "room"),
    "lounge": bilingual("休息室", "lounge"),
    "workshop": bilingual("车间", "workshop"),
    "person": bilingual("我方人员", "person"),
    "driver": bilingual("司机", "driver"),
    "vehicle": bilingual("车辆", "vehicle"),
    "joint": bilingual("联合活动", "joint item"),
    "attendee": bilingual("宾主", "person"),
    "table": bilingual("桌", "table"),
    "customer": bilingual("客户", "customer"),
    "specialist": bilingual("业务员", "specialist"),
}
_ID_PATTERN = re.compile(r"[A-Za-z0-9_.:/-]{1,96}")


class NamedThings:
    """The things of one kind: ids and what they are called.

    Parameters
    ----------
    by_id : bool
        Write ids, which stay clear whatever things are called afterwards.
    """

    def __init__(self, kind: str, *, by_id: bool = False) -> None:
        self.kind, self.by_id = kind, by_id
        self.labels: dict[str, str] = {}
        self._ids: dict[str, set[str]] = defaultdict(set)
        self._loose: dict[str, set[str]] = defaultdict(set)
        self._called: dict[str, set[str]] = defaultdict(set)

    def add(self, id: str, *labels: str) -> None:
        """Add a thing; the first label is the one that is written."""
        self.labels.setdefault(id, labels[0] if labels and labels[0] else id)
        self._ids[id].add(id)
        self._loose[tight(id)].add(id)
        for label in labels:
            if label:
                self._ids[label].add(id)
                self._loose[tight(label)].add(id)
                self._loose[tight(without_brackets(label)[0])].add(id)

    def call(self, id: str, *words: str) -> None:
        """Add what a thing is called besides, such as 王总; it counts where nothing has that name."""
        for word in words:
            self._called[tight(word)].add(id)

    def meant(self, text: str) -> set[str]:
        """Return the ids that a text could mean: exactly so called, else apart from blanks, width, brackets."""
        if text.startswith("#") and text[1:] in self.labels:
            return {text[1:]}
        for table, word in (
            (self._ids, text),
            (self._loose, tight(text)),
            (self._loose, tight(without_brackets(text)[0])),
            (self._called, tight(text)),
        ):
            if word and word in table:
                return table[word]
        return set()

    def id(self, text: str) -> str:
        """Return the id that a text means.

        Raises
        ------
        Unreadable
            When it is none of them, or more than one.
        """
        found = self.meant(text)
        if len(found) == 1:
            return next(iter(found))
        label = KIND_LABELS[self.kind]
        if found:
            several = "、".join(f"{shortened(self.labels[id])}（{id}）" for id in sorted(found))
            raise Unreadable(
                f"{said(text)} " + bilingual(f"重名，是几个{label}的名字，不知是哪一个", f"more than one {label}"),
                bilingual(f"写编号：{several}", f"write the id: {several}"),
            )
        close = near(text, [*self.labels.values(), *self.labels]) or _part(text, list(self.labels.values()))
        few = (
            "、".join(shortened(name) for name in self.labels.values())
            if 0 < len(self.labels) <= MAX_LISTED_IDS
            else ""
        )
        raise Unreadable(bilingual(f"没有这个{label} {said(text)}", f"unknown {label}: {said(text)}"), close or few)

    def word(self, id: str) -> str:
        """Return how to write an id so that it is read back: its label where that is clear."""
        label = self.labels.get(id)
        for text in () if self.by_id else (label, id):
            if text and text == text.strip() and self.meant(text) == {id} and not text.startswith(("#", "=")):
                return text
        return f"#{id}"


def _part(text: str, labels: list[str]) -> str:
    """Return the one label of which a text is a part, or that is a part of it."""
    if len(text) < 2:
        return ""
    found = [label for label in labels if text in label or (len(label) > 1 and label in text)]
    return found[0] if len(found) == 1 else ""


class Registry:
    """All names of a week, by kind; members and requests by visit."""

    def __init__(self, *, by_id: bool = False) -> None:
        self._by_id = by_id
        self._known: dict[tuple[str, str], NamedThings] = {}

    def of(self, kind: str, visit: str | None = None) -> NamedThings:
        """Return the names of a kind; ``visit`` for what belongs to one."""
        scope = (visit or "") if kind in ("member", "request") else ""
        if (kind, scope) not in self._known:
            self._known[kind, scope] = NamedThings(kind, by_id=self._by_id)
        return self._known[kind, scope]


def made_id(prefix: str, name: str) -> str:
    """Return an id for a thing whose id nobody gave: from its name, so that it stays when rows are moved."""
    plain = name.strip()
    if _ID_PATTERN.fullmatch(plain) and len(plain) <= 24:
        return plain
    return f"{prefix}-{hashlib.sha256(tight(plain).encode()).hexdigest()[:8]}"
