"""The words by which items and moves of a week are named: as papers print them in both languages, and as people say."""

from __future__ import annotations

from collections import defaultdict
from string import ascii_letters
from typing import TYPE_CHECKING

from models.domain.activities import KINDS, Banquet, Ceremony, outside_hosts
from models.domain.vocabulary import BANQUET_FORM_NAMES
from planner.language.request_words import CEREMONY_WORDS
from planner.language.text import folded
from planner.language.titles import Titles
from planner.language.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.activities import Request
    from models.domain.plan import Item, Move, Plan
    from models.domain.week import Week

_COMMON_WORDS: dict[str, tuple[str, ...]] = {
    "exchange": ("交流", "技术交流", "交流会", "会谈", "座谈", "talk", "exchange"),
    "tour": ("参观公司", "参观", "参观车间", "参观工厂", "参观厂区", "车间参观", "工厂参观", "tour"),
    "call": ("会见", "拜会", "call"),
    "project": ("项目", "参观", "参观项目", "工程", "project"),
    "training": ("培训", "training"),
    "signing": ("签约", "签字仪式", "签字", "signing"),
    "ceremony": ("仪式", "典礼", "ceremony"),
    "performance": ("演出", "文艺演出", "晚会", "performance"),
    "photo": ("合影", "拍照", "photo"),
    "banquet": ("宴请", "宴会", "banquet"),
    "shopping": ("购物", "shopping"),
    "entertainment": ("文娱", "演出", "看戏", "show"),
    "sight": ("游览", "景点", "参观", "观光", "sight", "sightseeing"),
    "lunch": ("午餐", "午饭", "中饭", "lunch"),
    "dinner": ("晚餐", "晚饭", "dinner"),
    "check_in": ("入住", "办理入住", "酒店", "check-in", "check in", "hotel"),
    "rest": ("休息", "午休", "回酒店", "酒店", "rest", "hotel"),
    "pick_up": ("接人", "接客人", "接团", "pick-up", "pickup", "pick up"),
    "see_off": ("送人", "送客人", "送团", "see-off", "seeing off"),
    "transfer": ("乘车", "ride", "transfer"),
}
"""What people call an activity or move besides its title and kind."""
_OCCASION_WORDS = {
    "welcome": ("欢迎宴请", "欢迎宴会", "欢迎宴", "接风宴", "接风", "洗尘"),
    "farewell": ("送行宴请", "欢送宴会", "欢送宴", "送行宴", "送别宴", "送行"),
    "thanks": ("答谢宴", "答谢宴会"),
}
_HOSTED_VERBS = {"call": ("拜会", "会见"), "exchange": ("会谈",), "signing": ("签约",), "banquet": ("宴请",)}
"""What is done with hosts of others: 拜会市政府, 拜会周主任."""
_MEAL_WORDS = {
    "breakfast": ("工作早餐", "早餐会", "working breakfast", "breakfast meeting"),
    "lunch": ("工作午餐", "午餐会", "working lunch", "lunch meeting"),
    "dinner": ("工作晚餐", "working dinner"),
}
"""What people call an activity that is a meal."""


