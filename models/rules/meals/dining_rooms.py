"""MEAL-03, 03a, 03b · which dining room: enough seats, one party a private room, banquets and guests of rank apart."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

from models.domain.activities import MEAL_KINDS, Banquet
from models.domain.base import Count, Fact, Minutes
from models.domain.clock import overlap
from models.domain.demands import capacity
from models.domain.joint_items import joint_of
from models.domain.places import Restaurant
from models.domain.table_company import diners, hosts_at_table, party_at_table
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, about, label, subject
from models.rules.core.groups import GroupedRule, Grouping
from models.rules.core.programme import programmes
from models.rules.meals.seated import (
    dining_room,
    places_taken,
    seated_choices,
    seated_meals,
    seated_meals_of,
    table_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.places import DiningRoom
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.domain.visits import Visit
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.groups import GroupJudge
    from models.rules.core.programme import Programme
    from models.rules.core.view import Choice, VisitView
    from models.rules.meals.seated import SeatedMeal


Meal: TypeAlias = "tuple[Programme, SeatedMeal, int]"
"""A meal in a restaurant: the visit, the meal, the places it takes."""


class DiningRoomFits(GroupedRule):
    """MEAL-03: guests and company fit, and a private room has one party at a time.

    Seats needed (``table_company.diners``): the whole visit, our people whom MEAL-09 allows, the interpreter, and at a
    banquet its host and whoever of ours must be there. Parties share a hall's seats; a private room only for
    a joint banquet, whose visits fit in together, their hosts counted once. A standing reception needs a room that
    holds so many standing (``demands.capacity``), and has a hall to itself. Amount: people over, 1 for two parties in
    one private room.
    """

    id = "MEAL-03"
    title = "餐位坐得下,一个包间同时只接待一批客人"
    title_en = "Guests and company fit; one party per private room"
    cites = PRACTICE
    unit = "people"
    scope = "shared"
    levels = ("must",)
    occupies = True
    softenable = False
    judges_single_items = True
    too_small = Sentence("{item}需 {need} 座,只有 {seats} 座", "{item} needs {need} seats, the room has {seats}")
    shared_room = Sentence(
        "{item}的包间同时还有 {client}", "the private room of the {item} is taken by {client} at the same time"
    )
    hall_full = Sentence(
        "{item}时{room}超员 {over} 人", "at the time of the {item}, {room} is over its seats by {over}"
    )

    def admits(self, facts: Facts, visit: Visit, choice: Choice) -> bool:
        """Refuse rooms that are too small."""
        if choice.lunch is not None:
            _, room = table_of(facts, choice.lunch)
        elif choice.dining_room is not None and choice.kind in MEAL_KINDS:
            room = dining_room(facts, choice.place, choice.dining_room)
        else:
            return True
        return capacity(room, choice.request) >= diners(facts.stay(visit.id), choice.request)

    def judge_visit(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Count the seats of each meal."""
        for item, _, room, _, _ in seated_meals_of(facts, p):
            request = p.request(item)
            need, seats = diners(p.stay, request), capacity(room, request)
            if need > seats:
                yield self.broken(
                    p.id, about(item), need - seats, self.too_small, item=label(item), need=need, seats=seats
                )

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Count the seats of each room."""
        return (_MEALS_BY_ROOM.by(self._together),)

    def _together(self, facts: Facts, meals: list[Meal]) -> Iterator[Violation]:
        room = meals[0][1].room
        yield from self._private(meals) if room.private else self._hall(meals, room)
        parties: dict[str, list[Meal]] = {}
        for p, meal, need in meals:
            request = p.request(meal.item)
            if (joint := joint_of(request)) and (room.private or _is_standing(request)):
                parties.setdefault(joint, []).append((p, meal, need))
        for party in parties.values():
            yield from self._party(party, room)

    def _party(self, meals: list[Meal], room: DiningRoom) -> Iterator[Violation]:
        """Count all visits of a joint banquet together."""
        (p, first, _), *others = meals
        seats = capacity(room, p.request(first.item))
        taken = diners(p.stay, p.request(first.item))
        for q, meal, _ in others:
            request = q.request(meal.item)
            more = diners(q.stay, request) - hosts_at_table(request)
            over = min(more, taken + more - seats)
            taken += more
            if over > 0 and diners(q.stay, request) <= seats:
                yield self.broken(
                    q.id, about(meal.item), over, self.hall_full, item=label(meal.item), room=room.name, over=over
                )

    def _private(self, meals: list[Meal]) -> Iterator[Violation]:
        for (p, first, _), (q, second, _) in combinations(sorted(meals, key=_order), 2):
            a, b = first.item, second.item
            together = joint_of(p.request(a)) is not None and joint_of(p.request(a)) == joint_of(q.request(b))
            if p is not q and not together and overlap((first.start, first.end), (second.start, second.end)):
                client = p.stay.visit.client
                yield self.broken(q.id, subject(item=(b.id, a.id)), 1, self.shared_room, item=label(b), client=client)

    def _hall(self, meals: list[Meal], room: DiningRoom) -> Iterator[Violation]:
        fitting = [meal for meal in meals if meal[2] <= room.seats]  # the others are said already
        fitting.sort(key=_order)
        fitting = _with_hosts_once(fitting)
        for k, (p, meal, need) in enumerate(fitting):
            seated = need + sum(n for _, other, n in fitting[:k] if other.end > meal.start)
            over, item = min(need, seated - room.seats), meal.item
            if over > 0:
                yield self.broken(p.id, about(item), over, self.hall_full, item=label(item), room=room.name, over=over)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Occupy a private room alone, seats in a hall."""
        for act, choice, house, room, start, minutes, chosen in seated_choices(m, facts, visit):
            demand = 1 if room.private else places_taken(room, visit.stay, choice.request)
            where, joint = f"{house.id}:{room.id}", joint_of(choice.request)
            if joint is None:
                m.occupy(self, act.about, f"dining:{where}", start, minutes, chosen, demand)
                continue
            places = f"dining:{where}"
            if room.private or _is_standing(choice.request):
                m.occupy(self, act.about, places, start, minutes, chosen, demand, joint=joint)
                places = f"{'standing' if _is_standing(choice.request) else 'tables'}:{where}"
            hosts = hosts_at_table(choice.request)
            guests = diners(visit.stay, choice.request) - hosts
            m.occupy(self, act.about, places, start, minutes, chosen, guests)
            m.occupy(self, act.about, places, start, minutes, chosen, hosts, joint=joint)


