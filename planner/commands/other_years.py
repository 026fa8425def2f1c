"""What commands say of absences and closures whose year is maybe a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.other_years import other_years

if TYPE_CHECKING:
    from models.domain.week import Week
    from planner.language.words import Words

MOST_NAMED = 5
"""Absences that are named at most."""


def other_years_line(week: Week, words: Words) -> str:
    """Return 请假停用的年份与本周不同，请核对：…; ``""`` where there is none."""
    found = list(dict.fromkeys(other_years(week)))
    if not found:
        return ""
    dates = [
        words.pick(f"{each.name} {each.first:%Y}年{each.first.month}月{each.first.day}日", f"{each.name} {each.first}")
        for each in found[:MOST_NAMED]
    ]
    more = words.pick(f"等 {len(found)} 处", f"{len(found)} in all") if len(found) > MOST_NAMED else ""
    what = words.pick(
        "请假、停用的年份与本周不同，没有用到，请核对",
        "absences and closures of another year, not counted, please check",
    )
    return words.label(what, words.comma.join([*dates, *([more] if more else [])]))
