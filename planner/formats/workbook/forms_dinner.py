"""The sheets of a dinner: who comes, the tables, the wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.domain.halls import Table
from models.domain.seating import Attendee
from planner.formats.workbook.cells.amounts import CountCell, DegreesCell
from planner.formats.workbook.cells.choices import ChoiceCell, YesNoCell
from planner.formats.workbook.cells.dates import DayCell
from planner.formats.workbook.cells.languages import LanguagesCell
from planner.formats.workbook.cells.references import ReferenceCell, ReferencesCell
from planner.formats.workbook.cells.texts import CodeCell, CodesCell, NamesCell, PersonNameCell, TextCell
from planner.formats.workbook.common_columns import ID_COLUMN, attendance_column
from planner.formats.workbook.form import Column, Form
from planner.language.text import as_text

if TYPE_CHECKING:
    from planner.formats.workbook.cells.base import CellContext
    from planner.language.text import Value

SIDE_CHOICE = ChoiceCell({"guest": "客方", "host": "主方"}, {"guest": "客人 客 宾", "host": "主人 主 我方"})
ATTENDEE_SEX_CHOICE = ChoiceCell({"m": "男", "f": "女"}, {"m": "先生 male", "f": "女士 female"})
ATTENDEE_ROLE_CHOICE = ChoiceCell(
    {
        "member": "宾主",
        "interpreter": "翻译",
        "notetaker": "记录",
        "aide": "随员",
        "security": "安保",
        "driver": "司机",
    },
    {"member": "客人 主人 成员", "interpreter": "译员", "notetaker": "记录员", "aide": "秘书 助理", "security": "警卫"},
)
SHAPE_CHOICE = ChoiceCell(
    {
        "round": "圆桌",
        "square": "方桌",
        "long": "长桌",
        "u": "U形",
        "hollow": "回字形",
        "sofas": "沙发",
        "rows": "成排",
        "desk": "签字桌",
    },
    {"rows": "主席台 合影"},
)
LAYOUT_CHOICE = ChoiceCell(
    {
        "one_host": "单主陪",
        "two_hosts": "双主陪",
        "hostess": "男女主人",
        "french": "法式",
        "english": "英式",
        "talks": "会谈",
        "talks_end": "会谈（竖）",
        "u": "U形",
        "hollow": "回字形",
        "sofas": "会见",
        "podium": "主席台",
        "photo": "合影",
        "signing": "签字",
    }
)
WISH_CHOICE = ChoiceCell(
    {
        "before": "先后",
        "together": "同桌",
        "apart": "分桌",
        "side_by_side": "相邻",
        "not_side_by_side": "不相邻",
        "locks": "固定",
        "affinities": "亲疏",
        "acquaintances": "至少认识",
        "categories": "每桌人数",
        "spread": "均匀分布",
        "neighbours_share": "邻座共有",
        "diets_together": "同饮食同桌",
        "equal": "代表团对等",
        "honoured": "宴会主角",
        "head": "坐首席",
        "hostess": "女主人",
    },
    {
        "before": "排在前",
        "together": "同席 坐一桌 坐同桌 安排同桌 在一桌",
        "apart": "不同桌 不坐一桌 不要同桌 不要坐一桌 不在一桌 分开坐",
        "side_by_side": "挨着 挨着坐 邻座 坐旁边",
        "not_side_by_side": "不要相邻 不挨着 不要挨着 不要挨着坐 不邻座",
        "locks": "指定座位 锁定",
        "affinities": "关系",
        "equal": "对等",
        "honoured": "新人 寿星",
        "head": "坐主位 坐主人位",
    },
    {
        **dict.fromkeys(("坐一起", "坐在一起", "要坐一起", "坐一块"), "相邻 或 同桌"),
        **dict.fromkeys(("不坐一起", "不要坐一起", "不能坐一起", "别坐一起", "不要坐在一起"), "不相邻 或 分桌"),
    },
)
WISH_KIND_FIELD = "_wish"

ATTRIBUTE_OF_HEADER = {
    "单位": "organisation",
    "性别": "sex",
    "语言": "languages",
    "兴趣": "interests",
    "饮食": "diet",
    "职务": "title",
    "身份": "role",
    "外宾": "foreign",
    "年龄": "age",
}


class AttributeCell(TextCell):
    """The header of a column of the people's sheet: a field, or a column of the planner's own."""

    choices = tuple(ATTRIBUTE_OF_HEADER)
    several = True  # others may be written too

    def read(self, value: Value, context: CellContext) -> Any:
        """Return the field, or the header itself."""
        text = as_text(value)
        return ATTRIBUTE_OF_HEADER.get(text, text)

    def write(self, value: Any, context: CellContext) -> Value:
        """Return the header."""
        return next((header for header, name in ATTRIBUTE_OF_HEADER.items() if name == value), str(value))


DINNER_INFO = (
    Column("宴请名称", "name", TextCell(), "如 欢迎晚宴", "名称"),
    Column("英文名称", "name_en", TextCell(), "可不填", ""),
    Column("礼仪版本", "etiquette", TextCell(), "空白为 default", "版本"),
    Column("场地", "_hall", TextCell(), "已有场地的名字，如 private-room；“桌”表有内容时按“桌”表", "厅 场地名称"),
    Column("桌数", "_tables", CountCell(), "没有场地也没有“桌”表时：几桌", ""),
    Column("每桌座位", "_seats", CountCell(), "每桌几座", "座位"),
    Column("厅名", "hall.name", TextCell(), "用“桌”表时", ""),
    Column("厅英文名", "hall.name_en", TextCell(), "", ""),
    Column("厅宽（米）", "hall.width", DegreesCell(), "用“桌”表时，左右", ""),
    Column("厅深（米）", "hall.depth", DegreesCell(), "用“桌”表时，前后", ""),
    Column("门X", "hall.door.x", DegreesCell(), "从左下角量起，米", ""),
    Column("门Y", "hall.door.y", DegreesCell(), "", ""),
    Column("舞台X", "hall.stage.x", DegreesCell(), "没有舞台不填", ""),
    Column("舞台Y", "hall.stage.y", DegreesCell(), "", ""),
    Column("厅编号", "hall.id", CodeCell(), "可留空", ""),
    Column("编号", "id", CodeCell(), "可留空", ""),
)

ATTENDEES_FORM = Form(
    "宾主",
    "一行一位，主客都写",
    "people",
    (
        Column("姓名", "name", PersonNameCell(), "", "名字", 12, needed=True),
        Column("方", "side", SIDE_CHOICE, "客方或主方", "主客 宾主", 8, needed=True),
        Column("职务", "title", TextCell(), "据此排序", "职位", 16),
        Column("称呼", "form_of_address", TextCell(), "如 阁下、H.E.", "尊称 称谓", 9),
        Column("单位", "organisation", TextCell(), "", "所在单位", 20),
        Column("性别", "sex", ATTENDEE_SEX_CHOICE, "", "", 7),
        Column("年龄", "age", CountCell(), "", "", 7),
        Column("任现职", "since", DayCell(), "同级先任者在前", "任职时间 任职日期", 12),
        Column("排名", "rank", CountCell(), "指定本方第几位", "位次", 7),
        Column("身份", "role", ATTENDEE_ROLE_CHOICE, "翻译、随员等", "角色", 9),
        Column("服务于", "serves", ReferenceCell("attendee"), "翻译、随员跟谁", "跟随", 10),
        Column("配偶", "spouse_of", ReferenceCell("attendee"), "是谁的配偶", "", 10),
        Column("外宾", "foreign", YesNoCell(), "", "", 7),
        Column("语言", "languages", LanguagesCell(), "用、分开", "语种", 12),
        Column("兴趣", "interests", NamesCell(), "用、分开", "爱好", 14),
        Column("饮食", "diet", TextCell(), "如 清真、素食", "饮食禁忌 忌口", 12),
        Column("英文名", "name_en", TextCell(), "印席卡", "外文名", 16),
        Column("英文职务", "title_en", TextCell(), "印席卡", "外文职务", 16),
        attendance_column(dinner=True),
        ID_COLUMN,
    ),
    {"": Attendee},
    also="宾主名单 名单 客人 人员",
    named="attendee",
    label="name name_en",
    prefix="p",
    notes=False,
    rare="称呼 任现职 排名 兴趣 英文名 英文职务 是否出席 编号",
)

TABLES_FORM = Form(
    "桌",
    "场地里的桌子；用已有场地时不填",
    "tables",
    (
        Column("桌名", "name", TextCell(), "印在图上", "名称 桌号", 10),
        Column("座位", "seats", CountCell(), "最多几座", "座位数", 7, needed=True),
        Column("X", "x", DegreesCell(), "桌中心，米", "", 7, needed=True),
        Column("Y", "y", DegreesCell(), "", "", 7, needed=True),
        Column("形状", "shape", SHAPE_CHOICE, "空白为圆桌", "桌形", 10),
        Column("排法", "layout", LAYOUT_CHOICE, "空白按礼仪版本", "", 10),
        Column("主人数", "hosts", CountCell(), "空白自动", "主陪数", 8),
        Column("桌次", "rank", CountCell(), "1为主桌；空白自动", "", 8),
        Column("宽", "width", DegreesCell(), "米，空白自动", "", 7),
        Column("深", "depth", DegreesCell(), "", "", 7),
        Column("朝向", "turn", DegreesCell(), "度", "", 7),
        Column("两端座", "ends", CountCell(), "长桌", "", 8),
        Column("各排座数", "rows", CodesCell(), "如 5、7", "", 10),
        Column("英文桌名", "name_en", TextCell(), "", "", 12),
        ID_COLUMN,
    ),
    {"": Table},
    also="桌子 桌次 桌位",
    named="table",
    label="name id",
    prefix="t",
    rare="宽 深 朝向 两端座 各排座数 英文桌名 编号",
)

WISHES_FORM = Form(
    "愿望",
    "谁与谁同桌、相邻、固定在哪一座；没有就不填",
    "",
    (
        Column("类型", WISH_KIND_FIELD, WISH_CHOICE, "从列表选", "愿望 要求", 12, needed=True),
        Column("人员", "people", ReferencesCell("attendee"), "用、分开；先后：前者在前", "姓名 谁", 24),
        Column("桌", "table", ReferenceCell("table"), "固定", "桌名", 10),
        Column("座号", "seat", CountCell(), "固定；0为正对门", "座位", 8),
        Column("属性", "attribute", AttributeCell(), "“宾主”表的列名，如 单位", "哪一项", 14),
        Column("值", "value", TextCell(), "每桌人数：空白为各值", "", 12),
        Column("数", "number", CountCell(), "至少几人；亲疏分值", "最少 至少 分值", 8),
        Column("至多", "most", CountCell(), "", "最多", 8),
        Column("备注", "_note", TextCell(), "只给自己看", "说明", 20),
    ),
    {},
    also="要求 座位要求",
    label="",
)
DINNER_FORMS = (ATTENDEES_FORM, TABLES_FORM, WISHES_FORM)
