"""A page measured in millimetres from its lower left corner, as picture or PDF: what is drawn prints at its size."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D
from PIL import Image

from planner.papers.charts.files import rendered
from planner.papers.charts.page import DPI, INK, NamesFigure, set_up
from planner.papers.seating.outlined_text import OutlinedText

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.artist import Artist

MM_PER_INCH = 25.4
POINT = MM_PER_INCH / 72
"""Millimetres in a point."""
A4_LANDSCAPE, A4_PORTRAIT = (297.0, 210.0), (210.0, 297.0)
"""A4."""
GREY = "#777777"
PNG_COLOURS, PALETTE_BITS = 256, 5
"""Colours of a picture, paper among them, and with how many bits a channel they are told apart, at most."""
WHITE = 0xFFFFFFFF
"""An opaque white pixel, whatever the order of its bytes."""
PNG_COMPRESSION = 3
"""How hard a picture is packed, 1 to 9: more takes time and saves little."""
Spot = tuple[float, float]


class Page:
    """One page; everything is drawn at once, later on top of earlier.

    Parameters
    ----------
    size : (float, float)
        Width and height, mm.
    outlined : bool
        Texts are drawn as outlines, several times sooner; those of a PDF shall be found and copied.
    """

    def __init__(self, size: tuple[float, float] = A4_LANDSCAPE, outlined: bool = False) -> None:
        set_up()
        self._outlined = outlined
        self.width, self.height = size
        self.figure = NamesFigure(figsize=(size[0] / MM_PER_INCH, size[1] / MM_PER_INCH), dpi=DPI)
        self._mm = Affine2D().scale(1 / MM_PER_INCH) + self.figure.dpi_scale_trans
        self._layer = 1.0

    def text(self, at: Spot, text: str, size: float, **style: Any) -> None:
        """Write a text, centred by default; ``ha``, ``va``, ``color``, ``rotation`` and so on as in matplotlib."""
        style = {"ha": "center", "va": "center", "color": INK} | style
        kind = OutlinedText if self._outlined else Text
        self._add(kind(*at, text, fontsize=size, **style))

    def line(self, spots: Sequence[Spot], width: float = 0.6, color: str = INK, **style: Any) -> None:
        """Draw a line through some spots; ``width`` in points."""
        xs, ys = zip(*spots, strict=True)
        self._add(Line2D(xs, ys, linewidth=width, color=color, solid_capstyle="butt", **style))

    def box(self, at: Spot, width: float, height: float, **style: Any) -> None:
        """Draw a rectangle from its lower left corner."""
        self._add(Rectangle(at, width, height, **_look(style)))

    def disc(self, at: Spot, radius: float, **style: Any) -> None:
        """Draw a circle."""
        self._add(Circle(at, radius, **_look(style)))

    def dots(self, spots: Sequence[Spot], size: float) -> None:
        """Draw many small circles of a diameter in mm."""
        xs, ys = zip(*spots, strict=True)
        self._add(Line2D(xs, ys, linestyle="none", marker="o", markersize=size / POINT, mfc="white", mec=INK, mew=0.5))

    def shape(self, spots: Sequence[Spot], **style: Any) -> None:
        """Draw a polygon."""
        self._add(Polygon(list(spots), closed=True, **_look(style)))

    def _add(self, artist: Artist) -> None:
        self._layer += 0.001
        artist.set_transform(self._mm)
        artist.set_zorder(self._layer)
        self.figure.add_artist(artist)

    def png(self) -> bytes:
        """Return the page as a picture of at most 256 colours: a third of the size, and sooner packed."""
        canvas = FigureCanvasAgg(self.figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        buffer = io.BytesIO()
        few = _few_colours(np.asarray(canvas.buffer_rgba()))  # type: ignore[no-untyped-call]
        few.save(buffer, "png", compress_level=PNG_COMPRESSION, dpi=(DPI, DPI))
        return buffer.getvalue()

    def svg(self) -> bytes:
        """Return the page as a drawing."""
        return rendered(self.figure, "svg")


def _few_colours(drawn: np.ndarray[Any, Any]) -> Image.Image:
    """Return a picture (rows, columns, RGBA) with a palette: white paper, and colours of what is not white.

    Nearly all of a page is white, and only the rest is looked at: colours that differ only in their lowest bits are
    one, of as many bits as 256 colours leave.
    """
    pixels = np.ascontiguousarray(drawn).view("<u4").reshape(-1)  # red is lowest
    inked = np.flatnonzero(pixels != WHITE)
    ink = pixels[inked]
    for bits in range(PALETTE_BITS, 0, -1):
        of_key = np.zeros(1 << 3 * bits, dtype="<u4")
        keys = ((ink & 255) >> (8 - bits)) << 2 * bits
        keys |= ((ink >> 8 & 255) >> (8 - bits)) << bits
        keys |= (ink >> 16 & 255) >> (8 - bits)
        of_key[keys] = ink
        used = np.flatnonzero(of_key)
        if len(used) < PNG_COLOURS:
            break
    numbers = np.zeros(len(of_key), dtype=np.uint8)
    numbers[used] = np.arange(1, len(used) + 1)
    flat = np.zeros(pixels.size, dtype=np.uint8)
    flat[inked] = numbers[keys]
    picture = Image.fromarray(flat.reshape(drawn.shape[:2]), mode="P")
    palette = np.concatenate([[WHITE], of_key[used]]).astype("<u4").view(np.uint8).reshape(-1, 4)
    picture.putpalette(palette[:, :3].tobytes())
    return picture


def _look(style: dict[str, Any]) -> dict[str, Any]:
    return {"facecolor": "white", "edgecolor": INK, "linewidth": 0.8} | style


def pdf(pages: Iterable[Page]) -> bytes:
    """Return pages as one PDF; the same pages give the same bytes."""
    buffer = io.BytesIO()
    with PdfPages(buffer, metadata={"CreationDate": None}) as file:
        for page in pages:
            file.savefig(page.figure)
    return buffer.getvalue()
