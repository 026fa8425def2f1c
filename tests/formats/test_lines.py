"""Lines of keys in TOML texts: every key and element has its line."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from planner.formats.text.toml_lines import lines_of

INSTANCES = Path(__file__).resolve().parents[2] / "instances"
FILES = [path for path in sorted(INSTANCES.rglob("*.toml")) if "toml-syntax" not in path.parts]


def keys_of(data, path=()) -> set:
    found = {path} if path else set()
    if isinstance(data, dict):
        found |= {key for name, value in data.items() for key in keys_of(value, (*path, name))}
    if isinstance(data, list):
        found |= {key for index, value in enumerate(data) for key in keys_of(value, (*path, index))}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(INSTANCES).as_posix())
def test_every_key_has_its_line(path):
    text = path.read_text(encoding="utf-8")
    lines, rows = lines_of(text), text.splitlines()
    assert keys_of(tomllib.loads(text)) <= set(lines)
    for keys, line in lines.items():
        name = next(key for key in reversed(keys) if isinstance(key, str))
        if isinstance(keys[-1], str):
            assert name in rows[line - 1]


TRICKY = '''
a.b = 1 # not "this"
"quoted key" = ["]", '}', """three
lines""", { x = [1, 2], "y z" = '#' }]
date = 2026-10-20T09:30:00+08:00
half = -1.5e3

[table."sub table"]
x = {}

[[rows]]
id = "1"
[[rows.parts]]
n = 1
[[rows.parts]]
n = 2
[rows.more]
m = """\\"quotes\\" ""inside"" """

[[rows]]
id = "2"
[[rows.parts]]
n = 3
'''


def test_tricky_text():
    lines = lines_of(TRICKY)
    assert keys_of(tomllib.loads(TRICKY)) <= set(lines)
    row = {text: number for number, text in enumerate(TRICKY.splitlines(), start=1)}
    assert lines["a", "b"] == 2
    assert lines["quoted key", 3, "x", 1] == 4
    assert lines["rows", 0, "parts", 1, "n"] == row["n = 2"]
    assert lines["rows", 1, "parts", 0, "n"] == row["n = 3"]
    assert lines["rows", 0, "more", "m"] == row["[rows.more]"] + 1
