"""Where the lead and the owner of a task come from, as papers say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.domain.office import EXAMPLE_VALUE
from models.rules.core.base import DOCUMENTS, Citation
from models.rules.core.english_clauses import REGULATIONS_EN, clause_in_english

if TYPE_CHECKING:
    from planner.language.words import Words

_CITED = re.compile(r"(?P<document>S[0-3]) (?:《(?P<regulation>[^》]+)》)?(?P<clause>.*)")
_REGULATION = re.compile(r"《(?P<regulation>[^》]+)》(?P<clause>.*)")


def task_source(text: str, words: Words) -> str:
    """Say the source of an edition's task: ``S0 二(二)1`` as 客户接待大纲 二(二)1; other texts as they stand."""
    if text == EXAMPLE_VALUE:
        return words.pick(EXAMPLE_VALUE, "example value")
    if (found := _CITED.fullmatch(text)) and found["document"] in DOCUMENTS:
        regulation = found["regulation"] or ""
        cited = {"document": found["document"], "clause": found["clause"], "regulation": regulation}
        return Citation.model_validate(cited).say(words.lang)
    if words.lang == "en" and (found := _REGULATION.fullmatch(text)):
        return f"{REGULATIONS_EN.get(found['regulation'], found['regulation'])} {clause_in_english(found['clause'])}"
    return text
