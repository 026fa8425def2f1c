"""The instances are what their page says."""

from __future__ import annotations

import re

import pytest

from models.domain.clock import day_of
from models.domain.consistency import faults
from models.domain.facts import Facts
from planner.cli import main
from planner.formats import load, load_edition
from planner.generation.generate import generate
from tests.shipped_weeks import SHIPPED_WEEKS


@pytest.fixture(scope="module")
def zhengzhou(root):
    return Facts(load(root / "instances" / "zhengzhou-week"), load_edition())


def test_the_page_names_every_folder(root):
    page = (root / "instances" / "README.md").read_text(encoding="utf-8")
    for folder in (root / "instances").iterdir():
        if folder.is_dir():
            assert f"`{folder.name}/`" in page, folder.name
    assert set(SHIPPED_WEEKS) == {path.parent.name for path in (root / "instances").glob("*/week.toml")}


@pytest.mark.parametrize("name", SHIPPED_WEEKS)
def test_facts_follow(name, root):
    facts = Facts(load(root / "instances" / name), load_edition())
    for stay in facts.stays:
        assert stay.size > 0
        assert stay.days
        assert all(stay.minutes(request) >= 0 for request in stay.visit.requests)
        assert all(stay.price(request) > 0 for request in stay.visit.requests)


def test_zhengzhou_week_has_what_a_secretary_knows(zhengzhou):
    week, stays = zhengzhou.week, zhengzhou.stays
    arrivals = [group.group.arrival.at for stay in stays for group in stay.groups]
    assert len(stays) >= 8
    assert any(day_of(at).weekday() >= 5 for at in arrivals), "a weekend arrival"
    assert any(day_of(at).weekday() == 0 and at % 1440 >= 20 * 60 for at in arrivals), "a late Monday arrival"
    assert {"de", "ru"} <= {stay.language for stay in stays}, "foreign parties with interpreter"
    assert any("halal" in stay.diets for stay in stays)
    assert any(stay.size == 30 for stay in stays)
    assert any(stay.visit.rivals for stay in stays)
    assert any(stay.level == "A" and any(r.kind == "signing" for r in stay.visit.requests) for stay in stays)
    assert any(len(stay.days) == 1 for stay in stays)
    assert any(len(stay.groups) == 2 for stay in stays)
    assert any(not stay.visit.provides.cars for stay in stays)
    fixed = {}
    for visit in week.visits:
        for request in visit.requests:
            held = getattr(request, "room", None), getattr(request, "leader", None)
            for what in held if request.at else ():
                fixed.setdefault((request.at, what), []).append(visit.id)
    clashes = {what: ids for (_, what), ids in fixed.items() if what and len(ids) > 1}
    assert set(clashes) == {"r-hall", "liu-guodong"}


def test_sights_are_the_real_ones(root):
    week = load(root / "instances" / "tiny")
    assert len(week.sights) >= 20
    assert week.sight("henan_museum").name == "河南博物院"
    assert all(sight.lat and sight.lon for sight in week.sights)


def test_every_phone_number_is_invented(root):
    for path in (root / "instances").rglob("*.toml"):
        for number in re.findall(r'phone = "([^"]+)"', path.read_text(encoding="utf-8")):
            assert number.startswith("199-0000-"), f"{path.name}: {number}"


@pytest.mark.parametrize(("name", "delegations", "seed"), [("busy-12", 12, 22), ("busy-25", 25, 1)])
def test_busy_weeks_are_what_the_command_makes(name, delegations, seed, root):
    assert generate(delegations, seed) == load(root / "instances" / name)


@pytest.mark.parametrize(("delegations", "seed"), [(1, 1), (12, 3), (25, 2), (60, 1), (200, 1)])
def test_made_up_weeks_are_sound(delegations, seed):
    week = generate(delegations, seed)
    assert len(week.visits) == delegations
    assert list(faults(week)) == []
    assert week == generate(delegations, seed)
    assert week != generate(delegations, seed + 1)


def test_a_made_up_week_has_variety():
    facts = Facts(generate(60, 5), load_edition())
    assert {stay.level for stay in facts.stays} == set("ABCD")
    assert len({stay.language for stay in facts.stays}) >= 4
    assert any("halal" in stay.diets for stay in facts.stays)
    assert max(stay.size for stay in facts.stays) > 20
    assert {len(stay.nights) for stay in facts.stays} >= {0, 1, 2, 3}
    fixed = [request.at for visit in facts.week.visits for request in visit.requests if request.at]
    assert len(set(fixed)) < len(fixed), "some hours that several want"


def test_command(tmp_path, capsys):
    assert main(["generate", "--delegations", "2", "--seed", "9", "-o", str(tmp_path / "w")]) == 0
    assert load(tmp_path / "w") == generate(2, 9)
    assert main(["generate", "--delegations", "2", "--seed", "9", "-o", str(tmp_path / "w")]) == 2
    assert "文件夹里已有内容" in capsys.readouterr().err
    assert main(["generate", "--delegations", "0", "-o", str(tmp_path / "x")]) == 2
    capsys.readouterr()
    assert not (tmp_path / "x").exists()
