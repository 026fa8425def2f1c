"""Seatings that somebody has edited in Excel: 座次.xlsx read back, or a sheet of his own."""

from __future__ import annotations

import openpyxl
import pytest

from models.domain.errors import FaultyInput
from planner.formats.workbook.seats import read_seats
from planner.language.words import Words
from planner.papers.seating.paper import SeatingPaper
from planner.papers.seating.workbook import dinner_workbook
from planner.seating.chart import DinnerChart, chart_text
from planner.seating.judging import judge_chart
from tests.etiquette.party import INSTANCES
from tests.papers.seating.cases import banquet, one_table, solved

NOTHING = (None, "")


def saved(folder, paper, lang="zh"):
    """座次.xlsx as the command writes it, without pictures, and its chart.json beside it."""
    in_words = SeatingPaper(paper.dinner, paper.seating, paper.etiquette, Words(lang))
    ((name, content),) = dinner_workbook(in_words, []).items()
    (folder / name).write_bytes(content)
    chart = DinnerChart(paper.dinner, paper.etiquette, paper.seating)
    (folder / "chart.json").write_text(chart_text(chart), encoding="utf-8")
    return folder / name


def edited(path, edit, sheet="按桌"):
    """Change the sheet as a hand in Excel does: ``edit`` gets its chairs as rows of cells, by their column's title."""
    book = openpyxl.load_workbook(path)
    rows = list(book[sheet].iter_rows())
    head = next(k for k, row in enumerate(rows) if {"座号", "Seat"} & {cell.value for cell in row})
    titles = [cell.value for cell in rows[head]]
    edit([dict(zip(titles, row, strict=True)) for row in rows[head + 1 :]])
    book.save(path)
    return path


def own(path, rows, title="Sheet1", head=("桌", "座号", "姓名")):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in (head, *rows):
        book.active.append(row)
    book.save(path)
    return path


def where(rows):
    return {row.person: (row.table, row.seat) for row in rows}


def told(path, paper):
    with pytest.raises(FaultyInput) as error:
        read_seats(path, paper.dinner, paper.etiquette)
    return [str(fault).removeprefix(f"{path}: ") for fault in error.value.faults]


# ---------------------------------------------------------------------------------------------- round trips


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_untouched_workbook_is_judged_as_its_chart(tmp_path, lang):
    paper = solved("three-tables")
    path = saved(tmp_path, paper, lang)
    chart = judge_chart(tmp_path / "chart.json")
    assert judge_chart(path) == chart, "beside chart.json"
    assert judge_chart(path, tmp_path / "chart.json") == chart
    by_list = judge_chart(path, INSTANCES / "dinners" / "three-tables.toml")
    assert (by_list.seating, by_list.etiquette) == (chart.seating, chart.etiquette)


