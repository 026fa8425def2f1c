"""The plan as a DataFrame."""

from __future__ import annotations

from models.domain.clock import iso
from planner.judging.plan_frame import PLAN_FRAME_COLUMNS, plan_frame
from planner.papers.table import table_frame
from planner.papers.tables.findings import left_out


def test_one_row_an_item_or_move(result):
    frame = result.to_frame()
    assert tuple(frame.columns) == PLAN_FRAME_COLUMNS
    assert len(frame) == len(result.plan.items) + len(result.plan.moves)
    assert frame["id"].is_unique
    first = frame[frame["visit"] == "visit-1"]
    assert first["start"].is_monotonic_increasing
    item = result.plan.items[0]
    row = frame.set_index("id").loc[item.id]
    assert row["start"].isoformat(timespec="minutes") == iso(item.start)
    assert row["minutes"] == item.minutes


def test_visits_stand_in_the_order_of_the_week(result):
    order = list(dict.fromkeys(result.to_frame()["visit"]))
    assert order == [visit.id for visit in result.week.visits]


def test_vehicles_and_open_duties(result):
    frame = result.to_frame()
    hired = frame[frame["vehicles"].map(lambda names: "hire-van" in names)]
    assert len(hired)
    assert (hired["open"] > 0).all()


def test_an_empty_plan_has_the_same_columns(report):
    empty = report.plan.replace(items=(), moves=())
    frame, full = plan_frame(report.facts, empty), plan_frame(report.facts, report.plan)
    assert len(frame) == 0
    assert frame["start"].dtype == full["start"].dtype


def test_a_table_as_it_is_printed(paper):
    table = left_out(paper)
    frame = table_frame(table)
    assert tuple(frame.columns) == table.columns
    assert frame.to_numpy().tolist() == [list(row.cells) for row in table.rows]
