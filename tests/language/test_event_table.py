"""The table of events: every class has its entry, its words on the sheet and a sentence in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from models.domain import events as ev
from planner.language.event_table import EVENT_TABLE, SENTENCE_PARSERS, SHEET_WORDS
from planner.language.events.base import COLUMN_TITLES
from planner.language.parse_events import parse_events
from tests.services.asked import asked, planned

TABLE = "EVENT_TABLE in planner/language/event_table.py"
CLASSES: tuple[type[ev.Event], ...] = get_args(get_args(ev.Event)[0])
SENTENCES: dict[type, tuple[str, str]] = {
    ev.ArrivalChanged: ("v2航班晚点3小时", "v2 flight 3 hours late"),
    ev.DepartureChanged: ("v2 返程提前1小时", "v2 departure 1 hour earlier"),
    ev.VisitCancelled: ("取消来访 v3", "v3 visit is cancelled"),
    ev.ActivityCancelled: ("取消v2的参观公司", "v2 tour called off"),
    ev.PersonAway: ("bob周二请假", "bob is ill on Tuesday"),
    ev.VehicleUnavailable: ("商务车周二坏了", "mpv1 broken on Tuesday"),
    ev.PlaceClosed: ("博物馆周一闭馆", "museum closed on Monday"),
    ev.GuestsChanged: ("v2 增加2人", "v2 2 more guests"),
    ev.DurationChanged: ("v2 talk 延长30分钟", "v2 talk 30 min longer"),
    ev.NewVisit: (
        "新增来访 华能集团 周一10:00到高铁站 周二16:00走 5人",
        "new visit: Huaneng, 5 people, arriving Mon 10:00 at rail, leaving Tue 16:00",
    ),
    ev.OrderChanged: ("v2 talk 改在参观公司之后", "v2 talk after the tour"),
    ev.FixedByLeader: ("v2 talk 定在周二10:30", "v2 talk fixed on Tue 10:30"),
}
"""A sentence of each class, in Chinese and in English."""


def test_every_class_has_one_entry() -> None:
    entered = [entry.event for entry in EVENT_TABLE]
    missing = [event.__name__ for event in CLASSES if event not in entered]
    assert not missing, f"add an EventEntry for {missing} to {TABLE}"
    unknown = [event.__name__ for event in entered if event not in CLASSES]
    assert not unknown, f"add {unknown} to the union Event in models/domain/events.py"
    assert len(entered) == len(CLASSES), f"a class stands twice in {TABLE}"


@pytest.mark.parametrize("entry", EVENT_TABLE, ids=lambda entry: entry.event.__name__)
def test_every_entry_is_whole(entry) -> None:
    name = entry.event.__name__
    assert entry.sheet or entry.not_on_sheet, f"{TABLE}: give {name} a SheetWord, or say why it has none: not_on_sheet"
    assert entry.parse or entry.not_in_sentences, f"{TABLE}: give {name} a parser, or say why not: not_in_sentences"
    assert not (entry.sheet and entry.not_on_sheet), f"{TABLE}: {name} is on the sheet"
    assert not (entry.parse and entry.not_in_sentences), f"{TABLE}: {name} can be parsed"
    for word in entry.sheet:
        assert word.text, f"{TABLE}: {name} needs a text for each SheetWord"
        assert word.hint, f"{TABLE}: {name} needs a hint for each SheetWord"
        assert set(word.needs) <= set(COLUMN_TITLES), f"{TABLE}: {name} needs a column that the sheet does not have"


def test_words_and_precedences_are_unique() -> None:
    assert len(SHEET_WORDS) == sum(len(entry.sheet) for entry in EVENT_TABLE), f"a word stands twice in {TABLE}"
    precedences = [entry.precedence for entry in EVENT_TABLE if entry.parse]
    assert len(set(precedences)) == len(precedences) == len(SENTENCE_PARSERS), f"{TABLE}: one precedence is given twice"


def test_every_parser_has_a_sentence_in_both_languages() -> None:
    missing = [entry.event.__name__ for entry in EVENT_TABLE if entry.parse and entry.event not in SENTENCES]
    assert not missing, f"add a Chinese and an English sentence for {missing} to SENTENCES in {__file__}"


@pytest.mark.parametrize("event", SENTENCES, ids=lambda event: event.__name__)
def test_both_sentences_are_parsed(event: type) -> None:
    chinese, english = SENTENCES[event]
    assert not chinese.isascii()
    assert english.isascii()
    for text in (chinese, english):
        (found,) = parse_events([("test", text)], asked().week, planned())
        assert type(found) is event, f"{text}: {type(found).__name__}; see the parsers and precedences of {TABLE}"


def test_every_kind_is_listed_for_users() -> None:
    listed = (Path(__file__).parents[2] / "instances" / "README.md").read_text("utf-8")
    words = set(re.split(r"[^a-z_]+", listed))
    missing = {event.model_fields["kind"].default for event in CLASSES} - words
    assert not missing, f"add {missing} to the kinds of events in instances/README.md"


@pytest.mark.parametrize(
    ("client", "sentence"),
    [
        ("沪昆高铁公司", "沪昆高铁公司 talk 定在周二10:30"),
        ("Cleveland Tunnels", "Cleveland Tunnels talk fixed on Tue 10:30"),
        ("Ireland Rail", "Ireland Rail talk fixed on Tue 10:30"),
        ("晚霞集团", "晚霞集团 talk 定在周二10:30"),
    ],
)
def test_words_within_names_say_no_event(client: str, sentence: str) -> None:
    before = asked().week
    renamed = before.replace(visits=tuple(v.replace(client=client) if v.id == "v2" else v for v in before.visits))
    (event,) = parse_events([("test", sentence)], renamed, planned())
    assert isinstance(event, ev.FixedByLeader)
