"""What ``jiedai rounds`` does: plans or mends, writes the folder, says what came out; answers questions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from models.domain.errors import ExitCode
from planner.commands.interrupts import hold_interrupts
from planner.commands.progress import line_display
from planner.commands.rounds_inputs import ROUNDS_FILE, RoundsInput, customer_named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from models.domain.outbound import CustomerBook
    from models.domain.rounds_plan import RoundsPlan
    from models.outbound.plan_rounds import RoundsLimits
    from models.outbound.replan_rounds import CallSlot
    from planner.language.words import Words
    from planner.papers.rounds.rounds_paper import RoundsPaper
    from planner.papers.table import PaperTable
    from planner.services.solve_rounds import RoundsResult

MOST_TIMES_SHOWN = 5
LISTED_ON_SCREEN = 12
"""Missed calls and changes that are listed on the screen."""


def plan_and_write(
    given: RoundsInput,
    limits: RoundsLimits,
    out: Path,
    words: Words,
    *,
    mends: bool,
    now: int | None,
    as_json: bool,
) -> int:
    """Plan, or mend the former plan, write everything, and say where to look."""
    from planner.papers.rounds.changed import rounds_changes
    from planner.papers.rounds.rounds_paper import RoundsPaper

    result = _planned(given, limits, words, now, mends=mends)
    with hold_interrupts() as came:  # from the moment on that there is a plan
        paper = RoundsPaper(result.report, words)
        changes = rounds_changes(paper, given.former) if mends and given.former is not None else None
        files = _files(paper, result, out, changes, came.is_set)
        folder = _written(out, files)
    if as_json:
        click.echo(json.dumps(_summary(paper, result, folder, list(files)), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(paper, folder, changes)))
    return ExitCode.INTERRUPTED if result.interrupted or came.is_set() else ExitCode.DONE


def _planned(given: RoundsInput, limits: RoundsLimits, words: Words, now: int | None, *, mends: bool) -> RoundsResult:
    from planner.services.solve_rounds import mend_rounds, solve_rounds

    with line_display(words.pick("正在排拜访，Ctrl-C 停止", "planning rounds, Ctrl-C stops")) as say:

        def tell(done: int, of: int) -> None:
            say(words.pick(f"已排 {done}/{of} 个片区", f"{done} of {of} parts planned"))

        if mends and given.former is not None:
            return mend_rounds(given.book, given.edition, given.former, limits, now=now, on_progress=tell)
        return solve_rounds(given.book, given.edition, limits, start_from=given.former, on_progress=tell)


def _files(
    paper: RoundsPaper, result: RoundsResult, out: Path, changes: PaperTable | None, stop: Any
) -> dict[str, bytes | str]:
    from planner.commands.papers import former_calendars
    from planner.formats.plan_json import document_text
    from planner.formats.rounds_json import rounds_document
    from planner.packet.rounds.round_files import round_files, round_pictures
    from planner.papers.markdown import table_text
    from planner.papers.rounds.rounds_workbook import rounds_workbook

    words = paper.words
    text = document_text(rounds_document(paper.book, paper.facts.edition, paper.plan, result.quality()))
    files: dict[str, bytes | str] = {
        ROUNDS_FILE: text,
        words.pick("拜访计划.xlsx", "plan of calls.xlsx"): rounds_workbook(paper),
    }
    if changes is not None:
        files[words.pick("变更.md", "changes.md")] = f"# {changes.title}\n\n{table_text(changes)}\n"
    files |= round_files(paper, former_calendars(out))
    files |= {} if stop() else round_pictures(paper, stop)
    return files


def _written(out: Path, files: dict[str, bytes | str]) -> Path:
    from planner.formats.files import write_files

    write_files(out, files)
    return out


def _lines(paper: RoundsPaper, out: Path, changes: PaperTable | None) -> Iterator[str]:
    from planner.papers.rounds.rounds_workbook import verdict_lines

    words = paper.words
    yield from verdict_lines(paper)
    for span in paper.book.taken:
        name = paper.person(span.specialist)
        from models.domain.clock import day_of

        when = f"{words.day(day_of(span.start))} {words.span(span.start, span.end)}"
        yield words.label(words.pick("来访优先，拜访让路", "visits come first"), f"{name} {when} {span.note}".rstrip())
    for one in paper.missed[:LISTED_ON_SCREEN]:
        yield words.label(words.pick("未排", "not planned") + f" {paper.customer(one.customer)}", paper.reason(one))
    if len(paper.missed) > LISTED_ON_SCREEN:
        yield words.pick(f"……共 {len(paper.missed)} 次", f"… {len(paper.missed)} in all")
    if changes is not None:
        yield from _changed(changes, words)
    book = words.pick("拜访计划.xlsx", "plan of calls.xlsx")
    yield words.label(words.pick("请先看", "Look first at"), str(out / book))
    yield words.pick(
        f"路线单、拜访报告、检查表、审批表、短信、日历、地图也在 {out}",
        f"Route sheets, reports, check-lists, the plan for approval, messages, calendars and maps are in {out}",
    )


def _changed(changes: PaperTable, words: Words) -> Iterator[str]:
    if not changes.rows:
        yield words.pick("安排没有变动。", "Nothing changes.")
        return
    yield words.pick(f"变更 {len(changes.rows)} 处：", f"{len(changes.rows)} changes:")
    for row in changes.rows[:LISTED_ON_SCREEN]:
        what, customer, before, now, why = row.cells
        yield "  " + words.label(f"{what} {customer}", f"{before} → {now}") + (f" {why}" if why else "")
    if len(changes.rows) > LISTED_ON_SCREEN:
        yield words.pick("  ……其余见变更.md", "  … the rest is in changes.md")


def _summary(paper: RoundsPaper, result: RoundsResult, out: Path, files: list[str]) -> dict[str, Any]:
    return {
        "out": out.as_posix(),
        "interrupted": result.interrupted,
        "seconds": round(result.seconds, 2),
        "calls": len(paper.plan.calls),
        "missed": [
            {
                "customer": one.customer,
                "kind": one.kind,
                "price": one.price,
                "proven": one.proven,
                "why": paper.reason(one),
            }
            for one in paper.missed
        ],
        "km": round(paper.report.metres / 1000, 1),
        "least_missed": paper.plan.least_missed,
        "files": sorted(files),
        **result.quality(),
    }


# ---------------------------------------------------------------- questions


def answers(
    book: CustomerBook, given: RoundsInput, slots_for: str | None, why_of: str | None, now: int | None, words: Words
) -> Iterator[str]:
    """Yield what is answered: when a call fits, or why a customer is called on when it is."""
    from models.domain.clock import day_of
    from models.domain.rounds_plan import RoundsPlan
    from planner.judging.check_rounds import check_rounds
    from planner.papers.rounds.rounds_paper import RoundsPaper
    from planner.services.rounds_slots import round_slots

    plan = given.former or RoundsPlan(book=book.id)
    first = None if now is None else day_of(now)
    paper = RoundsPaper(check_rounds(book, _of_book(plan, book), given.edition), words)
    if given.former is None:
        yield words.pick("（没有给计划：按空的日程回答）", "(no plan was given: answered as if nothing were planned)")
    if slots_for is not None:
        customer = customer_named(slots_for, book, "--slots")
        yield from _slot_lines(paper, customer, round_slots(book, given.edition, plan, customer, first))
    if why_of is not None:
        customer = customer_named(why_of, book, "--why")
        yield from _why_lines(paper, customer)
        offers = round_slots(book, given.edition, plan, customer, first)
        yield words.pick("还可以：", "Other times:")
        yield from _slot_lines(paper, customer, offers)


def _of_book(plan: RoundsPlan, book: CustomerBook) -> RoundsPlan:
    """Return a plan without calls that the book does not know any more."""
    customers, people = {one.id for one in book.customers}, {one.id for one in book.specialists}
    calls = tuple(call for call in plan.calls if call.customer in customers and call.specialist in people)
    missed = tuple(one for one in plan.missed if one.customer in customers)
    return plan.replace(calls=calls, missed=missed)


def _slot_lines(paper: RoundsPaper, customer: str, slots: list[CallSlot]) -> Iterator[str]:
    words = paper.words
    if not slots:
        yield words.pick("没有排得下的时间。", "There is no time at which it fits.")
    for slot in slots[:MOST_TIMES_SHOWN]:
        when = f"{words.day(slot.day)} {words.span(slot.start, slot.end)}"
        more = paper.km(abs(slot.metres))
        way = words.pick("多走" if slot.metres >= 0 else "少走", "" if slot.metres >= 0 else "-") + more
        way = way if words.lang == "zh" else (f"{way} more" if slot.metres >= 0 else f"{more} less")
        good = (
            words.pick("时间合适", "a good time")
            if not slot.cost
            else words.pick("不在最合适的时间", "not the best hour")
        )
        comma = words.pick("，", ", ")
        yield words.label(f"{when} {paper.person(slot.specialist)}", f"{good}{comma}{way}")


def _why_lines(paper: RoundsPaper, customer: str) -> Iterator[str]:
    words, planned = paper.words, {call.id: call for call in paper.plan.calls}
    missed = {one.id: one for one in paper.plan.missed}
    yield paper.customer(customer)
    for due in paper.facts.dues_of(customer):
        span = words.day(due.first) if due.first == due.last else f"{words.day(due.first)} – {words.day(due.last)}"
        if due.id in planned:
            call = planned[due.id]
            said = f"{words.day(call.day)} {words.span(call.start, call.end)} {paper.person(call.specialist)}"
        elif due.id in missed:
            said = words.label(words.pick("未排", "not planned"), paper.reason(missed[due.id]))
        else:
            said = words.pick("不在计划中", "not in the plan")
        asked = words.pick("已约", "agreed") if due.appointment is not None else words.pick("应访", "due")
        yield "  " + words.label(f"{asked} {span}", said)
    broken = [one for one in paper.report.score.broken if one.violation.visit == customer]
    for one in broken[:LISTED_ON_SCREEN]:
        yield f"  {one.rule.id} {one.violation.say(words.lang)}"
