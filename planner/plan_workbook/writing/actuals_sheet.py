"""The sheet 实际情况: what was planned, and beside it room for what became of it; in plan.xlsx or by itself."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from models.domain.actuals import ACTUAL_HEADINGS
from planner.formats.workbook.styled_book import StyledBook, quoted, write_text
from planner.plan_workbook.actuals_columns import (
    ACTUAL_LINE,
    ACTUALS_SHEET,
    ACTUALS_TABLES,
    ACTUALS_WIDTHS,
    PLANNED_LINE,
)
from planner.plan_workbook.event_lists import activity_labels
from planner.plan_workbook.writing.sheet import FilledSheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from models.domain.plan import Plan
    from planner.language.text import Value
    from planner.papers.paper import Paper
    from planner.plan_workbook.actuals_columns import ActualsTable, FilledRows

_ACTUALS = "actuals"
_ROW_HEIGHT = 20
_LISTS = "_lists"


def actuals_sheet(book: StyledBook, paper: Paper, footer: str, filled: FilledRows | None = None) -> None:
    """Fill the sheet; ``filled``: what was filled in an earlier one, which stays."""
    sheet, words = FilledSheet(book, _ACTUALS, ACTUALS_WIDTHS, footer=footer), paper.words
    sheet.title(words.pick(*ACTUALS_SHEET))
    sheet.links([(words.pick("返回一览表", "overview"), "boss")])
    zh = "来访结束后填写，保存后用 jiedai close 登记。浅黄格可填，空着表示不知道。"
    en = "To be filled in after the visits, then registered by jiedai close. Empty: not known."
    sheet.line(words.pick(zh, en), "hint")
    for table in ACTUALS_TABLES:
        sheet.gap()
        _Table(book, sheet, paper, table).write((filled or {}).get(table.id, []))
    sheet.finish()


def actuals_book(paper: Paper, plan: Plan) -> bytes:
    """Return a workbook with nothing but the sheet."""
    name = paper.words.pick(*ACTUALS_SHEET)
    book = StyledBook({"title": name, "author": paper.names.company})
    book.add(_ACTUALS, name)
    book.add(_LISTS, _LISTS)
    raw, labels = book.sheets[_LISTS], list(activity_labels(paper, plan))
    for row, label in enumerate(labels):
        write_text(raw, row, 0, label, book.format("hidden"))
    if labels:
        book.places["list:items"] = f"{quoted(_LISTS)}!$A$1:$A${len(labels)}"
    raw.very_hidden()
    actuals_sheet(book, paper, paper.words.comma.join((paper.names.company, paper.week.name)))
    return book.close()


class _Table:
    """One table being written."""

    def __init__(self, book: StyledBook, sheet: FilledSheet, paper: Paper, table: ActualsTable) -> None:
        self.book, self.sheet, self.paper, self.table = book, sheet, paper, table
        ends = list(accumulate(column.span for column in table.columns))
        self.places = [(end - column.span, end - 1) for column, end in zip(table.columns, ends, strict=True)]

    def write(self, filled: Sequence[Mapping[str, Value]]) -> None:
        """Write heading, hint, head and rows."""
        words, table, sheet = self.paper.words, self.table, self.sheet
        sheet.line(words.pick(table.zh, table.en), "section")
        sheet.line(words.pick(table.hint_zh, table.hint_en), "hint")
        self._row([words.pick(c.zh, c.en.replace("-", " ")) for c in table.columns], style="head", high=32)
        first = sheet.row
        for cells, inputs in self._rows(filled):
            self._row(cells, inputs)
        self._offer(first, sheet.row - 1)

    def _rows(self, filled: Sequence[Mapping[str, Value]]) -> Iterator[tuple[list[Value], bool]]:
        """Yield the cells of each row, and whether they are to be filled in."""
        fields = [column.field for column in self.table.columns]
        if self.table.rows:
            for row in filled:
                yield [row.get(name) for name in fields], True
            for _ in range(self.table.rows):
                yield [None for _ in fields], True
            return
        words, spent = self.paper.words, self.paper.report.spent()
        for visit in self.paper.week.visits:
            if visit.id in self.paper.plan.visits_left_out:
                continue
            client = self.client(visit.id)
            row = next((row for row in filled if row.get("visit") == client), {})
            if self.table.id == "costs":
                planned = [spent[visit.id][heading] for heading in ACTUAL_HEADINGS]
                size = self.paper.stay(visit.id).size
                yield [client, words.pick(*PLANNED_LINE), size, *planned, None], False
                row = {**row, "line": words.pick(*ACTUAL_LINE)}
            yield [client, *(row.get(name) for name in fields[1:])], True

    def client(self, visit: str) -> str:
        """Return what a visit is called here: the client, with the visit's id where several are of one client."""
        name = self.paper.names.client(visit)
        several = sum(other.client == name for other in self.paper.week.visits) > 1
        return f"{name} [{visit}]" if several else name

    def _row(
        self, cells: Sequence[Value], inputs: bool = False, style: str = "cell", high: float = _ROW_HEIGHT
    ) -> None:
        raw, row = self.sheet.raw, self.sheet.row
        raw.set_row(row, high)
        for column, (first, last), value in zip(self.table.columns, self.places, cells, strict=True):
            form = self.book.format("input" if inputs and column.field not in ("visit", "line") else style)
            if inputs and self.table.rows:
                form = self.book.format("input")
            if first < last:
                raw.merge_range(row, first, row, last, "", form)
            if isinstance(value, int | float) and not isinstance(value, bool):
                raw.write_number(row, first, value, form)
            else:
                write_text(raw, row, first, _as_typed(value), form)
        self.sheet.row += 1

    def _offer(self, first: int, last: int) -> None:
        """Offer the choices of each column."""
        words = self.paper.words
        lists = {"visit": "", "item": self.book.places.get("list:items", "")}
        for column, (left, _) in zip(self.table.columns, self.places, strict=True):
            source: object = [words.pick(*choice) for choice in column.choices]
            if column.field in lists and self.table.rows:
                source = f"={lists[column.field]}" if lists[column.field] else self._clients()
            if source:
                rule = {"validate": "list", "source": source, "show_error": False}
                self.sheet.raw.data_validation(first, left, last, left, rule)

    def _clients(self) -> object:
        """Return the range of the clients' names in the first table: a list of its own may be too long for a cell."""
        return self.book.places.get("list:visits") and f"={self.book.places['list:visits']}"


def _as_typed(value: Value) -> str:
    """Return what was in a cell as text, so that it is read as the same."""
    if value is None:
        return ""
    if hasattr(value, "strftime"):
        return value.strftime("%H:%M") if not hasattr(value, "year") else value.strftime("%Y-%m-%d")
    return str(value)
