"""``jiedai rounds``: who calls on which customer and when, by which way; questions about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.domain.bilingual import bilingual
from models.domain.errors import ExitCode
from planner.commands.base import Command, Language, both, lang_option
from planner.commands.extras import need_extra

if TYPE_CHECKING:
    from models.outbound.plan_rounds import RoundsLimits

DEFAULT_ROUNDS_SECONDS = 30.0


@click.command(
    "rounds",
    cls=Command,
    help=both(
        "排定业务员拜访客户：谁、哪天几点、走哪条路，漏访的说明原因；路线单、预约、短信、日历、地图、检查表、审批表写入一个"
        "文件夹，先看拜访计划.xlsx。BOOK 是客户资料（工作簿、文件夹），或上次的 rounds.json。"
        "--slots、--why 只回答问题。Ctrl-C 停止，得到当时最好的一版。",
        "Plan who calls on which customer, when and by which way, and say why calls are missed; route sheets, "
        "appointments, messages, calendars, maps, check-lists and the plan for approval go into a folder. BOOK: the "
        "customers' workbook or folder, or the rounds.json of a former plan. --slots and --why only answer. Ctrl-C "
        "gives the best plan so far.",
    ),
    epilog=both(
        "例：jiedai rounds instances/rounds-zhengzhou -o out/rounds；"
        "jiedai rounds out/rounds/rounds.json --event “钱伟周三请假” -o out/rounds2",
        'Example: jiedai rounds out/rounds/rounds.json --event "qian on leave on Wed" -o out/rounds2 --lang en',
    ),
)
@click.argument("book", type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help=both("输出文件夹；只覆盖本程序写过的文件", "folder for the papers; only our own files in it are replaced"),
)
@click.option(
    "--weeks", type=click.IntRange(1, 13), help=both("排几周，1至13；默认按资料", "weeks, 1 to 13; the book's")
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    help=both(
        f"最多排多少秒（默认 {DEFAULT_ROUNDS_SECONDS:.0f}）",
        f"how long at most ({DEFAULT_ROUNDS_SECONDS:.0f} by default)",
    ),
)
@click.option(
    "--deterministic",
    is_flag=True,
    help=both("不限时间，同样输入得到同样的计划", "no time limit; the same input gives the same plan"),
)
@click.option("--seed", default=0, show_default=True, help=both("随机种子", "seed of the search"))
@click.option("--edition", help=both("制度版本：名称或 .toml 文件", "policy edition: a name or a .toml file"))
@click.option(
    "--start-from",
    "start",
    type=click.Path(exists=True, path_type=Path),
    help=both("从这份计划（rounds.json）接着排", "improve this plan (rounds.json)"),
)
@click.option(
    "--visits",
    "visits",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help=both(
        "同一些人的来访计划（plan.json），可多次：来访优先，拜访让路",
        "a plan of visits to us of the same people (plan.json), repeatable: visits come first, rounds give way",
    ),
)
@click.option(
    "--event",
    "events",
    multiple=True,
    help=both(
        "发生了什么，可多次：“钱伟周三请假”“金穗商行周四没见到”“二七贸易来电约周五10点”“南关电料投诉，尽快上门”",
        "what happened, repeatable: somebody is on leave, was not met, has called in, must be called on urgently",
    ),
)
@click.option("--now", help=both("现在的时间（“周二 10:00”）", 'what time it is ("Tue 10:00")'))
@click.option(
    "--slots", "slots_for", metavar="CUSTOMER", help=both("这家客户何时去最合适", "when a call on it fits best")
)
@click.option("--why", "why_of", metavar="CUSTOMER", help=both("这家客户为什么这样排", "why it is planned so"))
@click.option("--json", "as_json", is_flag=True, help=both("在标准输出给出 JSON 摘要", "print a summary as JSON"))
@lang_option()
def rounds(
    book: Path,
    out: Path | None,
    weeks: int | None,
    seconds: float | None,
    deterministic: bool,
    seed: int,
    edition: str | None,
    start: Path | None,
    visits: tuple[Path, ...],
    events: tuple[str, ...],
    now: str | None,
    slots_for: str | None,
    why_of: str | None,
    as_json: bool,
    lang: Language,
) -> int:
    """Read, plan or mend, write, and say where to look; or answer a question."""
    if deterministic and seconds is not None:
        raise click.UsageError(
            bilingual("--seconds 与 --deterministic 只能选一个", "--seconds or --deterministic, not both")
        )
    asks = slots_for is not None or why_of is not None
    if asks and out is not None:
        raise click.UsageError(bilingual("--slots、--why 只回答，不写文件", "--slots and --why only answer: no -o"))
    if out is None and not asks:
        raise click.UsageError(bilingual("缺少 -o 输出文件夹", "-o is missing: the folder for the papers"))
    need_extra("outbound", ("pyvrp",), "排拜访", "planning rounds")
    from planner.commands.interrupts import delay_interrupts
    from planner.language.words import Words

    words = Words(lang)
    with delay_interrupts():
        from models.domain.rounds_events import apply_rounds_events
        from models.outbound.plan_rounds import RoundsLimits
        from planner.commands.rounds_inputs import (
            ROUNDS_FILE,
            read_rounds_input,
            read_rounds_moment,
            rounds_events_of,
            visits_of,
            with_visits,
        )
        from planner.commands.rounds_run import answers, plan_and_write
        from planner.formats.files import refuse_foreign
        from planner.language.rounds_events import event_line

        found = read_rounds_input(book, start, edition, weeks)
        moment = read_rounds_moment(now, found.book)
        told = rounds_events_of(events, found.book, moment)
        taken = [span for path in visits for span in visits_of(path, found.book)]
        changed = apply_rounds_events(with_visits(found.book, taken), told)
    if out is None:
        click.echo("\n".join(answers(changed, found, slots_for, why_of, moment, words)))
        return ExitCode.DONE
    refuse_foreign(out, [ROUNDS_FILE])
    for event in told:
        click.echo(words.label(words.pick("收到", "understood"), event_line(event, found.book, lang)), err=True)
    limits = _limits(RoundsLimits, seconds, deterministic, seed)
    mends = found.former is not None and bool(told or visits)
    return plan_and_write(found._replace(book=changed), limits, out, words, mends=mends, now=moment, as_json=as_json)


def _limits(kind: type[RoundsLimits], seconds: float | None, deterministic: bool, seed: int) -> RoundsLimits:
    if deterministic:
        return kind(seconds=None, seed=seed)
    return kind(seconds=DEFAULT_ROUNDS_SECONDS if seconds is None else seconds, seed=seed)
