"""What a week is told of its clients' earlier visits, and what becomes of it."""

from __future__ import annotations

import datetime as dt
import json
import time

import pytest

from models.domain.actuals import Actuals
from models.domain.clock import minute_of_day
from models.domain.facts import Facts
from models.domain.office_record import OfficeRecord
from models.domain.promised_requests import with_memory
from models.rules.todo.collect import things_to_do
from planner.judging.check import check
from planner.papers.paper import Paper
from planner.papers.tables.programme import programme
from planner.register.closing import close_week
from planner.register.follow_up_table import follow_up_table
from planner.register.made_up import made_up_weeks
from planner.register.memory import remembered_week
from planner.register.record import record_of
from planner.register.store import reading
from tests.register.conftest import MUG, NOW, ZH
from tests.rules.hands import with_duty, with_ride
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


LATER = {"arrive": "28 09:00", "depart": "29 18:00"}


def later(client="甲公司有限公司", **changes):
    return facts(visit("v1", talk(), banquet(), MUG, client=client, **LATER, **changes), id="after")


def remembered(f, register):
    return remembered_week(f.week, register).remembered("v1")


def test_a_client_is_known_again(register):
    found = remembered(later(), register)
    assert (found.visits, found.escort) == (1, "eli")
    assert [(seen.place, seen.day) for seen in found.seen] == [("museum", dt.date(2026, 9, 22))]
    assert [house.place for house in found.eaten] == ["garden"]
    assert [gift.what for gift in found.gifts] == ["瓷杯"]
    assert [(promise.what, promise.owner) for promise in found.promises] == [("寄样本", "王工")]


def test_of_others_nothing_is_known(register):
    f = later(client="乙公司")
    assert remembered_week(f.week, register).memory.clients == ()


def test_who_carried_more_is_known_for_some_weeks(register):
    """Eli went along to the museum; long after, nobody minds any more."""
    known = later().week
    found = {
        day: remembered_week(known.replace(first_day=day), register).memory for day in ("2026-09-28", "2026-12-01")
    }
    assert [(load.person, load.minutes) for load in found["2026-09-28"].loads] == [("eli", 90)]
    assert found["2026-12-01"].loads == ()


def test_what_drivers_drove_is_known_for_some_weeks(tmp_path):
    """Two rides, one until after 22:00; who has left the company is passed over."""
    f = facts(visit("v1", talk(), sight(), client="甲公司"), id="before")
    made = plan(f, v1=[("talk", "21 14:00"), ("museum", "22 14:00")])
    home = made.moves[-1]
    made = with_ride(made, made.moves[0].id, {"vehicle": "car1", "driver": "d1"})
    late = home.replace(depart=home.depart + 240, arrive=home.arrive + 300)
    made = made.replace(moves=(*made.moves[:-1], late))
    made = with_ride(made, late.id, {"vehicle": "car1", "driver": "d1"})
    path = tmp_path / "drives.sqlite"
    minutes = made.moves[0].arrive - made.moves[0].depart + late.arrive - late.depart
    record = record_of(Paper(check(f.week, made, edition()), ZH), Actuals())
    gone = next(row for row in record.rows["service"] if row["role"] == "driver")
    record.rows["service"].append(gone | {"person": "driver:left"})
    close_week(path, record, NOW, ZH)
    (found,) = remembered_week(later().week.replace(first_day="2026-09-28"), path).memory.drives
    assert (found.driver, found.minutes, found.nights) == ("d1", minutes, int(minute_of_day(late.arrive) > 22 * 60))
    assert found.nights == 1


def test_a_week_does_not_remember_itself_nor_what_comes_after(register):
    same = facts(visit("v1", talk(), client="甲公司", arrive="28 09:00", depart="29 18:00"), id="before")
    earlier = facts(visit("v1", talk(), client="甲公司"), id="after")
    assert remembered(same, register).visits == remembered(earlier, register).visits == 0


def test_what_it_leaves_to_do(register):
    f = later()
    f = Facts(remembered_week(f.week, register), f.edition)
    made = plan(f, v1=[("talk", "28 14:00"), ("welcome", "28 18:30", {"place": "garden"})])
    said = [line.say() for line in things_to_do(f, made)]
    assert "9月22日来访时答应的“寄样本”还没有兑现,客人到之前办好" in said
    assert "礼品“瓷杯”9月22日来访时送过,换一种" in said
    assert "花园酒家9月21日来访时吃过,请餐厅换菜单" in said


def test_their_escort_is_whoever_did_well(register):
    """Somebody else is one change more (HOST-08); whom the visit names comes first."""
    f = later()
    f = Facts(remembered_week(f.week, register), f.edition)
    assert f.stay("v1").escort == "eli"
    named = Facts(remembered_week(later(escort="eva").week, register), f.edition)
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
    remembered_week(f.week, path)
    assert time.process_time() - began < 0.1


# ---------------------------------------------------------------- promises that become requests


def closed_with(tmp_path, *promises):
    """Return a register in which 甲公司 was promised this on a visit that saw nothing."""
    f = facts(visit("v1", talk(), client="甲公司"), id="before")
    made = plan(f, v1=[("talk", "21 14:00")])
    actuals = Actuals.model_validate({"visits": [{"visit": "v1", "promises": promises}]})
    path = tmp_path / "promises.sqlite"
    close_week(path, record_of(Paper(check(f.week, made, edition()), ZH), actuals), NOW, ZH)
    return path


