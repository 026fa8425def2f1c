"""接待申请、日程、通知: what is filled in before a visit (S0 附录一、三; S2 附表; S1 参观管理制度)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.packet.document.model import Grid, Heading, Paragraph, Signatures
from planner.packet.forms.office_form import boxes, form, grid, room
from planner.packet.visit_facts import principal, requests_said, signers, visit_fields
from planner.papers.tables.programme import programme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.stay import Stay
    from planner.packet.document.model import Block
    from planner.packet.kit import Kit

DAYS_WITH_SCHEDULE = 2
"""Days of stay from which the schedule of S0 is filled in (一(一)1)."""


@form("客户来访接待申请单", "Application for a reception")
def application(kit: Kit, stay: Stay) -> Iterator[Block]:
    """S0 附录一."""
    words, provides = kit.words, stay.visit.provides
    part = kit.paper.plan_of(stay.id)
    yield boxes(
        kit,
        *visit_fields(kit, stay),
        (("派车", "Cars"), _yes(kit, provides.cars)),
        (("餐饮", "Meals"), _yes(kit, provides.meals)),
        (("住宿", "Hotel"), _yes(kit, provides.lodging)),
        (("会议室", "Meeting room"), _yes(kit, any(item.room for item in part.items))),
        (("参观讲解", "Tour"), _yes(kit, any(item.kind == "tour" for item in part.items))),
        (("游览、文娱", "Sights, shows"), _yes(kit, any(i.kind in ("sight", "entertainment") for i in part.items))),
        (("横幅、欢迎屏", "Banner, screen"), words.pick("需要", "yes")),
        (("照相、摄像", "Pictures"), _yes(kit, any(d.role == "photographer" for d in kit.duties(stay)))),
        (("翻译", "Interpreter"), words.language(stay.language) if stay.language else words.pick("不需要", "no")),
        (("纪念品", "Gifts"), _yes(kit, any(request.kind == "gift" for request in stay.visit.requests))),
        (("饮食禁忌", "Diets"), kit.paper.delegations.diets(stay.id)),
        (("预算", "Budget"), words.yuan(stay.visit.budget) if stay.visit.budget is not None else None),
        room(kit, "来访活动", "Asked for", 2, requests_said(kit, stay)),
        room(kit, "备注", "Remarks", 2, stay.visit.note),
    )
    yield grid(kit, "序号 姓名 职务 电话 饮食", "No. Name Title Telephone Diet", _members(kit, stay), least=3)
    yield Signatures(signers(kit, stay), words.pick("日期", "Date"))


def _yes(kit: Kit, wanted: bool) -> str:
    return kit.words.pick("需要", "yes") if wanted else kit.words.pick("不需要", "no")


def _members(kit: Kit, stay: Stay) -> list[tuple[str, ...]]:
    words = kit.words
    return [
        (str(k), m.name, m.title, m.phone, words.comma.join(words.diet(diet) for diet in m.diet))
        for k, m in enumerate(stay.visit.members, start=1)
    ]


def _schedule(kit: Kit, stay: Stay, columns: int) -> Grid:
    table = programme(kit.paper, stay.id)
    return Grid(table.columns[:columns], tuple(row.cells[:columns] for row in table.rows), merged=1)


@form("日程安排", "Schedule")
def schedule(kit: Kit, stay: Stay) -> Iterator[Block]:
    """S0 附录三: of important visits of two days or more."""
    if len(stay.days) < DAYS_WITH_SCHEDULE:
        return
    words = kit.words
    yield boxes(kit, (("客户单位", "Client"), stay.visit.client), (("主宾", "Guest of honour"), principal(kit, stay)))
    yield Heading(words.pick("日程安排", "Schedule"))
    yield _schedule(kit, stay, 5)
    zh, en = ("拟制接待负责人", "部门经理", "销售副总审核"), ("Drawn up by", "Head of department", "Sales director")
    yield Signatures(zh if words.lang == "zh" else en, words.pick("日期", "Date"))


@form("客户接待行程安排表", "Programme of a reception")
def programme_form(kit: Kit, stay: Stay) -> Iterator[Block]:
    """S2 附表2."""
    words = kit.words
    yield boxes(kit, *list(visit_fields(kit, stay))[:8])
    yield _schedule(kit, stay, 6)
    yield Signatures(_s2_signers(kit), words.pick("日期", "Date"))


def _s2_signers(kit: Kit) -> tuple[str, ...]:
    return ("编制", "审核", "批准") if kit.words.lang == "zh" else ("Drawn up", "Checked", "Approved")


@form("客户接待通知表", "Notice of a reception")
def notice(kit: Kit, stay: Stay) -> Iterator[Block]:
    """S2 附表1: each department reads what it has to do."""
    words = kit.words
    yield boxes(kit, *visit_fields(kit, stay))
    yield Heading(words.pick("各部门配合事项", "What departments do"))
    found: dict[str, dict[str, None]] = {}
    for part in kit.parts(stay):
        for duty in part.duties:
            person = kit.week.find_person(duty.person)
            if person is not None:
                told = (
                    f"{person.name}（{words.role(duty.role)}）"
                    if words.lang == "zh"
                    else f"{person.name} ({words.role(duty.role)})"
                )
                found.setdefault(person.department or words.pick("其他", "others"), {})[told] = None
    drivers = dict.fromkeys(
        kit.week.driver(r.driver).name for m in kit.paper.plan_of(stay.id).moves for r in m.rides if r.driver
    )
    if drivers:
        found[words.pick("司机班", "Drivers")] = drivers
    rows = [(department, words.comma.join(told), "") for department, told in found.items()]
    yield grid(kit, "部门 人员和事项 确认", "Department Who-and-what Confirmed", rows)
    yield Signatures(_s2_signers(kit), words.pick("日期", "Date"))


@form("公司参观申请表", "Application for a company tour")
def tour_application(kit: Kit, stay: Stay) -> Iterator[Block]:
    """S1 参观管理制度 第三条."""
    words, texts = kit.words, kit.paper.item_texts
    for item in kit.paper.plan_of(stay.id).items:
        if item.kind != "tour":
            continue
        route = dict.fromkeys(stop.workshop for stop in sorted(item.stops, key=lambda stop: stop.start))
        workshops = [kit.week.workshop(id) for id in route]
        docents = dict.fromkeys(d.person for d in item.duties if d.role == "docent" and d.person)
        restricted = words.comma.join(w.name for w in workshops if w.restricted)
        yield boxes(
            kit,
            (("参观单位", "Visitors"), stay.visit.client),
            (("参观人数", "Party"), words.people(kit.paper.delegations.guests(stay.id, item.groups))),
            (("参观时间", "When"), kit.when(item)),
            (("承办部门", "Department"), _department(kit, stay)),
            (("带队人员", "Leader"), principal(kit, stay)),
            (("陪同、讲解", "Docents"), words.comma.join(kit.paper.names.person(id) for id in docents)),
            room(kit, "参观路线", "Route", 2, "→".join(w.name for w in workshops)),
            (("涉密区域", "Restricted"), restricted or words.pick("无", "none")),
            (("安全帽", "Helmets"), _helmets(kit, stay, any(w.helmets for w in workshops))),
            (("手表磁卡保管", "Watches, cards kept"), _yes(kit, any(w.magnetic for w in workshops))),
            (("拍照摄像", "Pictures"), _yes(kit, any(d.role == "photographer" for d in item.duties))),
            room(kit, "参观目的", "Purpose", 2, words.purpose(stay.visit.purpose)),
        )
        explained = getattr(texts.request(item), "explain", ())
        if explained:
            yield Paragraph(words.label(words.pick("讲解内容", "To be explained"), words.comma.join(explained)))
        roles = ("承办部门", "公司办公室", "生产部门", "公司领导")
        en = ("Department", "Company office", "Production", "Leaders")
        yield Signatures(roles if words.lang == "zh" else en, words.pick("日期", "Date"))


def _department(kit: Kit, stay: Stay) -> str:
    contact = kit.contact(stay)
    return contact.department if contact is not None else ""


def _helmets(kit: Kit, stay: Stay, wanted: bool) -> str:
    return kit.words.pick(f"{stay.size + 3}顶", f"{stay.size + 3}") if wanted else kit.words.pick("不需要", "no")
