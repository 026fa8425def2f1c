"""What is said of a plan in a few lines, in the words of planners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.consistency import joints_without_requests
from models.domain.tiers import Tier
from planner.papers.tables.estimated_ways import estimated_ways
from planner.papers.tables.unsettled import unsettled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.papers.paper import Paper
    from planner.services.result import Result

MOST_WAYS = 3
"""Ways with estimated minutes that the verdict names; the table has them all."""


def verdict(paper: Paper, result: Result | None = None) -> list[str]:
    """Return the verdict, one statement a line, the most important first."""
    return [*_publishable(paper), *_left_out(paper, result), *_shoulds(paper, result), *_rest(paper, result)]


def _publishable(paper: Paper) -> Iterator[str]:
    words, musts = paper.words, paper.report.score.musts
    if musts:
        rules = words.comma.join(dict.fromkeys(b.rule.id for b in musts))
        yield words.pick(
            f"不能发布：{len(musts)}处违反必须遵守的条款（{rules}）",
            f"Cannot be published: musts broken {len(musts)} times ({rules})",
        )


def _left_out(paper: Paper, result: Result | None) -> Iterator[str]:
    words, count = paper.words, len(paper.plan.left_out)
    if count:
        text = words.pick(f"未能安排：{count}项", f"Left out: {count}")
    else:
        text = words.pick("各项要求均已安排", "Everything that was asked for is planned")
    yield words.note(text, _known(paper, result, Tier.LEFT_OUT) if count else "")
    if whole := paper.plan.visits_left_out:
        names = words.comma.join(paper.names.client(visit.id) for visit in paper.week.visits if visit.id in whole)
        yield words.label(words.pick("整个来访未能安排", "Whole visits left out"), names)
    for joint in joints_without_requests(paper.week):
        text = words.pick("没有一批客人提出的联合活动，未排", "Joint items that no visit asks for, not planned")
        yield words.label(text, joint.title) if joint.title else text


def _shoulds(paper: Paper, result: Result | None) -> Iterator[str]:
    words, broken = paper.words, paper.report.broken("should")
    waived = sum(b.waived for b in broken)
    count = len(broken) - waived
    if count:
        text = words.pick(f"未能做到的条款：{count}处", f"Rules not kept: {count}")
    else:
        text = words.pick("应当遵守的条款均已做到", "Every rule that should be kept is kept")
    yield words.note(text, _known(paper, result, Tier.SHOULD) if count else "")
    if waived:
        yield words.pick(f"领导已同意：{waived}处", f"Waived by a leader: {waived}")


def _known(paper: Paper, result: Result | None, tier: Tier) -> str:
    """Say whether there may be something better."""
    if result is None:
        return ""
    words = paper.words
    if result.tiers[tier].proven:
        return words.pick("已证明最优", "proven best")
    return words.pick("可能还有更好", "there may be something better")


def _rest(paper: Paper, result: Result | None) -> Iterator[str]:
    words = paper.words
    unsettled_rows = unsettled(paper).rows
    if unsettled_rows:
        yield words.label(words.open.capitalize(), words.pick(f"{len(unsettled_rows)}处", str(len(unsettled_rows))))
    yield words.label(words.pick("费用合计", "Costs"), words.yuan(paper.report.yuan))
    if not paper.week.official.announced:
        yield words.pick("放假安排未公布，调休日可能有变", "Public holidays not announced yet: workdays may change")
    yield from _estimated(paper)
    if result is not None and result.interrupted:
        yield words.pick("中途停止，这是当时最好的一版", "Stopped half-way: the best plan until then")


def _estimated(paper: Paper) -> Iterator[str]:
    """Say which ways of the plan rest on estimated minutes, the most used first."""
    words, rows = paper.words, estimated_ways(paper).rows
    if not rows:
        return
    text = words.pick("部分车程按位置估算，请核实", "Some travel times are estimated from positions: please check them")
    ways = words.comma.join(words.note(f"{row.cells[0]}—{row.cells[1]}", row.cells[-1]) for row in rows[:MOST_WAYS])
    if len(rows) > MOST_WAYS:
        ways += words.pick(f"等，共{len(rows)}段", f", and others: {len(rows)} ways in all")
    yield words.label(text, ways)
