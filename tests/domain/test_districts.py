"""Places that are known by their address only."""

from __future__ import annotations

import pytest

from models.domain.districts import WITHIN_KM, districts_in, positions
from models.domain.travel import Travel
from tests.weeks import company, edition, place


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("郑州市高新区科学大道", ["高新区", "郑州市"]), ("河南省郑州市金水区花园路1号", ["金水区", "郑州市"]),
        ("郑州高新技术产业开发区", ["高新区"]), ("巩义市站街镇", ["巩义市"]), ("", []), ("Main Street 1", []),
    ],
)  # fmt: skip
def test_districts_of_addresses(address, names):
    assert [name for name in districts_in(address) if name in ("高新区", "郑州市", "金水区", "巩义市")] == names


def minutes(**addresses):
    places = [{**p, **addresses.get(p["id"], {})} for p in place("site")]
    return Travel(company(places=places).places, (), edition().roads)


def test_an_address_is_enough_for_an_estimate():
    far, near = {"address": "巩义市"}, {"address": "郑州市高新区"}
    travel = minutes(site={"lat": 34.806, "lon": 113.548}, museum=near, temple=far, inn={"address": "郑州市高新区"})
    assert travel.base("site", "museum") < travel.base("site", "temple") < 120
    assert travel.base("museum", "inn") >= WITHIN_KM / 60 * 60
    assert travel.base("site", "grand") == Travel.UNKNOWN


def test_a_district_is_where_its_places_are():
    given = {"site": {"lat": 30.0, "lon": 120.0, "address": "杭州市西湖区"}, "inn": {"address": "杭州市西湖区灵隐路"}}
    spots, rough = positions(company(places=[{**p, **given.get(p["id"], {})} for p in place("site")]).places)
    assert spots["inn"] == (30.0, 120.0)
    assert rough == {"inn"}
