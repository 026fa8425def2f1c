"""The page of figures: A4, told apart in grey, whole texts, in both languages."""

from __future__ import annotations

import io
import itertools
from xml.etree import ElementTree

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.image import imread
from matplotlib.text import Text

from planner.benchmark.picture import bench_pictures, plot_bench
from planner.language.words import Words
from planner.papers.charts.page import A4_LANDSCAPE_INCHES, DPI
from tests.benchmark.runs import run

pytestmark = pytest.mark.filterwarnings("error:Glyph")
SIZES = (12, 25, 50)
FAMILIES = ("busy", "tight-fleet", "tight-rooms", "weekend", "fair")
RUNS = [
    run(seed, 1.0 + seed, family=family, size=size, solver=solver)
    for family in FAMILIES
    for size in SIZES
    for seed in (1,)
    for solver in ("jiedai", "greedy", "monolith", "core-highs")
]
RUNS += [run(None, instance=name, family="examples") for name in ("tiny", "zhengzhou-week", "over-full")]


@pytest.fixture(autouse=True)
def _restore_settings():
    with mpl.rc_context():
        yield


def test_files():
    files = bench_pictures(RUNS, Words("zh"))
    assert set(files) == {"bench.png", "bench.svg"}
    picture = imread(io.BytesIO(files["bench.png"]))
    width, height = A4_LANDSCAPE_INCHES
    assert picture.shape[:2] == (int(height * DPI), int(width * DPI))
    assert ElementTree.fromstring(files["bench.svg"]).tag.endswith("svg")
    assert files == bench_pictures(RUNS, Words("zh"))


def test_sizes_are_told_apart_in_grey():
    lines = [line for line in plot_bench(RUNS, Words("en")).axes[0].lines if line.get_label() in map(str, SIZES)]
    assert len(lines) == len(SIZES)
    assert len({line.get_linestyle() for line in lines} | {str(line._dash_pattern) for line in lines}) >= len(SIZES)
    shades = sorted(to_rgb(line.get_color()) for line in lines)
    assert all(red == green == blue for red, green, blue in shades)
    assert all(b[0] - a[0] > 0.15 for a, b in itertools.pairwise(shades))


def test_bounds_are_thin_and_peers_are_marks():
    first = plot_bench(RUNS, Words("en")).axes[0]
    widths = {line.get_linewidth() for line in first.lines if line.get_marker() == "None"}
    assert len(widths) == 2
    assert {line.get_marker() for line in first.lines} >= {"+", "x"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_text_is_cut_or_covers_another(lang):
    figure = plot_bench(RUNS, Words(lang))
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    boxes = [
        (text.get_text(), text.get_window_extent(canvas.get_renderer()))
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip("0123456789.,")  # numbers beyond the ends of axes are not drawn
    ]
    page = figure.bbox
    cut = [text for text, b in boxes if b.x0 < 0 or b.y0 < 0 or b.x1 > page.x1 or b.y1 > page.y1]
    assert not cut
    covered = [
        (one, other)
        for k, (one, a) in enumerate(boxes)
        for other, b in boxes[k + 1 :]
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1
    ]
    assert not covered


def test_nothing_planned_at_all():
    assert bench_pictures([run(trace=(), status="none in time", peak_mb=None)], Words("zh"))["bench.png"]
