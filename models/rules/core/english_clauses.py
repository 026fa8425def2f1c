"""Where rules come from, in English: the documents and their clauses."""

from __future__ import annotations

import re

DOCUMENTS_EN = {
    "S0": "Reception guidelines",
    "S1": "Key account department: duties and service",
    "S2": "Reception policy",
    "S3": "Rules for customer visits",
}
REGULATIONS_EN = {
    "接待和招待费用管理制度": "Policy on reception expenses",
    "公司接待客人管理制度": "Policy on receiving guests",
    "党政机关国内公务接待管理规定": "Provisions on domestic receptions of Party and government bodies",
    "党政机关厉行节约反对浪费条例": "Regulations on thrift of Party and government bodies",
    "客户拜访制度": "Customer calls",
    "客户拜访管理规范": "Management of customer calls",
    "拜访客户的注意事项": "What to mind when calling on customers",
    "客户专员月度考核表": "Monthly score sheet of specialists",
}
"""Regulations within a document that are cited by their own name."""
_NAMES = {
    "拜访指标": "calls",
    "参观管理制度": "company visits,",
    "、接待规格": " (standards of reception)",
    "注": "note",
}
_DIGITS = "零一二三四五六七八九"
_NUMBER = re.compile("[一二三四五六七八九十]+")


def clause_in_english(clause: str) -> str:
    """Return a clause as English has it: 五(三) is 5(3), 第六、七条 is articles 6, 7."""
    for zh, en in _NAMES.items():
        clause = clause.replace(zh, en)
    clause = re.sub(r"第([^第条]+)条", _article, clause)
    return _NUMBER.sub(lambda found: str(_number(found[0])), clause)


def _article(found: re.Match[str]) -> str:
    numbers = found[1].split("、")
    return ("article " if len(numbers) == 1 else "articles ") + ", ".join(numbers)


def _number(text: str) -> int:
    """Return a number below 100."""
    tens, ten, ones = text.rpartition("十")
    high = (_DIGITS.index(tens) if tens else 1) * 10 if ten else 0
    return high + (_DIGITS.index(ones) if ones else 0)
