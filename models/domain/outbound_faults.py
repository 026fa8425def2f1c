"""Faults of a book of customers, each with its place; what is merely impossible to plan comes out as a missed call."""

from __future__ import annotations

from collections.abc import Iterator

from models.domain.bilingual import bilingual
from models.domain.outbound import CustomerBook
from models.domain.references import Finding, Ids, Kind


def book_faults(book: CustomerBook) -> Iterator[Finding]:
    """Yield every fault of a book, as key path, what, and maybe how to mend it.

    Ids that are given twice, references to nobody, a home that is nowhere, a last call in the weeks to plan. Two
    customers of one name are none: they are told apart by their ids.
    """
    customers = Kind("客户", "customer", {customer.id: customer.name for customer in book.customers})
    people = Kind("业务员", "specialist", {person.id: person.name for person in book.specialists})
    ids = Ids("客户", "customer")
    for index, customer in enumerate(book.customers):
        yield from ids.twice(("customers", index), customer.id)
        yield from people.unknown(("customers", index, "specialist"), customer.specialist)
        if customer.last_call is not None and customer.last_call >= book.first_day:
            yield (
                ("customers", index, "last_call"),
                bilingual(
                    f"{customer.name}的上次拜访不早于计划首日",
                    f"{customer.name} was last called on after the first day",
                ),
                bilingual("改计划首日，或改上次拜访日期", "change the first day or the day of the last call"),
            )
    ids = Ids("业务员", "specialist")
    for index, person in enumerate(book.specialists):
        yield from ids.twice(("specialists", index), person.id)
        if person.from_home and person.position is None and not person.address:
            yield (
                ("specialists", index, "lat"),
                bilingual(
                    f"{person.name}从家出发，却没有位置或地址", f"{person.name} sets off from home, which is nowhere"
                ),
                bilingual(
                    "填经纬度或地址，或改从公司出发", "give a position or an address, or set off from the office"
                ),
            )
    ids = Ids("约定", "appointment")
    for index, appointment in enumerate(book.appointments):
        yield from ids.twice(("appointments", index), appointment.id)
        yield from customers.unknown(("appointments", index, "customer"), appointment.customer)
        yield from people.unknown(("appointments", index, "specialist"), appointment.specialist)
    for index, pause in enumerate(book.pauses):
        yield from customers.unknown(("pauses", index, "customer"), pause.customer)
    for index, span in enumerate(book.taken):
        yield from people.unknown(("taken", index, "specialist"), span.specialist)
