"""What several workbooks say of the tasks, together: what was changed, what was printed, what contradicts it."""

from __future__ import annotations

import datetime as dt

from models.domain.office_record import CaseNumber, OfficeRecord, TaskRecord, Ticks, ToldItem, merged, numbered

MONDAY = dt.date(2026, 10, 19)


def task(step: str = "done", by: str = "李明", on: int | None = 12, key: str = "v1|banner|") -> TaskRecord:
    return TaskRecord.model_validate({"key": key, "step": step, "by": by, "on": on and dt.date(2026, 10, on)})


def ticks(source: str, was: TaskRecord | None, now: TaskRecord | None) -> Ticks:
    return Ticks(source, *(OfficeRecord(tasks=(each,) if each else ()) for each in (was, now)))


def test_what_was_ticked_replaces_what_was_printed() -> None:
    record, conflicts = merged([ticks("plan.json", None, None), ticks("plan.xlsx", None, task())])
    assert (record.tasks, conflicts) == ((task(),), ())


def test_a_tick_that_was_taken_back_is_gone() -> None:
    record, conflicts = merged([ticks("plan.json", task(), task()), ticks("plan.xlsx", task(), task("open", "", None))])
    assert (record.tasks, conflicts) == ((), ())


def test_two_workbooks_with_different_tasks_are_added_up() -> None:
    other = task(key="v1|hotel|1")
    record, conflicts = merged([ticks("a.xlsx", None, task()), ticks("b.xlsx", None, other)])
    assert set(record.tasks) == {task(), other}
    assert not conflicts


def test_the_later_date_wins_and_the_other_is_told() -> None:
    early, late = task("confirmed", "王芳", 12), task("done", "李明", 13)
    for order in ((early, late), (late, early)):
        record, (conflict,) = merged([ticks(f"{k}.xlsx", None, each) for k, each in enumerate(order)])
        assert record.tasks == (late,)
        assert [other for _, other in conflict.others] == [early]


def test_of_one_day_the_further_step_wins() -> None:
    record, conflicts = merged([ticks("a", None, task("done")), ticks("b", None, task("confirmed"))])
    assert record.tasks == (task("confirmed"),)
    assert conflicts


def test_the_same_tick_twice_is_no_conflict() -> None:
    assert not merged([ticks("a", None, task()), ticks("b", None, task())])[1]


def test_a_workbook_of_an_older_draft_does_not_take_back_what_came_later() -> None:
    """The old workbook was printed before the tick, and nobody has changed anything in it."""
    record, conflicts = merged([ticks("old.xlsx", None, None), ticks("plan.json", task(), task())])
    assert (record.tasks, conflicts) == ((task(),), ())


def test_one_ticks_and_the_other_takes_back_a_later_state() -> None:
    """Both were changed from what the other printed: nothing stands, and the later date is kept."""
    back, done = task("open", "王芳", 14), task("done", "李明", 12)
    record, (conflict,) = merged([ticks("a", task("confirmed"), back), ticks("b", None, done)])
    assert record.tasks == (back,)
    assert conflict.others == (("b", done),)


def test_what_guests_were_told_last_counts() -> None:
    def told(step: str, on: int) -> OfficeRecord:
        item = ToldItem.model_validate(
            {"visit": "v1", "item": "v1/talk", "step": step, "said": "x", "on": dt.date(2026, 10, on)}
        )
        return OfficeRecord(told=(item,))

    sent, confirmed = told("sent", 10), told("confirmed", 12)
    record, _ = merged([Ticks("a", confirmed, confirmed), Ticks("b", sent, sent)])
    assert record.told == confirmed.told


def test_numbers_of_visits_stay() -> None:
    first = numbered(OfficeRecord(), "JD", MONDAY, [("v1", ""), ("v2", "")])
    assert [case.number for case in first.cases] == ["JD-202643-01", "JD-202643-02"]
    more = numbered(first, "JD", MONDAY, [("v0", ""), ("v1", ""), ("v2", "")])
    assert (more.case("v1"), more.case("v2"), more.case("v0")) == ("JD-202643-01", "JD-202643-02", "JD-202643-03")


def test_the_office_s_own_number_is_taken_and_given_to_nobody_else() -> None:
    record = numbered(OfficeRecord(), "JD", MONDAY, [("v1", ""), ("v2", "JD-202643-01")])
    assert (record.case("v1"), record.case("v2")) == ("JD-202643-02", "JD-202643-01")
    kept = OfficeRecord(cases=(CaseNumber(visit="v1", number="JD-202643-01"),))
    assert numbered(kept, "JD", MONDAY, [("v1", "甲-7")]).case("v1") == "甲-7"
