"""``jiedai rounds`` and ``jiedai rounds-score`` as people type them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import openpyxl
import pytest

from planner.cli import main
from planner.commands.rounds_inputs import read_rounds_input
from planner.formats.rounds_book import rounds_xlsx, save_rounds
from planner.formats.rounds_json import read_rounds
from planner.formats.workbook.month_sheets import read_month
from tests.rounds_example import full_book


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a planned book."""
    folder = tmp_path_factory.mktemp("rounds")
    save_rounds(full_book(), folder / "book")
    assert main(["rounds", str(folder / "book"), "-o", str(folder / "out"), "--seconds", "0.3"]) == 0
    return folder / "out"


def test_everything_is_written(planned: Path) -> None:
    """The plan, its workbook, papers, calendars and maps; the plan is read back."""
    names = {path.relative_to(planned).as_posix() for path in planned.rglob("*") if path.is_file()}
    wanted = ("rounds.json", "拜访计划.xlsx", "路线单.docx", "拜访计划审批表.docx", "短信.xlsx", "地图/客户和辖区.png")
    assert set(wanted) <= names
    assert any(name.startswith("日历/") for name in names)
    book, _, plan = read_rounds(planned / "rounds.json")
    assert len(plan.calls) == 2
    assert book.customers == full_book().customers


def test_mended_after_an_event(
    planned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What happened is said back and done; the book of the new plan knows it; the changes are listed."""
    monkeypatch.setattr("planner.packet.rounds.round_files.can_write_pdf", lambda: False)
    monkeypatch.setattr("planner.packet.rounds.round_files.round_pictures", lambda *_: {})
    day = read_rounds(planned / "rounds.json").plan.calls[0].day
    event = f"甲商行{day.month}月{day.day}日没见到"
    assert main(["rounds", str(planned), "--event", event, "-o", str(tmp_path / "new"), "--json"]) == 0
    told = capsys.readouterr()
    assert "没有见到甲商行" in told.err
    assert json.loads(told.out)["calls"] == 2
    book, _, plan = read_rounds(tmp_path / "new" / "rounds.json")
    assert book.customer("jia").closed == (day,)
    assert all(call.day != day for call in plan.calls if call.customer == "jia")
    assert "甲商行" in (tmp_path / "new" / "变更.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_questions(planned: Path, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Slots and reasons are answered, and nothing is written."""
    before = sorted(planned.rglob("*"))
    assert main(["rounds", str(planned), "--slots", "甲商行", "--why", "乙公司", "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert out.count({"zh": "时间合适", "en": "a good time"}[lang]) >= 2
    assert {"zh": "应访 9月21日 周一", "en": "due 21 Sep Mon"}[lang] in out
    assert sorted(planned.rglob("*")) == before


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--event", "天气不好"], "没有说是哪位业务员或哪家客户"),
        (["--now", "随便"], "不是一个时间"),
        (["--visits", "."], "没有排好的来访计划"),
    ],
)
def test_faults(planned: Path, tmp_path: Path, args: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not understood ends with 3, and nothing is written."""
    assert main(["rounds", str(planned), "-o", str(tmp_path / "new"), *args]) == 3
    assert said.replace("没有排好", "不是排好") in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_unknown_customer(planned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A customer that is not there is asked back."""
    assert main(["rounds", str(planned), "--slots", "甲商"]) == 3
    assert "没有这个客户" in capsys.readouterr().err


@pytest.mark.parametrize("args", [[], ["--deterministic", "--seconds", "3", "-o", "x"], ["--slots", "甲", "-o", "x"]])
def test_usage(planned: Path, args: list[str]) -> None:
    """Options that do not go together are wrong usage."""
    assert main(["rounds", str(planned), *args]) == 2


def test_workbook_in_weeks(tmp_path: Path) -> None:
    """A workbook is read as a folder is; more weeks bring the holidays of the new ones."""
    path = tmp_path / "客户.xlsx"
    path.write_bytes(rounds_xlsx(full_book()))
    given = read_rounds_input(path, None, None, 2)
    assert given.former is None
    assert given.book.weeks == 2
    assert dt.date(2026, 10, 1) in given.book.calendar.holidays


def test_score_of_a_month(planned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The record lists the planned calls; filled in it makes the sheets; it is never overwritten."""
    record = tmp_path / "done.xlsx"
    assert main(["rounds-score", str(planned), str(record), "--new"]) == 0
    book = openpyxl.load_workbook(record)
    sheet = book["拜访完成"]
    assert [cell.value for cell in sheet[1]][:5] == ["日期", "时间", "业务员", "客户", "完成"]
    sheet["E3"], sheet["E4"] = "是", "×"
    sheet["I4"] = "老板出差"
    book["指标"]["B3"], book["指标"]["C3"] = 2, 1
    book.save(record)
    read = read_month(record, full_book())
    assert [call.done for call in read.calls] == [True, False]
    assert read.first_day == dt.date(2026, 9, 1)
    assert (read.aims[0].found_planned, read.weights.calls) == (2, 40)
    assert main(["rounds-score", str(planned), str(record), "-o", str(tmp_path / "scores")]) == 0
    assert (tmp_path / "scores" / "客户专员月度考核表.docx").is_file()
    assert main(["rounds-score", str(planned), str(record), "--new"]) != 0


def test_faults_of_a_record(planned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Faults of a record are told with their cells: who is nobody, what is no answer, weights that are no hundred."""
    record = tmp_path / "done.xlsx"
    assert main(["rounds-score", str(planned), str(record), "--new"]) == 0
    book = openpyxl.load_workbook(record)
    book["拜访完成"]["C3"], book["拜访完成"]["E4"] = "李四", "也许"
    weights = next(row for row in book["说明"].iter_rows() if row[0].value == "拜访权重")
    weights[1].value = 50
    book.save(record)
    assert main(["rounds-score", str(planned), str(record), "-o", str(tmp_path / "scores")]) == 3
    err = capsys.readouterr().err
    for said in ("拜访完成!C3", "拜访完成!E4", "四项权重合计不是 100"):
        assert said in err
    assert not (tmp_path / "scores").exists()
