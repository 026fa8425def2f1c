"""The folder of a plan: everything of one run is made first, then exchanged in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import click

from models.domain.bilingual import in_language
from planner.commands.interrupts import hold_interrupts
from planner.language.system_words import system_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from planner.language.words import Words
    from planner.papers.paper import Paper
    from planner.plan_workbook.writing import FormerDraft
    from planner.services.result import Phase, Result


class WrittenPlan(NamedTuple):
    """Where the papers of a plan are, their names, and whether Ctrl-C came while they were made."""

    folder: Path
    files: list[str]
    interrupted: bool


def folder_of(week: Path) -> Path:
    """Return the folder for the papers of a week: beside its workbook, named after it."""
    return week.with_name(f"{week.stem if week.suffix else week.name}-计划")


def write_plan(
    out: Path,
    paper: Paper,
    result: Result,
    more: Mapping[str, bytes | str] | None = None,
    former: FormerDraft | None = None,
    begin: Callable[[Phase], None] = lambda _: None,
    made_from: Path | None = None,
) -> WrittenPlan:
    """Write everything of a plan into a folder.

    The first Ctrl-C leaves out the pictures, which take longest. Where a file of the folder cannot be replaced, for
    instance because it is open in Excel, everything goes into a new folder beside it: nobody waits for a plan twice.

    Parameters
    ----------
    more : mapping, optional
        Other papers that belong to it, by file name.
    former : FormerDraft, optional
        The draft before.
    begin : callable, optional
        Told what is made next: ``workbook``, ``pictures``.
    made_from : Path, optional
        The older plan: its seats that were decided by hand are taken over.

    Raises
    ------
    OSError
        When nothing can be written; what was there is there again.
    """
    from planner.packet.kit import Kit
    from planner.packet.packet import guest_workbooks
    from planner.papers.markdown import papers
    from planner.papers.picture_workers import PictureWorkers
    from planner.plan_workbook.earlier_drafts import PLAN_WORKBOOK_NAME, draft_day, draft_mark
    from planner.plan_workbook.writing import plan_workbook
    from planner.seating.hand_seats import carried_seats
    from planner.services.plan_file import plan_text

    with hold_interrupts() as interrupt:
        with PictureWorkers(paper) as drawing:
            begin("workbook")
            day = draft_day(result.provenance.limits)
            book = plan_workbook(paper, result, former, day)
            files: dict[str, bytes | str] = {"plan.json": plan_text(result, paper.office), PLAN_WORKBOOK_NAME: book}
            mark = draft_mark(former, paper.plan, day)
            files |= papers(paper, result) | guest_workbooks(Kit(paper, draft=mark)) | dict(more or {})
            begin("pictures")
            drawn = None if interrupt.is_set() else drawing.pictures(interrupt.is_set)
        if drawn is None:
            text = paper.words.pick("中途停止，图没有画", "Stopped: the pictures were not drawn")
            click.echo(text, err=True)
        elif names := _undrawn_names(paper):
            text = paper.words.pick("字库缺字，图上显示为方框", "no glyph, an empty box in the pictures")
            click.echo(paper.words.label(text, names), err=True)
        seats = carried_seats(out, made_from)
        folder = _write(out, files | (drawn or {}), book, paper.words, seats)
        return WrittenPlan(folder, [*files, *(drawn or {})], interrupt.is_set())


def summary(result: Result, out: Path, files: list[str]) -> dict[str, Any]:
    """Return what came out as plain data."""
    from planner.commands.check import report_data
    from planner.services.plan_file import quality

    head = {"out": out.as_posix(), "interrupted": result.interrupted, "files": sorted(files)}
    return head | report_data(result.report) | quality(result)


def _write(
    out: Path, files: Mapping[str, bytes | str], book: bytes, words: Words, unlisted: Mapping[str, bytes | str]
) -> Path:
    """Exchange the files of the folder, or write a new folder where it is held; return which."""
    from planner.formats.files import write_files
    from planner.plan_workbook.earlier_drafts import old_draft

    try:
        write_files(out, files, unlisted={**old_draft(out, book, words), **unlisted})
    except (PermissionError, BlockingIOError) as error:
        beside = _free_name(out)
        click.echo(in_language(f"{error.filename}: {system_words(error)}", words.lang), err=True)
        zh = f"{out} 里的文件未动（可能正在 Excel 或 Word 中打开），这次的结果写到 {beside}"
        en = f"The files in {out} were left as they were (maybe one is open in Excel or Word); written into {beside}"
        click.echo(words.pick(zh, en), err=True)
        write_files(beside, files, unlisted=unlisted)
        return beside
    return out


def _free_name(out: Path) -> Path:
    """Return a folder beside another that is not there yet."""
    number = 2
    while (beside := out.with_name(f"{out.resolve().name}-{number}")).exists():
        number += 1
    return beside


def _undrawn_names(paper: Paper) -> str:
    """Return the names with characters that pictures cannot show, each with these; empty if none."""
    from planner.papers.fonts import missing_glyphs

    words, company = paper.words, paper.week.company
    named = [*company.people, *company.drivers, *company.vehicles, *company.rooms, *company.places]
    names = [*(visit.client for visit in paper.week.visits), *(thing.name for thing in named)]
    found = [words.note(name, missing) for name in dict.fromkeys(names) if (missing := missing_glyphs(name))]
    return words.comma.join(found)
