"""The tables of a reply: field, headings, what guests may write there."""

from __future__ import annotations

from typing import NamedTuple

REPLY_FORMAT, REPLY_VERSION, REPLY_SHEET = "jiedai-reply", 1, "_reply"
CONFIRM_FIELD, REMARK_FIELD = "confirm", "remark"


class ReplyColumn(NamedTuple):
    """A column: the field that it shows; ``asked``: guests may change it."""

    field: str
    zh: str
    en: str
    asked: bool = True


CONFIRM = ReplyColumn(CONFIRM_FIELD, "确认", "Correct?")
REPLY_TABLES: dict[str, tuple[ReplyColumn, ...]] = {
    "member": (
        ReplyColumn("name", "姓名", "Name"),
        ReplyColumn("title", "职务", "Title"),
        ReplyColumn("diet", "饮食", "Diet"),
        CONFIRM,
    ),
    "travel": (
        ReplyColumn("arrival.number", "抵达航班车次", "Flight, train"),
        ReplyColumn("arrival.at", "抵达时间", "Arrival"),
        ReplyColumn("arrival.place", "抵达地点", "Where"),
        ReplyColumn("arrival.meeting_point", "迎接地点", "Meeting point"),
        ReplyColumn("departure.number", "返程航班车次", "Return flight, train"),
        ReplyColumn("departure.at", "返程时间", "Departure"),
        ReplyColumn("departure.place", "离开地点", "From where"),
        CONFIRM,
    ),
    "item": (
        ReplyColumn("day", "日期", "Day", asked=False),
        ReplyColumn("time", "时间", "Time", asked=False),
        ReplyColumn("what", "活动", "Programme", asked=False),
        ReplyColumn("where", "地点", "Place", asked=False),
        ReplyColumn(REMARK_FIELD, "意见", "Remarks"),
        CONFIRM,
    ),
    "all": (ReplyColumn("what", "总体", "Everything", asked=False), CONFIRM),
}
"""Tables by what their rows are about."""
HEADINGS = {
    "member": ("成员", "Guests"),
    "travel": ("抵达和返程", "Arrival and departure"),
    "item": ("日程", "Programme"),
    "all": ("", ""),
}
NEW_ROW = "new:"
"""How the keys of the empty rows begin in which guests write who else comes."""
NEW_ROWS = 2
YES_WORDS = ("无误", "correct")
NO_WORDS = ("有误", "not correct")
