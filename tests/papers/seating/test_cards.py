"""Place cards and table cards: the size to the millimetre, both sides, two-character names widened."""

from __future__ import annotations

import re
from dataclasses import replace

import matplotlib as mpl
import pytest
from matplotlib.text import Text

from planner.papers.seating.cards import NAME_PLATE, PLACE_CARD, TABLE_CARD, place_cards, table_cards
from planner.papers.seating.lists import by_table, name_list
from planner.papers.seating.page import pdf
from planner.papers.seating.people import widened
from tests.papers.seating.cases import banquet, full_car, one_table, solved
from tests.papers.seating.looking import outside, overlapping, texts

pytestmark = pytest.mark.filterwarnings("error:Glyph")


@pytest.fixture(autouse=True)
def _restore_settings():
    with mpl.rc_context():
        yield


def test_names_of_two_characters_are_widened():
    assert widened("王喆") == "王\u3000喆"
    assert widened("欧阳思齐") == "欧阳思齐"
    assert widened("Li") == "Li"
    assert widened("王") == "王"


def test_chinese_and_english_where_both_are_known():
    people = solved("ten-seats").people
    assert people.card_names("smith") == ("Mr Smith", "")
    assert people.card_names("zhou") == ("周\u3000堃", "")
    known = people.known["zhou"].replace(name_en="Zhou Kun")
    assert type(people)({"zhou": known}, ()).card_names("zhou") == ("周\u3000堃", "Zhou Kun")


@pytest.mark.parametrize(
    ("name", "english", "address", "shown"),
    [
        ("王喆", "", "阁下", ("王\u3000喆阁下", "")),
        ("王喆", "Wang Zhe", "阁下", ("王\u3000喆阁下", "Wang Zhe")),
        ("王喆", "Wang Zhe", "H.E.", ("王\u3000喆", "H.E. Wang Zhe")),
        ("Smith", "John Smith", "Dr.", ("Dr. John Smith", "")),
        ("Smith", "", "Dr.", ("Dr. Smith", "")),
        ("Smith", "", "", ("Smith", "")),
    ],
)
def test_forms_of_address_where_the_edition_wants_them(name, english, address, shown):
    people = solved("ten-seats").people
    known = people.known["zhou"].replace(name=name, name_en=english, form_of_address=address)
    assert type(people)({"zhou": known}, (), with_address=True).card_names("zhou") == shown
    without = known.replace(form_of_address="")
    assert type(people)({"zhou": known}, ()).card_names("zhou") == type(people)({"zhou": without}, ()).card_names(
        "zhou"
    )


def test_name_lists_say_how_people_are_addressed():
    paper = solved("ten-seats")
    people = tuple(p.replace(form_of_address="独有尊称") if p.id == "zhou" else p for p in paper.dinner.people)
    named = replace(paper, dinner=paper.dinner.replace(people=people))
    wanted = replace(named, etiquette=named.etiquette.replace(forms_of_address=True))
    for lists in (lambda p: [name_list(p)], by_table):
        told = (
            ["独有尊称" in str(table.rows) for table in lists(named)],
            ["独有尊称" in str(t.rows) for t in lists(wanted)],
        )
        assert [any(found) for found in told] == [False, True]


@pytest.mark.parametrize("kind", [PLACE_CARD, NAME_PLATE, TABLE_CARD])
def test_cards_fit_the_page_and_do_not_overlap(kind):
    boxes = list(kind.boxes())
    assert len(boxes) == kind.columns * kind.rows
    for box in boxes:
        assert (round(box.width, 6), round(box.height, 6)) == (kind.width, 2 * kind.face)
        assert box.x0 >= -1e-9
        assert box.x1 <= 210 + 1e-9
        assert box.y0 >= -1e-9
        assert box.y1 <= 297 + 1e-9
    assert len({(box.x0, box.y0) for box in boxes}) == len(boxes)


@pytest.mark.parametrize("tables", [1, 2, 3])
def test_nothing_on_a_card_reaches_beyond_its_edges_however_many_tables(tables):
    boxes = list(PLACE_CARD.boxes())
    for page in place_cards(banquet(tables)):
        for text, b in texts(page):
            inside = [box for box in boxes if box.x0 < b.x0 and b.x1 < box.x1 and box.y0 < b.y0 and b.y1 < box.y1]
            assert inside, text


