"""The order that was asked for, in words: of a request as it says itself, of an item with all that touches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.request_order import ORDER_FIELDS, day_links, linked_within, order_links
from planner.formats.plain_data import plain_data
from planner.language.order_phrases import say_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.activities import Request
    from models.domain.visits import Visit
    from planner.language.order_phrases import Order
    from planner.papers.paper import Paper


class OrderTexts:
    """Says orders about one judged plan."""

    def __init__(self, paper: Paper) -> None:
        self.paper, self.words = paper, paper.words

    def of_request(self, visit: Visit, request: Request) -> str:
        """Say what a request asks for itself, as far as the others are planned; ``""`` for nothing."""
        planned = {item.request for item in self.paper.plan_of(visit.id).items if item.request}
        data = plain_data(linked_within(request, planned))
        order = {name: data[name] for name in ORDER_FIELDS if name in data}
        return self.words.semicolon.join(say_order(order, lambda id: self._title(visit, id), self.words.lang))

    def touching(self, visit: Visit, request: str, others: set[str]) -> Iterator[str]:
        """Yield what is asked for between a request and some others, as seen from it, whoever of them says so."""
        for order in _seen_from(visit, request, others):
            yield from say_order(order, lambda id: self._title(visit, id), self.words.lang)

    def fallen(self, visit: Visit, request: str, planned: set[str]) -> Iterator[str]:
        """Yield the orders of planned requests that are without effect because one is left out."""
        for id in (each.id for each in visit.requests if each.id in planned):
            for said in self.touching(visit, id, {request}):
                yield self._title(visit, id) + self.words.pick("", " ") + said

    def _title(self, visit: Visit, id: str) -> str:
        return self.paper.item_texts.request_title(visit.request(id))


def _seen_from(visit: Visit, request: str, others: set[str]) -> Iterator[Order]:
    """Yield each link between a request and some others as an order of that request."""
    for link in order_links(visit):
        side, other = ("after", link.first) if link.then == request else ("before", link.then)
        if request in (link.first, link.then) and other in others:
            close = {"directly": True} if link.directly else {"within": link.within} if link.within else {}
            yield {side: [{"request": other, **close} if close else other]}
    for day in day_links(visit):
        other = day.other if day.one == request else day.one
        if request in (day.one, day.other) and other in others:
            yield {"same_day" if day.same else "not_same_day": [other]}
