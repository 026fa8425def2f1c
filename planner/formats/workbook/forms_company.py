"""The sheets of the company: places, rooms, people, cars, and what is for hire."""

from __future__ import annotations

from models.domain.people import Driver, HiredHelp, HostPerson
from models.domain.places import ArrivalPoint, DiningRoom, Hotel, Project, Restaurant, RoomType, Sight, Site, Venue, Way
from models.domain.resources import HiredCar, Lounge, Room, Vehicle, Workshop
from planner.formats.workbook import column_choices
from planner.formats.workbook.cells.amounts import CountCell, DegreesCell, MinutesCell, WholeCell, YuanCell
from planner.formats.workbook.cells.choices import YesNoCell
from planner.formats.workbook.cells.dates import DaysCell
from planner.formats.workbook.cells.hours import HoursCell
from planner.formats.workbook.cells.languages import LanguagesCell
from planner.formats.workbook.cells.references import ReferenceCell
from planner.formats.workbook.cells.roles import RolesCell
from planner.formats.workbook.cells.texts import CodesCell, PersonNameCell, TextCell
from planner.formats.workbook.cells.times import ClockCell, ClocksCell
from planner.formats.workbook.common_columns import ID_COLUMN, NOTE_COLUMN, PHONE_COLUMN
from planner.formats.workbook.form import Column, Form

HOURS_COLUMN = Column("开放时间", "hours", HoursCell(), "如 周二至周日 09:00-17:00", "营业时间 开门时间 时间", 26)
_NAME_COLUMN = Column("名称", "name", TextCell(), "", "名字", 20, needed=True)
ORDER_FIELD = "_order"
MINUTES_TO_SITE_FIELD = "_minutes"
_PLACE_COLUMNS = (
    Column("英文名", "name_en", TextCell(), "", "英文名称", 24),
    Column("地址", "address", TextCell(), "写到区县即可", "所在地 所在区 位置", 20),
    Column(
        "到公司（分钟）",
        MINUTES_TO_SITE_FIELD,
        MinutesCell(),
        "平时车程；有路程表可不填",
        "到公司分钟 距公司分钟 车程",
        11,
    ),
    HOURS_COLUMN,
    Column("关闭日期", "closed", DaysCell(), "整天不开", "闭馆日 停业日期", 13),
    PHONE_COLUMN,
    NOTE_COLUMN,
    Column("纬度", "lat", DegreesCell(), "可不填", "", 9),
    Column("经度", "lon", DegreesCell(), "可不填", "", 9),
    Column("排序", ORDER_FIELD, WholeCell(), "一般不填", "", 7),
    ID_COLUMN,
)

HOTELS_FORM = Form(
    "酒店",
    "协议酒店和其他酒店；房型在“酒店房型”",
    "company.places",
    (
        _NAME_COLUMN,
        Column("协议", "agreement", YesNoCell(), "", "协议酒店", 7),
        Column("星级", "grade", CountCell(), "1至5", "档次", 7),
        Column("入住时间", "check_in", ClockCell(), "空白为14:00", "", 9),
        Column("早餐开始", "breakfast_from", ClockCell(), "空白为07:00", "早餐", 9),
        *_PLACE_COLUMNS,
    ),
    {"": Hotel},
    prefix="p",
    also="酒店名单 宾馆",
    named="place",
    label="name name_en",
    fixed={"kind": "hotel"},
    rare="英文名 关闭日期 纬度 经度 排序 编号",
)

ROOM_TYPES_FORM = Form(
    "酒店房型",
    "各酒店的房型和价格",
    "room_types",
    (
        Column("房型", "kind", column_choices.HOTEL_ROOM_CHOICE, "", "", 10, needed=True),
        Column("价格（元）", "price", YuanCell(), "一晚", "价格 房价", 10, needed=True),
        Column("间数", "count", CountCell(), "空白为足够", "数量 房间数", 8),
        NOTE_COLUMN,
    ),
    {"": RoomType},
    also="房型",
    label="",
    owner=Column("酒店", "", ReferenceCell("place", "酒店"), "从列表选", "酒店名称", 20, needed=True),
)

