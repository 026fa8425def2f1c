"""What a text names of a week: visits, people, things, activities; by id, name, nickname, title or part of a name."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from models.domain.vocabulary import ROLE_LABELS, ROLE_NAMES, VEHICLE_CLASS_NAMES
from planner.language.forms_of_address import forms_of_address
from planner.language.item_names import ItemNames
from planner.language.text import folded, number_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.plan import Plan
    from models.domain.visits import Visit
    from models.domain.week import Week

NameKind = Literal["visit", "person", "driver", "member", "vehicle", "room", "workshop", "place", "item", "ticket"]
"""``member`` has the id ``visit/member``; ``ticket`` is a flight or train, ``visit/group/arrives`` or ``…/departs``."""
_NATIONS = {
    "ar": ("阿拉伯", "arab", "arabs"),
    "de": ("德国", "德方", "german", "germans"),
    "es": ("西班牙", "spanish", "spaniards"),
    "fr": ("法国", "法方", "french"),
    "it": ("意大利", "意方", "italian", "italians"),
    "ja": ("日本", "日方", "japanese"),
    "ko": ("韩国", "韩方", "korean", "koreans"),
    "pt": ("葡萄牙", "portuguese"),
    "ru": ("俄罗斯", "俄方", "russian", "russians"),
    "vi": ("越南", "越方", "vietnamese"),
}
"""What delegations are called whose members speak a language, or whose client's name has the first word."""
_MEMBER_ROLES = {
    "principal": ("团长", "主宾", "head of the delegation"),
    "interpreter": ("翻译", "interpreter"),
    "media": ("记者",),
}
"""What members are called by their role."""
_VEHICLE_NICKNAMES = {
    "sedan": ("小轿车", "小车"),
    "suv": ("越野",),
    "mpv": ("别克商务", "gl8", "埃尔法"),
    "van": ("面包", "金杯", "全顺"),
    "minibus": ("考斯特", "中客", "中巴车", "coaster"),
    "coach": ("大客车", "大巴车", "大客", "bus"),
}
_GENERIC_TEXT = """
股份 有限 责任 集团 公司 中国 科技 技术 工程 建设 建筑 机械 设备 装备 装备制造 制造 工业 发展
投资 控股 控制 实业 研究院 设计院 研究所 大学 学院 政府 管理 委员会 局 厅 站 院 所 厂 部
中心 酒店 宾馆 餐厅 会议室 车间 博物馆 高铁 铁路 航空 机场 国际 总部 质量 监督
"""
_GENERIC_WORDS = tuple(_GENERIC_TEXT.split())
_GENERIC = re.compile(f"(?:{'|'.join(_GENERIC_WORDS)})+")
"""Words that many names have: none of them is a part by which one thing is known."""
_MIN_PART = 2
MAX_NEAREST = 3
"""Names that are proposed, at most, for a word that is not known."""


@dataclass(frozen=True)
class Name:
    """A thing of the week that a text names: its kind, its id, the words in the text, and where they stand."""

    kind: NameKind
    id: str
    text: str
    start: int = 0
    by_title: bool = False

    @property
    def end(self) -> int:
        """Where the words end."""
        return self.start + len(self.text)


