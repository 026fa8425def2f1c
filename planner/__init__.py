"""The shell of Jiedai: what people touch. ``load``, ``solve`` and ``check`` are the way in.

::

    import planner

    week = planner.load("instances/tiny")
    result = planner.solve(week)
    report = planner.check(week, result.plan)

The parts are imported when first used, so that ``import planner`` costs next to nothing.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from typing import Any

_PUBLIC = {
    "load": "planner.formats",
    "solve": "planner.services.solve",
    "Limits": "planner.services.result",
    "Result": "planner.services.result",
    "check": "planner.judging.check",
    "Report": "planner.judging.check",
    "compare": "planner.services.compare",
    "Comparison": "planner.services.compare",
    "simulate": "planner.services.simulate",
    "solve_many": "planner.services.solve_many",
    "sweep": "planner.services.sweep",
    "Simulation": "planner.services.simulate",
    "replan": "planner.services.replan",
    "why": "planner.services.why",
    "slots": "planner.services.slots",
    "alternatives": "planner.services.alternatives",
    "front": "planner.services.alternatives",
}

__all__ = [
    "Comparison",
    "Limits",
    "Report",
    "Result",
    "Simulation",
    "alternatives",
    "check",
    "compare",
    "front",
    "load",
    "replan",
    "simulate",
    "slots",
    "solve",
    "solve_many",
    "sweep",
    "why",
]


def _refuse_stray_models() -> None:
    """Say so if another ``models`` hides ours, e.g. a models.py in the working folder.

    Raises
    ------
    ImportError
        If ``import models`` would not bring the package installed beside this one.
    """
    ours = Path(__file__).resolve().parent.parent / "models" / "__init__.py"
    loaded = sys.modules.get("models")
    spec = loaded.__spec__ if loaded is not None else importlib.util.find_spec("models")
    found = getattr(loaded, "__file__", None) or (spec.origin if spec is not None else None)
    if found is not None and Path(found).resolve().parent == ours.parent:  # a packaged one has no .py
        return
    where = found or "?"
    raise ImportError(
        f"此处的 {where} 与接待自带的 models 包重名，请改名、移走，或换一个文件夹运行。\n"
        f"{where} hides Jiedai's own package 'models'. Maybe rename or move it, or run in another folder."
    )


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("jiedai")
    except PackageNotFoundError:  # a checkout that is not installed
        return "0+checkout"


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return _version()
    if name not in _PUBLIC:
        raise AttributeError(f"module 'planner' has no attribute {name!r}")
    value = getattr(importlib.import_module(_PUBLIC[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_PUBLIC, "__version__"})


_refuse_stray_models()
