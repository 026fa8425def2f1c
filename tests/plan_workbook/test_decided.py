"""What a person decided stays: cells changed by hand and locks, in a plan that is improved or made again."""

from __future__ import annotations

import random
from io import BytesIO

import openpyxl
import pytest

from models.domain.errors import NoPlanPossible
from models.domain.facts import Facts
from models.domain.plan import Plan
from models.domain.revision import Revision
from models.rules.stability.pin_constraints import unkept_sides, unkept_staff_sides
from planner.language.parse_events import parse_events
from planner.papers.paper import Paper
from planner.plan_workbook.decided_texts import DecidedTexts
from planner.plan_workbook.reading import PlanBook, read_former
from planner.plan_workbook.reading.locks import pins_of
from planner.plan_workbook.writing import plan_workbook
from planner.services.replan import Replanned, replan
from planner.services.solve import solve
from tests.plan_workbook.hand_edits import (
    FIELDS,
    LIMITS,
    CellChange,
    changed_book,
    complaints,
    improved,
    random_change,
    rows,
    written,
)
from tests.plan_workbook.opened import opened
from tests.services.asked import asked, planned


def row_of(what: str) -> tuple[str, int, dict[str, str]]:
    """Return the first row of a delegation with a text in 活动内容."""
    return next(row for row in rows() if what in row[2]["what"])


def unkept(plan: Plan, pins):
    """Return the pins that a plan does not keep."""
    facts = Facts(asked().week, asked().edition, Revision(start=planned()))
    return [pin for pin in pins if unkept_sides(facts, pin, plan) or unkept_staff_sides(facts, pin, plan)]


@pytest.mark.parametrize("seed", [1, 3])
def test_changed_cells_are_kept_or_named(tmp_path, seed):
    rng = random.Random(seed)
    book = changed_book(tmp_path, [random_change(rng) for _ in range(rng.choice([1, 1, 2]))])
    assert not complaints(book, improved(book))


def test_a_plan_that_nobody_changed_stays(tmp_path):
    assert not complaints(changed_book(tmp_path, []), improved(changed_book(tmp_path, [])))


def test_a_change_that_a_must_forbids_is_named_with_clause_and_what_stands_instead(tmp_path):
    sheet, row, texts = row_of("午餐")
    book = changed_book(tmp_path, [CellChange(sheet, row, "time", "15:00-16:00")])
    result = improved(book)
    (given_up,) = result.given_up
    assert "MEAL-01" in {broken.rule.id for broken in given_up.broken}
    texts_of = DecidedTexts(Paper(result.report), book.decided, result)
    head, line = texts_of.lines()
    assert "照办 0 处" in head
    assert f"{sheet}!B{row}" in line
    assert "15:00-16:00" in line
    assert "MEAL-01" in line
    assert texts["time"] in line
    assert texts_of.data()["given_up"][0]["instead"] == texts["time"]


def test_kept_changes_are_locked_in_the_next_draft(tmp_path):
    sheet, row, texts = row_of("午餐")
    later = "-".join(f"{int(part[:2])}:{int(part[3:]) + 15:02d}" for part in texts["time"].split("–"))
    book = changed_book(tmp_path, [CellChange(sheet, row, "time", later)])
    result = improved(book)
    assert not result.given_up
    draft = DecidedTexts(Paper(result.report), book.decided, result).locked(read_former(tmp_path / "plan.xlsx"))
    again = openpyxl.load_workbook(BytesIO(plan_workbook(Paper(result.report), result, draft)))[sheet]
    locked = [
        again.cell(r, FIELDS["what"]).value for r in range(1, again.max_row + 1) if again.cell(r, 8).value == "时间"
    ]
    assert locked == [texts["what"]]


# ---------------------------------------------------------------- locks


def test_every_row_that_offers_a_lock_can_be_locked(tmp_path):
    """Each by itself on every sheet, and all of them in one plan that is improved and made again."""
    book = opened(written())
    count = 0
    for sheet in book.worksheets:
        heads = [cell for line in sheet.iter_rows() for cell in line if cell.value == "锁定"]
        for head in heads:
            offered = [r for rule in sheet.data_validations.dataValidation for r in rule.sqref.ranges]
            lists = [r for r in offered if r.min_col == head.column and r.min_row > head.row]
            for cells in lists:
                for row in range(cells.min_row, cells.max_row + 1):
                    sheet.cell(row, head.column).value = "全部"
                    count += 1
    assert count > 40
    book.save(tmp_path / "plan.xlsx")
    read = changed_book_of(tmp_path)
    pins = pins_of(read)
    assert {row.key for row in read.rows if row.now.get("lock") and row.now["lock"].text} == {
        row.key for row in read.rows if "lock" in row.now and row.key not in ("", "-")
    }
    assert {pin.of for pin in pins} >= {row.id for row in (*planned().items, *planned().moves)}
    found = solve(asked().week, LIMITS, asked().edition, start_from=read.plan, revision=Revision(pins=pins))
    assert not unkept(found.plan, pins)
    assert not unkept(replan(asked().week, planned(), edition=asked().edition, pins=pins).plan, pins)


