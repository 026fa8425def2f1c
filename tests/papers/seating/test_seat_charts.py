"""Seat charts: everybody once, nothing overlaps, nothing is cut, right hands on the right side, customs named."""

from __future__ import annotations

import itertools

import matplotlib as mpl
import pytest

from models.domain.halls import Point
from planner.language.words import Words
from planner.papers.seating.chart_geometry import Box
from planner.papers.seating.seat_chart import look_on_page, placed, seat_chart
from planner.papers.seating.viewpoint import View
from tests.etiquette.party import edition
from tests.papers.seating.cases import CHINESE, SHAPES, one_table, solved
from tests.papers.seating.looking import outside, overlap, overlapping, right_hand, texts

pytestmark = pytest.mark.filterwarnings("error:Glyph")

LAYOUTS = list(SHAPES)
HEADS = {"hostess": 4}


@pytest.fixture(autouse=True)
def _restore_settings():
    with mpl.rc_context():
        yield


def covered(placing) -> list[Box]:
    """What names and chairs cover."""
    r = placing.radius * 0.85
    return [name.box for name in placing.names] + [Box(x - r, y - r, x + r, y + r) for x, y in placing.chairs.values()]


@pytest.mark.parametrize("foreign", [False, True])
@pytest.mark.parametrize("count", [3, 4, 5, 8, 9, 10, 13, 16, 20, 24])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_names_and_chairs_touch_nothing(layout, count, foreign):
    paper = one_table(layout, count, foreign, helpers=2 if count > 8 else 0)
    (plan,) = paper.seating.tables
    size, placing = placed(paper, plan)
    assert sorted(name.seat for name in placing.names) == sorted(paper.seats["T1"])
    assert sorted(placing.chairs) == list(range(plan.laid.size))
    assert not placing.cut
    boxes = covered(placing)
    assert not [pair for pair in itertools.combinations(boxes, 2) if overlap(*pair)]
    page = Box(9, 23, size[0] - 9, size[1] - 24)
    assert all(page.x0 <= b.x0 and b.x1 <= page.x1 and page.y0 <= b.y0 and b.y1 <= page.y1 for b in boxes)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_chinese_names_are_large_even_for_24(layout):
    paper = one_table(layout, 24)
    _, placing = placed(paper, paper.seating.tables[0])
    assert min(name.label.size for name in placing.names) >= 10


