"""The programme as guests read it: when, what, where, who receives them, when they set off, what they wear.

Times, titles and places are those of the office's programme. Left out is what is the office's own: levels, notes,
orders, what is still to be found, deputies, other clients.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from models.domain.plan import Item
from planner.language.english_titles import title_in_english
from planner.packet.document.model import Grid
from planner.packet.english_names import romanised
from planner.papers.tables.programme import meeting_points, programme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import Move
    from models.domain.stay import Stay
    from planner.packet.document.model import Cells
    from planner.packet.kit import Kit
    from planner.papers.table import Row

RECEIVING_ROLES = (
    *("leader", "expert", "trainer", "delegate", "greeter", "docent"),
    *("interpreter", "guide", "escort", "company", "companion"),
)
"""Whom guests meet by name, in this order; who works in the background is not named."""
ProgrammeColumns = Literal[3, 4, 6]
_LAYOUTS: dict[ProgrammeColumns, tuple[tuple[Cells, Cells], tuple[tuple[int, ...], ...]]] = {
    6: (
        (
            ("日期", "时间", "活动", "地点", "接待人员", "提示"),
            ("Day", "Time", "Programme", "Place", "Received by", "Please note"),
        ),
        ((0,), (1,), (2,), (3,), (4,), (5,)),
    ),
    4: (
        (("日期", "时间", "活动、地点", "接待和提示"), ("Day", "Time", "Programme", "Please note")),
        ((0,), (1,), (2, 3), (4, 5)),
    ),
    3: (
        (("日期、时间", "活动、地点", "接待和提示"), ("Day, time", "Programme", "Please note")),
        ((0, 1), (2, 3), (4, 5)),
    ),
}
"""Columns → their headings in both languages, and which of day, time, what, where, who and notes stand in each."""
_TITLED = ("leader", "expert", "trainer", "delegate", "company")


def guest_programme(kit: Kit, stay: Stay, columns: ProgrammeColumns = 6) -> Grid:
    """Return the programme of a delegation in so many columns.

    Parameters
    ----------
    columns : int
        6; 4: for small pages; 3: where two languages want room.
    """
    heads, parts = _LAYOUTS[columns]
    names = heads[0] if kit.words.lang == "zh" else heads[1]
    rows = (_row(kit, stay, row) for row in programme(kit.paper, stay.id).rows)
    cells = (tuple("\n".join(filter(None, (row[k] for k in part))) for part in parts) for row in rows)
    return Grid(names, tuple(cells), merged=int(columns > 3))


def _row(kit: Kit, stay: Stay, row: Row) -> tuple[str, ...]:
    day, time, what, where, *_ = row.cells
    part = next((each for each in kit.parts(stay) if each.id == row.about), None)
    if part is None:
        return day, time, what, where, "", ""
    return day, time, what, where, received_by(kit, part), kit.words.semicolon.join(_notes(kit, stay, row, part))


def received_by(kit: Kit, part: Item | Move) -> str:
    """Say who receives the guests and goes with them, a role a line; hosts of other organisations first."""
    words = kit.words
    lines = [hosts] if isinstance(part, Item) and (hosts := kit.paper.item_texts.hosts(part)) else []
    for role in RECEIVING_ROLES:
        people = dict.fromkeys(duty.person for duty in part.duties if duty.role == role and duty.person)
        if people:
            names = words.comma.join(our_person(kit, id, titled=role in _TITLED) for id in people)
            lines.append(words.label(words.sentence(_role(kit, role, part.kind)), names))
    return "\n".join(lines)


def _role(kit: Kit, role: str, kind: str) -> str:
    if role in ("company", "companion"):
        return kit.words.pick("陪同出席", "with you")
    return kit.paper.duty_texts.role(role, kind)


def our_person(kit: Kit, id: str, titled: bool = True) -> str:
    """Name one of our people to guests: in English in Latin letters, and the title in English as far as it is known."""
    person = kit.week.person(id)
    title = person.title if titled else ""
    if kit.words.lang == "en":
        return kit.words.note(romanised(person.name), title_in_english(title))
    return kit.words.note(person.name, title)


def _notes(kit: Kit, stay: Stay, row: Row, part: Item | Move) -> Iterator[str]:
    words, paper = kit.words, kit.paper
    party = paper.delegations.part_of(stay.id, part.groups)
    if party:
        yield words.pick(f"仅{party}", f"only {party}")
    for id in row.moves:
        move = next(move for move in paper.plan_of(stay.id).moves if move.id == id)
        yield setting_off(kit, move)
    if isinstance(part, Item):
        request = paper.item_texts.request(part)
        dress = (request.dress if request is not None else "") or (stay.visit.dress if _is_formal(part) else "")
        if dress:
            yield words.label(words.pick("着装", "dress"), dress)
        workshops = [kit.week.workshop(stop.workshop) for stop in part.stops]
        if any(workshop.helmets for workshop in workshops):
            yield words.pick("进车间戴安全帽（现场提供）", "helmets, which you get there")
        if any(workshop.magnetic for workshop in workshops):
            yield words.pick("手表、银行卡请交专人保管", "watches and bank cards are kept for you")
    else:
        yield from _travel(kit, part)


def setting_off(kit: Kit, move: Move) -> str:
    """Say when and where the guests get into which vehicle."""
    words, names = kit.words, kit.paper.names
    time, place = words.time(move.depart, kit.paper.facts.day_of(move)), names.stop(move.origin)
    if not move.rides:
        return words.pick(f"{time}从{place}步行前往", f"{time}, on foot from {place}")
    vehicles = [kit.week.vehicle(ride.vehicle) for ride in move.rides if ride.vehicle and ride.guests]
    plates = words.comma.join(dict.fromkeys(vehicle.plate or vehicle.name for vehicle in vehicles))
    return words.note(words.pick(f"{time}在{place}上车", f"{time}, by car from {place}"), plates)


def _is_formal(item: Item) -> bool:
    return item.kind in ("banquet", "signing", "ceremony", "call", "exchange")


def _travel(kit: Kit, move: Move) -> Iterator[str]:
    words, texts = kit.words, kit.paper.move_texts
    day = kit.paper.facts.day_of(move)
    if move.kind == "pick_up":
        yield from meeting_points(kit.paper, move)
        yield setting_off(kit, move)
    elif move.kind == "see_off":
        yield setting_off(kit, move)
        leaving = [group.group.departure for group in kit.paper.delegations.travellers(move)]
        yield from (
            text for text in dict.fromkeys(texts.departure(d, day) for d in leaving if d.at is not None) if text
        )
    else:
        yield setting_off(kit, move)
    if move.luggage and move.rides:
        yield words.pick("行李随车", "luggage in the car")