def changed_book_of(folder):
    from planner.plan_workbook.reading import read_plan_book

    return read_plan_book(folder / "plan.xlsx", asked().week)


def test_a_lock_in_a_row_without_a_decision_is_told(tmp_path):
    book = opened(written())
    sheet = next(sheet for sheet in book.worksheets if sheet.title.startswith("01"))
    row = next(r for r in range(1, 60) if sheet.cell(r, FIELDS["what"]).value == "早餐")
    sheet.cell(row, FIELDS["lock"]).value = "全部"
    book.save(tmp_path / "plan.xlsx")
    (told,) = changed_book_of(tmp_path).ignored
    assert told.where == f"{sheet.title}!H{row}"
    assert "锁定" in told.what


def test_a_lock_that_no_plan_keeps_is_named_with_what_frees_it(tmp_path):
    sheet, row, _texts = row_of("午餐")
    change = CellChange(sheet, row, "time", "15:00-16:00")
    book = changed_book(tmp_path, [change, CellChange(sheet, row, "lock", "时间")])
    with pytest.raises(NoPlanPossible) as caught:
        improved(book)
    said = str(caught.value)
    assert f"{sheet}!H{row}" in said
    assert "MEAL-01" in said
    assert "松开" in said


# ---------------------------------------------------------------- when something happens


def after(book: PlanBook, *texts: str) -> Replanned:
    """Replan as ``jiedai replan WEEK plan.xlsx --event …`` does."""
    events = parse_events([("--event", text) for text in texts], asked().week, book.plan)
    pins = pins_of(book)
    return replan(asked().week, book.base, events, edition=asked().edition, pins=pins, decided=book.hand_changes)


def experts() -> tuple[str, str]:
    """Return the expert of v2's talk, and the other one."""
    talk = next(item for item in planned().items if item.visit == "v2" and item.kind == "exchange")
    now = next(duty.person for duty in talk.duties if duty.role == "expert")
    return now, {"ann": "bob", "bob": "ann"}[now]


def test_changed_cells_stay_when_something_happens_and_people_are_told(tmp_path):
    """The expert of v2's talk was changed; then the delegation grows: he stays, and both experts hear of it."""
    sheet, row, _ = row_of("技术交流：盾构机")
    book = changed_book(tmp_path, [CellChange(sheet, row, "people", f"专家：{experts()[1]}")])
    found = after(book, "v2 增加3人")
    assert not found.result.given_up
    assert not unkept(found.plan, [pin for decision in book.hand_changes.decisions for pin in decision.pins])
    assert {"ann", "bob"} <= {change.subject.id for change in found.changes}


def test_a_change_that_an_event_forbids_is_named_with_its_clause(tmp_path):
    sheet, row, texts = row_of("技术交流：盾构机")
    _, other = experts()
    book = changed_book(tmp_path, [CellChange(sheet, row, "people", f"专家：{other}")])
    found = after(book, f"{other}周一请假", f"{other}周二请假")
    _, line = DecidedTexts(Paper(found.result.report), book.decided, found.result).lines()
    assert f"{sheet}!E{row}" in line
    assert "不能照办：HOST" in line
    assert "," not in line, "printed as the checker prints it"
    assert line.endswith(texts["people"])


def test_a_lock_that_an_event_breaks_is_named_with_what_frees_it(tmp_path):
    sheet, row, _ = row_of("技术交流：盾构机")
    book = changed_book(tmp_path, [CellChange(sheet, row, "lock", "时间")])
    with pytest.raises(NoPlanPossible) as caught:
        after(book, "v2 火车晚点9小时")
    said = str(caught.value)
    assert f"锁定 {sheet}!H{row}" in said
    assert "松开后可改到" in said


def test_a_lock_on_who_falls_ill_is_named_with_what_frees_it(tmp_path):
    sheet, row, _ = row_of("技术交流：盾构机")
    book = changed_book(tmp_path, [CellChange(sheet, row, "lock", "时间、人员")])
    with pytest.raises(NoPlanPossible) as caught:
        after(book, f"{experts()[0]}周一请假")
    assert f"锁定 {sheet}!H{row}" in str(caught.value)


def test_what_is_called_off_needs_no_lock(tmp_path):
    sheet, row, _ = row_of("游览博物馆")
    book = changed_book(tmp_path, [CellChange(sheet, row, "lock", "全部")])
    found = after(book, "取消v2的博物馆")
    assert not any(item.id == "v2/museum" for item in found.plan.items)
