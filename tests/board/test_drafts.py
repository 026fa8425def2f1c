"""Drafts: every state can be named, gone back to and compared, also after the board was closed and opened again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from planner.board.journal import digest, journal_of
from planner.board.opening import open_board
from planner.board.past import history_of, read_past
from planner.formats.plan_json import document, document_text
from tests.board.opened import Page, asked, opened, planned, written
from tests.weeks import when


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    return written(folder)


def drafts(page: Page, lang: str = "zh") -> list[dict[str, Any]]:
    return list(page.ask("history", lang=lang)["drafts"])


def called(page: Page) -> dict[str, str]:
    return {each["name"]: each["id"] for each in drafts(page) if each["name"]}


def name_now(page: Page, name: str) -> Any:
    now = next(each["id"] for each in drafts(page) if each["now"])
    return page.ask("history/name", draft=now, called=name)


def two_drafts(page: Page) -> None:
    """Make two drafts from one beginning: the second undoes the first."""
    page.move("v1/museum", when("22 09:30"))
    name_now(page, "草稿甲")
    page.ask("undo")
    page.move("v1/talk", when("21 09:45"))
    name_now(page, "草稿乙")


def test_every_state_has_its_operation_time_and_who(path: Path) -> None:
    with opened(path, "小李") as page:
        two_drafts(page)
        shown = drafts(page)
        assert [each["now"] for each in shown] == [True, False, False]
        assert [each["undone"] for each in shown] == [False, True, False]
        assert "09:30" in shown[1]["text"]
        assert {each["by"] for each in shown[:2]} == {"小李"}
        assert all(each["at"] for each in shown[:2])
        assert "moved to" in drafts(page, "en")[1]["text"]


def test_what_was_undone_can_be_gone_back_to(path: Path) -> None:
    with opened(path) as page:
        two_drafts(page)
        told = page.ask("history/back", draft=called(page)["草稿甲"])
        assert "草稿甲" in told["said"]
        assert "09:30" in page.bar("v1/museum")["span"]
        assert "09:30" in page.bar("v1/talk")["span"]  # as it was in the first draft
        page.ask("undo")
        assert "09:45" in page.bar("v1/talk")["span"]


@pytest.mark.parametrize("saved", [False, True])
def test_names_and_states_are_there_again(path: Path, saved: bool) -> None:
    with opened(path, "小李") as page:
        two_drafts(page)
        if saved:
            page.ask("save")
        before = [(each["id"], each["text"], each["name"], each["by"], each["at"]) for each in drafts(page)]
    for _ in range(2):
        with opened(path) as page:
            after = [(each["id"], each["text"], each["name"], each["by"], each["at"]) for each in drafts(page)]
            assert after == before
    with opened(path) as page:
        page.ask("history/back", draft=called(page)["草稿甲"])
        assert "09:30" in page.bar("v1/museum")["span"]
        assert "09:30" in page.bar("v1/talk")["span"]
        first = before[-1][0]
        page.ask("history/back", draft=first)
        assert page.app.session.state.plan() == planned()


def test_a_name_after_saving_is_kept(path: Path) -> None:
    with opened(path) as page:
        page.move("v1/museum", when("22 09:30"))
        page.ask("save")
        name_now(page, "定稿")
        page.move("v1/talk", when("21 09:45"))
    with opened(path) as page:
        assert "定稿" in called(page)
        page.ask("save")
    with opened(path) as page:
        assert "定稿" in called(page)
        page.ask("history/name", draft=called(page)["定稿"], called="")
        assert not called(page)


def test_names_are_refused_that_another_state_has(path: Path) -> None:
    with opened(path) as page:
        two_drafts(page)
        assert page.post("history/name", {"draft": called(page)["草稿甲"], "called": "草稿乙"}).status_code == 409
        assert page.post("history/name", {"draft": "state:99", "called": "x"}).status_code == 409
        assert page.post("history/back", {"draft": "../plan"}).status_code == 409


def test_killed_while_saving_no_state_is_lost_or_there_twice(path: Path) -> None:
    first = path.read_bytes()
    with opened(path) as page:
        two_drafts(page)
        before = {each["number"] for each in drafts(page)}
        journal = journal_of(path).read_bytes()
        page.ask("save")
        saved, history = path.read_bytes(), history_of(path).read_bytes()
    journal += json.dumps({"did": "save", "plan": digest(saved)}).encode() + b"\n"
    for content, at_rest in ((first, b""), (first, history), (saved, history)):  # killed before each of its steps
        path.write_bytes(content)
        history_of(path).write_bytes(at_rest)
        journal_of(path).write_bytes(journal)
        session = open_board(path).session
        there = {step.number for step in (*session.history.steps, *session.history.aside)}
        assert session.past is not None
        assert there | set(session.past.states) == before
        assert set(session.history.names.values()) == {"草稿甲", "草稿乙"}


def test_a_damaged_history_costs_only_what_is_damaged(path: Path) -> None:
    with opened(path) as page:
        two_drafts(page)
        page.ask("save")
    file = history_of(path)
    lines = file.read_bytes().split(b"\n")
    broken = next(k for k, line in enumerate(lines) if b'"state":2' in line)
    lines[broken] = lines[broken][:-20]
    file.write_bytes(b"\n".join(lines) + b'{"cut')
    with opened(path) as page:
        assert "草稿乙" in called(page)
        assert "state:2" not in [each["id"] for each in drafts(page)]
        page.move("v1/talk", when("21 10:00"))
        page.ask("save")
    assert read_past(file).last == 4
    file.write_bytes(b"something else")
    with opened(path) as page:
        page.ask("save")
    assert file.read_bytes() == b"something else"


# ---------------------------------------------------------------- side by side


def test_two_drafts_side_by_side(path: Path) -> None:
    with opened(path) as page:
        two_drafts(page)
        ids = called(page)
        found = page.ask("compare", a=ids["草稿甲"], b=ids["草稿乙"])
        diffs = {(bar["row"][0], bar["id"]): bar["diff"] for bar in found["bars"] if bar["diff"]}
        assert diffs["a", "v1/museum"] == diffs["b", "v1/museum"] == "changed"
        assert ("a", "v2/talk") not in diffs
        assert [row["id"] for row in found["rows"]][:2] == ["a|v1", "b|v1"]
        assert {bar["row"] for bar in found["bars"]} <= {row["id"] for row in found["rows"]}
        titles = [row[0] for row in found["measures"]["rows"]]
        assert any("费用" in title for title in titles)
        assert any("等候" in title for title in titles)
        assert len(found["measures"]["columns"]) == 3
        assert any("09:30" in line for line in found["told"])
        english = page.ask("compare", a=ids["草稿甲"], b=ids["草稿乙"], lang="en")
        assert "Measures" in english["measures"]["title"]
        assert page.post("compare", {"a": ids["草稿甲"], "b": ids["草稿甲"]}).status_code == 409


def test_what_is_left_out_is_in_one_of_them_alone(path: Path) -> None:
    with opened(path) as page:
        page.ask("do", operation={"kind": "leave_out", "of": "v1/museum"})
        found = page.ask("compare", a="state:1", b="state:2")
        diffs = {(bar["row"][0], bar["id"]): bar["diff"] for bar in found["bars"]}
        assert diffs["a", "v1/museum"] == "gone"
        assert ("b", "v1/museum") not in diffs
        rules = [" ".join(row) for row in found["measures"]["rows"]]
        assert any("未能安排" in row and "▼" in row for row in rules)


def test_another_plan_file_of_the_week(path: Path) -> None:
    other = path.parent.parent / "other" / "plan.json"
    other.parent.mkdir()
    quality = {"status": None, "tiers": [], "provenance": None}
    with opened(path) as page:
        page.move("v1/museum", when("22 09:30"))
        plan = page.app.session.state.plan()
    other.write_text(document_text(document(asked().week, asked().edition, plan, quality)), encoding="utf-8")
    strange = other.with_name("strange.json")
    strange.write_text("{}", encoding="utf-8")
    with opened(written(path.parent)) as page:
        found = next(each for each in drafts(page) if each["kind"] == "file")
        assert found["text"] == "other/plan.json"
        compared = page.ask("compare", a="state:1", b=found["id"])
        assert any(bar["diff"] for bar in compared["bars"])
        page.ask("history/back", draft=found["id"])
        assert page.app.session.state.plan() == plan
        other.unlink()
        assert page.post("compare", {"a": "state:1", "b": found["id"]}).status_code == 409
