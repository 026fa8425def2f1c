"""How secretaries fill in sheets: units in headers, words for numbers, 同上: understood or asked, never misread."""

from __future__ import annotations

import datetime as dt

import pytest

from models.domain.base import Hours
from models.domain.errors import FaultyInput
from planner.formats.raw import Sources
from planner.formats.validate import validated
from planner.formats.week import raw_week_or_company, week_of
from planner.formats.workbook.book import Cell
from planner.formats.workbook.write import company_book_of
from planner.formats.workbook.xlsx import xlsx_of
from tests.formats.workbook.sheets import book, column, faults, read, sheet, small, write


def renamed(title, old, new, row, value):
    """Return a workbook with a header as somebody else writes it, and a value below it."""
    trial = book()
    page = sheet(trial, title)
    page.put(Cell(1, column(page, old), new))
    place = write(trial, title, row, new, value)
    return trial, place


@pytest.mark.parametrize(
    ("header", "value", "yuan"),
    [
        ("预算（万元）", 3, 30_000),
        ("预算（万元）", "1.5", 15_000),
        ("预算(百元)", 3, 300),
        ("预算/万元", 3, 30_000),
        ("预算万元", 3, 30_000),
        ("预算（元）", 3000, 3000),
        ("预算（万元）", "3000元", 3000),
        ("预算（含税）", 3000, 3000),
    ],
)
def test_units_of_money(header, value, yuan):
    trial, _ = renamed("来访客户", "预算（元）", header, 3, value)
    assert read(trial).visits[0].budget == yuan


@pytest.mark.parametrize("header", ["对方联络人", "客户联系人", "对方联系人", "客方联络人"])
def test_the_guests_contact_is_not_our_applicant(header):
    trial, _ = renamed("来访客户", "对方联络人", header, 3, "周小姐")
    write(trial, "来访客户", 3, "申请人", "李经理")
    write(trial, "来访客户", 3, "对方联络电话", "13800001234")
    found = read(trial).visits[0]
    assert (found.contact.name, found.contact.phone, found.applicant) == ("周小姐", "13800001234", "李经理")


@pytest.mark.parametrize("header", ["申请人", "我方联系人", "我方联络人", "联系人"])
def test_our_contact_is_the_applicant(header):
    trial, _ = renamed("来访客户", "申请人", header, 3, "李经理")
    assert (read(trial).visits[0].applicant, read(trial).visits[0].contact.name) == ("李经理", "")


@pytest.mark.parametrize("word", ["外国政府", "外国政府代表团", "foreign_government"])
def test_foreign_governments(word):
    trial = book()
    write(trial, "来访客户", 3, "客户类型", word)
    assert read(trial).visits[0].client_kind == "foreign_government"


@pytest.mark.parametrize(
    ("header", "value", "minutes"), [("时长（小时）", 2, 120), ("时长(h)", 1.5, 90), ("用时（分钟）", 90, 90)]
)
def test_units_of_time(header, value, minutes):
    trial, _ = renamed("活动需求", "时长（分钟）", header, 3, value)
    assert read(trial).visits[0].requests[0].minutes == minutes


@pytest.mark.parametrize(
    ("title", "old", "new"),
    [("来访客户", "预算（元）", "预算（美元）"), ("酒店", "到公司（分钟）", "到公司（公里）")],
)
def test_units_that_are_none_of_ours_are_asked(title, old, new):
    trial, place = renamed(title, old, new, 3, 12)
    assert place in faults(trial)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("一小时二十分", 80), ("一小时零五分", 65), ("半小时", 30), ("1小时1刻", 75), ("一个半小时", 90), ("两小时", 120)],
)
def test_durations_in_words(text, minutes):
    trial = book()
    write(trial, "活动需求", 3, "时长（分钟）", text)
    assert read(trial).visits[0].requests[0].minutes == minutes


@pytest.mark.parametrize(
    ("title", "row", "header", "text", "field", "meant"),
    [
        ("来访客户", 3, "来访目的", "调研", "purpose", "other_inspection"),
        ("来访客户", 3, "来访目的", "其他", "purpose", "other_inspection"),
        ("来访客户", 3, "游览", "可以", "sights", "planner"),
        ("来访客户", 3, "游览", "不用", "sights", "none"),
        ("来访客户", 3, "全程陪同", "李总", "escort", "ann"),
        ("来访客户", 3, "全程陪同", "总工程师", "escort", "ann"),
    ],
)
def test_loose_words_are_understood(title, row, header, text, field, meant):
    trial = with_titles(ann=("李红", "总工程师"), bob=("王红", "经理"))
    write(trial, title, row, header, text)
    assert getattr(read(trial).visits[0], field) == meant


def test_a_form_of_address_that_two_people_have_is_asked():
    trial = with_titles(ann=("李红", "总工程师"), bob=("李白", "总经理"))
    place = write(trial, "来访客户", 3, "全程陪同", "李总")
    assert "李红（ann）、李白（bob）" in faults(trial)[place]


def with_titles(**people):
    """Return a workbook in which people have other names and titles."""
    found = small()
    rows = [
        p.replace(name=people[p.id][0], title=people[p.id][1]) if p.id in people else p for p in found.company.people
    ]
    return book(found.replace(company=found.company.replace(people=tuple(rows))))


