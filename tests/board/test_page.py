"""The page in a real browser: by mouse and by keys, two pages on one item, offline, pictures in both languages."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planner.board.app import BoardApp
from planner.board.opening import open_board
from planner.board.serve import listening
from tests.board.opened import written
from tests.board.test_copies import edit

pytestmark = pytest.mark.look
SECONDS = 60_000


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Serve a small week, and return where."""
    import uvicorn

    app, listener = BoardApp(open_board(written(tmp_path))), listening(0, shared=False)
    config = uvicorn.Config(app.asgi, log_config=None, lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
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


class Seen:
    """A page, with what went wrong on it and what it asked of others."""

    def __init__(self, browser: Any, address: str, lang: str = "zh", width: int = 1280) -> None:
        self.page = browser.new_page(viewport={"width": width, "height": 800})
        self.page.set_default_timeout(SECONDS)
        self.errors: list[str] = []
        self.foreign: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url, address))
        self.page.goto(f"{address}?lang={lang}")
        self.page.wait_for_selector(".bar")

    def _asked(self, url: str, address: str) -> None:
        if not url.startswith((address, "blob:", "data:")):
            self.foreign.append(url)

    def bar(self, id: str) -> Any:
        return self.page.locator(f'.bar[data-id="{id}"]:not(.ghost)').first

    def name(self, id: str) -> str:
        return str(self.bar(id).get_attribute("aria-label"))

    def until(self, true: str) -> None:
        """Wait until an expression is true: the page's policy forbids what the library would do."""
        for _ in range(SECONDS // 100):
            if self.page.evaluate(true):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(true)

    def wait_for(self, id: str, text: str) -> None:
        self.page.wait_for_selector(f'.bar[data-id="{id}"][aria-label*="{text}"]:not(.ghost)')

    def hour(self) -> float:
        """Return how wide an hour is."""
        return float(self.page.evaluate("jiedaiBoard.scale.zoom"))

    def close(self) -> None:
        self.page.close()
        assert not self.errors
        assert not self.foreign


@pytest.fixture
def seen(browser: Any, address: str) -> Iterator[Seen]:
    made = Seen(browser, address)
    yield made
    made.close()


def _place(seen: Seen, id: str) -> dict[str, float]:
    """Scroll to a bar and return where it is; the page may be drawing it anew."""
    from playwright.sync_api import Error

    for _ in range(20):
        try:
            seen.bar(id).scroll_into_view_if_needed(timeout=2000)
            box = seen.bar(id).bounding_box(timeout=2000)
        except Error:
            box = None
        if box is not None:
            return dict(box)
        seen.page.wait_for_timeout(100)
    raise AssertionError(f"{id} does not hold still")


def drag(seen: Seen, id: str, hours: float, *, drop: bool = True) -> None:
    box = _place(seen, id)
    x, y = box["x"] + 12, box["y"] + 12
    seen.page.mouse.move(x, y)
    seen.page.mouse.down()
    seen.page.mouse.move(x + hours * seen.hour(), y, steps=6)
    seen.page.wait_for_selector(".ghost-label.good, .ghost-label.should, .ghost-label.must, .ghost-label.refused")
    if drop:
        seen.page.mouse.up()


def test_by_mouse_dropped_undone_and_put_back(seen: Seen) -> None:
    before = seen.name("v1/museum")
    drag(seen, "v1/museum", -0.5)
    seen.wait_for("v1/museum", "09:30")
    seen.page.keyboard.press("Control+z")
    seen.until("document.getElementById('undo').disabled")
    assert seen.name("v1/museum") == before
    drag(seen, "v1/museum", 1.0, drop=False)
    assert seen.page.locator(".slot").count() > 0
    seen.page.keyboard.press("Escape")
    seen.page.mouse.up()
    assert seen.page.locator(".ghost, .slot").count() == 0
    assert seen.name("v1/museum") == before


def test_by_keys(seen: Seen) -> None:
    seen.bar("v1/museum").focus()
    keys = seen.page.keyboard
    keys.press("Enter")
    seen.page.wait_for_selector(".ghost")
    keys.press("ArrowLeft")
    keys.press("ArrowLeft")
    seen.until("document.getElementById('status').textContent.includes('09:30')")
    keys.press("Enter")
    seen.wait_for("v1/museum", "09:30")
    keys.press("Control+z")
    seen.wait_for("v1/museum", "10:00")
    seen.bar("v1/museum").focus()
    keys.press("Enter")
    keys.press("ArrowRight")
    keys.press("Escape")
    assert seen.page.locator(".ghost").count() == 0


def test_a_pin_holds(seen: Seen) -> None:
    seen.bar("v1/museum").click()
    seen.page.locator('input[data-side="time"]').check()
    seen.page.wait_for_selector(".mark.pin")
    drag(seen, "v1/museum", -0.5)
    seen.page.wait_for_selector("#status.failed")
    assert "10:00" in seen.name("v1/museum")


def test_two_pages_on_one_item(seen: Seen, browser: Any, address: str) -> None:
    other = Seen(browser, address)
    other.page.fill("#name", "老王")
    other.page.keyboard.press("Tab")
    drag(other, "v1/museum", -0.5)
    seen.wait_for("v1/museum", "09:30")  # told, and drawn again
    other.bar("v1/museum").click()
    seen.page.wait_for_selector("#who .person")
    assert "老王" in seen.page.locator("#who").inner_text()
    other.close()


def test_a_better_plan_is_shown_and_taken(seen: Seen) -> None:
    seen.page.locator("#improve").click()
    seen.page.fill("#asked input", "60")
    seen.page.locator("#asked form button").click()
    seen.page.wait_for_selector("progress")
    seen.page.reload()  # the search goes on while the page is away
    seen.page.wait_for_selector(".bar")
    seen.page.locator("#improve").click()
    seen.until(
        "document.querySelector('.bar.improved') || document.getElementById('asked').textContent.includes('改进')"
    )
    stop = seen.page.get_by_role("button", name="停止，留下最好的")
    if stop.is_visible():
        stop.click()
    seen.page.wait_for_selector(".bar.improved", state="attached")
    seen.page.locator("#asked .questions button").first.click()
    seen.page.wait_for_selector(".bar.improved", state="detached")
    seen.until("!document.getElementById('undo').disabled")


def test_everything_has_a_name(seen: Seen) -> None:
    nameless = seen.page.evaluate(
        "[...document.querySelectorAll('button, select, input, [role=button]')].filter((made) => made.offsetParent &&"
        " !(made.getAttribute('aria-label') || made.textContent.trim() || made.labels?.[0]?.textContent.trim()))"
        ".map((made) => made.outerHTML)"
    )
    assert nameless == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [1280, 1920])
