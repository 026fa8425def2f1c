"""A plan whose facts have changed: the least that must move is planned again, everything else is held.

The checker names whom the new facts concern. Their visits are planned again one by one among the fixed others, with a
price on everything announced (STAB-02); who only needs other people or cars is staffed again. Where requests are left
out that were not, or could be had, those who hold what they need are freed with them, two at most.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from models.cp.ledger import Ledger
from models.cp.run import Outcome, SolveLimits, StopSignal, by_tiers
from models.domain.errors import NoneInTime, NoPlanPossible
from models.itinerary.model.build import VisitsModel, build
from models.itinerary.model.extract import rows as read_rows
from models.itinerary.model.plan_ledger import clashes, ledger_of, rows_of
from models.itinerary.search.conflicts import core, holders
from models.itinerary.search.guidance import concerned
from models.itinerary.search.incumbent import Incumbent, assemble, values_of
from models.itinerary.search.search import urgency, worth
from models.itinerary.search.subproblem import Reopened, SubproblemLimits, reopen
from models.itinerary.what_if.static_check import plainly
from models.rules.core.score import score
from models.staffing.positions import KEPT_ROLES
from models.staffing.staff import staff

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import LeftOut, Plan, VisitPlan
    from models.rules.core.base import Rule
    from models.rules.core.score import Score

NEIGHBOURS = 2
"""So many other visits are freed with one that has to leave something out."""


@dataclass
class Repaired:
    """The plan in hand after a repair.

    Attributes
    ----------
    before : Score
        Of the old plan under the new facts: with musts broken it was no plan any more.
    planned : list of str
        Visits planned again, in that order.
    staffed : list of str
        Visits that only got other people or cars.
    widened : list of str
        Visits freed with one of them.
    """

    incumbent: Incumbent
    before: Score
    planned: list[str] = field(default_factory=list)
    staffed: list[str] = field(default_factory=list)
    widened: list[str] = field(default_factory=list)
    left_out: tuple[LeftOut, ...] = ()
    """With the reasons, once they are asked for."""


class Repair:
    """Repairs a plan under facts that carry a revision.

    Parameters
    ----------
    plan : Plan
        The old plan; what it says of visits, requests and groups that are no more is passed over.
    """

    def __init__(
        self,
        facts: Facts,
        rules: Sequence[Rule],
        plan: Plan,
        stop: StopSignal,
        patience: SubproblemLimits | None = None,
    ) -> None:
        self.facts, self.rules, self.stop, self.patience = facts, tuple(rules), stop, patience or SubproblemLimits()
        self.old = rows_of(facts, plan)
        start = assemble(facts, self.old)
        ledger = ledger_of(facts, rules, self.old, start)
        judged = score(facts, start, rules)
        self.best = Incumbent(ledger, dict(self.old), {}, judged)
        self.done = Repaired(self.best, judged)

    def least(self) -> Repaired:
        """Repair what the facts broke, and no more.

        Raises
        ------
        NoPlanPossible
            When a visit has no plan among the fixed others and none with its neighbours free.
        NoneInTime
            When the limit ran out.
        """
        programme, duty = self._concerned()
        todo = sorted(programme, key=lambda v: urgency(self.facts.stay(v)))
        if todo:
            self._plan(todo)
        if todo or duty:
            self._staff(sorted({*todo, *duty}), todo)
        self.done.incumbent = self.best
        return self.done

    def more(self) -> Repaired:
        """Try to fit what is left out, as long as there is time; the least repair comes before."""
        for visit in self._wanting():
            if not self.stop.now:
                self._widen(visit)
        self.done.incumbent = self.best
        return self.done

    def force(self, free: Sequence[str], ledger: Ledger | None = None) -> Incumbent | None:
        """Plan some visits again under the facts as they are, and staff them; None: they find no place together.

        Parameters
        ----------
        ledger : Ledger, optional
            What the others hold, if not what they do.
        """
        opened = self.reopen(free, ledger or self.best.ledger, self.best.rows)
        outcome = opened.solve(self.patience, self.stop)
        return self.taken(opened.made, outcome, free) if outcome.found else None

    def reasons(self) -> tuple[LeftOut, ...]:
        """Return what is left out, each with the reason that was known before, or who is in the way now."""
        known = {(left.visit, left.request): left for rows in self.old.values() for left in rows.left_out}
        found = []
        for visit in sorted(self.best.rows):
            for left in self.best.rows[visit].left_out:
                old = known.get((visit, left.request))
                found.append(old if old is not None else self._reason(visit, left))
        return tuple(found)

    def _reason(self, visit: str, left: LeftOut) -> LeftOut:
        if self.stop.now:
            return left
        kept = [item.id for item in self.best.rows[visit].items if item.request]
        required = [*kept, f"{visit}/{left.request}"]
        who = holders(self.facts, self.rules, [visit], self.best.ledger, self.stop, required=required)
        if who is None:
            return left.replace(reason="not_found")
        return left.replace(reason="held_by" if who else "impossible_alone", others=who)

    # -- whom it concerns

    def _concerned(self) -> tuple[set[str], set[str]]:
        """Return the visits whose programme breaks a must, and those whose staffing does."""
        judged = self.best.score
        assert judged is not None
        programme, duty = set(clashes(self.best.ledger, list(self.best.rows))), set[str]()
        for broken in judged.musts:
            mine = duty if broken.rule.scope == "duty" else programme
            visits = {*concerned(self.old, broken)} | self._about(broken.violation.about.ids)
            mine |= visits & set(self.best.rows)
        return self._fewest(programme), duty - programme

    def _about(self, about: Sequence[str]) -> set[str]:
        return {name.partition("/")[0] for name in about}

    def _fewest(self, programme: set[str]) -> set[str]:
        """Return the visits without those that only clash with others of them, the least important given way."""
        judged = self.best.score
        assert judged is not None
        found = set(programme)
        for visit in sorted(programme, key=lambda v: urgency(self.facts.stay(v))):
            rest = {v: rows for v, rows in self.old.items() if v not in found - {visit}}
            plan = assemble(self.facts, rest)
            alone = [b for b in score(self.facts, plan, self.rules).musts if b.rule.scope != "duty"]
            mine = [b for b in alone if visit in self._about(b.violation.about.ids) | {b.violation.visit}]
            if not mine:
                found.discard(visit)
        return found

    # -- planning again

    def _plan(self, todo: Sequence[str]) -> None:
        ledger = self.best.ledger.without(todo)
        rows, values_ = dict(self.best.rows), dict(self.best.values)
        for visit in todo:
            made, outcome = self._again([visit], ledger, rows)
            if not outcome.found:
                made, outcome, ledger = self._with_neighbours(visit, ledger, rows, outcome)
            for free, view in made.views.items():
                rows[free] = carried(self.old[free], read_rows(self.facts, view, outcome.value))
                self.done.planned += [free] if free not in self.done.planned else []
            values_ |= values_of(made.frame, outcome)
            ledger = ledger.without(list(made.views)).plus(made.frame.bookings(outcome.value))
        self.best = Incumbent(ledger, rows, values_, None)

    def reopen(
        self, free: Sequence[str], ledger: Ledger, rows: Mapping[str, VisitPlan], *, filtered: bool = True
    ) -> Reopened:
        """Free some visits among the fixed others."""
        return reopen(self.facts, self.rules, free, ledger, rows, self.stop, filtered=filtered)

    def _again(
        self, free: Sequence[str], ledger: Ledger, rows: Mapping[str, VisitPlan], *, filtered: bool = True
    ) -> tuple[VisitsModel, Outcome]:
        """Solve some visits among fixed others, upper tiers first."""
        opened = self.reopen(free, ledger, rows, filtered=filtered)
        return opened.made, opened.solve(self.patience, self.stop)

    def _with_neighbours(
        self, visit: str, ledger: Ledger, rows: Mapping[str, VisitPlan], outcome: Outcome
    ) -> tuple[VisitsModel, Outcome, Ledger]:
        """Plan a visit that finds no place among the others, with those who stand in the way."""
        if outcome.status == "infeasible":
            made, outcome = self._again([visit], ledger, rows, filtered=False)
            if outcome.found:
                return made, outcome, ledger
        if outcome.status == "unknown":
            raise NoneInTime(f"时间用完,{self._client(visit)} 还没有新行程 / out of time before a new plan")
        why = core(self.facts, self.rules, visit, (), ledger, self.stop)
        if why is None or not why.visits:
            raise NoPlanPossible([self._client(visit), *self._titles(why.rules if why else ()), *self._plainly(visit)])
        free = [visit, *why.visits[:NEIGHBOURS]]
        made, outcome = self._again(free, ledger, rows)
        if not outcome.found:
            others = [self._client(other) for other in why.visits]
            raise NoPlanPossible([self._client(visit), *self._titles(why.rules), *others])
        self.done.widened += [other for other in free[1:] if other not in self.done.widened]
        return made, outcome, ledger

    def _titles(self, rules: Sequence[str]) -> list[str]:
        """Say rules with their clauses."""
        known = {rule.id: rule for rule in self.rules}
        return [f"{id} {known[id].title}({known[id].cites})" if id in known else id for id in rules]

    def _plainly(self, visit: str) -> list[str]:
        """Say what pins of a visit break by themselves."""
        pins = self.facts.revision.pins if self.facts.revision else ()
        start = assemble(self.facts, self.old)
        found = (b for p in pins if p.visit == visit for b in plainly(self.facts, self.rules, start, p))
        return list(dict.fromkeys(b.violation.say() for b in found))

    def _client(self, visit: str) -> str:
        return f"{self.facts.week.visit(visit).client} ({visit})"

    # -- staffing and judging

    def _staff(self, free: Sequence[str], todo: Sequence[str]) -> None:
        """Staff some visits; where a must stays broken, everybody, who is fixed with one may be with another now."""
        self.best = self._staffed(self.best, free)
        if self.best.score and self.best.score.musts:
            trial = self._staffed(self.best, sorted(self.best.rows))
            self.best = trial if worth(trial) < worth(self.best) else self.best
        self.done.staffed += [v for v in self.best.rows if v not in todo and self.best.rows[v] != self.old[v]]

    def _staffed(self, incumbent: Incumbent, free: Sequence[str]) -> Incumbent:
        found = staff(self.facts, self.rules, incumbent.rows, free, stop=self.stop)
        return self._judged(replace(incumbent, rows=incumbent.rows | found.rows))

    def taken(self, made: VisitsModel, outcome: Outcome, free: Sequence[str]) -> Incumbent:
        """Return the plan with some visits as solved, staffed and judged."""
        rows = {v: carried(self.old[v], read_rows(self.facts, made.views[v], outcome.value)) for v in free}
        ledger = self.best.ledger.without(free).plus(made.frame.bookings(outcome.value))
        trial = Incumbent(ledger, self.best.rows | rows, self.best.values | values_of(made.frame, outcome))
        return self._staffed(trial, sorted(free))

    def _judged(self, incumbent: Incumbent) -> Incumbent:
        return replace(incumbent, score=score(self.facts, assemble(self.facts, incumbent.rows), self.rules))

    # -- what is left out

    def _wanting(self) -> list[str]:
        """Return the visits that leave something out, those first that did not before."""
        worse = {v: self._price(rows) > self._price(self.old[v]) for v, rows in self.best.rows.items() if rows.left_out}
        return sorted(worse, key=lambda v: (not worse[v], urgency(self.facts.stay(v))))

    def _widen(self, visit: str) -> None:
        """Fit what a visit leaves out: alone with every choice, then with those who hold what it needs."""
        out = self._price(self.best.rows[visit])
        nobody = Ledger.empty(self.facts)
        made = build(self.facts, [visit], self.rules, nobody, filtered=True)
        alone = by_tiers(made.frame.model, [made.frame.objective(0)], (), self._effort(), self.stop, cores=1)[0]
        if not alone.found or made.frame.exact(0, alone.value) >= out:
            return
        held: Counter[str] = Counter()
        for row in made.frame.bookings(alone.value):
            for other in self.best.ledger.without([visit]).bookings(row.resource):
                if other.visit and other.start < row.end and row.start < other.end:
                    held[other.visit] += 1
        others = [other for other, _ in sorted(held.items(), key=lambda vn: (-vn[1], vn[0]))][:NEIGHBOURS]
        for number in range(len(others) + 1):
            if self.stop.now or self._try([visit, *others[:number]]):
                return

    def _effort(self) -> SolveLimits:
        return SolveLimits(deterministic=self.patience.upper)

    def _price(self, rows: VisitPlan) -> int:
        stay = {left.visit: self.facts.stay(left.visit) for left in rows.left_out}
        return sum(s.price(s.visit.request(left.request)) for left in rows.left_out for s in [stay[left.visit]])

    def _try(self, free: Sequence[str]) -> bool:
        """Solve some visits together; keep the result if the whole plan is better."""
        before = sum(self._price(self.best.rows[visit]) for visit in free)
        opened = self.reopen(free, self.best.ledger, self.best.rows)
        outcome = opened.solve(self.patience, self.stop, below=before)
        if not outcome.found:
            return False
        trial = self.taken(opened.made, outcome, free)
        if worth(trial) >= worth(self.best):
            return False
        self.best = trial
        self.done.widened += [v for v in free[1:] if v not in self.done.widened]
        return True


def carried(old: VisitPlan, rows: VisitPlan) -> VisitPlan:
    """Give new rows of a visit the helpers and rides of the old ones of the same name: where staffing starts from."""
    items = {item.id: item for item in old.items}
    moves = {move.id: move for move in old.moves}
    named = tuple(
        item.replace(duties=(*item.duties, *(d for d in items[item.id].duties if d.role not in KEPT_ROLES)))
        if item.id in items
        else item
        for item in rows.items
    )
    driven = tuple(
        move.replace(duties=moves[move.id].duties, rides=moves[move.id].rides) if move.id in moves else move
        for move in rows.moves
    )
    return replace(rows, items=named, moves=driven)
