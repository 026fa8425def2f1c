"""Names in alphabetical order: Chinese ones by pinyin, surnames as they are read as surnames."""

from __future__ import annotations

import unicodedata

SURNAME_READINGS = {
    "单": "shan",
    "曾": "zeng",
    "解": "xie",
    "仇": "qiu",
    "区": "ou",
    "查": "zha",
    "翟": "zhai",
    "朴": "piao",
    "盖": "ge",
    "覃": "qin",
    "缪": "miao",
    "乐": "yue",
    "员": "yun",
    "折": "she",
    "洗": "xian",
    "黑": "he",
    "秘": "bi",
    "种": "chong",
    "繁": "po",
    "召": "shao",
    "祭": "zhai",
}
"""Read otherwise than the same character in a word."""
_WHOLE_LETTERS = str.maketrans({
    "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ł": "l", "Ł": "l", "ħ": "h", "Ħ": "h",
    "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "ı": "i", "ŋ": "ng", "Ŋ": "ng",
})  # fmt: skip
"""Letters that are not taken apart into a letter and its accent."""


def alphabetical(name: str) -> tuple[tuple[str, ...], str]:
    """Return the key by which names are sorted."""
    from pypinyin import lazy_pinyin  # its dictionaries take half a second and 60 MB

    read = lazy_pinyin(name)
    if name[:1] in SURNAME_READINGS:
        read = [SURNAME_READINGS[name[0]], *lazy_pinyin(name[1:])]
    return tuple(_plain(part) for part in read), name


def initial(name: str) -> str:
    """Return the letter under which a name is found, ``#`` for others."""
    letter = "".join(alphabetical(name)[0])[:1].upper()
    return letter if "A" <= letter <= "Z" else "#"


def _plain(text: str) -> str:
    """Latin letters without their accents, in lower case."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.translate(_WHOLE_LETTERS).casefold()
