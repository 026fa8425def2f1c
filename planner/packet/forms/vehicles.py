"""用车申请单, 车辆序号牌, 门岗放行名单."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.packet.document.model import PageBreak, Placard, Signatures
from planner.packet.forms.office_form import boxes, form, grid, printed, room
from planner.packet.visit_facts import principal, signers
from planner.papers.tables.private_lists import gate_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import Move
    from models.domain.stay import Stay
    from planner.packet.document.model import Block
    from planner.packet.kit import Kit


@form("用车申请单", "Application for vehicles")
def vehicle_application(kit: Kit, stay: Stay) -> Iterator[Block]:
    """What the driver pool is asked for, move by move."""
    words, paper = kit.words, kit.paper
    moves = [move for move in paper.plan_of(stay.id).moves if move.rides]
    if not moves:
        return
    contact = kit.contact(stay)
    yield boxes(
        kit,
        (("用车部门", "Department"), contact.department if contact else None),
        (("用车联系人", "Contact"), f"{contact.name} {contact.phone}".strip() if contact else None),
        (("用车事由", "Reason"), words.pick(f"接待{stay.visit.client}", f"guests: {stay.visit.client}")),
        (("乘车人数", "Passengers"), words.people(stay.size)),
        (("主宾", "Guest of honour"), principal(kit, stay)),
        (("日期", "When"), words.days(stay.days[0], stay.days[-1])),
        (("车型、座位", "Seats"), _seats(kit, moves)),
        (("同时用车", "Vehicles at once"), str(max(len(move.rides) for move in moves))),
    )
    rows = []
    for move in moves:
        day = paper.facts.day_of(move)
        luggage = words.pick("带行李", "luggage") if move.luggage else ""
        time = words.span(move.depart, move.arrive, day)
        rows.append((words.day(day), time, paper.move_texts.way(move), paper.move_texts.cars(move), luggage))
    yield grid(kit, "日期 时间 路线 车辆、司机 备注", "Day Time Way Vehicles Remarks", rows, merged=1)
    yield boxes(
        kit, room(kit, "车队派车意见", "What the driver pool says", 1), room(kit, "备注、变更", "Remarks, changes", 1)
    )
    yield Signatures((*signers(kit, stay)[:2], words.pick("车队负责人", "Driver pool")), words.pick("日期", "Date"))


def _seats(kit: Kit, moves: list[Move]) -> str:
    """Say how many seats the fullest vehicle needs, with our people who ride along."""
    most = max(ride.guests + ride.staff for move in moves for ride in move.rides)
    return kit.words.pick(f"一车最多乘{most}人（含我方人员）", f"up to {most} in one, our people included")


@form("车辆序号牌", "Numbers of cars", sheet="a4-landscape")
def car_numbers(kit: Kit, stay: Stay) -> Iterator[Block]:
    """A sign behind the windscreen of each car of a convoy; a single car has the client's name alone."""
    words = kit.words
    most = max((len(move.rides) for move in kit.paper.plan_of(stay.id).moves), default=0)
    for number in range(1, most + 1):
        if number > 1:
            yield PageBreak()
        lines = (words.pick(f"{number} 号车", f"Car {number}"),) if most > 1 else (words.pick("接待用车", "Guests"),)
        yield Placard(lines, stay.visit.client)


@form("门岗放行名单", "List for the gate", per="week", sheet="a4-landscape")
def gate(kit: Kit) -> Iterator[Block]:
    """Who comes to the company on which day, with the plates of the guests' own cars and of ours."""
    words, facts = kit.words, kit.paper.facts
    company = facts.location(kit.week.site.id)
    rows = []
    for stay in kit.stays:
        part = kit.paper.plan_of(stay.id)
        for day in stay.days:
            here = [i for i in part.items if facts.day_of(i) == day and facts.location(i.place) == company]
            if not here:
                continue
            cars = [ride for m in part.moves if facts.day_of(m) == day for ride in m.rides if ride.vehicle]
            plates = dict.fromkeys(kit.week.vehicle(str(ride.vehicle)).plate for ride in cars)
            names = words.comma.join(member.name for member in stay.visit.members)
            unnamed = stay.size > len(stay.visit.members)
            more = words.pick(f"等{stay.size}人", f" and others, {stay.size} in all") if unnamed else ""
            span = words.span(min(i.start for i in here), max(i.end for i in here), day)
            contact = kit.contact(stay)
            phone = f"{contact.name}\n{contact.phone}".strip() if contact else ""
            rows.append(
                (
                    min(i.start for i in here),
                    (
                        words.day(day),
                        span,
                        f"{stay.visit.client}\n{words.purpose(stay.visit.purpose)}",
                        str(stay.size),
                        names + more,
                        words.comma.join(filter(None, plates)),
                        phone,
                        "",
                    ),
                )
            )
    if rows:
        yield grid(
            kit,
            "日期 时间 单位、事由 人数 姓名 我方车辆 接待联系人 进、出登记",
            "Day Time Client,-purpose Party Names Our-cars Contact In,-out",
            [cells for _, cells in sorted(rows)],
            merged=1,
        )
    own = gate_list(kit.paper)
    if own.rows:
        yield printed(own)
