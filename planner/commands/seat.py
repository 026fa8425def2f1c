"""``jiedai seat``: seats a guest list or all parties of a plan; judges, changes and explains a seating."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.domain.errors import ExitCode
from planner.commands.absent import absent_teller
from planner.commands.base import Command, Language, both, lang_option, pick
from planner.commands.seat_options import SeatOptions
from planner.commands.seat_summary import chart_summary, is_sound

if TYPE_CHECKING:
    from planner.seating.chart import Chart


@click.command(
    "seat",
    cls=Command,
    help=both(
        "按礼仪排座：一份名单（宴会、会见、合影或乘车，.xlsx 或 .toml）排成座次图、席卡和说明；或者给出来访周和计划，"
        "一次排好计划里的全部宴请、会见和用车。座位从 0 数起（0 面门），顺时针。随时可按 Ctrl-C，得到当时最好的一版。",
        "Seat people by etiquette: a list (dinner, meeting, photo or ride; .xlsx or .toml) becomes charts, cards and "
        "notes; or a week and its plan: every banquet, meeting and move of it. Seats count from 0, which faces the "
        "door, clockwise. "
        "Ctrl-C stops it and gives the best so far.",
    ),
    epilog=both(
        "例：jiedai seat 晚宴.xlsx -o 座次；jiedai seat 来访周 plan.json -o 座次；"
        "jiedai seat -o 座次 --change 张三不来了；jiedai seat --check 座次/chart.json；"
        "jiedai seat 晚宴.xlsx --why 张三,李四",
        "Examples: jiedai seat dinner.xlsx -o seats; jiedai seat -o seats --change 'cancel Brown'; "
        "jiedai seat --check seats/chart.json; jiedai seat dinner.xlsx --why 'Smith,Brown'; "
        "jiedai seat WEEK plan.json -o all-seats",
    ),
)
@click.argument("files", nargs=-1, metavar="[DINNER | CHART | WEEK PLAN]", type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help=both("输出文件夹；只覆盖本程序写过的文件", "folder for the papers; only our own files in it are replaced"),
)
@click.option("--edition", help=both("礼仪版本：名称或 .toml 文件", "etiquette edition: a name or a .toml file"))
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    help=both("最多排多少秒；不限则结果可重复", "how long at most; without it the result repeats exactly"),
)
@click.option(
    "--lock",
    "locks",
    multiple=True,
    metavar="PERSON=SEAT",
    help=both(
        "指定座位：人=桌、人=桌:座、人=车:座@路段；姓名或编号；可多次",
        "person=table, person=table:seat, person=car:seat@leg, by name or id; may be repeated",
    ),
)
@click.option(
    "--change",
    "changes",
    multiple=True,
    metavar="TEXT",
    help=both(
        "改动已排好的座次，尽量少动人：加一位客人 王五，职务 总监；张三不来了；张三和李四换座；可多次",
        "change a seated party, few people move: 'add guest Wang, title Director', 'cancel Li', 'swap Li and Wang'",
    ),
)
@click.option(
    "--check",
    "chart",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=both(
        "检查一份座次：chart.json、在“按桌”表里改过的座次.xlsx，或手工 .toml；手工的另给名单或 chart.json；"
        "违反必守规则时退出码为 3",
        "judge a chart: chart.json, seating.xlsx with people moved on its sheet 'By table', or made by hand in .toml; "
        "these with their list or chart.json as the other file; exit code 3 if a must is broken",
    ),
)
@click.option(
    "--strict",
    is_flag=True,
    help=both(
        "有不认识的职务就不排，全部列出，退出码为 3",
        "do not seat by titles that no ladder knows: all of them are listed, exit code 3",
    ),
)
@click.option("--why", metavar="A,B", help=both("两人谁在前，为什么", "who ranks before whom, and why"))
@click.option("--json", "as_json", is_flag=True, help=both("在标准输出给出 JSON 摘要", "print a summary as JSON"))
@lang_option()
def seat(
    files: tuple[Path, ...],
    out: Path | None,
    edition: str | None,
    seconds: float | None,
    locks: tuple[str, ...],
    changes: tuple[str, ...],
    chart: Path | None,
    strict: bool,
    why: str | None,
    as_json: bool,
    lang: Language,
) -> int:
    """Find out what is wanted, and do it."""
    from planner.language.words import Words

    options = SeatOptions(out, edition, seconds, locks, changes, as_json, Words(lang), strict)
    _refuse_contradictions(files, options, chart, why)
    if chart is not None:
        return _check(chart, files[0] if files else None, options)
    if changes:
        return _change(_chart_file(files, options), options)
    if why is not None:
        return _why(files[0], why, options)
    if len(files) == 2 or _is_plan(files[0]):
        from planner.commands.seat_week import seat_week

        return seat_week(files, options)
    return _seat(files[0], options)


def _refuse_contradictions(files: tuple[Path, ...], options: SeatOptions, chart: Path | None, why: str | None) -> None:
    """Refuse what does not go together."""
    wanted = [name for name, given in (("--check", chart), ("--change", options.changes), ("--why", why)) if given]
    if len(wanted) > 1:
        raise click.UsageError(" / ".join(wanted))
    most = 2 if not wanted else 1
    if len(files) > most or (not files and wanted in ([], ["--why"])):
        text = both("要给出名单，或来访周和计划", "wanted: a guest list, or a week and its plan")
        raise click.UsageError(pick(text, options.words.lang))
    if options.out is None and not wanted:
        raise click.UsageError(
            pick(both("要用 -o 给出输出文件夹", "name the folder for the papers with -o"), options.words.lang)
        )
    if options.locks and (wanted or len(files) == 2 or _is_plan(files[0])):
        text = both("--lock 用于一份名单或一份 chart.json", "--lock goes with one guest list or one chart.json")
        raise click.UsageError(pick(text, options.words.lang))


def _is_plan(path: Path) -> bool:
    """Whether a file is a plan of a week."""
    if path.suffix.lower() != ".json":
        return False
    from planner.formats.plan_json import PLAN_FORMAT

    with path.open(encoding="utf-8", errors="replace") as file:
        return f'"{PLAN_FORMAT}"' in file.read(200)


# ------------------------------------------------------------------------------------------------ seating


def _seat(path: Path, options: SeatOptions) -> int:
    from planner.commands.progress import line_display
    from planner.seating.folder import refuse
    from planner.seating.judging import read_seat_request as read_party_and_edition
    from planner.seating.seat_party import SeatingProgress, seat_party, with_locks
    from planner.seating.unknown_titles import refuse_unknown_titles

    words = options.words
    party, etiquette, _ = read_party_and_edition(path, options.edition, absent_teller(words))
    party = with_locks(party, options.locks)
    if options.strict:
        refuse_unknown_titles([(path.name, party.people, etiquette)])
    assert options.out is not None
    refuse(options.out)
    stop = options.stop
    with line_display(words.pick("正在排座，Ctrl-C 停止", "seating, Ctrl-C stops")) as say:

        def tell(step: SeatingProgress) -> None:
            say(f"{words.pick(step.zh, step.en)} {step.done}/{step.of}")

        chart = seat_party(party, etiquette, stop, tell)
    return _answer(chart, options.out, options, stop.event.is_set())


def _answer(chart: Chart, out: Path, options: SeatOptions, interrupted: bool = False) -> int:
    """Write the papers, say what there is to be said, and return the exit code."""
    from planner.seating.folder import save
    from planner.seating.verdict import details, verdict

    files = save(out, chart, options.words)
    words = options.words
    if options.as_json:
        head = {"out": out.as_posix(), "interrupted": interrupted, "files": files}
        click.echo(json.dumps(head | chart_summary(chart), ensure_ascii=False, indent=2))
    else:
        lines = [*verdict(chart, words), *details(chart, words)]
        if interrupted:
            lines.insert(0, words.pick("中途停止，这是当时最好的一版", "Stopped: the best so far"))
        click.echo("\n".join(lines))
        click.echo(words.label(words.pick("座次图、席卡和说明在", "Charts, cards and notes"), str(out)))
    return ExitCode.INTERRUPTED if interrupted else ExitCode.DONE


# -------------------------------------------------------------------------------------- judging, changing


def _check(chart: Path, party: Path | None, options: SeatOptions) -> int:
    from planner.seating.judging import judge_chart
    from planner.seating.verdict import details, verdict

    found = judge_chart(chart, party, options.edition)
    if options.as_json:
        click.echo(json.dumps(chart_summary(found), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join([*verdict(found, options.words), *details(found, options.words, most=200)]))
    return ExitCode.DONE if is_sound(found) else ExitCode.FAULTY_INPUT


def _chart_file(files: tuple[Path, ...], options: SeatOptions) -> Path:
    """The chart.json to be changed: the file given, or that of the folder given or of the output folder."""
    from planner.seating.chart import CHART_NAME

    given = files[0] if files else options.out
    if given is None:
        text = both(
            "要给出已排好的文件夹：-o 文件夹，或 chart.json", "which chart? give its folder with -o, or chart.json"
        )
        raise click.UsageError(pick(text, options.words.lang))
    path = given / CHART_NAME if given.is_dir() or given == options.out else given
    if not path.is_file():
        text = both(
            f"{given} 里没有 {CHART_NAME}，请先排座", f"there is no {CHART_NAME} in {given}, seat the party first"
        )
        raise click.UsageError(pick(text, options.words.lang))
    return path


def _change(path: Path, options: SeatOptions) -> int:
    from planner.seating.chart import read_chart
    from planner.seating.seat_party import change_chart
    from planner.seating.unknown_titles import refuse_unknown_titles

    words = options.words
    before = read_chart(path)
    after = change_chart(before, options.changes, options.stop)
    if options.strict:
        refuse_unknown_titles([(path.name, after.people, after.etiquette)])
    out = options.out or path.parent
    code = _answer(after, out, options)
    if not options.as_json:
        names = {person.id: person.name for person in after.people}
        cards = words.comma.join(names[name] for name in after.answer.moved)
        none = words.pick("无", "none")
        click.echo(words.label(words.pick("要重印的席卡", "Cards to print again"), cards or none))
        gone = [person.name for person in before.people if person.id not in names]
        if gone:
            click.echo(words.label(words.pick("作废的席卡", "Cards no longer needed"), words.comma.join(gone)))
    return code


def _why(path: Path, two: str, options: SeatOptions) -> int:
    from models.domain.seating import Dinner
    from models.etiquette.precedence import rank
    from planner.language.attendees import find_two_attendees
    from planner.papers.seating.people import said
    from planner.seating.judging import read_seat_request as read_party_and_edition

    party, etiquette, _ = read_party_and_edition(path, options.edition)
    one, other = find_two_attendees(two, party.people, "--why")
    before = party.wishes.before if isinstance(party, Dinner) else party.before
    words = options.words
    steps = [said(words, step, step) for step in rank(party.people, before, etiquette).why(one, other, words.lang)]
    if options.as_json:
        click.echo(json.dumps({"edition": etiquette.id, "steps": steps}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(steps))
    return 0
