"""Judging plan after plan at the price of what changed says what judging each of them whole says."""

from __future__ import annotations

import gc
import random
import weakref
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from models.domain.facts import Facts
from models.domain.plan import Item, LeftOut, Move, Plan, VisitPlan, plan_of_visits
from models.domain.policy import Edition
from models.rules.catalogue import RULE_CLASSES, rules
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Violation, subject
from models.rules.core.groups import GroupedRule, Grouping, GroupJudge
from models.rules.core.people_work import WORK_BY_PERSON, PersonWork
from models.rules.core.programme import programmes
from models.rules.core.score import Broken, Score, score
from models.rules.core.scorer import KEPT, Scorer
from tests.mutations.registry import some_mutations
from tests.mutations.small_weeks import SMALL_WEEKS
from tests.mutations.test_by_hand import MUTATIONS, good
from tests.weeks import edition

Parts = dict[str, VisitPlan]
SWAPPED = {
    Item: ("start", "end", "place", "room", "dining_room", "stops", "duties", "kind"),
    Move: ("depart", "arrive", "origin", "target", "luggage", "rides", "duties", "kind"),
}
"""Fields that a row may take from another one, also of another visit."""


def parts_of(f: Facts, p: Plan, known: Iterable[VisitPlan] = ()) -> Parts:
    """Return a plan by visit; those that are known already as the same objects."""
    found = {}
    for visit in f.visits:
        part = p.of(visit)
        mine = VisitPlan(part.items, part.moves, part.nights, part.left_out)
        found[visit] = next((each for each in known if each == mine), mine)
    return found


def whole(f: Facts, parts: Parts, judged_by: Iterable[Rule]) -> Score:
    return score(f, plan_of_visits(f.week.id, f.edition.id, parts), tuple(judged_by))


def differences(f: Facts, judged_by: Iterable[Rule], plans: Iterable[Parts]) -> Iterator[str]:
    """Judge plans one after the other, and yield where the two ways differ."""
    judged_by = tuple(judged_by)
    scorer = Scorer(f, judged_by)
    for k, parts in enumerate(plans):
        found, due = scorer.score(parts), whole(f, parts, judged_by)
        if found.tiers != due.tiers:
            yield f"{k}: tiers {found.tiers}, not {due.tiers}"
        if found.costs != due.costs:
            yield f"{k}: costs {found.costs}, not {due.costs}"
        if found.broken != due.broken:
            here, there = Counter(map(said, found.broken)), Counter(map(said, due.broken))
            yield f"{k}: too much {here - there}, missing {there - here}, or another order"


def said(broken: Broken) -> str:
    return f"{broken.violation}, waived: {broken.waived}"


def mutated(f: Facts, p: Plan, week: str, each: int) -> Iterator[Parts]:
    """Yield mutations of a plan, and the plan itself between them."""
    base = parts_of(f, p)
    for k, mutation in enumerate(m for m in some_mutations(each, 7) if m.week == week):
        yield parts_of(f, mutation.plan, base.values())
        if k % 3 == 0:
            yield base


def drawn(f: Facts, p: Plan, seed: int, number: int) -> Iterator[Parts]:
    """Yield plans, each changed a little more than the one before, or changed from the first again."""
    chance = random.Random(seed)
    base = now = parts_of(f, p)
    for _ in range(number):
        yield now
        if chance.random() < 0.2:
            now = base
        for _ in range(chance.choice((1, 1, 2))):
            visit = chance.choice(sorted(now))
            now = now | {visit: changed(f, now, visit, chance)}


def changed(f: Facts, parts: Parts, visit: str, chance: random.Random) -> VisitPlan:
    """Return the plan of a visit with something of it changed; what a row gets may be another visit's."""
    old = parts[visit]
    way = chance.choice(("swap", "swap", "swap", "shift", "drop", "hotel", "nothing", "out"))
    if way == "hotel":
        hotel = chance.choice(f.week.hotels).id
        return replace(old, nights=tuple(night.replace(hotel=hotel) for night in old.nights[chance.choice((0, 1)) :]))
    if way == "nothing":
        return VisitPlan(*((), (), (), ()) if chance.random() < 0.5 else map(tuple, vars(old).values()))
    if way == "out":
        stay = f.stay(visit)
        names = ["*", *(request.id for request in stay.visit.requests)]
        return replace(old, left_out=(LeftOut(visit=visit, request=chance.choice(names)),))
    rows: list[Any] = [*old.items, *old.moves]
    if not rows:
        return old
    row = chance.choice(rows)
    if way == "drop":
        new = []
    elif way == "shift":
        by = chance.choice((-1440, -60, -15, -5, 5, 15, 60, 1440))
        ends = ("start", "end") if isinstance(row, Item) else ("depart", "arrive")
        duties = tuple(d.model_copy(update={"start": d.start + by, "end": d.end + by}) for d in row.duties)
        new = [row.model_copy(update={**{name: getattr(row, name) + by for name in ends}, "duties": duties})]
    else:
        others = [r for part in parts.values() for r in (*part.items, *part.moves) if type(r) is type(row)]
        other, names = chance.choice(others), chance.sample(SWAPPED[type(row)], 2)
        new = [row.model_copy(update={name: getattr(other, name) for name in names})]
    put = [each for r in rows for each in (new if r is row else [r])]
    items, moves = (tuple(r for r in put if isinstance(r, kind)) for kind in (Item, Move))
    return replace(old, items=items, moves=moves)


