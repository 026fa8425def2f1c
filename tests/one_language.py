"""What is told in one language holds no words of the other, but for what the input itself says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.domain.bilingual import in_language

if TYPE_CHECKING:
    from models.domain.errors import Fault

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z]{3,}")
_QUOTED = re.compile(r"'[^']*'|“[^”]*”")
_NAMES = {"xlsx", "Excel", "WPS", "jiedai", "TOML", "JSON", "UTF", "DTD", "XML", "Numbers", "Word", "OpenDocument"}
"""Programs and kinds of files, called the same in both languages."""


def leaks(fault: Fault, given: str) -> list[str]:
    """Return the words of the wrong language in a fault; ``given``: everything that the input says.

    A hint that is one text in both languages is something to be typed, and may be in either.
    """
    maybe = fault.maybe if in_language(fault.maybe, "zh") != in_language(fault.maybe, "en") else ""
    chinese, english = (_QUOTED.sub(" ", in_language(f"{fault.what} {maybe}", language)) for language in ("zh", "en"))
    found = [word for word in _LATIN.findall(chinese) if word not in given and word not in _NAMES]
    return found + [word for word in _HAN.findall(english) if word not in given]
