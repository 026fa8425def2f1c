"""Pictures of comparisons: what they show is what is there, nothing overlaps, grey printers tell things apart."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from planner.judging.check import check
from planner.language.words import Words
from planner.papers.charts import difference as look
from planner.papers.charts import plot_difference, plot_front, plot_load, plot_progress, plot_waterfall
from planner.papers.charts.plain_axes import DARK, LIGHT, RED
from planner.papers.charts.trade_off import front
from planner.papers.paper import Paper
from planner.services.compare import compare
from planner.services.plan_changes import changes
from planner.services.result import Progress
from tests.mutations.test_by_hand import good
from tests.papers.test_charts import cut, overlapping, texts
from tests.weeks import shifted, without

pytestmark = pytest.mark.filterwarnings("error:Glyph")


@pytest.fixture(autouse=True)
def _restore_settings():
    with mpl.rc_context():
        yield


@pytest.fixture(scope="module")
def pair():
    """One item moved, one gone, one new the other way round."""
    f, p = good()
    q = without(shifted(p, "v1/tour", 15), "v2/dinner-2026-09-21")
    return check(f.week, p, f.edition), check(f.week, q, f.edition)


def sides(pair, lang="zh"):
    return [Paper(report, Words(lang)) for report in pair]


def filled(ax, style):
    wanted = to_rgb(style["facecolor"]), style.get("hatch")
    boxes = [patch for patch in ax.patches + ax.artists if isinstance(patch, Rectangle)]
    return [b for b in boxes if (to_rgb(b.get_facecolor()), b.get_hatch()) == wanted and b.get_zorder() == 3]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_two_plans_in_one_picture(pair, lang):
    before, after = sides(pair, lang)
    ax = plot_difference(before, after, changes(before.plan, after.plan))
    assert len(filled(ax, look._NOW)) == 1
    assert len(filled(ax, look._GONE)) == 1
    assert not filled(ax, look._NEW)
    found = texts(ax)
    assert not overlapping(found)
    assert not cut(ax, found)


def test_the_other_way_round_it_is_new(pair):
    after, before = sides(pair)
    ax = plot_difference(before, after, changes(before.plan, after.plan))
    assert len(filled(ax, look._NEW)) == 1
    assert not filled(ax, look._GONE)


def test_no_change_is_an_empty_page(pair):
    before, _ = sides(pair)
    ax = plot_difference(before, before, ())
    assert not filled(ax, look._NOW)


def test_looks_are_told_apart_in_grey():
    """Another hatching, another line, or a fifth of the grey scale between them."""
    styles = [style for _, _, style in look._LOOKS]
    for k, one in enumerate(styles):
        for other in styles[k + 1 :]:
            greys = [float(np.dot(to_rgb(style["facecolor"]), (0.299, 0.587, 0.114))) for style in (one, other)]
            same = one.get("hatch") == other.get("hatch") and one.get("linestyle") == other.get("linestyle")
            edge = one["edgecolor"] != other["edgecolor"]
            assert not same or abs(greys[0] - greys[1]) > 0.18 or edge
    shades = [float(np.dot(to_rgb(colour), (0.299, 0.587, 0.114))) for colour in (DARK, RED, LIGHT)]
    assert shades == sorted(shades)


@pytest.mark.parametrize("kind", ["person", "driver", "room"])
def test_load_writes_the_hours(pair, kind):
    before, _ = sides(pair)
    ax = plot_load(before, kind)
    said = [text for text, _ in texts(ax)]
    assert any("." in text and text.replace(".", "").isdigit() for text in said)
    assert not overlapping(texts(ax))


def test_load_of_nobody(pair):
    f, p = good()
    nobody = Paper(check(f.week, p.replace(moves=()), f.edition))
    assert [text for text, _ in texts(plot_load(nobody, "driver"))] == ["司机工作时长（小时）"]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=12))
@settings(max_examples=100)
def test_the_front_is_what_no_other_point_beats(points):
    best = front([(float(a), float(b)) for a, b in points])
    beaten = [
        any(q != p and q[0] <= p[0] and q[1] <= p[1] for q in points) or points.index(p) < k
        for k, p in enumerate(points)
    ]
    assert sorted(best) == [k for k, lost in enumerate(beaten) if not lost]


def test_front_draws_every_plan_and_knows_that_more_sights_are_better():
    measures = pd.DataFrame(
        {"甲": {"cost": 10.0, "sights": 1.0}, "乙": {"cost": 12.0, "sights": 3.0}, "丙": {"cost": 12.0, "sights": 2.0}}
    )
    ax = plot_front(measures, "cost", "sights")
    assert {text for text, _ in texts(ax)} >= {"甲", "乙", "丙"}
    (line,) = ax.lines
    assert list(zip(*line.get_data(), strict=True)) == [(10.0, 1.0), (12.0, 3.0)]


def test_front_of_alternatives():
    plans = pd.DataFrame({"name": ["A", "B"], "cost": [10, 12], "discomfort": [5, 3], "sights": [1, 1]})
    ax = plot_front(plans.set_index("name").T, "cost", "discomfort")
    assert ax.get_ylabel() == "不够宽松（扣分）"
    assert len(ax.lines[0].get_xdata()) == 2


def test_the_waterfall_ends_where_the_other_plan_is(pair):
    found = compare(*pair, names=["原", "新"])
    ax = plot_waterfall(found)
    bars = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    assert bars[0].get_height() == found.measures["原"]["cost"]
    assert bars[-1].get_height() == found.measures["新"]["cost"]
    assert bars[0].get_height() != bars[-1].get_height()
    assert not overlapping(texts(ax))


def test_progress_holds_the_last_value_to_the_end():
    told = [
        Progress(1.0, "bound", (), (0,)),
        Progress(2.0, "first", (50, 3), (0,)),
        Progress(3.0, "improve", (20, 9), (None,)),
        Progress(4.0, "done", (20, 9), (20, 1)),
    ]
    best, bound = plot_progress(told).lines
    assert list(zip(*best.get_data(), strict=True)) == [(2, 50), (3, 20), (4, 20), (4, 20)]
    assert list(zip(*bound.get_data(), strict=True)) == [(1, 0), (2, 0), (4, 20), (4, 20)]
    assert not plot_progress(told, tier=4).lines
