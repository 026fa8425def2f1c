"""A plan.xlsx that was changed elsewhere: noticed, told cell by cell, merged in whole or in part, never lost."""

from __future__ import annotations

import base64
import shutil
from functools import cache
from pathlib import Path

import pytest

from models.rules.catalogue import rules
from planner.judging.check import judge
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.plan_workbook.writing import plan_workbook
from tests.board.opened import asked, opened, planned, written
from tests.plan_workbook.reading.sample import Hand
from tests.weeks import when


@cache
def workbook() -> bytes:
    return plan_workbook(Paper(judge(asked(), planned(), rules(asked().edition)), Words("zh")))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "plan.xlsx").write_bytes(workbook())
    return written(tmp_path)


def edit(path: Path, *changes: tuple[str, str, str, str]) -> None:
    """Change cells as somebody does in Excel: sheet, what its row is, column, text."""
    hand = Hand(path.parent, workbook())
    for change in changes:
        hand.write(*change)
    hand.book.save(hand.path)


def test_an_untouched_copy_is_nothing_new(path: Path) -> None:
    with opened(path) as page:
        assert page.ask("copy/state") == {"found": False}
        page.move("v1/museum", when("22 09:30"))
        assert page.ask("copy/state") == {"found": False}


def test_a_changed_copy_is_noticed_and_told_cell_by_cell(path: Path) -> None:
    edit(path, ("客户v1", "博物", "time", "9:30-11:30"), ("客户v1", "技术交流", "people", "没有这个人"))
    with opened(path) as page:
        state = page.ask("copy/state")
        assert state["found"]
        assert "1 处" in state["text"]
        told = page.ask("copy/look", key=state["key"])
        (row,) = told["rows"]
        assert "客户v1" in row["cell"]
        assert row["was"] != row["now"]
        assert row["now"] == "9:30-11:30"
        assert not row["clash"]
        (fault,) = told["faults"]
        assert "客户v1" in fault
        assert "没有这个人" in fault
        assert "cannot" in page.ask("copy/state", lang="en")["text"]


def test_some_of_it_is_taken_and_undone(path: Path) -> None:
    edit(path, ("客户v1", "博物", "time", "9:30-11:30"), ("客户v2", "技术交流", "time", "14:00-15:30"))
    content = path.with_name("plan.xlsx").read_bytes()
    with opened(path, "小李") as page:
        key = page.ask("copy/state")["key"]
        rows = page.ask("copy/look", key=key)["rows"]
        assert len(rows) == 2
        museum = next(row["source"] for row in rows if row["now"] == "9:30-11:30")
        told = page.ask("copy/take", key=key, sources=[museum])
        assert "1 处" in told["said"]
        assert "09:30" in page.bar("v1/museum")["span"]
        assert "13:30" in page.bar("v2/talk")["span"]
        moves = page.app.session.state.visit_plans["v1"].moves
        assert next(move.arrive for move in moves if move.target == "museum") <= when("22 09:30")
        assert page.ask("copy/state") == {"found": False}
        page.ask("undo")
        assert page.app.session.state.plan() == planned()
    assert path.with_name("plan.xlsx").read_bytes() == content
    with opened(path) as page:
        assert page.ask("copy/state") == {"found": False}
        again = page.ask("copy/look", key="")  # who asks for it sees it again
        assert len(again["rows"]) == 2


def test_what_the_board_has_changed_since_is_told(path: Path) -> None:
    edit(path, ("客户v1", "博物", "time", "9:30-11:30"))
    with opened(path) as page:
        page.move("v1/museum", when("22 10:30"))
        page.move("v1/talk", when("21 09:45"))
        key = page.ask("copy/state")["key"]
        (row,) = page.ask("copy/look", key=key)["rows"]
        assert row["clash"]
        assert "10:30" in row["here"]
        page.ask("copy/take", key=key, sources=[row["source"]])
        assert "09:30" in page.bar("v1/museum")["span"]
        assert "09:45" in page.bar("v1/talk")["span"]  # what the board has done besides stays


def test_what_is_pinned_is_not_merged(path: Path) -> None:
    edit(path, ("客户v1", "博物", "time", "9:30-11:30"))
    with opened(path) as page:
        page.ask("do", operation={"kind": "pin", "of": "v1/museum", "side": "time", "on": True})
        key = page.ask("copy/state")["key"]
        (row,) = page.ask("copy/look", key=key)["rows"]
        refused = page.post("copy/take", {"key": key, "sources": [row["source"]]})
        assert refused.status_code == 409
        assert "固定" in refused.json()["refused"]
        assert page.ask("copy/state")["found"]  # still offered


def test_none_of_it_is_taken(path: Path) -> None:
    edit(path, ("客户v1", "博物", "time", "9:30-11:30"))
    with opened(path) as page:
        key = page.ask("copy/state")["key"]
        page.ask("copy/leave", key=key)
        assert page.ask("copy/state") == {"found": False}
        assert page.app.session.state.plan() == planned()
        edit(path, ("客户v1", "博物", "time", "9:45-11:45"))  # changed once more: offered again
        assert page.ask("copy/state")["found"]
        assert page.post("copy/take", {"key": key, "sources": ["x"]}).status_code == 409


def test_one_that_is_handed_in(path: Path, tmp_path: Path) -> None:
    shutil.copy(path.with_name("plan.xlsx"), tmp_path / "kept.xlsx")
    edit(path, ("客户v1", "博物", "time", "9:30-11:30"))
    content = base64.b64encode(path.with_name("plan.xlsx").read_bytes()).decode()
    shutil.copy(tmp_path / "kept.xlsx", path.with_name("plan.xlsx"))
    with opened(path) as page:
        told = page.ask("copy/hand-in", content=content, file="回来的.xlsx")
        assert told["name"] == "回来的.xlsx"
        page.ask("copy/take", key=told["key"], sources=[row["source"] for row in told["rows"]])
        assert "09:30" in page.bar("v1/museum")["span"]
        for wrong in (base64.b64encode(b"no workbook").decode(), "???"):
            assert page.post("copy/hand-in", {"content": wrong}).status_code == 409


def test_a_damaged_copy_is_told_when_it_is_asked_for(path: Path) -> None:
    path.with_name("plan.xlsx").write_bytes(b"PK")
    with opened(path) as page:
        assert page.ask("copy/state") == {"found": False}
        assert page.post("copy/look", {"key": ""}).status_code == 409
