"""Why a request is left out, and the nearest thing that works, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.clock import day_of
from planner.language.typeset import typeset
from planner.papers.orders import OrderTexts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import GivenUp, LeftOut, Nearest
    from planner.papers.paper import Paper

MOST_HOLDERS = 6
"""Named in a row; more say less."""
MOST_LINES = 6
"""Left-out requests that are said one by one; more are in the papers."""
_GIVEN_UP: dict[GivenUp, tuple[str, str]] = {
    "equipment": ("不要求设备", "without the equipment"),
    "people": ("由其他人出席", "with other people"),
    "workshops": ("不进限制参观的车间", "without the restricted workshops"),
}


@dataclass(frozen=True)
class ReasonTexts:
    """Says reasons about one plan."""

    paper: Paper

    def reason(self, left: LeftOut, *, who: bool = True) -> str:
        """Say why a request is left out: its clauses and facts, its own other requests, or who holds what.

        Parameters
        ----------
        who : bool
            Name who holds what it needs; without, they are named beside it.
        """
        words = self.paper.words
        said = [typeset(cause.zh) if words.lang == "zh" else words.sentence(cause.en) for cause in left.causes]
        if not said:  # a plan of another program names rules alone
            rules = [self.paper.rules[id] for id in left.rules if id in self.paper.rules]
            said = [typeset(rule.title) if words.lang == "zh" else rule.title_en for rule in rules]
        facts = words.semicolon.join(dict.fromkeys(said))
        if left.reason == "impossible_with_own":
            own = words.comma.join(self._own(left))
            beside = words.pick(f"与本团的{own}不能兼顾", f"does not go with the delegation's {own}") if own else ""
            facts = words.semicolon.join(text for text in (beside, facts) if text)
        if left.reason in ("held_by", "not_found") and (holders := self.holders(left)):
            facts = words.pick("与别的来访冲突", "clashes with other visits")
            facts = words.label(facts, words.comma.join(holders)) if who else facts
            if left.reason == "not_found":
                facts += words.pick("（可能还有办法）", " (there may be a way)")
        fallen = words.comma.join(self._fallen(left))
        if fallen:
            fallen = words.label(words.pick("不再起作用的顺序", "orders without effect"), fallen)
        return words.semicolon.join(text for text in (facts or words.reason(left.reason), fallen) if text)

    def _fallen(self, left: LeftOut) -> Iterator[str]:
        """Yield the orders that were asked for between the request and what is planned."""
        if not left.is_whole_visit:
            items = self.paper.plan.items
            planned = {item.request for item in items if item.visit == left.visit and item.request}
            yield from OrderTexts(self.paper).fallen(self.paper.week.visit(left.visit), left.request, planned)

    def holders(self, left: LeftOut) -> list[str]:
        """Say which visits hold what a request needs, and what."""
        paper, words = self.paper, self.paper.words
        known = {visit.id for visit in paper.week.visits}
        found = [paper.names.client(other) if other in known else other for other in left.others]
        found += [paper.names.resource(resource) for resource in left.resources]
        if len(found) > MOST_HOLDERS:
            rest, last = len(found) - MOST_HOLDERS, found[MOST_HOLDERS - 1]
            last = words.pick(f"{last}等，共{len(found)}项", f"{last}, and {rest} more")
            found = [*found[: MOST_HOLDERS - 1], last]
        return found

    def instead(self, left: LeftOut) -> str:
        """Say the nearest thing that works; that none was found, where it was looked for."""
        if left.nearest is not None:
            return self.nearest(left.nearest)
        if not left.searched:
            return ""
        return self.paper.words.pick("没有找到可行的时间和地点", "no time and place was found that works")

    def nearest(self, found: Nearest) -> str:
        """Say the nearest thing that works: 最近可行：9月22日 周二 09:30."""
        words, day = self.paper.words, day_of(found.start)
        when = f"{words.day(day)} {words.span(found.start, found.start + found.minutes, day)}"
        more = words.comma.join(self._given_up(found))
        text = words.note(f"{when} {self._where(found)}".rstrip(), more)
        return words.label(words.pick("最近可行", "nearest that works"), text)

    def _where(self, found: Nearest) -> str:
        names = self.paper.names.by_kind
        place = names["place"].get(found.place, found.place)
        if found.room is None:
            return place
        dining = names["dining"].get(f"{found.place}:{found.room}")
        return dining or names["room"].get(found.room, found.room)

    def _given_up(self, found: Nearest) -> Iterator[str]:
        words = self.paper.words
        for step in found.without:
            if step == "minutes":
                length = words.duration(found.minutes)
                yield words.pick(f"缩短为{length}", f"shortened to {length}")
            elif step in _GIVEN_UP:
                yield words.pick(*_GIVEN_UP[step])

    def _own(self, left: LeftOut) -> Iterator[str]:
        """Say the delegation's own requests in the way, with their times where they are planned."""
        paper, words = self.paper, self.paper.words
        items = {item.request: item for item in paper.plan.items if item.visit == left.visit and item.request}
        requests = {request.id: request for request in paper.week.visit(left.visit).requests}
        for id in left.own:
            if id in items:
                item, day = items[id], day_of(items[id].start)
                when = f"{words.day(day)} {words.span(item.start, item.end, day)}"
                yield words.note(paper.item_texts.title(item), when)
            elif id in requests:
                yield paper.item_texts.request_title(requests[id])


def left_out_lines(paper: Paper) -> Iterator[str]:
    """Yield a line for each request that is left out: why, and the nearest thing that works."""
    words, texts = paper.words, ReasonTexts(paper)
    for left in paper.plan.left_out[:MOST_LINES]:
        what = f"{paper.names.client(left.visit)} {paper.item_texts.left_out(left)}"
        said = [text for text in (texts.reason(left), texts.instead(left)) if text]
        yield f"  {words.label(what, words.semicolon.join(said))}"
    if len(paper.plan.left_out) > MOST_LINES:
        more = len(paper.plan.left_out) - MOST_LINES
        yield "  " + words.pick(f"另有 {more} 项见总览", f"{more} more in the overview")
