"""Texts in two languages: each half alone, whatever the names in them contain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.domain.bilingual import bilingual, in_both, in_language, reworded
from models.domain.errors import Fault, FaultyInput

AWKWARD = ["水务 / 能源", "A / B", "/", " / ", "— maybe", "“ / ”", "甲/乙", "也许 / maybe"]


@pytest.mark.parametrize("name", AWKWARD)
def test_names_that_look_like_the_border_of_the_halves(name):
    text = f"{name} " + bilingual(f"没有 {name} 这一项", f"has no {name}") + f": {name}"
    assert in_language(text, "zh") == f"{name} 没有 {name} 这一项: {name}"
    assert in_language(text, "en") == f"{name} has no {name}: {name}"
    assert in_both(text) == f"{name} 没有 {name} 这一项 / has no {name}: {name}"


@pytest.mark.parametrize("name", AWKWARD)
def test_a_pair_inside_a_pair(name):
    inner = bilingual(f"会见 {name}", f"call {name}")
    text = bilingual(f"没有{inner}", f"no {inner}")
    assert in_language(text, "zh") == f"没有会见 {name}"
    assert in_language(text, "en") == f"no call {name}"


@pytest.mark.parametrize("name", AWKWARD)
def test_rewording_keeps_the_halves(name):
    text = reworded(bilingual("没有 'x1'", "no 'x1'"), lambda half: half.replace("'x1'", name))
    assert in_language(text, "zh") == f"没有 {name}"
    assert in_language(text, "en") == f"no {name}"


@pytest.mark.parametrize("name", AWKWARD)
def test_faults_are_told_in_one_language(name):
    error = FaultyInput([Fault(name, "L1", bilingual("缺少这一项", "missing"), name)])
    assert error.told("zh") == f"输入有 1 处错误:\n  {name}: L1: 缺少这一项 — 也许：{name}"
    assert error.told("en") == f"1 fault in the input:\n  {name}: L1: missing — maybe {name}"


def test_a_text_that_was_cut_shows_no_marks():
    assert in_language(bilingual("缺少这一项", "missing")[:4], "zh") == "缺少这"


def test_no_text_holds_both_languages_unmarked():
    unmarked = re.compile(r'"[^"]*[\u4e00-\u9fff][^"]* / [A-Za-z{][^"]*"')
    root = Path(__file__).resolve().parents[2]
    found = [
        f"{path.relative_to(root)}: {line.strip()}"
        for folder in ("models", "planner")
        for path in sorted((root / folder).rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if unmarked.search(line) and not re.search(r"bilingual\(|pick\(|both\(|_log\.|\"\"\"", line)
    ]
    assert found == []
