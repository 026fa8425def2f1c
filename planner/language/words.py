"""The words of papers, in Chinese or English: days and times, numbers, and the names of kinds and roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.activities import KINDS
from models.domain.people import LANGUAGES
from models.domain.vocabulary import (
    BANQUET_FORM_NAMES,
    COST_HEADING_NAMES,
    CUISINE_NAMES,
    DIET_LABELS,
    HOTEL_ROOM_NAMES,
    MEAL_NAMES,
    ROLE_LABELS,
    VEHICLE_CLASS_NAMES,
)
from planner.language.times.write import TimeWords

if TYPE_CHECKING:
    from models.domain.resources import HiredCar

_SHORT = {
    "exchange": ("交流", "talk"),
    "tour": ("参观", "tour"),
    "call": ("会见", "call"),
    "project": ("项目", "project"),
    "training": ("培训", "training"),
    "signing": ("签约", "signing"),
    "ceremony": ("仪式", "ceremony"),
    "performance": ("演出", "performance"),
    "photo": ("合影", "photo"),
    "sight": ("游览", "sight"),
    "shopping": ("购物", "shop"),
    "entertainment": ("文娱", "show"),
    "banquet": ("宴请", "banquet"),
    "lunch": ("午餐", "lunch"),
    "dinner": ("晚餐", "dinner"),
    "check_in": ("入住", "hotel"),
    "rest": ("休息", "rest"),
}
_UNITS = {
    "times": ("次", ""),
    "minutes": ("分钟", " min"),
    "people": ("人", " people"),
    "items": ("项", " items"),
    "moves": ("趟", " moves"),
    "yuan100": ("百元", " × CNY 100"),
    "changes": ("次变动", " changes"),
    "days": ("天", " days"),
}
_RULE_LEVELS = {
    "must": ("必须", "must"),
    "should": ("应当", "should"),
    "prefer": ("尽量", "prefer"),
    "note": ("提示", "note"),
    "off": ("停用", "off"),
}
_CLIENTS = {
    "government": ("政府领导", "government"),
    "foreign_government": ("外国政府", "foreign government"),
    "partner": ("主要合作伙伴", "partner"),
    "foreign": ("外商", "foreign business"),
    "authority": ("主管部门", "authority"),
    "media": ("媒体", "media"),
    "other": ("其他客户", "other"),
}
_PURPOSES = {
    "project_inspection": ("项目考察", "project inspection"),
    "other_inspection": ("其他考察", "inspection"),
    "training": ("培训", "training"),
}
_OCCASIONS = {
    "welcome": ("欢迎", "welcome"),
    "farewell": ("欢送", "farewell"),
    "thanks": ("答谢", "thank-you"),
    "other": ("", ""),
}
_REASONS = {
    "impossible_alone": ("不管别的来访怎样都排不了", "impossible whatever the others do"),
    "impossible_with_own": ("与本团其他活动不能兼顾", "does not fit with the delegation's other activities"),
    "held_by": ("被其他安排占用", "held by others"),
    "outweighed": (
        "要排它，就得放弃至少同样重要的其他项目（已证明）",
        "it goes in only where others that weigh at least as much are left out (proven)",
    ),
    "not_found": ("本次没有排进，可能还有办法", "not found this time, there may be a way"),
    "not_planned_yet": ("本版不排，请另行安排", "not planned yet: please arrange it by hand"),
    "dropped_by_hand": ("手工取消", "dropped by hand"),
    "unknown": ("原因未查", "not looked into"),
}


@dataclass(frozen=True)
class Words(TimeWords):
    """The words of one language, those for days and times among them."""

    # -- signs

    @property
    def comma(self) -> str:
        """Between the parts of an enumeration."""
        return self.pick("、", ", ")

    @property
    def semicolon(self) -> str:
        """Between remarks."""
        return self.pick("；", "; ")

    @property
    def open(self) -> str:
        """What still has to be found."""
        return self.pick("待落实", "to be found")

    def note(self, text: str, more: str) -> str:
        """Return a text with more in brackets; only the text if there is no more."""
        if not more:
            return text
        return self.pick(f"{text}（{more}）", f"{text} ({more})")

    def sentence(self, text: str) -> str:
        """Return a text with a capital at its beginning."""
        return text[:1].upper() + text[1:]

    def label(self, label: str, text: str) -> str:
        """Return ``label：text``."""
        return self.pick(f"{label}：{text}", f"{label}: {text}")

    # -- numbers

    def people(self, count: int) -> str:
        """Return 8人."""
        return self.pick(f"{count}人", f"{count} people" if count != 1 else "1 person")

    def yuan(self, amount: int) -> str:
        """Return 1,200元."""
        return self.pick(f"{amount:,}元", f"CNY {amount:,}")

    def amount(self, amount: int, unit: str) -> str:
        """Return an amount of a break with its unit: 30分钟."""
        if unit == "minutes":
            return self.duration(amount)
        if unit == "yuan100":
            return self.pick("约", "about ") + self.yuan(100 * amount)
        if unit == "people":
            return self.people(amount)
        text = self._of(_UNITS, unit)
        return f"{amount}{text.removesuffix('s') if amount == 1 else text}"

    # -- names of kinds

    def _of(self, table: dict[str, tuple[str, str]], key: str) -> str:
        pair = table.get(key)
        return self.pick(*pair) if pair else key

    def kind(self, kind: str) -> str:
        """Return 技术交流 for ``exchange``."""
        return self.pick(KINDS[kind].zh, KINDS[kind].en)

    def short(self, kind: str) -> str:
        """Return 交流 for ``exchange``: two characters, for pictures."""
        return self._of(_SHORT, kind)

    def role(self, role: str) -> str:
        """Return 讲解 for ``docent``."""
        return self._of(ROLE_LABELS, role)

    def rule_level(self, level: str) -> str:
        """Return 应当 for ``should``."""
        return self._of(_RULE_LEVELS, level)

    def heading(self, heading: str) -> str:
        """Return 住宿 for ``hotel``."""
        return self._of(COST_HEADING_NAMES, heading)

    def diet(self, diet: str) -> str:
        """Return 清真 for ``halal``."""
        return self._of(DIET_LABELS, diet)

    def language(self, language: str) -> str:
        """Return 德语 for ``de``."""
        return self._of(LANGUAGES, language)

    def hotel_room(self, kind: str) -> str:
        """Return 双人间 for ``twin``."""
        return self._of(HOTEL_ROOM_NAMES, kind)

    def vehicle(self, kind: str) -> str:
        """Return 中巴 for ``minibus``."""
        return self._of(VEHICLE_CLASS_NAMES, kind)

    def hired_car(self, car: HiredCar) -> str:
        """Return 外租中巴; 另租中巴 where the company lists no firm for it."""
        how = self.pick("另租", "other hired ") if car.is_unlisted else self.pick("外租", "hired ")
        return how + self.vehicle(car.kind)

    def client_kind(self, kind: str) -> str:
        """Return 外商 for ``foreign``."""
        return self._of(_CLIENTS, kind)

    def purpose(self, purpose: str) -> str:
        """Return 项目考察 for ``project_inspection``."""
        return self._of(_PURPOSES, purpose)

    def banquet(self, occasion: str, lunch: bool, form: str = "formal") -> str:
        """Return 欢迎晚宴, 欢迎冷餐会."""
        meal = self.pick("午宴" if lunch else "晚宴", "lunch" if lunch else "dinner")
        meal = meal if form == "formal" else self.form(form)
        return f"{self._of(_OCCASIONS, occasion)}{self.pick('', ' ')}{meal}".strip()

    def form(self, form: str) -> str:
        """Return 冷餐会 for ``buffet``."""
        return self._of(BANQUET_FORM_NAMES, form)

    def cuisine(self, cuisine: str) -> str:
        """Return 西餐 for ``western``."""
        return self._of(CUISINE_NAMES, cuisine)

    def meal(self, meal: str) -> str:
        """Return 早餐 for ``breakfast``."""
        return self._of(MEAL_NAMES, meal)

    def reason(self, reason: str) -> str:
        """Return why a request is left out, in words."""
        return self._of(_REASONS, reason)

    def level(self, level: str) -> str:
        """Return A级."""
        return self.pick(f"{level}级", f"level {level}")