@pytest.mark.parametrize(("value", "asked"), [("否", False), (False, False), ("不用", False), ("是", True)])
def test_what_an_activity_has_not_may_be_refused(value, asked):
    trial = book()
    place = write(trial, "活动需求", 4, "茶水", value)  # a tour
    assert (place in faults(trial)) is asked


def test_a_mixed_word_for_talks():
    trial = book()
    write(trial, "活动需求", 3, "类型", "交流座谈")
    assert read(trial) == small()


def test_half_a_day_in_a_workshop_is_asked():
    trial = book()
    place = write(trial, "车间", 3, "参观（分钟）", "半天")
    assert "3小时" in faults(trial)[place]


@pytest.mark.parametrize(("text", "count"), [("两桌", 2), ("三人", 3), ("１２人", 12), ("15（含司机）", 15)])
def test_counts_in_words(text, count):
    trial = book()
    write(trial, "会议室", 3, "座位", text)
    assert read(trial).company.rooms[0].seats == count


@pytest.mark.parametrize(("text", "maybe"), [("5男3女", "8"), ("10+1", "11"), ("约10", "10")])
def test_counts_that_are_asked(text, maybe):
    trial = book()
    place = write(trial, "会议室", 3, "座位", text)
    assert faults(trial)[place].endswith(f"→ {maybe}")


@pytest.mark.parametrize(("text", "cars"), [("自驾", False), ("自理", False), ("我方提供", True), ("√", True)])
def test_what_is_provided(text, cars):
    trial = book()
    write(trial, "来访客户", 3, "提供用车", text)
    assert read(trial).visits[0].provides.cars is cars


def test_as_above_everywhere():
    trial = book()
    for header, value in (("职务", "总工程师"), ("饮食", "清真"), ("语言", "英语")):
        write(trial, "成员", 3, header, value)
        write(trial, "成员", 4, header, "同上")
    first, second, third = read(trial).visits[0].members
    assert (second.title, second.diet, second.languages) == (first.title, first.diet, first.languages)
    assert (third.title, third.diet) == ("", ())


def test_as_above_in_the_sheet_of_ways():
    trial = book()
    first = sheet(trial, "路程").rows[3]
    write(trial, "路程", 4, "从", first[1].value)
    write(trial, "路程", 4, "到", "大剧院")
    plain = read(trial)
    write(trial, "路程", 4, "从", "同上")
    assert read(trial) == plain


def test_the_company_as_a_place_of_arrival():
    trial = book()
    places = sheet(trial, "地点")
    row = next(row for row in places.rows if row > 2 and places.rows[row][1].value == "公司")
    write(trial, "地点", row, "名称", "黄岛厂区")
    for page in trial.sheets:  # all that referred to it by name
        for number, cells in page.rows.items():
            for cell in list(cells.values()):
                if cell.value == "公司" and page.name not in ("地点", "选项"):
                    page.put(Cell(number, cell.column, "我公司"))
    assert read(trial).company.places == read(book()).company.replace(places=read(trial).company.places).places
    write(trial, "航班车次", 3, "到达地点", "公司")
    assert read(trial).visits[0].groups[0].arrival.place == "site"


def test_minutes_of_a_courtesy_call():
    trial = book()
    write(trial, "活动需求", 4, "类型", "礼节性会见")
    write(trial, "活动需求", 4, "领导", "boss")
    write(trial, "活动需求", 4, "会见分钟", 30)
    assert read(trial).visits[0].requests[1].minutes == 30
    place = write(trial, "活动需求", 5, "会见分钟", 30)
    assert "没有“会见分钟”" in faults(trial)[place]


def test_their_own_column_beside_the_empty_one():
    trial = book()
    page = sheet(trial, "成员")
    page.put(Cell(1, max(page.rows[1]) + 1, "手机"))
    write(trial, "成员", 3, "手机", "13900000000")
    assert read(trial).visits[0].members[0].phone == "13900000000"
    write(trial, "成员", 3, "电话", "13900000001")
    assert any("有两列" in text for text in faults(trial).values())


@pytest.mark.parametrize("value", [8, 8.5, 10**400, dt.time(8, 30, 15), "25:70", "31:00", True])
def test_numbers_are_no_times_of_day(value):
    found = validated(Hours, {"open": value, "close": "30:00"}, Sources())
    assert [fault.where for fault in found.faults] == ["open"]


@pytest.mark.parametrize(
    "value", [0, 14052000, "9999-12-31T23:59-23:59", "0001-01-01T00:00+14:00", "2026-09-21T10:00:30"]
)
def test_moments_that_are_none(value):
    from models.domain.base import Span

    found = validated(Span, {"start": value, "end": "2199-09-21T10:00"}, Sources())
    assert [fault.where for fault in found.faults] == ["start"]


def test_a_company_alone(tmp_path):
    path = tmp_path / "company.xlsx"
    trial = company_book_of(small().company)
    path.write_bytes(xlsx_of(trial))
    raw = raw_week_or_company(path)
    assert raw.company_alone
    assert week_of(raw).company.rooms == small().company.rooms
    place = write(trial, "会议室", 3, "座位", "许多")
    path.write_bytes(xlsx_of(trial))
    with pytest.raises(FaultyInput) as error:
        week_of(raw_week_or_company(path))
    assert [fault.where for fault in error.value.faults] == [place]
