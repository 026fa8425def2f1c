"""Papers that take a while: made beside the board, with progress, stopped, and gone with it."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from planner.board.app import BoardApp
from planner.board.opening import open_board
from planner.judging.check import Report
from planner.language.words import Words
from planner.seating.hand_seats import HandSeats
from tests.board.opened import HOST, TOKEN, Page, TestClient, written
from tests.weeks import when

SECONDS = 60.0


def packet(report: Report, words: Words, seats: HandSeats, step: Callable[[int, int], None]) -> dict[str, bytes | str]:
    """Print a packet of one paper."""
    step(1, 1)
    return {"a/b.txt": words.pick("一", "one") + str(len(report.plan.items)) + "".join(sorted(seats))}


def endless(report: Report, words: Words, seats: HandSeats, step: Callable[[int, int], None]) -> dict[str, bytes | str]:
    """Go on for ever."""
    step(1, 2)
    time.sleep(SECONDS)
    return {}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path)


@pytest.fixture
def page(path: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    app = BoardApp(open_board(path), token=TOKEN, packet=getattr(request, "param", packet))
    with TestClient(app.asgi, base_url=HOST) as client:
        yield Page(client, app)
    app.close()


def until(page: Page, true: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    began = time.monotonic()
    while time.monotonic() - began < SECONDS:
        state: dict[str, Any] = page.ask("make/state")
        if true(state):
            return state
        time.sleep(0.05)
    raise AssertionError(state)


def test_a_packet_is_made_and_fetched(page: Page) -> None:
    page.ask("make", file="packet.zip", lang="en")
    assert page.week()["bars"]  # the page goes on
    assert page.post("make", {"file": "packet.zip"}).status_code == 409  # one at a time
    state = until(page, lambda state: not state["running"])
    assert state["ready"] == "packet.zip"
    assert (state["done"], state["of"]) == (1, 1)
    answer = page.client.get(f"/{TOKEN}/api/file/packet.zip")
    assert "attachment" in answer.headers["content-disposition"]
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        assert archive.read("a/b.txt").startswith(b"one")


def test_the_workbook_is_written_beside_and_the_one_before_kept(page: Page, path: Path) -> None:
    book = path.with_name("plan.xlsx")
    book.write_bytes(b"what somebody wrote")
    page.move("v1/museum", when("22 09:30"))
    page.ask("make", file="plan.xlsx", beside=True)
    state = until(page, lambda state: not state["running"])
    assert state["failed"] == ""
    assert book.read_bytes()[:2] == b"PK"
    assert next(path.parent.glob("旧稿/*.xlsx")).read_bytes() == b"what somebody wrote"
    assert "旧稿/plan-01.xlsx" in state["written"]
    assert page.ask("copy/state") == {"found": False}  # it is what is shown


@pytest.mark.parametrize("page", [endless], indirect=True)
def test_what_is_being_made_is_stopped(page: Page) -> None:
    page.ask("make", file="packet.zip")
    until(page, lambda state: state["of"] == 2)
    process = page.app.draft_paths.making._process
    state = page.ask("make/stop")
    assert (state["running"], state["ready"], state["failed"]) == (False, "", "")
    assert not process.is_alive()
    folder = page.app.draft_paths.making.target.parent
    page.app.close()
    assert not folder.exists()
