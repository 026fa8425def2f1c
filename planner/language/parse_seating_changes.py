"""Changes to a seated party from sentences, Chinese or English: a person joins, cancels, or two swap seats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.seating import Attendee, CancelGuest, Join, SwapSeats
from planner.language.attendees import find_attendee, find_two_attendees, with_english_signs
from planner.language.fault_words import describe_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.seating import Change

_SENTENCE_END = r"[\s,、;。.!]*$"
_COLON_OR_BLANK = r"[:\s]*"


def _patterns(*texts: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text, re.IGNORECASE) for text in texts)


_CANCELLATIONS = _patterns(
    rf"^(?:取消|去掉|删去|减去?|少了?)(?:一[位个名人])?(?:客人|来宾|主人)?{_COLON_OR_BLANK}(?P<who>.+?){_SENTENCE_END}",
    r"^(?P<who>.+?)\s*(?:因[故事病]|临时|有事)?"
    rf"(?:不来了?|来不了了?|不能来了?|不参加了?|不出席了?|请假了?|缺席|取消了?|退出){_SENTENCE_END}",
    rf"^(?:cancel|remove|drop|without)\s+(?P<who>.+?){_SENTENCE_END}",
    r"^(?P<who>.+?)\s+(?:cancels|cancell?ed|drops out|is out|(?:is not|isn't) coming|"
    rf"(?:cannot|can't|will not|won't) come){_SENTENCE_END}",
)
_SWAPS = _patterns(
    rf"^(?:对调|互换|调换|交换){_COLON_OR_BLANK}(?P<two>.+?)(?:的?座位|位置)?{_SENTENCE_END}",
    rf"^(?P<two>.+?)\s*(?:换一下|换|对调|互换|调换|交换)(?:座位?|位置?)?{_SENTENCE_END}",
    rf"^(?:swap|exchange|switch)\s+(?P<two>.+?){_SENTENCE_END}",
    rf"^(?P<two>.+?)\s+(?:swap|exchange|switch|change)(?:\s+(?:seats|places))?{_SENTENCE_END}",
)
_ADDITIONS = _patterns(
    r"^(?:增加|新增|添加|添|加)(?:一[位个名])?\s*(?P<side>客人|来宾|客方|主方|主人|我方)?"
    rf"{_COLON_OR_BLANK}[,、]*\s*(?P<rest>.+)$",
    r"^(?:add|one more|plus)\s*(?:an?\s+|one\s+|another\s+)?(?P<side>guest|host)?\s*[:,]?\s*(?P<rest>.+)$",
)
_FIELD_PATTERNS = {
    "title": "职务|职位|头衔|title",
    "organisation": "单位|公司|机构|organi[sz]ation|company",
    "diet": "饮食|忌口|diet",
    "sex": "性别|sex",
    "age": "年龄|age",
    "languages": "语言|languages?",
    "name_en": "英文名|english name|name_en",
    "spouse_of": "配偶|夫人随|随|spouse of|spouse",
    "serves": "为|服务|翻译对象|serves|for",
}
_GUEST_OR_HOST = {"客人": "guest", "来宾": "guest", "客方": "guest", "guest": "guest"} | {
    "主人": "host", "主方": "host", "我方": "host", "host": "host"
}  # fmt: skip
_ATTENDEE_ROLES = {
    "翻译": "interpreter",
    "译员": "interpreter",
    "interpreter": "interpreter",
    "随员": "aide",
    "aide": "aide",
}
_SEX_WORDS = {"男": "m", "女": "f", "m": "m", "f": "f", "male": "m", "female": "f"}
_SAYS_DIET = re.compile(r"清真|素|忌|过敏|不吃|halal|vegan|vegetarian|kosher|allerg|gluten", re.IGNORECASE)
_FACT_WORDS = {"age": "年龄", "name": "姓名", "title": "职务", "sex": "性别", "level": "级别", "organisation": "单位"}
_EXAMPLE_CHANGES = bilingual(
    "加一位客人 王五,职务 副总经理 · 张三不来了 · 张三和李四换座",
    "add guest …, title … · cancel … · swap … and …",
)


def parse_seating_change(text: str, people: Sequence[Attendee]) -> Change:
    """Read one change from a sentence: a person joins, cancels, or two swap seats.

    Raises
    ------
    FaultyInput
        If the sentence says none of these, or names a person who is not on the list.
    """
    wanted = with_english_signs(text)
    for pattern in _SWAPS:
        if match := pattern.match(wanted):
            one, other = find_two_attendees(match["two"], people, "--change")
            return SwapSeats(one=one, other=other)
    for pattern in _ADDITIONS:
        if match := pattern.match(wanted):
            return Join(person=_newcomer(match["rest"], match["side"], people, wanted))
    for pattern in _CANCELLATIONS:
        if match := pattern.match(wanted):
            return CancelGuest(person=find_attendee(match["who"], people, "--change"))
    raise FaultyInput(
        [Fault("--change", text, bilingual("看不懂这项变更", "no change of this form"), _EXAMPLE_CHANGES)]
    )


def _newcomer(text: str, side: str | None, people: Sequence[Attendee], whole: str) -> Attendee:
    """Return the person of "王五,职务 副总经理,饮食 清真" or "王五 客方 副总经理"."""
    parts = [part for part in re.split(r"[,;、()]+", text) if part.strip()] or [""]
    words = (parts[0].split() or [""]) if re.search(r"[\u4e00-\u9fff]", parts[0]) else [parts[0].strip()]
    facts: dict[str, Any] = {"name": words[0], "side": _GUEST_OR_HOST.get((side or "guest").lower(), "guest")}
    rest = " ".join(words[1:])
    if not words[1:] and not re.search(r"[\u4e00-\u9fff]", words[0]):
        facts["name"], facts["side"], rest = _latin(words[0], facts["side"])
    for part in [rest, *parts[1:]]:
        _add(facts, part.strip(), people)
    return _made(facts, people, whole)


def _latin(text: str, side: str) -> tuple[str, str, str]:
    """Split ``Wang Wu guest Director``: the side stands between the name and the title."""
    match = re.match(r"(?P<name>.+?)\s+(?P<side>guest|host)(?:\s+(?P<title>.+))?$", text, re.IGNORECASE)
    return (match["name"], match["side"].lower(), match["title"] or "") if match else (text, side, "")


def _add(facts: dict[str, Any], part: str, people: Sequence[Attendee]) -> None:
    """Add one remark to the facts of a newcomer; without a field's name it is a side, role, sex, diet or title."""
    if not part:
        return
    first, _, more = part.partition(" ")
    if first.lower() in _GUEST_OR_HOST:
        facts["side"] = _GUEST_OR_HOST[first.lower()]
        _add(facts, more.strip(), people)
        return
    for name, pattern in _FIELD_PATTERNS.items():
        match = re.match(rf"(?:{pattern})\s*[:=]?\s*(?P<value>.+)$", part, re.IGNORECASE)
        if match:
            facts[name] = _value(name, match["value"].strip(), people)
            return
    if part.lower() in _SEX_WORDS:
        facts["sex"] = _SEX_WORDS[part.lower()]
    elif part.lower() in _ATTENDEE_ROLES:
        facts["role"], facts["title"] = _ATTENDEE_ROLES[part.lower()], part
    elif _SAYS_DIET.search(part):
        facts["diet"] = part
    else:
        facts["title"] = part


