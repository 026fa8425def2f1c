"""What charts of tables, halls and cars have in common: head and key of the page, signs of chairs, names, doors.

A host is a dark square, a guest a white circle, an interpreter or aide a white diamond: told apart in grey.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.papers.charts.page import INK, width_of
from planner.papers.seating.labels import fit
from planner.papers.seating.outlined_text import LINE_SPACING
from planner.papers.seating.page import GREY, POINT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.seating import Attendee
    from planner.language.words import Words
    from planner.papers.seating.chart_geometry import Box, Flush, Placed
    from planner.papers.seating.labels import Label
    from planner.papers.seating.page import Page, Spot
    from planner.papers.seating.viewpoint import View, Wall

HOST_COLOUR, TABLE_FILL, STAGE_FILL = "#7a1f1f", "#f4f1ea", "#d9d9d9"
PAGE_EDGE = 11.0
"""Blank at the edges of a page, mm."""
STAGE_LENGTH = 46.0
TITLE_SIZES = ((20, 1), (18, 1), (16, 1), (14, 1), (13, 2), (12, 2), (11, 2), (10, 2), (9, 3), (8, 3), (7, 4))
SUBTITLE_SIZES = ((10, 1), (9, 1), (9, 2), (8, 3), (7, 4), (6.5, 4))
LINE_SIZES = ((9.5, 1), (9, 1), (8.5, 1), (8, 1), (7.5, 1), (7, 1), (6.5, 1), (6, 2))
"""Sizes of texts that are tried, points, and how many lines there is room for."""


def write_head(page: Page, title: str, about: str, custom: str) -> None:
    """Write the head of a page: its title, what it belongs to, and which custom it follows."""
    whole = (page.width - 2 * PAGE_EDGE) / POINT
    # what one does not need is left to the other
    room = max(0.55 * whole, 0.98 * whole - width_of(about, 10))
    text, size = fit(title, room, TITLE_SIZES)
    page.text((PAGE_EDGE, page.height - 12), text, size, ha="left", linespacing=1.1)
    taken = max(width_of(line, size) for line in text.split("\n"))
    text, size = fit(about, max(0.43 * whole, 0.98 * whole - taken), SUBTITLE_SIZES)
    page.text((page.width - PAGE_EDGE, page.height - 12), text, size, ha="right", color=GREY, linespacing=1.2)
    text, size = fit(custom, whole, LINE_SIZES)
    page.text((PAGE_EDGE, page.height - 19.5), text, size, ha="left", linespacing=1.1)
    page.line([(PAGE_EDGE, page.height - 23), (page.width - PAGE_EDGE, page.height - 23)], 0.8)


def chair(page: Page, spot: Spot, radius: float, who: Attendee | None, mark: str) -> None:
    """Draw the sign of a person; of nobody, a dashed circle."""
    x, y = spot
    if who is None:
        page.disc(spot, radius * 0.8, edgecolor=GREY, linestyle=(0, (2, 2)))
        return
    if who.helper:
        r = radius * 1.18
        page.shape([(x, y + r), (x + r, y), (x, y - r), (x - r, y)])
    elif who.side == "host":
        page.box((x - radius * 0.84, y - radius * 0.84), radius * 1.68, radius * 1.68, facecolor=HOST_COLOUR)
    else:
        page.disc(spot, radius, linewidth=1.1)
    size = min(9.5, 1.62 * radius / POINT / width_of(mark, 1.0)) if mark else 9.5
    color = "white" if who.side == "host" and not who.helper else INK
    page.text((x, y), mark, size, color=color, va="center_baseline")


def name(page: Page, placed: Placed, spot: Spot, radius: float) -> None:
    """Write a name, with a line to its chair where it stands apart from it."""
    (ax, ay), (x, y) = placed.anchor, spot
    away = ((ax - x) ** 2 + (ay - y) ** 2) ** 0.5
    if away > radius + 3.2:
        start = (x + (ax - x) * (radius + 0.6) / away, y + (ay - y) * (radius + 0.6) / away)
        page.line([start, (ax, ay)], 0.5, GREY)
    write(page, placed.label, placed.x, placed.y, placed.flush)


def write(page: Page, label: Label, x: float, y: float, flush: Flush = "center") -> None:
    """Write the lines of a label around a middle."""
    if label.upright:
        _downwards(page, label, x, y)
        return
    top = y + label.height / 2
    x += {"left": -0.5, "center": 0.0, "right": 0.5}[flush] * label.width
    for lines, size in ((label.name, label.size), (label.note, label.note_size)):
        for line in lines:
            step = size * LINE_SPACING * POINT
            page.text((x, top - step / 2), line, size, ha=flush, va="center_baseline")
            top -= step


def _downwards(page: Page, label: Label, x: float, y: float) -> None:
    left, bottom = x - label.width / 2, y - label.height / 2
    for lines, size in ((label.name, label.size), (label.note, label.note_size)):
        for line in lines:
            step = size * LINE_SPACING * POINT
            if all(character > "\u2e7f" for character in line):
                text = "\n".join(line)
                page.text((left + step / 2, bottom), text, size, va="bottom", linespacing=1.0)
            else:
                page.text((left + step / 2, bottom), line, size, va="bottom", rotation=90)
            left += step


def openings(
    page: Page, words: Words, view: View, here: Spot, scale: float | None = None, walls: Box | None = None
) -> None:
    """Mark where door, stage and screen are, as seen from a spot of the hall that is the middle of the page.

    Parameters
    ----------
    scale : float, optional
        Millimetres a metre; by default the hall is as wide as the page.
    walls : Box, optional
        The walls of the hall as they are drawn: they are marked there, else at the edges of the page.
    """
    hall = view.hall
    shared = hall.screen is not None and hall.stage == hall.screen
    for point, text, stage in (
        (hall.door, words.pick("门", "door"), False),
        (hall.stage, words.pick("舞台、屏幕", "stage, screen") if shared else words.pick("舞台", "stage"), True),
        (None if shared else hall.screen, words.pick("屏幕", "screen"), False),
    ):
        if point is not None:
            dx, dy = view.turned(point.x - here[0], point.y - here[1])
            reach = page.width / 2 - PAGE_EDGE - STAGE_LENGTH / 2
            each = scale or 2 * reach / max(hall.width, hall.depth)
            wall = view.wall(point)
            along = (dx if wall in ("up", "down") else dy) * each
            if walls:
                _in_wall(page, walls, wall, along, text, stage)
            else:
                _opening(page, wall, along, text, stage)


def _in_wall(page: Page, walls: Box, wall: Wall, along: float, text: str, stage: bool) -> None:
    """Mark a door or screen in its wall, a stage inside before it; ``along`` from the middle of the page, mm."""
    across = wall in ("up", "down")
    whole, mid = (walls.width, page.width / 2) if across else (walls.height, (21.0 + page.height - 27.4) / 2)
    length = min(STAGE_LENGTH if stage else 22.0, 0.8 * whole)
    low, high = (walls.x0, walls.x1) if across else (walls.y0, walls.y1)
    at = max(low + length / 2, min(high - length / 2, mid + along))
    inward = 2.7 if stage else 0.0
    spots = {
        "up": (at, walls.y1 - inward),
        "down": (at, walls.y0 + inward),
        "left": (walls.x0 + inward, at),
        "right": (walls.x1 - inward, at),
    }
    _mark(page, spots[wall], length, across, text, stage)


def _opening(page: Page, wall: Wall, along: float, text: str, stage: bool) -> None:
    """Mark a door or stage at the edge of the drawing; ``along`` from the middle of that edge, mm."""
    low, high = 21.0, page.height - 27.4
    across = wall in ("up", "down")
    most = (page.width / 2 - PAGE_EDGE if across else (high - low) / 2 - 6) - STAGE_LENGTH / 2
    along = max(-most, min(most, along))
    if across:
        middle = page.width / 2 + along, high if wall == "up" else low
    else:
        middle = 6.0 if wall == "left" else page.width - 6.0, (low + high) / 2 + along
    _mark(page, middle, STAGE_LENGTH if stage else 22.0, across, text, stage)


def _mark(page: Page, middle: Spot, length: float, across: bool, text: str, stage: bool) -> None:
    """Draw a box with a word, hatched for a stage, along a wall."""
    thick = 5.4
    blank = min(length - 2, width_of(text, 10) * POINT + 8) if stage else 0.0
    size, inner, turn = (
        ((length, thick), (blank, thick - 1.2), 0) if across else ((thick, length), (thick - 1.2, blank), 90)
    )
    page.box((middle[0] - size[0] / 2, middle[1] - size[1] / 2), *size, facecolor=STAGE_FILL if stage else "white")
    if stage:
        page.box((middle[0] - size[0] / 2, middle[1] - size[1] / 2), *size, facecolor="none", hatch="////")
        page.box((middle[0] - inner[0] / 2, middle[1] - inner[1] / 2), *inner, edgecolor="none")
    page.text(middle, text, 10, rotation=turn, va="center" if turn else "center_baseline")


def key(page: Page, words: Words, notes: Sequence[str], signs: Sequence[tuple[Attendee, str, str]], tail: str) -> None:
    """Write the key under a drawing: what the signs mean, and notes."""
    page.line([(PAGE_EDGE, 16), (page.width - PAGE_EDGE, 16)], 0.5, GREY)
    x = PAGE_EDGE
    for who, mark, meaning in signs:
        chair(page, (x + 3, 11.6), 2.9, who, mark)
        page.text((x + 7.4, 11.6), meaning, 8.5, ha="left", va="center_baseline")
        x += 7.4 + width_of(meaning, 8.5) * POINT + 5
    whole = (page.width - 2 * PAGE_EDGE) / POINT
    note = words.pick("；", "; ").join(note for note in notes if note)
    room = (page.width - PAGE_EDGE - x) / POINT
    if width_of(tail, LINE_SIZES[-1][0]) > 2 * room:
        note, tail = words.semicolon.join(part for part in (note, tail) if part), ""
    text, size = fit(tail, room, [(min(size, 8.5), most) for size, most in LINE_SIZES])
    page.text((page.width - PAGE_EDGE, 11.6), text, size, ha="right", va="center_baseline", color=GREY, linespacing=1.1)
    text, size = fit(note, whole, [(min(size, 9), most) for size, most in LINE_SIZES])
    page.text((PAGE_EDGE, 6.4), text, size, ha="left", va="center_baseline", linespacing=1.1)
