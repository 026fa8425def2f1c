"""The sheet of a driver: where to stand and when, whom, how many, empty runs, breaks; and a slip for each job."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from models.domain.day_windows import operating_day
from planner.packet.document.model import (
    Document,
    Field,
    FieldBoxes,
    Grid,
    Listing,
    PageBreak,
    Paragraph,
    Title,
)
from planner.papers.luggage import luggage_remarks
from planner.papers.tables.drives import Drive, drives, handovers, in_place
from planner.papers.tables.programme import meeting_points

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from models.domain.people import Driver
    from models.domain.plan import Move
    from planner.packet.document.model import Block
    from planner.packet.kit import Kit

LEAST_BREAK_MINUTES = 20
"""Minutes between two jobs, beside the way, that are a break."""
SLIPS_ON_A_PAGE = 2

Days = dict["dt.date", list[Drive]]


def work_of_drivers(kit: Kit) -> dict[str, Days]:
    """Return what each driver has to drive, day by day, in the order of the company's list."""
    found: dict[str, Days] = {driver.id: {} for driver in kit.week.company.drivers}
    for drive in drives(kit.paper):
        if drive.ride.driver in found:
            found[drive.ride.driver].setdefault(operating_day(drive.move.depart), []).append(drive)
    return {driver: days for driver, days in found.items() if days}


def driver_sheet(kit: Kit, driver: Driver, days: Days) -> Document:
    """Return the sheet of one driver."""
    words = kit.words
    title = words.label(words.pick("司机任务单", "Driver's sheet"), driver.name)
    blocks: list[Block] = [Title(title, driver.phone)]
    if driver.note:
        blocks.append(Paragraph(driver.note))
    zh = ("日期、车辆", "到位", "出发", "到达", "迎候地点（地址）", "开往", "客人", "备注")
    en = ("Day, vehicle", "In place", "Leave", "Arrive", "Where to stand", "To", "Guests", "Remarks")
    columns = zh if words.lang == "zh" else en
    rows: list[tuple[str, ...]] = []
    for day, mine in days.items():
        cars = dict.fromkeys(kit.paper.names.vehicle(d.ride.vehicle) for d in mine if d.ride.vehicle)
        head = "\n".join((words.day(day), *cars))
        rows += [(head, *row) for row in _rows(kit, mine, day)]
    blocks.append(Grid(columns, tuple(rows), merged=1))
    blocks.append(Listing(_asked(kit)))
    return Document(title, tuple(blocks), words.lang, "a4-landscape", f"{kit.footer} {kit.week.name}")


def _rows(kit: Kit, mine: Sequence[Drive], day: dt.date) -> Iterator[tuple[str, ...]]:
    words, travel = kit.words, kit.paper.facts.travel
    first, last = mine[0], mine[-1]
    home = kit.week.home(first.ride.vehicle) if first.ride.vehicle else kit.week.site.id
    ready = in_place(kit.paper, first.move)
    yield from _empty_run(kit, home, first.move.origin, ready, day)
    for before, drive in pairwise([None, *mine]):
        assert drive is not None
        if before is not None:
            yield from _between(kit, before, drive, day)
        yield _job(kit, drive, day)
    back = kit.week.home(last.ride.vehicle) if last.ride.vehicle else kit.week.site.id
    minutes = travel.base(last.move.target, back)
    if minutes:
        text = words.pick(
            f"空驶回{kit.paper.names.stop(back)}，约{minutes}分钟", f"empty back to {kit.paper.names.stop(back)}"
        )
        yield ("", words.time(last.move.arrive, day), "", kit.paper.names.stop(last.move.target), text, "", "")


def _between(kit: Kit, before: Drive, after: Drive, day: dt.date) -> Iterator[tuple[str, ...]]:
    """Yield the empty run and the break between two jobs."""
    words, travel = kit.words, kit.paper.facts.travel
    ready, free = in_place(kit.paper, after.move), before.move.arrive
    minutes = travel.minutes(before.move.target, after.move.origin, ready)
    if ready - minutes - free >= LEAST_BREAK_MINUTES:
        span = words.span(free, ready - minutes, day)
        yield ("", "", "", "", words.pick(f"休息待命 {span}", f"break, on call {span}"), "", "")
    yield from _empty_run(kit, before.move.target, after.move.origin, ready, day)


def _empty_run(kit: Kit, origin: str, target: str, ready: int, day: dt.date) -> Iterator[tuple[str, ...]]:
    words, names = kit.words, kit.paper.names
    minutes = kit.paper.facts.travel.minutes(origin, target, ready)
    if minutes:
        text = words.pick(
            f"空驶到{names.stop(target)}，约{minutes}分钟", f"empty to {names.stop(target)}, {minutes} min"
        )
        latest = words.pick(f"最迟{words.time(ready - minutes, day)}", f"by {words.time(ready - minutes, day)}")
        yield ("", latest, words.time(ready, day), names.stop(origin), text, "", "")


def _job(kit: Kit, drive: Drive, day: dt.date) -> tuple[str, ...]:
    words, move = kit.words, drive.move
    return (
        words.time(in_place(kit.paper, move), day),
        words.time(move.depart, day),
        words.time(move.arrive, day),
        _where(kit, move.origin, *meeting_points(kit.paper, move) if move.kind == "pick_up" else ()),
        _where(kit, move.target),
        _whom(kit, drive),
        words.semicolon.join(_remarks(kit, drive, day)),
    )


def _where(kit: Kit, place: str, *points: str) -> str:
    """Say a place with its address and, on arrivals, the meeting point."""
    known = kit.week.place(kit.paper.facts.location(place))
    return "\n".join(text for text in (kit.paper.names.stop(place), known.address, *points) if text)


