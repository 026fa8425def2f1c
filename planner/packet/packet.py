"""All files of a packet by name: for each reader a folder, for each delegation or person their papers."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from planner.formats.files import safe_name
from planner.packet.boss.proposal import proposal
from planner.packet.calendars import EventCalendar, calendar_file, calendars, guest_calendar, read_former
from planner.packet.document.bilingual import in_both_languages
from planner.packet.document.model import Document, PageBreak
from planner.packet.document.workbook import workbook_file
from planner.packet.duty.driver import dispatch_slips, driver_sheet, work_of_drivers
from planner.packet.duty.kitchen import kitchen_sheets
from planner.packet.duty.person import person_sheet
from planner.packet.duty.room import room_sheets
from planner.packet.duty.work import personal_work
from planner.packet.forms.catalogue import office_forms
from planner.packet.guest.booklet import booklet
from planner.packet.guest.schedule import schedule
from planner.packet.messages import messages, messages_workbook
from planner.packet.paper_workers import PaperWorkers, workers_for
from planner.packet.readers import READER_NAMES
from planner.packet.reply.writing import reply_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from models.domain.stay import Stay
    from planner.packet.document.write_paper import PaperFormat
    from planner.packet.forms.office_form import OfficeForm
    from planner.packet.guest.programme import ProgrammeColumns
    from planner.packet.kit import Kit, Lang
    from planner.packet.readers import Reader


class Printed(NamedTuple):
    """A paper of a packet: for whom, its name without an ending, how it is made, and as what files."""

    reader: Reader
    name: str
    document: Document
    formats: tuple[PaperFormat, ...]


def packet_files(
    kit: Kit,
    readers: Collection[Reader],
    lang: Lang | None = None,
    former: Mapping[str, bytes] | None = None,
    workers: int | None = None,
    on_step: Callable[[int, int], None] = lambda done, of: None,
) -> dict[str, bytes | str]:
    """Return the files of a packet by name.

    Parameters
    ----------
    readers : collection of str
        For whom.
    lang : str, optional
        None: the office reads Chinese, and guests who do not get both languages.
    former : mapping, optional
        Calendars (.ics) of the draft that people have, by file name: what is gone is cancelled.
    workers : int, optional
        Processes that write papers beside this one, by default one a core, and none for a few visits; the files are
        the same.
    on_step : callable, optional
        Told of how many papers are written, and of how many there are.
    """
    number = workers_for(len(kit.stays)) if workers is None else workers
    asked = ((paper.name, paper.formats, paper.document) for paper in printed_papers(kit, readers, lang))
    with PaperWorkers(asked, number) as papers:
        more: dict[str, bytes | str] = {}
        if "office" in readers:
            more |= dict(_cards(kit)) | dict(_messages(kit))
        if "guest" in readers:
            more |= dict(_replies(kit, lang))
        more |= _calendar_files(kit, readers, former or {})
        return papers.files(on_step) | more


def _calendar_files(kit: Kit, readers: Collection[Reader], former: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the calendars; of people who had duties and have none any more, one that cancels them."""
    made = dict(_calendars(kit, readers))
    folders = {_folder(kit, reader) for reader in readers}
    for name in former:
        if name not in made and name.split("/")[0] in folders:
            made[name] = EventCalendar(name.rsplit("/", 1)[-1].removesuffix(".ics"), ())
    known = {name: read_former(data) for name, data in former.items()}
    return {name: calendar_file(replace(made[name], former=known.get(name, {}))) for name in made}


def _calendars(kit: Kit, readers: Collection[Reader]) -> Iterator[tuple[str, EventCalendar]]:
    """Yield the calendars of everybody who is asked for, beside their papers."""
    work = {work.person.id: work.reader for work in personal_work(kit)}
    taken: dict[str, int] = {}
    for kind, id, calendar in calendars(kit):
        reader = "driver" if kind == "driver" else work[id]
        if reader in readers:
            name = _numbered_name(f"{_folder(kit, reader)}/{safe_name(calendar.name)}", taken)
            yield f"{name}.ics", calendar
    if "guest" in readers:
        for stay in kit.stays:
            name = f"{visit_folder(kit, 'guest', stay)}/{kit.words.pick('日历', 'calendar')}.ics"
            yield name, guest_calendar(kit, stay)


