"""Runs cut by signals at random moments: the folder holds one run whole, and the next run can go on."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time

import pytest

from planner.formats.files import listed
from planner.formats.folder_exchange import finish_exchange
from planner.formats.plan_json import read_plan
from planner.plan_workbook.reading import read_former
from tests.formats.test_folder_exchange import SLOW_WRITER, WRITER

pytestmark = [
    pytest.mark.fuzz,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to another process"),
]
SIGNALS = ("SIGINT", "SIGTERM", "SIGKILL")


def cut(command, seconds, sent):
    """Start a command, send it a signal after so many seconds, and wait for its end; return whether it was running."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        time.sleep(seconds)
        running = process.poll() is None
        process.send_signal(getattr(signal, sent))
        process.wait(120)
    return running


@pytest.mark.parametrize("writer", [WRITER, SLOW_WRITER], ids=["fast", "30 ms a rename"])
def test_writers_cut_at_random_moments(writer, tally, tmp_path):
    """Writers of a folder, cut by SIGINT, SIGTERM and SIGKILL."""
    dice = random.Random(5)
    for _ in range(200 if writer is WRITER else 100):
        sent = dice.choice(SIGNALS)
        cut([sys.executable, "-c", writer, str(tmp_path)], 0.25 + dice.random(), sent)
        tally.tried += 1
        finish_exchange(tmp_path)
        contents = {(tmp_path / name).read_text("utf-8") for name in listed(tmp_path)}
        if len(contents) > 1:
            tally.faults.append(f"{sent}: files of {len(contents)} runs")


def test_plans_cut_at_random_moments(tally, tmp_path, root):
    """The command plan, cut by SIGINT, SIGTERM and SIGKILL: plan.json, plan.xlsx and the papers are of one run."""
    dice = random.Random(6)
    for number in range(60):
        seconds = dice.choice([1, 2])
        command = [sys.executable, "-m", "planner", "plan", str(root / "instances" / "tiny"), "-o", str(tmp_path)]
        command += ["--seconds", str(seconds), "--seed", str(number), "--lang", dice.choice(["zh", "en"])]
        sent = dice.choice(SIGNALS)
        cut(command, 0.5 + 6 * dice.random(), sent)
        tally.tried += 1
        finish_exchange(tmp_path)
        names = listed(tmp_path)
        missing = [name for name in names if not (tmp_path / name).is_file()]
        if missing:
            tally.faults.append(f"{sent}: {missing} missing")
        if "plan.json" in names and read_plan(tmp_path / "plan.json")[2] != read_former(tmp_path / "plan.xlsx").plan:
            tally.faults.append(f"{sent}: plan.json and plan.xlsx differ")
