"""What roles, rooms, vehicles, diets and costs are called, in Chinese and English: ``(zh, en)`` by key.

Labels are short, for cells of papers and workbooks; names are for sentences. Kinds of items are in
``models.domain.activities``, languages in ``models.domain.people``.
"""

from __future__ import annotations

ROLE_LABELS = {
    "leader": ("领导", "leader"),
    "expert": ("专家", "expert"),
    "trainer": ("培训师", "trainer"),
    "delegate": ("我方出席", "of ours"),
    "docent": ("讲解", "docent"),
    "interpreter": ("翻译", "interpreter"),
    "guide": ("导游", "guide"),
    "escort": ("陪同", "escort"),
    "company": ("出席宴请", "company"),
    "companion": ("陪餐", "at table"),
    "reception": ("列队欢迎", "at the door"),
    "greeter": ("迎送", "greeter"),
    "photographer": ("摄影", "photographer"),
    "crew": ("会务", "room crew"),
    "tea": ("茶水", "tea"),
}
"""Duty roles in the order in which papers name them."""
ROLE_NAMES = {
    "leader": ("领导", "leader"),
    "expert": ("专家", "expert"),
    "trainer": ("培训师", "trainer"),
    "delegate": ("我方出席人员", "company delegate"),
    "docent": ("讲解员", "docent"),
    "interpreter": ("翻译", "interpreter"),
    "photographer": ("摄影人员", "photographer"),
    "crew": ("会议室布置整理人员", "room crew"),
    "tea": ("茶水服务人员", "tea service"),
    "escort": ("全程陪同人员", "escort"),
    "guide": ("专职导游", "professional guide"),
    "company": ("宴请出席人员", "company at the banquet"),
    "companion": ("陪餐人员", "company at table"),
    "reception": ("列队欢迎人员", "reception line"),
    "greeter": ("迎送人员", "greeter"),
}
"""People who have a duty of a role."""
DIET_LABELS = {
    "halal": ("清真", "halal"),
    "vegetarian": ("素食", "vegetarian"),
    "vegan": ("纯素", "vegan"),
    "kosher": ("洁食", "kosher"),
    "no_pork": ("不吃猪肉", "no pork"),
    "no_beef": ("不吃牛肉", "no beef"),
    "no_seafood": ("不吃海鲜", "no seafood"),
    "no_nuts": ("坚果过敏", "no nuts"),
    "gluten_free": ("无麸质", "gluten-free"),
}
DIET_NAMES = DIET_LABELS | {"kosher": ("犹太洁食", "kosher"), "no_nuts": ("不吃坚果", "no nuts")}
RANK_NAMES = {
    1: ("董事长", "chairman"),
    2: ("总经理", "general manager"),
    3: ("副总经理", "deputy general manager"),
    4: ("总监", "director"),
    5: ("部门负责人", "head of department"),
    **dict.fromkeys((6, 7, 8, 9), ("一般人员", "member of staff")),
}
"""What people of a rank are called (``models.domain.people.RankNumber``)."""
EQUIPMENT_NAMES = {
    "projector": ("投影", "projector"),
    "screen": ("大屏", "screen"),
    "video": ("视频会议", "video conference"),
    "whiteboard": ("白板", "whiteboard"),
    "interpretation": ("同传", "interpretation"),
    "microphone": ("话筒", "microphone"),
    "sofa": ("沙发", "sofas"),
    "stage": ("主席台", "stage"),
}
ROOM_USE_NAMES = {
    "meeting": ("会议", "meetings"),
    "reception": ("接待、会见", "receptions"),
    "training": ("培训", "trainings"),
}
HOTEL_ROOM_NAMES = {"suite": ("套房", "suite"), "single": ("单人间", "single"), "twin": ("双人间", "twin")}
VEHICLE_CLASS_NAMES = {
    "sedan": ("轿车", "sedan"),
    "suv": ("越野车", "SUV"),
    "mpv": ("商务车", "MPV"),
    "van": ("面包车", "van"),
    "minibus": ("中巴", "minibus"),
    "coach": ("大巴", "coach"),
}
BANQUET_FORM_NAMES = {
    "formal": ("宴请", "banquet"),
    "informal": ("便宴", "informal meal"),
    "buffet": ("冷餐会", "buffet"),
    "cocktail": ("酒会", "cocktail reception"),
    "tea": ("茶会", "tea"),
}
"""Forms of hospitality (``models.domain.activities.BanquetForm``)."""
CUISINE_NAMES = {"chinese": ("中餐", "Chinese cuisine"), "western": ("西餐", "Western cuisine")}
MEAL_WISH_NAMES = {**CUISINE_NAMES, "buffet": ("自助餐", "buffet")}
"""What guests wish for at ordinary meals (``models.domain.places.MealWish``)."""
MEAL_NAMES = {"breakfast": ("早餐", "breakfast"), "lunch": ("午餐", "lunch"), "dinner": ("晚餐", "dinner")}
COST_HEADING_NAMES = {
    "hotel": ("住宿", "hotel"),
    "meals": ("餐饮", "meals"),
    "tickets": ("门票", "tickets"),
    "gifts": ("礼品", "gifts"),
    "cars": ("租车", "hired cars"),
    "help": ("外聘人员", "hired help"),
}
"""Headings of a visit's costs in the order in which papers name them."""
