"""Days and durations in words: findings and papers word durations differently."""

from __future__ import annotations

import datetime as dt

import pytest

from models.domain.time_words import date_in_words, duration_in_words


def test_days() -> None:
    assert date_in_words(dt.date(2026, 9, 21), "zh") == "9月21日"
    assert date_in_words(dt.date(2026, 9, 21), "en") == "21 Sep"


@pytest.mark.parametrize(
    ("minutes", "finding", "paper"),
    [
        (45, ("0 小时 45 分", "0 h 45 min"), ("45分钟", "45 min")),
        (60, ("1 小时", "1 h"), ("1小时", "1 h")),
        (200, ("3 小时 20 分", "3 h 20 min"), ("3小时20分", "3 h 20 min")),
    ],
)
def test_durations(minutes: int, finding: tuple[str, str], paper: tuple[str, str]) -> None:
    in_findings = (
        duration_in_words(minutes, "zh", in_sentence=True),
        duration_in_words(minutes, "en", in_sentence=True),
    )
    on_papers = (
        duration_in_words(minutes, "zh", in_sentence=False),
        duration_in_words(minutes, "en", in_sentence=False),
    )
    assert (in_findings, on_papers) == (finding, paper)
