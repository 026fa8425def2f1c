"""按位置估算的车程: the ways of a plan whose minutes are estimates, in the columns of the workbook's sheet of ways."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planner.papers.paper import made_once
from planner.papers.table import PaperTable, Row

if TYPE_CHECKING:
    from planner.papers.paper import Paper


@made_once
def estimated_ways(paper: Paper) -> PaperTable:
    """Return the ways to be measured: those on which the plan spends most minutes first, the minutes left empty.

    Both directions of a way are one row. The columns are those of the sheet 路程, so that rows can be pasted there.
    """
    words, travel = paper.words, paper.facts.travel
    columns = words.pick("从 到 分钟 单向 备注", "From To Minutes One-way Remarks")
    rows = []
    for (a, b), times in sorted(used(paper).items(), key=lambda way: (-way[1] * travel.base(*way[0]), way[0])):
        minutes = words.duration(travel.base(a, b))
        remark = words.pick(f"估计{minutes}，用到{times}次", f"about {minutes}, used {times}×")
        rows.append(Row((paper.names.place(a), paper.names.place(b), "", "", remark), about=f"{a}>{b}"))
    return PaperTable(
        id="estimated_ways",
        title=words.pick(
            "按位置估算的车程（请填分钟，可贴到资料的“路程”表）", "Estimated ways (minutes to be filled in)"
        ),
        columns=tuple(columns.split()),
        rows=tuple(rows),
    )


def used(paper: Paper) -> dict[tuple[str, str], int]:
    """Return how often the plan's moves use each way whose minutes are an estimate, by the two ends."""
    travel = paper.facts.travel
    found: Counter[tuple[str, str]] = Counter()
    for move in paper.plan.moves:
        a, b = travel.location(move.origin), travel.location(move.target)
        travel.base(a, b)
        if (a, b) in travel.estimated:
            found[min(a, b), max(a, b)] += max(1, len(move.rides))
    return found
