"""Planned against actual costs of a week that is closed: a row a visit, then the week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.domain.vocabulary import COST_HEADING_NAMES
from planner.papers.table import PaperTable, Row
from planner.register.statistics import OTHER_COSTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planner.language.words import Words
    from planner.register.record import WeekRecord


def spent_table(record: WeekRecord, words: Words) -> PaperTable:
    """Return planned and actual costs; only what is known of both is held against each other."""
    columns = words.pick("来访客户 计划 实际 超支 超支项目 未报", "Client Planned Actual Over Headings-over Not-known")
    rows = []
    for visit in record.rows["visits"]:
        mine = [row for row in record.rows["costs"] if row["case_key"] == visit["case_key"]]
        rows.append(Row((visit["client"], *_cells(words, mine)), visit=visit["visit"]))
    charters = {"heading": "cars", "planned": record.charters_planned, "actual": record.charters_actual}
    all_of_it = list(record.rows["costs"])
    if record.charters_planned or record.charters_actual:
        rows.append(Row((words.pick("包车", "Charters"), *_cells(words, [charters]))))
        all_of_it.append(charters)
    rows.append(Row((words.pick("合计", "All"), *_cells(words, all_of_it)[:3], "", "")))
    title = words.pick("计划与实际", "Planned and actual")
    return PaperTable("spent", title, tuple(name.replace("-", " ") for name in columns.split()), tuple(rows))


def _cells(words: Words, costs: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    known = [row for row in costs if row["actual"] is not None]
    over = sum(row["actual"] - row["planned"] for row in known)
    return (
        words.yuan(sum(row["planned"] for row in costs)),
        words.yuan(sum(row["actual"] for row in known)) if known else "",
        f"{over:+,}" if known and over else "",
        _names(words, (row["heading"] for row in known if row["actual"] > row["planned"])),
        _names(words, (row["heading"] for row in costs if row["actual"] is None)),
    )


def _names(words: Words, headings: Iterable[str]) -> str:
    return words.comma.join(words.pick(*{**COST_HEADING_NAMES, "other": OTHER_COSTS}[each]) for each in headings)
