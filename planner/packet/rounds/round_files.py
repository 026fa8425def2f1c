"""All papers of a plan of rounds by name: what the specialist takes along, the secretary sends, the manager signs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.formats.files import safe_name
from planner.packet.calendars import EventCalendar, calendar_file, read_former
from planner.packet.document.model import Document, PageBreak
from planner.packet.document.pdf import can_write_pdf, pdf_file
from planner.packet.document.word import word_file
from planner.packet.messages import messages_workbook
from planner.packet.rounds.plan_for_approval import plan_for_approval
from planner.packet.rounds.records import check_lists, day_records, sign_in_list
from planner.packet.rounds.round_calendars import round_calendar
from planner.packet.rounds.round_messages import round_messages
from planner.packet.rounds.route_sheet import route_sheets
from planner.papers.rounds.map import map_of_districts, map_of_week

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from models.domain.outbound import Specialist
    from planner.papers.rounds.rounds_paper import RoundsPaper


def round_files(paper: RoundsPaper, former: Mapping[str, bytes] | None = None) -> dict[str, bytes | str]:
    """Return the files of a plan of rounds by name, but for its workbook.

    Parameters
    ----------
    former : mapping, optional
        Calendars (.ics) that people have, by file name: what is gone is cancelled.
    """
    words = paper.words
    people = [person for person in paper.book.specialists if paper.days_of(person)]
    files: dict[str, bytes | str] = dict(_documents(paper, people))
    name = words.pick("短信.xlsx", "messages.xlsx")
    files[name] = messages_workbook(words, [(message, None) for message in round_messages(paper)])
    files |= _calendar_files(paper, people, former or {})
    return files


def round_pictures(paper: RoundsPaper, stop: Callable[[], bool] = lambda: False) -> dict[str, bytes]:
    """Return the maps by file name; those that are not drawn when ``stop`` says so are left out."""
    words, found = paper.words, {}
    folder = words.pick("地图", "maps")
    found[f"{folder}/{words.pick('客户和辖区', 'districts')}.png"] = map_of_districts(paper)
    for person, name in zip(paper.book.specialists, _names(paper.book.specialists), strict=True):
        for week in range(paper.book.weeks):
            if stop():
                return found
            picture = map_of_week(paper, person, week)
            if picture is not None:
                number = words.pick(f"第{week + 1}周", f"week {week + 1}")
                found[f"{folder}/{name} {number}.png"] = picture
    return found


def _names(people: Sequence[Specialist]) -> list[str]:
    """Return names of files for people, those that are called alike with their ids."""
    names = [safe_name(person.name) for person in people]
    return [
        name if names.count(name) == 1 else safe_name(f"{name} {person.id}")
        for name, person in zip(names, people, strict=True)
    ]


def _documents(paper: RoundsPaper, people: Sequence[Specialist]) -> Iterator[tuple[str, bytes]]:
    words = paper.words
    kinds: tuple[tuple[str, Callable[[RoundsPaper, Specialist], Document]], ...] = (
        (words.pick("路线单", "route sheets"), route_sheets),
        (words.pick("拜访报告", "reports on calls"), day_records),
        (words.pick("拜访检查表", "check-lists"), check_lists),
    )
    for title, make in kinds if people else ():
        sheets = [make(paper, person) for person in people]
        yield f"{title}.docx", word_file(_bound(title, sheets))
        if can_write_pdf():
            for name, sheet in zip(_names(people), sheets, strict=True):
                yield f"{title}/{name}.pdf", pdf_file(sheet)
    for name, document in (
        (words.pick("电话签到登记", "sign-ins"), sign_in_list(paper)),
        (words.pick("拜访计划审批表", "plan for approval"), plan_for_approval(paper)),
    ):
        yield f"{name}.docx", word_file(document)
        if can_write_pdf():
            yield f"{name}.pdf", pdf_file(document)


def _bound(title: str, sheets: Sequence[Document]) -> Document:
    """Return sheets as one document, each person's on pages of their own."""
    blocks = [block for sheet in sheets for block in (PageBreak(), *sheet.blocks)][1:]
    return replace(sheets[0], title=title, blocks=tuple(blocks))


def _calendar_files(paper: RoundsPaper, people: Sequence[Specialist], former: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the calendars; of who has no calls any more, one that cancels them."""
    folder = paper.words.pick("日历", "calendars")
    made = {
        f"{folder}/{name}.ics": round_calendar(paper, person)
        for person, name in zip(people, _names(people), strict=True)
    }
    for name in former:
        if name not in made and name.startswith(f"{folder}/"):
            made[name] = EventCalendar(name.rsplit("/", 1)[-1].removesuffix(".ics"), ())
    known = {name: read_former(data) for name, data in former.items()}
    return {name: calendar_file(replace(made[name], former=known.get(name, {}))) for name in made}
