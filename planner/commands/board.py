"""``jiedai board``: the week in the browser, moved by hand and judged at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands.base import Command, Language, both, lang_option
from planner.commands.extras import need_extra

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from models.domain.week import Week
    from planner.judging.check import Report
    from planner.language.words import Words
    from planner.seating.hand_seats import HandSeats

FIRST_PLAN_SECONDS = 20.0
"""For a week that has no plan yet; the board improves it."""


@click.command(
    "board",
    cls=Command,
    help=both(
        "在浏览器里看一周的安排，用手拖动，当场说明合不合制度；撤销、固定、问为什么、优化、情况有变时改排。"
        "只在本机，不用联网。WEEK 是来访资料或 plan.json，PLAN 是计划（不写则在 WEEK 旁边找，没有就先排一份）。",
        "The week in the browser: drag items, see at once which clauses they break, undo, pin, ask why, improve, plan "
        "again. On this machine alone, no network needed. WEEK is the week or a plan.json, PLAN the plan (looked for "
        "beside WEEK; made first where there is none).",
    ),
    epilog=both(
        "例：jiedai board 来访周 输出/plan.json",
        "Example: jiedai board instances/tiny out/tiny/plan.json",
    ),
)
@click.argument("week", type=click.Path(exists=True, path_type=Path))
@click.argument("plan", required=False, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help=both("端口（默认任选一个）", "port (any free one by default)"),
)
@click.option(
    "--with",
    "others",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=both(
        "另一份计划（plan.json），供并排对比，可多次；同一文件夹和旁边文件夹里的自动列出",
        "another plan.json to compare with, repeatable; those beside and in folders beside are listed anyway",
    ),
)
@click.option("--no-browser", is_flag=True, help=both("不自动打开浏览器", "do not open the browser"))
@click.option(
    "--share",
    is_flag=True,
    help=both(
        "同一办公网络里拿到网址的人也能打开（默认只在本机）",
        "let others in the office open it who have the address (this machine alone by default)",
    ),
)
@lang_option()
def board(
    week: Path, plan: Path | None, port: int, others: tuple[Path, ...], no_browser: bool, share: bool, lang: Language
) -> int:
    """Open the plan, serve the page, and end with Ctrl-C."""
    from planner.language.words import Words

    words = Words(lang)
    need_extra("board", ("starlette", "uvicorn"), "看板", "the board")
    from planner.board.app import BoardApp
    from planner.board.opening import alone_on_board, open_board
    from planner.board.serve import addresses, listening, open_page, serve
    from planner.commands.plan_inputs import plan_file

    path, facts = plan_file(plan) if plan else _plan_beside(week, words), _week_of(week)
    with alone_on_board(path):
        opened = open_board(path, facts)
        for notice in opened.notices:
            click.echo(words.pick(*notice), err=True)
        app = BoardApp(opened, shared=share, packet=partial(_packet, week), others=others, beside=week)
        listener = listening(port, shared=share)
        pages = [f"{page}?lang={lang}" for page in addresses(listener, app, shared=share)]
        click.echo("\n".join(pages))
        click.echo(words.pick("按 Ctrl-C 结束", "Ctrl-C ends"), err=True)
        if share:
            warning = "拿到网址的人都能改这份计划；用完请结束"
            click.echo(words.pick(warning, "whoever has the address can change the plan; end it after use"), err=True)
        try:
            serve(app, listener, lambda: None if no_browser else open_page(pages[0]))
        except KeyboardInterrupt:
            pass
        finally:
            app.close()
        _say_end(opened.session.is_saved(), words)
    return 0


def _packet(
    week: Path, report: Report, words: Words, seats: HandSeats, on_step: Callable[[int, int], None]
) -> Mapping[str, bytes | str]:
    """Return the reception packet, made in a process of its own."""
    from planner.commands.papers import packet_of, readers_of
    from planner.papers.paper import Paper

    return packet_of(Paper(report, words), week, readers_of(()), hand=seats, on_step=on_step)


def _say_end(saved: bool, words: Words) -> None:
    if not saved:
        text = "没有保存的改动留在 plan.json 旁边，下次打开还在"
        click.echo(words.pick(text, "what was not saved is kept beside plan.json, and there again next time"), err=True)


def _week_of(week: Path) -> Week | None:
    """Return the week as its workbook or folder says it; None: it is the one within plan.json."""
    from planner.formats import load

    holds_plan = week.suffix == ".json" or ((week / "plan.json").is_file() and not (week / "week.toml").is_file())
    return None if holds_plan else load(week)


def _plan_beside(week: Path, words: Words) -> Path:
    """Return the plan of a week that names none: itself, or in the folder for its papers; made first if need be."""
    from planner.commands.plan_folder import folder_of

    if week.suffix == ".json":
        return week
    if week.is_dir() and (week / "plan.json").is_file():
        return week / "plan.json"
    out = folder_of(week)
    if not (out / "plan.json").is_file():
        _first_plan(week, out, words)
    return out / "plan.json"


def _first_plan(week: Path, out: Path, words: Words) -> None:
    from planner.commands.progress import progress_display
    from planner.commands.register_inputs import remembering
    from planner.formats import load
    from planner.formats.files import write_files
    from planner.services.plan_file import plan_text
    from planner.services.provenance import Limits
    from planner.services.solve import solve

    click.echo(words.pick("还没有计划，先排一份", "There is no plan yet: one is made first"), err=True)
    facts = remembering(week, load(week), None, words)
    with progress_display(words) as tell:
        found = solve(facts, Limits(seconds=FIRST_PLAN_SECONDS), on_progress=tell)
    write_files(out, {"plan.json": plan_text(found)})