def other_levels(chance: random.Random) -> Edition:
    """Return the default edition with other levels and weights, and some rules off."""
    return edition(
        {
            kind.id: {"level": chance.choice(kind.levels), "weight": chance.choice(("strong", "normal", "weak"))}
            for kind in RULE_CLASSES
        }
    )


def with_waivers(f: Facts, chance: random.Random) -> Facts:
    """Return the week with some rules waived, for a whole visit or for one request."""
    visits = []
    for visit in f.week.visits:
        waivers = [
            {"rule": kind.id, "approver": "总经理", "scope": chance.choice(["", *(r.id for r in visit.requests)])}
            for kind in chance.sample(RULE_CLASSES, 40)
        ]
        visits.append(visit.replace(waivers=waivers))
    return Facts(f.week.replace(visits=visits), f.edition, f.revision)


# -- equality


@pytest.mark.parametrize("week", SMALL_WEEKS)
def test_mutations_are_judged_alike(week: str) -> None:
    f, p = SMALL_WEEKS[week]()
    assert list(differences(f, rules(f.edition), mutated(f, p, week, 1))) == []


@pytest.mark.parametrize("week", SMALL_WEEKS)
@pytest.mark.parametrize("seed", range(2))
def test_changes_of_the_plan_are_judged_alike(week: str, seed: int) -> None:
    f, p = SMALL_WEEKS[week]()
    assert list(differences(f, rules(f.edition), drawn(f, p, seed, 40))) == []


@pytest.mark.parametrize("week", SMALL_WEEKS)
@pytest.mark.parametrize("seed", range(3))
def test_other_levels_and_waivers_are_judged_alike(week: str, seed: int) -> None:
    f, p = SMALL_WEEKS[week]()
    chance = random.Random(f"{week} {seed}")
    f = with_waivers(Facts(f.week, other_levels(chance), f.revision), chance)
    every = [kind(f.edition) for kind in RULE_CLASSES]
    assert any(rule.level == "off" for rule in every)
    assert list(differences(f, every, drawn(f, p, seed + 10, 25))) == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_mutations_by_hand_are_judged_alike(name: str) -> None:
    f, p = good()
    id, spoil = MUTATIONS[name]
    made = spoil(f, p)
    f, spoilt = made if isinstance(made, tuple) else (f, made)
    before = parts_of(f, p)
    (kind,) = (kind for kind in RULE_CLASSES if kind.id == id)
    assert list(differences(f, [kind(f.edition)], [before, parts_of(f, spoilt, before.values()), before])) == []


def test_the_changes_reach_every_rule() -> None:
    """What a rule finds differs from plan to plan: else nothing would be seen of a wrong declaration."""
    f, p = SMALL_WEEKS["again"]()
    by_hand = {id for id, _ in MUTATIONS.values()}
    others = [rule for rule in rules(f.edition) if rule.id not in by_hand and rule.level != "note"]
    found = [whole(f, parts, others).broken for parts in mutated(f, p, "again", 1)]
    reached = {broken.rule.id for each in found for broken in each if broken not in found[1]}
    assert sorted({rule.id for rule in others} - reached) == []


def test_a_part_of_the_visits_is_judged_as_if_nothing_were_planned_for_the_others() -> None:
    f, p = SMALL_WEEKS["three"]()
    parts = parts_of(f, p)
    plans = [{}, *({v: parts[v] for v in sorted(parts)[:k]} for k in (2, 1, 3)), {}]
    assert list(differences(f, rules(f.edition), plans)) == []


def _moved_to(parts: Parts, visit: str, other: str) -> Parts:
    """Return the plan with all of a visit under the name of another, whose own rows it joins."""
    a, b = parts[visit], parts[other]
    rows = (a.items + b.items, a.moves + b.moves, a.nights + b.nights, a.left_out + b.left_out)
    return parts | {visit: VisitPlan((), (), (), ()), other: VisitPlan(*rows)}


def _renamed(parts: Parts, visit: str, id: str) -> Parts:
    first, *rest = parts[visit].items
    return parts | {visit: replace(parts[visit], items=(first.model_copy(update={"id": id}), *rest))}


def test_rows_that_are_not_of_their_visit_are_judged_alike() -> None:
    """Ids that are there twice, or of another visit; unknown visits. Mutations of such plans are judged whole."""
    f, p = SMALL_WEEKS["three"]()
    parts = parts_of(f, p)
    a, b, *_ = sorted(parts)
    odd = [
        _renamed(parts, a, parts[b].items[0].id),
        _renamed(parts, a, parts[a].items[1].id),
        _renamed(parts, a, f"{b}/more"),
        _renamed(parts, a, "more"),
        _moved_to(parts, a, b),
        parts | {"nobody": replace(parts[a], nights=())},
        parts | {a: replace(parts[a], left_out=(LeftOut(visit=b, request="talk"),))},
    ]
    plans = [each for pair in zip(odd, [parts] * len(odd), strict=True) for each in pair]
    assert list(differences(f, rules(f.edition), plans)) == []
    assert all(whole(f, each, rules(f.edition)) != whole(f, parts, rules(f.edition)) for each in odd)


