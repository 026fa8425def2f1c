"""Cards to cut and fold, as PDF that prints to the millimetre: place cards and table cards, the name on both sides.

The upper half of a card stands on its head, so that the card folded along its middle is a tent read from both
sides. Solid lines are cut, dashed ones folded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planner.papers.charts.page import width_of
from planner.papers.seating.chart_geometry import Box
from planner.papers.seating.labels import parted
from planner.papers.seating.outlined_text import LINE_SPACING
from planner.papers.seating.page import A4_PORTRAIT, GREY, POINT, Page
from planner.papers.seating.paper import MEAL_LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from planner.papers.seating.paper import SeatingPaper

NAME_WIDTH_SHARE = 0.84
"""Of the width of a face that a name may take."""
FEWER_LINES_SIZE_SHARE = 0.72
"""A name in fewer lines may be so much smaller."""
_FOLD = (0, (6, 4))


class CardFormat(NamedTuple):
    """A size of cards: faces in mm, and how many cards stand on a page."""

    width: float
    face: float
    columns: int
    rows: int
    largest: float
    """Size of a name, points."""

    def boxes(self) -> Iterator[Box]:
        """Yield the cards of an A4 page, unfolded, from the upper left."""
        left = (A4_PORTRAIT[0] - self.columns * self.width) / 2
        top = A4_PORTRAIT[1] - (A4_PORTRAIT[1] - self.rows * 2 * self.face) / 2
        for row in range(self.rows):
            for column in range(self.columns):
                x, y = left + column * self.width, top - (row + 1) * 2 * self.face
                yield Box(x, y, x + self.width, y + 2 * self.face)


PLACE_CARD = CardFormat(95.0, 45.0, 2, 3, 54)
"""Place cards of a dinner: six on a page."""
NAME_PLATE = CardFormat(200.0, 100.0, 1, 1, 150)
"""Name plates of a meeting or podium, 200 × 100 mm as the usual stands take them."""
TABLE_CARD = CardFormat(210.0, 148.5, 1, 1, 320)
"""Table cards: an A4 page folded once."""


class CardLine(NamedTuple):
    """A line of a face: what is left over of the height is shared."""

    text: str
    largest: float
    room: float
    """Share of the height of the face."""


class PlaceCard(NamedTuple):
    """What stands on somebody's card: the names, and the table where there are several."""

    kind: CardFormat
    names: tuple[str, str]
    where: str


def cards_by_person(paper: SeatingPaper) -> dict[str, PlaceCard]:
    """Return the card of everybody with a name, table by table and clockwise; larger ones for meetings."""
    found: dict[str, PlaceCard] = {}
    for plan in paper.seating.tables:
        kind = PLACE_CARD if plan.layout in MEAL_LAYOUTS or plan.layout == "photo" else NAME_PLATE
        at = paper.seats[plan.table]
        where = paper.table_name(plan) if len(paper.seating.tables) > 1 else ""
        named = [at[seat] for seat in sorted(at) if not paper.people.known[at[seat]].nameless]
        found |= {name: PlaceCard(kind, paper.people.card_names(name), where) for name in named}
    return found


def place_cards(paper: SeatingPaper, only: Collection[str] | None = None) -> list[Page]:
    """Return the place cards of everybody with a name, or of some people alone."""
    cards = [card for name, card in cards_by_person(paper).items() if only is None or name in only]
    pages: list[Page] = []
    for kind in (PLACE_CARD, NAME_PLATE):
        pages += _pages(kind, [(card.names, card.where) for card in cards if card.kind is kind])
    return pages


def _pages(kind: CardFormat, cards: Sequence[tuple[tuple[str, str], str]]) -> Iterator[Page]:
    boxes = list(kind.boxes())
    for first in range(0, len(cards), len(boxes)):
        page = Page(A4_PORTRAIT)
        for box, (names, where) in zip(boxes, cards[first : first + len(boxes)], strict=False):
            outline(page, box)
            for turned in (False, True):
                face(page, box, _name_lines(kind, *names), turned)
                corner(page, box, where, turned)
        yield page


