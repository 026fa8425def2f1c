"""稳健性: what becomes of a plan under delays, in the words of planners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.clock import day_of
from planner.papers.table import PaperTable, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import Item, Move
    from planner.papers.paper import Paper
    from planner.services.simulate import Simulation

MAX_ROBUSTNESS_ROWS = 12
"""Rows of a table; what is endangered less is left out."""
_METRICS = {
    "fixed_late": ("固定约会迟到（次）", "Appointments joined late"),
    "fixed_missed": ("固定约会错过（次）", "Appointments missed"),
    "missed_departures": ("误机、误车（批）", "Departures missed (groups)"),
    "car_waits": ("客人等车（次）", "Guests waiting for a car (times)"),
    "car_wait": ("客人等车（分钟）", "Guests waiting for a car (min)"),
    "leader_wait": ("领导等客人（分钟）", "Leaders waiting (min)"),
    "late": ("各项活动晚开始（分钟）", "Items starting late (min)"),
    "lost": ("活动被压缩（分钟）", "Cut off items (min)"),
    "dropped": ("活动取消（项）", "Items dropped"),
    "covered": ("改派空车（次）", "Rides by another car"),
    "taxis": ("临时叫车（次）", "Taxis called"),
}


def headline(paper: Paper, found: Simulation) -> list[str]:
    """Return what matters in a few lines."""
    words, summary = paper.words, found.summary
    lines = [words.pick(f"模拟{len(found.scenarios)}次", f"{len(found.scenarios)} scenarios")]
    if found.made.risks.none:
        lines.append(
            words.pick(
                "该制度版本没有 [risks]，一切都按计划（可用 --edition default）",
                "the policy edition has no [risks]: all goes by plan (maybe --edition default)",
            )
        )
    fixed = found.items[found.items["fixed"]]
    if len(fixed):
        lines.append(words.label(words.pick("固定约会准时", "appointments on time"), _percent(fixed["on_time"].mean())))
    for name, zh, en in (
        ("missed_departures", "有人误机或误车的可能", "chance that somebody misses a departure"),
        ("car_waits", "有客人等车的可能", "chance that guests wait for a car"),
    ):
        lines.append(words.label(words.pick(zh, en), _percent(_share(found, name))))
    wait = words.duration(round(float(summary["mean"]["leader_wait"])))
    worst = words.duration(round(float(summary["worst"]["leader_wait"])))
    lines.append(
        words.pick(f"领导等客人：平均共{wait}，最差5%时{worst}", f"leaders wait {wait} in all; worst 5 %: {worst}")
    )
    return lines


def _share(found: Simulation, metric: str) -> float:
    return float(found.summary["share"][metric])


def _percent(share: float) -> str:
    percent = 100 * share
    return f"{percent:.0f}%" if percent in (0, 100) or 1 <= percent <= 99 else f"{percent:.1f}%"


def summary(paper: Paper, found: Simulation) -> PaperTable:
    """Return every metric: mean, median, the worst 5 %, and how often at all."""
    words, numbers = paper.words, found.summary
    rows = []
    for name, (zh, en) in _METRICS.items():
        cells = [f"{numbers[column][name]:.1f}" for column in ("mean", "median", "p95", "worst")]
        rows.append(Row((words.pick(zh, en), *cells, _percent(_share(found, name))), about=name))
    columns = words.pick("一周合计 平均 中位 95%不超过 最差5%平均 发生的可能", "Week Mean Median 95-% Worst-5-% Chance")
    return PaperTable(
        id="robust",
        title=words.pick("整体", "All in all"),
        columns=tuple(name.replace("-", " ") for name in columns.split()),
        rows=tuple(rows),
    )


def appointments(paper: Paper, found: Simulation) -> PaperTable:
    """Return the appointments, the most endangered first."""
    words = paper.words
    columns = words.pick(
        "日期 时间 来访客户 活动 准时 平均晚到 95%不超过 错过", "Day Time Client Appointment On-time Late 95-% Missed"
    )
    items = {item.id: item for item in paper.plan.items}
    rows = []
    for entry in found.appointments.to_dict("records"):
        item = items[str(entry["id"])]
        day = paper.facts.day_of(item)
        cells = (
            words.day(day),
            words.span(item.start, item.end, day),
            paper.names.client(item.visit),
            paper.item_texts.title(item),
            _percent(float(entry["on_time"])),
            *(words.duration(round(float(entry[name] or 0))) for name in ("late", "p95")),
            _percent(float(entry["off"])),
        )
        rows.append(Row(cells, day, item.start, item.end, item.id, item.visit))
    return _table("appointments", words.pick("固定约会", "Appointments"), columns, rows)


def departures(paper: Paper, found: Simulation) -> PaperTable:
    """Return the groups that may miss their flight or train, the most endangered first."""
    words = paper.words
    columns = words.pick("来访客户 批次 车次航班 误机误车", "Client Group Number Missed")
    rows = []
    endangered = found.departures[found.departures["missed"] > 0]
    endangered = endangered.sort_values(["missed", "visit", "group"], ascending=[False, True, True])
    for entry in endangered.head(MAX_ROBUSTNESS_ROWS).to_dict("records"):
        visit, group = str(entry["visit"]), str(entry["group"])
        group_stay = next(g for g in paper.stay(visit).groups if g.id == group)
        leaves = group_stay.group.departure
        day = group_stay.leaves if leaves.at is None else day_of(leaves.at)
        number = f"{words.date(day)} {paper.move_texts.departure(leaves, day)}".strip()
        cells = (
            paper.names.client(visit),
            paper.delegations.part_of(visit, (group,)),
            number,
            _percent(float(entry["missed"])),
        )
        rows.append(Row(cells, about=group, visit=visit))
    return _table("departures", words.pick("误机、误车", "Departures"), columns, rows)


def rides(paper: Paper, found: Simulation) -> PaperTable:
    """Return the rides for which guests wait most often."""
    words = paper.words
    columns = words.pick("日期 出发 来访客户 路线 等车 等多久", "Day Leaves Client Way Waits How-long")
    moves = {move.id: move for move in paper.plan.moves}
    often = found.rides[found.rides["waits"] >= 0.01].sort_values(["waits", "id"], ascending=[False, True])
    rows = []
    for entry in often.head(MAX_ROBUSTNESS_ROWS).to_dict("records"):
        move = moves[str(entry["id"])]
        day = paper.facts.day_of(move)
        wait = words.duration(round(float(entry["wait"])))
        head = (words.day(day), words.time(move.depart, day), paper.names.client(move.visit))
        row = (*head, paper.move_texts.way(move), _percent(float(entry["waits"])), wait)
        rows.append(Row(row, day, move.depart, move.arrive, move.id, move.visit))
    return _table("waits", words.pick("客人等车", "Guests waiting for a car"), columns, rows)


def advice(paper: Paper, found: Simulation) -> PaperTable:
    """Return before what 10 minutes more help most."""
    words = paper.words
    columns = words.pick("日期 时间 来访客户 在此之前多留10分钟 平均少等", "Day Time Client Ten-minutes-before Saves")
    parts: dict[str, Item | Move] = {item.id: item for item in paper.plan.items}
    parts |= {move.id: move for move in paper.plan.moves}
    rows = []
    for entry in found.advice[found.advice["saves"] >= 0.5].head(MAX_ROBUSTNESS_ROWS).to_dict("records"):
        part = parts[str(entry["id"])]
        start, title = _begin(paper, part)
        day = paper.facts.day_of(part)
        saves = words.pick(f"{float(entry['saves']):.1f}分钟", f"{float(entry['saves']):.1f} min")
        cells = (words.day(day), words.time(start, day), paper.names.client(part.visit), title, saves)
        rows.append(Row(cells, day, start, start, part.id, part.visit))
    return _table("advice", words.pick("多留10分钟最有用的地方", "Where ten minutes more help"), columns, rows)


def _begin(paper: Paper, part: Item | Move) -> tuple[int, str]:
    from models.domain.plan import Item

    if isinstance(part, Item):
        return part.start, paper.item_texts.title(part)
    return part.depart, f"{paper.move_texts.parting(part.target)} {paper.move_texts.way(part)}"


def _table(id: str, title: str, columns: str, rows: list[Row]) -> PaperTable:
    return PaperTable(id, title, tuple(name.replace("-", " ") for name in columns.split()), tuple(rows))


def tables(paper: Paper, found: Simulation) -> Iterator[PaperTable]:
    """Yield all tables that have rows."""
    for make in (summary, appointments, departures, rides, advice):
        table = make(paper, found)
        if table.rows:
            yield table