def _whom(kit: Kit, drive: Drive) -> str:
    words, move, stay = kit.words, drive.move, kit.paper.stay(drive.move.visit)
    count = (
        words.people(drive.ride.guests)
        if drive.ride.guests
        else words.pick(f"我方{drive.ride.staff}人", f"ours: {drive.ride.staff}")
    )
    lines = [words.note(kit.paper.names.client(move.visit), count)]
    if stay.principal is not None and stay.honours(move.groups):
        lines.append(words.note(stay.principal.name, stay.principal.title))
    return "\n".join(lines)


def _remarks(kit: Kit, drive: Drive, day: dt.date) -> Iterator[str]:
    paper, words, move = kit.paper, kit.words, drive.move
    travelling = paper.delegations.travellers(move)
    if move.kind == "pick_up":
        numbers = dict.fromkeys(paper.move_texts.arrival(group.group.arrival, day) for group in travelling)
        yield f"{paper.move_texts.meeting(move.origin)} {words.comma.join(numbers)}".rstrip()
    if move.kind == "see_off":
        leaving = dict.fromkeys(paper.move_texts.departure(group.group.departure, day) for group in travelling)
        yield f"{paper.move_texts.parting(move.target)} {words.comma.join(filter(None, leaving))}".rstrip()
    yield from luggage_remarks(paper, move)
    if handover := handovers(paper).get((move.id, drive.ride.vehicle or "")):
        yield handover
    yield from people_to_call(kit, move)


def people_to_call(kit: Kit, move: Move) -> Iterator[str]:
    """Yield who of ours rides along or waits, with telephone numbers; else the delegation's contact."""
    known = dict.fromkeys(duty.person for duty in move.duties if duty.person)
    people = [kit.week.person(id) for id in known]
    contact = kit.contact(kit.paper.stay(move.visit))
    for person in people or ([contact] if contact else []):
        yield f"{person.name} {person.phone}".strip()


def _asked(kit: Kit) -> tuple[str, ...]:
    words = kit.words
    return (
        words.pick(
            "提前10分钟到位，不可让客人等车；到位后电话告知陪同人员。",
            "Stand there ten minutes before: no guest waits; call the escort when you are there.",
        ),
        words.pick(
            "出车前检查车况、油量、空调，备饮用水、纸巾、雨伞、急救包；车内清洁无异味。",
            "Check the car, fuel and air conditioning; have water, tissues, umbrellas and first aid; no smell.",
        ),
        words.pick(
            "着装整洁，主动开门、提行李；主宾坐后排右侧；行车中不打电话。",
            "Be neat, open doors, take luggage; the guest of honour sits behind on the right; no calls while driving.",
        ),
        words.pick(
            "航班、车次晚点请随时联系陪同人员，等候不离开。",
            "If the flight or train is late, stay and keep in touch with the escort.",
        ),
    )


# ---------------------------------------------------------------- a slip a job


def dispatch_slips(kit: Kit) -> Document | None:
    """Return a slip for each job of a company vehicle (派车单), two on a page; None where no vehicle is needed."""
    words = kit.words
    title = words.pick("派车单", "Dispatch slips")
    blocks: list[Block] = []
    count = 0
    for drive in drives(kit.paper):
        if drive.ride.vehicle:
            if count and count % SLIPS_ON_A_PAGE == 0:
                blocks.append(PageBreak())
            count += 1
            blocks += [Title(words.pick(f"派车单 第{count:03d}号", f"Dispatch slip {count:03d}")), _slip(kit, drive)]
    return Document(title, tuple(blocks), words.lang, footer=kit.footer) if blocks else None


def _slip(kit: Kit, drive: Drive) -> FieldBoxes:
    words, move, paper = kit.words, drive.move, kit.paper
    day, vehicle = paper.facts.day_of(move), kit.week.vehicle(str(drive.ride.vehicle))
    driver = kit.week.driver(drive.ride.driver) if drive.ride.driver else None
    reason = words.pick(f"接待{paper.names.client(move.visit)}", f"guests: {paper.names.client(move.visit)}")
    planned = f"{words.date(day)} {words.time(in_place(paper, move), day)}"
    pairs = (
        (("车号", "Plate"), paper.names.vehicle(vehicle.id)),
        (("驾驶员", "Driver"), f"{driver.name} {driver.phone}".strip() if driver else ""),
        (
            ("用车人员", "Passengers"),
            words.note(paper.names.client(move.visit), words.people(drive.ride.guests + drive.ride.staff)),
        ),
        (("联系人", "Contact"), words.semicolon.join(people_to_call(kit, move))),
        (("用车事由", "Reason"), words.label(reason, paper.move_texts.titles.move(move))),
        (("行车路线", "Way"), paper.move_texts.way(move)),
        (("计划用车", "Planned from"), planned),
        (("计划到达", "Planned until"), f"{words.date(day)} {words.time(move.arrive, day)}"),
        (("实际出车", "Left"), ""),
        (("实际回车", "Came back"), ""),
        (("出车里程", "Kilometres before"), ""),
        (("回车里程", "Kilometres after"), ""),
        (("路桥油费", "Tolls, parking, fuel"), ""),
        (("填写日期", "Date"), ""),
        (("部门经理", "Head of department"), ""),
        (("派车人签字", "Dispatcher"), ""),
        (("用车人签字", "Passenger"), ""),
        (("驾驶员签字", "Driver signs"), ""),
        (("备注", "Remarks"), ""),
    )
    return FieldBoxes(tuple(Field(words.pick(*label), value) for label, value in pairs))
