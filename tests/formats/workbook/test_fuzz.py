"""Whatever is written into a cell: a fault in words, the same week, or a change of exactly that field; no traceback."""

from __future__ import annotations

import contextlib
import datetime as dt
import random

import pytest

from models.domain.errors import FaultyInput
from planner.formats.plain_data import plain_data
from planner.formats.week import week_of
from planner.formats.workbook.book import Book, Cell, Sheet
from planner.formats.workbook.form import value_at
from planner.formats.workbook.read import raw_of
from planner.formats.workbook.xlsx import FORM_OF_SHEET, xlsx_of
from tests.formats.workbook.sheets import book, column, outcome, sheet, small

MUTATIONS = 500
IN_FILES = 25
ODD = [
    *("9" * 400, "-" + "9" * 400, "1e400", "25:70", "两桌", "一小时二十分", "半天", "自驾", "不来", "取消", "3万元"),
    *(10**400, 1e308, -1e308, "2025-09-21", "２０２６－０９－２１", "4点", "\x00", "\ud800", "=HYPERLINK(1)", "同前"),
    *("", " ", "　", "0", "-1", "999999999", "x", "是", "否"),
    *("√", "×", "无", "/", "待定", "同上", "〃", "#DIV/0!", "=1+1"),
    *("9:30", "9：30", "上午9点", "下午2点半", "25:00"),
    *("14时30分", "9.30", "930", "24:61", "晚上12点", "9:30-11:00"),
    *("9月21日", "21日", "周一", "下周一", "2026/9/21"),
    *("2026-13-45", "9.21", "20260921", "9月22日 10:00", "31日", "周八"),
    *("１２人", "12人", "一个半小时", "1.5小时", "1h30", "90分钟"),
    *("半天", "1.2万", "￥1,200元", "3 000", "十二", "约10"),
    *("北方能源", "南方水务", "客人1", "客人1（组长）", "boss", "boss、deputy"),
    *("#boss", "公司", "博物馆", "食堂", "盾构机", "A级"),
    *("专家（盾构机；", "翻译", "翻译（克林贡语）", "周一至周五 9:00-17:00"),
    *("每天 17:00-9:00", "9-10", "a" * 500, '"', "“”", "（）"),
    *("\n", "\u200b", "_x000D_", "\ud7ff", "<b>", "'"),
    *("；；；", "、", "1e9", "nan", "inf", "TRUE", "北方能源、南方水务"),
    *(0, 1, -1, 2.5, 46286, 1e12, 0.5, 10.2, 21, True, False),
    *(dt.date(2026, 9, 21), dt.datetime(2026, 9, 22, 10, 0), dt.time(9, 30), dt.time(9, 30, 15)),  # noqa: DTZ001
    *(dt.timedelta(hours=25), dt.date(1900, 1, 1), dt.date(9999, 12, 31), dt.datetime(9999, 12, 31, 23, 59)),  # noqa: DTZ001
]  # fmt: skip
TROUBLE = [("#DIV/0!", "error"), (None, "formula")]
ELSEWHERE = {"id", "name", "client", "title", "_name", "kind", "_kind", "plate", "name_en"}
"""Fields by which rows are called or told apart: what refers to them, or the whole row, may change with them."""


def leaves(value, path=()):
    """Return every single value by its key path."""
    if isinstance(value, dict):
        return {where: leaf for key, part in value.items() for where, leaf in leaves(part, (*path, key)).items()}
    if isinstance(value, list) and any(isinstance(part, dict) for part in value):
        return {where: leaf for k, part in enumerate(value) for where, leaf in leaves(part, (*path, k)).items()}
    return {path: value}


@pytest.fixture(scope="module")
def start():
    """Return the workbook, its week as leaves, and where each of its rows stands in the week."""
    whole = book(small())
    raw = raw_of(copied(whole))
    rows = {source.whole: path for path, source in raw.sources._at.items() if hasattr(source, "whole")}
    return whole, leaves(plain_data(week_of(raw))), rows


def copied(whole):
    """Return a workbook whose sheets can be changed without changing these; cells are frozen."""
    pages = [Sheet(p.name, {row: dict(cells) for row, cells in p.rows.items()}, list(p.merged)) for p in whole.sheets]
    return Book(whole.file, pages)


def marked_absent(after, before):
    """Tell whether a guest was left out, or all of them are others now."""
    return sum(path[-1] == "name" and "members" in path for path in after) < sum(
        path[-1] == "name" and "members" in path for path in before
    )


def mutate(whole, draw):
    """Change one cell; return the sheet, row, header and what is allowed to change."""
    page = draw.choice([page for page in whole.sheets if page.name in FORM_OF_SHEET and len(page.rows) > 2])
    row = draw.choice([row for row in page.rows if row > 2])
    at = draw.choice(list(page.rows[1]))
    form = FORM_OF_SHEET[page.name]
    if draw.random() < 0.08:
        value, trouble = draw.choice(TROUBLE)
    elif draw.random() < 0.25:
        other = draw.choice(list(draw.choice(list(page.rows.values())).values()))
        value, trouble = other.value, ""
    else:
        value, trouble = draw.choice(ODD), ""
    if not trouble and (value is None or (isinstance(value, str) and not value.strip())):
        page.rows[row].pop(at, None)  # as a file is opened
    else:
        page.put(Cell(row, at, value, trouble))
    return page.name, row, form.all_columns[at - 1]


