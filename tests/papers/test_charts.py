"""Pictures: nothing overlaps, nothing is cut, and a grey printer tells the kinds apart."""

from __future__ import annotations

import io
import itertools

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.image import imread
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from models.domain.clock import at
from planner.judging.check import judge
from planner.language.words import Words
from planner.papers.charts import files, lines_of, pictures, plot_resources, plot_visits
from planner.papers.charts.files import evenly_paged, paged, pages, rendered
from planner.papers.charts.page import DPI, DayAxis, fitted, width_of, wrapped
from planner.papers.charts.resources import (
    LEGEND_COLUMNS,
    LEGEND_LINES_BESIDE_ROWS,
    LEGEND_LINES_PER_PAGE,
    ResourceRow,
    Use,
    fill_of,
    laned,
    plot_legend,
)
from planner.papers.paper import Paper
from planner.papers.styles import ACTIVITY_STYLES
from tests.papers import fake

pytestmark = pytest.mark.filterwarnings("error:Glyph")


@pytest.fixture(autouse=True)
def _restore_settings():
    with mpl.rc_context():
        yield


def renderer_of(ax):
    canvas = FigureCanvasAgg(ax.figure)
    canvas.draw()
    return canvas.get_renderer()


def texts(ax) -> list[tuple[str, object]]:
    """Return every visible text of a page with its box in pixels."""
    figure, renderer = ax.figure, renderer_of(ax)
    found = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    return [(t.get_text(), t.get_window_extent(renderer)) for t in found]