# -- a wrong declaration is noticed


class _FewItems(Rule):
    """A rule about the whole week that says it judges each visit by its own rows."""

    id, title, title_en, cites = "TEST-01", "一周最多十项", "At most ten items a week", PRACTICE

    def check(self, facts: Facts, plan: Plan) -> Iterator[Violation]:
        over = len(plan.items) - 10
        for p in programmes(facts, plan):
            if over > 0:
                yield self.broken(p.id, subject(visit=p.id), over)


class _BusyWeek(GroupedRule):
    """A rule whose groups are not as it says: an entry follows from the rows of several visits."""

    id, title, title_en, cites = "TEST-02", "全周", "The whole week", PRACTICE

    def group_judges(self) -> tuple[GroupJudge, ...]:
        return (_ROWS.by(self._busy),)

    def _busy(self, facts: Facts, rows: list[int]) -> Iterator[Violation]:
        yield self.broken("", subject(visit=facts.week.visits[0].id), sum(rows))


def _all_rows(facts: Facts, plan: Plan) -> Iterator[tuple[str, int]]:
    del facts
    return ((item.visit, len(plan.items)) for item in plan.items)


_ROWS = Grouping(_all_rows, lambda _, found: found)


@pytest.mark.parametrize("kind", [_FewItems, _BusyWeek])
def test_a_rule_that_looks_beyond_what_it_says_is_found_out(kind: type[Rule]) -> None:
    f, p = SMALL_WEEKS["three"]()
    assert list(differences(f, [kind(f.edition)], drawn(f, p, 0, 10)))


def test_rules_about_labels_are_not_about_the_week() -> None:
    """The week as it was written is never put together."""
    assert [kind.id for kind in RULE_CLASSES if kind.judges_labels and kind.judged_by != "visit"] == []
    assert all((kind.judged_by == "groups") == issubclass(kind, GroupedRule) for kind in RULE_CLASSES)


# -- the price


class _Counting(GroupedRule):
    """Counts what it is asked to judge."""

    id, title, title_en, cites = "TEST-03", "计数", "Counts", PRACTICE

    def __init__(self, facts_edition: Edition) -> None:
        super().__init__(facts_edition)
        self.visits: list[str] = []
        self.people: list[str] = []

    def judge_visit(self, facts: Facts, p: Any) -> tuple[Violation, ...]:
        del facts
        self.visits.append(p.id)
        return ()

    def group_judges(self) -> tuple[GroupJudge, ...]:
        return (WORK_BY_PERSON.by(self._person),)

    def _person(self, facts: Facts, work: PersonWork) -> tuple[Violation, ...]:
        del facts
        self.people.append(work.person.id)
        return ()

    def taken(self) -> tuple[list[str], list[str]]:
        found = self.visits, sorted(self.people)
        self.visits, self.people = [], []
        return found


def test_only_what_changed_is_judged() -> None:
    f, p = SMALL_WEEKS["three"]()
    counting, parts = _Counting(f.edition), parts_of(f, p)
    scorer = Scorer(f, [counting])
    busy = {v: sorted({d.person for r in (*x.items, *x.moves) for d in r.duties if d.person}) for v, x in parts.items()}
    scorer.score(parts)
    assert counting.taken() == ([v.id for v in f.week.visits], sorted({id for ids in busy.values() for id in ids}))
    scorer.score(dict(parts))
    assert counting.taken() == ([], [])
    visit = f.week.visits[0].id
    scorer.score(parts | {visit: replace(parts[visit], nights=())})
    assert counting.taken() == ([visit], busy[visit])
    scorer.score(parts)
    assert counting.taken() == ([], []), "what was known of the plan before is known still"
    equal = VisitPlan(*(tuple(rows) for rows in vars(parts[visit]).values()))
    scorer.score(parts | {visit: equal})
    assert counting.taken() == ([], []), "an equal plan is the same plan"


def test_trials_that_are_dropped_are_forgotten() -> None:
    f, p = SMALL_WEEKS["three"]()
    scorer, parts, visit = Scorer(f, rules(f.edition)), parts_of(f, p), f.week.visits[0].id
    dropped = []
    for minutes in range(5, 60, 5):
        first, *rest = parts[visit].items
        moved = first.model_copy(update={"start": first.start + minutes, "end": first.end + minutes})
        trial = replace(parts[visit], items=(moved, *rest))
        dropped.append(weakref.ref(trial))
        scorer.score(parts | {visit: trial})
        scorer.score(parts)
    del trial
    gc.collect()
    assert sum(trial() is not None for trial in dropped) < KEPT
    assert max(len(group.known) for group in scorer._groups.values()) <= KEPT
