"""Items of a programme and requests in words: what they are, where, in which room."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from models.domain.activities import outside_hosts
from planner.language.titles import Titles

if TYPE_CHECKING:
    from models.domain.activities import Request
    from models.domain.people import OutsideHost
    from models.domain.plan import Item, LeftOut, LunchTable
    from models.domain.week import Week
    from planner.papers.wording.names import Names


@dataclass(frozen=True)
class ItemTexts:
    """Says items and requests of a week in the language of the names."""

    week: Week
    names: Names

    def request(self, item: Item) -> Request | None:
        """The request that an item answers, or None."""
        return self.week.visit(item.visit).request(item.request) if item.request else None

    def title(self, item: Item) -> str:
        """Say what an item is: 技术交流：智能电网."""
        return self._titles.item(item)

    def request_title(self, request: Request, place: str | None = None) -> str:
        """Say what a request is."""
        return self._titles.request(request, place)

    @cached_property
    def _titles(self) -> Titles:
        return Titles(self.week, self.names.words)

    def left_out(self, left: LeftOut) -> str:
        """Say which request is left out, or that the whole visit is."""
        if left.is_whole_visit:
            return self.names.words.pick("整个来访", "the whole visit")
        requests = {request.id: request for request in self.week.visit(left.visit).requests}
        return self.request_title(requests[left.request]) if left.request in requests else left.request

    # -- places

    def where(self, item: Item) -> str:
        """Place of an item with its room."""
        return f"{self.names.place(item.place)} {self.room(item)}".rstrip()

    def lunch(self, item: Item) -> str:
        """Where the guests have the lunch that interrupts an item, with its dining room; ``""`` if it is packed."""
        return f"{self.names.place(item.lunch.restaurant)} {self._dining_room(item.lunch)}" if item.lunch else ""

    def room(self, item: Item) -> str:
        """Name of an item's meeting room or dining room, or of the hosts' hall; ``""`` if it has none."""
        if item.room:
            return self.week.room(item.room).name
        if item.dining_room and item.table:
            return self._dining_room(item.table)
        return getattr(self.request(item), "venue", "")

    def _dining_room(self, table: LunchTable) -> str:
        # a plan may be anybody's: where the place has no such room, STR-09 says so
        rooms = getattr(self.week.place(table.restaurant), "dining_rooms", ())
        return next((room.name for room in rooms if room.id == table.dining_room), table.dining_room)

    # -- hosts of other organisations

    def hosts(self, item: Item) -> str:
        """Say who of another organisation receives the guests: 王刚（市政府副市长）、李敏（市外办主任）."""
        words = self.names.words
        hosts = outside_hosts(self.request(item))
        return words.comma.join(words.note(host.name, self.office(host)) for host in hosts)

    def office(self, host: OutsideHost) -> str:
        """Say organisation and title of somebody of another organisation: 市政府副市长."""
        both = [part for part in (host.organisation, host.title) if part]
        return self.names.words.pick("".join(both) if all(map(_is_chinese, both)) else "，".join(both), ", ".join(both))


def _is_chinese(text: str) -> bool:
    return not text.isascii()