class WeekNames:
    """The names of a week's visits, people and things, to be found in texts.

    Parameters
    ----------
    plan : Plan, optional
        The items that the planner added to the requests (meals, sights) can be named as well.
    """

    def __init__(self, week: Week, plan: Plan | None = None) -> None:
        self.week, self.plan = week, plan
        self.words: dict[str, set[tuple[NameKind, str]]] = defaultdict(set)
        self.titles: set[str] = set()
        """Words of ``words`` that are nothing but a title."""
        self.item_names = ItemNames(week, plan)
        self._wholes: set[str] = set()
        """Names of restaurants with their rooms: a part of them is the restaurant."""
        self._possible: list[tuple[str, NameKind, str]] = []
        for visit in week.visits:
            self._add_visit(visit)
        self._add_our_people()
        self._add_things()
        certain = set(self.words)
        for word, kind, id in self._possible:
            if word not in certain:
                self.words[word].add((kind, id))

    # -- what there is

    def _add(self, kind: NameKind, *words: str) -> None:
        """Add a thing by its id, the first of the words, and its names."""
        for word in words:
            for spelling in _spellings(word):
                self.words[spelling].add((kind, words[0]))

    def _add_visit(self, visit: Visit) -> None:
        self._add("visit", visit.id, visit.client)
        ours = self.week.company.languages
        languages = {lang for member in visit.members if not member.speaks_one_of(ours) for lang in member.languages}
        in_client = [lang for lang, words in _NATIONS.items() if words[0] in visit.client]
        for lang in in_client or sorted(languages & set(_NATIONS)):
            self._add("visit", visit.id, *_NATIONS[lang])
        for member in visit.members:
            id, roles = f"{visit.id}/{member.id}", _MEMBER_ROLES.get(member.role, ())
            self._add_person("member", id, member.name, member.title, roles)
        for group in visit.groups:
            for leg, number in (("arrives", group.arrival.number), ("departs", group.departure.number)):
                if number:
                    self.words[number.lower()].add(("ticket", f"{visit.id}/{group.id}/{leg}"))

    def _add_person(self, kind: NameKind, id: str, name: str, title: str, roles: Iterable[str] = ()) -> None:
        forms = forms_of_address(name, title)
        self._add(kind, id, name, *forms.certain)
        self._possible += [(word.lower(), kind, id) for word in forms.possible]
        for word in (*forms.titles, *roles):
            self.titles.add(word.lower())
            self._add(kind, id, word)

    def _add_our_people(self) -> None:
        for person in self.week.company.people:
            kinds = [role.kind for role in person.roles if role.kind not in ("leader", "crew")]
            roles = [word for kind in kinds for word in (*ROLE_LABELS[kind], *ROLE_NAMES[kind])]
            self._add_person("person", person.id, person.name, person.title, roles)
        for driver in self.week.company.drivers:
            forms = (f"司机{driver.name[0]}", f"{driver.name[0]}师傅", f"司机{driver.name}")
            self._add("driver", driver.id, driver.name, *forms)

    def _add_things(self) -> None:
        company = self.week.company
        for vehicle in company.vehicles:
            plate = re.sub(r"^[\u4e00-\u9fff]?[A-Z]?[·. ]?", "", vehicle.plate) if vehicle.plate else ""
            self._add("vehicle", vehicle.id, vehicle.name, vehicle.plate, vehicle.plate.replace("·", ""), plate)
            self._add("vehicle", vehicle.id, *VEHICLE_CLASS_NAMES[vehicle.kind], *_VEHICLE_NICKNAMES[vehicle.kind])
        for room in company.rooms:
            self._add("room", room.id, room.name)
        for workshop in company.workshops:
            self._add("workshop", workshop.id, workshop.name)
        for place in company.places:
            self._add("place", place.id, place.name, place.name_en)
        for restaurant in self.week.restaurants:
            for table in restaurant.dining_rooms:
                alone = table.name if len(table.name) >= _MIN_PART else f"{table.name}厅"
                whole = f"{restaurant.name}{table.name}"
                self._add("room", table.id, alone, whole)
                self._wholes.update(_spellings(whole))

    def is_like(self, text: str, *kinds: NameKind) -> bool:
        """Tell whether a text looks like a misspelt name of some kinds: all but one of four signs are right."""
        known = {word for word, refs in self.words.items() if any(kind in kinds for kind, _ in refs)}
        return bool(get_close_matches(folded(text).lower(), sorted(known), n=1, cutoff=0.7))

    # -- what a text names

    def find(self, text: str, *kinds: NameKind) -> list[Name]:
        """Return what a text names of some kinds, longest names first; a part of a longer name does not count."""
        lower, taken, found = lower_case(text), [False] * len(text), list[Name]()
        squeezed = lower.replace(" ", "")
        items = self._words_of_items if "item" in kinds else {}
        words = [word for word in {**self.words, **items} if word.replace(" ", "") in squeezed]
        for word in sorted(words, key=lambda w: (-len(w), w)):
            mine = sorted(ref for ref in self.words.get(word, ()) if ref[0] in kinds)
            mine += [("item", id) for id in sorted(items.get(word, ()))]
            for match in re.finditer(_bounded(word), lower) if mine else ():
                span = range(match.start(), match.end())
                if not any(taken[k] for k in span):
                    for k in span:
                        taken[k] = True
                    title = word in self.titles
                    found += [Name(kind, id, text[span.start : span.stop], span.start, title) for kind, id in mine]
        return list(dict.fromkeys(found))

    @cached_property
    def _words_of_items(self) -> dict[str, set[str]]:
        names = self.item_names
        words: dict[str, set[str]] = {}
        for known in (names.printed, names.common, names.ids):
            for word, ids in known.items():
                for spelling in _spellings(word):
                    words.setdefault(spelling, set()).update(ids)
        return words

    def id_of(self, text: str, *kinds: NameKind) -> str | None:
        """Return the id of the one thing of some kinds that a whole text names; None for none or several."""
        ids = self.ids_of(text, *kinds)
        return ids[0] if len(ids) == 1 else None

    def ids_of(self, text: str, *kinds: NameKind) -> list[str]:
        """Return the ids of the things of some kinds that a whole text may name, by name or by a part of it."""
        ids = {id for kind, id in self.words.get(folded(text).lower(), ()) if kind in kinds}
        return sorted(ids or {name.id for name in self.part(text, *kinds)})

    def name_of(self, id: str, *kinds: NameKind) -> str:
        """Return what a thing of one of some kinds is called, or its id."""
        company = self.week.company
        known: dict[NameKind, dict[str, str]] = {
            "visit": {visit.id: visit.client for visit in self.week.visits},
            "person": {person.id: f"{person.name} {person.title}".strip() for person in company.people},
            "driver": {driver.id: driver.name for driver in company.drivers},
            "vehicle": {vehicle.id: f"{vehicle.name} {vehicle.plate}".strip() for vehicle in company.vehicles},
            "room": {room.id: room.name for room in company.rooms},
            "workshop": {workshop.id: workshop.name for workshop in company.workshops},
            "place": {place.id: place.name for place in company.places},
        }
        return next((known[kind][id] for kind in kinds if id in known.get(kind, {})), id)

    def part(self, text: str, *kinds: NameKind) -> list[Name]:
        """Return the things of which a text is a part of the name, or short for it: 滇池站 of 滇池质量监督站."""
        short = folded(text).lower().replace(" ", "")
        if len(short) < _MIN_PART or _GENERIC.fullmatch(short) or any(short in word for word in _GENERIC_WORDS):
            return []
        latin = short.isascii()
        inside: set[tuple[NameKind, str]] = set()
        leaving: set[tuple[NameKind, str]] = set()
        for word, refs in self.words.items():
            mine = {ref for ref in refs if ref[0] in kinds}
            name = word.replace(" ", "")
            if not mine or word in self.titles or word in self._wholes:
                continue
            if (latin and len(short) > _MIN_PART and re.search(_bounded(short), word)) or (not latin and short in name):
                inside |= mine
            elif not latin and name[:1] == short[:1] and _is_subsequence(short, name):
                leaving |= {ref for ref in mine if ref[0] in ("visit", "room", "place", "workshop")}
        return [Name(kind, id, text) for kind, id in sorted(inside or leaving)]

    def closest(self, text: str, *kinds: NameKind) -> str:
        """Return the names that are most like a text, the nearest first; ``""`` for none."""
        known = {word for word, refs in self.words.items() if any(kind in kinds for kind, _ in refs)}
        if "item" in kinds:
            known |= set(self.item_names.printed) | set(self.item_names.common)
        short = folded(text).lower().replace(" ", "")
        if not short.isascii():  # first the clients for whose name it may be short
            clients = [visit.client for visit in self.week.visits if _is_subsequence(short, visit.client.lower())]
            if "visit" in kinds and clients:
                return "、".join(clients[:MAX_NEAREST])
        return "、".join(get_close_matches(folded(text).lower(), sorted(known), n=MAX_NEAREST, cutoff=0.5))


