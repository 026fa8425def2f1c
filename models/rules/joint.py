"""JOINT · items of several visits: one time, one place, one host for all who take part.

Which requests are one item is in ``models.domain.joint_items``. Rooms, tables and people are taken once (ROOM-01,
MEAL-03, HOST-01); that rivals never meet is TOUR-05; a visit that cannot come leaves out its own request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from models.domain.demands import attendances
from models.domain.joint_items import joint_of
from models.rules.core.base import PRACTICE
from models.rules.core.findings import Phrase, Sentence, about, label
from models.rules.core.groups import GroupedRule, Grouping
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.plan import Item, Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Value, Violation
    from models.rules.core.groups import GroupJudge
    from models.rules.core.view import Choice, VisitView

PLACE, LEADERS = "place", "leaders"
"""What the visits of a joint item agree on, besides the start."""
JointPart: TypeAlias = "tuple[Item, str, frozenset[str] | None]"
"""What one visit has of it: the item, its place with the room, who of ours leads it (None: nobody is asked for)."""


class OneJointItem(GroupedRule):
    """JOINT-01: a joint item is one: its visits start together, at one place in one room, with the same leaders.

    Of whom no leader is asked (``attendances``) nothing is said of leaders. How long it takes follows from the
    requests, which ask alike for what they share. Amount: starts, places and sets of leaders beyond one, each.
    """

    id = "JOINT-01"
    title = "联合活动各批客人同时、同地、同主人"
    title_en = "All visits of a joint item have it at one time, at one place, with one host"
    cites = PRACTICE
    scope = "shared"
    levels = ("must",)
    occupies = True
    softenable = False
    mended_by = ("time", "place")
    differs = Sentence(
        "联合的{item}:{client}与{other}的{what}不一致", "the joint {item}: {client} and {other} differ in {what}"
    )
    start, place, leaders = Phrase("开始时间", "start"), Phrase("地点", "place"), Phrase("主人", "host")

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Compare what the visits have of each joint item."""
        return (_BY_JOINT.by(self._together),)

    def _together(self, facts: Facts, items: list[JointPart]) -> Iterator[Violation]:
        first = items[0][0]
        for what, values in (
            (self.start, [(item, item.start) for item, _, _ in items]),
            (self.place, [(item, where) for item, where, _ in items]),
            (self.leaders, [(item, led) for item, _, led in items if led is not None]),
        ):
            known: set[object] = set()
            for item, value in values:
                if known and value not in known:
                    client, other = _client(facts, item), _client(facts, values[0][0])
                    named: dict[str, Value] = {"item": label(item), "client": client, "other": other, "what": what}
                    yield self.broken(item.visit, about(item) + about(first), 1, self.differs, **named)
                known.add(value)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Agree with the other visits on the start, the place and the leaders."""
        for act in visit.acts.values():
            joint = joint_of(act.request)
            if joint is None or act.request is None:
                continue
            ways = {PLACE: [(_where(choice), literal) for choice, literal in act.choices]}
            if _is_led(facts, visit.stay, act.request):
                ways[LEADERS] = [(part.person, part.chosen) for part in act.parts if part.role == "leader"]
            m.agree(self, act.about, joint, act.start, ways, act.done)


def _where(at: Item | Choice) -> str:
    return f"{at.place}/{at.room or at.dining_room or ''}"


def _is_led(facts: Facts, stay: Stay, request: Request | None) -> bool:
    return any(attendance.role == "leader" for attendance in attendances(facts, stay, request))


def _client(facts: Facts, item: Item) -> str:
    return facts.week.visit(item.visit).client


def _joint_items(facts: Facts, plan: Plan) -> Iterable[tuple[str, JointPart]]:
    """Yield what each visit has of the joint items."""
    for p in programmes(facts, plan) if facts.week.joints else ():
        for item in p.items:
            joint = joint_of(p.request(item))
            if joint is not None:
                led = _is_led(facts, p.stay, p.request(item))
                leaders = frozenset(duty.person or "" for duty in item.duties if duty.role == "leader") if led else None
                yield joint, (item, _where(item), leaders)


_BY_JOINT = Grouping(_joint_items, lambda _, items: items)
