"""The board measured: when a week is painted, what memory it takes, and how it grows in long use: ``make bench``.

``JIEDAI_BOARD_SECONDS`` sets how long it is used (600 by default); ``JIEDAI_BOARD_PLANS`` names a folder whose
``b25/plan.json`` and ``b100/plan.json`` are opened instead of plans made here.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from planner.generation.generate import generate
from planner.services.plan_file import plan_text
from planner.services.provenance import Limits
from planner.services.solve import solve

pytestmark = [pytest.mark.bench, pytest.mark.look]
SEARCH_SECONDS = {25: 60.0, 100: 180.0}
MEGABYTE = 1024.0
PAINTED = """
new MutationObserver((_, watching) => {
  if (!document.querySelector('#canvas .bar')) return;
  watching.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => { window.painted = performance.now(); }));
}).observe(document, { childList: true, subtree: true });
"""


@pytest.fixture(scope="session")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the plans, made once."""
    if "JIEDAI_BOARD_PLANS" in os.environ:
        return Path(os.environ["JIEDAI_BOARD_PLANS"])
    folder = tmp_path_factory.mktemp("plans")
    for visits, seconds in SEARCH_SECONDS.items():
        path = folder / f"b{visits}" / "plan.json"
        path.parent.mkdir()
        path.write_text(plan_text(solve(generate(visits, 1), Limits(seconds=seconds))), encoding="utf-8")
    return folder


class Served:
    """A board in a process of its own."""

    def __init__(self, plan: Path) -> None:
        command = [sys.executable, "-m", "planner", "board", str(plan), "--no-browser"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip().partition("?")[0]
        self.number = 0

    def memory(self, what: str = "VmRSS") -> float:
        """Return megabytes of the server's process."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith(what)).split()[1]) / MEGABYTE

    def seconds(self) -> float:
        """Return CPU seconds of the server's process."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def ask(self, path: str, **data: Any) -> Any:
        """Ask as a page does; None: it was refused."""
        body = json.dumps({"lang": "zh", "name": "bench", "number": self.number, **data}).encode()
        request = urllib.request.Request(f"{self.address}api/{path}", body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                found = json.loads(answer.read())
        except urllib.error.HTTPError:
            return None
        self.number = found.get("number", self.number)
        return found


@contextmanager
def served(plans: Path, visits: int, tmp_path: Path) -> Iterator[Served]:
    plan = tmp_path / "plan.json"
    plan.write_bytes((plans / f"b{visits}" / "plan.json").read_bytes())
    made = Served(plan)
    try:
        yield made
    finally:
        made.process.send_signal(signal.SIGINT)
        made.process.wait(20)


@contextmanager
def browser(chromium: str) -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as play:
        made = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield made
        made.close()


def opened(made: Any, address: str, lang: str = "zh") -> tuple[Any, float, float]:
    """Open a page; return it, after how many seconds the week was painted, and the page's CPU seconds until then."""
    page = made.new_page(viewport={"width": 1920, "height": 1000})
    page.set_default_timeout(240_000)
    page.add_init_script(PAINTED)
    session = page.context.new_cdp_session(page)
    session.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
    session.send("Performance.enable")
    page.goto(f"{address}?lang={lang}")
    seconds = painted(page)
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    session.detach()
    return page, seconds, float(metrics["TaskDuration"])


def painted(page: Any) -> float:
    for _ in range(1200):
        found = page.evaluate("window.painted || 0")
        if found:
            return float(found) / 1000
        page.wait_for_timeout(50)
    raise AssertionError("nothing was painted")


def heap(page: Any) -> float:
    """Return megabytes that the page's scripts hold, what is garbage collected first."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    session.detach()
    return float(metrics["JSHeapUsedSize"]) / MEGABYTE / MEGABYTE


@pytest.mark.parametrize(("visits", "limit"), [(25, 0.5), (100, 1.5)])
def test_a_week_is_painted(plans: Path, visits: int, limit: float, tmp_path: Path, chromium: str) -> None:
    with served(plans, visits, tmp_path) as board, browser(chromium) as made:
        times, used = [], []
        before = board.seconds()
        for lang in ("zh", "en", "zh", "en", "zh"):
            page, seconds, cpu = opened(made, board.address, lang)
            times.append(seconds)
            used.append(cpu)
            elements = page.evaluate("document.querySelectorAll('#scroller *').length")
            page.close()
        server = (board.seconds() - before) / len(times)
        memory, peak = board.memory(), board.memory("VmHWM")
        print(f"\n{visits} visits: painted after {', '.join(f'{each:.2f}' for each in times)} s, {elements} elements,")
        print(f"CPU of the page {', '.join(f'{each:.2f}' for each in used)} s, of the server {server:.2f} s a page,")
        print(f"server {memory:.0f} MB (at most {peak:.0f}), load {os.getloadavg()[0]:.1f}")
        assert memory < 300
        assert sorted(times)[len(times) // 2] < limit


def test_long_use(plans: Path, tmp_path: Path, chromium: str) -> None:
    """Operations, undos, questions, comparisons and reloads for a while: what it grows by, an operation."""
    seconds = float(os.environ.get("JIEDAI_BOARD_SECONDS", "600"))
    draw = random.Random(3)
    with served(plans, 25, tmp_path) as board, browser(chromium) as made:
        page, _, _ = opened(made, board.address)
        began, done, rows = time.monotonic(), 0, []
        while time.monotonic() - began < seconds:
            _use(board, draw, done)
            done += 1
            if done % 40 == 0:
                page.reload()
                painted(page)
            if done % 100 == 0:
                rows.append((done, board.memory(), heap(page)))
                print(f"{done} operations: server {rows[-1][1]:.1f} MB, page {rows[-1][2]:.1f} MB", flush=True)
        journal = sum(file.stat().st_size for file in tmp_path.glob("*.jsonl")) / MEGABYTE / MEGABYTE
        first = rows[len(rows) // 4]
        by = (rows[-1][1] - first[1]) * MEGABYTE / (rows[-1][0] - first[0])
        print(f"\n{done} operations in {seconds:.0f} s: server {rows[-1][1]:.0f} MB, {by:.1f} kB more an operation,")
        print(f"page {first[2]:.1f} MB, then {rows[-1][2]:.1f} MB; journal and history {journal:.1f} MB")
        assert rows[-1][1] < 300
        assert rows[-1][2] < 2 * first[2] + 20


def _use(board: Served, draw: random.Random, k: int) -> None:
    """Do one thing as a planner does, and draw the week again."""
    board.ask("week", view=draw.choice(["room", "vehicle", "leader", "restaurant"]), lang=draw.choice(["zh", "en"]))
    week = board.ask("week")
    items = [bar for bar in week["bars"] if bar["what"] == "item"]
    one = draw.choice(items)
    start = one["own"] + 15 * draw.randint(-8, 8)
    move = {"kind": "move", "of": one["id"], "start": start}
    what = draw.random()
    if what < 0.55:
        board.ask("judge", operation={"kind": "move", "of": one["id"]}, starts=[start, start + 15, start + 30])
        board.ask("do", operation=move)
    elif what < 0.85:
        board.ask("undo")
    elif what < 0.95:
        board.ask("redo")
    elif what < 0.97:
        now = next(each for each in board.ask("history")["drafts"] if each["now"])
        board.ask("history/name", draft=now["id"], called=f"{k}")
    elif what < 0.99:
        drafts = board.ask("history")["drafts"]
        if len(drafts) > 1:
            board.ask("compare", a=drafts[0]["id"], b=draw.choice(drafts[1:])["id"])
    else:
        board.ask("save")
