"""The sheets of a week: visits, their members, travel, requests, and what belongs to them."""

from __future__ import annotations

from models.domain.activities import Joint
from models.domain.people import Member
from models.domain.request_order import ORDER_FIELDS
from models.domain.visits import SubGroup, TravelGroup, Visit, Waiver
from planner.formats.workbook import column_choices
from planner.formats.workbook.cells.amounts import (
    ContractCell,
    CountCell,
    MinutesCell,
    PartOfDayCell,
    WholeCell,
    YuanCell,
)
from planner.formats.workbook.cells.choices import YesNoCell
from planner.formats.workbook.cells.dates import DayCell, DaysCell
from planner.formats.workbook.cells.hosts import HostsCell
from planner.formats.workbook.cells.languages import LanguagesCell
from planner.formats.workbook.cells.order import OrderCell
from planner.formats.workbook.cells.references import PersonOrRequestCell, ReferenceCell, ReferencesCell
from planner.formats.workbook.cells.roles import CLIENT_KIND_CHOICE
from planner.formats.workbook.cells.scope import ScopeCell
from planner.formats.workbook.cells.texts import CodeCell, NamesCell, PersonNameCell, TextCell
from planner.formats.workbook.cells.times import ClockCell, MomentCell, TimeOrMomentCell
from planner.formats.workbook.common_columns import ID_COLUMN, NOTE_COLUMN, PHONE_COLUMN, attendance_column
from planner.formats.workbook.form import Column, Form
from planner.formats.workbook.week_rows import (
    ASKED_ORDER_FIELD,
    CALL_MINUTES_FIELD,
    REQUEST_FACTS,
    join_group,
    join_request,
    split_group,
    split_request,
)

TOTAL_FIELD = "_total"
"""How many come, the named and the unnamed together."""

VISIT_COLUMN = Column(
    "来访客户", "", ReferenceCell("visit"), "从列表选", "客户 客户名称 单位 来访单位 团组 代表团", 20, needed=True
)

VISITS_FORM = Form(
    "来访客户",
    "一行一批客人：单位、级别、提供什么",
    "visits",
    (
        Column(
            "客户名称",
            "client",
            TextCell(),
            "单位全称",
            "来访客户 客户 单位 单位名称 来访单位 团组名称",
            24,
            needed=True,
        ),
        Column("人数", TOTAL_FIELD, WholeCell(), "连名单在内的总数，可不填", "总人数 来访人数 合计人数", 8),
        Column("客户类型", "client_kind", CLIENT_KIND_CHOICE, "从列表选", "类型 客户类别", 14),
        Column("级别", "level", column_choices.LEVEL_CHOICE, "A级至D级；也可只填合同额", "接待级别 等级", 8),
        Column("合同额（万元）", "contract", ContractCell(), "据此定级别", "合同额 合同金额 金额（万元）", 12),
        Column("来访目的", "purpose", column_choices.PURPOSE_CHOICE, "从列表选", "目的 来访事由", 12),
        Column("申请人", "applicant", TextCell(), "我方经办人", "经办人 联系人 对接人 我方联系人 我方联络人", 10),
        Column(
            "对方联络人",
            "contact.name",
            TextCell(),
            "客人一方",
            "对方联系人 客户联系人 客户联络人 客方联系人 客方联络人 来访联系人",
            12,
        ),
        Column(
            "对方联络电话",
            "contact.phone",
            TextCell(),
            "仅用于联系",
            "对方联系电话 对方联络人电话 对方联系人电话 客户联系电话 客户联系人电话 客户电话 客方联系电话",
            15,
        ),
        Column("提供住宿", "provides.lodging", YesNoCell(), "空白为是", "住宿 安排住宿", 9),
        Column("提供餐饮", "provides.meals", YesNoCell(), "空白为是", "餐饮 用餐", 9),
        Column("提供用车", "provides.cars", YesNoCell(), "自驾填否", "用车 派车", 9),
        Column("酒店", "hotel", ReferenceCell("place", "酒店"), "指定或自订的酒店", "住宿酒店 指定酒店 入住酒店", 18),
        Column("游览", "sights", column_choices.SIGHTS_CHOICE, "空闲半天可否由我方安排", "游览安排", 12),
        Column("不去的景点", "refused", ReferencesCell("place", "景点"), "用、分开", "谢绝景点", 16),
        Column("去过的景点", "seen", ReferencesCell("place", "景点"), "用、分开", "以前去过", 16),
        Column("全程陪同", "escort", ReferenceCell("person"), "我方人员", "陪同人 陪同人员 全陪", 10),
        Column("贵宾通道", "vip_lane", YesNoCell(), "机场车站", "VIP通道 要客通道", 9),
        Column("影响力较大", "influential", YesNoCell(), "须有公司领导出席", "影响力大 影响力", 10),
        Column("先到酒店", "hotel_first", YesNoCell(), "空白按制度", "先入住 先住下 先办入住", 9),
        Column(
            "先见", "meet_first", PersonOrRequestCell(), "先见谁：我方人员、活动，或对方主人姓名", "先会见 先拜会", 12
        ),
        Column("必须先见", "meet_first_must", YesNoCell(), "空白为尽量", "务必先见", 9),
        Column("用餐习惯", "cuisine", column_choices.MEAL_WISH_CHOICE, "工作餐：中餐、西餐或自助餐", "餐饮偏好", 10),
        Column("着装", "dress", TextCell(), "印在行程上", "着装要求 服装", 14),
        Column("车牌", "plates", TextCell(), "客人自备车，只给门卫", "车牌号 客人车牌 自备车牌 来访车牌", 14),
        Column("涉密许可", "clearance", ReferencesCell("workshop"), "获准参观的涉密车间", "涉密车间", 16),
        Column("回避客户", "rivals", ReferencesCell("visit"), "不能碰面的客户", "回避 竞争对手", 16),
        Column("预算（元）", "budget", YuanCell(), "整批合计", "预算 经费", 11),
        Column("报备日期", "announced", DayCell(), "报到接待部门的日子", "预约日期 申请日期", 12),
        Column("接待编号", "case_number", TextCell(), "空白由程序编号", "接待单号 案号", 14),
        Column("忌宴请日", "taboo", DaysCell(), "如 10月21日", "忌日 不宜宴请", 13),
        NOTE_COLUMN,
        ID_COLUMN,
    ),
    {"": Visit},
    prefix="v",
    also="来访 客户 来访批次 来访团组 客户名单",
    named="visit",
    label="client",
    rare="人数 对方联络人 对方联络电话 不去的景点 去过的景点 贵宾通道 影响力较大 先到酒店 先见 必须先见 用餐习惯"
    " 着装 车牌 涉密许可 回避客户 预算（元） 报备日期 接待编号 忌宴请日 编号",
)

