"""Things to do for guests who were here before: what they were promised, were given and ate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import Gift
from models.domain.clock import day_of
from models.rules.core.findings import Phrase, Sentence
from models.rules.todo.line import ADMINISTRATION, evening_before, line, place_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.rules.core.programme import Programme
    from models.rules.todo.line import ToDo

PROMISE_OPEN = Sentence(
    "{day}来访时答应的“{what}”还没有兑现,客人到之前办好",
    "“{what}”, promised on the visit of {day}, is not done yet: see to it before the guests come",
)
GIFT_AGAIN = Sentence(
    "礼品“{gift}”{day}来访时送过,换一种", "The gift “{gift}” was given on the visit of {day}: choose another one"
)
MENU_AGAIN = Sentence("{place}{day}来访时吃过,请餐厅换菜单", "The guests ate at {place} on {day}: ask for another menu")
GIFT_DAYS = 3
"""Days before the guests come at which there is still time for another gift."""


def returning_guests(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Keep what was promised (APPR-04); give no gift twice (COST-02); another menu where they ate before (SENSE-05)."""
    known, first = facts.week.remembered(p.id), p.stay.days[0]
    for promise in known.promises:
        owner = Phrase(promise.owner, promise.owner) if promise.owner else ADMINISTRATION
        due = evening_before(min(first, promise.due) if promise.due else first)
        yield line("APPR-04", p.id, due, owner, PROMISE_OPEN, what=promise.what, day=promise.day)
    given = {gift.what: gift.day for gift in known.gifts}
    for request in p.stay.visit.requests:
        if isinstance(request, Gift) and request.what in given:
            due, day = evening_before(first, days=GIFT_DAYS), given[request.what]
            yield line("COST-02", p.id, due, ADMINISTRATION, GIFT_AGAIN, gift=request.what, day=day)
    eaten = {house.place: house.day for house in known.eaten}
    for item in p.of("banquet"):
        if item.place in eaten:
            due, place = evening_before(day_of(item.start)), place_name(facts, item.place)
            yield line("SENSE-05", p.id, due, ADMINISTRATION, MENU_AGAIN, place=place, day=eaten[item.place])