PLACES_FORM = Form(
    "地点",
    "公司、机场、车站、口岸、参考项目，机关、企业、会场等",
    "company.places",
    (
        Column("类型", "kind", column_choices.PLACE_CHOICE, "从列表选", "", 10, needed=True),
        _NAME_COLUMN,
        Column("国内出口（分钟）", "exit_domestic", MinutesCell(), "落地到走出", "国内出口", 11),
        Column("国际出口（分钟）", "exit_international", MinutesCell(), "含入境", "国际出口", 11),
        Column("人数上限", "party_limit", CountCell(), "参考项目、企业", "限额", 9),
        *_PLACE_COLUMNS,
    ),
    {
        "site": Site,
        **dict.fromkeys(("airport", "rail", "road", "border", "helipad"), ArrivalPoint),
        **dict.fromkeys(("project", "works"), Project),
        **dict.fromkeys(("office", "ministry", "hall"), Venue),
    },
    prefix="p",
    also="地点名单 机场车站",
    named="place",
    label="name name_en",
    rare="英文名 关闭日期 纬度 经度 排序 编号",
)

RESTAURANTS_FORM = Form(
    "餐厅",
    "餐厅和公司食堂；包间在“餐厅包间”",
    "company.places",
    (
        _NAME_COLUMN,
        Column(
            "所在",
            "at",
            ReferenceCell("place", "酒店 地点 景点"),
            "在哪里面：酒店、公司、景点",
            "所在酒店 位于",
            18,
        ),
        Column("类别", "style", column_choices.DINING_STYLE_CHOICE, "", "类型", 10),
        Column("菜系", "cuisine", TextCell(), "", "口味", 16),
        Column("本地特色", "local", YesNoCell(), "", "地方特色", 9),
        Column("协议", "agreement", YesNoCell(), "", "", 7),
        Column("饮食服务", "serves", column_choices.DIET_CHOICES, "能做清真、素食等", "特殊餐 特殊饮食", 22),
        Column("便餐（元）", "price", YuanCell(), "一人", "便餐价格 人均 价格", 9, needed=True),
        Column("宴请（元）", "banquet_price", YuanCell(), "一人", "宴请价格 宴请标准", 9),
        *_PLACE_COLUMNS,
    ),
    {"": Restaurant},
    prefix="p",
    also="餐厅名单 饭店",
    named="place",
    label="name name_en",
    fixed={"kind": "restaurant"},
    rare="英文名 关闭日期 纬度 经度 排序 编号",
)

DINING_ROOMS_FORM = Form(
    "餐厅包间",
    "各餐厅的包间和大厅",
    "dining_rooms",
    (
        Column("包间", "name", TextCell(), "包间或大厅名", "名称 包间名称", 16, needed=True),
        Column("座位", "seats", CountCell(), "", "座位数 容量 人数", 8, needed=True),
        Column("独立包间", "private", YesNoCell(), "大厅填否", "包间否", 9),
        Column("站立人数", "standing", CountCell(), "冷餐会、酒会可容；空白同座位", "站席 站位 站立", 9),
        NOTE_COLUMN,
        ID_COLUMN,
    ),
    {"": DiningRoom},
    prefix="d",
    also="包间",
    owner=Column("餐厅", "", ReferenceCell("place", "餐厅"), "从列表选", "餐厅名称", 20, needed=True),
    rare="编号",
)

SIGHTS_FORM = Form(
    "景点",
    "景点、购物、文娱",
    "company.places",
    (
        _NAME_COLUMN,
        Column("类别", "category", column_choices.SIGHT_CHOICE, "从列表选", "类型", 9, needed=True),
        Column("时长（分钟）", "minutes", MinutesCell(), "一般要多久", "时长 游览时间", 10, needed=True),
        Column("门票（元）", "price", YuanCell(), "一人", "门票 票价 价格", 9),
        Column("协议", "agreement", YesNoCell(), "", "", 7),
        Column("特色（0-10）", "local_feature", CountCell(), "地方特色", "特色 地方特色", 9),
        Column("露天", "open_air", YesNoCell(), "", "室外", 7),
        Column("需讲解", "needs_guide", YesNoCell(), "", "讲解 导游", 8),
        Column("在册", "listed", YesNoCell(), "空白为是", "在名单", 7),
        Column("最晚入场", "last_entry", ClockCell(), "", "停止入场", 9),
        Column("演出时间", "shows", ClocksCell(), "如 10:00、15:00", "场次", 14),
        Column("雨天改去", "rainy_day", ReferenceCell("place", "景点"), "", "雨天备选", 14),
        *_PLACE_COLUMNS,
    ),
    {"": Sight},
    prefix="p",
    also="景点名单 游览",
    named="place",
    label="name name_en",
    fixed={"kind": "sight"},
    rare="英文名 关闭日期 雨天改去 纬度 经度 排序 编号",
)

