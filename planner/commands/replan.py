"""``jiedai replan``: something happened; a new plan that moves only what must move, and who must be told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from models.domain.errors import ExitCode
from planner.commands.base import Command, Language, both, lang_option
from planner.commands.office_inputs import OfficeInputs, office_inputs, ticks_option, today_option
from planner.commands.plan_inputs import NOW_HELP, PIN_HELP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.domain.week import Week
    from planner.commands.plan_folder import WrittenPlan
    from planner.language.words import Words
    from planner.papers.tables.changed import ChangeTexts
    from planner.plan_workbook.decided_texts import DecidedTexts
    from planner.services.replan import Replanned


@click.command(
    "replan",
    cls=Command,
    help=both(
        "有变化时改排：只动必须动的，其余不变；列出每位人员、司机的变更。"
        "WEEK 是来访资料（工作簿、文件夹或 plan.json），PLAN 是已通知的计划；"
        "plan.xlsx 的“变更”页、“锁定”栏和手工改过的格子照办。",
        "Plan again after something happened: only what must move moves; lists what changes for every person and "
        "driver. WEEK is the week's workbook or folder (or a plan.json), PLAN the plan that people have; changes, "
        "locks and cells changed by hand in a plan.xlsx are read too.",
    ),
    epilog=both(
        "例：jiedai replan 来访周 输出/plan.json --event “华中团航班晚点3小时” --now “周二 10:00” -o 新输出",
        'Example: jiedai replan WEEK OUT/plan.json --event "zhongneng train 1h late" -o NEW',
    ),
)
@click.argument("week", type=click.Path(exists=True, path_type=Path))
@click.argument("plan", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--event",
    "events",
    multiple=True,
    help=both("发生了什么，一句话或 .toml 文件，可多次", "what happened: a sentence or a .toml file; repeatable"),
)
@click.option("--now", help=NOW_HELP)
@click.option("--pin", "pins", multiple=True, help=PIN_HELP)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    help=both("改好之后再优化多少秒（默认不再优化）", "how long to improve after the repair (not at all by default)"),
)
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help=both(
        "新计划的输出文件夹；不写则只列变更", "folder for the new papers; without it only the changes are listed"
    ),
)
@today_option
@ticks_option
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
@lang_option()
def replan(
    week: Path,
    plan: Path,
    events: tuple[str, ...],
    now: str | None,
    pins: tuple[str, ...],
    seconds: float | None,
    out: Path | None,
    today: str | None,
    ticks: tuple[Path, ...],
    as_json: bool,
    lang: Language,
) -> int:
    """Read, repair, write, and say who must be told what."""
    from planner.commands.interrupts import hold_interrupts
    from planner.commands.plan_inputs import (
        events_and_locks_in,
        events_of,
        named_options,
        pins_of,
        read_moment,
        read_week_and_plan,
    )
    from planner.commands.progress import progress_display
    from planner.formats.files import refuse_foreign
    from planner.formats.week_files import week_files as week_files_of
    from planner.language.words import Words
    from planner.papers.event_texts import EventTexts
    from planner.plan_workbook.decided_texts import DecidedTexts
    from planner.plan_workbook.earlier_drafts import PLAN_WORKBOOK_NAME, refuse_open
    from planner.services.provenance import Limits
    from planner.services.replan import replan as again

    words = Words(lang)
    facts, edition, old, book = read_week_and_plan(week, plan)
    office = office_inputs(facts, edition, today, plan, out, ticks)
    moment = read_moment(now, facts, "--now")
    given, noted = events_of(events, facts, old, moment), events_and_locks_in(book, facts)
    fixed = [*pins_of(pins, facts, old, named_options(week, facts, old)), *given.pins, *noted.pins]
    if out is not None:
        refuse_foreign(out, ["plan.json", PLAN_WORKBOOK_NAME])
        refuse_open(out)
    limits = None if seconds is None else Limits(seconds=seconds)
    told = [*given.events, *noted.events]
    with progress_display(words) as tell:
        found = again(
            facts,
            old if book is None else book.base,
            told,
            edition=edition,
            now=moment,
            pins=fixed,
            limits=limits,
            on_progress=tell,
            decided=book.hand_changes if book else None,
        )
    with hold_interrupts():  # from the moment on that there is a plan
        telling = _telling(facts, found, words, office)
        now_week = words.pick("来访资料", "week")
        week_files = week_files_of(found.result.week, week, now_week)
        decided = DecidedTexts(telling.after, book.decided if book else (), found.result)
        written = _write(out, found, telling, plan, week_files, decided) if out is not None else None
    understood = EventTexts(telling.before).lines(told)
    if as_json:
        data = {"understood": list(understood), **replan_data(found, written.files if written else [])}
        data["decided"] = decided.data()
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        heard = (words.label(words.pick("收到", "understood"), line) for line in understood)
        click.echo("\n".join([*heard, *decided.lines(), *office.lines(words), *_lines(found, telling)]))
        if written is not None:
            named = now_week if f"{now_week}.xlsx" not in week_files else f"{now_week}.xlsx"
            click.echo("\n".join(_next(words, written, named)))
    return ExitCode.INTERRUPTED if written and written.interrupted else ExitCode.DONE


def _telling(week: Week, found: Replanned, words: Any, office: OfficeInputs) -> ChangeTexts:
    from models.domain.facts import Facts
    from planner.judging.check import Report
    from planner.papers.paper import Paper
    from planner.papers.tables.changed import ChangeTexts

    report = found.result.report
    before = Report(Facts(week, report.edition), found.before, report.rules, report.score, ())
    record = office.renumbered(found.result.week, report.edition)
    return ChangeTexts(Paper(before, words), Paper(report, words, record))


def _write(
    out: Path,
    found: Replanned,
    telling: ChangeTexts,
    old: Path,
    week: Mapping[str, bytes],
    decided: DecidedTexts,
) -> WrittenPlan:
    """Write the papers of the new plan, the list of changes, and the week as it is now."""
    from planner.commands.plan_folder import write_plan
    from planner.commands.plan_inputs import plan_file
    from planner.packet.messages import messages_about
    from planner.papers.markdown import escape, table_text
    from planner.plan_workbook.earlier_drafts import former_draft

    words = telling.after.words
    title = words.pick("变更通知", "changes")
    tables = [table_text(table) for table in telling.tables(found.changes)]
    lines = [f"- {escape(line)}" for line in _head(found, telling)]
    more: dict[str, bytes | str] = {f"{title}.md": "\n".join([f"# {title}", "", *lines, "", *tables])}
    more |= week
    if found.changes:
        more[words.pick("变更短信.xlsx", "messages of changes.xlsx")] = messages_about(telling, found.changes)
    former = decided.locked(former_draft(out, old))
    if former is not None:  # what has happened is now in the week
        former = replace(former, events=())
    return write_plan(out, telling.after, found.result, more, former, made_from=plan_file(old))


def _head(found: Replanned, telling: ChangeTexts) -> Iterator[str]:
    from planner.papers.reasons import ReasonTexts

    words, after = telling.after.words, telling.after
    names = words.comma.join(after.names.client(visit) for visit in found.planned)
    if names:
        yield words.label(words.pick("重新排过", "planned again"), names)
    names = words.comma.join(after.names.client(visit) for visit in found.staffed)
    if names:
        yield words.label(words.pick("只换人换车", "only other people or cars"), names)
    names = words.comma.join(after.names.client(visit) for visit in found.widened)
    if names:
        yield words.label(words.pick("让出时间或场地", "gave way"), names)
    yield words.label(words.pick("已通知而有变动的安排", "announced items that moved"), str(len(found.moved)))
    known = {(left.visit, left.request) for left in found.before.left_out}
    new = [left for left in found.plan.left_out if (left.visit, left.request) not in known]
    if new:
        items = words.comma.join(f"{after.names.client(left.visit)} {after.item_texts.left_out(left)}" for left in new)
        yield words.label(words.pick("因此未能安排", "left out now"), items)
        texts = ReasonTexts(after)
        for left in new:
            said = words.semicolon.join(text for text in (texts.reason(left), texts.instead(left)) if text)
            yield "  " + words.label(after.item_texts.left_out(left), said)


def _lines(found: Replanned, telling: ChangeTexts) -> Iterator[str]:
    words = telling.after.words
    yield from _head(found, telling)
    changes = found.changes
    yield ""
    if not changes:
        yield words.pick("安排没有变动。", "Nothing changes.")
    else:
        yield words.pick("变更：", "Changes:")
        yield from (f"  {line}" for line in telling.lines(changes))


def _next(words: Words, written: WrittenPlan, week: str) -> Iterator[str]:
    """Yield where the new plan is, and what the next command begins with."""
    from planner.plan_workbook.earlier_drafts import PLAN_WORKBOOK_NAME

    out = written.folder
    plan = PLAN_WORKBOOK_NAME if PLAN_WORKBOOK_NAME in written.files else "plan.json"
    yield ""
    yield words.label(words.pick("新计划在", "the new plan is in"), str(out))
    yield words.pick(f"下次排定、改排请用 {out / week} 和 {out / plan}", f"next time use {out / week} and {out / plan}")
    if week.endswith(".xlsx"):
        zh = f"{week} 是按标准格式另写的：原工作簿的颜色、批注、图片和另加的表不在其中；原工作簿没有改动。"
        en = f"{week} is written anew: the colours, comments, pictures and extra sheets of the workbook are not in it; "
        yield words.pick(zh, f"{en}the workbook itself was not changed.")


def replan_data(found: Replanned, files: list[str]) -> dict[str, Any]:
    """Return what came out as plain data; moments are ISO 8601 with the offset of Beijing."""
    from planner.commands.check import report_data
    from planner.services.compare import change_row

    rows = [{key: _iso(key, value) for key, value in change_row(change).items()} for change in found.changes]
    return {
        "seconds": round(found.seconds, 2),
        "planned": list(found.planned),
        "staffed": list(found.staffed),
        "widened": list(found.widened),
        "moved": list(found.moved),
        "changes": rows,
        "files": sorted(files),
        **report_data(found.result.report),
    }


def _iso(key: str, value: Any) -> Any:
    from models.domain.clock import iso

    return iso(value) if isinstance(value, int) and key.startswith(("start_", "end_")) else value
