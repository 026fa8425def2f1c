"""Books of customers: workbook and text without loss, every fault at once with its cell, and what is merely odd."""

from __future__ import annotations

import datetime as dt
import io
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from models.domain.errors import FaultyInput
from models.domain.outbound import Customer, CustomerBook, Specialist
from planner.cli import main
from planner.formats import load_edition
from planner.formats.rounds_book import (
    example_book,
    is_rounds,
    load_rounds,
    rounds_xlsx,
    save_rounds,
    with_official_days,
    without_official_days,
)
from planner.formats.week import is_week
from planner.formats.workbook.forms_rounds import APPOINTMENTS_FORM, CUSTOMERS_FORM, SPECIALISTS_FORM
from planner.generation.books import generate_book
from planner.language.words import Words
from planner.papers.rounds.oddities import book_lines

if TYPE_CHECKING:
    from collections.abc import Callable

INSTANCE = Path(__file__).parents[2] / "instances" / "rounds-zhengzhou"


@pytest.fixture(scope="module")
def book() -> CustomerBook:
    """The example book."""
    return load_rounds(INSTANCE)


@pytest.fixture
def edited(book: CustomerBook, tmp_path: Path) -> Callable[..., Path]:
    """A function that writes the example's workbook with some cells changed."""

    def write(**cells: object) -> Path:
        made = openpyxl.load_workbook(io.BytesIO(rounds_xlsx(book)))
        for place, value in cells.items():
            sheet, _, cell = place.rpartition("_")
            made[sheet][cell] = value
        made.save(tmp_path / "rounds.xlsx")
        return tmp_path / "rounds.xlsx"

    return write


@pytest.mark.parametrize("make", [lambda: load_rounds(INSTANCE), example_book, lambda: generate_book(30, 3, 2)])
def test_without_loss(make: Callable[[], CustomerBook], tmp_path: Path) -> None:
    """A workbook and a folder are read as the book that was written."""
    book = with_official_days(make())
    path = tmp_path / "rounds.xlsx"
    path.write_bytes(rounds_xlsx(book))
    save_rounds(book, tmp_path / "text")
    assert load_rounds(path) == book
    assert load_rounds(tmp_path / "text") == book
    assert is_rounds(path)
    assert is_rounds(tmp_path / "text")


def test_is_no_week(tmp_path: Path) -> None:
    """A week is no book of customers."""
    assert not is_rounds(INSTANCE.parent / "tiny")
    assert not is_week(INSTANCE)


def test_every_field_has_a_column() -> None:
    """A field that no column reads is lost between workbook and text."""
    for form, fact, elsewhere in (
        (CUSTOMERS_FORM, Customer, set()),
        (SPECIALISTS_FORM, Specialist, {"leave"}),
    ):
        read = {column.paths[0][0] for column in form.columns}
        assert set(fact.model_fields) - read == elsewhere, form.title


def test_all_faults_at_once(edited: Callable[..., Path]) -> None:
    """Each fault with its cell, in both languages; nothing of the rest is doubted."""
    path = edited(
        客户_B3="D",
        客户_E4=200,
        客户_I5="不知道",
        客户_V6="13月40日",
        客户_C8=None,
        约定_A3="没有的公司",
        约定_A4="宏达商行",
        暂停拜访_B3=dt.date(2026, 10, 20),
        请假_A3="李四",
    )
    with pytest.raises(FaultyInput) as caught:
        load_rounds(path)
    places = [fault.where for fault in caught.value.faults]
    assert places == [
        *("客户!4:4", "客户!B3", "客户!C8", "客户!E4", "客户!I5", "客户!V6"),
        *("暂停拜访!3:3", "约定!A3", "约定!A4", "请假!A3"),
    ]
    zh, en = caught.value.told("zh"), caught.value.told("en")
    assert "“D” 不在可选之列" in zh
    assert "重名" in zh
    assert "纬度、经度缺一个" in zh
    assert "is not one of" in en
    assert "more than one customer" in en


def test_two_of_one_name_need_ids(edited: Callable[..., Path]) -> None:
    """A second customer of a name without an id of its own is a fault; with ids both are there."""
    with pytest.raises(FaultyInput, match="重名") as caught:
        load_rounds(edited(客户_A3="百顺机电", 客户_X3=None, 客户_X4=None))
    assert caught.value.faults[0].where == "客户!A4"


