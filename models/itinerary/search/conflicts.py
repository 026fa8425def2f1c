"""Conflicts: whether wished activities are feasible, and the smallest set of reasons where they are not.

Musts stand under guards and the others' bookings under one guard a visit; what cannot hold together with the wish is an
unsatisfiable core, shrunk until every member is needed. There is no objective: with one, a core names everything.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from models.cp.run import SolveLimits, solve
from models.domain.tiers import PROGRAMME_TIERS
from models.itinerary.model.build import VisitsModel, build
from models.itinerary.search.limits import CONFLICT_LIMITS
from models.rules.arrival.lodging import Lodging
from models.rules.hosts.leaders import NamedPeopleAvailable
from models.rules.hosts.working_hours import LeaveKept
from models.rules.joint import OneJointItem
from models.rules.meals.dining_rooms import DiningRoomFits
from models.rules.rooms import RoomFitsMeeting
from models.rules.structure.continuity import JustInTime
from models.rules.tour.company_tour import WorkshopGroupLimit, WorkshopHours
from models.rules.tour.rivals import RivalsApart

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ortools.sat.python import cp_model

    from models.cp.frame import Guard
    from models.cp.ledger import Ledger
    from models.cp.stop_signal import StopSignal
    from models.cp.types import Lit
    from models.domain.facts import Facts
    from models.rules.core.base import Rule


@dataclass(frozen=True, order=True)
class GuardGroup:
    """Guards that are switched on and off as one: of a rule, of a visit, or of a resource that a visit holds.

    Attributes
    ----------
    kind : str
        ``item``, ``resource``, ``rule`` or ``visit``; groups are sorted by it first.
    visit : str
        The visit; that which holds the resource; empty for a rule.
    resource : str
        Only with kind ``resource``; with kind ``item`` an item of the visit itself.
    rule : str
        Rule id; only with kind ``rule``.
    """

    kind: Literal["item", "resource", "rule", "visit"]
    visit: str = ""
    resource: str = ""
    rule: str = ""


@dataclass(frozen=True)
class ConflictCore:
    """Rules and other visits that together forbid something; removing any one of them allows it.

    Attributes
    ----------
    minimal : bool
        Whether every member was shown to be needed (else the limit ended the shrinking).
    items : tuple of str
        Items of the visit itself that it would have to do without.
    """

    rules: tuple[str, ...]
    visits: tuple[str, ...]
    resources: tuple[str, ...]
    minimal: bool
    items: tuple[str, ...] = ()


def is_feasible(
    facts: Facts,
    rules: Sequence[Rule],
    visits: Iterable[str],
    required: Collection[str],
    ledger: Ledger,
    stop: StopSignal,
    seconds: float = CONFLICT_LIMITS.solve_seconds,
) -> bool | None:
    """Tell whether the required activities are feasible together; None when the limit ran out.

    Parameters
    ----------
    visits : iterable of str
        The unfixed visits; the ledger holds the others.
    required : collection of str
        Item ids (``visit/request``) that must be in the plan.
    seconds : float
        Deterministic seconds.
    """
    for filtered in (True, False):  # the usual choices are mostly enough, and soon tried
        made = build(facts, sorted(visits), rules, ledger, "bound", filtered=filtered, tiers=())
        _require(made, required)
        status = solve(made.frame.model, None, (), SolveLimits(deterministic=seconds), stop).status
        if status in ("optimal", "feasible"):
            return True
    return False if status == "infeasible" else None


def conflict_core(
    facts: Facts,
    rules: Sequence[Rule],
    visit: str,
    required: Collection[str],
    ledger: Ledger,
    stop: StopSignal,
    *,
    beside: Collection[str] = (),
) -> ConflictCore | None:
    """Return why the required activities of one visit do not fit among the ledger's; None when they do, or no time.

    Parameters
    ----------
    beside : collection of str
        Further items of the visit that should be in the plan; those that stand in the way are members of the core.
    """
    made = build(facts, [visit], rules, ledger.without([visit]), "explain", tiers=())
    _require(made, required)
    model = made.frame.model
    groups: dict[GuardGroup, list[Lit]] = defaultdict(list)
    for id, act in made.views[visit].acts.items():
        if id in beside and id not in required:
            groups[GuardGroup("item", visit, id)].append(act.done)
    bookings: dict[GuardGroup, list[Lit]] = defaultdict(list)
    for guard in made.frame.guards.values():
        if guard.resource and guard.holder:
            groups[GuardGroup("visit", guard.holder)].append(guard.literal)
            bookings[GuardGroup("resource", guard.holder, guard.resource)].append(guard.literal)
        else:
            groups[GuardGroup("rule", rule=rule_of_guard(guard))].append(guard.literal)
    limits = SolveLimits(deterministic=CONFLICT_LIMITS.solve_seconds)
    found = _core(model, _switches(model, groups), limits, stop)
    if found is None:
        return None
    kept, minimal = found
    visits = tuple(sorted(group.visit for group in kept if group.kind == "visit"))
    rules_kept = tuple(sorted(group.rule for group in kept if group.kind == "rule"))
    fine = {group: literals for group, literals in bookings.items() if group.visit in visits}
    fine |= {group: literals for group, literals in groups.items() if group in kept and group.kind != "visit"}
    named = _core(model, _switches(model, fine), limits, stop, minimal=minimal)
    resources = sorted({group.resource for group in (named[0] if named else ()) if group.kind == "resource"})
    items = tuple(sorted(group.resource for group in kept if group.kind == "item"))
    return ConflictCore(rules_kept, visits, tuple(resources), minimal, items)


def blocking_visits(
    facts: Facts,
    rules: Sequence[Rule],
    visits: Sequence[str],
    ledger: Ledger,
    stop: StopSignal,
    *,
    at_most: Sequence[int] = (),
    required: Collection[str] = (),
    filtered: bool = False,
) -> tuple[str, ...] | None:
    """Return the fewest other visits that block what is wished for some.

    Parameters
    ----------
    at_most : sequence of int
        What the first tiers are to be at most.
    required : collection of str
        Item ids that must be in the plan.
    filtered : bool
        Among the usual choices only: soon found, but with more choices fewer may block it.

    Returns
    -------
    tuple of str or None
        None when nobody blocks it, or no time was left to tell; ``()`` when they cannot have it even alone.
    """
    tiers = PROGRAMME_TIERS[: len(at_most)]
    made = build(facts, sorted(visits), rules, ledger.without(visits), "guard_others", filtered=filtered, tiers=tiers)
    model = made.frame.model
    _require(made, required)
    for tier, limit in zip(tiers, at_most, strict=True):
        model.add(made.frame.objective(tier) <= limit)
    groups: dict[GuardGroup, list[Lit]] = defaultdict(list)
    for guard in made.frame.guards.values():
        if guard.holder:
            groups[GuardGroup("visit", guard.holder)].append(guard.literal)
        else:
            model.add(guard.literal == 1)
    found = _core(model, _switches(model, groups), SolveLimits(deterministic=CONFLICT_LIMITS.solve_seconds), stop)
    return None if found is None else tuple(sorted(group.visit for group in found[0]))


def _switches(model: cp_model.CpModel, groups: dict[GuardGroup, list[Lit]]) -> dict[GuardGroup, cp_model.IntVar]:
    """Return one literal a group that turns all its guards on."""
    switches: dict[GuardGroup, cp_model.IntVar] = {}
    for key, literals in groups.items():
        switches[key] = model.new_bool_var("")
        model.add_bool_and(*literals).only_enforce_if(switches[key])
    return switches


def _core(
    model: cp_model.CpModel,
    switches: dict[GuardGroup, cp_model.IntVar],
    limits: SolveLimits,
    stop: StopSignal,
    *,
    minimal: bool = False,
) -> tuple[list[GuardGroup], bool] | None:
    """Return a smallest set of groups that cannot hold together, and whether it is known to be one; None: they can.

    ``minimal``: every rule in it, and every visit with all that it holds, is known to be needed.
    """
    outcome = solve(model, None, (), limits, stop, assume=list(switches.values()))
    if outcome.status != "infeasible":
        return None
    names = {literal.index: key for key, literal in switches.items()}
    return _shrink(model, switches, [names[index] for index in outcome.core if index in names], limits, stop, minimal)


def _shrink(
    model: cp_model.CpModel,
    switches: dict[GuardGroup, cp_model.IntVar],
    kept: list[GuardGroup],
    limits: SolveLimits,
    stop: StopSignal,
    minimal: bool,
) -> tuple[list[GuardGroup], bool]:
    """Drop what is not needed, rules first, so that other visits are named only where they must be."""
    for key in sorted(kept, key=lambda group: (group.kind != "visit", group)):
        if minimal and (key.kind != "resource" or _is_last_resource(key, kept)):
            continue
        if stop.now:
            return kept, False
        if key not in kept:
            continue
        rest = [k for k in kept if k != key]
        outcome = solve(model, None, (), limits, stop, assume=[switches[k] for k in rest])
        if outcome.status == "infeasible":
            left = set(outcome.core)
            kept = [k for k in rest if switches[k].index in left]
        elif outcome.status == "unknown":
            return kept, False
    return kept, True


def _is_last_resource(group: GuardGroup, kept: Sequence[GuardGroup]) -> bool:
    """Whether a resource is all that is left of what its holder holds: without it the whole visit would be gone."""
    return [other.visit for other in kept if other.kind == "resource"].count(group.visit) == 1


def _require(made: VisitsModel, required: Collection[str]) -> None:
    """State that some activities must be in the plan."""
    for view in made.views.values():
        for id, act in view.acts.items():
            if id in required:
                made.frame.model.add(act.done == 1)


def rule_of_guard(guard: Guard) -> str:
    """Return the rule of a guard; of a closure the rule behind it, by the kind of the resource."""
    if guard.rule:
        return guard.rule
    kind = guard.resource.partition(":")[0]
    rules: dict[str, type[Rule]] = {
        "room": RoomFitsMeeting,
        "person": LeaveKept,
        "dining": DiningRoomFits,
        "workshop": WorkshopHours,
    }
    return rules.get(kind, JustInTime).id


def rule_of_holding(resource: str) -> str:
    """Return the rule by which what one visit holds is nobody else's, by the kind of the resource."""
    rules: dict[str, type[Rule]] = {
        "room": RoomFitsMeeting,
        "person": NamedPeopleAvailable,
        "dining": DiningRoomFits,
        "workshop": WorkshopGroupLimit,
        "hotel": Lodging,
        "at": RivalsApart,
        "joint": OneJointItem,
        "seats": RoomFitsMeeting,
        "tables": DiningRoomFits,
        "standing": DiningRoomFits,
    }
    return rules[resource.partition(":")[0]].id
