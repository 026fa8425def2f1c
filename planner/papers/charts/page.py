"""An A4 page with a title, an axis of days without their nights, and a legend; texts that fit where they stand."""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.legend_handler import HandlerTuple
from matplotlib.offsetbox import TextArea
from matplotlib.patches import Patch, Rectangle
from matplotlib.text import Text

from models.domain.clock import at
from models.domain.day_windows import operating_day
from planner.papers.fonts import font_families, needs_latin_font, use_chinese_font
from planner.papers.tables.overview import day_head

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase

    from planner.papers.paper import Paper

A4_LANDSCAPE_INCHES = (11.69, 8.27)
"""Landscape, in inches."""
DPI = 150
LEFT, RIGHT, TOP, BOTTOM = 1.55, 0.3, 1.0, 0.45
"""Margins in inches: names of rows stand left, title and days on top."""
LEGEND_LINE = 0.19
INK, FAINT, OFF_DAY = "#222222", "#c8c8c8", "#f6efe6"
MINUTES_PER_HOUR = 60
CHINESE_FONT_WIDTH, LATIN_FONT_WIDTH = 0.62, 0.68
"""About how wide a letter is, in ems, in the Chinese font and in the one for letters that it lacks."""


# ---------------------------------------------------------------- time


@dataclass(frozen=True)
class DayAxis:
    """Moments as positions: day 0 from 0 to 1, day 1 from 1 to 2; of every day only the hours that are used.

    Attributes
    ----------
    first, last : int
        Minutes of the day between which something happens; ``last`` may be after midnight.
    """

    days: tuple[dt.date, ...]
    first: int
    last: int

    @classmethod
    def over(cls, spans: Iterable[tuple[int, int]], days: Sequence[dt.date]) -> DayAxis:
        """Return the axis of some days that shows all spans on full hours, at least from 8 to 18."""
        first, last = 8 * MINUTES_PER_HOUR, 18 * MINUTES_PER_HOUR
        for start, end in spans:
            midnight = at(operating_day(start))
            first = min(first, (start - midnight) // MINUTES_PER_HOUR * MINUTES_PER_HOUR)
            last = max(last, -(-(end - midnight) // MINUTES_PER_HOUR) * MINUTES_PER_HOUR)
        return cls(tuple(days), first, min(last, 30 * MINUTES_PER_HOUR))

    def x(self, moment: int, day: dt.date | None = None) -> float:
        """Return the position of a moment; of one outside the hours of ``day``, their edge."""
        day = day or operating_day(moment)
        minute = min(max(moment - at(day), self.first), self.last)
        return (day - self.days[0]).days + (minute - self.first) / (self.last - self.first)

    def span(self, start: int, end: int) -> tuple[float, float]:
        """Return the positions of a span that begins on one of the days."""
        day = operating_day(start)
        return self.x(start, day), self.x(end, day)

    def shows(self, start: int) -> bool:
        """Whether a moment is on one of the days."""
        return self.days[0] <= operating_day(start) <= self.days[-1]


# ---------------------------------------------------------------- pages


def set_up() -> None:
    """Set matplotlib up for our pictures; before anything is drawn."""
    use_chinese_font()
    mpl.rcParams["hatch.linewidth"] = 0.35


class NamesFigure(Figure):
    """A figure whose texts may be names in any script: each is drawn in fonts that have its letters."""

    def draw(self, renderer: RendererBase) -> None:
        """Choose the fonts of every text, then draw."""
        for text in self.findobj(Text):
            assert isinstance(text, Text)
            if needs_latin_font(text.get_text()):
                text.set_text(unicodedata.normalize("NFC", text.get_text()))
                text.set_fontfamily(font_families(text.get_text()))
        super().draw(renderer)


def new_page(legend_lines: int = 1, share: float = 1.0) -> Axes:
    """Return the axes of a new A4 page; of what the margins leave they take a share of the height, from the top."""
    set_up()
    width, height = A4_LANDSCAPE_INCHES
    figure = NamesFigure(figsize=A4_LANDSCAPE_INCHES, dpi=DPI)
    bottom = BOTTOM + legend_lines * LEGEND_LINE
    high = (height - TOP - bottom) * share
    return figure.add_axes((LEFT / width, 1 - (TOP + high) / height, 1 - (LEFT + RIGHT) / width, high / height))


def write_page_head(ax: Axes, paper: Paper, axis: DayAxis, title: str, part: str = "") -> None:
    """Write title, company, week and days above the axes."""
    figure = ax.figure
    words, days = paper.words, axis.days
    left, right = 0.3 / A4_LANDSCAPE_INCHES[0], 1 - RIGHT / A4_LANDSCAPE_INCHES[0]
    figure.text(left, 1 - 0.35 / A4_LANDSCAPE_INCHES[1], fitted(title + part, 260, 15), size=15, va="center", color=INK)
    line = f"{paper.names.company}    {paper.week.name}    {words.days(days[0], days[-1])}"
    figure.text(
        right, 1 - 0.35 / A4_LANDSCAPE_INCHES[1], fitted(line, 520, 9), size=9, ha="right", va="center", color=INK
    )


def draw_days(ax: Axes, paper: Paper, axis: DayAxis, rows: float) -> None:
    """Set the axes up: days side by side, their hours on top, days off shaded; ``rows`` from the top down."""
    set_up()
    ax.set_xlim(0, len(axis.days))
    ax.set_ylim(rows, 0)
    ax.set_yticks([])
    ax.set_xticks([])
    for side in ax.spines.values():
        side.set_color(INK)
        side.set_linewidth(0.6)
    width = points(ax)[0]
    for k, day in enumerate(axis.days):
        if paper.calendar.is_day_off(day):
            ax.add_artist(Rectangle((k, 0), 1, rows, facecolor=OFF_DAY, edgecolor="none", zorder=0))
        ax.axvline(k, color=INK, linewidth=0.8, zorder=1)
        head = fitted(day_head(paper, day), width - 4, 9)
        _above(ax, k + 0.5, 17, head, 9)
        for hour in _hours(axis, width):
            x = k + (hour - axis.first) / (axis.last - axis.first)
            ax.axvline(x, color=FAINT, linewidth=0.4, zorder=1)
            _above(ax, x, 4, str(hour // MINUTES_PER_HOUR % 24), 6)


def _above(ax: Axes, x: float, gap: float, text: str, size: float) -> None:
    """Write a text above the axes, so many points over them."""
    at_top: dict[str, Any] = {"xycoords": ax.get_xaxis_transform(), "textcoords": "offset points"}
    ax.annotate(text, (x, 1), (0, gap), size=size, color=INK, ha="center", va="bottom", **at_top)


def _hours(axis: DayAxis, width: float) -> list[int]:
    """Return the hours to mark: every one, second or fourth, as the width of a day allows."""
    for step in (MINUTES_PER_HOUR, 2 * MINUTES_PER_HOUR, 4 * MINUTES_PER_HOUR):
        if width * step / (axis.last - axis.first) >= 12:
            break
    inner = range(-(-axis.first // step) * step, axis.last, step)
    edge = 6 * (axis.last - axis.first) / width
    return [hour for hour in inner if axis.first + edge / 2 <= hour <= axis.last - edge]


def row_name(ax: Axes, y: float, lines: Sequence[str], size: float) -> None:
    """Write the name of a row left of the axes, cut to the margin."""
    room = (LEFT - 0.3) * 72
    text = "\n".join(fitted(line, room, size) for line in lines)
    at_left: dict[str, Any] = {"transform": ax.get_yaxis_transform(), "ha": "right", "va": "center", "clip_on": False}
    ax.text(-0.006, y, text, size=size, color=INK, linespacing=1.15, **at_left)


def legend(ax: Axes, handles: Sequence[Patch | tuple[Patch, ...]], columns: int) -> None:
    """Put a legend under the axes; patches one over the other come as a tuple, the one with the label first."""
    box = ax.get_position()
    named = [handle[0] if isinstance(handle, tuple) else handle for handle in handles]
    drawn = ax.figure.legend(
        handles=list(handles),
        labels=[str(patch.get_label()) for patch in named],
        handler_map={tuple: HandlerTuple(ndivide=1, pad=0)},
        loc="upper center",
        ncols=columns,
        fontsize=7.5,
        frameon=False,
        bbox_to_anchor=((box.x0 + box.x1) / 2, box.y0 - 0.2 / A4_LANDSCAPE_INCHES[1]),
        handlelength=2.2,
        handleheight=1.1,
        columnspacing=1.4,
        borderpad=0,
        labelspacing=0.45,
    )
    for area in drawn.findobj(TextArea):
        # boxes within boxes ask for the size of a text once each: a tenth of the time of a page with many entries
        assert isinstance(area, TextArea)
        area.get_bbox = functools.cache(area.get_bbox)  # type: ignore[method-assign]


# ---------------------------------------------------------------- texts that fit


def points(ax: Axes) -> tuple[float, float]:
    """Return how many points wide and high one unit of the axes is."""
    box, dpi = ax.get_window_extent(), ax.figure.dpi
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    return box.width * 72 / dpi / abs(right - left), box.height * 72 / dpi / abs(top - bottom)


def width_of(text: str, size: float) -> float:
    """Return about how wide a text is, in points; never less than it is."""
    return size * _ems(text)


@functools.lru_cache(maxsize=8192)
def _ems(text: str) -> float:
    narrow = LATIN_FONT_WIDTH if needs_latin_font(text) else CHINESE_FONT_WIDTH
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else narrow for c in text)


def fitted(text: str, room: float, size: float) -> str:
    """Return a text cut to a width in points, with … at the end where it is cut."""
    if width_of(text, size) <= room:
        return text
    while text and width_of(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…" if text else ""


def wrapped(text: str, room: float, size: float, most: int = 2) -> list[str]:
    """Return a text in lines of a width in points, the last cut with …."""
    lines: list[str] = []
    while text and len(lines) < most - 1 and width_of(text, size) > room:
        cut = max(1, sum(width_of(text[: k + 1], size) <= room for k in range(len(text))))
        blank = text.rfind(" ", 0, cut + 1)
        in_a_word = text[cut - 1 : cut + 1].isascii()
        cut = blank if blank > 0 and in_a_word else cut
        lines.append(text[:cut].strip())
        text = text[cut:].strip()
    return [*lines, fitted(text, room, size)] if text else lines
