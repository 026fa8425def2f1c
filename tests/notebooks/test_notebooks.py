"""Notebooks run clean, and each .ipynb is the executed script beside it."""

from __future__ import annotations

import base64

import jupytext
import nbformat
import pytest

from tests.notebooks.run import FOLDER, executed, scripts

QUICKLY = """
from tests.searches import less_effort
_less = less_effort(vary=1 / 3, rounds=0)
_less.__enter__()
"""
"""Searches end by their work, which is little, before the seconds that the notebooks give them."""
LARGEST = 300_000
"""Bytes of a picture."""


def sources(notebook):
    return [(cell.cell_type, cell.source) for cell in notebook.cells]


def outputs(notebook):
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def test_there_are_eight():
    assert [script.stem[:2] for script in scripts()] == ["01", "02", "03", "04", "05", "06", "07", "08"]
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(f"`{script.stem}`" in told for script in scripts())


@pytest.mark.parametrize("script", scripts(), ids=lambda script: script.stem)
def test_it_runs(script):
    notebook = executed(script, QUICKLY)
    assert not [output for output in outputs(notebook) if output.get("name") == "stderr"]
    assert outputs(notebook)


@pytest.mark.parametrize("script", scripts(), ids=lambda script: script.stem)
def test_the_notebook_beside_it_is_the_script_executed(script):
    notebook = nbformat.read(script.with_suffix(".ipynb"), as_version=4)
    assert sources(notebook) == sources(jupytext.read(script)), "run make notebooks"
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1))
    assert not [output for output in outputs(notebook) if output.output_type == "error"]
    pictures = [output.data["image/png"] for output in outputs(notebook) if "image/png" in output.get("data", {})]
    assert all(len(base64.b64decode(picture)) < LARGEST for picture in pictures)
