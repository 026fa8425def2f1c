"""The week at a glance: who is here on which day, and what is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.papers.table import PaperTable, Row
from planner.papers.wording.calendar import service_day

if TYPE_CHECKING:
    import datetime as dt

    from models.domain.plan import Move
    from models.domain.stay import Stay
    from planner.papers.paper import Paper

_SHOWN_KINDS = (
    "exchange",
    "tour",
    "call",
    "project",
    "training",
    "signing",
    "sight",
    "shopping",
    "entertainment",
    "banquet",
)


def overview(paper: Paper) -> PaperTable:
    """Return the week: a row a visit, a column a day."""
    words = paper.words
    days = tuple(day for day in paper.calendar.days if any(day in stay.days for stay in paper.facts.stays))
    first = words.pick("来访客户", "Client"), words.pick("级别", "Level"), words.pick("人数", "Party")
    return PaperTable(
        id="overview",
        title=words.pick("一周接待一览", "The week at a glance"),
        columns=(*first, *(day_head(paper, day) for day in days)),
        rows=tuple(_visit_row(paper, stay, days) for stay in paper.facts.stays),
    )


def day_head(paper: Paper, day: dt.date) -> str:
    """Say a day, with 休 where the company does not work."""
    return paper.words.day(day) + (paper.words.pick(" 休", " off") if paper.calendar.is_day_off(day) else "")


def _visit_row(paper: Paper, stay: Stay, days: tuple[dt.date, ...]) -> Row:
    cells = (paper.names.client(stay.id), stay.level, str(stay.size), *(_day(paper, stay, day) for day in days))
    return Row(cells, start=stay.start, end=stay.end, visit=stay.id)


def _day(paper: Paper, stay: Stay, day: dt.date) -> str:
    """Say a day of a visit, one item a line; meals are left out unless they are banquets."""
    words, part = paper.words, paper.plan_of(stay.id)
    lines = [(item.start, paper.item_texts.title(item)) for item in part.items if item.kind in _SHOWN_KINDS]
    labels = {"pick_up": words.pick("抵达", "arrival"), "see_off": words.pick("离开", "departure")}
    lines += [(_when(paper, move), labels[move.kind]) for move in part.moves if move.kind in labels]
    mine = sorted((start, text) for start, text in lines if service_day(start) == day)
    return "\n".join(f"{words.time(start, day)} {text}" for start, text in mine)


def _when(paper: Paper, move: Move) -> int:
    """Return when guests land or set off for the last time."""
    landed = [group.group.arrival.at for group in paper.delegations.travellers(move)] if move.kind == "pick_up" else []
    return min(landed, default=move.depart)
