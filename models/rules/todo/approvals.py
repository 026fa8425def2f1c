"""Things to do before anything is booked: who approves the visit, its costs, its cars, sights, gifts (APPR-01, 02).

What is approved says no times: a programme that moves by an hour is not put to anybody again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import KINDS, Gift, outside_hosts
from models.domain.clock import at
from models.rules.core.findings import Phrase, Sentence, Several
from models.rules.todo.line import due_before, line, place_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.rules.core.programme import Programme
    from models.rules.todo.line import ToDo

CONFERENCES = ("training", "signing", "ceremony")
"""Kinds of items that are run as conferences."""
TABLES = ("lunch", "dinner", "banquet")
ANNOUNCED_LATE = Sentence(
    "报备晚于规定(应提前 {days} 个工作日),补办预约手续",
    "Announced later than {days} workdays before: hand in the announcement",
)
APPLICATION = Sentence(
    "《客户来访接待申请单》审核签字({level} 级)", "Sign the application for the reception (level {level})"
)
IMPORTANT_PLAN = Sentence("重要来宾的接待计划报批", "Approve the plan for important guests")
CONFERENCE_BUDGET = Sentence(
    "会务安排和费用开支预算报批({meetings})", "Approve arrangements and budget of the conference ({meetings})"
)
HOSPITALITY = Sentence(
    "《业务招待申请单》报批(用餐 {count} 次)", "Approve the application for hospitality (meals: {count})"
)
GIFTS = Sentence("礼品计划报批(品名、数量、单价):{gifts}", "Approve the gifts (what, how many, price): {gifts}")
CARS = Sentence("用车报批(接送 {guests} 位客人)", "Approve the use of cars (guests: {guests})")
SIGHTS = Sentence("游览项目审核:{places}", "Approve the sights: {places}")
LETTER = Sentence(
    "核对派出单位公函(内容、行程、人员);无公函不接待", "Check the sender's letter (matter, itinerary, people)"
)
APPROVAL_FORM = Sentence("《公务接待审批单》报批", "Have the approval form signed")
RECEPTION_LIST = Sentence(
    "据实填写《公务接待清单》并审签,与公函、审批单一并作为报销凭证",
    "Fill in the statement of the reception and have it signed; it goes with letter and approval form",
)


def application(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Whom the policy names for the level signs the application; who announced too late hands it in (APPR-01, 02)."""
    visit, first = p.stay.visit, p.stay.days[0]
    if visit.announced is not None and at(visit.announced) > due_before(facts, "announce", first):
        days = facts.edition.office.task("announce").workdays
        yield line(facts, "APPR-02", "announce", p.id, None, "", ANNOUNCED_LATE, days=days)
    for number, name in enumerate(p.stay.package.approvals, start=1):
        asked = line(facts, "APPR-01", "application", p.id, first, str(number), APPLICATION, level=p.stay.level)
        yield asked.by(_post(facts, name))
    rank = p.stay.principal.rank if p.stay.principal else facts.shape.high_rank + 1
    if p.stay.level == "A" or visit.influential or rank <= facts.shape.high_rank:
        yield line(facts, "APPR-01", "important_plan", p.id, first, "", IMPORTANT_PLAN)


def _post(facts: Facts, name: str) -> Phrase:
    """Return a post that a package names, in both languages where the edition lists it."""
    found = next((d for d in facts.edition.office.departments.values() if d.name == name), None)
    return Phrase(name, found.name_en or name) if found else Phrase(name, name)


def single_approvals(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Conferences, meals, gifts, cars and sights, each before it is booked (APPR-01)."""
    first, visit = p.stay.days[0], p.stay.visit
    if meetings := _kinds(p):
        told = Several(meetings)
        yield line(facts, "APPR-01", "conference_budget", p.id, first, "", CONFERENCE_BUDGET, meetings=told)
    ours = [item for item in p.of(*TABLES) if item.dining_room is not None and not outside_hosts(p.request(item))]
    if count := len(ours):
        yield line(facts, "APPR-01", "hospitality", p.id, first, "", HOSPITALITY, count=count)
    if gifts := tuple(_gift(request, p.stay.size) for request in visit.requests if isinstance(request, Gift)):
        yield line(facts, "APPR-01", "gift_approval", p.id, first, "", GIFTS, gifts=Several(gifts))
    if visit.provides.cars and any(move.rides for move in p.moves):
        yield line(facts, "APPR-01", "cars_approval", p.id, first, "", CARS, guests=p.stay.size)
    if places := tuple(dict.fromkeys(place_name(facts, item.place) for item in p.leisure)):
        yield line(facts, "APPR-01", "sights_approval", p.id, first, "", SIGHTS, places=Several(places))


def _kinds(p: Programme) -> tuple[str | Phrase, ...]:
    """Return what of a programme is run as a conference, by kind."""
    kinds = dict.fromkeys(item.kind for item in p.of(*CONFERENCES))
    return tuple(Phrase(KINDS[kind].zh, KINDS[kind].en) for kind in kinds)


def _gift(request: Gift, size: int) -> Phrase:
    count = size if request.each else 1
    return Phrase(f"{request.what} {count} 份", f"{request.what} × {count}")


def papers_of_public_bodies(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Letter, approval form and statement: only where the edition wants them (三单合一)."""
    first, last = p.stay.days[0], p.stay.days[-1]
    yield line(facts, "APPR-01", "official_letter", p.id, first, "", LETTER)
    yield line(facts, "APPR-01", "approval_form", p.id, first, "", APPROVAL_FORM)
    yield line(facts, "APPR-04", "reception_list", p.id, last, "", RECEPTION_LIST)
