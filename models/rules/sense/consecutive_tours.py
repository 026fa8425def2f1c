"""SENSE · how many tours a docent leads in a row; decided in staffing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.base import Count, Fact, Minutes
from models.rules.core.base import PRACTICE
from models.rules.core.findings import Sentence, subject
from models.rules.core.groups import GroupedRule
from models.rules.core.people_work import WORK_BY_PERSON
from models.rules.core.spans import consecutive_counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.facts import Facts
    from models.rules.core.findings import Violation
    from models.rules.core.groups import GroupJudge
    from models.rules.core.people_duty import DutyPoster
    from models.rules.core.people_work import PersonWork, Task
    from models.rules.core.spans import Span
    from models.rules.core.view import Lit


class ConsecutiveTours(GroupedRule):
    """SENSE-15: a docent leads no more than two tours in a row. Amount: tours beyond, series by series.

    In a row: less than ``pause`` minutes between one and the next. Guides of sights are hired, not counted here.
    """

    id = "SENSE-15"
    title = "讲解员连续讲解不超过两场"
    title_en = "A docent leads no more than two tours in a row"
    cites = PRACTICE
    scope = "duty"
    levels = ("prefer", "should", "note", "off")
    too_many_tours = Sentence("{person}连续讲解 {count} 场", "{person} leads {count} tours in a row")

    class Numbers(Fact):
        """Tours in a row, and the break that ends a row."""

        most: Count = 2
        pause: Minutes = 30

    def series_amount(self, count: int) -> int:
        """Return the tours beyond of so many in a row."""
        most: int = self.n.most
        return max(0, count - most)

    def week_amount(self, work: PersonWork) -> int:
        """Return the tours beyond of all of somebody's series."""
        return sum(self.series_amount(count) for count in self._counts(work.tasks))

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Count each person's series of tours."""
        return (WORK_BY_PERSON.by(self._series),)

    def _series(self, facts: Facts, work: PersonWork) -> Iterator[Violation]:
        del facts
        for count in self._counts(work.tasks):
            if beyond := self.series_amount(count):
                who, name = subject(person=work.person.id), work.person.name
                yield self.broken("", who, beyond, self.too_many_tours, person=name, count=count)

    def too_many(self, tasks: Sequence[Task]) -> list[tuple[int, ...]]:
        """Return each series of one tour too many, by the places of its tours among the tasks, in the order of time."""
        tours = [k for k, task in enumerate(tasks) if task.role == "docent"]
        tours.sort(key=lambda k: _span(tasks[k]))
        shortest = self.n.most + 1
        windows = [tuple(tours[k : k + shortest]) for k in range(len(tours) - shortest + 1)]
        return [window for window in windows if len(self._counts([tasks[k] for k in window])) == 1]

    def post_series(self, m: DutyPoster, chosen: Sequence[Lit]) -> None:
        """Price a series of one tour too many at one break."""
        all_of_them = m.literal(all(m.hint_of(literal) for literal in chosen))
        m.any_of(*(m.negated(literal) for literal in chosen), all_of_them)
        m.price(self, all_of_them)

    def _counts(self, tasks: Iterable[Task]) -> list[int]:
        """Return the number of tours in each series."""
        return consecutive_counts([_span(task) for task in tasks if task.role == "docent"], self.n.pause)


def _span(task: Task) -> Span:
    return task.start, task.end
