"""Facts of the week changed in forms of the page: read as the workbook is, all faults at once, undone to the byte."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.domain.errors import FaultyInput
from planner.board.form_texts import HEADERS_IN_ENGLISH
from planner.board.forms import FORMS_OF, TypedForm, changes_of, read_form
from planner.board.journal import journal_of, read_journal
from planner.board.opening import open_board
from planner.board.session import BoardSession
from planner.formats import load
from planner.formats.changed_week import changed_week
from planner.formats.example_week import example_week
from planner.formats.workbook.changed_rows import RowChange
from planner.formats.workbook.forms_week import GROUPS_FORM, VISITS_FORM
from tests.board.opened import TOKEN, Page, asked, opened, written
from tests.board.test_journal import at_random
from tests.weeks import when


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with opened(written(tmp_path)) as made:
        made.week()
        yield made


def row(form: str, id: str = "", owner: str = "", gone: bool = False, **cells: str) -> dict[str, Any]:
    return {"form": form, "id": id, "owner": owner, "cells": cells, "gone": gone}


def typed(page: Page, what: str, of: str, *rows: dict[str, Any]) -> Any:
    return page.ask("form/do", typed={"what": what, "of": of, "rows": list(rows)})


def arrival(page: Page, **cells: str) -> Any:
    return typed(page, "visit", "v1", row("航班车次", "g1", "v1", **cells))


# ---------------------------------------------------------------- read as the workbook is


def test_nothing_changed_is_the_same_week() -> None:
    for week in (asked().week, example_week()):
        assert changed_week(week, ()) == (week, ())
        assert changed_week(week, ())[0] is week


def test_a_renamed_client_is_still_referred_to() -> None:
    one = asked().week.visits[0].replace(rivals=["v2"])
    week = asked().week.replace(visits=[one, asked().week.visits[1]])
    now, faults = changed_week(week, [RowChange(VISITS_FORM, {"客户名称": "新名称集团"}, "v2")])
    assert faults == ()
    assert now is not None
    assert now.visits[0] is week.visits[0]
    assert now.visits[1].client == "新名称集团"


def test_a_total_leaves_the_rest_without_a_name() -> None:
    for change in (
        RowChange(VISITS_FORM, {"人数": "八位"}, "v1"),
        RowChange(GROUPS_FORM, {"人数": "8"}, "g1", "v1"),
    ):
        now, faults = changed_week(asked().week, [change])
        assert faults == ()
        assert now is not None
        assert now.visits[0].groups[0].unnamed == 5


def test_every_column_has_an_english_name() -> None:
    headers = {column.header for forms in FORMS_OF.values() for form in forms for column in form.columns}
    assert headers - {"编号"} <= set(HEADERS_IN_ENGLISH)
    assert set(HEADERS_IN_ENGLISH) <= headers


# ---------------------------------------------------------------- what the page shows


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("what", "of", "titles"),
    [
        ("visit", "v1", ["来访客户", "航班车次", "成员"]),
        ("visit", "", ["来访客户", "航班车次", "成员", "活动需求"]),
        ("request", "v1/talk", ["活动需求"]),
        ("request", "v1/", ["活动需求"]),
        ("absence", "docent:dan", ["请假停用"]),
    ],
)
def test_a_form_has_its_rows_and_choices(page: Page, what: str, of: str, titles: list[str], lang: str) -> None:
    form = page.ask("form", what=what, of=of, lang=lang)
    assert [section["form"] for section in form["sections"]] == titles
    for section in form["sections"]:
        columns = {column["id"]: column for column in section["columns"]}
        assert "编号" not in columns
        for each in section["rows"]:
            assert set(each["cells"]) - {"编号", "来访客户"} <= set(columns)
            for header, text in each["cells"].items():
                options = columns[header]["options"] if header in columns else []
                assert not options or text in [option[0] for option in options]
        if lang == "en":
            assert not [sign for column in columns.values() for sign in column["label"] if "\u4e00" <= sign <= "\u9fff"]


def test_an_absence_begins_with_whose_it_is(page: Page) -> None:
    (section,) = page.ask("form", what="absence", of="docent:dan")["sections"]
    assert section["rows"][0]["cells"] == {"类别": "我方人员", "名称": "dan"}
    assert page.ask("form", what="absence", of="docent:<b>")["sections"][0]["rows"][0]["cells"] == {}


# ---------------------------------------------------------------- done, undone, replayed


def test_a_later_train_shows_what_it_breaks(page: Page) -> None:
    done = arrival(page, 到达时间="上午十一点", 到达航班车次="G99")
    assert done["faults"] == []
    assert "G99" in done["said"]
    assert done["level"] == "must"
    assert any("（" in broken["text"] for broken in done["broken"])
    assert page.app.session.state.week.visits[0].groups[0].arrival.at == when("21 11:00")
    assert page.week()["undo"] == done["said"]
    assert page.app.session.state.visit_plans["v1"].items  # the plan stays as it is


def test_planned_again_by_the_new_facts(page: Page) -> None:
    arrival(page, 到达时间="10:00")
    assert page.app.session.score().musts
    text = page.post("ask/replan", {}).text
    pieces = [json.loads(part.removeprefix("data: ")) for part in text.split("\n\n") if part]
    offers = [piece["offer"] for piece in pieces if "offer" in piece]
    assert offers, pieces
    page.ask("take", offer=offers[0])
    assert not page.app.session.score().musts
    assert page.app.session.state.week.visits[0].groups[0].arrival.at == when("21 10:00")


def test_every_fault_stands_beside_its_field_and_nothing_is_written(page: Page) -> None:
    text, week = page.app.session.text(), page.app.session.state.week
    found = typed(
        page,
        "visit",
        "v1",
        row("来访客户", "v1", 级别="E", 酒店="不知道的酒店"),
        row("航班车次", "g1", "v1", 到达时间="某时"),
        row("成员", "", "v1", 姓名="新客", 职级="天下第一"),
    )
    assert {(fault["row"], fault["column"]) for fault in found["faults"]} == {
        (0, "级别"),
        (0, "酒店"),
        (1, "到达时间"),
        (2, "职级"),
    }
    assert all(fault["text"] for fault in found["faults"])
    assert page.app.session.state.week is week
    assert page.app.session.text() == text
    assert page.app.session.number == 0


def test_facts_that_do_not_go_together_are_told_at_their_field(page: Page) -> None:
    found = arrival(page, 离开日期="2026-09-20")
    assert {fault["row"] for fault in found["faults"]} == {0}


def test_a_new_request_lies_in_the_tray_and_can_be_planned(page: Page) -> None:
    done = typed(page, "request", "v1/", row("活动需求", "", "v1", 类型="合影", 名称="门前合影"))
    assert done["faults"] == []
    (card,) = [left for left in page.week()["left"] if left["visit"] == "v1"]
    assert "合影" in card["title"]
    assert card["reason"]
    assert card["end"] > card["start"]
    page.ask("do", operation={"kind": "plan", "of": card["id"], "start": when("21 11:15")})
    assert page.app.session.state.item(card["id"]) is not None
    page.ask("undo")
    page.ask("undo")
    assert page.app.session.state.week == asked().week


def test_a_request_is_changed_as_it_is_typed(page: Page) -> None:
    done = typed(page, "request", "v1/talk", row("活动需求", "talk", "v1", 最早="下午两点半", 会议室="二号会议室"))
    assert done["faults"] == []
    request = page.app.session.state.week.visits[0].request("talk")
    assert (request.earliest, request.room) == (14 * 60 + 30, "r2")  # type: ignore[union-attr]
    assert done["broken"]


def test_a_new_visit_is_left_out_as_a_whole_until_it_is_planned(page: Page) -> None:
    group = {"到达日期": "9月21日", "到达时间": "9点", "到达地点": "高铁站", "离开日期": "22日", "离开时间": "18:00"}
    done = typed(
        page,
        "visit",
        "",
        row("来访客户", 客户名称="远方水务", 级别="C级"),
        row("航班车次", 人数="3", 离开地点="高铁站", **group),
        row("活动需求", 类型="交流"),
    )
    assert done["faults"] == []
    visit = page.app.session.state.week.visits[-1]
    assert (visit.client, visit.level, visit.groups[0].unnamed) == ("远方水务", "C", 3)
    assert [left["whole"] for left in page.week()["left"] if left["visit"] == visit.id] == [True]
    assert [each["name"] for each in page.week()["rows"]][-1] == "远方水务"
    for view in ("room", "vehicle"):
        assert page.week(view)["bars"]


def test_a_new_visit_that_lacks_everything_is_told_everything(page: Page) -> None:
    found = typed(page, "visit", "", row("来访客户", 客户名称=" "), row("航班车次", 到达时间="9点"))
    fields = {fault["column"] for fault in found["faults"]}
    assert "客户名称" in fields
    assert fields & {"到达日期", "到达时间"}
    assert len(page.app.session.state.week.visits) == 2


def test_an_absence_comes_and_goes(page: Page) -> None:
    cells = {"类别": "我方人员", "名称": "dan", "开始": "9月21日", "结束": "9月22日"}
    assert typed(page, "absence", "", row("请假停用", **cells))["faults"] == []
    dan = page.app.session.state.week.person("dan")
    assert [(span.start, span.end) for span in dan.leave] == [(when("21 00:00"), when("23 00:00"))]
    assert typed(page, "absence", "", row("请假停用", "0", gone=True))["faults"] == []
    assert page.app.session.state.week.company == asked().week.company


def test_undone_redone_and_replayed(tmp_path: Path) -> None:
    path = written(tmp_path)
    content = path.read_bytes()
    with opened(path) as page:
        page.week()
        arrival(page, 到达时间="10:30")
        page.move("v1/museum", when("22 09:30"))
        typed(page, "request", "v2/", row("活动需求", "", "v2", 类型="合影"))
        text, state = page.app.session.text(), page.app.session.state
        again = open_board(path)  # killed here
        assert again.session.text() == text
        assert again.session.state.week == state.week
        lines = read_journal(journal_of(path)).lines
        assert [visit["id"] for visit in lines[0]["week"]["changes"]["visits"]] == ["v1"]
        for _ in range(3):
            page.ask("undo")
        assert page.app.session.text().encode() == content
        page.ask("redo")
        assert page.app.session.state.week.visits[0].groups[0].arrival.at == when("21 10:30")
        page.ask("undo")
        assert page.ask("save")["saved"]
    assert path.read_bytes() == content


def test_two_people_at_one_fact(tmp_path: Path) -> None:
    with opened(written(tmp_path), "小李") as one:
        other = Page(one.client, one.app, "老王")
        one.week()
        other.week()
        arrival(one, 到达时间="10:30")
        body = {"what": "visit", "of": "v1", "rows": [row("航班车次", "g1", "v1", 到达航班车次="G1")]}
        refused = other.post("form/do", {"typed": body})
        assert refused.status_code == 409
        assert refused.json()["stale"]
        assert "小李" in refused.json()["refused"]
        assert "10:30" in refused.json()["refused"]
        other_field = typed(other, "visit", "v1", row("来访客户", "v1", 酒店="大酒店"))
        assert other_field["faults"] == []
        other.week()
        assert arrival(other, 到达航班车次="G1")["faults"] == []


@pytest.mark.parametrize(
    "body",
    [
        {"what": "fly"},
        {"what": "visit", "of": "v1", "rows": [{"form": "x" * 200}]},
        {"what": "visit", "of": "v1", "rows": [row("来访客户", "v1", 客户名称="x" * 401)]},
        {"what": "visit", "of": "v1", "rows": [row("来访客户", "v1")] * 121},
        {"what": "visit", "of": 3},
        None,
    ],
)
def test_what_is_no_form_is_not_understood(page: Page, body: object) -> None:
    assert page.post("form/do", {"typed": body}).status_code == 422


@pytest.mark.parametrize(
    "body",
    [
        {"what": "visit", "of": "v1", "rows": []},
        {"what": "visit", "of": "v1", "rows": [row("来访客户", "v1")]},
        {"what": "visit", "of": "v1", "rows": [row("来访客户", "v9", 级别="A级")]},
        {"what": "visit", "of": "v1", "rows": [row("航班车次", "g1", "v2", 到达时间="9点")]},
        {"what": "visit", "of": "v1", "rows": [row("请假停用", "", "", 类别="车辆")]},
        {"what": "visit", "of": "v1", "rows": [row("来访客户", "v1", 编号="x")]},
        {"what": "visit", "of": "v1", "rows": [row("成员", "m1", "v1", gone=True)]},
        {"what": "absence", "of": "", "rows": [row("请假停用", "7", gone=True)]},
        {"what": "absence", "of": "", "rows": [row("请假停用", "x", gone=True)]},
    ],
)
def test_a_row_that_is_not_there_is_refused(page: Page, body: object) -> None:
    assert page.post("form/do", {"typed": body}).status_code == 409
    assert page.app.session.number == 0


def test_typed_text_is_data(page: Page) -> None:
    done = typed(page, "visit", "v1", row("来访客户", "v1", 备注="=1+1 <b>x</b>"))
    assert done["faults"] == []
    assert page.app.session.state.week.visits[0].note == "=1+1 <b>x</b>"


def test_private_values_are_told_nobody(page: Page) -> None:
    done = typed(page, "visit", "v1", row("成员", "m1", "v1", 证件号="E12345678"))
    assert "E12345678" not in done["said"]


def test_the_week_as_a_workbook_has_what_was_typed(page: Page, tmp_path: Path) -> None:
    arrival(page, 到达时间="10:30")
    file = tmp_path / "week.xlsx"
    file.write_bytes(page.client.get(f"/{TOKEN}/api/file/week.xlsx").content)
    assert load(file).visits == page.app.session.state.week.visits


# ---------------------------------------------------------------- at random


def form_at_random(draw: random.Random) -> TypedForm:
    number = draw.randint(1, 99)
    rows = draw.choice(
        [
            (
                "visit",
                "v1",
                row("航班车次", "g1", "v1", 到达时间=f"{draw.randint(7, 11)}点", 到达航班车次=f"G{number}"),
            ),
            ("visit", "v2", row("来访客户", "v2", 级别=draw.choice("ABCD"), 备注=f"第{number}次")),
            ("visit", "v1", row("成员", "", "v1", 姓名=f"客{number}", 职级="员工")),
            ("request", "v1/", row("活动需求", "", "v1", 类型=draw.choice(["合影", "交流", "购物"]))),
            ("request", "v1/tour", row("活动需求", "tour", "v1", 最晚=f"{draw.randint(9, 16)}:00")),
            (
                "absence",
                "",
                row("请假停用", 类别="车辆", 名称="一号车", 开始="21日 8点", 结束=f"21日 {draw.randint(9, 18)}点"),
            ),
            ("visit", "v1", row("航班车次", "g1", "v1", 到达时间="不知道")),
        ]
    )
    return TypedForm(what=rows[0], of=rows[1], rows=[rows[2]])  # type: ignore[arg-type,list-item]


def step_at_random(draw: random.Random, session: BoardSession) -> None:
    if draw.random() < 0.5:
        session.do(at_random(draw, session), ("改", "moved"))
        return
    read = read_form(session.state, session.edition, changes_of(form_at_random(draw)))
    if read.after is not None:
        session.put(read.after, read.said)


def test_forms_and_moves_at_random_undone_give_the_same_bytes(tmp_path: Path) -> None:
    path = written(tmp_path)
    content, session, draw, texts = path.read_bytes(), open_board(path).session, random.Random(3), []
    for _ in range(24):
        text = session.text()
        try:
            step_at_random(draw, session)
        except FaultyInput:
            assert session.text() == text
        if session.history.at == len(texts) + 1:
            texts.append(text)
    assert len(texts) > 10
    assert open_board(path).session.text() == session.text()
    for text in reversed(texts):
        session.undo()
        assert session.text() == text
    session.save()
    assert path.read_bytes() == content
