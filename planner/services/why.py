"""Why: what stands in the way of a wish, what would move if it were forced, what that costs, and the ways out."""

from __future__ import annotations

import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from models.cp.stop_signal import StopSignal
from models.domain.clock import QUARTER
from models.domain.errors import Fault, FaultyInput
from models.domain.facts import Facts
from models.domain.pin_faults import pin_faults
from models.domain.revision import Revision
from models.itinerary.search.causes import causes_of
from models.itinerary.search.limits import QUICK_ANSWER
from models.itinerary.what_if.what_if import WhatIf
from models.rules.catalogue import rules as rules_of
from models.rules.stability.pins import PinsKept, StaffPinsKept
from models.rules.structure.continuity import Continuity
from planner.services.plannable import plannable_facts, refuse_set_aside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ortools.sat.python import cp_model

    from models.domain.pins import Pin
    from models.domain.plan import Item, LeftOutCause, Nearest, Plan
    from models.domain.policy import Edition
    from models.domain.week import Week
    from models.itinerary.model.build import VisitsModel
    from models.itinerary.search.conflicts import ConflictCore
    from models.itinerary.what_if.what_if import ForcedPlan
    from models.rules.core.base import Rule
    from models.rules.core.findings import Violation

WAYS_OUT_SECONDS = 5.0
"""Wall-clock seconds after which no more ways out are looked for: somebody waits for the answer."""
WISH_RULES = (PinsKept.id, StaffPinsKept.id)
"""Rules that only say the wish itself."""


@dataclass(frozen=True)
class Obstacle:
    """What stands in the way.

    Attributes
    ----------
    kind : str
        ``rule``: a rule of the policy; ``held``: another delegation, with what of it; ``resource``: closed or away.
    rule : Rule or None
        The rule.
    visit : str
        The other delegation.
    resources : tuple of str
        What it holds, e.g. ``room:r-grand``.
    violation : Violation or None
        The break of the rule, where its check finds one.
    rule_id : str
        The rule's id, where the policy in use has no such rule.
    causes : tuple of LeftOutCause
        What the rule finds, in words: hours, seats, names.
    item : str
        Another item of the delegation itself.
    """

    kind: Literal["rule", "held", "resource", "own"]
    rule: Rule | None = None
    visit: str = ""
    resources: tuple[str, ...] = ()
    violation: Violation | None = None
    rule_id: str = ""
    causes: tuple[LeftOutCause, ...] = ()
    item: str = ""


@dataclass(frozen=True)
class WayOut:
    """A way to have the wish.

    Attributes
    ----------
    kind : str
        ``plain``: everybody else stays; ``move``: some others give way; ``waive``: a leader sets a must aside;
        ``spare``: there is one more of something.
    what : tuple of str
        The other visits, the rule, or the resource.
    forced : ForcedPlan
        The plan then, and its price.
    """

    kind: Literal["plain", "move", "waive", "spare"]
    what: tuple[str, ...]
    forced: ForcedPlan


@dataclass(frozen=True)
class WhyAnswer:
    """An answer to why.

    Attributes
    ----------
    facts : Facts
        The week and the edition, with what was announced.
    wish : Pin
        What was asked for; with nothing fixed: that it is in the plan at all.
    item : Item or None
        The item as it is planned; None: it is left out.
    obstacles : tuple of Obstacle
        What forbids it, everybody else held: removing any one allows it, where ``minimal``. Empty: nothing does.
    alone : bool
        It is impossible even if no other delegation were there.
    ways : tuple of WayOut
        How it could be had, the cheapest first.
    nearest : Nearest or None
        What works instead, where something forbids the wish; None: nothing was found, or nothing forbids it.
    earlier, later : ForcedPlan or None
        For a question without a wish: the best plan with the item earlier, and later; None: there is none.
    """

    facts: Facts = field(repr=False)
    wish: Pin
    item: Item | None
    obstacles: tuple[Obstacle, ...] = ()
    minimal: bool = True
    alone: bool = False
    ways: tuple[WayOut, ...] = ()
    nearest: Nearest | None = None
    earlier: ForcedPlan | None = None
    later: ForcedPlan | None = None
    asked: bool = True
    seconds: float = 0.0


def why(
    week: Week,
    plan: Plan,
    wish: Pin,
    *,
    edition: Edition | None = None,
    now: int | None = None,
    pins: Sequence[Pin] = (),
    seconds: float = WAYS_OUT_SECONDS,
) -> WhyAnswer:
    """Answer a question about an item of a plan, or a request that it leaves out.

    Parameters
    ----------
    wish : Pin
        The item, with the time, room or people that are wished, or ``out``; with nothing fixed: why it is where it
        is, or why it is left out.
    now, pins
        What is past and what is fixed anyway.
    seconds : float
        After so long no more ways are looked for; the reason itself is always finished.

    Raises
    ------
    FaultyInput
        When the wish names what is not there.
    NoPlanPossible
        When it is about what cannot be planned at all.
    """
    from planner.formats import load_edition

    began = time.monotonic()
    policy = edition or load_edition(plan.edition)
    whole = Facts(week, policy, Revision(plan, now, tuple(pins)))
    refuse_set_aside(whole, plan, wish.of)
    facts = plannable_facts(whole, plan)
    wrong = list(pin_faults(facts, plan, [*pins, wish]))
    if wrong:
        raise FaultyInput(Fault(source or "why", "", what, maybe) for source, what, maybe in wrong)
    asking = WhatIf(facts, rules_of(policy), plan, StopSignal())
    item = next((item for item in asking.plan.items if item.id == wish.of), None)
    deadline = began + seconds
    if item is not None and not wish.sides and not wish.out:
        answer = _why_there(asking, facts, wish, item)
    else:
        answer = _why_not(asking, facts, wish, item, lambda: time.monotonic() < deadline)
    return replace(answer, seconds=time.monotonic() - began)


