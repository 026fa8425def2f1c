"""What a new plan of rounds changes of a former one, call by call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.papers.table import PaperTable, Row

if TYPE_CHECKING:
    from models.domain.rounds_plan import PlannedCall, RoundsPlan
    from planner.papers.rounds.rounds_paper import RoundsPaper


def rounds_changes(paper: RoundsPaper, former: RoundsPlan) -> PaperTable:
    """Return the calls that are new, moved, given to others, or made no more, by day."""
    words = paper.words
    missed = {one.id: one for one in paper.plan.missed}
    known = {customer.id for customer in paper.book.customers}
    rows = []
    for old, new in _pairs(former, paper.plan):
        there = new or old
        if there is None or there.customer not in known or _same(old, new):
            continue
        why = paper.reason(missed[there.id]) if new is None and there.id in missed else ""
        what = words.pick(
            *("新增", "new") if old is None else ("取消", "dropped") if new is None else ("改动", "moved")
        )
        cells = (what, paper.customer(there.customer), _when(paper, old), _when(paper, new), why)
        rows.append(Row(cells, there.day, about=there.id))
    zh, en = ("变更", "客户", "原来", "现在", "原因"), ("Change", "Customer", "Before", "Now", "Why")
    title = words.pick("变更", "Changes")
    return PaperTable("changes", title, zh if words.lang == "zh" else en, tuple(rows))


def _pairs(former: RoundsPlan, plan: RoundsPlan) -> list[tuple[PlannedCall | None, PlannedCall | None]]:
    """Return the calls of two plans side by side: the same due call, else the next of the same customer, by start."""
    before, after = {call.id: call for call in former.calls}, {call.id: call for call in plan.calls}
    found: list[tuple[PlannedCall | None, PlannedCall | None]] = [
        (before[id], after[id]) for id in before.keys() & after.keys()
    ]
    gone: dict[str, list[PlannedCall]] = {}
    for call in sorted((before[id] for id in before.keys() - after.keys()), key=lambda call: (call.start, call.id)):
        gone.setdefault(call.customer, []).append(call)
    for call in sorted((after[id] for id in after.keys() - before.keys()), key=lambda call: (call.start, call.id)):
        mine = gone.get(call.customer)
        found.append((mine.pop(0) if mine else None, call))
    found += [(call, None) for calls in gone.values() for call in calls]
    return sorted(found, key=lambda pair: _order(pair[1] or pair[0]))


def _order(call: PlannedCall | None) -> tuple[int, str]:
    return (call.start, call.id) if call is not None else (0, "")


def _same(old: PlannedCall | None, new: PlannedCall | None) -> bool:
    if old is None or new is None:
        return old is new
    return (old.start, old.specialist) == (new.start, new.specialist)


def _when(paper: RoundsPaper, call: PlannedCall | None) -> str:
    if call is None:
        return "—"
    person = next((one.name for one in paper.book.specialists if one.id == call.specialist), call.specialist)
    return f"{paper.words.day(call.day)} {paper.clock(call.start)} {person}"
