"""Planned against actual, visit by visit: what is not known is neither a saving nor an excess."""

from __future__ import annotations

from planner.register.spent_table import spent_table
from tests.register.conftest import ZH


def test_a_row_a_visit_and_the_week(record):
    table = spent_table(record, ZH)
    rows = {row.cells[0]: dict(zip(table.columns, row.cells, strict=True)) for row in table.rows}
    costs = [row for row in record.rows["costs"] if row["case_key"].endswith("/v1")]
    known = [row for row in costs if row["actual"] is not None]
    assert rows["甲公司"]["计划"] == ZH.yuan(sum(row["planned"] for row in costs))
    assert rows["甲公司"]["实际"] == "1,809元"
    assert rows["甲公司"]["超支"] == f"{1809 - sum(row['planned'] for row in known):+,}"
    assert "其他" in rows["甲公司"]["超支项目"]
    assert "礼品" in rows["甲公司"]["未报"]
    assert (rows["乙公司"]["实际"], rows["乙公司"]["超支"]) == ("", "")
    assert rows["合计"]["计划"] == ZH.yuan(sum(row["planned"] for row in record.rows["costs"]))
