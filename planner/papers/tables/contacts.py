"""通讯录: whom to call, guests of each delegation and the company's people who have something to do with them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from models.domain.activities import outside_hosts
from planner.papers.table import PaperTable, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.people import Member
    from models.domain.plan import Item, Move
    from models.domain.stay import Stay
    from planner.language.words import Words
    from planner.papers.paper import Paper

MAX_CLIENTS_NAMED = 4
"""Clients named in a row; more say less."""


def guests(paper: Paper) -> PaperTable:
    """Return the guests, a row a member, and their own contact; those whose names are not known yet are counted."""
    words = paper.words
    columns = words.pick("来访客户 姓名 职务 电话 备注", "Client Name Title Phone Remarks")
    rows = [row for stay in paper.facts.stays for row in _members(paper, stay)]
    title = words.pick("客人通讯录", "Guests")
    return PaperTable("contacts:guests", title, tuple(columns.split()), tuple(rows), merged=1)


def _members(paper: Paper, stay: Stay) -> Iterator[Row]:
    words, client = paper.words, paper.names.client(stay.id)
    for member in stay.visit.members:
        remarks = words.semicolon.join(_remarks(paper, stay, member))
        yield Row((client, member.name, member.title, member.phone, remarks), visit=stay.id)
    contact = stay.visit.contact
    if contact.name or contact.phone:
        yield Row((client, contact.name, words.pick("对方联络人", "contact"), contact.phone, ""), visit=stay.id)
    unnamed = stay.size - len(stay.visit.members)
    if unnamed:
        text = words.pick(f"另有{unnamed}人，名单待定", f"{unnamed} more, names to come")
        spoken = dict.fromkeys(code for group in stay.visit.groups if group.unnamed for code in group.languages)
        languages = words.comma.join(words.language(code) for code in spoken)
        yield Row((client, text, "", "", languages), visit=stay.id, open=True)


def _remarks(paper: Paper, stay: Stay, member: Member) -> Iterator[str]:
    words = paper.words
    if stay.principal is not None and member.id == stay.principal.id:
        yield words.pick("主宾", "guest of honour")
    if len(stay.groups) > 1:
        numbers = [k for k, group in enumerate(stay.groups, start=1) if member in group.members]
        yield from (words.pick(f"第{k}批", f"group {k}") for k in numbers)
    for (zh, en), text in (
        (("国籍", "nationality"), member.nationality),
        (("称呼", "address"), member.form_of_address),
        (("习俗", "customs"), member.customs),
        (("爱好", "hobbies"), member.hobbies),
    ):
        if text:
            yield words.label(words.pick(zh, en), text)
    if not member.speaks_one_of(paper.facts.week.company.languages):
        yield words.comma.join(words.language(language) for language in member.languages)
    if member.diet:
        yield words.comma.join(words.diet(diet) for diet in member.diet)
    if member.medical:
        yield medical(words, member)


def medical(words: Words, member: Member) -> str:
    """Say what to mind of a guest's health: for the office and the escort, on no paper that guests read."""
    return words.label(words.pick("健康", "health"), member.medical)


def outside(paper: Paper) -> PaperTable:
    """Return the people of other organisations who receive guests: at what, when and where."""
    words, texts = paper.words, paper.item_texts
    columns = words.pick("来访客户 姓名 单位职务 活动 时间地点", "Client Name Office Item Appointment")
    rows = [
        Row(
            (
                *(paper.names.client(item.visit), host.name, texts.office(host), texts.title(item)),
                f"{words.day(paper.facts.day_of(item))} {paper.calendar.span(item)} {texts.where(item)}",
            ),
            about=item.id,
            visit=item.visit,
        )
        for item in paper.plan.items
        for host in outside_hosts(texts.request(item))
    ]
    title = words.pick("对方主人", "Hosts of other organisations")
    return PaperTable("contacts:outside", title, tuple(columns.split()), tuple(rows))


def hosts(paper: Paper) -> PaperTable:
    """Return the company's people and drivers who have something to do in this plan, and for whom."""
    words, company = paper.words, paper.week.company
    columns = words.pick("部门 姓名 职务 电话 接待客户", "Department Name Title Phone Clients")
    clients: dict[str, set[str]] = defaultdict(set)
    parts: list[Item | Move] = [*paper.plan.items, *paper.plan.moves]
    for part in parts:
        for duty in part.duties:
            if duty.person:
                clients[duty.person].add(part.visit)
    for move in paper.plan.moves:
        for ride in move.rides:
            if ride.driver:
                clients[ride.driver].add(move.visit)
    driver = words.pick("司机", "driver")
    people = [(p.id, p.department, p.name, p.title, p.phone) for p in company.people]
    people += [(d.id, "", d.name, driver, d.phone) for d in company.drivers]
    rows = []
    for id, *cells in people:
        if id in clients:
            names = [paper.names.client(visit) for visit in sorted(clients[id], key=paper.delegations.number)]
            if len(names) > MAX_CLIENTS_NAMED:
                names[MAX_CLIENTS_NAMED:] = [words.pick(f"等{len(names)}家", f"{len(names)} in all")]
            rows.append(Row((*cells, words.comma.join(names)), about=id))
    title = words.pick("值班人员通讯录", "Our people on duty")
    return PaperTable("contacts:hosts", title, tuple(columns.split()), tuple(rows))
