"""A new delegation in one sentence: 新增来访 华能 周三10:00到高铁站 周四走 5人; what is missing is asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.domain import events as ev
from models.domain.bilingual import bilingual
from models.domain.clock import at, minute_of_day
from models.domain.visits import Arrival, Departure, TravelGroup, Visit
from planner.language.event_sentence import NotUnderstood
from planner.language.event_words import LEAVING, NEW, PEOPLE
from planner.language.events.guests import count_in
from planner.language.times.mentions import find_times

if TYPE_CHECKING:
    from planner.language.event_sentence import EventSentence
    from planner.language.events.base import EventRow
    from planner.language.times.mentions import TimeMentions

_EXAMPLE = bilingual(
    "新增来访 客户名 周三10:00到高铁站 周四16:00走 5人",
    "new visit CLIENT Wed 10:00 at the station, leaving Thu 16:00, 5 people",
)
_BY_OWN_CAR = re.compile(r"开车|自驾|自行|\bown cars?\b|\bby car\b|\bdriv\w+", re.IGNORECASE)


def new_visit_from_row(row: EventRow) -> ev.Event:
    """Read a visit that was added in the workbook of the week."""
    return ev.NewVisit(visit=row.week.visit(row.visit()))


def parse_new_visit(sentence: EventSentence) -> ev.Event | None:
    """Read a new delegation: client, number of people, when and where they come, when they leave."""
    if not sentence.says(NEW):
        return None
    if len(sentence.visits) == 1 and sentence.known.plan is not None:
        visit = sentence.week.visit(sentence.visits[0])
        if not any(move.visit == visit.id for move in sentence.known.plan.moves):
            return ev.NewVisit(visit=visit)  # written in the week already, and not planned yet
    if sentence.visits:
        what = f"{sentence.labels.visits(sentence.visits)} " + bilingual(
            "已在本周来访里", "is among the visits already"
        )
        raise NotUnderstood(what, f"{sentence.labels.visits(sentence.visits)}增加2人")
    coming, leaving = _legs(sentence)
    people = PEOPLE.search(sentence.words)
    places = [place for place in sentence.week.company.places if place.id in sentence.ids("place")]
    site = sentence.week.site
    own_car = _BY_OWN_CAR.search(sentence.words) is not None or site in places
    stops = [place for place in places if sentence.week.arrival_point(place.id) is not None]
    client = _client(sentence)
    missing = []
    if not client:
        missing.append(bilingual("客户名称", "the client"))
    if people is None:
        missing.append(bilingual("来几个人", "how many people"))
    if len(coming.days) != 1 or len(coming.clocks) != 1:
        missing.append(bilingual("哪天几点到", "on which day and at what time they come"))
    if not stops and not own_car:
        missing.append(
            bilingual("到哪里（机场、车站，或开车到公司）", "where they arrive (airport, station, or by own car)")
        )
    if len(leaving.days) != 1:
        missing.append(bilingual("哪天走", "on which day they leave"))
    if missing:
        raise NotUnderstood(
            bilingual(f"新增来访还缺：{'；'.join(missing)}", f"still missing: {'；'.join(missing)}"), _EXAMPLE
        )
    assert people is not None
    number = next(iter(sentence.numbers), "")
    here = stops[0].id if stops else site.id
    arrival = Arrival(at=at(coming.days[0], _minute(coming)), place=here, number=number)
    away = stops[-1].id if stops else site.id
    gone = at(leaving.days[0], _minute(leaving)) if leaving.clocks else None
    departure = Departure(at=gone, on=None if gone is not None else leaving.days[0], place=away)
    group = TravelGroup(id="g1", unnamed=count_in(people), arrival=arrival, departure=departure)
    visit = Visit.model_validate(
        {
            "id": _free_id(sentence),
            "client": client,
            "groups": [group.model_dump()],
            "provides": {"cars": not own_car},
            "note": "一句话新增",
        }
    )
    sentence.unknown = []
    return ev.NewVisit(visit=visit)


def _legs(sentence: EventSentence) -> tuple[TimeMentions, TimeMentions]:
    """Return the times of coming and of leaving: those of leaving stand beside the word for it."""
    text = sentence.without_names
    found = LEAVING.search(sentence.words)
    if found is None:
        empty = find_times("", sentence.week, sentence.now)
        return find_times(text, sentence.week, sentence.now), empty
    if found[0].isascii():
        cut = found.start()
        return (
            find_times(text[:cut], sentence.week, sentence.now),
            find_times(text[cut:], sentence.week, sentence.now),
        )
    every = find_times(text[: found.start()], sentence.week, sentence.now)
    if not every.day_texts:
        return every, every
    cut = text.rfind(every.day_texts[-1], 0, found.start()) if len(every.day_texts) > 1 else _second_clock(text, every)
    return find_times(text[:cut], sentence.week, sentence.now), _with_day(
        find_times(text[cut : found.end()], sentence.week, sentence.now), every
    )


def _second_clock(text: str, every: TimeMentions) -> int:
    """Return where the time of leaving begins, when both are of one day."""
    return text.rfind(every.clocks[-1].text) if len(every.clocks) > 1 else len(text)


def _with_day(leaving: TimeMentions, every: TimeMentions) -> TimeMentions:
    if not leaving.days and leaving.clocks:
        leaving.days = every.days[-1:]
    return leaving


def _minute(times: TimeMentions) -> int:
    return times.clocks[0].minute() if times.clocks else minute_of_day(0)


def _client(sentence: EventSentence) -> str:
    """Return the client's name: the words that are known as nothing else, up to the next blank or sign."""
    new = NEW.search(sentence.words)
    for word in sentence.unknown:
        start = sentence.text.find(word)
        if word[:1].isascii():  # English: words that follow each other
            run = re.match(r"[^,;:.，；。]+", sentence.text[start:])
            return run[0].strip() if run else word
        run = re.match(r"[^\s,;:，；：。\d]+", sentence.text[start:])
        name = run[0] if run else word
        begins = new.end() if new else 0
        return name if start >= begins or new is None else word
    return ""


def _free_id(sentence: EventSentence) -> str:
    taken = {visit.id for visit in sentence.week.visits}
    return next(f"new{k}" for k in range(1, len(taken) + 2) if f"new{k}" not in taken)
