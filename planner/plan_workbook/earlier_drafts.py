"""Earlier drafts of plan.xlsx: the one that a new draft follows, and copies of those that it replaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.errors import FaultyInput
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
            except FaultyInput:  # not ours, or damaged: kept aside before it is replaced, see ``old_draft``
                continue
    try:
        return FormerDraft(1, read_plan(out / "plan.json")[2])
    except (FaultyInput, OSError):
        return None


def old_draft(out: Path, fresh: bytes, words: Words) -> dict[str, bytes]:
    """Return the plan.xlsx that is about to be replaced by the name under which it is kept; empty if it is kept.

    Planners write in it: whatever they wrote must be there afterwards too.
    """
    path = out / PLAN_WORKBOOK_NAME
    old = path.read_bytes() if path.is_file() else fresh
    folder, number = words.pick("旧稿", "old drafts"), 1
    while old != fresh:
        name = f"{folder}/plan-{number:02d}.xlsx"
        if not (out / name).exists():
            return {name: old}
        if (out / name).read_bytes() == old:
            break
        number += 1
    return {}


def refuse_open(out: Path) -> None:
    """Raise OSError if plan.xlsx is open in Excel, before anybody waits for a plan that could not be written."""
    path = out / PLAN_WORKBOOK_NAME
    if path.is_file():
        with path.open("r+b"):
            pass
