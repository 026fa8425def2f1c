"""Earlier drafts of plan.xlsx: the one that a new draft follows, and copies of those that it replaces."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from models.domain.clock import BEIJING
from models.domain.errors import FaultyInput
from planner.plan_workbook.writing import FormerDraft
from planner.plan_workbook.writing.changed_cells import WrittenDraft

if TYPE_CHECKING:
    from pathlib import Path

    from models.domain.plan import Plan
    from planner.language.words import Words
    from planner.plan_workbook.draft_mark import DraftMark
    from planner.services.provenance import Limits

PLAN_WORKBOOK_NAME = "plan.xlsx"


def former_draft(out: Path, start: Path | None = None) -> FormerDraft | None:
    """Return what the draft before leaves to the next: that of the workbook started from, else that of the folder.

    Parameters
    ----------
    start : Path, optional
        plan.xlsx, or plan.json or its folder: the workbook is then the one beside it. A folder that has only plan.json
        was written by an earlier program: that plan is the first draft.
    """
    from planner.formats.plan_json import read_plan
    from planner.plan_workbook.reading import read_former

    begun = () if start is None else (start,) if start.suffix.lower() == ".xlsx" else (_folder(start),)
    for path in (*begun, out):
        book = path if path.suffix.lower() == ".xlsx" else path / PLAN_WORKBOOK_NAME
        if book.is_file():
            try:
                return read_former(book)
            except FaultyInput:  # not ours, or damaged: kept aside before it is replaced, see ``old_draft``
                continue
        try:
            return FormerDraft(1, read_plan(path / "plan.json")[2])
        except (FaultyInput, OSError):
            continue
    return None


def draft_day(limits: Limits) -> dt.date | None:
    """Return the day that a new draft bears, in Beijing; None where the same input shall give the same files."""
    return None if limits.seconds is None else dt.datetime.now(BEIJING).date()


def draft_mark(former: FormerDraft | None, plan: Plan, day: dt.date | None = None) -> DraftMark:
    """Return which draft a plan is after the one before; ``day``: what a new draft bears."""
    return WrittenDraft.after(former, plan, day).mark


def _folder(plan: Path) -> Path:
    """Return the folder of a plan.json, or the one that is given."""
    return plan if plan.is_dir() else plan.parent


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