def lower_case(text: str) -> str:
    """Return a text in lower case and of the same length: every word stands where it stood."""
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def _spellings(word: str) -> Iterator[str]:
    """Yield a name in lower case, with its numbers as they are, in digits and in Chinese: 3号会议室, 三号会议室."""
    name = folded(word).lower()
    if not name:
        return
    yield name
    digits = re.sub(
        r"[一二三四五六七八九十]+", lambda m: f"{number_in(m[0]) or 0:.0f}" if number_in(m[0]) else m[0], name
    )
    if digits != name:
        yield digits
    chinese = re.sub(r"(?<!\d)\d{1,2}(?!\d)", lambda m: _in_chinese(int(m[0])), name)
    if chinese != name and not name.isascii():
        yield chinese


def _in_chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    signs = "零一二三四五六七八九"
    if not tens:
        return signs[ones]
    return f"{signs[tens] if tens > 1 else ''}十{signs[ones] if ones else ''}"


def _is_subsequence(short: str, name: str) -> bool:
    signs = iter(name)
    return all(sign in signs for sign in short)


def _bounded(word: str) -> str:
    """Return a pattern that finds a word, blanks apart; one of Latin letters only where no such letters adjoin."""
    head = r"(?<![a-z0-9_.-])" if re.match(r"[a-z0-9]", word) else ""
    tail = r"(?![a-z0-9_-])" if re.search(r"[a-z0-9]$", word) else ""
    if word.isascii():
        return head + r"\s+".join(re.escape(part) for part in word.split()) + tail
    return head + r"\s*".join(re.escape(sign) for sign in word.replace(" ", "")) + tail
