"""What stands above the programme of a delegation: the party, its coming and going, whom to call, and what to mind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.clock import day_of
from models.domain.vocabulary import MEAL_WISH_NAMES
from planner.language.typeset import typeset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.stay import Stay
    from planner.papers.paper import Paper


def lines_above(paper: Paper, stay: Stay) -> Iterator[str]:
    """Yield what stands above a programme: the party, its coming and going, and what to mind."""
    words, visit = paper.words, stay.visit
    for left in paper.plan_of(stay.id).left_out:
        if left.is_whole_visit:
            why = words.semicolon.join(typeset(c.zh) if words.lang == "zh" else c.en for c in left.causes)
            yield words.label(words.pick("未能排出行程", "No programme is possible"), why or words.reason(left.reason))
    about = [words.level(stay.level), words.client_kind(visit.client_kind), words.purpose(visit.purpose)]
    yield words.label(words.pick("来访", "Visit"), words.comma.join(about))
    yield words.label(words.pick("人数", "Party"), _party(paper, stay))
    if number := paper.case_number(stay.id):
        yield words.label(words.pick("接待编号", "Case"), number)
    for group in stay.groups:
        lead = paper.delegations.travel_group(stay, group) if len(stay.groups) > 1 else ""
        come, go = group.group.arrival, group.group.departure
        come_on, go_on = day_of(come.at), day_of(group.deadline if go.at is None else go.at)
        told = paper.move_texts.arrival(come, come_on), paper.move_texts.departure(go, go_on)
        met = paper.names.place(come.place) + (f" {come.meeting_point}" if come.meeting_point else "")
        way = [f"{words.date(come_on)} {met} {told[0]}"]
        way.append(f"{words.date(go_on)} {paper.names.place(go.place)} {told[1]}".rstrip())
        travel = words.note(f"{lead} {' → '.join(way)}".lstrip(), group.group.note)
        yield words.label(words.pick("抵离", "Travel"), travel)
    if visit.escort:
        escort, phone = paper.names.person_with_title(visit.escort), paper.week.person(visit.escort).phone
        yield words.label(words.pick("陪同", "Escort"), f"{escort} {phone}".rstrip())
    contact = visit.contact
    if contact.name or contact.phone:
        yield words.label(words.pick("对方联络人", "Your contact"), f"{contact.name} {contact.phone}".strip())
    if visit.cuisine:
        yield words.label(words.pick("用餐", "Meals"), words.pick(*MEAL_WISH_NAMES[visit.cuisine]))
    if visit.dress:
        yield words.label(words.pick("着装", "Dress"), visit.dress)
    yield from _drivers(paper, stay)
    yield from _mind(paper, stay)


def _drivers(paper: Paper, stay: Stay) -> Iterator[str]:
    words, company = paper.words, paper.week.company
    named = {ride.driver for move in paper.plan_of(stay.id).moves for ride in move.rides}
    found = [words.note(driver.name, driver.phone) for driver in company.drivers if driver.id in named]
    if found:
        yield words.label(words.pick("司机", "Drivers"), words.comma.join(found))


def _party(paper: Paper, stay: Stay) -> str:
    words, principal = paper.words, stay.principal
    text = words.people(stay.size)
    if principal is None:
        return text
    guest = words.note(principal.name, principal.title)
    return f"{text}{words.semicolon}{words.label(words.pick('主宾', 'guest of honour'), guest)}"


def _mind(paper: Paper, stay: Stay) -> Iterator[str]:
    words = paper.words
    if stay.diets:
        yield words.label(words.pick("饮食", "Diet"), paper.delegations.diets(stay.id))
    if stay.language:
        yield words.label(words.pick("翻译", "Interpreter"), words.language(stay.language))
    if stay.visit.note:
        yield words.label(words.pick("备注", "Remark"), stay.visit.note)
    for member in stay.visit.members:
        if member.note:
            yield words.label(words.pick("备注", "Remark"), words.note(member.name, member.note))
    if not paper.week.official.announced:
        yield words.pick("放假安排未公布，调休日可能有变", "public holidays not announced yet: workdays may change")
