"""Plans of a week side by side: measures, and what is different rule by rule, item by item and for each person.

::

    found = planner.compare(old, new)
    found.measures                      # a row a measure, a column a plan
    found.rules, found.items            # what is different, as pandas DataFrames
    found.by_person, found.by_resource  # the same for our people, and for vehicles and rooms; for notebooks
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.clock import BEIJING, EPOCH
from models.domain.errors import Fault, FaultyInput
from planner.judging.check import Report, check
from planner.judging.measures import MEASURES, measures
from planner.services.plan_changes import UNDATED, Change, changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from models.domain.policy import Edition
    from planner.services.plan_changes import PlanEntry
    from planner.services.result import Result

RULE_COLUMNS = (
    "plan",
    "rule",
    "level",
    "tier",
    "title",
    "visit",
    "about",
    "unit",
    "before",
    "after",
    "cost_before",
    "cost_after",
)
CHANGE_COLUMNS = (
    "plan",
    "subject",
    "id",
    "what",
    "aspects",
    "visit",
    "kind",
    "role",
    "part",
    "request",
    "start_before",
    "start_after",
    "end_before",
    "end_after",
    "origin_before",
    "origin_after",
    "place_before",
    "place_after",
    "room_before",
    "room_after",
    "with_before",
    "with_after",
    "others",
)
"""``with`` holds ``person:ID``, ``vehicle:ID`` and so on; see ``planner.services.plan_changes.Entry``."""


@dataclass(frozen=True)
class Comparison:
    """Plans of one week, judged by one edition; every difference is against the first.

    Attributes
    ----------
    names : tuple of str
        What the plans are called, in the order given.
    reports : tuple of Report
        What the rules say of each.
    """

    names: tuple[str, ...]
    reports: tuple[Report, ...]

    @property
    def pairs(self) -> tuple[tuple[str, Report], ...]:
        """The plans behind the first, with their names."""
        return tuple(zip(self.names[1:], self.reports[1:], strict=True))

    @cached_property
    def values(self) -> dict[str, dict[str, float]]:
        """Every measure by its id, by the name of the plan."""
        return {name: measures(report) for name, report in zip(self.names, self.reports, strict=True)}

    @cached_property
    def measures(self) -> pd.DataFrame:
        """A row a measure (index: its id; see ``planner.judging.measures.MEASURES``), a column a plan."""
        import pandas as pd

        return pd.DataFrame(self.values, index=pd.Index([measure.id for measure in MEASURES], name="measure"))

    @cached_property
    def changes(self) -> dict[str, tuple[Change, ...]]:
        """What is different from the first plan, by the name of the other; see ``planner.services.plan_changes``."""
        first = self.reports[0].plan
        return {name: changes(first, report.plan) for name, report in self.pairs}

    @cached_property
    def rules(self) -> pd.DataFrame:
        """A row a break whose amount differs (0: not broken); columns ``RULE_COLUMNS``, costs 0 where waived."""
        import pandas as pd

        rows = [row for name, _ in self.pairs for row in self.rule_rows(name)]
        return pd.DataFrame(rows, columns=list(RULE_COLUMNS)).astype({"tier": "Int64"})

    def rule_rows(self, name: str) -> list[dict[str, Any]]:
        """Return the same of one plan behind the first, as plain data."""
        return rule_rows(name, self.reports[0], self.reports[self.names.index(name)])

    @property
    def items(self) -> pd.DataFrame:
        """A row an item, move or night that is different for its delegation; columns ``CHANGE_COLUMNS``."""
        return self._frame("visit")

    @property
    def by_person(self) -> pd.DataFrame:
        """A row a task that is different for one of our people or drivers; columns ``CHANGE_COLUMNS``."""
        return self._frame("person", "driver")

    @property
    def by_resource(self) -> pd.DataFrame:
        """The same for vehicles, rooms, dining rooms, workshops and hotels."""
        return self._frame("vehicle", "room", "dining", "workshop", "hotel")

    def _frame(self, *kinds: str) -> pd.DataFrame:
        rows = [
            {"plan": name} | change_row(change)
            for name, found in self.changes.items()
            for change in found
            if change.subject.kind in kinds
        ]
        return change_frame(rows)


def compare(*plans: Report | Result, names: Sequence[str] = (), edition: Edition | None = None) -> Comparison:
    """Compare plans of one week.

    Parameters
    ----------
    plans : Report or Result
        What ``planner.check`` or ``planner.solve`` gave; at least two.
    names : sequence of str
        What to call them; A, B, C … by default.
    edition : Edition, optional
        The policy by which all of them are judged; that of the first plan by default.

    Raises
    ------
    FaultyInput
        When the plans are of different weeks.
    ValueError
        With fewer than two plans, or not a name of its own for each.
    """
    names = tuple(names) or tuple(chr(ord("A") + k) for k in range(len(plans)))
    if len(plans) < 2 or len(set(names)) != len(plans) or len(names) != len(plans):
        raise ValueError(f"{len(plans)} plans with the names {list(names)}; maybe two plans and a name for each")
    reports = [plan if isinstance(plan, Report) else plan.report for plan in plans]
    weeks = [report.week.id for report in reports]
    faults = [
        Fault(
            name,
            "week",
            bilingual(f"这是 {week!r} 的计划，不是 {weeks[0]!r} 的", f"a plan of {week!r}, not of {weeks[0]!r}"),
            bilingual("同一周的计划", "plans of one week"),
        )
        for name, week in zip(names, weeks, strict=True)
        if week != weeks[0]
    ]
    if faults:
        raise FaultyInput(faults)
    policy = edition or reports[0].edition
    judged = [r if r.edition == policy else check(r.week, r.plan, policy) for r in reports]
    return Comparison(names, tuple(judged))


# ---------------------------------------------------------------- rule by rule


def rule_rows(name: str, before: Report, after: Report) -> list[dict[str, Any]]:
    """Return a row for each rule, visit and thing it is about whose amount is not the same in both plans."""
    amounts, costs = [], []
    for report in (before, after):
        amount, cost = Counter[tuple[str, str, str]](), Counter[tuple[str, str, str]]()
        for broken in report.score.broken:
            violation = broken.violation
            key = violation.rule, violation.visit, " ".join(violation.about.ids)
            amount[key] += violation.amount
            cost[key] += broken.cost
        amounts.append(amount)
        costs.append(cost)
    rules = {rule.id: (k, rule) for k, rule in enumerate((*before.rules, *after.rules))}
    keys = sorted(amounts[0].keys() | amounts[1].keys(), key=lambda key: (rules[key[0]][0], key))
    rows = []
    for key in keys:
        change = [amounts[0][key], amounts[1][key], costs[0][key], costs[1][key]]
        if change[0] != change[1] or change[2] != change[3]:
            rule = rules[key[0]][1]
            facts = [name, rule.id, rule.level, rule.tier, rule.title, key[1], key[2], rule.unit]
            rows.append(dict(zip(RULE_COLUMNS, [*facts, *change], strict=True)))
    return rows


# ---------------------------------------------------------------- changes as rows


def change_row(change: Change) -> dict[str, Any]:
    """Return a change as plain data: names of ``CHANGE_COLUMNS`` but ``plan``; moments None where there is none."""
    some = change.after or change.before
    assert some is not None
    row: dict[str, Any] = {
        "subject": change.subject.kind,
        "id": change.subject.id,
        "what": change.what,
        "aspects": change.aspects,
        "visit": some.visit,
        "kind": some.kind,
        "role": some.role,
        "part": some.part,
        "request": some.request or None,
        "others": change.others,
    }
    for when, entry in (("before", change.before), ("after", change.after)):
        row |= {f"{name}_{when}": value for name, value in _of(entry).items()}
    return row


def _of(entry: PlanEntry | None) -> dict[str, Any]:
    if entry is None:
        return dict.fromkeys(("start", "end", "origin", "place", "room", "with"))
    dated = entry.end != UNDATED
    return {
        "start": entry.start if dated else None,
        "end": entry.end if dated else None,
        "origin": entry.origin or None,
        "place": entry.place or None,
        "room": entry.room or None,
        "with": entry.with_whom,
    }


def change_frame(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Return rows of changes as a DataFrame; times with the offset of Beijing."""
    import pandas as pd

    frame = pd.DataFrame(list(rows), columns=list(CHANGE_COLUMNS))
    epoch = pd.Timestamp(EPOCH.replace(tzinfo=None))
    for name in ("start_before", "start_after", "end_before", "end_after"):
        minutes = pd.to_numeric(frame[name]).astype("float64")
        frame[name] = (epoch + pd.to_timedelta(minutes, unit="min")).dt.tz_localize(BEIJING)
    return frame
