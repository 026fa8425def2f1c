"""How many come: a total that is written beside names is the named and the others together, never more guests.

A total may count those who are marked as not coming, or not: both add up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from planner.formats.workbook.forms_week import TOTAL_FIELD

if TYPE_CHECKING:
    from planner.formats.raw import KeyPath, Raw


def totals(raw: Raw) -> None:
    """Turn the totals of travel groups and visits into people without names; what does not add up is a fault."""
    for number, visit in enumerate(raw.data["visits"]):
        groups = visit.get("groups", [])
        named = len(visit.get("members", []))
        absent = {
            visit["members"][path[-1]].get("id")
            for path in raw.absent
            if path[1] == number and isinstance(path[-1], int)
        }
        listed = sum(len(_members(group)) for group in groups)
        for index, group in enumerate(groups):
            own = _members(group)
            mine = len(own) or named - listed
            away = len(absent & {*own}) if own else len(absent - {id for other in groups for id in _members(other)})
            _settle(raw, ("visits", number, "groups", index), group, mine, group, away)
        others = sum(_unnamed(group) for group in groups[1:])
        if len(groups) > 1 and TOTAL_FIELD in visit:
            others += _unnamed(groups[0])
            _settle(raw, ("visits", number), visit, named + others, {"unnamed": 0}, len(absent))
        else:
            _settle(raw, ("visits", number), visit, named, groups[0] if groups else {}, len(absent))


def _settle(raw: Raw, path: KeyPath, row: dict[str, Any], named: int, group: dict[str, Any], absent: int) -> None:
    """Fill in how many of a group have no names yet, or compare it; ``absent`` of the named do not come."""
    total = row.pop(TOTAL_FIELD, None)
    if not isinstance(total, int):
        return
    if absent and total == named - absent:
        total = named
    if total < named:
        what = bilingual(f"人数 {total}，名单上已有 {named} 人", f"{total} people, but {named} are named")
        raw.faults.append(raw.sources.fault((*path, TOTAL_FIELD), what, str(named)))
    elif group.setdefault("unnamed", total - named) != total - named:
        what = bilingual(
            f"人数 {total} 与名单 {named} 人加未定姓名 {_unnamed(group)} 人不符",
            f"{total} people do not add up: {named} named and {_unnamed(group)} without a name",
        )
        raw.faults.append(raw.sources.fault((*path, TOTAL_FIELD), what, str(named + _unnamed(group))))


def _members(group: dict[str, Any]) -> list[Any]:
    found = group.get("members")
    return found if isinstance(found, list) else []


def _unnamed(group: dict[str, Any]) -> int:
    found = group.get("unnamed", 0)
    return found if isinstance(found, int) else 0
