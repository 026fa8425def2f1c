"""One document of two: every text in Chinese, and in English under it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from planner.packet.document.model import Document

T = TypeVar("T")
_SAME_IN_BOTH = ("style", "mark", "sheet", "svg", "png", "width", "logo")


def in_both_languages(zh: Document, en: Document) -> Document:
    """Return a document with the texts of both, which are the same paper in two languages, block by block.

    Raises
    ------
    ValueError
        When they are not built alike.
    """
    blocks = tuple(_both(a, b) for a, b in zip(zh.blocks, en.blocks, strict=True))
    return replace(zh, blocks=blocks, lang="both", title=_text(zh.title, en.title), footer=_text(zh.footer, en.footer))


def _both(zh: T, en: T) -> T:
    merged: Any
    if type(zh) is not type(en):
        raise ValueError(f"{type(zh).__name__} in Chinese is {type(en).__name__} in English")
    if isinstance(zh, str) and isinstance(en, str):
        merged = _text(zh, en)
    elif isinstance(zh, tuple) and isinstance(en, tuple):
        merged = tuple(_both(a, b) for a, b in zip(zh, en, strict=True))
    elif is_dataclass(zh) and not isinstance(zh, type):
        names = [field.name for field in fields(zh) if field.name not in _SAME_IN_BOTH]
        merged = replace(zh, **{name: _both(getattr(zh, name), getattr(en, name)) for name in names})
    else:
        merged = zh
    return merged  # type: ignore[no-any-return]


def _text(zh: str, en: str) -> str:
    """Return both texts, one under the other.

    What is the same in both is said once, as are the last lines that are, and what stands whole in the English one.
    """
    if not en or zh == en:
        return zh
    if zh in en:
        return en
    lines, english = zh.split("\n"), en.split("\n")
    while lines and english and lines[-1] == english[-1]:
        lines.pop()
        english.pop()
    return "\n".join([*lines, *en.split("\n")])