MEMBERS_FORM = Form(
    "成员",
    "一行一位客人",
    "members",
    (
        Column(
            "姓名",
            "name",
            PersonNameCell(),
            "张三（组长）括号内记入备注",
            "名字 客人姓名 成员姓名 name",
            14,
            needed=True,
        ),
        Column("职务", "title", TextCell(), "", "职位 头衔 职称 title", 16),
        Column("职级", "rank", column_choices.RANK_CHOICE, "1最高，空白为6", "级别 行政级别", 16),
        Column("性别", "sex", column_choices.SEX_CHOICE, "分房用", "", 7),
        Column("身份", "role", column_choices.GUEST_ROLE_CHOICE, "主宾只一位", "角色 团内身份", 9),
        Column("年龄段", "age", column_choices.AGE_CHOICE, "空白为成人", "年龄", 9),
        Column("语言", "languages", LanguagesCell(), "空白为中文", "语种 会说的语言", 12),
        Column("饮食", "diet", column_choices.DIET_CHOICES, "用、分开", "饮食禁忌 忌口 饮食要求 用餐禁忌", 14),
        Column("行动", "mobility", column_choices.MOBILITY_CHOICE, "", "行动能力 行动情况", 10),
        Column("体弱", "frail", YesNoCell(), "需放慢节奏", "", 7),
        Column("医疗", "medical", TextCell(), "只供陪同知道", "健康 病史 医疗需求", 14),
        Column("配偶", "spouse_of", ReferenceCell("member"), "是谁的配偶", "", 10),
        Column("同住", "rooms_with", ReferenceCell("member"), "与谁同住一间", "同住人 合住 同屋", 10),
        Column("国籍", "nationality", TextCell(), "", "国别 国家 nationality", 10),
        Column("习俗", "customs", TextCell(), "请接待人员留意", "风俗 风俗习惯 宗教习俗 习惯", 16),
        Column("爱好", "hobbies", TextCell(), "", "兴趣 兴趣爱好", 14),
        Column("称呼", "form_of_address", TextCell(), "如 阁下、H.E.", "尊称 称谓", 9),
        Column(
            "证件号",
            "identity_number",
            TextCell(),
            "订票用，只印在订票名单",
            "证件号码 身份证 身份证号 身份证号码 护照号 护照号码 护照 passport",
            20,
        ),
        PHONE_COLUMN,
        attendance_column(),
        NOTE_COLUMN,
        ID_COLUMN,
    ),
    {"": Member},
    prefix="m",
    also="成员名单 客人 人员名单 来访人员 名单",
    named="member",
    owner=VISIT_COLUMN,
    rare="体弱 医疗 配偶 同住 国籍 习俗 爱好 称呼 证件号 是否出席 编号",
)

