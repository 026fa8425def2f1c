"""Whatever is written into a file: faults in words, never a traceback."""

from __future__ import annotations

import contextlib
import random
import re
import shutil

from models.domain.errors import FaultyInput
from planner.formats import load

TOKEN = re.compile(r'"[^"\n]*"|\d+|true|false|[\[\]{}=,]|\w+')
ODD = ['""', "0", "-1", "999999999", '"x"', "[]", "{}", "true", "1.5", "2026-10-20", '"2026-10-20T09:00"', "07:30:00"]
ODD += ["", "[1, [2]]", "{ a = 1 }", "[{}]", '"董"', "nan", "inf", '"\\u0000"', '"2026-13-45"', "99999999999999999999"]
TRIALS = 150


def test_mutated_files_never_give_a_traceback(root, tmp_path):
    for name in ("company", "tiny"):
        shutil.copytree(root / "instances" / name, tmp_path / name)
    draw = random.Random(20261020)
    files = sorted(tmp_path.rglob("*.toml"))
    told = 0
    for _ in range(TRIALS):
        path = draw.choice(files)
        text = path.read_text(encoding="utf-8")
        tokens = list(TOKEN.finditer(text))
        token = draw.choice(tokens)
        new = draw.choice([*ODD, draw.choice(tokens)[0], token[0] * 2])
        path.write_text(text[: token.start()] + new + text[token.end() :], encoding="utf-8")
        with contextlib.suppress(FaultyInput):
            load(tmp_path / "tiny")
            told -= 1
        told += 1
        path.write_text(text, encoding="utf-8")
    assert told > TRIALS / 2
