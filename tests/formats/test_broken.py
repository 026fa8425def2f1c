"""Each broken instance gives its message, word for word: a line in Chinese and a line in English for each fault."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from models.domain.errors import FaultyInput
from planner.formats import load, load_edition

BROKEN = Path(__file__).resolve().parents[2] / "instances" / "broken"
WEEKS = sorted(path.parent.name for path in BROKEN.glob("*/week.toml"))
EDITIONS = sorted(path.stem for path in (BROKEN / "editions").glob("*.toml"))


HAN = re.compile(r"[\u4e00-\u9fff]+")


def _lines(error: FaultyInput) -> list[str]:
    return [fault.told(language) for fault in error.faults for language in ("zh", "en")]


@pytest.fixture
def here(monkeypatch):
    """Work in the folder of the broken instances, so that messages show short paths."""
    monkeypatch.chdir(BROKEN)


def test_there_are_many_kinds():
    assert len(WEEKS) >= 25
    assert len(EDITIONS) >= 5


@pytest.mark.parametrize("name", WEEKS)
def test_week(name, here):
    with pytest.raises(FaultyInput) as caught:
        load(name)
    told = [line.removeprefix(f"{name}{os.sep}") for line in _lines(caught.value)]
    assert told == (BROKEN / name / "expected.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", EDITIONS)
def test_edition(name, here, monkeypatch):
    monkeypatch.chdir(BROKEN / "editions")
    with pytest.raises(FaultyInput) as caught:
        load_edition(Path(f"{name}.toml"))
    expected = (BROKEN / "editions" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert _lines(caught.value) == expected


@pytest.mark.parametrize("file", sorted(BROKEN.rglob("*.txt")), ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_each_language_alone(file):
    lines = file.read_text(encoding="utf-8").splitlines()
    input_files = [*file.parent.rglob("*.toml"), *(BROKEN.parent / "company").rglob("*.toml")]
    given = "\n".join(path.read_text(encoding="utf-8") for path in input_files)
    for chinese, english in zip(lines[::2], lines[1::2], strict=True):
        assert HAN.search(chinese)
        assert " maybe " not in chinese
        assert " / " not in chinese
        assert all(name in given for name in HAN.findall(english))


def test_the_command_ends_with_3():
    assert FaultyInput.exit_code == 3
