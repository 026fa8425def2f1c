"""What the forms of the page say: the workbook's own headers in Chinese, and what they mean in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from models.domain.activities import KINDS
from models.domain.bilingual import bilingual
from planner.formats.workbook.cells.choices import YesNoCell
from planner.formats.workbook.forms_other import ABSENCES_FORM
from planner.formats.workbook.forms_week import GROUPS_FORM, MEMBERS_FORM, REQUESTS_FORM, VISITS_FORM
from planner.language.text import shortened

if TYPE_CHECKING:
    from models.domain.week import Week
    from planner.formats.workbook.cells.base import CellKind
    from planner.formats.workbook.changed_rows import RowChange
    from planner.formats.workbook.form import Form
    from planner.language.words import Words

MOST_SAID = 4
"""Changed fields that are named one by one; of the rest the number."""
_SECTIONS = {
    VISITS_FORM.title: "Delegation",
    MEMBERS_FORM.title: "Guests",
    GROUPS_FORM.title: "Arrival and departure",
    REQUESTS_FORM.title: "Requests",
    ABSENCES_FORM.title: "Absences and closures",
}
_NEW = {
    VISITS_FORM.title: ("新来访", "New delegation"),
    MEMBERS_FORM.title: ("新成员", "New guest"),
    GROUPS_FORM.title: ("新同行组", "New travel group"),
    REQUESTS_FORM.title: ("新要求", "New request"),
    ABSENCES_FORM.title: ("新请假或停用", "New absence"),
}
HEADERS_IN_ENGLISH = {
    "客户名称": "Client",
    "人数": "Number of guests",
    "客户类型": "Kind of client",
    "级别": "Level",
    "合同额（万元）": "Contract (10,000 yuan)",
    "来访目的": "Purpose",
    "申请人": "Applicant",
    "对方联络人": "Their contact",
    "对方联络电话": "Their contact's telephone",
    "提供住宿": "Lodging provided",
    "提供餐饮": "Meals provided",
    "提供用车": "Cars provided",
    "酒店": "Hotel",
    "游览": "Sights",
    "不去的景点": "Sights refused",
    "去过的景点": "Sights seen before",
    "全程陪同": "Escort",
    "贵宾通道": "VIP lane",
    "影响力较大": "Of great influence",
    "先到酒店": "Hotel first",
    "先见": "Meets first",
    "必须先见": "Must meet first",
    "用餐习惯": "Cuisine",
    "着装": "Dress",
    "车牌": "Number plates",
    "涉密许可": "Cleared for workshops",
    "回避客户": "Keeps apart from",
    "预算（元）": "Budget (yuan)",
    "报备日期": "Announced on",
    "接待编号": "Case number",
    "忌宴请日": "Days without banquet",
    "备注": "Note",
    "姓名": "Name",
    "职务": "Title",
    "职级": "Rank",
    "性别": "Sex",
    "身份": "Part in the delegation",
    "年龄段": "Age",
    "语言": "Languages",
    "饮食": "Diet",
    "行动": "Mobility",
    "体弱": "Frail",
    "医疗": "Medical",
    "配偶": "Spouse of",
    "同住": "Shares a room with",
    "国籍": "Nationality",
    "习俗": "Customs",
    "爱好": "Hobbies",
    "称呼": "Form of address",
    "证件号": "Identity number",
    "电话": "Telephone",
    "是否出席": "Comes",
    "成员": "Guests",
    "未定姓名人数": "Without a name yet",
    "未定姓名者语言": "Languages of those",
    "到达日期": "Arrives on",
    "到达时间": "Arrives at",
    "到达地点": "Arrives where",
    "到达航班车次": "Flight or train there",
    "到达国际航班": "International arrival",
    "到达手续（分钟）": "Minutes until they are out",
    "迎接地点": "Meeting point",
    "到达休息室": "Lounge on arrival",
    "离开日期": "Leaves on",
    "离开时间": "Leaves at",
    "离开地点": "Leaves from",
    "离开航班车次": "Flight or train back",
    "离开国际航班": "International departure",
    "提前到站（分钟）": "Minutes there before",
    "类型": "Kind",
    "名称": "Name",
    "日期": "Day",
    "开始时间": "Begins at",
    "最早": "Not before",
    "最晚": "Not after",
    "时长（分钟）": "Duration (minutes)",
    "含餐": "Meal included",
    "餐费（元）": "Price of the meal (yuan)",
    "中间用餐": "Lunch in between",
    "地点": "Place",
    "会议室": "Meeting room",
    "厅室": "Hall",
    "题目": "Topic",
    "专家讲师": "Experts, trainer",
    "领导": "Leader or host",
    "主人": "Hosts of others",
    "我方陪同": "Our companions",
    "请一位领导": "Any leader",
    "列队欢迎": "Reception line",
    "领导参加": "Leader's part",
    "会见分钟": "Minutes of the call",
    "设备": "Equipment",
    "我方人数": "Our people at table",
    "茶水": "Tea",
    "参观车间": "Workshops",
    "参加成员": "Guests who take part",
    "休息室": "Lounge",
    "讲解内容": "Explained",
    "摄影": "Photographer",
    "事由": "Occasion",
    "午宴": "Lunch",
    "宴请形式": "Form of banquet",
    "中西餐": "Chinese or Western",
    "排座次": "Seated",
    "礼品": "Gift",
    "单价（元）": "Price each (yuan)",
    "每人一份": "One each",
    "次数": "Sessions",
    "考试（分钟）": "Exam (minutes)",
    "结业（分钟）": "Closing (minutes)",
    "培训班": "Series",
    "第几次": "Session number",
    "顺序": "Order",
    "联合活动": "Joint item",
    "放弃代价": "Price of leaving out",
    "类别": "Kind",
    "开始": "From",
    "结束": "Until",
    "说明": "Note",
}
"""What the columns of these forms are called; a column that is forgotten a test names."""
_OPTIONS_IN_ENGLISH: dict[object, str] = {
    "project_inspection": "inspection for a project",
    "other_inspection": "other inspection",
    "planner": "we may choose some",
    "none": "none",
    "people": "person",
    "drivers": "driver",
    "rooms": "meeting room",
    "lounges": "lounge",
    "workshops": "workshop",
    "vehicles": "vehicle",
    "places": "place",
    1: "1 chairperson, minister",
    2: "2 chief executive",
    3: "3 vice president",
    4: "4 director, chief engineer",
    5: "5 head of department",
    6: "6 staff",
}


_PRIVATE = ("证件号", "医疗", "电话", "对方联络电话", "车牌")
"""Columns whose values are told to nobody who does not open the form."""


@dataclass(frozen=True)
class FormTexts:
    """Says what stands in forms, in one language."""

    words: Words
    GONE: ClassVar[tuple[str, str]] = (
        bilingual("这一行已不在了", "this row is no longer there"),
        bilingual("重新打开表单", "open the form again"),
    )

    def title(self, what: str, of: str, client: str) -> str:
        """Say what a form is about."""
        words = self.words
        if what == "absence":
            return self.section(ABSENCES_FORM)
        if not client:
            return words.pick(*_NEW[VISITS_FORM.title])
        if what == "visit":
            return words.label(words.pick("来访资料", "Delegation"), client)
        new = of.endswith("/")
        return words.label(client, words.pick(*(_NEW[REQUESTS_FORM.title] if new else ("改要求", "Request"))))

    def section(self, form: Form) -> str:
        """Say what a section is called."""
        return self.words.pick(form.title, _SECTIONS[form.title])

    def new(self, form: Form) -> str:
        """Say what a new row is called."""
        return self.words.pick(*_NEW[form.title])

    def label(self, header: str) -> str:
        """Say what a column is called."""
        return self.words.pick(header, HEADERS_IN_ENGLISH.get(header, header))

    def help(self, text: str) -> str:
        """Return an explanation of the workbook; it has none in English."""
        return self.words.pick(text, "")

    def kind(self, kind: str) -> str:
        """Say the kind of a request."""
        return self.words.pick(KINDS[kind].zh, KINDS[kind].en) if kind in KINDS else ""

    def option(self, form: Form, kind: str) -> str:
        """Return the word for a kind of row, as it is written."""
        column = next(column for column in form.columns if column.path == "kind")
        return str(getattr(column.cell, "labels", {}).get(kind, kind))

    def options(self, cell: CellKind) -> list[list[Any]]:
        """Return what may be chosen: what is written, what is shown."""
        if isinstance(cell, YesNoCell):
            return [
                [word, self.words.pick(word, english)]
                for word, english in zip(cell.choices, ("yes", "no"), strict=True)
            ]
        labels: dict[Any, str] = getattr(cell, "labels", {}) or {word: word for word in cell.choices}
        return [[label, self.words.pick(label, self._english(key))] for key, label in labels.items()]

    def _english(self, key: object) -> str:
        if isinstance(key, str) and key in KINDS:
            return KINDS[key].en
        return _OPTIONS_IN_ENGLISH.get(key, str(key).replace("_", " "))

    def said(self, week: Week, changes: list[RowChange]) -> str:
        """Say what is changed: whose, and the new values."""
        words, parts = self.words, []
        for change in changes:
            if change.gone:
                parts.append(words.pick("删去一行", "a row taken out"))
                continue
            cells = list(change.cells.items())
            told = [self._field(header, text) for header, text in cells[:MOST_SAID]]
            if len(cells) > MOST_SAID:
                told.append(words.pick(f"等{len(cells)}项", f"{len(cells)} fields"))
            what = "" if change.id else self.new(change.form) + " "
            parts.append(what + words.comma.join(told))
        more = len(parts) - MOST_SAID
        parts = [*parts[:MOST_SAID], *([words.pick(f"另有{more}行", f"{more} more rows")] if more > 0 else [])]
        visits = {change.id if change.form is VISITS_FORM else change.owner for change in changes} - {""}
        clients = words.comma.join(week.visit(id).client for id in sorted(visits))
        return " ".join(part for part in (clients, words.semicolon.join(parts)) if part)

    def _field(self, header: str, text: str) -> str:
        """Say a field with its new value; of a private one that it is another."""
        label = self.label(header)
        if header in _PRIVATE:
            return label
        return self.words.label(label, shortened(text.strip()) or self.words.pick("空", "empty"))
