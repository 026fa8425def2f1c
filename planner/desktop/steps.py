"""The steps of the work: what each asks for, which command does it, and what it opens at the end."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from planner.cli import COMMANDS
from planner.commands.plan_folder import folder_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

Kind = Literal["week", "plan", "dinner", "members", "save"]
"""What a file is: a week's workbook or folder, a plan.xlsx, a dinner, a list of members; or one that is to be made."""
ASKS: dict[Kind, str] = {
    "week": "请选来访工作簿",
    "plan": "请选计划工作簿 plan.xlsx",
    "dinner": "请选宴会文件",
    "members": "请选成员名单（文本）",
    "save": "新工作簿存在哪里",
}
_CURRENT_WEEK = "来访资料"
"""Folder or workbook into which ``jiedai replan`` puts the week as it is after what has happened."""
_SEARCHED_BYTES = 65_536
"""Bytes of a workbook's table of sheets that are looked at."""


@dataclass(frozen=True)
class DesktopTask:
    """What is to be run, and what to open when it is done: a file, a folder, or nothing."""

    arguments: tuple[str, ...]
    result: Path | None


@dataclass(frozen=True)
class DesktopStep:
    """A step.

    Attributes
    ----------
    command : str
        The command of ``jiedai`` that does it; a step whose command is not installed is not offered.
    asks : tuple of Kind
        Files that it needs.
    job : callable
        Files by kind → what to run.
    """

    title: str
    command: str
    asks: tuple[Kind, ...]
    job: Callable[[Mapping[Kind, Path]], DesktopTask]


def week_of(plan: Path) -> Path | None:
    """Return the week's workbook or folder to which a plan.xlsx belongs by its place, if it is there.

    After a replan that is the week as it is now, in the folder of the plan.
    """
    if (plan.parent / _CURRENT_WEEK / "week.toml").is_file():
        return plan.parent / _CURRENT_WEEK
    if (plan.parent / f"{_CURRENT_WEEK}.xlsx").is_file():
        return plan.parent / f"{_CURRENT_WEEK}.xlsx"
    name = plan.parent.name.removesuffix("-计划")
    if name == plan.parent.name:
        return None
    beside = plan.parent.parent
    return next((path for path in (beside / f"{name}.xlsx", beside / name) if path.exists()), None)


def _new(files: Mapping[Kind, Path]) -> DesktopTask:
    target = files["save"].with_suffix(".xlsx")
    return DesktopTask(("new", str(target)), target)


def _read(files: Mapping[Kind, Path]) -> DesktopTask:
    week = files["week"]
    target = week.with_name(f"{week.stem}（检查）.xlsx")
    return DesktopTask(("read", str(week), "--mark", str(target)), target)


def _members(files: Mapping[Kind, Path]) -> DesktopTask:
    return DesktopTask(("members", str(files["members"]), str(files["week"])), files["week"])


def _plan(files: Mapping[Kind, Path]) -> DesktopTask:
    out = folder_of(files["week"])
    return DesktopTask(("plan", str(files["week"]), "-o", str(out)), out / "plan.xlsx")


def _check(files: Mapping[Kind, Path]) -> DesktopTask:
    plan = files["plan"]
    target = plan.with_name(f"{plan.stem}（检查）.xlsx")
    return DesktopTask(("check", str(files["week"]), str(plan), "--mark", str(target)), target)


def _improve(files: Mapping[Kind, Path]) -> DesktopTask:
    out = files["plan"].parent
    return DesktopTask(
        ("plan", str(files["week"]), "-o", str(out), "--start-from", str(files["plan"])), out / "plan.xlsx"
    )


def _replan(files: Mapping[Kind, Path]) -> DesktopTask:
    out = files["plan"].parent
    return DesktopTask(("replan", str(files["week"]), str(files["plan"]), "-o", str(out)), out / "plan.xlsx")


def _board(files: Mapping[Kind, Path]) -> DesktopTask:
    return DesktopTask(("board", str(files["week"])), None)


def _board_plan(files: Mapping[Kind, Path]) -> DesktopTask:
    return DesktopTask(("board", str(files["week"]), str(files["plan"].parent)), None)


def _seat(files: Mapping[Kind, Path]) -> DesktopTask:
    out = files["dinner"].with_name(f"{files['dinner'].stem}-座次")
    return DesktopTask(("seat", str(files["dinner"]), "-o", str(out)), out)


DESKTOP_STEPS: tuple[DesktopStep, ...] = (
    DesktopStep("新建来访工作簿", "new", ("save",), _new),
    DesktopStep("把成员名单读进工作簿", "members", ("members", "week"), _members),
    DesktopStep("检查来访工作簿", "read", ("week",), _read),
    DesktopStep("排计划", "plan", ("week",), _plan),
    DesktopStep("在浏览器里看和改", "board", ("week",), _board),
    DesktopStep("在浏览器里并入改过的计划", "board", ("plan", "week"), _board_plan),
    DesktopStep("检查手工改过的计划", "check", ("plan", "week"), _check),
    DesktopStep("从手工改过的计划接着排", "plan", ("plan", "week"), _improve),
    DesktopStep("按“变更”页调整计划", "replan", ("plan", "week"), _replan),
    DesktopStep("排宴会座次", "seat", ("dinner",), _seat),
)


def offered(files: Mapping[Kind, Path]) -> list[DesktopStep]:
    """Return the steps that can be done, with the files that are there: only those that use them all."""
    able = [step for step in DESKTOP_STEPS if step.command in COMMANDS]
    return [step for step in able if set(files) <= set(step.asks)]


def kind_of(path: Path) -> Kind | None:
    """Return what a dropped file is; None: nothing that we know."""
    if path.is_dir():
        return "week" if (path / "week.toml").is_file() else None
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return "plan" if _has_plan(path) else "week"
    return {".toml": "dinner", ".txt": "members", ".csv": "members"}.get(suffix)  # type: ignore[return-value]


def _has_plan(path: Path) -> bool:
    """Whether a workbook has the hidden sheet of a plan; whatever else is wrong with it is told when it is read."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("xl/workbook.xml") as part:
            return re.search(rb'name="_plan"', part.read(_SEARCHED_BYTES)) is not None
    except (OSError, KeyError, zipfile.BadZipFile):
        return False
