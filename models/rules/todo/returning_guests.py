"""Things to do for guests who were here before: what they were promised, were given and ate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import Gift
from models.domain.clock import day_of
from models.rules.core.findings import Phrase, Sentence
from models.rules.todo.line import line, place_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.rules.core.findings import Value
    from models.rules.core.programme import Programme
    from models.rules.todo.line import ToDo

PROMISE_OPEN = Sentence(
    "{day}来访时答应的“{what}”还没有兑现,客人到之前办好",
    "“{what}”, promised on the visit of {day}, is not done yet: see to it before the guests come",
)
PROMISE_PLANNED = Sentence(
    "{day}来访时答应的“{what}”已排进行程,照办",
    "“{what}”, promised on the visit of {day}, is in the programme: see that it is kept",
)
PROMISE_LEFT_OUT = Sentence(
    "{day}来访时答应的“{what}”排不进行程,向客人说明或另约",
    "“{what}”, promised on the visit of {day}, is not in the programme: tell the guests, or find another time",
)
GIFT_AGAIN = Sentence(
    "礼品“{gift}”{day}来访时送过,换一种", "The gift “{gift}” was given on the visit of {day}: choose another one"
)
MENU_AGAIN = Sentence("{place}{day}来访时吃过,请餐厅换菜单", "The guests ate at {place} on {day}: ask for another menu")


def returning_guests(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Keep what was promised (APPR-04); give no gift twice (COST-02); another menu where they ate before (SENSE-05)."""
    known, first = facts.week.remembered(p.id), p.stay.days[0]
    for promise in known.promises:
        when = min(first, promise.due) if promise.due else first
        what: dict[str, Value] = {"what": promise.what, "day": promise.day}
        sentence = PROMISE_OPEN
        if promise.request:
            is_planned = any(item.request == promise.request for item in p.items)
            sentence = PROMISE_PLANNED if is_planned else PROMISE_LEFT_OUT
        kept = line(facts, "APPR-04", "promise", p.id, when, promise.key, sentence, **what)
        yield kept.by(Phrase(promise.owner, promise.owner)) if promise.owner else kept
    given = {gift.what: gift.day for gift in known.gifts}
    for request in p.stay.visit.requests:
        if isinstance(request, Gift) and request.what in given:
            told: dict[str, Value] = {"gift": request.what, "day": given[request.what]}
            yield line(facts, "COST-02", "other_gift", p.id, first, request.id, GIFT_AGAIN, **told)
    eaten = {house.place: house.day for house in known.eaten}
    for item in p.of("banquet"):
        if item.place in eaten:
            menu: dict[str, Value] = {"place": place_name(facts, item.place), "day": eaten[item.place]}
            yield line(facts, "SENSE-05", "other_menu", p.id, day_of(item.start), item.id, MENU_AGAIN, **menu)
