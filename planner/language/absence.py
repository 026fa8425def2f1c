"""People who are marked as not coming: in a reply, a remark, or behind their name.

Only what is said of the whole occasion counts: ``不参加游览`` or ``周三请假`` is a remark about somebody who comes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.language.text import tight, without_brackets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.language.words import Words

_BEFORE = (
    r"(?:本人|已经|已|现|确定|确认|明确|决定|临时|突然|有事|有会|生病|住院|因病|因公|因私|因故|因事|出差|开会|出国|公务|"
    r"另有(?:安排|公务|要事|会议)|有其他安排|时间冲突|因(?:公务|工作|身体|时间|家中?有事|出差|开会|会议)\S{0,4}|[:：])*"
)
_WHOLE_VISIT = r"(?:本次|此次|这次)?(?:来访|访问|考察|行程|接待)?"
_DINNER = r"(?:本次|此次|这次|该)?(?:活动|晚宴|午宴|宴会|宴请|答谢宴|欢迎宴|晚餐|午餐|会议|会见|座谈)?"
_NOT_COMING = (
    r"(?:都|也)?(?:不|不能|无法|没法|未能|不再|不会|不克|不便|没有办法|不打算|来不及)"
    r"(?:能|再|会|来)?(?:前来|来|参加|出席|参会|参与|到场|到会|与会|随行|随团|前往|成行|赴宴|赴约|到)"
)
_CALLED_OFF = (
    r"(?:取消|请假|缺席|缺勤|婉拒|谢绝|推辞|退出|退团|缺|爽约|拒绝|来不了|去不了|到不了|参加不了|不来|不去|不到|未到|"
    r"不出席|不参加|未出席|未参加)"
)
_ENGLISH = (
    r"(?:not|won'?t|willnot|cannot|can'?t|isnot|isn'?t|unableto)(?:be)?(?:coming|come|attending|attend|joining|join|able)"
    r"|cancel(?:l?ed)?|declined?|absent|regrets|withdrawn|no-?show|excused"
)
_SUBSTITUTE = (
    r"(?:改|换)?由\S{1,12}?(?:代为|代替|替)?(?:参加|出席|前来|代替|顶替|替代|代|替)|"
    r"(?:改|换)(?:成|为)\S{1,12}(?:参加|出席|来)"
)


def _absent(occasion: str) -> re.Pattern[str]:
    return re.compile(
        rf"{_BEFORE}(?:{_NOT_COMING}{occasion}|(?:{_CALLED_OFF}|取消(?:参加|出席|参会|来访)){occasion})了?|"
        rf"{_ENGLISH}|{_SUBSTITUTE}了?"
    )


_ABSENT_FROM_VISIT = _absent(_WHOLE_VISIT)
_ABSENT_FROM_DINNER = _absent(rf"(?:{_WHOLE_VISIT}|{_DINNER})")
_CLAUSES = re.compile(r"[;；,，。.、\n!！]+")
_GAP = re.compile(r"[\s:：;；,，、—–-]+")
_GLUED = re.compile(r"(?P<name>[\u3400-\u9fff·]{2,8}?)(?P<mark>(?:不来|来不了|去不了|不参加|不出席|取消|请假|缺席)了?)")
_NO_WORDS = frozenset("否 × ✗ ✘ ☒ x 无 没有 不 不能 不可以 不行 不是 no n false 0 0.0 谢绝 婉拒".split())  # noqa: SIM905
_YES_WORDS = frozenset(
    "是 √ ✓ ✔ ☑ 有 来 能 可以 参加 出席 到场 确认 已确认 确定 已确定 确认参加 确认出席 参会 准时参加 准时出席 "  # noqa: SIM905
    "yes y true 1 1.0 ok coming attending confirmed accepted 接受 同意 会来 能来 能参加 已回复".split()
)


def says_absent(text: str, dinner: bool = False) -> bool:
    """Tell whether a remark says that somebody does not come at all: one of its clauses does.

    Parameters
    ----------
    dinner : bool
        Whether the whole occasion is a meal or meeting, not a visit of some days.
    """
    pattern = _ABSENT_FROM_DINNER if dinner else _ABSENT_FROM_VISIT
    return any(pattern.fullmatch(tight(part)) for part in _CLAUSES.split(text) if part.strip())


def reply(text: str, dinner: bool = False) -> bool | None:
    """Return whether the answer in a column 是否出席 is yes or no; None where it is neither."""
    word = tight(text).rstrip("。.!")
    if word in _NO_WORDS or says_absent(text, dinner):
        return False
    return True if word in _YES_WORDS else None


def name_and_mark(text: str, dinner: bool = False) -> tuple[str, str]:
    """Split a mark like （不来）, or 不来 behind a blank or at the end, off a name; ``""`` where there is none."""
    name, inside = without_brackets(text.strip())
    if inside and says_absent(inside, dinner):
        return name.strip(), inside
    for gap in _GAP.finditer(text):
        mark = text[gap.end() :].strip()
        if gap.start() and mark and not _CLAUSES.search(mark) and says_absent(mark, dinner):
            return text[: gap.start()].strip(), mark
    glued = _GLUED.fullmatch(text.strip())
    if glued:
        return glued["name"], glued["mark"]
    return text, ""


def absent_line(names: Iterable[str], words: Words) -> str:
    """Return 以下 2 人标为不来，未计入：…; ``""`` for nobody."""
    people = list(names)
    if not people:
        return ""
    zh = f"以下 {len(people)} 人标为不来，未计入"
    en = f"{words.people(len(people))} marked as not coming, not counted"
    return words.label(words.pick(zh, en), words.comma.join(people))
