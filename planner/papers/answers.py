"""Answers to why, in words: what stands in the way, what would move, what it costs, and the ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.domain.clock import day_of
from models.domain.plan import LeftOut
from models.domain.tiers import UPPER_TIERS, Tier
from models.rules.stability.announced import AnnouncedStays
from planner.language.order_phrases import say_order
from planner.language.typeset import typeset
from planner.papers.orders import OrderTexts
from planner.papers.reasons import ReasonTexts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.domain.plan import Item
    from models.itinerary.what_if.price import PriceLine
    from models.itinerary.what_if.what_if import ForcedPlan
    from models.rules.core.base import Rule
    from planner.papers.paper import Paper
    from planner.services.why import Obstacle, WayOut, WhyAnswer

MAX_LINES = 12
"""So many changes are said; of the rest number and sums."""


class AnswerTexts:
    """Says answers about one judged plan."""

    def __init__(self, paper: Paper) -> None:
        self.paper, self.words = paper, paper.words

    def lines(self, answer: WhyAnswer) -> Iterator[str]:
        """Yield the answer, line by line."""
        yield self.head(answer)
        if not answer.asked:
            yield from self._there(answer)
            return
        if wish := self.wish(answer):
            yield self.words.label(self.words.pick("想要", "wished"), wish)
        if answer.obstacles:
            yield self._why(answer)
            yield from (f"  {self.obstacle(obstacle)}" for obstacle in answer.obstacles)
        elif not answer.ways:
            yield self.words.pick("没有查出原因（时间用完）。", "No reason was found (out of time).")
        for number, way in enumerate(answer.ways, start=1):
            yield self._way(number, way) if answer.obstacles or len(answer.ways) > 1 else self._can(way)
            own = answer.wish.of if answer.wish.out else ""
            yield from (f"    {line}" for line in self.price(way.forced, own))
        if answer.nearest is not None:
            yield ReasonTexts(self.paper).nearest(answer.nearest)
        elif answer.obstacles:
            yield self.words.pick("没有找到可行的时间和地点。", "No time and place was found that works.")

    def head(self, answer: WhyAnswer) -> str:
        """Say what is asked about."""
        words, item = self.words, answer.item
        if item is None:
            visit, _, request = answer.wish.of.partition("/")
            stay = self.paper.stay(visit)
            title = self.paper.item_texts.request_title(stay.visit.request(request))
            return words.label(self.paper.names.client(visit), words.note(title, words.pick("未能安排", "left out")))
        return words.label(self.paper.names.client(item.visit), self.item(item))

    def wish(self, answer: WhyAnswer) -> str:
        """Say what is wished, as far as it is more than being in the plan."""
        words, wish = self.words, answer.wish
        if wish.out:
            return words.pick("取消", "to drop it")
        parts = []
        if wish.start is not None:
            day = day_of(wish.start)
            parts.append(f"{words.day(day)} {words.time(wish.start, day)}")
        if wish.room is not None:
            names = [self.paper.names.resource(f"{kind}:{wish.room}") for kind in ("room", "dining")]
            parts.append(next((name for name in names if ":" not in name), wish.room))
        if wish.people:
            names = [self.paper.names.resource(f"person:{id}") for id in wish.people]
            parts.append(words.pick(f"由{words.comma.join(names)}出席", f"with {words.comma.join(names)}"))
        return words.comma.join(parts)

    def item(self, item: Item) -> str:
        """Say an item with its time and place."""
        words, calendar = self.words, self.paper.calendar
        when = f"{words.day(self.paper.facts.day_of(item))} {calendar.span(item)}"
        title, where = self.paper.item_texts.title(item), self.paper.item_texts.where(item)
        return " ".join(text for text in (when, title, "" if where in title else where) if text)

    def rule(self, rule: Rule) -> str:
        """Say a rule with its clause."""
        title = self.words.pick(typeset(rule.title), rule.title_en)
        return self.words.note(f"{rule.id} {title}", rule.cites.say(self.words.lang))

    # -- why it is there

    def _there(self, answer: WhyAnswer) -> Iterator[str]:
        if order := self.words.semicolon.join(self._order(answer)):
            yield self.words.label(self.words.pick("按要求的顺序", "as asked"), order)
        for forced, what in (
            (answer.earlier, self.words.pick("提早", "earlier")),
            (answer.later, self.words.pick("推后", "later")),
        ):
            if forced is None:
                yield self.words.pick(f"{what}：其他团组不动就排不下。", f"{what}: not possible while the others stay.")
                continue
            now = next(item for item in forced.plan.items if item.id == answer.wish.of)
            yield self.words.label(what, self.words.pick("最好是 ", "at best ") + self.item(now))
            lines = [line for line in forced.lines if line.broken is None or line.broken.rule.id != AnnouncedStays.id]
            said = [*self._others(answer, forced), *(self.line(line) for line in lines)]
            yield from (f"    {line}" for line in said or [self.words.pick("没有变化。", "Nothing changes.")])

    def _order(self, answer: WhyAnswer) -> Iterator[str]:
        """Yield the order that was asked for between the item and the others that are planned."""
        item = answer.item
        if item is None or item.request is None:
            return
        visit, texts = self.paper.week.visit(item.visit), OrderTexts(self.paper)
        planned = {other.request for other in self.paper.plan.items if other.visit == item.visit and other.request}
        yield from texts.touching(visit, item.request, planned - {item.request})
        part = visit.request(item.request).part
        yield from say_order({"part": part}, str, self.words.lang) if part else ()

    def _others(self, answer: WhyAnswer, forced: ForcedPlan) -> Iterator[str]:
        for item, now in forced.moved:
            if item.id != answer.wish.of:
                yield self._moved(item, now)

    # -- why not

    def _why(self, answer: WhyAnswer) -> str:
        if answer.alone:
            return self.words.pick("不管别的团组怎样，都排不了：", "Impossible whatever the other delegations do:")
        if answer.minimal:
            return self.words.pick(
                "挡在前面的（缺任何一条都排得下）：", "In the way (without any one of these it would fit):"
            )
        return self.words.pick("挡在前面的：", "In the way:")

    def obstacle(self, obstacle: Obstacle) -> str:
        """Say what stands in the way."""
        if obstacle.kind == "held":
            things = self.words.comma.join(self.paper.names.resource(r) for r in obstacle.resources)
            text = self.words.label(self.paper.names.client(obstacle.visit), self.words.pick("占用", "holds ") + things)
            uses = self.words.semicolon.join(self._uses(obstacle))
            return self.words.note(text, uses) if uses else text
        if obstacle.kind == "own":
            return self._own(obstacle.item)
        text = self.rule(obstacle.rule) if obstacle.rule is not None else obstacle.rule_id
        zh = self.words.lang == "zh"
        said = self.words.semicolon.join(typeset(cause.zh) if zh else cause.en for cause in obstacle.causes)
        return self.words.label(text, said) if said and obstacle.rule is not None else text

    def _own(self, id: str) -> str:
        """Say another item of the delegation that stands in the way."""
        words, visit = self.words, id.partition("/")[0]
        item = next((item for item in self.paper.plan.items if item.id == id), None)
        client = self.paper.names.client(visit)
        return words.label(words.pick(f"{client}自己的安排", f"{client}'s own item"), self.item(item) if item else "")

    def _uses(self, obstacle: Obstacle) -> Iterator[str]:
        """Yield the items in which the other delegation uses what it holds."""
        wanted = {resource.partition(":")[2] for resource in obstacle.resources}
        for item in self.paper.plan.items:
            tables = f"{item.table.restaurant}:{item.table.dining_room}" if item.table else None
            people = {duty.person for duty in item.duties}
            if item.visit == obstacle.visit and wanted & {item.room, tables, *people}:
                yield self.item(item)

    # -- ways

    def _can(self, way: WayOut) -> str:
        free = not any(way.forced.price[tier] for tier in UPPER_TIERS) and not way.forced.moved
        if free:
            return self.words.pick("可以，其他安排不受影响：", "Possible, nothing else is touched:")
        return self.words.pick("可以，代价是：", "Possible, at this price:")

    def _way(self, number: int, way: WayOut) -> str:
        words, what = self.words, ""
        if way.kind == "plain":
            what = words.pick("别的团组不动", "the other delegations stay")
        elif way.kind == "move":
            names = words.comma.join(self.paper.names.client(visit) for visit in way.what)
            what = words.pick(f"请{names}让一让", f"{names} give way")
        elif way.kind == "spare":
            names = words.comma.join(self.paper.names.resource(resource) for resource in way.what)
            what = words.pick(f"另有一个“{names}”可用", f"one more of {names}")
        else:
            rule = self.paper.rules[way.what[0]]
            what = words.pick(f"领导同意不按 {self.rule(rule)}", f"a leader waives {self.rule(rule)}")
        return words.label(words.pick(f"办法{number}", f"way {number}"), what)

    def price(self, forced: ForcedPlan, own: str = "") -> Iterator[str]:
        """Yield what changes and what it costs in all; ``own``: the item that is to be dropped.

        In every tier the amounts of the lines add up to the sum.
        """
        for item, now in forced.moved:
            if item.id != own:
                yield self._moved(item, now)
        shown, rest = forced.lines[:MAX_LINES], forced.lines[MAX_LINES:]
        yield from (self.line(line, own) for line in shown)
        if rest:
            words, sums = self.words, [0] * len(Tier)
            for line in rest:
                sums[line.tier] += line.amount
            more = words.pick(f"另有 {len(rest)} 处变化", f"{len(rest)} more changes")
            yield words.note(more, words.comma.join(self._sums(sums)))
        yield self.total(forced.price)

    def total(self, price: Sequence[int]) -> str:
        """Say by how much each tier rises in all."""
        return self.words.label(self.words.pick("合计", "in all"), self.words.comma.join(self._sums(price)))

    def line(self, line: PriceLine, own: str = "") -> str:
        """Say one change with its amount: what it breaks, or no longer breaks, which request, or which costs.

        ``own``: the item that is to be dropped.
        """
        words, amount = self.words, self._amount(line.tier, line.amount)
        client = self.paper.names.client(line.visit) if line.visit else ""
        if line.request:
            title = self.paper.item_texts.left_out(LeftOut(visit=line.visit, request=line.request))
            if f"{line.visit}/{line.request}" == own:
                what = words.pick("取消", "dropped")
            elif line.amount > 0:
                what = words.pick("排不下了", "left out then")
            else:
                what = words.pick("排得下了", "planned then")
            return words.note(words.label(what, f"{client} {title}"), amount)
        if line.broken is None:
            return words.note(f"{client} {words.heading(line.heading)}", amount)
        return words.note(self._break(line), amount)

    def _break(self, line: PriceLine) -> str:
        """Say a break that is new or grows, or one that is gone or shrinks."""
        words, broken = self.words, line.broken
        assert broken is not None
        text, said = self.rule(broken.rule), broken.violation.say(words.lang)
        if broken.rule.id == AnnouncedStays.id:  # what moves is said by itself
            said = ""
        said = typeset(said) if words.lang == "zh" else said
        if line.amount < 0:
            said = words.label(words.pick("改善", "better"), said) if said else words.pick("改善", "better")
        elif line.more > 0:
            much = words.amount(line.more, broken.rule.unit)
            said = words.note(said, words.pick(f"比原来多{much}", f"{much} more than now"))
        return words.label(text, said) if said else text

    def _moved(self, item: Item, now: Item | None) -> str:
        words = self.words
        head = f"{self.paper.names.client(item.visit)} {self.item(item)}"
        then = self.item(now) if now is not None else words.pick("取消", "cancelled")
        return words.label(words.pick("要动", "moves"), f"{head} → {then}")

    def _sums(self, sums: Sequence[int]) -> Iterator[str]:
        for tier, amount in enumerate(sums):
            if amount:
                yield self._amount(Tier(tier), amount)
        if not any(sums):
            yield self.words.pick("没有增加", "nothing more")

    def _amount(self, tier: Tier, amount: int) -> str:
        """Say how much a tier rises: 偏好 +30, 费用 +200元."""
        unit = self.words.pick("元", " yuan") if tier == Tier.MONEY else ""
        return f"{self.words.pick(tier.zh, tier.en)} {amount:+,d}{unit}"


def answer_data(answer: WhyAnswer) -> dict[str, Any]:
    """Return an answer as plain data."""
    return {
        "item": answer.wish.of,
        "wish": answer.wish.model_dump(mode="json", exclude_none=True, exclude={"of", "source", "by"}),
        "planned": answer.item.model_dump(mode="json") if answer.item else None,
        "impossible_alone": answer.alone,
        "minimal": answer.minimal,
        "obstacles": [
            {
                "kind": o.kind,
                "rule": o.rule.id if o.rule else None,
                "clause": str(o.rule.cites) if o.rule else None,
                "visit": o.visit or None,
                "resources": list(o.resources),
                "item": o.item or None,
                "text": "；".join(cause.zh for cause in o.causes) or o.rule_id,
                "text_en": "; ".join(cause.en for cause in o.causes) or o.rule_id,
            }
            for o in answer.obstacles
        ],
        "ways": [{"kind": way.kind, "what": list(way.what), **forced_data(way.forced)} for way in answer.ways],
        "nearest": answer.nearest.model_dump(mode="json") if answer.nearest else None,
        "earlier": forced_data(answer.earlier) if answer.earlier else None,
        "later": forced_data(answer.later) if answer.later else None,
        "seconds": round(answer.seconds, 2),
    }


def forced_data(forced: ForcedPlan) -> dict[str, Any]:
    """Return a forced plan's price as plain data."""
    return {
        "price": dict(zip((tier.en for tier in Tier), forced.price, strict=True)),
        "left_out": [f"{left.visit}/{left.request}" for left in forced.left_out],
        "moved": [
            {"item": item.id, "was": item.model_dump(mode="json")["start"], "now": _start(now)}
            for item, now in forced.moved
        ],
        "lines": [_line_data(line) for line in forced.lines],
    }


def _line_data(line: PriceLine) -> dict[str, Any]:
    broken = line.broken
    return {
        "tier": line.tier.en,
        "amount": line.amount,
        "visit": line.visit or None,
        "request": line.request or None,
        "heading": line.heading or None,
        "rule": broken.rule.id if broken else None,
        "clause": str(broken.rule.cites) if broken else None,
        "text": broken.violation.say("zh") if broken else "",
        "text_en": broken.violation.say("en") if broken else "",
    }


def _start(item: Item | None) -> str | None:
    return item.model_dump(mode="json")["start"] if item is not None else None
