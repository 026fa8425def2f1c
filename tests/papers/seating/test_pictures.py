"""Charts compared with stored pictures, small and grey: a chart that suddenly looks different is noticed.

After a change that is meant: ``python -m tests.papers.seating.test_pictures`` draws them anew; look at them.
"""

from __future__ import annotations

import io
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.image import imread
from PIL import Image

from planner.papers.seating.car_chart import car_chart
from planner.papers.seating.cards import place_cards
from planner.papers.seating.hall_plan import hall_plan
from planner.papers.seating.page import Page
from planner.papers.seating.seat_chart import seat_chart
from tests.etiquette.party import edition
from tests.papers.seating.cases import banquet, convoy, full_car, one_table

STORED = Path(__file__).with_name("pictures")
DPI = 40
BLOCK, TOLERANCE = 4, 0.2
"""Greys, 0 to 1, are averaged over so many dots and may differ by so much: a letter set half a dot aside is less."""


def one(layout: str, count: int, **facts: object) -> Page:
    paper = one_table(layout, count, **facts)
    return seat_chart(paper, paper.seating.tables[0])


PICTURES = {
    "round-10": lambda: one("two_hosts", 10, helpers=1),
    "french-12": lambda: one("french", 12, foreign=True, ends=2),
    "podium-9": lambda: one("podium", 9, policy=edition("government")),
    "sofas-9": lambda: one("sofas", 9, helpers=2),
    "hall-12": lambda: hall_plan(banquet(12))[0],
    "convoy": lambda: car_chart(convoy(), convoy().used[2])[0],
    "minibus": lambda: car_chart(full_car("minibus-a"), full_car("minibus-a").used[0])[0],
    "cards": lambda: place_cards(one_table("one_host", 6, foreign=True))[0],
}


def drawn(name: str) -> bytes:
    with mpl.rc_context():
        buffer = io.BytesIO()
        PICTURES[name]().figure.savefig(buffer, format="png", dpi=DPI, metadata={"Software": None})
        return buffer.getvalue()


def grey(content: bytes) -> np.ndarray:
    pixels = imread(io.BytesIO(content))[..., :3].mean(axis=2)
    high, wide = (size // BLOCK * BLOCK for size in pixels.shape)
    return pixels[:high, :wide].reshape(high // BLOCK, BLOCK, wide // BLOCK, BLOCK).mean(axis=(1, 3))


def difference(now: bytes, name: str) -> float:
    one, other = grey(now), grey((STORED / f"{name}.png").read_bytes())
    assert one.shape == other.shape
    return float(np.abs(one - other).max())


@pytest.mark.parametrize("name", PICTURES)
def test_a_chart_looks_as_it_did(name):
    assert difference(drawn(name), name) < TOLERANCE


def test_the_comparison_sees_two_people_exchanged():
    """What the tolerance must not swallow."""
    paper = one_table("two_hosts", 10, helpers=1)
    rows = list(paper.seating.placements)
    rows[0], rows[4] = (rows[0].replace(person=rows[4].person), rows[4].replace(person=rows[0].person))
    other = paper.__class__(paper.dinner, paper.seating.replace(placements=rows), paper.etiquette, paper.words)
    buffer = io.BytesIO()
    with mpl.rc_context():
        seat_chart(other, other.seating.tables[0]).figure.savefig(buffer, format="png", dpi=DPI)
    assert difference(buffer.getvalue(), "round-10") > TOLERANCE


@pytest.mark.parametrize("name", ["round-10", "convoy"])
def test_a_picture_of_few_colours_looks_as_the_page(name):
    """What is written is A4 at its resolution, on white paper, and nearly the drawing itself."""
    with mpl.rc_context():
        page, buffer = PICTURES[name](), io.BytesIO()
        written = Image.open(io.BytesIO(page.png()))
        page.figure.savefig(buffer, format="png")
        assert page.png() == page.png()
    assert written.mode == "P"
    assert [round(size / dpi * 25.4) for size, dpi in zip(written.size, written.info["dpi"], strict=True)] == [297, 210]
    few, full = (np.asarray(image.convert("RGB"), dtype=int) for image in (written, Image.open(buffer)))
    assert few[0, 0].tolist() == [255, 255, 255]
    assert np.abs(few - full).max() < 24


if __name__ == "__main__":
    STORED.mkdir(exist_ok=True)
    for chart in PICTURES:
        (STORED / f"{chart}.png").write_bytes(drawn(chart))
