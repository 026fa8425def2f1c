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


def leave_out(seen: Seen, id: str) -> Any:
    """Leave an item out by its key, and return its card."""
    _place(seen, id)
    seen.bar(id).focus()
    seen.page.keyboard.press("Delete")
    card = seen.page.locator(f'.left-card[data-id="{id}"]')
    card.wait_for()
    return card


def test_a_card_is_dragged_into_the_week_and_out_again(seen: Seen) -> None:
    card = leave_out(seen, "v1/museum")
    seen.page.evaluate("jiedaiBoard.zoomTo(1)")
    card.scroll_into_view_if_needed()
    box, there = card.bounding_box(), seen.page.locator('.row[data-row="v1"]').bounding_box()
    mouse = seen.page.mouse
    mouse.move(box["x"] + 20, box["y"] + 12)
    mouse.down()
    mouse.move(box["x"] - 40, box["y"])
    mouse.move(there["x"] + 400, there["y"] + 12, steps=4)
    seen.page.wait_for_selector(".lit.hint", state="attached")
    start = seen.page.evaluate("jiedaiBoard.mover.held.places[0].start")
    left = "jiedaiBoard.canvas.getBoundingClientRect().left"
    mouse.move(seen.page.evaluate(f"{left} + jiedaiBoard.scale.x({start}) + 12"), there["y"] + 12, steps=4)
    seen.page.wait_for_selector(".ghost-label.good")
    assert seen.page.locator(".slot").count() > 0
    mouse.up()
    seen.page.wait_for_selector('.bar[data-id="v1/museum"]:not(.ghost)')
    assert seen.page.evaluate("jiedaiBoard.week.bars.find((bar) => bar.id === 'v1/museum').start") == start
    assert seen.page.locator(".lit, .slot, .ghost").count() == 0
    box = _place(seen, "v1/museum")
    mouse.move(box["x"] + 8, box["y"] + 8)
    mouse.down()
    mouse.move(box["x"] + 40, box["y"] + 8, steps=3)
    tray = seen.page.locator("#tray").bounding_box()
    mouse.move(tray["x"] + 40, tray["y"] + 12, steps=4)
    seen.until("document.getElementById('status').textContent.includes('合计')")
    mouse.up()
    card.wait_for()
    seen.page.evaluate("jiedaiBoard.zoomTo(4)")
    drag(seen, "v1/check_in", 0.5, drop=False)
    tray = seen.page.locator("#tray").bounding_box()
    mouse.move(tray["x"] + 40, tray["y"] + 12, steps=4)
    seen.until("document.getElementById('status').textContent.includes('客人的要求')")
    seen.page.keyboard.press("Escape")
    mouse.up()


def test_a_card_is_planned_by_keys(seen: Seen) -> None:
    card, keys = leave_out(seen, "v1/museum"), seen.page.keyboard
    card.locator("button").first.focus()
    keys.press("Enter")
    seen.page.wait_for_selector(".lit.hint", state="attached")
    keys.press("1")
    seen.page.wait_for_selector(".ghost-label.good")
    keys.press("Enter")
    seen.page.wait_for_selector('.bar[data-id="v1/museum"]:not(.ghost)')


def test_items_change_places_by_a_drop(seen: Seen) -> None:
    talk, tour = _place(seen, "v1/talk"), _place(seen, "v1/tour")
    mouse = seen.page.mouse
    mouse.move(talk["x"] + 10, talk["y"] + 10)
    mouse.down()
    mouse.move(tour["x"] + 20, tour["y"] + 14, steps=6)
    seen.until("document.querySelector('.ghost-label').textContent.includes('对调')")
    mouse.up()
    seen.wait_for("v1/talk", "14:00")
    seen.wait_for("v1/tour", "09:30")