def test_nobody_has_a_district(edited: Callable[..., Path]) -> None:
    """Whose district is written nowhere is a fault, at the specialist."""
    with pytest.raises(FaultyInput, match="钱伟没有辖区") as caught:
        load_rounds(edited(辖区_B5=None, 辖区_B6=None, 辖区_B7=None))
    assert caught.value.faults[0].where.startswith("业务员!")


def test_text_faults(tmp_path: Path) -> None:
    """Faults of text files come with file, key and line."""
    save_rounds(example_book(), tmp_path / "book")
    file = tmp_path / "book" / "customers.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('grade = "B"', 'grade = "D"'), encoding="utf-8")
    (tmp_path / "book" / "more.toml").write_text("custommers = []\n", encoding="utf-8")
    with pytest.raises(FaultyInput) as caught:
        load_rounds(tmp_path / "book")
    assert [fault.where for fault in caught.value.faults] == ["customers[1].grade (L17)", "custommers (L1)"]


def test_official_days_are_known(book: CustomerBook) -> None:
    """National Day is no workday of a book that says nothing of it; what a book says of a day comes first."""
    first = dt.date(2026, 9, 28)
    plain = with_official_days(without_official_days(book).replace(first_day=first))
    assert dt.date(2026, 10, 1) in plain.calendar.holidays
    own = plain.replace(calendar=plain.calendar.replace(workdays=(dt.date(2026, 10, 6),), holidays=()))
    again = with_official_days(own)
    assert dt.date(2026, 10, 6) not in again.calendar.holidays
    assert with_official_days(without_official_days(again)) == again


def test_oddities(book: CustomerBook) -> None:
    """What costs calls is said: closed throughout, nowhere, nobody's district, two of one name, too close a rhythm."""
    changes: dict[str, dict[str, object]] = {
        "baishun": {"closed": tuple(book.first_day + dt.timedelta(days=k) for k in range(14))},
        "hongtu": {"lat": None, "lon": None, "address": "", "district": "金水"},
        "yuhua": {"district": "西藏区"},
        "lanxin": {"calls_a_week": 3, "spacing_days": 3},
    }
    customers = tuple(one.replace(**changes.get(one.id, {})) for one in book.customers)
    text = "\n".join(book_lines(book.replace(customers=customers), load_edition(), Words("zh")))
    for line in (
        "计划期内不营业：百顺机电",
        "辖区无人负责：宏图办公（金水）、豫华阀门（西藏区）",
        "频次与间隔矛盾，一周排不下：岚新标准件（3 × 3）",
        "宏达商行（金水区，hongda-jinshui）",
        "按区的中间估算路程：叠翠照明",
    ):
        assert line in text
    assert "不知道在哪里，不排（请填经纬度，或地址、辖区写到区县）：宏图办公" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_commands(tmp_path: Path, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty workbook can be made, read and converted."""
    path = str(tmp_path / "rounds.xlsx")
    assert main(["new", path, "--lang", lang]) == 0
    assert main(["read", path, "--lang", lang]) == 0
    assert {"zh": "客户：5（A 2、B 1、C 2）", "en": "customers: 5 (A 2, B 1, C 2)"}[lang] in capsys.readouterr().out
    assert main(["convert", path, str(tmp_path / "text")]) == 0
    assert load_rounds(tmp_path / "text") == load_rounds(path)


def test_schema(capsys: pytest.CaptureFixture[str]) -> None:
    """The schema is that of the facts; lists may stand in other files."""
    assert main(["schema", "rounds"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert set(schema["properties"]) == set(CustomerBook.model_fields)
    assert schema["required"] == ["id", "name", "first_day"]


def test_first_free_appointment(edited: Callable[..., Path]) -> None:
    """An appointment without a time is one whose time is free; with a last day it is of the week."""
    book = load_rounds(edited(约定_C3=None))
    assert book.appointments[0].flexible == "day"
    assert APPOINTMENTS_FORM.columns[2].header == "时间"


def test_ten_thousand_customers(tmp_path: Path) -> None:
    """Many customers are read in time that grows with their number alone."""
    seconds = []
    for number in (100, 400):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(rounds_xlsx(generate_book(number, 5)))
        began = time.process_time()
        assert len(load_rounds(path).customers) == number
        seconds.append(time.process_time() - began)
    assert seconds[1] < 12 * max(seconds[0], 0.02)
