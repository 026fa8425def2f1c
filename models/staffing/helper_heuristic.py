"""The naming of helpers in hand: who fills which post, what it weighs, and a first one made by hand.

Everything is weighed by the functions with which the rules count (``models.rules.core.people_work``).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from models.domain.clock import overlap
from models.domain.demands import hireable, too_high
from models.rules.core.cost_lines import help_price
from models.rules.core.people_work import NAMED, Task, clash
from models.rules.core.spans import by_day, in_a_row, length, presence, shortfalls
from models.rules.hosts.working_hours import ESCORTING
from models.staffing.costs import StaffingCost
from models.staffing.jobs import NOTHING, Cost, DutyPrices, minus, plus
from models.staffing.pins import held_posts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from models.domain.facts import Facts
    from models.domain.people import HostPerson
    from models.rules.core.spans import Span
    from models.staffing.positions import Post

Worked = dict["dt.date", list["Span"]]


class HelperAssignment:
    """Who fills which post.

    Parameters
    ----------
    free : sequence of Post
        Posts to fill, in order.
    fixed : mapping person -> tasks
        What people do already.
    """

    def __init__(
        self, facts: Facts, prices: DutyPrices, free: Sequence[Post], fixed: Mapping[str, Sequence[Task]]
    ) -> None:
        self.facts, self.prices, self.free, self.fixed = facts, prices, list(free), fixed
        self.people: dict[str, HostPerson] = {p.id: p for p in facts.week.company.people}
        self.off = {id: facts.off(p) for id, p in self.people.items()}
        self.clashing = self._clashes()
        self.able = [self._able(post) for post in self.free]
        self.held = held_posts(facts, self.free, self.able)
        """Posts whose person is fixed (STAB-03a): nobody else fills them, and they are not left open."""
        for k, id in self.held.items():
            self.able[k] = [id]
        self.named: dict[int, str] = {}
        self.mine: dict[str, list[int]] = defaultdict(list)
        self.base = {id: self.person(id, ()) for id in self.people}
        self.partner = self._partners()

    def _able(self, post: Post) -> list[str]:
        """Return who can fill a post as far as role, hours and fixed tasks go; those made for it first."""
        stay, span = self.facts.stay(post.task.visit), (post.task.start, post.task.end)
        fine = [
            id
            for id, person in self.people.items()
            if post.able(stay, person)
            and not any(overlap(span, off) for off in self.off[id])
            and not any(clash(self.facts, post.task, task) for task in self.fixed.get(id, ()))
        ]
        return sorted(fine, key=lambda id: (self.untidy(post, id), id))

    def _clashes(self) -> list[set[int]]:
        """Return for each post those that one person cannot fill too (HOST-01)."""
        found: list[set[int]] = [set() for _ in self.free]
        order = sorted(range(len(self.free)), key=lambda k: self.free[k].task.start)
        widest = 2 * max((self.facts.way(p.task.origin) + self.facts.way(p.task.target) for p in self.free), default=0)
        for n, a in enumerate(order):
            first = self.free[a].task
            for b in order[n + 1 :]:
                second = self.free[b].task
                if second.start > first.end + widest:
                    break
                if clash(self.facts, first, second):
                    found[a].add(b)
                    found[b].add(a)
        return found

    def _partners(self) -> dict[int, int]:
        """Return for each spare companion the escort for whom he would make up (MEAL-09)."""
        escorts = {post.task.row: k for k, post in enumerate(self.free) if post.meal}
        return {k: escorts[p.task.row] for k, p in enumerate(self.free) if p.spare and p.task.row in escorts}

    def untidy(self, post: Post, id: str) -> int:
        """Return 1 where somebody who is no escort accompanies, meets or sees off: it counts last of all."""
        return int(post.demand.role in ESCORTING and self.people[id].role("escort") is None)

    # -- weighing

    def filled(self, k: int, id: str | None) -> Cost:
        """Return what a post weighs with somebody or nobody of ours in it; for company at meals see ``meal``."""
        post = self.free[k]
        stay = self.facts.stay(post.task.visit)
        if id is not None and too_high(self.people[id], post.demand, stay):
            spared = self.prices.waived("HOST-08a", stay.id, *post.about)
            return plus(self._filled(post, id), NOTHING if spared else self.prices.cost("HOST-08a", 1))
        left_open = StaffingCost(1) if id is None and k in self.held else NOTHING
        return plus(self._filled(post, id), left_open)

    def _filled(self, post: Post, id: str | None) -> Cost:
        demand, rule = post.demand, post.demand.rule
        if post.spare or (id is not None and (not post.anybody or self.people[id].rank <= demand.rank)):
            return NOTHING
        booked = demand.role == "guide" and hireable(self.facts, demand)
        if booked or self.prices.waived(rule, post.task.visit, *post.about):
            broken = NOTHING
        else:
            broken = self.prices.cost(rule, 2 if post.anybody and id is None else 1)
        if id is not None or not hireable(self.facts, demand):
            return broken
        return plus(broken, StaffingCost(money=help_price(self.facts, post.duty(None, hired=True))))

    def meal(self, k: int) -> Cost:
        """Return what a missing escort weighs as company (MEAL-09)."""
        waived = self.prices.waived("MEAL-09", self.free[k].task.visit, *self.free[k].about)
        return NOTHING if waived else self.prices.cost("MEAL-09", 1)

    def days(self, id: str, ks: Iterable[int]) -> Worked:
        """Return somebody's working days with some posts, the ways from and to the company counted."""
        tasks = [*self.fixed.get(id, ()), *(self.free[k].task for k in ks)]
        return by_day(task.span(self.facts) for task in tasks)

    def day(self, spans: Sequence[Span]) -> Cost:
        """Return what a day weighs (HOST-09a)."""
        return self.prices.cost("HOST-09a", self.over(spans))

    def over(self, spans: Sequence[Span]) -> int:
        """Return by how many minutes a day is too long, in presence and from first to last (HOST-09a)."""
        if not spans or self.prices.tier("HOST-09a") is None:
            return 0
        number = self.prices.number
        here = presence(spans, number("HOST-09a", "pause")) - number("HOST-09a", "presence")
        return max(0, here) + max(0, length(spans) - number("HOST-09a", "span"))

    def rests(self, days: Worked) -> list[tuple[dt.date, int]]:
        """Return the days before which rest is too short (HOST-09a)."""
        if self.prices.tier("HOST-09a") is None:
            return []
        return shortfalls(days, self.prices.number("HOST-09a", "rest"))

    def rows(self, id: str, ks: Iterable[int]) -> list[int]:
        """Return somebody's rows of tours (SENSE-15)."""
        if self.prices.tier("SENSE-15") is None:
            return []
        tasks = [*self.fixed.get(id, ()), *(self.free[k].task for k in ks)]
        tours = [(task.start, task.end) for task in tasks if task.role == "docent"]
        return in_a_row(tours, self.prices.number("SENSE-15", "pause"))

    def load(self, id: str, number: int) -> Cost:
        """Return what somebody's number of posts beyond the fixed tasks weighs (HOST-08)."""
        if self.prices.tier("HOST-08") is None:
            return NOTHING
        held = sum(task.role not in NAMED for task in self.fixed.get(id, ()))
        return self.prices.cost("HOST-08", held + number - self.prices.number("HOST-08", "posts"))

    def person(self, id: str, ks: Sequence[int]) -> Cost:
        """Return what somebody's week weighs with some posts."""
        days = self.days(id, ks)
        cost = plus(self.load(id, len(ks)), *(self.day(spans) for spans in days.values()))
        for _, minutes in self.rests(days):
            cost = plus(cost, self.prices.cost("HOST-09a", minutes))
        for row in self.rows(id, ks):
            cost = plus(cost, self.prices.cost("SENSE-15", row - self.prices.number("SENSE-15", "most")))
        return cost

    def escorts(self, visit: str, ids: Iterable[str]) -> Cost:
        """Return what some people who escort a visit weigh (HOST-08)."""
        own = self.facts.stay(visit).visit.escort
        if self.prices.waived("HOST-08", visit, visit):
            return NOTHING
        return self.prices.cost("HOST-08", len(set(ids) - {own}) - (0 if own else 1))

    def with_(self, visit: str) -> set[str]:
        """Return who escorts a visit now."""
        held = {id for id, tasks in self.fixed.items() for t in tasks if t.visit == visit and t.role in ESCORTING}
        mine = {id for k, id in self.named.items() if self.free[k].task.visit == visit}
        return held | {id for id in mine if any(self._escorts(k, visit) for k in self.mine[id])}

    def _escorts(self, k: int, visit: str) -> bool:
        return self.free[k].task.visit == visit and self.free[k].demand.role in ESCORTING

    def visits(self) -> list[str]:
        """Return the visits with posts to fill."""
        return sorted({post.task.visit for post in self.free})

    def total(self) -> Cost:
        """Return what the posts weigh, with what people's weeks weigh more than without them."""
        parts = [self.filled(k, self.named.get(k)) for k in range(len(self.free))]
        spared = {self.partner[k] for k in self.named if k in self.partner}
        meals = [k for k, post in enumerate(self.free) if post.meal and k not in self.named and k not in spared]
        parts += [self.meal(k) for k in meals]
        parts += [minus(self.person(id, ks), self.base[id]) for id, ks in sorted(self.mine.items())]
        parts += [self.escorts(visit, self.with_(visit)) for visit in self.visits()]
        return plus(NOTHING, *parts)

    def least(self) -> Cost:
        """Return a cost that no naming goes below."""
        parts = []
        for k, able in enumerate(self.able):
            parts.append(min([self.filled(k, id) for id in (*able, None)]))
            if self.free[k].meal and not able and not any(e == k and self.able[j] for j, e in self.partner.items()):
                parts.append(self.meal(k))
        duty = 0
        for visit in self.visits():
            here: dict[str, int] = defaultdict(int)
            for k, post in enumerate(self.free):
                if self._escorts(k, visit) and self.able[k] and not post.spare:
                    here[post.task.row] += 1
            most = max(here.values(), default=0)
            if most and not self.prices.waived("HOST-08", visit, visit):
                duty += self.prices.cost("HOST-08", most - 1)[3]
        return plus(StaffingCost(duty=duty), *parts)

    # -- making

    def put(self, k: int, id: str) -> None:
        """Name somebody for a post."""
        self.named[k] = id
        self.mine[id].append(k)

    def clear(self) -> None:
        """Name nobody."""
        self.named.clear()
        self.mine.clear()

    def can(self, k: int, id: str) -> bool:
        """Tell whether somebody's other posts leave him time for one."""
        return self.clashing[k].isdisjoint(self.mine.get(id, ()))

    def fill(self, before: Mapping[int, str]) -> None:
        """Name people post by post, each as cheaply as it goes, those who were named before rather than others."""
        for k, id in sorted(before.items()):
            if id in self.able[k] and self.can(k, id):
                self.put(k, id)
        escorts = {visit: self.with_(visit) for visit in self.visits()}
        todo = [k for k in range(len(self.free)) if k not in self.named]
        for k in sorted(todo, key=lambda k: (self.free[k].spare, -self._wanted(k), len(self.able[k]), k)):
            if not self.free[k].spare or (k in self.partner and self.partner[k] not in self.named):
                self._best(k, escorts)

    def _wanted(self, k: int) -> int:
        return max(self.filled(k, None)[:2])

    def _best(self, k: int, escorts: Mapping[str, set[str]]) -> None:
        post = self.free[k]
        visit, here = post.task.visit, escorts[post.task.visit]
        now = self.escorts(visit, here)
        best: tuple[tuple[Cost, int, int, str], str] | None = None
        for id in self.able[k]:
            if not self.can(k, id):
                continue
            mine = self.mine.get(id, [])
            cost = plus(self.filled(k, id), minus(self.person(id, [*mine, k]), self.person(id, mine)))
            if post.demand.role in ESCORTING:
                cost = plus(cost, minus(self.escorts(visit, here | {id}), now))
            key = cost, self.untidy(post, id), len(mine), id
            if best is None or key < best[0]:
                best = key, id
        without = plus(self.filled(k, None), self.meal(k) if post.meal else NOTHING)
        if post.spare:
            without = self.meal(k)
        if best is not None and best[0][0] <= without:
            self.put(k, best[1])
            if post.demand.role in ESCORTING:
                here.add(best[1])

    def fewer(self) -> None:
        """Hand the posts of those who escort a visit least over to others who do, where that helps (HOST-08)."""
        for visit in self.visits():
            mine = {k for k in self.named if self._escorts(k, visit)}
            for id in sorted(self.with_(visit), key=lambda id: (sum(self.named[k] == id for k in mine), id)):
                self._hand_over(visit, id, [k for k in sorted(mine) if self.named[k] == id])

    def _hand_over(self, visit: str, id: str, ks: Sequence[int]) -> None:
        others = sorted(self.with_(visit) - {id})
        before = dict.fromkeys(ks, id)
        old = self._part(visit, ks, {id, *others})
        for k in ks:
            self._drop(k)
            fine = [other for other in others if other in self.able[k] and self.can(k, other)]
            if not fine:
                break
            load = {other: self.person(other, [*self.mine.get(other, ()), k]) for other in fine}
            self.put(k, min(fine, key=lambda other: (load[other], other)))
        missing = any(k not in self.named for k in ks)
        if missing or self._part(visit, ks, {id, *others}) >= old:
            for k in ks:
                if k in self.named:
                    self._drop(k)
            for k, name in before.items():
                self.put(k, name)

    def _drop(self, k: int) -> None:
        self.mine[self.named.pop(k)].remove(k)

    def _part(self, visit: str, ks: Sequence[int], ids: Iterable[str]) -> Cost:
        """Return the part of the total that some posts of a visit and some people make."""
        weeks = [self.person(id, self.mine.get(id, ())) for id in sorted(ids)]
        posts = [self.filled(k, self.named.get(k)) for k in ks]
        return plus(self.escorts(visit, self.with_(visit)), *weeks, *posts)