def _is_standing(request: Request | None) -> bool:
    return isinstance(request, Banquet) and request.is_standing


def _with_hosts_once(meals: list[Meal]) -> list[Meal]:
    """Return meals in a hall with the places that each takes beside those before it, of a joint banquet hosts once."""
    found, known = list[Meal](), set[str]()
    for p, meal, need in meals:
        request = p.request(meal.item)
        joint = joint_of(request)
        if joint in known:
            found.append((p, meal, 0 if _is_standing(request) else need - hosts_at_table(request)))
        else:
            found.append((p, meal, need))
        if joint is not None:
            known.add(joint)
    return found


def _order(meal: Meal) -> tuple[int, str]:
    return meal[1].start, meal[1].item.id


def _meals(facts: Facts, plan: Plan) -> Iterator[tuple[tuple[str, str], Meal]]:
    """Yield the meals of a plan by restaurant and dining room, each with the seats it needs."""
    for p, meal in seated_meals(facts, plan):
        need = places_taken(meal.room, p.stay, p.request(meal.item))
        yield (meal.house.id, meal.room.id), (p, meal, need)


_MEALS_BY_ROOM = Grouping(_meals, lambda _, meals: meals)


class PrivateRoomForBanquet(Rule):
    """MEAL-03a: a banquet is held in a private room, where any restaurant has one that seats the party.

    A standing reception is held in a hall. Amount: 1 a banquet in a hall shared with others.
    """

    id = "MEAL-03a"
    title = "宴请设在包间,不与散客同厅"
    title_en = "Banquets are held in a private room"
    cites = PRACTICE
    levels = ("prefer", "should", "must", "note", "off")
    in_hall = Sentence("{item}不在包间", "{item} is not in a private room")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the dining room of each banquet."""
        for p in programmes(facts, plan):
            for item in p.of("banquet"):
                if self._shared(facts, p.stay, p.request(item), (item.place, item.dining_room)):
                    yield self.broken(p.id, about(item), 1, self.in_hall, item=label(item))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price the halls."""
        for act in visit.of("banquet"):
            for choice, chosen in act.choices:
                if self._shared(facts, visit.stay, act.request, (choice.place, choice.dining_room)):
                    m.never(self, act.about, chosen)

    def _shared(self, facts: Facts, stay: Stay, request: Request | None, where: tuple[str, str | None]) -> bool:
        if isinstance(request, Banquet) and request.is_standing:
            return False
        place, room = where
        house = facts.week.find_place(place)
        rooms = house.dining_rooms if isinstance(house, Restaurant) else ()
        in_hall = any(r.id == room and not r.private for r in rooms)
        return in_hall and self._any_private(facts.week.restaurants, party_at_table(facts, stay, request))

    def _any_private(self, houses: Iterable[Restaurant], people: int) -> bool:
        return any(room.private and room.seats >= people for house in houses for room in house.dining_rooms)


