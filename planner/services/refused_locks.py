"""Locks that no plan can keep: each with the clauses against it, and what would stand there without it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import NoPlanPossible
from models.domain.facts import Facts
from models.domain.pins import Decision, HandChanges
from models.itinerary.search.decided_start import DecidedStarts
from models.itinerary.search.incumbent import assemble
from models.rules.core.base import rule_label
from models.rules.core.findings import DayAndTime

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.cp.stop_signal import StopSignal
    from models.domain.pins import Pin
    from models.domain.plan import Plan
    from models.itinerary.search.decided_start import GivenUp
    from models.rules.core.base import Rule


def refuse_locks(facts: Facts, rules: Sequence[Rule], plan: Plan, stop: StopSignal) -> None:
    """Refuse the locks that stand in the way of every plan.

    Parameters
    ----------
    facts : Facts
        With the locks as pins of its revision.
    plan : Plan
        The plan that they are of.

    Raises
    ------
    NoPlanPossible
        Naming each lock that must be freed, why, and what would be possible then. Returns where no lock is the cause.
    """
    revision = facts.revision
    if revision is None or not revision.pins:
        return
    locks: dict[str, list[Pin]] = {}
    for pin in revision.pins:
        locks.setdefault(pin.source or pin.of, []).append(pin)
    free = Facts(facts.week, facts.edition, replace(revision, pins=()))
    decisions = tuple(Decision(source, tuple(pins)) for source, pins in locks.items())
    found = DecidedStarts(free, rules, HandChanges(decisions, lambda _: plan), stop).find()
    if found.incumbent is None or not found.given_up:
        return
    then = assemble(facts, found.incumbent.visit_plans)
    raise NoPlanPossible([reason for each in found.given_up for reason in _reasons(each, plan, then)])


def _reasons(given_up: GivenUp, plan: Plan, then: Plan) -> Iterator[str]:
    """Yield which lock must be freed, the clauses against it, and where its row would be without it."""
    yield bilingual(f"锁定 {given_up.decision.source} 无法保留", f"the lock {given_up.decision.source} cannot be kept")
    for broken in given_up.broken:
        yield f"{rule_label(broken.rule)}: {broken.violation.in_both}"
    for pin in given_up.decision.pins:
        before, after = (_start(each, pin.of) for each in (plan, then))
        if after is None:
            yield bilingual("松开后这一项不再排入", "without the lock it is left out")
        elif after != before:
            zh, en = (DayAndTime(after).say(lang) for lang in ("zh", "en"))
            yield bilingual(f"松开后可改到 {zh}", f"without the lock it can be at {en}")
        else:
            yield bilingual("松开即可", "it is enough to free it")


def _start(plan: Plan, id: str) -> int | None:
    starts = {item.id: item.start for item in plan.items} | {move.id: move.depart for move in plan.moves}
    return starts.get(id)
