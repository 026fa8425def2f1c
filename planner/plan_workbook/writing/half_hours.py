"""周历: the week as a coloured grid of half hours, days side by side, a column a delegation."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from models.domain.clock import DAY, at, hhmm
from planner.formats.workbook.styled_book import LANDSCAPE_WIDTH, PAGE_HEIGHT, storable_text, write_link, write_text
from planner.papers.cell_size import CHINESE_WIDTH, height, lines
from planner.papers.styles import ACTIVITY_STYLES
from planner.papers.tables.overview import day_head
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
DELEGATIONS_PER_PAGE = 12
"""Delegations side by side on a page, of one day or of several."""
_TIME_WIDTH = 7.0
_FINE_COLUMNS = 60
"""Columns beside the hours, shared out among the delegations of a page, so that any number of them fills it."""
_MOST_FINE_PAGES = 12
"""Of a sheet of more pages each delegation has one column: it would have too many cells to be read back fast."""
_ROW_HEIGHT, _HEAD_HEIGHT, _TOP_HEIGHT = 13.5, 44.0, 70.0
"""Points of height: half an hour, days and names above a page, title and legend above the first."""
_MOVE = {"bg_color": "#d9d9d9", "font_size": 8}
_FONT_SIZE = 9


class _Part(NamedTuple):
    """A day of a page with the delegations that are shown of it."""

    day: dt.date
    stays: tuple[Stay, ...]


class _Page(NamedTuple):
    """A page: days side by side, and from when to when, in minutes of the day."""

    parts: tuple[_Part, ...]
    first: int
    last: int

    @property
    def height(self) -> float:
        """Points of height."""
        return _HEAD_HEIGHT + _ROW_HEIGHT * len(range(self.first, self.last, HALF_HOUR_MINUTES))


def half_hour_sheet(book: StyledBook, paper: Paper, draft: WrittenDraft) -> None:
    """Fill the sheet: pages of days side by side, each as wide as the paper."""
    words, shown = paper.words, pages(paper)
    high = max([_TOP_HEIGHT + page.height for page in shown[:1]] + [page.height for page in shown[1:]], default=1)
    wide = LANDSCAPE_WIDTH * max(1.0, high / PAGE_HEIGHT[True])
    count = _FINE_COLUMNS if len(shown) <= _MOST_FINE_PAGES else DELEGATIONS_PER_PAGE
    widths = [_TIME_WIDTH] + [round((wide - _TIME_WIDTH) / count, 2)] * count
    sheet = FilledSheet(book, "glance", widths, footer=draft.footer(paper))
    sheet.title(words.pick("周历", "The week in half hours"))
    _legend(sheet, paper)
    breaks = []
    for page in shown:
        if page is not shown[0]:
            breaks.append(sheet.row)
        _grid(sheet, paper, page)
    sheet.raw.set_h_pagebreaks(breaks[:1000])
    sheet.finish()


def pages(paper: Paper) -> list[_Page]:
    """Return the days as pages: as many whole days side by side as there is room for, a long day on several."""
    parts = []
    for day in days(paper):
        here = [stay for stay in paper.facts.stays if day in stay.days]
        parts += [
            _Part(day, tuple(here[k : k + DELEGATIONS_PER_PAGE])) for k in range(0, len(here), DELEGATIONS_PER_PAGE)
        ]
    found: list[list[_Part]] = []
    for part in parts:
        room = DELEGATIONS_PER_PAGE - sum(len(other.stays) for other in (found[-1] if found else ()))
        if found and len(part.stays) <= room:
            found[-1].append(part)
        else:
            found.append([part])
    return [_page(paper, tuple(each)) for each in found]


def _page(paper: Paper, parts: tuple[_Part, ...]) -> _Page:
    spans = [box for part in parts for stay in part.stays for box in boxes(paper, stay, part.day)]
    first = min([SHOWN_FROM, *(start for start, *_ in spans)])
    return _Page(parts, first, max([SHOWN_UNTIL, *(end for _, end, *_ in spans)]))


def _legend(sheet: FilledSheet, paper: Paper) -> None:
    """Write the way back, and what the colours mean."""
    words = paper.words
    write_link(
        sheet.raw, sheet.row, 0, sheet.book.target("boss"), words.pick("一览表", "overview"), sheet.book.format("link")
    )
    styles = dict.fromkeys(ACTIVITY_STYLES.values())
    looks = [(words.pick(style.zh, style.en), _fill(sheet, style.fill, style.ink, border=1)) for style in styles]
    looks.append((words.pick("路上", "on the way"), sheet.book.format("middle", **_MOVE)))
    for (text, form), (begin, end) in zip(looks, _shares(sheet, len(looks)), strict=True):
        _box(sheet, (sheet.row, begin, sheet.row, end), text, form)
    sheet.raw.set_row(sheet.row, 26)
    sheet.row += 1


def _shares(sheet: FilledSheet, count: int) -> list[tuple[int, int]]:
    """Return the first and last column of each of so many that share the width, or that have one each."""
    columns = len(sheet.columns) - 1
    if columns == DELEGATIONS_PER_PAGE:
        return [(k, k) for k in range(1, count + 1)]
    edges = [1 + k * columns // count for k in range(count + 1)]
    return [(begin, end - 1) for begin, end in pairwise(edges)]


def _box(sheet: FilledSheet, cells: tuple[int, int, int, int], text: str, form: object) -> None:
    """Write a text over a box of cells: first row and column, last row and column."""
    if cells[:2] == cells[2:]:
        write_text(sheet.raw, *cells[:2], text, form)
    else:
        sheet.raw.merge_range(*cells, storable_text(text), form)


def _fill(sheet: FilledSheet, fill: str, ink: str, **more: object) -> object:
    return sheet.book.format(
        "middle", bg_color=fill, font_color="#ffffff" if ink == "white" else ink, font_size=_FONT_SIZE, **more
    )


def _grid(sheet: FilledSheet, paper: Paper, page: _Page) -> None:
    """Write a page: its days, the delegations under each, then the half hours."""
    shown = [(part.day, stay) for part in page.parts for stay in part.stays]
    shares = _shares(sheet, len(shown))
    _heads(sheet, paper, page, shares)
    raw, book, top = sheet.raw, sheet.book, sheet.row
    hours = range(page.first, page.last, HALF_HOUR_MINUTES)
    for r, minute in enumerate(hours, start=top):
        style = {} if minute % 60 else {"bold": True}
        write_text(raw, r, 0, hhmm(minute % DAY), book.format("middle", font_size=_FONT_SIZE, **style))
        raw.set_row(r, _ROW_HEIGHT)
        for begin, end in shares:
            for k in range(begin, end + 1):
                raw.write_blank(r, k, None, book.format("line", **_edges(k == begin, k == end)))
    for (day, stay), (begin, end) in zip(shown, shares, strict=True):
        signs = int(sum(sheet.columns[begin : end + 1]) * 10 / _FONT_SIZE / CHINESE_WIDTH)
        for start, stop, text, look in boxes(paper, stay, day, signs):
            rows = [top + (minute - page.first) // HALF_HOUR_MINUTES for minute in (start, stop)]
            _box(sheet, (rows[0], begin, rows[1] - 1, end), text, _look(sheet, look))
    sheet.row = top + len(hours)


def _edges(first: bool, last: bool) -> dict[str, int]:
    """Return the borders of a cell that is one of several side by side."""
    return {"top": 4, "bottom": 4} | ({"left": 1} if first else {}) | ({"right": 1} if last else {})


def _heads(sheet: FilledSheet, paper: Paper, page: _Page, shares: list[tuple[int, int]]) -> None:
    """Write the days, which lead to their sheets, and the delegations, which lead to theirs."""
    book, raw, top, at = sheet.book, sheet.raw, sheet.row, 0
    raw.merge_range(top, 0, top + 1, 0, paper.words.pick("时间", "Time"), book.format("head"))
    linked = book.format("head", font_color="#1f4e9e", underline=1, text_wrap=False)
    names: list[tuple[str, float]] = []
    for part in page.parts:
        mine = shares[at : at + len(part.stays)]
        at += len(mine)
        _box(sheet, (top, mine[0][0], top, mine[-1][1]), "", linked)
        write_link(raw, top, mine[0][0], book.target(f"day:{part.day}"), day_head(paper, part.day), linked)
        for stay, (begin, end) in zip(part.stays, mine, strict=True):
            name, wide = paper.names.client(stay.id), sum(sheet.columns[begin : end + 1])
            names.append((name, wide))
            _box(sheet, (top + 1, begin, top + 1, end), "", book.format("head", font_size=_FONT_SIZE))
            whole = lines(name, wide) == 1  # not every program wraps a link
            target = book.target(f"visit:{stay.id}") if whole else ""
            write_link(raw, top + 1, begin, target, name, book.format("head", font_size=_FONT_SIZE))
    raw.set_row(top, 18)
    raw.set_row(top + 1, min(_HEAD_HEIGHT - 18, max(18, height([n for n, _ in names], [w for _, w in names], 0.9))))
    sheet.row = top + 2


def _look(sheet: FilledSheet, look: str) -> object:
    if look == "move":
        return sheet.book.format("middle", **_MOVE)
    style = ACTIVITY_STYLES[look]
    return _fill(sheet, style.fill, style.ink)


def boxes(paper: Paper, stay: Stay, day: dt.date, signs: int = 7) -> Iterator[tuple[int, int, str, str]]:
    """Yield (start, end, text, look) in minutes of the day on half hours; items first, moves in what is left.

    Parameters
    ----------
    signs : int
        Chinese characters on a line.
    """
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
                _text(paper, event, len(run), signs),
                "move" if move else event.kind,
            )


def _first_run(halves: list[int]) -> list[int]:
    run = halves[:1]
    for half in halves[1:]:
        if half != run[-1] + 1:
            break
        run.append(half)
    return run


def _text(paper: Paper, event: Item | Move, rows: int, signs: int) -> str:
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
    limit = signs * room_left
    if not where:
        return short
    return f"{short}\n{where if len(where) <= limit else where[: limit - 1] + '…'}"
