"""Events and pins from a TOML file: tables ``[[events]]`` and ``[[pins]]``, sentences in ``told = ["…"]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import FaultyInput
from models.domain.events import Events
from planner.formats.raw import Sources
from planner.formats.text.toml_file import read_toml
from planner.formats.validate import validated
from planner.language.parse_events import parse_events

if TYPE_CHECKING:
    from pathlib import Path

    from models.domain.events import Event
    from models.domain.plan import Plan
    from models.domain.week import Week

SENTENCES_KEY = "told"
"""Key of the file under which events stand as sentences."""


def read_events(path: Path, week: Week, plan: Plan | None = None, now: int | None = None) -> Events:
    """Read a file of events; in its sentences 明天 is counted from ``now``.

    Raises
    ------
    FaultyInput
        With every fault of the file.
    OSError
        When it cannot be opened.
    """
    file = read_toml(path, path.name)
    if file.faults:
        raise FaultyInput(file.faults)
    data = dict(file.data)
    sentences = data.pop(SENTENCES_KEY, [])
    sources = Sources()
    sources.put((), file.table())
    found = validated(Events, data, sources)
    wrong = list(found.faults)
    if not isinstance(sentences, list) or not all(isinstance(text, str) for text in sentences):
        wrong.append(sources.fault((SENTENCES_KEY,), bilingual("应为文字列表", "not a list of texts"), 'told = ["…"]'))
        sentences = []
    parsed: list[Event] = []
    try:
        numbered = [(f"{path.name} {SENTENCES_KEY}[{k}]", text) for k, text in enumerate(sentences)]
        parsed = parse_events(numbered, week, plan, now)
    except FaultyInput as error:
        wrong += error.faults
    if wrong or found.fact is None:
        raise FaultyInput(wrong)
    events = [
        event if event.source else event.replace(source=f"{path.name} events[{k}]")
        for k, event in enumerate(found.fact.events)
    ]
    pins = [
        pin if pin.source else pin.replace(source=f"{path.name} pins[{k}]") for k, pin in enumerate(found.fact.pins)
    ]
    return Events.model_construct(events=(*events, *parsed), pins=tuple(pins))