def test_long_names_on_a_car_card_shrink_or_wrap_and_are_never_cut():
    from planner.papers.seating.car_cards import car_cards

    paper = full_car("mpv7", foreign=True)
    long = "Maximiliane-Theodora von Hohenstein-Sigmarsdorf 国际合作与海外市场拓展中心"
    people = [person.replace(name=f"{long} {person.id}", name_en="") for person in paper.ride.people]
    told = texts(car_cards(replace(paper, ride=paper.ride.replace(people=people)))[0])
    assert not [text for text, _ in told if "…" in text]
    assert not overlapping(told)
    assert sum("Hohenstein" in text for text, _ in told) >= len(people)


KINDS = [("one_host", False, PLACE_CARD), ("one_host", True, PLACE_CARD), ("podium", True, NAME_PLATE)]


def within(page, box) -> list[Text]:
    """Texts of a card."""
    found = [text for text in page.figure.findobj(Text) if text.get_text()]
    spots = [(text, *text.get_position()) for text in found]
    return [text for text, x, y in spots if box.x0 < x < box.x1 and box.y0 < y < box.y1]


@pytest.mark.parametrize(("layout", "foreign", "kind"), KINDS)
def test_a_card_bears_its_name_on_both_sides_the_back_on_its_head(layout, foreign, kind):
    paper = one_table(layout, 12, foreign)
    pages = place_cards(paper)
    assert len(pages) == -(-12 // (kind.columns * kind.rows))
    for page in pages:
        assert (page.width, page.height) == (210, 297)
        assert not overlapping(texts(page))
        assert not outside(texts(page), page)
        for box in kind.boxes():
            texts_ = within(page, box)
            front = [text for text in texts_ if text.get_rotation() == 0]
            back = [text for text in texts_ if text.get_rotation() == 180]
            assert front
            assert [text.get_text() for text in front] == [text.get_text() for text in back]
            for one, other in zip(front, back, strict=True):
                # folded along the middle, a line of the front lies on the same line of the back
                low, high = one.get_position()[1], other.get_position()[1]
                assert low < box.middle[1] < high
                assert abs(low + high - 2 * box.middle[1]) < 1e-6


def test_names_stay_in_their_faces():
    paper = one_table("one_host", 12, True)
    halves = [(b.x0, low, b.x1, low + PLACE_CARD.face) for b in PLACE_CARD.boxes() for low in (b.y0, b.middle[1])]
    for page in place_cards(paper):
        for text, found in texts(page):
            assert any(
                x0 + 2 < found.x0 and found.x1 < x1 - 2 and y0 + 1 < found.y0 and found.y1 < y1 - 1
                for x0, y0, x1, y1 in halves
            ), text


def test_everybody_of_a_banquet_has_a_card_with_the_table():
    paper = banquet(3)
    cards = [t for page in place_cards(paper) for t, _ in texts(page)]
    assert len(place_cards(paper)) == 5
    names = [paper.people.card_names(name)[0] for name in paper.people.known]
    assert all(cards.count(name) == 2 * names.count(name) for name in names)
    assert cards.count("2号桌") == 20


def test_table_cards():
    pages = table_cards(banquet(3))
    assert len(pages) == 3
    first, second = ([text for text, _ in texts(page)] for page in pages[:2])
    assert first.count("1") == 2
    assert any("主桌" in text and "Main table" in text for text in first)
    assert second.count("2") == 2
    assert not overlapping(texts(pages[0]))


def test_the_pdf_prints_to_the_millimetre_and_is_the_same_twice():
    paper = solved("ten-seats")
    one, other = pdf(place_cards(paper)), pdf(place_cards(paper))
    assert one == other
    sizes = re.findall(rb"/MediaBox \[ ?0 0 ([\d.]+) ([\d.]+) ?\]", one)
    assert len(sizes) == 2
    for width, height in sizes:
        assert abs(float(width) / 72 * 25.4 - 210) < 0.05
        assert abs(float(height) / 72 * 25.4 - 297) < 0.05
    assert b"/Subtype /Type3" in one
