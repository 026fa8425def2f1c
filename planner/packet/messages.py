"""Messages to be pasted into a chat: a few lines for each driver, leader, docent and guest contact, in one workbook."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from planner.packet.document.printable import printable
from planner.packet.duty.driver import people_to_call, work_of_drivers
from planner.packet.duty.work import personal_work
from planner.packet.kit import Kit
from planner.papers.tables.drives import in_place
from planner.papers.tables.programme import meeting_points
from planner.services.plan_changes import LEFT_OUT_KIND, by_subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from models.domain.people import HostPerson
    from models.domain.stay import Stay
    from planner.language.words import Words
    from planner.papers.tables.changed import ChangeTexts
    from planner.papers.tables.drives import Drive
    from planner.services.plan_changes import Change

ChangeKind = Literal["new", "changed", "gone"]
_FIXED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the file format has no zones
TITLED_RANK = 4
"""People of this rank or higher are addressed with their title."""
_MOST_SIGNS = 32_000
"""A cell of a workbook holds no more."""
Addressee = tuple[Literal["person", "driver", "visit"], str]
"""Whom a message is for: kind and id."""
_CHANGES: dict[ChangeKind, tuple[str, str]] = {
    "new": ("新增", "new"),
    "changed": ("变更", "changed"),
    "gone": ("取消", "cancelled"),
}


@dataclass(frozen=True)
class Message:
    """A message.

    Attributes
    ----------
    kind, id : str
        ``driver``, ``person`` or ``visit``, and which.
    """

    kind: Literal["person", "driver", "visit"]
    id: str
    to: str
    role: str
    phone: str
    text: str


def messages(kit: Kit) -> Iterator[Message]:
    """Yield what is sent to each driver, each of our people, and each delegation's contact."""
    words = kit.words
    for id, days in work_of_drivers(kit).items():
        driver = kit.week.driver(id)
        yield Message(
            "driver", id, driver.name, words.pick("司机", "driver"), driver.phone, _to_driver(kit, driver.name, days)
        )
    for work in personal_work(kit):
        lines = [_greeting(kit, work.person)]
        lines += [_one_line(row.cells) for row in work.table.rows]
        roles = words.comma.join(words.role(role) for role in work.roles)
        yield Message("person", work.person.id, work.person.name, roles, work.person.phone, "\n".join(lines))
    for stay in kit.stays:
        contact = stay.visit.contact
        name = contact.name or (stay.principal.name if stay.principal else stay.visit.client)
        phone = contact.phone or (stay.principal.phone if stay.principal else "")
        yield Message("visit", stay.id, name, stay.visit.client, phone, _to_guests(kit, stay))


def _greeting(kit: Kit, person: HostPerson) -> str:
    """Address one of our people; leaders with their title."""
    if person.rank <= TITLED_RANK and person.title:
        zh = f"{person.name}{person.title}：您好，本周接待活动如下，请您审阅。"
        return kit.words.pick(zh, f"{person.name}, {person.title}: your appointments with guests this week.")
    return kit.words.pick(
        f"{person.name}：您好，本周接待任务如下，收到请回复。", f"{person.name}: your duties this week."
    )


def _one_line(cells: Sequence[str]) -> str:
    day, time, role, what, place, client, *_ = cells
    return " ".join(text for text in (day, time, role, what, place, client) if text).replace("\n", " ")


def _to_driver(kit: Kit, name: str, days: Mapping[dt.date, list[Drive]]) -> str:
    words, names = kit.words, kit.paper.names
    lines = [
        words.pick(f"{name}师傅：您好，本周用车任务如下，收到请回复。", f"{name}: your jobs this week. Please confirm.")
    ]
    for day, mine in days.items():
        for drive in mine:
            move = drive.move
            ready, leave = words.time(in_place(kit.paper, move), day), words.time(move.depart, day)
            car = names.vehicle(drive.ride.vehicle) if drive.ride.vehicle else ""
            place = " ".join(
                (names.stop(move.origin), *(meeting_points(kit.paper, move) if move.kind == "pick_up" else ()))
            )
            guests = words.note(names.client(move.visit), words.people(drive.ride.guests))
            call = words.comma.join(people_to_call(kit, move))
            target = names.stop(move.target)
            way = words.pick(f"{ready}到{place}，{leave}出发到{target}", f"{ready} at {place}, {leave} to {target}")
            who = words.pick(f"{guests}，{car}，联系{call}", f"{guests}, {car}, call {call}")
            lines.append(f"{words.day(day)} {way}{words.pick('，', ', ')}{who}")
    return "\n".join(lines)


