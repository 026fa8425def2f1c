"""``import planner``: what it gives, what it costs, and what it refuses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import planner


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run code in a new interpreter that looks into ``folder`` first."""
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def path_to_planner(root, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(root))
    monkeypatch.setenv("PYTHONUTF8", "1")


@pytest.mark.usefixtures("path_to_planner")
def test_a_stray_models_file_is_named(tmp_path):
    (tmp_path / "models.py").write_text("", encoding="utf-8")
    answer = run("import planner", tmp_path)
    assert answer.returncode != 0
    assert "ImportError" in answer.stderr
    assert "models.py" in answer.stderr
    assert "重名" in answer.stderr
    assert "rename or move it" in answer.stderr


@pytest.mark.usefixtures("path_to_planner")
def test_a_stray_models_package_is_named_also_when_imported_before(tmp_path):
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "__init__.py").write_text("", encoding="utf-8")
    answer = run("import models, planner", tmp_path)
    assert "ImportError" in answer.stderr
    assert "rename or move it" in answer.stderr


@pytest.mark.usefixtures("path_to_planner")
def test_ours_is_found_elsewhere(tmp_path):
    answer = run("import planner, models.domain; print(planner.__version__)", tmp_path)
    assert answer.returncode == 0, answer.stderr


@pytest.mark.usefixtures("path_to_planner")
def test_import_planner_imports_nothing_heavy(tmp_path):
    heavy = "{'pydantic', 'ortools', 'pandas', 'numpy', 'matplotlib', 'models', 'click'}"
    answer = run(f"import planner, sys; print(sorted({heavy} & set(sys.modules)))", tmp_path)
    assert answer.stdout.strip() == "[]", answer.stderr


def test_public_names_are_listed_and_unknown_ones_refused():
    assert {"load", "solve", "check", "Result", "Report"} <= set(dir(planner))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = planner.nonsense
