"""SIGHT · sights, shopping, entertainment: which ones, when they are open, who may have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import LEISURE, Entertainment, Shopping
from models.domain.base import Count, Fact
from models.domain.places import Sight
from models.rules.core.base import PRACTICE, Citation, Rule
from models.rules.core.findings import Clause, Sentence, about, label, subject
from models.rules.core.programme import programmes
from models.rules.structure.opening_hours import OpeningHoursRule

if TYPE_CHECKING:
    import datetime as dt
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
    not_best = Sentence(
        "{item}:{place}不是最优选择(扣 {points} 分)", "{item}: {place} is not the best choice (points lost: {points})"
    )

    class Numbers(Fact):
        """Points that a sight of the planner's choice loses, and for what."""

        apart: Count = 2
        """Points for a sight without an agreement with the company."""
        dear: Count = 1
        """Points for shopping and entertainment."""
        near: Count = 30
        """Minutes of travel from the company that lose one point, each time; 0: distance does not count."""
        seen: Count = 3
        """Points for a sight that the guests know already."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Add up the points of what the planner chose."""
        for p in programmes(facts, plan):
            for item in p.leisure:
                points = self._points(facts, p.stay, item.place)
                if _chosen_by_planner(p.request(item)) and points:
                    where, name = about(item) + subject(place=item.place), facts.week.place(item.place).name
                    yield self.broken(p.id, where, points, self.not_best, item=label(item), place=name, points=points)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price each choice by its points."""
        for act in visit.of(*LEISURE):
            if not _chosen_by_planner(act.request):
                continue
            for place in dict.fromkeys(choice.place for choice, _ in act.choices):
                if points := self._points(facts, visit.stay, place):
                    m.limit(self, act.about + subject(place=place), points * sum(act.place(place)), hi=0)

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
    judges_single_items = True
    mended_by = ("time", "place")

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
    unlisted = Sentence(
        "{item}:{place}不在计划内,须总经理批准",
        "{item}: {place} is not on the list; the general manager's approval is needed",
    )

    def admits(self, facts: Facts, visit: Visit, choice: Choice) -> bool:
        """Refuse a sight outside the list."""
        del visit
        sight = _sight(facts, choice.place)
        return choice.kind not in LEISURE or sight is None or sight.listed

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look each place up in the list."""
        for p in programmes(facts, plan):
            for item in p.leisure:
                sight = _sight(facts, item.place)
                if sight is not None and not sight.listed:
                    where = about(item) + subject(place=item.place)
                    yield self.broken(p.id, where, 1, self.unlisted, item=label(item), place=sight.name)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never outside the list."""
        for act in visit.of(*LEISURE):
            for choice, literal in act.choices:
                sight = _sight(facts, choice.place)
                if sight is not None and not sight.listed:
                    m.never(self, act.about + subject(place=choice.place), literal)


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
    refused = Sentence("{item}:{why}", "{item}: {why}")
    not_wished = Sentence("客人谢绝去{place}", "the guests do not wish to go to {place}")
    not_asked_for = Sentence("客人没有要求购物({place})", "the guests did not ask for shopping ({place})")
    below_level = Sentence(
        "{level} 级客人不安排娱乐({place})", "no entertainment for guests of level {level} ({place})"
    )

    def admits(self, facts: Facts, visit: Visit, choice: Choice) -> bool:
        """Refuse shopping that nobody asked for, entertainment below the level, what was refused."""
        if choice.kind not in LEISURE:
            return True
        return self._refusal(facts, facts.stay(visit.id), (choice.kind, choice.request, choice.place)) is None

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at kind, level and wishes of each."""
        for p in programmes(facts, plan):
            for item in p.leisure:
                if refusal := self._refusal(facts, p.stay, (item.kind, p.request(item), item.place)):
                    where = about(item) + subject(place=item.place)
                    yield self.broken(p.id, where, 1, self.refused, item=label(item), why=refusal)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never a choice that is refused."""
        for act in visit.of(*LEISURE):
            for choice, literal in act.choices:
                if self._refusal(facts, visit.stay, (choice.kind, choice.request, choice.place)):
                    m.never(self, act.about + subject(place=choice.place), literal)

    def _refusal(self, facts: Facts, stay: Stay, what: tuple[str, Request | None, str]) -> Clause | None:
        """Return why the guests do not go to a place (kind, request, place id); None when they may."""
        kind, request, place = what
        sight = _sight(facts, place)
        category = sight.category if sight else kind
        name = sight.name if sight else place
        if place in stay.visit.refused:
            return self.not_wished.fill(place=name)
        if "shopping" in (kind, category) and request is None:
            return self.not_asked_for.fill(place=name)
        if "entertainment" in (kind, category) and not stay.package.entertainment:
            return self.below_level.fill(level=stay.level, place=name)
        return None


class NewSights(Rule):
    """SIGHT-05: returning guests go where they have not been: no sight, shop or show of an earlier visit again.

    By the register of earlier weeks (``Week.memory``). Amount: 1 each. Where the guests ask for the place themselves,
    nothing can be chosen: it is said all the same, and weighs the same in every plan.
    """

    id = "SIGHT-05"
    title = "回头客不重复上次去过的景点"
    title_en = "Returning guests see sights that they have not seen before"
    cites = PRACTICE
    levels = ("prefer", "should", "note", "off")
    again = Sentence("{item}:{place}{day}来访时去过", "{item}: the guests were at {place} before, on {day}")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look up where the guests have been."""
        for p in programmes(facts, plan):
            seen = _seen_before(facts, p.id)
            for item in p.leisure:
                if item.place in seen:
                    where, name = about(item) + subject(place=item.place), facts.week.place(item.place).name
                    day = seen[item.place]
                    yield self.broken(p.id, where, 1, self.again, item=label(item), place=name, day=day)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price each choice of a place where the guests have been."""
        seen = _seen_before(facts, visit.stay.id)
        for act in visit.of(*LEISURE) if seen else ():
            for place in dict.fromkeys(choice.place for choice, _ in act.choices):
                if place in seen:
                    m.limit(self, act.about + subject(place=place), sum(act.place(place)), hi=0)


def _seen_before(facts: Facts, visit: str) -> dict[str, dt.date]:
    """Return the sights of earlier visits, and when the guests were there last."""
    return {seen.place: seen.day for seen in facts.week.remembered(visit).seen}


def _chosen_by_planner(request: Request | None) -> bool:
    """Tell whether the place is the planner's choice."""
    return request is None or (isinstance(request, Shopping | Entertainment) and request.place is None)


def _sight(facts: Facts, id: str) -> Sight | None:
    place = facts.week.find_place(id)
    return place if isinstance(place, Sight) else None
