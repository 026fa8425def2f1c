"""Why a request is left out: impossible alone, held by others, or not found; with the smallest set of reasons.

Musts stand under guards and the others' bookings under one guard a visit; what cannot hold together with the request is
a core, shrunk until every member is needed. No objective: with one, a core names everything.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.cp.run import SolveLimits, StopSignal, solve
from models.itinerary.model.build import VisitsModel, build

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from models.cp.ledger import Ledger
    from models.domain.facts import Facts
    from models.rules.core.base import Rule

Group = tuple[str, str]
"""``("rule", id)``, ``("visit", id)``, or ``("resource", "visit resource")``."""


@dataclass(frozen=True)
class Core:
    """Rules and other visits that together forbid something; removing any one of them allows it.

    Attributes
    ----------
    minimal : bool
        Whether every member was shown to be needed (else the limit ended the shrinking).
    """

    rules: tuple[str, ...]
    visits: tuple[str, ...]
    resources: tuple[str, ...]
    minimal: bool


def fits(
    facts: Facts,
    rules: Sequence[Rule],
    visits: Iterable[str],
    required: Collection[str],
    ledger: Ledger,
    stop: StopSignal,
    limit: float = 3.0,
) -> bool | None:
    """Tell whether the required activities fit together; None when the limit ran out.

    Parameters
    ----------
    visits : iterable of str
        The free visits; the ledger holds the others.
    required : collection of str
        Item ids (``visit/request``) that must be in the plan.
    """
    made = build(facts, sorted(visits), rules, ledger, "bound")
    _require(made, required)
    status = solve(made.frame.model, None, (), SolveLimits(deterministic=limit), stop).status
    return None if status == "unknown" else status != "infeasible"


def core(
    facts: Facts, rules: Sequence[Rule], visit: str, required: Collection[str], ledger: Ledger, stop: StopSignal
) -> Core | None:
    """Return why the required activities of one visit do not fit among the ledger's; None when they do, or no time."""
    made = build(facts, [visit], rules, ledger.without([visit]), "explain")
    _require(made, required)
    model = made.frame.model
    groups: dict[Group, list[Any]] = defaultdict(list)
    held: dict[Group, list[Any]] = defaultdict(list)
    for guard in made.frame.guards.values():
        if guard.resource and guard.holder:
            groups["visit", guard.holder].append(guard.literal)
            held["resource", f"{guard.holder} {guard.resource}"].append(guard.literal)
        else:
            groups["rule", guard.rule or _rule_of(guard.resource)].append(guard.literal)
    effort = SolveLimits(deterministic=3.0)
    found = _core(model, _switches(model, groups), effort, stop)
    if found is None:
        return None
    kept, minimal = found
    visits = tuple(sorted(name for kind, name in kept if kind == "visit"))
    rules_kept = tuple(sorted(name for kind, name in kept if kind == "rule"))
    fine = {key: literals for key, literals in held.items() if key[1].partition(" ")[0] in visits}
    fine |= {key: literals for key, literals in groups.items() if key in kept and key[0] == "rule"}
    named = _core(model, _switches(model, fine), effort, stop, known=minimal)
    resources = sorted({name.partition(" ")[2] for kind, name in (named[0] if named else ()) if kind == "resource"})
    return Core(rules_kept, visits, tuple(resources), minimal)


def holders(
    facts: Facts,
    rules: Sequence[Rule],
    visits: Sequence[str],
    ledger: Ledger,
    stop: StopSignal,
    *,
    limits: Sequence[int] = (),
    required: Collection[str] = (),
) -> tuple[str, ...] | None:
    """Return the fewest other visits that keep some from what is wished.

    Parameters
    ----------
    limits : sequence of int
        What the first tiers are to be at most.
    required : collection of str
        Item ids that must be in the plan.

    Returns
    -------
    tuple of str or None
        None when nobody is in the way, or no time was left to tell; ``()`` when they cannot have it even alone.
    """
    made = build(facts, sorted(visits), rules, ledger.without(visits), "hold", tiers=len(limits))
    model = made.frame.model
    _require(made, required)
    for tier, limit in enumerate(limits):
        model.add(made.frame.objective(tier) <= limit)
    groups: dict[Group, list[Any]] = defaultdict(list)
    for guard in made.frame.guards.values():
        if guard.holder:
            groups["visit", guard.holder].append(guard.literal)
        else:
            model.add(guard.literal == 1)
    found = _core(model, _switches(model, groups), SolveLimits(deterministic=3.0), stop)
    return None if found is None else tuple(sorted(name for _, name in found[0]))


def _switches(model: Any, groups: dict[Group, list[Any]]) -> dict[Group, Any]:
    """Return one literal a group that turns all its guards on."""
    switches: dict[Group, Any] = {}
    for key, literals in groups.items():
        switches[key] = model.new_bool_var("")
        model.add_bool_and(*literals).only_enforce_if(switches[key])
    return switches


def _core(
    model: Any, switches: dict[Group, Any], effort: SolveLimits, stop: StopSignal, *, known: bool = False
) -> tuple[list[Group], bool] | None:
    """Return a smallest set of groups that cannot hold together, and whether it is known to be one; None: they can.

    ``known``: every rule in it, and every visit with all that it holds, is known to be needed.
    """
    outcome = solve(model, None, (), effort, stop, assume=list(switches.values()))
    if outcome.status != "infeasible":
        return None
    names = {literal.index: key for key, literal in switches.items()}
    return _shrink(model, switches, [names[index] for index in outcome.core if index in names], effort, stop, known)


def _shrink(
    model: Any, switches: dict[Group, Any], kept: list[Group], effort: SolveLimits, stop: StopSignal, known: bool
) -> tuple[list[Group], bool]:
    """Drop what is not needed, rules first, so that other visits are named only where they must be."""
    for key in sorted(kept, key=lambda k: (k[0] != "visit", k)):
        if known and (key[0] == "rule" or _only(key, kept)):
            continue
        if stop.now:
            return kept, False
        if key not in kept:
            continue
        rest = [k for k in kept if k != key]
        outcome = solve(model, None, (), effort, stop, assume=[switches[k] for k in rest])
        if outcome.status == "infeasible":
            left = set(outcome.core)
            kept = [k for k in rest if switches[k].index in left]
        elif outcome.status == "unknown":
            return kept, False
    return kept, True


def _only(key: Group, kept: Sequence[Group]) -> bool:
    """Whether a resource is all that is left of what its holder holds: without it the whole visit would be gone."""
    holder = key[1].partition(" ")[0]
    return [name.partition(" ")[0] for kind, name in kept if kind == "resource"].count(holder) == 1


def _require(made: VisitsModel, required: Collection[str]) -> None:
    for view in made.views.values():
        for id, act in view.acts.items():
            if id in required:
                made.frame.model.add(act.done == 1)


def _rule_of(resource: str) -> str:
    """Return the rule behind a closure, by the kind of the resource."""
    kind = resource.partition(":")[0]
    return {"room": "ROOM-01", "person": "HOST-09", "dining": "MEAL-03", "workshop": "TOUR-04"}.get(kind, "STR-08")
