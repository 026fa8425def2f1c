"""The lists of a plan of rounds: appointments, what is missed or overdue, districts, work, birthdays, rules."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planner.papers.rounds.rounds_paper import FLEXIBLE_NAMES, MISSED_NAMES
from planner.papers.table import PaperTable, Row

if TYPE_CHECKING:
    import datetime as dt

    from models.domain.rounds_plan import MissedCall
    from models.rules.outbound.rounds_score import BrokenRounds
    from planner.papers.rounds.rounds_paper import RoundsPaper


def appointments_table(paper: RoundsPaper) -> PaperTable:
    """Return every call as an appointment to be made by telephone beforehand (OUT-06), by day and time."""
    words = paper.words
    zh = ("日期", "时间", "客户", "联系人", "电话", "业务员", "约定", "已确认", "改到")
    en = ("Day", "Time", "Customer", "Contact", "Phone", "Specialist", "Agreed", "Confirmed", "Moved to")
    rows = []
    for call in sorted(paper.plan.calls, key=lambda call: (call.start, call.specialist)):
        customer, agreed = paper.book.customer(call.customer), paper.agreed(call)
        said = words.pick(*FLEXIBLE_NAMES[agreed.flexible]) if agreed is not None else ""
        sure = "√" if agreed is not None and agreed.flexible == "fixed" else "□"
        cells = (
            *(words.day(call.day), words.span(call.start, call.end), paper.customer_name(customer)),
            *(customer.contact, customer.phone, paper.person(call.specialist), said, sure, ""),
        )
        rows.append(Row(cells, call.day, call.start, call.end, call.id))
    title = words.pick("预约清单", "Appointments to be made")
    line = words.pick("每次拜访事先预约：说明目的、时间，征得对方同意；有变动及时改约并致歉。", _BEFORE_EN)
    return PaperTable("appointments", title, zh if words.lang == "zh" else en, tuple(rows), (line,), merged=1)


_BEFORE_EN = "Every call is agreed on beforehand: purpose and time; tell the customer early when it has to be moved."


def missed_table(paper: RoundsPaper) -> PaperTable:
    """Return the due calls that are not planned, each with its reason, the dearest first; then paused customers."""
    words = paper.words
    zh = ("客户", "类别", "辖区", "应在", "次数", "原因", "说明", "已逾期")
    en = ("Customer", "Class", "District", "Due", "Calls", "Why", "In words", "Overdue")
    alike: dict[tuple[object, ...], list[MissedCall]] = {}
    for one in (*paper.missed, *paper.paused):
        alike.setdefault((one.customer, one.kind, one.first, one.last, one.zh), []).append(one)
    rows = [_missed_row(paper, ones[0], len(ones)) for ones in alike.values()]
    title = words.pick("未排的拜访", "Calls that are not planned")
    return PaperTable("missed", title, zh if words.lang == "zh" else en, tuple(rows))


def _missed_row(paper: RoundsPaper, one: MissedCall, times: int) -> Row:
    words, customer = paper.words, paper.book.customer(one.customer)
    proven = words.pick("（已证明不可能）", " (proven impossible)") if one.proven and one.kind != "paused" else ""
    span = words.date(one.first) if one.first == one.last else f"{words.date(one.first)}–{words.date(one.last)}"
    late = words.amount(one.overdue_days, "days") if one.overdue_days else ""
    cells = (
        *(paper.customer_name(customer), customer.grade, customer.district, span, str(times)),
        *(words.pick(*MISSED_NAMES[one.kind]), paper.reason(one) + proven, late),
    )
    return Row(cells, one.first, about=one.id)


def overdue_table(paper: RoundsPaper) -> PaperTable:
    """Return the calls that are overdue, the longest first, and when they are made now."""
    words = paper.words
    planned = {call.id: call for call in paper.plan.calls}
    zh = ("客户", "类别", "辖区", "上次拜访", "已逾期", "现在排在", "业务员")
    en = ("Customer", "Class", "District", "Last call", "Overdue", "Planned now", "Specialist")
    rows = []
    for due in sorted(paper.facts.dues, key=lambda due: (-due.overdue_days, due.customer, due.id)):
        if not due.overdue_days:
            continue
        customer, call = paper.book.customer(due.customer), planned.get(due.id)
        now = f"{words.day(call.day)} {paper.clock(call.start)}" if call else words.pick("未排", "not planned")
        cells = (
            *(paper.customer_name(customer), customer.grade, customer.district),
            words.date(customer.last_call) if customer.last_call else "",
            *(words.amount(due.overdue_days, "days"), now, paper.person(call.specialist) if call else ""),
        )
        rows.append(Row(cells, about=due.id))
    title = words.pick("逾期的拜访", "Overdue calls")
    return PaperTable("overdue", title, zh if words.lang == "zh" else en, tuple(rows))


def districts_table(paper: RoundsPaper) -> PaperTable:
    """Return what each district has: customers by class, who has it, calls, hours, what is missed."""
    words, names = paper.words, []
    for person in paper.book.specialists:
        names += [name for name in person.districts if name not in names]
    names += [name for name in dict.fromkeys(c.district for c in paper.book.customers) if name not in names]
    zh = ("辖区", "业务员", "客户", "A", "B", "C", "拜访次数", "拜访时长", "未排")
    en = ("District", "Specialist", "Customers", "A", "B", "C", "Calls", "Time at customers", "Not planned")
    district = {customer.id: customer.district for customer in paper.book.customers}
    calls: Counter[str] = Counter(district[call.customer] for call in paper.plan.calls)
    minutes: Counter[str] = Counter()
    for call in paper.plan.calls:
        minutes[district[call.customer]] += call.end - call.start
    missed: Counter[str] = Counter(district[one.customer] for one in paper.missed)
    rows = []
    for name in names:
        grades = Counter(c.grade for c in paper.book.customers if c.district == name)
        people = words.comma.join(p.name for p in paper.book.specialists if name in p.districts)
        numbers = (str(grades.total()), *(str(grades[g]) for g in ("A", "B", "C")), str(calls[name]))
        rows.append(Row((name, people or words.open, *numbers, words.duration(minutes[name]), str(missed[name]))))
    title = words.pick("辖区情况", "Districts")
    return PaperTable("districts", title, zh if words.lang == "zh" else en, tuple(rows))


def balance_table(paper: RoundsPaper) -> PaperTable:
    """Return what each specialist has: calls, days, hours at customers and on the way, kilometres; and the whole."""
    words = paper.words
    zh = ("业务员", "应访", "已排", "完成率", "外勤天数", "拜访时长", "路上时长", "公里", "每天几家")
    en = ("Specialist", "Due", "Planned", "Rate", "Days out", "At customers", "On the way", "km", "Calls a day")
    rows, whole = [], [0, 0, 0, 0, 0, 0]
    for person in paper.book.specialists:
        planned, missed = paper.report.completion[person.id]
        days = paper.days_of(person)
        at_customers = sum(call.end - call.start for day in days for call in day.calls)
        numbers = [
            *(planned + missed, planned, len(days), at_customers),
            *(sum(leg.minutes for day in days for leg in day.legs), sum(day.metres for day in days)),
        ]
        whole = [a + b for a, b in zip(whole, numbers, strict=True)]
        rows.append(Row((person.name, *_balance(paper, numbers))))
    rows.append(Row((words.pick("合计", "All"), *_balance(paper, whole))))
    title = words.pick("工作量", "Work of each specialist")
    return PaperTable("balance", title, zh if words.lang == "zh" else en, tuple(rows))


def _balance(paper: RoundsPaper, numbers: list[int]) -> tuple[str, ...]:
    due, planned, days, at_customers, ways, metres = numbers
    rate = f"{100 * planned / due:.0f}%" if due else "—"
    each = f"{planned / days:.1f}" if days else "—"
    durations = (paper.words.duration(at_customers), paper.words.duration(ways))
    return (str(due), str(planned), rate, str(days), *durations, f"{metres / 1000:.0f}", each)


def birthdays_table(paper: RoundsPaper) -> PaperTable:
    """Return whose birthday is in the weeks of the plan, and the nearest call (S3 客户拜访制度 三5)."""
    words = paper.words
    zh = ("生日", "客户", "联系人", "电话", "最近一次拜访")
    en = ("Birthday", "Customer", "Contact", "Phone", "Nearest call")
    found: list[tuple[dt.date, Row]] = []
    for customer in paper.book.customers:
        day = next((day for day in paper.facts.days if f"{day:%m-%d}" == customer.birthday), None)
        if day is None:
            continue
        calls = paper.calls_of_customers.get(customer.id, [])
        near = min(calls, key=lambda call: (abs((call.day - day).days), call.start), default=None)
        said = f"{words.day(near.day)} {paper.clock(near.start)} {paper.person(near.specialist)}" if near else "—"
        found.append(
            (day, Row((words.day(day), paper.customer_name(customer), customer.contact, customer.phone, said)))
        )
    rows = tuple(row for _, row in sorted(found, key=lambda pair: (pair[0], pair[1].cells)))
    title = words.pick("生日提醒", "Birthdays")
    return PaperTable("birthdays", title, zh if words.lang == "zh" else en, rows)


def rules_table(paper: RoundsPaper) -> PaperTable:
    """Return what is not kept, rule by rule: how often, and the worst of them in words."""
    words = paper.words
    zh = ("条款", "程度", "要求", "次数", "最重的一处")
    en = ("Rule", "Level", "What it asks", "Times", "The worst of them")
    rows = []
    by_rule: dict[str, list[BrokenRounds]] = {}
    for broken in paper.report.score.broken:
        by_rule.setdefault(broken.rule.id, []).append(broken)
    for found in by_rule.values():
        worst = max(found, key=lambda one: one.violation.amount)
        said, rule = worst.violation.say(words.lang), worst.rule
        asked = rule.title if words.lang == "zh" else rule.title_en
        rows.append(Row((rule.id, words.rule_level(rule.level), asked, str(len(found)), said)))
    title = words.pick("未能照办的条款", "Rules that are not kept")
    return PaperTable("rules", title, zh if words.lang == "zh" else en, tuple(rows))