@pytest.mark.parametrize("layout", ["one_host", "talks", "u", "sofas", "podium", "photo", "signing", "english"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_setting_is_read_back(tmp_path, layout, lang):
    paper = one_table(layout, 9, foreign=True, helpers=1)
    rows = read_seats(saved(tmp_path, paper, lang), paper.dinner, paper.etiquette)
    assert where(rows) == where(paper.seating.placements)


def test_people_and_tables_of_one_name_are_told_apart(tmp_path):
    paper = banquet(3)
    people = [p.replace(name="王伟", name_en=f"p{9 - k}") if k < 9 else p for k, p in enumerate(paper.dinner.people)]
    tables = [table.replace(name="2号桌") for table in paper.dinner.hall.tables]
    dinner = paper.dinner.replace(people=people, hall=paper.dinner.hall.replace(tables=tables))
    odd = SeatingPaper(dinner, paper.seating, paper.etiquette)
    for lang in ("zh", "en"):
        rows = read_seats(saved(tmp_path, odd, lang), dinner, paper.etiquette)
        assert where(rows) == where(paper.seating.placements)


def test_empty_chairs_stand_on_the_sheet_and_may_be_taken(tmp_path):
    paper = one_table("two_hosts", 10)
    away = paper.seating.placements[3]
    rows = [row for row in paper.seating.placements if row != away]
    without = SeatingPaper(paper.dinner, paper.seating.replace(placements=rows), paper.etiquette)
    path = saved(tmp_path, without)
    assert where(read_seats(path, paper.dinner, paper.etiquette)) == where(rows)

    def sit(chairs):
        (empty,) = [chair for chair in chairs if chair["姓名"].value in NOTHING]
        assert empty["座号"].value == away.seat
        empty["姓名"].value = away.person

    seated = read_seats(edited(path, sit), paper.dinner, paper.etiquette)
    assert where(seated) == where(paper.seating.placements)


# ------------------------------------------------------------------------------------------------ by hand


def exchanged(chairs, one, other):
    a, b = (next(chair["姓名"] for chair in chairs if chair["姓名"].value == name) for name in (one, other))
    a.value, b.value = b.value, a.value


def test_two_names_exchanged_are_found_as_what_they_break(tmp_path):
    paper = solved("three-tables")
    first = paper.seating.tables[0]
    host, guest = (paper.people.name(paper.seats[first.table][seat]) for seat in first.order[:2])
    path = edited(saved(tmp_path, paper), lambda chairs: exchanged(chairs, host, guest))
    before, after = judge_chart(tmp_path / "chart.json"), judge_chart(path)
    new = set(after.seating.breaches) - set(before.seating.breaches)
    assert "SEAT-01" in {breach.rule for breach in new}
    assert where(after.seating.placements) != where(before.seating.placements)


def test_a_chair_may_be_moved_to_another_table_instead_of_a_name(tmp_path):
    paper = solved("three-tables")
    one, other = (paper.seating.tables[k] for k in (1, 2))
    path = saved(tmp_path, paper)

    def move(chairs):
        a, b = (next(c for c in chairs if c["桌"].value == f"{plan.place}号桌") for plan in (one, other))
        for title in ("桌", "座号"):
            a[title].value, b[title].value = b[title].value, a[title].value

    now, was = where(read_seats(edited(path, move), paper.dinner, paper.etiquette)), where(paper.seating.placements)
    moved = {name for name in was if was[name] != now[name]}
    assert len(moved) == 2
    assert {now[name] for name in moved} == {was[name] for name in moved}


def test_a_sheet_of_ones_own(tmp_path):
    paper = banquet(3)
    order = [plan.table for plan in paper.seating.tables]
    people = [person.id for person in paper.dinner.people]
    rows = [
        ("主桌", "0", people[0]),
        ("", 1.0, people[1]),  # the table stands above
        ("2", "１座", people[2]),
        ("第2桌", 5, people[3].upper()),
        ("Table 3", 0, people[4]),
        ("三号桌", 2, people[5]),
        (order[2], 3, "空"),
        ("合计", None, None),
    ]
    path = own(tmp_path / "my.xlsx", rows, head=("桌号", "座位", "人员"))
    first, second, third = order
    assert list(where(read_seats(path, paper.dinner, paper.etiquette)).values()) == [
        (first, 0),
        (first, 1),
        (second, 1),
        (second, 5),
        (third, 0),
        (third, 2),
    ]


def test_names_as_people_write_them(tmp_path):
    paper = one_table("two_hosts", 10)
    assert paper.people.name("p0") == "王喆"
    rows = [("餐桌", 0, "王　喆"), ("餐桌", 1, "李珺（客人）"), ("T1", 2, "赵璟先生")]
    path = own(tmp_path / "my.xlsx", rows)
    people = {p.name: p.id for p in paper.dinner.people}
    rows = read_seats(path, paper.dinner, paper.etiquette)
    expected = {people[name]: ("T1", seat) for seat, name in enumerate(("王喆", "李珺", "赵璟")) if name in people}
    assert where(rows) == expected
    assert len(expected) == 3


# ------------------------------------------------------------------------------------------------- faults


def test_every_fault_at_once_by_cell(tmp_path):
    paper = one_table("two_hosts", 10)
    names = [person.name for person in paper.dinner.people]
    path = own(
        tmp_path / "my.xlsx",
        [
            ("T1", 0, names[0]),
            ("T9", 1, names[1]),
            ("T1", 99, names[2]),
            ("T1", 3, "无名氏"),
            ("T1", 0, names[4]),
            ("T1", 5, names[0]),
            ("T1", None, names[6]),
            ("T1", "靠窗", names[7]),
        ],
    )
    faults = told(path, paper)
    by_cell = dict(fault.removeprefix("Sheet1!").split(": ", 1) for fault in faults)
    assert sorted(by_cell) == ["A3", "B4", "B6", "B8", "B9", "C5", "C7"]
    assert len(faults) == len(by_cell)
    assert "Sheet1!C2" in by_cell["B6"], "who is there"
    assert "0–9" in by_cell["B4"]


def test_who_has_been_deleted_has_no_seat(tmp_path):
    path = saved(tmp_path, one_table("two_hosts", 10))
    edited(path, lambda chairs: setattr(chairs[0]["姓名"], "value", None))
    assert ["没有座位" in breach.text for breach in judge_chart(path).seating.breaches if breach.rule == "BANQ-01"] == [
        True
    ]


def test_a_name_that_two_have_asks_for_the_id(tmp_path):
    paper = one_table("two_hosts", 10)
    people = [p.replace(name="王伟") if k < 2 else p for k, p in enumerate(paper.dinner.people)]
    twins = SeatingPaper(paper.dinner.replace(people=people), paper.seating, paper.etiquette)
    path = own(tmp_path / "my.xlsx", [("T1", 0, "王伟"), ("T1", 1, "王伟（p1）"), ("T1", 2, f"{people[2].name}（p1）")])
    one, other = told(path, twins)
    assert "不止一人" in one
    assert "C2" in one
    assert "两" in other or "two people" in other


def test_which_sheet_is_read(tmp_path):
    paper = one_table("two_hosts", 10)
    path = own(tmp_path / "my.xlsx", [("T1", 0, "p0")], title="一稿")
    book = openpyxl.load_workbook(path)
    second = book.create_sheet("二稿")
    for row in (("桌", "座号", "姓名"), ("T1", 0, "p1")):
        second.append(row)
    book.save(path)
    (fault,) = told(path, paper)
    assert "一稿、二稿" in fault
    assert "按桌" in fault
    second.title = "按桌"
    book.save(path)
    assert where(read_seats(path, paper.dinner, paper.etiquette)) == {"p1": ("T1", 0)}
    own(path, [("T1", "p0")], head=("桌", "姓名"))
    assert "桌、座号、姓名" in told(path, paper)[0]
    own(path, [("T1", "p0")], head=("桌", "姓名"), title="按桌")
    assert any("座号" in fault and "按桌" in fault for fault in told(path, paper))


def test_a_workbook_needs_its_dinner_and_cars_are_not_read_from_one(tmp_path):
    path = own(tmp_path / "my.xlsx", [("T1", 0, "p0")])
    with pytest.raises(FaultyInput, match="of which dinner"):
        judge_chart(path)
    with pytest.raises(FaultyInput, match="cars"):
        judge_chart(path, INSTANCES / "dinners" / "convoy.toml")
    (tmp_path / "bad.xlsx").write_bytes(b"no workbook")
    with pytest.raises(FaultyInput, match=r"bad\.xlsx"):
        judge_chart(tmp_path / "bad.xlsx", INSTANCES / "dinners" / "ten-seats.toml")
