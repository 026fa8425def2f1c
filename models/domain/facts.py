"""What follows from the facts of a week and an edition, computed once and shared by rules, models and papers.

Of the whole company see ``models.domain.week_facts``, of one visit ``models.domain.stay``.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from models.domain.clock import QUARTER, round_up
from models.domain.day_windows import programme_windows
from models.domain.official_items import latest_lunch
from models.domain.pins import Pin
from models.domain.plan import Item, Move
from models.domain.policy import Edition
from models.domain.revision import Revision
from models.domain.started_items import end_now, overrun_until, started_hotel, started_pins
from models.domain.stay import Stay
from models.domain.week import Week
from models.domain.week_facts import WeekFacts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from models.domain.people import HostPerson

LATE_TO_TABLE = 60
"""Minutes within which guests who were held up sit at table: the way there, and what it takes to serve them."""


class Facts(WeekFacts):
    """A week and an edition, with everything that follows from them; ``revision`` where a plan is made again."""

    def __init__(self, week: Week, edition: Edition, revision: Revision | None = None) -> None:
        super().__init__(week, edition, revision)
        self._stays: dict[str, Stay] = {}
        self.cache: dict[str, Any] = {}
        """What is computed under these facts and kept while they live, by name: the programmes of the last plan."""

    def __reduce__(self) -> tuple[type[Facts], tuple[Week, Edition, Revision | None]]:
        return Facts, (self.week, self.edition, self.revision)  # what follows from them is found anew

    @cached_property
    def stays(self) -> tuple[Stay, ...]:
        """All stays, in the order of the week's visits."""
        return tuple(self.stay(visit.id) for visit in self.week.visits)

    def stay(self, visit: str) -> Stay:
        """Return what follows for one visit."""
        if visit not in self._stays:
            self._stays[visit] = Stay(self, self.week.visit(visit))
        return self._stays[visit]

    def day_of(self, part: Item | Move) -> dt.date:
        """Return the day of its stay to which an item or move belongs, and under which papers print it."""
        stay = self.stay(part.visit)
        return stay.day_of_item(part) if isinstance(part, Item) else stay.day_of_move(part)

    @cached_property
    def frozen(self) -> dict[str, Pin]:
        """What has started, by item or move id; nothing but where a plan is made again (STAB-01)."""
        return started_pins(self, self.stay)

    def _seen_through(self, person: HostPerson) -> Iterator[tuple[int, int]]:
        revision = self.revision
        if revision is None or revision.now is None:
            return
        for item in revision.items.values():
            if item.id in self.frozen:
                way, end = self.way(item.place), max(item.end, end_now(self.stay(item.visit), item))
                for duty in item.duties:
                    if duty.person == person.id and duty.start <= revision.now and duty.end >= item.end:
                        yield duty.start - way, end + way

    def frozen_hotel(self, visit: str) -> str | None:
        """Return the hotel that a visit's guests no longer change (STAB-01)."""
        return started_hotel(self, self.frozen, visit, self.stay(visit).nights_away)

    def meal_hours(self, visit: str, day: dt.date, meal: Literal["lunch", "dinner"]) -> tuple[int, int]:
        """Return between which minutes of a day a meal of a visit starts, where it has no hours of its own (MEAL-01).

        Lunch waits for what other organisations give by protocol (``official_items``). Guests who are held up by
        something in progress come to the table late: within an hour of its end.
        """
        first, last = programme_windows(self.shape)[meal]
        if meal == "lunch":
            last = latest_lunch(self.shape, self.stay(visit).visit)
        if not self.frozen:
            return first, last
        end = overrun_until(self, self.stay(visit), self.frozen, day, last)
        return first, last if end is None else max(last, round_up(end, QUARTER) + LATE_TO_TABLE)

    def is_over(self, item: str) -> bool:
        """Tell whether an item has started and ended by now: it uses nothing any more."""
        revision = self.revision
        if revision is None or revision.now is None or item not in self.frozen:
            return False
        former = revision.items.get(item)
        return former is not None and max(former.end, end_now(self.stay(former.visit), former)) <= revision.now
