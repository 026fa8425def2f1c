"""What is not in the plan and what is not kept: left-out requests and broken rules, with clause and reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.rules.core.findings import Sentence
from models.rules.cost.packages import excess_yuan
from models.rules.hosts.helpers import HelperRule
from models.rules.hosts.interpreters import Interpreters, InterpretersAlong
from planner.language.typeset import typeset
from planner.papers.paper import made_once
from planner.papers.reasons import ReasonTexts
from planner.papers.table import PaperTable, Row
from planner.papers.tables.policy import source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.plan import LeftOut
    from models.rules.core.base import Rule
    from models.rules.core.score import Broken
    from planner.language.words import Words
    from planner.papers.paper import Paper


MISSING_IN_PLACES = Sentence(
    "共 {places} 处缺{role}{language},待落实", "{role}{language} missing in {places} places, still to be found"
)

MISSING_ON_DAYS = Sentence(
    "共 {days} 天缺翻译{language},待落实", "interpreter{language} missing on {days} days, still to be found"
)
BY_DAY = (Interpreters.missing, InterpretersAlong.missing)


def clause(paper: Paper, rule: Rule) -> str:
    """Say where a rule comes from: ARR-01 客户接待大纲 五(三)."""
    return f"{rule.id} {source(rule, paper.words)}".rstrip()


def title(paper: Paper, rule: Rule) -> str:
    """Say what a rule asks."""
    return paper.words.pick(typeset(rule.title), rule.title_en)


# ---------------------------------------------------------------- left out


@made_once
def left_out(paper: Paper) -> PaperTable:
    """Return the requests that are not in the plan, with the reason."""
    words = paper.words
    columns = words.pick("来访客户 要求 原因 依据 占用者 说明", "Client Request Reason Clause Held-by Remarks")
    rows = sorted(paper.plan.left_out, key=lambda left: (paper.delegations.number(left.visit), left.request))
    return PaperTable(
        id="left_out",
        title=words.pick("未能安排", "Left out"),
        columns=tuple(name.replace("-", " ") for name in columns.split()),
        rows=tuple(_left_row(paper, left) for left in rows),
        merged=1,
    )


def _left_row(paper: Paper, left: LeftOut) -> Row:
    words = paper.words
    clauses = [clause(paper, paper.rules[rule]) if rule in paper.rules else rule for rule in left.rules]
    texts = ReasonTexts(paper)
    remarks = [text for text in (texts.instead(left), typeset(left.text)) if text]
    cells = (
        paper.names.client(left.visit),
        paper.item_texts.left_out(left),
        texts.reason(left, who=False),
        "\n".join(clauses),
        words.comma.join(texts.holders(left)),
        "\n".join(remarks),
    )
    return Row(cells, about=left.request, visit=left.visit)


# ---------------------------------------------------------------- broken


@made_once
def broken(paper: Paper, *levels: str) -> PaperTable:
    """Return the breaks of rules of some levels (none named: must and should), the gravest first.

    A helper whom a visit lacks at several items and rides is one row: one person is to be found for all of them.
    So is an interpreter whom it lacks on several days.
    """
    words = paper.words
    columns = words.pick("级别 来访客户 条款 情况 程度 涉及 处理", "Level Client Clause What Amount About State")
    found = paper.report.broken(*(levels or ("must", "should")))
    return PaperTable(
        id="broken",
        title=words.pick("未能做到的条款", "Rules not kept"),
        columns=tuple(columns.split()),
        rows=tuple(_broken_row(paper, *same) for same in _joined(found)),
        merged=1,
    )


def _joined(found: Iterable[Broken]) -> list[list[Broken]]:
    """Return breaks, those together that are about one missing helper, where the first of them was."""
    by_helper: dict[object, list[Broken]] = {}
    for n, broken in enumerate(found):
        missing = broken.violation.sentence in (HelperRule.missing, HelperRule.on_ride, *BY_DAY)
        told = dict(broken.violation.values)
        who = (broken.rule.id, broken.violation.visit, broken.waived, told.get("role"), told.get("language"))
        by_helper.setdefault(who if missing else n, []).append(broken)
    return list(by_helper.values())


def _broken_row(paper: Paper, broken: Broken, *others: Broken) -> Row:
    words, violation, rule = paper.words, broken.violation, broken.rule
    if others:
        told = {name: value for name, value in violation.values if name in ("role", "language")}
        by_day = violation.sentence in BY_DAY
        sentence, count = (MISSING_ON_DAYS, "days") if by_day else (MISSING_IN_PLACES, "places")
        said = sentence.say(((count, 1 + len(others)), *told.items()), words.lang)
    else:
        said = violation.say(words.lang)
    what = typeset(said) if words.lang == "zh" and said else said or title(paper, rule)
    state = words.pick("领导已同意", "waived by a leader") if broken.waived else ""
    if rule.level == "must" and not broken.waived:
        state = words.pick("不能发布", "cannot be published")
    amount = _amount(words, broken) if rule.unit != "times" or violation.amount > 1 else ""
    cells = (
        words.rule_level(rule.level),
        paper.names.client(violation.visit) if violation.visit else "",
        clause(paper, rule),
        what,
        _how_often(words, broken, 1 + len(others)) if others else amount,
        "\n".join(paper.subject_texts.say(each.violation.about) for each in (broken, *others)),
        state,
    )
    return Row(cells, about=rule.id, visit=violation.visit)


def _amount(words: Words, *breaks: Broken) -> str:
    """Say the amount of the breaks of one rule; of money to the yuan."""
    rule = breaks[0].rule
    if rule.unit == "yuan100":
        return words.yuan(sum(excess_yuan(each.violation) for each in breaks))
    return words.amount(sum(each.violation.amount for each in breaks), rule.unit)


def _how_often(words: Words, broken: Broken, times: int) -> str:
    """Say on how many days or in how many places a helper is missing."""
    if broken.violation.sentence in BY_DAY:
        return words.amount(times, broken.rule.unit)
    return words.pick(f"{times}处", f"{times} places")


@made_once
def preferences(paper: Paper) -> PaperTable:
    """Return how often and how far each preference is missed: one row a rule, not one a break."""
    words = paper.words
    columns = words.pick("条款 内容 次数 程度", "Clause Rule Times Amount")
    by_rule: dict[str, list[Broken]] = {}
    for found in paper.report.broken("prefer"):
        by_rule.setdefault(found.rule.id, []).append(found)
    rows = []
    for id, breaks in sorted(by_rule.items(), key=lambda pair: (-sum(b.cost for b in pair[1]), pair[0])):
        rule = breaks[0].rule
        cells = (clause(paper, rule), title(paper, rule), str(len(breaks)), _amount(words, *breaks).strip())
        rows.append(Row(cells, about=id))
    title_ = words.pick("未能兼顾的偏好", "Preferences missed")
    return PaperTable("preferences", title_, tuple(columns.split()), tuple(rows))
