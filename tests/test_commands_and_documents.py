"""Commands and documents: what is documented exists, what exists is documented, and the command starts quickly."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys

import pytest

from planner.cli import COMMANDS, main
from planner.commands.base import Command

HEAVY = {"pydantic", "ortools", "networkx", "numpy", "pandas", "matplotlib", "openpyxl", "docx", "holidays", "rich"}
HEAVY |= {"segno", "typst", "icalendar", "docxtpl"}
CPU_SECONDS = 0.3


def python(code: str, root) -> str:
    """Run code in a new interpreter and return what it prints."""
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return answer.stdout


def commands_in(text: str) -> list[list[str]]:
    """Return the commands that a Markdown text shows: indented or fenced lines and inline code."""
    shown = re.findall(r"^(?: {4}|\$ )?((?:make|make\.cmd|jiedai) .*)$", text, flags=re.MULTILINE)
    shown += re.findall(r"`((?:make|make\.cmd|jiedai) [^`]*)`", text)
    return [line.split("#")[0].split() for line in shown]


# ---------------------------------------------------------------- help


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_every_command(name, language, capsys):
    assert main([name, "--help", "--lang", language]) == 0
    text = capsys.readouterr().out
    assert f"jiedai {name}" in text
    assert "‖" not in text, "a text that is not shown through planner.commands.base"
    has_chinese = re.search(r"[\u4e00-\u9fff]", text) is not None
    assert has_chinese == (language == "zh"), "help in the wrong language; write it as both(zh, en)"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help_in_two_languages(name):
    module, _, attribute = COMMANDS[name].target.partition(":")
    command = getattr(importlib.import_module(module), attribute)
    assert isinstance(command, Command), "give the command cls=planner.commands.base.Command"
    assert command.name == name
    options = [parameter for parameter in command.params if parameter.param_type_name == "option"]
    for text in [COMMANDS[name].help, command.help, *(option.help for option in options)]:
        assert text
        assert " ‖ " in text


# ---------------------------------------------------------------- quick to open


@pytest.mark.skipif(sys.platform == "win32", reason="no resource module")
def test_help_is_quick(root):
    code = (
        "import resource, subprocess, sys;"
        "subprocess.run([sys.executable, '-m', 'planner', '--help'], check=True, stdout=subprocess.DEVNULL);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); print(used.ru_utime + used.ru_stime)"
    )
    assert min(float(python(code, root)) for _ in range(4)) < CPU_SECONDS


def test_help_imports_nothing_heavy(root):
    code = (
        "import contextlib, io, sys; from planner.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()): main(['--help'])\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)))"
    )
    assert python(code, root).strip() == "[]"


# ---------------------------------------------------------------- layers, at run time


@pytest.mark.parametrize(
    "module",
    [
        "models.domain",
        "models.rules",
        "models.rules.catalogue",
        "models.simulation",
        "planner.judging.check",
        "planner.services.compare",
        "planner.services.simulate",
    ],
)
def test_facts_rules_and_checker_run_without_the_solver(module, root):
    assert python(f"import sys, {module}; print('ortools' in sys.modules)", root).strip() == "False"


# ---------------------------------------------------------------- documents


def test_commands_in_documents_exist(root):
    targets = set(re.findall(r"^([a-z-]+):(?!=)", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    windows = set(re.findall(r'"%~1"=="([a-z-]+)"', (root / "make.cmd").read_text(encoding="utf-8")))
    for document in ("README.md", "README.zh.md", "CONTRIBUTING.md", "docs/commands.md"):
        for program, *arguments in commands_in((root / document).read_text(encoding="utf-8")):
            name = next((argument for argument in arguments if not argument.startswith("-")), None)
            known = {"make": targets, "make.cmd": windows, "jiedai": set(COMMANDS)}[program]
            assert name is None or name.rstrip(",.;") in known, f"{document}: {program} {name}"


def test_readme_shows_the_two_commands_and_is_short(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    for wanted in ("make plan", "make test", "make.cmd plan", "make.cmd test"):
        assert wanted in readme
    assert len(readme.splitlines()) <= 120


def test_every_command_is_documented(root):
    page = (root / "docs" / "commands.md").read_text(encoding="utf-8")
    missing = [name for name in COMMANDS if f"jiedai {name}" not in page]
    assert not missing, f"docs/commands.md does not mention: {missing}"


def test_links_in_documents_lead_to_files(root):
    for document in (
        *root.glob("*.md"),
        *(root / "docs").glob("*.md"),
        *root.glob("*/README.md"),
        *root.glob("*/*/README.md"),
    ):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.relative_to(root)}: {target}"


def test_every_top_folder_of_the_packages_has_a_readme(root):
    folders = [path.parent for package in ("models", "planner") for path in (root / package).glob("*/__init__.py")]
    missing = [str(folder.relative_to(root)) for folder in folders if not (folder / "README.md").is_file()]
    assert not missing, f"a README of about ten lines is missing in {missing}"


def test_changelog_has_a_place_for_what_comes(root):
    assert "## Unreleased" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


# ---------------------------------------------------------------- nothing of our machines

# Home and working folders, and addresses of package servers: true on one machine only.
MACHINE = re.compile(
    r"(?<![\w./~-])/(?:home|root|work|Users)/\w"
    r"|\b[A-Z]:\\(?:Users|Documents)"
    r"|(?<![\w./~-])/tmp/\w"
    r"|--(?:extra-)?index-url|/simple/?[\"'\s]"
)


def tracked(root) -> list:
    try:
        answer = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    files = [root / name for name in answer.stdout.decode().split("\0") if name]
    return [file for file in files if file.is_file()]


def test_no_paths_of_a_machine(root):
    found = []
    for file in tracked(root):
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a paper
        found += [f"{file.relative_to(root)}: {match[0]!r}" for match in MACHINE.finditer(text)]
    assert not found


def test_the_pattern_of_machine_paths_finds_them():
    slash = "/"
    for path in (f"{slash}home{slash}lin", f"in {slash}root{slash}x", f"C:{chr(92)}Users", f"{slash}tmp{slash}venv"):
        assert MACHINE.search(path), path
    for harmless in ("https://example.org/work/x", "out/home/x", "a/tmp/b", "/usr/bin/env"):
        assert not MACHINE.search(harmless), harmless
