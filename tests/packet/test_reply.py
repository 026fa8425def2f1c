"""The reply that guests send back: corrected cells go into the week, what is confirmed is known, nothing is guessed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.domain.clock import iso
from models.domain.errors import FaultyInput
from models.domain.office_record import OfficeRecord, TaskRecord
from planner.judging.check import judge
from planner.language.words import Words
from planner.packet.kit import Kit
from planner.packet.reply.reading import read_reply
from planner.packet.reply.writing import reply_workbook
from planner.papers.confirmations import confirmations, confirmed_by, sent_by_ticks
from planner.papers.paper import Paper
from planner.services.replies.apply import apply_corrections
from planner.services.replies.correction import SCOPES, Reply
from tests.plan_workbook.reading.sample import the_facts, the_plan, the_report
from tests.weeks import changed, when

DAY = dt.date(2026, 9, 10)


class Guests:
    """Open the reply of v1, write into it, and send it back."""

    def __init__(self, folder: Path, lang: Any = "zh") -> None:
        self.path = folder / "reply.xlsx"
        kit = Kit(Paper(the_report(), Words(lang)))
        self.path.write_bytes(reply_workbook(kit, kit.stays[0]))
        self.book = openpyxl.load_workbook(self.path)
        self.sheet = self.book.worksheets[0]

    def row(self, text: str, nth: int = 0) -> int:
        rows = [r for r in range(1, self.sheet.max_row + 1) if any(text == str(c.value or "") for c in self.sheet[r])]
        return rows[nth]

    def write(self, text: str, column: int, value: Any, nth: int = 0) -> str:
        cell = self.sheet.cell(self.row(text, nth), column)
        cell.value = value
        return f"{self.sheet.title}!{cell.coordinate}"

    def reply(self) -> Reply:
        self.book.save(self.path)
        return read_reply(self.path, the_facts().week)


def test_an_untouched_reply_says_nothing(tmp_path: Path) -> None:
    assert Guests(tmp_path).reply() == Reply("v1")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_corrections_and_confirmations(tmp_path: Path, lang: str) -> None:
    guests = Guests(tmp_path, lang)
    guests.write("客人2", 1, "客人贰")
    guests.write("客人3", 3, "素食")
    guests.write("客人1", 4, "无误" if lang == "zh" else "correct")
    row = guests.row("高铁站")
    guests.sheet.cell(row, 1).value = "G1565"
    guests.sheet.cell(row, 2).value = "9月21日 08:30" if lang == "zh" else "21 Sep 08:30"
    guests.sheet.cell(row, 4).value = "东出站口"
    reply = guests.reply()
    assert {(c.about, c.field, c.value) for c in reply.corrections} == {
        ("m2", "name", "客人贰"),
        ("m3", "diet", ("vegetarian",)),
        ("g1", "arrival.number", "G1565"),
        ("g1", "arrival.at", when("21 08:30")),
        ("g1", "arrival.meeting_point", "东出站口"),
    }
    assert reply.confirmed == {"member:m1"}
    week = apply_corrections(the_facts().week, reply.corrections)
    assert week.visits[0].members[1].name == "客人贰"
    assert iso(week.visits[0].groups[0].arrival.at)[:16] == "2026-09-21T08:30"


def test_all_of_it_at_once(tmp_path: Path) -> None:
    guests = Guests(tmp_path)
    guests.write("以上全部无误", 2, "√")
    reply = guests.reply()
    assert reply.scopes == frozenset(SCOPES)
    assert {key.partition(":")[0] for key in reply.confirmed} == {"member", "travel", "item"}


def test_wishes_are_told_and_not_confirmed(tmp_path: Path) -> None:
    guests = Guests(tmp_path)
    guests.write("参观公司", 5, "想多看一个车间")
    guests.write("以上全部无误", 2, "无误")
    new = guests.row("客人3") + 1
    guests.sheet.cell(new, 1).value = "赵六"
    reply = guests.reply()
    assert not reply.scopes
    assert "item:v1/tour" not in reply.confirmed
    assert "item:v1/talk" in reply.confirmed
    assert any("想多看一个车间" in remark for remark in reply.remarks)
    assert any("赵六" in remark for remark in reply.remarks)
    assert not reply.corrections


def test_every_fault_at_its_cell(tmp_path: Path) -> None:
    guests = Guests(tmp_path)
    wrong = {
        guests.write("客人2", 1, None),
        guests.write("客人3", 3, "随便"),
        guests.write("客人1", 4, "大概"),
        guests.write("参观公司", 2, "09:00"),
        guests.write("欢迎晚宴", 6, "有误"),
    }
    stranger = guests.sheet.max_row + 2
    guests.sheet.cell(stranger, 1).value = "还有一位客人"
    with pytest.raises(FaultyInput) as error:
        guests.reply()
    assert {fault.where for fault in error.value.faults} == wrong | {f"{guests.sheet.title}!A{stranger}"}


def test_a_reply_of_another_week_is_refused(tmp_path: Path) -> None:
    guests = Guests(tmp_path)
    other = the_facts().week.replace(id="other")
    with pytest.raises(FaultyInput, match="另一周"):
        read_reply(guests.path, other)
    gone = the_facts().week.replace(visits=[the_facts().week.visits[1].replace(rivals=[])])
    with pytest.raises(FaultyInput, match="没有这批客人"):
        read_reply(guests.path, gone)
    plain = tmp_path / "plain.xlsx"
    openpyxl.Workbook().save(plain)
    with pytest.raises(FaultyInput, match="不是接待确认回执"):
        read_reply(plain, the_facts().week)


# -- how far everything is


def steps(record: OfficeRecord, plan: Any = None) -> dict[str, str]:
    paper = Paper(judge(the_facts(), plan or the_plan(), ()), Words(), record)
    return {each.key: each.step for each in confirmations(paper, "v1")}


def test_from_drawn_up_to_confirmed_and_changed() -> None:
    paper = Paper(the_report())
    assert set(steps(OfficeRecord()).values()) == {"drawn_up"}
    ticked = OfficeRecord(tasks=(TaskRecord(key="v1|confirmation|", step="done", on=DAY),))
    sent = sent_by_ticks(paper, ticked)
    assert set(steps(sent).values()) == {"sent"}
    answered = confirmed_by(paper, sent, [Reply("v1", scopes=frozenset({"members", "items"}))], DAY)
    found = steps(answered)
    assert found["member:m1"] == found["item:v1/tour"] == "confirmed"
    assert found["travel:g1"] == "sent"
    moved = changed(the_plan(), "v1/tour", start=when("21 13:45"), end=when("21 15:00"))
    assert steps(answered, moved)["item:v1/tour"] == "changed"
    assert steps(answered, moved)["item:v1/talk"] == "confirmed"


def test_what_is_sent_again_is_sent_and_what_was_confirmed_stays() -> None:
    paper = Paper(the_report())
    answered = confirmed_by(paper, OfficeRecord(), [Reply("v1", scopes=frozenset(SCOPES))], DAY)
    moved = changed(the_plan(), "v1/tour", start=when("21 13:45"), end=when("21 15:00"))
    later = Paper(judge(the_facts(), moved, ()))
    again = answered.replace(tasks=(TaskRecord(key="v1|confirmation|", step="done", on=DAY + dt.timedelta(days=2)),))
    found = steps(sent_by_ticks(later, again), moved)
    assert found["item:v1/tour"] == "sent"
    assert found["item:v1/talk"] == "confirmed"
    assert steps(sent_by_ticks(later, answered), moved)["item:v1/tour"] == "changed"


def test_whoever_confirms_everything_has_the_task_confirmed() -> None:
    paper = Paper(the_report())
    half = confirmed_by(paper, OfficeRecord(), [Reply("v1", scopes=frozenset({"members"}))], DAY)
    assert not half.tasks
    (task,) = confirmed_by(paper, OfficeRecord(), [Reply("v1", scopes=frozenset(SCOPES))], DAY).tasks
    assert (task.key, task.step, task.on) == ("v1|confirmation|", "confirmed", DAY)


def test_the_language_of_the_list_changes_nothing() -> None:
    paper = Paper(the_report())
    record = confirmed_by(paper, OfficeRecord(), [Reply("v1", scopes=frozenset(SCOPES))], DAY)
    english = Paper(the_report(), Words("en"), record)
    assert {each.step for each in confirmations(english, "v1")} == {"confirmed"}
