"""What guests get holds nothing internal, and all that they need."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace

import openpyxl
import pytest

from models.domain.plan import Item, Move
from planner.judging.check import check
from planner.language.words import Words
from planner.packet.boss.other_plans import other_plans
from planner.packet.boss.proposal import proposal
from planner.packet.document.model import Grid
from planner.packet.forms.catalogue import office_forms
from planner.packet.guest.booklet import booklet
from planner.packet.kit import Kit
from planner.packet.packet import guest_workbooks, printed_papers
from planner.packet.readers import PACKET_READERS
from planner.papers.paper import Paper
from planner.plan_workbook.draft_mark import DraftMark
from tests.packet.test_duty_sheets import text_of
from tests.papers import fake

SECRET = "内部标记"


@pytest.fixture(scope="module")
def marked() -> Kit:
    """The small week with a mark in every field that is the office's own, and people still to be found."""
    week = fake.week(4)
    data = week.model_dump(mode="json")
    for k, visit in enumerate(data["visits"]):
        visit |= {
            "note": f"{SECRET}note{k}",
            "budget": 987_654,
            "plates": f"{SECRET}plates",
            "meet_first": f"{SECRET}first",
        }
        visit["waivers"] = [{"rule": "COST-02", "approver": f"{SECRET}approver", "note": f"{SECRET}waiver"}]
        for member in visit["members"]:
            member |= {name: f"{SECRET}{name}" for name in ("note", "medical", "customs", "hobbies", "identity_number")}
        for request in visit["requests"]:
            request["note"] = f"{SECRET}request"
        for group in visit["groups"]:
            group["note"] = f"{SECRET}group"
    for place in data["company"]["places"]:
        place["note"] = f"{SECRET}place"
    for person in data["company"]["people"]:
        person["note"] = f"{SECRET}person"
    for driver in data["company"]["drivers"]:
        driver["note"] = f"{SECRET}driver"
    changed = type(week).model_validate(data)
    return Kit(Paper(check(changed, fake.plan(changed), fake.edition()), Words()))


def test_the_office_reads_the_marks(marked):
    form = next(form for form in office_forms() if form.zh == "客户来访接待申请单")
    assert all(SECRET in text_of(form.document(marked, stay)) for stay in marked.stays)


@pytest.mark.parametrize("lang", ["zh", "en", "both"])
def test_guests_read_nothing_internal(marked, lang):
    papers = list(printed_papers(marked, ("guest",), lang))
    assert len(papers) >= 4 * len(marked.stays)
    clients = {stay.visit.client for stay in marked.stays}
    for paper in papers:
        text = text_of(paper.document)
        assert SECRET not in text, paper.name
        for word in (
            "待落实",
            "to be found",
            "预算",
            "未能安排",
            "987",
            "锁定",
            "（代）",
            "A级",
            "B级",
            "C级",
            "D级",
            "元/",
            "level A",
        ):
            assert word not in text, (paper.name, word)
        own = [client for client in clients if client in paper.name or client in paper.document.title]
        for other in clients - set(own or clients):
            assert other not in text, (paper.name, other)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_workbooks_for_guests_hold_nothing_internal_and_all_times(marked, lang):
    kit = replace(marked.speaking(lang), draft=DraftMark(2, dt.date(2026, 10, 12)))
    files = guest_workbooks(kit)
    assert len(files) == len(kit.stays)
    for stay, (name, content) in zip(kit.stays, files.items(), strict=True):
        book = openpyxl.load_workbook(io.BytesIO(content))
        assert [sheet.sheet_state for sheet in book.worksheets] == ["visible"], "nothing lies out of sight"
        text = "\n".join(str(cell.value) for row in book.worksheets[0] for cell in row if cell.value)
        assert not [word for word in (SECRET, "锁定", kit.words.open) if word in text.lower()], name
        assert not [other for other in kit.stays if other is not stay and other.visit.client in text]
        assert "第2稿（10月12日）" in text or "draft 2 (12 Oct)" in text
        for item in kit.paper.plan_of(stay.id).items:
            assert kit.words.time(item.start, kit.paper.facts.day_of(item)) in text
        assert not [cell for row in book.worksheets[0] for cell in row if cell.hyperlink or cell.data_type == "f"]
    assert guest_workbooks(kit) == files


