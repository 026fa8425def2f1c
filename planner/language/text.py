"""Text as people type it, made comparable: half-width, blanks and dashes made one; lists, brackets, numbers."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache

from models.domain.bilingual import bilingual

Value = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None
"""What a cell or a text file holds."""
_LONGEST_KEPT = 60
"""Characters of texts of which the folded form is kept: headers and words that come again and again."""
_BLANKS = re.compile(r"[\s\u200b\u200c\u200d\ufeff]+")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\uff0d~\uff5e\u301c]|--+")
_TRAILING_BRACKETS = re.compile(r"(?P<text>.*\S)\s*[（(【\[](?P<note>[^（()）【】\[\]]+)[）)】\]]\s*")


class Unreadable(ValueError):
    """What stands in a cell cannot be understood: what is wrong, and maybe how to mend it."""

    def __init__(self, what: str, maybe: str = "") -> None:
        super().__init__(what)
        self.what, self.maybe = what, maybe


def folded(value: Value) -> str:
    """Return a value as text to be understood: half-width, dashes and blanks made one, nothing at its ends."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return repr(value)
    text = str(value)
    return _folded_text(text) if len(text) <= _LONGEST_KEPT else _folded_text.__wrapped__(text)


@lru_cache(maxsize=20_000)
def _folded_text(text: str) -> str:
    return _DASHES.sub("-", _BLANKS.sub(" ", unicodedata.normalize("NFKC", text))).strip()


def tight(value: Value) -> str:
    """Return a folded text without any blanks, in lower case."""
    return folded(value).replace(" ", "").lower()


_LONGEST_SHOWN = 40


def said(value: Value) -> str:
    """Return a value as a fault quotes it: short."""
    text = value.strftime("%Y-%m-%d %H:%M") if isinstance(value, dt.datetime) else str(value)
    text = re.sub(r"\d{3}[- ]?\d{4}[- ]?\d{4}|\d{9,}", "…", text.strip())
    return f"“{shortened(text)}”"


def shortened(text: str) -> str:
    """Return a text as a fault shows it: cut off where it is long."""
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_LONGEST_NUMBER = 24
"""Signs of a number: longer ones are none that anybody writes."""
_CHINESE = re.compile(r"(?:([一二两三四五六七八九])?百)?(?:([一二两三四五六七八九])?十)?零?([一二两三四五六七八九])?")


def number_in(text: str) -> float | None:
    """Read a number in digits (1,200.5) or Chinese (十二, 两百零五) that is the whole text; None if it is none."""
    if len(text) > _LONGEST_NUMBER:
        return None
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?", text) and text.isascii():
        return float(text.replace(",", ""))
    if text in _DIGITS:
        return float(_DIGITS[text])
    found = _CHINESE.fullmatch(text) if text else None
    if found is None:
        return None
    hundreds = _DIGITS[found[1]] if found[1] else int("百" in text)
    tens = _DIGITS[found[2]] if found[2] else int("十" in text)
    return float(hundreds * 100 + tens * 10 + (_DIGITS[found[3]] if found[3] else 0))


def whole_number(number: float) -> int | float:
    """Return a number without a fraction as int."""
    return int(number) if number == int(number) else number


def as_text(value: Value) -> str:
    """Return a cell's value as text.

    Raises
    ------
    Unreadable
        For true and false.
    """
    if isinstance(value, bool):
        raise Unreadable(
            bilingual(f"应为文字，不是 {str(value).upper()}", f"a text is expected, not {str(value).upper()}")
        )
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return str(value).strip()


def without_brackets(text: str) -> tuple[str, str]:
    """Split a trailing remark in brackets off: ``张三（组长）``."""
    found = _TRAILING_BRACKETS.fullmatch(text)
    return (found["text"], found["note"].strip()) if found else (text, "")


_SEPARATORS = "、,，;；\n"
_LIST_PARTS = re.compile(rf'"((?:[^"]|"")*)"|([^{_SEPARATORS}]+)')


def split(text: str) -> list[str]:
    """Split a list in one cell: 、 , ; or line breaks between; what stands in quotes is one part."""
    parts = []
    for found in _LIST_PARTS.finditer(text):
        part = found[1].replace('""', '"') if found[1] is not None else found[2].strip()
        if part:
            parts.append(part)
    return parts


def joined(parts: list[str]) -> str:
    """Write a list into one cell, so that `split` gives it back."""
    return "、".join(_quoted(part) for part in parts)


def _quoted(part: str) -> str:
    awkward = part != part.strip() or any(sign in part for sign in _SEPARATORS + '"')
    return '"' + part.replace('"', '""') + '"' if awkward else part
