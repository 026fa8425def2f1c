"""What is read but not planned yet is named, item by item."""

from __future__ import annotations

import pytest

from models.domain.activities import Joint, NightAway, Training
from models.domain.consistency import not_planned_yet
from models.domain.visits import SubGroup
from planner.formats import load


@pytest.fixture
def week(root):
    return load(root / "instances" / "tiny")


def changed(week, **changes):
    first = week.visits[0].replace(**changes)
    return week.replace(visits=(first, *week.visits[1:]))


def test_the_instances_use_nothing_of_it(root):
    for path in sorted((root / "instances").glob("*/week.toml")):
        assert not_planned_yet(load(path.parent)) == []


def test_sub_groups(week):
    part = SubGroup(id="spouses", members=("ding",), requests=("museum",))
    (line,) = not_planned_yet(changed(week, sub_groups=(part,)))
    assert "暂不支持" in line
    assert line.endswith("zhongneng/spouses")


def test_members_of_a_request(week):
    requests = week.visits[0].requests
    some = requests[0].replace(members=("wang",))
    (line,) = not_planned_yet(changed(week, requests=(some, *requests[1:])))
    assert line.endswith("zhongneng/talk")


def test_training_and_nights_away(week):
    more = (Training(id="course", topic="盾构机"), NightAway(id="night", hotel="shaoshi"))
    lines = not_planned_yet(changed(week, requests=more))
    assert [line.rsplit(" ", 1)[-1] for line in lines] == ["zhongneng/course", "zhongneng/night"]


def test_joints(week):
    joint = Joint(id="plenary", kind="plenary", visits=("zhongneng", "zijia"), title="年会")
    (line,) = not_planned_yet(week.replace(joints=(joint,)))
    assert "年会" in line
    assert line.endswith("plenary")
