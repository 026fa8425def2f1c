"""A packet of a small week: its documents, and its files as they are written."""

from __future__ import annotations

import pytest

from planner.judging.check import check
from planner.language.words import Words
from planner.packet.kit import Kit
from planner.packet.packet import packet_files
from planner.packet.readers import PACKET_READERS
from planner.packet.seats import seat_items
from planner.papers.paper import Paper
from tests.papers import fake


@pytest.fixture(scope="session")
def kit() -> Kit:
    """A week of four visits, two of them from abroad or large, with people still to be found; nobody is seated."""
    week = fake.week(4)
    return Kit(Paper(check(week, fake.plan(week), fake.edition()), Words()))


@pytest.fixture(scope="session")
def tiny(root) -> Kit:
    """The week ``instances/tiny`` with a plan that was searched, everybody seated."""
    import planner
    from planner.services.result import Limits

    week = planner.load(root / "instances" / "tiny")
    result = planner.solve(week, limits=Limits(seconds=None, rounds=0))
    return seat_items(Kit(Paper(result.report, Words())))


@pytest.fixture(scope="session")
def tiny_files(tiny) -> dict[str, bytes | str]:
    """The whole packet of that week."""
    return packet_files(tiny, PACKET_READERS)
