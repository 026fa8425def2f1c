"""What of a ledger stands in a model: bookings that the unfixed visits may meet, and no others."""

from __future__ import annotations

from models.cp.frame import Frame
from models.cp.ledger import Booking, Ledger
from models.cp.run import solve
from models.rules.catalogue import rules
from models.rules.core.findings import subject
from tests.weeks import facts, visit

ROOM = "room:r1"


def closed(*spans: tuple[int, int]) -> tuple[Frame, int]:
    """Return a frame in which a room is used for an hour from 600 to 660 minutes on, among some bookings."""
    f = facts(visit("v1"), visit("v2"))
    frame, origin = Frame(f), f.week.origin
    rule = next(rule for rule in rules(f.edition) if rule.occupies)
    with frame.visiting(f.stay("v1")):
        frame.occupy(rule, subject(room="r1"), ROOM, frame.on_grid(600, 660), 60, frame.true)
    before = len(frame.model.proto.constraints)
    frame.close(Ledger(f).plus([Booking(ROOM, origin + a, origin + b, 1, "v2") for a, b in spans]))
    return frame, len(frame.model.proto.constraints) - before


def test_bookings_that_nothing_can_meet_are_left_out() -> None:
    none = closed()[1]
    assert closed((0, 600), (720, 900), (5000, 6000))[1] == none
    assert closed((0, 605))[1] == none + 1
    assert closed((715, 900))[1] == none + 1


def test_bookings_at_the_edges_of_what_can_be_used_are_kept_clear() -> None:
    frame, _ = closed((0, 605), (715, 900), (600, 630))
    origin = frame.facts.week.origin
    outcome = solve(frame.model)
    (booking,) = frame.bookings(outcome.value)
    assert origin + 630 <= booking.start
    assert booking.end <= origin + 715
    assert solve(closed((0, 605), (655, 900))[0].model).status == "infeasible"


def test_bookings_by_resource_are_those_of_each_resource() -> None:
    f = facts(visit("v1"), visit("v2"))
    rows = [Booking("room:r2", 3, 4, 1, "v2"), Booking(ROOM, 5, 6, 1, "v1"), Booking(ROOM, 1, 2, 1, "v2")]
    ledger = Ledger(f, (Booking(ROOM, 0, 9, 1, ""),)).plus(rows)
    asked = [ROOM, "room:r2", "room:r3"]
    assert ledger.bookings_by_resource(asked) == {resource: list(ledger.bookings(resource)) for resource in asked}
    assert len(ledger.bookings(ROOM)) == 3
