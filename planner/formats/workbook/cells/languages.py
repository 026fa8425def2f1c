"""Languages by name or code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from planner.formats.workbook.cells.base import CellContext, CellKind
from planner.formats.workbook.cells.choices import ChoiceCell
from planner.language.text import Unreadable, as_text, joined, split, tight
from planner.language.words import Words

if TYPE_CHECKING:
    from planner.language.text import Value

LANGUAGE_CODES = ("zh", "en", "ja", "ko", "ru", "de", "fr", "es", "it", "pt", "ar", "vi")
_OTHER_LANGUAGE_NAMES = {
    "zh": "汉语 普通话 国语 chinese",
    "en": "英文 english",
    "ja": "日文 日本语 japanese",
    "ko": "韩语 韩文 朝鲜语 korean",
    "ru": "俄文 russian",
    "de": "德文 german",
    "fr": "法文 french",
    "es": "西班牙文 西语 spanish",
    "it": "意大利文 italian",
    "pt": "葡萄牙文 葡语 portuguese",
    "ar": "阿拉伯文 阿语 arabic",
    "vi": "越南文 vietnamese",
}
LANGUAGE_CHOICE = ChoiceCell({code: Words().language(code) for code in LANGUAGE_CODES}, _OTHER_LANGUAGE_NAMES)


def language_code(text: str) -> str:
    """Return the code of a language; codes of others are taken as they are."""
    key = LANGUAGE_CHOICE.key(text)
    if key is not None:
        return str(key)
    if re.fullmatch(r"[a-z]{2,3}", tight(text)):
        return tight(text)
    raise Unreadable(*_unknown(text))


def _unknown(text: str) -> tuple[str, str]:
    fault = LANGUAGE_CHOICE.unknown(text)
    return fault.what, fault.maybe or "ISO 639: th"


def language_name(code: str) -> str:
    """Return the name of a language, or its code."""
    return str(LANGUAGE_CHOICE.labels.get(code, code))


class LanguagesCell(CellKind):
    """Several languages in one cell."""

    several = True
    choices = LANGUAGE_CHOICE.choices

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the codes."""
        return [language_code(part) for part in split(as_text(value).replace("/", "、").replace("+", "、"))]

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the names."""
        return joined([language_name(code) for code in value])
