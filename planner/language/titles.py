"""What papers call the items, requests and moves of a week, in one language; ``item_names`` reads it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.activities import OCCASION_NAMES, Banquet, Ceremony, Exchange, Gift, Request, Training

if TYPE_CHECKING:
    from models.domain.plan import Item, Move
    from models.domain.week import Week
    from planner.language.words import Words


@dataclass(frozen=True)
class Titles:
    """Titles of the items, requests and moves of a week."""

    week: Week
    words: Words

    def item(self, item: Item) -> str:
        """Say what an item is: 技术交流：智能电网."""
        words = self.words
        if item.request is not None:
            text = self.request(self.week.visit(item.visit).request(item.request), item.place)
        elif item.kind in ("sight", "shopping", "entertainment"):
            text = self._at_place(item.kind, item.place)
        else:
            text = words.sentence(words.kind(item.kind))
        if item.is_packed_meal:
            return words.note(text, words.pick("打包或酒店用餐", "packed or at the hotel"))
        return text

    def request(self, request: Request, place: str | None = None) -> str:
        """Say what a request is."""
        words = self.words
        kind = words.sentence(words.kind(request.kind))
        if isinstance(request, Training) and request.series is not None:
            return words.note(request.title or words.label(kind, request.topic), self._session(request))
        if request.title:
            return request.title
        if isinstance(request, Banquet):
            return words.sentence(words.banquet(request.occasion, request.lunch, request.form))
        if isinstance(request, Ceremony):
            return words.sentence(words.pick(*OCCASION_NAMES[request.occasion]))
        if isinstance(request, Gift):
            return words.label(kind, request.what)
        topic = request.topic if isinstance(request, Exchange | Training) else None
        place = getattr(request, "place", None) or place
        if request.kind in ("project", "sight", "shopping", "entertainment") and place:
            return self._at_place(request.kind, place)
        return words.label(kind, topic) if topic else kind

    def _session(self, request: Training) -> str:
        """Say which part of a training series something is: 第2次, 考试."""
        if request.is_exam:
            return self.words.pick("考试", "examination")
        return self.words.pick(f"第{request.session}次", f"session {request.session}")

    def _at_place(self, kind: str, place: str) -> str:
        """Say what is done at a place: 游览少林寺, 文娱活动：戏剧幻城."""
        words, name = self.words, self.place(place)
        if kind in ("sight", "project"):
            return words.pick("游览" if kind == "sight" else "参观", "Visit to ") + name
        return words.label(words.sentence(words.kind(kind)), name)

    def place(self, id: str) -> str:
        """Name of a place."""
        place = self.week.place(id)
        return self.words.pick(place.name, place.name_en or place.name)

    # -- moves

    def meeting(self, place: str) -> str:
        """Say what is done when guests arrive at a place: 接机, 接站, 迎接."""
        return self.by_kind(place, ("接机", "接站", "迎接"), ("met at the airport", "met at the station", "met"))

    def parting(self, place: str) -> str:
        """Say what is done when guests leave from a place: 送机, 送站, 送行."""
        return self.by_kind(place, ("送机", "送站", "送行"), ("to the airport", "to the station", "departure"))

    def by_kind(self, place: str, zh: tuple[str, str, str], en: tuple[str, str, str]) -> str:
        """Return the words for an airport, a station, or a place that is come to by road."""
        point = self.week.arrival_point(place)
        k = 2 if point is None else {"airport": 0, "rail": 1}.get(point.kind, 2)
        return self.words.pick(zh[k], en[k])

    def move(self, move: Move) -> str:
        """Say what a move is for those who go along: 接站, 送站, 乘车."""
        if move.kind == "pick_up":
            return self.meeting(move.origin)
        return self.parting(move.target) if move.kind == "see_off" else self.words.pick("乘车", "on the way")

    def going(self, target: str, *, home: bool) -> str:
        """Say for guests where a move of its own goes: 返回酒店, or 前往会展中心."""
        if home:
            return self.words.pick("返回酒店", "Back to the hotel")
        return self.words.pick(f"前往{self.place(target)}", f"To {self.place(target)}")
