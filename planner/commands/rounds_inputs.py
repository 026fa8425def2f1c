"""What ``jiedai rounds`` is given: the book, a former plan, visits to us, what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from models.domain.outbound import CustomerBook, TakenTime
    from models.domain.policy import Edition
    from models.domain.rounds_events import RoundsEvent
    from models.domain.rounds_plan import RoundsPlan

ROUNDS_FILE = "rounds.json"


class RoundsInput(NamedTuple):
    """A book under an edition, and the plan to start from, if there is one."""

    book: CustomerBook
    edition: Edition
    former: RoundsPlan | None


def read_rounds_input(path: Path, start: Path | None, edition: str | None, weeks: int | None) -> RoundsInput:
    """Read a book (a workbook, a folder, or the rounds.json of a plan, which is then started from) and a former plan.

    Raises
    ------
    FaultyInput
        With every fault of either.
    """
    from planner.formats import load_edition
    from planner.formats.rounds_book import load_rounds, with_official_days, without_official_days
    from planner.formats.rounds_json import read_rounds

    former = None
    if (planned := _plan_file(path)) is not None:
        book, found, former = read_rounds(planned)
        if edition is not None:
            found = load_edition(edition)
    else:
        book, found = load_rounds(path), load_edition(edition or "default")
    if start is not None:
        former = read_rounds(_plan_file(start) or start).plan
    if weeks is not None and weeks != book.weeks:
        book = with_official_days(without_official_days(book).replace(weeks=weeks))
    return RoundsInput(book, found, former)


def _plan_file(path: Path) -> Path | None:
    """Return the rounds.json that is meant by a path; None where it is a book."""
    if path.is_dir():
        inside = path / ROUNDS_FILE
        return inside if inside.is_file() and not (path / "rounds.toml").is_file() else None
    return path if path.suffix.lower() == ".json" else None


def visits_of(path: Path, book: CustomerBook) -> tuple[TakenTime, ...]:
    """Return when specialists are taken by the visits of a plan.json, or of a folder that holds one.

    Raises
    ------
    FaultyInput
        When it is no plan; a week alone says nobody's times.
    """
    from planner.commands.plan_inputs import plan_file
    from planner.formats.plan_json import read_plan
    from planner.services.visits_of_specialists import taken_by_visits

    file = plan_file(path)
    if file.suffix.lower() != ".json" or not file.is_file():
        what = bilingual("不是排好的来访计划", "no plan of visits")
        maybe = bilingual(
            "先 jiedai plan 来访周 -o 输出，再写 输出/plan.json", "jiedai plan WEEK -o OUT, then OUT/plan.json"
        )
        raise FaultyInput([Fault(path.name, "", what, maybe)])
    week, _, plan = read_plan(file)
    return taken_by_visits(book, week, plan)


def with_visits(book: CustomerBook, taken: Iterable[TakenTime]) -> CustomerBook:
    """Return a book whose people are taken by these visits too; what is there already is not written twice."""
    new = [span for span in taken if span not in book.taken]
    return book.replace(taken=(*book.taken, *new))


def rounds_events_of(texts: Iterable[str], book: CustomerBook, now: int | None) -> list[RoundsEvent]:
    """Read what happened.

    Raises
    ------
    FaultyInput
        With every sentence that is not understood.
    """
    from planner.language.rounds_events import parse_rounds_event
    from planner.language.text import Unreadable

    found, faults = [], []
    for text in texts:
        try:
            found.append(parse_rounds_event(text, book, now))
        except Unreadable as fault:
            faults.append(Fault("", "--event", fault.what, fault.maybe))
    if faults:
        raise FaultyInput(faults)
    return found


def read_rounds_moment(text: str | None, book: CustomerBook) -> int | None:
    """Read a moment in words: 10月13日 9:00, Tue 9:00.

    Raises
    ------
    FaultyInput
        When it is none.
    """
    from planner.language.rounds_events import DaysOfPlan
    from planner.language.text import Unreadable
    from planner.language.times.mentions import find_times

    if text is None:
        return None
    try:
        found = find_times(text, DaysOfPlan(book.first_day, 7 * book.weeks)).moment()
    except Unreadable as fault:
        raise FaultyInput([Fault("", "--now", fault.what, fault.maybe)]) from None
    if found is None:
        what = bilingual("不是一个时间", "is no moment")
        raise FaultyInput([Fault("", "--now", f"{text!r} {what}", f"{book.first_day} 09:00")])
    return found


def customer_named(name: str, book: CustomerBook, option: str) -> str:
    """Return the id of a customer by name or id.

    Raises
    ------
    FaultyInput
        When it is nobody, or more than one.
    """
    from planner.formats.workbook.names import NamedThings
    from planner.language.text import Unreadable

    known = NamedThings("customer")
    for customer in book.customers:
        known.add(customer.id, customer.name)
    try:
        return known.id(name)
    except Unreadable as fault:
        raise FaultyInput([Fault("", option, fault.what, fault.maybe)]) from None
