"""SIGHT · sights, shopping, entertainment: which ones, when they are open, who may have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import LEISURE, Entertainment, Shopping
from models.domain.base import Count, Fact
from models.domain.places import Sight
from models.rules.core.base import PRACTICE, Citation, Rule
from models.rules.core.findings import about, label
from models.rules.core.programme import programmes
from models.rules.structure.opening_hours import OpeningHoursRule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.places import Place
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.domain.visits import Visit
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.view import Choice, VisitView


class PreferredSights(Rule):
    """SIGHT-01: agreement sights first, seeing and playing before shopping and shows, near before far, local features.

    Judged for sights, shops and shows that the planner chose (no place asked for). Amount, points for each: ``apart``
    without agreement, ``dear`` for shopping or a show, 1 for each ``near`` minutes from the company, 1 for each three
    points of local feature below ten, ``seen`` where these guests have been before.
    """

    id = "SIGHT-01"
    title = "先协议景点,先游玩观光后购物娱乐,先近后远,先有本地特色的,去过的放最后"
    title_en = "Agreement sights first, then seeing before shopping, near before far, local features"
    cites = Citation(
        document="S0",
        clause="五(二)3",
        quote="优先选择与公司有协议的签单景点(通常比较优秀,而且可以享受优惠待遇);优先选择游玩和观光类的游览项目,优先选择距离近、交通方便的景点",
    )
    levels = ("prefer", "should", "note", "off")

    class Numbers(Fact):
        """What weighs how much."""

        apart: Count = 2
        dear: Count = 1
        near: Count = 30
        seen: Count = 3

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Add up the points of what the planner chose."""
        for p in programmes(facts, plan):
            for item in p.leisure:
                points = self._points(facts, p.stay, item.place)
                if _planners(p.request(item)) and points:
                    text = f"{label(item)}:{facts.week.place(item.place).name}不是最优选择(扣 {points} 分)"
                    yield self.broken(p.id, (*about(item), item.place), points, text)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price each choice by its points."""
        for act in visit.of(*LEISURE):
            if not _planners(act.request):
                continue
            for place in dict.fromkeys(choice.place for choice, _ in act.choices):
                if points := self._points(facts, visit.stay, place):
                    m.limit(self, (*act.about, place), points * sum(act.place(place)), hi=0)

    def _points(self, facts: Facts, stay: Stay, place: str) -> int:
        sight = _sight(facts, place)
        if sight is None:
            return 0
        points = 0 if sight.agreement else self.n.apart
        points += self.n.dear if sight.category in ("shopping", "entertainment") else 0
        points += facts.way(place) // self.n.near if self.n.near else 0
        points += (10 - sight.local_feature) // 3
        return int(points + (self.n.seen if place in stay.visit.seen else 0))


class SightsOpen(OpeningHoursRule):
    """SIGHT-02: opening hours, closed days, last entry; shows, from the quarter hour before one begins."""

    id = "SIGHT-02"
    title = "景点在开放时间内,赶得上最后入场和演出场次"
    title_en = "Sights are open: hours, closed days, last entry, show times"
    cites = PRACTICE

    def mine(self, place: Place) -> bool:
        """Sights, shops and shows."""
        return isinstance(place, Sight)


class ListedSights(Rule):
    """SIGHT-03: sights outside the list need the general manager's approval: a waiver. Amount: 1 each."""

    id = "SIGHT-03"
    title = "计划外景点须总经理批准"
    title_en = "A sight outside the list needs the general manager's approval"
    cites = Citation(document="S0", clause="五(二)1", quote="对于客人提出的计划外景点,必须总经理批准后才能给以安排")
    levels = ("must", "should", "off")

    def admits(self, facts: Facts, visit: Visit, choice: Choice) -> str | None:
        """Refuse a sight outside the list."""
        del visit
        sight = _sight(facts, choice.place)
        if choice.kind not in LEISURE or sight is None or sight.listed:
            return None
        return f"{sight.name}不在计划内,须总经理批准"

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look each place up in the list."""
        for p in programmes(facts, plan):
            for item in p.leisure:
                sight = _sight(facts, item.place)
                if sight is not None and not sight.listed:
                    text = f"{label(item)}:{sight.name}不在计划内,须总经理批准"
                    yield self.broken(p.id, (*about(item), item.place), 1, text)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never outside the list."""
        for act in visit.of(*LEISURE):
            for choice, literal in act.choices:
                sight = _sight(facts, choice.place)
                if sight is not None and not sight.listed:
                    m.never(self, (*act.about, choice.place), literal)


class ShoppingOnRequest(Rule):
    """SIGHT-04: shopping only when the guest asks, entertainment only from the level that the edition names.

    Nor what the guests refused. Amount: 1 each. The level: ``entertainment`` in its package.
    """

    id = "SIGHT-04"
    title = "购物须客人要求,娱乐视客人重要程度安排,客人谢绝的不去"
    title_en = "Shopping only when asked for, entertainment only from the level named"
    cites = Citation(
        document="S0", clause="五(二)3", quote="购物应根据客人的需要来安排,娱乐则视客人的重要程度决定是否安排"
    )
    levels = ("must", "should", "off")

    def admits(self, facts: Facts, visit: Visit, choice: Choice) -> str | None:
        """Refuse shopping that nobody asked for, entertainment below the level, what was refused."""
        if choice.kind not in LEISURE:
            return None
        return self._why(facts, facts.stay(visit.id), (choice.kind, choice.request, choice.place))

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at kind, level and wishes of each."""
        for p in programmes(facts, plan):
            for item in p.leisure:
                if why := self._why(facts, p.stay, (item.kind, p.request(item), item.place)):
                    yield self.broken(p.id, (*about(item), item.place), 1, f"{label(item)}:{why}")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never a choice that is refused."""
        for act in visit.of(*LEISURE):
            for choice, literal in act.choices:
                if self._why(facts, visit.stay, (choice.kind, choice.request, choice.place)):
                    m.never(self, (*act.about, choice.place), literal)

    def _why(self, facts: Facts, stay: Stay, what: tuple[str, Request | None, str]) -> str:
        kind, request, place = what
        sight = _sight(facts, place)
        category = sight.category if sight else kind
        name = sight.name if sight else place
        if place in stay.visit.refused:
            return f"客人谢绝去{name}"
        if "shopping" in (kind, category) and request is None:
            return f"客人没有要求购物({name})"
        if "entertainment" in (kind, category) and not stay.package.entertainment:
            return f"{stay.level} 级客人不安排娱乐({name})"
        return ""


def _planners(request: Request | None) -> bool:
    """Tell whether the place is the planner's choice."""
    return request is None or (isinstance(request, Shopping | Entertainment) and request.place is None)


def _sight(facts: Facts, id: str) -> Sight | None:
    try:
        place = facts.week.place(id)
    except KeyError:  # unknown ids are STR-01's business
        return None
    return place if isinstance(place, Sight) else None