def test_private_facts_stand_only_where_they_are_needed(marked):
    for paper in printed_papers(marked, PACKET_READERS):
        text = text_of(paper.document)
        assert f"{SECRET}identity_number" not in text, paper.name
        if f"{SECRET}plates" in text:
            assert "门岗放行名单" in paper.name
        if f"{SECRET}medical" in text:
            assert paper.reader in ("escort", "helper", "leader", "interpreter", "docent", "room"), paper.name
            assert "陪同" in paper.document.title or "任务单" in paper.name, paper.name


def test_a_booklet_tells_every_item_and_ride(marked):
    for stay in marked.stays:
        text = text_of(booklet(marked, stay))
        part = marked.paper.plan_of(stay.id)
        each: list[Item | Move] = [*part.items, *part.moves]
        for one in each:
            day = marked.paper.facts.day_of(one)
            moment = one.start if isinstance(one, Item) else one.depart
            assert marked.words.time(moment, day) in text
        for member in stay.visit.members:
            assert member.name in text


def test_names_of_our_people_are_in_latin_letters_in_english(tiny):
    for stay in tiny.stays:
        text = text_of(booklet(tiny.speaking("en"), stay))
        leaders = [duty.person for duty in tiny.duties(stay) if duty.role == "leader" and duty.person]
        for id in leaders:
            assert tiny.week.person(id).name not in text.replace(stay.visit.client, "")
    from planner.language.english_titles import title_in_english
    from planner.packet.english_names import romanised

    assert romanised("赵璟祎") == "Zhao Jingyi"
    assert romanised("单龑") == "Shan Yan"
    assert romanised("欧阳喆") == "Ouyang Zhe"
    assert romanised("Anna Keller") == "Anna Keller"
    assert title_in_english("副总经理") == "Deputy General Manager"
    assert title_in_english("结构副总工程师") == "Deputy Chief Engineer", "the longest end counts"


def test_addresses_of_guests():
    from planner.packet.guest.booklet import salutation

    week = fake.week(4)
    kit = Kit(Paper(check(week, fake.plan(week), fake.edition()), Words()))
    for stay in kit.stays:
        assert salutation(kit, stay).startswith("尊敬的")
        assert salutation(kit.speaking("en"), stay).startswith("Dear ")


# ---------------------------------------------------------------- the office's forms

WANTED = (
    *("客户来访接待申请单", "日程安排", "客户接待行程安排表", "客户接待通知表", "接待确认函", "客户来访接待登记表"),
    *("客户来访接待统计表", "客户满意度调查表", "业务招待申请单", "用车申请单", "会议室使用申请单", "公司参观申请表"),
    *("借款单", "费用报销单", "礼品申请单", "礼品领用单", "礼品库存登记", "请柬", "接站牌", "欢迎屏和横幅", "分房表"),
    *("通讯录", "桌签", "菜单与酒水", "宴会流程", "车辆序号牌", "门岗放行名单", "会议记录", "接待总结", "公务接待清单"),
)


def test_every_form_of_the_documents_is_there():
    names = [form.zh for form in office_forms()]
    assert set(WANTED) <= set(names)
    assert len(set(names)) == len(names)
    assert len({form.en for form in office_forms()}) == len(names)


@pytest.mark.parametrize("form", office_forms(), ids=lambda form: form.en)
def test_a_form_is_alike_in_both_languages(kit, tiny, form):
    from planner.packet.document.bilingual import in_both_languages

    for each in (kit, tiny):
        for stay in each.stays if form.per == "visit" else (None,):
            zh, en = (form.document(each.speaking(lang), stay) for lang in ("zh", "en"))
            assert (zh is None) == (en is None)
            if zh is not None:
                assert in_both_languages(zh, en)
                assert not re.search("[\u4e00-\u9fff]", en.title)


