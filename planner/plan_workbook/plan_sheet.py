"""The hidden sheet of plan.xlsx with the plan itself, to the minute, and the draft before it: written and read back.

Each row is a key and a text: what file it is, its draft, the edition of the policy, and a fact of a plan as JSON.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from models.domain.memory import Memory
from planner.formats.workbook.styled_book import MAX_TEXT_CHARACTERS
from planner.papers.paper import PLAN_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.base import Fact
    from models.domain.plan import Plan
    from planner.formats.workbook.book import Sheet
    from planner.formats.workbook.styled_book import StyledBook
    from planner.papers.paper import Paper
    from planner.plan_workbook.draft_mark import DraftMark

PLAN_BOOK_FORMAT = "jiedai-plan-book"
PLAN_BOOK_VERSION = 1
"""Goes up when older programs could not read the workbook."""
PLAN_SHEET = "_plan"
_CONTINUED = "\t"
"""At the end of a piece of a text that goes on in the next row: a cell holds only so many characters."""
_KEYS = {
    *(
        "format",
        "version",
        "lang",
        "draft",
        "written",
        "week",
        "edition",
        "first_day",
        "days",
        "office",
        "todo",
        "memory",
    ),
    *(f"{name}.{part}" for name in ("plan", "before") for part in PLAN_PARTS),
}
"""Keys that the sheet may have."""


def write_plan_sheet(book: StyledBook, paper: Paper, mark: DraftMark, plan: Plan, before: Plan | None) -> None:
    """Fill the sheet with the plan and the one before it: a fact a row, as JSON, from which every time is read.

    Parameters
    ----------
    mark : DraftMark
        Number and day of the draft.
    plan, before : Plan, Plan or None
        The draft and the one before it.
    """
    raw, form = book.sheets[PLAN_SHEET], book.format("hidden")
    rows = [
        ("format", PLAN_BOOK_FORMAT),
        ("version", str(PLAN_BOOK_VERSION)),
        ("lang", paper.words.lang),
        ("draft", str(mark.number)),
    ]
    rows += [] if mark.date is None else [("written", mark.date.isoformat())]
    rows += [("week", plan.week), ("edition", paper.report.edition.model_dump_json())]
    rows += [("first_day", paper.week.first_day.isoformat()), ("days", str(paper.week.days))]
    rows.append(("office", paper.office.model_dump_json(exclude_defaults=True)))
    rows += [("todo", json.dumps((line.todo.key, line.todo.say("zh")))) for line in paper.agenda if line.todo]
    rows += (
        [("memory", paper.week.memory.model_dump_json(exclude_defaults=True))] if paper.week.memory != Memory() else []
    )
    rows += _facts("plan", plan)
    if before is not None:
        rows += _facts("before", before)
    pieces = ((key, piece) for key, text in rows for piece in _pieces(text))
    for k, (key, piece) in enumerate(pieces):
        raw.write_string(k, 0, key, form)
        raw.write_string(k, 1, piece, form)
    raw.very_hidden()


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that fit into cells; a piece that is not the last ends in ``_CONTINUED``."""
    while len(text) > MAX_TEXT_CHARACTERS:
        yield text[:MAX_TEXT_CHARACTERS] + _CONTINUED
        text = text[MAX_TEXT_CHARACTERS:]
    yield text


def _facts(name: str, plan: Plan) -> Iterator[tuple[str, str]]:
    for part in PLAN_PARTS:
        facts: tuple[Fact, ...] = getattr(plan, part)
        yield from ((f"{name}.{part}", fact.model_dump_json(exclude_defaults=True)) for fact in facts)


def read_plan_sheet(sheet: Sheet) -> dict[str, list[str]]:
    """Return the texts of the sheet by key, as ``write_plan_sheet`` wrote them; pieces of a long text joined."""
    found: dict[str, list[str]] = {}
    open_end = ""
    for number in sorted(sheet.rows):
        key, text = sheet.cell(number, 1), sheet.cell(number, 2)
        if key is None or text is None:
            continue
        texts = found.setdefault(str(key.value), [])
        piece = str(text.value)
        if open_end == str(key.value):
            texts[-1] += piece.removesuffix(_CONTINUED)
        else:
            texts.append(piece.removesuffix(_CONTINUED))
        open_end = str(key.value) if piece.endswith(_CONTINUED) else ""
    return {key: texts for key, texts in found.items() if key in _KEYS}
