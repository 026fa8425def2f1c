"""接待行程安排表: what a guest reads."""

from __future__ import annotations

import pytest

from models.rules.catalogue import rules
from planner.judging.check import judge
from planner.papers.paper import Paper
from planner.papers.tables.duties import duties
from planner.papers.tables.programme import programme, programmes
from tests.weeks import banquet, facts, plan, talk, visit, when
from tests.weeks import changed as changed_row


@pytest.fixture(scope="module")
def rows(paper):
    return [
        dict(zip(table.columns, row.cells, strict=True))
        for table in [programme(paper, "visit-4")]
        for row in table.rows
    ]


def find(rows, what):
    return next(row for row in rows if what in row["活动内容"])


def changed(report, **changes):
    """Return the paper of the same week with another plan."""
    return Paper(judge(report.facts, report.plan.replace(**changes), report.rules))


def test_it_looks_like_the_form(paper):
    table = programme(paper, "visit-1")
    assert table.columns == ("日期", "时间", "活动内容", "地点", "陪同人员", "用车", "备注")
    assert table.title == "接待行程安排表：河南省交通运输厅"


def test_a_transfer_is_told_where_it_leads(rows):
    row = find(rows, "技术交流")
    assert row["时间"] == "14:00–15:30"
    assert row["地点"] == "公司总部 多功能报告厅"
    assert row["用车"] == "中巴1 示A·10334 司机张堃"
    assert row["备注"] == "13:30从会展路商务酒店出发；随车：何珺琪"


def test_leaders_are_named_with_title_and_the_part_that_is_theirs(rows):
    assert find(rows, "技术交流")["陪同人员"].split("\n") == [
        "领导：赵伟（副总经理） 14:00–14:20",
        "专家：卫璟（高级工程师）",
        "陪同：何珺琪",
    ]
    assert find(rows, "欢迎晚宴")["陪同人员"] == "主人：赵伟（副总经理）"


def test_arrival_shows_the_train_and_departure_the_time_of_it(rows):
    arrival, departure = rows[0], rows[-1]
    assert arrival["活动内容"] == "抵达，接站 G83"
    assert arrival["时间"].startswith("11:10–")
    assert departure["活动内容"] == "送站"
    assert "G83 16:40开车" in departure["备注"]


def test_what_nobody_does_yet_is_said(paper):
    foreign = programme(paper, "visit-3")
    talk = next(row for row in foreign.rows if "技术交流" in row.cells[2])
    assert "翻译：待落实（德语、外聘）" in talk.cells[4]
    assert talk.open
    assert any("外租面包车（待落实）" in row.cells[5] for row in foreign.rows)
    packed = next(row for row in programme(paper, "visit-8").rows if "打包" in row.cells[2])
    assert packed.open


def test_nights_and_breakfasts(rows):
    assert find(rows, "住宿")["地点"] == "会展路商务酒店"
    assert find(rows, "住宿")["备注"] == "单人间1、双人间2"
    assert find(rows, "早餐")["时间"] == "07:00起"


def test_breakfast_is_packed_when_the_guests_leave_too_early(report):
    early = [
        m.replace(depart=m.depart - 120, arrive=m.arrive - 120) if m.id == "visit-4.m5" else m
        for m in report.plan.moves
    ]
    rows = [row.cells for row in programme(changed(report, moves=tuple(early)), "visit-4").rows]
    assert any(cells[2] == "打包早餐" for cells in rows)


def test_own_cars_and_walking(paper):
    own = programme(paper, "visit-6")
    assert {row.cells[5] for row in own.rows} <= {"", "客人自备车"}


def test_a_part_of_the_delegation_is_named(report, paper):
    move = next(m for m in report.plan.moves if m.visit == "visit-4" and m.kind == "pick_up")
    late = move.replace(id="late", groups=("g2",), depart=move.depart + 240, arrive=move.arrive + 240)
    rows = programme(changed(report, moves=(*report.plan.moves, late)), "visit-4").rows
    row = next(row for row in rows if row.about == "late")
    assert "仅第2批" in row.cells[6]
    lines = programme(paper, "visit-4").lines
    assert sum(line.startswith("抵离：") for line in lines) == 2


def test_diets_stand_in_the_heading_and_at_meals(paper):
    table = programme(paper, "visit-5")
    assert "饮食：清真2人" in table.lines
    assert all("清真2人" in row.cells[6] for row in table.rows if row.cells[2] in ("午餐", "晚餐", "欢迎晚宴"))


def test_items_keep_their_times_and_every_item_is_said_once(paper):
    for table in programmes(paper):
        visit = table.id.removeprefix("programme:")
        part = paper.plan.of(visit)
        said = [row.about for row in table.rows if row.about]
        assert sorted(said) == sorted(set(said))
        assert {item.id for item in part.items} <= set(said)
        for item in part.items:
            row = next(row for row in table.rows if row.about == item.id)
            assert (row.start, row.end) == (item.start, item.end)
            assert row.cells[1] == paper.words.span(item.start, item.end)


def test_every_move_is_in_the_programme(paper):
    """Either a row of its own, or its car stands in the row of what it leads to."""
    for table in programmes(paper):
        part = paper.plan.of(table.id.removeprefix("programme:"))
        own = {row.about for row in table.rows}
        told = sum("出发" in row.cells[6] for row in table.rows if row.about not in {m.id for m in part.moves})
        assert told == len([m for m in part.moves if m.id not in own])


