"""What the requests of a visit are called besides their titles: by kind, occasion, topic and place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.domain.activities import OCCASION_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

CEREMONY_WORDS = {
    "welcome": "检阅 仪仗队 迎宾仪式",
    "wreath": "献花 敬献花圈 献花篮",
    "press": "记者会 记者招待会 新闻发布会 会见记者",
    "opening": "开幕 开幕式 开业 开业典礼 开业仪式 奠基仪式 启动仪式",
    "award": "授奖 授牌 颁奖 颁奖仪式 授牌仪式 授勋",
    "unveiling": "揭幕 揭牌 揭牌仪式 剪彩",
    "certificates": "结业 结业式 结业典礼 毕业典礼 发证 颁发证书",
    "farewell": "欢送 送别仪式",
    "other": "典礼",
}
"""Words for a ceremony by its occasion, besides ``OCCASION_NAMES``, parted by blanks."""
_BY_KIND = {
    "exchange": "会谈 座谈 交流 座谈会 交流会",
    "tour": "参观 参观工厂 参观车间",
    "call": "会见 拜会",
    "project": "项目考察 参观项目",
    "training": "培训班",
    "signing": "签约 签字 签字仪式",
    "performance": "演出 文艺晚会",
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
        for word in _BY_OCCASION.get(str(data.get("occasion", "welcome")), ()):
            yield from (f"{word}宴", f"{word}{meal}", f"{word}宴会")
    occasion = data.get("occasion")
    if kind == "ceremony" and occasion in OCCASION_NAMES:
        yield from (OCCASION_NAMES[occasion][0], *CEREMONY_WORDS[occasion].split())
    for name in ("topic", "place"):
        if isinstance(given := data.get(name), str):
            yield given
            if name == "place":
                yield f"{'游览' if kind == 'sight' else '参观'}{given}"
