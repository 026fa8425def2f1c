"""``jiedai papers``: the reception packet of a plan, for guests, helpers and the boss."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import click

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from planner.commands.base import Command, Language, both, language_of
from planner.commands.office_inputs import office_inputs, today_option
from planner.packet.readers import PACKET_READERS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from planner.judging.check import Report
    from planner.language.words import Words
    from planner.packet.readers import Reader
    from planner.papers.paper import Paper
    from planner.plan_workbook.draft_mark import DraftMark
    from planner.seating.hand_seats import HandSeats

SCENARIOS = 500
"""Of delays and full roads, for the chapter 突发情况应对 of the plan for approval."""
LOGO_FILE = "logo.png"
"""Of the company, beside the week: on the covers of booklets."""
PaperLanguage = Literal["zh", "en", "both"]


@click.command(
    "papers",
    cls=Command,
    help=both(
        "印制整套接待材料：客人的接待手册，司机、讲解员、领导、翻译、陪同、会务、餐厅各自的任务单，报批的接待方案，各种表单、"
        "短信和日历，写入一个文件夹（Word、PDF、手机网页）。",
        "Print the reception packet: booklets for the guests, a sheet for each driver, docent, leader, interpreter, "
        "escort, room and kitchen, the plan for the boss, forms, messages and calendars, written into a folder (Word, "
        "PDF, pages for telephones).",
    ),
    epilog=both(
        "例：jiedai papers 来访周 输出/plan.json -o 材料；jiedai papers 来访周 输出 -o 材料 --for guest --for driver",
        "Examples: jiedai papers instances/tiny out/tiny/plan.json -o packet; "
        "jiedai papers instances/tiny out/tiny -o guests --for guest --lang both",
    ),
)
@click.argument("week", type=click.Path(exists=True, path_type=Path))
@click.argument("plan", type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help=both("输出文件夹；只覆盖本程序写过的文件", "folder for the papers; only our own files in it are replaced"),
)
@click.option(
    "--for",
    "wanted",
    multiple=True,
    type=click.Choice(["all", *PACKET_READERS]),
    help=both("给谁的，可多次；默认 all", "for whom, repeatable; all by default"),
)
@click.option(
    "--lang",
    type=click.Choice(get_args(PaperLanguage)),
    help=both(
        "文字语言：zh、en 或 both（中英对照）；默认中文，外宾的材料中英对照",
        "language of the papers: zh, en or both; by default Chinese, and both for foreign guests",
    ),
)
@click.option(
    "--since",
    type=click.Path(exists=True, path_type=Path),
    help=both(
        "已通知的那一版计划：另写变更短信，只发给有变动的人，标明新增、变更、取消",
        "the plan that people have: messages only to those whom something concerns, marked new, changed, cancelled",
    ),
)
@click.option(
    "--form",
    "forms",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=both(
        "本单位自己的 Word 表（.docx），其中写 {{ 客户单位 }} 等字段，每个团组填一份；可多次（须装 jiedai[forms]）",
        "a Word form of your own with fields such as {{ Client }}, filled for each visit; repeatable (jiedai[forms])",
    ),
)
@today_option
@click.option(
    "--alternatives",
    "reserve",
    type=click.Path(exists=True, path_type=Path),
    help=both(
        "jiedai alternatives -o 写出的文件夹：接待方案中列出各备选方案与本方案的不同和费用",
        "a folder written by jiedai alternatives -o: the plan for approval says what each would change and cost",
    ),
)
@click.option("--json", "as_json", is_flag=True, help=both("在标准输出给出 JSON 摘要", "print a summary as JSON"))
def papers(
    week: Path,
    plan: Path,
    out: Path,
    wanted: tuple[str, ...],
    lang: PaperLanguage | None,
    since: Path | None,
    forms: tuple[Path, ...],
    today: str | None,
    reserve: Path | None,
    as_json: bool,
) -> int:
    """Read, seat, print, and say where to look."""
    from planner.commands.plan_inputs import plan_file, read_week_and_plan
    from planner.formats.files import refuse_foreign, write_files
    from planner.judging.check import check
    from planner.language.words import Words
    from planner.packet.document.pdf import can_write_pdf
    from planner.papers.paper import Paper
    from planner.plan_workbook.earlier_drafts import draft_mark, former_draft
    from planner.seating.hand_seats import read_seats

    words = Words(_own_language(lang))
    read = read_week_and_plan(week, plan)
    refuse_foreign(out, ())
    report = check(read.week, read.plan, read.edition)
    office = office_inputs(read.week, read.edition, today, plan)
    paper = Paper(report, words, office.record)
    mark = draft_mark(former_draft(plan, plan), read.plan)
    others = () if reserve is None else _others(report, week, reserve, words)
    hand = read_seats(plan_file(plan))
    files = packet_of(paper, week, readers_of(wanted), lang, former_calendars(out), mark, others, hand)
    files |= own_forms(paper, forms, files)
    if since is not None:
        files |= _messages_since(report, week, since, words)
    write_files(out, files)
    if as_json:
        click.echo(json.dumps({"out": out.as_posix(), "files": sorted(files)}, ensure_ascii=False, indent=2))
        return 0
    if not can_write_pdf():
        text = words.pick("未装 Typst，没有 PDF：pip install 'jiedai[pdf]'", "no PDF: pip install 'jiedai[pdf]'")
        click.echo(text, err=True)
    click.echo("\n".join(summary_lines(sorted(files), out, words)))
    return 0


def packet_of(
    paper: Paper,
    week: Path,
    readers: Sequence[Reader],
    lang: PaperLanguage | None = None,
    former: Mapping[str, bytes] | None = None,
    draft: DraftMark | None = None,
    others: tuple[Paper, ...] = (),
    hand: HandSeats | None = None,
    on_step: Callable[[int, int], None] = lambda done, of: None,
) -> dict[str, bytes | str]:
    """Return the packet of a judged plan by file name; ``week``: beside it the office keeps its own titles.

    ``hand`` are the seats that were decided by hand.
    """
    from planner.packet.kit import Kit
    from planner.packet.packet import packet_files
    from planner.packet.seats import seat_items
    from planner.services.simulate import simulate

    simulation = simulate(paper.report, SCENARIOS, jobs=1, advise=False) if "boss" in readers else None
    kit = seat_items(Kit(paper, simulation=simulation, logo=_logo(week), draft=draft, others=others), week, hand)
    return packet_files(kit, readers, lang, former, on_step=on_step)


def _others(report: Report, week: Path, folder: Path, words: Words) -> tuple[Paper, ...]:
    """Return the plans in the folders of a folder, by name, that differ from ours.

    Raises
    ------
    FaultyInput
        When there is none, or one cannot be read.
    """
    from planner.commands.plan_inputs import read_week_and_plan
    from planner.judging.check import check
    from planner.papers.paper import Paper
    from planner.services.plan_changes import changes

    plans = sorted(folder.glob("*/plan.json"))
    if not plans:
        what = bilingual("其中没有 */plan.json", "no */plan.json in it")
        hint = bilingual("先用 jiedai alternatives -o 写出", "write them by jiedai alternatives -o")
        raise FaultyInput([Fault(str(folder), "", what, hint)])
    found = [read_week_and_plan(week, plan) for plan in plans]
    return tuple(
        Paper(check(report.week, each.plan, each.edition), words) for each in found if changes(report.plan, each.plan)
    )


def _logo(week: Path) -> bytes:
    """Return logo.png of a week's folder, or of the folder that it lies in; nothing where there is none.

    Raises
    ------
    FaultyInput
        When it is no picture.
    """
    from PIL import Image, UnidentifiedImageError

    for folder in (week, week.parent):
        file = folder / LOGO_FILE
        if file.is_file():
            try:
                with Image.open(file) as picture:
                    picture.verify()
                    if picture.format == "PNG":
                        return file.read_bytes()
            except (UnidentifiedImageError, OSError, SyntaxError):
                pass
            what = bilingual("不是 PNG 图片", "no PNG picture")
            raise FaultyInput([Fault(str(file), "", what, bilingual("另存为 PNG", "save it as PNG"))])
    return b""


def former_calendars(out: Path, below: str = "") -> dict[str, bytes]:
    """Return the calendars that we wrote into a folder before, by name; ``below``: how their names begin there."""
    from planner.formats.files import listed

    names = [name for name in listed(out) if name.startswith(below) and name.endswith(".ics")]
    return {name.removeprefix(below): (out / name).read_bytes() for name in names if (out / name).is_file()}


def own_forms(paper: Paper, forms: tuple[Path, ...], ours: Collection[str]) -> dict[str, bytes | str]:
    """Return an office's own forms, filled for each visit; none takes the name of one of our papers or of another."""
    from planner.packet.kit import Kit
    from planner.packet.own_form import filled_form
    from planner.packet.packet import visit_folder

    kit, found = Kit(paper), dict[str, bytes | str]()
    for form in forms:
        for stay in kit.stays:
            base, number = f"{visit_folder(kit, 'office', stay)}/{form.stem}", 1
            name = f"{base}.docx"
            while name in ours or name in found:
                number += 1
                name = f"{base} {number}.docx"
            found[name] = filled_form(kit, stay, form)
    return found


