"""The flow of the launchers with a faked screen: what is asked, what is run, what is opened."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from planner.cli import COMMANDS
from planner.desktop import app
from planner.desktop.console import Console
from planner.desktop.run import CommandRun
from planner.desktop.screen import dialogs
from planner.desktop.steps import DESKTOP_STEPS, folder_of, kind_of, offered, week_of
from tests.plan_workbook.reading.sample import the_bytes


class Screen:
    """Answers in order; remembers what it was asked and told."""

    def __init__(self, *answers):
        self.answers, self.asked, self.told = list(answers), [], []

    def _next(self, title):
        self.asked.append(title)
        return self.answers.pop(0) if self.answers else None

    def choose(self, title, options):
        answer = self._next(title)
        return options.index(answer) if answer is not None else None

    def open_file(self, title):
        return self._next(title)

    def save_file(self, title, name):
        return self._next(title)

    def watch(self, title, run):
        return run()

    def tell(self, title, text):
        self.told.append(text)


@pytest.fixture
def week(tmp_path) -> Path:
    path = tmp_path / "第43周.xlsx"
    path.write_bytes(b"PK")
    return path


@pytest.fixture
def plan(week) -> Path:
    folder = folder_of(week)
    folder.mkdir()
    path = folder / "plan.xlsx"
    path.write_bytes(the_bytes())
    return path


def play(screen, dropped=(), code=0, made=True):
    """Run the flow; the faked command writes what it is asked for."""
    ran, opened = [], []

    def start(arguments):
        ran.append(list(arguments))

        def run():
            for flag in ("--mark", "-o"):
                if made and flag in arguments:
                    target = Path(arguments[arguments.index(flag) + 1])
                    target = target / "plan.xlsx" if flag == "-o" and arguments[0] != "seat" else target
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(b"new")
            if made and arguments[0] == "new":
                Path(arguments[1]).write_bytes(b"new")
            return code, "said"

        return run

    return app.flow(list(dropped), screen, start, opened.append), ran, opened


# ---------------------------------------------------------------- what a file is


def test_kinds(week, plan, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "week.toml").touch()
    for name, kind in (("a.txt", "members"), ("晚宴.toml", "dinner"), ("x.pdf", None), ("leer.xlsx", "week")):
        (tmp_path / name).touch()
        assert kind_of(tmp_path / name) == kind
    assert kind_of(week) == "week"
    assert kind_of(plan) == "plan"
    assert kind_of(tmp_path / "folder") == "week"
    assert kind_of(plan.parent) is None


def test_the_week_of_a_plan(week, plan):
    assert week_of(plan) == week
    now = plan.parent / "来访资料"
    now.mkdir()
    (now / "week.toml").touch()
    assert week_of(plan) == now
    assert week_of(week) is None


def test_every_step_has_a_command():
    assert {step.command for step in DESKTOP_STEPS} <= set(COMMANDS)
    assert offered({}) == list(DESKTOP_STEPS)


# ---------------------------------------------------------------- the flow


def test_a_dropped_week_is_planned_and_opened(week):
    code, ran, opened = play(Screen("排计划"), [week])
    out = folder_of(week)
    assert code == 0
    assert ran == [["plan", str(week), "-o", str(out)]]
    assert opened == [str(out / "plan.xlsx")]


def test_a_dropped_plan_knows_its_week(week, plan):
    screen = Screen("检查手工改过的计划")
    code, ran, opened = play(screen, [plan], code=3)
    marked = plan.with_name("plan（检查）.xlsx")
    assert ran == [["check", str(week), str(plan), "--mark", str(marked)]]
    assert opened == [str(marked)]
    assert code == 3
    assert screen.asked == ["要做什么？"]


def test_a_plan_elsewhere_asks_for_its_week(week, plan, tmp_path):
    other = tmp_path / "elsewhere.xlsx"
    shutil.copy(plan, other)
    screen = Screen("从手工改过的计划接着排", week)
    _, ran, _ = play(screen, [other])
    assert ran == [["plan", str(week), "-o", str(tmp_path), "--start-from", str(other)]]
    assert screen.asked[1] == "请选来访工作簿"


def test_the_menu_comes_again_until_it_is_closed(week, tmp_path):
    screen = Screen("新建来访工作簿", tmp_path / "neu", "检查来访工作簿", week, None)
    code, ran, opened = play(screen)
    assert [arguments[0] for arguments in ran] == ["new", "read"]
    assert opened == [str(tmp_path / "neu.xlsx"), str(week.with_name("第43周（检查）.xlsx"))]
    assert code == 0


@pytest.mark.parametrize(
    ("title", "command"),
    [("按“变更”页调整计划", "replan"), ("检查手工改过的计划", "check"), ("从手工改过的计划接着排", "plan")],
)
def test_steps_of_a_plan(title, command, plan):
    _, ran, _ = play(Screen(title), [plan])
    assert ran[0][0] == command


def test_members_and_dinners(week, tmp_path):
    names, dinner = tmp_path / "名单.txt", tmp_path / "晚宴.toml"
    names.touch()
    dinner.touch()
    _, ran, _ = play(Screen("把成员名单读进工作簿"), [names, week])
    assert ran == [["members", str(names), str(week)]]
    _, ran, opened = play(Screen("排宴会座次"), [dinner])
    assert ran == [["seat", str(dinner), "-o", str(tmp_path / "晚宴-座次")]]
    assert opened == [str(tmp_path / "晚宴-座次")]


def test_the_board_opens_nothing_of_its_own(week, plan):
    screen = Screen("在浏览器里看和改")
    code, ran, opened = play(screen, [week])
    assert (code, ran, opened, screen.told) == (0, [["board", str(week)]], [], [])
    _, ran, _ = play(Screen("在浏览器里并入改过的计划"), [plan])
    assert ran == [["board", str(week), str(plan.parent)]]
    screen = Screen("在浏览器里看和改")
    assert play(screen, [week], code=3)[0] == 3
    assert screen.told == ["said"]


def test_what_failed_is_said_and_nothing_old_is_opened(week):
    (folder_of(week)).mkdir()
    (folder_of(week) / "plan.xlsx").write_bytes(b"old")
    screen = Screen("排计划")
    code, _, opened = play(screen, [week], code=4, made=False)
    assert code == 4
    assert screen.told == ["said"]
    assert not opened


def test_strange_files_are_told(tmp_path, week):
    screen = Screen()
    assert play(screen, [tmp_path / "nowhere.xlsx"])[0] == 2
    assert "nowhere.xlsx" in screen.told[0]
    assert play(screen, [week, week])[0] == 2


def test_nobody_answers(week):
    assert play(Screen())[0] == 0
    assert play(Screen("检查来访工作簿", None)) == (0, [], [])


# ---------------------------------------------------------------- console


def test_console(monkeypatch, capsys, tmp_path):
    (tmp_path / "a b.xlsx").touch()
    lines = iter(["9", "x", "2", "nowhere", f"'{tmp_path}/a b.xlsx'", ""])
    monkeypatch.setattr("builtins.input", lambda _: next(lines))
    screen = Console()
    assert screen.choose("?", ["a", "b"]) == 1
    assert screen.open_file("?") == tmp_path / "a b.xlsx"
    assert "没有这个文件" in capsys.readouterr().out
    assert screen.save_file("?", "x.xlsx") is None


def test_without_tkinter_there_is_the_console(monkeypatch):
    monkeypatch.setitem(sys.modules, "tkinter", None)
    assert isinstance(dialogs(), Console)


# ---------------------------------------------------------------- commands in a process of their own


def test_a_command_is_followed(root, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(root))
    said = []
    assert CommandRun(["--version"]).follow(said.append) == 0
    assert said[0].startswith("jiedai ")
    assert CommandRun(["plan", "nowhere"]).follow(said.append) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_stop_reaches_the_command(root, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(root))
    run = CommandRun(["--version"])
    monkeypatch.setattr(run._process, "poll", lambda: None)
    sent = []
    monkeypatch.setattr(run._process, "send_signal", sent.append)
    run.stop()
    assert sent == [signal.SIGINT]
    run.follow(lambda _: None)


# ---------------------------------------------------------------- launchers


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_the_command_file_hands_files_on(root, tmp_path):
    top = tmp_path / "接待 程序"
    (top / "launch").mkdir(parents=True)
    launcher = top / "launch" / "接待.command"
    shutil.copy(root / "launch" / "接待.command", launcher)
    (top / "pyproject.toml").touch()
    python = top / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$@" "PATH=$PYTHONPATH"\n')
    python.chmod(0o755)
    (top / ".venv" / "ready-desktop").touch()
    answer = subprocess.run(
        ["/bin/sh", str(launcher), "周 43.xlsx"], capture_output=True, text=True, check=True,
        env={"PATH": os.environ["PATH"]}, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert answer.stdout.splitlines() == ["-P", "-m", "planner.desktop", "周 43.xlsx", f"PATH={top}"]


def test_launchers_are_as_their_systems_want_them(root):
    windows = (root / "launch" / "接待.cmd").read_bytes()
    assert windows.count(b"\r\n") == windows.count(b"\n")
    assert windows.isascii()
    assert b'make.cmd" setup' in windows
    unix = root / "launch" / "接待.command"
    assert b"\r" not in unix.read_bytes()
    if sys.platform != "win32":
        assert os.access(unix, os.X_OK)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
@pytest.mark.parametrize(("answer", "made"), [("y", True), ("n", False)])
def test_without_python_the_command_file_offers_to_install_it(root, tmp_path, answer, made):
    top, tools = tmp_path / "接待", tmp_path / "tools"
    (top / "launch").mkdir(parents=True)
    launcher = top / "launch" / "接待.command"
    shutil.copy(root / "launch" / "接待.command", launcher)
    tools.mkdir()
    for name in ("dirname", "touch", "rm", "mkdir", "chmod", "cat"):
        (tools / name).symlink_to(shutil.which(name))
    brew = tools / "brew"
    python = f"{tools}/bin/python3.12"
    fake = '#!/bin/sh\ncase "$1 $2" in "-m venv") mkdir -p "$3/bin"; cp_self "$3/bin/python" ;; esac\necho "$@"\n'
    fake = fake.replace("cp_self", f'cat "{python}" >')
    fake = fake.replace('"$3/bin/python" ;;', '"$3/bin/python"; chmod +x "$3/bin/python" ;;')
    brew.write_text(
        f'#!/bin/sh\n[ "$1" = --prefix ] && {{ echo "{tools}"; exit; }}\n'
        f"mkdir -p {tools}/bin\ncat > {python} <<'END'\n{fake}END\nchmod +x {python}\n"
    )
    brew.chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", str(launcher)], capture_output=True, text=True, check=False,
        env={"PATH": str(tools)}, input=f"{answer}\n\n",
    )  # fmt: skip
    assert "Homebrew" in done.stdout
    assert (top / ".venv" / "bin" / "python").exists() is made
    assert ("planner.desktop" in done.stdout) is made


def test_the_command_file_of_windows_names_what_make_names(root):
    """It cannot be run here: its labels are there, its lines end as Windows wants them, and it is plain ASCII."""
    for name in ("launch/接待.cmd", "make.cmd"):
        text = (root / name).read_bytes()
        assert text.isascii()
        assert text.count(b"\n") == text.count(b"\r\n")
        lines = text.decode().splitlines()
        labels = {line[1:].strip() for line in lines if line.startswith(":")}
        words = [line.split() for line in lines]
        called = {part[part.index(w) + 1].lstrip(":") for part in words for w in ("goto", "call") if w in part[:-1]}
        assert {each for each in called if "%" not in each} <= labels
