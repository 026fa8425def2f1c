"""What people say becomes the event that they mean, or a fault that names the word that was not understood."""

from __future__ import annotations

import pytest

from models.domain.errors import FaultyInput
from models.domain.events import Event
from planner.language.parse_events import parse_events
from tests.language.sentences import SENTENCES, Spoken
from tests.language.spoken import spoken, spoken_plan
from tests.weeks import when


def read(said: Spoken) -> Event | FaultyInput:
    """Return the event of a sentence, or its fault."""
    now = when(said.now) if said.now else None
    try:
        (event,) = parse_events([("--event", said.text)], spoken().week, spoken_plan(), now=now)
    except FaultyInput as fault:
        return fault
    return event


@pytest.mark.parametrize(
    "said",
    [pytest.param(said, id=said.text) for said in SENTENCES],
)
def test_sentences(said: Spoken) -> None:
    event = read(said)
    if isinstance(event, FaultyInput):
        assert said.fault, event
        assert [word for word in said.fault if word not in str(event)] == []
        return
    assert said.event, f"{event!r}, but it is asked"
    if said.event["kind"] == "new_visit":
        assert (event.kind, event.visit.client) == (said.event["kind"], said.event["client"])
        return
    found = event.model_dump(exclude={"source"}, exclude_none=True, exclude_defaults=True) | {"kind": event.kind}
    if "pin" in found:
        found["pin"].pop("source", None)
    assert found == said.event
