"""Commands whose packages are not installed say which extra they need."""

from __future__ import annotations

import importlib.util

import pytest

from planner.cli import main


@pytest.mark.parametrize(
    ("extra", "package", "args"),
    [
        ("outbound", "pyvrp", ["rounds", "instances/rounds-zhengzhou", "-o", "rounds"]),
        ("board", "uvicorn", ["board", "instances/tiny"]),
    ],
)
@pytest.mark.parametrize(("lang", "said"), [("zh", "还要装"), ("en", "needs")])
def test_a_missing_extra_is_named(
    extra: str,
    package: str,
    args: list[str],
    lang: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name == package else find(name, *rest))
    assert main([*args, "--lang", lang]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert f"pip install 'jiedai[{extra}]'" in told