def overlapping(found) -> list[tuple[str, str]]:
    return [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(found, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1
    ]


def cut(ax, found) -> list[str]:
    page = ax.figure.bbox
    return [text for text, b in found if b.x0 < page.x0 or b.y0 < page.y0 or b.x1 > page.x1 or b.y1 > page.y1]


def busy(delegations: int, lang: str) -> Paper:
    week = fake.week(delegations)
    plan = fake.plan(week)
    # items of the pattern that run into the lunch behind them are cut short: a real plan has none
    lunches = {(i.visit, i.start // 1440): i.start for i in plan.items if i.kind == "lunch"}
    items = []
    for item in plan.items:
        lunch = lunches.get((item.visit, item.start // 1440))
        runs_into = lunch is not None and item.start < lunch < item.end
        items.append(item.replace(end=lunch - 30) if runs_into else item)
    facts = judge_facts(week)
    return Paper(judge(facts, plan.replace(items=tuple(items)), []), Words(lang))


def judge_facts(week):
    from models.domain.facts import Facts

    return Facts(week, fake.edition())


@pytest.mark.parametrize(("delegations", "lang"), [(1, "zh"), (2, "en"), (12, "zh"), (12, "en")])
def test_nothing_overlaps_and_nothing_is_cut(delegations, lang):
    paper = busy(delegations, lang)
    for page in (plot_visits(paper), *(plot_resources(paper, lines) for lines in paged(lines_of(paper), 36))):
        found = texts(page)
        assert len(found) > 20
        assert not overlapping(found)
        assert not cut(page, found)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_many_delegations_are_named_on_a_page_of_their_own(lang):
    """The rows of resources then have the height of their names, and every delegation is named once."""
    few, paper = busy(LEGEND_COLUMNS * LEGEND_LINES_BESIDE_ROWS, lang), busy(61, lang)
    stems = {page.stem: page for page in pages(paper)}
    legend = Words(lang).pick("甘特图-图例", "gantt-legend")
    assert legend not in {page.stem for page in pages(few)}
    assert plot_resources(few, next(paged(lines_of(few), 36))).figure.legends
    rows = plot_resources(paper, next(paged(lines_of(paper), 36)))
    assert not rows.figure.legends
    assert rows.get_window_extent().height / 36 > 8.5 * 1.5 * DPI / 72, "half as high again as a letter"
    named = texts(stems[legend].plot())
    assert not overlapping(named)
    for visit in paper.week.visits:
        number = paper.delegations.number(visit.id)
        assert sum(text.split()[0] == str(number) for text, _ in named) == 1


def test_a_full_page_of_names_is_not_cut():
    paper = busy(LEGEND_COLUMNS * LEGEND_LINES_PER_PAGE, "zh")
    visits = [visit.id for visit in paper.week.visits]
    page = plot_legend(paper, visits)
    found = texts(page)
    assert len(found) >= len(visits)
    assert not cut(page, found)


def test_labels_stay_in_their_boxes():
    paper = busy(8, "zh")
    page = plot_visits(paper)
    found = texts(page)
    renderer = renderer_of(page)
    boxes = [patch.get_window_extent(renderer) for patch in page.findobj(Rectangle)]
    stacked = [
        (text, b) for text, b in found if text in {"\n".join(paper.words.short(kind)) for kind in ACTIVITY_STYLES}
    ]
    assert len(stacked) > 50
    for text, b in stacked:
        inside = any(o.x0 - 1 <= b.x0 and b.x1 <= o.x1 + 1 and o.y0 - 1 <= b.y0 and b.y1 <= o.y1 + 1 for o in boxes)
        assert inside, text


def test_a_single_day_says_more():
    paper = busy(8, "zh")
    said = " ".join(text for text, _ in texts(plot_visits(paper, days=paper.calendar.days[3:4])))
    assert "黄河鲤示例饭店" in said
    assert "二期合作方案座谈" in said


def test_kinds_are_told_apart_in_grey():
    """Styles of the same hatching differ by at least a fifth of the grey scale."""
    from matplotlib.colors import to_rgb

    styles = set(ACTIVITY_STYLES.values())
    for one, other in itertools.combinations(styles, 2):
        if one.hatch == other.hatch:
            greys = [float(np.dot(to_rgb(style.fill), (0.299, 0.587, 0.114))) for style in (one, other)]
            assert abs(greys[0] - greys[1]) > 0.18, (one.en, other.en)


def test_forty_delegations_have_forty_looks():
    looks = [fill_of(number) for number in range(1, 41)]
    assert len(set(looks)) == 40


def test_pictures_are_a4_at_150_dpi_and_the_same_twice():
    paper, before = busy(3, "zh"), dict(mpl.rcParams)
    one, other = pictures(paper), pictures(paper)
    assert one == other
    assert dict(mpl.rcParams) == before, "the settings of others are left alone"
    assert {"甘特图-来访.png", "甘特图-来访.svg", "甘特图-资源.png", "甘特图-资源.svg"} <= set(one)
    for name, content in one.items():
        if name.endswith(".png"):
            height, width = imread(io.BytesIO(content)).shape[:2]
            assert (width, height) == ((1080, 630) if name.startswith("费用图") else (1753, 1240))
        else:
            assert content.startswith(b"<?xml")
            assert b"<text" not in content


def test_one_may_draw_into_axes_of_ones_own(paper):
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 4))
    ax = figure.add_subplot()
    assert plot_visits(paper, ["visit-1", "visit-3"], ax=ax) is ax
    assert not figure.legends
    assert rendered(ax, "png")


def test_days_without_their_nights():
    day = fake.MONDAY
    axis = DayAxis.over([(at(day, 450), at(day, 1290)), (at(day, 1420), at(day, 1510))], [day])
    assert (axis.first, axis.last) == (420, 1560)
    assert axis.span(at(day, 1420), at(day, 1510))[1] > axis.x(at(day, 1420))
    assert axis.x(at(day, 420)) == 0
    assert axis.x(at(day, 300)) == 0, "outside the hours it stays at the edge"


def test_uses_at_the_same_time_lie_in_lanes():
    a, b, c = Use(0, 60, "a"), Use(30, 90, "b"), Use(90, 120, "c")
    assert list(laned([c, b, a])) == [(a, 0, 2), (b, 1, 2), (c, 0, 1)]


def test_pages_repeat_the_heading_and_leave_none_alone():
    lines = [
        ResourceRow("A", heading=True),
        *(ResourceRow(f"a{k}") for k in range(4)),
        ResourceRow("B", heading=True),
        ResourceRow("b"),
    ]
    pages = [[line.name for line in page] for page in paged(lines, 4)]
    assert pages == [["A", "a0", "a1", "a2"], ["A", "a3", "B", "b"]]
    crowded = [
        ResourceRow("A", heading=True),
        ResourceRow("a0"),
        ResourceRow("a1"),
        ResourceRow("B", heading=True),
        ResourceRow("b"),
    ]
    assert [[line.name for line in page] for page in paged(crowded, 4)] == [["A", "a0", "a1"], ["B", "b"]]
    assert all(len(page) <= 4 for page in pages)


@pytest.mark.parametrize("people", range(20, 110, 3))
def test_no_page_of_resources_is_left_nearly_empty(people):
    groups = [
        [ResourceRow(f"group {g}", heading=True), *(ResourceRow(f"{g}-{k}") for k in range(people // 4))]
        for g in range(4)
    ]
    lines = [line for group in groups for line in group]
    sizes = [len(page) for page in evenly_paged(lines, 36)]
    assert max(sizes) <= 36
    assert min(sizes) >= max(sizes) / 2
    assert len(sizes) == len(list(paged(lines, 36)))


def test_texts_are_cut_to_fit():
    assert fitted("河南省交通运输厅", 40, 8) == "河南省交…"
    assert width_of(fitted("Nordlicht Maschinenbau", 60, 8), 8) <= 60
    assert wrapped("Nordlicht Maschinenbau GmbH", 90, 8) == ["Nordlicht", "Maschinenbau GmbH"]
    assert wrapped("北方轨道交通装备股份有限公司", 60, 8) == ["北方轨道交通装", "备股份有限公司"]


def test_visits_are_spread_evenly_over_pages():
    paper = busy(13, "zh")
    assert len(list(files._visit_pages(paper))) == 2
    assert files._even(13, 12) == 7
    assert files._even(12, 12) == 12
    assert files._even(0, 12) == 1
