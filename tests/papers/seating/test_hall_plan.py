"""The plan of the hall: every table with its number where it stands, readable, the main table told apart."""

from __future__ import annotations

from dataclasses import replace

import matplotlib as mpl
import pytest
from matplotlib.patches import Circle, Rectangle
from matplotlib.text import Text

from models.domain.halls import Point
from planner.language.words import Words
from planner.papers.seating.hall_plan import hall_plan
from planner.papers.seating.paper import SeatingPaper
from planner.papers.seating.seat_chart import seat_chart
from tests.etiquette.party import edition
from tests.papers.seating.cases import banquet, one_table, solved
from tests.papers.seating.looking import outside, overlapping, texts

pytestmark = pytest.mark.filterwarnings("error:Glyph")


@pytest.fixture(autouse=True)
def _restore_settings():
    with mpl.rc_context():
        yield


def where(page) -> dict[str, tuple[float, float]]:
    return {text: box.middle for text, box in texts(page)}


def test_three_in_a_row_seen_from_the_door():
    """Main table in the middle, the second at its right as seen facing the door: left of the page."""
    paper = solved("three-tables")
    (page,) = hall_plan(paper)
    at = where(page)
    assert at["2"][0] < at["1"][0] < at["3"][0]
    for plan in paper.seating.tables:
        assert paper.people.name(plan.representative) in at
    assert at["门"][1] < at["1"][1]


def test_seen_from_the_stage_the_door_is_above_and_left_is_right():
    paper = banquet(12)
    plans = {}
    for viewpoint in ("door", "stage"):
        seen = SeatingPaper(paper.dinner, paper.seating, edition(viewpoint=viewpoint), Words())
        plans[viewpoint] = where(hall_plan(seen)[0])
    assert plans["door"]["门"][1] < plans["door"]["舞台"][1]
    assert plans["stage"]["门"][1] > plans["stage"]["舞台"][1]
    assert (plans["door"]["2"][0] - plans["door"]["3"][0]) * (plans["stage"]["2"][0] - plans["stage"]["3"][0]) < 0


@pytest.mark.parametrize("tables", [1, 3, 12, 50, 100])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_table_is_there_and_every_host_is_readable(tables, lang):
    paper = banquet(tables, words=Words(lang))
    pages = hall_plan(paper)
    hosts: set[str] = set()
    for page in pages:
        found = texts(page)
        assert not overlapping(found)
        assert not outside(found, page)
        assert min(text.get_fontsize() for text in page.figure.findobj(Text) if text.get_text()) >= 6.9
        hosts |= {text for text, _ in found}
    assert len(pages) == 1 if tables <= 12 else len(pages) > 2
    if tables > 1:
        assert {str(number) for number in range(1, tables + 1)} <= set(where(pages[0]))
        assert {paper.people.name(plan.representative) for plan in paper.seating.tables} <= hosts


def test_the_main_table_has_a_double_line():
    page = hall_plan(banquet(12))[0]
    main = where(page)["1"]
    rings = [c for c in page.figure.findobj(Circle) if abs(c.center[0] - main[0]) < 0.5 and c.center[1] > main[1] - 5]
    assert len(rings) == 2
    assert sum(isinstance(c, Circle) for c in page.figure.findobj(Circle)) == 13


def test_door_stage_and_screen_are_in_their_walls():
    paper = banquet(4)
    hall = paper.dinner.hall.replace(screen={"x": 0.0, "y": paper.dinner.hall.depth / 2})
    page = hall_plan(replace(paper, dinner=paper.dinner.replace(hall=hall)))[0]
    at = {text: box for text, box in texts(page) if text in ("门", "舞台", "屏幕")}
    assert set(at) == {"门", "舞台", "屏幕"}
    (room,) = (p for p in page.figure.findobj(Rectangle) if p.get_width() > 100 and p.get_height() > 60)
    low, high = room.get_y(), room.get_y() + room.get_height()
    assert abs((at["门"].y0 + at["门"].y1) / 2 - low) < 2
    assert 0 < high - (at["舞台"].y0 + at["舞台"].y1) / 2 < 5
    assert abs((at["屏幕"].x0 + at["屏幕"].x1) / 2 - room.get_x()) < 2


@pytest.mark.parametrize("layout", ["u", "hollow", "talks", "sofas", "podium", "photo", "signing", "english"])
def test_other_furniture_is_drawn_as_it_stands(layout):
    for door in (Point(x=7, y=0), Point(x=0, y=4)):
        paper = one_table(layout, 12, door=door)
        (page,) = hall_plan(paper)
        found = texts(page)
        assert any(paper.short_name(paper.seating.tables[0]) in text for text, _ in found)
        assert not outside(found, page)
        assert not overlapping(found)


LONG = {
    "zh": (
        "郑州黄河迎宾馆国际会议中心一层牡丹厅（含贵宾休息室）",
        "河南省中原装备集团有限公司欢迎德国莱茵机械股份公司代表团",
    ),
    "en": (
        "Yellow River State Guest House, Conference Centre, Peony Hall",
        "Dinner of welcome for Rheinische Maschinen AG",
    ),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("tables", "times"), [(1, 1), (16, 1), (1, 2), (16, 2)])
def test_no_title_is_cut(lang, tables, times):
    """Restaurant, room and counts stand whole on the plan of the hall, its parts and on every chart."""
    paper = banquet(tables, words=Words(lang))
    room, name = (text * times for text in LONG[lang])
    hall = paper.dinner.hall.replace(name=room, name_en=room)
    dinner = paper.dinner.replace(name=name, name_en=name, hall=hall)
    paper = SeatingPaper(dinner, paper.seating, paper.etiquette, paper.words)
    people = paper.words.people(tables * 10)
    for number, page in enumerate([*hall_plan(paper), seat_chart(paper, paper.seating.tables[0])]):
        found = texts(page)
        said = {"".join(text.split()) for text, _ in found}
        whole = "".join(said)
        assert "…" not in whole
        assert all("".join(text.split()) in whole for text in (room, name))
        assert number or "".join(people.split()) in whole
        assert not overlapping(found)
        assert not outside(found, page)
        rule = page.height - 23
        assert not [text for text, box in found if box.y0 < rule - 0.1 and box.y1 > rule + 0.1], "on the line"


def test_long_names_of_hosts_are_whole_in_their_tables():
    paper = banquet(12)
    people = [p.replace(name="María del Carmen Fernández") if p.side == "host" else p for p in paper.dinner.people]
    paper = SeatingPaper(paper.dinner.replace(people=people), paper.seating, paper.etiquette, paper.words)
    (page,) = hall_plan(paper)
    found = texts(page)
    assert not [text for text, _ in found if "…" in text]
    assert sum(text.startswith("María") for text, _ in found) == 12
    assert not overlapping(found)
