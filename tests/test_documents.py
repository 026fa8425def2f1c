"""What README and help tell people to type is typed, on small copies: it runs, and says nothing wrong."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
from pathlib import Path
from unittest import mock

import pytest

from planner.cli import COMMANDS, main
from tests.searches import less_effort

CALL = 'visit = "zhongneng"\nkind = "call"\nid = "visit"\nleader = "zhao-jingyi"\n'
DOCUMENTS = ("README.md", "docs/commands.md")
MAKES_A_WORKBOOK = ("new", "convert")
PROGRAMME_ROW = re.compile(r"^\|[^|]*\| (\d\d:\d\d–\d\d:\d\d \|.*)\|$", re.MULTILINE)
SECONDS = re.compile(r"--seconds \d+")
COMMAND_LINE = re.compile(r"^ {4}jiedai (.*)$", re.MULTILINE)

ACTUALS = '[[visits]]\nvisit = "中能建设集团"\ncosts = { hotel = 1440 }\n'


@pytest.fixture(scope="module")
def archive(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder as the documents suppose it: instances, a WEEK of one's own, its plan, a dinner, a list."""
    folder = tmp_path_factory.mktemp("archive")
    shutil.copytree(root / "instances" / "rounds-zhengzhou", folder / "instances" / "rounds-zhengzhou")
    for name in ("tiny", "company"):
        shutil.copytree(root / "instances" / name, folder / "instances" / name)
        shutil.copytree(root / "instances" / name, folder / {"tiny": "WEEK"}.get(name, name))
    (folder / "my-policy.toml").write_text('base = "default"\nid = "mine"\nname = "mine"\n', encoding="utf-8")
    shutil.copy(root / "instances" / "dinners" / "ten-seats.toml", folder / "dinner.toml")
    (folder / "list.txt").write_text("王璟 处长 13800000000\n李祎 工程师\n", encoding="utf-8")
    (folder / "call.toml").write_text(CALL, encoding="utf-8")
    (folder / "actuals.toml").write_text(ACTUALS, encoding="utf-8")
    typed("plan WEEK -o OUT --seconds 4", folder)
    typed("close WEEK OUT/plan.json --actuals actuals.toml -o register.sqlite", folder)
    typed("rounds instances/rounds-zhengzhou -o out/rounds --weeks 1 --seconds 1", folder)
    for name in ("old", "new", "out/tiny"):
        shutil.copytree(folder / "OUT", folder / name)
    shutil.copy(folder / "OUT" / "plan.json", folder / "plan.json")
    return folder


@pytest.fixture
def office(archive: Path, tmp_path: Path) -> Path:
    """Return a copy of that folder."""
    return shutil.copytree(archive, tmp_path / "office")


def typed(line: str, folder: Path) -> str:
    """Type a command line in a folder; return what it prints, also where it prints into a file."""
    words = shlex.split(line, comments=True)
    args, target = (words[: words.index(">")], words[-1]) if ">" in words else (words, None)
    printed = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        assert main(args) == 0, line
    if target:
        (folder / target).write_text(printed.getvalue(), encoding="utf-8")
    return printed.getvalue()


def typed_quickly(line: str, folder: Path) -> str:
    """Type a command line; a search ends by its work, which is little, or in other processes after two seconds."""
    if line.startswith("board"):
        with mock.patch("planner.board.serve.serve"):  # it ends at once instead of with Ctrl-C
            return typed(line, folder)
    name = line.split()[0]
    if name == "rounds" and " -o " in line and "instances/" in line:
        line = SECONDS.sub("", line).replace("rounds ", "rounds --weeks 1 --seconds 1 ", 1)
    elif name == "bench" or "--jobs" in line:
        line = SECONDS.sub("--seconds 2", line)
    with less_effort(vary=1 / 3, rounds=0):
        return typed(line, folder)


def examples(name: str) -> list[str]:
    """Return the examples at the foot of a command's help."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        assert main([name, "--help", "--lang", "en"]) == 0
    foot = " ".join(re.split(r"\n\s+Examples?: ", printed.getvalue())[1].split())
    return [part.removeprefix("jiedai ") for part in foot.split("; ")]


def test_the_commands_of_the_documents(root: Path, office: Path) -> None:
    """What stands in both is typed once."""
    lines = {name: COMMAND_LINE.findall((root / name).read_text(encoding="utf-8")) for name in DOCUMENTS}
    assert all(lines.values())
    for line in dict.fromkeys(line for name in DOCUMENTS for line in lines[name] if "--deterministic" not in line):
        typed_quickly(line.replace("-o WEEK", "-o NEW"), office)  # there is a WEEK already
    assert (office / "out" / "tiny" / "plan.json").is_file()
    assert (office / "NEW" / "week.toml").is_file()


@pytest.mark.parametrize(
    ("document", "lang", "folder"), [("README.md", "en", "programmes"), ("README.zh.md", "zh", "行程安排")]
)
def test_the_programme_of_the_readme_is_what_is_printed(
    root: Path, office: Path, document: str, lang: str, folder: str
) -> None:
    rows = PROGRAMME_ROW.findall((root / document).read_text(encoding="utf-8"))
    assert len(rows) > 4
    typed(f"plan instances/tiny -o EXAMPLE --deterministic --lang {lang}", office)
    printed = next(iter(sorted((office / "EXAMPLE" / folder).glob("01*.md")))).read_text(encoding="utf-8")
    for row in rows:
        cells = [part for cell in row.split("|") for part in re.split(r", (?=\w+:)|，(?=\w+：)", cell.strip()) if part]
        assert any(all(cell in line for cell in cells) for line in printed.splitlines()), row


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_of_the_help(name: str, office: Path) -> None:
    if name not in MAKES_A_WORKBOOK:
        typed("new week.xlsx --from WEEK", office)
        typed("new dinner.xlsx --from dinner.toml", office)
    lines = examples(name)
    assert lines
    for line in lines:
        assert line.split()[0] == name
        typed_quickly(line, office)
