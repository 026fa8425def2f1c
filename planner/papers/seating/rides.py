"""Lists of a seated ride: the convoy, and who sits where in every car, leg by leg."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.papers.seating.alphabet import alphabetical
from planner.papers.table import PaperTable, Row

if TYPE_CHECKING:
    from models.domain.ride_party import CarSeating
    from planner.papers.seating.paper import RidePaper


def convoy(paper: RidePaper) -> PaperTable:
    """Return the cars in their order, with who drives and who boards first."""
    words, people = paper.words, paper.people
    columns = words.pick("车队 车辆 车型 驾车 人数 上车次序", "Convoy Car Vehicle Driver People Boarding").split()
    rows = []
    for seating in paper.plan.cars:
        aboard = {name for leg in seating.legs for name in leg.seats.values()}
        order = words.comma.join(people.name(name) for name in seating.boarding)
        car = paper.car(seating)
        cells = (
            str(seating.convoy),
            car.name or car.id,
            paper.kind(seating),
            paper.driver(seating),
            str(len(aboard)),
            order,
        )
        rows.append(Row(cells, about=seating.car))
    lines = (words.label(words.pick("路线", "route"), paper.route),)
    return PaperTable("convoy", words.pick("车队", "Convoy"), tuple(columns), tuple(rows), lines)


def car_list(paper: RidePaper, seating: CarSeating) -> PaperTable:
    """Return who sits where in one car, leg by leg, from the first seat to the last."""
    words, people, profile = paper.words, paper.people, paper.car(seating).profile
    columns = words.pick("路段 位次 座位 姓名 单位职务 备注", "Leg Place Seat Name Position Remarks").split()
    rows = []
    for number, leg in enumerate(seating.legs):
        new = set(paper.got_in(seating, number))
        for place, seat in enumerate((s for s in seating.order if s in leg.seats), 1):
            name = leg.seats[seat]
            found = profile.seat(seat)
            remark = words.pick("上车", "gets in") if name in new else ""
            remark = words.pick("换座", "changes seat") if name in leg.moved else remark
            cells = (
                paper.leg(leg),
                str(place),
                words.pick(found.name, found.name_en),
                people.name(name),
                people.post(name),
                remark,
            )
            rows.append(Row(cells, about=name))
    lines = [paper.driver(seating), paper.custom(seating)]
    for number in range(1, len(seating.legs)):
        lines += leg_changes(paper, seating, number)
    return PaperTable(
        f"car:{seating.car}", paper.car_name(seating), tuple(columns), tuple(rows), tuple(lines), merged=1
    )


def leg_changes(paper: RidePaper, seating: CarSeating, number: int) -> list[str]:
    """Say who gets out, who gets in and who changes seat at the start of a leg."""
    words, people, leg = paper.words, paper.people, seating.legs[number]
    profile = paper.car(seating).profile
    before = {name: seat for seat, name in seating.legs[number - 1].seats.items()} if number else {}
    now = {name: seat for seat, name in leg.seats.items()}

    def seat(id: str) -> str:
        return words.pick(profile.seat(id).name, profile.seat(id).name_en)

    parts = []
    if out := paper.got_out(seating, number):
        parts.append(words.label(words.pick("下车", "get out"), words.comma.join(map(people.name, out))))
    if into := paper.got_in(seating, number):
        parts.append(words.label(words.pick("上车", "get in"), words.comma.join(map(people.name, into))))
    for name in leg.moved:
        if name in before and name in now:
            way = f"{people.name(name)} {seat(before[name])}→{seat(now[name])}"
            parts.append(words.label(words.pick("换座", "changes seat"), way))
    return [f"{leg.start}{words.pick('：', ': ')}{words.semicolon.join(parts)}"] if parts else []


def passenger_list(paper: RidePaper) -> PaperTable:
    """Return everybody by name, with the car."""
    words, people, car_of = paper.words, paper.people, paper.plan.car_of
    names = {seating.car: paper.car_name(seating) for seating in paper.plan.cars}
    driving = {paper.car(seating).driver: seating.car for seating in paper.plan.cars}
    columns = words.pick("姓名 车 主客 单位职务", "Name Car Side Position").split()
    rows = []
    for person in sorted(people.known, key=lambda name: alphabetical(people.name(name))):
        car = car_of.get(person) or driving.get(person)
        where = names[car] if car else words.pick("未安排", "no car")
        where = words.note(where, words.pick("驾车", "drives")) if person in driving else where
        rows.append(
            Row((people.name(person), where, people.side(person), people.post(person)), about=person, open=not car)
        )
    return PaperTable("passengers", words.pick("按姓名", "By name"), tuple(columns), tuple(rows))