def test_english(english):
    table = programme(english, "visit-1")
    assert table.columns == ("Day", "Time", "Programme", "Place", "Accompanied by", "Cars", "Remarks")
    assert any("leave Headquarters at" in row.cells[6] for row in table.rows)
    words = " ".join(cell for row in table.rows for cell in row.cells)
    assert not any(word in words for word in ("待落实", "出发", "陪同", "司机"))


def test_two_groups_do_not_disturb_each_other(report):
    """A transfer of the first group still leads to its item although the second group is met in between."""
    moves = [m.replace(groups=("g1",)) if m.visit == "visit-4" else m for m in report.plan.moves]
    items = [i.replace(groups=("g1",)) if i.visit == "visit-4" else i for i in report.plan.items]
    ride = next(m for m in moves if m.visit == "visit-4" and m.kind == "transfer")
    met = ride.replace(
        id="met", kind="pick_up", groups=("g2",), origin="cgo", depart=ride.depart + 5, arrive=ride.arrive + 5
    )
    table = programme(changed(report, moves=(*moves, met), items=tuple(items)), "visit-4")
    talk = next(row for row in table.rows if "技术交流" in row.cells[2])
    assert talk.cells[6] == "13:30从会展路商务酒店出发；随车：何珺琪；仅第1批"
    assert next(row for row in table.rows if row.about == "met").cells[6].startswith("仅第2批")


def test_cars_without_guests_are_the_drivers_business(report):
    move = next(m for m in report.plan.moves if m.rides)
    rides = (move.rides[0], move.rides[0].replace(vehicle="v2", driver="d2", guests=0, staff=2))
    moves = [m.replace(rides=rides) if m.id == move.id else m for m in report.plan.moves]
    paper = changed(report, moves=tuple(moves))
    row = next(row for row in programme(paper, move.visit).rows if row.about == move.id)
    assert "轿车1" not in row.cells[5]
    cells = [row.cells for t in duties(paper, "driver") for row in t.rows if row.about == move.id]
    assert any("我方2人" in each[5] for each in cells)


def test_docents_of_several_groups_are_told_apart(report):
    tour = next(
        i for i in report.plan.items if i.kind == "tour" and any(d.role == "docent" and d.person for d in i.duties)
    )
    stops = (*tour.stops, tour.stops[0].replace(group=1))
    docent = next(d for d in tour.duties if d.role == "docent")
    two = tour.replace(stops=stops, duties=(*tour.duties, docent.replace(person="p8", group=1)))
    items = [two if i.id == tour.id else i for i in report.plan.items]
    row = next(r for r in programme(changed(report, items=tuple(items)), tour.visit).rows if r.about == tour.id)
    assert "（1组）、" in row.cells[4]
    assert "（2组）" in row.cells[4]
    assert "分2组" in row.cells[6]


# ---------------------------------------------------------------- time of their own

IN_THE_INN = {"place": "inn_dining", "dining_room": "hall"}


def own_time(*rows, back_at=None, sleeping="inn"):
    """Return the hours of their own at the hotel of which a delegation reads; ``back_at``: at its hotel for lunch."""
    f = facts(visit("v1", talk(), hotel=sleeping))
    made = plan(f, v1=[("check_in", "21 16:00"), *rows])
    if back_at is not None:
        made = changed_row(made, "v1/to-lunch-2026-09-22", depart=when(back_at) - 20, arrive=when(back_at))
    table = programme(Paper(judge(f, made, rules(f.edition))), "v1")
    return [row.cells[1] for row in table.rows if row.cells[2] == "自由活动"]


def test_an_hour_at_the_hotel_before_they_leave_it_is_said():
    """They lunch in their hotel, and the talk is in the afternoon: it is twenty minutes away."""
    morning = "08:30–11:30"
    assert own_time(("lunch", "22 11:30", IN_THE_INN), ("talk", "22 14:00")) == [morning, "12:30–13:35"]
    assert own_time(("lunch", "22 11:30", IN_THE_INN), ("talk", "22 13:45")) == [morning]


def test_an_hour_at_the_hotel_before_what_they_come_for_is_said():
    """They are back from the talk long before they have lunch in their hotel, which they leave for the train."""
    day, afternoon = (("talk", "22 08:30"), ("lunch", "22 12:00", IN_THE_INN)), "13:00–17:05"
    assert own_time(*day, back_at="22 10:30") == ["10:30–12:00", afternoon]
    assert own_time(*day, back_at="22 11:15") == [afternoon]


def test_where_they_have_no_room_no_time_is_their_own():
    day = ("talk", "22 08:30"), ("lunch", "22 12:00", IN_THE_INN)
    assert own_time(*day, back_at="22 10:30", sleeping="grand") == []


def test_a_rest_is_told_with_the_time_around_it():
    """They check in until 16:45, rest from 17:15 to 18:00 as planned, and leave at 18:50 for the banquet."""
    f = facts(visit("v1", talk(), banquet(), hotel="inn"))
    rest = ("rest", "21 17:15", {"end": when("21 18:00")})
    made = plan(f, v1=[("check_in", "21 16:00"), rest, ("welcome", "21 19:15"), ("talk", "22 09:15")])
    table = programme(Paper(judge(f, made, rules(f.edition))), "v1")
    assert [row.cells[1:3] for row in table.rows if "休息" in row.cells[2]] == [("16:45–19:00", "回酒店休息")]
    assert "自由活动" not in {row.cells[2] for row in table.rows if row.cells[0].startswith("9月21日")}
