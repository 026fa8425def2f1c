"""周历: the week as a coloured grid of half hours, day by day, a column a delegation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.clock import DAY, at, hhmm
from planner.formats.workbook.styled_book import storable_text, write_link, write_text
from planner.papers.styles import ACTIVITY_STYLES
from planner.papers.tables.overview import day_head
from planner.plan_workbook.writing.cell_size import height, lines
from planner.plan_workbook.writing.days import days
from planner.plan_workbook.writing.sheet import FilledSheet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from models.domain.plan import Item, Move
    from models.domain.stay import Stay
    from planner.formats.workbook.styled_book import StyledBook
    from planner.papers.paper import Paper
    from planner.plan_workbook.writing.changed_cells import WrittenDraft

HALF_HOUR_MINUTES = 30
SHOWN_FROM, SHOWN_UNTIL = 7 * 60, 22 * 60
"""The hours that are always shown; more where something is planned."""
DELEGATIONS_PER_PAGE = 10
"""Delegations side by side on a page."""
_TIME_WIDTH, _DELEGATION_WIDTH = 7.0, 15.8
"""Widths: a page holds a little more than A4 does at full size, so that a day with the legend is one page high."""
_ROW_HEIGHT = 15.0
_MOVE = {"bg_color": "#d9d9d9", "font_size": 8}


def half_hour_sheet(book: StyledBook, paper: Paper, draft: WrittenDraft) -> None:
    """Fill the sheet: for each day a grid, cut into pages of at most ten delegations."""
    words = paper.words
    sheet = FilledSheet(
        book, "glance", [_TIME_WIDTH] + [_DELEGATION_WIDTH] * DELEGATIONS_PER_PAGE, footer=draft.footer(paper)
    )
    sheet.title(words.pick("周历", "The week in half hours"))
    sheet.links([(words.pick("返回一览表", "overview"), "boss")])
    _legend(sheet, paper)
    breaks = []
    for day in days(paper):
        here = [stay for stay in paper.facts.stays if day in stay.days]
        for k in range(0, len(here), DELEGATIONS_PER_PAGE):
            if sheet.row > 6:
                breaks.append(sheet.row)
            _grid(sheet, paper, day, here[k : k + DELEGATIONS_PER_PAGE])
            sheet.gap()
    sheet.raw.set_h_pagebreaks(breaks[:1000])
    sheet.finish()


def _legend(sheet: FilledSheet, paper: Paper) -> None:
    words = paper.words
    styles = dict.fromkeys(ACTIVITY_STYLES.values())
    for k, style in enumerate(styles, start=1):
        write_text(
            sheet.raw, sheet.row, k, words.pick(style.zh, style.en), _fill(sheet, style.fill, style.ink, border=1)
        )
    last = len(styles) + 1
    write_text(sheet.raw, sheet.row, last, words.pick("路上", "on the way"), sheet.book.format("middle", **_MOVE))
    sheet.raw.set_row(sheet.row, 30)
    sheet.row += 1


def _fill(sheet: FilledSheet, fill: str, ink: str, **more: object) -> object:
    return sheet.book.format(
        "middle", bg_color=fill, font_color="#ffffff" if ink == "white" else ink, font_size=9, **more
    )


def _grid(sheet: FilledSheet, paper: Paper, day: dt.date, stays: list[Stay]) -> None:
    book, raw, top = sheet.book, sheet.raw, sheet.row
    target = book.target(f"day:{day}")
    form = book.format("section", font_color="#1f4e9e", underline=1, text_wrap=False)
    raw.write_url(top, 0, f"internal:{target}", form, day_head(paper, day))
    names = [paper.names.client(stay.id) for stay in stays]
    write_text(raw, top + 1, 0, paper.words.pick("时间", "Time"), book.format("head"))
    for k, stay in enumerate(stays, start=1):
        whole = lines(names[k - 1], sheet.columns[k]) == 1  # not every program wraps a link
        write_link(raw, top + 1, k, book.target(f"visit:{stay.id}") if whole else "", names[k - 1], book.format("head"))
    raw.set_row(top + 1, max(20, height(names, sheet.columns[1 : len(names) + 1])))
    spans = {stay.id: list(boxes(paper, stay, day)) for stay in stays}
    first = min([SHOWN_FROM, *(start for boxes in spans.values() for start, *_ in boxes)])
    last = max([SHOWN_UNTIL, *(end for boxes in spans.values() for _, end, *_ in boxes)])
    hours = range(first, last, HALF_HOUR_MINUTES)
    for r, minute in enumerate(hours, start=top + 2):
        style = {} if minute % 60 else {"bold": True}
        write_text(raw, r, 0, hhmm(minute % DAY), book.format("middle", font_size=9, **style))
        raw.set_row(r, _ROW_HEIGHT)
        for k in range(1, len(stays) + 1):
            raw.write_blank(r, k, None, book.format("middle"))
    for k, stay in enumerate(stays, start=1):
        for start, end, text, look in spans[stay.id]:
            _box(
                sheet,
                top + 2 + (start - first) // HALF_HOUR_MINUTES,
                top + 1 + (end - first) // HALF_HOUR_MINUTES,
                k,
                text,
                look,
            )
    sheet.row = top + 2 + len(hours)


def _box(sheet: FilledSheet, first: int, last: int, column: int, text: str, look: str) -> None:
    if look == "move":
        form: object = sheet.book.format("middle", **_MOVE)
    else:
        style = ACTIVITY_STYLES[look]
        form = _fill(sheet, style.fill, style.ink)
    if first == last:
        write_text(sheet.raw, first, column, text, form)
    else:
        sheet.raw.merge_range(first, column, last, column, storable_text(text), form)


def boxes(paper: Paper, stay: Stay, day: dt.date) -> Iterator[tuple[int, int, str, str]]:
    """Yield (start, end, text, look) in minutes of the day on half hours; items first, moves in what is left."""
    part, midnight = paper.plan_of(stay.id), at(day)
    taken: set[int] = set()
    events: list[Item | Move] = [*part.items, *part.moves]
    for event in events:
        move = hasattr(event, "depart")
        start, end = (event.depart, event.arrive) if move else (event.start, event.end)  # type: ignore[union-attr]
        if paper.facts.day_of(event) != day:
            continue
        halves = range((start - midnight) // HALF_HOUR_MINUTES, -(-(end - midnight) // HALF_HOUR_MINUTES))
        free = [half for half in halves if half not in taken]
        if move:  # a short way beside an item is not shown: half hours have no room for it
            free = [half for half in free if (half + 1) * HALF_HOUR_MINUTES - (start - midnight) >= 10]
        run = _first_run(free)
        taken.update(run)
        if run:
            yield (
                run[0] * HALF_HOUR_MINUTES,
                (run[-1] + 1) * HALF_HOUR_MINUTES,
                _text(paper, event, len(run)),
                "move" if move else event.kind,
            )


def _first_run(halves: list[int]) -> list[int]:
    run = halves[:1]
    for half in halves[1:]:
        if half != run[-1] + 1:
            break
        run.append(half)
    return run


def _text(paper: Paper, event: Item | Move, rows: int) -> str:
    words = paper.words
    if hasattr(event, "depart"):
        kinds = {"pick_up": words.pick("接", "met"), "see_off": words.pick("送", "off")}
        return kinds.get(event.kind, "→")
    short = words.short(event.kind)
    if rows == 1:
        return short
    room = paper.item_texts.room(event)
    where = room or (paper.names.place(event.place) if event.place != paper.week.site.id else "")
    room_left = rows - 1
    limit = 7 * room_left
    if not where:
        return short
    return f"{short}\n{where if len(where) <= limit else where[: limit - 1] + '…'}"
