"""Seats in a real browser: each interaction by mouse and by keys, names of all controls, both languages, two widths."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planner.board.app import BoardApp
from planner.board.opening import open_board
from planner.board.serve import listening
from tests.board.seated import DINNER, RIDE, TALK, written
from tests.board.test_page import Seen

pytestmark = pytest.mark.look
JUDGED = ".seat.over.judged"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Serve the week with a dinner at two tables, and return where."""
    import uvicorn

    app, listener = BoardApp(open_board(written(tmp_path))), listening(0, shared=False)
    server = uvicorn.Server(uvicorn.Config(app.asgi, log_config=None, lifespan="off", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/{app.token}/"
    server.should_exit = True
    thread.join(10)
    app.close()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    """Start the system's Chromium."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as play:
        made = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield made
        made.close()


class Table(Seen):
    """A page that shows the seats of a party."""

    def open(self, of: str) -> None:
        """Open a party as a click on its button does."""
        self.page.evaluate(f"jiedaiBoard.openSeats({of!r})")
        self.page.wait_for_selector("#seat-stage .seat")

    def seat(self, person: str) -> Any:
        return self.page.locator(f'.seat[data-person="{person}"]').first

    def where(self, person: str) -> tuple[str, str]:
        made = self.seat(person)
        return str(made.get_attribute("data-at")), str(made.get_attribute("data-seat"))

    def middle(self, made: Any) -> tuple[float, float]:
        box = made.bounding_box()
        assert box is not None
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def drag(self, person: str, target: Any, *, drop: bool = True) -> None:
        x, y = self.middle(self.seat(person))
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(*self.middle(target), steps=6)
        self.page.wait_for_selector(".over.judged")
        if drop:
            self.page.mouse.up()

    def wait_at(self, person: str, at: str, seat: str) -> None:
        self.page.wait_for_selector(f'.seat[data-person="{person}"][data-at="{at}"][data-seat="{seat}"]')

    def focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.getAttribute('aria-label')"))


@pytest.fixture
def seen(browser: Any, address: str) -> Iterator[Table]:
    made = Table(browser, address)
    made.open(DINNER)
    yield made
    made.close()


# ---------------------------------------------------------------- ways in


def test_from_an_item_a_ride_and_the_list(browser: Any, address: str) -> None:
    seen = Table(browser, address)
    seen.bar(DINNER).click()
    seen.page.get_by_role("button", name="座次", exact=True).nth(1).click()
    seen.page.wait_for_selector("#seat-stage .seat")
    assert "欢迎晚宴" in seen.page.locator(".seat-head h2").inner_text()
    seen.page.select_option("#seat-choice", RIDE)
    seen.page.wait_for_selector(".car-body")
    seen.page.get_by_role("button", name="回到一周").click()
    assert seen.bar(DINNER).is_visible()
    seen.page.locator("#seats").focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_selector(".car-body")  # where one was last
    seen.close()


# ---------------------------------------------------------------- moves


def test_by_mouse_swapped_undone_and_put_back(seen: Table) -> None:
    was, there = seen.where("m2"), seen.where("m9")
    seen.drag("m2", seen.seat("m9"), drop=False)
    seen.page.wait_for_selector(".seat-ghost.must")
    assert "SEAT-02" in seen.page.locator("#status").inner_text()
    seen.until("document.querySelectorAll('.seat.judged').length === document.querySelectorAll('.seat').length - 1")
    seen.page.keyboard.press("Escape")
    seen.page.mouse.up()
    assert seen.page.locator(".seat-ghost, .judged").count() == 0
    assert seen.where("m2") == was
    seen.drag("m2", seen.seat("m9"))
    seen.wait_at("m2", *there)
    seen.page.keyboard.press("Control+z")
    seen.wait_at("m2", *was)
    seen.page.keyboard.press("Control+y")
    seen.wait_at("m2", *there)


def test_by_mouse_one_more_chair_then_the_empty_one(seen: Table) -> None:
    there = seen.where("m12")
    seen.drag("m12", seen.page.locator('.more[data-at="T1"]'))
    seen.page.wait_for_selector('.seat.free[data-at="T2"]')
    seen.until("document.activeElement.dataset.person === 'm12'")
    assert seen.where("m12")[0] == "T1"
    seen.drag("m12", seen.page.locator(".seat.free").first)
    seen.wait_at("m12", *there)


def test_by_keys_swapped_and_put_back(seen: Table) -> None:
    was, keys = seen.where("m2"), seen.page.keyboard
    seen.seat("m2").focus()
    keys.press("Enter")
    seen.page.wait_for_selector(".seat-ghost")
    keys.press("ArrowDown")
    seen.page.wait_for_selector(JUDGED)
    keys.press("Escape")
    assert seen.where("m2") == was
    assert "丁璟" in seen.focused()
    keys.press("Enter")
    keys.press("ArrowDown")
    seen.page.wait_for_selector(JUDGED)
    other = seen.page.locator(".seat.over").get_attribute("data-person")
    there = seen.where(str(other))
    keys.press("Enter")
    seen.wait_at("m2", *there)
    seen.until("document.activeElement.dataset.person === 'm2'")  # it stays in hand's reach
    keys.press("ArrowRight")  # nothing held: another seat is chosen
    assert "丁璟" not in seen.focused()


def test_a_seat_of_a_car_by_keys(seen: Table) -> None:
    seen.open(RIDE)
    seen.page.wait_for_selector(".car-body")
    was = seen.where("m1")
    seen.seat("m1").focus()
    seen.page.keyboard.press("Space")
    seen.page.keyboard.press("ArrowRight")
    seen.page.wait_for_selector(JUDGED)
    seen.page.keyboard.press("Enter")
    seen.wait_at("m2", *was)


# ---------------------------------------------------------------- locks, why, print again


def test_a_lock_by_mouse_holds_while_the_others_are_seated_anew(seen: Table) -> None:
    there = seen.where("m9")
    seen.drag("m2", seen.seat("m9"))
    seen.wait_at("m2", *there)
    seen.seat("m2").click()
    seen.page.get_by_role("button", name="锁定座位").click()
    seen.page.wait_for_selector('.seat.locked[data-person="m2"]')
    x, y = seen.middle(seen.seat("m2"))
    seen.page.mouse.move(x, y)
    seen.page.mouse.down()
    seen.page.mouse.move(x + 60, y + 60, steps=4)
    assert seen.page.locator(".seat-ghost").count() == 0
    seen.page.mouse.up()
    seen.page.get_by_role("button", name="锁定的不动，其余重排").click()
    seen.until("!document.querySelector('.seat.must')")
    assert seen.where("m2") == there


def test_a_lock_and_why_by_keys(seen: Table) -> None:
    seen.drag("m2", seen.seat("m9"))
    seen.page.wait_for_selector(".seat.must")
    keys = seen.page.keyboard
    seen.seat("m2").focus()
    keys.press("ArrowUp")
    keys.press("ArrowDown")
    seen.seat("m2").click()
    seen.page.get_by_role("button", name="锁定座位").focus()
    keys.press("Enter")
    seen.page.wait_for_selector('.seat.locked[data-person="m2"]')
    seen.page.get_by_role("button", name="解锁座位").focus()
    keys.press("Enter")
    seen.page.wait_for_selector('.seat.locked[data-person="m2"]', state="detached")
    seen.page.get_by_role("combobox", name="同谁比").select_option("m9")
    seen.page.get_by_role("combobox", name="同谁比").focus()
    keys.press("Tab")
    keys.press("Enter")
    seen.page.wait_for_selector(".seat-answer p:nth-child(2)")
    assert "丁璟 > 白露：职务（总经理 > 科长）" in seen.page.locator(".seat-answer").inner_text()


def test_cards_to_print_again(seen: Table) -> None:
    seen.drag("m2", seen.seat("m9"))
    seen.page.wait_for_selector("#seat-panel .download")
    told = seen.page.locator(".seat-again").inner_text()
    assert "丁璟" in told
    assert "2号桌" in told
    with seen.page.expect_download() as got:
        seen.page.locator("#seat-panel .download").click()
    assert Path(got.value.path()).read_bytes()[:2] == b"PK"
    seen.page.wait_for_selector("#seat-panel .download", state="detached")  # printed


def test_two_pages_on_one_guest(seen: Table, browser: Any, address: str) -> None:
    other = Table(browser, address)
    other.page.fill("#name", "老王")
    other.page.keyboard.press("Tab")
    other.open(DINNER)
    there = seen.where("m9")
    seen.seat("m2").focus()
    seen.page.keyboard.press("Enter")  # in hand: what others do is not drawn yet
    other.drag("m2", other.seat("m9"))
    other.wait_at("m2", *there)
    seen.page.keyboard.press("ArrowDown")
    seen.page.wait_for_selector(JUDGED)
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_selector("#status.failed")
    assert "老王" in seen.page.locator("#status").inner_text()
    seen.wait_at("m2", *there)
    other.close()


# ---------------------------------------------------------------- how it looks


@pytest.mark.parametrize("of", [DINNER, TALK, RIDE])
def test_every_control_has_a_name_in_the_accessibility_tree(seen: Table, of: str) -> None:
    seen.open(of)
    seen.until("document.querySelector('#seat-choice').value === '" + of + "' && document.querySelector('.seat')")
    snapshot = seen.page.locator("#seat-view").aria_snapshot()
    controls = [line.strip() for line in snapshot.splitlines() if line.strip().startswith(("- button", "- combobox"))]
    seats = seen.page.locator("#seat-stage [role=button]").count()
    assert len(controls) > seats >= 12
    assert [line for line in controls if '"' not in line and ":" not in line] == []
    assert seen.page.locator("#seat-stage [role=button]:not([tabindex='0'])").count() == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [1280, 1920])
def test_nothing_is_cut(browser: Any, address: str, lang: str, width: int, tmp_path: Path) -> None:
    seen = Table(browser, address, lang, width)
    for of in (DINNER, TALK, RIDE):
        seen.open(of)
        seen.until("document.querySelector('#seat-choice').value === '" + of + "' && document.querySelector('.seat')")
        seen.seat("m2").click()
        wide = seen.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide[0] <= wide[1]
        panel = seen.page.evaluate(
            "[...document.querySelectorAll('#seat-panel, .seat-head')].every((m) => m.scrollWidth <= m.clientWidth + 1)"
        )
        assert panel
        outside = seen.page.evaluate(
            "[...document.querySelectorAll('.seat')].filter((seat) => [...seat.querySelectorAll('text')].some((text) =>"
            " text.textContent && text.getBBox().width > seat.querySelector('.chair').getBBox().width + 1))"
            ".map((seat) => seat.getAttribute('aria-label'))"
        )
        assert outside == []
        name = of.replace("/", "-")
        assert len(seen.page.screenshot(path=tmp_path / f"seats-{name}-{lang}-{width}.png")) > 20_000
    seen.close()
