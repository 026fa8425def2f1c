"""The sheet of one of our people: every duty, then what each of the roles among them asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.packet.document.model import Document, Grid, Heading, Listing, Paragraph, Title
from planner.packet.duty.docent import docent_part
from planner.packet.duty.escort import escort_part
from planner.packet.duty.interpreter import interpreter_part
from planner.packet.duty.leader import leader_part
from planner.packet.duty.manners import manners
from planner.packet.duty.report_to import report_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planner.packet.document.model import Block
    from planner.packet.duty.work import PersonalWork
    from planner.packet.kit import Kit

_PARTS: dict[str, Callable[[Kit, PersonalWork], Iterator[Block]]] = {
    "leader": leader_part,
    "interpreter": interpreter_part,
    "docent": docent_part,
    "escort": escort_part,
}


def person_sheet(kit: Kit, work: PersonalWork) -> Document:
    """Return the sheet of one of our people."""
    words, person = kit.words, work.person
    roles = words.comma.join(words.role(role) for role in work.roles)
    title = words.label(words.pick("任务单", "Duty sheet"), words.note(person.name, roles))
    about = "  ".join(text for text in (person.department, person.title, person.phone) if text)
    blocks: list[Block] = [Title(title, about)]
    if work.table.lines:
        blocks.append(Listing(work.table.lines))
    if not work.is_on_cards:
        blocks.append(Grid(work.table.columns, tuple(row.cells for row in work.table.rows), merged=1))
    for role in work.roles:
        if role in _PARTS:
            blocks += _PARTS[role](kit, work)
        asked = manners(words, role, report_to(kit, work))
        if work.is_on_cards:
            blocks += [Paragraph(text, "note") for text in asked]
        elif asked:
            blocks += [Heading(words.pick("要求：", "Manners: ") + words.role(role)), Listing(asked)]
    blocks.append(Paragraph(_footnote(kit), "note"))
    return Document(f"{title}", tuple(blocks), words.lang, footer=f"{kit.footer} {kit.week.name}")


def _footnote(kit: Kit) -> str:
    return kit.words.pick(
        "收到请回复。有变动以最新一稿和通知为准。",
        "Please confirm that you have it. What changes is told to you; the latest draft counts.",
    )