ROOMS_FORM = Form(
    "会议室",
    "会议室",
    "company.rooms",
    (
        _NAME_COLUMN,
        Column("座位", "seats", CountCell(), "", "座位数 容量 人数", 8, needed=True),
        Column("所在", "at", ReferenceCell("place", "地点"), "空白为公司", "所在地点 位于", 14),
        Column("用途", "use", column_choices.ROOM_USE_CHOICE, "空白：有沙发的为接待，其余会议", "", 9),
        Column("设备", "equipment", column_choices.EQUIPMENT_CHOICES, "用、分开", "", 28),
        Column("布置（分钟）", "set_up", MinutesCell(), "空白按制度", "布置时间 布置", 10),
        Column("清理（分钟）", "clearing", MinutesCell(), "空白按制度", "清理时间 清理", 10),
        Column("布局", "layout", TextCell(), "", "摆放 桌型", 16),
        NOTE_COLUMN,
        ID_COLUMN,
    ),
    {"": Room},
    prefix="r",
    named="room",
    rare="所在 编号",
)

LOUNGES_FORM = Form(
    "休息室",
    "机场车站、公司、酒店的休息室和贵宾厅",
    "company.lounges",
    (
        _NAME_COLUMN,
        Column(
            "所在", "place", ReferenceCell("place"), "机场、车站、公司、酒店", "所在地点 位于 地点", 18, needed=True
        ),
        Column("座位", "seats", CountCell(), "", "座位数 容量 人数", 8, needed=True),
        NOTE_COLUMN,
        ID_COLUMN,
    ),
    {"": Lounge},
    prefix="l",
    also="贵宾厅 贵宾休息室 候机厅",
    named="lounge",
    rare="编号",
)

WORKSHOPS_FORM = Form(
    "车间",
    "参观车间，按参观路线的顺序",
    "company.workshops",
    (
        _NAME_COLUMN,
        Column("参观（分钟）", "minutes", MinutesCell(), "", "参观时间 时长 停留", 10, needed=True),
        Column("每组人数", "group", CountCell(), "一位讲解员最多带", "每组上限", 9),
        Column("同时组数", "groups", CountCell(), "", "组数", 9),
        HOURS_COLUMN,
        Column("涉密", "restricted", YesNoCell(), "", "保密", 7),
        Column("安全帽", "helmets", YesNoCell(), "", "", 8),
        Column("强磁场", "magnetic", YesNoCell(), "起搏器勿入", "磁场", 8),
        NOTE_COLUMN,
        ID_COLUMN,
    ),
    {"": Workshop},
    prefix="w",
    also="参观点",
    named="workshop",
    rare="编号",
)

PEOPLE_FORM = Form(
    "我方人员",
    "领导、专家、讲解、翻译、会务、陪同",
    "company.people",
    (
        Column("姓名", "name", PersonNameCell(), "", "名字", 12, needed=True),
        Column("职务", "title", TextCell(), "", "职位", 16),
        Column("部门", "department", TextCell(), "", "所在部门", 14),
        Column("职级", "rank", column_choices.RANK_CHOICE, "1最高，空白为6", "级别", 16),
        Column("性别", "sex", column_choices.SEX_CHOICE, "", "", 7),
        Column("职能", "roles", RolesCell(), "如 专家（盾构机）；翻译（英语）", "角色 职责 接待职能", 34),
        Column("工作时间", "hours", HoursCell(), "空白按制度", "上班时间", 22),
        Column("代理人", "deputy", ReferenceCell("person"), "不在时由谁代", "代理", 10),
        Column("日历文件", "calendar", TextCell(), "本人日历导出的 .ics，放在同一文件夹", "个人日历", 14),
        PHONE_COLUMN,
        NOTE_COLUMN,
        ID_COLUMN,
    ),
    {"": HostPerson},
    prefix="h",
    also="人员 员工 我方名单",
    named="person",
    rare="代理人 日历文件 编号",
)