# ---------------------------------------------------------------- why it is there


def _why_there(asking: WhatIf, facts: Facts, wish: Pin, item: Item) -> WhyAnswer:
    """Return what would be worse one step or more earlier and later."""
    origin = asking.facts.week.origin

    def at_most(made: VisitsModel, model: cp_model.CpModel) -> None:
        act = made.views[item.visit].acts[item.id]
        model.add(act.done == 1)
        model.add(act.start <= item.start - QUARTER - origin)

    def at_least(made: VisitsModel, model: cp_model.CpModel) -> None:
        act = made.views[item.visit].acts[item.id]
        model.add(act.done == 1)
        model.add(act.start >= item.start + QUARTER - origin)

    earlier, later = asking.force_constraint(item.visit, at_most), asking.force_constraint(item.visit, at_least)
    return WhyAnswer(facts, wish, item, earlier=earlier, later=later, asked=False)


# ---------------------------------------------------------------- why not


def _why_not(asking: WhatIf, facts: Facts, wish: Pin, item: Item | None, more: Callable[[], bool]) -> WhyAnswer:
    """Return what forbids a wish, and the ways out."""
    plain = asking.breaks_by_itself(wish)
    if plain:
        timed = item is not None or wish.start is not None
        said = [(b, causes_of([b], None if timed else asking.request(wish))) for b in plain]
        obstacles = tuple(Obstacle("rule", b.rule, violation=b.violation, causes=causes) for b, causes in said)
        return WhyAnswer(facts, wish, item, obstacles, alone=True, nearest=asking.nearest(wish))
    forced, new = asking.force(wish), item is None
    ways = [WayOut("plain", (), forced)] if forced is not None else []
    if forced is not None and not (new and forced.left_out):
        return WhyAnswer(facts, wish, item, ways=tuple(ways))
    who = asking.blocking_visits(wish, keep=new)
    if who is None:
        return WhyAnswer(facts, wish, item, ways=tuple(ways), minimal=False)
    with ThreadPoolExecutor(1) as beside:  # what forbids it, while the way that moves the others is tried
        searched = beside.submit(asking.conflict_core, wish, alone=who == (), keep=new)
        ways += _moving(asking, wish, who)
        core = searched.result()
    if core is None:
        return WhyAnswer(facts, wish, item, ways=tuple(ways), minimal=False, nearest=asking.nearest(wish))
    ways += _ways(asking, wish, core, more)
    ways.sort(key=lambda way: (way.kind in ("waive", "spare"), way.forced.price))
    found = tuple(_obstacles(asking, wish, core, alone=who == ()))
    near = asking.nearest(wish)
    return WhyAnswer(facts, wish, item, found, core.minimal, who == (), tuple(ways), nearest=near)


def _obstacles(asking: WhatIf, wish: Pin, core: ConflictCore, *, alone: bool) -> Iterator[Obstacle]:
    """Yield the members of a core: rules with what they find, own other items, delegations with what they hold.

    A model without any of them that still cannot keep the wish has no time for it: ways, order, slots of the day.
    """
    rules = {rule.id: rule for rule in asking.rules}
    causes = [cause for cause in asking.causes(wish, core, alone=alone) if cause.rule not in WISH_RULES]
    named = [id for id in core.rules if id not in WISH_RULES] or list(dict.fromkeys(cause.rule for cause in causes))
    if not named and not core.visits and not core.items and Continuity.id in rules:
        named = [Continuity.id]
    for id in named:
        mine = tuple(cause for cause in causes if cause.rule == id)
        yield Obstacle("rule", rules.get(id), rule_id="" if id in rules else id, causes=mine)
    for id in core.items:
        yield Obstacle("own", item=id)
    held: dict[str, list[str]] = defaultdict(list)
    for visit in core.visits:
        for row in asking.incumbent.ledger.by_visit.get(visit, ()):
            if row.resource in core.resources and row.resource not in held[visit]:
                held[visit].append(row.resource)
    for visit in core.visits:
        yield Obstacle("held", visit=visit, resources=tuple(held[visit]))


def _moving(asking: WhatIf, wish: Pin, who: Sequence[str]) -> list[WayOut]:
    """Return the way out that plans those in the way again, if there is one."""
    others = tuple(who[: QUICK_ANSWER.max_neighbours])
    forced = asking.force(wish, others) if others else None
    return [] if forced is None else [WayOut("move", others, forced)]


def _ways(asking: WhatIf, wish: Pin, core: ConflictCore, more: Callable[[], bool]) -> Iterator[WayOut]:
    """Yield the ways out that a core suggests: one more of what its visits hold, or a rule set aside."""
    for resource in core.resources:
        if not more():
            return
        if (forced := asking.force_with_spare(wish, resource)) is not None:
            yield WayOut("spare", (resource,), forced)
    rules = {rule.id: rule for rule in asking.rules}
    for id in core.rules:
        if id in WISH_RULES or id not in rules or not rules[id].softenable or not more():
            continue
        if (forced := asking.force(wish, waived=id)) is not None:
            yield WayOut("waive", (id,), forced)