def _value(name: str, text: str, people: Sequence[Attendee]) -> Any:
    if name in ("spouse_of", "serves"):
        return find_attendee(text, people, "--change")
    if name == "languages":
        return tuple(text.split())
    if name == "sex":
        return _SEX_WORDS.get(text.lower(), text)
    return text.removesuffix("岁") if name == "age" else text


def _made(facts: dict[str, Any], people: Sequence[Attendee], whole: str) -> Attendee:
    if facts.get("serves") and facts.get("role") is None:
        facts["role"] = "interpreter"
    if facts.get("title", "").lower() in _ATTENDEE_ROLES:
        facts["role"] = _ATTENDEE_ROLES[facts["title"].lower()]
    if not facts["name"].strip() or facts["name"].lower() in _ATTENDEE_ROLES:
        raise FaultyInput([Fault("--change", whole, bilingual("要写姓名", "a name is needed"), _EXAMPLE_CHANGES)])
    taken = {one.id for one in people}
    number = next(n for n in range(1, len(taken) + 2) if f"new{n}" not in taken)
    try:
        return Attendee.model_validate({"id": f"new{number}", **facts})
    except ValidationError as error:
        faults = []
        for problem in error.errors():
            key = str(problem["loc"][-1]) if problem["loc"] else ""
            what, maybe = describe_error(problem, key, [], {})
            faults.append(Fault("--change", whole, f"{bilingual(_FACT_WORDS.get(key, key), key)}: {what}", maybe))
        raise FaultyInput(faults) from None