VEHICLES_FORM = Form(
    "车辆",
    "公司车辆",
    "company.vehicles",
    (
        _NAME_COLUMN,
        Column("车牌", "plate", TextCell(), "", "车牌号 牌照", 13),
        Column("车型", "kind", column_choices.VEHICLE_CHOICE, "从列表选", "类型", 10, needed=True),
        Column("座位", "seats", CountCell(), "不含司机", "座位数 载客", 8, needed=True),
        Column("行李", "luggage", CountCell(), "件", "行李数", 8),
        Column("准驾", "licences", CodesCell(), "哪种驾照可开，任一种", "准驾车型 驾照", 14),
        Column("停放地点", "home", ReferenceCell("place"), "夜里停在哪；空白为公司", "驻地 停放 停车地点 过夜地点", 14),
        Column("可换司机", "relief", YesNoCell(), "一天可由两名司机先后驾驶", "司机轮换 换班", 9),
        Column("包车日期", "days", DaysCell(), "只在这些天可用；空白为每天", "包车 包车日 租用日期", 14),
        Column("包车价（元）", "day_price", YuanCell(), "一天", "包车价 包车价格 日租金", 10),
        NOTE_COLUMN,
        ID_COLUMN,
    ),
    {"": Vehicle},
    prefix="c",
    also="车 公司车辆",
    named="vehicle",
    label="name plate",
    rare="停放地点 可换司机 包车日期 包车价（元） 编号",
)

DRIVERS_FORM = Form(
    "司机",
    "公司司机",
    "company.drivers",
    (
        Column("姓名", "name", PersonNameCell(), "", "名字 司机", 12, needed=True),
        Column("驾照", "licences", CodesCell(), "如 A1、B1", "准驾车型 驾照类型", 12, needed=True),
        Column("工作时间", "hours", HoursCell(), "空白按制度", "上班时间", 22),
        PHONE_COLUMN,
        NOTE_COLUMN,
        ID_COLUMN,
    ),
    {"": Driver},
    prefix="d",
    also="驾驶员",
    named="driver",
    rare="编号",
)

HIRED_CARS_FORM = Form(
    "外租车辆",
    "自有车不够时可租的车，连司机",
    "company.hired_cars",
    (
        Column("车型", "kind", column_choices.VEHICLE_CHOICE, "从列表选", "类型", 10, needed=True),
        Column("座位", "seats", CountCell(), "", "座位数", 8, needed=True),
        Column("行李", "luggage", CountCell(), "件", "行李数", 8),
        Column("价格（元）", "price", YuanCell(), "一趟", "价格 租金", 10, needed=True),
        Column("供应商", "supplier", TextCell(), "", "租车公司", 18),
        PHONE_COLUMN,
        NOTE_COLUMN,
        ID_COLUMN,
    ),
    {"": HiredCar},
    prefix="hired-#",
    also="租车 外租",
    label="kind supplier seats",
    rare="编号",
)

HIRED_HELP_FORM = Form(
    "外请人员",
    "自有人员不够时可请的导游、翻译等",
    "company.hired_help",
    (
        Column("类别", "kind", column_choices.HELP_CHOICE, "从列表选", "类型", 10, needed=True),
        Column("语种", "languages", LanguagesCell(), "", "语言", 12),
        Column("价格（元）", "price", YuanCell(), "一项活动，翻译为一天", "价格 费用", 10, needed=True),
        Column("供应商", "supplier", TextCell(), "", "单位", 18),
        PHONE_COLUMN,
        NOTE_COLUMN,
    ),
    {"": HiredHelp},
    also="外请 外聘人员",
    label="",
)

WAYS_FORM = Form(
    "路程",
    "两地之间平时的车程；没有的按位置估算",
    "company.ways",
    (
        Column("从", "a", ReferenceCell("place"), "", "起点 出发地", 22, needed=True),
        Column("到", "b", ReferenceCell("place"), "", "终点 目的地", 22, needed=True),
        Column("分钟", "minutes", MinutesCell(), "非高峰", "车程 时间 车程（分钟）", 9, needed=True),
        Column("步行分钟", "walk", MinutesCell(), "空白为按位置估算", "步行 步行（分钟）", 9),
        Column("单向", "one_way", YesNoCell(), "空白为双向", "", 8),
        NOTE_COLUMN,
    ),
    {"": Way},
    also="车程",
    label="",
)

COMPANY_FORMS = (
    HOTELS_FORM,
    ROOM_TYPES_FORM,
    PLACES_FORM,
    RESTAURANTS_FORM,
    DINING_ROOMS_FORM,
    SIGHTS_FORM,
    ROOMS_FORM,
    LOUNGES_FORM,
    WORKSHOPS_FORM,
    PEOPLE_FORM,
    VEHICLES_FORM,
    DRIVERS_FORM,
    HIRED_CARS_FORM,
    HIRED_HELP_FORM,
    WAYS_FORM,
)
"""In the order in which they are read: so the places stand in the order of the text files."""
