"""Clients by name: one client over the weeks, however its name was typed."""

from __future__ import annotations

import re

from planner.language.text import tight

_LEGAL_FORM = re.compile(
    r"(?:股份有限公司|有限责任公司|有限公司|[,.]?(?:co\.?,?ltd|ltd|limited|inc|gmbh|llc|corp|corporation))\.?$"
)
_BRACKETS = str.maketrans("", "", "()（）[]【】 ·.,，")


def client_key(name: str) -> str:
    """Return what a client's name is found again by: without blanks, brackets, width and legal form.

    中能建设集团 and 中能建设（集团）有限公司 are one client; a branch or another place in the name makes another one.
    """
    text = tight(name)
    while (shorter := _LEGAL_FORM.sub("", text)) != text and len(shorter) > 1:
        text = shorter
    return text.translate(_BRACKETS) or tight(name)
