"""What the reception documents ask of those who are with guests, as their sheets say it (S0 八, S1, S0 二)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.language.words import Words

_DRESS = (
    "男士西装、皮鞋，女士西服套裙；整洁，不着休闲装、运动鞋，佩戴工作牌。",
    "Suit and leather shoes; neat, no casual wear; wear your badge.",
)
_GREETING = (
    "问候“一路辛苦了”“欢迎您来到我们公司”，自我介绍，主动提行李，挑最重的提。",
    "Greet the guests, introduce yourself, and take the luggage, the heaviest first.",
)
_CARDS = (
    "名片双手递、双手接，接过后仔细看一遍再收好。",
    "Give and take cards with both hands, and read them before you put them away.",
)
_WALKING = (
    "引导时在客人前方二三步，让客人走内侧，转弯处伸右手示意“这边请”。",
    "Lead two or three steps ahead, the guest on the inner side; show the way at corners.",
)
_STAIRS = (
    "上楼客人在前，下楼陪同在前；注意客人安全。",
    "Upstairs the guest goes first, downstairs you do; mind the guest's safety.",
)
_LIFT = (
    "乘电梯先进后出：先进按住，到达时按“开”请客人先出。",
    "In a lift you go in first and come out last, and hold the door.",
)
_LATE_LEADER = (
    "领导不能马上接见时，说明原因和需等多久，请入休息室上茶；负责人不能前往迎接时，礼貌解释。",
    "When a leader is late, say why and how long, offer tea in the lounge; when nobody can come, explain it.",
)
_OFF_PLAN = (
    "客人提出计划外参观、涉密内容，不得自行安排，立即报告{report}；计划外景点须总经理批准。",
    "Never arrange by yourself what is off the plan, above all tours: report to {report} at once; sights off the plan "
    "need the general manager.",
)
_SIGN = (
    "接站牌写明公司和客人姓名，提前到达，不让客人等。",
    "The sign has the company and the guest's name; be there early, no guest waits.",
)
_LEAVING = (
    "每次出发前10分钟电话通知司机到门口待命，不可让客人等车。",
    "Ten minutes before each departure call the driver to the door: no guest waits for a car.",
)
_MEETING = (
    "在大厅门口或楼前迎候，提前10分钟到位；送客送到车前，目送离开。",
    "Welcome the guests at the door, ten minutes before; see them to their car and watch them leave.",
)

_TOPICS: dict[str, tuple[tuple[str, str], ...]] = {
    "escort": (_DRESS, _GREETING, _CARDS, _WALKING, _STAIRS, _LIFT, _LEAVING, _LATE_LEADER, _OFF_PLAN),
    "greeter": (_SIGN, _GREETING, _CARDS),
    "docent": (_DRESS, _WALKING, _OFF_PLAN),
    "leader": (_MEETING,),
    "companion": (_DRESS, _OFF_PLAN),
}


def manners(words: Words, role: str, report: str) -> tuple[str, ...]:
    """Return what is asked of somebody in a role; ``report``: to whom what is unforeseen is reported."""
    return tuple(words.pick(*text).format(report=report) for text in _TOPICS.get(role, ()))
