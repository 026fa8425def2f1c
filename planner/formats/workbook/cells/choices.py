"""Choices: yes or no, and one or several of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.references import near
from planner.formats.workbook.cells.base import CellContext, CellKind
from planner.language.absence import reply
from planner.language.text import Unreadable, as_text, joined, said, split, tight, without_brackets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.language.text import Value

_YES_TEXT = (
    "是 √ ✓ ✔ ☑ 有 要 需 需要 对 可 可以 提供 安排 含 我方 我方提供 由我方提供 我方安排 公司提供 y yes true 1 1.0 on ok"
)
_NO_TEXT = (
    "否 × ✗ ✘ ☐ 无 没有 不 不要 不需 不需要 不用 不提供 不安排 不可 不是 不含 n no false 0 0.0 off - / "
    "自驾 自理 自备 自行 自行解决 自行安排 自己安排 自己解决 自订 自付 客人自理 对方自理"
)
_YES_WORDS, _NO_WORDS = frozenset(_YES_TEXT.split()), frozenset(_NO_TEXT.split())


def says_no(value: Value) -> bool:
    """Whether a cell says no: 否 × 无 and the like."""
    return tight(value) in _NO_WORDS


class YesNoCell(CellKind):
    """Yes or no: 是 否 √ × 有 无 and the like."""

    choices = ("是", "否")

    def read(self, value: Value, context: CellContext) -> Any:
        """Return true or false."""
        if isinstance(value, bool):
            return value
        text = tight(value)
        if text in _YES_WORDS or text in _NO_WORDS:
            return text in _YES_WORDS
        raise Unreadable(f"{said(value)} " + bilingual("应为 是 或 否", "neither yes nor no"), "是")

    def write(self, value: Any, context: CellContext) -> Value:
        """Return 是 or 否."""
        return "是" if value else "否"


class AttendanceCell(CellKind):
    """Whether somebody comes, as a reply says it; what is neither yes nor no is a remark about somebody who comes.

    Parameters
    ----------
    dinner : bool
        Whether it is a meal or meeting that they come to.
    """

    choices = ("是", "否")

    def __init__(self, dinner: bool = False) -> None:
        self._dinner = dinner

    def read(self, value: Value, context: CellContext) -> Any:
        """Return true or false."""
        if isinstance(value, bool):
            return value
        text = as_text(value)
        found = reply(text, self._dinner)
        if found is None or (not found and len(tight(text)) > 1):
            context.extra.append(text)
        return found is not False

    def write(self, value: Any, context: CellContext) -> Value:
        """Return 是 or 否."""
        return "是" if value else "否"


class ChoiceCell(CellKind):
    """One of a list.

    Parameters
    ----------
    labels : mapping
        What people read, by key.
    also : mapping
        Other words for a key, by key.
    unclear : mapping
        Words that could mean several keys, and what to ask then.
    """

    def __init__(
        self,
        labels: Mapping[Any, str],
        also: Mapping[Any, str] | None = None,
        unclear: Mapping[str, str] | None = None,
    ) -> None:
        self.labels = dict(labels)
        self._unclear = {tight(word): maybe for word, maybe in (unclear or {}).items()}
        self.choices = tuple(self.labels.values())
        self._keys: dict[str, Any] = {}
        words = {key: (also or {}).get(key, "").split() for key in self.labels}
        for key, label in self.labels.items():
            for word in (label, str(key), *words[key]):
                self._keys.setdefault(tight(word), key)

    def key(self, text: str) -> Any:
        """Return the key of a word; None if it is none of the list."""
        plain = tight(text)
        if plain in self._keys:
            return self._keys[plain]
        return self._keys.get(tight(without_brackets(text)[0]))

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the key."""
        key = self.key(str(value))
        if key is None:
            raise self.unknown(str(value))
        return key

    def unknown(self, text: str) -> Unreadable:
        """Return the fault of a word that is none of the list."""
        close = near(tight(text), self._keys)
        few = "、".join(self.choices)
        maybe = self._unclear.get(tight(text)) or (self.labels[self._keys[close]] if close else "")
        return Unreadable(f"{said(text)} " + bilingual(f"不在可选之列：“{few}”", f"is not one of “{few}”"), maybe)

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the word."""
        return str(self.labels[value])


class CeremonyWord(str):
    """The kind of a request that was called by the occasion of its ceremony."""

    occasion: str


class RequestKindCell(ChoiceCell):
    """The kind of a request; a ceremony is often called by its occasion: 献花圈.

    Parameters
    ----------
    occasions : mapping
        Words for a ceremony by its occasion, parted by blanks.
    """

    def __init__(self, labels: Mapping[Any, str], also: Mapping[Any, str], occasions: Mapping[str, str]) -> None:
        super().__init__(labels, also)
        self._occasions = {tight(word): key for key, words in occasions.items() for word in words.split()}

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the key; of a ceremony with its occasion, where the word tells it."""
        key = self.key(str(value))
        occasion = self._occasions.get(tight(str(value)))
        if key is None and occasion is not None:
            kind = CeremonyWord("ceremony")
            kind.occasion = occasion
            return kind
        return super().read(value, context)


class ChoicesCell(CellKind):
    """Several of a list in one cell; ``every`` is a word for all of them."""

    several = True

    def __init__(self, choice: ChoiceCell) -> None:
        self.choice = choice
        self.choices = choice.choices

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the keys."""
        text = as_text(value)
        if tight(text) in ("无", "没有", "-", "/"):
            return []
        whole = self.choice.key(text)
        if whole is not None:
            return [whole]
        return list(self._keys(split(text.replace("/", "、").replace("+", "、"))))

    def _keys(self, parts: Iterable[str]) -> Iterable[Any]:
        for part in parts:
            key = self.choice.key(part)
            if key is None:
                raise self.choice.unknown(part)
            yield key

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the words."""
        return joined([self.choice.labels[key] for key in value])
