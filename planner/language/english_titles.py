"""Titles of our people in English: as papers print them, and as people are called by them."""

from __future__ import annotations

from typing import NamedTuple


class EnglishTitle(NamedTuple):
    """A title in both languages.

    Attributes
    ----------
    zh : str
        The end of titles that it is the English of; alone: the title by which somebody is called.
    en : str
        As it is printed.
    called : tuple of str
        What people of exactly this title are called in English sentences, in small letters.
    """

    zh: str
    en: str
    called: tuple[str, ...] = ()


TITLES_OF_PEOPLE = (
    EnglishTitle("副董事长", "Vice Chairman"),
    EnglishTitle("董事长", "Chairman", ("chairman", "chairwoman", "chairperson")),
    EnglishTitle("党委副书记", "Deputy Party Secretary"),
    EnglishTitle("党委书记", "Party Secretary", ("party secretary",)),
    EnglishTitle("副总经理", "Deputy General Manager", ("deputy general manager", "vice general manager")),
    EnglishTitle("总经理", "General Manager", ("general manager",)),
    EnglishTitle("副总工程师", "Deputy Chief Engineer"),
    EnglishTitle("总工程师", "Chief Engineer", ("chief engineer",)),
    EnglishTitle("总经济师", "Chief Economist"),
    EnglishTitle("总会计师", "Chief Accountant", ("chief accountant",)),
    EnglishTitle("营销总监", "Marketing Director"),
    EnglishTitle("国际业务总监", "Director, International Business"),
    EnglishTitle("总监", "Director"),
    EnglishTitle("副部长", "Deputy Head of Department"),
    EnglishTitle("部长", "Head of Department"),
    EnglishTitle("副所长", "Deputy Head of Institute"),
    EnglishTitle("所长", "Head of Institute"),
    EnglishTitle("副主任", "Deputy Director of Office"),
    EnglishTitle("主任", "Director of Office"),
    EnglishTitle("高级工程师", "Senior Engineer"),
    EnglishTitle("工程师", "Engineer"),
    EnglishTitle("设计师", "Designer"),
    EnglishTitle("客户经理", "Account Manager"),
    EnglishTitle("经理", "Manager"),
    EnglishTitle("主管", "Supervisor"),
    EnglishTitle("专家", "Expert"),
    EnglishTitle("讲解员", "Docent", ("docent",)),
    EnglishTitle("翻译", "Interpreter", ("interpreter",)),
    EnglishTitle("摄影师", "Photographer", ("photographer",)),
    EnglishTitle("秘书", "Secretary"),
    EnglishTitle("会务员", "Meeting Assistant"),
    EnglishTitle("司机", "Driver"),
)
"""The longer ends first."""


def title_in_english(title: str) -> str:
    """Return a title in English, as far as its end is known; others as they are."""
    return next((known.en for known in TITLES_OF_PEOPLE if title.endswith(known.zh)), title)


def called_in_english(title: str) -> tuple[str, ...]:
    """Return what people of a title are called in English, in small letters."""
    return next((known.called for known in TITLES_OF_PEOPLE if known.zh == title), ())
