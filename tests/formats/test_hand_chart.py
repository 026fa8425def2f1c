"""Charts made by hand."""

from __future__ import annotations

import pytest

from models.domain.errors import FaultyInput
from planner.formats.dinner import read_party
from planner.formats.text.hand_chart import legs, placements, read_hand_chart
from tests.etiquette.party import INSTANCES

DINNER = read_party(INSTANCES / "dinners" / "ten-seats.toml")[0]
RIDE = read_party(INSTANCES / "dinners" / "convoy.toml")[0]


def written(tmp_path, text):
    path = tmp_path / "chart.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_people_by_table_in_the_order_of_the_seats(tmp_path):
    path = written(tmp_path, 'dinner = "d.toml"\n[tables]\n"主桌" = ["赵明远", "zhou", "", "Mr Smith"]\n')
    chart, party = read_hand_chart(path)
    assert party == tmp_path / "d.toml"
    seats = {row.person: (row.table, row.seat) for row in placements(chart, DINNER, path.name)}
    assert seats == {"zhao": ("T1", 0), "zhou": ("T1", 1), "smith": ("T1", 3)}


def test_people_by_car_and_leg(tmp_path):
    path = written(tmp_path, '[cars]\n"豫A·1" = [{ "副驾驶" = "林译" }, { front_right = "interp" }]\n')
    assert legs(read_hand_chart(path).chart, RIDE, path.name) == {"A1": [{"front_right": "interp"}] * 2}


def test_all_names_that_are_not_on_the_list(tmp_path):
    path = written(tmp_path, '[tables]\nT1 = ["赵明元", "无名"]\n[cars]\nA9 = []\nA1 = [{ roof = "林译" }]\n')
    chart = read_hand_chart(path).chart
    with pytest.raises(FaultyInput) as error:
        placements(chart, DINNER, path.name)
    assert "chart.toml: tables.T1[0]: 赵明元" in str(error.value)
    assert "maybe 赵明远" in str(error.value)
    assert "tables.T1[1]" in str(error.value)
    with pytest.raises(FaultyInput) as error:
        legs(chart, RIDE, path.name)
    assert "cars.A9" in str(error.value)
    assert "cars.A1[0].roof" in str(error.value)


def test_an_unknown_key_is_a_fault(tmp_path):
    with pytest.raises(FaultyInput, match=r"chart\.toml: table"):
        read_hand_chart(written(tmp_path, "[table]\nT1 = []\n"))
