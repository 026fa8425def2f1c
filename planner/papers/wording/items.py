"""Items of a programme and requests in words: what they are, where, in which room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.activities import Banquet, Exchange, Gift, Request, Training

if TYPE_CHECKING:
    from models.domain.plan import Item, LeftOut
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
        request, words = self.request(item), self.names.words
        if request is not None:
            text = self.request_title(request, item.place)
        elif item.kind in ("sight", "shopping", "entertainment"):
            text = self._at_place(item.kind, item.place)
        else:
            text = words.sentence(words.kind(item.kind))
        if item.is_packed_meal:
            return words.note(text, words.pick("打包或酒店用餐", "packed or at the hotel"))
        return text

    def request_title(self, request: Request, place: str | None = None) -> str:
        """Say what a request is."""
        words = self.names.words
        kind = words.sentence(words.kind(request.kind))
        if request.title:
            return request.title
        if isinstance(request, Banquet):
            return words.sentence(words.banquet(request.occasion, request.lunch))
        if isinstance(request, Gift):
            return words.label(kind, request.what)
        topic = request.topic if isinstance(request, Exchange | Training) else None
        place = getattr(request, "place", None) or place
        if request.kind in ("project", "sight", "shopping", "entertainment") and place:
            return self._at_place(request.kind, place)
        return words.label(kind, topic) if topic else kind

    def _at_place(self, kind: str, place: str) -> str:
        """Say what is done at a place: 游览少林寺, 文娱活动：戏剧幻城."""
        words, name = self.names.words, self.names.place(place)
        if kind in ("sight", "project"):
            return words.pick("游览" if kind == "sight" else "参观", "Visit to ") + name
        return words.label(words.sentence(words.kind(kind)), name)

    def left_out(self, left: LeftOut) -> str:
        """Say which request is left out."""
        requests = {request.id: request for request in self.week.visit(left.visit).requests}
        return self.request_title(requests[left.request]) if left.request in requests else left.request

    # -- places

    def where(self, item: Item) -> str:
        """Place of an item with its room."""
        return f"{self.names.place(item.place)} {self.room(item)}".rstrip()

    def room(self, item: Item) -> str:
        """Name of an item's meeting room or dining room; ``""`` if it has none."""
        if item.room:
            return self.week.room(item.room).name
        if item.dining_room:
            # a plan may be anybody's: where the place has no such room, STR-09 says so
            rooms = getattr(self.week.place(item.place), "dining_rooms", ())
            return next((room.name for room in rooms if room.id == item.dining_room), item.dining_room)
        return ""