def _to_guests(kit: Kit, stay: Stay) -> str:
    words, contact = kit.words, kit.contact(stay)
    moves = [move for move in kit.paper.plan_of(stay.id).moves if move.kind == "pick_up"]
    lines = [words.pick(f"您好，欢迎{stay.visit.client}来访！", f"Welcome, {stay.visit.client}!")]
    for move in moves:
        day = kit.paper.facts.day_of(move)
        met = dict.fromkeys(duty.person for duty in move.duties if duty.role == "greeter" and duty.person)
        names = words.comma.join(f"{kit.week.person(id).name} {kit.week.person(id).phone}".strip() for id in met)
        plates = words.comma.join(kit.week.vehicle(r.vehicle).plate for r in move.rides if r.vehicle)
        place = " ".join((kit.paper.names.place(move.origin), *meeting_points(kit.paper, move)))
        told = words.pick(f"{words.day(day)}我们在{place}迎接", f"{words.day(day)} we meet you at {place}")
        lines.append(words.semicolon.join(text for text in (told, names, plates) if text))
    hotels = dict.fromkeys(night.hotel for night in kit.paper.plan_of(stay.id).nights)
    for hotel in (kit.week.hotel(id) for id in hotels):
        text = f"{kit.paper.names.place(hotel.id)} {hotel.address} {hotel.phone}".strip()
        lines.append(words.label(words.pick("入住", "Hotel"), text))
    if contact is not None:
        lines.append(words.label(words.pick("接待联系人", "Your contact"), f"{contact.name} {contact.phone}".strip()))
    lines.append(words.pick("详细日程见接待手册，如有变化请随时告知。", "The programme is in the visitors' guide."))
    return "\n".join(lines)


# ---------------------------------------------------------------- after a change


def messages_about(telling: ChangeTexts, changes: Iterable[Change]) -> bytes:
    """Return the workbook of messages to those whom the changes between two plans concern, and to nobody else."""
    before, after = Kit(telling.before), Kit(telling.after)
    lines: dict[Addressee, list[str]] = {
        (subject.kind, subject.id): [line for change in mine if (line := _said(telling, change))]
        for subject, mine in by_subject(changes).items()
        if subject.kind in ("person", "driver", "visit")
    }
    old, new = ({(m.kind, m.id): m for m in messages(kit)} for kit in (before, after))
    return messages_workbook(after.words, changed_messages(old, new, lines))


def _said(telling: ChangeTexts, change: Change) -> str:
    """Say a change to whom it concerns; guests are not told what could not be planned or is still to be found."""
    line, words = telling.line(change), telling.after.words
    if change.subject.kind != "visit":
        return line
    entry = change.after or change.before
    if entry is None or entry.kind == LEFT_OUT_KIND:
        return ""
    return words.semicolon.join(part for part in line.split(words.semicolon) if words.open not in part)


def changed_messages(
    before: Mapping[Addressee, Message],
    after: Mapping[Addressee, Message],
    lines: Mapping[Addressee, Sequence[str]],
) -> list[tuple[Message, ChangeKind]]:
    """Return the messages of those whom a change concerns: what changes is said first, then the whole duty anew.

    Parameters
    ----------
    before, after : mapping of (kind, id) to Message
        The messages of the draft that people have, and of the new one.
    lines : mapping of (kind, id) to sequence of str
        What changes for each, a line a change.
    """
    found: list[tuple[Message, ChangeKind]] = []
    for key, said in lines.items():
        old, new = before.get(key), after.get(key)
        message = new or old
        if message is None or not said:
            continue
        change: ChangeKind = "gone" if new is None else "new" if old is None else "changed"
        rest = [] if change == "gone" else [message.text]
        text = "\n".join([*said, *rest])
        found.append((Message(message.kind, message.id, message.to, message.role, message.phone, text), change))
    return found


def messages_workbook(words: Words, rows: Sequence[tuple[Message, ChangeKind | None]]) -> bytes:
    """Return the workbook: whom, telephone, the text to be copied, and a column to tick who has confirmed."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _FIXED})
    head = book.add_format({"bold": True, "bg_color": "#EEEEEE", "border": 1, "valign": "vcenter"})
    cell = book.add_format({"text_wrap": True, "border": 1, "valign": "top"})
    sheet = book.add_worksheet(words.pick("短信", "messages"))
    zh = ("变更", "收件人", "身份", "电话", "复制这一列", "已发", "已收到")
    en = ("Change", "To", "Who", "Telephone", "Copy this column", "Sent", "Confirmed")
    for column, (text, width) in enumerate(
        zip(zh if words.lang == "zh" else en, (8, 12, 16, 16, 90, 8, 8), strict=True)
    ):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, text, head)
    for number, (message, change) in enumerate(rows, start=1):
        told = words.pick(*_CHANGES[change]) if change else ""
        for column, text in enumerate((told, message.to, message.role, message.phone, message.text, "", "")):
            sheet.write_string(number, column, printable(text)[:_MOST_SIGNS], cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(zh) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return out.getvalue()
