"""How kinds of activity look: in pictures and workbooks the same, told apart on a grey printer too."""

from __future__ import annotations

from typing import NamedTuple


class Style(NamedTuple):
    """How a kind of activity is drawn: fill, hatching and the colour of the text."""

    zh: str
    en: str
    fill: str
    hatch: str = ""
    ink: str = "#222222"


_TALK = Style("会谈、培训", "talks, training", "#93bde0")
_TOUR = Style("参观", "tours", "#c9e3bd", "////")
_RITE = Style("签约、仪式、合影", "ceremonies", "#e8b4ae", "xxxx")
_SIGHT = Style("游览", "sights", "#fff6cc", "....")
_SHOW = Style("购物、文娱", "shopping, shows", "#e6d3ee", "++++")
_BANQUET = Style("宴请", "banquets", "#a8322d", ink="white")
_MEAL = Style("用餐", "meals", "#f7e3cd")
_REST = Style("入住、休息", "hotel, rest", "#ffffff", "\\\\\\\\")
ACTIVITY_STYLES = {
    "exchange": _TALK,
    "call": _TALK,
    "training": _TALK,
    "tour": _TOUR,
    "project": _TOUR,
    "signing": _RITE,
    "ceremony": _RITE,
    "photo": _RITE,
    "sight": _SIGHT,
    "shopping": _SHOW,
    "entertainment": _SHOW,
    "performance": _SHOW,
    "banquet": _BANQUET,
    "lunch": _MEAL,
    "dinner": _MEAL,
    "check_in": _REST,
    "rest": _REST,
}