class PrivateRoomForRank(Rule):
    """MEAL-03b: guests of rank eat in a private room, at working lunches and dinners too; the canteen's counts.

    A hall is no break where no private room that seats the party, in a house that serves its diets, is within ``near``
    minutes of it; that all of them are taken is a shortage, which is said. Lunches that interrupt an item are meals
    here. Amount, a meal in a hall: ``level_a``, ``level_b``.
    """

    id = "MEAL-03b"
    title = "A、B 级客人日常用餐也在包间,食堂包间也可"
    title_en = "Guests of levels A and B eat in a private room, at working meals too"
    cites = PRACTICE
    levels = ("should", "prefer", "must", "note", "off")
    in_hall = Sentence(
        "{item}在{restaurant}大厅,{level} 级客人应在包间",
        "{item} is in a hall of {restaurant}; guests of level {level} should have a private room",
    )

    class Numbers(Fact):
        """Whose meals in a hall count how much, and how far a private room may be."""

        level_a: Count = 2
        level_b: Count = 1
        near: Minutes = 20
        """Minutes on the road, outside rush hours, from the hall to a private room."""

    def amount_of(self, stay: Stay) -> int:
        """Return the amount of one meal of a visit in a hall; 0: it may eat there."""
        amounts = {"A": self.n.level_a, "B": self.n.level_b}
        return int(amounts.get(stay.level, 0))

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the dining room of each meal."""
        for p in programmes(facts, plan):
            amount = self.amount_of(p.stay)
            for item, house, room, *_ in seated_meals_of(facts, p) if amount else ():
                if item.kind != "banquet" and not room.private and self._could_be_apart(facts, p.stay, house):
                    where, name = about(item) + subject(place=house.id), house.name
                    yield self.broken(
                        p.id, where, amount, self.in_hall, item=label(item), restaurant=name, level=p.stay.level
                    )

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price the halls."""
        amount = self.amount_of(visit.stay)
        for act, _, house, room, *_, chosen in seated_choices(m, facts, visit) if amount else ():
            if act.kind != "banquet" and not room.private and self._could_be_apart(facts, visit.stay, house):
                m.limit(self, act.about + subject(place=house.id), amount * chosen, hi=0)

    def _could_be_apart(self, facts: Facts, stay: Stay, house: Restaurant) -> bool:
        """Tell whether a private room for the party is near a restaurant, or in it."""
        people = diners(stay, None)
        return any(
            room.private and room.seats >= people
            for other in facts.week.restaurants
            if stay.diets <= set(other.serves) and facts.travel.base(house.id, other.id) <= self.n.near
            for room in other.dining_rooms
        )