GROUPS_FORM = Form(
    "航班车次",
    "一行一个同行组：怎么来、怎么走；没写成员的是其余所有人",
    "groups",
    (
        Column("成员", "members", ReferencesCell("member"), "空白为其余所有人", "同行成员 姓名 人员", 18),
        Column("未定姓名人数", "unnamed", CountCell(), "还没有名单的人数", "未列名人数 其余人数", 10),
        Column("未定姓名者语言", "languages", LanguagesCell(), "空白为中文", "未列名者语言 语言 语种", 12),
        Column("人数", TOTAL_FIELD, WholeCell(), "连名单在内的总数，可不填", "总人数 合计人数", 8),
        Column("到达日期", "arrival.on", DayCell(), "如 10月20日", "来程日期 抵达日期 到达日", 12, needed=True),
        Column(
            "到达时间",
            "arrival.at",
            TimeOrMomentCell(),
            "如 9:40",
            "抵达时间 到达时刻 来程时间 落地时间",
            10,
            needed=True,
        ),
        Column(
            "到达地点",
            "arrival.place",
            ReferenceCell("place"),
            "机场、车站；自驾到公司",
            "抵达地点 到达站 到站",
            16,
            needed=True,
        ),
        Column(
            "到达航班车次",
            "arrival.number",
            TextCell(),
            "航班号或车次",
            "航班号 车次 来程航班 来程车次 到达航班 到达车次",
            13,
        ),
        Column("到达国际航班", "arrival.international", YesNoCell(), "", "国际到达", 9),
        Column(
            "到达手续（分钟）",
            "arrival.minutes",
            MinutesCell(),
            "落地到走出；空白按制度",
            "到达手续 出站手续 出口用时 出站用时",
            11,
        ),
        Column(
            "迎接地点",
            "arrival.meeting_point",
            TextCell(),
            "如 T2 国内到达 3 号出口",
            "接机地点 接站地点 接机口 出站口 出口 接客地点",
            18,
        ),
        Column("到达休息室", "arrival.lounge", ReferenceCell("lounge"), "机场车站的贵宾厅", "休息室 贵宾厅", 14),
        Column("离开日期", "departure.on", DayCell(), "", "返程日期 离开日 离郑日期", 12),
        Column(
            "离开时间", "departure.at", TimeOrMomentCell(), "空白为票未订", "离开时刻 返程时间 起飞时间 开车时间", 10
        ),
        Column(
            "离开地点", "departure.place", ReferenceCell("place", "地点"), "", "返程地点 离开站 出发站", 16, needed=True
        ),
        Column("离开航班车次", "departure.number", TextCell(), "", "返程航班 返程车次 离开航班 离开车次", 13),
        Column("离开国际航班", "departure.international", YesNoCell(), "", "国际离开", 9),
        Column(
            "提前到站（分钟）",
            "departure.minutes",
            MinutesCell(),
            "空白按制度",
            "提前到站 提前到达 离开手续 值机提前",
            11,
        ),
        NOTE_COLUMN,
        Column("编号", "id", CodeCell(), "可留空，由程序编", "组号 组别 代码", 9),
    ),
    {"": TravelGroup},
    prefix="g#",
    also="航班 车次 行程组 交通 抵离信息 抵离 接送站",
    label="id",
    owner=VISIT_COLUMN,
    join=join_group,
    split=split_group,
    rare="未定姓名者语言 人数 到达国际航班 到达手续（分钟） 迎接地点 到达休息室 离开国际航班 提前到站（分钟） 编号",
)

