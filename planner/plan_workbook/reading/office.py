"""待办事项 back again: how far each task is, by whom and when, as it was written and as it stands now."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from pydantic import ValidationError

from models.domain.bilingual import bilingual
from models.domain.errors import Fault
from models.domain.office_record import OfficeRecord, TaskRecord, Ticks
from planner.language.text import Unreadable
from planner.language.times.days import parse_day
from planner.plan_workbook.step_words import is_void, step_of

if TYPE_CHECKING:
    from planner.plan_workbook.reading.rows import BookRow, Rows

LONGEST_NAME = 400


def ticks_of(rows: Rows) -> Ticks:
    """Return what a workbook says of the tasks; what cannot be understood is added to its faults."""
    was, said = _hidden(rows)
    tasks = {task.key: task for task in was.tasks}
    seen: dict[str, BookRow] = {}
    for row in rows.rows:
        if row.kind != "todos" or not row.key:
            continue
        if row.key in seen:
            _fault(rows, row, "step", bilingual("与另一行是同一件事", "the same task as another row"), "")
            continue
        seen[row.key] = row
        if not any(name in ("step", "by", "on") for name in row.changed()):
            continue
        task = _read(rows, row, said.get(row.key, tasks[row.key].said if row.key in tasks else ""))
        if task is not None:
            tasks[row.key] = task
    return Ticks(rows.file, was, was.replace(tasks=tuple(tasks.values())))


def _hidden(rows: Rows) -> tuple[OfficeRecord, dict[str, str]]:
    """Return the record that the workbook was written with, and what each task said; nothing of older ones."""
    try:
        record = OfficeRecord.model_validate_json(next(iter(rows.hidden.get("office", [])), "{}"))
        said = {str(key): str(text) for key, text in map(json.loads, rows.hidden.get("todo", []))}
    except (ValidationError, ValueError):
        what = bilingual("隐藏页已损坏：待办事项", "the hidden sheet is damaged: things to do")
        rows.faults.append(Fault(rows.file, "_plan", what, bilingual("用没有损坏的一份", "an undamaged copy")))
        return OfficeRecord(), {}
    return record, said


def _read(rows: Rows, row: BookRow, said: str) -> TaskRecord | None:
    """Read the cells of a row; None where one of them cannot be understood, or nothing is to be done any more."""
    text = row.now["step"].text if "step" in row.now else ""
    if is_void(text):
        return None
    step, on = step_of(text), _day(rows, row)
    by = row.now["by"].text if "by" in row.now else ""
    if step is None:
        _fault(rows, row, "step", bilingual(f"看不懂状态“{text}”", f"no state: {text}"), "待办, 已办, 已确认")
    if len(by) > LONGEST_NAME:
        _fault(rows, row, "by", bilingual("太长", "too long"), "")
    if step is None or on == "faulty" or len(by) > LONGEST_NAME:
        return None
    return TaskRecord(key=row.key, step=step, by=by, on=None if isinstance(on, str) else on, said=said)


def _day(rows: Rows, row: BookRow) -> dt.date | str:
    """Read when it was done; ``""``: nothing is said, ``faulty``: it cannot be understood."""
    cell = row.now.get("on")
    if cell is None or not cell.text:
        return ""
    first = next(iter(rows.hidden.get("first_day", [])), "")
    days = next(iter(rows.hidden.get("days", [])), "")
    try:
        value = cell.value if isinstance(cell.value, dt.date) else cell.text
        return parse_day(value, dt.date.fromisoformat(first), int(days))
    except Unreadable as error:
        _fault(rows, row, "on", error.what, error.maybe)
    except ValueError:
        _fault(rows, row, "on", bilingual(f"看不懂日期“{cell.text}”", f"no date: {cell.text}"), "2026-10-12")
    return "faulty"


def _fault(rows: Rows, row: BookRow, name: str, what: str, maybe: str) -> None:
    ref = row.now[name].ref if name in row.now else min(now.ref for now in row.now.values())
    rows.faults.append(Fault(rows.file, str(ref), what, maybe))
