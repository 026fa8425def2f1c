"""Every word that the page shows by itself; the page has none of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.board.draft_texts import DRAFT_TEXTS
from planner.board.seat_page_texts import SEAT_PAGE_TEXTS

if TYPE_CHECKING:
    from planner.board.operations import BoardView, PinnedSide
    from planner.language.words import Words

VIEW_NAMES: dict[BoardView, tuple[str, str]] = {
    "visit": ("来访团组", "Delegations"),
    "room": ("会议室", "Meeting rooms"),
    "leader": ("领导和专家", "Leaders, experts"),
    "docent": ("讲解员", "Docents"),
    "interpreter": ("翻译", "Interpreters"),
    "vehicle": ("车辆", "Vehicles"),
    "driver": ("司机", "Drivers"),
    "restaurant": ("餐厅包间", "Dining rooms"),
}
PIN_NAMES: dict[PinnedSide, tuple[str, str]] = {
    "time": ("时间", "Time"),
    "place": ("地点", "Place"),
    "room": ("房间", "Room"),
    "people": ("人员", "People"),
    "cars": ("车辆", "Vehicles"),
}
PAGE_TEXTS: dict[str, tuple[str, str]] = {
    "rows_by": ("按…排列", "Rows by"),
    "all_days": ("整周", "Whole week"),
    "zoom_in": ("放大", "Zoom in"),
    "zoom_out": ("缩小", "Zoom out"),
    "search": ("查找团组、活动、人员", "Find a client, item, person"),
    "only_broken": ("只看有问题的", "Only what has problems"),
    "undo": ("撤销", "Undo"),
    "redo": ("重做", "Redo"),
    "save": ("保存", "Save"),
    "print": ("打印", "Print"),
    "download": ("文件", "Files"),
    "improve": ("优化", "Improve"),
    "improve_seconds": ("用时（秒）", "Seconds"),
    "improve_only": ("只优化几个团组", "Only some delegations"),
    "improve_only_hint": (
        "勾选的团组改，其他团组原样不动；都不勾就是全部。",
        "Ticked ones may change, the others stay exactly as they are; none ticked: all.",
    ),
    "improving": ("正在找更好的安排", "Looking for a better plan"),
    "better": ("找到更好的安排（虚线框）", "A better plan (dashed)"),
    "start_improving": ("开始", "Begin"),
    "stop": ("停止，留下最好的", "Stop, keep the best"),
    "take_all": ("全部采用", "Take all"),
    "take_chosen": ("采用所选团组", "Take the chosen delegations"),
    "leave_it": ("不采用", "Leave it"),
    "happened": ("情况有变", "Something happened"),
    "happened_hint": ("如：中能建设集团火车晚点1小时", "e.g. zhongneng train 1 hour late"),
    "look": ("看要动什么", "See what moves"),
    "left_out": ("未能安排", "Left out"),
    "left_out_none": ("各项要求均已安排", "Everything that was asked for is planned"),
    "findings": ("没有做到的条款", "Rules not kept"),
    "findings_none": ("没有", "None"),
    "details": ("详情", "Details"),
    "choose": ("点一项活动或车次看详情；拖动可以改时间。", "Choose an item or ride to see more; drag to move it."),
    "pin": ("固定", "Pin"),
    "pinned": ("已固定", "Pinned"),
    "why_here": ("为什么在这里", "Why here"),
    "why_here_left": ("为什么没排上", "Why left out"),
    "somebody": ("另一窗口", "another window"),
    "why_not": ("为什么不能在", "Why not at"),
    "why_not_hint": ("周二 9:00", "Tue 9:00"),
    "ask": ("问", "Ask"),
    "asking": ("正在查…", "Looking …"),
    "slots": ("找好时间", "Good times"),
    "take_out": ("取消这一项", "Leave it out"),
    "plan_it": ("排进计划", "Plan it by hand"),
    "no_good_place": (
        "没有哪个时间各条都合；点“找好时间”，本团的其他活动也可以挪",
        "no time keeps every rule; “Good times” may move the delegation's other items",
    ),
    "drop_here": ("把活动拖到这里就取消。", "Drop an item here to leave it out."),
    "only_asked": ("只有客人的要求可以取消", "only what the guests asked for can be left out"),
    "new_visit": ("新来访", "New visit"),
    "absences": ("请假停用", "Absences"),
    "edit_visit": ("来访资料", "Delegation's facts"),
    "edit_request": ("改要求", "Change the request"),
    "new_request": ("新要求", "New request"),
    "requests": ("活动需求", "Requests"),
    "more_fields": ("更多", "More"),
    "add_row": ("加一行", "Add one"),
    "take_row_out": ("删去这一行", "Take it out"),
    "submit": ("确定", "Change"),
    "discard": ("不要这些改动", "Discard"),
    "draft_kept": ("上次填的还在", "What was typed last time is still here"),
    "form_faults": ("请改正，还没有写入：", "Please mend, nothing is written yet:"),
    "others_wrote": ("别人刚改成", "somebody has just written"),
    "facts_changed": ("资料已改", "Facts changed"),
    "broken_now": ("计划没有动，现在不合的条款：", "The plan stays as it was; it breaks now:"),
    "nothing_broken": ("计划照旧，没有新的问题。", "The plan stays as it was and breaks nothing new."),
    "replan": ("照现在的资料改排", "Plan again by the facts"),
    "told": ("刚才的改动", "What changed"),
    "close": ("关闭", "Close"),
    "good": ("可以", "good"),
    "should": ("有应守条款不合", "breaks a should"),
    "must": ("违反必须遵守的条款", "breaks a must"),
    "refused": ("不能", "not possible"),
    "sign_good": ("✓", "✓"),
    "sign_should": ("△", "△"),
    "sign_must": ("✕", "✕"),
    "sign_refused": ("✕", "✕"),
    "grabbed": (
        "已拿起：← → 改时间，Ctrl+← → 改日期，↑ ↓ 换行，Delete 取消，回车放下，Esc 放回",
        "Picked up: ← → time, Ctrl+← → day, ↑ ↓ row, Delete leaves out, Enter drops, Esc puts it back",
    ),
    "grabbed_left": (
        "已拿起：1–5 到好时间，← → 改时间，Ctrl+← → 改日期，回车放下，Esc 放回",
        "Picked up: 1–5 good times, ← → time, Ctrl+← → day, Enter drops, Esc puts it back",
    ),
    "put_back": ("已放回", "Put back"),
    "swap_with": ("对调", "Change places with"),
    "saved": ("已保存", "Saved"),
    "unsaved": ("有改动未保存", "Not saved yet"),
    "offline": ("与本机的看板程序断开了，正在重连…", "The board's program does not answer, trying again …"),
    "name": ("您的称呼", "Your name"),
    "provisional": ("手工改动，待优化", "moved by hand, not improved yet"),
    "other_language": ("English", "中文"),
    "keys": (
        "键盘：Tab 选活动，回车拿起或放下，Esc 放回，Ctrl+Z 撤销，Ctrl+Y 重做",
        "Keys: Tab chooses, Enter picks up and drops, Esc puts back, Ctrl+Z undoes, Ctrl+Y does again",
    ),
    **SEAT_PAGE_TEXTS,
}  # fmt: skip


def page_texts(words: Words) -> dict[str, str]:
    """Return the words of the page in one language."""
    found = {key: words.pick(*pair) for key, pair in (PAGE_TEXTS | DRAFT_TEXTS).items()}
    found |= {f"view_{key}": words.pick(*pair) for key, pair in VIEW_NAMES.items()}
    return found | {f"pin_{key}": words.pick(*pair) for key, pair in PIN_NAMES.items()}
