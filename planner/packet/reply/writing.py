"""The workbook that goes to the guests with the confirmation: they correct cells and say what is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.formats.workbook.styled_book import StyledBook, quoted
from planner.packet.reply.columns import (
    HEADINGS,
    NEW_ROW,
    NEW_ROWS,
    NO_WORDS,
    REPLY_FORMAT,
    REPLY_SHEET,
    REPLY_TABLES,
    REPLY_VERSION,
    YES_WORDS,
)
from planner.papers.confirmations import NOT_TOLD
from planner.plan_workbook.writing.sheet import Block, FilledSheet, SheetRow
from planner.services.replies.correction import item_key, member_key, travel_key
from planner.services.replies.fields import fact_of, in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.people import Member
    from models.domain.stay import Stay
    from models.domain.visits import TravelGroup
    from planner.packet.kit import Kit

WIDTHS = (16.0, 16.0, 22.0, 22.0, 18.0, 14.0, 16.0, 11.0)


def reply_workbook(kit: Kit, stay: Stay) -> bytes:
    """Return the workbook of a visit's guests, the same for the same plan."""
    words = kit.words
    title = words.pick("接待确认回执", "Reply to the confirmation")
    book = StyledBook({"title": title, "author": kit.paper.names.company})
    book.add("reply", words.pick("回执", "Reply"))
    book.add(REPLY_SHEET, REPLY_SHEET)
    raw, hidden = book.sheets[REPLY_SHEET], book.format("hidden")
    facts = (("format", REPLY_FORMAT), ("version", str(REPLY_VERSION)), ("week", kit.week.id), ("visit", stay.id))
    for row, (key, text) in enumerate(facts):
        raw.write_string(row, 0, key, hidden)
        raw.write_string(row, 1, text, hidden)
    choices = [words.pick(*YES_WORDS), words.pick(*NO_WORDS)]
    for row, text in enumerate(choices):
        raw.write_string(row, 3, text, hidden)
    raw.very_hidden()
    sheet = FilledSheet(book, "reply", WIDTHS, footer=kit.footer)
    sheet.title(title)
    number = kit.paper.case_number(stay.id)
    sheet.line(words.label(words.pick("来宾单位", "Guests"), stay.visit.client))
    if number:
        sheet.line(words.label(words.pick("接待编号", "Case"), number))
    hint = words.pick(
        "请核对：有误的直接在格子里改；无误的在“确认”栏选“无误”，全部无误只填最后一行即可。改好后把本文件发回。",
        "Please check: write what is wrong anew in its cell, choose “correct” where all is right (or only in the last "
        "row), and send this file back.",
    )
    sheet.line(hint, "hint")
    for kind, heading in ((kind, words.pick(*each)) for kind, each in HEADINGS.items()):
        lines = tuple(SheetRow(cells, key) for key, cells in _rows(kit, stay, kind))
        if lines:
            _table(kit, sheet, kind, heading, lines)
            sheet.gap()
    sheet.finish(hide=True)
    return book.close()


def _table(kit: Kit, sheet: FilledSheet, kind: str, heading: str, lines: tuple[SheetRow, ...]) -> None:
    columns = REPLY_TABLES[kind]
    names = tuple(kit.words.pick(column.zh, column.en) for column in columns)
    inputs = frozenset(k for k, column in enumerate(columns) if column.asked)
    fields = tuple(column.field for column in columns)
    sheet.block(Block(heading, names, lines, about=f"reply:{kind}", fields=fields, inputs=inputs))
    source = f"={quoted(REPLY_SHEET)}!$D$1:$D$2"
    rule = {"validate": "list", "show_error": False, "source": source}
    last = sheet.row - 1
    sheet.raw.data_validation(last - len(lines) + 1, len(columns) - 1, last, len(columns) - 1, rule)


def _rows(kit: Kit, stay: Stay, kind: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the rows of a table: what each is about, and its cells."""
    fields = [column.field for column in REPLY_TABLES[kind]][:-1]
    things: tuple[Member | TravelGroup, ...]
    if kind in ("member", "travel"):
        things = stay.visit.members if kind == "member" else stay.visit.groups
        for thing in things:
            key = member_key(thing.id) if kind == "member" else travel_key(thing.id)
            told = (in_words(kit.week, field, fact_of(field, thing), kit.words) for field in fields)  # type: ignore[arg-type]
            yield key, (*told, "")
        if kind == "member":
            yield from ((f"{NEW_ROW}{k}", ("",) * (len(fields) + 1)) for k in range(1, NEW_ROWS + 1))
    elif kind == "item":
        for item in sorted(kit.paper.plan_of(stay.id).items, key=lambda item: (item.start, item.id)):
            if item.kind not in NOT_TOLD:
                day = kit.words.day(kit.paper.facts.day_of(item))
                what, where = kit.paper.item_texts.title(item), kit.paper.item_texts.where(item)
                yield item_key(item.id), (day, kit.paper.calendar.span(item), what, where, "", "")
    else:
        yield "all", (kit.words.pick("以上全部无误", "All of the above is correct"), "")
