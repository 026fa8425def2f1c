"""HOST-01, 09, 10: people who are missing, away, late, or in two places."""

from __future__ import annotations

from models.domain.clock import at, day_of, overlap
from models.domain.demands import attendances
from models.domain.facts import Facts
from models.domain.plan import Duty, Item, Move, Plan
from tests.mutations.registry import Spoilt, asked, breaks, put, rows_of

HELPERS = ("docent", "interpreter", "photographer", "crew", "tea", "escort", "companion")


def span(row: Item | Move) -> tuple[int, int]:
    return (row.start, row.end) if isinstance(row, Item) else (row.depart, row.arrive)


def with_duty(p: Plan, row: Item | Move, role: str, person: str, start: int, end: int) -> Plan:
    duty = Duty.model_validate({"role": role, "person": person, "start": start, "end": end})
    return put(p, row, duties=(*row.duties, duty))


@breaks("HOST-01")
def in_two_places(f: Facts, p: Plan) -> Spoilt:
    for row in rows_of(p):
        for person in sorted({d.person for d in row.duties if d.person}):
            mine = [d for d in row.duties if d.person == person]
            for other in rows_of(p):
                start, end = span(other)
                if other is not row and any(overlap((d.start, d.end), (start, end)) for d in mine):
                    yield f"{person} {row.id} {other.id}", with_duty(p, other, "escort", person, start, end)


@breaks("HOST-01")
def twice_in_one_place(f: Facts, p: Plan) -> Spoilt:
    for row in rows_of(p):
        for k, duty in enumerate(row.duties):
            if duty.person:
                yield f"{row.id} {k}", put(p, row, duties=(*row.duties, duty))


@breaks("HOST-01")
def whoever_was_named_is_missing(f: Facts, p: Plan) -> Spoilt:
    """Nobody, somebody else, or not for all of their part."""
    people = [person.id for person in f.week.company.people]
    for item in p.items:
        for part in attendances(f, f.stay(item.visit), asked(f, item)):
            if part.optional:
                continue
            for k, duty in enumerate(item.duties):
                if duty.role != part.role or duty.person not in part.candidates:
                    continue
                others = [d for d in item.duties if d is not duty]
                for person in sorted(set(people) - set(part.candidates)):
                    yield f"{item.id} {k} {person}", put(p, item, duties=[*others, duty.replace(person=person)])
                yield f"{item.id} {k} nobody", put(p, item, duties=[*others, duty.replace(person=None)])
                yield f"{item.id} {k} hired", put(p, item, duties=[*others, duty.replace(person=None, hired=True)])
                yield f"{item.id} {k} missing", put(p, item, duties=others)
                end = item.start + part.end - 5
                yield f"{item.id} {k} leaves", put(p, item, duties=[*others, duty.replace(end=end)])
                start = item.start + max(0, part.begin) + 5
                yield f"{item.id} {k} late", put(p, item, duties=[*others, duty.replace(start=start)])


@breaks("HOST-01")
def a_leader_on_leave(f: Facts, p: Plan) -> Spoilt:
    for row in rows_of(p):
        start, end = span(row)
        for person in f.week.company.people:
            if start < end and any(overlap((start, end), (s.start, s.end)) for s in person.leave):
                for role in ("leader", "expert"):
                    yield f"{row.id} {person.id} {role}", with_duty(p, row, role, person.id, start, end)


@breaks("HOST-09")
def a_helper_on_leave(f: Facts, p: Plan) -> Spoilt:
    for row in rows_of(p):
        start, end = span(row)
        for person in f.week.company.people:
            if any(overlap((start, end), (s.start, s.end)) for s in person.leave):
                for role in HELPERS:
                    yield f"{row.id} {person.id} {role}", with_duty(p, row, role, person.id, start, end)


@breaks("HOST-09")
def a_helper_after_hours(f: Facts, p: Plan) -> Spoilt:
    """Docents and room crews work in office hours."""
    first, last = f.shape.office
    for row in rows_of(p):
        start, end = span(row)
        for person in f.week.company.people:
            if {role.kind for role in person.roles} <= {"docent", "crew"}:
                night = at(day_of(start), last)
                yield f"{row.id} {person.id} late", with_duty(p, row, "docent", person.id, start, max(end, night + 60))
                yield (
                    f"{row.id} {person.id} early",
                    with_duty(p, row, "crew", person.id, at(day_of(start), first) - 30, end),
                )


@breaks("HOST-10")
def a_host_who_is_late(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        for k, duty in enumerate(item.duties):
            for minutes in (5, 10, 15, 20, 40):
                start = item.start - f.shape.host_early + minutes
                if item.kind == "banquet" and duty.role == "leader" and start < duty.end:
                    duties = [d.replace(start=start) if d is duty else d for d in item.duties]
                    yield f"{item.id} {k} +{minutes}", put(p, item, duties=duties)
