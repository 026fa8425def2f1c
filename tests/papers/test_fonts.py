"""Chinese glyphs, judged by their pixels: a missing glyph is a picture too, of an empty box."""

from __future__ import annotations

import itertools
import subprocess
import sys
import unicodedata

import matplotlib as mpl
import numpy as np
import pytest

from planner.papers import fonts
from planner.papers.fonts import chinese_font, use_chinese_font

RARE = "喆珺璟祎堃赟龑"
NO_GLYPH = "\U0010fffd"  # private use: no font has it


def drawn(text: str) -> np.ndarray:
    """Return a text as grey pixels, white 255."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(1, 1), dpi=64)
    canvas = FigureCanvasAgg(figure)
    figure.text(0.5, 0.5, text, size=36, ha="center", va="center")
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., 0].astype(int)


def differ(one: np.ndarray, other: np.ndarray) -> bool:
    return int((abs(one - other) > 96).sum()) > 60


@pytest.fixture(autouse=True)
def _restore_settings():
    with mpl.rc_context():
        yield


@pytest.mark.filterwarnings("ignore:Glyph")
def test_rare_characters_are_drawn():
    use_chinese_font()
    box, blank = drawn(NO_GLYPH), drawn("")
    pictures = {character: drawn(character) for character in RARE}
    for character, picture in pictures.items():
        assert differ(picture, blank), f"{character} draws nothing"
        assert differ(picture, box), f"{character} draws the box of a missing glyph"
    for (one, a), (other, b) in itertools.combinations(pictures.items(), 2):
        assert differ(a, b), f"{one} and {other} look the same"


@pytest.mark.filterwarnings("ignore:Glyph")
def test_the_pixel_test_would_notice_a_font_without_chinese():
    mpl.rcParams["font.family"] = ["DejaVu Sans"]
    assert not differ(drawn("喆"), drawn("龑"))


@pytest.mark.filterwarnings("error:Glyph")
def test_signs_beside_chinese_are_drawn():
    use_chinese_font()
    drawn("① ✓ → − · 08:30–09:10 ★")


def test_settings():
    assert use_chinese_font() == "Noto Sans SC"
    assert mpl.rcParams["font.family"] == ["Noto Sans SC", "DejaVu Sans"]
    assert not mpl.rcParams["axes.unicode_minus"]
    assert mpl.rcParams["pdf.fonttype"] == 3
    assert mpl.rcParams["svg.fonttype"] == "path"


def test_settings_come_back_after_somebody_changed_them():
    use_chinese_font()
    mpl.rcParams["font.family"] = ["DejaVu Sans"]
    use_chinese_font()
    assert mpl.rcParams["font.family"][0] == "Noto Sans SC"


def test_without_the_wheel_a_system_font_is_used(monkeypatch):
    monkeypatch.setattr(fonts, "_WHEEL", "no_such_module")
    monkeypatch.setattr("matplotlib.font_manager.get_font_names", lambda: ["DejaVu Sans", "SimHei"])
    chinese_font.cache_clear()
    try:
        assert use_chinese_font() == "SimHei"
    finally:
        chinese_font.cache_clear()


def test_without_any_font_it_says_so_and_goes_on(monkeypatch, caplog):
    monkeypatch.setattr(fonts, "_WHEEL", "no_such_module")
    monkeypatch.setattr("matplotlib.font_manager.get_font_names", lambda: ["DejaVu Sans"])
    chinese_font.cache_clear()
    try:
        assert use_chinese_font() == "DejaVu Sans"
        assert "pylopdf-fonts-zh-cn" in caplog.text
    finally:
        chinese_font.cache_clear()


@pytest.mark.parametrize(("chosen", "expected"), [(None, "agg"), ("svg", "svg")])
def test_backend_is_agg_unless_somebody_chose(chosen, expected, monkeypatch):
    monkeypatch.delenv("MPLBACKEND", raising=False)
    if chosen:
        monkeypatch.setenv("MPLBACKEND", chosen)
    code = (
        "import matplotlib as mpl; from planner.papers.fonts import use_chinese_font;"
        "use_chinese_font(); print(mpl.get_backend().lower())"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == expected


def test_svg_is_the_same_twice_and_needs_no_font(tmp_path):
    from matplotlib.figure import Figure

    use_chinese_font()
    for name in ("a.svg", "b.svg"):
        figure = Figure(figsize=(2, 1))
        figure.text(0.5, 0.5, RARE)
        figure.savefig(tmp_path / name, metadata={"Date": None})
    text = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert text == (tmp_path / "b.svg").read_text(encoding="utf-8")
    assert "<text" not in text


@pytest.mark.look
def test_pdf_shows_the_glyphs(tmp_path, pdftoppm):
    from matplotlib.figure import Figure
    from matplotlib.image import imread

    use_chinese_font()

    def page(text: str) -> np.ndarray:
        figure = Figure(figsize=(1, 1))
        figure.text(0.5, 0.5, text, size=36, ha="center", va="center")
        figure.savefig(tmp_path / "page.pdf")
        subprocess.run(
            [pdftoppm, "-r", "64", "-png", "-singlefile", tmp_path / "page.pdf", tmp_path / "page"], check=True
        )
        return (imread(tmp_path / "page.png")[..., 0] * 255).astype(int)

    pictures = {character: page(character) for character in RARE}
    blank = page("")
    for character, picture in pictures.items():
        assert differ(picture, blank), f"{character} draws nothing"
    for (one, a), (other, b) in itertools.combinations(pictures.items(), 2):
        assert differ(a, b), f"{one} and {other} look the same"


def test_characters_without_a_glyph_are_known():
    assert fonts.missing_glyphs("王𬎆🙂 喆珺璟祎堃赟龑 Müller →✓ 🙂") == "𬎆🙂"


ACCENTED = ["Żółć", "Łukasz Gęślą", "Dvořák", "Šťastný Žižka", "İbrahim Şahinoğlu", "Νίκος Παπαδόπουλος", "Győző", "m̂"]
"""Polish, Czech, Turkish, Greek, Hungarian: the Chinese font has the bare letters but not all with accents."""


def figure_pixels(figure, text, **style):
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(figure)
    figure.text(0.5, 0.5, text, size=20, ha="center", va="center", **style)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., 0].astype(int)


@pytest.mark.parametrize("text", ACCENTED)
def test_accents_stand_on_their_letters(text):
    """Drawn as a font draws it that has the whole letters."""
    from matplotlib.figure import Figure

    from planner.papers.charts.page import NamesFigure

    use_chinese_font()
    ours = figure_pixels(NamesFigure(figsize=(4, 1)), text)
    right = figure_pixels(Figure(figsize=(4, 1)), unicodedata.normalize("NFC", text), family=["DejaVu Sans"])
    assert (ours == right).all()
    assert fonts.needs_latin_font(text)
    assert fonts.font_families(f"{text} 经理")[-1] == chinese_font()


@pytest.mark.parametrize("text", ["中方", "José Müller", "Nguyễn Văn Đức", "Владимир", "Œuvre ①→", "가 → か", "A$$B"])
def test_other_texts_stay_in_the_chinese_font(text):
    assert not fonts.needs_latin_font(text)


def test_dollar_signs_are_no_formula():
    use_chinese_font()
    assert not differ(drawn("$$"), drawn("$$"))
    assert differ(drawn("$$"), drawn(""))
