"""What the page asks of the program, and who else is refused."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.domain.errors import FaultyInput
from planner.board.app import PAGE_FILES
from planner.board.draft_texts import DRAFT_TEXTS
from planner.board.guard import MAX_BODY_BYTES
from planner.board.page_texts import PAGE_TEXTS, page_texts
from planner.board.serve import listening
from planner.language.words import Words
from tests.board.opened import TOKEN, Page, opened, written
from tests.weeks import when


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with opened(written(tmp_path)) as made:
        yield made


def pieces(page: Page, path: str, **data: object) -> list[dict[str, object]]:
    text = page.post(f"ask/{path}", data).text
    return [json.loads(part.removeprefix("data: ")) for part in text.split("\n\n") if part]


# ---------------------------------------------------------------- who may ask


def test_without_the_token_nothing_is_there(page: Page) -> None:
    assert page.client.get("/").status_code == 404
    assert page.client.get("/wrong/").status_code == 404
    assert page.client.post("/wrong/api/week", json={}).status_code == 404
    assert page.client.get(f"/{TOKEN}/").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.5:80", ""])
def test_another_host_is_refused(page: Page, host: str) -> None:
    assert page.client.get(f"/{TOKEN}/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:1"])
def test_another_origin_is_refused(page: Page, origin: str) -> None:
    assert page.post("undo", {}, origin=origin).status_code == 403


def test_a_form_of_another_page_is_refused(page: Page) -> None:
    answer = page.client.post(f"/{TOKEN}/api/undo", content="{}", headers={"content-type": "text/plain"})
    assert answer.status_code == 415
    assert page.post("undo", {}, **{"sec-fetch-site": "cross-site"}).status_code == 403


def test_bodies_are_bounded(page: Page) -> None:
    assert page.post("do", {"more": "x" * MAX_BODY_BYTES}).status_code == 413
    path = f"/{TOKEN}/api/do"
    assert page.client.post(path, content="[]", headers={"content-type": "application/json"}).status_code == 400


@pytest.mark.parametrize("file", sorted(PAGE_FILES))
def test_every_file_of_the_page_forbids_foreign_scripts(page: Page, file: str) -> None:
    answer = page.client.get(f"/{TOKEN}/{file}")
    policy = answer.headers["content-security-policy"]
    assert answer.status_code == 200
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http://" not in answer.text.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in answer.text


def test_nothing_outside_the_package_is_served(page: Page) -> None:
    for name in ("../app.py", "..%2fapp.py", "app.py", "page/main.js"):
        assert page.client.get(f"/{TOKEN}/{name}").status_code == 404


def test_texts_are_never_markup(root: Path) -> None:
    scripts = (root / "planner" / "board" / "page").glob("*.js")
    forbidden = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", 'setAttribute("style"')
    for script in scripts:
        text = script.read_text(encoding="utf-8")
        assert not [word for word in forbidden if word in text], script.name


def test_no_sentence_lives_in_the_page(root: Path) -> None:
    """Chinese stands in no script, and every text that the page names is there in both languages."""
    folder = root / "planner" / "board" / "page"
    for script in folder.glob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert not [sign for sign in text if "\u4e00" <= sign <= "\u9fff"], script.name
        assert set(re.findall(r"\btexts\.(\w+)", text)) <= set(page_texts(Words("zh"))), script.name
    html = (folder / "index.html").read_text(encoding="utf-8")
    named = {
        part.split('"')[0] for key in ("data-text=", "data-label=", "data-hint=") for part in html.split(f'{key}"')[1:]
    }
    assert named <= set(PAGE_TEXTS | DRAFT_TEXTS)


def test_a_port_that_is_taken_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        with pytest.raises(FaultyInput, match="is taken"):
            listening(taken.getsockname()[1], shared=False)
        listening(0, shared=False).close()


# ---------------------------------------------------------------- what the page shows


def test_the_week_in_both_languages(page: Page) -> None:
    zh, en = page.week(), page.week(lang="en")
    assert [bar["id"] for bar in zh["bars"]] == [bar["id"] for bar in en["bars"]]
    assert "技术交流" in page.bar("v1/talk")["name"]
    assert "Technical exchange" in next(bar["name"] for bar in en["bars"] if bar["id"] == "v1/talk")
    assert zh["left"][0]["id"] == "v2/temple"
    assert all("（" in finding["text"] for finding in zh["findings"])  # each with its clause


@pytest.mark.parametrize(
    ("view", "row"),
    [
        ("visit", "v1"),
        ("room", "r1"),
        ("docent", "dan"),
        ("vehicle", "car1"),
        ("driver", "d1"),
        ("restaurant", "canteen:hall"),
        ("interpreter", "ivy"),
        ("leader", None),
    ],
)
def test_rows_by_resource(page: Page, view: str, row: str | None) -> None:
    shown = page.week(view)
    rows = {each["id"] for each in shown["rows"]}
    assert row is None or row in rows
    assert {bar["row"] for bar in shown["bars"]} <= rows
    first, last = shown["days"][0]["from"], shown["days"][-1]["to"]
    assert all(first <= bar["start"] < bar["end"] <= last for bar in shown["bars"])


def test_slots_are_judged_with_their_clause(page: Page) -> None:
    own = page.bar("v2/talk")["own"]
    operation = {"kind": "move", "of": "v2/talk"}
    found = page.ask("judge", operation=operation, starts=[own, when("21 10:00")])["slots"]
    assert found[0]["level"] == "good"
    assert found[1]["level"] == "must"
    assert any("一号会议室" in line and "（" in line for line in found[1]["lines"])


def test_what_a_drop_changed_is_told(page: Page) -> None:
    told = page.move("v1/museum", when("22 09:30"))
    assert "09:30" in told["said"]
    assert any("赵师傅" in line for line in told["told"])
    assert page.bar("v1/museum")["byhand"]
    assert page.week()["undo"] == told["said"]
    assert page.ask("undo")["number"] == 2
    assert not page.bar("v1/museum")["byhand"]
    assert page.ask("redo")["number"] == 3


def test_what_is_not_understood_is_refused(page: Page) -> None:
    assert page.post("do", {"operation": {"kind": "fly"}}).status_code == 422
    assert page.post("do", {"operation": {"kind": "move", "of": "<b>"}}).status_code == 422
    assert page.post("do", {"operation": {"kind": "move", "of": "v9/x", "start": 0}}).status_code == 409


def test_a_stale_move_is_refused_with_who_and_what(tmp_path: Path) -> None:
    with opened(written(tmp_path), "小李") as one:
        other = Page(one.client, one.app, "老王")
        one.week()
        other.week()
        one.move("v1/museum", when("22 09:30"))
        refused = other.post("do", {"operation": {"kind": "move", "of": "v1/museum", "start": when("22 10:30")}})
        assert refused.status_code == 409
        assert refused.json()["stale"]
        assert "小李" in refused.json()["refused"]
        assert "09:30" in refused.json()["refused"]
        assert other.move("v1/talk", when("21 09:45"))["number"] == 2  # another item: both hold
        other.week()
        assert other.move("v1/museum", when("22 10:30"))["number"] == 3


def test_saving(tmp_path: Path) -> None:
    path = written(tmp_path)
    with opened(path) as page:
        page.move("v1/museum", when("22 09:30"))
        assert not page.week()["saved"]
        assert page.ask("save")["saved"]
        assert page.week()["saved"]
        assert path.read_text(encoding="utf-8") == page.client.get(f"/{TOKEN}/api/file/plan.json").text


def test_files_that_were_not_made_are_not_there(page: Page) -> None:
    for name in ("plan.xlsx", "packet.zip", "other.exe"):
        assert page.client.get(f"/{TOKEN}/api/file/{name}").status_code == 404
    assert page.post("make", {"file": "other.exe"}).status_code == 409


# ---------------------------------------------------------------- questions


def test_a_question_that_is_not_understood(page: Page) -> None:
    found = pieces(page, "why", of="v1/talk", at="从前")
    assert "failed" in found[0]
    assert found[-1] == {"done": True}
    assert "failed" in pieces(page, "happened", text="天上掉下来")[0]


def test_an_offer_that_is_not_there(page: Page) -> None:
    assert page.post("take", {"offer": 99}).status_code == 409
