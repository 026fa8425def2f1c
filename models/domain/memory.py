"""What earlier weeks leave to this one: what the clients saw, ate, were given and promised, and who escorted them.

Plain data, read from the register when a week is planned; a week without a register has none.
"""

from __future__ import annotations

import datetime as dt

from models.domain.actuals import PromisedKind
from models.domain.base import Count, Fact, Id, Name, Text


class SeenBefore(Fact):
    """A place where the guests were on an earlier visit, on its last day there."""

    place: Id
    day: dt.date


class GivenBefore(Fact):
    """A gift of an earlier visit."""

    what: Name
    day: dt.date


class PromisedBefore(Fact):
    """A promise of an earlier visit that is not kept yet.

    Attributes
    ----------
    promised_in, number : str, int
        The visit on which it was made, by ``case_key`` of the register, and its number there.
    due : date or None
        None where no date was named.
    day : date
        When it was made: the last day of that visit.
    kind, place : str or None, str
        What it asks of the next visit, see ``models.domain.actuals.Promise``.
    request : str or None
        The request of this visit that keeps it (``models.domain.promised_requests``); None: it is a thing to do.
    """

    promised_in: Text
    number: Count
    what: Name
    owner: Text = ""
    due: dt.date | None = None
    day: dt.date
    kind: PromisedKind | None = None
    place: Text = ""
    request: Id | None = None

    @property
    def key(self) -> str:
        """What names it among all promises."""
        return f"{self.promised_in}:{self.number}"


class ClientMemory(Fact):
    """What is known of a client when its visit is planned.

    Attributes
    ----------
    visit : str
        The visit of this week.
    visits : int
        How often the client was here before.
    seen, eaten : tuple of SeenBefore
        Sights, and restaurants without our own canteen.
    escort : str or None
        Who escorted them last where they were satisfied.
    """

    visit: Id
    visits: Count = 0
    seen: tuple[SeenBefore, ...] = ()
    eaten: tuple[SeenBefore, ...] = ()
    gifts: tuple[GivenBefore, ...] = ()
    promises: tuple[PromisedBefore, ...] = ()
    escort: Id | None = None

    def promise_of(self, request: str | None) -> PromisedBefore | None:
        """Return the promise that a request keeps; None: it keeps none."""
        return next((p for p in self.promises if request is not None and p.request == request), None)


class CarriedLoad(Fact):
    """Minutes for which one of our people served guests in the last weeks, as anything but leader, expert or driver."""

    person: Id
    minutes: Count


class CarriedDrives(Fact):
    """What one of our drivers drove guests in the last weeks: minutes of rides, and nights on which there were some."""

    driver: Id
    minutes: Count
    nights: Count = 0


class Memory(Fact):
    """What earlier weeks leave to this one: of each visit's client, of our people who served, and of our drivers."""

    clients: tuple[ClientMemory, ...] = ()
    loads: tuple[CarriedLoad, ...] = ()
    drives: tuple[CarriedDrives, ...] = ()
