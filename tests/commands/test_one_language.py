"""What commands say when they refuse: in Chinese no word of English, in English no Chinese but names of the input."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planner.cli import main

TINY = str(Path(__file__).resolve().parents[2] / "instances" / "tiny")
LATIN = re.compile(r"[A-Za-z]{2,}")
HAN = re.compile(r"[\u4e00-\u9fff]")
_NO_WORDS = re.compile(r"'[^']*'|“[^”]*”|--?[a-z-]+|\S*[/.]\S+|jiedai( [a-z]+)?|\b[A-Z]+\b")
"""What is no word of a language: what the user typed, options, files, commands, and the arguments in capitals."""
CALLS = [
    ["plan"],
    ["plan", "nowhere.xlsx"],
    ["plan", TINY],
    ["plan", TINY, "-o"],
    ["plan", TINY, "-o", "x", "--seconds", "soon"],
    ["plan", TINY, "-o", "x", "--seconds", "0"],
    ["plan", TINY, "-o", "x", "--secnds", "4"],
    ["plan", TINY, "-o", "x", "--zzzz"],
    ["plan", TINY, "-o", "x", "--seconds", "3", "--deterministic", "5"],
    ["plan", TINY, "-o", "x", "--keep", "all"],
    ["plan", TINY, "surplus", "-o", "x"],
    ["pln"],
    ["schema", "zzz"],
    ["read", TINY, "--mark", "x.xlsx"],
    ["new", "week", "x.txt"],
    ["new", "weak", "x.xlsx"],
    ["compare", f"{TINY}/week.toml"],
    ["generate", "--delegations", "1000"],
    ["generate", "--delegations", "many"],
    ["generate", "--family", "quiet", "-o", "x"],
    ["bench", "quiet", "-o", "x"],
    ["bench", "--sizes", "few", "-o", "x"],
    ["bench", "--sizes", "500", "-o", "x"],
    ["convert", TINY, f"{TINY}/week.toml"],
    ["replan", TINY, f"{TINY}/week.toml"],
    ["seat", f"{TINY}/week.toml"],
    ["seat", "nowhere"],
    ["why", TINY],
    ["check", TINY, TINY],
]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: " ".join(call).replace(TINY, "tiny"))
def test_each_language_alone(call, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    told = {}
    for language in ("zh", "en"):
        assert main([*call, "--lang", language] if call[-1] != "-o" else ["--lang", language, *call]) in (2, 3)
        told[language] = capsys.readouterr().err
    chinese, english = (_NO_WORDS.sub(" ", told[language]) for language in ("zh", "en"))
    assert HAN.search(chinese)
    assert not LATIN.search(chinese), told["zh"]
    assert not HAN.search(english), told["en"]
    assert told["zh"] != told["en"]