def test_nothing_runs_out_of_the_window(browser: Any, address: str, lang: str, width: int, tmp_path: Path) -> None:
    seen = Seen(browser, address, lang, width)
    seen.bar("v1/talk").click()
    wide = seen.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1]
    tools = seen.page.evaluate(
        "document.getElementById('tools').scrollWidth <= document.getElementById('tools').clientWidth"
    )
    assert tools
    picture = seen.page.screenshot(path=tmp_path / f"board-{lang}-{width}.png")
    assert len(picture) > 20_000
    seen.close()


def test_a_page_a_day_for_the_printer(seen: Seen, tmp_path: Path) -> None:
    file = tmp_path / "board.pdf"
    seen.page.pdf(path=file, prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", file.read_bytes())) == 2


def test_the_program_gone_is_told(seen: Seen) -> None:
    seen.page.context.set_offline(True)
    seen.page.locator("#undo").evaluate("made => { made.disabled = false; made.click(); }")
    seen.page.wait_for_selector("#status.failed")
    seen.page.context.set_offline(False)


# ---------------------------------------------------------------- drafts, copies, papers


def _two_drafts(seen: Seen) -> None:
    """Make two drafts by mouse, both with a name."""
    for name, hours in (("草稿甲", -0.5), ("草稿乙", 0.5)):
        drag(seen, "v1/museum", hours)
        seen.until("document.getElementById('saved').className === 'unsaved'")
        seen.wait_for("v1/museum", "09:30" if hours < 0 else "10:30")
        seen.page.locator("#drafts").click()
        field = seen.page.locator("#drafts-dialog .draft.now .draft-row input")
        field.fill(name)
        field.press("Tab")
        seen.page.wait_for_selector(f"#drafts-dialog .draft.now b:text-is('{name}')")
        seen.page.keyboard.press("Escape")
        if hours < 0:
            seen.page.locator("#undo").click()
            seen.wait_for("v1/museum", "10:00")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [1280, 1920])
