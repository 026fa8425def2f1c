"""Fields that guests correct, in words and back: names, titles, diets, flights and trains, places, meeting points."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.clock import day_of, moment
from models.domain.places import ArrivalPoint, Site
from models.domain.references import near
from planner.formats.workbook.cells.base import CellContext
from planner.formats.workbook.column_choices import DIET_CHOICES
from planner.formats.workbook.names import Registry
from planner.language.text import Unreadable, said, tight
from planner.language.times.mentions import find_times
from planner.language.words import Words

if TYPE_CHECKING:
    from models.domain.people import Member
    from models.domain.visits import TravelGroup
    from models.domain.week import Week
    from planner.language.text import Value
    from planner.services.replies.correction import CorrectedField

MOST_LETTERS = {"name": 120, "title": 400, "meeting_point": 400}
_NUMBER = re.compile(r"[A-Z0-9]{1,3}-?\d{1,4}[A-Z]?(/\d{1,4})?")
_SENTENCE = re.compile(r"[。，；：！？,;:!?]|\. ")
_ZH = Words()


def fact_of(field: CorrectedField, thing: Member | TravelGroup) -> Any:
    """Return what a field of a member or travel group says now."""
    value: Any = thing
    for part in field.split("."):
        value = getattr(value, part)
    return value


def in_words(week: Week, field: CorrectedField, value: Any, words: Words | None = None) -> str:
    """Say a field."""
    words = words or _ZH
    if field == "diet":
        return words.comma.join(words.diet(diet) for diet in value)
    if value is None:
        return ""
    if field.endswith(".at"):
        return f"{words.date(day_of(value))} {words.time(value)}"
    if field.endswith(".place"):
        place = week.find_place(value)
        return words.pick(place.name, place.name_en or place.name) if place else str(value)
    return str(value)


def read_field(week: Week, field: CorrectedField, value: Value, before: Any) -> Any:
    """Read a field as guests write it.

    Parameters
    ----------
    before : any
        What it says now: a time of day alone is of its day.

    Raises
    ------
    Unreadable
        When it cannot be told, or could mean two things.
    """
    text = "" if value is None else str(value).strip()
    last = field.rpartition(".")[2]
    if last == "diet":
        return tuple(DIET_CHOICES.read(text, CellContext(Registry()))) if text else ()
    if last == "at":
        return _moment(week, value, before)
    if last == "place":
        return _place(week, text)
    if last == "name" and not text:
        raise Unreadable(
            bilingual("姓名空了：客人不来？", "the name is empty: is the guest not coming?"),
            bilingual("减人请写：某某不来了（jiedai replan --event）", "say so with jiedai replan --event"),
        )
    if last == "number":
        return _number(text)
    if last == "name" and _SENTENCE.search(text):
        raise Unreadable(
            said(text) + " " + bilingual("不像姓名", "is no name"), bilingual("只写姓名", "the name alone")
        )
    if len(text) > MOST_LETTERS[last]:
        raise Unreadable(said(text[:20]) + bilingual("… 太长", "… is too long"), str(MOST_LETTERS[last]))
    return text


def _number(text: str) -> str:
    """Return the number of a flight or train, empty where there is none."""
    number = re.sub(r"次(列车)?$|航班$", "", tight(text)).upper()
    if number and not _NUMBER.fullmatch(number):
        raise Unreadable(said(text) + " " + bilingual("不是航班号或车次", "is no flight or train"), "CZ3452, G1565")
    return number


def _moment(week: Week, value: Value, before: int | None) -> int:
    if isinstance(value, dt.datetime):
        return moment(value)
    text = f"{value:%H:%M}" if isinstance(value, dt.time) else str(value or "").strip()
    found = find_times(text, week)
    at = found.moment(None if before is None else day_of(before))
    if at is None or found.rest.strip(" ,，。.()（）"):
        raise Unreadable(said(text) + " " + bilingual("不是日期和时间", "is no day and time"), "10月20日 09:40")
    return at


def _place(week: Week, text: str) -> str:
    points = [place for place in week.company.places if isinstance(place, ArrivalPoint | Site)]
    names = {tight(name).casefold(): place.id for place in points for name in (place.name, place.name_en) if name}
    id = names.get(tight(text).casefold())
    if id is None:
        maybe = near(text, [place.name for place in points])
        raise Unreadable(said(text) + " " + bilingual("不是已知的机场、车站", "is no known airport or station"), maybe)
    return id
