"""Measured runs as tables: CSV with a row a run, and Markdown with median and worst case over seeds."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from models.domain.tiers import Tier
from planner.benchmark.measurement import MARKS, Measurement, TracePoint
from planner.benchmark.statistics import RunGroup, Spread, grouped
from planner.judging.measures import GUEST_MEASURES
from planner.papers.markdown import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from planner.benchmark.machine import Machine
    from planner.language.words import Words

_ABOUT = ("instance", "family", "size", "seed", "solver", "seconds_asked", "status", "musts_broken")
_MACHINE = ("processor", "cores", "memory_gb", "system", "python", "ortools", "jiedai")
_USED = ("workers_ready_s", "search_s", "papers_s", "whole_s", "beyond_asked_s", "cpu_s", "peak_mb", "children_mb")
_MOMENTS = ("first", *(f"{mark}s" for mark in MARKS), "end")
CSV_COLUMNS = (
    *_ABOUT,
    "first_plan_s",
    *(f"tier{tier}_{moment}" for moment in _MOMENTS for tier in range(len(Tier))),
    *(f"bound{tier}_{moment}" for moment in _MOMENTS for tier in range(len(Tier))),
    *(f"proven{tier}_s" for tier in range(len(Tier))),
    *_USED,
    *(measure.id for measure in GUEST_MEASURES),
    *_MACHINE,
)
"""``tier0_20s``: tier 0 of the best plan after 20 seconds of search; empty: no plan yet, or fewer seconds asked."""
TRACE_COLUMNS = (
    "instance",
    "solver",
    "seconds",
    *(f"{what}{t}" for what in ("tier", "bound") for t in range(len(Tier))),
)
_NONE = "–"


# ---------------------------------------------------------------- CSV


def csv_text(runs: Sequence[Measurement], machine: Machine) -> str:
    """Return a row a run, see ``CSV_COLUMNS``."""
    return _csv(CSV_COLUMNS, [_cells(run, machine) for run in runs])


def trace_text(runs: Sequence[Measurement]) -> str:
    """Return a row for every better plan and bound of every run, see ``TRACE_COLUMNS``."""
    rows = [
        [run.instance, run.solver, point.seconds, *_padded(point.tiers), *_padded(point.bounds)]
        for run in runs
        for point in run.trace
    ]
    return _csv(TRACE_COLUMNS, rows)


def _csv(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return text.getvalue()


def _cells(run: Measurement, machine: Machine) -> list[object]:
    moments = [run.first, *(run.at(mark) for mark in MARKS), run.last]
    versions = machine.versions
    return [
        *(run.instance, run.family, run.size, run.seed, run.solver, run.asked, run.status, run.musts),
        _rounded(run.first.seconds) if run.first else None,
        *(cell for point in moments for cell in _padded(point.tiers if point else ())),
        *(cell for point in moments for cell in _padded(point.bounds if point else ())),
        *_padded([_rounded(seconds) for seconds in run.proven()]),
        *(_rounded(run.workers_ready), _rounded(run.search), _rounded(run.papers), _rounded(run.whole)),
        *(_rounded(run.beyond), _rounded(run.cpu), _rounded(run.peak_mb)),
        " ".join(str(_rounded(peak)) for peak in run.children_mb),
        *(run.measures.get(measure.id) for measure in GUEST_MEASURES),
        *(machine.processor, machine.cores, machine.memory_gb, machine.system),
        *(versions.get(name) for name in ("python", "ortools", "jiedai")),
    ]


def _padded(values: Sequence[float | None]) -> list[float | None]:
    return [*values, *[None] * (len(Tier) - len(values))]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


# ---------------------------------------------------------------- Markdown


def markdown_text(runs: Sequence[Measurement], machine: Machine, command: str, words: Words) -> str:
    """Return the figures as one page.

    Parameters
    ----------
    command : str
        What was typed.
    """
    groups = grouped(runs)
    own = [group for group in groups if group.solver == "jiedai"]
    moments = [*(mark for mark in MARKS if any(run.at(mark) for group in own for run in group.runs))]
    tables = [_speed(own, words), _tiers(own, moments, words)]
    if measured := [group for group in own if any(run.measures for run in group.runs)]:
        tables.append(_guests(measured, words))
    if len(own) < len(groups):
        tables.append(_peers(groups, words))
    picture = words.pick("各级的数值与下限、第一版、内存", "Values and bounds over time, first plans, memory")
    title, introduction = words.pick("测速", "Figures"), _introduction(runs, machine, command, words)
    head = f"# {title}\n\n{introduction}\n\n![{picture}](bench.png)\n"
    return "\n".join([head, *tables])


def _introduction(runs: Sequence[Measurement], machine: Machine, command: str, words: Words) -> str:
    asked = words.comma.join(f"{seconds:g}" for seconds in sorted({run.asked for run in runs}))
    versions = ", ".join(f"{name} {number}" for name, number in machine.versions.items())
    memory = "" if machine.memory_gb is None else f", {machine.memory_gb} GB"
    where = f"{machine.cores} × {machine.processor}{memory}, {machine.system}; {versions}"
    zh = (
        f"`{command}`\n\n{escape(where)}。每次求解各用一个新进程，要求 {asked} 秒。"
        "秒数从求解开始算起；“全程”从进程启动到最后一张图，含未能安排的原因、工作簿和图。"
        "数字为各种子的中位数，括号内为最差；– 表示没有（未证明、没有计划）。"
    )
    en = (
        f"`{command}`\n\n{escape(where)}. Each run is a new process, asked for {asked} seconds. Seconds count from the "
        "start of the search; the whole run is from the start of the process to the last picture, with the reasons for "
        "what is left out, the workbook and the papers. Numbers are medians over seeds, in brackets the worst; – means "
        "that there is none (not proven, no plan)."
    )
    return words.pick(zh, en)


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], merged: int) -> str:
    """Return a table with its heading; so many leading columns show a repeated text only once."""
    lines = [f"## {title}", "", _line(columns), "|" + " --- |" * len(columns)]
    before: Sequence[str] = ()
    for row in rows:
        same = next((k for k in range(merged) if row[: k + 1] != before[: k + 1]), merged)
        lines.append(_line([*[""] * same, *row[same:]]))
        before = row
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _names(words: Words) -> tuple[str, str]:
    return words.pick("类型", "family"), words.pick("批数或周", "delegations, or week")


def _speed(groups: Sequence[RunGroup], words: Words) -> str:
    columns = (
        *_names(words),
        words.pick("次数", "runs"),
        words.pick("第一版（秒）", "first plan, s"),
        words.pick("证明 0 至 3 级（秒）", "proven, tiers 0 to 3, s"),
        words.pick("全程超出要求（秒）", "whole run beyond what was asked, s"),
        words.pick("处理器（秒）", "CPU, s"),
        words.pick("内存：主进程 + 子进程（MB）", "memory, main process + its children, MB"),
    )
    rows = []
    for group in groups:
        proofs = [_proof(group.proven(tier), len(group.runs)) for tier in range(Tier.MONEY + 1)]
        memory = [group.spread(lambda run: run.peak_mb), group.spread(lambda run: sum(run.children_mb))]
        first = group.spread(lambda run: run.first.seconds if run.first else None)
        rows.append(
            (
                *(group.family, escape(group.label), str(len(group.runs)), _seconds(first), " · ".join(proofs)),
                *(_seconds(group.spread(lambda run: run.beyond)), _whole(group.spread(lambda run: run.cpu))),
                " + ".join(_whole(each) for each in memory),
            )
        )
    return _table(words.pick("快慢与内存", "Speed and memory"), columns, rows, merged=1)


def _tiers(groups: Sequence[RunGroup], marks: Sequence[int], words: Words) -> str:
    columns = (
        *_names(words),
        words.pick("级", "tier"),
        words.pick("第一版", "first plan"),
        *(words.pick(f"{mark} 秒", f"{mark} s") for mark in marks),
        words.pick("最后", "end"),
        words.pick("下限", "bound"),
    )
    moments: list[Callable[[Measurement], TracePoint | None]] = [lambda run: run.first]
    moments += [lambda run, mark=mark: run.at(mark) for mark in marks]  # type: ignore[misc]
    moments += [lambda run: run.last]
    rows = []
    for group in groups:
        for tier in Tier:
            values = [_whole(group.tier(tier, at)) for at in moments]
            bound = group.bound(tier, lambda run: run.last)
            rows.append(
                (group.family, escape(group.label), words.pick(tier.zh, tier.en), *values, _number(bound.median, 0))
            )
    return _table(words.pick("各级随时间", "Tiers over time"), columns, rows, merged=2)


def _guests(groups: Sequence[RunGroup], words: Words) -> str:
    columns = (words.pick("指标", "measure"), *(escape(f"{group.family} {group.label}") for group in groups))
    rows = [
        (
            words.pick(measure.zh, measure.en),
            *(_short(group.spread(lambda run, id=measure.id: run.measures.get(id))) for group in groups),  # type: ignore[misc]
        )
        for measure in GUEST_MEASURES
    ]
    return _table(words.pick("客人的一天", "Guests' days in the last plan"), columns, rows, merged=0)


def _peers(groups: Sequence[RunGroup], words: Words) -> str:
    names = {
        "jiedai": words.pick("接待", "Jiedai"),
        "greedy": words.pick("逐团先到先排", "greedy, visit by visit"),
        "monolith": words.pick("一个整体 CP-SAT 模型", "one monolithic CP-SAT model"),
        "core-highs": words.pick("取舍核心，HiGHS", "core of requests, HiGHS"),
        "core-cpsat": words.pick("取舍核心，CP-SAT", "core of requests, CP-SAT"),
    }
    columns = (
        *_names(words),
        words.pick("方法", "method"),
        words.pick("第一版（秒）", "first plan, s"),
        *(words.pick(tier.zh, tier.en) for tier in Tier),
        words.pick("0 级下限", "bound of tier 0"),
        words.pick("用时（秒）", "took, s"),
        words.pick("违反必须", "musts broken"),
    )
    order = list(dict.fromkeys((group.family, group.label) for group in groups))
    rows = []
    for group in sorted(groups, key=lambda group: order.index((group.family, group.label))):
        first = group.spread(lambda run: run.first.seconds if run.first else None)
        rows.append(
            (
                *(group.family, escape(group.label), names[group.solver], _seconds(first)),
                *(_whole(group.tier(tier, lambda run: run.last)) for tier in Tier),
                _whole(group.bound(Tier.LEFT_OUT, lambda run: run.last)),
                _seconds(group.spread(lambda run: run.search)),
                str(max(run.musts for run in group.runs)),
            )
        )
    title = words.pick("与其他方法对比", "Peers on the same instances, judged by the same checker")
    return f"{_table(title, columns, rows, merged=2)}\n{_about_peers(words)}\n"


def _about_peers(words: Words) -> str:
    """Return what the peers are; their modules say it in full."""
    zh = (
        "逐团先到先排：按级别逐团、按价逐项，取违反应守条款最少的时间中最早的，排定不再动；"
        "酒店、用餐用本程序的单团模型配齐，车辆和人员用启发式派定。整体模型：全部来访放进一个 CP-SAT 模型，逐级求解，"
        "每级至多用剩余时间的一半，最后一成时间派车派人；同样用筛选过的候选，所以没有下限。"
        "取舍核心：只问哪些需求排得下（时段 × 会议室、包间、专家、点名领导），略去路程、用餐、车辆等，"
        "因此只与 0 级的下限和数值比较；同一模型分别交给 HiGHS 和 CP-SAT。"
    )
    en = (
        "Greedy: visits by level, requests by price, each at the earliest of the times that break the fewest shoulds, "
        "never moved again; hotel and meals by the product's model of one visit, vehicles and helpers by its "
        "heuristic. Monolith: one CP-SAT model of all visits, tier by tier, each with at most half of the time left, "
        "and a tenth of the time for staffing; its candidates are filtered, hence no bound. Core of requests: only "
        "which requests can be held at all (half-days × meeting rooms, private dining rooms, experts, leaders asked "
        "for), without ways, meals, vehicles and the rest: to be compared with value and bound of tier 0 only; one "
        "program, given to HiGHS (which chooses its own number of threads) and to CP-SAT."
    )
    return words.pick(zh, en)


def _proof(spread: Spread, runs: int) -> str:
    """Return the seconds until a tier was proven; where not every run proved it, in how many."""
    share = "" if spread.known in (0, runs) else f" ({spread.known}/{runs})"
    return f"{_number(spread.median, 1)}{share}"


def _seconds(spread: Spread) -> str:
    return _both(spread, 1)


def _whole(spread: Spread) -> str:
    return _both(spread, 0)


def _short(spread: Spread) -> str:
    """Return median and worst, whole where they are whole numbers."""
    return _both(spread, 0 if all(value is None or float(value).is_integer() for value in spread[:2]) else 2)


def _both(spread: Spread, digits: int) -> str:
    """Return median and worst; only one where they are the same."""
    median, worst = _number(spread.median, digits), _number(spread.worst, digits)
    return median if median == worst else f"{median} ({worst})"


def _number(value: float | None, digits: int) -> str:
    return _NONE if value is None else f"{value:,.{digits}f}"