def test_an_item_in_another_persons_row(seen: Seen) -> None:
    seen.page.locator("#view").select_option("docent")
    seen.page.wait_for_selector('.row[data-row="dan"] .bar[data-id="v1/tour"]')
    box, there = _place(seen, "v1/tour"), seen.page.locator('.row[data-row="dot"]').bounding_box()
    mouse = seen.page.mouse
    mouse.move(box["x"] + 10, box["y"] + 10)
    mouse.down()
    mouse.move(box["x"] + 10, there["y"] + 12, steps=6)
    seen.page.wait_for_selector(".ghost-label.good, .ghost-label.should, .ghost-label.must")
    mouse.up()
    seen.page.wait_for_selector('.row[data-row="dot"] .bar[data-id="v1/tour"]')
    seen.bar("v1/tour").focus()
    seen.page.keyboard.press("Enter")
    seen.page.keyboard.press("ArrowUp")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_selector('.row[data-row="dan"] .bar[data-id="v1/tour"]')


def field(seen: Seen, label: str) -> Any:
    return seen.page.locator("#form").get_by_label(re.compile(rf"^{label}( \*)?$")).first


def test_a_form_by_keys_with_faults_beside_the_fields(seen: Seen) -> None:
    keys = seen.page.keyboard
    seen.page.locator('.row-name[data-row="v1"]').focus()
    keys.press("Enter")
    seen.page.wait_for_selector("#form[open]")
    field(seen, "到达时间").fill("某时")
    field(seen, "酒店").fill("没有的酒店")
    keys.press("Enter")
    seen.page.wait_for_selector("#form [aria-invalid]")
    assert seen.page.locator("#form [aria-invalid]").count() == 2
    assert "某时" in seen.page.locator("#form .field .fault:not(:empty)").nth(1).inner_text()
    keys.press("Escape")  # nothing is lost
    seen.until("!document.getElementById('form').open")
    seen.page.locator('.row-name[data-row="v1"]').click()
    assert field(seen, "到达时间").input_value() == "某时"
    field(seen, "酒店").fill("")
    field(seen, "到达时间").fill("上午十点半")
    keys.press("Enter")
    seen.page.wait_for_selector("#asked .finding.must")
    assert seen.page.locator("#asked .questions button").count() == 2
    keys.press("Control+z")
    seen.until("document.getElementById('undo').disabled")


def test_two_pages_in_one_form(seen: Seen, browser: Any, address: str) -> None:
    other = Seen(browser, address)
    other.page.fill("#name", "老王")
    for each in (seen, other):
        each.page.locator('.row-name[data-row="v2"]').click()
        each.page.wait_for_selector("#form[open]")
    field(other, "客户名称").fill("老王改的名")
    other.page.locator("#form button.main").click()
    other.until("!document.getElementById('form').open")
    field(seen, "客户名称").fill("我改的名")
    seen.page.locator("#form button.main").click()
    seen.page.wait_for_selector("#form .faults .fault")
    assert "老王" in seen.page.locator("#form .faults").inner_text()
    seen.until(
        "[...document.querySelectorAll('#form .field .fault')].some((made) => made.textContent.includes('老王改的名'))"
    )
    assert field(seen, "客户名称").input_value() == "我改的名"
    seen.page.locator("#form button.main").click()
    seen.until("!document.getElementById('form').open")
    seen.page.wait_for_selector('.row-name[data-row="v2"]:has-text("我改的名")')
    other.close()


def test_forms_fit_and_have_names(browser: Any, address: str, tmp_path: Path) -> None:
    for lang, width in (("zh", 1280), ("en", 1920)):
        seen = Seen(browser, address, lang, width)
        for control in ("#new-visit", "#absences"):
            seen.page.locator(control).click()
            seen.page.wait_for_selector("#form[open] .field")
            wide = seen.page.evaluate(
                "[document.getElementById('form').scrollWidth, document.getElementById('form').clientWidth]"
            )
            assert wide[0] <= wide[1]
            assert seen.page.evaluate(
                "[...document.querySelectorAll('#form input, #form select')].every((made) => made.labels.length)"
            )
            seen.page.keyboard.press("Escape")
        seen.close()


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