@pytest.mark.parametrize("viewpoint", ["door", "stage", "above"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_right_hand_neighbour_is_at_the_right_hand(layout, viewpoint):
    """Seats count clockwise from above; whoever turns the page, right stays right (etiquette.md, section 2)."""
    policy = edition(viewpoint=viewpoint)
    for door in (Point(x=7, y=0), Point(x=0, y=4), Point(x=10, y=6)):
        paper = one_table(layout, 12, policy=policy, door=door, rows=(7, 5) if layout in ("photo", "podium") else ())
        (plan,) = paper.seating.tables
        _, placing = placed(paper, plan)
        view = View.of(paper.dinner.hall, policy)
        assert any(plan.laid.right)
        for seat, neighbour in enumerate(plan.laid.right):
            if neighbour is not None:
                (x, y), (nx, ny) = placing.chairs[seat], placing.chairs[neighbour]
                hand = right_hand(look_on_page(plan, view, seat))
                assert (nx - x) * hand[0] + (ny - y) * hand[1] > 0, (door, seat, neighbour)


@pytest.mark.parametrize(("viewpoint", "look"), [("door", 180), ("stage", 0)])
@pytest.mark.parametrize("door", [Point(x=5, y=0), Point(x=0, y=5), Point(x=5, y=10), Point(x=10, y=5)])
def test_host_1_faces_the_door_wherever_it_is(door, viewpoint, look):
    paper = one_table("one_host", 10, policy=edition(viewpoint=viewpoint), door=door)
    hall = paper.dinner.hall.replace(door=door, stage=Point(x=10 - door.x, y=10 - door.y))
    view = View.of(hall, paper.etiquette)
    assert view.look(hall.facing) == look
    assert view.wall(hall.door) == ("down" if viewpoint == "door" else "up")


def from_left(paper, row: int = 0) -> list[str]:
    """Signs of a row as the audience has them."""
    (plan,) = paper.seating.tables
    _, placing = placed(paper, plan)
    marks, at = paper.marks(plan), paper.seats["T1"]
    seats = [seat.index for seat in plan.laid.seats if seat.row == row]
    return [marks[at[seat]] for seat in sorted(seats, key=lambda seat: placing.chairs[seat][0])]


@pytest.mark.parametrize(
    ("custom", "count", "row"),
    [
        ("government", 7, "7 5 3 1 2 4 6"),
        ("government", 6, "5 3 1 2 4 6"),
        ("default", 7, "6 4 2 1 3 5 7"),
        ("default", 6, "6 4 2 1 3 5"),
    ],
)
def test_the_audience_sees_the_podium_of_each_custom(custom, count, row):
    paper = one_table("podium", count, policy=edition(custom))
    assert from_left(paper) == row.split()
    said = " ".join(text for text, _ in texts(seat_chart(paper, paper.seating.tables[0])))
    assert ("以左为尊" in said) == (custom == "government")
    assert paper.etiquette.name in said


def test_the_round_table_is_the_map_of_the_document():
    """n = 10, two hosts, four hosts and six guests: etiquette.md, section 2."""
    paper = solved("ten-seats")
    marks = paper.marks(paper.seating.tables[0])
    at = {seat: marks[name] for seat, name in paper.seats["T1"].items()}
    assert [at[seat] for seat in (0, 9, 1, 5)] == ["主1", "客1", "客2", "主2"]
    assert at[8] == "译", "the interpreter at the right hand of the guest of honour"
    _, placing = placed(paper, paper.seating.tables[0])
    (host, guest) = (placing.chairs[0], placing.chairs[9])
    assert guest[0] < host[0], "the host looks down the page to the door, his right hand is on its left"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_says_what_it_is(layout, lang):
    paper = one_table(layout, 10, foreign=True, helpers=2, words=Words(lang), policy=edition("foreign"))
    page = seat_chart(paper, paper.seating.tables[0])
    found = texts(page)
    assert not outside(found, page)
    assert not overlapping(found)
    said = [text for text, _ in found]
    policy = paper.etiquette.layout(layout)
    wanted = ["门", "舞台", paper.hall, "自门口向内看"] if lang == "zh" else ["door", "stage", "seen from the door"]
    wanted.append(policy.custom.split(",")[0] if lang == "zh" else policy.custom_en)
    for text in wanted:
        assert any(text in line for line in said), text
    for name in paper.seats["T1"].values():
        for word in paper.people.name(name).split(" "):
            assert any(word in line for line in said), word


def test_texts_are_no_wider_than_what_is_kept_free_for_them():
    paper = one_table("podium", 9, foreign=True)
    _, placing = placed(paper, paper.seating.tables[0])
    drawn = dict(texts(seat_chart(paper, paper.seating.tables[0])))
    for name in placing.names:
        for line in name.label.name:
            assert drawn[line].width <= name.label.width + 0.3


def test_empty_chairs_are_drawn_without_a_name():
    paper = one_table("one_host", 8)
    seats = paper.seating.placements[:-1]
    thin = paper.__class__(paper.dinner, paper.seating.replace(placements=seats), paper.etiquette, paper.words)
    _, placing = placed(thin, thin.seating.tables[0])
    assert len(placing.chairs) == 8
    assert len(placing.names) == 7


def test_markup_and_dollars_in_names_are_text():
    paper = one_table("one_host", 4)
    people = [person.replace(name=f"$x^2$ {person.id}") for person in paper.dinner.people]
    odd = paper.__class__(paper.dinner.replace(people=people), paper.seating, paper.etiquette, paper.words)
    said = [text for text, _ in texts(seat_chart(odd, odd.seating.tables[0]))]
    assert any("$x^2$" in text for text in said)


def test_rare_characters_have_glyphs():
    """The marker above makes a missing glyph an error."""
    assert {"喆", "珺", "璟", "祎", "堃", "赟", "龑"} <= set("".join(CHINESE))
    assert seat_chart(one_table("one_host", 7), one_table("one_host", 7).seating.tables[0]).png()


@pytest.mark.parametrize(
    ("layout", "count"), [("hollow", 60), ("u", 48), ("talks", 60), ("photo", 120), ("one_host", 30)]
)
def test_what_is_too_large_for_a4_gets_larger_paper(layout, count):
    paper = one_table(layout, count, rows=(40, 40, 40) if layout == "photo" else ())
    size, placing = placed(paper, paper.seating.tables[0])
    assert len(placing.names) == count
    assert size[0] * size[1] >= 297 * 210 - 1
    assert min(name.label.size for name in placing.names) >= 7
