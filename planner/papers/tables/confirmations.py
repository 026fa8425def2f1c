"""确认情况: what guests were told, what they confirmed, what has changed since; visit by visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.papers.confirmations import CONFIRMATION_WORDS, confirmations
from planner.papers.paper import made_once
from planner.papers.table import PaperTable, Row

if TYPE_CHECKING:
    from planner.papers.paper import Paper


@made_once
def confirmation_table(paper: Paper) -> PaperTable:
    """Return how far everything is that guests are told."""
    words = paper.words
    kinds = {
        "member": words.pick("成员", "Guest"),
        "travel": words.pick("抵离", "Travel"),
        "item": words.pick("日程", "Programme"),
    }
    rows = []
    for visit in paper.week.visits:
        for each in confirmations(paper, visit.id):
            kind = kinds[each.key.partition(":")[0]]
            step, on = words.pick(*CONFIRMATION_WORDS[each.step]), str(each.on or "")
            cells = (paper.names.client(visit.id), kind, each.said, step, on)
            rows.append(Row(cells, about=each.key, visit=visit.id, open=each.step == "changed"))
    columns = words.pick("来访客户 类别 内容 状态 日期", "Client Kind What State Date").split()
    title = words.pick("确认情况", "Confirmed by the guests")
    return PaperTable("confirmations", title, tuple(columns), tuple(rows), merged=2)