def _messages(kit: Kit) -> Iterator[tuple[str, bytes]]:
    name = f"{_folder(kit, 'office')}/{kit.words.pick('短信', 'messages')}.xlsx"
    yield name, messages_workbook(kit.words, [(message, None) for message in messages(kit)])


def _cards(kit: Kit) -> Iterator[tuple[str, bytes | str]]:
    """Yield the place cards and table cards of dinners; the plates of meetings ``jiedai seat`` makes, one on a page."""
    from planner.papers.seating.printed import card_papers

    taken: dict[str, int] = {}
    for item in sorted(kit.plan.items, key=lambda item: (item.start, item.id)):
        seating = kit.seating(item)
        if seating is None or not seating.meals:
            continue
        day = kit.paper.facts.day_of(item)
        time = kit.words.time(item.start).replace(":", "")
        title = safe_name(f"{day.month:02d}{day.day:02d}-{time} {kit.paper.item_texts.title(item)}", 50)
        folder = visit_folder(kit, "office", kit.paper.stay(item.visit))
        for name, content in card_papers(seating).items():
            kind, _, ending = name.rpartition(".")
            yield f"{_numbered_name(f'{folder}/{kind} {title}', taken)}.{ending}", content


def _numbered_name(name: str, taken: dict[str, int]) -> str:
    """Return a name, with a number where it was taken before: two people may be called the same."""
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name} {taken[name]}"


def printed_papers(kit: Kit, readers: Collection[Reader], lang: Lang | None = None) -> Iterator[Printed]:
    """Yield the papers of a packet."""
    own: Lang = lang or "zh"
    for reader in readers:
        if reader == "guest":
            yield from _for_guests(kit, lang)
            yield from _office_forms(kit, lang, for_guests=True)
        elif reader == "office":
            yield from _office_forms(kit, own, for_guests=False)
        elif reader == "boss":
            yield from _for_boss(kit, own)
        elif reader == "driver":
            yield from _for_drivers(kit, own)
        elif reader == "kitchen":
            yield from _sheets(kit, reader, _alike(kit, kitchen_sheets, own))
        else:
            yield from _for_people(kit, reader, own)


def _for_guests(kit: Kit, lang: Lang | None) -> Iterator[Printed]:
    for stay in kit.stays:
        spoken = lang or ("both" if kit.is_foreign(stay) else "zh")
        name = f"{visit_folder(kit, 'guest', stay)}/{kit.words.pick('接待手册', 'guide')}"
        columns: ProgrammeColumns = 3 if spoken == "both" else 6
        printed = kit.document(partial(booklet, stay=stay, columns=columns), spoken)
        yield Printed("guest", name, printed, ("word", "pdf"))
        yield Printed("guest", name, kit.document(partial(booklet, stay=stay), spoken), ("page",))
        small = kit.document(partial(booklet, stay=stay, columns=min(columns, 4)), spoken)
        yield Printed("guest", f"{name}{kit.words.pick('（A5折页）', ' (A5, folded)')}", small, ("folded",))


def _replies(kit: Kit, lang: Lang | None) -> Iterator[tuple[str, bytes]]:
    """Yield the workbooks in which guests correct and confirm."""
    for stay in kit.stays:
        english = lang == "en" or (lang in (None, "both") and kit.is_foreign(stay))
        name = f"{visit_folder(kit, 'guest', stay)}/{kit.words.pick('接待确认回执', 'reply')}.xlsx"
        yield name, reply_workbook(kit.speaking("en" if english else "zh"), stay)


def guest_workbooks(kit: Kit) -> dict[str, bytes | str]:
    """Return the programme of each delegation as a workbook of its own, which may be sent to it as it is, by name."""
    folder = kit.words.pick("客人日程", "for guests")
    files: dict[str, bytes | str] = {}
    for stay in kit.stays:
        lang: Lang = "both" if kit.is_foreign(stay) else kit.words.lang
        files[f"{folder}/{_numbered(kit, stay)}.xlsx"] = workbook_file(kit.document(partial(schedule, stay=stay), lang))
    return files


