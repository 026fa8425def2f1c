"""Who of the company's people is at an item or move of a plan: words for roles, whether a duty meets a demand, leaders.

The rules of several chapters ask this: HOST, ARR-06, MEAL-07, MEAL-09.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.demands import can_fill, hireable
from models.rules.core.findings import Phrase

if TYPE_CHECKING:
    from models.domain.demands import HelperDemand
    from models.domain.facts import Facts
    from models.domain.people import HostPerson
    from models.domain.plan import Duty, Item, Move
    from models.domain.stay import Stay

ROLE_PHRASES = {
    "leader": Phrase("领导", "leader"),
    "expert": Phrase("专家", "expert"),
    "trainer": Phrase("培训师", "trainer"),
    "delegate": Phrase("我方出席人员", "company delegate"),
    "docent": Phrase("讲解员", "docent"),
    "interpreter": Phrase("翻译", "interpreter"),
    "photographer": Phrase("摄影人员", "photographer"),
    "crew": Phrase("会议室布置整理人员", "room crew"),
    "tea": Phrase("茶水服务人员", "tea service"),
    "escort": Phrase("全程陪同人员", "escort"),
    "guide": Phrase("专职导游", "professional guide"),
    "company": Phrase("宴请出席人员", "company at the banquet"),
    "companion": Phrase("陪餐人员", "company at table"),
    "reception": Phrase("列队欢迎人员", "reception line"),
    "greeter": Phrase("迎送人员", "greeter"),
}
"""Duty roles as sentences name them."""
_MOVE_PHRASES = {
    "pick_up": Phrase("接站", "pick-up"),
    "transfer": Phrase("乘车", "ride"),
    "see_off": Phrase("送站", "see-off"),
}


def meets(facts: Facts, stay: Stay, demand: HelperDemand, start: int, duty: Duty) -> bool:
    """Tell whether a duty meets a demand of an item or move that starts (sets off) at a moment.

    One of our own people has the role, fits (language, client kind, rank) and is there all the time. A professional
    guide is always hired: they count where the company knows whom to hire.
    """
    if duty.role != demand.role or duty.group != demand.group:
        return False
    if duty.start > start + demand.begin or duty.end < start + demand.end:
        return False
    if demand.role == "guide":
        return duty.hired and hireable(facts, demand)
    person = person_of(facts, duty)
    return person is not None and can_fill(person, demand, stay)


def person_of(facts: Facts, duty: Duty) -> HostPerson | None:
    """Return the one of our people who has a duty; None where it is hired, open, or names nobody of ours."""
    return facts.week.find_person(duty.person)


def leaders_at(facts: Facts, item: Item) -> list[HostPerson]:
    """Return our leaders in an item."""
    named = {duty.person for duty in item.duties if duty.role == "leader"}
    people = facts.week.company.people if named else ()
    return [person for person in people if person.id in named and person.role("leader")]


def person_name(facts: Facts, id: str) -> str:
    """Return somebody's name; the id where nobody of ours has it."""
    person = facts.week.find_person(id)
    return id if person is None else person.name


def move_phrase(move: Move) -> Phrase:
    """Return a move as sentences name it."""
    return _MOVE_PHRASES[move.kind]
