"""How many guests without names each travel group has, after some more or fewer of them are told."""

from __future__ import annotations

from collections.abc import Sequence

from models.domain.bilingual import bilingual
from models.domain.thing_names import moment_in_words
from models.domain.visits import TravelGroup, Visit


class UnclearNumber(ValueError):
    """It is not clear who is more or fewer: what is wrong, and maybe how to say it."""

    def __init__(self, what: str, maybe: str) -> None:
        super().__init__(what)
        self.what, self.maybe = what, maybe


def unnamed_after(visit: Visit, named: Sequence[TravelGroup], more: int, fewer: int) -> dict[str, int]:
    """Return the number of guests without names by travel group.

    Parameters
    ----------
    named : sequence of TravelGroup
        The group that is told of; all of them when none is.

    Raises
    ------
    UnclearNumber
        When the guests come in several groups and none is told, or fewer have no names than stay away.
    """
    after = {group.id: group.unnamed for group in visit.groups}
    there = sum(group.unnamed for group in named) + more
    if fewer > there:
        names = "、".join(member.name for member in visit.members)
        what = bilingual(f"没有姓名的客人只有 {there} 位，请说明谁不来", f"only {there} have no name: who stays away?")
        raise UnclearNumber(
            what, bilingual(f"写明不来的：{names}", f"name who is absent: {names}") if names else "visit_cancelled"
        )
    if more:
        after[_the_one(visit, named).id] += more
    if fewer:
        with_some = [group for group in named if after[group.id]]
        if fewer == sum(after[group.id] for group in with_some):
            after |= {group.id: 0 for group in with_some}
        else:
            after[_the_one(visit, with_some).id] -= fewer
    return after


def _the_one(visit: Visit, groups: Sequence[TravelGroup]) -> TravelGroup:
    """Return the one group that is meant; groups that come and go together count as one."""
    legs = {(g.arrival.at, g.arrival.place, g.departure.at, g.departure.on, g.departure.place) for g in groups}
    if len(legs) > 1:
        shown = "；".join(group_in_words(visit, group) for group in groups)
        what = f"{visit.client} " + bilingual(
            f"分批来，请说明是哪一批：{shown}", f"comes in several groups, which one? {shown}"
        )
        raise UnclearNumber(
            what, bilingual(f"第{visit.groups.index(groups[0]) + 1}批", f"group {visit.groups.index(groups[0]) + 1}")
        )
    return groups[0]


def group_in_words(visit: Visit, group: TravelGroup) -> str:
    """Return 第1批（CA1234 9月21日 周一 10:00）, or group 1 (…)."""
    number, flight = visit.groups.index(group) + 1, group.arrival.number
    when = f"{f'{flight} ' if flight else ''}{moment_in_words(group.arrival.at)}"
    return bilingual(f"第{number}批（{when}）", f"group {number} ({when})")
