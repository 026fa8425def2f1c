"""The command line: help, languages, exit codes, and what is said when something fails."""

from __future__ import annotations

import json

import click
import pytest

from models.domain.errors import Fault, FaultyInput, JiedaiError, NoneInTime, NoPlanPossible
from planner import cli
from planner.commands.base import Command, both, lang_option, language_of, pick


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch):
    for name in ("JIEDAI_LANG", "JIEDAI_DEBUG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def command(monkeypatch):
    """Put a command ``try`` into the table that does what it is told; return how to tell it."""
    told = {}

    @click.command("try", cls=Command, help=both("试", "try"))
    @click.option("--times", default=3, show_default=True, help=both("次数", "how often"))
    @lang_option()
    def try_(times, lang):
        return told["do"](lang)

    monkeypatch.setattr(cli, "_trial", try_, raising=False)
    monkeypatch.setitem(cli.COMMANDS, "try", cli.CommandEntry("planner.cli:_trial", both("试", "try")))

    def tell(do):
        told["do"] = do

    return tell


def raising(error):
    def do(_lang):
        raise error

    return do


def test_help_is_chinese_unless_asked_otherwise(capsys):
    assert cli.main(["--help"]) == 0
    assert "命令:" in capsys.readouterr().out
    assert cli.main(["--lang", "en", "--help"]) == 0
    english = capsys.readouterr().out
    assert "Commands:" in english
    assert "命令" not in english
    assert "‖" not in english


@pytest.mark.parametrize(
    "args",
    [["--lang", "en", "try", "--help"], ["try", "--help", "--lang", "en"], ["try", "--lang=en", "--help"]],
)
def test_language_of_help_may_stand_anywhere(args, command, capsys):
    assert cli.main(args) == 0
    text = capsys.readouterr().out
    assert "how often  [default: 3]" in text
    assert "次数" not in text


def test_help_in_chinese_keeps_the_default(command, capsys):
    assert cli.main(["try", "--help"]) == 0
    assert "次数  [default: 3]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "environment", "expected"),
    [
        (["try"], None, "zh"),
        (["try", "--lang", "en"], None, "en"),
        (["--lang", "en", "try"], None, "en"),
        (["try"], "en", "en"),
        (["try", "--lang", "zh"], "en", "zh"),
    ],
)
def test_command_learns_its_language(args, environment, expected, command, monkeypatch):
    if environment:
        monkeypatch.setenv("JIEDAI_LANG", environment)
    heard = []
    command(heard.append)
    assert cli.main(args) == 0
    assert heard == [expected]


def test_pick():
    assert pick(both("一", "one"), "zh") == "一"
    assert pick(both("一", "one") + "  [required]", "en") == "one  [required]"
    assert pick("plain", "zh") == "plain"
    assert language_of(["--lang"]) == "zh"


def test_version(capsys):
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("jiedai ")


def test_no_command_shows_help_as_a_usage_fault(capsys):
    assert cli.main([]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "versions" in said.err


@pytest.mark.parametrize("args", [["nonsense"], ["versions", "--nonsense"], ["versions", "--lang", "fr"]])
def test_usage_faults(args, capsys):
    assert cli.main(args) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "用法有误" in said.err
    assert "--help" in said.err


@pytest.mark.parametrize(
    ("error", "code", "text"),
    [
        (FaultyInput([Fault("week.toml", "visits[0].name", "is missing", "write one")]), 3, "也许：write one"),
        (NoPlanPossible(["two places at once"]), 4, "two places at once"),
        (NoneInTime("no plan in 1 s"), 5, "no plan in 1 s"),
        (NoneInTime(), 5, "NoneInTime"),
        (JiedaiError("general"), 1, "general"),
        (FileNotFoundError(2, "No such file or directory", "week"), 2, "week"),
        (PermissionError(13, "Permission denied", "plan.xlsx"), 2, "plan.xlsx"),
        (KeyboardInterrupt(), 130, "已中断"),
        (click.Abort(), 130, "已中断"),
    ],
)
def test_foreseen_faults_are_texts_with_an_exit_code(error, code, text, command, capsys):
    command(raising(error))
    assert cli.main(["try"]) == code
    said = capsys.readouterr()
    assert text in said.err
    assert "Traceback" not in said.err
    assert said.out == ""


def test_unforeseen_faults_say_where_to_report_and_nothing_personal(command, capsys):
    command(raising(KeyError("张喆 13800000000")))
    assert cli.main(["try"]) == 1
    said = capsys.readouterr().err
    assert "KeyError" in said
    assert "张喆" not in said
    assert "Traceback" not in said
    assert "维护者" in said
    assert "维护者" in said


def test_debug_shows_the_traceback(command, capsys, monkeypatch):
    monkeypatch.setenv("JIEDAI_DEBUG", "1")
    command(raising(KeyError("detail")))
    assert cli.main(["try"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_command_may_return_its_exit_code(command):
    command(lambda _lang: 5)
    assert cli.main(["try"]) == 5


@pytest.mark.parametrize(("no_color", "escapes"), [(None, True), ("1", False)])
def test_no_color(no_color, escapes, command, monkeypatch, capsys):
    if no_color:
        monkeypatch.setenv("NO_COLOR", no_color)
    heard = []
    command(lambda _lang: heard.append(click.get_current_context().color))
    assert cli.main(["try"]) == 0
    assert heard == [None if escapes else False]


def test_versions(capsys):
    assert cli.main(["versions", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["ortools"]
    assert found["python"].startswith("3.")
    assert cli.main(["versions"]) == 0
    assert "pydantic" in capsys.readouterr().out
