"""Rests of guests without a hotel at the company, as the programme and the rooms' sheets name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.rules.core.company_rests import company_rests
from planner.papers.paper import made_once

if TYPE_CHECKING:
    from models.domain.plan import Item
    from models.rules.core.company_rests import CompanyRest
    from planner.papers.paper import Paper


@made_once
def rests(paper: Paper) -> tuple[CompanyRest, ...]:
    """Return the rests of the plan, each with its room."""
    return company_rests(paper.facts, paper.plan)


def rest_before(paper: Paper, item: Item) -> str:
    """Tell where and how long the guests rest before an item; empty where they do not."""
    words = paper.words
    rest = next((rest for rest in rests(paper) if rest.item == item.id), None)
    if rest is None:
        return ""
    span = words.span(rest.start, rest.end, paper.facts.day_of(item))
    if rest.room is None:
        return words.pick(f"{span} 休息，地点{words.open}", f"{span} rest, place {words.open}")
    return words.pick(f"{span} 在{rest.room.name}休息", f"{span} rest, {rest.room.name}")
