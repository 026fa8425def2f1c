"""Etiquette is floor 2: facts, rules and the checker of seating need no solver."""

import subprocess
import sys

import pytest

MODULES = (
    "models.etiquette.check",
    "models.etiquette.check_ride",
    "models.etiquette.service",
    "models.etiquette.usual_halls",
)


@pytest.mark.parametrize("module", MODULES)
def test_no_solver_is_loaded(module):
    code = f"import sys, {module}; sys.exit(any(name.startswith('ortools') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
