"""The command ``jiedai``.

Commands live one a module in ``planner.commands`` and are imported only when they are called, so
that ``jiedai --help`` is there at once. Exit codes: see ``models.domain.errors.ExitCode``.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

import planner
from models.domain.bilingual import bilingual, in_language
from models.domain.errors import ExitCode, JiedaiError
from planner.commands.base import Command, both, lang_option, language_of
from planner.commands.interrupts import end_as_interrupt
from planner.commands.usage_texts import usage_in_chinese
from planner.language.system_words import system_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.commands.base import Language


class CommandEntry(NamedTuple):
    """A line of the table of commands: where the command is, and its line in ``jiedai --help``."""

    target: str
    help: str


COMMANDS: dict[str, CommandEntry] = {
    "plan": CommandEntry("planner.commands.plan:plan", both("排定一周来访", "plan a week")),
    "rounds": CommandEntry(
        "planner.commands.rounds:rounds", both("排定业务员拜访客户", "plan calls of our own people on customers")
    ),
    "rounds-score": CommandEntry(
        "planner.commands.rounds_score:rounds_score", both("业务员月度考核表", "the month's scores of our own people")
    ),
    "check": CommandEntry("planner.commands.check:check", both("检查一份计划", "check a plan")),
    "seat": CommandEntry(
        "planner.commands.seat:seat", both("排宴会桌次、座次和乘车座位", "seat dinners, meetings and cars")
    ),
    "papers": CommandEntry(
        "planner.commands.papers:papers", both("印制整套接待材料", "print the reception packet of a plan")
    ),
    "titles": CommandEntry(
        "planner.commands.titles:titles", both("职务怎么读、在哪一级", "how titles are read and where they rank")
    ),
    "confirm": CommandEntry(
        "planner.commands.confirm:confirm", both("客人的回执记入来访资料", "put the guests' replies into the week")
    ),
    "replan": CommandEntry("planner.commands.replan:replan", both("有变化时改排", "plan again after a change")),
    "why": CommandEntry(
        "planner.commands.why:why", both("为什么这样排、能不能换", "why it is so, and what a wish costs")
    ),
    "slots": CommandEntry(
        "planner.commands.slots:slots", both("新增活动、来访的好时间", "good times for something new")
    ),
    "alternatives": CommandEntry(
        "planner.commands.alternatives:alternatives", both("另几份计划供选择", "other plans to choose from")
    ),
    "board": CommandEntry(
        "planner.commands.board:board", both("在浏览器里看、拖动一周的安排", "the week in the browser, moved by hand")
    ),
    "compare": CommandEntry("planner.commands.compare:compare", both("对比几份计划", "compare plans")),
    "measure": CommandEntry("planner.commands.measure:measure", both("把计划量成数字", "measure a plan")),
    "simulate": CommandEntry(
        "planner.commands.simulate:simulate", both("检验计划的稳健性", "try how a plan stands up to delays")
    ),
    "close": CommandEntry("planner.commands.close:close", both("来访结束后登记", "register what became of the visits")),
    "stats": CommandEntry("planner.commands.stats:stats", both("接待统计", "statistics of the register")),
    "rules": CommandEntry("planner.commands.rules:rules", both("列出制度条款", "list the rules of the policy")),
    "new": CommandEntry("planner.commands.new:new", both("新建待填的工作簿", "make a workbook to be filled in")),
    "read": CommandEntry("planner.commands.read:read", both("读一周来访，列出错误", "read a week, tell every fault")),
    "members": CommandEntry(
        "planner.commands.members:members", both("粘贴的名单读入成员表", "read a pasted list of people")
    ),
    "convert": CommandEntry(
        "planner.commands.convert:convert", both("工作簿与文本互转", "turn workbooks into text and back")
    ),
    "generate": CommandEntry("planner.commands.generate:generate", both("生成一个忙碌的示例周", "make up a busy week")),
    "bench": CommandEntry("planner.commands.bench:bench", both("测速", "measure how fast and how good plans get")),
    "schema": CommandEntry(
        "planner.commands.schema:schema", both("输出文件格式（JSON Schema）", "print the formats (JSON Schema)")
    ),
    "versions": CommandEntry(
        "planner.commands.versions:versions", both("列出各程序包的版本", "list what is installed")
    ),
}
"""Every command, in the order of the help."""


class LazyGroup(Command, click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command; None if there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].target.partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"jiedai {planner.__version__}")
        ctx.exit()


@click.group(
    "jiedai",
    cls=LazyGroup,
    help=both("接待：排定一周的客户来访。", "Jiedai plans a week of client visits."),
    invoke_without_command=True,
    epilog=both("各命令的说明：jiedai 命令 --help", "Help on a command: jiedai COMMAND --help"),
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help=both("显示版本", "Show the version and exit."),
)
@lang_option(expose_value=False)
@click.pass_context
def jiedai(ctx: click.Context) -> None:
    """Show what there is if no command is given; the commands do the work."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(ExitCode.USAGE)


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line; every foreseen fault ends in a text on stderr and an exit code.

    Parameters
    ----------
    args : sequence of str, optional
        The arguments behind ``jiedai``; those of the process by default.

    Returns
    -------
    int
        The exit code.
    """
    _speak_utf8()
    no_colour = bool(os.environ.get("NO_COLOR"))
    try:
        with end_as_interrupt():
            code = jiedai.main(
                args=None if args is None else list(args),
                prog_name="jiedai",
                standalone_mode=False,
                color=False if no_colour else None,
            )
    except Exception as error:  # the one place where exceptions become texts
        if os.environ.get("JIEDAI_DEBUG") == "1":
            traceback.print_exc()
        text, exit_code = _in_words(error, language_of(sys.argv[1:] if args is None else list(args)))
        click.echo(text, err=True)
        return exit_code
    return code if isinstance(code, int) else 0


def _speak_utf8() -> None:
    """Write UTF-8 into files and pipes, also on Windows, and never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def _in_words(error: Exception, language: Language) -> tuple[str, ExitCode]:
    """Return the text for the user, in one language, and the exit code of an exception."""
    if isinstance(error, JiedaiError):
        return error.told(language) or type(error).__name__, error.exit_code
    if isinstance(error, click.Abort):
        return in_language(bilingual("已中断", "interrupted"), language), ExitCode.INTERRUPTED
    if isinstance(error, click.ClickException):
        return in_language(_usage_in_words(error), language), ExitCode.USAGE
    if isinstance(error, OSError) and error.filename is not None:
        # e.g. a folder that is not there, or a paper still open in Excel or Word
        lead = bilingual("无法读写", "cannot read or write")
        return in_language(f"{lead}: {error.filename}: {system_words(error)}", language), ExitCode.USAGE
    return in_language(_fault_of_ours(error), language), ExitCode.OWN_FAULT


