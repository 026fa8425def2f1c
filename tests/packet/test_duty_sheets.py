"""Everybody with a duty has exactly one sheet, and every duty stands on it."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest

from models.domain.plan import Item, Move
from planner.packet.duty.driver import dispatch_slips, work_of_drivers
from planner.packet.duty.work import personal_work
from planner.packet.packet import printed_papers
from planner.packet.readers import PACKET_READERS

SHEETS = tuple(reader for reader in PACKET_READERS if reader not in ("guest", "boss", "office"))


def text_of(document) -> str:
    """Return every text of a document."""
    found: list[str] = []

    def gather(value):
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            [gather(part) for part in value.values()]
        elif isinstance(value, list | tuple):
            [gather(part) for part in value]

    gather([asdict(block) for block in document.blocks])
    return "\n".join(found)


@pytest.fixture(scope="module")
def sheets(kit):
    """Sheets of single people, drivers, rooms and restaurants by file name."""
    return {p.name: p.document for p in printed_papers(kit, SHEETS) if "pdf" in p.formats}


def test_everybody_with_a_duty_has_exactly_one_sheet(kit, sheets):
    parts = [*kit.plan.items, *kit.plan.moves]
    people = {duty.person for part in parts for duty in part.duties if duty.person}
    drivers = {ride.driver for move in kit.plan.moves for ride in move.rides if ride.driver}
    work = list(personal_work(kit))
    assert sorted(each.person.id for each in work) == sorted(people)
    assert set(work_of_drivers(kit)) == drivers
    names = [kit.week.person(id).name for id in people] + [kit.week.driver(id).name for id in drivers]
    filed = [re.sub(r" \d$", "", name.split("/")[1]) for name in sheets]
    for name in set(names):
        assert filed.count(name) == names.count(name), name


def test_every_duty_stands_on_its_sheet(kit):
    from planner.packet.duty.person import person_sheet

    texts = {work.person.id: text_of(person_sheet(kit, work)) for work in personal_work(kit)}
    parts: list[Item | Move] = [*kit.plan.items, *kit.plan.moves]
    told = [(part, duty) for part in parts for duty in part.duties if duty.person]
    assert len(told) > len(texts)
    for part, duty in told:
        text, day = texts[duty.person], kit.paper.facts.day_of(part)
        title = kit.paper.item_texts.title(part) if isinstance(part, Item) else kit.paper.move_texts.titles.move(part)
        assert title in text
        assert kit.words.time(duty.start, day) in text
        assert kit.week.visit(part.visit).client in text


def test_every_job_stands_on_the_sheet_of_its_driver_and_on_a_slip(kit):
    from planner.packet.duty.driver import driver_sheet

    slips = text_of(dispatch_slips(kit))
    for id, days in work_of_drivers(kit).items():
        text = text_of(driver_sheet(kit, kit.week.driver(id), days))
        for day, mine in days.items():
            for drive in mine:
                assert kit.words.time(drive.move.depart, day) in text
                assert kit.paper.names.stop(drive.move.target) in text
                assert kit.paper.names.vehicle(drive.ride.vehicle) in slips


def test_an_escort_calls_the_driver_ten_minutes_before(tiny):
    from planner.packet.duty.person import person_sheet

    day_of, called = tiny.paper.facts.day_of, 0
    for work in (each for each in personal_work(tiny) if "escort" in each.roles):
        text = text_of(person_sheet(tiny, work))
        assert "先进后出" in text
        assert "计划外" in text
        days = {(part.visit, day_of(part)) for part, duty in work.parts if duty.role == "escort"}
        for move in tiny.plan.moves:
            if (move.visit, day_of(move)) in days and any(ride.driver and ride.guests for ride in move.rides):
                assert f"{tiny.words.time(move.depart - 10)}\n☎ 通知司机到门口待命" in text
                called += 1
    assert called


def test_the_kitchen_knows_diets_and_the_guest_of_honour(tiny):
    from planner.packet.duty.kitchen import kitchen_sheets

    text = "\n".join(text_of(sheet) for _, sheet in kitchen_sheets(tiny))
    for stay in tiny.stays:
        for member in stay.visit.members:
            if member.diet:
                assert member.name in text


def test_a_leader_reads_guest_seat_and_order_of_speeches(tiny):
    from planner.packet.duty.person import person_sheet

    leaders = [work for work in personal_work(tiny) if "leader" in work.roles]
    assert leaders
    for work in leaders:
        text = text_of(person_sheet(tiny, work))
        assert "主宾" in text
        assert "讲话顺序" in text
        assert "您的座位" in text


@pytest.mark.parametrize("lang", ["en", "both"])
def test_sheets_in_other_languages(kit, lang):
    papers = list(printed_papers(kit.speaking("en" if lang == "en" else "zh"), SHEETS, lang))
    assert len(papers) > 10
    assert {paper.document.lang for paper in papers} == {lang}