def test_forms_are_filled_in(tiny):
    def text(name, stay=None):
        form = next(form for form in office_forms() if form.zh == name)
        return text_of(form.document(tiny, stay))

    stay = tiny.stays[0]
    assert "拟制接待负责人" in text("日程安排", stay)
    assert "销售副总审核" in text("日程安排", stay)
    assert {"编制", "审核", "批准"} <= set(text("客户接待行程安排表", stay).split("\n"))
    assert stay.visit.client in text("客户来访接待登记表")
    assert tiny.words.yuan(tiny.paper.report.spent()[stay.id].total()) in text("借款单", stay)
    for approver in stay.package.approvals:
        assert approver in text("客户来访接待申请单", stay)


def form_text(kit, name, stay=None):
    form = next(form for form in office_forms() if form.zh == name)
    document = form.document(kit, stay)
    return "" if document is None else text_of(document)


def test_the_list_of_rooms_counts_them_and_names_whom_the_hotel_calls(tiny):
    text = form_text(tiny, "分房表")
    for night in tiny.plan.nights:
        stay = tiny.paper.stay(night.visit)
        assert tiny.contact(stay).phone in text
        assert all(f"{tiny.words.hotel_room(room.kind)} " in text for room in night.rooms)
    assert {"结算方式", "工作用房", "房号", "领卡"} <= set(text.split("\n"))


def test_the_gate_reads_every_name(kit):
    text = form_text(kit, "门岗放行名单")
    for stay in kit.stays:
        if stay.visit.client in text:
            assert all(member.name in text for member in stay.visit.members)
            assert ("等" in text) or stay.size == len(stay.visit.members)


def test_whom_to_call_has_hotels_suppliers_and_emergencies(tiny):
    text = form_text(tiny, "通讯录")
    hotels = {night.hotel for night in tiny.plan.nights}
    assert hotels
    assert all(tiny.week.hotel(id).name in text for id in hotels)
    suppliers = [car.supplier for car in tiny.week.company.hired_cars if car.supplier]
    assert all(supplier in text for supplier in suppliers)
    assert {"110", "119", "120"} <= set(text.split("\n"))


def test_the_list_of_things_to_do_has_every_task_once_and_few_pages(tiny):
    from planner.packet.document.model import Heading, PageBreak
    from planner.packet.forms.office_lists import LINES_OF_A_PAGE, lists_of_owners

    blocks = lists_of_owners.document(tiny).blocks
    _, summary, *pages = [block for block in blocks if not isinstance(block, Heading)][1:]
    grids = [block for block in pages if isinstance(block, Grid)]
    tasks = [line for line in tiny.paper.agenda if line.todo is not None]
    assert sum(len(grid.rows) for grid in grids) == len(tasks)
    assert grids
    assert len(summary.rows) == len(grids)
    long = sum(len(grid.rows) >= LINES_OF_A_PAGE for grid in grids)
    breaks = sum(isinstance(block, PageBreak) for block in blocks)
    assert breaks == long + (long < len(grids)), "those with a few lines share pages"


def test_banquet_forms_count_tables_and_money(tiny):
    from models.domain.table_company import diners

    banquets = [item for item in tiny.plan.items if item.kind == "banquet"]
    assert banquets
    for item in banquets:
        stay = tiny.paper.stay(item.visit)
        people = diners(stay, tiny.paper.item_texts.request(item))
        menu, order = (form_text(tiny, name, stay) for name in ("菜单与酒水", "宴会流程"))
        assert tiny.words.yuan(stay.package.banquet_price * people) in menu
        for text in (menu, order):
            lines = text.split("\n")
            assert lines[lines.index("桌数") + 1] == str(len(tiny.seating(item).meals))
            assert tiny.contact(stay).phone in text