def _usage_in_words(error: click.ClickException) -> str:
    ctx, message = getattr(error, "ctx", None), error.format_message()
    text = bilingual("用法有误", "Usage") + ": " + bilingual(usage_in_chinese(message), message)
    see = bilingual("请看", "See")
    return text if ctx is None else f"{text}\n{see}: {ctx.command_path} --help"


def _fault_of_ours(error: Exception) -> str:
    """Say that it is our fault and how to report it; no names, numbers or paths of the user's."""
    package = Path(__file__).resolve().parent
    frames = [frame for frame in traceback.extract_tb(error.__traceback__)]
    ours = [frame for frame in frames if Path(frame.filename).resolve().is_relative_to(package.parent)]
    where = ""
    if ours:
        file = Path(ours[-1].filename).resolve().relative_to(package.parent).as_posix()
        where = f" @ {file}:{ours[-1].lineno}"
    text = bilingual(
        "这是接待程序自身的错误，不是您的输入有误。请把下面一行和 jiedai versions 的输出发给维护者。",
        "This is a fault of Jiedai, not of your input. Please send the next line and the output of\n"
        "'jiedai versions' to its maintainers; JIEDAI_DEBUG=1 shows the details.",
    )
    return f"{text}\n  {type(error).__name__}{where}"


if __name__ == "__main__":
    sys.exit(main())
