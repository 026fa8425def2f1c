"""客户专员月度考核表: a page a specialist, computed from planned against done, and all of them on a last page."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from models.domain.month_record import REPORT_WITHIN_DAYS, month_score
from planner.packet.document.model import Document, Grid, Listing, PageBreak, Paragraph, Signatures, Title
from planner.packet.rounds.workdays import last_workday

if TYPE_CHECKING:
    from models.domain.month_record import Indicator, MonthRecord, MonthScore
    from models.domain.outbound import CustomerBook
    from planner.language.words import Words
    from planner.packet.document.model import Block

INDICATOR_NAMES: dict[Indicator, tuple[str, str]] = {
    "calls": ("拜访目标指标", "Calls"),
    "found": ("拓展目标指标", "New customers"),
    "deals": ("成交目标指标", "Deals"),
    "daily": ("日常工作指标", "Daily work"),
}
STANDARDS: dict[Indicator, tuple[str, str]] = {
    "calls": ("本月最后一个工作日上报次月拜访工作计划", "next month's plan is handed in on the last workday"),
    "found": ("本月最后一个工作日上报次月拓展工作计划", "next month's plan is handed in on the last workday"),
    "deals": ("本月最后一个工作日上报次月输送客户到案场工作计划", "next month's plan is handed in on the last workday"),
    "daily": ("团队合作、客户维护、平时表现、出勤", "team work, care of customers, conduct, attendance"),
}


def score_sheets(book: CustomerBook, record: MonthRecord, words: Words) -> Document:
    """Return the sheets of all specialists."""
    scores = [month_score(record, person.id) for person in book.specialists]
    blocks: list[Block] = []
    for score in scores:
        blocks += [*_sheet(book, record, score, words), PageBreak()]
    blocks += _all(book, record, scores, words)
    title = words.pick("客户专员月度考核表", "Monthly scores of specialists")
    return Document(title, tuple(blocks), words.lang, "a4-landscape", f"{book.office.name}  {_month(record, words)}")


def _month(record: MonthRecord, words: Words) -> str:
    first = record.first_day
    return words.pick(f"{first.year}年{first.month}月", f"{first:%B %Y}")


def _sheet(book: CustomerBook, record: MonthRecord, score: MonthScore, words: Words) -> list[Block]:
    name = book.specialist(score.specialist).name
    title = words.label(words.pick("客户专员月度考核表", "Monthly score"), name)
    zh = ("序号", "指标", "标准", "计划（组）", "实际（组）", "完成率", "权重", "得分")
    en = ("No.", "Indicator", "Standard", "Planned", "Done", "Rate", "Weight", "Points")
    rows: list[tuple[str, ...]] = [
        (
            *(str(number), words.pick(*INDICATOR_NAMES[line.kind]), words.pick(*STANDARDS[line.kind])),
            *("" if line.planned is None else str(line.planned), "" if line.done is None else str(line.done)),
            *(percent(line.rate), f"{line.weight}%", "—" if line.rate is None else number_text(line.points)),
        )
        for number, line in enumerate(score.lines, start=1)
    ]
    total = "—" if score.total is None else number_text(score.total)
    rows.append(("", words.pick("合计（百分制）", "Total of 100"), *[""] * 5, total))
    roles = ("本人", "部门主管") if words.lang == "zh" else ("Specialist", "Manager")
    return [
        Title(title, _month(record, words)),
        Grid(zh if words.lang == "zh" else en, tuple(rows)),
        Listing(_remarks(book, record, score, words)),
        Signatures(roles, words.pick("日期", "Date")),
    ]


def _remarks(book: CustomerBook, record: MonthRecord, score: MonthScore, words: Words) -> tuple[str, ...]:
    due = last_workday(book, record.first_day.year, record.first_day.month)
    found = [
        words.pick(
            "得分 = 权重 × 完成率，完成率超过100%按100%计；没有计划的指标不计，其余折算为百分；权重为示例值。",
            "Points are weight times rate, at most the weight; what was not planned is left out, the rest makes up the "
            "hundred; the weights are examples.",
        ),
        words.pick(
            f"次月的拜访、拓展、成交计划在 {words.day(due)} 上报。",
            f"Next month's plans are handed in on {words.day(due)}.",
        ),
    ]
    if score.not_written:
        found.append(
            words.pick(
                f"有 {score.not_written} 次拜访没有填是否完成，按未完成计。",
                f"Of {score.not_written} calls nobody wrote whether they were made: they count as not made.",
            )
        )
    if score.late_reports:
        found.append(
            words.pick(
                f"有 {score.late_reports} 次拜访的报告超过 {REPORT_WITHIN_DAYS} 天或没有交。",
                f"{score.late_reports} reports came later than {REPORT_WITHIN_DAYS} days, or not at all.",
            )
        )
    missed = [call for call in record.calls if call.specialist == score.specialist and call.done is False]
    for call in missed:
        day = words.day(call.planned) if call.planned else ""
        label = words.pick("未拜访", "not made")
        found.append(words.label(f"{label} {day} {book.customer(call.customer).name}", call.note or "—"))
    return tuple(found)


def _all(book: CustomerBook, record: MonthRecord, scores: list[MonthScore], words: Words) -> list[Block]:
    names = tuple(words.pick(*INDICATOR_NAMES[line.kind]) for line in scores[0].lines) if scores else ()
    columns = (words.pick("业务员", "Specialist"), *names, words.pick("合计", "Total"))
    rows = tuple(
        (
            book.specialist(score.specialist).name,
            *("—" if line.rate is None else number_text(line.points) for line in score.lines),
            "—" if score.total is None else number_text(score.total),
        )
        for score in scores
    )
    title = words.pick("月度考核汇总", "All scores of the month")
    note = words.pick("各项为得分，“—”为没有计划、不计。", "Points; a dash: nothing was planned, not scored.")
    return [Title(title, _month(record, words)), Paragraph(note), Grid(columns, rows)]


def percent(rate: Fraction | None) -> str:
    """Return 87.5% for seven eighths; — for None."""
    return "—" if rate is None else f"{number_text(rate * 100)}%"


def number_text(value: Fraction) -> str:
    """Return a number with one digit behind the point, half rounded up; whole numbers without."""
    tenths = int(value * 10 + Fraction(1, 2)) if value >= 0 else -int(-value * 10 + Fraction(1, 2))
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths / 10:.1f}"