def _messages_since(report: Report, week: Path, since: Path, words: Words) -> dict[str, bytes | str]:
    """Return the messages to those whom the changes since an earlier plan concern."""
    from planner.commands.plan_inputs import read_week_and_plan
    from planner.judging.check import check
    from planner.packet.messages import messages_about
    from planner.papers.paper import Paper
    from planner.papers.tables.changed import ChangeTexts
    from planner.services.plan_changes import changes

    old = read_week_and_plan(since if since.suffix.lower() != ".xlsx" else week, since)
    before = check(old.week, old.plan, report.edition)
    telling = ChangeTexts(Paper(before, words), Paper(report, words))
    found = changes(old.plan, report.plan)
    return {words.pick("变更短信.xlsx", "messages of changes.xlsx"): messages_about(telling, found)}


def _own_language(lang: PaperLanguage | None) -> Language:
    """Return the language in which the office itself reads: names of files and what is said on the screen."""
    return "zh" if lang == "both" else lang or language_of(())


def readers_of(wanted: Sequence[str]) -> tuple[Reader, ...]:
    """Return the readers that are asked for, in their usual order; ``all`` or nothing: everybody."""
    return tuple(reader for reader in PACKET_READERS if not wanted or "all" in wanted or reader in wanted)


def summary_lines(files: Sequence[str], out: Path, words: Words) -> list[str]:
    """Return how many papers are in which folder."""
    folders: dict[str, int] = {}
    for name in files:
        folders[name.split("/")[0]] = folders.get(name.split("/")[0], 0) + 1
    counted = words.comma.join(words.pick(f"{name} {n} 个文件", f"{name}: {n} files") for name, n in folders.items())
    return [counted, words.label(words.pick("接待材料在", "The packet is in"), str(out))]
