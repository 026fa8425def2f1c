"""What office papers say of a visit: who comes, when, who is in charge, who signs, both sides at an item."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from models.domain.clock import day_of
from models.domain.roles import SEATED_ROLES
from planner.packet.document.model import Field, Grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import Item
    from models.domain.stay import Stay
    from planner.packet.kit import Kit

NAMELESS = re.compile(r"(company|guest)-\d+")
"""Ids of people whose names the plan does not say (``planner.seating.people``)."""
PLANNER_SIGNS = ("拟制接待负责人", "Drawn up by")


def visit_fields(kit: Kit, stay: Stay) -> Iterator[Field]:
    """Yield what every application says of a visit."""
    words, visit = kit.words, stay.visit
    contact = visit.contact
    yield Field(words.pick("客户单位", "Client"), visit.client)
    yield Field(words.pick("客户级别", "Level"), words.level(stay.level))
    yield Field(words.pick("来访人数", "Party"), words.people(stay.size))
    yield Field(words.pick("主宾", "Guest of honour"), principal(kit, stay))
    kinds = words.comma.join((words.client_kind(visit.client_kind), words.purpose(visit.purpose)))
    yield Field(words.pick("来访目的", "Purpose"), kinds)
    yield Field(words.pick("来访时间", "When"), words.days(stay.days[0], stay.days[-1]))
    yield Field(words.pick("抵达", "Arrival"), travel(kit, stay, coming=True), wide=True)
    yield Field(words.pick("离开", "Departure"), travel(kit, stay, coming=False), wide=True)
    yield Field(words.pick("对方联络人", "Their contact"), f"{contact.name} {contact.phone}".strip())
    yield Field(words.pick("申请人", "Applicant"), visit.applicant)


def principal(kit: Kit, stay: Stay) -> str:
    """Name the guest of honour with the title."""
    guest = stay.principal
    return kit.words.note(guest.name, guest.title) if guest is not None else ""


def travel(kit: Kit, stay: Stay, *, coming: bool) -> str:
    """Say when, where and by which flight or train the guests come or leave, a travel group a line."""
    words, paper, lines = kit.words, kit.paper, []
    for group in stay.groups:
        lead = paper.delegations.travel_group(stay, group) + " " if len(stay.groups) > 1 else ""
        come, go = group.group.arrival, group.group.departure
        if coming:
            day, place, told = day_of(come.at), come.place, paper.move_texts.arrival(come, day_of(come.at))
        else:
            day = day_of(group.deadline if go.at is None else go.at)
            place, told = go.place, paper.move_texts.departure(go, day)
        lines.append(f"{lead}{words.date(day)} {paper.names.place(place)} {told}".strip())
    return "\n".join(dict.fromkeys(lines))


def signers(kit: Kit, stay: Stay) -> tuple[str, ...]:
    """Return who signs what concerns a visit: who drew it up, then whom the policy names for its level."""
    return (kit.words.pick(*PLANNER_SIGNS), *stay.package.approvals)


def both_sides(kit: Kit, item: Item) -> Grid:
    """Return the people of both sides at an item side by side, each in their order of precedence."""
    words = kit.words
    guests, hosts = (_people(kit, item, side) for side in ("guest", "host"))
    rows = tuple((*guest, *host) for guest, host in zip_longest(guests, hosts, fillvalue=("", "")))
    zh, en = ("客方", "职务", "主方", "职务"), ("Guests", "Title", "Hosts", "Title")
    return Grid(zh if words.lang == "zh" else en, rows)


def _people(kit: Kit, item: Item, side: str) -> list[tuple[str, str]]:
    """Return name and title of one side at an item: of those who are seated, else of the party and those on duty."""
    seating, stay = kit.seating(item), kit.paper.stay(item.visit)
    if seating is not None:
        mine = [id for id, person in seating.people.known.items() if person.side == side]
        known = [id for id in sorted(mine, key=seating.people.merged) if not NAMELESS.fullmatch(id)]
        more = _others(kit, len(mine) - len(known))
        return [(seating.people.name(id), seating.people.title(id)) for id in known] + more
    if side == "guest":
        more = _others(kit, stay.size - len(stay.visit.members))
        return [(member.name, member.title) for member in stay.visit.members] + more
    ours = dict.fromkeys(duty.person for duty in item.duties if duty.person and duty.role in SEATED_ROLES)
    return [(person.name, person.title) for person in map(kit.week.person, ours)]


def _others(kit: Kit, count: int) -> list[tuple[str, str]]:
    """Return the row of those whose names are not known yet; none where there are none."""
    return [(kit.words.pick(f"另有{count}人，待定", f"{count} more, names to come"), "")] if count else []


def requests_said(kit: Kit, stay: Stay) -> str:
    """Say what is planned of what the client asks for, a line a kind."""
    texts = kit.paper.item_texts
    return kit.words.semicolon.join(dict.fromkeys(texts.request_title(request) for request in stay.visit.requests))
