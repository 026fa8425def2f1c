"""ORD-08, 09, 09a · what one host gives hangs together: honours, talks, signing, press, and the banquet after them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.activities import MEAL_KINDS, Banquet, Ceremony, Request, fixed_day
from models.domain.base import Fact, Minutes
from models.domain.clock import day_of
from models.domain.request_order import day_links, order_links
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, about, label
from models.rules.core.kinds import PROGRAMME_KINDS
from models.rules.core.programme import programmes
from models.rules.protocol_order import hosts_of, is_own_welcome, on_one_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from models.domain.facts import Facts
    from models.domain.plan import Item, Plan
    from models.domain.visits import Visit
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import Act, Lit, VisitView

_TALKS = ("call", "exchange")
_BETWEEN = (*PROGRAMME_KINDS, *MEAL_KINDS)
"""Kinds of which nothing lies between two neighbours."""
_BEFORE_MEAL = (*_TALKS, "project", "signing", "ceremony")


@dataclass(frozen=True)
class _Neighbours:
    """A request and those of which one lies next to it.

    Attributes
    ----------
    comes_first : bool
        Whether the one precedes the others.
    """

    one: str
    others: tuple[str, ...]
    comes_first: bool = False

    def in_order(self, other: str) -> tuple[str, str]:
        """Return the earlier and the later of the request and one of the others."""
        return (self.one, other) if self.comes_first else (other, self.one)


def _official(visit: Visit) -> Iterator[_Neighbours]:
    """Yield what hangs together at a host's: after the honours the talks, before signing and press what leads there."""
    wanted: tuple[str, ...]
    for one in visit.requests:
        occasion = one.occasion if isinstance(one, Ceremony) else None
        if occasion == "welcome":
            wanted, first = (*_TALKS, "signing"), True
        elif occasion == "press":
            wanted, first = (*_TALKS, "signing"), False
        elif one.kind == "signing":
            wanted, first = _TALKS, False
        else:
            continue
        others = tuple(other.id for other in visit.requests if other.kind in wanted and hosts_of(other) & hosts_of(one))
        if others := not_apart(visit, one, others):
            yield _Neighbours(one.id, others, first)


def _meals(visit: Visit) -> Iterator[_Neighbours]:
    """Yield the banquets that follow a meeting: one with their host, or one next door that they are asked for after."""
    asked = {(link.first, link.then) for link in order_links(visit)}
    for meal in visit.requests:
        if not isinstance(meal, Banquet) or meal.on or meal.at or is_own_welcome(meal) or meal.occasion == "farewell":
            continue
        others = tuple(
            other.id
            for other in visit.requests
            if other.kind in _BEFORE_MEAL
            and (
                hosts_of(other) & hosts_of(meal)
                or ((other.id, meal.id) in asked and getattr(other, "place", None) == meal.restaurant is not None)
            )
        )
        if others := not_apart(visit, meal, others):
            yield _Neighbours(meal.id, others)


def not_apart(visit: Visit, one: Request, others: Iterable[str]) -> tuple[str, ...]:
    """Return the others that the visit does not ask for on another day, by a link or by their fixed days."""
    apart = {frozenset((link.one, link.other)) for link in day_links(visit) if not link.same}
    if (day := fixed_day(one)) is not None:
        others_days = {request.id: fixed_day(request) or day for request in visit.requests}
        apart |= {frozenset((one.id, other)) for other, there in others_days.items() if there != day}
    return tuple(other for other in others if frozenset((one.id, other)) not in apart)


def _broken(
    p: Programme, neighbours: Iterable[_Neighbours], most: int | None = None
) -> Iterator[tuple[Item, Item, int]]:
    """Yield each item that has none of its neighbours next to it, the first of them in the plan, and the amount.

    How far apart they are counts where ``most`` is given (``HostsItemsTogether``).
    """
    programme = [item for item in p.items if item.kind in _BETWEEN]
    for each in neighbours:
        one = p.item(each.one)
        others = [item for other in each.others if (item := p.item(other)) is not None]
        if one is None or not others:
            continue
        pairs = [(one, other) if each.comes_first else (other, one) for other in others]
        nearness = [_nearness(programme, first, then, most) for first, then in pairs]
        if amount := sum(not any(held) for held in zip(*nearness, strict=True)):
            yield one, others[0], amount


def _nearness(programme: list[Item], first: Item, then: Item, most: int | None) -> Iterator[bool]:
    """Yield whether one item follows another with nothing between but rests, but rests and meals, within ``most``."""
    follows = first.start < then.start and day_of(first.start) == day_of(then.start)
    between = {item.kind for item in programme if first.start < item.start < then.start}
    yield follows and not between
    if most is not None:
        yield follows and between <= set(MEAL_KINDS)
        yield follows and then.start - first.end <= most


def _post(rule: Rule, m: Poster, visit: VisitView, neighbours: Iterable[_Neighbours], most: int | None = None) -> None:
    """Never an item without a neighbour next to it, or far from all of them, where any of them is done."""
    acts = {act.request.id: act for act in visit.acts.values() if act.request is not None}
    for each in neighbours:
        one, others = acts.get(each.one), [other for other in each.others if other in acts]
        if one is None or not others:
            continue
        some = m.either(*(acts[other].done for other in others))
        nearness = [_nearness_literals(m, visit, acts, each.in_order(other), most) for other in others]
        for held in zip(*nearness, strict=True):
            m.never(rule, one.about, one.done, some, m.negated(m.either(*held)))


