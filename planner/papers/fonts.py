"""Glyphs in pictures: Chinese also on a machine that has no Chinese font, and letters that the Chinese font lacks."""

from __future__ import annotations

import functools
import importlib
import logging
import os
import sys
import unicodedata
from pathlib import Path

_log = logging.getLogger(__name__)

_WHEEL = "pylopdf_fonts_zh_cn"
_SYSTEM_FONTS = (
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "SimHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Arial Unicode MS",
)
_FALLBACK = "DejaVu Sans"
"""Comes with matplotlib; has the arrows and ticks that Chinese fonts lack."""


def wheel_font_file() -> Path | None:
    """Return the file of Noto Sans SC from the font wheel, or None if the wheel is missing."""
    try:
        path = Path(importlib.import_module(_WHEEL).sans_path())
    except ImportError:
        return None
    return path if path.is_file() else None


@functools.cache
def chinese_font() -> str | None:
    """Make a font with Chinese glyphs known to matplotlib and return its name.

    The font wheel comes first although the system may have a font as well: then a picture is the
    same on every machine. System fonts are for installations without the wheel.

    Returns
    -------
    str or None
        Name of the font family; None if there is no such font at all.
    """
    from matplotlib import font_manager

    file = wheel_font_file()
    if file is not None:
        font_manager.fontManager.addfont(file)
        return font_manager.FontProperties(fname=file).get_name()
    known = set(font_manager.get_font_names())
    return next((name for name in _SYSTEM_FONTS if name in known), None)


@functools.cache
def _glyphs(name: str) -> frozenset[int]:
    """Return the code points that a font has glyphs for."""
    from matplotlib import font_manager
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(font_manager.findfont(name)).get_charmap())


@functools.cache
def _drawable() -> frozenset[int]:
    """Return the code points that our fonts have glyphs for."""
    return frozenset().union(*(_glyphs(name) for name in (chinese_font(), _FALLBACK) if name))


def needs_latin_font(text: str) -> bool:
    """Whether a text has letters with accents that the Chinese font lacks.

    The text shaper takes such a letter apart (Ż into Z and a dot); the accent, from another font, then stands on the
    next letter. Such a text takes the font first that has the whole letters.
    """
    return not text.isascii() and any(map(_accent_wanders, text))


@functools.cache
def _accent_wanders(character: str) -> bool:
    if unicodedata.combining(character):
        return True
    name = chinese_font()
    if name is None or ord(character) in _glyphs(name):
        return False
    return unicodedata.decomposition(character)[:1] not in ("", "<")


def font_families(text: str) -> list[str]:
    """Return the font families for a text, the first to be tried first."""
    name = chinese_font()
    families = [name, _FALLBACK] if name else [_FALLBACK]
    return families[::-1] if needs_latin_font(text) else families


def missing_glyphs(text: str) -> str:
    """Return the characters of a text that would be drawn as empty boxes, each once."""
    return "".join(c for c in dict.fromkeys(text) if ord(c) not in _drawable() and not c.isspace())


def use_chinese_font() -> str:
    """Set matplotlib up for pictures with Chinese text; call it before drawing.

    Sets the font, keeps the minus sign visible, and writes text into PDF as type 3 (type 42 draws
    nothing with an OpenType font) and into SVG as outlines, so that readers need no font. Draws
    without a screen (Agg) unless somebody, e.g. a notebook, has chosen a backend already.

    Returns
    -------
    str
        Name of the font family in use.
    """
    import matplotlib as mpl

    if "MPLBACKEND" not in os.environ and "matplotlib.pyplot" not in sys.modules:
        mpl.use("Agg")
    name = chinese_font()
    if name is None:
        _log.warning("没有中文字体，图中的汉字会显示为方框 / no Chinese font: pip install pylopdf-fonts-zh-cn")
    mpl.rcParams.update(
        {
            "font.family": font_families(""),
            "axes.unicode_minus": False,
            # a name with two dollar signs is no formula
            "text.parse_math": False,
            "pdf.fonttype": 3,
            "svg.fonttype": "path",
            # ids in the file are random otherwise, and no two pictures the same
            "svg.hashsalt": "jiedai",
        }
    )
    return name or _FALLBACK
