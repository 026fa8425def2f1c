"""The choices of the columns: what people read, and what else they write for it."""

from __future__ import annotations

from models.domain.activities import KINDS, OCCASION_NAMES
from models.domain.vocabulary import CUISINE_NAMES, EQUIPMENT_NAMES, MEAL_NAMES, MEAL_WISH_NAMES
from planner.formats.workbook.cells.choices import ChoiceCell, ChoicesCell, RequestKindCell
from planner.language.request_words import CEREMONY_WORDS
from planner.language.words import Words

_words = Words()

LEVEL_CHOICE = ChoiceCell({level: f"{level}级" for level in "ABCD"})
PURPOSE_CHOICE = ChoiceCell(
    {key: _words.purpose(key) for key in ("project_inspection", "other_inspection", "training")},
    {"project_inspection": "考察 项目", "other_inspection": "考察学习 参观考察 交流 调研 调研考察 考察调研 其他"},
)
SIGHTS_CHOICE = ChoiceCell(
    {"planner": "由我方安排", "none": "只按需求"},
    {"planner": "安排 可安排 可以 可以安排 是", "none": "不安排 不用安排 不用 不要 不可以 否"},
)
SEX_CHOICE = ChoiceCell({"male": "男", "female": "女"}, {"male": "先生 m", "female": "女士 f"})
AGE_CHOICE = ChoiceCell(
    {"adult": "成人", "child": "儿童", "senior": "老人"}, {"child": "小孩 孩子", "senior": "老年 长者 高龄"}
)
RANK_CHOICE = ChoiceCell(
    {
        1: "1 董事长、部级",
        2: "2 总经理、厅局级",
        3: "3 副总经理",
        4: "4 总监、总工",
        5: "5 部门负责人、处长",
        6: "6 员工",
        7: "7",
        8: "8",
        9: "9",
    },
    {
        1: "董事长",
        2: "总经理 总裁",
        3: "副总经理 副总裁 副总",
        4: "总监 总工 总工程师",
        5: "部门负责人 部长 处长 主任",
        6: "员工 职员 一般人员",
    },
)
GUEST_ROLE_CHOICE = ChoiceCell(
    {
        "principal": "主宾",
        "member": "成员",
        "interpreter": "翻译",
        "aide": "随员",
        "spouse": "配偶",
        "media": "媒体",
        "driver": "司机",
    },
    {
        "principal": "团长 组长 领队 带队 负责人",
        "member": "团员 组员",
        "aide": "秘书 助理",
        "spouse": "夫人 家属",
        "media": "记者",
    },
)
DIET_CHOICES = ChoicesCell(
    ChoiceCell(
        {
            key: _words.diet(key)
            for key in (
                "halal",
                "vegetarian",
                "vegan",
                "kosher",
                "no_pork",
                "no_beef",
                "no_seafood",
                "no_nuts",
                "gluten_free",
            )
        },
        {
            "halal": "回民 清真餐 穆斯林",
            "vegetarian": "素 吃素 素餐 素食者",
            "vegan": "全素",
            "no_pork": "忌猪肉 不吃猪 禁猪肉",
            "no_beef": "忌牛肉 不吃牛",
            "no_seafood": "忌海鲜 海鲜过敏 不食海鲜",
            "no_nuts": "忌坚果 不吃坚果",
            "gluten_free": "无麸 麸质过敏",
        },
    )
)
MOBILITY_CHOICE = ChoiceCell(
    {"none": "正常", "slow": "行动缓慢", "wheelchair": "轮椅"}, {"none": "无 无障碍", "slow": "行动不便 腿脚不便"}
)
REQUEST_CHOICE = RequestKindCell(
    {
        key: KINDS[key].zh
        for key in (
            "exchange",
            "tour",
            "call",
            "project",
            "training",
            "signing",
            "ceremony",
            "performance",
            "photo",
            "gift",
            "sight",
            "shopping",
            "entertainment",
            "banquet",
            "night_away",
        )
    },
    {
        "exchange": "交流 会谈 座谈 座谈会 技术座谈 座谈交流 交流座谈 交流会 技术交流会",
        "tour": "参观 参观工厂 参观车间 公司参观",
        "call": "会见 拜会 拜访",
        "project": "项目 项目考察 参观项目 工程项目 参观工程项目 考察 参观企业",
        "training": "培训班 系列培训",
        "signing": "签约 签字仪式",
        "performance": "官方演出 观看演出 文艺晚会 专场演出",
        "photo": "集体合影 合照 拍照",
        "gift": "礼品 送礼 赠礼",
        "sight": "游览景点 景点 观光 参观景点",
        "shopping": "逛街",
        "entertainment": "文娱 演出 娱乐",
        "banquet": "晚宴 午宴 宴会 欢迎宴 欢迎晚宴 欢送晚宴 答谢晚宴",
        "night_away": "外地住宿 异地过夜",
    },
    {key: f"{zh} {CEREMONY_WORDS[key]}" for key, (zh, _) in OCCASION_NAMES.items()},
)
ROOM_USE_CHOICE = ChoiceCell(
    {"meeting": "会议", "reception": "接待", "training": "培训"},
    {"meeting": "会议室", "reception": "接待室 贵宾厅 贵宾室 会见 会见厅 会客", "training": "培训室 培训教室 教室"},
)
EQUIPMENT_CHOICES = ChoicesCell(
    ChoiceCell(
        {key: zh for key, (zh, _) in EQUIPMENT_NAMES.items()},
        {
            "projector": "投影仪 投影机",
            "screen": "屏幕 显示屏 led屏",
            "video": "视频",
            "interpretation": "同声传译 同传设备",
            "microphone": "麦克风 音响",
            "stage": "舞台",
        },
    )
)
LEADER_PART_CHOICE = ChoiceCell({"call": "开头会见", "all": "全程"}, {"call": "会见 见面", "all": "全部 全程参加"})
OCCASION_CHOICE = ChoiceCell(
    {
        **{"welcome": "欢迎", "farewell": "欢送", "thanks": "答谢", "wreath": "献花圈", "press": "见记者"},
        **{"opening": "开幕", "award": "授奖", "unveiling": "揭幕", "certificates": "结业", "other": "其他"},
    },
    CEREMONY_WORDS
    | {
        "welcome": f"接风 欢迎宴 欢迎仪式 {CEREMONY_WORDS['welcome']}",
        "farewell": f"送行 欢送宴 欢送仪式 {CEREMONY_WORDS['farewell']}",
        "thanks": "感谢",
    },
)
"""Occasions of banquets and ceremonies; which of them the kind of request has is judged with the rest."""
MEAL_CHOICE = ChoiceCell(
    {key: zh for key, (zh, _) in MEAL_NAMES.items()},
    {
        "breakfast": "早 早饭 工作早餐 含早 含早餐",
        "lunch": "午 中餐 午饭 中饭 工作午餐 含午餐",
        "dinner": "晚 晚饭 工作晚餐 含晚餐",
    },
)
BANQUET_FORM_CHOICE = ChoiceCell(
    {"formal": "正式宴", "informal": "便宴", "buffet": "冷餐会", "cocktail": "酒会", "tea": "茶会"},
    {
        "formal": "正式宴会 宴会 正式 桌餐",
        "informal": "便餐 工作餐 家宴",
        "buffet": "自助餐 冷餐 自助 冷餐招待会",
        "cocktail": "鸡尾酒会 招待会 招待酒会",
        "tea": "茶话会 茶叙 茶点",
    },
)
_CUISINE_WORDS = {"chinese": "中式", "western": "西式"}
CUISINE_CHOICE = ChoiceCell({key: zh for key, (zh, _) in CUISINE_NAMES.items()}, _CUISINE_WORDS)
MEAL_WISH_CHOICE = ChoiceCell(
    {key: zh for key, (zh, _) in MEAL_WISH_NAMES.items()}, {**_CUISINE_WORDS, "buffet": "自助 酒店自助"}
)
JOINT_CHOICE = ChoiceCell(
    {"banquet": "联合宴请", "plenary": "全体会议", "tour": "共同参观", "ceremony": "共同仪式", "coach": "同车"},
    {"banquet": "宴请", "plenary": "大会 会议 交流", "tour": "参观", "ceremony": "仪式"},
)
PLACE_CHOICE = ChoiceCell(
    {
        **{
            "site": "公司",
            "airport": "机场",
            "rail": "火车站",
            "road": "高速口",
            "border": "口岸",
            "helipad": "停机坪",
        },
        **{"project": "参考项目", "works": "企业", "office": "办公地", "ministry": "机关", "hall": "会场"},
    },
    {
        "site": "本公司 厂区 公司所在地",
        "rail": "高铁站 车站 铁路",
        "road": "收费站 高速出口 公路",
        "border": "边境口岸 边检 海关",
        "helipad": "直升机停机坪 直升机场",
        "project": "项目 工程项目 示范项目",
        "works": "工厂 合作企业 合作单位 外单位",
        "office": "分公司 办事处 办公楼 写字楼",
        "ministry": "政府 政府机关 部委 政府部门 市政府 省政府 使馆 领馆",
        "hall": "礼堂 剧院 剧场 大剧院 会展中心 广场 纪念馆",
    },
)
HOTEL_ROOM_CHOICE = ChoiceCell(
    {key: _words.hotel_room(key) for key in ("suite", "single", "twin")},
    {"single": "单间 大床房 大床间", "twin": "标间 标准间 双床房", "suite": "套间"},
)
DINING_STYLE_CHOICE = ChoiceCell(
    {"restaurant": "社会餐厅", "hotel": "酒店餐厅", "canteen": "食堂"}, {"restaurant": "餐厅 饭店"}
)
SIGHT_CHOICE = ChoiceCell(
    {"sightseeing": "游览", "play": "游玩", "shopping": "购物", "entertainment": "文娱"},
    {"sightseeing": "景点 观光", "play": "娱乐 体验", "entertainment": "演出 文娱演出"},
)
VEHICLE_CHOICE = ChoiceCell(
    {key: _words.vehicle(key) for key in ("sedan", "suv", "mpv", "van", "minibus", "coach")},
    {
        "sedan": "小轿车 小车",
        "mpv": "别克商务",
        "van": "面包",
        "minibus": "中型客车 考斯特",
        "coach": "大客车 大型客车 大客",
    },
)
HELP_CHOICE = ChoiceCell(
    {key: _words.role(key) for key in ("guide", "interpreter", "photographer", "docent", "crew", "escort")},
    {"guide": "导游员", "interpreter": "翻译员 译员", "photographer": "摄影师", "docent": "讲解员", "crew": "会务人员"},
)
ABSENCE_CHOICE = ChoiceCell(
    {
        "people": "我方人员",
        "drivers": "司机",
        "rooms": "会议室",
        "lounges": "休息室",
        "workshops": "车间",
        "vehicles": "车辆",
        "places": "地点",
    },
    {"lounges": "贵宾室 贵宾厅", "people": "人员 员工", "places": "酒店 餐厅 景点 场所", "vehicles": "车"},
)
CALENDAR_CHOICE = ChoiceCell(
    {
        "company.calendar.workdays": "公司上班",
        "company.calendar.holidays": "公司休息",
        "company.taboo": "公司忌宴请",
        "official.workdays": "国家调休上班",
        "official.holidays": "国家放假",
    },
    {
        "company.calendar.workdays": "上班 加班",
        "company.calendar.holidays": "休息 放假",
        "company.taboo": "忌宴请",
        "official.workdays": "调休上班 调休",
        "official.holidays": "法定放假 法定节假日",
    },
)
