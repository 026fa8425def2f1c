"""Messages to be pasted into a chat: to each customer before a call, and to each specialist with their week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.packet.messages import Message
from planner.papers.rounds.routes import remarks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.outbound import Specialist
    from models.domain.rounds_plan import PlannedCall
    from planner.papers.rounds.rounds_paper import RoundsPaper


def round_messages(paper: RoundsPaper) -> Iterator[Message]:
    """Yield what is sent: to specialists their calls, to customers when somebody comes, by day."""
    words = paper.words
    for person in paper.book.specialists:
        if paper.days_of(person):
            role = words.pick("业务员", "specialist")
            yield Message("person", person.id, person.name, role, person.phone, _to_specialist(paper, person))
    for call in sorted(paper.plan.calls, key=lambda call: (call.start, call.specialist)):
        customer = paper.book.customer(call.customer)
        name = customer.contact or customer.name
        yield Message("person", call.id, name, paper.customer_name(customer), customer.phone, _to_customer(paper, call))


def _to_specialist(paper: RoundsPaper, person: Specialist) -> str:
    words = paper.words
    lines = [
        words.pick(f"{person.name}：您好，拜访安排如下，收到请回复。", f"{person.name}: your calls. Please confirm.")
    ]
    for day in paper.days_of(person):
        lines.append(words.label(words.day(day.day), paper.km(day.metres)))
        for call in day.calls:
            customer = paper.book.customer(call.customer)
            said = words.semicolon.join(remarks(paper, call, customer))
            text = f"{paper.clock(call.start)} {paper.customer_name(customer)} {paper.address(customer)}"
            lines.append(words.note(text, said))
    return "\n".join(lines)


def _to_customer(paper: RoundsPaper, call: PlannedCall) -> str:
    words, agreed = paper.words, paper.agreed(call)
    customer, person = paper.book.customer(call.customer), paper.book.specialist(call.specialist)
    when = f"{words.day(call.day)} {paper.clock(call.start)}"
    name, length = customer.contact or customer.name, words.duration(call.end - call.start)
    if agreed is not None and agreed.flexible == "fixed":
        zh = f"{name}：您好！我是{paper.book.office.name}{person.name}，按约定 {when} 到贵处拜访，约{length}。"
        en = (
            f"{name}: {person.name} of {paper.book.office.name}. As agreed I shall come on {when}, for about {length}. "
        )
    else:
        zh = f"{name}：您好！我是{paper.book.office.name}{person.name}，想在 {when} 到贵处拜访，约{length}，是否方便？"
        zh += "不便请告知合适的时间。"
        en = f"{name}: {person.name} of {paper.book.office.name}. May I come on {when}, for about {length}? If not, "
        en += "please name a time that suits you. "
    phone = person.phone
    return words.pick(zh + (f"电话 {phone}。" if phone else ""), en + (f"Telephone {phone}." if phone else "")).strip()
