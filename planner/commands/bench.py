"""``jiedai bench``: measures how fast and how good plans get, beside other methods if asked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from models.domain.bilingual import bilingual
from models.domain.errors import ExitCode
from planner.commands.base import Command, Language, both, lang_option
from planner.commands.interrupts import hold_interrupts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from planner.benchmark.instances import BenchInstance
    from planner.benchmark.machine import Machine
    from planner.benchmark.measurement import Measurement, Solver
    from planner.language.words import Words

BENCH_SECONDS = 60.0
_MOST_NUMBERS = 1000


def _numbers(_ctx: click.Context, _parameter: click.Parameter, text: str) -> tuple[int, ...]:
    """Return whole numbers such as 12,25,50 or 1-5, each once, in the order in which they are named."""
    found: dict[int, None] = {}
    for part in re.split(r"[,，、\s]+", text.strip()):
        span = re.fullmatch(r"(\d{1,6})(?:-(\d{1,6}))?", part)
        low, high = (int(span[1]), int(span[2] or span[1])) if span else (0, 0)
        if not 1 <= low <= high < low + _MOST_NUMBERS:
            raise click.BadParameter(bilingual(f"{part!r} 不是 12,25 或 1-5 这样的数", f"{part!r}, maybe 12,25 or 1-5"))
        found |= dict.fromkeys(range(low, high + 1))
    return tuple(found)


@click.command(
    "bench",
    cls=Command,
    help=both(
        "测速：各类示例周（busy、tight-fleet、tight-rooms、weekend、fair、examples）或您的来访周，"
        "每次用一个新进程排定，写出表格和图。Ctrl-C 停止，已测的仍写出。",
        "Measure: plan made-up weeks of some families (busy, tight-fleet, tight-rooms, weekend, fair), the examples, "
        "or weeks of your own, each in a process of its own; write tables and a picture. "
        "Ctrl-C keeps what is measured.",
    ),
    epilog=both(
        "例：jiedai bench instances/tiny --seconds 4 -o 测速",
        "Example: jiedai bench instances/tiny --seconds 4 -o BENCH",
    ),
)
@click.argument("families", nargs=-1, metavar="[FAMILY|WEEK]...")
@click.option("--sizes", callback=_numbers, default="12,25,50", show_default=True, help=both("批数", "delegations"))
@click.option("--seeds", callback=_numbers, default="1-5", show_default=True, help=both("种子", "seeds"))
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=BENCH_SECONDS,
    show_default=True,
    help=both("每次最多排多少秒", "how long each search may take"),
)
@click.option("--peers", is_flag=True, help=both("也用其他方法求解，以便对比", "solve with other methods too"))
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help=both("输出文件夹；只覆盖本程序写过的文件", "folder for the figures; only our own files in it are replaced"),
)
@lang_option()
def bench(
    families: tuple[str, ...],
    sizes: tuple[int, ...],
    seeds: tuple[int, ...],
    seconds: float,
    peers: bool,
    out: Path,
    lang: Language,
) -> int:
    """Measure one run after the other; what is measured is written after each."""
    from planner.benchmark.instances import bench_instances
    from planner.benchmark.machine import Machine
    from planner.benchmark.measurement import SOLVERS
    from planner.formats.files import refuse_foreign, write_files
    from planner.language.words import Words

    words, machine = Words(lang), Machine.here()
    instances = bench_instances(families or ("busy",), sizes, seeds)
    refuse_foreign(out, ["bench.csv", "bench.md"])
    command = _command(instances, sizes, seeds, seconds, peers)
    solvers = SOLVERS if peers else SOLVERS[:1]
    done: list[Measurement] = []
    code = ExitCode.DONE
    try:
        for run in _runs([(each, solver) for each in instances for solver in solvers], seconds, words):
            done.append(run)
            with hold_interrupts() as interrupt:
                write_files(out, _tables(done, machine, command, words))
            if interrupt.is_set():
                raise KeyboardInterrupt
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    if done:
        with hold_interrupts():
            from planner.benchmark.picture import bench_pictures

            write_files(out, _tables(done, machine, command, words) | bench_pictures(done, words))
        click.echo(words.label(words.pick("请看", "Look at"), str(out / "bench.md")))
    return code


def _runs(wanted: Sequence[tuple[BenchInstance, Solver]], seconds: float, words: Words) -> Iterator[Measurement]:
    """Measure one run after the other, nothing beside it; say how it goes."""
    from planner.benchmark.run import measure
    from planner.commands.progress import line_display
    from planner.papers.progress_line import line_of
    from planner.services.result import Progress

    for number, (instance, solver) in enumerate(wanted, start=1):
        head = f"[{number}/{len(wanted)}] {instance.name} {solver}"
        with line_display(head) as say:

            def tell(state: Sequence[Any], head: str = head, say: Callable[[str], None] = say) -> None:
                reached, tiers, bounds = state
                say(f"{head} {line_of(Progress(reached, 'improve', tuple(tiers), tuple(bounds)), words)}")

            run = measure(instance, solver, seconds, words.lang, tell)
        click.echo(f"{head} {_outcome(run, words)}", err=True)
        yield run


def _outcome(run: Measurement, words: Words) -> str:
    """Return what came out of a run, in one line."""
    if run.status == "failed" or run.last is None:
        texts = {"no plan": ("没有可行的计划", "no plan possible"), "none in time": ("时间内没有计划", "none in time")}
        return words.pick(*texts.get(run.status, ("出错", "failed")))
    first = words.pick("第一版", "first plan")
    parts = [f"{first} {run.first.seconds:.1f} s"] if run.first else []
    parts += [" · ".join(map(str, run.last.tiers))] if run.last.tiers else []
    parts += [words.label(words.pick("下限", "bound"), str(run.last.bounds[0]))] if run.last.bounds else []
    return words.comma.join([*parts, f"{words.pick('全程', 'in all')} {run.whole:.1f} s"])


def _tables(done: Sequence[Measurement], machine: Machine, command: str, words: Words) -> dict[str, bytes | str]:
    from planner.benchmark.table import csv_text, markdown_text, trace_text

    return {
        "bench.csv": csv_text(done, machine),
        "trace.csv": trace_text(done),
        "bench.md": markdown_text(done, machine, command, words),
    }


def _command(
    instances: Sequence[BenchInstance], sizes: Sequence[int], seeds: Sequence[int], seconds: float, peers: bool
) -> str:
    """Return what was typed, without places of this machine."""
    from planner.benchmark.instances import EXAMPLES

    names = dict.fromkeys(each.name if each.family == EXAMPLES else each.family for each in instances)
    options = [f"--seconds {seconds:g}", *(["--peers"] if peers else [])]
    if any(each.family != EXAMPLES for each in instances):
        options = [f"--sizes {','.join(map(str, sizes))}", f"--seeds {','.join(map(str, seeds))}", *options]
    return " ".join(["jiedai bench", *names, *options])
