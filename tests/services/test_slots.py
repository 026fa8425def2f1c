"""Good times for something new: forced at any of them with the others held, it costs what was said."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from models.cp.stop_signal import StopSignal
from models.domain.activities import Request
from models.domain.apply_events import apply_events
from models.domain.errors import FaultyInput
from models.domain.events import NewRequest
from models.domain.facts import Facts
from models.domain.pins import Pin
from models.domain.revision import Revision
from models.itinerary.search.limits import SLOT_SEARCH
from models.itinerary.search.repair import Repair
from models.rules.catalogue import rules
from planner import slots
from planner.formats.text.new_file import read_new
from planner.services.slots import SlotOffer, later
from tests.services.asked import asked, planned
from tests.weeks import talk, visit, when

REQUEST = TypeAdapter(Request)


def offered(new: dict[str, Any], visit_id: str = "v2") -> SlotOffer:
    return slots(asked().week, planned(), REQUEST.validate_python(new), visit_id, edition=asked().edition)


def test_times_differ_and_the_best_comes_first() -> None:
    offer = offered({"kind": "call", "id": "new", "leader": "deputy"})
    starts = [slot.start for slot in offer.slots]
    assert len(starts) >= 3
    assert min(abs(a - b) for k, a in enumerate(starts) for b in starts[:k]) >= 45
    prices = [slot.forced.price for slot in offer.slots]
    assert prices == sorted(prices)


def test_forced_there_it_costs_what_was_said() -> None:
    """In what is left out and in shoulds exactly; below them no more than was said, for the time it was given."""
    new = REQUEST.validate_python({"kind": "call", "id": "new", "leader": "deputy"})
    offer = offered({"kind": "call", "id": "new", "leader": "deputy"})
    week = apply_events(asked(), [NewRequest(visit="v2", request=new)]).week
    for slot in offer.slots:
        pin = Pin(of="v2/new", start=slot.start)
        facts = Facts(week, asked().edition, Revision(planned(), None, (pin,)))
        repair = Repair(facts, rules(asked().edition), planned(), StopSignal(), SLOT_SEARCH)
        forced = repair.plan_with(["v2"])
        assert forced is not None
        assert forced.score is not None
        assert not forced.score.musts
        assert forced.score.tiers[:2] == slot.forced.after.tiers[:2]


def test_the_others_stay() -> None:
    offer = offered(talk("new"))
    for slot in offer.slots:
        assert not slot.forced.after.musts
        assert slot.forced.plan.of("v1").items == planned().of("v1").items
        assert slot.forced.plan.of("v3").items == planned().of("v3").items


def test_a_new_delegation_by_days() -> None:
    new = visit("v9", talk(), arrive="22 09:00", depart="22 18:00")
    offer = slots(asked().week, planned(), new, edition=asked().edition)
    assert offer.delegation
    assert len({slot.start for slot in offer.slots}) == len(offer.slots) == 5
    assert min(slot.start for slot in offer.slots) >= -1
    shifted = later(new, 2)
    assert shifted.groups[0].arrival.at == when("24 09:00")
    best = offer.slots[0]
    assert any(item.id == "v9/talk" for item in best.forced.plan.items)


def test_what_does_not_go_with_the_week_is_a_fault() -> None:
    with pytest.raises(FaultyInput):
        offered(talk("talk"))
    with pytest.raises(FaultyInput):
        offered(talk("new"), "v8")


def test_a_file(tmp_path: Any) -> None:
    path = tmp_path / "new.toml"
    path.write_text('visit = "客户v2"\nkind = "call"\nleader = "boss"\n', "utf-8")
    request, visit_id = read_new(path, asked().week)
    assert (request.id, visit_id) == ("new", "v2")
    path.write_text('visit = "?"\nkind = "project"\n', "utf-8")
    with pytest.raises(FaultyInput) as error:
        read_new(path, asked().week)
    assert len(error.value.faults) == 2