def _name_lines(kind: CardFormat, name: str, second: str) -> list[CardLine]:
    if not second:
        return [CardLine(name, kind.largest, 0.78)]
    return [CardLine(name, kind.largest, 0.56), CardLine(second, kind.largest * 0.42, 0.24)]


def table_cards(paper: SeatingPaper) -> list[Page]:
    """Return a card for every dining table: its number, and that it is the main one."""
    pages = []
    for plan in paper.meals:
        page, box = Page(A4_PORTRAIT), next(TABLE_CARD.boxes())
        fold(page, box)
        several, table = len(paper.seating.tables) > 1, paper.table(plan)
        usual = ("号桌", "Table") if several and plan.place > 1 else ("主桌", "Main table")
        zh, en = table.name or usual[0], table.name_en or usual[1]
        lines = [CardLine(zh, 150.0, 0.5), CardLine(en, 40.0, 0.15)]
        if several:
            lines = [CardLine(str(plan.place), TABLE_CARD.largest, 0.66), CardLine(f"{zh}  {en}", 44.0, 0.16)]
        for turned in (False, True):
            face(page, box, lines, turned)
        pages.append(page)
    return pages


# ------------------------------------------------------------------------------------------ parts of a card


def outline(page: Page, box: Box) -> None:
    """Draw where a card is cut and folded."""
    page.box((box.x0, box.y0), box.width, box.height, facecolor="none", edgecolor=GREY, linewidth=0.4)
    fold(page, box)


def fold(page: Page, box: Box) -> None:
    """Draw where a card is folded: dashes at both edges, none under the name."""
    y = box.middle[1]
    page.line([(box.x0, y), (box.x1, y)], 0.4, GREY, linestyle=_FOLD)


def face(page: Page, box: Box, lines: Sequence[CardLine], turned: bool) -> None:
    """Write a face of an unfolded card: the lower half, or the upper one on its head."""
    height = box.height / 2
    set_lines = [fitted_lines(line, box.width * NAME_WIDTH_SHARE, height * line.room) for line in lines]
    total = sum(size * LINE_SPACING * POINT * len(texts) for texts, size in set_lines)
    gap = min(height * 0.05, (height - total) / (len(lines) + 1))
    y = height / 2 + (total + gap * (len(lines) - 1)) / 2
    for texts, size in set_lines:
        for text in texts:
            step = size * LINE_SPACING * POINT
            _write(page, box, box.width / 2, y - step / 2, text, size, turned)
            y -= step
        y -= gap


def fitted_lines(line: CardLine, width: float, height: float) -> tuple[list[str], float]:
    """Return a text in up to three lines, and its size; in one line if it is not much smaller for that."""
    found: list[tuple[list[str], float]] = []
    for most in (1, 2, 3):
        texts = parted(line.text, width / POINT, line.largest, most)
        wide = max(width_of(text, 1.0) for text in texts) * POINT
        found.append((texts, min(line.largest, width / wide, height / (len(texts) * LINE_SPACING * POINT))))
    best = max(size for _, size in found)
    return next((texts, size) for texts, size in found if size >= FEWER_LINES_SIZE_SHARE * best)


def corner(page: Page, box: Box, text: str, turned: bool) -> None:
    """Write small print into the lower right corner of a face, as large as there is room for."""
    if text:
        size = min(8.0, (box.width - 8) / POINT / width_of(text, 1.0))
        _write(page, box, box.width - 4, 4.5, text, size, turned, ha="right", color=GREY)


def _write(page: Page, box: Box, x: float, y: float, text: str, size: float, turned: bool, **style: object) -> None:
    """Write at a spot of a face, measured from its own lower left corner: it is aligned, then turned about the spot."""
    spot, turn = ((box.x1 - x, box.y1 - y), 180) if turned else ((box.x0 + x, box.y0 + y), 0)
    page.text(spot, text, size, rotation=turn, rotation_mode="anchor", **style)
