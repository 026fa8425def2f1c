"""``jiedai plan``: plans a week and writes its papers into a folder."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from models.domain.bilingual import bilingual
from models.domain.errors import ExitCode
from models.domain.memory import Memory
from planner.commands.absent import absent_teller
from planner.commands.base import Command, Language, both, lang_option
from planner.commands.office_inputs import office_inputs, ticks_option, today_option
from planner.commands.other_years import other_years_line
from planner.commands.register_inputs import register_option, remembering

if TYPE_CHECKING:
    from models.domain.pins import HandChanges
    from models.domain.plan import Plan
    from models.domain.revision import Revision
    from models.domain.week import Week
    from planner.papers.paper import Paper
    from planner.plan_workbook.reading.decisions import DecidedRow
    from planner.plan_workbook.writing import FormerDraft
    from planner.seating.hand_seats import HandSeats
    from planner.services.provenance import Limits
    from planner.services.result import Result

DEFAULT_SECONDS = 30.0
PAPER_SECONDS_PER_VISIT, WAIT_FOR_PAPERS = 0.08, 2.0
"""Wall-clock seconds that the papers of a visit take, and for how long people wait for all of them after the search;
what they take longer is taken from the search, and so is what the reading of the week took."""
LEAST_SEARCH_SHARE = 0.7
"""Least share of the seconds asked for that is searched."""
DETERMINISTIC_ROUNDS = 6
"""Rounds of improvement under ``--deterministic``."""


@click.command(
    "plan",
    cls=Command,
    help=both(
        "排定一周来访：每个团组的行程、每位司机和每间会议室的任务单、费用和图表，写入一个文件夹；先看 plan.xlsx。"
        "随时可按 Ctrl-C 停止，得到当时最好的一版。",
        "Plan a week: a programme per delegation, duty lists, costs and pictures, written into a folder; plan.xlsx has "
        "them all. "
        "Ctrl-C stops it and gives the best plan so far.",
    ),
    epilog=both(
        "例：jiedai plan 来访周 -o 输出 --seconds 60",
        "Examples: jiedai plan instances/tiny -o out/tiny; jiedai plan WEEK -o OUT --deterministic --seed 7",
    ),
)
@click.argument("weeks", nargs=-1, required=True, metavar="WEEK...", type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help=both(
        "输出文件夹；只覆盖本程序写过的文件。多个周各写入其中一个子文件夹",
        "folder for the papers; only our own files in it are replaced. Several weeks get a folder each in it",
    ),
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help=both("多个周时同时排几个，每个用一个进程", "of several weeks, how many at a time, in a process each"),
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help=both(
        "用这个 Dask 集群来排，如 tcp://10.0.0.1:8786（须装 jiedai[cluster]）",
        "plan on this Dask cluster, e.g. tcp://10.0.0.1:8786 (needs jiedai[cluster])",
    ),
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    help=both(
        f"每个周最多排多少秒（默认 {DEFAULT_SECONDS:.0f}）",
        f"how long at most, for each week ({DEFAULT_SECONDS:.0f} by default)",
    ),
)
@click.option(
    "--deterministic",
    is_flag=True,
    help=both("不限时间，结果可重复：同样输入得到同样的计划", "no time limit; the same input gives the same plan"),
)
@click.option("--seed", default=0, show_default=True, help=both("随机种子", "seed of the search"))
@click.option(
    "--edition",
    default="default",
    show_default=True,
    help=both("制度版本：名称或 .toml 文件", "policy edition: a name or a .toml file"),
)
@click.option(
    "--start-from",
    "start",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=both(
        "从一份计划接着排（plan.json，或手工改过的 plan.xlsx，其“锁定”照办）",
        "improve a plan: plan.json, or plan.xlsx changed by hand, whose locks are kept",
    ),
)
@click.option(
    "--keep",
    multiple=True,
    metavar="SHEET!ROW",
    help=both("plan.xlsx 里这一行不动，可多次", "leave this row of plan.xlsx as it is; repeatable"),
)
@register_option
@click.option(
    "--papers",
    "with_papers",
    is_flag=True,
    help=both("同时印制整套接待材料（见 jiedai papers）", "print the reception packet as well (see jiedai papers)"),
)
@today_option
@ticks_option
@click.option("--json", "as_json", is_flag=True, help=both("在标准输出给出 JSON 摘要", "print a summary as JSON"))
@lang_option()
def plan(
    weeks: tuple[Path, ...],
    out: Path,
    jobs: int,
    cluster: str | None,
    seconds: float | None,
    deterministic: bool,
    seed: int,
    edition: str,
    start: Path | None,
    keep: tuple[str, ...],
    register: Path | None,
    with_papers: bool,
    today: str | None,
    ticks: tuple[Path, ...],
    as_json: bool,
    lang: Language,
) -> int:
    """Read, solve, write, and say where to look."""
    if deterministic and seconds is not None:
        raise click.UsageError(
            bilingual("--seconds 与 --deterministic 只能选一个", "--seconds or --deterministic, not both")
        )
    if keep and (start is None or start.suffix.lower() != ".xlsx"):
        raise click.UsageError(
            bilingual("--keep 须与 --start-from plan.xlsx 同用", "--keep needs --start-from plan.xlsx")
        )
    if len(weeks) > 1 and with_papers:
        raise click.UsageError(bilingual("--papers 只用于一个周", "--papers is for one week"))
    if len(weeks) > 1 and register is not None:
        raise click.UsageError(bilingual("--register 只用于一个周", "--register is for one week"))
    if len(weeks) > 1 and start is not None:
        raise click.UsageError(bilingual("--start-from 只用于一个周", "--start-from is for one week"))
    if len(weeks) > 1 and (today is not None or ticks):
        raise click.UsageError(bilingual("--today、--ticks 只用于一个周", "--today and --ticks are for one week"))
    from planner.commands.interrupts import delay_interrupts, hold_interrupts
    from planner.language.words import Words

    asked_at, words = time.monotonic(), Words(lang)
    if len(weeks) > 1:
        from planner.commands.plan_many import plan_many

        limits = search_limits(seconds, deterministic, 0)  # no week waits for the papers of all
        return plan_many(weeks, out, limits, seed, edition, jobs, cluster, words, as_json=as_json)
    (week,) = weeks
    with delay_interrupts():
        from planner.commands.plan_folder import summary, write_plan
        from planner.commands.plan_inputs import plan_file
        from planner.commands.progress import progress_display
        from planner.formats import load, load_edition
        from planner.formats.files import refuse_foreign
        from planner.papers.paper import Paper
        from planner.plan_workbook.decided_texts import DecidedTexts
        from planner.plan_workbook.earlier_drafts import PLAN_WORKBOOK_NAME, former_draft, refuse_open
        from planner.seating.hand_seats import read_seats
        from planner.services.result import Progress
        from planner.services.solve import solve

        facts, policy = load(week, absent_teller(words)), load_edition(edition, week)
        facts = remembering(week, facts, register, words)
        if line := other_years_line(facts, words):
            click.echo(line, err=True)
        refuse_foreign(out, ["plan.json", PLAN_WORKBOOK_NAME])
        refuse_open(out)
        old = plan_file(start) if start is not None else None
        hand = (read_seats(out / "plan.json") or (read_seats(old) if old else {})) if with_papers else {}
        begin = _begin(facts, start, keep, lang)
        facts = begin.week or facts
        office = office_inputs(facts, policy, today, start, out, ticks)
    began = time.monotonic()
    with progress_display(words) as tell:
        result = solve(
            facts,
            search_limits(seconds, deterministic, len(facts.visits), spent=began - asked_at),
            policy,
            seed,
            tell,
            start_from=begin.plan,
            revision=begin.revision,
            decided=begin.decided,
            cluster=cluster,
        )
        with hold_interrupts():  # from the moment on that there is a plan
            paper = Paper(result.report, words, office.record)
            decided = DecidedTexts(paper, begin.rows, result)
            former = decided.locked(former_draft(out, start))
            written = write_plan(
                out,
                paper,
                result,
                _packet(paper, result, week, out, former, hand) if with_papers else None,
                former=former,
                begin=lambda phase: tell(Progress(time.monotonic() - began, phase)),
                made_from=old,
            )
    if as_json:
        data = summary(result, written.folder, written.files) | {"decided": decided.data()}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        _print_summary(paper, result, written.folder, written.files)
        for line in (*decided.lines(), *office.lines(words)):
            click.echo(line)
    return ExitCode.INTERRUPTED if result.interrupted or written.interrupted else ExitCode.DONE


def _packet(
    paper: Paper, result: Result, week: Path, out: Path, former: FormerDraft | None, hand: HandSeats
) -> dict[str, bytes | str]:
    """Return the reception packet, in a folder of its own; seats that were decided by hand hold for it, too."""
    from planner.commands.papers import former_calendars, packet_of
    from planner.packet.readers import PACKET_READERS
    from planner.plan_workbook.earlier_drafts import draft_day, draft_mark

    words = paper.words
    folder = words.pick("接待材料/", "packet/")
    lang = None if words.lang == "zh" else words.lang
    mark = draft_mark(former, result.plan, draft_day(result.provenance.limits))
    files = packet_of(paper, week, PACKET_READERS, lang, former_calendars(out, folder), mark, hand=hand)
    return {f"{folder}{name}": content for name, content in files.items()}


class _Begin(NamedTuple):
    """The plan to start from, what is fixed in it, and what was changed in it by hand."""

    plan: Plan | None = None
    revision: Revision | None = None
    decided: HandChanges | None = None
    rows: tuple[DecidedRow, ...] = ()
    week: Week | None = None
    """With what the register told when that plan was made."""


def _begin(week: Week, start: Path | None, keep: tuple[str, ...], lang: Language) -> _Begin:
    """Read the plan to start from."""
    if start is None:
        return _Begin()
    if start.suffix.lower() != ".xlsx":
        from planner.commands.plan_inputs import as_remembered
        from planner.formats.plan_json import read_plan

        planned_for, _, plan = read_plan(start)
        return _Begin(plan, week=week if week.memory != Memory() else as_remembered(week, planned_for))
    from models.domain.revision import Revision
    from planner.plan_workbook.reading import read_plan_book
    from planner.plan_workbook.reading.locks import pins_of

    book = read_plan_book(start, week)
    for fault in book.ignored:
        click.echo(fault.told(lang), err=True)
    return _Begin(book.plan, Revision(pins=pins_of(book, keep)), book.hand_changes, book.decided, book.week)


def search_limits(seconds: float | None, deterministic: bool, visits: int, spent: float = 0.0) -> Limits:
    """Return how long is searched: as long as was asked for, but for what reading and papers take of it.

    Parameters
    ----------
    visits : int
        Visits of the week, whose papers people wait for.
    spent : float
        Seconds that have passed before the search.
    """
    from planner.services.provenance import Limits

    if deterministic:
        return Limits(seconds=None, rounds=DETERMINISTIC_ROUNDS)
    asked = DEFAULT_SECONDS if seconds is None else seconds
    papers = max(0.0, PAPER_SECONDS_PER_VISIT * visits - WAIT_FOR_PAPERS)
    return Limits(seconds=max(asked - papers - spent, asked * LEAST_SEARCH_SHARE))


def _print_summary(paper: Paper, result: Result, out: Path, files: list[str]) -> None:
    from planner.papers.open_approvals import open_approvals_line
    from planner.papers.reasons import left_out_lines
    from planner.papers.verdict import verdict
    from planner.plan_workbook.earlier_drafts import PLAN_WORKBOOK_NAME

    words = paper.words
    for line in verdict(paper, result):
        click.echo(line)
    for line in left_out_lines(paper):
        click.echo(line)
    if line := open_approvals_line(paper):
        click.echo(line)
    programmes = sum(name.startswith(words.pick("行程安排/", "programmes/")) for name in files)
    click.echo(words.label(words.pick("请先看", "Look first at"), str(out / PLAN_WORKBOOK_NAME)))
    where = words.pick(
        f"行程安排 {programmes} 份、任务单、待办事项、甘特图也在 {out}",
        f"{programmes} programmes, duty lists, things to do and charts are in {out}",
    )
    click.echo(where)
