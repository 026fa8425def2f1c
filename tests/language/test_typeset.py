"""Full-width punctuation and air around times, and nothing else changed."""

from __future__ import annotations

import pytest

from planner.language.typeset import typeset


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("10月19日21:25接站:无人迎送", "10月19日 21:25 接站：无人迎送"),
        ("备安全帽 8 顶(结构车间、总装车间)", "备安全帽 8 顶（结构车间、总装车间）"),
        ("缺翻译 1 人(俄语),待落实", "缺翻译 1 人（俄语），待落实"),
        ("午餐不晚于 12:30,晚餐不晚于 18:30", "午餐不晚于 12:30，晚餐不晚于 18:30"),
        ("商务酒店:单人间 6 间(10月17日起 3 晚)", "商务酒店：单人间 6 间（10月17日起 3 晚）"),
        ("Nordwind Tunnelbau GmbH (Köln), 5 guests", "Nordwind Tunnelbau GmbH (Köln), 5 guests"),
        ("每人 1,200 元", "每人 1,200 元"),
    ],
)
def test_typeset(text: str, printed: str) -> None:
    assert typeset(text) == printed
    assert typeset(printed) == printed