TEMPLE = {"what": "下次看博物馆", "kind": "sight", "place": "museum"}


def expecting(path, **changes):
    f = later(**changes)
    f = Facts(remembered_week(f.week, path), f.edition)
    (promise,) = f.week.remembered("v1").promises
    return f, promise


@pytest.mark.parametrize(
    ("promise", "kind"),
    [
        ({"what": "请王总谈合作", "kind": "exchange"}, "exchange"),
        ({"what": "拜会董事长", "kind": "call"}, "call"),
        ({"what": "看总装车间", "kind": "tour", "place": "w1"}, "tour"),
        (TEMPLE, "sight"),
        ({"what": "看没有了的景点", "kind": "sight", "place": "旧址"}, None),
        ({"what": "寄样本"}, None),
    ],
    ids=["talk", "call", "tour", "sight", "no such place", "no item"],
)
def test_a_promise_becomes_a_request_of_its_kind(tmp_path, promise, kind):
    f, found = expecting(closed_with(tmp_path, promise))
    asked = f.week.visit("v1").request(found.request) if found.request else None
    assert (asked.kind if asked else None) == kind
    assert len(f.week.visit("v1").requests) == len(later().week.visit("v1").requests) + (kind is not None)


def test_what_the_visit_asks_for_already_is_not_asked_twice(tmp_path):
    path, f = closed_with(tmp_path, TEMPLE), facts(visit("v1", sight(), client="甲公司", **LATER), id="after")
    known = remembered_week(f.week, path)
    assert [request.id for request in known.visit("v1").requests] == ["museum"]
    assert known.remembered("v1").promises[0].request == "museum"


def test_the_same_memory_again_changes_nothing(tmp_path):
    f, _ = expecting(closed_with(tmp_path, TEMPLE))
    assert with_memory(f.week, f.week.memory) == f.week
    assert with_memory(later().week, f.week.memory) == f.week, "as a later command reads the week of a plan"


def planned(f, promise, *rows):
    return plan(f, v1=[("talk", "28 14:00"), *rows])


def test_it_is_never_silent(tmp_path):
    f, promise = expecting(closed_with(tmp_path, TEMPLE))
    with_it, without = planned(f, promise, (promise.request, "29 09:30")), planned(f, promise)
    said = [[line.say() for line in things_to_do(f, made) if line.task == "promise"] for made in (with_it, without)]
    assert said == [
        ["9月22日来访时答应的“下次看博物馆”已排进行程,照办"],
        ["9月22日来访时答应的“下次看博物馆”排不进行程,向客人说明或另约"],
    ]
    paper = Paper(check(f.week, with_it, f.edition), ZH)
    assert any("9月22日 周二来访时答应：下次看博物馆" in row.cells[-1] for row in programme(paper, "v1").rows)


@pytest.mark.parametrize(
    ("actual", "office", "kept"),
    [
        ({}, {}, True),
        ({"times": [{"item": "v1/{request}", "held": False}]}, {}, False),
        ({"came": 0}, {}, False),
        ({"came": 0, "promises": [{"what": "下次看博物馆", "done": True}]}, {}, True),
        ({"came": 0}, {"tasks": [{"key": "v1|promise|{key}", "step": "done"}]}, True),
    ],
    ids=["held", "not held", "nobody came", "said to be done", "ticked"],
)
def test_that_it_was_kept_comes_back(tmp_path, actual, office, kept):
    """At the next visit nobody is reminded of it again; the register says where it was kept."""
    path = closed_with(tmp_path, TEMPLE)
    f, promise = expecting(path)
    made = planned(f, promise, (promise.request, "29 09:30"))
    filled, told = (
        json.loads(json.dumps(data).replace("{request}", promise.request).replace("{key}", promise.key))
        for data in (actual, office)
    )
    actuals = Actuals.model_validate({"visits": [{"visit": "v1"} | filled]})
    paper = Paper(check(f.week, made, f.edition), ZH, OfficeRecord.model_validate(told))
    record = record_of(paper, actuals)
    close_week(path, record, NOW, ZH)
    assert bool(record.still_open(paper, "v1")) != kept
    assert any("仍未兑现" in row.cells[3] for row in follow_up_table(paper, actuals, record).rows) != kept
    with reading(path) as connection:
        rows = connection.execute("SELECT what, done, kept_in FROM promise_list WHERE month = '2026-09'").fetchall()
    assert len(rows) == 1, "that it is done is no other promise"
    assert (TEMPLE["what"], int(kept), "after/v1" if kept else None) in rows
    third = facts(visit("v1", talk(), client="甲公司", arrive="28 09:00", depart="29 18:00"), id="third")
    next_month = third.week.replace(first_day="2026-10-26")
    moved = next_month.visit("v1")
    group = moved.groups[0]
    later_group = group.replace(
        arrival=group.arrival.replace(at=group.arrival.at + 28 * 1440),
        departure=group.departure.replace(at=group.departure.at + 28 * 1440),
    )
    next_month = next_month.replace(visits=(moved.replace(groups=(later_group,)),))
    promises = remembered_week(next_month, path).remembered("v1").promises
    assert (TEMPLE["what"] in [p.what for p in promises if p.promised_in == "before/v1"]) != kept
