"""``jiedai seat``: a guest list in, charts and cards out; all parties of a plan; and judging, changing, explaining."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from planner.commands.base import Command, Language, both, lang_option, pick

if TYPE_CHECKING:
    from models.cp.run import StopSignal
    from planner.language.words import Words
    from planner.seating.chart import Chart

REFUSED, INTERRUPTED = 3, 130


class SeatOptions(NamedTuple):
    """What was asked on the command line, apart from the files."""

    out: Path | None
    edition: str | None
    seconds: float | None
    locks: tuple[str, ...]
    changes: tuple[str, ...]
    as_json: bool
    words: Words

    @property
    def stop(self) -> StopSignal:
        """When to stop."""
        from models.cp.run import StopSignal

        return StopSignal(None if self.seconds is None else time.monotonic() + self.seconds)


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
    why: str | None,
    as_json: bool,
    lang: Language,
) -> int:
    """Find out what is wanted, and do it."""
    from planner.language.words import Words

    asked = SeatOptions(out, edition, seconds, locks, changes, as_json, Words(lang))
    _one_thing(files, asked, chart, why)
    if chart is not None:
        return _check(chart, files[0] if files else None, asked)
    if changes:
        return _change(_chart_file(files, asked), asked)
    if why is not None:
        return _why(files[0], why, asked)
    if len(files) == 2 or _is_plan(files[0]):
        from planner.commands.seat_week import seat_week

        return seat_week(files, asked)
    return _seat(files[0], asked)


def _one_thing(files: tuple[Path, ...], asked: SeatOptions, chart: Path | None, why: str | None) -> None:
    """Refuse what does not go together."""
    wanted = [name for name, given in (("--check", chart), ("--change", asked.changes), ("--why", why)) if given]
    if len(wanted) > 1:
        raise click.UsageError(" / ".join(wanted))
    most = 2 if not wanted else 1
    if len(files) > most or (not files and wanted in ([], ["--why"])):
        text = both("要给出名单，或来访周和计划", "wanted: a guest list, or a week and its plan")
        raise click.UsageError(pick(text, asked.words.lang))
    if asked.out is None and not wanted:
        raise click.UsageError(
            pick(both("要用 -o 给出输出文件夹", "name the folder for the papers with -o"), asked.words.lang)
        )
    if asked.locks and (wanted or len(files) == 2 or _is_plan(files[0])):
        text = both("--lock 用于一份名单或一份 chart.json", "--lock goes with one guest list or one chart.json")
        raise click.UsageError(pick(text, asked.words.lang))


def _is_plan(path: Path) -> bool:
    """Whether a file is a plan of a week."""
    if path.suffix.lower() != ".json":
        return False
    from planner.formats.plan_json import FORMAT

    with path.open(encoding="utf-8", errors="replace") as file:
        return f'"{FORMAT}"' in file.read(200)


# ------------------------------------------------------------------------------------------------ seating


def _seat(path: Path, asked: SeatOptions) -> int:
    from planner.commands.progress import saying
    from planner.seating.folder import refuse
    from planner.seating.judging import read_seat_request as read_asked
    from planner.seating.work import SeatingProgress, seat_party, with_locks

    words = asked.words
    party, etiquette, _ = read_asked(path, asked.edition)
    party = with_locks(party, asked.locks)
    assert asked.out is not None
    refuse(asked.out)
    stop = asked.stop
    with saying(words.pick("正在排座，Ctrl-C 停止", "seating, Ctrl-C stops")) as say:

        def tell(step: SeatingProgress) -> None:
            say(f"{words.pick(step.zh, step.en)} {step.done}/{step.of}")

        chart = seat_party(party, etiquette, stop, tell)
    return _answer(chart, asked.out, asked, stop.event.is_set())


def _answer(chart: Chart, out: Path, asked: SeatOptions, interrupted: bool = False) -> int:
    """Write the papers, say what there is to be said, and return the exit code."""
    from planner.seating.folder import save
    from planner.seating.verdict import details, verdict

    files = save(out, chart, asked.words)
    words = asked.words
    if asked.as_json:
        head = {"out": out.as_posix(), "interrupted": interrupted, "files": files}
        click.echo(json.dumps(head | summary(chart), ensure_ascii=False, indent=2))
    else:
        lines = [*verdict(chart, words), *details(chart, words)]
        if interrupted:
            lines.insert(0, words.pick("中途停止，这是当时最好的一版", "Stopped: the best so far"))
        click.echo("\n".join(lines))
        click.echo(words.label(words.pick("座次图、席卡和说明在", "Charts, cards and notes"), str(out)))
    return INTERRUPTED if interrupted else 0


def summary(chart: Chart) -> dict[str, Any]:
    """Return a chart as plain data, without what chart.json has anyway."""
    from planner.seating.chart import DinnerChart

    answer = chart.answer
    return {
        "kind": "dinner" if isinstance(chart, DinnerChart) else "ride",
        "id": chart.party.id,
        "edition": chart.etiquette.id,
        "people": len(chart.people),
        "ok": is_sound(chart),
        "proven": all(proof.status == "proven" for proof in answer.proofs),
        "proofs": [proof.model_dump(mode="json") for proof in answer.proofs],
        "breaches": [breach.model_dump(mode="json") for breach in answer.breaches],
        "deviations": [deviation.model_dump(mode="json") for deviation in answer.deviations],
        "notes": list(answer.notes),
        "moved": list(answer.moved),
    }


def is_sound(chart: Chart) -> bool:
    """Whether every must is kept."""
    return all(breach.level != "must" for breach in chart.answer.breaches)


# -------------------------------------------------------------------------------------- judging, changing


def _check(chart: Path, party: Path | None, asked: SeatOptions) -> int:
    from planner.seating.judging import judge_chart
    from planner.seating.verdict import details, verdict

    found = judge_chart(chart, party, asked.edition)
    if asked.as_json:
        click.echo(json.dumps(summary(found), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join([*verdict(found, asked.words), *details(found, asked.words, most=200)]))
    return 0 if is_sound(found) else REFUSED


def _chart_file(files: tuple[Path, ...], asked: SeatOptions) -> Path:
    """The chart.json to be changed: the file given, or that of the folder given or of the output folder."""
    from planner.seating.chart import CHART_NAME

    given = files[0] if files else asked.out
    if given is None:
        text = both(
            "要给出已排好的文件夹：-o 文件夹，或 chart.json", "which chart? give its folder with -o, or chart.json"
        )
        raise click.UsageError(pick(text, asked.words.lang))
    path = given / CHART_NAME if given.is_dir() or given == asked.out else given
    if not path.is_file():
        text = both(
            f"{given} 里没有 {CHART_NAME}，请先排座", f"there is no {CHART_NAME} in {given}, seat the party first"
        )
        raise click.UsageError(pick(text, asked.words.lang))
    return path


def _change(path: Path, asked: SeatOptions) -> int:
    from planner.seating.chart import read_chart
    from planner.seating.work import change_chart

    words = asked.words
    before = read_chart(path)
    after = change_chart(before, asked.changes, asked.stop)
    out = asked.out or path.parent
    code = _answer(after, out, asked)
    if not asked.as_json:
        names = {person.id: person.name for person in after.people}
        cards = words.comma.join(names[name] for name in after.answer.moved)
        none = words.pick("无", "none")
        click.echo(words.label(words.pick("要重印的席卡", "Cards to print again"), cards or none))
        gone = [person.name for person in before.people if person.id not in names]
        if gone:
            click.echo(words.label(words.pick("作废的席卡", "Cards no longer needed"), words.comma.join(gone)))
    return code


def _why(path: Path, two: str, asked: SeatOptions) -> int:
    from models.domain.seating import Dinner
    from models.etiquette.precedence import rank
    from planner.language.attendees import pair
    from planner.papers.seating.people import said
    from planner.seating.judging import read_seat_request as read_asked

    party, etiquette, _ = read_asked(path, asked.edition)
    one, other = pair(two, party.people, "--why")
    before = party.wishes.before if isinstance(party, Dinner) else party.before
    words = asked.words
    steps = [said(words, step, step) for step in rank(party.people, before, etiquette).why(one, other, words.lang)]
    if asked.as_json:
        click.echo(json.dumps({"edition": etiquette.id, "steps": steps}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(steps))
    return 0
