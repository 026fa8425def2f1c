"""Roughly where a place is when only its address is known: the middle of the district that the address names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from models.domain.places import Place

Position = tuple[float, float]
WITHIN_KM = 4.0
"""Between two places of which one is known by its district only, at least."""
TOWN_MINUTES = 30
"""Between two places that are visited together, at most."""
_DISTRICT_NAME = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:新区|开发区|自治县|港区|高新区|经开区|区|县|市)")

CENTRES: dict[str, Position] = {
    "中原区": (34.748, 113.613),
    "二七区": (34.724, 113.640),
    "管城回族区": (34.754, 113.677),
    "管城区": (34.754, 113.677),
    "金水区": (34.800, 113.660),
    "上街区": (34.803, 113.309),
    "惠济区": (34.868, 113.617),
    "郑东新区": (34.763, 113.750),
    "高新区": (34.803, 113.555),
    "经开区": (34.718, 113.740),
    "航空港区": (34.550, 113.845),
    "中牟县": (34.719, 113.976),
    "巩义市": (34.748, 113.022),
    "荥阳市": (34.787, 113.383),
    "新密市": (34.539, 113.391),
    "新郑市": (34.396, 113.740),
    "登封市": (34.453, 113.050),
    "郑州市": (34.747, 113.625),
    "开封市": (34.797, 114.308),
    "洛阳市": (34.620, 112.454),
    "新乡市": (35.303, 113.927),
    "焦作市": (35.216, 113.242),
    "许昌市": (34.036, 113.852),
    "平顶山市": (33.766, 113.193),
    "安阳市": (36.098, 114.392),
    "南阳市": (32.991, 112.528),
    "漯河市": (33.582, 114.017),
    "三门峡市": (34.773, 111.200),
    "商丘市": (34.414, 115.656),
    "信阳市": (32.148, 114.091),
    "周口市": (33.626, 114.697),
    "驻马店市": (33.012, 114.022),
    "鹤壁市": (35.747, 114.297),
    "濮阳市": (35.762, 115.029),
    "济源市": (35.067, 112.602),
}
"""Around the company of the examples. Elsewhere districts are known by the places in them that have a position."""


def districts_in(address: str) -> list[str]:
    """Return the districts and towns in an address, the smallest first: 郑州市高新区 is 高新区, 郑州市."""
    return [
        _short(name)
        for name in reversed(_DISTRICT_NAME.findall(re.sub(r"^(?:中国)?[\u4e00-\u9fff]{2,3}省", "", address)))
    ]


def district_of(place: Place) -> str:
    """Return the smallest district that a place's address names; without one the place is a district of its own."""
    return next(iter(districts_in(place.address)), place.id)


def _short(name: str) -> str:
    """Return the usual name of a development zone: 高新技术产业开发区 is 高新区."""
    for zone, usual in (("高新", "高新区"), ("经济技术", "经开区"), ("航空港", "航空港区")):
        if name.startswith(zone):
            return usual
    return name


def positions(places: Iterable[Place]) -> tuple[dict[str, Position], set[str]]:
    """Return where places are, and the ids of those that are known by their district only; others are left out."""
    places = list(places)
    found = {place.id: (place.lat, place.lon) for place in places if place.lat is not None and place.lon is not None}
    around: dict[str, list[Position]] = defaultdict(list)
    for place in places:
        if place.id in found:
            for name in districts_in(place.address)[:1]:
                around[name].append(found[place.id])
    rough = {}
    for place in places:
        names = () if place.id in found else districts_in(place.address)
        known = (_middle(around[name]) if name in around else CENTRES.get(name) for name in names)
        middle = next((position for position in known if position is not None), None)
        if middle is not None:
            rough[place.id] = middle
    return found | rough, set(rough)


def _middle(spots: list[Position]) -> Position:
    return sum(lat for lat, _ in spots) / len(spots), sum(lon for _, lon in spots) / len(spots)
