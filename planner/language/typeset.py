"""Chinese typography for what the rules say: full-width punctuation, air around times of day."""

from __future__ import annotations

import re

_HAN = "\u4e00-\u9fff\u3001-\u301f\uff01-\uff5e“”"
_FULL_WIDTH = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）"}
_MARK = re.compile(rf"(?<=[{_HAN}])[,:;()]|[,:;()](?=[{_HAN}])|(?<=\))[,:;](?=\w)|\)$")
_BEFORE_TIME = re.compile(rf"(?<=[{_HAN}])(?=\d\d:\d\d)")
_AFTER_TIME = re.compile(r"(?<=\d\d:\d\d)(?=[\u4e00-\u9fffA-Za-z])")


def typeset(text: str) -> str:
    """Return a Chinese sentence as it is printed: 「10月19日21:25接站:无人」 becomes 「10月19日 21:25 接站：无人」."""
    if not re.search(f"[{_HAN}]", text):
        return text
    wide = _MARK.sub(lambda mark: _FULL_WIDTH[mark[0]], text)
    return _AFTER_TIME.sub(" ", _BEFORE_TIME.sub(" ", wide))