REQUESTS_FORM = Form(
    "活动需求",
    "一行一项活动；日期时间空白的由程序安排",
    "requests",
    (
        Column(
            "类型",
            "kind",
            column_choices.REQUEST_CHOICE,
            "从列表选",
            "活动类型 活动 项目类型 需求类型",
            12,
            needed=True,
        ),
        Column("名称", "title", TextCell(), "印在行程上", "活动名称 标题 活动内容 内容", 18),
        Column("日期", "on", DayCell(), "定了才填", "活动日期", 12),
        Column("开始时间", "at", TimeOrMomentCell(), "定了才填", "时间 时刻 开始 起始时间", 9),
        Column("最早", "earliest", ClockCell(), "不早于", "最早开始", 8),
        Column("最晚", "latest", ClockCell(), "不晚于", "最晚开始", 8),
        Column(
            "时长（分钟）", "minutes", PartOfDayCell(), "90、1.5小时、半天、全天（连午餐）", "时长 时长分钟 用时", 10
        ),
        Column("含餐", "meal", column_choices.MEAL_CHOICE, "活动里吃的那一餐", "含餐情况 包餐 用餐", 8),
        Column("餐费（元）", "meal_price", YuanCell(), "一人；含餐或宴请另有约定的填", "餐费 餐标 用餐标准", 9),
        Column("中间用餐", "lunch_break", YesNoCell(), "中午停下来就近吃饭", "午间用餐 中午用餐", 9),
        Column(
            "地点", "place|restaurant|hotel", ReferenceCell("place"), "景点、项目、餐厅、机关等", "场所 餐厅 景点", 18
        ),
        Column("会议室", "room", ReferenceCell("room"), "指定才填", "", 14),
        Column("厅室", "venue", TextCell(), "外单位的厅室", "具体地点 会见厅 对方会议室", 12),
        Column("题目", "topic", TextCell(), "交流或培训题目", "交流题目 主题 议题 课题", 14),
        Column("专家讲师", "experts|trainer", ReferencesCell("person"), "指定才填", "专家 讲师 培训师 主讲人", 12),
        Column(
            "领导",
            "leader|host|certificates_by",
            ReferenceCell("person"),
            "会见、签约、主持宴请",
            "出席领导 主陪 我方领导",
            12,
        ),
        Column(
            "主人",
            "hosts",
            HostsCell(),
            "外单位：王刚（市政府副市长）；李敏（市外办主任）",
            "会见人 对方主人 对方领导",
            18,
        ),
        Column("我方陪同", "companions", ReferencesCell("person"), "必须到场的", "陪同 陪同人员 我方出席", 12),
        Column("请一位领导", "any_leader", YesNoCell(), "哪一位都行", "需要领导", 9),
        Column("列队欢迎", "reception_line", ReferencesCell("person"), "在门口迎接的我方人员", "门口迎接 列队迎接", 14),
        Column("领导参加", "leader_part", column_choices.LEADER_PART_CHOICE, "", "领导参加方式", 10),
        Column("会见分钟", f"call_minutes|{CALL_MINUTES_FIELD}", MinutesCell(), "15至30", "会见时长", 8),
        Column("设备", "equipment", column_choices.EQUIPMENT_CHOICES, "用、分开", "会议设备 会务设备", 14),
        Column("我方人数", "company", CountCell(), "除指定的人外", "我方陪同人数 陪同人数 主方人数", 9),
        Column("茶水", "tea", YesNoCell(), "空白为是", "茶歇", 7),
        Column("参观车间", "workshops", ReferencesCell("workshop"), "空白为全部不涉密的", "车间", 18),
        Column("参加成员", "members", ReferencesCell("member"), "空白为全体", "参加人 参加人员", 14),
        Column("休息室", "lounge", ReferenceCell("lounge"), "活动前在哪里休息", "贵宾厅 贵宾休息室", 14),
        Column("讲解内容", "explain", NamesCell(), "给讲解员，用、分开", "讲解 讲解重点 讲解要点", 16),
        Column("着装", "dress", TextCell(), "空白按来访客户", "着装要求 服装", 12),
        Column("摄影", "photographer", YesNoCell(), "要不要摄影师", "拍照 摄影师", 7),
        Column("事由", "occasion", column_choices.OCCASION_CHOICE, "宴请、仪式", "宴请事由 宴请类型 仪式类型", 9),
        Column("午宴", "lunch", YesNoCell(), "空白为晚宴", "", 7),
        Column("宴请形式", "form", column_choices.BANQUET_FORM_CHOICE, "空白为正式宴", "形式", 9),
        Column("中西餐", "cuisine", column_choices.CUISINE_CHOICE, "中餐或西餐", "餐别", 8),
        Column("排座次", "seated", YesNoCell(), "空白按形式", "设座 入座", 7),
        Column("礼品", "what", TextCell(), "", "礼品名称", 12),
        Column("单价（元）", "unit_price", YuanCell(), "", "单价 礼品单价", 9),
        Column("每人一份", "each", YesNoCell(), "否：只送主宾", "人手一份", 9),
        Column("次数", "sessions", CountCell(), "培训上几次", "培训次数 课次", 7),
        Column("考试（分钟）", "exam", MinutesCell(), "培训最后的考试", "考试 考核 考试时长", 9),
        Column("结业（分钟）", "closing", MinutesCell(), "发证书的结业仪式", "结业 结业仪式 发证", 9),
        Column("培训班", "series", CodeCell(), "各次分行写时填同一个", "班次 期班", 10),
        Column("第几次", "session", CountCell(), "各次分行写时填", "第几课", 7),
        Column(
            "顺序",
            ASKED_ORDER_FIELD,
            OrderCell(),
            "在会谈之后；紧接会谈；与参观同一天；上午",
            "须在其后 前置活动 先后 先后顺序 次序 顺序要求",
            22,
            holds=" ".join(ORDER_FIELDS),
        ),
        Column("联合活动", "joint", ReferenceCell("joint"), "与别的客人一起", "", 12),
        Column("放弃代价", "price", CountCell(), "一般不填", "", 9),
        NOTE_COLUMN,
        ID_COLUMN,
    ),
    REQUEST_FACTS,
    prefix="kind#",
    also="活动 需求 日程需求 活动安排",
    named="request",
    label="title",
    owner=VISIT_COLUMN,
    join=join_request,
    split=split_request,
    rare="厅室 主人 我方陪同 含餐 餐费（元） 中间用餐 宴请形式 中西餐 排座次 请一位领导 列队欢迎 领导参加 会见分钟 茶水"
    " 参加成员 休息室 讲解内容 着装 摄影 事由 午宴 礼品 单价（元） 每人一份 次数"
    " 考试（分钟） 结业（分钟） 培训班 第几次 顺序 联合活动 放弃代价 编号",
)

