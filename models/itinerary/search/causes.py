"""Causes: the clauses and facts that keep a request out of a plan, in words of both languages.

A request that breaks a must by itself, whatever else is planned, says so at once. Else the rules of a conflict core are
set aside, the request is planned, and the rules' own check of that plan gives hours, seats and names.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models.cp.run import SolveLimits, solve
from models.domain.activities import KINDS
from models.domain.clock import DAY, QUARTER, at
from models.domain.plan import LeftOutCause, Plan
from models.itinerary.model.build import build
from models.itinerary.model.candidates import Candidates
from models.itinerary.model.extract import read_visit_plan
from models.itinerary.search.conflicts import rule_of_guard
from models.itinerary.search.incumbent import assemble
from models.itinerary.search.limits import CONFLICT_LIMITS
from models.itinerary.static_check import LoneItems
from models.rules.arrival.punctual_rides import AtDepartureInTime
from models.rules.core.findings import DayAndTime, ItemLabel, Phrase, Sentence, Several
from models.rules.core.score import Broken
from models.rules.hosts.working_hours import LeaveKept
from models.rules.structure.continuity import Continuity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from models.cp.ledger import Ledger
    from models.cp.stop_signal import StopSignal
    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.rules.core.base import Rule
    from models.rules.core.findings import Clause, Violation

MAX_CAUSES = 3
"""So many facts of one rule are said."""
WAYS = Sentence(
    "客人 {first} 从{origin}出来,{last} 前要到{target};去{place}约 {there} 分钟,回来约 {back} 分钟,活动 {minutes} 分钟",
    "the guests are out at {origin} on {first} and due at {target} by {last}; the way to {place} takes about {there} "
    "min, the way back about {back} min, the item {minutes} min",
)
NOTHING_THERE = Sentence("公司资料里没有可用的{what}", "the company lists no {what} that may be used")
WHERE_IT_WOULD_BE = {
    "tour": Phrase("参观车间", "workshop"),
    "banquet": Phrase("餐厅包间", "dining room"),
    "shopping": Phrase("购物场所", "shop"),
    "entertainment": Phrase("文娱场所", "place of entertainment"),
}
MEETING_ROOM = Phrase("会议室", "meeting room")
"""Where all requests take place that need a room and name no other kind of place."""
ON_DAYS = Sentence("{days}:{what}", "{days}: {what}")


def lone_item(facts: Facts, rules: Sequence[Rule], visit: str, request: Request) -> LoneItems:
    """Return a request as an item by itself, with every place and room and the rules that forbid it."""
    candidates = Candidates(facts, facts.stay(visit), rules, every=True, keep_vetoed=True)
    return LoneItems(facts, rules, visit, candidates.requested(request.id))


def causes_by_itself(facts: Facts, rules: Sequence[Rule], visit: str, request: Request) -> tuple[LeftOutCause, ...]:
    """Return what a request breaks by itself at the time that was fixed, or at any time, whatever else is planned."""
    lone = lone_item(facts, rules, visit, request)
    if not lone.choices:
        return (_said(NOTHING_THERE.fill(what=WHERE_IT_WOULD_BE.get(request.kind, MEETING_ROOM)), ""),)
    if request.at is not None:
        return causes_of(lone.breaks(request.at), request)
    if lone.forbidden:
        noon = at(request.on or facts.stay(visit).days[0], facts.shape.afternoon_start)
        return causes_of((b for b in lone.breaks(noon) if b.rule.id in lone.forbidden_by), request)
    return ()


def causes_at_every_time(facts: Facts, rules: Sequence[Rule], visit: str, request: Request) -> tuple[LeftOutCause, ...]:
    """Return what a request without a fixed start breaks by itself on each day; empty where some time is allowed."""
    lone, stay = lone_item(facts, rules, visit, request), facts.stay(visit)
    if not lone.choices or request.at is not None:
        return ()
    days: dict[tuple[LeftOutCause, ...], list[dt.date]] = {}
    for day in [request.on] if request.on else stay.days:
        found = [lone.breaks(start) for start in _starts(request, day)]
        if not all(found):
            return ()
        days.setdefault(causes_of(_least(found), request), []).append(day)
    return tuple(dict.fromkeys(_on_days(cause, when) for causes, when in days.items() for cause in causes))


def causes_of(broken: Iterable[Broken], request: Request | None) -> tuple[LeftOutCause, ...]:
    """Return breaks in words; a time that nobody fixed is not said."""
    fixed = request is None or request.at is not None
    found: dict[str, list[LeftOutCause]] = {}
    for b in broken:
        violation = b.violation if fixed else _without_time(b.violation)
        zh, en = violation.say("zh") or b.rule.title, violation.say("en") or b.rule.title_en
        mine, cause = found.setdefault(b.rule.id, []), LeftOutCause(rule=b.rule.id, zh=zh, en=en)
        if cause not in mine and len(mine) < MAX_CAUSES:
            mine.append(cause)
    return tuple(cause for mine in found.values() for cause in mine)


def causes_in_core(
    facts: Facts,
    rules: Sequence[Rule],
    item: str,
    required: Collection[str],
    ledger: Ledger,
    core: Collection[str],
    stop: StopSignal,
) -> tuple[LeftOutCause, ...]:
    """Return what the rules of a conflict core find in plans that keep all but one of them; their titles at least.

    Parameters
    ----------
    item : str
        The item of the request; what is about it is said before the rest.
    required : collection of str
        Items that must be in the plan.
    core : collection of str
        Ids of the rules that forbid it together.
    """
    visit, _, name = item.partition("/")
    request = next((r for r in facts.week.visit(visit).requests if r.id == name), None)
    mine = [rule for rule in rules if rule.id in core]
    found: dict[str, tuple[LeftOutCause, ...]] = {}
    for rule in sorted(mine, key=lambda rule: rule.id != LeaveKept.id):  # who is away says more than who is missing
        if rule.id in found:
            continue
        plan = plan_without(facts, rules, visit, required, ledger, rule.id, stop)
        if plan is None:
            continue
        for other in mine:
            if causes := causes_of(_breaks(facts, other, plan, item), request):
                found.setdefault(other.id, causes)
    if AtDepartureInTime.id in core and request is not None:
        found[AtDepartureInTime.id] = ways(facts, visit, request, AtDepartureInTime.id)
    titles = [LeftOutCause(rule=rule.id, zh=rule.title, en=rule.title_en) for rule in mine if not found]
    return tuple(cause for causes in found.values() for cause in causes) or tuple(titles)


def plan_without(
    facts: Facts,
    rules: Sequence[Rule],
    visit: str,
    required: Collection[str],
    ledger: Ledger,
    rule: str,
    stop: StopSignal,
) -> Plan | None:
    """Return a plan of a visit that keeps every must but one rule; None when there is none, or no time."""
    made = build(facts, [visit], rules, ledger.without([visit]), "explain", tiers=())
    model = made.frame.model
    for id, act in made.views[visit].acts.items():
        if id in required:
            model.add(act.done == 1)
    broken = []
    for guard in made.frame.guards.values():
        if not guard.holder and rule_of_guard(guard) == rule:
            broken.append(guard.literal)
        else:
            model.add(guard.literal == 1)
    kept = sum(broken, 0)
    limits = SolveLimits(deterministic=CONFLICT_LIMITS.witness_seconds)
    outcome = solve(model, -kept if broken else None, (), limits, stop)
    if not outcome.found:
        return None
    return assemble(facts, {visit: read_visit_plan(facts, made.views[visit], outcome.value)})


def ways(facts: Facts, visit: str, request: Request, rule: str = Continuity.id) -> tuple[LeftOutCause, ...]:
    """Return when the guests come and go and how long the ways take: what leaves no time, where no rule forbids it."""
    stay = facts.stay(visit)
    places = sorted({choice.choice.place for choice in lone_item(facts, (), visit, request).candidate.choices})
    if not places:
        return ()
    first, last = stay.first[0], stay.last[0]
    there = {place: facts.travel.base(first.origin, place) for place in places}
    back = {place: facts.travel.base(place, last.target) for place in places}
    near = min(places, key=lambda place: (there[place] + back[place], place))
    clause = WAYS.fill(
        first=DayAndTime(first.exit),
        origin=facts.week.place(first.origin).name,
        last=DayAndTime(last.deadline),
        target=facts.week.place(last.target).name,
        place=facts.week.place(near).name,
        there=there[near],
        back=back[near],
        minutes=stay.minutes(request),
    )
    return (_said(clause, rule),)


# ---------------------------------------------------------------- parts


def _starts(request: Request, day: dt.date) -> Iterator[int]:
    """Yield the starts of a day that are tried: each quarter hour that the request allows."""
    low, high = request.earliest or 0, DAY - 1 if request.latest is None else request.latest
    yield from (at(day, minute) for minute in range(low, high + 1, QUARTER))


def _least(found: Sequence[tuple[Broken, ...]]) -> list[Broken]:
    """Return the breaks of the starts of a day that break the fewest rules: of each such rule the smallest ones."""
    fewest = min((len({b.rule.id for b in broken}) for broken in found), default=0)
    best: dict[frozenset[str], tuple[Broken, ...]] = {}
    for broken in sorted(found, key=lambda broken: sum(b.violation.amount for b in broken)):
        ids = frozenset(b.rule.id for b in broken)
        if len(ids) == fewest:
            best.setdefault(ids, broken)
    return [b for broken in best.values() for b in broken]


def _breaks(facts: Facts, rule: Rule, plan: Plan, item: str) -> list[Broken]:
    """Return what a rule finds in a plan, about an item first."""
    found = [Broken(violation, rule, waived=False) for violation in rule.check(facts, plan)]
    mine = [b for b in found if item in b.violation.about.ids]
    return mine or found


def _without_time(violation: Violation) -> Violation:
    """Return a break without the time of its item."""
    values = tuple(
        (name, Phrase(KINDS[value.kind].zh, KINDS[value.kind].en) if isinstance(value, ItemLabel) else value)
        for name, value in violation.values
    )
    return replace(violation, values=values)


def _on_days(cause: LeftOutCause, days: Sequence[dt.date]) -> LeftOutCause:
    said = Several(tuple(days))
    return LeftOutCause(
        rule=cause.rule,
        zh=ON_DAYS.fill(days=said, what=cause.zh).say("zh"),
        en=ON_DAYS.fill(days=said, what=cause.en).say("en"),
    )


def _said(clause: Clause, rule: str) -> LeftOutCause:
    return LeftOutCause(rule=rule, zh=clause.say("zh"), en=clause.say("en"))
