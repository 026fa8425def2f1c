"""Each broken instance gives its message, word for word."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models.domain.errors import FaultyInput
from planner.formats import load, load_edition

BROKEN = Path(__file__).resolve().parents[2] / "instances" / "broken"
WEEKS = sorted(path.parent.name for path in BROKEN.glob("*/week.toml"))
EDITIONS = sorted(path.stem for path in (BROKEN / "editions").glob("*.toml"))


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
    told = [str(fault).removeprefix(f"{name}{os.sep}") for fault in caught.value.faults]
    assert told == (BROKEN / name / "expected.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", EDITIONS)
def test_edition(name, here, monkeypatch):
    monkeypatch.chdir(BROKEN / "editions")
    with pytest.raises(FaultyInput) as caught:
        load_edition(Path(f"{name}.toml"))
    expected = (BROKEN / "editions" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert [str(fault) for fault in caught.value.faults] == expected


def test_the_command_ends_with_3():
    assert FaultyInput.exit_code == 3
