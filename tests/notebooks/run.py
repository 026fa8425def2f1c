"""Runs a notebook's script as a notebook; ``make notebooks`` writes the ``.ipynb`` files with it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks"
TIMEOUT = 300
"""Seconds for a cell, on a busy machine."""


def scripts() -> list[Path]:
    """Return the scripts, in order."""
    return sorted(FOLDER.glob("[0-9]*.py"))


def executed(script: Path, before: str = "") -> Any:
    """Return the notebook of a script with its outputs, and without the times at which it was run.

    Parameters
    ----------
    before : str
        Python that is run first, and is no cell of the notebook.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        When a cell fails.
    """
    notebook = jupytext.read(script)
    # kernels import what stands in this checkout, as the tests do
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    client = NotebookClient(
        notebook,
        timeout=TIMEOUT,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(FOLDER)}},
    )
    if before:
        notebook.cells.insert(0, nbformat.v4.new_code_cell(before))
    client.execute(env={**os.environ, "PYTHONPATH": path})
    if before:
        notebook.cells.pop(0)
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"  # random ids would change with every run
    notebook.metadata.pop("language_info", None)
    return notebook


if __name__ == "__main__":
    for script in scripts():
        sys.stderr.write(f"{script.name}\n")
        nbformat.write(executed(script), script.with_suffix(".ipynb"))