def test_minutes_name_the_chair_the_topic_and_who_does_what(tiny):
    for stay in tiny.stays:
        for item in (each for each in tiny.paper.plan_of(stay.id).items if each.room):
            text = form_text(tiny, "会议记录", stay)
            lines = text.split("\n")
            assert {"责任人", "完成时限", "缺席、列席", "主持人审阅"} <= set(lines)
            topic = getattr(tiny.paper.item_texts.request(item), "topic", None)
            assert topic is None or topic in text
            leaders = [duty.person for duty in item.duties if duty.role == "leader" and duty.person]
            assert all(tiny.week.person(id).name in text for id in leaders)


def test_applications_say_seats_and_who_applies(tiny):
    for stay in tiny.stays:
        rides = [ride for move in tiny.paper.plan_of(stay.id).moves for ride in move.rides]
        if rides:
            assert f"最多乘{max(ride.guests + ride.staff for ride in rides)}人" in form_text(tiny, "用车申请单", stay)
        gifts = form_text(tiny, "礼品申请单", stay)
        assert not gifts or tiny.contact(stay).name in gifts


@pytest.mark.parametrize(
    ("yuan", "said"),
    [
        (0, "零元整"),
        (5, "伍元整"),
        (10, "壹拾元整"),
        (105, "壹佰零伍元整"),
        (16_475, "壹万陆仟肆佰柒拾伍元整"),
        (20_500, "贰万零伍佰元整"),
        (100_020_000, "壹亿零贰万元整"),
        (3_000_000, "叁佰万元整"),
        (10_010, "壹万零壹拾元整"),
    ],
)
def test_sums_in_capitals(yuan, said):
    from planner.packet.forms.money import in_capitals

    assert in_capitals(yuan) == said


# ---------------------------------------------------------------- the plan for approval


def test_the_plan_for_approval_says_what_then(tiny):
    from planner.packet.boss.proposal import proposal

    for stay in tiny.stays:
        text = text_of(proposal(tiny, stay))
        for chapter in (
            "日程",
            "食宿",
            "会见会谈双方名单",
            "宴请双方名单",
            "分工",
            "车辆",
            "费用",
            "突发情况应对与备选方案",
            "附件",
        ):
            assert f"、{chapter}" in text
        assert "航班车次晚点3小时" in text
        for approver in stay.package.approvals:
            assert approver in text


def test_other_plans_are_told_where_they_differ(tiny):
    sight = next(item for item in tiny.plan.items if item.kind in ("sight", "tour"))
    moved = sight.replace(start=sight.start + 15, end=sight.end + 15)
    other = tiny.plan.model_copy(update={"items": tuple(moved if i is sight else i for i in tiny.plan.items)})
    report = check(tiny.week, other, tiny.paper.report.edition)
    kit = replace(tiny, others=(Paper(report, tiny.words), tiny.paper))
    for stay in tiny.stays:
        rows = [row for block in other_plans(kit, stay) if isinstance(block, Grid) for row in block.rows]
        assert bool(rows) == (stay.id == sight.visit), "only where something differs, and no plan like ours"
        assert all(kit.words.time(moved.start) in row[1] and "原" in row[1] for row in rows)
        assert ("备选1" in text_of(proposal(kit, stay))) == bool(rows)
        assert len(list(other_plans(kit.speaking("en"), stay))) == (2 if rows else 0)


def test_who_stands_in_for_a_leader_is_free(tiny):
    from models.domain.clock import overlap
    from planner.packet.boss.contingencies import free_instead

    duties = [duty for part in (*tiny.plan.items, *tiny.plan.moves) for duty in part.duties]
    for duty in (d for d in duties if d.role == "leader" and d.person):
        for id in free_instead(tiny, duty):
            assert id != duty.person
            busy = [(d.start, d.end) for d in duties if d.person == id]
            assert not any(overlap((duty.start, duty.end), span) for span in busy)