SUB_GROUPS_FORM = Form(
    "分组活动",
    "一批客人里分头活动的小组",
    "sub_groups",
    (
        Column("小组", "id", CodeCell(), "编号，如 a", "小组编号 组别 编号", 10),
        Column("成员", "members", ReferencesCell("member"), "用、分开", "", 24, needed=True),
        Column("活动", "requests", ReferencesCell("request"), "该小组的活动", "活动需求", 24, needed=True),
        NOTE_COLUMN,
    ),
    {"": SubGroup},
    prefix="part-#",
    label="id",
    owner=VISIT_COLUMN,
)

WAIVERS_FORM = Form(
    "批准放宽",
    "领导已同意放宽的制度条款",
    "waivers",
    (
        Column("条款", "rule", CodeCell(), "如 MEAL-07,见 jiedai rules", "制度条款 条款编号 规则", 12, needed=True),
        Column("范围", "scope", ScopeCell(), "活动、地点或日期；空白为整批", "适用范围", 18),
        Column("批准人", "approver", TextCell(), "", "批准领导 审批人", 12, needed=True),
        NOTE_COLUMN,
    ),
    {"": Waiver},
    also="放宽 特批",
    label="rule",
    owner=VISIT_COLUMN,
)

JOINTS_FORM = Form(
    "联合活动",
    "几批客人一起的活动",
    "joints",
    (
        Column("名称", "title", TextCell(), "", "活动名称", 20),
        Column("类型", "kind", column_choices.JOINT_CHOICE, "从列表选", "", 12, needed=True),
        Column("客户", "visits", ReferencesCell("visit"), "至少两批", "来访客户 参加客户", 30, needed=True),
        Column("开始", "at", MomentCell(), "如 10月21日 18:00", "时间 开始时间", 17),
        NOTE_COLUMN,
        ID_COLUMN,
    ),
    {"": Joint},
    prefix="j",
    named="joint",
    label="title",
    rare="编号",
)

WEEK_FORMS = (VISITS_FORM, MEMBERS_FORM, GROUPS_FORM, REQUESTS_FORM, SUB_GROUPS_FORM, WAIVERS_FORM, JOINTS_FORM)
