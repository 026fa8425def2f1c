"""HOST · the same escort for a delegation, and work spread evenly; decided in staffing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.base import Count, Fact
from models.domain.roles import CHOSEN_ROLES, ESCORTING_ROLES
from models.rules.core.base import PRACTICE
from models.rules.core.findings import Sentence, Several, subject
from models.rules.core.groups import GroupedRule
from models.rules.core.people_work import WORK_BY_PERSON, tasks_of_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from models.domain.facts import Facts
    from models.rules.core.findings import Violation
    from models.rules.core.groups import GroupJudge
    from models.rules.core.people_duty import DutyPoster
    from models.rules.core.people_work import PersonWork, Task
    from models.rules.core.programme import Programme
    from models.rules.core.view import Lit


class SameEscortAndBalance(GroupedRule):
    """HOST-08: the same escort stays with the delegation, and work is spread evenly.

    Amount: people beyond one who escort, accompany at table, meet or see off a delegation (beyond its own escort, where
    it names one); and each helper's duties beyond ``posts`` in the week. Leaders' and experts' parts do not count, and
    rides of escorts and interpreters between items neither.
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
        if more := self.delegation_amount(escorts, p.stay.visit.escort):
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

    def post_load(self, m: DutyPoster, fixed: Sequence[Task], chosen: Sequence[Lit]) -> None:
        """Count somebody's duties beyond a fair share, where they can have so many."""
        done = _duties(fixed)
        if done + len(chosen) > self.n.posts:
            now = done + sum(m.hint_of(literal) for literal in chosen)
            over = m.integer(self.load_amount(done), done + len(chosen), self.load_amount(now))
            m.at_least(over, sum(chosen) + done - self.n.posts)
            m.price(self, over - self.load_amount(done))


def _others_allowed(own: str | None) -> int:
    """Return how many may escort a delegation beside its own escort: one where it names none."""
    return 0 if own else 1


def _duties(tasks: Iterable[Task]) -> int:
    """Return how many of somebody's tasks are a helper's; who goes along on a ride has no duty of its own there."""
    along = ("escort", "interpreter")
    return sum(task.role not in CHOSEN_ROLES and not (task.kind == "move" and task.role in along) for task in tasks)
