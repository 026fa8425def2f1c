"""``jiedai seat WEEK PLAN``: every banquet, meeting and move of a plan."""

from __future__ import annotations

import json
import queue
from typing import TYPE_CHECKING, Any

import click

from models.domain.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from models.domain.plan import Plan
    from models.domain.policy import Edition
    from models.domain.week import Week
    from planner.commands.seat_options import SeatOptions
    from planner.language.words import Words
    from planner.seating.chart import Chart
    from planner.seating.seat_party import SeatingProgress
    from planner.seating.week import SeatedParty


def seat_week(files: tuple[Path, ...], options: SeatOptions) -> int:
    """Seat everything, write it, and say where to look."""
    from planner.commands.plan_inputs import plan_file
    from planner.formats.files import refuse_foreign
    from planner.seating.chart_workers import ChartWorkers
    from planner.seating.hand_seats import read_seats

    words, out = options.words, options.out
    assert out is not None
    index = words.pick("座次目录.md", "index.md")
    refuse_foreign(out, [index])
    planned_for, week, policy, plan = _read(files)
    hand = read_seats(plan_file(files[-1]))
    # the workers load what draws while this process does, and seats: there are more rides than anything else
    with ChartWorkers(words, len(plan.moves)) as workers:
        from planner.commands.interrupts import hold_interrupts
        from planner.commands.progress import line_display
        from planner.formats.files import write_files
        from planner.judging.check import check
        from planner.seating.from_plan import PlanParties
        from planner.seating.unknown_titles import refuse_unknown_titles
        from planner.seating.week import files_of, seat_all
        from planner.services.run_interruptible import run_interruptible

        parties = PlanParties(check(week, plan, policy), words, options.edition, files[0])
        if options.strict:
            refuse_unknown_titles((party.title, party.party.people, party.etiquette) for party in parties.every())
        stop = options.stop
        with line_display(words.pick("正在排座，Ctrl-C 停止", "seating, Ctrl-C stops")) as say:

            def tell(step: SeatingProgress) -> None:
                say(f"{step.done}/{step.of} {words.pick(step.zh, step.en)}")

            told: queue.SimpleQueue[SeatingProgress] = queue.SimpleQueue()
            found = run_interruptible(
                lambda: seat_all(parties, stop, told.put, workers.send, hand), lambda: False, stop, told, tell
            )
            with hold_interrupts() as interrupt:
                papers = files_of(found, parties.paper, tell, interrupt.is_set, workers)
                write_files(out, papers)
    interrupted = stop.event.is_set() or interrupt.is_set()
    if options.as_json:
        click.echo(json.dumps(summary(found, out, sorted(papers), interrupted), ensure_ascii=False, indent=2))
    else:
        _print_summary(found, out / index, options, interrupted, changed=week != planned_for)
    if interrupted:
        return ExitCode.INTERRUPTED
    return ExitCode.NO_PLAN if any(row.chart is None for row in found) else ExitCode.DONE


def _read(files: tuple[Path, ...]) -> tuple[Week, Week, Edition, Plan]:
    """Return the week that a plan was made for, the week as it is now, the edition and the plan.

    They are the same week of a plan alone, and of a plan.xlsx, which holds none.
    """
    from planner.commands.plan_inputs import plan_file, read_week_and_plan
    from planner.formats import load
    from planner.formats.plan_json import read_plan

    if len(files) > 1 and files[-1].suffix.lower() == ".xlsx":
        read = read_week_and_plan(files[0], files[-1])
        return read.week, read.week, read.edition, read.plan
    planned_for, policy, plan = read_plan(plan_file(files[-1]))
    return planned_for, planned_for if len(files) < 2 else load(files[0]), policy, plan


def summary(found: list[SeatedParty], out: Path, files: list[str], interrupted: bool) -> dict[str, Any]:
    """Return what came out as plain data."""
    from models.domain.clock import iso
    from planner.commands.seat_summary import chart_summary

    items = []
    for row in found:
        head: dict[str, Any] = {
            "about": row.party.about,
            "visit": row.party.visit,
            "title": row.party.title,
            "folder": row.folder,
        }
        head["start"], head["by_hand"] = iso(row.party.start), row.by_hand
        items.append(head | (chart_summary(row.chart) if row.chart is not None else {"reason": row.reason}))
        if row.by_hand:  # judged, not searched for
            items[-1]["proven"] = False
    return {"out": out.as_posix(), "interrupted": interrupted, "files": files, "items": items}


def _print_summary(
    found: list[SeatedParty], index: Path, options: SeatOptions, interrupted: bool, changed: bool
) -> None:
    from models.domain.seating import Dinner
    from planner.commands.seat_summary import is_sound

    words = options.words
    charts = [row.chart for row in found if row.chart is not None]
    tables = sum(isinstance(chart.party, Dinner) for chart in charts)
    people = sum(len(chart.people) for chart in charts)
    if interrupted:
        click.echo(words.pick("中途停止，以下是已排好的", "Stopped: what is seated so far"))
    if changed:
        zh, en = "排定之后来访资料有改动，按现在的资料排座。", "The week has changed since the plan was made."
        click.echo(words.pick(zh, en))
    zh = f"宴请、会见、仪式 {tables} 场，用车 {len(charts) - tables} 趟，共 {people} 人次"
    en = f"{tables} banquets, meetings and ceremonies, {len(charts) - tables} rides, {people} seats"
    click.echo(words.pick(zh, en))
    broken = sum(not is_sound(chart) for chart in charts)
    if broken:
        click.echo(words.pick(f"有必守规则未做到：{broken} 场", f"With a must that is not kept: {broken}"))
    else:
        click.echo(words.pick("必守规则均已做到", "Every rule that must be kept is kept"))
    open_ = sum(any(proof.status != "proven" for proof in chart.answer.proofs) for chart in charts)
    by_hand = list(_by_hand(found, words))
    best = (
        words.pick("其余已证明最优", "the others: proven best") if by_hand else words.pick("已证明最优", "proven best")
    )
    click.echo(words.pick(f"可能还有更好：{open_} 场", f"There may be something better: {open_}") if open_ else best)
    # one person sits at many parties
    told = dict.fromkeys(name for chart in charts for name in _to_confirm(chart))
    if told:
        text = words.pick("职务待确认", "Titles to be confirmed")
        click.echo(words.label(text, words.comma.join(told)))
    for line in by_hand:
        click.echo(line)
    for row in found:
        if row.chart is None:
            label = f"{row.party.title}"
            click.echo(words.label(words.pick(f"未能排座 {label}", f"not seated: {label}"), row.reason))
    click.echo(words.label(words.pick("请先看", "Look first at"), str(index)))


def _by_hand(found: list[SeatedParty], words: Words) -> Iterator[str]:
    """Yield how many parties are seated as decided by hand, and what of it could not be kept."""
    from models.domain.bilingual import in_language

    if count := sum(row.by_hand for row in found):
        yield words.pick(f"按看板上手工定的座次：{count} 场", f"Seated as decided by hand: {count}")
    for row in found:
        yield from (words.label(row.party.title, in_language(text, words.lang)) for text in row.lost)


def _to_confirm(chart: Chart) -> Iterator[str]:
    """Yield the people whose titles no ladder knows, with these titles."""
    by_id = {person.id: person for person in chart.people}
    for row in chart.ranking:
        if row.to_confirm:
            person = by_id[row.person]
            yield f"{person.name} {person.title or person.title_en}"
