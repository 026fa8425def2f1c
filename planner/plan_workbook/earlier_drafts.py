"""Earlier drafts of plan.xlsx: the one that a new draft follows, and copies of those that it replaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.errors import FaultyInput
from planner.formats.files import write_file
from planner.plan_workbook.writing import FormerDraft

if TYPE_CHECKING:
    from pathlib import Path

    from planner.language.words import Words

PLAN_WORKBOOK_NAME = "plan.xlsx"


def former_draft(out: Path, start: Path | None = None) -> FormerDraft | None:
    """Return what the draft before leaves to the next: that of the workbook started from, else that of the folder.

    A folder that has only plan.json was written by an earlier program: that plan is the first draft.
    """
    from planner.formats.plan_json import read_plan
    from planner.plan_workbook.reading import read_former

    for path in (start, out / PLAN_WORKBOOK_NAME):
        if path is not None and path.suffix.lower() == ".xlsx" and path.is_file():
            try:
                return read_former(path)
            except FaultyInput:  # not ours, or damaged: kept aside before it is replaced, see ``keep_old``
                continue
    try:
        return FormerDraft(1, read_plan(out / "plan.json")[2])
    except (FaultyInput, OSError):
        return None


def keep_old(out: Path, fresh: bytes, words: Words) -> Path | None:
    """Put the plan.xlsx that is about to be replaced aside, if it differs; return where, or None.

    Planners write in it: whatever they wrote must be there afterwards too.
    """
    path = out / PLAN_WORKBOOK_NAME
    if not path.is_file():
        return None
    old = path.read_bytes()
    if old == fresh:
        return None
    folder = out / words.pick("旧稿", "old drafts")
    folder.mkdir(parents=True, exist_ok=True)
    for k in range(1, 10_000):
        target = folder / f"plan-{k:02d}.xlsx"
        if not target.exists():
            write_file(target, old)
            return target
        if target.read_bytes() == old:
            return target
    return None


def refuse_open(out: Path) -> None:
    """Raise OSError if plan.xlsx is open in Excel, before anybody waits for a plan that could not be written."""
    path = out / PLAN_WORKBOOK_NAME
    if path.is_file():
        with path.open("r+b"):
            pass