def _nearness_literals(
    m: Poster, visit: VisitView, acts: Mapping[str, Act], pair: tuple[str, str], most: int | None
) -> Iterator[Lit]:
    """Yield the literals of what ``_nearness`` tells of two items."""
    first, then = (acts[id] for id in pair)
    follows = m.both(first.done, then.done, on_one_day(m, first, then), m.less(first.start, then.start))
    between = [
        (act.kind, m.both(act.done, m.less(first.start, act.start), m.less(act.start, then.start)))
        for act in visit.of(*_BETWEEN)
        if act is not first and act is not then
    ]
    yield m.both(follows, m.negated(m.either(*(lit for _, lit in between))))
    if most is not None:
        yield m.both(follows, m.negated(m.either(*(lit for kind, lit in between if kind not in MEAL_KINDS))))
        yield m.both(follows, m.negated(m.less(first.end + most, then.start)))


class HostsItemsTogether(Rule):
    """ORD-09: what one host gives the guests is not torn apart.

    Between items of the same named host (``hosts_of``): after the welcome ceremony follow talks, a call or the
    signing, before a signing lie talks or a call, before a meeting with the press talks, a call or the signing, on the
    same day and with no other item and no meal between; a rest may be. Amount, for an item of which any of these is in
    the plan: 1 where none is next to it; 1 where none follows on its day without an item of the programme between,
    meals aside; 1 where none follows within ``most`` minutes on its day.
    """

    id = "ORD-09"
    title = "同一主人的欢迎仪式、会谈、签约、见记者接连进行,中间不插别的活动"
    title_en = "Honours, talks, signing and press of one host follow one another, with nothing between"
    cites = PRACTICE
    levels = ("should", "must", "prefer", "note", "off")
    torn = Sentence("{item}与同一主人的{other}没有接连进行", "the {item} is torn from the {other} of the same host")

    class Numbers(Fact):
        """How far apart two items may be, whatever lies between."""

        most: Minutes = 150

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for a neighbour of each item."""
        for p in programmes(facts, plan):
            for one, other, amount in _broken(p, _official(p.stay.visit), int(self.n.most)):
                yield self.broken(p.id, about(one), amount, self.torn, item=label(one), other=label(other))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never such an item without a neighbour, nor with another host's items or hours between."""
        del facts
        _post(self, m, visit, _official(visit.stay.visit), int(self.n.most))


class MealOnDayOfMeeting(Rule):
    """ORD-08: whoever gives the guests a banquet gives it on a day of meeting them.

    A banquet that a meeting belongs to (``_meals``) lies on the day of one of these, where any of them is in the plan.
    Amount: 1 a banquet.
    """

    id = "ORD-08"
    title = "会见会谈的主人设宴,宴请与会见会谈同一天"
    title_en = "Whoever gives a banquet gives it on a day of meeting the guests"
    cites = PRACTICE
    unit = "items"
    levels = ("should", "must", "prefer", "note", "off")
    apart = Sentence(
        "{item}与同一主人的{other}不在同一天", "the {item} is not on the day of the {other} of the same host"
    )

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the day of each banquet with those of its host's other items."""
        for p in programmes(facts, plan):
            for each in _meals(p.stay.visit):
                meal = p.item(each.one)
                met = [item for other in each.others if (item := p.item(other)) is not None]
                if meal is not None and met and day_of(meal.start) not in {day_of(item.start) for item in met}:
                    yield self.broken(p.id, about(meal), 1, self.apart, item=label(meal), other=label(met[0]))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never a banquet on a day without any of its host's meetings, where some are held."""
        del facts
        acts = {act.request.id: act for act in visit.acts.values() if act.request is not None}
        for each in _meals(visit.stay.visit):
            meal, met = acts.get(each.one), [acts[other] for other in each.others if other in acts]
            if meal is None or not met:
                continue
            together = [m.both(here, act.on[day]) for day, here in meal.on.items() for act in met if day in act.on]
            some = m.either(*(act.done for act in met))
            m.never(self, meal.about, meal.done, some, m.negated(m.either(*together)))


class BanquetAfterMeeting(Rule):
    """ORD-09a: the banquet follows the meeting that it belongs to (谈毕即宴).

    A banquet lies directly after a call, talks, a visit, a signing or a ceremony of its named host (``hosts_of``), or
    after one at its own place that the visit asks for before it: on that day, with no other item and no meal between; a
    rest may be. The company's own welcome dinner, a farewell and a banquet whose day the guests fixed lie
    where those ask for it. Amount: 1 a banquet that follows none of these, where any of them is in the plan.
    """

    id = "ORD-09a"
    title = "谈毕即宴:宴请紧接同一主人的会见、会谈或参观"
    title_en = "The banquet follows directly on the meeting with its host"
    cites = PRACTICE
    unit = "items"
    levels = ("prefer", "should", "must", "note", "off")
    torn = Sentence("{item}没有紧接{other}", "the {item} does not directly follow the {other}")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at what comes before each banquet."""
        for p in programmes(facts, plan):
            for one, other, amount in _broken(p, _meals(p.stay.visit)):
                yield self.broken(p.id, about(one), amount, self.torn, item=label(one), other=label(other))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never such a banquet without its meeting before it."""
        del facts
        _post(self, m, visit, _meals(visit.stay.visit))
