"""Texts of charts as outlines, each laid out once however often, and in whatever form, it is drawn.

A week's charts hold thousands of texts, most of them names that return; laying each out anew for PNG and for SVG takes
longer than everything else in a chart.
"""

from __future__ import annotations

import functools
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path as Outline
from matplotlib.text import Text
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D, IdentityTransform

from planner.papers.fonts import font_families

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase

POINTS_PER_INCH = 72
EM = 100.0
"""Size at which outlines are kept; their coordinates are hundredths of an em."""
LINE_SPACING = 1.22
"""Line to line, in font sizes, where nothing else is said."""
ONE_POINT = Outline([(0.0, 0.0)])
ASCENT, DESCENT = 88.0, 12.0
"""Of a line of Chinese type, in hundredths of an em: the em box of its characters."""


class TextStyle(NamedTuple):
    """How a text stands to its point.

    Attributes
    ----------
    ha, va : str
        ``left``, ``center``, ``right``; ``bottom``, ``center``, ``top``, of the box of all lines after it is turned.
        ``center_baseline``: half the ascent of the first line is above the point, so that texts of different letters
        stand on one line.
    rotation : float
        Degrees, against the clock.
    linespacing : float
        Distance of baselines, in ems.
    """

    ha: str
    va: str
    rotation: float
    linespacing: float


class OutlinedText(Text):
    """A text that is drawn as one shape.

    Of the settings of a text it keeps size, colour, ``ha``, ``va``, ``rotation`` and ``linespacing`` (ems).
    """

    spacing = LINE_SPACING

    def draw(self, renderer: RendererBase) -> None:
        """Draw it."""
        across, up = self.get_horizontalalignment(), self.get_verticalalignment()
        outline = laid_out(self.get_text(), TextStyle(across, up, self.get_rotation(), self.spacing))
        if not len(_points(outline)):
            return
        context = renderer.new_gc()
        context.set_linewidth(0)
        pixels = float(self.get_fontsize()) * self.figure.dpi / POINTS_PER_INCH
        x, y = map(float, self.get_transform().transform(self.get_position()))
        colour = to_rgba(self.get_color())
        if isinstance(renderer, MixedModeRenderer):
            # drawings hold a shape once, however often it stands on the page
            shape, here = scaled(outline, pixels), Affine2D().translate(x, y)
            renderer.draw_markers(context, shape, IdentityTransform(), ONE_POINT, here, colour)
        else:
            renderer.draw_path(context, outline, Affine2D().scale(pixels / EM).translate(x, y), colour)
        context.restore()

    def set_linespacing(self, spacing: float | str | None) -> None:
        """Set the distance of baselines, in ems; what is no number: the usual one."""
        super().set_linespacing(spacing)  # type: ignore[arg-type]
        self.spacing = spacing if isinstance(spacing, (int, float)) else LINE_SPACING


@functools.lru_cache(maxsize=8192)
def laid_out(text: str, style: TextStyle) -> Outline:
    """Return the outline of a text around its point, in hundredths of an em."""
    lines = [_line(line) for line in text.split("\n")]
    widths = [float(_points(line)[:, 0].max(initial=0.0)) for line in lines]
    width, turn = max(widths), Affine2D().rotate_deg(style.rotation)
    step = EM * style.linespacing
    shares = {"left": 0.0, "center": 0.5, "right": 1.0}
    shape = Outline.make_compound_path(
        *(
            Affine2D().translate((width - own) * shares[style.ha], -number * step).transform_path(line)
            for number, (line, own) in enumerate(zip(lines, widths, strict=True))
            if len(_points(line))
        )
    )
    low, high = -(len(lines) - 1) * step - DESCENT, ASCENT
    corners = turn.transform([(0, low), (0, high), (width, low), (width, high)])
    (left, bottom), (right, top) = corners.min(axis=0), corners.max(axis=0)
    x = left + (right - left) * shares[style.ha]
    y = {"bottom": bottom, "center": (bottom + top) / 2, "top": top, "center_baseline": top - ASCENT / 2}[style.va]
    outline: Outline = turn.translate(-x, -y).transform_path(shape)
    return outline


def scaled(outline: Outline, pixels: float) -> Outline:
    """Return an outline at its size, in hundredths of a point: more digits only make the file larger."""
    return Outline(np.round(_points(outline) * (pixels / EM), 2), outline.codes)


def _points(outline: Outline) -> np.ndarray[Any, Any]:
    return np.asarray(outline.vertices)


@functools.lru_cache(maxsize=8192)
def _line(text: str) -> Outline:
    """A line from the start of its baseline, in the fonts that have its letters."""
    text = unicodedata.normalize("NFC", text)
    if not text.strip():
        return Outline(np.empty((0, 2)))
    shape = TextPath((0, 0), text, size=EM, prop=FontProperties(family=font_families(text)))
    return Outline(np.asarray(shape.vertices), shape.codes)
