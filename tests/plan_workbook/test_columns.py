"""The columns of plan.xlsx: what is offered to be changed is read back, and no two columns claim one heading."""

from __future__ import annotations

import pytest

from planner.plan_workbook.columns import EDITABLE_TABLES, SHEET_COLUMNS, reading_of
from planner.plan_workbook.reading.apply_edits import (
    APPLIED_IN_ORDER,
    DRIVE_HANDLERS,
    ITEM_HANDLERS,
    MOVE_HANDLERS,
    SERVICE_HANDLERS,
)

WHERE = "planner/plan_workbook/columns.py and the handlers at the end of planner/plan_workbook/reading/apply.py"


def changeable(*kinds):
    return {column.field for kind in kinds for column in SHEET_COLUMNS[kind] if column.reading == "plan"}


def test_every_changeable_column_has_a_handler_and_every_handler_a_column():
    programme = changeable("programme", "office")
    assert programme == set(ITEM_HANDLERS), f"a column without a handler, or the other way round: see {WHERE}"
    assert programme == set(MOVE_HANDLERS), f"a column without a handler, or the other way round: see {WHERE}"
    assert changeable("driver", "vehicle") == set(DRIVE_HANDLERS), f"see {WHERE}"
    for kind, handlers in SERVICE_HANDLERS.items():
        assert changeable(kind) == set(handlers), f"see {WHERE}"
    assert changeable("hotel") == {"rooms"}
    assert set(EDITABLE_TABLES) == {"programme", "office", "driver", "vehicle", "room", "workshop", "hotel"}
    assert changeable(*SHEET_COLUMNS) == set(APPLIED_IN_ORDER), f"APPLIED_IN_ORDER does not fit: see {WHERE}"


@pytest.mark.parametrize("kind", SHEET_COLUMNS)
def test_no_two_columns_of_a_table_claim_one_heading_or_field(kind):
    columns = SHEET_COLUMNS[kind]
    for name in ("field", "zh", "en"):
        claimed = [getattr(column, name) for column in columns]
        assert len(set(claimed)) == len(claimed), f"{kind}: {name} twice in {claimed}, see {WHERE}"


def test_locks_are_offered_where_rows_can_be_locked():
    locked = {kind for kind, columns in SHEET_COLUMNS.items() if any(c.reading == "lock" for c in columns)}
    assert locked == {"programme", "office"}


def test_what_is_not_known_is_only_a_text():
    assert reading_of("programme", "what") == "text"
    assert reading_of("someday", "day") == "text"
