"""The robustness of a plan in tables and pictures."""

from __future__ import annotations

import matplotlib as mpl
import pytest

from planner.language.words import Words
from planner.papers.charts.robust import plot_harm, plot_punctuality
from planner.papers.paper import Paper
from planner.papers.robustness import robustness_files
from planner.papers.tables.robust import advice, appointments, headline, summary, tables
from tests.papers.test_charts import cut, overlapping, texts
from tests.services.test_simulate import found, report

pytestmark = pytest.mark.filterwarnings("error:Glyph")


@pytest.fixture(autouse=True)
def _restore_settings():
    with mpl.rc_context():
        yield


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pictures_are_whole(lang):
    paper = Paper(report(), Words(lang))
    for axes in (plot_punctuality(paper, found()), plot_harm({"A": found(), "B": found()}, words=paper.words)):
        said = texts(axes)
        assert not overlapping(said)
        assert not cut(axes, said)


def test_bars_are_the_shares():
    axes = plot_punctuality(Paper(report()), found(), most=5)
    widths = [patch.get_width() for patch in axes.patches]
    order = {"by": ["fixed", "on_time", "start", "id"], "ascending": [False, True, True, True]}
    assert widths == pytest.approx(list(100 * found().items.sort_values(**order)["on_time"].head(5)))


def test_the_curve_says_how_often_a_week_is_worse():
    (line, *_) = plot_harm({"A": found()}).lines
    x, y = line.get_data()
    harm = found().scenarios["harm"]
    k = len(x) // 3
    assert y[k] == pytest.approx(100 * (harm > x[k]).mean())


def test_tables_say_what_the_frames_say():
    paper = Paper(report())
    rows = {row.about: row.cells for row in summary(paper, found()).rows}
    assert rows["late"][1] == f"{found().summary['mean']['late']:.1f}"
    assert [row.about for row in appointments(paper, found()).rows] == list(found().appointments["id"])
    assert all(row.start is not None for row in advice(paper, found()).rows)
    assert "模拟600次" in headline(paper, found())
    assert len({table.id for table in tables(paper, found())}) >= 3


def test_the_paper_has_every_table():
    files = robustness_files(Paper(report()), found())
    text = files["稳健性.md"]
    assert isinstance(text, str)
    for table in tables(Paper(report()), found()):
        assert table.title in text
