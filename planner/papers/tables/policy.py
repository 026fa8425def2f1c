"""The rules of a policy edition: what each asks, how strictly, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.policy import WEIGHTS
from models.rules import catalogue
from planner.language.typeset import typeset
from planner.papers.table import PaperTable, Row
from planner.papers.tables.task_source import task_source

if TYPE_CHECKING:
    from models.domain.policy import Edition
    from models.rules.core.base import PolicyRule
    from planner.language.words import Words

_WEIGHTS_ZH = {"strong": "强", "normal": "中", "weak": "弱"}


def rules_table(edition: Edition, words: Words) -> PaperTable:
    """Return every rule in the order of the policy, those that are off too."""
    columns = words.pick("编号 级别 权重 内容 依据", "Rule Level Weight Text Clause")
    rows = []
    for kind in catalogue.EVERY_CLASS:
        rule = kind(edition)
        weighs = rule.level in ("should", "prefer")
        cells = (
            rule.id,
            words.rule_level(rule.level),
            _weight(rule, words) if weighs else "",
            words.pick(typeset(rule.title), rule.title_en),
            source(rule, words),
        )
        rows.append(Row(cells, about=rule.id))
    title = words.label(words.pick("接待制度", "Policy"), edition.name)
    return PaperTable(
        "rules", title, tuple(columns.split()), tuple(rows), lines=(edition.note,) if edition.note else ()
    )


def source(rule: PolicyRule, words: Words) -> str:
    """Say where a rule comes from: 客户接待大纲 五(三), or what the edition cites instead."""
    return task_source(rule.source, words) if rule.source else rule.cites.say(words.lang)


def _weight(rule: PolicyRule, words: Words) -> str:
    name = next((name for name, factor in WEIGHTS.items() if factor == rule.weight), "")
    return words.pick(_WEIGHTS_ZH[name], name) if name else str(rule.weight)
