"""The desktop programme: asks for the step and its files, runs the command, opens its result."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from models.domain.errors import ExitCode
from planner.desktop.dialogs import PROGRAM_NAME
from planner.desktop.run import CommandRun, open_file
from planner.desktop.screen import dialogs
from planner.desktop.steps import ASKS, DesktopStep, Kind, kind_of, offered, week_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.desktop.dialogs import Dialogs

_FINISHED = (ExitCode.DONE, ExitCode.INTERRUPTED)
"""Done, or stopped with the best so far; with faults in the input there may be a workbook in which they are marked."""
_NEW_WORKBOOK_NAME = "来访.xlsx"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the desktop programme; the arguments are files that were dropped on the launcher."""
    files = sys.argv[1:] if arguments is None else arguments
    return flow([Path(file) for file in files], dialogs(), CommandRun, open_file)


def flow(
    dropped: Sequence[Path], screen: Dialogs, start: Callable[[Sequence[str]], CommandRun], show: Callable[[str], None]
) -> int:
    """Ask for a step, run it and show its result, until the person closes the menu.

    Parameters
    ----------
    dropped : sequence of Path
        Files that were dropped; with them one step is done, else the menu comes again after each.
    start : callable
        Starts a command.
    show : callable
        Opens a file or folder.
    """
    files, strange = _sorted(dropped)
    if strange:
        screen.tell(PROGRAM_NAME, "不认识这些文件：" + "、".join(path.name for path in strange))
        return ExitCode.USAGE
    code = 0
    while True:
        steps = offered(files)
        if not steps:
            screen.tell(PROGRAM_NAME, "这些文件放在一起没有可做的事。")
            return ExitCode.USAGE
        chosen = screen.choose("要做什么？", [step.title for step in steps])
        if chosen is None:
            return code
        code = _do(steps[chosen], dict(files), screen, start, show)
        if dropped:
            return code


def _sorted(dropped: Sequence[Path]) -> tuple[dict[Kind, Path], list[Path]]:
    """Return the files by what they are, and those that are nothing we know, or a second of their kind."""
    files: dict[Kind, Path] = {}
    strange = []
    for path in dropped:
        kind = kind_of(path) if path.exists() else None
        if kind is None or kind in files:
            strange.append(path)
        else:
            files[kind] = path
    return files, strange


def _do(
    step: DesktopStep,
    files: dict[Kind, Path],
    screen: Dialogs,
    start: Callable[[Sequence[str]], CommandRun],
    show: Callable[[str], None],
) -> int:
    for kind in step.asks:
        path = files.get(kind) or _guess(kind, files) or _ask(kind, screen)
        if path is None:
            return 0
        files[kind] = path
    job = step.job(files)
    before = _age(job.result)
    code, text = screen.watch(step.title, start(job.arguments))
    made = job.result is not None and job.result.exists() and _age(job.result) != before
    if code not in _FINISHED or not (made or job.result is None):
        screen.tell(step.title, text.strip() or "没有完成。")
    if code in (*_FINISHED, ExitCode.FAULTY_INPUT) and made:
        show(str(job.result))
    return code


def _guess(kind: Kind, files: dict[Kind, Path]) -> Path | None:
    return week_of(files["plan"]) if kind == "week" and "plan" in files else None


def _ask(kind: Kind, screen: Dialogs) -> Path | None:
    return screen.save_file(ASKS[kind], _NEW_WORKBOOK_NAME) if kind == "save" else screen.open_file(ASKS[kind])


def _age(path: Path | None) -> int | None:
    return path.stat().st_mtime_ns if path is not None and path.exists() else None
