"""To whom those who are with guests report what is unforeseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.packet.duty.work import PersonalWork
    from planner.packet.kit import Kit


def report_to(kit: Kit, work: PersonalWork) -> str:
    """Name whom to call: the contacts of the visits that somebody is with, else the head of the department."""
    words, named = kit.words, dict[str, str]()
    for part, _ in work.parts:
        contact = kit.contact(kit.paper.stay(part.visit))
        if contact is not None and contact.id != work.person.id:
            named.setdefault(contact.id, f"{contact.name} {contact.phone}".strip())
    shown = list(named.values())[:3]
    head = words.pick("部门经理", "the head of your department")
    return words.pick("、", ", ").join([head, *shown])
