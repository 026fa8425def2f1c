"""Build a folder that runs without Python: ``python launch/package/build.py [FOLDER]``.

Needs ``pip install '.[package]'`` in the Python that runs it; makes a folder for the system that it runs on.
What lies in it: the program ``jiedai`` (double-click, drop workbooks on it, or type commands), example weeks, a README.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = "jiedai"
DATA = {
    "instances/policies": "planner/policies",
    "instances/company": "planner/company",
    "instances/tiny": "planner/tiny",
    "instances/halls": "planner/halls",
    "instances/vehicles": "planner/vehicles",
    "planner/board/page": "planner/board/page",
    "planner/packet/document/paper.typ": "planner/packet/document",
    "planner/packet/document/fold.typ": "planner/packet/document",
}
"""File or folder of the checkout → folder in the program: as the wheel has them."""
WHOLE_PACKAGES = (
    "planner",
    "models",
    "ortools",
    "holidays",
    "pypinyin",
    "pylopdf_fonts_zh_cn",
    "docx",
    "docxtpl",
    "uvicorn",
    "tzdata",
    "typst",
    "segno",
    "recurring_ical_events",
    "x_wr_timezone",
)
"""Packages that are taken with everything in them: they import or read by name what no search of imports finds."""
IMPORTED_BY_NAME = tuple(f"matplotlib.backends.backend_{kind}" for kind in ("agg", "svg", "pdf"))
"""Modules that are imported when somebody saves a picture of their kind."""
LEFT_OUT = (
    *("IPython", "jupyter", "notebook", "pytest", "hypothesis", "mypy", "ruff", "sphinx", "dask", "distributed"),
    *("PyQt5", "PyQt6", "PySide2", "PySide6", "wx", "gi", "playwright", "matplotlib.tests", "numpy.tests"),
)


def arguments(work: Path, out: Path) -> list[str]:
    """Return what PyInstaller is asked for."""
    separator = ";" if sys.platform == "win32" else ":"
    found = ["--noconfirm", "--clean", "--onedir", "--console", "--name", NAME, "--log-level", "WARN"]
    found += ["--distpath", str(out), "--workpath", str(work / "work"), "--specpath", str(work)]
    found += ["--paths", str(ROOT), "--copy-metadata", NAME]
    for source, target in DATA.items():
        found += ["--add-data", f"{ROOT / source}{separator}{target}"]
    for package in WHOLE_PACKAGES:
        found += ["--collect-submodules", package] if package in ("planner", "models") else ["--collect-all", package]
    for module in IMPORTED_BY_NAME:
        found += ["--hidden-import", module]
    for package in LEFT_OUT:
        found += ["--exclude-module", package]
    return [*found, str(ROOT / "planner" / "desktop" / "packaged.py")]


def main(folder: str = "dist") -> int:
    """Build the program into a folder, with example weeks beside it."""
    out = Path(folder).resolve()
    with tempfile.TemporaryDirectory(prefix="jiedai-package-") as work:
        done = subprocess.run([sys.executable, "-m", "PyInstaller", *arguments(Path(work), out)], check=False)
    if done.returncode:
        print("PyInstaller 没有做成 / PyInstaller failed; pip install '.[package]'", file=sys.stderr)
        return done.returncode
    made = out / NAME
    for example in ("tiny", "zhengzhou-week", "policies", "company", "halls", "vehicles"):
        shutil.copytree(ROOT / "instances" / example, made / "instances" / example, dirs_exist_ok=True)
    shutil.copy(ROOT / "LICENSE", made / "LICENSE")
    shutil.copy(ROOT / "launch" / "package" / "README.txt", made / "README.txt")
    print(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