class ItemNames:
    """Words → ids of the items and moves that they may name.

    Attributes
    ----------
    printed : dict of str to set of str
        As papers print them, both languages, in lower case.
    common : dict of str to set of str
        As people say.
    ids : dict of str to set of str
        Ids, whole and within the visit.
    """

    def __init__(self, week: Week, plan: Plan | None) -> None:
        self.week, self.plan = week, plan
        self.printed: dict[str, set[str]] = defaultdict(set)
        self.common: dict[str, set[str]] = defaultdict(set)
        self.ids: dict[str, set[str]] = defaultdict(set)
        self._titles = [Titles(week, Words("zh")), Titles(week, Words("en"))]
        places = {place.id for place in week.company.places}
        for visit in week.visits:
            for request in visit.requests:
                self._add_request(visit.id, request)
        for item in plan.items if plan else ():
            if item.place in places:
                self._add_item(item)
        for move in plan.moves if plan else ():
            if {move.origin, move.target} <= places:
                self._add_move(move)

    def _put(self, where: dict[str, set[str]], id: str, *words: str) -> None:
        for word in words:
            if word:
                where[folded(word).lower()].add(id)

    def _add_request(self, visit: str, request: Request) -> None:
        id = f"{visit}/{request.id}"
        self._put(self.ids, id, id, request.id)
        self._put(self.printed, id, *(titles.request(request) for titles in self._titles))
        self._put(self.common, id, *self._kind_words(request.kind), *_occasion_words(request))
        self._put(self.common, id, *_host_words(request))
        if not isinstance(request, Banquet):
            self._put(self.common, id, *_MEAL_WORDS.get(getattr(request, "meal", None) or "", ()))
        self._put(self.common, id, getattr(request, "topic", None) or "")
        if isinstance(request, Banquet):
            whole = [titles.words.banquet("other", request.lunch, request.form) for titles in self._titles]
            self._put(self.common, id, *whole, "午宴" if request.lunch else "晚宴", *BANQUET_FORM_NAMES[request.form])
        place = getattr(request, "place", None)
        if place is not None:
            self._put(self.common, id, *self._place_words(place))

    def _add_item(self, item: Item) -> None:
        self._put(self.ids, item.id, item.id)
        if item.request is not None and item.request not in {r.id for r in self.week.visit(item.visit).requests}:
            return
        self._put(self.printed, item.id, *(titles.item(item) for titles in self._titles))
        self._put(self.common, item.id, *self._kind_words(item.kind))
        if item.kind in ("sight", "shopping", "entertainment", "project"):
            self._put(self.common, item.id, *self._place_words(item.place))

    def _add_move(self, move: Move) -> None:
        self._put(self.ids, move.id, move.id)
        places = {place.id: place for place in self.week.company.places}
        target = getattr(places[move.target], "at", None) or move.target
        home = move.kind == "transfer" and places[target].kind == "hotel"
        for titles in self._titles:
            self._put(self.printed, move.id, titles.move(move))
            if move.kind == "transfer":
                self._put(self.printed, move.id, titles.going(target, home=False))
            if home:
                self._put(self.printed, move.id, titles.going(target, home=True))
                self._put(self.common, move.id, "返回酒店", "回酒店", "返回宾馆")
            origin = getattr(places[move.origin], "at", None) or move.origin
            self._put(self.printed, move.id, f"{titles.place(origin)}→{titles.place(target)}")
        self._put(self.common, move.id, *_COMMON_WORDS[move.kind])
        if move.kind != "transfer":
            self._put(self.common, move.id, *(t.words.sentence(t.move(move)) for t in self._titles))

    def _kind_words(self, kind: str) -> Iterator[str]:
        yield from (KINDS[kind].zh, KINDS[kind].en, *_COMMON_WORDS.get(kind, ()))
        yield from (titles.words.short(kind) for titles in self._titles)

    def _place_words(self, place: str) -> Iterator[str]:
        for known in self.week.company.places:
            if known.id == place:
                yield from (known.name, known.name_en)


def _host_words(request: Request) -> Iterator[str]:
    """Yield what people call an activity by its hosts of another organisation."""
    for host in outside_hosts(request):
        for verb in _HOSTED_VERBS.get(request.kind, ()):
            yield from (f"{verb}{whom}" for whom in (host.organisation, host.name) if whom)
            if host.title and host.name[:1] not in ascii_letters:
                yield f"{verb}{host.name[:1]}{host.title}"


def _occasion_words(request: Request) -> tuple[str, ...]:
    """Return what people call a banquet or ceremony by its occasion."""
    if isinstance(request, Ceremony):
        return tuple(CEREMONY_WORDS[request.occasion].split())
    return _OCCASION_WORDS.get(getattr(request, "occasion", ""), ())
