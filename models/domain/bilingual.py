"""Texts for the user in Chinese and English at once, of which one half is shown.

What is wrong is found far below the place that knows the language of the user. Such a text is therefore written as a
pair, carried as one string, which can be put into other texts, and taken apart where it is shown. Invisible signs mark
the pair, so that a name that contains " / " is never taken for the border of the halves.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

Half = Literal["zh", "en"]

_OPEN, _CLOSE, _OWN = "\u2063", "\u2064", "\u2062"
_BORDER = " / "
_PAIR = re.compile(rf"{_OPEN}(?P<zh>[^{_OPEN}{_CLOSE}]*?){_BORDER}(?P<en>[^{_OPEN}{_CLOSE}]*){_CLOSE}")
_MARKS = re.compile(f"[{_OPEN}{_CLOSE}{_OWN}]")


def bilingual(zh: str, en: str) -> str:
    """Return one text of two halves; a pair inside of a half gives its own half to it."""
    return f"{_OPEN}{_half(zh, 'zh')}{_BORDER}{_half(en, 'en')}{_CLOSE}"


def in_language(text: str, language: Half) -> str:
    """Return a text with the halves of its pairs that are in one language."""
    return _MARKS.sub("", _PAIR.sub(lambda pair: pair[language], text))


def in_both(text: str) -> str:
    """Return a text with both halves of its pairs: 缺少这一项 / missing."""
    return _MARKS.sub("", text)


def reworded(text: str, reword: Callable[[str], str]) -> str:
    """Return a text of which each language is reworded for itself."""
    zh, en = in_language(text, "zh"), in_language(text, "en")
    return reword(zh) if zh == en else bilingual(reword(zh), reword(en))


def _half(text: str, language: Half) -> str:
    return in_language(text, language).replace("/", f"{_OWN}/")
