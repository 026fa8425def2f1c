"""Locks as people type them."""

from __future__ import annotations

import pytest

from models.domain.errors import FaultyInput
from planner.formats.dinner import read_party
from planner.language.parse_seat_locks import parse_car_locks, parse_seat_locks
from tests.etiquette.party import INSTANCES, one_table, person

NAMES = {"H1": "赵明远", "G1": "李强", "G2": "李强", "G3": "王五"}
DINNER = one_table([person(id, name=name) for id, name in NAMES.items()], seats=10)
RIDE = read_party(INSTANCES / "dinners" / "convoy.toml")[0]


@pytest.mark.parametrize(
    ("text", "lock"),
    [
        ("王五=T1:3", ("G3", "T1", 3)),
        ("王五先生=T1-3", ("G3", "T1", 3)),
        ("G1=T1", ("G1", "T1", None)),
        (" g1 \uff1d T1\uff1a0 ", ("G1", "T1", 0)),
    ],
)
def test_a_person_a_table_perhaps_a_seat(text, lock):
    (found,) = parse_seat_locks([text], DINNER)
    assert (found.person, found.table, found.seat) == lock


@pytest.mark.parametrize(
    ("text", "lock"),
    [
        ("马骏=A3", ("ma", "A3", None, None)),
        ("li=A2:rear_left", ("li", "A2", "rear_left", None)),
        ("李文=豫A·2:后排左@酒店", ("li", "A2", "rear_left", 1)),
        ("李文=A2:front right@1", ("li", "A2", "front_right", 0)),
    ],
)
def test_a_person_a_car_perhaps_a_seat_and_a_leg(text, lock):
    (found,) = parse_car_locks([text], RIDE)
    assert (found.person, found.car, found.seat, found.leg) == lock


def test_all_faults_at_once_with_what_may_be_meant():
    with pytest.raises(FaultyInput) as error:
        parse_seat_locks(["王五=T9", "王五=T1:10", "王六=T1", "李强=T1", "王五"], DINNER)
    text = str(error.value)
    for part in ("没有这张桌", "0 to 9", "maybe 王五", "不止一人", "要写 人=位置"):
        assert part in text
    with pytest.raises(FaultyInput) as error:
        parse_car_locks(["马骏=A9", "马骏=A3:roof", "马骏=A3:rear_left@9"], RIDE)
    text = str(error.value)
    for part in ("没有这辆车", "没有这个座位", "没有这一段"):
        assert part in text
