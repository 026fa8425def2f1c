"""Plans side by side: measures, rules kept better or worse, and how many tasks change for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.tiers import Tier
from planner.judging.measures import MEASURES, Measure
from planner.papers.table import PaperTable, Row
from planner.papers.tables.findings import clause, title
from planner.services.plan_changes import by_subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.language.words import Words
    from planner.papers.paper import Paper
    from planner.papers.tables.changed import ChangeTexts
    from planner.services.compare import Comparison
    from planner.services.plan_changes import Change

_BETTER, _WORSE = "▲", "▼"


def measured(found: Comparison, words: Words) -> PaperTable:
    """Return the measures, a column a plan; ▲ better and ▼ worse than the first; rows of zeros are left out."""
    rows = []
    tiers = {f"tier_{k}" for k in Tier}
    for measure in MEASURES:
        values = [float(found.values[name][measure.id]) for name in found.names]
        if any(values) or measure.id in tiers:
            cells = [measure_value(measure, value, words) + _sign(measure, values[0], value) for value in values]
            rows.append(Row((words.sentence(words.pick(measure.zh, measure.en)), *cells), about=measure.id))
    return PaperTable(
        id="measures",
        title=words.pick("指标对照", "Measures"),
        columns=(words.pick("指标", "Measure"), *found.names),
        rows=tuple(rows),
        lines=(words.pick("▲ 优于第一份，▼ 不如第一份", "▲ better, ▼ worse than the first"),),
    )


def measure_value(measure: Measure, value: float, words: Words) -> str:
    """Return a measure's value with its unit."""
    if measure.unit == "yuan":
        return words.yuan(round(value))
    if measure.unit == "minutes":
        return words.duration(round(value))
    number = f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{number}{words.pick('人', '')}" if measure.unit == "people" else number


def _sign(measure: Measure, first: float, value: float) -> str:
    if not measure.better or value == first:
        return ""
    return " " + (_BETTER if (value < first) == (measure.better == "less") else _WORSE)


def judged(found: Comparison, name: str, papers: tuple[Paper, Paper]) -> PaperTable:
    """Return the breaks whose amount differs between the first plan and another; notes are left out."""
    before, after = papers
    words = after.words
    first = words.pick("条款 来访客户 涉及", "Clause Client About").split()
    subjects = {
        (b.rule.id, b.violation.visit, " ".join(b.violation.about.ids)): b.violation.about
        for paper in papers
        for b in paper.report.score.broken
    }
    rows = []
    for entry in found.rule_rows(name):
        rule = after.rules.get(str(entry["rule"]))
        if rule is None or rule.level == "note":
            continue
        side = after if entry["after"] else before
        client = _client(papers, str(entry["visit"]))
        amounts = [words.amount(int(entry[key]), rule.unit) if entry[key] else "—" for key in ("before", "after")]
        about = side.subject_texts.say(subjects[str(entry["rule"]), str(entry["visit"]), str(entry["about"])])
        cells = (clause(after, rule), client, about, *amounts, title(after, rule))
        rows.append((("must", "should", "prefer").index(rule.level), cells))
    return PaperTable(
        id="rules",
        title=words.pick("条款对照", "Rules"),
        columns=(*first, found.names[0], name, words.pick("内容", "What")),
        rows=tuple(Row(cells) for _, cells in sorted(rows, key=lambda row: row[0])),
        merged=1,
    )


def _client(papers: tuple[Paper, Paper], visit: str) -> str:
    """Name the client of a visit that only one of the weeks may know; ``""`` for no visit."""
    known = [v.client for paper in reversed(papers) for v in paper.week.visits if v.id == visit]
    return known[0] if known else visit


def told(changes: Sequence[Change], telling: ChangeTexts) -> PaperTable:
    """Return how many entries are new, gone or changed for each subject: who must be told."""
    words = telling.after.words
    columns = words.pick("类别 对象 变更 新增 取消", "Kind Who Changed New Cancelled")
    rows = []
    for subject, mine in by_subject(changes).items():
        counts = [sum(change.what == what for change in mine) for what in ("changed", "new", "gone")]
        cells = (telling.kind(subject), telling.name(subject), *(str(n) if n else "" for n in counts))
        rows.append(Row(cells, about=subject.id))
    return PaperTable(
        id="told",
        title=words.pick("需要通知", "Who must be told"),
        columns=tuple(columns.split()),
        rows=tuple(rows),
        merged=1,
    )
