"""The files of a packet: read back, the same bytes each time, calendars that replace older ones, messages."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import pytest
from docx import Document as read_word
from icalendar import Calendar
from openpyxl import load_workbook

from planner.cli import main
from planner.packet.calendars import (
    CalendarEvent,
    EventCalendar,
    calendar_file,
    calendars,
    guest_calendar,
    read_former,
)
from planner.packet.messages import Message, changed_messages, messages, messages_workbook
from planner.packet.packet import packet_files, printed_papers
from planner.packet.readers import PACKET_READERS
from planner.services.plan_file import plan_text

TWIP = 635
"""English metric units."""


def test_the_same_plan_gives_the_same_bytes(tiny, tiny_files):
    again = packet_files(replace(tiny), PACKET_READERS)
    assert list(again) == list(tiny_files)
    assert [name for name in again if again[name] != tiny_files[name]] == []


def test_word_files_can_be_read(tiny_files):
    words = {name: data for name, data in tiny_files.items() if name.endswith(".docx")}
    assert len(words) > 20
    for name, data in words.items():
        read = read_word(io.BytesIO(data))
        text = "\n".join(t.text or "" for t in read.element.body.iter() if t.tag.endswith("}t"))
        assert text.strip(), name
        widths = [
            int(t.get(t.nsmap["w"].join("{}") + "w") or 0) for t in read.element.body.iter() if t.tag.endswith("}tblW")
        ]
        section = read.sections[0]
        room = (section.page_width - section.left_margin - section.right_margin) / TWIP
        assert all(width <= room + 20 for width in widths if width > 100), name


# ---------------------------------------------------------------- calendars


def test_calendars_hold_every_duty_once(tiny):
    for kind, id, calendar in calendars(tiny):
        read = Calendar.from_ical(calendar_file(calendar))
        events = read.walk("VEVENT")
        uids = [str(event["uid"]) for event in events]
        assert len(set(uids)) == len(uids)
        parts = [*tiny.plan.items, *tiny.plan.moves]
        if kind == "person":
            assert len(events) == sum(duty.person == id for part in parts for duty in part.duties)
        else:
            assert len(events) == sum(ride.driver == id for move in tiny.plan.moves for ride in move.rides)
        (zone,) = read.walk("VTIMEZONE")
        assert str(zone["tzid"]) == "Asia/Shanghai"
        assert not zone.walk("DAYLIGHT")


def test_times_of_events_are_those_of_the_plan(tiny):
    stay = tiny.stays[0]
    events = {str(e["uid"]): e for e in Calendar.from_ical(calendar_file(guest_calendar(tiny, stay))).walk("VEVENT")}
    for item in tiny.paper.plan_of(stay.id).items:
        event = next(event for uid, event in events.items() if f"/{item.id}@" in uid)
        assert event.decoded("dtstart").strftime("%H:%M") == tiny.words.time(item.start)
        assert event["dtstart"].params["TZID"] == "Asia/Shanghai"


def _sequences(data: bytes) -> dict[str, tuple[int, str]]:
    events = Calendar.from_ical(data).walk("VEVENT")
    return {str(e["uid"]): (int(e["sequence"]), str(e["status"])) for e in events}


def test_a_later_draft_raises_what_changed_and_cancels_what_is_gone():
    same, moved, gone = (CalendarEvent(f"{k}@x", 600 + k, 660 + k, f"t{k}", "甲;乙,丙\n丁") for k in range(3))
    first = calendar_file(EventCalendar("王喆", (same, moved, gone)))
    assert set(_sequences(first).values()) == {(0, "CONFIRMED")}
    second = calendar_file(EventCalendar("王喆", (same, replace(moved, start=605)), read_former(first)))
    assert _sequences(second) == {"0@x": (0, "CONFIRMED"), "1@x": (1, "CONFIRMED"), "2@x": (1, "CANCELLED")}
    third = calendar_file(EventCalendar("王喆", (same, replace(moved, start=605)), read_former(second)))
    assert third == second
    fourth = calendar_file(EventCalendar("王喆", (same, moved, gone), read_former(third)))
    assert _sequences(fourth) == {"0@x": (0, "CONFIRMED"), "1@x": (2, "CONFIRMED"), "2@x": (2, "CONFIRMED")}


def test_texts_cannot_add_lines_to_a_calendar():
    event = CalendarEvent("a@x", 0, 60, "会谈\r\nEND:VEVENT\r\nX:1", "甲\nATTACH:file", "b")
    read = Calendar.from_ical(calendar_file(EventCalendar("a\r\nX-EVIL:1", (event,))))
    (found,) = read.walk("VEVENT")
    assert "ATTACH" not in found
    assert "X-EVIL" not in read
    assert "END:VEVENT" in str(found["summary"])


def test_who_has_no_duty_any_more_gets_a_cancellation(tiny, tiny_files):
    old = {name: data for name, data in tiny_files.items() if name.endswith(".ics")}
    former = {**old, "陪同/离岗.ics": calendar_file(EventCalendar("离岗", (CalendarEvent("z@x", 1, 2, "陪同"),)))}
    again = packet_files(tiny, PACKET_READERS, former=former)
    assert all(again[name] == data for name, data in old.items())
    assert _sequences(again["陪同/离岗.ics"]) == {"z@x": (1, "CANCELLED")}


# ---------------------------------------------------------------- messages


def test_messages_for_everybody_with_a_duty(tiny):
    rows = list(messages(tiny))
    people = {duty.person for part in (*tiny.plan.items, *tiny.plan.moves) for duty in part.duties if duty.person}
    assert {row.id for row in rows if row.kind == "person"} == people
    assert {row.id for row in rows if row.kind == "visit"} == {stay.id for stay in tiny.stays}
    assert all("待落实" not in row.text for row in rows if row.kind == "visit")


def test_the_workbook_of_messages_holds_text_alone(tiny):
    row = Message("person", "a", "=HYPERLINK(1)", "@SUM(1)", "+199", "=1+1\n第二行\x00")
    book = load_workbook(io.BytesIO(messages_workbook(tiny.words, [(row, None), (row, "gone")])))
    sheet = book.active
    assert [cell.value for cell in sheet[1]] == ["变更", "收件人", "身份", "电话", "复制这一列", "已发", "已收到"]
    assert [cell.value for cell in sheet[2]][1:5] == ["=HYPERLINK(1)", "@SUM(1)", "+199", "=1+1\n第二行"]
    assert {cell.data_type for cells in sheet.iter_rows() for cell in cells if cell.value} == {"s"}
    assert sheet.cell(3, 1).value == "取消"


def test_only_those_whom_a_change_concerns_get_a_message():
    def row(id, text="任务"):
        return Message("person", id, id, "", "", text)

    before = {("person", id): row(id) for id in "abc"}
    after = {("person", id): row(id, "新任务") for id in "acd"}
    lines = {("person", "a"): ["变更一"], ("person", "b"): ["取消 甲"], ("person", "d"): ["新增 乙"]}
    found = {message.id: (message.text, change) for message, change in changed_messages(before, after, lines)}
    assert found == {"a": ("变更一\n新任务", "changed"), "b": ("取消 甲", "gone"), "d": ("新增 乙\n新任务", "new")}


def test_guests_are_not_told_what_is_still_to_be_found(kit):
    from planner.packet.messages import messages_about
    from planner.papers.paper import Paper
    from planner.papers.tables.changed import ChangeTexts
    from planner.services.plan_changes import changes

    items = tuple(
        item.model_copy(
            update={
                "start": item.start + 15,
                "end": item.end + 15,
                "duties": tuple(duty.model_copy(update={"person": None}) for duty in item.duties),
            }
        )
        for item in kit.plan.items
    )
    later = kit.plan.model_copy(update={"items": items})
    from planner.judging.check import check

    report = check(kit.week, later, kit.paper.report.edition)
    telling = ChangeTexts(kit.paper, Paper(report, kit.words))
    sheet = load_workbook(io.BytesIO(messages_about(telling, changes(kit.plan, later)))).active
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(min_row=2)]
    clients = {stay.visit.client for stay in kit.stays}
    to_guests = [row for row in rows if row[2] in clients]
    assert to_guests
    assert all("待落实" not in row[4] for row in to_guests)
    assert any("原 " in row[4] for row in to_guests)
    assert {row[0] for row in rows} >= {"变更", "取消"}


# ---------------------------------------------------------------- the command


def test_the_command_writes_a_packet_whole(tiny, tmp_path, capsys):
    plan = tmp_path / "plan.json"
    plan.write_text(plan_text(tiny.paper.report), encoding="utf-8")
    out = tmp_path / "packet"
    assert main(["papers", str(plan), str(plan), "-o", str(out), "--for", "guest", "--for", "driver", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert {name.split("/")[0] for name in said["files"]} == {"客人", "司机"}
    assert all((out / name).is_file() for name in said["files"])
    # only the drivers' papers are wanted now: the guests' go, and nothing else in the folder
    (out / "mine.txt").write_text("x", encoding="utf-8")
    assert main(["papers", str(plan), str(plan), "-o", str(out), "--for", "driver", "--since", str(plan)]) == 0
    assert {path.name for path in out.iterdir() if not path.name.startswith(".")} == {
        "司机",
        "mine.txt",
        "变更短信.xlsx",
    }
    assert "司机" in capsys.readouterr().out


def test_an_unknown_reader_is_refused(tmp_path, capsys):
    plan = tmp_path / "plan.json"
    plan.write_text("{}", encoding="utf-8")
    assert main(["papers", str(plan), str(plan), "-o", str(tmp_path / "x"), "--for", "nobody"]) == 2
    assert "guest" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["en", "both"])
def test_a_packet_in_other_languages(tiny, lang):
    kit = tiny.speaking("en") if lang == "en" else tiny
    papers = list(printed_papers(kit, PACKET_READERS, lang))
    assert len(papers) > 40
    if lang == "en":
        assert not [paper.name for paper in papers if re.search("客人|司机|任务单", paper.name)]


# ---------------------------------------------------------------- cards, logo


def test_cards_of_every_dinner(tiny, tiny_files):
    cards = [name for name in tiny_files if "席卡" in name]
    assert len(cards) == sum(item.kind == "banquet" for item in tiny.plan.items) > 0


def _png() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (60, 30), "#a8322d").save(out, "PNG")
    return out.getvalue()


def test_a_logo_stands_on_the_cover(tiny):
    from planner.packet.document.page import page_file
    from planner.packet.document.pdf import pdf_file
    from planner.packet.document.word import word_file
    from planner.packet.guest.booklet import booklet

    plain, with_logo = booklet(tiny, tiny.stays[0]), booklet(replace(tiny, logo=_png()), tiny.stays[0])
    assert "data:image/png;base64," in page_file(with_logo)
    assert len(word_file(with_logo)) > len(word_file(plain))
    assert pdf_file(with_logo) != pdf_file(plain)


def test_a_logo_that_is_no_picture_is_named(tiny, tmp_path, capsys):
    plan = tmp_path / "plan.json"
    plan.write_text(plan_text(tiny.paper.report), encoding="utf-8")
    (tmp_path / "logo.png").write_bytes(b"GIF89a")
    assert main(["papers", str(plan), str(plan), "-o", str(tmp_path / "p"), "--for", "driver"]) == 3
    assert "logo.png" in capsys.readouterr().err
    assert not (tmp_path / "p").exists()


def test_without_typst_there_are_word_files_and_pages(tiny, monkeypatch):
    monkeypatch.setattr("planner.packet.paper_workers.can_write_pdf", lambda: False)
    names = list(packet_files(tiny, ("guest", "driver")))
    assert {name.rsplit(".", 1)[-1] for name in names} == {"docx", "html", "ics", "xlsx"}


def test_the_missing_extra_is_named(tiny, monkeypatch):
    import sys

    from planner.packet.document import pdf
    from planner.packet.guest.booklet import booklet

    monkeypatch.setitem(sys.modules, "typst", None)
    pdf._compiler.cache_clear()
    assert not pdf.can_write_pdf()
    with pytest.raises(pdf.NoPdfWriter, match=r"jiedai\[pdf\]"):
        pdf.pdf_file(booklet(tiny, tiny.stays[0]))