def test_mutated_cells(start):
    told, same, changed = mutated_cells(start, MUTATIONS, random.Random(20260921))
    assert told > MUTATIONS / 3
    assert same > 5
    assert changed > 10


def mutated_cells(start, count, draw):
    """Change a cell so many times; return how often that was told, made no difference, or changed that field alone."""
    whole, before, rows = start
    told = same = changed = 0
    for _ in range(count):
        trial = copied(whole)
        title, row, header = mutate(trial, draw)
        found, faults = outcome(trial)
        if found is None:
            assert faults
            assert not any("object at" in str(fault) for fault in faults)
            assert all(fault.file and fault.where for fault in faults)
            assert len(faults) < 40
            told += 1
            continue
        after = leaves(plain_data(found))
        different = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
        if not different:
            same += 1
            continue
        changed += 1
        if (
            header.path.split("|")[0] in ELSEWHERE
            or header is FORM_OF_SHEET[title].owner
            or title in ("请假停用", "日历")
        ):
            continue
        fact = rows[f"{title}!{row}:{row}"]
        fields = {path[0] for path in header.paths} | {"note", "on", "at"}
        if marked_absent(after, before):
            continue
        if header.path == "_minutes":
            assert all(path[:2] == ("company", "ways") for path in different)
        elif header.path == "_total":
            assert all(path[:2] == fact[:2] and path[-1] == "unnamed" for path in different)
        elif header.path == "_order":
            assert all(path[:2] == ("company", "places") for path in different)
        else:
            where = (title, row, header.header)
            assert all(path[: len(fact)] == fact and path[len(fact)] in fields for path in different), where
    return told, same, changed


def test_mutated_first_sheet(start):
    whole, before, _ = start
    draw = random.Random(11)
    rows = [row for row in whole.sheets[0].rows if row > 1]
    for _ in range(120):
        trial = copied(whole)
        row = draw.choice(rows)
        value, trouble = draw.choice(TROUBLE) if draw.random() < 0.1 else (draw.choice(ODD), "")
        trial.sheets[0].put(Cell(row, 2, value, trouble))
        found, faults = outcome(trial)
        assert (found is None) == bool(faults)
        if found is not None:
            after = leaves(plain_data(found))
            different = {path[0] for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
            assert len(different - {"official", "id", "name"}) <= 1, (row, value, different)


def test_mutated_structure(start):
    whole, _, _ = start
    draw = random.Random(7)
    for _ in range(90):
        trial = copied(whole)
        page = draw.choice(trial.sheets)
        row = draw.choice(list(page.rows))
        match draw.randrange(7):
            case 0:
                del page.rows[row]
            case 1:
                page.rows[max(page.rows) + 1] = {
                    at: Cell(max(page.rows) + 1, at, c.value) for at, c in page.rows[row].items()
                }
            case 2:
                at = draw.choice(list(page.rows[row]))
                page.put(Cell(1, at, draw.choice(ODD)))
            case 3:
                trial.sheets.remove(page)
            case 4:
                page.name = str(draw.choice(ODD))[:31]
            case 5:
                page.merged.append((row, 1, row + draw.randrange(4), draw.randrange(1, 6)))
            case 6:
                page.rows = {number + 3: {at: Cell(number + 3, at, c.value) for at, c in cells.items()}
                             for number, cells in page.rows.items()}  # fmt: skip
        found, faults = outcome(trial)
        assert (found is None) == bool(faults)


def test_mutated_files(start, tmp_path):
    from planner.formats import load

    whole, _, _ = start
    draw = random.Random(3)
    for number in range(IN_FILES):
        trial = copied(whole)
        mutate(trial, draw)
        for page in trial.sheets:
            for cells in page.rows.values():
                for cell in [cell for cell in cells.values() if cell.trouble]:
                    cells[cell.column] = Cell(cell.row, cell.column, "#N/A", "error")
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(xlsx_of(trial))
        in_memory, told = outcome(trial)
        with contextlib.ExitStack() as stack:
            if in_memory is None:
                error = stack.enter_context(pytest.raises(FaultyInput))
            assert load(path) == in_memory
        if in_memory is None:
            assert {fault.where for fault in error.value.faults} == {fault.where for fault in told}


def test_a_row_moved_keeps_what_it_says(start):
    whole, before, _ = start
    trial = copied(whole)
    page = sheet(trial, "会议室")
    assert column(page, "座位") == 2
    page.rows[9] = {at: Cell(9, at, cell.value) for at, cell in page.rows.pop(5).items()}
    assert leaves(plain_data(week_of(raw_of(trial)))) == before
    assert value_at({"a": {"b": 1}}, ("a", "b")) == 1
