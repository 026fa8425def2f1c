"""``jiedai read``: what was read of a week or of customers, or every fault, in the workbook too."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.domain.bilingual import bilingual
from planner.commands.base import Command, Language, both, lang_option
from planner.commands.members import lost_in_copy
from planner.commands.other_years import other_years_line

if TYPE_CHECKING:
    from models.domain.errors import Fault
    from models.domain.week import Week
    from planner.formats.raw import Raw
    from planner.language.words import Words


@click.command(
    "read",
    cls=Command,
    help=both(
        "读一遍一周来访、公司资料或客户拜访资料，列出读到的内容；有错误就全部列出。"
        "--mark 另存一份工作簿，错误的格子标黄并加批注。",
        "Read a week, a company alone or customers to be called on, and say what was read, or every fault. --mark "
        "writes a copy of the workbook with the faulty cells marked and commented.",
    ),
    epilog=both("例：jiedai read week.xlsx --mark 标错.xlsx", "Example: jiedai read week.xlsx --mark marked.xlsx"),
)
@click.argument("week", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--mark",
    type=click.Path(path_type=Path, dir_okay=False),
    help=both("带标记的工作簿写到这里", "write the marked workbook here"),
)
@lang_option()
def read(week: Path, mark: Path | None, lang: Language) -> int:
    """Read the week and print every fault in it."""
    from models.domain.errors import FaultyInput
    from planner.formats import load_edition
    from planner.formats.raw import Raw
    from planner.formats.rounds_book import is_rounds
    from planner.formats.week import raw_week_or_company, week_of
    from planner.language.words import Words

    words = Words(lang)
    if is_rounds(week):
        return _read_rounds(week, mark, words)
    faults: list[Fault] = []
    found: Week | None = None
    raw = Raw()
    try:
        raw = raw_week_or_company(week)
        found = week_of(raw)
    except FaultyInput as error:
        faults += error.faults
    try:
        load_edition(week=week)
    except FaultyInput as error:
        faults += error.faults
    if mark is not None:
        _mark(week, mark, faults, words)
    _say_left_out(raw, words)
    if raw.unread_sheets:
        text = words.comma.join(raw.unread_sheets)
        click.echo(words.label(words.pick("没有读的表", "Sheets that were not read"), text))
    if faults:
        raise FaultyInput(faults)
    assert found is not None
    if not raw.company_alone and (line := other_years_line(found, words)):
        click.echo(line)
    lines = summary(found, words)
    click.echo("\n".join(lines[-1:] if raw.company_alone else lines))
    return 0


def _read_rounds(book: Path, mark: Path | None, words: Words) -> int:
    """Read a book of customers and print every fault in it, or what it holds and what is odd in it."""
    from models.domain.errors import FaultyInput
    from planner.formats import load_edition
    from planner.formats.rounds_book import load_rounds
    from planner.papers.rounds.oddities import book_lines

    try:
        found = load_rounds(book)
    except FaultyInput as error:
        if mark is not None:
            _mark(book, mark, list(error.faults), words)
        raise
    click.echo("\n".join(book_lines(found, load_edition(), words)))
    return 0


def _say_left_out(raw: Raw, words: Words) -> None:
    """Say who is marked as not coming, and what is struck through."""
    from planner.language.absence import absent_line

    if raw.absent:
        click.echo(absent_line([person.label for person in raw.absent.values()], words))
    if raw.struck:
        what = words.pick("划掉的内容没有读", "Struck through, not read")
        click.echo(words.label(what, words.comma.join(raw.struck)))


def _mark(week: Path, mark: Path, faults: list[Fault], words: Words) -> None:
    if week.is_dir():
        raise click.UsageError(bilingual("--mark 只用于 .xlsx 工作簿", "--mark is for .xlsx workbooks only"))
    from planner.formats.files import write_new
    from planner.formats.workbook.mark_faults import with_faults_marked

    others = {Path(fault.file) for fault in faults} - {Path(os.path.normpath(week))}
    copies = {week: mark}  # the company's workbook, if it is one of its own, is marked in a copy beside
    copies |= {other: mark.with_name(f"{mark.stem}-{other.name}") for other in sorted(others) if other.is_file()}
    lost: list[str] = []
    for source, target in copies.items():
        content, kinds = with_faults_marked(
            source, faults if source == week else [f for f in faults if Path(f.file) == source], words.lang
        )
        write_new(target, content)
        click.echo(words.label(words.pick("带标记的工作簿", "Marked workbook"), str(target)), err=True)
        lost += kinds
    if lost:
        click.echo(lost_in_copy(list(dict.fromkeys(lost)), words), err=True)


def summary(week: Week, words: Words) -> list[str]:
    """Return lines that say what a week holds, a line a visit."""
    company = week.company
    lines = [words.label(week.name, f"{week.first_day.isoformat()} · {words.amount(week.days, 'days')}")]
    for visit in week.visits:
        guests = len(visit.members) + sum(group.unnamed for group in visit.groups)
        kinds = words.comma.join(dict.fromkeys(words.kind(request.kind) for request in visit.requests))
        level = words.level(visit.level) if visit.level else ""
        parts = [part for part in (level, words.people(guests), kinds) if part]
        lines.append(f"  {words.label(visit.client, words.pick('，', ', ').join(parts))}")
    counts = (
        (words.pick("地点", "places"), len(company.places)),
        (words.pick("会议室", "rooms"), len(company.rooms)),
        (words.pick("车间", "workshops"), len(company.workshops)),
        (words.pick("我方人员", "people"), len(company.people)),
        (words.pick("车辆", "vehicles"), len(company.vehicles)),
        (words.pick("司机", "drivers"), len(company.drivers)),
    )
    lines.append(words.label(company.name, words.comma.join(f"{name} {count}" for name, count in counts)))
    return lines
