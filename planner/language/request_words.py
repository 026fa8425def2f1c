"""What the requests of a visit are called besides their titles: by kind, occasion, topic and place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_BY_KIND = {
    "exchange": "会谈 座谈 交流 座谈会 交流会",
    "tour": "参观 参观工厂 参观车间",
    "call": "会见 拜会",
    "project": "项目考察 参观项目",
    "training": "培训班",
    "signing": "签约 签字 签字仪式",
    "photo": "集体合影 合照",
    "gift": "礼品 赠礼 送礼",
    "sight": "游览景点 观光",
    "shopping": "逛街",
    "entertainment": "文娱 演出",
    "banquet": "宴会",
}
_BY_OCCASION = {
    "welcome": ("欢迎", "接风"),
    "farewell": ("欢送", "送行"),
    "thanks": ("答谢",),
}


def request_words(kind: object, data: dict[str, Any]) -> Iterator[str]:
    """Yield what a request is called besides its title and the label of its kind.

    Parameters
    ----------
    data : dict
        Its ``occasion``, ``lunch``, ``topic`` and ``place``, as far as they are given; the place by its name.
    """
    yield from _BY_KIND.get(str(kind), "").split()
    if kind == "banquet":
        meal = "午宴" if data.get("lunch") is True else "晚宴"
        yield meal
        for occasion in _BY_OCCASION.get(str(data.get("occasion", "welcome")), ()):
            yield from (f"{occasion}宴", f"{occasion}{meal}", f"{occasion}宴会")
    for name in ("topic", "place"):
        if isinstance(given := data.get(name), str):
            yield given
            if name == "place":
                yield f"{'游览' if kind == 'sight' else '参观'}{given}"