def _office_forms(kit: Kit, lang: Lang | None, *, for_guests: bool) -> Iterator[Printed]:
    """Yield the forms that are filled in: those of a visit in its folder, those of the week beside."""
    reader: Reader = "guest" if for_guests else "office"
    for made in office_forms():
        if made.for_guests != for_guests:
            continue
        for stay in kit.stays if made.per == "visit" else (None,):
            spoken = lang or ("both" if stay is not None and for_guests and kit.is_foreign(stay) else "zh")
            document = _form_document(kit, made, stay, spoken)
            if document is not None:
                name = kit.words.pick(made.zh, made.en)
                folder = _folder(kit, reader) if stay is None else visit_folder(kit, reader, stay)
                yield Printed(reader, f"{folder}/{name}", document, made.formats)


def _form_document(kit: Kit, made: OfficeForm, stay: Stay | None, lang: Lang) -> Document | None:
    if lang != "both":
        return made.document(kit.speaking(lang), stay)
    zh, en = (made.document(kit.speaking(each), stay) for each in ("zh", "en"))
    return None if zh is None or en is None else in_both_languages(zh, en)


def _for_boss(kit: Kit, lang: Lang) -> Iterator[Printed]:
    for stay in kit.stays:
        name = f"{_folder(kit, 'boss')}/{_numbered(kit, stay)} {kit.words.pick('接待方案', 'plan')}"
        yield Printed("boss", name, kit.document(partial(proposal, stay=stay), lang), ("word", "pdf"))


def _for_drivers(kit: Kit, lang: Lang) -> Iterator[Printed]:
    work = work_of_drivers(kit)
    sheets = [
        (kit.week.driver(id).name, kit.document(partial(driver_sheet, driver=kit.week.driver(id), days=days), lang))
        for id, days in work.items()
    ]
    yield from _sheets(kit, "driver", sheets)
    if dispatch_slips(kit) is not None:
        slips = kit.document(lambda k: dispatch_slips(k) or Document("", ()), lang)
        yield Printed(
            "driver", f"{_folder(kit, 'driver')}/{kit.words.pick('派车单', 'dispatch slips')}", slips, ("word",)
        )


def _for_people(kit: Kit, reader: Reader, lang: Lang) -> Iterator[Printed]:
    """Yield the sheets of our people that lie together."""
    mine = [work for work in personal_work(kit) if work.reader == reader]
    sheets = [(work.person.name, kit.document(partial(_sheet_of, person=work.person.id), lang)) for work in mine]
    if reader == "room":
        sheets += _alike(kit, room_sheets, lang)
    yield from _sheets(kit, reader, sheets)


def _sheet_of(kit: Kit, person: str) -> Document:
    return person_sheet(kit, next(work for work in personal_work(kit) if work.person.id == person))


def _alike(kit: Kit, make: Callable[[Kit], Iterator[tuple[str, Document]]], lang: Lang) -> list[tuple[str, Document]]:
    """Return documents that a function makes several of, in a language or both."""
    if lang != "both":
        return list(make(kit.speaking(lang)))
    pairs = zip(make(kit.speaking("zh")), make(kit.speaking("en")), strict=True)
    return [(name, in_both_languages(zh, en)) for (name, zh), (_, en) in pairs]


def _sheets(kit: Kit, reader: Reader, sheets: Sequence[tuple[str, Document]]) -> Iterator[Printed]:
    """Yield the sheets of a kind: all of them in one Word file, and each as PDF to be sent."""
    if not sheets:
        return
    folder, name = _folder(kit, reader), kit.words.pick("任务单", "sheets")
    yield Printed(reader, f"{folder}/{name}", _bound([sheet for _, sheet in sheets]), ("word",))
    taken: dict[str, int] = {}
    for name, sheet in sheets:
        yield Printed(reader, _numbered_name(f"{folder}/{safe_name(name)}", taken), sheet, ("pdf",))


def _bound(sheets: Sequence[Document]) -> Document:
    """Return sheets as one document, each on a page of its own."""
    blocks = [block for sheet in sheets for block in (PageBreak(), *sheet.blocks)][1:]
    return replace(sheets[0], title=sheets[0].footer or sheets[0].title, blocks=tuple(blocks))


def visit_folder(kit: Kit, reader: Reader, stay: Stay) -> str:
    """Return the folder of a visit's papers for a reader."""
    return f"{_folder(kit, reader)}/{_numbered(kit, stay)}"


def _folder(kit: Kit, reader: Reader) -> str:
    return kit.words.pick(*READER_NAMES[reader])


def _numbered(kit: Kit, stay: Stay) -> str:
    return f"{kit.paper.delegations.number(stay.id):02d} {safe_name(stay.visit.client)}"
