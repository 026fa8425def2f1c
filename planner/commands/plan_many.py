"""Several weeks of one ``jiedai plan``: a folder each; one bad week does not take the others with it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from models.domain.errors import ExitCode, JiedaiError
from planner.commands.absent import absent_teller
from planner.commands.interrupts import delay_interrupts, hold_interrupts
from planner.commands.other_years import other_years_line
from planner.commands.register_inputs import remembering

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from models.domain.policy import Edition
    from models.domain.week import Week
    from planner.language.words import Words
    from planner.services.provenance import Limits
    from planner.services.result import Result


@dataclass
class _Planned:
    """A week of the command line and what became of it."""

    path: Path
    out: Path
    week: Week | None = None
    edition: Edition | None = None
    error: Exception | None = None
    data: dict[str, Any] = field(default_factory=dict)
    interrupted: bool = False

    @property
    def exit_code(self) -> int:
        if isinstance(self.error, JiedaiError):
            return self.error.exit_code
        if self.error is not None:
            return ExitCode.OWN_FAULT
        return ExitCode.INTERRUPTED if self.interrupted or not self.data else ExitCode.DONE


def plan_many(
    paths: Sequence[Path],
    out: Path,
    limits: Limits,
    seed: int,
    edition: str,
    jobs: int,
    cluster: str | None,
    words: Words,
    *,
    as_json: bool,
) -> int:
    """Plan weeks, write each as soon as it is planned, and say what became of each.

    Returns
    -------
    int
        130 after Ctrl-C; else the highest exit code of a week.
    """
    every = [_Planned(path, out / name) for path, name in zip(paths, _names(paths), strict=True)]
    with delay_interrupts():
        from planner.services.solve_many import solve_many

        for one in every:
            _read(one, edition, words)
    ready = [one for one in every if one.week is not None]

    def take(number: int, result: Result | Exception) -> None:
        with hold_interrupts() as interrupt:
            _write(ready[number], result, words)
            ready[number].interrupted |= interrupt.is_set()
        if interrupt.is_set():
            raise KeyboardInterrupt

    try:
        weeks, editions = [one.week for one in ready if one.week], [one.edition for one in ready if one.edition]
        solve_many(weeks, limits, editions, seed, jobs=jobs, cluster=cluster, on_result=take)
    except KeyboardInterrupt:
        for one in ready:
            one.interrupted |= not one.data
    _print(every, words, as_json=as_json)
    for one in every:
        if one.error is not None and not isinstance(one.error, JiedaiError):
            raise one.error
    return max((one.exit_code for one in every), default=ExitCode.DONE)


def _names(paths: Sequence[Path]) -> list[str]:
    """Call weeks by their file or folder; the same name again gets a number."""
    names = [path.resolve().name if path.is_dir() else path.stem for path in paths]
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return found


def _read(one: _Planned, edition: str, words: Words) -> None:
    from planner.formats import load, load_edition
    from planner.formats.files import refuse_foreign
    from planner.plan_workbook.earlier_drafts import PLAN_WORKBOOK_NAME, refuse_open

    try:
        week, one.edition = load(one.path, absent_teller(words)), load_edition(edition, one.path)
        week = remembering(one.path, week, None, words)
        if line := other_years_line(week, words):
            click.echo(words.label(one.out.name, line), err=True)
        refuse_foreign(one.out, ["plan.json", PLAN_WORKBOOK_NAME])
        refuse_open(one.out)
        one.week = week
    except JiedaiError as error:
        one.error = error
        _tell(one, error, words)


def _write(one: _Planned, result: Result | Exception, words: Words) -> None:
    from planner.commands.office_inputs import office_inputs
    from planner.commands.plan_folder import summary, write_plan
    from planner.papers.paper import Paper
    from planner.papers.progress_line import line_of
    from planner.plan_workbook.earlier_drafts import former_draft
    from planner.services.result import Progress

    if isinstance(result, Exception):
        one.error = result
        _tell(one, result, words)
        return
    try:
        office = office_inputs(result.week, result.edition, None, out=one.out)
    except JiedaiError as error:
        one.error = error
        _tell(one, error, words)
        return
    paper = Paper(result.report, words, office.record)
    for line in office.lines(words):
        click.echo(words.label(one.out.name, line), err=True)
    written = write_plan(one.out, paper, result, former=former_draft(one.out, None))
    one.interrupted = result.interrupted or written.interrupted
    one.data = summary(result, written.folder, written.files)
    line = line_of(Progress(result.provenance.seconds, "done", result.report.score.tiers, result.bound), words)
    click.echo(words.label(one.out.name, line.strip()), err=True)


def _tell(one: _Planned, error: Exception, words: Words) -> None:
    text = error.told(words.lang) if isinstance(error, JiedaiError) else type(error).__name__
    click.echo(words.label(one.out.name, text), err=True)


def _print(every: Sequence[_Planned], words: Words, *, as_json: bool) -> None:
    """Say what became of each week, in the order of the command line."""
    if as_json:
        data = [{"week": str(one.path), "exit_code": int(one.exit_code)} | one.data for one in every]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for one in every:
        click.echo(words.label(one.out.name, _said(one, words)))


def _said(one: _Planned, words: Words) -> str:
    if one.data:
        text = words.pick(f"计划在 {one.data['out']}", f"the plan is in {one.data['out']}")
        return words.note(text, words.pick("中途停止", "stopped early")) if one.interrupted else text
    if one.error is None:
        return words.pick("已中断，没有计划", "interrupted, no plan")
    return words.pick("没有计划（见上）", "no plan (see above)")
