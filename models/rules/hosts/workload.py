"""HOST · the same escort for a delegation and through a day, and work spread evenly; decided in staffing."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from models.domain.base import Count, Fact
from models.domain.day_windows import operating_day
from models.domain.roles import CHOSEN_ROLES, ESCORTING_ROLES
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.carried import carried_more
from models.rules.core.findings import Sentence, Several, subject
from models.rules.core.groups import GroupedRule
from models.rules.core.people_duty import HIRED
from models.rules.core.people_work import WORK_BY_PERSON, tasks_of_rows
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Item, Move, Plan
    from models.rules.core.findings import Violation
    from models.rules.core.groups import GroupJudge
    from models.rules.core.people_duty import DutyPoster
    from models.rules.core.people_work import PersonWork, Task
    from models.rules.core.programme import Programme
    from models.rules.core.view import Lit


class SameEscortAndBalance(GroupedRule):
    """HOST-08: the same escort stays with the delegation, and work is spread evenly.

    Amount: people beyond one who escort, accompany at table, meet or see off a delegation (beyond its own escort, where
    it names one, or the register names one with whom its client was satisfied); and each helper's duties beyond
    ``posts`` in the week. Leaders' and experts' parts do not count, and rides of escorts and interpreters between items
    neither.
    """

    id = "HOST-08"
    title = "同一客团由同一人陪同,工作量分配均匀"
    title_en = "The same escort stays with the delegation; work is spread evenly"
    cites = PRACTICE
    unit = "changes"
    scope = "duty"
    levels = ("prefer", "should", "note", "off")
    changed = Sentence("{client}换了陪同人员:{people}", "{client}: change of escorts, {people}")
    overloaded = Sentence(
        "{person}本周任务比别人多 {count} 项", "{person} has {count} more duties this week than others"
    )

    class Numbers(Fact):
        """How many duties of one helper are a fair share."""

        posts: Count = 12
        """Duties in the week, at most."""

    def delegation_amount(self, escorts: Collection[str], own: str | None) -> int:
        """Return how many people beyond one, or beyond its own escort, escort a delegation."""
        return max(0, len(set(escorts) - {own}) - _others_allowed(own))

    def least_delegation_amount(self, at_once: int) -> int:
        """Return how many are too many at least, where so many are needed at once: all but one."""
        return max(0, at_once - 1)

    def load_amount(self, duties: int) -> int:
        """Return the duties beyond a fair share."""
        fair_share: int = self.n.posts
        return max(0, duties - fair_share)

    def week_amount(self, work: PersonWork) -> int:
        """Return somebody's duties beyond a fair share; leaders' and experts' parts do not count."""
        return self.load_amount(_duties(work.tasks))

    def judge_visit(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Count a delegation's escorts."""
        duties = tasks_of_rows(facts, (*p.items, *p.moves))
        escorts = {task.person for task in duties if task.role in ESCORTING_ROLES}
        if more := self.delegation_amount(escorts, p.stay.escort):
            people = Several(tuple(facts.week.person(id).name for id in sorted(escorts)))
            client = p.stay.visit.client
            yield self.broken(p.id, subject(visit=p.id), more, self.changed, client=client, people=people)

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Count each helper's duties."""
        return (WORK_BY_PERSON.by(self._load),)

    def _load(self, facts: Facts, work: PersonWork) -> Iterator[Violation]:
        del facts
        if over := self.week_amount(work):
            who, name = subject(person=work.person.id), work.person.name
            yield self.broken("", who, over, self.overloaded, person=name, count=over)

    def post_delegation(
        self, m: DutyPoster, duties: Mapping[str, Sequence[Lit]], own: str | None, hint: Collection[str]
    ) -> None:
        """Count the people, other than the delegation's own escort, who have any of its duties as an escort."""
        escorts = []
        for id, chosen in duties.items():
            if id != own:
                escorts.append(m.literal(id in hint))
                for literal in chosen:
                    m.implies(literal, escorts[-1])
        more = m.integer(0, len(escorts), self.delegation_amount(hint, own))
        m.at_least(more, sum(escorts) - _others_allowed(own))
        m.price(self, more)

    def post_load(
        self, m: DutyPoster, facts: Facts, person: str, fixed: Sequence[Task], chosen: Sequence[tuple[Task, Lit]]
    ) -> None:
        """Count somebody's duties beyond a fair share, where they can have so many."""
        del facts, person
        self._post_load(m, fixed, [literal for _, literal in chosen])

    def _post_load(self, m: DutyPoster, fixed: Sequence[Task], chosen: Sequence[Lit]) -> None:
        done = _duties(fixed)
        if done + len(chosen) > self.n.posts:
            now = done + sum(m.hint_of(literal) for literal in chosen)
            over = m.integer(self.load_amount(done), done + len(chosen), self.load_amount(now))
            m.at_least(over, sum(chosen) + done - self.n.posts)
            m.price(self, over - self.load_amount(done))


class FairOverWeeks(GroupedRule):
    """HOST-08c: who served more than others in the last weeks is spared in this one.

    By the register (``Week.memory``). Amount: each duty of a helper who served guests for more than ``beyond`` percent
    of what those who served did on average; leaders' and experts' parts do not count, nor rides between items.
    """

    id = "HOST-08c"
    title = "前几周任务重的人本周少排"
    title_en = "Who carried more than others in the last weeks is spared"
    cites = PRACTICE
    unit = "items"
    scope = "duty"
    levels = ("prefer", "note", "off")
    again = Sentence(
        "{person}前几周任务已比别人重,本周又有 {count} 项",
        "{person} carried more than others in the last weeks, and has {count} more duties in this one",
    )

    class Numbers(Fact):
        """From where on somebody carried more than others."""

        beyond: Annotated[int, Field(ge=100, le=1000)] = 150
        """Percent of the mean."""

    def is_ahead(self, facts: Facts, person: str) -> bool:
        """Tell whether somebody, by id, carried more than others."""
        if not facts.week.memory.loads:
            return False
        if self.id not in facts.cache:  # staffing asks thousands of times
            loads = {load.person: load.minutes for load in facts.week.memory.loads}
            facts.cache[self.id] = carried_more(loads, int(self.n.beyond))
        return person in facts.cache[self.id]

    def week_amount(self, work: PersonWork) -> int:
        """Return the duties of somebody who carried more than others."""
        if not work.tasks or not self.is_ahead(work.facts, work.tasks[0].person):
            return 0
        return _duties(work.tasks)

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Count the duties of those who are ahead."""
        return (WORK_BY_PERSON.by(self._again),)

    def _again(self, facts: Facts, work: PersonWork) -> Iterator[Violation]:
        del facts
        if count := self.week_amount(work):
            who, name = subject(person=work.person.id), work.person.name
            yield self.broken("", who, count, self.again, person=name, count=count)

    def post_load(
        self, m: DutyPoster, facts: Facts, person: str, fixed: Sequence[Task], chosen: Sequence[tuple[Task, Lit]]
    ) -> None:
        """Price each duty of somebody who is ahead."""
        del fixed
        mine = [literal for task, literal in chosen if _duties([task])]
        if mine and self.is_ahead(facts, person):
            m.price(self, sum(mine))


class SameCompanyThroughTheDay(Rule):
    """HOST-08b: on a day the same escort, and the same interpreter, stay with the guest of honour.

    Amount: changes within days. From one row with an escort (or company at a working meal, or a greeter) to the next
    one, somebody stays; so with interpreters, all hired ones of a day being one: from ours to a hired one is a change.
    A row whose escort or interpreter is missing is none.
    """

    id = "HOST-08b"
    title = "一天之内陪同、翻译不中途换人"
    title_en = "The same escort and the same interpreter stay through the day"
    cites = PRACTICE
    unit = "changes"
    scope = "duty"
    levels = ("prefer", "should", "note", "off")
    changed = Sentence(
        "{client}{day}当天换陪同或翻译 {count} 次", "{client}: {count} changes of escort or interpreter on {day}"
    )

    def changes_amount(self, rows: Sequence[Collection[str]]) -> int:
        """Return how often nobody stays from one row to the next, both with somebody."""
        return sum(bool(a) and bool(b) and set(a).isdisjoint(b) for a, b in pairwise(rows))

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Go through the rows of each day."""
        for p in programmes(facts, plan):
            days: dict[dt.date, int] = defaultdict(int)
            for day, rows in _day_chains(facts, p):
                days[day] += self.changes_amount(rows)
            for day, count in sorted(days.items()):
                if count:
                    where, client = subject(visit=p.id, day=day), p.stay.visit.client
                    yield self.broken(p.id, where, count, self.changed, client=client, day=day, count=count)

    def post_changes(self, m: DutyPoster, rows: Sequence[Mapping[str, Sequence[Lit]]]) -> None:
        """Count the rows from which nobody stays to the next one."""
        hints = [{id for id, mine in row.items() if any(m.hint_of(literal) for literal in mine)} for row in rows]
        filled = []
        for row, hint in zip(rows, hints, strict=True):
            filled.append(m.literal(bool(hint)))
            for mine in row.values():
                for literal in mine:
                    m.implies(literal, filled[-1])
        for n, (before, after) in enumerate(pairwise(rows)):
            if not before or not after:
                continue
            stays = []
            for id in sorted(before.keys() & after.keys()):
                stays.append(m.literal(id in hints[n] & hints[n + 1]))
                m.at_least(sum(before[id]), stays[-1])
                m.at_least(sum(after[id]), stays[-1])
            change = m.integer(0, 1, self.changes_amount(hints[n : n + 2]))
            m.at_least(change, filled[n] + filled[n + 1] - 1 - sum(stays))
            m.price(self, change)


def _day_chains(facts: Facts, p: Programme) -> Iterator[tuple[dt.date, list[set[str]]]]:
    """Yield who is with the guest of honour, row by row, as escort and as interpreter, on each day."""
    found: dict[tuple[dt.date, bool], dict[str, set[str]]] = defaultdict(dict)
    rows: tuple[Item | Move, ...] = (*p.items, *p.moves)
    here = ((row.id, duty) for row in rows if p.stay.honours(row.groups) for duty in row.duties)
    for id, duty in sorted(here, key=lambda each: (each[1].start, each[1].end, each[0])):
        if duty.role in ESCORTING_ROLES or duty.role == "interpreter":
            interprets = duty.role == "interpreter"
            people = found[operating_day(duty.start), interprets].setdefault(id, set())
            if duty.person and facts.week.find_person(duty.person):
                people.add(duty.person)
            elif interprets and duty.hired:
                people.add(HIRED)
    for (day, _), by_row in found.items():
        yield day, list(by_row.values())


def _others_allowed(own: str | None) -> int:
    """Return how many may escort a delegation beside its own escort: one where it names none."""
    return 0 if own else 1


def _duties(tasks: Iterable[Task]) -> int:
    """Return how many of somebody's tasks are a helper's; who goes along on a ride has no duty of its own there."""
    along = ("escort", "interpreter")
    return sum(task.role not in CHOSEN_ROLES and not (task.kind == "move" and task.role in along) for task in tasks)
