"""Crew, tea, docents, tour stops and rooms of a night: cells of the duty lists that come back as decisions."""

from __future__ import annotations

import pytest

from models.domain.errors import FaultyInput
from planner.plan_workbook.reading import PlanBook, read_plan_book
from planner.plan_workbook.reading.rooms_of_night import read_rooms
from tests.plan_workbook.hand_edits import complaints, improved, written
from tests.plan_workbook.reading.sample import Hand
from tests.services.asked import asked, planned


class DutyHand(Hand):
    """Changes cells of a duty list of the week of ``tests.services.asked``."""

    def change(self, sheet: str, heading: str, to, row: int = 0) -> str:
        """Change a cell below a heading, by the old text; return its address."""
        raw = self.sheet(sheet)
        head = next(cell for line in raw.iter_rows() for cell in line if cell.value == heading)
        cell = raw.cell(head.row + 1 + row, head.column)
        cell.value = to(str(cell.value))
        return f"{raw.title}!{cell.coordinate}"


@pytest.fixture
def hand(tmp_path):
    return DutyHand(tmp_path, written())


def read(hand: Hand) -> PlanBook:
    hand.book.save(hand.path)
    return read_plan_book(hand.path, asked().week)


def test_nothing_changed_is_no_decision(hand):
    assert read(hand).plan == planned()
    assert not read(hand).decided


def test_another_crew_is_kept(hand):
    crew = {"cal", "cam", "cat", "coy"}
    address = hand.change("会议室", "会务", lambda text: text).rpartition("!")[2]
    was = set(hand.sheet("会议室")[address].value.split("、"))
    gone, new = min(was), min(crew - was, default="eli")
    where = hand.change("会议室", "会务", lambda text: text.replace(gone, new))
    book = read(hand)
    (decided,) = book.decided
    assert (str(decided.ref), decided.without) == (where, (gone,))
    assert new in decided.people
    item = next(i for i in book.plan.items if i.id in decided.ids)
    service = {d.person for d in item.duties if d.role in ("crew", "tea")}
    assert new in service
    assert gone not in service
    assert not complaints(book, improved(book))


def test_more_crew_than_before_is_a_fault(hand):
    where = hand.change("会议室", "会务", lambda text: f"{text}、eli、eva")
    with pytest.raises(FaultyInput) as caught:
        read(hand)
    assert where in str(caught.value)


def test_another_docent_of_a_tour(hand):
    where = hand.change("车间", "讲解", lambda text: "dan" if text != "dan" else "dot")
    book = read(hand)
    (decided,) = book.decided
    assert (str(decided.ref), decided.field) == (where, "docent")
    tour = next(item for item in book.plan.items if item.id in decided.ids)
    assert set(decided.people) <= {duty.person for duty in tour.duties if duty.role == "docent"}


def test_another_time_in_a_workshop_is_judged_and_kept_or_named(hand):
    def later(text: str) -> str:
        first, last = text.split("–")
        return f"{first}–{last[:3]}{int(last[3:]) + 5:02d}" if int(last[3:]) < 55 else f"{first}–{last[:3]}50"

    where = hand.change("车间", "时间", later)
    book = read(hand)
    (decided,) = book.decided
    assert (str(decided.ref), decided.field) == (where, "stops")
    assert book.plan != planned()
    assert not complaints(book, improved(book))


def test_other_rooms_of_a_night_are_named_with_the_clause(hand):
    where = hand.change("订房", "房间", lambda text: "单人间1")
    book = read(hand)
    (decided,) = book.decided
    assert str(decided.ref) == where
    result = improved(book)
    assert {b.rule.id for each in result.given_up for b in each.broken} == {"ARR-07"}
    assert not complaints(book, result)


@pytest.mark.parametrize(
    ("text", "rooms"),
    [("单人间3", [("single", 3)]), ("套房1、双人间 2间", [("suite", 1), ("twin", 2)]), ("3 single", [("single", 3)])],
)
def test_rooms_as_people_type_them(text, rooms):
    assert [(room.kind, room.count) for room in read_rooms(text)] == rooms
