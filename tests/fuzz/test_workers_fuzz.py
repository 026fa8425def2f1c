"""Weeks that are planned in worker processes: cut by signals, workers killed, and the same plan whoever solves."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import planner
from planner.formats.plan_json import read_plan
from tests.itinerary.search.test_workers import children, gone
from tests.services.test_determinism import WAYS, shared_search

pytestmark = [
    pytest.mark.fuzz,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at /proc"),
]
SIGNALS = int(os.environ.get("JIEDAI_FUZZ_SIGNALS", "200"))
PROGRESS = re.compile(r" *[\d.]+s .*")
INTERRUPTED = (130, -signal.SIGINT)
"""Python ends itself by the signal where it came while a class was being made: 130 as well, for a shell."""


def test_the_same_plan_of_a_week_whoever_solves_the_tasks(tally):
    """The same plan of a week of 12 by threads or processes, few or many, sets in any order, on a busy machine too."""
    expected = shared_search("busy", WAYS[0], "1")
    for spinning in (0, 3):
        others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(spinning)]
        try:
            for way in WAYS:
                tally.tried += 1
                if shared_search("busy", way, "1") != expected:
                    tally.faults.append(f"another plan by {' '.join(way)}")
        finally:
            for process in others:
                process.kill()
                process.wait()


@pytest.fixture(scope="module")
def week(root, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("weeks") / "week"
    command = [sys.executable, "-m", "planner", "generate", "--delegations", "12", "--seed", "1", "-o", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return folder


def test_weeks_of_12_cut_at_random_moments(week, tally, tmp_path, root):
    """A week of 12 in worker processes, cut by signals to one process or all: a plan or none, nothing left behind."""
    dice = random.Random(7)
    for number in range(SIGNALS):
        sent, group = dice.choice(["SIGINT", "SIGINT", "SIGTERM", "SIGKILL"]), dice.random() < 0.5
        out = tmp_path / str(number)
        command = [
            sys.executable,
            "-m",
            "planner",
            "plan",
            str(week),
            "-o",
            str(out),
            "--seconds",
            "10",
            "--lang",
            "en",
        ]
        with subprocess.Popen(
            command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        ) as process:
            time.sleep(1 + 20 * dice.random())
            pids = children(process.pid) if process.poll() is None else []
            if process.poll() is None:
                (os.killpg if group else os.kill)(process.pid, getattr(signal, sent))
            _, told = process.communicate(timeout=300)
        tally.tried += 1
        tally.faults += [f"{number} {sent}: {fault}" for fault in faults_of(process.returncode, told, out, sent)]
        if not all(gone(pid) for pid in pids):
            tally.faults.append(f"{number} {sent}: a process is left")


def faults_of(code: int, told: str, out: Path, sent: str) -> list[str]:
    """Return what is wrong with the end of a command that was sent a signal."""
    lines = [line for line in told.splitlines() if line and not PROGRESS.fullmatch(line)]
    written = (out / "plan.json").is_file()
    found = []
    late = len(lines) == 1 and lines[0].startswith("out of time before a first plan")
    ended = (5, -signal.SIGTERM) if late else (0, -signal.SIGTERM) if written else (0,)  # a signal after all was said
    if code not in (*ended, *((-signal.SIGKILL,) if sent == "SIGKILL" else INTERRUPTED)):
        found.append(f"exit code {code}")
    if code == 0 and not written:
        found.append("no plan")
    if sent != "SIGKILL" and not written and not late and lines != ["interrupted"]:
        found.append(f"said {lines}")
    if written and any(not line.startswith("Stopped: the pictures") for line in lines):
        found.append(f"said {lines}")
    if written and code != -signal.SIGKILL:
        facts, edition, plan = read_plan(out / "plan.json")
        found += [b.violation.in_both for b in planner.check(facts, plan, edition).score.musts]
    return found


def test_workers_of_a_week_of_12_killed_at_random_moments(week, tally, tmp_path, root):
    """A week of 12 whose worker processes are killed at random moments, one or all: a whole plan all the same."""
    dice = random.Random(8)
    for number in range(max(1, SIGNALS // 10)):
        out, every = tmp_path / str(number), dice.random() < 0.5
        command = [
            sys.executable,
            "-m",
            "planner",
            "plan",
            str(week),
            "-o",
            str(out),
            "--seconds",
            "15",
            "--lang",
            "en",
        ]
        with subprocess.Popen(
            command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as process:
            while process.poll() is None:
                time.sleep(4 * dice.random())
                pids = children(process.pid) if process.poll() is None else []
                for pid in pids if every else pids[:1]:
                    os.kill(pid, signal.SIGKILL)
            told = process.stderr.read()
        tally.tried += 1
        tally.faults += [f"{number}: {fault}" for fault in faults_of(process.returncode, told, out, "SIGKILL")]
