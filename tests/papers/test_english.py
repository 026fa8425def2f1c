"""English says all that Chinese says: the same papers, rows and filled cells, and no Chinese but names of the input."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.domain.policy import Edition
from models.domain.week import Week
from models.rules import catalogue
from planner.formats.workbook.book import open_book
from planner.judging.check import check
from planner.language.event_sheet import ENGLISH_TITLES, ENGLISH_WORDS, chosen_event
from planner.language.event_table import SHEET_WORDS
from planner.language.events.base import COLUMN_TITLES
from planner.language.words import Words
from planner.papers.markdown import papers
from planner.papers.paper import Paper
from planner.papers.tables.changed import ChangeTexts
from planner.papers.tables.policy import rules_table
from planner.plan_workbook.writing import FormerDraft, plan_workbook
from planner.services.plan_changes import changes
from tests.papers import fake

CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def latin(data: Any, names: dict[str, str]) -> Any:
    """Return facts whose Chinese names have become Latin ones, so that all Chinese that is left is ours."""
    if isinstance(data, dict):
        return {key: latin(value, names) for key, value in data.items()}
    if isinstance(data, list):
        return [latin(value, names) for value in data]
    return names.setdefault(data, f"Name {len(names)}") if isinstance(data, str) and CHINESE.search(data) else data


@pytest.fixture(scope="module")
def both_papers() -> tuple[Paper, Paper]:
    week, names = fake.week(4), dict[str, str]()
    data = week.model_dump(mode="json")
    for visit in data["visits"]:
        visit |= {"note": "备注", "applicant": "申请人", "budget": 10}
        visit |= {"dress": "正装", "plates": "豫A", "contact": {"name": "联络人", "phone": "0371"}}
        visit["members"][1] |= {"medical": "过敏", "note": "备注", "identity_number": "证件号", "nationality": "国籍"}
        visit["members"][1] |= {"customs": "习俗", "hobbies": "爱好", "form_of_address": "称呼"}
        for request in visit["requests"]:
            request |= {"dress": "正装"} | ({"explain": ["内容"]} if "explain" in request else {})
        for group in visit["groups"]:
            group["arrival"]["meeting_point"] = "出口"
    plan = latin(fake.plan(week).model_dump(mode="json"), names)
    edition = Edition.model_validate(latin(fake.edition().model_dump(mode="json"), names))
    latin_week = Week.model_validate(latin(data, names))
    report = check(latin_week, type(fake.plan(week)).model_validate(plan), edition)
    return Paper(report, Words("zh")), Paper(report, Words("en"))


def test_markdown_papers_have_the_same_rows_and_no_chinese(both_papers):
    zh, en = (papers(paper) for paper in both_papers)
    assert len(zh) == len(en)
    for (name, chinese), (name_en, english) in zip(zh.items(), en.items(), strict=True):
        assert not CHINESE.findall(name_en + english), name_en
        assert filled(chinese) == filled(english), name


def filled(markdown: str) -> list[list[bool]]:
    """Return which cells of which lines say something."""
    lines = [line for line in markdown.splitlines() if not line.startswith("| ---")]
    return [[bool(cell.strip()) for cell in re.split(r"(?<!\\)\|", line)] for line in lines]


def test_the_workbook_has_the_same_cells_and_no_chinese(both_papers, tmp_path):
    zh, en = ({}, {})
    for found, paper in zip((zh, en), both_papers, strict=True):
        moved = paper.plan.replace(items=paper.plan.items[1:], nights=paper.plan.nights[1:])
        former = FormerDraft(1, moved, locks={paper.plan.items[2].id: paper.words.pick("全部", "all")})
        path = tmp_path / f"{paper.words.lang}.xlsx"
        path.write_bytes(plan_workbook(paper, former=former))
        for sheet in open_book(path).sheets:
            cells = [cell for row in sheet.rows.values() for cell in row.values() if cell.value not in (None, "")]
            found[sheet.name] = {(c.row, c.column): c.value for c in cells} | {"hidden": sheet.hidden}
    assert len(zh) == len(en)
    for (name, chinese), (name_en, english) in zip(zh.items(), en.items(), strict=True):
        if not english["hidden"]:
            assert chinese.keys() == english.keys(), name
            assert not [text for text in (name_en, *english.values()) if CHINESE.search(str(text))], name_en


def test_notices_say_the_same(both_papers):
    said = []
    for paper in both_papers:
        plan = paper.plan
        other = plan.replace(items=plan.items[3:], nights=plan.nights[2:], moves=plan.moves[:-2])
        report = check(paper.week, other, paper.report.edition)
        said.append(list(ChangeTexts(paper, Paper(report, paper.words)).lines(changes(plan, other))))
    assert len(said[0]) == len(said[1]) > 5
    assert not [line for line in said[1] if CHINESE.search(line)]


def test_the_policy_names_its_sources_in_english():
    edition = fake.edition().replace(name="default", note="")
    assert not [row.cells for row in rules_table(edition, Words("en")).rows if CHINESE.search("".join(row.cells))]
    for kind in catalogue.RULE_CLASSES:
        assert bool(kind.cites.say("zh")) == bool(kind.cites.say("en"))


def test_the_sheet_of_events_is_read_in_both_languages():
    assert set(ENGLISH_TITLES) == set(COLUMN_TITLES), "say the column in planner/language/event_sheet.py"
    assert set(ENGLISH_WORDS) == set(SHEET_WORDS), "say the choice in planner/language/event_sheet.py"
    for text, word in SHEET_WORDS.items():
        assert chosen_event(text) is word
        assert chosen_event(ENGLISH_WORDS[text][0].upper()) is word


# -- no half of a pair is missing

SEPARATORS = {("", " "), ("\u3000", " · "), ("人", "")}
"""Pairs one half of which is rightly empty: a blank between English words or parts of a title, a measure word."""


def test_no_half_of_a_pair_is_missing(root: Path) -> None:
    """Whatever is said in one language by ``words.pick``, ``both``, ``Phrase`` or ``Sentence`` is said in the other."""
    missing = []
    for file in sorted(f for folder in ("models", "planner") for f in (root / folder).rglob("*.py")):
        for call, pair in _pairs(ast.parse(file.read_text(encoding="utf-8"))):
            one_empty = bool(pair[0].strip()) != bool(pair[1].strip())
            untranslated = bool(CHINESE.search(pair[1]))
            if (one_empty and pair not in SEPARATORS) or untranslated:
                missing.append(f"{file.relative_to(root)}:{call.lineno}: {pair}")
    assert not missing, "\n".join(missing)


def _pairs(tree: ast.AST) -> Iterator[tuple[ast.Call, tuple[str, str]]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        texts = [_text(argument) for argument in node.args[:2]]
        if name in ("pick", "both", "Phrase", "Sentence") and len(texts) == 2 and None not in texts:
            yield node, (str(texts[0]), str(texts[1]))


def _text(node: ast.expr) -> str | None:
    """Return a text that stands in the source, with a mark for what is filled in; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None
