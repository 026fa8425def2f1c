"""What a week is told of its clients' earlier visits, and what becomes of it."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from models.domain.actuals import Actuals
from models.domain.facts import Facts
from models.rules.todo.collect import things_to_do
from planner.judging.check import check
from planner.papers.paper import Paper
from planner.register.closing import close_week
from planner.register.made_up import made_up_weeks
from planner.register.memory import with_memory
from planner.register.record import record_of
from tests.register.conftest import MUG, NOW, ZH
from tests.rules.hands import with_duty
from tests.weeks import banquet, edition, facts, plan, sight, talk, visit


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """Last week 甲公司 saw the museum, dined at the garden and was promised a sample; Eli was with them."""
    f = facts(visit("v1", talk(), sight(), banquet(), MUG, client="甲公司"), id="before")
    made = plan(f, v1=[("talk", "21 14:00"), ("welcome", "21 18:30", {"place": "garden"}), ("museum", "22 14:00")])
    made = with_duty(made, "museum", "escort", "eli")
    filled = {"visit": "v1", "promises": [{"what": "寄样本", "owner": "王工"}, {"what": "报价", "done": True}]}
    actuals = Actuals.model_validate({"visits": [filled | {"grades": {"people": "A"}}]})
    path = tmp_path_factory.mktemp("memory") / "register.sqlite"
    close_week(path, record_of(Paper(check(f.week, made, edition()), ZH), actuals), NOW, ZH)
    return path


def later(client="甲公司有限公司", **changes):
    stay = {"arrive": "28 09:00", "depart": "29 18:00"}
    return facts(visit("v1", talk(), banquet(), MUG, client=client, **stay, **changes), id="after")


def remembered(f, register):
    return with_memory(f.week, register).remembered("v1")


def test_a_client_is_known_again(register):
    found = remembered(later(), register)
    assert (found.visits, found.escort) == (1, "eli")
    assert [(seen.place, seen.day) for seen in found.seen] == [("museum", dt.date(2026, 9, 22))]
    assert [house.place for house in found.eaten] == ["garden"]
    assert [gift.what for gift in found.gifts] == ["瓷杯"]
    assert [(promise.what, promise.owner) for promise in found.promises] == [("寄样本", "王工")]


def test_of_others_nothing_is_known(register):
    f = later(client="乙公司")
    assert with_memory(f.week, register).memory.clients == ()


def test_who_carried_more_is_known_for_some_weeks(register):
    """Eli went along to the museum; long after, nobody minds any more."""
    known = later().week
    found = {day: with_memory(known.replace(first_day=day), register).memory for day in ("2026-09-28", "2026-12-01")}
    assert [(load.person, load.minutes) for load in found["2026-09-28"].loads] == [("eli", 90)]
    assert found["2026-12-01"].loads == ()


def test_a_week_does_not_remember_itself_nor_what_comes_after(register):
    same = facts(visit("v1", talk(), client="甲公司", arrive="28 09:00", depart="29 18:00"), id="before")
    earlier = facts(visit("v1", talk(), client="甲公司"), id="after")
    assert remembered(same, register).visits == remembered(earlier, register).visits == 0


def test_what_it_leaves_to_do(register):
    f = later()
    f = Facts(with_memory(f.week, register), f.edition)
    made = plan(f, v1=[("talk", "28 14:00"), ("welcome", "28 18:30", {"place": "garden"})])
    said = [line.say() for line in things_to_do(f, made)]
    assert "9月22日来访时答应的“寄样本”还没有兑现,客人到之前办好" in said
    assert "礼品“瓷杯”9月22日来访时送过,换一种" in said
    assert "花园酒家9月21日来访时吃过,请餐厅换菜单" in said


def test_their_escort_is_whoever_did_well(register):
    """Somebody else is one change more (HOST-08); whom the visit names comes first."""
    f = later()
    f = Facts(with_memory(f.week, register), f.edition)
    assert f.stay("v1").escort == "eli"
    named = Facts(with_memory(later(escort="eva").week, register), f.edition)
    assert named.stay("v1").escort == "eva"
    made = plan(f, v1=[("talk", "28 14:00")])
    amounts = {}
    for who in ("eli", "eva"):
        report = check(f.week, with_duty(made, "talk", "escort", who), f.edition)
        amounts[who] = sum(b.violation.amount for b in report.broken() if b.rule.id == "HOST-08")
    assert amounts == {"eli": 0, "eva": 1}


def test_it_is_quick_however_many_visits_there_are(tmp_path):
    path = tmp_path / "big.sqlite"
    for week in made_up_weeks(8, 60, first_day=dt.date(2024, 1, 1)):
        close_week(path, week, NOW, ZH)
    f = later()
    began = time.process_time()
    with_memory(f.week, path)
    assert time.process_time() - began < 0.1
