"""The week at a glance: who is here on which day, and what is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.papers.paper import made_once
from planner.papers.table import PaperTable, Row

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
    "ceremony",
    "performance",
    "photo",
    "sight",
    "shopping",
    "entertainment",
    "banquet",
)


@made_once
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
    if stay.id in paper.plan.visits_left_out:
        return words.pick("未能安排", "left out") if day in stay.days else ""
    lines = [
        (item.start, paper.item_texts.title(item))
        for item in part.items
        if item.kind in _SHOWN_KINDS and paper.facts.day_of(item) == day
    ]
    moves = [move for move in part.moves if move.kind != "transfer" and paper.facts.day_of(move) == day]
    lines += [_comes_or_goes(paper, move) for move in moves]
    return "\n".join(f"{words.time(start, day)} {text}" for start, text in sorted(lines))


def _comes_or_goes(paper: Paper, move: Move) -> tuple[int, str]:
    """Return when guests land, or set off for the airport or station, and what it is."""
    if move.kind == "see_off":
        return move.depart, paper.move_texts.parting(move.target)
    landed = [group.group.arrival.at for group in paper.delegations.travellers(move)]
    return min(landed, default=move.depart), paper.words.pick("抵达", "arrival")
