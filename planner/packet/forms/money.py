"""借款单, 业务招待申请单, 费用报销单及明细, 公务接待清单."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.vocabulary import COST_HEADING_NAMES
from planner.packet.document.model import Illustration, Paragraph, Signatures
from planner.packet.forms.office_form import boxes, form, grid, printed, room
from planner.packet.visit_facts import principal, signers, visit_fields
from planner.papers.tables.budget import approver_text, budget, money_lines
from planner.papers.tables.money import costs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import Item
    from models.domain.stay import Stay
    from planner.packet.document.model import Block
    from planner.packet.kit import Kit

_DIGITS, _UNITS = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")


def in_capitals(yuan: int) -> str:
    """Return a whole sum of yuan as it is written on forms: 壹万贰仟叁佰元整; up to a billion."""
    if yuan == 0:
        return "零元整"
    text = ""
    for unit, group in (("亿", yuan // 10**8 % 10**4), ("万", yuan // 10**4 % 10**4), ("", yuan % 10**4)):
        if group:
            if text and group < 1000:
                text += "零"
            text += _four(group) + unit
    return f"{text}元整"


def _four(number: int) -> str:
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _UNITS[place]
            gap = False
        else:
            gap = True
    return text


def _yuan(kit: Kit, stay: Stay) -> dict[str, int]:
    spent = kit.paper.report.spent()[stay.id]
    return {heading: spent[heading] for heading in COST_HEADING_NAMES if spent[heading]}


@form("借款单", "Advance of money")
def advance(kit: Kit, stay: Stay) -> Iterator[Block]:
    """S0 二(一)6: what is drawn from the cashier before the visit, by the costs that are planned."""
    words, sums = kit.words, _yuan(kit, stay)
    total = sum(sums.values())
    contact = kit.contact(stay)
    yield boxes(
        kit,
        (("借款部门", "Department"), contact.department if contact else None),
        (("借款人", "Borrower"), contact.name if contact else stay.visit.applicant),
        (("借款事由", "Reason"), words.pick(f"接待{stay.visit.client}", f"guests: {stay.visit.client}")),
        (("接待日期", "When"), words.days(stay.days[0], stay.days[-1])),
        (("借款金额（小写）", "Sum"), words.yuan(total)),
        (("借款金额（大写）", "Sum in words"), in_capitals(total) if words.lang == "zh" else words.yuan(total)),
        (("预计报账日期", "Settled by"), None),
        (("付款方式", "Paid by"), None),
    )
    rows = [(words.heading(heading), words.yuan(yuan), "") for heading, yuan in sums.items()]
    yield grid(kit, "项目 预算金额 备注", "Heading Planned Remarks", rows, least=3)
    zh, en = ("借款人", "部门经理", "财务审核", "领导审批"), ("Borrower", "Head", "Finance", "Approved")
    yield Signatures(zh if words.lang == "zh" else en, words.pick("日期", "Date"))
    yield Paragraph(
        words.pick("送别客户后尽快报账核销借款。", "To be settled soon after the guests have left."), "note"
    )


@form("费用预算表", "Budget of a reception")
def budget_form(kit: Kit, stay: Stay) -> Iterator[Block]:
    """S2 第六条: what is planned against the package, what exceeds it and who approves it; what was spent beside it."""
    words, lines = kit.words, money_lines(kit.paper)
    yield boxes(kit, *list(visit_fields(kit, stay))[:6], (("预算", "Budget"), _budget(kit, stay)))
    rows = []
    for line in (line for line in lines if line.visit == stay.id):
        allowed = words.yuan(line.allowed) if line.allowed is not None else words.pick("不在套餐内", "no package")
        over = words.yuan(line.over) if line.over else ""
        rows.append((words.heading(line.heading), words.yuan(line.planned), allowed, over, ""))
    mine = [line for line in lines if line.visit == stay.id]
    planned, allowed_sum, over_sum = (
        sum(values) for values in ((x.planned for x in mine), (x.allowed or 0 for x in mine), (x.over for x in mine))
    )
    told = words.yuan(over_sum) if over_sum else ""
    rows.append((words.pick("合计", "All"), words.yuan(planned), words.yuan(allowed_sum), told, ""))
    yield grid(kit, "项目 计划 套餐标准 超出 实际", "Heading Planned Package Over Spent", rows)
    yield Paragraph(
        words.label(words.pick(f"{stay.level} 级套餐", f"Package {stay.level}"), _standards(kit, stay)), "note"
    )
    if approver := approver_text(kit.paper, stay.id):
        yield boxes(kit, (("超出标准的审批人", "Excess approved by"), approver), room(kit, "超出理由", "Why", 2))
    yield Signatures(signers(kit, stay)[:4], words.pick("日期", "Date"))


def _standards(kit: Kit, stay: Stay) -> str:
    """Say what the package of a level allows."""
    package = stay.package
    return kit.words.semicolon.join(
        kit.words.pick(zh, en)
        for zh, en in (
            (f"住宿每人每晚{package.hotel_price}元", f"hotel CNY {package.hotel_price} a night"),
            (f"工作餐每人{package.meal_price}元", f"meals CNY {package.meal_price}"),
            (f"宴请每人{package.banquet_price}元", f"banquets CNY {package.banquet_price}"),
            (f"门票每人{package.ticket_price}元", f"tickets CNY {package.ticket_price}"),
            (f"礼品每人{package.gift_price}元", f"gifts CNY {package.gift_price}"),
        )
    )


def _budget(kit: Kit, stay: Stay) -> str | None:
    return kit.words.yuan(stay.visit.budget) if stay.visit.budget is not None else None


@form("费用汇总表", "Costs of the week", per="week", sheet="a4-landscape", formats=("word", "pdf"))
def week_budget(kit: Kit) -> Iterator[Block]:
    """The costs of all visits by heading against the packages, with the picture."""
    if not kit.stays:
        return
    yield printed(budget(kit.paper))
    yield Paragraph(
        kit.words.pick(
            "标准只计住宿、餐饮、门票、礼品；逐餐、逐晚核算，一处节余不抵另一处超出。超出的事先报批（第六条 3）。",
            "Packages cover hotel, meals, tickets and gifts, meal by meal and night by night: what one saves pays for "
            "no other. What exceeds them is approved before the visit (article 6, 3).",
        ),
        "note",
    )
    import matplotlib as mpl  # heavy, and only this form draws with it

    from planner.papers.charts.files import rendered
    from planner.papers.charts.waterfall import plot_budget

    with mpl.rc_context():
        picture = plot_budget(kit.paper)
        svg, png = rendered(picture, "svg"), rendered(picture, "png")
    yield Illustration(svg.decode(), png, 120)


@form("业务招待申请单", "Application for hospitality")
def hospitality(kit: Kit, stay: Stay) -> Iterator[Block]:
    """S2 四(二): meals with guests, before they are ordered."""
    words, paper = kit.words, kit.paper
    meals = [item for item in paper.plan_of(stay.id).items if item.kind in ("lunch", "dinner", "banquet")]
    if not meals:
        return
    package = stay.package
    yield boxes(
        kit,
        (("来宾单位", "Guests"), stay.visit.client),
        (("来宾人数", "Party"), words.people(stay.size)),
        (("主宾", "Guest of honour"), principal(kit, stay)),
        (("级别", "Level"), words.level(stay.level)),
        (("用餐标准", "Standard"), words.pick(f"每人每餐{package.meal_price}元", f"CNY {package.meal_price} a meal")),
        (("宴请标准", "Banquets"), words.pick(f"每人{package.banquet_price}元", f"CNY {package.banquet_price} a head")),
    )
    rows = [
        (
            kit.when(i),
            paper.item_texts.title(i),
            paper.item_texts.where(i),
            _at_table(kit, i),
            paper.delegations.diets(stay.id),
        )
        for i in meals
    ]
    yield grid(kit, "时间 餐别 地点 陪同人员 忌口", "Time Meal Where Of-ours Diets", rows)
    yield Signatures((*signers(kit, stay), words.pick("总经理", "General manager"))[:4], words.pick("日期", "Date"))


def _at_table(kit: Kit, item: Item) -> str:
    people = dict.fromkeys(duty.person for duty in item.duties if duty.person)
    return kit.words.comma.join(kit.paper.names.person(id) for id in people)


@form("费用报销单", "Claim for costs")
def claim(kit: Kit, stay: Stay) -> Iterator[Block]:
    """S2 三第五条: entertainment is claimed by the sales person, everything else by administration."""
    words = kit.words
    contact = kit.contact(stay)
    yield boxes(
        kit,
        (("报销事由", "Reason"), words.pick(f"接待{stay.visit.client}", f"guests: {stay.visit.client}")),
        (("接待日期", "When"), words.days(stay.days[0], stay.days[-1])),
        (("报销人", "Claimed by"), contact.name if contact else None),
        (("附单据", "Receipts"), words.pick("　　张", "No. of receipts:")),
    )
    table = costs(kit.paper)
    sales, office = kit.department("sales"), kit.department()
    rows = []
    for row in table.rows:
        if row.visit == stay.id and row.about in COST_HEADING_NAMES:
            rows.append((row.cells[1], row.cells[2], "", sales if row.about == "tickets" else office, row.cells[4]))
    rows.append((words.pick("娱乐", "Entertainment"), "", "", sales, ""))
    total = sum(_yuan(kit, stay).values())
    rows.append((words.pick("合计", "All"), words.yuan(total), "", "", ""))
    yield grid(kit, "项目 计划金额 实际金额 报销人 标准", "Heading Planned Spent Claimed-by Standard", rows)
    yield boxes(kit, room(kit, "实报金额（大写）", "Sum in words", 1), room(kit, "借款核销", "Advance settled", 1))
    zh, en = ("报销人", "部门经理", "财务审核", "领导审批"), ("Claimed by", "Head", "Finance", "Approved")
    yield Signatures(zh if words.lang == "zh" else en, words.pick("日期", "Date"))


@form("公务接待清单", "Statement of a reception")
def statement(kit: Kit, stay: Stay) -> Iterator[Block]:
    """What is filed with the claim: whom, how many, what, where, what it cost."""
    words, paper = kit.words, kit.paper
    sums = _yuan(kit, stay)
    yield boxes(
        kit,
        (("来宾单位", "Guests"), stay.visit.client),
        (("来宾人数", "Party"), words.people(stay.size)),
        (("主要来宾", "Guest of honour"), principal(kit, stay)),
        (("公务内容", "Purpose"), words.purpose(stay.visit.purpose)),
        (("公函、邀请函", "Letter"), None),
        (("填制时间", "Date"), None),
    )
    guests = [(member.name, stay.visit.client, member.title) for member in stay.visit.members]
    yield grid(kit, "接待对象姓名 单位 职务", "Guest Organisation Title", guests, least=1)
    rows = [
        (kit.when(item), paper.item_texts.title(item), paper.item_texts.where(item), _at_table(kit, item), "")
        for item in paper.plan_of(stay.id).items
        if item.kind not in ("check_in", "rest")
    ]
    yield grid(kit, "时间 项目 场所 陪同人员 实际金额", "Time What Where Of-ours Spent", rows)
    told = words.comma.join(f"{words.heading(heading)} {words.yuan(yuan)}" for heading, yuan in sums.items())
    yield boxes(kit, room(kit, "计划费用", "Planned costs", 1, told), room(kit, "实际费用合计", "Spent in all", 1))
    zh, en = ("经办人", "部门经理", "审批人"), ("Handled by", "Head", "Approved")
    yield Signatures(zh if words.lang == "zh" else en, words.pick("日期", "Date"))
