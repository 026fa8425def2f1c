"""What is filled in on the road: the record of a day's calls, the check-list of S3, the list of sign-ins."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from planner.packet.document.model import Document, Field, FieldBoxes, Grid, PageBreak, Paragraph, Signatures, Title
from planner.packet.rounds.workdays import ANSWER_WORKDAYS, REPORT_DAYS, RESTOCK_DAYS, workdays_after

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from models.domain.outbound import Specialist
    from models.domain.rounds_plan import PlannedCall
    from models.rules.outbound.day_rounds import DayOfCalls
    from planner.packet.document.model import Block
    from planner.papers.rounds.rounds_paper import RoundsPaper

CHECKS = (
    ("新产品展示区干净，至少备有 1 套卖品（二3）", "New goods: shelf clean, at least one set for sale (二3)"),
    ("小五金展板至少 3 个品种（二3）", "Hardware board: at least three kinds (二3)"),
    ("门头、两牌三边完好；有损坏当日申请更换（二4）", "Signs whole; damage reported the same day (二4)"),
    ("产品在明显位置、摆放整齐（二5）", "Goods in plain sight and in order (二5)"),
    ("品种齐全、货源充足；缺货 1 周内补齐（二6）", "Every kind in stock; what lacks comes in a week (二6)"),
    ("店内、牌匾、广告牌干净（二7）", "Shop, signs and boards clean (二7)"),
    ("距上次帮助打扫不满 15 日（二7）", "Helped to clean within 15 days (二7)"),
    ("要货情况已问，能带的货已带（二1）", "Asked what is needed; what can be brought was (二1)"),
    ("新品卖点已讲，单页已发（三2）", "New goods explained, leaflets given (三2)"),
    ("销售和任务完成情况已告知（三4）", "Told of sales and targets (三4)"),
)
"""What is looked at in every call: S3 客户拜访制度 二, 三."""


def day_records(paper: RoundsPaper, person: Specialist) -> Document:
    """Return a specialist's records, a page a day: whom one met, what was said, and until when what is due."""
    title = paper.words.label(paper.words.pick("拜访报告", "Report on calls"), person.name)
    return _pages(paper, person, title, _record)


def check_lists(paper: RoundsPaper, person: Specialist) -> Document:
    """Return a specialist's check-lists, a page a day: what is looked at, a column a customer."""
    title = paper.words.label(paper.words.pick("拜访检查表", "Check-list"), person.name)
    return _pages(paper, person, title, _checks)


def _pages(
    paper: RoundsPaper, person: Specialist, title: str, page: Callable[[RoundsPaper, DayOfCalls], Iterable[Block]]
) -> Document:
    blocks: list[Block] = []
    for day in paper.days_of(person):
        head = Title(title, paper.words.day(day.day))
        blocks += [*([PageBreak()] if blocks else []), head, *page(paper, day)]
    footer = f"{paper.book.office.name}  {paper.book.name}"
    return Document(title, tuple(blocks), paper.words.lang, "a4-landscape", footer)


def _record(paper: RoundsPaper, day: DayOfCalls) -> list[Block]:
    words, book = paper.words, paper.book
    report = day.day + dt.timedelta(days=REPORT_DAYS)
    answer = workdays_after(book, day.day, ANSWER_WORKDAYS)
    restock = day.day + dt.timedelta(days=RESTOCK_DAYS)
    line = words.pick(
        f"本报告 {words.date(report)} 前交主管；客户的问题 {words.date(answer)} 前答复；"
        f"缺货 {words.date(restock)} 前补齐。",
        f"Hand this in by {words.date(report)}; answer questions by {words.date(answer)}; bring what lacks by "
        f"{words.date(restock)}.",
    )
    zh = ("计划", "客户", "实到、离开", "见到谁", "谈了什么、客户反馈", "问题和答复", "缺货", "下次")
    en = ("Planned", "Customer", "There, left", "Whom", "What was said", "Questions, answers", "Lacks", "Next")
    rows = tuple((words.span(call.start, call.end), _who(paper, call), *[""] * 6) for call in day.calls)
    return [
        Paragraph(line),
        Grid(zh if words.lang == "zh" else en, rows),
        FieldBoxes(
            (
                Field(words.pick("没有拜访成的客户和原因", "Customers not met, and why"), wide=True, lines=2),
                Field(words.pick("市场和竞品信息", "Market and competitors"), wide=True, lines=2),
            )
        ),
        Signatures((words.pick("业务员", "Specialist"), words.pick("主管审核", "Manager")), words.pick("日期", "Date")),
    ]


def _who(paper: RoundsPaper, call: PlannedCall) -> str:
    """Return customer and contact, with room to write three lines beside them."""
    return f"{paper.customer(call.customer)}\n{paper.book.customer(call.customer).contact}\n "


def _checks(paper: RoundsPaper, day: DayOfCalls) -> list[Block]:
    words = paper.words
    names = tuple(paper.customer(call.customer) for call in day.calls)
    columns = (words.pick("检查内容（好 √，不好 ×，没有 —）", "Looked at (good √, bad ×, none —)"), *names)
    rows = tuple((words.pick(*check), *[""] * len(names)) for check in CHECKS)
    return [
        Grid(columns, rows),
        FieldBoxes(
            (Field(words.pick("不好的怎样处理、何时完成", "What is done about it, until when"), wide=True, lines=3),)
        ),
        Signatures((words.pick("业务员", "Specialist"),), words.pick("日期", "Date")),
    ]


def sign_in_list(paper: RoundsPaper) -> Document:
    """Return the list of customer service: when everybody's first call is, to be signed in by telephone."""
    words = paper.words
    title = words.pick("电话签到登记", "Sign-ins by telephone")
    zh = ("日期", "业务员", "手机", "首访客户", "应到", "当地固定电话", "签到时间", "值班人")
    en = ("Day", "Specialist", "Mobile", "First customer", "Due", "Telephone of the place", "Signed in", "Taken by")
    rows = []
    for day in sorted(paper.days, key=lambda day: (day.day, day.calls[0].start)):
        first = day.calls[0]
        due = paper.clock(first.arrive)
        rows.append(
            (words.day(day.day), day.person.name, day.person.phone, paper.customer(first.customer), due, *[""] * 3)
        )
    line = words.pick(
        "进入市场第一时间用当地固定电话向客户服务部签到，值班人员登记（客户拜访管理规范 2）。",
        "Who is in the field signs in at once by a telephone of the place; whoever is on duty writes it down.",
    )
    grid = Grid(zh if words.lang == "zh" else en, tuple(rows), merged=1)
    return Document(
        title, (Title(title, paper.span()), Paragraph(line), grid), words.lang, "a4-landscape", paper.book.name
    )