def test_two_drafts_side_by_side(browser: Any, address: str, lang: str, width: int, tmp_path: Path) -> None:
    seen = Seen(browser, address, "zh", width)
    _two_drafts(seen)
    if lang == "en":
        seen.page.locator("#language").click()
        seen.until("document.documentElement.lang === 'en'")
    seen.page.locator("#drafts").click()
    seen.page.wait_for_selector("#drafts-dialog .measures")
    assert seen.page.locator("#drafts-dialog .bar.diff").count() >= 2
    seen.page.locator('#drafts-dialog .bar.diff[data-id="v1/museum"]').first.press("Enter")
    assert seen.page.locator(".draft-said li").count() >= 1
    wide = seen.page.evaluate(
        "[...document.querySelectorAll('#drafts-dialog, .draft-list, .draft-figures')]"
        ".filter((made) => made.scrollWidth > made.clientWidth + 1).map((made) => made.className || made.id)"
    )
    assert wide == []
    nameless = seen.page.evaluate(
        "[...document.querySelectorAll('dialog button, dialog input, dialog [role=button]')].filter((made) =>"
        " !(made.getAttribute('aria-label') || made.textContent.trim() || made.labels?.[0]?.textContent.trim()))"
        ".map((made) => made.outerHTML)"
    )
    assert nameless == []
    assert len(seen.page.screenshot(path=tmp_path / f"drafts-{lang}-{width}.png")) > 20_000
    seen.page.keyboard.press("Escape")
    assert seen.page.locator("#drafts-dialog[open]").count() == 0
    seen.close()


def test_back_to_a_draft(seen: Seen) -> None:
    _two_drafts(seen)
    seen.page.locator("#drafts").click()
    seen.page.locator("#drafts-dialog .draft", has_text="草稿甲").get_by_role("button").click()
    seen.wait_for("v1/museum", "09:30")
    assert seen.page.locator("#drafts-dialog[open]").count() == 0


def test_a_changed_workbook_is_offered(browser: Any, address: str, tmp_path: Path) -> None:
    edit(tmp_path / "plan.json", ("客户v1", "博物", "time", "9:30-11:30"))
    seen = Seen(browser, address)
    seen.page.locator("#copy-notice button").click()
    seen.page.wait_for_selector("#copy-dialog .copy-rows input.take")
    assert "9:30-11:30" in seen.page.locator("#copy-dialog").inner_text()
    seen.page.get_by_role("button", name="采用所选的").click()
    seen.wait_for("v1/museum", "09:30")
    seen.until("document.getElementById('copy-notice').hidden")
    seen.close()


def test_a_workbook_is_handed_in_and_written(seen: Seen, tmp_path: Path) -> None:
    edit(tmp_path / "plan.json", ("客户v1", "博物", "time", "9:30-11:30"))
    (tmp_path / "plan.xlsx").rename(tmp_path / "back.xlsx")
    with seen.page.expect_file_chooser() as chosen:
        seen.page.select_option("#download", "merge")
    chosen.value.set_files(tmp_path / "back.xlsx")
    seen.page.get_by_role("button", name="全部采用").click()
    seen.wait_for("v1/museum", "09:30")
    seen.page.select_option("#download", "beside")
    seen.until("document.getElementById('status').textContent.includes('plan.xlsx')")
    assert (tmp_path / "plan.xlsx").read_bytes()[:2] == b"PK"
    with seen.page.expect_download() as made:
        seen.page.select_option("#download", "plan.xlsx")
    assert Path(made.value.path()).read_bytes()[:2] == b"PK"


def test_a_full_day_is_one_whole_page(seen: Seen, tmp_path: Path) -> None:
    """Twenty-eight rows on one page, seventy on as many as can be read; nothing runs out of one."""
    for rows, most in ((28, 1), (70, 3)):
        pages = seen.page.evaluate(
            "(rows) => { const { week } = jiedaiBoard; const day = week.days[0];"
            " const made = [...Array(rows).keys()].map((k) => ({ ...week.rows[0], id: 'r' + k }));"
            " const bars = made.flatMap((row) => week.bars.filter((bar) => bar.row === 'v1' && bar.start < day.to)"
            "   .map((bar) => ({ ...bar, row: row.id })));"
            " Object.assign(week, { rows: made, bars, days: [day], waits: [] }); }",
            rows,
        )
        assert pages is None
        file = tmp_path / f"{rows}.pdf"
        seen.page.pdf(path=file, prefer_css_page_size=True)
        assert 1 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", file.read_bytes())) <= most
        seen.page.reload()
        seen.page.wait_for_selector(".bar")
